// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "diagnose/apart.h"

#include "diagnose/excite.h"

#include <stdlib.h>

enum { STEPS = 160, TRIES = 300 };

static bool same_trees(const cosim_equations *a, const cosim_equations *b)
{
    bool same = a->state_count == b->state_count && a->fire == b->fire;
    for (size_t i = 0; same && i < a->state_count; i++) {
        same = a->states[i].next == b->states[i].next;
    }
    for (size_t i = 0; same && i < a->output_count; i++) {
        same = a->outputs[i].node == b->outputs[i].node;
    }
    return same;
}

/* Drops what is the same tree as an earlier one. */
static int merge(cosim_inquiry *q)
{
    cosim_candidate *all = calloc(COSIM_ALIKE, sizeof *all);
    size_t kept = 0;
    if (all == NULL) {
        return -1;
    }
    for (size_t i = 0; i < q->count; i++) {
        bool is_new = cosim_inquiry_open(q, q->alike[i].a, q->alike[i].b, &all[kept]) == 0;
        for (size_t k = 0; is_new && k < kept; k++) {
            is_new = !same_trees(&all[k].equations, &all[kept].equations);
        }
        if (is_new) {
            q->alike[kept++] = q->alike[i];
        } else {
            cosim_inquiry_close(&all[kept]);
        }
    }
    q->count = kept;
    while (kept > 0) {
        cosim_inquiry_close(&all[--kept]);
    }
    free(all);
    cosim_inquiry_cut(q);
    return 0;
}

/* Looks for a drive to which two candidates answer otherwise; it ends there. */
static bool find_drive(const cosim_inquiry *q, cosim_candidate *a, cosim_candidate *b,
                       cosim_trace *trace)
{
    lif_random random;
    int32_t low, high, least, most;
    cosim_excite_range(&q->evidence[0], &low, &high);
    cosim_eq_drive_limits(q->job->dut->equations, &q->job->q.equations->drives, &least, &most);
    lif_random_seed(&random, COSIM_INQUIRY_SEED);
    for (int i = 0; i < TRIES; i++) {
        const bool wide = i % 3 == 2;
        trace->n = STEPS;
        cosim_excite(&random, i % 2 == 0 ? &a->player : &b->player, wide ? least : low,
                     wide ? most : high, trace);
        const size_t n = cosim_players_agree(&a->player, &b->player, trace);
        if (n < trace->n) {
            trace->n = n + 1;
            return true;
        }
    }
    return false;
}

/* Drops what the newest evidence is against, unless that is everything. Returns whether any went.
 */
static bool filter(cosim_inquiry *q)
{
    const cosim_trace *newest = &q->evidence[q->evidence_count - 1];
    bool agrees[COSIM_ALIKE];
    size_t left = 0;
    for (size_t i = 0; i < q->count; i++) {
        cosim_candidate c;
        agrees[i] = cosim_inquiry_open(q, q->alike[i].a, q->alike[i].b, &c) == 0 &&
                    cosim_player_agrees(&c.player, newest) == newest->n;
        cosim_inquiry_close(&c);
        cosim_inquiry_cut(q);
        left += agrees[i];
    }
    if (left == 0 || left == q->count) {
        return false;
    }
    left = 0;
    for (size_t i = 0; i < q->count; i++) {
        if (agrees[i]) {
            q->alike[left++] = q->alike[i];
        }
    }
    q->count = left;
    return true;
}

/* Holds alike[i] against the first one. Returns 1 where one of the alike went, 0 where none did, -1
 * with *diag. */
static int hold_against_first(cosim_inquiry *q, size_t i, cosim_diag *diag)
{
    cosim_candidate a, b;
    cosim_trace trace;
    bool apart = false;
    if (cosim_trace_is_all(q->job) && q->apart.n > 0) {
        return 0;
    }
    if (cosim_inquiry_trace(q, STEPS, &trace) != 0) {
        return cosim_diag_memory(diag, NULL);
    }
    const bool first = cosim_inquiry_open(q, q->alike[0].a, q->alike[0].b, &a) == 0;
    const bool second = cosim_inquiry_open(q, q->alike[i].a, q->alike[i].b, &b) == 0;
    if (first && second) {
        apart = find_drive(q, &a, &b, &trace);
    }
    cosim_inquiry_close(&a);
    cosim_inquiry_close(&b);
    cosim_inquiry_cut(q);
    if (apart && cosim_trace_is_all(q->job)) { /* nobody can ask it */
        q->apart = trace;
        q->apart_from = i;
        return 0;
    }
    if (!apart || q->evidence_count == COSIM_EVIDENCE) {
        cosim_trace_free(&trace);
        return 0;
    }
    if (cosim_inquiry_ask(q, &trace, diag) != 0) {
        return -1;
    }
    if (filter(q)) {
        return 1;
    }
    cosim_trace_free(&q->evidence[--q->evidence_count]); /* it says nothing of them */
    return 0;
}

int cosim_tell_apart(cosim_inquiry *q, cosim_diag *diag)
{
    if (merge(q) != 0) {
        return cosim_diag_memory(diag, NULL);
    }
    for (size_t i = 1; i < q->count;) {
        const int gone = hold_against_first(q, i, diag);
        if (gone < 0) {
            return -1;
        }
        i = gone > 0 ? 1 : i + 1;
    }
    return 0;
}
