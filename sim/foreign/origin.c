// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "foreign/origin.h"

#include "base/output.h"
#include "base/text_file.h"
#include "input/fields.h"

#include <sys/types.h> /* for sha2.h */

#include <limits.h>
#include <sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MANIFEST "manifest "

/* Writes a path as the file system has it, whatever the spelling. */
static void put_path(FILE *out, const char *what, const char *folder, const char *path)
{
    char joined[PATH_MAX], real[PATH_MAX];
    const bool alone = path[0] == '/' || folder == NULL;
    snprintf(joined, sizeof joined, "%s%s%s", alone ? "" : folder, alone ? "" : "/", path);
    fprintf(out, "%s%s\n", what, realpath(joined, real) != NULL ? real : joined);
}

static void put_circuit(FILE *out, const char *so)
{
    char hash[SHA256_DIGEST_STRING_LENGTH];
    if (SHA256File(so, hash) != NULL) {
        fprintf(out, "circuit %s\n", hash);
    }
}

/* Returns the lines of an origin but those of the circuit, from malloc, or NULL. */
static char *sources_of(const cosim_manifest *m)
{
    char *text = NULL;
    size_t bytes = 0;
    FILE *out = open_memstream(&text, &bytes);
    if (out == NULL) {
        return NULL;
    }
    put_path(out, MANIFEST, NULL, m->path);
    for (size_t i = 0; i < m->sources->count; i++) {
        put_path(out, "source ", m->folder, m->sources->items[i]->text);
    }
    if (fclose(out) != 0) {
        free(text);
        return NULL;
    }
    return text;
}

/* Tells whether a text that was kept is of these sources and has this circuit. */
static bool is_of(const char *kept, const char *sources, const char *so)
{
    char hash[SHA256_DIGEST_STRING_LENGTH];
    const size_t length = strlen(sources);
    return strncmp(kept, sources, length) == 0 && strncmp(kept + length, "circuit ", 8) == 0 &&
           SHA256File(so, hash) != NULL && strstr(kept + length, hash) != NULL;
}

int cosim_origin_check(const cosim_manifest *m, const char *path, const char *so, cosim_diag *diag)
{
    const cosim_node *name = cosim_node_child(m->root, "name");
    if (access(so, F_OK) != 0) {
        return 0;
    }
    char *kept = cosim_text_file_read(path), *sources = sources_of(m);
    int status = 0;
    if (sources == NULL) {
        status = cosim_diag_memory(diag, NULL);
    } else if (kept == NULL || strncmp(kept, MANIFEST, strlen(MANIFEST)) != 0) {
        status = cosim_refuse(name, diag,
                              "circuit %s is there already, shipped or put there by hand; give "
                              "yours another name, or replace that one with --replace",
                              m->name);
    } else if (!is_of(kept, sources, so)) {
        const char *from = kept + strlen(MANIFEST);
        const bool same = strncmp(kept, sources, strcspn(sources, "\n") + 1) == 0;
        const bool sourced = strncmp(kept, sources, strlen(sources)) == 0;
        status = cosim_refuse(
            name, diag,
            "circuit %s is there already, and came from %.*s%s; give yours "
            "another name, or replace that one with --replace",
            m->name, sourced ? (int)strlen("elsewhere") : (int)strcspn(from, "\n"),
            sourced ? "elsewhere" : from, same && !sourced ? " with other sources" : "");
    }
    free(kept);
    free(sources);
    return status;
}

int cosim_origin_write(const cosim_manifest *m, const char *path, const char *built, const char *so,
                       cosim_diag *diag)
{
    char *sources = sources_of(m);
    if (sources == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    cosim_output *output = cosim_output_open(path, diag);
    if (output == NULL) {
        free(sources);
        return -1;
    }
    FILE *out = cosim_output_file(output);
    fputs(sources, out);
    put_circuit(out, built);
    put_circuit(out, so);
    free(sources);
    return cosim_output_commit(output, diag);
}
