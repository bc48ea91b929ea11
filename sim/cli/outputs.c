// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "cli/outputs.h"

#include "base/inputs.h"
#include "base/output.h"
#include "cli/cli.h"

#include <libgen.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

/* A name leads to a place: a file that is there, or a name in a folder that is. */
typedef struct target {
    bool known, exists;
    struct stat state; /* of the file, or of the folder */
    char name[PATH_MAX];
} target;

static target find(const char *path)
{
    target found = {.known = false};
    char folder[PATH_MAX], name[PATH_MAX];
    if (cosim_output_state(path, &found.state) == 0) {
        found.known = found.exists = true;
        return found;
    }
    if (strlen(path) >= sizeof folder) {
        return found; /* nobody can write it either */
    }
    snprintf(found.name, sizeof found.name, "%s", basename(strcpy(name, path)));
    found.known = stat(dirname(strcpy(folder, path)), &found.state) == 0;
    return found;
}

static bool is_same(const target *a, const target *b)
{
    return a->known && b->known && a->exists == b->exists && a->state.st_dev == b->state.st_dev &&
           a->state.st_ino == b->state.st_ino && strcmp(a->name, b->name) == 0;
}

/* Tells whether it is /dev/null, where a writer overwrites nothing of anybody. */
static bool is_nowhere(const target *t)
{
    return t->exists && S_ISCHR(t->state.st_mode) && t->state.st_rdev == makedev(1, 3);
}

static bool ends_as(const char *path, const char *ending)
{
    const size_t length = strlen(path), tail = strlen(ending);
    return length >= tail && strcasecmp(path + length - tail, ending) == 0;
}

static int check_one(const char *command, const cosim_cli_output *output, const target *found)
{
    if (ends_as(output->path, ".yaml") || ends_as(output->path, ".yml")) {
        return cosim_cli_usage_error("%s: %s %s: that is the name of an input, which no output may "
                                     "replace; give %s a name with another ending",
                                     command, output->option, output->path, output->option);
    }
    if (found->exists && cosim_inputs_have(&found->state)) {
        return cosim_cli_usage_error(
            "%s: %s %s: this command reads that file, and would replace it; name another one",
            command, output->option, output->path);
    }
    return CLI_OK;
}

int cosim_cli_outputs_check(const char *command, const cosim_cli_output *outputs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (outputs[i].path == NULL) {
            continue;
        }
        const target found = find(outputs[i].path);
        if (check_one(command, &outputs[i], &found) != CLI_OK) {
            return CLI_WRONG_INPUT;
        }
        for (size_t k = 0; k < i && !is_nowhere(&found); k++) {
            const target other = outputs[k].path != NULL ? find(outputs[k].path) : (target){0};
            if (is_same(&found, &other)) {
                return cosim_cli_usage_error("%s: %s is named for two outputs (%s %s and %s); give "
                                             "each its own file",
                                             command, outputs[i].path, outputs[k].option,
                                             outputs[k].path, outputs[i].option);
            }
        }
    }
    return CLI_OK;
}

int cosim_cli_outputs_try(const cosim_cli_output *outputs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        cosim_diag diag;
        cosim_output *output = NULL;
        if (outputs[i].path != NULL && strcmp(outputs[i].path, "-") != 0 &&
            (output = cosim_output_open(outputs[i].path, &diag)) == NULL) {
            return cosim_cli_report(&diag, CLI_WRONG_INPUT);
        }
        cosim_output_abandon(output);
    }
    return CLI_OK;
}

int cosim_cli_output_write(const char *path,
                           int (*put)(const void *context, cosim_output *output, cosim_diag *diag),
                           const void *context)
{
    cosim_diag diag;
    cosim_output *output = path != NULL ? cosim_output_open(path, &diag) : NULL;
    if (path == NULL) {
        return CLI_OK;
    }
    if (output == NULL) {
        return cosim_cli_report(&diag, CLI_WRONG_INPUT);
    }
    if (put(context, output, &diag) != 0) {
        cosim_output_abandon(output);
        return cosim_cli_report(&diag, CLI_UNUSABLE);
    }
    return cosim_output_commit(output, &diag) == 0 ? CLI_OK : cosim_cli_report(&diag, CLI_UNUSABLE);
}

const char *cosim_cli_output_beside(const char *path, size_t length, const char *rest, char *text,
                                    size_t bytes)
{
    if (path == NULL) {
        return NULL;
    }
    snprintf(text, bytes, "%.*s%s", (int)length, path, rest);
    return text;
}
