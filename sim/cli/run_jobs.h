// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* This is shared by cli/run.c, which reads and prepares, and cli/run_jobs.c, which runs and
 * reports. */
#ifndef COSIM_CLI_RUN_JOBS_H
#define COSIM_CLI_RUN_JOBS_H

#include "base/json.h"
#include "base/output.h"
#include "cli/cli.h"
#include "cli/pictures.h"
#include "cli/wave.h"
#include "report/text.h"
#include "result/result.h"

typedef struct cosim_cli_run_session {
    const cosim_cli_platform *platform; /* NULL: none but the circuits themselves */
    cosim_cli_inputs inputs;
    const char *trace_path;
    const char *neurons; /* of networks */
    const char *json_path, *csv_path, *junit_path, *sarif_path;
    bool github; /* annotations for it */
    bool quiet, findings;
    cosim_cli_wave wave;
    struct lifcosim **readers;  /* each has read a scenario */
    cosim_scenario **scenarios; /* those of the readers */
    size_t scenario_count;
    cosim_dut **duts;
    size_t dut_count;
    cosim_job *jobs;
    size_t job_count, unjudged; /* unjudged: jobs without a verdict */
    cosim_output *json_output, *csv_output, *junit_output, *sarif_output;
    cosim_cli_pictures pictures;
    cosim_json json;          /* on its way to json_output */
    struct lifcosim **judges; /* of each job; the results have texts of theirs */
    cosim_result *results;
    cosim_text text; /* the verdicts */
    bool progress;
    double shown; /* when the progress line was last written [s] */
} cosim_cli_run_session;

/* Runs every job, tells its verdict and writes its files; then the outputs are closed. Returns the
 * highest status. */
int cosim_cli_run_jobs(cosim_cli_run_session *session);

#endif
