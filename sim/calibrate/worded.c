// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "calibrate/worded.h"

#include "calibrate/edited.h"
#include "calibrate/spikes.h"
#include "calibrate/updates.h"
#include "calibrate/worded_constants.h"
#include "calibrate/worded_rows.h"
#include "calibrate/worded_test.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LATE_MOST = 3, MISSED_SHARE = 100, UPDATES_MOST = 24 };

/* ---- the search ---- */

/* Looks for updates that give the rows up to the first spikes, whatever the threshold is. */
static size_t find_updates(cosim_worded *w, const cosim_worded_leak *leak, bool wider,
                           cosim_updates *u, cosim_guess *list)
{
    size_t count = 0;
    cosim_guess start;
    cosim_worded_set_leak(&w->keys, leak);
    w->keys.declared.threshold.word = INT32_MAX;
    cosim_worded_put_rows(w, w->begun);
    *u = (cosim_updates){.count = 0};
    cosim_guess_start(&w->keys, &start);
    cosim_updates_find(&w->c.bench, &start, wider, u);
    w->c.tried += u->tried;
    for (size_t i = 0; i < u->count && count < UPDATES_MOST; i++) {
        if (!u->guess[i].above && !u->guess[i].old) {
            list[count++] = u->guess[i];
        }
    }
    return count;
}

/* Tries what spikes do after an update, with one threshold. */
static void try_spikes(cosim_worded *w, const cosim_guess *update, cosim_near *near)
{
    for (unsigned k = 0; k < 4 && w->c.fit_count < COSIM_FITS; k++) {
        cosim_guess g = *update;
        g.above = k % 2 == 1;
        g.old = k >= 2;
        g.hold = w->keys.declared.hold.word;
        g.extra = 0;
        cosim_spikes_find(&w->c.bench, &g, false, w->c.fits, &w->c.fit_count, COSIM_FITS, near,
                          &w->c.tried);
    }
}

/* Keeps the nearest text of those that do not fit. */
static void keep_nearest(cosim_worded *w, const cosim_near *near, cosim_manifest *of)
{
    cosim_theory t;
    if (near->count == 0 || (w->c.nearest.theory.arena != NULL && near->differ[0] >= w->c.differ) ||
        cosim_theory_of(&w->c.bench, &near->guess[0], false, &t) != 0) {
        return;
    }
    cosim_theory_free(&w->c.nearest.theory);
    w->c.nearest = (cosim_found){.guess = near->guess[0], .theory = t};
    w->c.differ = near->differ[0];
    *of = w->keys;
}

/* Tries the thresholds and what a spike does after each update. */
static int try_updates(cosim_worded *w, const cosim_worded_numbers *n,
                       const cosim_traced_line *line, const cosim_guess *updates, size_t count,
                       cosim_manifest *nearest)
{
    const cosim_trace_keys *t = &w->traces[0];
    uint32_t holds[COSIM_TRACED_HOLDS];
    const int hold_count = t->says_hold ? 1 : cosim_traced_holds(&n->rows, line, holds);
    if (hold_count < 0) {
        return -1;
    }
    for (int h = 0; h < hold_count && w->c.fit_count == 0; h++) {
        cosim_traced_spikes spikes;
        cosim_traced_threshold threshold;
        int64_t thetas[COSIM_WORDED_THETAS];
        const uint32_t hold = t->says_hold ? (uint32_t)w->keys.declared.hold.word : holds[h];
        if (cosim_traced_spikes_find(&n->rows, line, hold, &spikes) != 0 ||
            cosim_traced_threshold_find(&n->rows, line, hold, NULL, false, &threshold) != 0) {
            return -1;
        }
        w->keys.declared.hold.word = hold;
        w->keys.declared.reset.word =
            t->says_reset ? w->keys.declared.reset.word : llround(spikes.reset_v);
        const size_t theta_count = cosim_worded_thetas(t, &threshold, thetas);
        for (size_t k = 0; k < theta_count && w->c.fit_count == 0; k++) {
            cosim_near near = {.count = 0};
            w->keys.declared.threshold.word = thetas[k];
            cosim_worded_put_rows(w, w->half);
            for (size_t i = 0; i < count && w->c.fit_count < COSIM_FITS; i++) {
                try_spikes(w, &updates[i], &near);
            }
            if (w->c.fit_count == 0) {
                keep_nearest(w, &near, nearest);
            }
        }
    }
    return 0;
}

/* Tells whether a text gives nearly all rows of the search. */
static bool is_near(const cosim_worded *w)
{
    return w->c.fit_count == 0 && w->c.nearest.theory.arena != NULL &&
           20 * w->c.differ < w->searched;
}

/* Searches with what the rows show as the keys have it. */
static int search_shown(cosim_worded *w, bool wide, cosim_manifest *nearest, cosim_diag *diag)
{
    cosim_worded_leak leaks[COSIM_WORDED_LEAKS];
    cosim_updates *u = calloc(1, sizeof *u);
    cosim_guess *list = calloc(UPDATES_MOST, sizeof *list);
    cosim_worded_numbers n = {.x = NULL};
    cosim_traced_line line;
    int status = u == NULL || list == NULL ? -1 : cosim_worded_numbers_of(w, w->keys.shows, &n);
    if (u == NULL || list == NULL) {
        free(u);
        free(list);
        return cosim_diag_memory(diag, NULL);
    }
    status = status == 0 ? cosim_traced_line_find(&n.rows, &line) : status;
    w->still = status == 0 && n.still;
    if (status == 0 && (line.moves || w->c.bench.membrane < 0)) {
        const size_t leak_count = cosim_worded_leaks(&w->traces[0], &line, leaks);
        if (!w->traces[0].says_initial) {
            w->keys.declared.initial.word = 0;
        }
        for (int wider = 0; wider <= (wide ? 1 : 0); wider++) {
            for (size_t i = 0; i < (wider ? (leak_count < 3 ? leak_count : 3) : leak_count) &&
                               status == 0 && w->c.fit_count == 0;
                 i++) {
                size_t count = find_updates(w, &leaks[i], wider == 1, u, list);
                if (count == 0 && i < 2) { /* rows may be damaged before the first spike */
                    for (size_t k = 0; k < u->near_count && count < 2; k++) {
                        list[count++] = u->near[k];
                    }
                }
                status = count > 0 ? try_updates(w, &n, &line, list, count, nearest) : 0;
                if (is_near(w)) {
                    wider = 2; /* some rows are damaged, and no other is it */
                    break;
                }
            }
        }
    }
    cosim_worded_numbers_free(&n);
    free(u);
    free(list);
    return status == 0 ? 0 : cosim_diag_memory(diag, NULL);
}

/* Where nothing is said of it, a neuron that shows its membrane before the reset is likelier than
 * one whose spikes do nothing to it. */
static int prefer_before(cosim_worded *w, cosim_manifest *nearest, cosim_diag *diag)
{
    const cosim_manifest keys = w->keys;
    const cosim_guess after = w->c.fits[0].guess;
    cosim_worded_drop_fits(w);
    w->keys.shows = COSIM_SHOWS_BEFORE;
    if (search_shown(w, false, nearest, diag) != 0) {
        return -1;
    }
    if (w->c.fit_count > 0 && w->c.fits[0].guess.reset == COSIM_RESET_AS_SAID) {
        return 0;
    }
    cosim_worded_drop_fits(w);
    w->keys = keys;
    cosim_worded_put_rows(w, w->half);
    if (cosim_theory_of(&w->c.bench, &after, false, &w->c.fits[0].theory) != 0) {
        return cosim_diag_memory(diag, NULL);
    }
    w->c.fits[0].guess = after;
    w->c.fit_count = 1;
    return 0;
}

static int search(cosim_worded *w, bool wide, cosim_manifest *nearest, cosim_diag *diag)
{
    const cosim_shows said = w->keys.shows;
    int status = search_shown(w, wide, nearest, diag);
    if (status == 0 && w->c.fit_count == 0 && said != COSIM_SHOWS_HIDDEN && !is_near(w)) {
        w->keys.shows = said == COSIM_SHOWS_AFTER ? COSIM_SHOWS_BEFORE : COSIM_SHOWS_AFTER;
        status = search_shown(w, wide, nearest, diag);
        if (w->c.fit_count == 0) {
            w->keys.shows = said;
        }
    } else if (status == 0 && w->c.fit_count > 0 && !w->traces[0].says_shows &&
               said == COSIM_SHOWS_AFTER && w->c.fits[0].guess.reset != COSIM_RESET_AS_SAID) {
        status = prefer_before(w, nearest, diag);
    }
    return status;
}

/* ---- the test ---- */

/* Holds what fits against all rows, or else the nearest. *refuted: what fitted the rows of the
 * search does not give the others. */
static void test(cosim_worded *w, const cosim_manifest *nearest, bool *refuted)
{
    cosim_theory *t = &w->c.nearest.theory;
    *refuted = false;
    w->tested = w->searched < w->steps && w->c.fit_count > 0;
    if (w->c.fit_count > 0) {
        t = &w->c.fits[0].theory;
    } else if (t->arena == NULL) {
        return;
    } else {
        w->keys = *nearest;
    }
    cosim_worded_put_rows(w, w->whole);
    cosim_worded_count_misses(w, t);
    *refuted = w->c.fit_count > 0 && w->missed > 0;
    w->found = MISSED_SHARE * w->missed <= w->steps;
    w->all = w->missed == 0;
    if (w->all && w->c.fit_count > 0) {
        cosim_worded_find_thetas(w, w->whole);
    }
}

/* Finds how far the rows are from a line, where the membrane is shown so late. */
static int spread_of(cosim_worded *w, uint64_t membrane_late, double *spread, cosim_diag *diag)
{
    cosim_worded_numbers n;
    cosim_traced_line line = {.moves = false};
    if (cosim_worded_start(w, w->traces[0].spike_late, membrane_late, diag) != 0) {
        return -1;
    }
    const int status = cosim_worded_numbers_of(w, w->keys.shows, &n) == 0
                           ? cosim_traced_line_find(&n.rows, &line)
                           : -1;
    cosim_worded_numbers_free(&n);
    *spread = line.moves ? line.spread_v : (double)INFINITY;
    return status == 0 ? 0 : cosim_diag_memory(diag, NULL);
}

/* Looks for other latencies: of the membrane the one with which it is nearest to a line. */
static int search_late(cosim_worded *w, cosim_manifest *nearest, cosim_diag *diag)
{
    const cosim_trace_keys *t = &w->traces[0];
    const uint64_t spike = t->spike_late, membrane = t->membrane_late;
    uint64_t shown = membrane;
    double least = (double)INFINITY, spread;
    w->keys = *t->keys;
    for (uint64_t late = 0; late <= LATE_MOST && t->membrane.path != NULL; late++) {
        if (spread_of(w, late, &spread, diag) != 0) {
            return -1;
        }
        shown = spread < 0.5 * least ? late : shown;
        least = fmin(spread, least);
    }
    for (uint64_t late = 0; late <= LATE_MOST && w->c.fit_count == 0; late++) {
        if (late == spike && shown == membrane) {
            continue;
        }
        w->keys = *t->keys;
        if (cosim_worded_start(w, late, shown, diag) != 0 || search(w, false, nearest, diag) != 0) {
            return -1;
        }
    }
    return 0;
}

/* Searches in a part of the rows, and leaves what fits, or what is nearest, on the bench. */
static int search_all(cosim_worded *w, cosim_manifest *nearest, cosim_diag *diag)
{
    const cosim_trace_keys *t = &w->traces[0];
    w->keys = *t->keys;
    if (cosim_worded_start(w, t->spike_late, t->membrane_late, diag) != 0 ||
        search(w, true, nearest, diag) != 0) {
        return -1;
    }
    if (w->c.fit_count == 0 && !is_near(w)) {
        if (search_late(w, nearest, diag) != 0) {
            return -1;
        }
        if (w->c.fit_count == 0) { /* the nearest is that of what the manifest says */
            w->keys = *t->keys;
            return cosim_worded_start(w, t->spike_late, t->membrane_late, diag) == 0
                       ? search(w, false, nearest, diag)
                       : -1;
        }
    }
    return 0;
}

int cosim_worded_calibrate(cosim_worded *w, cosim_diag *diag)
{
    const cosim_trace_keys *t = &w->traces[0];
    cosim_manifest nearest = *t->keys;
    bool refuted = false;
    w->ports = (cosim_dut){.equations = t->declaration};
    w->settings.count = 1;
    w->settings.low = t->keys->declared.events ? 0 : t->keys->declared.drive_low_fx;
    w->settings.high = t->keys->declared.events ? 1 : t->keys->declared.drive_high_fx;
    for (int part = 0; part < 2 && (part == 0 || refuted); part++) {
        w->unhalved = part == 1; /* the other rows have refuted it: all are needed */
        if (search_all(w, &nearest, diag) != 0) {
            return -1;
        }
        if (w->c.fit_count > 0) {
            cosim_worded_round_theta(w);
        }
        test(w, &nearest, &refuted);
        if (w->found) {
            break; /* or some rows are damaged */
        }
    }
    return 0;
}

void cosim_worded_free(cosim_worded *w)
{
    cosim_calibration_free(&w->c);
    for (size_t k = 0; k < w->trace_count; k++) {
        cosim_trace_keys_close(&w->traces[k]);
    }
}
