// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "cli/kind.h"

#include "base/arena.h"
#include "base/shell.h"
#include "cli/tell.h"
#include "input/source.h"
#include "input/yaml.h"

#include <stdlib.h>
#include <sys/stat.h>

/* Only one kind of file has these keys at its top. */
static const struct {
    const char *is, *command, *after, *keys[4];
} kinds[] = {
    [CLI_SCENARIO] = {"a scenario", "run", "", {"neuron", "stimulus", NULL}},
    [CLI_SWEEP] = {"a sweep", "sweep", "", {"base", "axes", "draws", NULL}},
    [CLI_NETWORK_FILE] = {"a network", "run", "", {"populations", "network", NULL}},
    [CLI_TRACE_FILE] = {"the manifest of a trace", "run --dut", " SCENARIO.yaml", {"trace", NULL}},
    [CLI_MANIFEST_FILE] = {"the manifest of a circuit",
                           "build",
                           "",
                           {"sources", "top", "clock", NULL}},
};
enum { KINDS = sizeof kinds / sizeof kinds[0] };

static bool has_a_key(const cosim_node *root, size_t kind)
{
    for (const char *const *key = kinds[kind].keys; *key != NULL; key++) {
        if (cosim_node_child(root, *key) != NULL) {
            return true;
        }
    }
    return false;
}

/* Finds the kind of a file that is not of the wanted kind; returns the wanted one where nothing
 * tells. Only a file that can be read twice is looked at. */
static size_t find_kind(cosim_arena *arena, const char *path, size_t wanted)
{
    char *bytes = NULL;
    size_t size = 0;
    cosim_node *root = NULL;
    cosim_diag diag;
    struct stat state;
    if (stat(path, &state) != 0 || !S_ISREG(state.st_mode) ||
        cosim_source_read(arena, path, &bytes, &size, &diag) != 0 ||
        cosim_source_check(path, bytes, size, &diag) != 0 ||
        cosim_yaml_parse(arena, path, bytes, size, &root, &diag) != 0 || has_a_key(root, wanted)) {
        return wanted;
    }
    for (size_t kind = 0; kind < KINDS; kind++) {
        if (has_a_key(root, kind)) {
            return kind;
        }
    }
    return wanted;
}

int cosim_cli_report_file(const char *path, cosim_cli_kind wanted, const cosim_diag *diag)
{
    cosim_arena *arena = diag->memory ? NULL : cosim_arena_new();
    const size_t kind = arena != NULL ? find_kind(arena, path, wanted) : wanted;
    cosim_arena_free(arena);
    if (kind == wanted) {
        return cosim_cli_report(diag, CLI_WRONG_INPUT);
    }
    char *word = cosim_shell_word(path);
    cosim_cli_tell("%s: this is %s: `lifcosim %s %s%s%s`", path, kinds[kind].is,
                   kinds[kind].command, path[0] == '-' ? "-- " : "", word != NULL ? word : path,
                   kinds[kind].after);
    free(word);
    return CLI_WRONG_INPUT;
}

bool cosim_cli_is_kind(const char *path, cosim_cli_kind kind)
{
    cosim_arena *arena = cosim_arena_new();
    const bool is =
        arena != NULL &&
        find_kind(arena, path, kind == CLI_SCENARIO ? CLI_SWEEP : CLI_SCENARIO) == (size_t)kind;
    cosim_arena_free(arena);
    return is;
}
