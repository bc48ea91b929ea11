// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The guided reference of a core, its bound and the network that runs by itself are held against
 * exact rational numbers on small random networks: the theorem itself (no word is beyond the bound
 * that has no rounding of doubles), the recurrences in double, and that these still enclose. */
#include "core_fixture.h"
#include "neuron_fixture.h"
#include "core_oracle.h"

#include "lif_core_guided.h"
#include "lif_core_integer.h"

#include <math.h>

enum { SETS = 900 };
static const double slack = 1e-11; /* what doubles may add, in S, in the ticks of a test */

typedef struct tally {
    uint64_t sets, ticks, spikes, ambiguous, clips, free_spikes, free_close;
    double usage; /* largest |e|/B of a membrane */
} tally;

/* One network of a test. */
typedef struct bench {
    const core_random *made;
    const lif_core_image *image;
    bool real_weights;
    oracle_history h;
    lif_core_limits limits;
    lif_core_bound bound[ORACLE_NEURONS];
    lif_core_guided guided[ORACLE_NEURONS];
    oracle_real o[ORACLE_NEURONS];
    oracle_told told;
    oracle_hope hope;
    mpq_t q, error;
} bench;

static double near(mpq_t q, const mpq_t exact, double value)
{
    mpq_set_d(q, value);
    mpq_sub(q, q, exact);
    return fabs(mpq_get_d(q));
}

/* Sums W and what the words say of a neuron, and gives both to the reference in double too. */
static void gather(bench *b, unsigned tick, unsigned i, uint32_t noise, lif_core_told *told)
{
    const lif_core_image *image = b->image;
    const lif_core_real *p = &b->made->neuron[i];
    const int fraction = (int)b->made->format.state.state_fraction;
    *told = (lif_core_told){.noise = lif_core_noise_of(p, &b->limits, noise)};
    for (unsigned r = 0; r < b->made->format.receptors; r++) {
        const long words = oracle_events(image, &b->h, tick, i, r);
        const double step = b->bound[i].weight_step[r];
        oracle_scaled(b->told.words[r], (double)words, image->word[i].weight_shift[r] - fraction);
        mpq_set(b->told.events[r], b->told.words[r]);
        told->events[r] = (double)words * step;
        told->sizes[r] = fabs(told->events[r]);
        if (!b->real_weights) {
            continue;
        }
        mpq_set_ui(b->told.events[r], 0, 1);
        told->events[r] = told->sizes[r] = 0.0;
        for (unsigned row = 0; row < image->inputs + image->neurons; row++) {
            const unsigned delay = image->row[row].delay;
            const double w = b->made->weight[row * image->neurons + i];
            const unsigned times =
                image->row[row].receptor == r && delay <= tick ? b->h.times[tick - delay][row] : 0;
            for (unsigned k = 0; k < times; k++) {
                mpq_set_d(b->q, w);
                mpq_add(b->told.events[r], b->told.events[r], b->q);
                told->events[r] += w;
                told->sizes[r] += fabs(w);
            }
        }
        told->missed[r] = fabs((double)words * step - told->events[r]);
    }
    oracle_scaled(b->told.noise, p->noisy ? oracle_noise(noise) : 0,
                  (int)p->noise_shift - fraction);
}

/* error = |word - value|; fails the test where it is above a bound. */
static void within(bench *b, int32_t word, const mpq_t value, const mpq_t bound, const char *what)
{
    oracle_scaled(b->error, word, -(int)b->made->format.state.state_fraction);
    mpq_sub(b->error, b->error, value);
    mpq_abs(b->error, b->error);
    if (mpq_cmp(b->error, bound) > 0) {
        fail_msg("%s: the word %d misses %.17g by %g, the bound is %g", what, word,
                 mpq_get_d(value), mpq_get_d(b->error), mpq_get_d(bound));
    }
}

static void within_double(bench *b, int32_t word, double value, double bound, const char *what)
{
    mpq_t v, limit;
    mpq_inits(v, limit, NULL);
    mpq_set_d(v, value);
    mpq_set_d(limit, bound);
    within(b, word, v, limit, what);
    mpq_clears(v, limit, NULL);
}

/* The recurrences of both must agree, up to eps, which only adds. */
static void same_bound(bench *b, const mpq_t exact, double bound)
{
    mpq_set_d(b->q, bound);
    mpq_sub(b->q, b->q, exact);
    const double more = mpq_get_d(b->q);
    if (!(more >= -1e-18 - 1e-14 * bound && more <= slack)) {
        fail_msg("the bound %.17g is %g above the exact one", bound, more);
    }
}

static void judge_words(bench *b, unsigned i, const lif_core_seen *seen, const lif_core_expected *e,
                        tally *t)
{
    const lif_core_format *f = &b->made->format;
    oracle_real *o = &b->o[i];
    mpq_t view, bound;
    mpq_inits(view, bound, NULL);
    if (f->state.rounding == LIF_RESIDUAL) {
        oracle_scaled(view, 1.0, -(int)f->state.state_fraction);
    }
    for (unsigned r = 0; r < f->receptors; r++) {
        mpq_add(bound, o->bound_s[r], view);
        within(b, seen->synapse_fx[r][i], o->s[r], bound, "S");
        within_double(b, seen->synapse_fx[r][i], e->synapse[r], e->synapse_bound[r], "S, double");
        same_bound(b, bound, e->synapse_bound[r]);
        assert_true(near(b->q, o->s[r], e->synapse[r]) < slack);
    }
    mpq_set(bound, o->bound_a);
    if (b->bound[i].adapts) {
        mpq_add(bound, bound, view);
    }
    within(b, seen->adaptation_fx[i], o->a, bound, "A");
    within_double(b, seen->adaptation_fx[i], e->adaptation, e->adaptation_bound, "A, double");
    same_bound(b, bound, e->adaptation_bound);
    assert_int_equal(e->held, b->hope.held);
    if (!e->held) {
        within_double(b, seen->before_fx[i], e->membrane, e->membrane_bound, "membrane, double");
        within(b, seen->before_fx[i], o->x, b->hope.bound_y, "membrane");
        same_bound(b, b->hope.bound_y, e->membrane_bound);
        assert_true(near(b->q, b->hope.y, e->membrane) < slack);
        t->usage = fmax(t->usage, mpq_get_d(b->error) / mpq_get_d(b->hope.bound_y));
    }
    mpq_clears(view, bound, NULL);
}

/* Returns y - level - the two bounds, or with sign -1 level - y - the two bounds. */
static double margin(bench *b, int sign)
{
    mpq_sub(b->q, b->hope.y, b->hope.level);
    if (sign < 0) {
        mpq_neg(b->q, b->q);
    }
    mpq_sub(b->q, b->q, b->hope.bound_y);
    mpq_sub(b->q, b->q, b->hope.bound_level);
    return mpq_get_d(b->q);
}

static void judge_decision(bench *b, const lif_core_expected *e, bool spike, tally *t)
{
    const double must = margin(b, 1), must_not = margin(b, -1);
    if (e->held) {
        assert_true(e->must_not && !e->must && !spike);
        return;
    }
    assert_false(spike ? must_not > 0.0 : must > 0.0); /* the theorem, for the decision */
    assert_false(spike ? e->must_not : e->must);
    if (fabs(must) > slack && fabs(must_not) > slack && b->bound->view <= 0.0) {
        assert_int_equal(e->must, must > 0.0);
        assert_int_equal(e->must_not, must_not > 0.0);
    }
    t->ambiguous += !e->must && !e->must_not;
}

static void guided_tick(bench *b, unsigned tick, uint32_t *noise, const lif_core_seen *seen,
                        tally *t)
{
    const lif_core_format *f = &b->made->format;
    for (unsigned i = 0; i < b->image->neurons; i++) {
        const lif_core_real *p = &b->made->neuron[i];
        const lif_core_words *w = &b->image->word[i];
        const bool spike = seen->spike[i] != 0;
        lif_core_told told;
        lif_core_expected e;
        *noise ^= *noise << 13;
        *noise ^= *noise >> 17;
        *noise ^= *noise << 5;
        gather(b, tick, i, *noise, &told);
        oracle_real_tick(&b->o[i], f, p, w, &b->told, &b->hope);
        lif_core_guided_tick(&b->guided[i], p, &b->bound[i], &b->limits, f->receptors, &told, &e);
        judge_words(b, i, seen, &e, t);
        judge_decision(b, &e, spike, t);
        t->clips += e.clips;
        t->clips += lif_core_guided_adopt(&b->guided[i], p, &b->bound[i], &b->limits, &e, spike);
        oracle_real_adopt(&b->o[i], f, p, w, &b->hope, spike);
        t->spikes += spike;
    }
}

static void bench_start(bench *b, const core_random *made, const lif_core_image *image,
                        bool real_weights)
{
    memset(b, 0, sizeof *b);
    b->made = made;
    b->image = image;
    b->real_weights = real_weights;
    b->limits = lif_core_limits_of(&made->format);
    mpq_inits(b->q, b->error, b->told.events[0], b->told.events[1], b->told.words[0],
              b->told.words[1], b->told.noise, b->hope.y, b->hope.bound_y, b->hope.level,
              b->hope.bound_level, NULL);
    for (unsigned i = 0; i < image->neurons; i++) {
        lif_core_bound_start(&b->bound[i], &made->format, &made->neuron[i], &image->word[i]);
        lif_core_guided_start(&b->guided[i], &made->neuron[i], &b->bound[i]);
        oracle_real_new(&b->o[i]);
        oracle_real_start(&b->o[i], &made->format, &made->neuron[i], &image->word[i]);
    }
}

static void bench_end(bench *b)
{
    for (unsigned i = 0; i < b->image->neurons; i++) {
        oracle_real_free(&b->o[i]);
    }
    mpq_clears(b->q, b->error, b->told.events[0], b->told.events[1], b->told.words[0],
               b->told.words[1], b->told.noise, b->hope.y, b->hope.bound_y, b->hope.level,
               b->hope.bound_level, NULL);
}

/* The integer model is the circuit, which the references follow. */
static void follow(lif_random *random, const core_random *made, const lif_core_image *image,
                   bool real_weights, tally *t)
{
    static bench b;
    lif_core_integer m;
    lif_core_seen seen = core_seen_new(image->neurons);
    uint32_t noise = image->seed;
    bench_start(&b, made, image, real_weights);
    assert_int_equal(cosim_core_integer_new(&m, &made->format, image, NULL), LIF_OK);
    for (unsigned tick = 0; tick < ORACLE_TICKS; tick++) {
        for (unsigned row = 0; row < image->inputs; row++) {
            b.h.times[tick][row] = core_random_events(made, random, row);
            for (unsigned k = 0; k < b.h.times[tick][row]; k++) {
                lif_core_integer_event(&m, row);
            }
        }
        lif_core_integer_neurons(&m, &seen);
        guided_tick(&b, tick, &noise, &seen, t);
        for (unsigned i = 0; i < image->neurons; i++) {
            b.h.times[tick][image->inputs + i] = seen.spike[i];
        }
        lif_core_integer_spikes(&m, seen.spike);
        t->ticks += image->neurons;
    }
    t->sets++;
    cosim_core_integer_free(&m);
    core_seen_free(&seen);
    bench_end(&b);
}

/* The network runs by itself, and its decisions are those of exact numbers where these are not
 * closer than doubles can tell. */
static void run_free(lif_random *random, const core_random *made, const lif_core_image *image,
                     tally *t)
{
    static bench b;
    lif_core_model m;
    uint8_t spike[ORACLE_NEURONS];
    uint32_t noise = image->seed;
    bench_start(&b, made, image, true);
    assert_int_equal(core_model_new(&m, &made->net, &made->format, NULL), LIF_OK);
    for (unsigned tick = 0; tick < ORACLE_TICKS; tick++) {
        for (unsigned row = 0; row < image->inputs; row++) {
            b.h.times[tick][row] = core_random_events(made, random, row);
            for (unsigned k = 0; k < b.h.times[tick][row]; k++) {
                lif_core_model_event(&m, row);
            }
        }
        lif_core_model_tick(&m, spike);
        for (unsigned i = 0; i < image->neurons; i++) {
            const lif_core_real *p = &made->neuron[i];
            lif_core_told told;
            noise ^= noise << 13;
            noise ^= noise >> 17;
            noise ^= noise << 5;
            gather(&b, tick, i, noise, &told);
            oracle_real_tick(&b.o[i], &made->format, p, &image->word[i], &b.told, &b.hope);
            mpq_sub(b.q, b.hope.y, b.hope.level);
            const double above = mpq_get_d(b.q);
            if (b.hope.held) {
                assert_int_equal(spike[i], 0);
            } else if (fabs(above) > slack) {
                assert_int_equal(spike[i], above > 0.0);
            } else {
                t->free_close++;
            }
            oracle_real_adopt(&b.o[i], &made->format, p, &image->word[i], &b.hope, spike[i] != 0);
            b.h.times[tick][image->inputs + i] = spike[i];
            assert_true(near(b.q, b.o[i].x, m.point[i].membrane) < slack);
            assert_true(near(b.q, b.o[i].a, m.point[i].adaptation) < slack);
            t->free_spikes += spike[i];
        }
    }
    core_model_free(&m);
    bench_end(&b);
}

static void random_networks(void **state)
{
    static const struct {
        unsigned width, fraction, leak, weight;
    } formats[] = {{12, 7, 12, 6}, {16, 11, 16, 8}, {24, 18, 24, 8}, {32, 24, 31, 16}};
    lif_random random;
    tally t = {0};
    (void)state;
    lif_random_seed(&random, fixture_seed("guided reference of a core"));
    for (unsigned set = 0; set < SETS; set++) {
        const unsigned k = (unsigned)lif_random_below(&random, sizeof formats / sizeof *formats);
        const lif_core_format f =
            core_format(formats[k].width, formats[k].fraction, formats[k].leak,
                        set % 2 == 0 ? LIF_HALF_UP : LIF_RESIDUAL, formats[k].weight);
        const core_draw draw = {.neurons = 1 + (unsigned)lif_random_below(&random, ORACLE_NEURONS),
                                .inputs = 1 + (unsigned)lif_random_below(&random, 4),
                                .wild = set % 3 == 0,
                                .dyadic = set % 7 == 0};
        core_random made;
        lif_core_image image;
        core_random_new(&made, &random, &f, &draw);
        if (cosim_core_quantise(&made.net, &made.format, &image, NULL, NULL) == LIF_OK) {
            follow(&random, &made, &image, set % 4 < 2, &t);
            run_free(&random, &made, &image, &t);
            cosim_core_image_free(&image);
        }
        core_random_free(&made);
    }
    print_message("# %llu networks, %llu neuron-ticks, %llu spikes, %llu ambiguous, %llu clips, "
                  "largest error/bound %.4f; by itself: %llu spikes, %llu decisions on an edge\n",
                  (unsigned long long)t.sets, (unsigned long long)t.ticks,
                  (unsigned long long)t.spikes, (unsigned long long)t.ambiguous,
                  (unsigned long long)t.clips, t.usage, (unsigned long long)t.free_spikes,
                  (unsigned long long)t.free_close);
    assert_true(t.sets > SETS / 2 && t.spikes > 300 && t.clips > 100 && t.ambiguous > 20);
    assert_true(t.usage > 0.9 && t.free_spikes > 300);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(random_networks)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
