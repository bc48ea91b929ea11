// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "calibrate/traced_material.h"

#include "calibrate/traced_case.h"

#include <math.h>
#include <stdlib.h>

void cosim_traced_material_free(cosim_traced_material *m)
{
    free(m->x);
    free(m->i);
    free(m->spike);
}

/* The neuron with which rows are read of which nothing is known yet. */
static cosim_traced_neuron any_neuron(const cosim_traced *t)
{
    return (cosim_traced_neuron){.params = {.method = LIF_EXPONENTIAL,
                                            .dt_s = t->step_s,
                                            .tau_s = 10.0 * t->step_s,
                                            .r_ohm = 1e6,
                                            .v_rest_v = t->zero_v,
                                            .v_reset_v = t->zero_v,
                                            .v_initial_v = t->zero_v,
                                            .v_threshold_v = t->zero_v + t->unit_v}};
}

static size_t rows_of(const cosim_recording *r)
{
    return (size_t)(r->membrane.path != NULL ? r->membrane.count
                    : r->input.path != NULL  ? r->input.count
                                             : r->spike.count);
}

size_t cosim_traced_steps_of(const cosim_traced *t, size_t at)
{
    const cosim_recording *r = t->duts[at]->recording;
    const cosim_recording_layout *l = &t->layout;
    uint64_t late = l->membrane_late;
    late = !r->list && l->spike_late > late ? l->spike_late : late;
    late = r->input.latency > late ? r->input.latency : late;
    const size_t rows = rows_of(r);
    const bool counted = r->membrane.path != NULL || r->input.path != NULL || !r->list;
    return !counted && t->with != NULL ? (size_t)t->with->steps : rows > late ? rows - late : 0;
}

int cosim_traced_material_read(cosim_traced *t, cosim_traced_material *m, cosim_diag *diag)
{
    const cosim_recording_layout layout = t->layout;
    const cosim_traced_neuron neuron = t->neuron;
    size_t room = 0;
    int status = 0;
    for (size_t k = 0; k < t->trace_count; k++) {
        t->steps[k] = cosim_traced_steps_of(t, k);
        room += t->steps[k] + 1;
    }
    *m = (cosim_traced_material){.x = calloc(room, sizeof *m->x),
                                 .i = calloc(room, sizeof *m->i),
                                 .spike = calloc(room, sizeof *m->spike),
                                 .first_v = (double)NAN};
    if (m->x == NULL || m->i == NULL || m->spike == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    t->layout.one = 1.0;
    t->layout.unknown_start = true;
    t->layout.shows =
        layout.shows == COSIM_RECORDED_HIDDEN ? COSIM_RECORDED_HIDDEN : COSIM_RECORDED_AFTER;
    t->neuron = any_neuron(t);
    for (size_t k = 0; k < t->trace_count && status == 0; k++) {
        cosim_traced_case c;
        status = cosim_traced_open(t, k, &c, diag);
        t->spikes[k] = 0;
        for (size_t n = 0; status == 0 && n < c.rows.n; n++) {
            const cosim_recorded *r = c.job.recorded;
            t->spikes[k] += r->spike[n] != 0;
            if (n < t->half[k]) {
                m->x[m->n] = r->observed_v == NULL ? (double)NAN : r->observed_v[n];
                m->i[m->n] = c.rows.current_a[n];
                m->spike[m->n++] = r->spike[n];
            }
        }
        m->x[m->n++] = (double)NAN;
        cosim_traced_close(&c);
    }
    const cosim_recorded_column *column = &t->duts[0]->recording->membrane;
    if (status == 0 && layout.membrane_late > 0 && column->count > layout.membrane_late) {
        const double unit = t->duts[0]->recording->membrane_v;
        m->first_v = (layout.from_rest ? t->zero_v : 0.0) +
                     column->values[layout.membrane_late - 1] * (unit > 0.0 ? unit : t->unit_v);
    }
    t->layout = layout;
    t->neuron = neuron;
    return status;
}

cosim_traced_rows cosim_traced_material_rows(const cosim_traced *t, const cosim_traced_material *m,
                                             cosim_recorded_shows shows)
{
    return (cosim_traced_rows){
        .n = m->n, .x = m->x, .i = m->i, .spike = m->spike, .dt_s = t->step_s, .shows = shows};
}
