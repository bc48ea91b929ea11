// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "diagnose/inquiry.h"

#include <stdlib.h>

/* ---- candidates ---- */

int cosim_inquiry_open(cosim_inquiry *q, const cosim_edit *a, const cosim_edit *b,
                       cosim_candidate *c)
{
    *c = (cosim_candidate){.a = a, .b = b, .arena = cosim_arena_new()};
    const bool possible =
        c->arena != NULL && cosim_graft_equations(&q->graft, c->arena, a, b, &c->equations) == 0;
    if (possible && cosim_player_new(&c->player, q->job, &c->equations) == 0) {
        return 0;
    }
    q->no_memory = q->no_memory || c->arena == NULL || possible;
    cosim_inquiry_close(c);
    return -1;
}

void cosim_inquiry_close(cosim_candidate *c)
{
    cosim_player_free(&c->player);
    cosim_arena_free(c->arena);
    *c = (cosim_candidate){.a = NULL};
}

void cosim_inquiry_cut(cosim_inquiry *q) { cosim_eq_tree_cut(q->graft.tree, q->nodes); }

/* ---- evidence ---- */

int cosim_inquiry_ask(cosim_inquiry *q, cosim_trace *trace, cosim_diag *diag)
{
    const int status = cosim_trace_run_job(trace, q->job, diag);
    if (status == 0) {
        q->evidence[q->evidence_count++] = *trace;
    } else {
        cosim_trace_free(trace);
    }
    return status;
}

int cosim_inquiry_trace(const cosim_inquiry *q, size_t steps, cosim_trace *trace)
{
    if (cosim_trace_new(trace, steps) != 0) {
        cosim_trace_free(trace);
        return -1;
    }
    trace->in_a_row = q->evidence_count > 0 && q->evidence[0].in_a_row;
    lif_hold_fill(&q->job->scenario->params, 0, steps, trace->hold);
    return 0;
}

/* ---- the whole ---- */

/* Finds the outputs that show one word in the whole run. */
static cosim_still *still_outputs(const cosim_inquiry *q)
{
    const cosim_trace *t = &q->evidence[0];
    cosim_still *still = cosim_arena_alloc(q->arena, (t->output_count + 1) * sizeof *still);
    for (size_t k = 0; still != NULL && k < t->output_count; k++) {
        still[k] = (cosim_still){.is = t->n > 1, .word = t->outputs[k]};
        for (size_t i = 1; i < t->n; i++) {
            still[k].is = still[k].is && t->outputs[i * t->output_count + k] == still[k].word;
        }
    }
    return still;
}

int cosim_inquiry_start(cosim_inquiry *q, const cosim_job *job, const cosim_trace *whole,
                        cosim_diag *diag)
{
    const cosim_eq_declaration *d = job->dut->equations;
    cosim_trace run;
    *q = (cosim_inquiry){.job = job, .arena = cosim_arena_new()};
    if (q->arena == NULL || cosim_graft_start(&q->graft, q->arena, d) != 0) {
        return cosim_diag_memory(diag, NULL);
    }
    q->nodes = q->graft.nodes;
    if (cosim_player_new(&q->declared, job, d->equations) != 0) {
        return cosim_diag_memory(diag, NULL);
    }
    if (cosim_trace_copy(&run, whole) != 0) {
        cosim_trace_free(&run);
        return cosim_diag_memory(diag, NULL);
    }
    if (cosim_inquiry_ask(q, &run, diag) != 0) {
        return -1;
    }
    const cosim_still *still = still_outputs(q);
    if (still == NULL || cosim_edits_make(&q->graft, job->q.equations, still, &q->edits) != 0) {
        return cosim_diag_memory(diag, NULL);
    }
    q->nodes = cosim_eq_tree_count(q->graft.tree);
    return 0;
}

void cosim_inquiry_free(cosim_inquiry *q)
{
    for (size_t i = 0; i < q->evidence_count; i++) {
        cosim_trace_free(&q->evidence[i]);
    }
    cosim_trace_free(&q->apart);
    if (q->graft.tree != NULL) {
        cosim_graft_end(&q->graft);
    }
    cosim_player_free(&q->declared);
    cosim_arena_free(q->arena);
}
