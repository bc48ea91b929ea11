// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "cli/vectors.h"

#include "cli/beside.h"
#include "cli/cli.h"
#include "cli/outputs.h"
#include "report/vectors.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { CLI_OUTPUT = CLI_OWN };

static int take(void *context, int option, const char *value)
{
    (void)option; /* --output is the only one */
    *(const char **)context = value;
    return CLI_OK;
}

/* Makes a folder that nobody named: SCENARIO-FORMAT below vectors/, beside the folder of the
 * circuits. */
static int make_folder(const cosim_cli_model_job *job, char folder[CLI_PATH_BYTES],
                       cosim_diag *diag)
{
    char format[64], name[CLI_NAME_BYTES];
    snprintf(format, sizeof format, "%s",
             job->model->name + (strncmp(job->model->name, "model:", 6) == 0 ? 6 : 0));
    for (char *slash; (slash = strchr(format, '/')) != NULL;) {
        *slash = '_';
    }
    const cosim_result names = {
        .scenario = job->scenario->name, .dut = format, .file = job->scenario->path};
    if (cosim_cli_beside_path("vectors", cosim_cli_beside_name(&names, 0, name), folder, diag) !=
        0) {
        return -1;
    }
    return mkdir(folder, 0777) == 0 || errno == EEXIST
               ? 0
               : cosim_diag_set(diag, NULL,
                                "%s: the folder cannot be made: %s; name one with "
                                "--output",
                                folder, strerror(errno));
}

int cosim_cli_vectors(int argc, char **argv)
{
    const char *folder = NULL;
    char made[CLI_PATH_BYTES];
    const cosim_cli_syntax syntax = {
        .words = {"lifcosim vectors [options] SCENARIO.yaml",
                  "Writes the drives of a scenario and the words that the integer model answers "
                  "with:\n"
                  "  drive.hex hold.hex before.hex membrane.hex spike.hex   one word a line, for "
                  "$readmemh\n"
                  "  lif_vectors.vh   widths and configuration words as Verilog localparams\n"
                  "  lif_vectors.h    the same and all steps as C",
                  NULL, "lifcosim vectors --dut q6_18 scenarios/book-triangle.yaml"},
        .own = {{"output", "DIR", CLI_OUTPUT,
                 "an existing folder for the files (default: one of its own below\n"
                 "build/vectors, which is made)"}},
        .take = take,
        .context = &folder,
        .most_files = 1};
    cosim_cli_model_job job;
    cosim_diag diag;
    cosim_cli_inputs inputs;
    int status = cosim_cli_inputs_read(&inputs, argc, argv, &syntax);
    if (status == CLI_OK) {
        status = cosim_cli_model_job_open(&job, &inputs, inputs.files[0]);
        if (status == CLI_OK && job.job.q.equations != NULL) {
            status = cosim_cli_usage_error("vectors: circuit %s has ports of its own, as its "
                                           "equations say; write its steps with run --csv FILE",
                                           job.model->name);
        }
        if (status == CLI_OK && folder == NULL) {
            status = make_folder(&job, made, &diag) == 0 ? CLI_OK
                                                         : cosim_cli_report(&diag, CLI_UNUSABLE);
            folder = made;
        }
        const cosim_cli_output named = {"--output", folder};
        if (status == CLI_OK) {
            status = cosim_cli_outputs_check("vectors", &named, 1);
        }
        const int written = status == CLI_OK ? cosim_vectors_write(&job.job, folder, &diag) : 0;
        if (written != 0) {
            status = cosim_cli_report(&diag, written == COSIM_VECTORS_UNWRITTEN ? CLI_UNUSABLE
                                                                                : CLI_WRONG_INPUT);
        }
        if (status == CLI_OK) {
            cosim_cli_print("%s: %llu steps in %s, files in %s\n",
                            cosim_cli_shown(job.scenario->name),
                            (unsigned long long)job.scenario->steps,
                            cosim_cli_shown(job.model->name), cosim_cli_shown(folder));
        }
        cosim_cli_model_job_close(&job);
    }
    cosim_cli_inputs_free(&inputs);
    return status < 0 ? CLI_OK : status;
}
