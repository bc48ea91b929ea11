// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "foreign/design.h"

#include "base/arena.h"
#include "base/decimal.h"

#include <mxml.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Mini-XML does not check whether it got its memory: it takes at most so many bytes for each byte
 * of the file, and an element of four characters takes the most. */
enum { XML_ROOM = 40 };

static const char *attribute(mxml_node_t *node, const char *name)
{
    const char *text = mxmlElementGetAttr(node, name);
    return text == NULL ? "" : text;
}

static unsigned number(const char *text)
{
    uint64_t value = 0;
    return cosim_count_read(text, &value) == COSIM_DECIMAL_OK && value < 100000 ? (unsigned)value
                                                                                : 0;
}

/* Finds the basic type that a type is, by whatever names; returns NULL where there is none. */
static mxml_node_t *basic_type(mxml_node_t *top, const char *id, int depth)
{
    static const char *const kinds[] = {"basicdtype", "refdtype", "enumdtype"};
    mxml_node_t *type = NULL;
    size_t kind = 0;
    for (; type == NULL && kind < 3; kind++) {
        type = mxmlFindElement(top, top, kinds[kind], "id", id, MXML_DESCEND);
    }
    return type == NULL || depth > 8 ? NULL
           : kind > 1                ? basic_type(top, attribute(type, "sub_dtype_id"), depth + 1)
                                     : type;
}

/* Returns the bits of a type; 0 for one that is no vector. */
static unsigned type_width(mxml_node_t *type)
{
    static const struct {
        const char *name;
        unsigned width;
    } words[] = {{"int", 32},     {"integer", 32}, {"byte", 8}, {"shortint", 16},
                 {"longint", 64}, {"logic", 1},    {"bit", 1}};
    if (type == NULL) {
        return 0;
    }
    if (mxmlElementGetAttr(type, "left") != NULL) {
        const unsigned left = number(attribute(type, "left"));
        const unsigned right = number(attribute(type, "right"));
        return (left > right ? left - right : right - left) + 1;
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(attribute(type, "name"), words[i].name) == 0) {
            return words[i].width;
        }
    }
    return 0;
}

/* Returns the number of the bit at the right; 1 where it has the highest. */
static unsigned type_low(mxml_node_t *type)
{
    const unsigned left = type == NULL ? 0 : number(attribute(type, "left"));
    const unsigned right = type == NULL ? 0 : number(attribute(type, "right"));
    return right > left ? 1 : right;
}

/* Gives room for one port more; NULL without memory. */
static cosim_design_port *more_ports(cosim_design *d)
{
    if (d->count == d->room) {
        const size_t room = d->room > 0 ? 2 * d->room : 64;
        cosim_design_port *ports = reallocarray(d->ports, room, sizeof *ports);
        if (ports == NULL) {
            return NULL;
        }
        d->ports = ports;
        d->room = room;
    }
    return &d->ports[d->count];
}

/* Collects the ports of a module, or all signals of an interface. */
static int collect(const cosim_manifest *m, mxml_node_t *top, const char *element, const char *name,
                   const char *scope, cosim_design *d)
{
    mxml_node_t *module = mxmlFindElement(top, top, element, "name", name, MXML_DESCEND);
    if (module == NULL) {
        return 0;
    }
    for (mxml_node_t *var = mxmlFindElement(module, module, "var", NULL, NULL, MXML_DESCEND_FIRST);
         var != NULL; var = mxmlFindElement(var, module, "var", NULL, NULL, MXML_NO_DESCEND)) {
        const char *direction = attribute(var, "dir");
        mxml_node_t *type = basic_type(top, attribute(var, "dtype_id"), 0);
        if (scope == NULL && direction[0] == '\0') {
            continue;
        }
        const char *text = attribute(var, "origName");
        cosim_design_port *port = more_ports(d);
        if (port == NULL || (text = cosim_arena_text(m->arena, text, strlen(text))) == NULL) {
            return -1;
        }
        *port = (cosim_design_port){
            .name = text,
            .scope = scope,
            .direction = scope != NULL                     ? COSIM_DESIGN_SIGNAL
                         : strcmp(direction, "input") == 0 ? COSIM_DESIGN_INPUT
                                                           : COSIM_DESIGN_OUTPUT,
            .width = type_width(type),
            .low = type_low(type),
            .is_signed = type != NULL && strcmp(attribute(type, "signed"), "true") == 0,
            .of_interface = scope != NULL && direction[0] != '\0'};
        d->count++;
    }
    return 0;
}

static int read_ports(const cosim_manifest *m, mxml_node_t *top, cosim_design *d)
{
    mxml_node_t *probe = mxmlFindElement(top, top, "module", "origName", "lif_probe", MXML_DESCEND);
    mxml_node_t *neuron =
        probe == NULL ? NULL
                      : mxmlFindElement(probe, probe, "instance", "name", "u_neuron", MXML_DESCEND);
    if (neuron == NULL) {
        return 0;
    }
    int status = collect(m, top, "module", attribute(neuron, "defName"), NULL, d);
    for (size_t i = 0; i < m->interface_count && status == 0; i++) {
        mxml_node_t *face =
            mxmlFindElement(probe, probe, "instance", "name", m->interfaces[i].name, MXML_DESCEND);
        if (face != NULL) {
            status = collect(m, top, "iface", attribute(face, "defName"), m->interfaces[i].name, d);
        }
    }
    return status;
}

/* ---- files and tasks ---- */

/* Tells whether a file is one of the package `std`, which Verilator of Debian 13 reads for every
 * design: verilated_std.sv and verilated_std_waiver.vlt. */
static bool is_standard(const char *name)
{
    static const char begin[] = "/verilator/include/verilated_std";
    const char *found = strstr(name, begin);
    return found != NULL && strchr(found + strlen(begin), '/') == NULL;
}

static int read_files(const cosim_manifest *m, mxml_node_t *top, cosim_design *d)
{
    mxml_node_t *files = mxmlFindElement(top, top, "files", NULL, NULL, MXML_DESCEND);
    size_t count = 0;
    for (mxml_node_t *file = files; file != NULL; count++) {
        file = mxmlFindElement(file, files, "file", NULL, NULL, MXML_DESCEND);
    }
    d->files = cosim_arena_alloc(m->arena, (count + 1) * sizeof *d->files);
    if (d->files == NULL) {
        return -1;
    }
    for (mxml_node_t *file = files; file != NULL;) {
        file = mxmlFindElement(file, files, "file", NULL, NULL, MXML_DESCEND);
        const char *name = file == NULL ? "<" : attribute(file, "filename");
        if (name[0] == '<' || is_standard(name)) {
            continue; /* Verilator's own */
        }
        if ((d->files[d->file_count++] = cosim_arena_text(m->arena, name, strlen(name))) == NULL) {
            return -1;
        }
    }
    return 0;
}

/* Finds the first task that does more than compute; its place is "file,line,...". */
static int read_tasks(const cosim_manifest *m, mxml_node_t *top, cosim_design *d)
{
    static const struct {
        const char *element, *name;
    } tasks[] = {{"systemf", "$system"},       {"systemt", "$system"},    {"fopen", "$fopen"},
                 {"fopenmcd", "$fopen"},       {"ucstmt", "$c"},          {"ucfunc", "$c"},
                 {"writemem", "$writememh"},   {"dumpctl", "$dumpvars"},  {"schdr", "block of C++"},
                 {"scimphdr", "block of C++"}, {"scimp", "block of C++"}, {"scint", "block of C++"},
                 {"scctor", "block of C++"},   {"scdtor", "block of C++"}};
    for (size_t i = 0; i < sizeof tasks / sizeof *tasks; i++) {
        mxml_node_t *task = mxmlFindElement(top, top, tasks[i].element, NULL, NULL, MXML_DESCEND);
        if (task == NULL) {
            continue;
        }
        char id[16], line[16];
        const char *place = attribute(task, "loc");
        const size_t length = strcspn(place, ",");
        snprintf(id, sizeof id, "%.*s", (int)length, place);
        place += length + (place[length] == ',');
        snprintf(line, sizeof line, "%.*s", (int)strcspn(place, ","), place);
        mxml_node_t *file = mxmlFindElement(top, top, "file", "id", id, MXML_DESCEND);
        const char *name = file == NULL ? "" : attribute(file, "filename");
        d->task.name = tasks[i].name;
        d->task.file = cosim_arena_text(m->arena, name, strlen(name));
        d->task.line = number(line);
        return d->task.file != NULL ? 0 : -1;
    }
    return 0;
}

int cosim_design_read(const cosim_manifest *m, const char *xml, cosim_design *d, cosim_diag *diag)
{
    struct stat state;
    FILE *file = fopen(xml, "r");
    *d = (cosim_design){.count = 0};
    if (file != NULL && fstat(fileno(file), &state) == 0 &&
        !cosim_arena_room(XML_ROOM * (size_t)state.st_size)) {
        fclose(file);
        return cosim_diag_memory(diag, NULL);
    }
    mxml_node_t *top = file == NULL ? NULL : mxmlLoadFile(NULL, file, MXML_OPAQUE_CALLBACK);
    if (file != NULL) {
        fclose(file);
    }
    if (top == NULL) {
        return cosim_diag_set(diag, NULL,
                              "%s: Verilator's description of the design cannot be read", xml);
    }
    const int status =
        read_ports(m, top, d) != 0 || read_files(m, top, d) != 0 || read_tasks(m, top, d) != 0;
    mxmlDelete(top);
    if (status != 0) {
        cosim_design_free(d);
        return cosim_diag_memory(diag, NULL);
    }
    return 0;
}

void cosim_design_free(cosim_design *d)
{
    free(d->ports);
    *d = (cosim_design){.count = 0};
}
