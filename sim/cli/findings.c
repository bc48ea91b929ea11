// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "cli/findings.h"

#include "cli/beside.h"
#include "cli/cli.h"
#include "diagnose/findings.h"
#include "diagnose/write.h"
#include "run/run.h"
#include "scenario/read.h"
#include "wave/layout.h"
#include "wave/surfer.h"
#include "wave/recorder.h"

#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define STANDS "the verdict stands; make room there and run it again"

/* Leaves the waveform of the run that shows a finding, and its layouts, as BASE.fst, BASE.gtkw and
 * BASE.sucl. */
static void leave_wave(cosim_finding *f, cosim_recorder *recorder, const cosim_result *result,
                       const char *base)
{
    char path[CLI_PATH_BYTES + 8], layout[CLI_PATH_BYTES + 8], commands[CLI_PATH_BYTES + 8];
    cosim_diag diag;
    snprintf(path, sizeof path, "%s.fst", base);
    snprintf(layout, sizeof layout, "%s.gtkw", base);
    const bool written = cosim_recorder_write(recorder, result, path, &diag) == 0;
    snprintf(commands, sizeof commands, "%s.sucl", base);
    const bool opens = written && cosim_layout_write(recorder, result, path, layout, &diag) == 0 &&
                       cosim_surfer_write(recorder, result, path, commands, &diag) == 0;
    f->wave = written ? strdup(path) : NULL;
    f->layout = opens ? strdup(layout) : NULL;
    if (!opens) {
        cosim_cli_beside_warn(&diag, STANDS);
    }
}

/* Runs the scenario that was written: it must fail like the run that it comes from. */
static int repeat(cosim_finding *f, const cosim_job *job, const char *base, cosim_diag *diag)
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
        const bool sticks = result.verdict == COSIM_VACUOUS && result.bounded.sticks;
        if (status == 0 && result.verdict != COSIM_FAIL && !sticks) {
            status = cosim_diag_set(diag, NULL, "%s does not fail as the run that it comes from",
                                    f->scenario);
        }
        if (status == 0) {
            leave_wave(f, &recorder, &result, base);
        }
        cosim_recorder_free(&recorder);
    }
    cosim_result_free(&result);
    cosim_scenario_free(scenario);
    return status;
}

/* Leaves the files of a finding as NAME with their endings, and warns of a file that cannot be
 * written. Returns -1 with *diag where what was written does not show the finding. */
static int leave(cosim_finding *f, const cosim_job *job, const char *name, cosim_diag *diag)
{
    char base[CLI_PATH_BYTES], folder[CLI_PATH_BYTES], path[CLI_PATH_BYTES + 8];
    cosim_diag unwritten;
    if (cosim_cli_beside_path("findings", name, base, &unwritten) != 0 ||
        cosim_finding_write(f, job, dirname(strcpy(folder, base)), name, &unwritten) != 0) {
        cosim_cli_beside_warn(&unwritten, STANDS);
        return 0;
    }
    snprintf(path, sizeof path, "%s.yaml", base);
    f->scenario = strdup(path);
    if (f->scenario == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    if (repeat(f, job, base, diag) != 0) {
        free(f->scenario); /* nobody is told to run it */
        f->scenario = NULL;
        return -1;
    }
    return 0;
}

/* A finding that cannot be written counts as an error only where findings were asked for. */
static int complain(const cosim_diag *diag, bool asked)
{
    if (asked) {
        return cosim_cli_report(diag, CLI_UNUSABLE);
    }
    cosim_cli_beside_warn(diag, "the verdict stands, without this finding");
    return CLI_OK;
}

int cosim_cli_findings(const cosim_job *job, const char *name, bool asked, cosim_result *result)
{
    cosim_diag diag;
    int status = CLI_OK;
    if (cosim_findings_find(job, &result->findings, &diag) != 0) {
        return complain(&diag, asked);
    }
    for (size_t i = 0; job->recorded == NULL && i < result->findings->count; i++) {
        char numbered[CLI_NAME_BYTES + 24];
        snprintf(numbered, sizeof numbered, "%s-%zu", name, i + 1);
        if (leave(&result->findings->items[i], job, numbered, &diag) != 0) {
            const int one = complain(&diag, asked);
            status = one > status ? one : status;
        }
    }
    return status;
}
