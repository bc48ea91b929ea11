// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* These files are the command line, one for each subcommand, and share this. Only they print and
 * exit. */
#ifndef COSIM_CLI_CLI_H
#define COSIM_CLI_CLI_H

#include "base/diag.h"
#include "circuit/dut.h"
#include "cli/option.h"
#include "cli/tell.h"
#include "result/result.h"
#include "run/job.h"
#include "scenario/scenario.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* Another simulator, in which `run` takes place instead of a circuit behind lif_dut.h: it shares
 * everything but the loop. */
typedef struct cosim_cli_platform {
    cosim_cli_words words;       /* of its `run` */
    const cosim_cli_option *own; /* its options instead of those for waveforms, from CLI_PLATFORM */
    const char *const *wave;     /* where its option keeps the name of a waveform, or NULL */
    void *context; /* for all of these; each returns an exit status after complaining */
    int (*take)(void *context, int option, const char *value);
    int (*open)(void *context, const char *name, const cosim_scenario *from, cosim_dut **dut);
    int (*check)(void *context, const cosim_job *jobs, size_t count); /* before the first run */
    /* This is called in place of cosim_job_run, and leaves its waveform (result->wave). */
    int (*run)(void *context, const cosim_job *job, const cosim_run_options *options,
               cosim_result *result, cosim_diag *diag);
} cosim_cli_platform;
enum { CLI_PLATFORM = 500 };

/* Every subcommand that reads a scenario takes these. */
typedef struct cosim_cli_inputs {
    const char **overrides; /* --set, in order */
    size_t override_count;
    const char **duts; /* --dut, split at commas; the array and its text are owned */
    char *dut_text;
    size_t dut_count;
    bool has_seed;
    uint64_t seed;
    bool no_expect; /* spikes that a scenario states are not judged */
    char **files;   /* the rest of the command line */
    size_t file_count;
} cosim_cli_inputs;

/* The codes of the options that these subcommands share; own options begin at CLI_OWN. A table that
 * names a shared option says it in its own words. */
enum { CLI_DUT = 256, CLI_SET, CLI_SEED, CLI_NO_EXPECT, CLI_HELP, CLI_OWN = 300 };
enum { CLI_OWN_MOST = 20 };

/* These are the words of every subcommand that reads a manifest. */
#define CLI_MANIFEST "manifest; give a file as testbenches/foreign/q8_8_multiply.yaml"
#define CLI_SET_MANIFEST                                                                           \
    {                                                                                              \
        "set", "KEY=VALUE", CLI_SET,                                                               \
            "replace a key of the manifest, by its dotted path; repeatable"                        \
    }

typedef enum cosim_cli_sharing {
    CLI_SHARES,  /* takes the shared options */
    CLI_REFUSES, /* reads those that its table does not name in order to refuse them itself */
    CLI_KNOWS_NONE
} cosim_cli_sharing;

typedef struct cosim_cli_syntax {
    cosim_cli_words words;
    cosim_cli_sharing sharing;
    cosim_cli_option own[CLI_OWN_MOST]; /* the subcommand's own options, ended by a NULL name */
    /* Returns CLI_OK or CLI_WRONG_INPUT; it is NULL without own options. */
    int (*take)(void *context, int option, const char *value);
    void *context;
    size_t least_files; /* 0: one */
    size_t most_files;  /* 0: any number */
    bool no_files;
    bool takes_dut;    /* without a file: the scenario in the manifest of the --dut */
    const char *wants; /* what a file is, with an example; NULL: a scenario */
} cosim_cli_syntax;

/* Reads a command line into *inputs (free with cosim_cli_inputs_free in any case). Returns CLI_OK,
 * another status after complaining, or -1 after printing the help. */
int cosim_cli_inputs_read(cosim_cli_inputs *inputs, int argc, char **argv,
                          const cosim_cli_syntax *syntax);
void cosim_cli_inputs_free(cosim_cli_inputs *inputs);

/* Prints the warnings about a scenario to standard error. */
void cosim_cli_notes(const cosim_scenario *scenario);

/* Reads a scenario with the --set and --seed of inputs; reports what is wrong, and warns. */
int cosim_cli_scenario(const cosim_cli_inputs *inputs, const char *path, cosim_scenario **scenario);

struct lifcosim;
/* Does the same by the library (library/lifcosim.h): *scenario belongs to *reader, which the caller
 * frees in any case. */
int cosim_cli_scenario_by(const cosim_cli_inputs *inputs, const char *path,
                          struct lifcosim **reader, cosim_scenario **scenario);

/* Opens a circuit by name: one that `lifcosim duts` lists, a shared object, a model, or the
 * manifest of a trace. A name that comes from a scenario (not NULL) is reported at its key. */
int cosim_cli_dut(const char *name, const cosim_scenario *from, cosim_dut **dut);

/* Does the same, where `trace` takes the place of the file that the manifest of a trace names
 * (NULL: none does). */
int cosim_cli_trace(const char *name, const char *trace, const cosim_scenario *from,
                    cosim_dut **dut);

/* Opens the manifest of a trace, for calibration without what that finds (foreign/trace.h). */
int cosim_cli_open_trace(const char *path, const char *file, bool calibrating, cosim_dut **dut);

/* Opens the integer model of the --dut, or, without one, of the circuit that the scenario names; a
 * circuit that is not named by its format is asked for what it computes. */
int cosim_cli_model(const cosim_cli_inputs *inputs, const cosim_scenario *scenario,
                    cosim_dut **model);

/* This is a scenario prepared on the integer model of the format that it runs in: that of the
 * --dut, or of its own circuit without one. */
typedef struct cosim_cli_model_job {
    cosim_scenario *scenario;
    cosim_dut *model;
    cosim_job job;
} cosim_cli_model_job;

/* Opens it, or reports what is wrong and returns the status; close in any case. */
int cosim_cli_model_job_open(cosim_cli_model_job *job, const cosim_cli_inputs *inputs,
                             const char *path);
void cosim_cli_model_job_close(cosim_cli_model_job *job);

#endif
