// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* bound TEXT ...   holds the ideal and the bound of each text against its words on STEPS random
 * steps (20,000): every state, every output and the decision must be where the bound says. TAP, one
 * test a text (texts.h; a text of a neuron with lines "# range NAME LOW HIGH" for the words of its
 * inputs and params). SEED chooses. EXACT=1 computes ideal and bound in exact rational arithmetic
 * too (exact.h), in runs of a few steps; what is in double has to enclose that. */
#include "declared.h"
#include "exact.h"
#include "texts.h"

#include "equations/bound.h"
#include "equations/model.h"
#include "splitmix.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SEGMENT = 2000, EXACT_SEGMENT = 25 };

typedef struct run {
    const text_entry *t;
    const cosim_eq_declaration *declaration,
        *wrong; /* wrong: what the bound is of; else the same */
    cosim_eq_words words;
    const cosim_eq_plan *plan, *model_plan;
    cosim_eq_bound bound;
    cosim_eq_model model;
    bool begun; /* a step of this segment was taken */
    int64_t *input;
    double *input_real;
    uint64_t violations, wrong_decisions, ambiguous, spikes, clipped, judged;
    double width, widest, usage;
    exact *exact; /* or NULL */
    uint64_t enclosed, not_enclosed;
    bool ends; /* what is exact cannot go on */
    char first[400];
} run;

static uint64_t seed;
static bool exactly;

/* ---- words ---- */

static void draw_params(run *r)
{
    const cosim_equations *e = r->declaration->equations;
    for (size_t i = 0; i < e->param_count; i++) {
        const cosim_eq_param *p = &e->params[i];
        int64_t low = cosim_eq_type_low(p->type);
        int64_t high = p->limited ? p->most : cosim_eq_type_high(p->type);
        if (p->port == NULL) {
            r->words.word[i] = p->word;
        } else {
            declared_range(r->t, p->name, &low, &high);
            r->words.word[i] = declared_pick(&seed, low, high);
        }
        const bool shift = e->params[i].real != NULL && p->type.bits == 0 && p->word < 16;
        r->words.real[i] =
            (double)r->words.word[i] + (cosim_eq_is_count(p) ? 0.0
                                        : shift ? exactly ? 0.0 : 0.02 * declared_half(&seed)
                                                : declared_half(&seed));
    }
}

/* ---- a step ---- */

static void note(run *r, uint64_t step, const char *what, const char *name, int64_t word, double x,
                 cosim_eq_interval e)
{
    if (r->first[0] == '\0') {
        snprintf(r->first, sizeof r->first,
                 "step %llu %s %s: word %lld, ideal %.9g, in %.9g to %.9g",
                 (unsigned long long)step, what, name, (long long)word, x, x + e.low, x + e.high);
    }
}

static void check_node(run *r, uint64_t step, const char *what, const char *name,
                       const cosim_eq_node *n, int64_t word)
{
    if (r->plan->classes[n->id] != COSIM_EQ_FORM || r->ends) {
        return;
    }
    const cosim_eq_interval e = cosim_eq_error(&r->bound.forms, n);
    const double x = r->bound.forms.x[n->id], off = (double)word - x;
    if (!(r->exact != NULL ? exact_can_be(r->exact, n, word)
                           : cosim_eq_can_be(&r->bound.forms, n, e, (double)word))) {
        note(r, step, what, name, word, x, e);
        r->violations++;
    }
    const double width = e.high - e.low;
    r->width += width;
    r->judged++;
    r->widest = fmax(r->widest, width);
    if (width > 1.5) {
        r->usage = fmax(r->usage, off > 0 ? off / e.high : off / e.low);
    }
}

/* Computes the step exactly, and counts what double does not enclose. */
static void compare_exactly(run *r, uint64_t step, const cosim_eq_given *given, bool fired)
{
    char what[300] = "";
    if (r->exact == NULL) {
        return;
    }
    const exact_outcome outcome = exact_step(r->exact, given, fired, &r->bound, what, sizeof what);
    r->ends = outcome != EXACT_HOLDS;
    r->enclosed += outcome == EXACT_HOLDS || outcome == EXACT_LONG;
    if (outcome == EXACT_ENCLOSED || outcome == EXACT_DECIDED) {
        if (r->not_enclosed++ == 0 && r->first[0] == '\0') {
            snprintf(r->first, sizeof r->first, "step %llu %s", (unsigned long long)step, what);
        }
    }
    const cosim_equations *e = r->declaration->equations;
    for (size_t id = 0; id < r->plan->nodes && r->wrong == r->declaration && !r->ends; id++) {
        const cosim_eq_node *n = cosim_eq_tree_node(e->tree, id);
        if (r->plan->needed[id] && cosim_eq_operands(n->op) > 0 && n != e->fire) {
            check_node(r, step, "node", "", n, r->model.word[id]);
        }
    }
}

static void take_step(run *r, uint64_t step, bool slow)
{
    const cosim_equations *e = r->declaration->equations;
    declared_draw(&seed, r->t, e, slow, r->input, r->input_real);
    /* every other step is as short as a judge makes it */
    const bool brief = r->begun && step % 2 == 1, same = r->wrong == r->declaration;
    r->model.settled = brief;
    const bool fired = cosim_eq_model_step(&r->model, r->input, r->words.word, -1);
    const cosim_eq_given given = {.input = r->input,
                                  .input_real = r->input_real,
                                  .param = r->words.word,
                                  .param_real = r->words.real,
                                  .words = brief && same ? r->model.word : NULL,
                                  .exact = brief && same,
                                  .settled = brief};
    r->begun = true;
    cosim_eq_bound_step(&r->bound, &given, fired);
    compare_exactly(r, step, &given, fired);
    r->spikes += fired;
    r->ambiguous += r->bound.decision.word == 2;
    if (r->bound.decision.word != 2 && r->bound.decision.word != fired) {
        note(r, step, "decision", "", fired, r->bound.decision.word, (cosim_eq_interval){0.0, 0.0});
        r->wrong_decisions++;
    }
    const cosim_equations *of_bound = r->wrong->equations;
    for (size_t i = 0; i < e->state_count; i++) {
        check_node(r, step, "state", e->states[i].name, of_bound->states[i].next,
                   r->model.word[e->states[i].next->id]);
    }
    for (size_t i = 0; i < e->output_count; i++) {
        check_node(r, step, "output", e->outputs[i].port, of_bound->outputs[i].node,
                   r->model.word[e->outputs[i].node->id]);
    }
    const bool clipped = cosim_eq_model_clipped(&r->model) != NULL;
    r->ends = r->exact != NULL && (r->ends || clipped);
    if (r->exact != NULL && !r->ends) {
        exact_advance(r->exact);
    }
    cosim_eq_model_advance(&r->model);
    cosim_eq_bound_advance(&r->bound);
    r->ends = r->ends || (r->exact != NULL && r->bound.came_back);
    r->clipped += clipped;
    if (clipped) { /* the ideal does not wrap: it begins anew at the word */
        cosim_eq_bound_anchor(&r->bound, r->model.state);
    }
}

/* ---- a text ---- */

static void new_segment(cosim_arena *arena, run *r)
{
    const size_t inputs = r->declaration->equations->input_count;
    draw_params(r);
    r->begun = false;
    r->plan = cosim_eq_plan_new(arena, r->wrong, &r->words);
    r->model_plan = cosim_eq_plan_new(arena, r->declaration, &r->words);
    if (r->plan == NULL || r->model_plan == NULL ||
        cosim_eq_bound_new(arena, r->plan, &r->bound) != 0 ||
        cosim_eq_model_new(arena, r->model_plan, &r->model) != 0) {
        declared_fail("out of memory", r->t->name);
    }
    memset(r->input, 0, inputs * sizeof *r->input);
    exact_free(r->exact);
    r->exact = exactly && r->plan->unbounded == NULL ? exact_new(r->plan) : NULL;
    r->ends = false;
}

static bool run_text(cosim_arena *arena, run *r, uint64_t steps)
{
    const cosim_equations *e = r->declaration->equations;
    r->words.word = cosim_arena_alloc(arena, (e->param_count + 1) * sizeof *r->words.word);
    r->words.real = cosim_arena_alloc(arena, (e->param_count + 1) * sizeof *r->words.real);
    r->input = cosim_arena_alloc(arena, (e->input_count + 1) * sizeof *r->input);
    r->input_real = cosim_arena_alloc(arena, (e->input_count + 1) * sizeof *r->input_real);
    const uint64_t segment = exactly ? EXACT_SEGMENT : SEGMENT;
    for (uint64_t n = 0; n < steps; n += segment) {
        cosim_arena *own = cosim_arena_new();
        new_segment(own, r);
        const bool slow = declared_pick(&seed, 0, 1) == 1, unbounded = r->plan->unbounded != NULL;
        for (uint64_t k = 0; k < segment && n + k < steps && !unbounded && !r->ends; k++) {
            take_step(r, n + k, slow);
        }
        cosim_arena_free(own);
        if (unbounded) {
            return false;
        }
    }
    return true;
}

/* Gives the text with every OLD of OLD~NEW replaced. */
static const char *replaced(cosim_arena *arena, const char *source, const char *change)
{
    const size_t old = strcspn(change, "~");
    const char *with = change + old + 1;
    char *text = NULL, old_text[80];
    size_t length = 0, count = 0;
    FILE *file = open_memstream(&text, &length);
    snprintf(old_text, sizeof old_text, "%.*s", (int)old, change);
    for (const char *at = source; file != NULL && *at != '\0';) {
        if (strncmp(at, old_text, old) == 0) {
            fputs(with, file);
            at += old;
            count++;
        } else {
            fputc(*at++, file);
        }
    }
    if (file == NULL || fclose(file) != 0 || count == 0) {
        declared_fail("has not what is to be replaced", change);
    }
    return cosim_arena_adopt(arena, text);
}

/* Runs a text; change: OLD~NEW, or NULL. Returns whether the test is good. */
static bool test_text(const text_entry *t, const char *change, size_t number, uint64_t steps)
{
    cosim_arena *arena = cosim_arena_new();
    run r = {.t = t};
    r.declaration = r.wrong = declared_read(arena, t, t->source);
    if (change != NULL) {
        r.wrong = declared_read(arena, t, replaced(arena, t->source, change));
    }
    const bool bounded = run_text(arena, &r, steps);
    const bool holds = r.violations + r.wrong_decisions + r.not_enclosed == 0;
    const bool good = change == NULL ? holds : bounded && !holds;
    printf("%sok %zu - %s%s%s: ", good ? "" : "not ", number, t->name,
           change == NULL ? "" : ", whose bound is wrong: ", change == NULL ? "" : change);
    if (!bounded) {
        printf("has no bound\n");
    } else {
        printf("%llu violations, %llu wrong decisions, %llu spikes, %llu ambiguous, %llu clipped; "
               "width %.3g, at most %.4g; usage %.3f\n",
               (unsigned long long)r.violations, (unsigned long long)r.wrong_decisions,
               (unsigned long long)r.spikes, (unsigned long long)r.ambiguous,
               (unsigned long long)r.clipped, r.width / (double)(r.judged + 1), r.widest, r.usage);
    }
    if (exactly) {
        printf("# %llu steps enclose the exact ones, %llu do not\n", (unsigned long long)r.enclosed,
               (unsigned long long)r.not_enclosed);
    }
    if (!good) {
        printf("# %s\n", r.first);
    }
    exact_free(r.exact);
    cosim_arena_free(arena);
    return good;
}

int main(int argc, char **argv)
{
    const char *count = getenv("STEPS");
    const uint64_t steps = count != NULL ? strtoull(count, NULL, 0) : 20000;
    size_t number = 0, planned = 0;
    seed = splitmix_seed(1);
    exactly = getenv("EXACT") != NULL;
    for (int pass = 0; pass < 2; pass++) { /* the plan comes first */
        for (int i = 1; i < argc; i++) {
            char change[80] = "", *text = argv[i];
            if (strncmp(text, "wrong:", 6) == 0) {
                snprintf(change, sizeof change, "%.*s", (int)strcspn(text + 6, ":"), text + 6);
                text += 7 + strlen(change);
            }
            const texts all = texts_read(&text, 1);
            for (size_t k = 0; k < all.count; k++) {
                planned += pass == 0;
                if (pass == 1) {
                    test_text(&all.all[k], change[0] == '\0' ? NULL : change, ++number, steps);
                }
            }
            texts_free(&all);
        }
        if (pass == 0) {
            printf("1..%zu\n", planned);
        }
    }
    return 0;
}
