// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "cli/findings.h"

#include "cli/cli.h"
#include "cli/wave.h"
#include "diagnose/findings.h"
#include "diagnose/write.h"
#include "run/run.h"
#include "wave/layout.h"
#include "wave/recorder.h"

#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH_BYTES = 4096 };

/* Records the written scenario: it must fail like the run that it comes from. */
static int record(cosim_finding *f, const cosim_job *job, const char *wave, const char *layout,
                  cosim_diag *diag)
{
    cosim_scenario *scenario = NULL;
    cosim_job small;
    cosim_recorder recorder;
    cosim_result result = {.scenario = NULL};
    const cosim_wave_request request = {.whole = true};
    int status = cosim_scenario_read(f->scenario, NULL, 0, NULL, &scenario, diag);
    if (status != 0) {
        return -1;
    }
    status = cosim_job_prepare(&small, scenario, job->dut, diag);
    if (status == 0 && cosim_recorder_possible(&small)) {
        cosim_recorder_start(&recorder, &small, &request);
        const cosim_run_options options = {.before_block = cosim_recorder_between,
                                           .before_context = &recorder,
                                           .skip_distances = true};
        status = cosim_job_run(&small, &options, &result, diag);
        if (status == 0 && result.verdict != COSIM_FAIL) {
            status = cosim_diag_set(diag, NULL, "%s does not fail as the run that it comes from",
                                    f->scenario);
        }
        if (status == 0 && cosim_recorder_write(&recorder, &result, wave, diag) == 0 &&
            cosim_layout_write(&recorder, &result, wave, layout, diag) == 0) {
            f->wave = strdup(wave);
            f->layout = strdup(layout);
        } else {
            status = -1;
        }
        cosim_recorder_free(&recorder);
    }
    cosim_result_free(&result);
    cosim_scenario_free(scenario);
    return status;
}

/* The files of finding number `i`. */
static int leave(cosim_finding *f, size_t i, const cosim_job *job, const cosim_result *result,
                 cosim_diag *diag)
{
    char base[PATH_BYTES / 2], copy[PATH_BYTES / 2], path[PATH_BYTES], layout[PATH_BYTES];
    char name[512];
    if (cosim_cli_beside_circuits("findings", result, base, sizeof base, diag) != 0) {
        return -1;
    }
    snprintf(copy, sizeof copy, "%s", base);
    const char *slash = strrchr(base, '/');
    snprintf(name, sizeof name, "%.480s-%zu", slash != NULL ? slash + 1 : base, i + 1);
    if (cosim_finding_write(f, job, dirname(copy), name, diag) != 0) {
        return -1;
    }
    snprintf(path, sizeof path, "%s-%zu.yaml", base, i + 1);
    f->scenario = strdup(path);
    snprintf(path, sizeof path, "%s-%zu.fst", base, i + 1);
    snprintf(layout, sizeof layout, "%s-%zu.gtkw", base, i + 1);
    return f->scenario == NULL ? cosim_diag_set(diag, NULL, "out of memory")
                               : record(f, job, path, layout, diag);
}

int cosim_cli_findings(const cosim_job *job, cosim_result *result)
{
    cosim_diag diag;
    int status = CLI_OK;
    if (cosim_findings_find(job, &result->findings, &diag) != 0) {
        return cosim_cli_report(&diag, CLI_UNUSABLE);
    }
    for (size_t i = 0; i < result->findings->count; i++) {
        if (leave(&result->findings->items[i], i, job, result, &diag) != 0) {
            status = cosim_cli_report(&diag, CLI_UNUSABLE);
        }
    }
    return status;
}
