// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The keys of a manifest and the equations that they expand to are one declaration: the same words
 * and drives, the same membranes and spikes in every step, the same verdict, and a bound that is
 * never wider. Random manifests of all conventions, each with a neuron that is sound or has
 * another convention than it declares. */
#include "neuron_fixture.h"
#include "equations/case.h"
#include "foreign/expand.h"
#include "judge/constants.h"
#include "judge/equations.h"
#include "judge/judge.h"
#include "judge/state.h"
#include "judge/verdict.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STEPS = 400 };

typedef struct tally {
    uint64_t sets, steps, spikes, compared, more, verdicts[5];
    double old_bound, new_bound; /* sums [V] */
} tally;

/* ---- a manifest ---- */

static const char *const ports[] = {"i",    "w",     "spike",   "v",       "leak",
                                    "gain", "theta", "v_reset", "v_start", "t_ref"};

static cosim_pin *pin_of(cosim_manifest *m, int i)
{
    cosim_pin *const pins[] = {&m->drive,   &m->weight,    &m->spike,     &m->membrane,
                               &m->leak,    &m->gain,      &m->threshold, &m->reset_value,
                               &m->initial, &m->refractory};
    return pins[i];
}

static void add_pin(cosim_manifest *m, cosim_pin *pin, unsigned width, bool is_signed)
{
    for (int i = 0; i < 10; i++) {
        if (pin_of(m, i) == pin) {
            *pin = (cosim_pin){.node = m->root,
                               .port = ports[i],
                               .width = width,
                               .port_width = width,
                               .is_signed = is_signed};
        }
    }
}

static lif_declared random_declared(lif_random *random, lif_format *f, unsigned width,
                                    bool is_signed)
{
    lif_declared d = {.leak = (lif_leak_kind)lif_random_below(random, 4),
                      .rounding = (lif_declared_rounding)lif_random_below(random, 4),
                      .input = (lif_input)lif_random_below(random, 3),
                      .overflow = (lif_overflow)lif_random_below(random, 3),
                      .compare_old = lif_random_below(random, 4) == 0,
                      .compare_above = lif_random_below(random, 2) == 0,
                      .subtract = lif_random_below(random, 3) == 0,
                      .drive_shift = (unsigned)lif_random_below(random, 3)};
    *f = (lif_format){.state_width = width + 1,
                      .state_fraction = width / 2,
                      .leak_fraction = 4 + (unsigned)lif_random_below(random, 12)};
    d.low_fx = is_signed ? -((int64_t)1 << (width - 1)) : 0;
    d.high_fx = d.low_fx + ((int64_t)1 << width) - 1;
    d.one = ldexp(1.0, (int)f->state_fraction) * (lif_random_below(random, 2) ? 1.0 : 1.375);
    if (d.leak == LIF_LEAK_LINEAR && d.input == LIF_INPUT_POTENTIAL) {
        d.input = LIF_INPUT_AFTER_LEAK;
    }
    d.decay = d.leak == LIF_LEAK_MULTIPLY && d.input != LIF_INPUT_POTENTIAL &&
              lif_random_below(random, 3) == 0;
    if (d.leak == LIF_LEAK_SHIFTS) {
        d.rounding = (lif_declared_rounding)lif_random_below(random, 3);
        d.term_count = 1 + (unsigned)lif_random_below(random, 3);
        d.terms[0] = (int8_t)(2 + lif_random_below(random, 3));
        d.terms[1] = (int8_t)(d.term_count > 1 ? -1 - d.terms[0] : 0);
        d.terms[2] = (int8_t)(d.term_count > 2 ? d.terms[0] + 2 : 0);
        f->leak_fraction = (unsigned)d.terms[0] + d.term_count - 1;
    }
    d.subtract_threshold = d.subtract && lif_random_below(random, 4) == 0;
    switch (lif_random_below(random, 5)) {
    case 0:
        d.gains = true;
        d.drive_shift = 0;
        d.gain_fraction = (unsigned)lif_random_below(random, 9);
        d.gain_most = 65535;
        d.drive_unit_a = 1e-3 * (1.0 + lif_random_uniform(random));
        break;
    case 1:
        d.events = true;
        d.drive_shift = 0;
        d.event_a = 1e-2 * (1.0 + lif_random_uniform(random));
        break;
    default:
        break;
    }
    return d;
}

/* A neuron that the declaration can have, with E = 0, S = 1 V and 1 Ohm. */
static lif_params random_params(lif_random *random, const lif_declared *d)
{
    const double top = (double)d->high_fx / d->one;
    double k = exp(-(0.7 + 3.0 * lif_random_uniform(random)));
    double threshold =
        d->subtract_threshold ? 1.0 : fmin(1.0 + 0.3 * lif_random_uniform(random), 0.7 * top);
    lif_params p = {.method = d->leak == LIF_LEAK_MULTIPLY && lif_random_below(random, 2)
                                  ? LIF_EXPONENTIAL
                                  : LIF_EULER,
                    .tau_s = 1.0,
                    .r_ohm = 1.0,
                    .compare = d->compare_above ? LIF_ABOVE : LIF_AT_OR_ABOVE,
                    .reset_mode = d->subtract ? LIF_RESET_BY_SUBTRACTION : LIF_RESET_TO_VALUE,
                    .refractory_steps = (uint32_t)lif_random_below(random, 4)};
    if (d->leak == LIF_LEAK_SHIFTS) {
        k = 0.0;
        for (unsigned i = 0; i < d->term_count; i++) {
            k += copysign(ldexp(1.0, -abs(d->terms[i])), d->terms[i]);
        }
        k *= 1.0 + 1.9e-3 * (lif_random_uniform(random) - 0.5);
    } else if (d->leak == LIF_LEAK_SHIFT) {
        k = ldexp(1.0, -(1 + (int)lif_random_below(random, 4)));
    }
    p.dt_s = k;
    p.refractory_s = p.refractory_steps * k;
    p.v_threshold_v = threshold;
    p.v_reset_v = threshold - 1.0;
    p.v_initial_v = lif_random_below(random, 3) == 0 ? 0.5 * lif_random_uniform(random) : 0.0;
    if (lif_random_below(random, 8) == 0) {
        p.tau_s = (double)INFINITY;
        p.r_ohm = k; /* dt/C */
    }
    return p;
}

/* Gives each constant a port, or the word of these parameters built in. */
static void place_constants(lif_random *random, cosim_manifest *m, const lif_words *w,
                            uint32_t hold)
{
    lif_declared *d = &m->declared;
    const unsigned width = (unsigned)m->membrane_width;
    const bool is_signed = m->membrane_signed;
    const struct {
        cosim_pin *pin;
        lif_fixed_word *fixed;
        int64_t word;
        unsigned width;
        bool is_signed;
    } all[] = {{&m->leak, &d->leak_word, w->leak_fx,
                d->leak == LIF_LEAK_SHIFT    ? 5
                : d->leak == LIF_LEAK_LINEAR ? width
                                             : m->format.leak_fraction + 1,
                false},
               {&m->threshold, &d->threshold, w->threshold_fx, width, is_signed},
               {&m->reset_value, &d->reset, w->reset_fx, width, is_signed},
               {&m->initial, &d->initial, w->initial_fx, width, is_signed},
               {&m->refractory, &d->hold, hold, 5, false}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (lif_random_below(random, 3) > 0) {
            add_pin(m, all[i].pin, all[i].width, all[i].is_signed);
        } else {
            *all[i].fixed = (lif_fixed_word){.present = true, .word = all[i].word};
        }
    }
    if (d->leak == LIF_LEAK_SHIFTS) {
        m->leak.node = NULL;
        d->leak_word.present = false;
    }
    if (d->leak == LIF_LEAK_SHIFT && m->leak.node == NULL) { /* the word is the shift */
        while (m->format.leak_fraction > 0 && d->leak_word.word > 1) {
            d->leak_word.word >>= 1;
            m->format.leak_fraction--;
        }
    }
    if (d->subtract_threshold) {
        m->reset_value.node = NULL;
        d->reset.present = false;
    }
    m->refractory_extra = (int)lif_random_below(random, 3) - 1;
    d->hold_least = m->refractory_extra < 0;
}

static void random_manifest(lif_random *random, cosim_manifest *m)
{
    const unsigned width = 6 + (unsigned)lif_random_below(random, 15);
    const bool is_signed = lif_random_below(random, 3) != 0;
    m->name = "random";
    m->path = "random.yaml";
    m->root = cosim_node_new(m->arena, COSIM_MAP);
    assert_non_null(m->root);
    m->step = COSIM_STEP_ENABLE;
    m->membrane_width = width;
    m->membrane_signed = is_signed;
    m->shows = (cosim_shows)lif_random_below(random, 3);
    m->spike_latency = m->membrane_latency = 1;
    m->declared = random_declared(random, &m->format, width, is_signed);
    lif_declared *d = &m->declared;
    m->drive_signed = !d->events && lif_random_below(random, 3) != 0;
    const unsigned drive = d->events ? 1 : d->gains ? 12 : width - d->drive_shift;
    d->drive_low_fx = m->drive_signed ? -((int64_t)1 << (drive - 1)) : 0;
    d->drive_high_fx = d->events ? d->high_fx : d->drive_low_fx + ((int64_t)1 << drive) - 1;
    add_pin(m, &m->drive, drive, m->drive_signed);
    add_pin(m, &m->spike, 1, false);
    if (m->shows != COSIM_SHOWS_HIDDEN) {
        add_pin(m, &m->membrane, width, is_signed);
    }
    if (d->gains) {
        add_pin(m, &m->gain, 16, false);
    }
    if (d->events) {
        add_pin(m, &m->weight, width - is_signed, false);
        d->drive_high_fx = ((int64_t)1 << (width - is_signed)) - 1;
    }
}

/* ---- both ways ---- */

typedef struct both {
    cosim_manifest *m;
    lif_declared declared; /* as the keys say */
    lif_params params;
    lif_quantised old, new;
    cosim_judge judge[2];
    bool ended;
} both;

static void describe(const both *b)
{
    const lif_declared *d = &b->declared;
    print_message(
        "leak %d decay %d input %d rounding %d overflow %d old %d above %d subtract %d/%d "
        "gains %d events %d shift %u shows %d signed %d\n",
        (int)d->leak, d->decay, (int)d->input, (int)d->rounding, (int)d->overflow, d->compare_old,
        d->compare_above, d->subtract, d->subtract_threshold, d->gains, d->events, d->drive_shift,
        (int)b->m->shows, b->m->membrane_signed);
    char *text = NULL;
    size_t length = 0;
    FILE *file = open_memstream(&text, &length);
    cosim_eq_declaration_put(file, b->m->declaration);
    fclose(file);
    print_message("%s", text);
    free(text);
}

/* Makes both declarations of a random manifest, and quantises the neuron for them. Returns false
 * where the keys refuse the neuron. */
static bool prepare(lif_random *random, both *b)
{
    cosim_manifest *m = b->m;
    lif_error error;
    cosim_diag diag;
    cosim_eq_case *c = NULL;
    random_manifest(random, m);
    b->params = random_params(random, &m->declared);
    uint32_t hold = b->params.refractory_steps;
    if (lif_params_validate(&b->params, &error) != LIF_OK ||
        lif_declared_validate(&m->declared, &m->format, &error) != LIF_OK ||
        lif_declared_quantise(&b->params, &m->format, &m->declared, &b->old, &error) != LIF_OK) {
        return false;
    }
    place_constants(random, m, &b->old.words, hold);
    b->declared = m->declared;
    if (lif_declared_quantise(&b->params, &m->format, &b->declared, &b->old, &error) != LIF_OK) {
        return false;
    }
    if (cosim_manifest_expand(m, &diag) != 0) {
        char text[1400];
        fail_msg("%s", cosim_diag_text(&diag, text, sizeof text));
    }
    const double event_a = m->declaration->unit_a[0];
    if (cosim_eq_case_new(m->arena, m->declaration, &b->params, event_a, &c, &error) != LIF_OK) {
        describe(b);
        fail_msg("%s: %s", error.key, error.message);
    }
    b->new = (lif_quantised){.format = m->format,
                             .scale_v = c->words.scale_v,
                             .zero_v = c->words.zero_v,
                             .lsb = 1.0 / m->declaration->one,
                             .drive_fx_per_a = c->drives.per_a[0],
                             .words = b->old.words,
                             .equations = c};
    return true;
}

/* The words of params of one name are those that the keys have. */
static void compare_word(const both *b, const char *name, int64_t expected)
{
    const cosim_equations *e = b->m->equations;
    const cosim_eq_symbol *s = cosim_eq_find(e, name);
    if (s == NULL || s->kind != COSIM_EQ_IS_PARAM) {
        return;
    }
    const int64_t word = b->new.equations->words.word[s->index];
    if (word != expected) {
        describe(b);
        fail_msg("%s: %lld, by keys %lld", name, (long long)word, (long long)expected);
    }
}

static void compare_words(const both *b)
{
    const lif_declared *d = &b->declared;
    const lif_words *w = &b->old.words;
    const int64_t one = (int64_t)1 << b->old.format.leak_fraction;
    if (d->leak == LIF_LEAK_SHIFT) {
        compare_word(b, "leak", (int64_t)lround(log2((double)one / (double)w->leak_fx)));
    } else if (d->leak != LIF_LEAK_SHIFTS) {
        compare_word(b, "leak", w->leak_fx);
        compare_word(b, "keep", one - w->leak_fx);
    }
    compare_word(b, "theta", w->threshold_fx);
    compare_word(b, "v0", w->reset_fx);
    compare_word(b, "amount", w->reset_fx);
    compare_word(b, "start", w->initial_fx);
    compare_word(b, "gain", w->gain_fx);
    compare_word(b, "weight", b->old.event_fx);
}

typedef struct step {
    double current_a;
    int32_t drive, before, after;
    uint8_t spike;
    double reference_v[2], bound_v[2];
} step;

/* Judges one step of the circuit by keys and by equations. */
static void judge_step(both *b, step *s)
{
    const cosim_equations *e = b->m->equations;
    const cosim_eq_declaration *d = b->m->declaration;
    int64_t input, outputs[2] = {0, 0};
    uint8_t reference_spike, ambiguous, failed;
    cosim_eq_drive_words(d, &b->new.equations->drives, 0, &s->current_a, 1, &input);
    if (input * (b->declared.events ? b->old.event_fx : 1) != s->drive) {
        describe(b);
        fail_msg("the drive of %.17g A is %lld, by keys %d", s->current_a, (long long)input,
                 s->drive);
    }
    for (size_t k = 0; k < e->output_count; k++) {
        outputs[k] = k == d->spike                       ? s->spike
                     : b->m->shows == COSIM_SHOWS_BEFORE ? s->before
                                                         : s->after;
    }
    for (int way = 0; way < 2; way++) {
        cosim_judge_block block = {.n = 1,
                                   .current_a = &s->current_a,
                                   .drive_fx = &s->drive,
                                   .hold_constant = b->params.refractory_steps,
                                   .before_fx = &s->before,
                                   .after_fx = &s->after,
                                   .spike = &s->spike,
                                   .inputs = &input,
                                   .outputs = outputs,
                                   .reference_v = &s->reference_v[way],
                                   .bound_v = &s->bound_v[way],
                                   .reference_spike = &reference_spike,
                                   .ambiguous = &ambiguous,
                                   .failed = &failed};
        cosim_judge_run(&b->judge[way], &block);
    }
}

static double next_current(lif_random *random, const both *b, double mean, double spread)
{
    double low, high;
    if (b->declared.events) {
        return lif_random_below(random, 2) ? b->declared.event_a : 0.0;
    }
    lif_quantise_current_range(&b->old, &low, &high);
    const double wanted = mean + spread * (2.0 * lif_random_uniform(random) - 1.0);
    return fmin(fmax(wanted, 0.99 * low), 0.99 * high);
}

/* A defect is another rounding, kind of overflow, comparison or hold than declared. */
static lif_declared circuit_of(lif_random *random, const both *b, uint32_t *hold, bool *sound)
{
    lif_declared d = b->declared;
    *hold = b->params.refractory_steps;
    *sound = lif_random_below(random, 3) != 0;
    if (*sound) {
        return d;
    }
    switch (lif_random_below(random, 3)) {
    case 0:
        d.rounding = d.rounding == LIF_ROUND_FLOOR ? LIF_ROUND_HALF_UP : LIF_ROUND_FLOOR;
        break;
    case 1:
        ++*hold;
        break;
    default:
        d.input = d.leak == LIF_LEAK_LINEAR         ? LIF_INPUT_BEFORE_LEAK
                  : d.input == LIF_INPUT_AFTER_LEAK ? LIF_INPUT_BEFORE_LEAK
                                                    : LIF_INPUT_AFTER_LEAK;
        d.decay = false;
        break;
    }
    return d;
}

/* A narrower bound may show more than one that said nothing. A rounding budget above that of the
 * judge (three shifts, say) bars a verdict by the exact level, and a wrap fails by itself. */
static void compare_verdicts(const both *b, bool sound, tally *t)
{
    cosim_result r[2];
    for (int way = 0; way < 2; way++) {
        r[way] = (cosim_result){.tolerance = 0.1};
        cosim_judge_finish(&b->judge[way], NULL, 0, &r[way]);
    }
    const cosim_verdict keys = r[0].verdict, equations = r[1].verdict;
    const bool more =
        keys == COSIM_VACUOUS && (equations == COSIM_PASS || (!sound && equations == COSIM_FAIL));
    const bool rounds =
        keys == COSIM_PASS && equations == COSIM_VACUOUS && r[1].lif.rho > COSIM_RHO_MOST;
    const bool wraps = equations == COSIM_FAIL && r[1].lif.cut_steps > 0;
    t->verdicts[keys]++;
    t->more += more;
    if (keys != equations && !more && !rounds && !wraps) {
        describe(b);
        fail_msg(
            "verdict %d, by keys %d (exact %d and %d, bounded %d and %d, free %d and %d, lif %d)",
            (int)equations, (int)keys, (int)r[1].exact.verdict, (int)r[0].exact.verdict,
            (int)r[1].bounded.verdict, (int)r[0].bounded.verdict, (int)r[1].free_running.verdict,
            (int)r[0].free_running.verdict, (int)r[1].lif.verdict);
    }
}

/* Two conventions have a bound that is wider than that of the keys in some steps: several shifts
 * that round toward zero, while the sign of what is shifted is open (each is taken for rounded by
 * itself), and a residual in a membrane that is at its limit (the rest of it is not lent then). */
static double widest_share(const lif_declared *d)
{
    return d->leak == LIF_LEAK_SHIFTS && d->rounding == LIF_ROUND_TOWARD_ZERO ? 2.0
           : d->rounding == LIF_ROUND_RESIDUAL && d->overflow == LIF_OVERFLOW_SATURATE &&
                   d->leak != LIF_LEAK_LINEAR
               ? 50.0
               : 1.0;
}

static void compare_bounds(const both *b, const step *s, int i, tally *t)
{
    const double tiny = 1e-9 * b->old.scale_v;
    if (b->judge[1].lif_differ > 0) {
        describe(b);
        fail_msg("step %d: no LIF step: %s", i, b->judge[1].lif_term);
    }
    if (!(fabs(s->reference_v[0] - s->reference_v[1]) <= tiny)) {
        describe(b);
        fail_msg("step %d: reference %.17g, by keys %.17g", i, s->reference_v[1],
                 s->reference_v[0]);
    }
    if (!(s->bound_v[1] <=
          s->bound_v[0] * (1.0 + 1e-9) * widest_share(&b->declared) + 1e-3 * tiny)) {
        describe(b);
        fail_msg("step %d: bound %.17g, by keys %.17g", i, s->bound_v[1], s->bound_v[0]);
    }
    t->compared++;
    t->old_bound += s->bound_v[0];
    t->new_bound += s->bound_v[1];
}

/* Runs the circuit, and judges each step both ways. */
static void run_steps(lif_random *random, both *b, const lif_declared *circuit, uint32_t hold,
                      bool sound, tally *t)
{
    const double mean = lif_random_uniform(random) * 3.0 - 0.5;
    const double spread = lif_random_below(random, 2) ? 0.0 : lif_random_uniform(random);
    const double range = (double)(b->declared.high_fx - b->declared.low_fx) / b->declared.one;
    bool bounded = sound;
    lif_integer model;
    lif_integer_start(&model, &b->old.format, &b->old.words);
    for (int i = 0; i < STEPS; i++) {
        step s = {.current_a = next_current(random, b, mean, spread)};
        uint64_t changed = 0;
        assert_int_equal(lif_quantise_drives(&b->old, &s.current_a, 1, &s.drive), 0);
        lif_declared_run(circuit, &model, 1, &s.drive, NULL, hold, &s.before, &s.after, &s.spike,
                         &changed);
        judge_step(b, &s);
        t->steps++;
        t->spikes += s.spike;
        /* after the first difference, each goes on from what it knows */
        if ((b->judge[0].exact_mismatches > 0) != (b->judge[1].exact_mismatches > 0)) {
            describe(b);
            fail_msg("step %d: %llu steps differ, by keys %llu", i,
                     (unsigned long long)b->judge[1].exact_mismatches,
                     (unsigned long long)b->judge[0].exact_mismatches);
        }
        /* no bound covers what wraps, and a reference that leaves what words can hold, as where
         * drives round to nothing, is lost */
        bounded = bounded && (changed == 0 || b->declared.overflow == LIF_OVERFLOW_SATURATE) &&
                  fabs(s.reference_v[0]) <= range * b->old.scale_v;
        if (bounded) {
            compare_bounds(b, &s, i, t);
        }
    }
}

static void run_set(lif_random *random, tally *t)
{
    both *b = calloc(1, sizeof *b);
    cosim_manifest *m = calloc(1, sizeof *m);
    cosim_arena *arena = cosim_arena_new();
    assert_true(b != NULL && m != NULL && arena != NULL);
    b->m = m;
    m->arena = arena;
    if (prepare(random, b)) {
        static const uint32_t shows[] = {LIF_DUT_SHOWS_MEMBRANE, LIF_DUT_SHOWS_BEFORE, 0};
        uint32_t hold;
        bool sound;
        compare_words(b);
        const lif_declared circuit = circuit_of(random, b, &hold, &sound);
        for (int way = 0; way < 2; way++) {
            cosim_judge_start(&b->judge[way], &b->params, way == 0 ? &b->old : &b->new,
                              LIF_DUT_INTEGER_MODEL | shows[m->shows], NULL, NULL);
        }
        t->sets++;
        run_steps(random, b, &circuit, hold, sound, t);
        compare_verdicts(b, sound, t);
    }
    cosim_arena_free(arena);
    free(m);
    free(b);
}

static void keys_and_equations_are_the_same(void **state)
{
    (void)state;
    lif_random random;
    tally t = {.sets = 0};
    const uint64_t rounds = fixture_setting("ROUNDS", 1500);
    lif_random_seed(&random, fixture_seed("keys and equations are the same"));
    for (uint64_t i = 0; i < rounds; i++) {
        run_set(&random, &t);
    }
    print_message(
        "# %llu manifests, %llu steps, %llu spikes; the bound is %.3g of that of the keys; "
        "%llu runs show more\n",
        (unsigned long long)t.sets, (unsigned long long)t.steps, (unsigned long long)t.spikes,
        t.new_bound / t.old_bound, (unsigned long long)t.more);
    assert_true(t.sets > rounds / 3 && t.spikes > t.steps / 100 && t.compared > t.steps / 4);
    assert_true(t.verdicts[COSIM_PASS] > t.sets / 10 && t.verdicts[COSIM_FAIL] > t.sets / 20);
    assert_true(t.new_bound < t.old_bound);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(keys_and_equations_are_the_same)};
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
