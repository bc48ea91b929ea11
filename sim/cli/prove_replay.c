// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "cli/prove_replay.h"

#include "circuit/open.h"
#include "cli/beside.h"
#include "cli/build.h"
#include "prove/counterexample.h"
#include "prove/shortest.h"
#include "run/run.h"
#include "scenario/read.h"
#include "wave/layout.h"
#include "wave/recorder.h"

#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A run of a scenario sees what a trace has between its steps: idle clocks come before every fourth
 * step. So many steps are put behind a trace that no run can follow. */
enum { MORE_STEPS = 256, LATE_STEPS = 8, STEADY_STEPS = 64, LEAST_SECONDS = 2 };

void cosim_cli_replay_free(cosim_cli_replay *r)
{
    free(r->scenario);
    free(r->wave);
    free(r->layout);
    *r = (cosim_cli_replay){.scenario = NULL};
}

typedef struct search {
    const cosim_manifest *manifest;
    const cosim_proof *proof;
    const char *folder;
    double seconds;
    cosim_dut *dut;
    cosim_arena *arena;
    cosim_cli_replay *replay;
    char first[CLI_PATH_BYTES];     /* of the files that are left, without an ending */
    char base[CLI_PATH_BYTES + 16]; /* the same, of this try: what was read is not replaced */
    unsigned tries;
    bool none;     /* no neuron fits the circuit, */
    char why[400]; /* for this reason */
    cosim_diag diag;
} search;

/* ---- a run ---- */

static void leave_wave(search *s, cosim_recorder *recorder, const cosim_result *result)
{
    char path[CLI_PATH_BYTES + 24], layout[CLI_PATH_BYTES + 24];
    cosim_diag diag;
    snprintf(path, sizeof path, "%s.fst", s->base);
    snprintf(layout, sizeof layout, "%s.gtkw", s->base);
    if (cosim_recorder_write(recorder, result, path, &diag) != 0) {
        cosim_cli_beside_warn(&diag, "the proof stands, without a waveform");
        return;
    }
    s->replay->wave = strdup(path);
    if (cosim_layout_write(recorder, result, path, layout, &diag) == 0) {
        s->replay->layout = strdup(layout);
    }
}

static void take_mismatch(search *s, const cosim_result *result)
{
    cosim_cli_replay *r = s->replay;
    const cosim_mismatch *m = &result->first_mismatch;
    snprintf(r->level, sizeof r->level, "%s", cosim_level_name(m->level));
    snprintf(r->quantity, sizeof r->quantity, "%s", m->quantity);
    r->step = m->step;
    r->expected = m->expected_fx;
    r->observed = m->observed_fx;
}

/* Runs the scenario that was written. Returns 1 where its exact level fails, 0 where it does not or
 * the circuit does not take the scenario, -1 with the diag. */
static int run_scenario(search *s)
{
    cosim_scenario *scenario = NULL;
    cosim_job job;
    cosim_recorder recorder;
    cosim_result result = {.scenario = NULL};
    const cosim_wave_request request = {.whole = true};
    int seen = 0;
    if (cosim_scenario_read(s->replay->scenario, NULL, 0, NULL, &scenario, &s->diag) != 0) {
        return -1;
    }
    if (cosim_job_prepare(&job, scenario, s->dut, &s->diag) == 0) {
        const bool waves = cosim_recorder_possible(&job);
        cosim_run_options options = {.skip_distances = true};
        if (waves) {
            cosim_recorder_start(&recorder, &job, &request);
            options.before_block = cosim_recorder_between;
            options.before_context = &recorder;
        }
        if (cosim_job_run(&job, &options, &result, &s->diag) != 0) {
            seen = -1;
        } else if (result.exact.verdict == COSIM_FAIL) {
            seen = 1;
            take_mismatch(s, &result);
            if (waves) {
                leave_wave(s, &recorder, &result);
            }
        }
        if (waves) {
            cosim_recorder_free(&recorder);
        }
    }
    cosim_result_free(&result);
    cosim_scenario_free(scenario);
    return seen;
}

/* Writes a witness as a scenario and runs it; returns as run_scenario. */
static int try_witness(search *s, const cosim_witness *w, const cosim_eq_case *c,
                       const lif_params *neuron, size_t more)
{
    char folder[CLI_PATH_BYTES + 16], name[CLI_PATH_BYTES + 16], path[CLI_PATH_BYTES + 24];
    char outputs[200], about[400];
    snprintf(s->base, sizeof s->base, "%s", s->first);
    if (s->tries > 0) {
        snprintf(s->base, sizeof s->base, "%s-%u", s->first, s->tries + 1);
    }
    s->tries++;
    snprintf(about, sizeof about, "A drive with which %.60s is not what it declares: %s",
             s->manifest->name,
             w->hangs ? "no answer comes"
                      : cosim_witness_outputs(s->manifest, w, outputs, sizeof outputs));
    strcpy(folder, s->base);
    strcpy(name, s->base);
    if (cosim_counterexample_write(w, c, neuron, 1e-3, more, about, dirname(folder), basename(name),
                                   &s->diag) != 0) {
        return -1;
    }
    snprintf(path, sizeof path, "%s.yaml", s->base);
    free(s->replay->scenario);
    s->replay->scenario = strdup(path);
    const int seen =
        s->replay->scenario != NULL ? run_scenario(s) : cosim_diag_memory(&s->diag, NULL);
    if (seen == 0) { /* nobody is told to run it */
        unlink(path);
        snprintf(path, sizeof path, "%s.csv", s->base);
        unlink(path);
        free(s->replay->scenario);
        s->replay->scenario = NULL;
    }
    return seen;
}

/* ---- the neuron ---- */

/* Runs currents that stay the same: the words of drives that share one are not those of the trace,
 * and a circuit that differs in most runs does so in these. Returns as run_scenario. */
static int try_constants(search *s, const cosim_eq_case *c, const lif_params *neuron)
{
    const cosim_eq_declaration *d = c->declaration;
    const cosim_equations *e = d->equations;
    const cosim_eq_type type = e->inputs[d->drive].type;
    const size_t count = STEADY_STEPS * d->phase_count;
    int64_t *row = calloc(count * e->input_count, sizeof *row);
    int seen = row != NULL ? 0 : cosim_diag_memory(&s->diag, NULL);
    for (int64_t size = cosim_eq_type_high(type); seen == 0 && size > 0; size /= 2) {
        for (int sign = 1; seen == 0 && sign >= -1; sign -= 2) {
            const cosim_witness steady = {
                .count = count, .inputs = row, .differs = s->proof->witness.differs};
            for (size_t i = 0; i < count; i++) {
                row[i * e->input_count + d->drive] = sign * size;
            }
            seen = sign < cosim_eq_type_low(type) ? 0 : try_witness(s, &steady, c, neuron, 0);
        }
    }
    s->replay->steady = seen > 0;
    free(row);
    return seen;
}

/* Searches for the shortest run with the words of a case, and runs it. Where no run differs in so
 * many clocks, the steps of the trace itself are run, with silence behind them, in which the judge
 * has clocks without a step and words of its own. Returns as run_scenario. */
static int try_neuron(search *s, const cosim_eq_case *c, const lif_params *neuron)
{
    cosim_witness w = {.inputs = NULL};
    bool found = false;
    int64_t *told = calloc(s->manifest->declaration->told_count + 1, sizeof *told);
    const size_t clocks = s->proof->witness.clocks;
    const cosim_engine engine = {s->folder, s->proof->answers};
    if (told == NULL) {
        return cosim_diag_memory(&s->diag, NULL);
    }
    cosim_counterexample_words(c, told);
    int seen = cosim_prove_run(s->manifest, told, NULL, s->seconds, (unsigned)(2 * clocks + 64),
                               &engine, "run", &found, &w, &s->diag);
    if (seen == 0 && found) {
        seen = try_witness(s, &w, c, neuron, LATE_STEPS);
        s->replay->steps = seen > 0 ? cosim_counterexample_steps(s->manifest->declaration, &w) : 0;
    } else if (seen == 0) {
        seen = try_witness(s, &s->proof->witness, c, neuron, MORE_STEPS);
    }
    if (seen == 0 && c->declaration->split) {
        seen = try_constants(s, c, neuron);
    }
    cosim_witness_free(&w);
    free(told);
    return seen;
}

static int try_neurons(search *s)
{
    cosim_eq_case *c;
    lif_params neuron;
    lif_error error = {.message = ""};
    int seen = 0, more = 0;
    s->none = true;
    for (unsigned number = 0; seen == 0; number++) {
        more = cosim_counterexample_neuron(s->arena, s->manifest->declaration, number, &neuron, &c,
                                           &error);
        if (more < 0) {
            break;
        }
        s->none = s->none && more == 0;
        seen = more == 0 ? 0 : try_neuron(s, c, &neuron);
        s->seconds = s->seconds > 2 * LEAST_SECONDS ? 0.5 * s->seconds : LEAST_SECONDS;
    }
    if (s->none) {
        snprintf(s->why, sizeof s->why, "%s: %s", error.key, error.message);
    }
    return seen;
}

/* ---- the whole ---- */

/* Complains, and keeps the reason for whoever reads of the refutation. */
static int give_up(search *s)
{
    cosim_diag_text(&s->diag, s->replay->why, sizeof s->replay->why);
    return cosim_cli_report(&s->diag, CLI_UNUSABLE);
}

/* Builds the circuit from its manifest, read anew, as anybody would. */
static int open_circuit(search *s, const cosim_cli_inputs *inputs)
{
    char so[CLI_PATH_BYTES];
    cosim_manifest *fresh = NULL;
    int status = cosim_cli_manifest(inputs, s->manifest->path, false, &fresh);
    if (status == CLI_OK) {
        fresh->anywhere = s->manifest->anywhere;
        status = cosim_cli_build_circuit(fresh, COSIM_BUILD_NEW, NULL, NULL, so, sizeof so);
    }
    cosim_manifest_free(fresh);
    status = status == CLI_OK ? cosim_cli_dut(so, NULL, &s->dut) : status;
    if (status != CLI_OK) {
        snprintf(s->replay->why, sizeof s->replay->why,
                 "the circuit of %s could not be built for a run; lifcosim build says why",
                 s->manifest->path);
    }
    return status;
}

int cosim_cli_prove_replay(const cosim_cli_inputs *inputs, const cosim_manifest *m,
                           const cosim_proof *proof, const cosim_scenario *with,
                           const cosim_eq_case *of_with, const char *folder, double seconds,
                           cosim_cli_replay *replay)
{
    search s = {.manifest = m,
                .proof = proof,
                .folder = folder,
                .seconds = seconds,
                .arena = cosim_arena_new(),
                .replay = replay};
    *replay = (cosim_cli_replay){.scenario = NULL};
    if (s.arena == NULL) {
        cosim_diag_memory(&s.diag, NULL);
        return give_up(&s);
    }
    char name[CLI_NAME_BYTES];
    snprintf(name, sizeof name, "%.100s-refuted", m->name);
    int status = cosim_cli_beside_path("proofs", name, s.first, &s.diag) == 0
                     ? open_circuit(&s, inputs)
                     : give_up(&s);
    if (status == CLI_OK) {
        const int seen = with != NULL ? try_neuron(&s, of_with, &with->params) : try_neurons(&s);
        if (seen == 0 && s.none) {
            cosim_diag_set(
                &s.diag, NULL,
                "%s is refuted, and no neuron was found that the circuit can be, so that "
                "the judge cannot run it (%s); name a scenario of it: --with SCENARIO",
                m->name, s.why);
        } else if (seen == 0 && m->declaration->split) {
            cosim_diag_set(&s.diag, NULL,
                           "%s is refuted, with words of its drives that no current gives them "
                           "which is split between them, and no steady current shows it; to see it "
                           "in a run, give one of them the whole, and tie the others",
                           m->name);
        } else if (seen == 0) {
            cosim_diag_set(&s.diag, NULL,
                           "%s: the prover has a trace in which the circuit differs, and the judge "
                           "passes every run that was made of it. If a port is never told some of "
                           "its words, write the largest (param NAME: TYPE <= N), or name a "
                           "scenario (--with SCENARIO); else keep %.300s and report this",
                           m->name, folder);
        }
        status = seen > 0 ? CLI_OK : give_up(&s);
    }
    cosim_dut_close(s.dut);
    cosim_arena_free(s.arena);
    return status;
}
