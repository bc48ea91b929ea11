// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "cli/prove.h"

#include "base/lock.h"
#include "base/places.h"
#include "cli/beside.h"
#include "cli/build.h"
#include "cli/prove_outputs.h"
#include "cli/prove_replay.h"
#include "foreign/elaborate.h"
#include "prove/counterexample.h"
#include "prove/netlist.h"
#include "prove/shipped.h"
#include "run/job.h"
#include "scenario/place.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { DEFAULT_SECONDS = 120, SECONDS_MOST = 1000000, NARROW_MOST = 32 };

typedef struct choices {
    const char *with;
    cosim_cli_prove_files files;
    const char *narrow[NARROW_MOST]; /* KEY=VALUE of the manifest, for smaller widths */
    size_t narrow_count;
    double seconds;
    bool outside, resume;
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
    int replayed; /* exit status of the run of a refuted proof; CLI_OK where there is none */
    bool narrow;  /* with the keys of --narrow */
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

static int status_of(const task *t)
{
    switch (t->proof.verdict) {
    case COSIM_PROOF_PROVEN:
        return CLI_OK;
    case COSIM_PROOF_REFUTED:
        return t->replayed == CLI_OK ? CLI_NOT_PASSED : t->replayed;
    case COSIM_PROOF_BOUNDED:
    case COSIM_PROOF_UNDECIDED:
        break;
    }
    return CLI_UNDECIDED;
}

/* `t` may be NULL, where there is none. */
static cosim_cli_proof proof_of(const task *t)
{
    return t != NULL ? (cosim_cli_proof){t->manifest, &t->proof, &t->replay, t->with, t->folder}
                     : (cosim_cli_proof){.proof = NULL};
}

static int report(const task *t, const task *narrow)
{
    const choices *c = t->chosen;
    const cosim_cli_proof whole = proof_of(t), small = proof_of(narrow);
    return cosim_cli_prove_tell(&c->files, &whole, narrow != NULL ? &small : NULL, c->narrow,
                                c->narrow_count);
}

static void show_progress(void *context, const char *what)
{
    fprintf(stderr, "\r%s: %s\033[K", cosim_cli_shown(context), what);
}

static int prove(task *t)
{
    cosim_diag diag;
    const bool shown = isatty(STDERR_FILENO) != 0;
    char name[CLI_NAME_BYTES];
    /* a proof of smaller widths may not have begun before */
    const bool resume = t->chosen->resume && (!t->narrow || cosim_answers_are_there(t->folder));
    snprintf(name, sizeof name, "%s", t->manifest->name);
    const cosim_prove_options options = {.seconds = t->chosen->seconds,
                                         .told = t->told,
                                         .resume = resume,
                                         .progress = shown ? show_progress : NULL,
                                         .context = name};
    const int failed = cosim_prove(t->manifest, &options, t->folder, &t->proof, &diag);
    if (shown) {
        fputs("\r\033[K", stderr);
    }
    if (failed != COSIM_PROVE_OK) {
        return cosim_cli_report(&diag,
                                failed == COSIM_PROVE_WRONG ? CLI_WRONG_INPUT : CLI_UNUSABLE);
    }
    if (t->proof.verdict == COSIM_PROOF_REFUTED) { /* which is told with a run or without */
        t->replayed = cosim_cli_prove_replay(t->inputs, t->manifest, &t->proof, t->with, t->of_with,
                                             t->folder, t->chosen->seconds, &t->replay);
    }
    return CLI_OK;
}

/* ---- one circuit ---- */

static int run(task *t, const char *name, bool fixed)
{
    int lock = -1;
    int status = read_circuit(t, name);
    status = status == CLI_OK ? elaborate(t, &lock) : status;
    status = status == CLI_OK && fixed ? fix_words(t) : status;
    status = status == CLI_OK ? prove(t) : status;
    if (lock >= 0) {
        close(lock);
    }
    return status;
}

static void end(task *t)
{
    if (t == NULL) {
        return;
    }
    cosim_cli_replay_free(&t->replay);
    cosim_proof_free(&t->proof);
    cosim_scenario_free(t->with);
    cosim_manifest_free(t->manifest);
    free(t->told);
    free(t);
}

/* Proves the circuit with the keys of --narrow, too, under a name of its own, for all words. */
static int prove_narrow(const task *whole, const char *name, task *t)
{
    char own[CLI_NAME_BYTES + 16];
    cosim_cli_inputs inputs = *whole->inputs;
    const char **overrides =
        calloc(inputs.override_count + whole->chosen->narrow_count + 1, sizeof *overrides);
    if (overrides == NULL) {
        cosim_diag diag;
        cosim_diag_memory(&diag, NULL);
        return cosim_cli_report(&diag, CLI_UNUSABLE);
    }
    size_t count = 0;
    for (size_t i = 0; i < inputs.override_count; i++) {
        overrides[count++] = inputs.overrides[i];
    }
    for (size_t i = 0; i < whole->chosen->narrow_count; i++) {
        overrides[count++] = whole->chosen->narrow[i];
    }
    snprintf(own, sizeof own, "name=%.100s_narrow", whole->manifest->name);
    overrides[count++] = own;
    inputs.overrides = overrides;
    inputs.override_count = count;
    t->inputs = &inputs;
    t->chosen = whole->chosen;
    t->narrow = true;
    const int status = run(t, name, false);
    t->inputs = NULL;
    free(overrides);
    return status;
}

static int prove_all(const char *name, task *whole, task *narrow)
{
    const choices *chosen = whole->chosen;
    int status = run(whole, name, chosen->with != NULL);
    const bool open = status == CLI_OK && chosen->narrow_count > 0 &&
                      (whole->proof.verdict == COSIM_PROOF_BOUNDED ||
                       whole->proof.verdict == COSIM_PROOF_UNDECIDED);
    status = open ? prove_narrow(whole, name, narrow) : status;
    if (status != CLI_OK) {
        return status;
    }
    const int reported = report(whole, open ? narrow : NULL);
    const bool refuted = open && narrow->proof.verdict == COSIM_PROOF_REFUTED;
    return reported != CLI_OK ? reported : status_of(refuted ? narrow : whole);
}

static int prove_one(const cosim_cli_inputs *inputs, const choices *chosen, const char *name)
{
    task *whole = calloc(1, sizeof *whole), *narrow = calloc(1, sizeof *narrow);
    int status = CLI_UNUSABLE;
    if (whole == NULL || narrow == NULL) {
        cosim_diag diag;
        cosim_diag_memory(&diag, NULL);
        cosim_cli_report(&diag, CLI_UNUSABLE);
    } else {
        whole->inputs = inputs;
        whole->chosen = chosen;
        status = cosim_cli_prove_files_check(&chosen->files);
        status = status == CLI_OK ? prove_all(name, whole, narrow) : status;
    }
    end(whole);
    end(narrow);
    return status;
}

/* ---- the command line ---- */

enum { WITH = CLI_OWN, SECONDS, JSON, JUNIT, REPORT, RESUME, NARROW, OUTSIDE };

static int take(void *context, int option, const char *value)
{
    choices *chosen = context;
    char *end;
    switch (option) {
    case WITH:
        chosen->with = value;
        return CLI_OK;
    case JSON:
        chosen->files.json = value;
        return CLI_OK;
    case JUNIT:
        chosen->files.junit = value;
        return CLI_OK;
    case REPORT:
        chosen->files.report = value;
        return CLI_OK;
    case RESUME:
        chosen->resume = true;
        return CLI_OK;
    case NARROW:
        if (chosen->narrow_count == NARROW_MOST) {
            return cosim_cli_usage_error("prove: --narrow: at most %d keys; give fewer",
                                         NARROW_MOST);
        }
        if (strchr(value, '=') == NULL || value[0] == '=') {
            return cosim_cli_usage_error("prove: --narrow %s: give a key and its value, as "
                                         "parameters.Width=6",
                                         value);
        }
        chosen->narrow[chosen->narrow_count++] = value;
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
                  "not be used, or no run shows what is refuted, 4 proven for some steps alone,\n"
                  "or undecided.",
                  "lifcosim prove foreign/shift_leak.yaml"},
        .sharing = CLI_REFUSES,
        .own = {{"with", "SCENARIO", WITH,
                 "fix the words that ports are told to those of a scenario"},
                {"seconds", "S", SECONDS, "time for all engines together; 120 by default"},
                {"json", "FILE", JSON, "write the proof as JSON; - is standard output"},
                {"junit", "FILE", JUNIT, "write it as a test case for test tools"},
                {"report", "FILE", REPORT, "write it as a page for a browser"},
                {"resume", NULL, RESUME, "go on with a proof that was ended"},
                {"narrow", "KEY=VALUE", NARROW,
                 "where it is not proven without bound, prove it with this key of the\n"
                 "manifest, too, such as a width that a parameter gives; repeatable"},
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
