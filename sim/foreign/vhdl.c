// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "foreign/vhdl.h"

#include "base/text_file.h"
#include "base/tool.h"
#include "foreign/elaborate.h"
#include "foreign/files.h"
#include "foreign/mend.h"
#include "foreign/vhdl_source.h"
#include "input/fields.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { ARGUMENTS = 8 + COSIM_MANIFEST_SOURCES + COSIM_MANIFEST_PARAMETERS };

/* The VHDL sources, each with its path and its text. */
typedef struct design {
    cosim_manifest *manifest;
    const char *folder;
    const char *paths[COSIM_MANIFEST_SOURCES];
    char *texts[COSIM_MANIFEST_SOURCES]; /* from malloc */
    size_t count;
    cosim_diag *diag;
} design;

/* ---- the sources ---- */

/* A file that a source opens while GHDL converts it could be any one of the machine. */
static int refuse_files(const design *d, const cosim_node *item, const char *path, const char *text)
{
    const char *file = cosim_vhdl_source_find(text, text, "file");
    unsigned line = 1;
    if (file == NULL) {
        return 0;
    }
    for (const char *p = text; p < file; p++) {
        line += *p == '\n';
    }
    return cosim_refuse(item, d->diag,
                        "%s:%u declares a file, and a circuit opens none; write its content as a "
                        "constant",
                        path, line);
}

static int read_sources(design *d)
{
    cosim_manifest *m = d->manifest;
    char path[COSIM_FILES_BYTES];
    for (size_t i = 0; i < m->sources->count; i++) {
        const cosim_node *item = m->sources->items[i];
        if (!cosim_vhdl_source_is(item->text) || cosim_files_path(m, item, path) == NULL) {
            continue;
        }
        char *text = d->texts[d->count] = cosim_vhdl_source_read(path);
        if (text == NULL) {
            return cosim_refuse(item, d->diag, "%s is empty; write the entity into it", path);
        }
        d->paths[d->count] = cosim_arena_text(m->arena, path, strlen(path));
        if (d->paths[d->count++] == NULL) {
            return cosim_diag_memory(d->diag, NULL);
        }
        if (refuse_files(d, item, path, text) != 0) {
            return -1;
        }
    }
    return 0;
}

/* Gives the name of the next entity from *at on, as its source spells it; false after the last. */
static bool next_entity(const char *text, const char **at, char name[COSIM_VHDL_WORD])
{
    char after[COSIM_VHDL_WORD];
    while ((*at = cosim_vhdl_source_find(text, *at, "entity")) != NULL) {
        *at += strlen("entity");
        const char *p = *at + strspn(*at, " \t\r\n");
        cosim_vhdl_source_word(p, name);
        const size_t length = strlen(name);
        cosim_vhdl_source_word(p + length, after);
        if (length > 0 && strcmp(after, "is") == 0) { /* and no instance of one */
            snprintf(name, length + 1, "%.*s", (int)length, p);
            return true;
        }
    }
    return false;
}

/* Tells whether a Verilog source has this word. */
static bool is_named(const design *d, const char *word)
{
    const cosim_manifest *m = d->manifest;
    char path[COSIM_FILES_BYTES], lower[COSIM_VHDL_WORD];
    bool found = false;
    cosim_vhdl_source_word(word, lower);
    for (size_t i = 0; i < m->sources->count && !found; i++) {
        const cosim_node *item = m->sources->items[i];
        char *text = !cosim_vhdl_source_is(item->text) && cosim_files_path(m, item, path) != NULL
                         ? cosim_vhdl_source_read(path)
                         : NULL;
        found = text != NULL && cosim_vhdl_source_find(text, text, lower) != NULL;
        free(text);
    }
    return found;
}

/* ---- GHDL ---- */

/* Finds GHDL's first line with a place that is no warning; its last line where there is none. */
static void first_line(const char *log, char *line, size_t bytes)
{
    FILE *file = fopen(log, "r");
    bool found = false;
    while (file != NULL && !found && fgets(line, (int)bytes, file) != NULL) {
        const char *colon = strchr(line, ':');
        line[strcspn(line, "\r\n")] = '\0';
        found =
            colon != NULL && isdigit((unsigned char)colon[1]) && strstr(line, ":warning:") == NULL;
    }
    if (file != NULL) {
        fclose(file);
    }
    if (!found) {
        cosim_tool_line(log, "\n", line, bytes);
    }
}

static const char *join(const design *d, const char *before, const char *middle, const char *end)
{
    char text[COSIM_FILES_BYTES];
    const int length = snprintf(text, sizeof text, "%s%s%s", before, middle, end);
    return length < 0 || length >= (int)sizeof text
               ? NULL
               : cosim_arena_text(d->manifest->arena, text, (size_t)length);
}

/* Runs GHDL for an entity; its generics are those of the manifest where it is the top. `form` is
 * what it gives: Verilog, or a list of gates. */
static int run_ghdl(const design *d, const char *form, const char *entity, bool top,
                    const char *output)
{
    const cosim_manifest *m = d->manifest;
    const char *argv[ARGUMENTS], *tool = getenv("GHDL");
    char line[400];
    size_t count = 0;
    cosim_diag missing;
    const char *log = join(d, output, ".log", "");
    argv[count++] = tool != NULL && tool[0] != '\0' ? tool : "ghdl";
    argv[count++] = "--synth";
    argv[count++] = "--std=08";
    argv[count++] = form;
    argv[count++] = join(d, "--workdir=", d->folder, "");
    for (size_t i = 0; top && i < m->parameter_count; i++) {
        const char *name = join(d, "-g", m->parameters[i].name, "=");
        argv[count++] = name == NULL ? NULL : join(d, name, m->parameters[i].value, "");
    }
    for (size_t i = 0; i < d->count; i++) {
        argv[count++] = d->paths[i];
    }
    argv[count++] = "-e";
    argv[count++] = entity;
    for (size_t i = 0; i < count; i++) {
        if (argv[i] == NULL || log == NULL) {
            cosim_diag_memory(d->diag, NULL);
            return COSIM_ELABORATE_NO_TOOL;
        }
    }
    argv[count] = NULL;
    const int status = cosim_tool_run_apart(argv, output, log, &missing);
    if (status < 0) {
        cosim_diag_set(d->diag, NULL,
                       "%s could not be run, and it converts the VHDL sources; scripts/setup.sh "
                       "vhdl installs it",
                       argv[0]);
        return COSIM_ELABORATE_NO_TOOL;
    }
    if (status > 0) {
        first_line(log, line, sizeof line);
        cosim_refuse(cosim_node_child(m->root, "sources"), d->diag,
                     "entity %s: GHDL does not accept it: %s (the whole is in %s)", entity, line,
                     log);
        return COSIM_ELABORATE_WRONG;
    }
    return COSIM_ELABORATE_OK;
}

static int convert(const design *d, const char *entity, bool top)
{
    cosim_manifest *m = d->manifest;
    const char *raw = join(d, d->folder, "/ghdl_", entity);
    const char *name = join(d, d->folder, "/vhdl_", entity);
    const char *mended = name == NULL ? NULL : join(d, name, ".v", "");
    const char *list = raw == NULL ? NULL : join(d, raw, "_gates", "");
    if (list == NULL || mended == NULL || m->converted_count == COSIM_MANIFEST_SOURCES) {
        cosim_diag_set(d->diag, NULL, "%s: has too many entities, or too long a path", m->path);
        return COSIM_ELABORATE_WRONG;
    }
    int status = run_ghdl(d, "--out=verilog", entity, top, raw);
    status = status != COSIM_ELABORATE_OK ? status : run_ghdl(d, "--out=dump", entity, top, list);
    if (status != COSIM_ELABORATE_OK) {
        return status;
    }
    char *gates = cosim_text_file_read(list);
    status = cosim_mend(m, entity, raw, gates != NULL ? gates : "", mended, d->diag);
    free(gates);
    m->converted[m->converted_count++] = mended;
    return status == 0 ? COSIM_ELABORATE_OK : COSIM_ELABORATE_WRONG;
}

/* ---- the whole ---- */

/* Converts the top, where it is an entity, else all those that Verilog names (`named`). */
static int convert_entities(const design *d, bool named, size_t *converted)
{
    cosim_manifest *m = d->manifest;
    char name[COSIM_VHDL_WORD];
    int status = COSIM_ELABORATE_OK;
    *converted = 0;
    for (size_t i = 0; i < d->count; i++) {
        const char *at = d->texts[i];
        while (status == COSIM_ELABORATE_OK && next_entity(d->texts[i], &at, name)) {
            if (!named && strcasecmp(name, m->top) == 0 && strcmp(name, m->top) != 0) {
                cosim_refuse(cosim_node_child(m->root, "top"), d->diag,
                             "the entity is declared as %s; write it so", name);
                return COSIM_ELABORATE_WRONG;
            }
            if (named ? is_named(d, name) : strcmp(name, m->top) == 0) {
                status = convert(d, name, !named);
                ++*converted;
            }
        }
    }
    return status;
}

int cosim_vhdl_convert(cosim_manifest *m, const char *folder, cosim_diag *diag)
{
    design d = {.manifest = m, .folder = folder, .diag = diag};
    size_t converted = 0;
    int status = read_sources(&d) == 0 ? COSIM_ELABORATE_OK : COSIM_ELABORATE_WRONG;
    if (status == COSIM_ELABORATE_OK && d.count > 0) {
        status = convert_entities(&d, false, &converted);
        if (converted > 0) {
            m->parameter_count = 0; /* they are in what is converted */
        } else if (status == COSIM_ELABORATE_OK) {
            status = convert_entities(&d, true, &converted);
        }
    }
    for (size_t i = 0; i < d.count; i++) {
        free(d.texts[i]);
    }
    return status;
}
