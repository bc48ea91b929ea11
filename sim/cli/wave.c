// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "cli/wave.h"

#include "base/decimal.h"
#include "cli/cli.h"
#include "wave/layout.h"

#include <errno.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* "A:B" as two counts. */
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

/* Whether `name` of that length is one of the groups. */
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
            return cosim_cli_usage_error("--wave-signals %s: `%.*s` is no group; give some of %s",
                                         value, (int)length, at, LIF_DUT_WAVE_GROUPS);
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
    if (length < 5 || strcmp(value + length - 4, ".fst") != 0) {
        return cosim_cli_usage_error(
            "--wave %s: the waveform is an FST file; give a name as FILE.fst", value);
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
            "run: --wave is for one scenario on one circuit, here are %zu runs; "
            "give one of each",
            count);
    }
    if (!cosim_recorder_possible(&jobs[0])) {
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

/* A name for a file: what stands after the last slash, without .so, letters and digits only. */
static void plain_name(const char *name, char *text, size_t bytes)
{
    const char *slash = strrchr(name, '/');
    snprintf(text, bytes, "%s", slash != NULL ? slash + 1 : name);
    const size_t length = strlen(text);
    if (length > 3 && strcmp(text + length - 3, ".so") == 0) {
        text[length - 3] = '\0';
    }
    for (char *c = text; *c != '\0'; c++) {
        if (strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-", *c) ==
            NULL) {
            *c = '-';
        }
    }
}

int cosim_cli_beside_circuits(const char *sub, const cosim_result *result, char *path, size_t bytes,
                              cosim_diag *diag)
{
    char folder[2048], here[2048], scenario[256], dut[256];
    cosim_dut_folder(folder, sizeof folder);
    const char *parent = dirname(folder);
    plain_name(result->scenario, scenario, sizeof scenario);
    plain_name(result->dut, dut, sizeof dut);
    snprintf(path, bytes, "%s/%s", parent, sub);
    if (mkdir(path, 0777) != 0 && errno != EEXIST) {
        return cosim_diag_set(diag, NULL, "%s: cannot be made: %s", path, strerror(errno));
    }
    /* as seen from here, if it lies below: the verdict says how to open it */
    const size_t length = getcwd(here, sizeof here) != NULL ? strlen(here) : 0;
    const bool below = length > 0 && strncmp(parent, here, length) == 0 && parent[length] == '/';
    snprintf(path, bytes, "%s/%s/%s-%s", below ? parent + length + 1 : parent, sub, scenario, dut);
    return 0;
}

int cosim_cli_wave_write(const cosim_cli_wave *wave, cosim_recorder *recorder, cosim_result *result)
{
    char path[3072], layout[3072];
    cosim_diag diag;
    if (wave->path == NULL && result->verdict != COSIM_FAIL) {
        return CLI_OK;
    }
    if (wave->path != NULL) {
        snprintf(path, sizeof path, "%s", wave->path);
    } else if (cosim_cli_beside_circuits("waves", result, path, sizeof path - 5, &diag) != 0) {
        return cosim_cli_report(&diag, CLI_UNUSABLE);
    } else {
        strcat(path, ".fst");
    }
    snprintf(layout, sizeof layout, "%.*s.gtkw", (int)strlen(path) - 4, path);
    if (cosim_recorder_write(recorder, result, path, &diag) != 0 ||
        cosim_layout_write(recorder, result, path, layout, &diag) != 0) {
        return cosim_cli_report(&diag, CLI_UNUSABLE);
    }
    result->wave = strdup(path);
    result->layout = strdup(layout);
    return CLI_OK;
}
