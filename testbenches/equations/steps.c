// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* steps TEXT ...   computes STEPS random steps (20,000) of each text twice, by the interpreter and
 * by what was emitted for it (write_steps.c, with the same texts), and compares every word and
 * every bit of every double that a judge sees: TAP, one test a text, and one that there was
 * something to compare. A text without a bound has its words compared alone. Of the words 1 in 500
 * is changed before, as the circuit's may be, and 1 decision in 50 is not that of the words. SEED
 * chooses. SPEED=1 prints what a step takes in both [ns]. */
#include "declared.h"

#include "equations/emitted.h"
#include "equations/model.h"
#include "splitmix.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

extern const struct cosim_eq_emitted *const emitted[];

/* FRESH, PARAMS: every so manyth step has nothing of the one before, or other params too. */
enum { SEGMENT = 2000, SPEED_STEPS = 200000, FRESH = 11, PARAMS = 100 };

/* One of the two. */
typedef struct side {
    cosim_eq_bound bound;
    cosim_eq_model model;
} side;

/* The steps of all texts that were compared bit for bit. */
typedef struct compared {
    uint64_t words, bounds;
} compared;

typedef struct run {
    const text_entry *t;
    const cosim_eq_declaration *declaration;
    const struct cosim_eq_emitted *emitted;
    cosim_eq_words words;
    const cosim_eq_plan *plan;
    side by[2]; /* the interpreter; what was emitted */
    int64_t *input;
    double *input_real;
    bool *seen;              /* of each node: a judge looks at it */
    bool plan_is_unbounded;  /* its words alone are emitted code's */
    uint64_t words_compared; /* steps whose words emitted code computed */
    uint64_t taken;          /* and those whose ideal and bound it did */
    uint64_t differ, clipped, open;
    char first[200];
} run;

static uint64_t seed;

static void draw_params(run *r)
{
    const cosim_equations *e = r->declaration->equations;
    for (size_t i = 0; i < e->param_count; i++) {
        const cosim_eq_param *p = &e->params[i];
        int64_t low = cosim_eq_type_low(p->type);
        int64_t high = p->limited ? p->most : cosim_eq_type_high(p->type);
        declared_range(r->t, p->name, &low, &high);
        r->words.word[i] = p->port == NULL ? p->word : declared_pick(&seed, low, high);
        r->words.real[i] =
            (double)r->words.word[i] + (cosim_eq_is_count(p) ? 0.0 : 0.1 * declared_half(&seed));
    }
}

/* ---- the comparison ---- */

static void differ(run *r, uint64_t step, const char *what, size_t number)
{
    if (r->differ++ == 0) {
        snprintf(r->first, sizeof r->first, "step %" PRIu64 ": %s %zu", step, what, number);
    }
}

static void compare(run *r, uint64_t step, const char *what, size_t number, const void *a,
                    const void *b, size_t bytes)
{
    if (memcmp(a, b, bytes) != 0) {
        differ(r, step, what, number);
    }
}

/* Compares what a step gave: doubles bit for bit. */
static void compare_step(run *r, uint64_t step)
{
    const cosim_eq_bound *a = &r->by[0].bound, *b = &r->by[1].bound;
    for (size_t id = 0; id < r->plan->nodes; id++) {
        const cosim_eq_node *n = cosim_eq_tree_node(r->declaration->equations->tree, id);
        if (r->plan->needed[id]) {
            compare(r, step, "word", id, &r->by[0].model.word[id], &r->by[1].model.word[id],
                    sizeof(int64_t));
        }
        if (r->seen[id]) {
            const cosim_eq_interval ea = cosim_eq_bound_error(a, n),
                                    eb = cosim_eq_bound_error(b, n);
            compare(r, step, "error of node", id, &ea, &eb, sizeof ea);
            compare(r, step, "ideal of node", id, &a->forms.x[id], &b->forms.x[id],
                    sizeof *a->forms.x);
        }
    }
    if (a->decision.ideal != b->decision.ideal || a->decision.word != b->decision.word) {
        differ(r, step, "decision", 0);
    }
    compare(r, step, "roundings", 0, &a->rho, &b->rho, sizeof a->rho);
    compare(r, step, "largest rounding", 0, &a->rho_symbol, &b->rho_symbol, sizeof a->rho_symbol);
    compare(r, step, "whether it may wrap", 0, &a->forms.may_wrap, &b->forms.may_wrap, 1);
}

/* Compares the states, which are those of the next step. */
static void compare_states(run *r, uint64_t step)
{
    const cosim_eq_bound *a = &r->by[0].bound, *b = &r->by[1].bound;
    const size_t states = r->declaration->equations->state_count;
    for (size_t i = 0; i < states; i++) {
        compare(r, step, "ideal of state", i, &a->x[i], &b->x[i], sizeof *a->x);
        if (r->plan->state_symbol[i] == COSIM_EQ_NO_SYMBOL) {
            compare(r, step, "word of state", i, &a->word[i], &b->word[i], sizeof *a->word);
            continue;
        }
        compare(r, step, "error of state", i, &a->error[i], &b->error[i], sizeof *a->error);
        compare(r, step, "residuals of state", i, a->lent + i * states, b->lent + i * states,
                r->plan->any_lends ? states * sizeof *a->lent : 0);
    }
    compare(r, step, "whether it came back", 0, &a->came_back, &b->came_back, 1);
    for (size_t i = 0; i < states; i++) {
        compare(r, step, "model's state", i, &r->by[0].model.state[i], &r->by[1].model.state[i],
                sizeof(int64_t));
    }
}

static void step_side(run *r, side *s, bool brief, int fired)
{
    const cosim_eq_given given = {.input = r->input,
                                  .input_real = r->input_real,
                                  .param = r->words.word,
                                  .param_real = r->words.real,
                                  .words = s->model.word,
                                  .exact = brief,
                                  .settled = brief};
    cosim_eq_bound_step(&s->bound, &given, fired);
}

/* fresh: params may be others than in the step before, so that the interpreter does it on both
 * sides, and emitted code goes on from what that leaves. */
static void take_step(run *r, uint64_t step, bool fresh, bool slow)
{
    bool decided[2];
    const cosim_eq_node *cut[2];
    declared_draw(&seed, r->t, r->declaration->equations, slow, r->input, r->input_real);
    for (int k = 0; k < 2; k++) {
        r->by[k].model.settled = !fresh;
        decided[k] = cosim_eq_model_step(&r->by[k].model, r->input, r->words.word, -1);
        cut[k] = cosim_eq_model_clipped(&r->by[k].model);
    }
    if (decided[0] != decided[1] || cut[0] != cut[1]) {
        differ(r, step, decided[0] != decided[1] ? "the words' decision" : "cut", 0);
    }
    const int fired = declared_pick(&seed, 0, 49) == 0   ? !decided[0]
                      : declared_pick(&seed, 0, 49) == 0 ? COSIM_EQ_OWN_DECISION
                                                         : decided[0];
    for (int k = 0; k < 2; k++) {
        step_side(r, &r->by[k], !fresh, fired);
    }
    r->words_compared += r->by[1].model.emitted != NULL && r->by[0].model.emitted == NULL;
    r->taken += r->by[1].bound.is_taken && !r->by[0].bound.is_taken;
    r->clipped += cut[0] != NULL;
    r->open += r->by[0].bound.decision.word == 2;
    compare_step(r, step);
    const size_t changed = (size_t)declared_pick(&seed, 0, 499);
    for (int k = 0; k < 2; k++) {
        cosim_eq_bound_advance(&r->by[k].bound);
        cosim_eq_model_advance(&r->by[k].model);
        if (changed < r->declaration->equations->state_count) {
            r->by[k].model.state[changed] ^= 1;
        }
    }
    compare_states(r, step);
    for (int k = 0; k < 2 && cut[0] != NULL; k++) {
        cosim_eq_bound_anchor(&r->by[k].bound, r->by[k].model.state);
    }
}

/* ---- a text ---- */

static void new_segment(cosim_arena *arena, run *r)
{
    const cosim_equations *e = r->declaration->equations;
    draw_params(r);
    r->plan = cosim_eq_plan_new(arena, r->declaration, &r->words);
    if (r->plan == NULL) {
        declared_fail("out of memory", r->t->name);
    }
    if (!cosim_eq_emitted_fits(r->emitted, r->plan)) {
        declared_fail("what was emitted is of another plan, or of other kernels", r->t->name);
    }
    r->plan_is_unbounded = r->plan->unbounded != NULL;
    for (int k = 0; k < 2; k++) {
        if (cosim_eq_bound_new(arena, r->plan, &r->by[k].bound) != 0 ||
            cosim_eq_model_new(arena, r->plan, &r->by[k].model) != 0) {
            declared_fail("out of memory", r->t->name);
        }
    }
    r->by[1].bound.emitted = r->plan->unbounded == NULL ? r->emitted->bound : NULL;
    r->by[1].model.emitted = r->emitted->words;
    r->seen = cosim_arena_alloc(arena, r->plan->nodes * sizeof *r->seen);
    if (r->seen == NULL) {
        declared_fail("out of memory", r->t->name);
    }
    r->seen[r->plan->update->id] = r->seen[e->states[r->declaration->membrane].next->id] = true;
    for (size_t i = 0; i < e->output_count; i++) {
        const cosim_eq_view *v = &r->declaration->views[i];
        r->seen[v->node->id] = r->seen[v->node->id] || v->shows >= COSIM_EQ_SHOWS_AFTER;
    }
    memset(r->input, 0, e->input_count * sizeof *r->input);
}

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* Times one side on the inputs that it has; what is computed stays the same. */
static double time_side(run *r, side *s)
{
    const double begin = seconds();
    for (size_t n = 0; n < SPEED_STEPS; n++) {
        const bool fired = cosim_eq_model_step(&s->model, r->input, r->words.word, -1);
        step_side(r, s, true, fired);
        cosim_eq_bound_advance(&s->bound);
        cosim_eq_model_advance(&s->model);
    }
    return 1e9 * (seconds() - begin) / SPEED_STEPS;
}

static bool test_text(const text_entry *t, size_t number, uint64_t steps, bool speed,
                      compared *total)
{
    cosim_arena *arena = cosim_arena_new();
    run r = {.t = t, .emitted = emitted[number]};
    r.declaration = declared_read(arena, t, t->source);
    const cosim_equations *e = r.declaration->equations;
    r.words.word = cosim_arena_alloc(arena, (e->param_count + 1) * sizeof *r.words.word);
    r.words.real = cosim_arena_alloc(arena, (e->param_count + 1) * sizeof *r.words.real);
    r.input = cosim_arena_alloc(arena, (e->input_count + 1) * sizeof *r.input);
    r.input_real = cosim_arena_alloc(arena, (e->input_count + 1) * sizeof *r.input_real);
    double ns[2] = {0.0, 0.0};
    for (uint64_t n = 0; n < steps; n += SEGMENT) {
        cosim_arena *own = cosim_arena_new();
        new_segment(own, &r);
        const bool slow = declared_pick(&seed, 0, 1) == 1;
        for (uint64_t k = 0; k < SEGMENT && n + k < steps; k++) {
            if (k % PARAMS == PARAMS - 1) { /* as where a hold changes */
                draw_params(&r);
            }
            take_step(&r, n + k, k % FRESH == 0 || k % PARAMS == PARAMS - 1, slow);
        }
        for (int k = 0; k < 2 && speed && n + SEGMENT >= steps; k++) {
            ns[k] = time_side(&r, &r.by[k]);
        }
        cosim_arena_free(own);
    }
    const bool good = r.differ == 0 && r.words_compared == steps && steps > 0 &&
                      (r.taken > steps / 2 || r.plan_is_unbounded);
    total->words += r.words_compared;
    total->bounds += r.taken;
    printf("%sok %zu - %s: words of %" PRIu64 " and bounds of %" PRIu64
           " steps by emitted code, %" PRIu64 " differences; %" PRIu64 " open decisions, %" PRIu64
           " clipped%s\n",
           good ? "" : "not ", number + 1, t->name, r.words_compared, r.taken, r.differ, r.open,
           r.clipped, r.plan_is_unbounded ? "; it has no bound" : "");
    if (r.first[0] != '\0') {
        printf("# %s\n", r.first);
    }
    if (speed) {
        printf("# %s: %.1f ns a step interpreted, %.1f emitted, %.2f times as fast\n", t->name,
               ns[0], ns[1], ns[0] / ns[1]);
    }
    cosim_arena_free(arena);
    return good;
}

int main(int argc, char **argv)
{
    const char *count = getenv("STEPS");
    const uint64_t steps = count != NULL ? strtoull(count, NULL, 0) : 20000;
    const bool speed = getenv("SPEED") != NULL;
    size_t planned = 0, number = 0, good = 0;
    compared total = {0, 0};
    seed = splitmix_seed(1);
    for (int pass = 0; pass < 2; pass++) { /* the plan comes first */
        for (int i = 1; i < argc; i++) {
            const texts all = texts_read(&argv[i], 1);
            planned += pass == 0 ? all.count : 0;
            for (size_t k = 0; k < all.count && pass == 1; k++) {
                good += test_text(&all.all[k], number, steps, speed, &total);
                number++;
            }
            texts_free(&all);
        }
        if (pass == 0) {
            printf("1..%zu\n", planned + 1);
        }
    }
    const bool some = total.words > 0 && total.bounds > 0;
    printf("%sok %zu - compared bit for bit: words of %" PRIu64
           " steps, ideals and bounds of %" PRIu64 "\n",
           some ? "" : "not ", planned + 1, total.words, total.bounds);
    return good == planned && some ? 0 : 1;
}
