// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The equations that the keys of a manifest expand to say what the keys said: before the templates
 * there was an integer model, a reference and a bound written for the keys alone. templates.txt has
 * random manifests of all conventions, each with a neuron that is sound or has another convention
 * than it declares, and what that judge found: the words, every drive, every membrane and spike,
 * the verdict, and references and bounds here and there. All of it is the same today, and no bound
 * is wider. */
#include "neuron_fixture.h"
#include "equations/case.h"
#include "equations/declaration_text.h"
#include "equations/interpret.h"
#include "foreign/expand.h"
#include "judge/equations.h"
#include "judge/judge.h"
#include "judge/state.h"
#include "judge/verdict.h"
#include "template_line.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STEPS = 400, SETS = 200 };

typedef struct set {
    cosim_manifest *m;
    unsigned leak_fraction;
    lif_params params;
    record r;
    cosim_eq_case *c;
    lif_quantised q;
    cosim_judge judge;
    /* the circuit */
    cosim_eq_program *program;
    const cosim_eq_declaration *is;
    int64_t *state, *param, *input, *output;
} set;

typedef struct tally {
    unsigned sets, more, verdicts[5];
    uint64_t spikes, points;
    double old_bound, new_bound; /* sums [V] */
} tally;

/* ---- the equations, and the circuit ---- */

static void describe(const set *s)
{
    char *text = NULL;
    size_t length = 0;
    FILE *file = open_memstream(&text, &length);
    cosim_eq_declaration_put(file, s->m->declaration);
    fclose(file);
    print_message("%s", text);
    free(text);
}

static void expand(cosim_manifest *m)
{
    cosim_diag diag;
    char text[1400];
    if (cosim_manifest_expand(m, &diag) != 0) {
        fail_msg("%s", cosim_diag_text(&diag, text, sizeof text));
    }
}

static void change(cosim_manifest *m, defect kind)
{
    cosim_keys *d = &m->declared;
    if (kind == OTHER_ROUNDING) {
        d->rounding = d->rounding == COSIM_ROUND_FLOOR ? COSIM_ROUND_HALF_UP : COSIM_ROUND_FLOOR;
    } else if (kind == LONGER_HOLD && m->refractory.node == NULL) {
        d->hold.word++;
    } else if (kind == OTHER_INPUT) {
        d->input = d->leak == COSIM_LEAK_LINEAR         ? COSIM_INPUT_BEFORE_LEAK
                   : d->input == COSIM_INPUT_AFTER_LEAK ? COSIM_INPUT_BEFORE_LEAK
                                                        : COSIM_INPUT_AFTER_LEAK;
        d->decay = false;
    }
}

/* Gives the circuit's word of a param, which is told the word of the sound one. */
static int64_t word_of(const set *s, const cosim_eq_param *p)
{
    const cosim_equations *e = s->m->equations;
    const cosim_eq_symbol *symbol = cosim_eq_find(e, p->name);
    if (p->port == NULL && (symbol == NULL || strcmp(p->name, "hold") == 0)) {
        return p->word;
    }
    if (symbol == NULL) { /* the complement of what stays leaks */
        symbol = cosim_eq_find(e, "keep");
        assert_non_null(symbol);
        return ((int64_t)1 << s->leak_fraction) - s->c->words.word[symbol->index];
    }
    const int64_t word = s->c->words.word[symbol->index];
    return s->r.defect == LONGER_HOLD && strcmp(p->name, "hold") == 0 ? word + 1 : word;
}

static void make_circuit(set *s, cosim_manifest *changed)
{
    cosim_arena *arena = s->m->arena;
    expand(changed);
    s->is = changed->declaration;
    const cosim_equations *e = s->is->equations;
    s->program = cosim_eq_program_new(arena, e);
    s->state = cosim_arena_alloc(arena, (e->state_count + 1) * sizeof *s->state);
    s->param = cosim_arena_alloc(arena, (e->param_count + 1) * sizeof *s->param);
    s->input = cosim_arena_alloc(arena, (e->input_count + 1) * sizeof *s->input);
    s->output = cosim_arena_alloc(arena, (e->output_count + 1) * sizeof *s->output);
    assert_true(s->program != NULL && s->state != NULL && s->param != NULL && s->input != NULL &&
                s->output != NULL);
    for (size_t i = 0; i < e->param_count; i++) {
        s->param[i] = word_of(s, &e->params[i]);
    }
    cosim_eq_start(e, s->param, s->state);
}

static void prepare(set *s)
{
    cosim_manifest changed = *s->m;
    lif_error error;
    change(&changed, s->r.defect);
    expand(s->m);
    const cosim_eq_declaration *d = s->m->declaration;
    if (cosim_eq_case_new(s->m->arena, d, &s->params, d->unit_a[0], &s->c, &error) != LIF_OK) {
        describe(s);
        fail_msg("%s: %s", error.key, error.message);
    }
    s->q = (lif_quantised){.format = s->m->format,
                           .scale_v = s->c->words.scale_v,
                           .zero_v = s->c->words.zero_v,
                           .lsb = 1.0 / d->one,
                           .drive_fx_per_a = s->c->drives.per_a[0],
                           .equations = s->c};
    make_circuit(s, &changed);
}

/* ---- what has to be the same ---- */

/* A built-in word that the keys round otherwise than a shift is one of the equations too. */
static void compare_word(const set *s, const char *name, int64_t expected)
{
    const cosim_eq_symbol *symbol = cosim_eq_find(s->m->equations, name);
    if (symbol == NULL || symbol->kind != COSIM_EQ_IS_PARAM) {
        return;
    }
    const int64_t word = s->c->words.word[symbol->index];
    if (word != expected) {
        describe(s);
        fail_msg("%s: %lld, by keys %lld", name, (long long)word, (long long)expected);
    }
}

static void compare_words(const set *s)
{
    const record *r = &s->r;
    const cosim_keys_leak leak = s->m->declared.leak;
    const int64_t one = (int64_t)1 << s->leak_fraction;
    if (leak == COSIM_LEAK_SHIFT) {
        compare_word(s, "leak", lround(log2((double)one / (double)r->leak)));
    } else if (leak != COSIM_LEAK_SHIFTS) {
        compare_word(s, "leak", r->leak);
        compare_word(s, "keep", one - r->leak);
    }
    compare_word(s, "theta", r->threshold);
    compare_word(s, "v0", r->reset);
    compare_word(s, "amount", r->reset);
    compare_word(s, "start", r->initial);
    compare_word(s, "gain", r->gain);
    compare_word(s, "weight", r->event);
}

/* A narrower bound may show more than one that said nothing. A rounding budget above that of the
 * judge (three shifts, say) bars a verdict by the exact level, and a wrap fails by itself. */
static void compare_verdict(const set *s, tally *t)
{
    const cosim_verdict keys = s->r.verdict;
    cosim_result r = {.tolerance = 0.1};
    cosim_judge_finish(&s->judge, NULL, 0, &r);
    const bool more = keys == COSIM_VACUOUS && (r.verdict == COSIM_PASS ||
                                                (s->r.defect != SOUND && r.verdict == COSIM_FAIL));
    const bool rounds =
        keys == COSIM_PASS && r.verdict == COSIM_VACUOUS && r.lif.rho > COSIM_RHO_MOST;
    const bool wraps = r.verdict == COSIM_FAIL && r.lif.cut_steps > 0;
    t->verdicts[keys]++;
    t->more += more;
    if (keys != r.verdict && !more && !rounds && !wraps) {
        describe(s);
        fail_msg("verdict %d, by keys %d (exact %d, bounded %d, free %d, lif %d)", (int)r.verdict,
                 (int)keys, (int)r.exact.verdict, (int)r.bounded.verdict,
                 (int)r.free_running.verdict, (int)r.lif.verdict);
    }
}

/* Two conventions have a bound that is wider than that of the keys in some steps: several shifts
 * that round toward zero, while the sign of what is shifted is open (each is taken for rounded by
 * itself), and a residual in a membrane that is at its limit (the rest of it is not lent then). */
static double widest_share(const cosim_keys *d)
{
    return d->leak == COSIM_LEAK_SHIFTS && d->rounding == COSIM_ROUND_TOWARD_ZERO ? 2.0
           : d->rounding == COSIM_ROUND_RESIDUAL && d->overflow == COSIM_OVERFLOW_SATURATE &&
                   d->leak != COSIM_LEAK_LINEAR
               ? 50.0
               : 1.0;
}

static void compare_bound(const set *s, int step, double reference_v, double bound_v, tally *t)
{
    const double tiny = 1e-9 * s->q.scale_v;
    for (int i = 0; i < s->r.point_count; i++) {
        const point *p = &s->r.points[i];
        if (p->step != step) {
            continue;
        }
        if (s->judge.lif_differ > 0) {
            describe(s);
            fail_msg("step %d: no LIF step: %s", step, s->judge.lif_term);
        }
        if (!(fabs(p->reference_v - reference_v) <= tiny)) {
            describe(s);
            fail_msg("step %d: reference %.17g, by keys %.17g", step, reference_v, p->reference_v);
        }
        if (!(bound_v <= p->bound_v * (1.0 + 1e-9) * widest_share(&s->m->declared) + 1e-3 * tiny)) {
            describe(s);
            fail_msg("step %d: bound %.17g, by keys %.17g", step, bound_v, p->bound_v);
        }
        t->points++;
        t->old_bound += p->bound_v;
        t->new_bound += bound_v;
    }
}

/* ---- a run ---- */

static double next_current(lif_random *random, const set *s)
{
    const record *r = &s->r;
    if (s->m->declared.events) {
        return lif_random_below(random, 2) ? s->m->declared.event_a : 0.0;
    }
    const double wanted = r->mean + r->spread * (2.0 * lif_random_uniform(random) - 1.0);
    return fmin(fmax(wanted, 0.99 * r->low_a), 0.99 * r->high_a);
}

/* Goes on with the FNV-1a hash of the eight bytes of a word. */
static uint64_t hash(uint64_t before, int64_t word)
{
    for (int k = 0; k < 8; k++) {
        before = (before ^ (((uint64_t)word >> (8 * k)) & 255)) * 0x100000001b3u;
    }
    return before;
}

static void judge_step(set *s, double current_a, int step, tally *t)
{
    double reference_v, bound_v;
    uint8_t reference_spike, ambiguous, failed;
    const int32_t drive = (int32_t)s->input[0], unused = 0;
    const uint8_t spike = s->output[s->is->spike] != 0;
    const cosim_judge_block block = {.n = 1,
                                     .current_a = &current_a,
                                     .drive_fx = &drive,
                                     .hold_constant = s->params.refractory_steps,
                                     .before_fx = &unused,
                                     .after_fx = &unused,
                                     .spike = &spike,
                                     .inputs = s->input,
                                     .outputs = s->output,
                                     .reference_v = &reference_v,
                                     .bound_v = &bound_v,
                                     .reference_spike = &reference_spike,
                                     .ambiguous = &ambiguous,
                                     .failed = &failed};
    cosim_judge_run(&s->judge, &block);
    compare_bound(s, step, reference_v, bound_v, t);
}

static void run_steps(set *s, tally *t)
{
    const record *r = &s->r;
    lif_random random;
    uint64_t drives = 0xcbf29ce484222325u, answers = drives, spikes = 0;
    uint64_t first = 0;
    lif_random_seed(&random, r->drive_seed);
    for (int i = 0; i < STEPS; i++) {
        const double current_a = next_current(&random, s);
        int64_t drive;
        cosim_eq_drive_of(s->m->declaration, &s->c->drives, current_a, &drive);
        cosim_eq_drive_row(s->m->declaration, &s->c->drives, drive, s->input);
        cosim_eq_step(s->program, s->state, s->input, s->param, s->output);
        const int64_t spike = s->output[s->is->spike] != 0;
        drives = hash(drives, s->input[0] * (s->m->declared.events ? r->event : 1));
        answers = hash(hash(answers, s->state[s->is->membrane]), spike);
        if (s->m->shows == COSIM_SHOWS_BEFORE) {
            answers = hash(answers, s->output[!s->is->spike]);
        }
        spikes += (uint64_t)spike;
        judge_step(s, current_a, i, t);
        first += s->judge.exact_mismatches == 0; /* up to the step that differs */
    }
    first = s->judge.exact_mismatches > 0 ? first : 0;
    t->spikes += spikes;
    if (drives != r->drives || answers != r->answers || spikes != r->spikes ||
        (s->judge.exact_mismatches > 0) != r->differs || first != r->first) {
        describe(s);
        fail_msg("drives %s, answers %s, spikes %llu and %llu, first difference %llu and %llu",
                 drives == r->drives ? "the same" : "differ",
                 answers == r->answers ? "the same" : "differ", (unsigned long long)spikes,
                 (unsigned long long)r->spikes, (unsigned long long)first,
                 (unsigned long long)r->first);
    }
}

static void run_set(char *line, tally *t)
{
    static const uint32_t shows[] = {LIF_DUT_SHOWS_MEMBRANE, LIF_DUT_SHOWS_BEFORE, 0};
    set *s = calloc(1, sizeof *s);
    cosim_manifest *m = calloc(1, sizeof *m);
    assert_true(s != NULL && m != NULL);
    m->arena = cosim_arena_new();
    assert_non_null(m->arena);
    s->m = m;
    template_line_read(line, m, &s->params, &s->r);
    s->leak_fraction = m->format.leak_fraction;
    prepare(s);
    compare_words(s);
    cosim_judge_start(&s->judge, &s->params, &s->q, LIF_DUT_INTEGER_MODEL | shows[m->shows], NULL,
                      NULL);
    run_steps(s, t);
    compare_verdict(s, t);
    t->sets++;
    cosim_arena_free(m->arena);
    free(m);
    free(s);
}

static void keys_and_equations_are_the_same(void **state)
{
    char line[2000];
    tally t = {.sets = 0};
    (void)state;
    FILE *file = fopen("testbenches/unit/foreign/templates.txt", "r");
    assert_non_null(file);
    while (fgets(line, sizeof line, file) != NULL) {
        if (line[0] != '#') {
            run_set(line, &t);
        }
    }
    fclose(file);
    print_message("# %u manifests, %llu spikes, %llu bounds, %.3g of those of the keys; %u show "
                  "more\n",
                  t.sets, (unsigned long long)t.spikes, (unsigned long long)t.points,
                  t.new_bound / t.old_bound, t.more);
    assert_true(t.sets >= SETS && t.spikes > SETS * STEPS / 100 && t.points > SETS);
    assert_true(t.verdicts[COSIM_PASS] > t.sets / 10 && t.verdicts[COSIM_FAIL] > t.sets / 20);
    assert_true(t.new_bound < t.old_bound);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(keys_and_equations_are_the_same)};
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
