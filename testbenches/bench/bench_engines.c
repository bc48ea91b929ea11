// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* bench_engines KIND DUT SCENARIO FOLDER STEPS PASSES   runs one of the project's own rows:
 *   circuit    the circuit DUT through lif_dut.h, block by block, unjudged
 *   declared   the same of a circuit that is declared by equations
 *   judged     the program's whole run on DUT: every level, and the result as JSON
 *   reference  the floating-point reference alone
 *   model      the integer model alone */
#include "bench_table.h"
#include "base/output.h"
#include "circuit/lif_conduct.h"
#include "circuit/open.h"
#include "report/json.h"
#include "run/run.h"
#include "run/words.h"
#include "scenario/read.h"
#include "lif_integer.h"
#include "lif_model.h"

#include <math.h>
#include <string.h>

typedef struct engine {
    cosim_scenario *scenario;
    const char *folder;
    cosim_dut *dut;
    cosim_job job;
    uint32_t hold;
    bench_table table;
    double *current_a;
    int64_t *inputs; /* a row a step, of a circuit that is declared by equations; else NULL */
} engine;

static _Noreturn void fail(const char *what)
{
    fprintf(stderr, "bench_engines: %s\n", what);
    exit(3);
}

static uint64_t sum(const uint8_t *spike, size_t n)
{
    uint64_t spikes = 0;
    for (size_t i = 0; i < n; i++) {
        spikes += spike[i];
    }
    return spikes;
}

static size_t block_at(const engine *e, size_t at)
{
    const size_t left = e->table.steps - at;
    return left < COSIM_BLOCK_STEPS ? left : COSIM_BLOCK_STEPS;
}

static uint64_t run_circuit(engine *e)
{
    const struct lif_dut_ops *ops = e->dut->ops;
    int32_t before_fx[COSIM_BLOCK_STEPS], after_fx[COSIM_BLOCK_STEPS];
    uint8_t spike[COSIM_BLOCK_STEPS] = {0};
    uint64_t spikes = 0;
    if (ops->configure(e->dut->instance, &e->job.q.words, LIF_CONDUCT_SEED) != 0) {
        fail(ops->message(e->dut->instance));
    }
    for (size_t at = 0, n; at < e->table.steps; at += n) {
        n = block_at(e, at);
        const lif_dut_block block = {.n = n,
                                     .drive_fx = e->table.drive_fx + at,
                                     .hold_constant = e->hold,
                                     .before_fx = before_fx,
                                     .after_fx = after_fx,
                                     .spike = spike};
        if (ops->run(e->dut->instance, &block) != 0) {
            fail(ops->message(e->dut->instance));
        }
        spikes += sum(spike, n);
    }
    return spikes;
}

/* Makes the rows of inputs of the whole table, before anything is measured. */
static void make_inputs(engine *e)
{
    const size_t columns =
        e->dut->equations == NULL ? 0 : e->dut->equations->equations->input_count;
    cosim_words words;
    cosim_diag diag;
    e->inputs = columns == 0 ? NULL : calloc(e->table.steps * columns, sizeof *e->inputs);
    if (e->inputs == NULL) {
        return;
    }
    if (cosim_words_new(&e->job, &words, &diag) != 0) {
        fail(diag.message);
    }
    for (size_t at = 0, n; at < e->table.steps; at += n) {
        n = block_at(e, at);
        cosim_words_give(&e->job, &words, n, e->current_a + at, NULL);
        memcpy(e->inputs + at * columns, words.inputs, n * columns * sizeof *e->inputs);
    }
    cosim_words_free(&words);
}

static uint64_t run_declared(engine *e)
{
    const struct lif_dut_ops *ops = e->dut->ops;
    const cosim_eq_declaration *d = e->dut->equations;
    if (d == NULL) {
        fail("the circuit is not declared by equations");
    }
    const size_t inputs = d->equations->input_count, outputs = d->equations->output_count;
    int64_t *rows = calloc(COSIM_BLOCK_STEPS * outputs, sizeof *rows);
    int32_t membrane_fx[COSIM_BLOCK_STEPS];
    uint8_t spike[COSIM_BLOCK_STEPS];
    uint64_t spikes = 0;
    if (rows == NULL || cosim_words_configure(&e->job, e->dut->instance, LIF_CONDUCT_SEED) != 0) {
        fail(ops->message(e->dut->instance));
    }
    for (size_t at = 0, n; at < e->table.steps; at += n) {
        n = block_at(e, at);
        const lif_dut_block block = {.n = n,
                                     .drive_fx = e->table.drive_fx + at,
                                     .hold_constant = e->hold,
                                     .before_fx = membrane_fx,
                                     .after_fx = membrane_fx,
                                     .spike = spike,
                                     .inputs = e->inputs + at * inputs,
                                     .outputs = rows};
        if (ops->run(e->dut->instance, &block) != 0) {
            fail(ops->message(e->dut->instance));
        }
        for (size_t i = 0; i < n; i++) {
            spikes += rows[i * outputs + d->spike] != 0;
        }
    }
    free(rows);
    return spikes;
}

/* Does what `lifcosim run --json` does between reading the scenario and its exit. */
static uint64_t run_judged(engine *e)
{
    cosim_run_options options = {0};
    cosim_result result;
    cosim_diag diag;
    cosim_output *output = cosim_output_open("/dev/null", &diag);
    cosim_json json;
    uint64_t spikes;
    if (output == NULL || cosim_job_run(&e->job, &options, &result, &diag) != 0) {
        fail("the run failed");
    }
    cosim_report_json_begin(&json, cosim_output_file(output));
    cosim_report_json_result(&json, &result);
    cosim_report_json_end(&json);
    if (cosim_output_commit(output, &diag) != 0) {
        fail("the report failed");
    }
    spikes = result.free_running.dut_spikes;
    if (result.verdict != COSIM_PASS) {
        fprintf(stderr, "the verdict is not pass: %" PRIu64 " spikes\n", spikes);
    }
    cosim_result_free(&result);
    return spikes;
}

static uint64_t run_reference(engine *e)
{
    uint8_t spike[COSIM_BLOCK_STEPS];
    double before_v[COSIM_BLOCK_STEPS], after_v[COSIM_BLOCK_STEPS];
    lif_model model;
    lif_model_state state;
    uint64_t spikes = 0;
    lif_model_start(&model, &state, &e->scenario->params);
    for (size_t at = 0, n; at < e->table.steps; at += n) {
        n = block_at(e, at);
        lif_model_run(&model, &state, n, e->current_a + at, NULL, e->hold, before_v, after_v,
                      spike);
        spikes += sum(spike, n);
    }
    return spikes;
}

static uint64_t run_model(engine *e)
{
    int32_t before_fx[COSIM_BLOCK_STEPS], after_fx[COSIM_BLOCK_STEPS];
    uint8_t spike[COSIM_BLOCK_STEPS];
    lif_integer model;
    uint64_t spikes = 0;
    lif_integer_start(&model, &e->dut->ops->format, &e->job.q.words);
    for (size_t at = 0, n; at < e->table.steps; at += n) {
        n = block_at(e, at);
        lif_integer_run(&model, n, e->table.drive_fx + at, NULL, e->hold, before_fx, after_fx,
                        spike);
        spikes += sum(spike, n);
    }
    return spikes;
}

typedef uint64_t engine_run(engine *e);

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        engine_run *run;
    } kinds[] = {{"circuit", run_circuit},
                 {"declared", run_declared},
                 {"judged", run_judged},
                 {"reference", run_reference},
                 {"model", run_model}};
    engine_run *run = NULL;
    uint64_t spikes = 0;
    engine e = {0};
    cosim_diag diag;

    for (size_t i = 0; argc == 7 && i < sizeof kinds / sizeof *kinds; i++) {
        run = strcmp(argv[1], kinds[i].name) == 0 ? kinds[i].run : run;
    }
    if (run == NULL) {
        fail("usage: bench_engines KIND DUT SCENARIO FOLDER STEPS PASSES");
    }
    e.table = bench_open(&argv[4]);
    e.current_a = bench_read(argv[4], "currents.bin", e.table.steps, sizeof *e.current_a);
    if (cosim_scenario_read(argv[3], NULL, 0, NULL, &e.scenario, &diag) != 0 ||
        cosim_dut_open(argv[2], &e.dut, &diag) != COSIM_DUT_OK) {
        fail("the scenario or the circuit cannot be read");
    }
    /* the currents come from the table, as the drives of the other rows do */
    e.scenario->steps = e.table.steps;
    e.scenario->stimulus_count = 1;
    e.scenario->stimuli[0] = (lif_stimulus){.kind = LIF_STIMULUS_FILE,
                                            .stop_s = (double)INFINITY,
                                            .u.file = {e.current_a, e.table.steps}};
    if (cosim_job_prepare(&e.job, e.scenario, e.dut, &diag) != 0 ||
        !lif_hold_is_constant(&e.scenario->params, &e.hold)) {
        fail("the circuit cannot take the scenario");
    }
    make_inputs(&e);
    bench_begin();
    for (size_t pass = 0; pass < e.table.passes; pass++) {
        bench_pass(&spikes, pass, run(&e));
    }
    bench_end(&e.table, spikes);
    cosim_dut_close(e.dut);
    cosim_scenario_free(e.scenario);
    free(e.table.drive_fx);
    free(e.current_a);
    free(e.inputs);
    return 0;
}
