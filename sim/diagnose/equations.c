// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "diagnose/equations.h"

#include "diagnose/cause.h"
#include "diagnose/dead_zone.h"
#include "diagnose/player.h"
#include "diagnose/shrink.h"
#include "diagnose/trace.h"
#include "equations/print.h"
#include "result/mismatch.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* A drive that was made shorter must still show this. */
typedef enum shows {
    SHOWS_CAUSE,      /* the circuit answers as the cause does, and not as declared */
    SHOWS_DIFFERENCE, /* it does not answer as declared */
    SHOWS_DECLARED,   /* it answers as declared, and that fails */
    SHOWS_STICKING,   /* so, and it sticks */
    SHOWS_MORE,       /* it does not answer as the cause does */
    SHOWS_APART       /* two causes that explain a recording answer it otherwise */
} shows;

typedef struct search {
    const cosim_job *job;    /* on a circuit with equations */
    const cosim_job *judged; /* whose failure is looked into */
    shows what;
    cosim_player declared;
    cosim_cause cause;
    cosim_diag *diag;
    bool failed; /* the circuit stopped */
} search;

/* Tells whether the drive's input can have these words: events come, or they do not. */
static bool can_be(const cosim_job *job, const cosim_trace *t)
{
    const cosim_eq_declaration *d = job->dut->equations;
    bool any = d->roles[d->drive] != COSIM_EQ_ROLE_EVENT;
    const bool events = !any;
    for (size_t i = 0; i < t->n; i++) {
        if (events && (t->drive_fx[i] < 0 || t->drive_fx[i] >> d->event_count != 0)) {
            return false;
        }
        any = any || t->drive_fx[i] != 0; /* without one there is no current of an event */
    }
    return any;
}

/* Tells whether the circuit answers as declared. Where the rounding is not declared, that is for
 * the bound to say. */
static bool is_declared(search *s, const cosim_trace *t)
{
    return s->job->dut->equations->unknown_rounding || cosim_player_agrees(&s->declared, t) == t->n;
}

static bool still_shows(void *context, cosim_trace *t)
{
    search *s = context;
    cosim_judge judge;
    if (s->failed || !can_be(s->job, t)) {
        return false;
    }
    if (s->what == SHOWS_APART) {
        return cosim_players_agree(&s->cause.first.player, &s->cause.second.player, t) < t->n;
    }
    if (cosim_trace_run_job(t, s->job, s->diag) != 0) {
        s->failed = true;
        return false;
    }
    if (s->what == SHOWS_MORE) {
        return cosim_player_agrees(&s->cause.first.player, t) < t->n;
    }
    const bool declared = is_declared(s, t);
    const bool as_declared = s->what == SHOWS_DECLARED || s->what == SHOWS_STICKING;
    if (declared != as_declared ||
        (s->what == SHOWS_CAUSE && cosim_player_agrees(&s->cause.first.player, t) < t->n)) {
        return false;
    }
    const cosim_verdict verdict = cosim_trace_judge(t, s->judged, &judge);
    return s->what == SHOWS_STICKING ? judge.sticks && !cosim_verdict_is_good(verdict)
                                     : verdict == COSIM_FAIL;
}

/* Adds a finding with its shortest drive. */
static int add(struct cosim_findings *f, search *s, const cosim_trace *whole, const char *kind,
               const char *text, size_t step)
{
    cosim_finding *finding = &f->items[f->count];
    cosim_trace small;
    *finding = (cosim_finding){.step = step, .whole = s->what == SHOWS_CAUSE};
    snprintf(finding->kind, sizeof finding->kind, "%s", kind);
    snprintf(finding->text, sizeof finding->text, "%s", text);
    if (cosim_trace_is_all(s->job)) { /* nothing shorter can be run */
        f->count++;
        return 0;
    }
    if (cosim_trace_copy(&small, whole) != 0) {
        cosim_trace_free(&small);
        return cosim_diag_memory(s->diag, NULL);
    }
    if (still_shows(s, &small)) {
        finding->tries = cosim_shrink(&small, still_shows, s);
        finding->drive_fx = small.drive_fx;
        finding->count = small.n;
        small.drive_fx = NULL;
        f->count++;
    }
    cosim_trace_free(&small);
    return s->failed ? -1 : 0;
}

/* ---- a circuit that is what it declares ---- */

static int add_declared(struct cosim_findings *f, search *s, const cosim_trace *whole)
{
    const cosim_equations *e = s->job->dut->equations->equations;
    char text[400], node[200], apart[COSIM_LIF_APART_BYTES];
    cosim_judge judge;
    const cosim_verdict verdict = cosim_trace_judge(whole, s->judged, &judge);
    if (judge.sticks && judge.stuck_step < whole->n) {
        const int found = cosim_dead_zone(s->job, whole->drive_fx[judge.stuck_step],
                                          whole->after_fx[judge.stuck_step], text, sizeof text);
        if (found < 0) {
            return cosim_diag_memory(s->diag, NULL);
        }
        if (found > 0) {
            s->what = SHOWS_STICKING;
            return add(f, s, whole, "sticks", text, (size_t)judge.stuck_step);
        }
    }
    if (verdict != COSIM_FAIL) {
        return 0;
    }
    s->what = SHOWS_DECLARED;
    if (judge.cut_steps > 0) {
        snprintf(
            text, sizeof text,
            "wraps, as it declares: %s does not fit its type, which the neuron of the scenario "
            "does not do",
            cosim_eq_text(e, e->symbol_count, judge.cut->of[0], node, sizeof node));
        return add(f, s, whole, "wraps", text, (size_t)judge.first_cut);
    }
    if (judge.lif_differ > 0) {
        snprintf(
            text, sizeof text,
            "does what it declares, which is not the scenario's neuron; the first difference is %s "
            "(%s)",
            judge.lif_term, cosim_lif_apart_text(&judge.lif_apart, apart));
        return add(f, s, whole, "declaration", text, (size_t)judge.lif_first);
    }
    return 0;
}

/* ---- a circuit that is not ---- */

/* Says of a port that it never moves, where it should; or which port was first. */
static const char *describe(search *s, const cosim_trace *t, size_t step, char *text, size_t bytes)
{
    const cosim_eq_declaration *d = s->job->dut->equations;
    const cosim_equations *e = d->equations;
    const size_t outputs = e->output_count;
    for (size_t k = 0; k < outputs; k++) {
        bool still = t->n > 1, moves = false;
        cosim_player_reset(&s->declared);
        for (size_t i = 0; i < t->n; i++) {
            cosim_player_step(&s->declared, t->drive_fx[i], t->hold[i]);
            still = still && t->outputs[i * outputs + k] == t->outputs[k];
            moves = moves || s->declared.output[k] != t->outputs[k];
        }
        if (still && moves) {
            snprintf(text, bytes, "never moves its port %s: it stays at %" PRId64,
                     e->outputs[k].port, t->outputs[k]);
            return "port";
        }
    }
    cosim_player_reset(&s->declared);
    for (size_t i = 0; i <= step; i++) {
        cosim_player_step(&s->declared, t->drive_fx[i], t->hold[i]);
    }
    for (size_t k = 0; k < outputs; k++) {
        const int64_t word = t->outputs[step * outputs + k];
        if (word != s->declared.output[k]) {
            snprintf(text, bytes,
                     "no single cause known; the port %s is the first to differ: it shows %" PRId64
                     ", declared is %" PRId64,
                     e->outputs[k].port, word, s->declared.output[k]);
            break;
        }
    }
    return "unknown";
}

/* Gives the finding of a cause what else answers alike, and the shortest drive that tells more. */
static int add_more(cosim_finding *finding, search *s)
{
    cosim_trace *t = &s->cause.telling;
    if (cosim_cause_also(&s->cause, finding) != 0) {
        return cosim_diag_memory(s->diag, NULL);
    }
    s->what = s->cause.partial ? SHOWS_MORE : SHOWS_APART;
    if (t->n > 0 && still_shows(s, t)) {
        cosim_shrink(t, still_shows, s);
        finding->telling = s->cause.partial ? COSIM_TELLS_MORE : COSIM_TELLS_APART;
        finding->telling_fx = t->drive_fx;
        finding->telling_count = t->n;
        t->drive_fx = NULL;
    }
    return s->failed ? -1 : 0;
}

/* Makes `rows` the drives of a run, asked again without a clock between the steps; *asked: whether
 * the circuit gets such clocks otherwise, and can be asked so. One without a reset begins each time
 * with other registers. */
static int ask_in_a_row(search *s, const cosim_trace *whole, cosim_trace *rows, bool *asked)
{
    const struct lif_dut_ops *ops = s->job->dut->ops;
    *rows = (cosim_trace){.n = 0};
    *asked = !cosim_trace_is_all(s->job) && ops->equations != NULL &&
             (ops->capabilities & (LIF_DUT_IDLES | LIF_DUT_NO_RESET)) == LIF_DUT_IDLES;
    if (!*asked) {
        return 0;
    }
    if (cosim_trace_copy(rows, whole) != 0) {
        return cosim_diag_memory(s->diag, NULL);
    }
    rows->in_a_row = true;
    return cosim_trace_run_job(rows, s->job, s->diag);
}

/* Adds the cause of what the circuit answers where no clock without a step stands between its
 * steps, where that is known; *added. */
static int add_cause_in_a_row(struct cosim_findings *f, search *s, const cosim_trace *whole,
                              const cosim_trace *rows, size_t step, bool *added)
{
    static const char where[] = ", where no clock without a step comes between its steps";
    char text[400] = "";
    cosim_cause cause;
    int status = cosim_cause_find(&cause, s->job, rows, s->diag);
    *added = status == 0 && cause.known && !cause.partial;
    if (*added) {
        cosim_cause_words(&cause, text, sizeof text - sizeof where);
        snprintf(text + strlen(text), sizeof text - strlen(text), "%s", where);
        s->what = SHOWS_DIFFERENCE;
        status = add(f, s, whole, cause.first.b != NULL ? "pair" : cause.first.a->kind, text, step);
    }
    cosim_cause_free(&cause);
    return status;
}

static int add_known(struct cosim_findings *f, search *s, const cosim_trace *whole, size_t step)
{
    char text[400] = "";
    s->what = SHOWS_CAUSE;
    cosim_cause_words(&s->cause, text, sizeof text);
    const size_t before = f->count;
    const int status =
        add(f, s, whole, s->cause.first.b != NULL ? "pair" : s->cause.first.a->kind, text, step);
    return status == 0 && f->count > before ? add_more(&f->items[before], s) : status;
}

static int add_idle(struct cosim_findings *f, search *s, const cosim_trace *whole, size_t step)
{
    s->what = SHOWS_DIFFERENCE;
    return add(f, s, whole, "idle",
               "does something in clocks without a step, and declares that it stands; without such "
               "clocks it answers as declared. Write idle: runs, if that is meant",
               step);
}

static int add_unknown(struct cosim_findings *f, search *s, const cosim_trace *whole, size_t step)
{
    char text[400] = "";
    s->what = SHOWS_DIFFERENCE;
    const char *kind = describe(s, whole, step, text, sizeof text);
    return add(f, s, whole, kind, text, step);
}

static int add_cause(struct cosim_findings *f, search *s, const cosim_trace *whole, size_t step)
{
    const cosim_cause *cause = &s->cause;
    cosim_trace rows;
    bool asked, added = false;
    int status = ask_in_a_row(s, whole, &rows, &asked);
    if (status == 0 && asked && is_declared(s, &rows)) {
        status = add_idle(f, s, whole, step);
    } else if (status == 0) {
        status = cosim_cause_find(&s->cause, s->job, whole, s->diag);
        if (status == 0 && asked && (!cause->known || cause->partial)) {
            status = add_cause_in_a_row(f, s, whole, &rows, step, &added);
        }
        if (status == 0 && !added) {
            status = cause->known ? add_known(f, s, whole, step) : add_unknown(f, s, whole, step);
        }
        cosim_cause_free(&s->cause);
    }
    cosim_trace_free(&rows);
    return status;
}

int cosim_findings_of_equations(const cosim_job *job, const cosim_job *judged, size_t steps,
                                struct cosim_findings *f, cosim_diag *diag)
{
    cosim_trace whole;
    search s = {.job = job, .judged = judged, .diag = diag};
    int status = -1;
    if (cosim_trace_new(&whole, steps) != 0 || cosim_trace_drives(&whole, judged) != 0 ||
        cosim_player_new(&s.declared, job, job->dut->equations->equations) != 0) {
        cosim_diag_memory(diag, NULL);
    } else if (cosim_trace_run_job(&whole, job, diag) == 0) {
        const size_t step = cosim_player_agrees(&s.declared, &whole);
        status =
            is_declared(&s, &whole) ? add_declared(f, &s, &whole) : add_cause(f, &s, &whole, step);
    }
    cosim_trace_free(&whole);
    cosim_player_free(&s.declared);
    return status;
}
