// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "cli/calibrate_trace.h"

#include "base/inputs.h"
#include "base/output.h"
#include "calibrate/traced.h"
#include "calibrate/traced_text.h"
#include "circuit/open.h"
#include "cli/kind.h"
#include "cli/outputs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool cosim_cli_is_trace(const char *path) { return cosim_cli_is_kind(path, CLI_TRACE_FILE); }

/* Puts a text into the file of --json. */
static int write_json(const cosim_cli_traces *traces, const char *text)
{
    cosim_diag diag;
    cosim_output *output = cosim_output_open(traces->json, &diag);
    if (output == NULL) {
        return cosim_cli_report(&diag, CLI_WRONG_INPUT);
    }
    fputs(text, cosim_output_file(output));
    return cosim_output_commit(output, &diag) == 0 ? CLI_OK : cosim_cli_report(&diag, CLI_UNUSABLE);
}

/* Makes the text of what was found, or its document; from malloc, NULL without memory. */
static char *text_of(cosim_traced *t, bool document, const char *path)
{
    char *text = NULL;
    size_t length = 0;
    FILE *memory = open_memstream(&text, &length);
    int status = memory == NULL ? -1
                 : document     ? cosim_traced_json(memory, t, path)
                                : cosim_traced_put(memory, t);
    if (memory != NULL && fclose(memory) != 0) {
        status = -1;
    }
    if (status != 0) {
        free(text);
        return NULL;
    }
    return text;
}

static int tell(cosim_traced *t, const cosim_cli_traces *traces, const char *path)
{
    cosim_diag diag;
    char *said = text_of(t, false, path);
    char *document = traces->json != NULL ? text_of(t, true, path) : NULL;
    int status = t->all && t->cases[0].scenario != NULL ? CLI_OK : CLI_NOT_PASSED;
    if (said == NULL || (traces->json != NULL && document == NULL)) {
        cosim_diag_memory(&diag, NULL);
        status = cosim_cli_report(&diag, CLI_UNUSABLE);
    } else {
        fputs(said, cosim_cli_out(traces->json != NULL && strcmp(traces->json, "-") == 0));
        if (traces->json != NULL) {
            const int written = write_json(traces, document);
            status = written > status ? written : status;
        }
    }
    free(said);
    free(document);
    return status;
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

int cosim_cli_calibrate_trace(const cosim_cli_inputs *inputs, const cosim_cli_traces *traces)
{
    const cosim_cli_output named = {"--json", traces->json};
    const char *path = inputs->files[0];
    cosim_scenario *with = NULL;
    cosim_diag diag;
    if (inputs->override_count > 0) {
        return cosim_cli_usage_error("calibrate: --set %s: is for the manifest of a circuit; change "
                                     "that of the trace itself",
                                     inputs->overrides[0]);
    }
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
    if (status == CLI_OK && traces->json != NULL) {
        cosim_inputs_note_path(path);
        status = cosim_cli_outputs_check("calibrate", &named, 1);
    }
    if (status == CLI_OK) {
        status = cosim_traced_calibrate(t, &diag) != 0
                     ? cosim_cli_report(&diag, diag.memory ? CLI_UNUSABLE : CLI_WRONG_INPUT)
                     : tell(t, traces, path);
    }
    cosim_traced_free(t);
    for (size_t k = 0; k < t->trace_count; k++) {
        cosim_dut_close(t->duts[k]);
    }
    cosim_scenario_free(with);
    free(t);
    return status;
}
