// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "calibrate/shortest.h"

#include <string.h>

static bool departs(cosim_calibration *c, cosim_experiment *e, size_t *step, cosim_diag *diag)
{
    if (cosim_bench_run(&c->bench, e, 0, diag) != 0) {
        return false;
    }
    *step = cosim_theory_departs(&c->bench, &c->nearest.theory, e);
    return *step < e->n;
}

/* Takes steps out of an experiment, and drives, while the circuit still departs in it. */
static void shorten(cosim_calibration *c, cosim_experiment *e, cosim_diag *diag)
{
    size_t step;
    cosim_experiment *t = cosim_bench_add(&c->bench, &e->words, e->n, "shortest");
    if (t == NULL) {
        return;
    }
    c->bench.count--; /* not one of those that are counted */
    for (size_t part = e->n / 2; part > 0; part /= 2) {
        for (size_t at = 0; at + part <= e->n;) {
            t->n = e->n - part;
            memset(t->drive, 0, (e->n + COSIM_TAIL) * sizeof *t->drive);
            memcpy(t->drive, e->drive, at * sizeof *t->drive);
            memcpy(t->drive + at, e->drive + at + part, (e->n - at - part) * sizeof *t->drive);
            if (t->n > 0 && departs(c, t, &step, diag)) {
                e->n = step + 1;
                memset(e->drive, 0, (e->n + COSIM_TAIL) * sizeof *e->drive);
                memcpy(e->drive, t->drive, e->n * sizeof *e->drive);
            } else {
                at += part;
            }
        }
    }
    for (size_t i = 0; i < e->n; i++) {
        const int64_t kept = e->drive[i];
        for (int64_t tried = 0; tried != kept;
             tried = tried == 0 && kept / 2 != 0 ? kept / 2 : kept) {
            e->drive[i] = tried;
            if (departs(c, e, &step, diag) && step + 1 == e->n) {
                break;
            }
            e->drive[i] = kept;
        }
    }
}

/* It begins with the experiment in which the nearest text departs first. */
int cosim_shortest_find(cosim_calibration *c, cosim_diag *diag)
{
    const cosim_experiment *from = NULL;
    size_t at = SIZE_MAX, step;
    for (size_t i = 0; c->nearest.theory.arena != NULL && i < c->used; i++) {
        const cosim_experiment *e = c->bench.experiments[i];
        step = cosim_theory_departs(&c->bench, &c->nearest.theory, e);
        if (step < e->n && step < at) {
            at = step;
            from = e;
        }
    }
    cosim_experiment *e =
        from == NULL ? NULL : cosim_bench_add(&c->bench, &from->words, at + 1, "the shortest");
    if (e == NULL) {
        return 0;
    }
    c->bench.count--;
    memcpy(e->drive, from->drive, (at + 1) * sizeof *e->drive);
    diag->message[0] = '\0';
    if (departs(c, e, &step, diag)) {
        shorten(c, e, diag);
        c->odd = departs(c, e, &step, diag) ? e : NULL;
    }
    return diag->message[0] == '\0' ? 0 : -1;
}
