// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "cli/calibrate_trace.h"

#include "calibrate/traced.h"
#include "calibrate/traced_page.h"
#include "calibrate/traced_text.h"
#include "calibrate/worded_page.h"
#include "calibrate/worded_text.h"
#include "circuit/open.h"
#include "cli/kind.h"
#include "cli/reading.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool cosim_cli_is_trace(const char *path) { return cosim_cli_is_kind(path, CLI_TRACE_FILE); }

/* This was found, of a trace of either kind. */
typedef struct finding {
    cosim_traced *volts; /* or NULL */
    cosim_worded *words;
    const char *path;
} finding;

static int put(FILE *file, const void *context, cosim_cli_document document)
{
    const finding *f = context;
    switch (document) {
    case CLI_CALIBRATE_JSON:
        return f->volts != NULL ? cosim_traced_json(file, f->volts, f->path)
                                : cosim_worded_json(file, f->words, f->path);
    case CLI_CALIBRATE_PAGE:
        return f->volts != NULL ? cosim_traced_page(file, f->volts, f->path)
                                : cosim_worded_page(file, f->words, f->path);
    case CLI_CALIBRATE_TEXT:
        break;
    }
    return f->volts != NULL ? cosim_traced_put(file, f->volts) : cosim_worded_put(file, f->words);
}

static int tell(const finding *f, const cosim_cli_traces *traces, bool fits)
{
    char result[COSIM_TRACED_RESULT];
    const cosim_cli_found found = {
        .name = f->volts != NULL ? f->volts->duts[0]->name : f->words->keys.path,
        .fits = fits,
        .result = f->volts != NULL ? cosim_traced_result(f->volts, result)
                                   : cosim_worded_result(f->words, result),
        .seconds = -1.0,
        .context = f,
        .put = put};
    return cosim_cli_calibrate_tell(&traces->out, &found);
}

static int open_all(const char *path, const cosim_cli_traces *traces, cosim_traced *t)
{
    int status = CLI_OK;
    const size_t count = traces->count > 0 ? traces->count : 1;
    for (size_t k = 0; k < count && status == CLI_OK; k++) {
        const char *file = traces->count > 0 ? traces->files[k] : NULL;
        status = cosim_cli_open_trace(path, file, true, &t->duts[k]);
        t->trace_count += status == CLI_OK;
    }
    return status;
}

static int calibrate_volts(const cosim_cli_inputs *inputs, const cosim_cli_traces *traces)
{
    const char *path = inputs->files[0];
    cosim_scenario *with = NULL;
    cosim_diag diag;
    cosim_traced *t = calloc(1, sizeof *t);
    if (t == NULL) {
        cosim_diag_memory(&diag, NULL);
        return cosim_cli_report(&diag, CLI_UNUSABLE);
    }
    int status = open_all(path, traces, t);
    if (status == CLI_OK && traces->with != NULL) {
        status = cosim_cli_scenario(inputs, traces->with, &with);
        t->with = with;
    }
    status = status == CLI_OK ? cosim_cli_calibrate_files_check(&traces->out, path) : status;
    if (status == CLI_OK && cosim_traced_calibrate(t, &diag) != 0) {
        status = cosim_cli_report(&diag, diag.memory ? CLI_UNUSABLE : CLI_WRONG_INPUT);
    } else if (status == CLI_OK) {
        const finding f = {.volts = t, .path = path};
        status = tell(&f, traces, t->all && t->cases[0].scenario != NULL);
    }
    cosim_traced_free(t);
    for (size_t k = 0; k < t->trace_count; k++) {
        cosim_dut_close(t->duts[k]);
    }
    cosim_scenario_free(with);
    free(t);
    return status;
}

typedef struct words_source {
    const char *path, *file;
    cosim_trace_keys *trace;
    cosim_diag *diag;
    int status;
} words_source;

static bool read_words(void *context)
{
    words_source *s = context;
    s->status = cosim_trace_keys_open(s->path, s->file, s->trace, s->diag);
    return s->status != 0 && s->diag->memory;
}

static int open_words(const char *path, const cosim_cli_traces *traces, cosim_worded *w)
{
    const size_t count = traces->count > 0 ? traces->count : 1;
    cosim_diag diag;
    for (size_t k = 0; k < count; k++) {
        words_source s = {path, traces->count > 0 ? traces->files[k] : NULL, &w->traces[k], &diag,
                          -1};
        if (cosim_cli_try_reading(read_words, &s, path) != CLI_OK) {
            return CLI_UNUSABLE;
        }
        read_words(&s);
        w->trace_count++;
        if (s.status != 0) {
            return cosim_cli_report(&diag, CLI_WRONG_INPUT);
        }
    }
    return CLI_OK;
}

static int calibrate_words(const char *path, const cosim_cli_traces *traces)
{
    cosim_diag diag;
    if (traces->with != NULL) {
        return cosim_cli_usage_error(
            "calibrate: --with %s: is for a trace in volts, and the words of "
            "this one tell their constants; leave it out",
            traces->with);
    }
    cosim_worded *w = calloc(1, sizeof *w);
    if (w == NULL) {
        cosim_diag_memory(&diag, NULL);
        return cosim_cli_report(&diag, CLI_UNUSABLE);
    }
    int status = open_words(path, traces, w);
    status = status == CLI_OK ? cosim_cli_calibrate_files_check(&traces->out, path) : status;
    if (status == CLI_OK && cosim_worded_calibrate(w, &diag) != 0) {
        status = cosim_cli_report(&diag, diag.memory ? CLI_UNUSABLE : CLI_WRONG_INPUT);
    } else if (status == CLI_OK) {
        const finding f = {.words = w, .path = path};
        status = tell(&f, traces, w->all);
    }
    cosim_worded_free(w);
    free(w);
    return status;
}

int cosim_cli_calibrate_trace(const cosim_cli_inputs *inputs, const cosim_cli_traces *traces)
{
    if (inputs->override_count > 0) {
        return cosim_cli_usage_error(
            "calibrate: --set %s: is for the manifest of a circuit; change "
            "that of the trace itself",
            inputs->overrides[0]);
    }
    return cosim_trace_is_in_words(inputs->files[0]) ? calibrate_words(inputs->files[0], traces)
                                                     : calibrate_volts(inputs, traces);
}
