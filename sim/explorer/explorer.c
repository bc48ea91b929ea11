// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "report/csv.h"
#include "run/run.h"
#include "scenario/place.h"
#include "explorer.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* These are the rows of the last run, one array for each column; current_a begins the block of all.
 */
typedef struct columns {
    uint64_t room, used;
    double *current_a, *reference_v, *bound_v;
    int32_t *drive_fx, *before_fx, *after_fx;
    uint32_t *hold;
    uint8_t *spike, *reference_spike, *ambiguous;
} columns;

/* The last scenario that ran is kept for its CSV and its f-I curve. */
typedef struct session {
    cosim_scenario *scenario;
    cosim_dut dut;
    cosim_job job;
    columns rows;
} session;

static session the;

static void forget(void)
{
    if (the.dut.instance != NULL) {
        the.dut.ops->close(the.dut.instance);
    }
    cosim_scenario_free(the.scenario);
    the.dut = (cosim_dut){.ops = NULL};
    the.scenario = NULL;
    the.rows.used = 0;
}

/* Makes one block for all arrays, the widest first; it only grows, so that a slider that moves does
 * not allocate. */
static bool make_room(columns *c, uint64_t steps)
{
    const size_t n = (size_t)steps;
    if (steps <= c->room) {
        return true;
    }
    double *doubles = realloc(
        c->current_a, n * (3 * sizeof(double) + 3 * sizeof(int32_t) + sizeof(uint32_t) + 3));
    if (doubles == NULL) {
        return false;
    }
    c->room = steps;
    c->current_a = doubles;
    c->reference_v = doubles + n;
    c->bound_v = doubles + 2 * n;
    c->drive_fx = (int32_t *)(void *)(doubles + 3 * n);
    c->before_fx = c->drive_fx + n;
    c->after_fx = c->drive_fx + 2 * n;
    c->hold = (uint32_t *)(void *)(c->drive_fx + 3 * n);
    c->spike = (uint8_t *)(c->hold + n);
    c->reference_spike = c->spike + n;
    c->ambiguous = c->spike + 2 * n;
    return true;
}

static int take(void *context, const cosim_rows *rows, cosim_diag *diag)
{
    columns *c = context;
    const size_t at = (size_t)rows->first, n = rows->n;
    (void)diag;
    memcpy(c->current_a + at, rows->current_a, n * sizeof *c->current_a);
    memcpy(c->reference_v + at, rows->reference_v, n * sizeof *c->reference_v);
    memcpy(c->bound_v + at, rows->bound_v, n * sizeof *c->bound_v);
    memcpy(c->drive_fx + at, rows->drive_fx, n * sizeof *c->drive_fx);
    memcpy(c->before_fx + at, rows->before_fx, n * sizeof *c->before_fx);
    memcpy(c->after_fx + at, rows->after_fx, n * sizeof *c->after_fx);
    memcpy(c->spike + at, rows->spike, n);
    memcpy(c->reference_spike + at, rows->reference_spike, n);
    memcpy(c->ambiguous + at, rows->ambiguous, n);
    for (size_t i = 0; i < n; i++) {
        c->hold[at + i] = rows->hold != NULL ? rows->hold[i] : rows->hold_constant;
    }
    c->used = rows->first + n;
    return 0;
}

/* Opens the circuit that the page asked for. */
static int open_circuit(const char *name, cosim_diag *diag)
{
    char error[128];
    the.dut.ops = explorer_circuit(name);
    if (the.dut.ops == NULL) {
        return cosim_diag_set(diag, NULL, "circuit %s is not in this page", name);
    }
    /* The one who opens a circuit gives it its name (lif_dut.h); nobody writes to it. */
    union {
        const char *given;
        char *kept;
    } text = {.given = the.dut.ops->name};
    the.dut.name = text.kept;
    the.dut.instance = the.dut.ops->open(the.dut.ops, error, sizeof error);
    return the.dut.instance != NULL ? 0 : cosim_diag_set(diag, NULL, "out of memory");
}

static int open_all(const char *bytes, size_t length, const char *circuit, cosim_diag *diag)
{
    if (open_circuit(circuit, diag) != 0 ||
        explorer_scenario(bytes, length, &the.scenario, diag) != 0) {
        return -1;
    }
    if (the.scenario->steps > EXPLORER_MOST_STEPS) {
        cosim_place place;
        cosim_scenario_place(the.scenario, "steps", &place);
        return cosim_diag_set(diag, &place,
                              "steps: the page runs at most %d steps; use `lifcosim run` for more",
                              EXPLORER_MOST_STEPS);
    }
    return cosim_job_prepare(&the.job, the.scenario, &the.dut, diag);
}

const cosim_job *explorer_open(const char *bytes, size_t length, const char *circuit,
                               cosim_diag *diag)
{
    forget();
    if (open_all(bytes, length, circuit, diag) != 0) {
        forget();
        return NULL;
    }
    return &the.job;
}

EXPLORER_EXPORT("explorer_run")
const char *explorer_run(const char *bytes, size_t length, const char *circuit);

/* Runs a scenario (see explorer_scenario) on a circuit; its rows are then in the columns. Returns
 * the JSON of the result, or of a refusal. */
const char *explorer_run(const char *bytes, size_t length, const char *circuit)
{
    const cosim_sink sink = {take, &the.rows};
    const cosim_run_options options = {.sinks = &sink, .sink_count = 1};
    cosim_result result;
    cosim_diag diag;
    int status = explorer_open(bytes, length, circuit, &diag) != NULL ? 0 : -1;
    if (status == 0 && !make_room(&the.rows, the.scenario->steps)) {
        status = cosim_diag_memory(&diag, NULL);
    }
    if (status == 0) {
        status = cosim_job_run(&the.job, &options, &result, &diag);
    }
    cosim_output *output = explorer_memory_open();
    if (output == NULL) {
        return NULL;
    }
    if (status == 0) {
        explorer_put_result(cosim_output_file(output), &the.job, &result);
        cosim_result_free(&result);
    } else {
        explorer_put_error(cosim_output_file(output), &diag);
        forget();
    }
    return explorer_memory_close(output);
}

/* Returns the steps that the columns hold after a run. */
EXPLORER_EXPORT("explorer_steps") unsigned explorer_steps(void);
unsigned explorer_steps(void) { return (unsigned)the.rows.used; }

/* Returns a column by the place of its name in the CSV (lifcosim run --csv), NULL where it is
 * derived. */
EXPLORER_EXPORT("explorer_column") const void *explorer_column(unsigned index);
const void *explorer_column(unsigned index)
{
    const columns *c = &the.rows;
    const void *const all[] = {
        NULL, NULL,           c->current_a, c->hold,  c->drive_fx,        c->before_fx, c->after_fx,
        NULL, c->reference_v, c->bound_v,   c->spike, c->reference_spike, c->ambiguous};
    return index < sizeof all / sizeof *all ? all[index] : NULL;
}

/* Returns the rows of the last run as `lifcosim run --csv` writes them; NULL without one. */
EXPLORER_EXPORT("explorer_csv") const char *explorer_csv(void);
const char *explorer_csv(void)
{
    const columns *c = &the.rows;
    cosim_output *output = the.scenario != NULL ? explorer_memory_open() : NULL;
    cosim_diag diag;
    if (output == NULL) {
        return NULL;
    }
    const cosim_rows rows = {.n = (size_t)c->used,
                             .step_s = the.scenario->params.dt_s,
                             .rest_v = the.scenario->params.v_rest_v,
                             .lsb_v = the.job.q.lsb * the.job.q.scale_v,
                             .current_a = c->current_a,
                             .hold = c->hold,
                             .drive_fx = c->drive_fx,
                             .before_fx = c->before_fx,
                             .after_fx = c->after_fx,
                             .spike = c->spike,
                             .reference_v = c->reference_v,
                             .bound_v = c->bound_v,
                             .reference_spike = c->reference_spike,
                             .ambiguous = c->ambiguous};
    cosim_csv_header(output);
    cosim_csv_take(output, &rows, &diag);
    return explorer_memory_close(output);
}

/* Computes the f-I curve (see explorer_rates) of the last run's neuron. Returns 0, or -1 without
 * one. */
EXPLORER_EXPORT("explorer_curve")
int explorer_curve(const double *current_a, unsigned n, double *circuit, double *reference);
int explorer_curve(const double *current_a, unsigned n, double *circuit, double *reference)
{
    for (unsigned k = 0; k < n && the.scenario != NULL; k++) {
        explorer_rates(&the.job, current_a[k], &circuit[k], &reference[k]);
    }
    return the.scenario != NULL ? 0 : -1;
}
