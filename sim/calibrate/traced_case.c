// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "calibrate/traced_case.h"

#include "base/si.h"
#include "input/flow.h"
#include "run/recorded_drive.h"
#include "scenario/read.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- its scenario ---- */

static void put_value(FILE *file, const char *indent, const char *key, double value,
                      const char *unit)
{
    char text[COSIM_SI_BYTES];
    fprintf(file, "%s%s: %s\n", indent, key, cosim_si(value, unit, 15, text));
}

static void put_neuron(FILE *file, const cosim_traced_neuron *neuron, const char *indent)
{
    const lif_params *p = &neuron->params;
    const bool subtracts = p->reset_mode == LIF_RESET_BY_SUBTRACTION;
    fprintf(file, "%smethod: %s\n", indent, p->method == LIF_EULER ? "euler" : "exponential");
    if (lif_params_leaks(p)) {
        put_value(file, indent, "resistance", p->r_ohm, "Ohm");
        put_value(file, indent, "time_constant", p->tau_s, "s");
    } else {
        put_value(file, indent, "capacitance", p->dt_s / p->r_ohm, "F");
        fprintf(file, "%stime_constant: none\n", indent);
    }
    put_value(file, indent, "rest", p->v_rest_v, "V");
    put_value(file, indent, "threshold", p->v_threshold_v, "V");
    if (p->v_reset_v != p->v_rest_v) {
        put_value(file, indent, "reset", p->v_reset_v, "V");
    }
    if (p->v_initial_v != p->v_rest_v) {
        put_value(file, indent, "initial", p->v_initial_v, "V");
    }
    fprintf(file, "%scompare: %s\n", indent, p->compare == LIF_ABOVE ? "above" : "at-or-above");
    fprintf(file, "%sreset_mode: %s\n", indent,
            !subtracts        ? "to-value"
            : neuron->delayed ? "by-subtraction-delayed"
                              : "by-subtraction");
    if (p->refractory_steps > 0) {
        fprintf(file, "%srefractory_steps: %u\n", indent, (unsigned)p->refractory_steps);
    }
    if (p->initial_hold > 0) {
        fprintf(file, "%sinitial_hold: %u\n", indent, (unsigned)p->initial_hold);
    }
}

void cosim_traced_put_scenario(FILE *file, const cosim_traced *t, size_t at, const char *indent)
{
    char deeper[40], step[COSIM_SI_BYTES];
    const cosim_recording *r = t->duts[at]->recording;
    const cosim_node *stimulus =
        t->with == NULL ? NULL : cosim_node_child(t->with->places->root, "stimulus");
    snprintf(deeper, sizeof deeper, "%s  ", indent);
    fprintf(file, "%sname: calibrated\n%sstep: %s\n%ssteps: %zu\n%sneuron:\n", indent, indent,
            cosim_si(t->step_s, "s", 15, step), indent, t->steps[at], indent);
    put_neuron(file, &t->neuron, deeper);
    fprintf(file, "%sstimulus: ", indent);
    if (r->input.path != NULL) {
        fputs("trace", file);
    } else if (stimulus == NULL) { /* nobody says what it was: a constant one, of some size */
        fputs("[{constant: {amplitude: 1 nA}}]", file);
    } else {
        cosim_flow_put(file, stimulus);
    }
    fputs("\n", file);
}

/* ---- held against the rows ---- */

static int prepare(cosim_traced *t, size_t at, cosim_traced_case *c, cosim_diag *diag)
{
    char *text = NULL;
    size_t length = 0;
    FILE *memory = open_memstream(&text, &length);
    if (memory == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    cosim_traced_put_scenario(memory, t, at, "");
    if (fclose(memory) != 0) {
        free(text);
        return cosim_diag_memory(diag, NULL);
    }
    const char *path = t->with != NULL ? t->with->path : t->duts[at]->recording->manifest;
    int status = cosim_scenario_read_text(path, text, length, NULL, 0, NULL, &c->scenario, diag);
    free(text);
    if (status == 0 && cosim_recording_arrange(t->duts[at], &t->layout) != 0) {
        status = cosim_diag_memory(diag, NULL);
    }
    if (status == 0) {
        status = cosim_job_prepare(&c->job, c->scenario, t->duts[at], diag);
    }
    if (status == 0 && c->scenario->waits_for_trace) {
        status = cosim_recorded_drive(&c->job, c->scenario, diag) == 0
                     ? cosim_job_prepare(&c->job, c->scenario, t->duts[at], diag)
                     : -1;
    }
    return status == 0 ? cosim_rival_rows_of(&c->job, &c->rows, diag) : -1;
}

int cosim_traced_open(cosim_traced *t, size_t at, cosim_traced_case *c, cosim_diag *diag)
{
    *c = (cosim_traced_case){.scenario = NULL};
    return prepare(t, at, c, diag);
}

void cosim_traced_close(cosim_traced_case *c)
{
    free(c->rows.current_a);
    cosim_scenario_free(c->scenario);
    *c = (cosim_traced_case){.scenario = NULL};
}

void cosim_traced_hold_against(const cosim_rival *rival, cosim_traced_case *c, size_t half)
{
    bool any = false;
    for (unsigned i = 0; i < COSIM_RECORDED_ROUNDINGS; i++) {
        cosim_rival_misses searched, tested;
        if (!cosim_recorded_may_round(&c->job, i)) {
            continue;
        }
        cosim_recorded_round(&c->job, i);
        cosim_rival_find_misses(rival, &c->rows, 0, half, &searched);
        cosim_rival_find_misses(rival, &c->rows, half, c->rows.n, &tested);
        if (!any || searched.count + tested.count < c->searched.count + c->tested.count) {
            c->searched = searched;
            c->tested = tested;
            c->rounding = i;
            any = true;
        }
    }
    cosim_recorded_round(&c->job, c->rounding);
}
