// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "foreign/files.h"

#include "foreign/literal.h"
#include "input/fields.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *cosim_files_path(const cosim_manifest *m, const cosim_node *item,
                             char path[COSIM_FILES_BYTES])
{
    char joined[COSIM_FILES_BYTES], real[PATH_MAX];
    const bool alone = item->text[0] == '/';
    snprintf(joined, sizeof joined, "%s%s%s", alone ? "" : m->folder, alone ? "" : "/", item->text);
    if (realpath(joined, real) == NULL) {
        return NULL;
    }
    snprintf(path, COSIM_FILES_BYTES, "%s", real);
    return path;
}

/* Tells whether a path is the folder, or lies below it. */
static bool is_below(const char *path, const char *folder)
{
    char real[PATH_MAX];
    if (realpath(folder, real) == NULL) {
        return false;
    }
    const size_t length = strcmp(real, "/") == 0 ? 0 : strlen(real);
    return strncmp(path, real, length) == 0 && (path[length] == '/' || path[length] == '\0');
}

bool cosim_files_inside(const cosim_manifest *m, const char *path)
{
    return m->anywhere || is_below(path, m->folder);
}

/* Tells whether the file is a source that the user typed with --set. */
static bool is_typed(const cosim_manifest *m, const char *path)
{
    char real[COSIM_FILES_BYTES];
    for (size_t i = 0; i < m->sources->count; i++) {
        const cosim_node *item = m->sources->items[i];
        if (strcmp(item->file, m->path) != 0 && cosim_files_path(m, item, real) != NULL &&
            strcmp(real, path) == 0) {
            return true;
        }
    }
    return false;
}

int cosim_files_check(const cosim_manifest *m, const cosim_design *d, const char *folder,
                      cosim_diag *diag)
{
    const cosim_node *sources = cosim_node_child(m->root, "sources");
    char real[PATH_MAX];
    for (size_t i = 0; i < d->file_count; i++) {
        if (realpath(d->files[i], real) != NULL && !cosim_files_inside(m, real) &&
            !is_below(real, folder) && !is_typed(m, real)) {
            return cosim_refuse(sources, diag,
                                "include %s, which is outside of the manifest's folder; put it "
                                "there, or build with --allow-outside",
                                real);
        }
    }
    if (d->task.name != NULL) {
        return cosim_refuse(sources, diag,
                            "have a %s at %s:%u, and a circuit runs no command and opens no file "
                            "but those of $readmemh and $readmemb; leave it out, as by `ifdef",
                            d->task.name, d->task.file, d->task.line);
    }
    return 0;
}

int cosim_files_check_built(const cosim_manifest *m, const char *folder, cosim_diag *diag)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/model/Vlif_sim__Dpi.h", folder); /* Verilator's */
    return access(path, F_OK) != 0
               ? 0
               : cosim_refuse(cosim_node_child(m->root, "sources"), diag,
                              "import a function in C (DPI), and a circuit runs nothing but "
                              "itself; leave it out, as by `ifdef");
}

const char *cosim_files_source_folder(const cosim_manifest *m, size_t i,
                                      char path[COSIM_FILES_BYTES])
{
    char *slash =
        cosim_files_path(m, m->sources->items[i], path) != NULL ? strrchr(path, '/') : NULL;
    if (slash == NULL || slash == path) {
        return NULL;
    }
    *slash = '\0';
    return path;
}

void cosim_put_data_folders(FILE *file, const cosim_manifest *m)
{
    char real[COSIM_FILES_BYTES];
    fputs("#define LIF_DATA_FOLDERS {", file);
    cosim_put_literal(file, realpath(m->folder, real) != NULL ? real : m->folder);
    for (size_t i = 0; i < m->sources->count; i++) {
        if (cosim_files_source_folder(m, i, real) != NULL) {
            fputs(", ", file);
            cosim_put_literal(file, real);
        }
    }
    fprintf(file, "}\n#define LIF_DATA_OUTSIDE %d\n", m->anywhere);
}
