// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "standard_make.h"
#include "lif_integer.h"
#include "lif_leak.h"

#include <math.h>

static double between(lif_random *random, double low, double high)
{
    return low + (high - low) * lif_random_uniform(random);
}

/* ---- physical scenarios: 1 V is the unit, E = 0, threshold 1 and reset 0 ---- */

static lif_params unit_neuron(lif_method method, double steps_of_tau)
{
    return (lif_params){
        .method = method, .dt_s = 1.0, .tau_s = steps_of_tau, .r_ohm = 1.0, .v_threshold_v = 1.0};
}

static void hold_for(lif_params *p, uint32_t steps)
{
    p->refractory_steps = steps;
    p->refractory_s = steps * p->dt_s;
}

static void fill_random(standard_run *run, lif_random *random, double low, double high)
{
    for (uint64_t i = 0; i < run->scenario.steps; i++) {
        run->current_a[i] = between(random, low, high);
    }
}

static void fill_constant(standard_run *run, double value_a)
{
    for (uint64_t i = 0; i < run->scenario.steps; i++) {
        run->current_a[i] = value_a;
    }
}

void make_noise(standard_run *run, const lif_format *format, lif_random *random)
{
    (void)format;
    run->scenario.params = unit_neuron(LIF_EXPONENTIAL, 12.0);
    hold_for(&run->scenario.params, 3);
    run->scenario.params.v_initial_v = -0.7;
    fill_random(run, random, -1.5, 4.5);
}

void make_subtract(standard_run *run, const lif_format *format, lif_random *random)
{
    make_noise(run, format, random);
    hold_for(&run->scenario.params, 1);
    run->scenario.params.reset_mode = LIF_RESET_BY_SUBTRACTION;
    run->scenario.params.compare = LIF_ABOVE;
    run->scenario.params.tau_s = 5.0;
}

/* The membrane goes from 0 to 1, which is the threshold, exactly, at every active step. */
void make_ties(standard_run *run, const lif_format *format, lif_random *random)
{
    (void)format;
    (void)random;
    run->scenario.params = unit_neuron(LIF_EULER, 2.0);
    fill_constant(run, 2.0);
}

void make_ties_above(standard_run *run, const lif_format *format, lif_random *random)
{
    make_ties(run, format, random);
    run->scenario.params.compare = LIF_ABOVE;
}

/* The difference between drive and membrane swings as far as it can. */
void make_square(standard_run *run, const lif_format *format, lif_random *random)
{
    const double top = 0.99 * ldexp(1.0, (int)(format->state_width - format->state_fraction) - 1);
    (void)random;
    run->scenario.params = unit_neuron(LIF_EULER, 2.0);
    run->scenario.params.v_threshold_v = 0.9 * top;
    run->scenario.params.v_reset_v = 0.9 * top - 1.0;
    for (uint64_t i = 0; i < run->scenario.steps; i++) {
        run->current_a[i] = i / 8 % 2 == 0 ? -top : top;
    }
}

/* The membrane decays from the other side, with a leak word of a few units. */
void make_silent(standard_run *run, const lif_format *format, lif_random *random)
{
    (void)random;
    run->scenario.params =
        unit_neuron(LIF_EXPONENTIAL, fmin(4000.0, ldexp(0.3, (int)format->leak_fraction)));
    run->scenario.params.v_initial_v = -3.0;
    fill_constant(run, 0.9);
}

void make_initial_hold(standard_run *run, const lif_format *format, lif_random *random)
{
    make_noise(run, format, random);
    run->scenario.params.initial_hold = 5;
    run->scenario.params.v_initial_v = 0.8;
}

/* ---- chosen words ---- */

/* Draws a word that is uniform, small, or at an end of the range. */
static int64_t random_word(lif_random *random, const lif_format *format)
{
    const int64_t half = (int64_t)1 << (format->state_width - 1);
    switch (lif_random_below(random, 4)) {
    case 0:
        return lif_random_below(random, 2) ? half - 1 : -half;
    case 1:
        return (int64_t)lif_random_below(random, 9) - 4;
    default:
        return (int64_t)lif_random_below(random, (uint64_t)half * 2) - half;
    }
}

/* Draws a leak word from 1 to 2^KF, each order of magnitude as likely. */
static int64_t random_leak(lif_random *random, const lif_format *format)
{
    const unsigned bits = (unsigned)lif_random_below(random, format->leak_fraction + 1);
    const uint64_t top = (uint64_t)1 << bits;
    const uint64_t word = bits == format->leak_fraction ? top : top + lif_random_below(random, top);
    return (int64_t)lif_leak_nearest(format, (double)word); /* of those that there are */
}

/* Draws an amount that the contract allows: 0 < amount, and threshold - amount in range. */
static int64_t random_amount(lif_random *random, const lif_format *format, int64_t threshold)
{
    const uint64_t half = (uint64_t)1 << (format->state_width - 1);
    const uint64_t room = (uint64_t)(threshold + (int64_t)half);
    return 1 + (int64_t)lif_random_below(random, room < half - 1 ? room : half - 1);
}

static void fill_words(standard_run *run, const lif_format *format, lif_random *random)
{
    for (uint64_t i = 0; i < run->scenario.steps; i++) {
        run->current_a[i] =
            ldexp((double)random_word(random, format), -(int)format->state_fraction);
    }
}

/* The words come first; the parameters are what the words stand for, so that every error is 0. */
void make_words(standard_run *run, const lif_format *format, lif_random *random)
{
    lif_words *w = &run->job.q.words;
    w->leak_fx = random_leak(random, format);
    w->threshold_fx = random_word(random, format);
    w->reset_fx = random_word(random, format);
    w->initial_fx = random_word(random, format);
    w->initial_hold = (uint32_t)lif_random_below(random, 4);
    w->compare_above = lif_random_below(random, 2) == 1;
    w->reset_by_subtract = lif_random_below(random, 2) == 1 &&
                           w->threshold_fx > -((int64_t)1 << (format->state_width - 1));
    if (w->reset_by_subtract) {
        w->reset_fx = random_amount(random, format, w->threshold_fx);
    }
    hold_for(&run->scenario.params, (uint32_t)lif_random_below(random, 4));
    if (run->repeat % 24 == 23) {
        w->leak_fx = 0; /* the contract allows it: the membrane stays */
    }
    fill_words(run, format, random);
}

/* With k = 1 the membrane is the drive. */
void make_whole_leak(standard_run *run, const lif_format *format, lif_random *random)
{
    make_words(run, format, random);
    run->job.q.words.leak_fx = (int64_t)1 << format->leak_fraction;
    for (uint64_t i = 0; i < run->scenario.steps; i += 3) { /* at and beside the threshold */
        const int64_t half = (int64_t)1 << (format->state_width - 1);
        const int64_t word = run->job.q.words.threshold_fx + (int64_t)(i % 9) / 3 - 1;
        run->current_a[i] = ldexp((double)(word < -half   ? -half
                                           : word >= half ? half - 1
                                                          : word),
                                  -(int)format->state_fraction);
    }
}

/* Returns 1/value modulo 2^64, for an odd value (Newton: each round doubles the right bits). */
static uint64_t inverse(uint64_t value)
{
    uint64_t x = value;
    for (int round = 0; round < 6; round++) {
        x *= 2 - value * x;
    }
    return x;
}

/* Products lie at and around an exact half: the low bits of the rounding constant matter there, and
 * nowhere else. K is odd, so that K*d = half + a little modulo 2^KF has a solution d; the drive is
 * that far from the membrane, which is the integer model's. */
void make_half(standard_run *run, const lif_format *format, lif_random *random)
{
    const uint64_t modulus = (uint64_t)1 << format->leak_fraction;
    const int64_t half = (int64_t)1 << (format->state_width - 1);
    lif_words *w = &run->job.q.words;
    lif_integer model;
    make_words(run, format, random);
    if (format->leak_coding != LIF_CODING_ANY) {
        return; /* its words need not be odd: random ones again */
    }
    w->leak_fx = (int64_t)((uint64_t)random_leak(random, format) | 1) % (int64_t)modulus;
    w->threshold_fx = half - 1; /* hardly any spike: the membrane wanders */
    lif_integer_start(&model, format, w);
    for (uint64_t i = 0; i < run->scenario.steps; i++) {
        const uint64_t reach =
            1 + lif_random_below(random, (uint64_t)1 << i % format->leak_fraction);
        const uint64_t rest = modulus / 2 + (i % 2 == 0 ? -reach : reach - 1);
        const int64_t far = (int64_t)(inverse((uint64_t)w->leak_fx) * rest % modulus);
        const int64_t drive = model.state_fx + far < half ? model.state_fx + far
                                                          : model.state_fx + far - (int64_t)modulus;
        const int32_t drive_fx = (int32_t)drive;
        run->current_a[i] = ldexp((double)drive, -(int)format->state_fraction);
        lif_integer_run(&model, 1, &drive_fx, NULL, run->scenario.params.refractory_steps, NULL,
                        NULL, NULL);
    }
}

/* Every active step spikes, so that a hold of another length is seen where it ends. */
static void make_holds(standard_run *run, const lif_format *format, lif_random *random,
                       uint32_t first, uint32_t other)
{
    const uint32_t most = (1u << run->job.dut->ops->hold_width) - 1u;
    make_words(run, format, random);
    run->job.q.words.threshold_fx = -((int64_t)1 << (format->state_width - 1));
    run->job.q.words.reset_by_subtract = false;
    run->job.q.words.compare_above = false;
    run->job.q.words.initial_hold = first & most;
    hold_for(&run->scenario.params, other & most);
}

void make_holds_even(standard_run *run, const lif_format *format, lif_random *random)
{
    make_holds(run, format, random, 0x55555555u, 0xaaaaaaaau);
}

void make_holds_odd(standard_run *run, const lif_format *format, lif_random *random)
{
    make_holds(run, format, random, 0xaaaaaaaau, 0x55555555u);
}

/* Each bit is the highest of a hold, random below it: a counter that goes through the wrong values
 * in another order may still end in time, but not from every value. A wrong bit that is turned over
 * at each step is right again after an even number of them, so that each bit is the highest of an
 * even hold and of an odd one, at the start and after a spike. */
void make_holds_random(standard_run *run, const lif_format *format, lif_random *random)
{
    const unsigned bits = run->job.dut->ops->hold_width;
    const unsigned first = run->repeat % bits, other = bits - 1 - first;
    const uint32_t odd = run->repeat / bits % 2; /* of the first */
    const uint32_t a = (1u << first) + (uint32_t)lif_random_below(random, (uint64_t)1 << first);
    const uint32_t b = (1u << other) + (uint32_t)lif_random_below(random, (uint64_t)1 << other);
    make_holds(run, format, random, (a & ~1u) | odd, (b & ~1u) | !odd);
    run->scenario.steps = (uint64_t)a + b + 8;
}
