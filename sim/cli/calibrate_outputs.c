// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "cli/calibrate_outputs.h"

#include "base/inputs.h"
#include "cli/outputs.h"
#include "report/cases.h"

#include <stdio.h>
#include <stdlib.h>

int cosim_cli_calibrate_files_check(const cosim_cli_calibrate_files *f, const char *path)
{
    const cosim_cli_output named[] = {
        {"--json", f->json}, {"--junit", f->junit}, {"--report", f->report}};
    const size_t count = sizeof named / sizeof *named;
    cosim_inputs_note_path(path);
    const int status = cosim_cli_outputs_check("calibrate", named, count);
    return status == CLI_OK ? cosim_cli_outputs_try(named, count) : status;
}

/* Makes a document whole; from malloc, NULL without memory. */
static char *document_of(const cosim_cli_found *found, cosim_cli_document document)
{
    char *text = NULL;
    size_t length = 0;
    FILE *memory = open_memstream(&text, &length);
    int status = memory == NULL ? -1 : found->put(memory, found->context, document);
    if (memory != NULL && fclose(memory) != 0) {
        status = -1;
    }
    if (status != 0) {
        free(text);
        return NULL;
    }
    return text;
}

static int put_document(const cosim_cli_found *found, cosim_cli_document document,
                        cosim_output *output, cosim_diag *diag)
{
    char *text = document_of(found, document);
    if (text == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    fputs(text, cosim_output_file(output));
    free(text);
    return 0;
}

static int put_json(const void *context, cosim_output *output, cosim_diag *diag)
{
    return put_document(context, CLI_CALIBRATE_JSON, output, diag);
}

static int put_page(const void *context, cosim_output *output, cosim_diag *diag)
{
    return put_document(context, CLI_CALIBRATE_PAGE, output, diag);
}

static void put_text(const void *context, FILE *file) { fputs(context, file); }

/* A case fails where no text explains everything, and has the whole report then. */
static int put_case(const void *context, cosim_output *output, cosim_diag *diag)
{
    const cosim_cli_found *found = context;
    char *text = document_of(found, CLI_CALIBRATE_TEXT);
    if (text == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    cosim_case one = {.group = found->name,
                      .name = "a text explains every answer",
                      .type = found->fits ? NULL : "not found",
                      .seconds = found->seconds,
                      .result = text,
                      .write = put_text};
    snprintf(one.message, sizeof one.message, "%s", found->result);
    const int status = cosim_cases_write(output, "lifcosim calibrate", &one, 1, diag);
    free(text);
    return status;
}

int cosim_cli_calibrate_tell(const cosim_cli_calibrate_files *f, const cosim_cli_found *found)
{
    cosim_diag diag;
    char *text = document_of(found, CLI_CALIBRATE_TEXT);
    if (text == NULL) {
        cosim_diag_memory(&diag, NULL);
        return cosim_cli_report(&diag, CLI_UNUSABLE);
    }
    FILE *file = cosim_cli_out(cosim_cli_is_stdout(f->json) || cosim_cli_is_stdout(f->junit) ||
                               cosim_cli_is_stdout(f->report));
    fputs(text, file);
    fflush(file);
    free(text);
    const int statuses[] = {cosim_cli_output_write(f->json, put_json, found),
                            cosim_cli_output_write(f->junit, put_case, found),
                            cosim_cli_output_write(f->report, put_page, found)};
    int highest = found->fits ? CLI_OK : CLI_NOT_PASSED;
    for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++) {
        highest = cosim_cli_highest(highest, statuses[i]);
    }
    return highest;
}
