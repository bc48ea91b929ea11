// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "calibrate/traced_best.h"

#include "calibrate/traced_case.h"
#include "calibrate/traced_material.h"
#include "calibrate/traced_neuron.h"

#include <math.h>
#include <stdint.h>

enum { DECIDED_HOLDS = 256 };

void cosim_traced_try(cosim_traced *t, const cosim_traced_neuron *neuron, cosim_traced_best *b)
{
    size_t searched = 0;
    cosim_diag unused;
    t->neuron = *neuron;
    t->layout.one = fabs(neuron->params.v_threshold_v - neuron->params.v_reset_v) / t->unit_v;
    t->layout.from_rest = t->duts[0]->recording->from_rest && neuron->params.v_rest_v == t->zero_v;
    for (size_t k = 0; k < t->trace_count; k++) {
        cosim_traced_case c;
        if (cosim_traced_open(t, k, &c, &unused) != 0) { /* no scenario is like that */
            cosim_traced_close(&c);
            return;
        }
        cosim_rival own;
        cosim_rival_start(&own, &c.job);
        own.order = t->order;
        cosim_traced_hold_against(&own, &c, t->half[k]);
        searched += c.searched.count;
        cosim_traced_close(&c);
    }
    t->tried++;
    if (!b->any || searched < b->searched) {
        *b = (cosim_traced_best){true, searched, t->layout, *neuron, t->order};
    }
}

/* Gives the hold of a neuron that follows the line while it is held: the shortest with which the
 * fewest decisions are on the wrong side of a threshold. */
static int hold_of_decisions(const cosim_traced_rows *rows, const cosim_traced_line *line,
                             const double *reset_v, uint32_t *hold)
{
    size_t least = SIZE_MAX;
    for (uint32_t h = 0; h < DECIDED_HOLDS && least > 0; h++) {
        cosim_traced_threshold threshold;
        if (cosim_traced_threshold_find(rows, line, h, reset_v, false, &threshold) != 0) {
            return -1;
        }
        *hold = threshold.wrong < least ? h : *hold;
        least = threshold.wrong < least ? threshold.wrong : least;
    }
    return 0;
}

/* Tries an order of the step that no scenario has: it explains, though nobody can write it down. */
static int try_order(cosim_traced *t, const cosim_traced_rows *rows, const cosim_traced_material *m,
                     const cosim_traced_line *line, cosim_traced_best *b)
{
    const bool old = t->order == COSIM_RIVAL_OLD_MEMBRANE || t->order == COSIM_RIVAL_RESET_FIRST;
    uint32_t holds[COSIM_TRACED_HOLDS];
    int count = cosim_traced_holds(rows, line, holds);
    cosim_traced_spikes spikes;
    cosim_traced_threshold threshold;
    if (count < 0 || cosim_traced_spikes_find(rows, line, holds[0], &spikes) != 0 ||
        (t->order == COSIM_RIVAL_HELD_INTEGRATES &&
         hold_of_decisions(rows, line, &spikes.reset_v, &holds[0]) != 0) ||
        cosim_traced_threshold_find(rows, line, holds[0], &spikes.reset_v, old, &threshold) != 0) {
        return -1;
    }
    for (unsigned level = 0; level < COSIM_TRACED_LEVELS && b->searched > 0; level++) {
        cosim_traced_neuron neuron;
        if (t->order == COSIM_RIVAL_RESET_FIRST) { /* the row shows a step from there */
            spikes.reset_v = cosim_traced_reset_first(rows, line);
        }
        if (cosim_traced_neuron_make(t, line, &spikes, &threshold, holds[0], false, level, rows,
                                     m->first_v, &neuron)) {
            cosim_traced_try(t, &neuron, b);
        }
    }
    return 0;
}

int cosim_traced_try_orders(cosim_traced *t, cosim_traced_best *b, cosim_diag *diag)
{
    static const cosim_rival_order orders[] = {COSIM_RIVAL_RESET_FIRST, COSIM_RIVAL_OLD_MEMBRANE,
                                               COSIM_RIVAL_HELD_LEAKS, COSIM_RIVAL_HELD_INTEGRATES,
                                               COSIM_RIVAL_RESTS};
    const cosim_recording_layout said = t->layout;
    cosim_traced_material m;
    cosim_traced_line line;
    int status = 0;
    for (uint64_t late = 0; late < 2 && status == 0 && b->searched > 0; late++) {
        t->layout = said;
        t->layout.shows = COSIM_RECORDED_AFTER;
        t->layout.membrane_late = late == 0 ? said.membrane_late : said.membrane_late > 0 ? 0 : 1;
        status = cosim_traced_material_read(t, &m, diag);
        const cosim_traced_rows rows = cosim_traced_material_rows(t, &m, COSIM_RECORDED_AFTER);
        if (status == 0 && cosim_traced_line_find(&rows, &line) != 0) {
            status = cosim_diag_memory(diag, NULL);
        }
        for (size_t i = 0; i < sizeof orders / sizeof *orders && status == 0 && line.moves; i++) {
            t->order = orders[i];
            status = try_order(t, &rows, &m, &line, b) != 0 ? cosim_diag_memory(diag, NULL) : 0;
        }
        t->order = COSIM_RIVAL_USUAL;
        cosim_traced_material_free(&m);
    }
    t->layout = said;
    return status;
}
