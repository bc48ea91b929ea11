// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "cli/wave_rows.h"

#include "cli/beside.h"
#include "cli/cli.h"
#include "wave/window.h"

#include <string.h>

int cosim_cli_rows_wave_begin(const cosim_cli_wave *wave, const cosim_job *job,
                              cosim_rows_vcd **rows)
{
    const cosim_wave_request *q = &wave->request;
    cosim_diag diag;
    *rows = NULL;
    if (wave->path == NULL) {
        return CLI_OK;
    }
    *rows = cosim_rows_vcd_open(wave->path, job, q->has_window ? q->from : 0,
                                q->has_window ? q->to : UINT64_MAX, &diag);
    return *rows != NULL ? CLI_OK : cosim_cli_report(&diag, CLI_UNUSABLE);
}

/* Runs a trace again for its waveform. */
static int run_again(const cosim_job *job, const char *path, cosim_result *result, cosim_diag *diag)
{
    const cosim_wave_request around = {.whole = false};
    uint64_t from, to;
    if (cosim_window_find(&around, result, &from, &to, diag) != 0) {
        return -1;
    }
    cosim_rows_vcd *rows = cosim_rows_vcd_open(path, job, from, to, diag);
    if (rows == NULL) {
        return -1;
    }
    cosim_sink sink = {.take = cosim_rows_vcd_take, .context = rows};
    const cosim_run_options options = {.sinks = &sink, .sink_count = 1};
    cosim_result again;
    cosim_diag ended;
    if (cosim_job_run(job, &options, &again, diag) != 0) {
        (void)cosim_rows_vcd_close(rows, NULL, &ended);
        return -1;
    }
    cosim_result_free(&again);
    return cosim_rows_vcd_close(rows, result, diag);
}

int cosim_cli_rows_wave_end(const cosim_cli_wave *wave, const cosim_job *job, cosim_rows_vcd *rows,
                            cosim_result *result, const char *name)
{
    char path[CLI_PATH_BYTES];
    cosim_diag diag;
    if (rows != NULL) {
        return cosim_rows_vcd_close(rows, result, &diag) == 0
                   ? CLI_OK
                   : cosim_cli_report(&diag, CLI_UNUSABLE);
    }
    if (wave->path != NULL || result == NULL || result->verdict != COSIM_FAIL ||
        result->steps == 0) {
        return CLI_OK;
    }
    if (cosim_cli_beside_path("waves", name, path, &diag) != 0 ||
        run_again(job, strcat(path, ".vcd"), result, &diag) != 0) {
        cosim_cli_beside_warn(&diag,
                              "the verdict stands; --wave FILE.vcd puts the waveform elsewhere");
    }
    return CLI_OK;
}
