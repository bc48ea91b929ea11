// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* lifcosim check: reads and validates scenarios, down to the words of their format; runs nothing.
 */
#include "cli.h"

#include <stdio.h>

static const char help[] = "usage: lifcosim check [options] SCENARIO.yaml ...\n"
                           "Reads and validates scenarios; runs nothing.\n"
                           "\n" CLI_INPUT_HELP;

static int check(const cli_inputs *inputs, const char *path)
{
    cli_model_job job;
    const int status = cli_model_job_open(&job, inputs, path);
    if (status == CLI_OK) {
        printf("%s: ok (%s, %llu steps)\n", path, job.scenario->name,
               (unsigned long long)job.scenario->steps);
    }
    cli_model_job_close(&job);
    return status;
}

int cli_check(int argc, char **argv)
{
    const cli_syntax syntax = {.help = help};
    cli_inputs inputs;
    int status = cli_inputs_read(&inputs, argc, argv, &syntax);
    if (status == CLI_OK) {
        for (size_t i = 0; i < inputs.file_count; i++) {
            const int one = check(&inputs, inputs.files[i]);
            status = one > status ? one : status;
        }
    }
    cli_inputs_free(&inputs);
    return status < 0 ? CLI_OK : status;
}
