// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "foreign/elaborate.h"

#include "base/inputs.h"
#include "base/output.h"
#include "base/tool.h"
#include "foreign/design.h"
#include "foreign/expand.h"
#include "foreign/files.h"
#include "foreign/ports.h"
#include "foreign/vhdl.h"
#include "foreign/vhdl_source.h"
#include "input/fields.h"

#include <sys/types.h> /* for sha2.h */

#include <sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_BYTES = 4096 };

/* ---- what Verilator is given ---- */

/* Writes a source (`before` is "") or a folder of included files; one in VHDL is checked alone.
 * Verilator would wait for a pipe for ever, and read a device without end. */
static int put_file(FILE *file, const cosim_manifest *m, const cosim_node *item, const char *before,
                    cosim_diag *diag)
{
    const bool typed = strcmp(item->file, m->path) != 0; /* by --set */
    char joined[PATH_BYTES], path[COSIM_FILES_BYTES];
    struct stat state;
    snprintf(joined, sizeof joined, "%s%s%s", item->text[0] == '/' ? "" : m->folder,
             item->text[0] == '/' ? "" : "/", item->text);
    if (cosim_files_path(m, item, path) == NULL || access(path, R_OK) != 0) {
        return cosim_refuse(item, diag, "%s cannot be read; name a file beside the manifest",
                            joined);
    }
    const bool folder = before[0] != '\0';
    if (stat(path, &state) != 0 || !(folder ? S_ISDIR(state.st_mode) : S_ISREG(state.st_mode))) {
        return cosim_refuse(item, diag, "%s is no %s; name one beside the manifest", joined,
                            folder ? "folder to include from" : "regular file");
    }
    if (!typed && !cosim_files_inside(m, path)) {
        return cosim_refuse(item, diag,
                            "%s is outside of the manifest's folder; put it there, or build with "
                            "--allow-outside",
                            joined);
    }
    cosim_inputs_note_path(path);
    if (strpbrk(path, "\"\\$*?\n") != NULL) {
        return cosim_refuse(
            item, diag,
            "%s: Verilator reads a quote, a backslash, a dollar sign, an asterisk or "
            "a question mark in a path for itself; move the file",
            path);
    }
    if (folder || !cosim_vhdl_source_is(path)) {
        fprintf(file, "%s\"%s\"\n", before, path); /* in quotes, a blank is part of the path */
    }
    return 0;
}

/* Returns a cosim_elaborate status. */
static int write_sources(cosim_manifest *m, const char *folder, cosim_diag *diag)
{
    char path[PATH_BYTES];
    int status = 0;
    snprintf(path, sizeof path, "%s/sources.f", folder);
    cosim_output *output = cosim_output_open(path, diag);
    if (output == NULL) {
        return COSIM_ELABORATE_WRONG;
    }
    FILE *file = cosim_output_file(output);
    fputs("+1364-2005ext+v\n", file);
    for (size_t i = 0; i < m->define_count; i++) {
        fprintf(file, "+define+%s=%s\n", m->defines[i].name, m->defines[i].value);
    }
    for (size_t i = 0; m->includes != NULL && status == 0 && i < m->includes->count; i++) {
        status = put_file(file, m, m->includes->items[i], "+incdir+", diag);
    }
    for (size_t i = 0; status == 0 && i < m->sources->count; i++) {
        status = put_file(file, m, m->sources->items[i], "", diag);
        if (status == 0 && cosim_files_source_folder(m, i, path) != NULL) {
            fprintf(file, "+incdir+\"%s\"\n", path);
        }
    }
    status = status != 0 ? COSIM_ELABORATE_WRONG : cosim_vhdl_convert(m, folder, diag);
    for (size_t i = 0; status == COSIM_ELABORATE_OK && i < m->converted_count; i++) {
        fprintf(file, "\"%s\"\n", m->converted[i]);
    }
    if (status != COSIM_ELABORATE_OK) {
        cosim_output_abandon(output);
        return status;
    }
    return cosim_output_commit(output, diag) == 0 ? COSIM_ELABORATE_OK : COSIM_ELABORATE_WRONG;
}

void cosim_put_parameters(FILE *file, const cosim_setting *settings, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        fprintf(file, "%s.%s(%s)", i == 0 ? "#(" : ", ", settings[i].name, settings[i].value);
    }
    fputs(count > 0 ? ") " : "", file);
}

/* Writes a top module that has the design in it with nothing connected but its interfaces. */
static int write_probe(const cosim_manifest *m, const char *folder, cosim_diag *diag)
{
    char path[PATH_BYTES];
    snprintf(path, sizeof path, "%s/lif_probe.sv", folder);
    cosim_output *output = cosim_output_open(path, diag);
    if (output == NULL) {
        return -1;
    }
    FILE *file = cosim_output_file(output);
    fputs("module lif_probe;\n", file);
    for (size_t i = 0; i < m->interface_count; i++) {
        const cosim_interface *f = &m->interfaces[i];
        fprintf(file, "  %s ", f->module);
        cosim_put_parameters(file, f->parameters, f->parameter_count);
        fprintf(file, "%s ();\n", f->name);
    }
    fprintf(file, "  %s ", m->top);
    cosim_put_parameters(file, m->parameters, m->parameter_count);
    fputs("u_neuron (", file);
    for (size_t i = 0; i < m->interface_count; i++) {
        fprintf(file, "%s.%s(%s)", i == 0 ? "" : ", ", m->interfaces[i].port,
                m->interfaces[i].name);
    }
    fputs(");\nendmodule\n", file);
    return cosim_output_commit(output, diag);
}

/* ---- the whole ---- */

static int run_verilator(const cosim_manifest *m, const char *folder, const char *xml,
                         cosim_diag *diag)
{
    char sources[PATH_BYTES], probe[PATH_BYTES], log[PATH_BYTES], line[400], work[PATH_BYTES];
    const char *tool = getenv("VERILATOR");
    snprintf(sources, sizeof sources, "%s/sources.f", folder);
    snprintf(probe, sizeof probe, "%s/lif_probe.sv", folder);
    snprintf(log, sizeof log, "%s/elaborate.log", folder);
    snprintf(work, sizeof work, "%s/xml", folder);
    const char *const argv[] = {tool != NULL && tool[0] != '\0' ? tool : "verilator",
                                "--xml-only",
                                "--no-timing",
                                "-Wno-lint",
                                "-Wno-fatal",
                                "-Wno-PINMISSING",
                                "-Mdir",
                                work,
                                "--xml-output",
                                xml,
                                "--top-module",
                                "lif_probe",
                                "-f",
                                sources,
                                probe,
                                NULL};
    const int status = cosim_tool_run(argv, log, diag);
    if (status < 0) {
        return COSIM_ELABORATE_NO_TOOL;
    }
    if (status != 0) {
        cosim_tool_line(log, "%Error", line, sizeof line);
        cosim_refuse(cosim_node_child(m->root, "top"), diag,
                     "Verilator does not accept the design: %s (the whole is in %s)", line, log);
        return COSIM_ELABORATE_WRONG;
    }
    return COSIM_ELABORATE_OK;
}

/* Writes the hash of each file that the design is made of into `read` of the folder: a model that
 * was verilated from the same files is the same. */
static int put_read(const cosim_design *d, const char *folder, cosim_diag *diag)
{
    char path[PATH_BYTES], hash[SHA256_DIGEST_STRING_LENGTH];
    snprintf(path, sizeof path, "%s/read", folder);
    cosim_output *output = cosim_output_open(path, diag);
    if (output == NULL) {
        return -1;
    }
    for (size_t i = 0; i < d->file_count; i++) {
        const bool known = SHA256File(d->files[i], hash) != NULL;
        fprintf(cosim_output_file(output), "%s %s\n", known ? hash : "-", d->files[i]);
    }
    return cosim_output_commit(output, diag);
}

/* Compares the pins with the design, and those of the equations that keys expand to. */
static int check(cosim_manifest *m, const cosim_design *d, cosim_diag *diag)
{
    if (cosim_ports_check(m, d, diag) != 0) {
        return -1;
    }
    return m->equations != NULL                  ? 0
           : cosim_manifest_expand(m, diag) == 0 ? cosim_ports_check(m, d, diag)
                                                 : -1;
}

int cosim_elaborate(cosim_manifest *m, const char *folder, cosim_diag *diag)
{
    char xml[PATH_BYTES];
    cosim_design d = {.count = 0};
    int status = COSIM_ELABORATE_WRONG;
    snprintf(xml, sizeof xml, "%s/design.xml", folder);
    if ((status = write_sources(m, folder, diag)) == COSIM_ELABORATE_OK) {
        status = write_probe(m, folder, diag) == 0 ? run_verilator(m, folder, xml, diag)
                                                   : COSIM_ELABORATE_WRONG;
    }
    if (status == COSIM_ELABORATE_OK) {
        status = cosim_design_read(m, xml, &d, diag) != 0 ? COSIM_ELABORATE_NO_TOOL
                 : cosim_files_check(m, &d, folder, diag) == 0 && check(m, &d, diag) == 0 &&
                         put_read(&d, folder, diag) == 0
                     ? COSIM_ELABORATE_OK
                     : COSIM_ELABORATE_WRONG;
    }
    cosim_design_free(&d);
    return status;
}
