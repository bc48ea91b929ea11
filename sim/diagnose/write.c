// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "diagnose/write.h"

#include "base/decimal.h"
#include "base/output.h"
#include "run/coding.h"
#include "run/job.h"
#include "lif_params.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { PATH_BYTES = 4096 };

static void put_value(FILE *file, const char *key, double value, const char *unit)
{
    char text[32];
    fprintf(file, "%s: %s %s\n", key, cosim_number(value, text), unit);
}

static void put_neuron(FILE *file, const lif_params *p)
{
    static const char *const rules[] = {"steps", "brian2", "float-time-s", "float-time-ms"};
    fprintf(file, "neuron:\n  method: %s\n", p->method == LIF_EULER ? "euler" : "exponential");
    if (lif_params_leaks(p)) {
        put_value(file, "  resistance", p->r_ohm, "Ohm");
        put_value(file, "  time_constant", p->tau_s, "s");
    } else {
        put_value(file, "  capacitance", p->dt_s / p->r_ohm, "F");
        fputs("  time_constant: none\n", file);
    }
    put_value(file, "  rest", p->v_rest_v, "V");
    put_value(file, "  threshold", p->v_threshold_v, "V");
    put_value(file, "  reset", p->v_reset_v, "V");
    put_value(file, "  initial", p->v_initial_v, "V");
    fprintf(file, "  compare: %s\n  reset_mode: %s\n",
            p->compare == LIF_ABOVE ? "above" : "at-or-above",
            p->reset_mode == LIF_RESET_BY_SUBTRACTION ? "by-subtraction" : "to-value");
    if (p->refractory_steps > 0) {
        fprintf(file, "  refractory_steps: %u\n  refractory_rule: %s\n", p->refractory_steps,
                rules[p->refractory_rule]);
    }
    if (p->initial_hold > 0) {
        fprintf(file, "  initial_hold: %u\n", p->initial_hold);
    }
}

static int write_currents(const cosim_drive *d, const char *path, cosim_diag *diag)
{
    char text[32];
    cosim_output *output = cosim_output_open(path, diag);
    if (output == NULL) {
        return -1;
    }
    fputs("current\n", cosim_output_file(output));
    for (size_t i = 0; i < d->count; i++) {
        fprintf(cosim_output_file(output), "%s\n", cosim_number(d->current_a[i], text));
    }
    return cosim_output_commit(output, diag);
}

static int write_scenario(const cosim_drive *d, const char *name, const char *path,
                          cosim_diag *diag)
{
    char text[32];
    cosim_output *output = cosim_output_open(path, diag);
    if (output == NULL) {
        return -1;
    }
    FILE *file = cosim_output_file(output);
    fprintf(file, "# %s\nname: %s\n", d->about, name);
    put_value(file, "step", d->neuron->dt_s, "s");
    fprintf(file, "steps: %zu\ntolerance: %s\n", d->count, cosim_number(d->tolerance, text));
    put_neuron(file, d->neuron);
    fprintf(file, "stimulus:\n  - file: {path: %s.csv, column: current, unit: A}\n", name);
    return cosim_output_commit(output, diag);
}

int cosim_drive_write(const cosim_drive *d, const char *folder, const char *name, cosim_diag *diag)
{
    char currents[PATH_BYTES], scenario[PATH_BYTES];
    snprintf(currents, sizeof currents, "%s/%s.csv", folder, name);
    snprintf(scenario, sizeof scenario, "%s/%s.yaml", folder, name);
    if (write_currents(d, currents, diag) != 0) {
        return -1;
    }
    if (write_scenario(d, name, scenario, diag) != 0) {
        unlink(currents); /* of no use without the other, and an older one has other currents */
        return -1;
    }
    return 0;
}

int cosim_finding_write(const cosim_finding *f, const cosim_job *job, const char *folder,
                        const char *name, cosim_diag *diag)
{
    char about[sizeof f->text + 40];
    double *current_a = calloc(f->count + 1, sizeof *current_a);
    if (current_a == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    for (size_t i = 0; i < f->count; i++) {
        current_a[i] = cosim_job_current(job, f->drive_fx[i]);
    }
    snprintf(about, sizeof about, "The shortest drive that shows: %s", f->text);
    const cosim_drive drive = {current_a, f->count, &job->scenario->params,
                               job->scenario->tolerance, about};
    const int status = cosim_drive_write(&drive, folder, name, diag);
    free(current_a);
    return status;
}
