// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "cli/prove.h"

#include "base/lock.h"
#include "base/output.h"
#include "base/places.h"
#include "cli/beside.h"
#include "cli/build.h"
#include "cli/prove_replay.h"
#include "cli/prove_report.h"
#include "foreign/elaborate.h"
#include "prove/counterexample.h"
#include "prove/netlist.h"
#include "prove/shipped.h"
#include "run/job.h"
#include "scenario/place.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { DEFAULT_SECONDS = 120, SECONDS_MOST = 1000000 };

typedef struct choices {
    const char *with, *json;
    double seconds;
    bool outside;
} choices;

/* A proof has these from its beginning to its end. */
typedef struct task {
    const cosim_cli_inputs *inputs;
    const choices *chosen;
    cosim_manifest *manifest;
    cosim_scenario *with;
    cosim_eq_case *of_with;
    int64_t *told;
    cosim_proof proof;
    cosim_cli_replay replay;
    char folder[CLI_PATH_BYTES];
} task;

/* ---- what is to be proven ---- */

/* Reads a manifest, or writes that of a shipped circuit and reads it. */
static int read_circuit(task *t, const char *name)
{
    char folder[CLI_PATH_BYTES], path[CLI_PATH_BYTES];
    cosim_diag diag;
    if (cosim_cli_beside_path("proofs", "shipped", folder, &diag) != 0 ||
        cosim_make_folders(folder, &diag) != 0) {
        return cosim_cli_report(&diag, CLI_UNUSABLE);
    }
    const int shipped = cosim_shipped_manifest(name, folder, path, sizeof path, &diag);
    if (shipped < 0) {
        return cosim_cli_report(&diag, CLI_UNUSABLE);
    }
    const int status =
        cosim_cli_manifest(t->inputs, shipped > 0 ? path : name, false, &t->manifest);
    if (status == CLI_OK) {
        t->manifest->anywhere = t->chosen->outside || shipped > 0;
    }
    return status;
}

/* Makes the folder, and takes its lock: two proofs of one circuit go one after the other. */
static int elaborate(task *t, int *lock)
{
    cosim_diag diag;
    char path[CLI_PATH_BYTES + 16];
    if (cosim_netlist_tools(&diag) != 0 ||
        cosim_cli_beside_path("proofs", t->manifest->name, t->folder, &diag) != 0 ||
        cosim_make_folders(t->folder, &diag) != 0) {
        return cosim_cli_report(&diag, CLI_UNUSABLE);
    }
    snprintf(path, sizeof path, "%s/.lock", t->folder);
    *lock = cosim_lock_take(path, &diag);
    if (*lock < 0) {
        return cosim_cli_report(&diag, CLI_UNUSABLE);
    }
    const int status = cosim_elaborate(t->manifest, t->folder, &diag);
    return status == COSIM_ELABORATE_OK ? CLI_OK : cosim_cli_report(&diag, status);
}

/* Takes the words of the scenario that is named. */
static int fix_words(task *t)
{
    const cosim_eq_declaration *d = t->manifest->declaration;
    cosim_diag diag;
    lif_error error = {.key = ""};
    double event_a = d->unit_a[d->drive];
    const cosim_cli_inputs plain = {.override_count = 0}; /* --set is of the manifest */
    int status = cosim_cli_scenario(&plain, t->chosen->with, &t->with);
    if (status != CLI_OK) {
        return status;
    }
    if (d->roles[d->drive] == COSIM_EQ_ROLE_EVENT && event_a == 0.0 &&
        cosim_job_event(t->with, &event_a, &diag) != 0) {
        return cosim_cli_report(&diag, CLI_UNUSABLE);
    }
    if (cosim_eq_case_new(t->manifest->arena, d, &t->with->params, event_a, &t->of_with, &error) !=
        LIF_OK) {
        cosim_place place;
        cosim_scenario_place(t->with, error.key, &place);
        cosim_diag_set(&diag, &place, "%s: %s (circuit %s)", error.key, error.message,
                       t->manifest->name);
        return cosim_cli_report(&diag, CLI_WRONG_INPUT);
    }
    t->told = calloc(d->told_count + 1, sizeof *t->told);
    if (t->told == NULL) {
        cosim_diag_memory(&diag, NULL);
        return cosim_cli_report(&diag, CLI_UNUSABLE);
    }
    cosim_counterexample_words(t->of_with, t->told);
    return CLI_OK;
}

/* ---- the proof ---- */

static int status_of(const cosim_proof *p)
{
    return p->verdict == COSIM_PROOF_PROVEN    ? CLI_OK
           : p->verdict == COSIM_PROOF_REFUTED ? CLI_NOT_PASSED
                                               : CLI_UNDECIDED;
}

static int report(const task *t)
{
    cosim_diag diag;
    const bool taken = t->chosen->json != NULL && strcmp(t->chosen->json, "-") == 0;
    cosim_cli_prove_text(cosim_cli_out(taken), t->manifest, &t->proof, &t->replay);
    if (t->chosen->json == NULL) {
        return CLI_OK;
    }
    cosim_output *output = cosim_output_open(t->chosen->json, &diag);
    if (output == NULL) {
        return cosim_cli_report(&diag, CLI_WRONG_INPUT);
    }
    cosim_cli_prove_json(cosim_output_file(output), t->manifest, &t->proof, &t->replay);
    return cosim_output_commit(output, &diag) == 0 ? CLI_OK
                                                   : cosim_cli_report(&diag, CLI_WRONG_INPUT);
}

static int prove(task *t)
{
    cosim_diag diag;
    const cosim_prove_options options = {.seconds = t->chosen->seconds, .told = t->told};
    if (cosim_prove(t->manifest, &options, t->folder, &t->proof, &diag) != 0) {
        return cosim_cli_report(&diag, CLI_UNUSABLE);
    }
    if (t->proof.verdict == COSIM_PROOF_REFUTED) {
        const int status =
            cosim_cli_prove_replay(t->inputs, t->manifest, &t->proof, t->with, t->of_with,
                                   t->folder, t->chosen->seconds, &t->replay);
        if (status != CLI_OK) {
            return status;
        }
    }
    const int reported = report(t);
    return reported == CLI_OK ? status_of(&t->proof) : reported;
}

static int prove_one(const cosim_cli_inputs *inputs, const choices *chosen, const char *name)
{
    int lock = -1;
    task *t = calloc(1, sizeof *t);
    if (t == NULL) {
        cosim_diag diag;
        cosim_diag_memory(&diag, NULL);
        return cosim_cli_report(&diag, CLI_UNUSABLE);
    }
    t->inputs = inputs;
    t->chosen = chosen;
    int status = read_circuit(t, name);
    status = status == CLI_OK ? elaborate(t, &lock) : status;
    status = status == CLI_OK && chosen->with != NULL ? fix_words(t) : status;
    status = status == CLI_OK ? prove(t) : status;
    if (lock >= 0) {
        close(lock);
    }
    cosim_cli_replay_free(&t->replay);
    cosim_proof_free(&t->proof);
    cosim_scenario_free(t->with);
    cosim_manifest_free(t->manifest);
    free(t->told);
    free(t);
    return status;
}

/* ---- the command line ---- */

enum { WITH = CLI_OWN, SECONDS, JSON, OUTSIDE };

static int take(void *context, int option, const char *value)
{
    choices *chosen = context;
    char *end;
    switch (option) {
    case WITH:
        chosen->with = value;
        return CLI_OK;
    case JSON:
        chosen->json = value;
        return CLI_OK;
    case OUTSIDE:
        chosen->outside = true;
        return CLI_OK;
    default:
        chosen->seconds = strtod(value, &end);
        return end != value && *end == '\0' && chosen->seconds >= 1.0 &&
                       chosen->seconds <= SECONDS_MOST
                   ? CLI_OK
                   : cosim_cli_usage_error("--seconds %s: give a number from 1 to %d", value,
                                           SECONDS_MOST);
    }
}

int cosim_cli_prove(int argc, char **argv)
{
    choices chosen = {.seconds = DEFAULT_SECONDS};
    const cosim_cli_syntax syntax = {
        .words = {"lifcosim prove [options] NAME|MANIFEST.yaml",
                  "Proves that a circuit is what its manifest says by keys or equations, for all\n"
                  "inputs, words and idle clocks, by Yosys and ABC; or shows a run in which it is\n"
                  "not. NAME is a shipped circuit, such as q4_4 (lifcosim duts).",
                  "Exit status: 0 proven without bound, 1 refuted, 2 wrong input, 3 a tool could\n"
                  "not be used, 4 proven for some steps alone, or undecided.",
                  "lifcosim prove foreign/shift_leak.yaml"},
        .sharing = CLI_REFUSES,
        .own = {{"with", "SCENARIO", WITH,
                 "fix the words that ports are told to those of a scenario"},
                {"seconds", "S", SECONDS, "time for all engines together; 120 by default"},
                {"json", "FILE", JSON, "write the proof as JSON; - is standard output"},
                CLI_SET_MANIFEST,
                {"allow-outside", NULL, OUTSIDE,
                 "files of the manifest may lie outside of its folder"}},
        .take = take,
        .context = &chosen,
        .most_files = 1,
        .wants =
            "circuit; give a name as q4_4 or a file as testbenches/foreign/q8_8_multiply.yaml"};
    cosim_cli_inputs inputs;
    int status = cosim_cli_inputs_read(&inputs, argc, argv, &syntax);
    if (status == CLI_OK && (inputs.dut_count > 0 || inputs.has_seed)) {
        status =
            cosim_cli_usage_error("prove: this subcommand takes its circuit as an argument, and "
                                  "no seed; leave --dut and --seed out");
    }
    status = status == CLI_OK ? prove_one(&inputs, &chosen, inputs.files[0]) : status;
    cosim_cli_inputs_free(&inputs);
    return status < 0 ? CLI_OK : status;
}
