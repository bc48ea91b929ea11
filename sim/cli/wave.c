// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "cli/wave.h"

#include "base/decimal.h"
#include "base/tool.h"
#include "cli/beside.h"
#include "cli/cli.h"
#include "wave/layout.h"
#include "wave/surfer.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Reads "A:B" as two counts. */
static int take_window(cosim_wave_request *request, const char *value)
{
    const char *colon = strchr(value, ':');
    char first[32] = "";
    if (colon != NULL && (size_t)(colon - value) < sizeof first) {
        memcpy(first, value, (size_t)(colon - value));
    }
    if (colon == NULL || cosim_count_read(first, &request->from) != COSIM_DECIMAL_OK ||
        cosim_count_read(colon + 1, &request->to) != COSIM_DECIMAL_OK ||
        request->from >= request->to) {
        return cosim_cli_usage_error(
            "--window %s: give the first step and the one after the last, as "
            "1000:1500",
            value);
    }
    request->has_window = true;
    return CLI_OK;
}

static int take_around(cosim_wave_request *request, const char *value)
{
    if (strncmp(value, "spike:", 6) != 0 ||
        cosim_count_read(value + 6, &request->spike) != COSIM_DECIMAL_OK) {
        return cosim_cli_usage_error(
            "--wave-around %s: give a spike of the circuit, counted from 0, as "
            "spike:3",
            value);
    }
    request->around_spike = true;
    return CLI_OK;
}

/* Tells whether `name` of that length is one of the groups. */
static bool is_group(const char *name, size_t length)
{
    for (const char *at = LIF_DUT_WAVE_GROUPS; at != NULL; at = strchr(at, ',')) {
        at += *at == ',';
        if (strncmp(at, name, length) == 0 && (at[length] == ',' || at[length] == '\0')) {
            return true;
        }
    }
    return false;
}

static int take_signals(cosim_wave_request *request, const char *value)
{
    for (const char *at = value; at != NULL; at = strchr(at, ',')) {
        at += at != value;
        const size_t length = strcspn(at, ",");
        if (length == 0 || !is_group(at, length)) {
            return cosim_cli_usage_error(
                "--wave-signals %s: `%.*s` is not a group; give some of %s", value, (int)length, at,
                LIF_DUT_WAVE_GROUPS);
        }
    }
    request->groups = value;
    return CLI_OK;
}

static int take_time(cosim_wave_request *request, const char *value)
{
    if (strcmp(value, "biological") != 0 && strcmp(value, "clocks") != 0) {
        return cosim_cli_usage_error("--wave-time %s: give biological or clocks", value);
    }
    request->clocks = strcmp(value, "clocks") == 0;
    return CLI_OK;
}

static int take_path(cosim_cli_wave *wave, const char *value)
{
    const size_t length = strlen(value);
    if (length < 5 ||
        (strcmp(value + length - 4, ".fst") != 0 && strcmp(value + length - 4, ".vcd") != 0)) {
        return cosim_cli_usage_error(
            "--wave %s: the waveform is an FST or a VCD file; give a name as FILE.fst or FILE.vcd",
            value);
    }
    wave->path = value;
    return CLI_OK;
}

int cosim_cli_wave_take(cosim_cli_wave *wave, int option, const char *value)
{
    wave->asked = true;
    switch (option) {
    case CLI_WAVE_WINDOW:
        return take_window(&wave->request, value);
    case CLI_WAVE_AROUND:
        return take_around(&wave->request, value);
    case CLI_WAVE_SIGNALS:
        return take_signals(&wave->request, value);
    case CLI_WAVE_TIME:
        return take_time(&wave->request, value);
    default:
        return take_path(wave, value);
    }
}

int cosim_cli_wave_check(const cosim_cli_wave *wave, const cosim_job *jobs, size_t count)
{
    if (!wave->asked) {
        return CLI_OK;
    }
    if (wave->path == NULL) {
        return cosim_cli_usage_error("run: a waveform needs its file; give --wave FILE.fst");
    }
    if (wave->request.has_window && wave->request.around_spike) {
        return cosim_cli_usage_error("run: --window and --wave-around exclude each other");
    }
    if (count != 1) {
        return cosim_cli_usage_error(
            "run: --wave is for one scenario on one circuit, and here are %zu runs; "
            "give one of each",
            count);
    }
    if (jobs[0].recorded != NULL &&
        (wave->request.around_spike || wave->request.groups != NULL || wave->request.clocks)) {
        return cosim_cli_usage_error(
            "run: %s is a trace, whose waveform has all its signals at their "
            "times; give --window A:B for a part of it",
            jobs[0].dut->name);
    }
    if (jobs[0].recorded == NULL && !cosim_recorder_possible(&jobs[0])) {
        return cosim_cli_usage_error(
            "run: circuit %s cannot write a waveform; give a Verilated one as "
            "--dut q8_24",
            jobs[0].dut->name);
    }
    if (wave->request.has_window && wave->request.from >= jobs[0].scenario->steps) {
        return cosim_cli_usage_error(
            "--window %llu:%llu: the run has %llu steps; give a window within "
            "them",
            (unsigned long long)wave->request.from, (unsigned long long)wave->request.to,
            (unsigned long long)jobs[0].scenario->steps);
    }
    return CLI_OK;
}

/* Writes the waveform as VCD, from an FST file that is gone afterwards. */
static int write_vcd(cosim_recorder *recorder, cosim_result *result, const char *path,
                     cosim_diag *diag)
{
    char fst[CLI_PATH_BYTES + 16], part[CLI_PATH_BYTES + 16], log[CLI_PATH_BYTES + 16];
    snprintf(fst, sizeof fst, "%s.partial.fst", path);
    snprintf(part, sizeof part, "%s.partial", path);
    snprintf(log, sizeof log, "%s.partial.log", path);
    int status = cosim_recorder_write(recorder, result, fst, diag);
    if (status == 0) {
        const char *const argv[] = {"fst2vcd", "-f", fst, NULL};
        const int tool = cosim_tool_run_apart(argv, part, log, diag);
        if (tool != 0) {
            cosim_diag_set(diag, NULL,
                           "%s: fst2vcd, which comes with gtkwave, did not write it; install "
                           "gtkwave, or give a name that ends in .fst",
                           path);
        } else if (rename(part, path) != 0) {
            cosim_diag_set(diag, NULL, "%s: cannot be put into its place: %s", path,
                           strerror(errno));
        }
        status = tool == 0 && access(part, F_OK) != 0 ? 0 : -1;
    }
    (void)unlink(fst);
    (void)unlink(part);
    (void)unlink(log);
    return status;
}

/* Records into PATH, with its layouts; what was written goes into *result. */
static int write_files(cosim_recorder *recorder, cosim_result *result, const char *path,
                       cosim_diag *diag)
{
    char *layout, commands[CLI_PATH_BYTES + 8];
    const bool vcd = strcmp(path + strlen(path) - 4, ".vcd") == 0;
    if ((vcd ? write_vcd(recorder, result, path, diag)
             : cosim_recorder_write(recorder, result, path, diag)) != 0) {
        return -1;
    }
    result->wave = strdup(path);
    if (result->wave == NULL || asprintf(&layout, "%.*s.gtkw", (int)strlen(path) - 4, path) < 0) {
        return cosim_diag_set(diag, NULL, "out of memory for the names of the waveform");
    }
    snprintf(commands, sizeof commands, "%.*s.sucl", (int)strlen(path) - 4, path);
    if (cosim_layout_write(recorder, result, path, layout, diag) != 0 ||
        cosim_surfer_write(recorder, result, path, commands, diag) != 0) {
        free(layout);
        return -1;
    }
    result->layout = layout;
    return 0;
}

int cosim_cli_wave_write(const cosim_cli_wave *wave, cosim_recorder *recorder, const char *name,
                         cosim_result *result)
{
    char path[CLI_PATH_BYTES];
    cosim_diag diag;
    if (wave->path != NULL && wave->request.around_spike &&
        wave->request.spike >= result->dut_spikes.count) {
        const size_t count = result->dut_spikes.count;
        return count == 0 ? cosim_cli_usage_error("--wave-around spike:%llu: the circuit has no "
                                                  "spikes; leave it out, or give --window 0:100",
                                                  (unsigned long long)wave->request.spike)
                          : cosim_cli_usage_error(
                                "--wave-around spike:%llu: the circuit has %zu spike%s; give "
                                "spike:0 to spike:%zu",
                                (unsigned long long)wave->request.spike, count,
                                count == 1 ? "" : "s", count - 1);
    }
    if (wave->path != NULL) {
        return write_files(recorder, result, wave->path, &diag) == 0
                   ? CLI_OK
                   : cosim_cli_report(&diag, CLI_UNUSABLE);
    }
    if (result->verdict != COSIM_FAIL || result->steps == 0) {
        return CLI_OK; /* of a run whose first drive clips there is nothing to show */
    }
    if (cosim_cli_beside_path("waves", name, path, &diag) != 0 ||
        write_files(recorder, result, strcat(path, ".fst"), &diag) != 0) {
        cosim_cli_beside_warn(&diag,
                              "the verdict stands; --wave FILE.fst puts the waveform elsewhere");
    }
    return CLI_OK;
}
