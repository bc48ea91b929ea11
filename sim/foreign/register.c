// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "foreign/register.h"

#include <mxml.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEPTH = 400, NAME_BYTES = 256 };

/* A search for what is behind a signal. */
typedef struct search {
    mxml_node_t *top;
    int depth;
    mxml_node_t *module; /* where the register was found */
    char name[NAME_BYTES];
} search;

static const char *attribute(mxml_node_t *node, const char *name)
{
    const char *text = node != NULL ? mxmlElementGetAttr(node, name) : NULL;
    return text == NULL ? "" : text;
}

static bool is(mxml_node_t *node, const char *element)
{
    const char *name = mxmlGetElement(node);
    return name != NULL && strcmp(name, element) == 0;
}

/* Gives the last element below a node: the left side of an assignment, which Verilator puts last.
 */
static mxml_node_t *left_side(mxml_node_t *assignment)
{
    mxml_node_t *last = mxmlGetLastChild(assignment);
    while (last != NULL && mxmlGetElement(last) == NULL) {
        last = mxmlGetPrevSibling(last);
    }
    return last;
}

/* Tells whether the left side of an assignment is (a part of) the signal. */
static bool assigns(mxml_node_t *assignment, const char *signal)
{
    mxml_node_t *left = left_side(assignment);
    if (left == NULL) {
        return false;
    }
    if (is(left, "varref")) {
        return strcmp(attribute(left, "name"), signal) == 0;
    }
    /* of `v[i]` and `{a, b}`, any name stands for it */
    return mxmlFindElement(left, left, "varref", "name", signal, MXML_DESCEND) != NULL;
}

static bool is_register(mxml_node_t *module, const char *signal)
{
    for (mxml_node_t *a = mxmlFindElement(module, module, "assigndly", NULL, NULL, MXML_DESCEND);
         a != NULL; a = mxmlFindElement(a, module, "assigndly", NULL, NULL, MXML_DESCEND)) {
        if (assigns(a, signal)) {
            return true;
        }
    }
    return false;
}

static bool follow(search *s, mxml_node_t *module, const char *signal);

/* Follows every signal on the right side of the assignments of a signal. */
static bool follow_assignments(search *s, mxml_node_t *module, const char *signal,
                               const char *element)
{
    for (mxml_node_t *a = mxmlFindElement(module, module, element, NULL, NULL, MXML_DESCEND);
         a != NULL; a = mxmlFindElement(a, module, element, NULL, NULL, MXML_DESCEND)) {
        if (!assigns(a, signal)) {
            continue;
        }
        mxml_node_t *left = left_side(a);
        for (mxml_node_t *v = mxmlFindElement(a, a, "varref", NULL, NULL, MXML_DESCEND); v != NULL;
             v = mxmlFindElement(v, a, "varref", NULL, NULL, MXML_DESCEND)) {
            bool of_left = false;
            for (mxml_node_t *up = v; up != NULL && up != a; up = mxmlGetParent(up)) {
                of_left = of_left || up == left;
            }
            if (!of_left && strcmp(attribute(v, "name"), signal) != 0 &&
                follow(s, module, attribute(v, "name"))) {
                return true;
            }
        }
    }
    return false;
}

/* Follows it into the instance that drives it. */
static bool follow_instances(search *s, mxml_node_t *module, const char *signal)
{
    for (mxml_node_t *port = mxmlFindElement(module, module, "port", NULL, NULL, MXML_DESCEND);
         port != NULL; port = mxmlFindElement(port, module, "port", NULL, NULL, MXML_DESCEND)) {
        mxml_node_t *instance = mxmlGetParent(port);
        if (strcmp(attribute(port, "direction"), "out") != 0 ||
            mxmlFindElement(port, port, "varref", "name", signal, MXML_DESCEND) == NULL) {
            continue;
        }
        mxml_node_t *inner = mxmlFindElement(s->top, s->top, "module", "name",
                                             attribute(instance, "defName"), MXML_DESCEND);
        if (inner != NULL && follow(s, inner, attribute(port, "name"))) {
            return true;
        }
    }
    return false;
}

/* Tells whether a signal was followed before, to no register: where signals meet again, there are
 * more ways than signals. It is followed from now on. */
static bool was_followed(mxml_node_t *module, const char *signal)
{
    mxml_node_t *var = mxmlFindElement(module, module, "var", "name", signal, MXML_DESCEND);
    const bool was = attribute(var, "followed")[0] != '\0';
    if (var != NULL) {
        mxmlElementSetAttr(var, "followed", "1");
    }
    return was;
}

static bool follow(search *s, mxml_node_t *module, const char *signal)
{
    if (s->depth >= DEPTH || was_followed(module, signal)) {
        return false;
    }
    if (is_register(module, signal)) {
        s->module = module;
        snprintf(s->name, sizeof s->name, "%s", signal);
        return true;
    }
    s->depth++;
    const bool found = follow_instances(s, module, signal) ||
                       follow_assignments(s, module, signal, "contassign") ||
                       follow_assignments(s, module, signal, "assign");
    s->depth--;
    return found;
}

/* Finds the one register of a module that adds a constant to itself, or subtracts one. Returns
 * false where there is none, or several. */
static bool find_counter(mxml_node_t *module, char name[NAME_BYTES])
{
    static const char *const counts[] = {"sub", "add"};
    char found[NAME_BYTES] = "";
    for (mxml_node_t *a = mxmlFindElement(module, module, "assigndly", NULL, NULL, MXML_DESCEND);
         a != NULL; a = mxmlFindElement(a, module, "assigndly", NULL, NULL, MXML_DESCEND)) {
        mxml_node_t *left = left_side(a);
        const char *signal = left != NULL && is(left, "varref") ? attribute(left, "name") : "";
        for (int k = 0; signal[0] != '\0' && k < 2; k++) {
            mxml_node_t *sum = mxmlFindElement(a, a, counts[k], NULL, NULL, MXML_DESCEND);
            size_t others = 0, itself = 0, constants = 0;
            for (mxml_node_t *v = sum != NULL ? mxmlWalkNext(sum, sum, MXML_DESCEND) : NULL;
                 v != NULL; v = mxmlWalkNext(v, sum, MXML_DESCEND)) {
                const bool one = is(v, "varref") && strcmp(attribute(v, "name"), signal) == 0;
                itself += one;
                others += is(v, "varref") && !one;
                constants += is(v, "const");
            }
            if (itself != 1 || others > 0 || constants == 0) {
                continue;
            }
            if (found[0] != '\0' && strcmp(found, signal) != 0) {
                return false;
            }
            snprintf(found, sizeof found, "%s", signal);
        }
    }
    if (found[0] != '\0') {
        memcpy(name, found, sizeof found);
    }
    return found[0] != '\0';
}

/* Tells whether a line of a file has a word. */
static bool line_has(const char *path, unsigned line, const char *word)
{
    char text[4096];
    bool has = false;
    FILE *file = fopen(path, "r");
    for (unsigned at = 1; file != NULL && at <= line && fgets(text, sizeof text, file) != NULL;
         at++) {
        has = at == line && strstr(text, word) != NULL;
    }
    if (file != NULL) {
        fclose(file);
    }
    return has;
}

/* Gives the whole name of a file. Verilator cuts it at its first blank in some places, where the
 * list of files has the whole name as well. */
static const char *whole_name(mxml_node_t *top, const char *cut, unsigned line, const char *word)
{
    const size_t length = strlen(cut);
    for (mxml_node_t *f = mxmlFindElement(top, top, "file", NULL, NULL, MXML_DESCEND); f != NULL;
         f = mxmlFindElement(f, top, "file", NULL, NULL, MXML_DESCEND)) {
        const char *name = attribute(f, "filename");
        if (strncmp(name, cut, length) == 0 && (name[length] == '\0' || name[length] == ' ') &&
            line_has(name, line, word)) {
            return name;
        }
    }
    return cut;
}

/* Says where a signal is declared. */
static void place(mxml_node_t *top, mxml_node_t *module, const char *signal, cosim_register *found)
{
    mxml_node_t *var = mxmlFindElement(module, module, "var", "name", signal, MXML_DESCEND);
    const char *where = attribute(var, "loc");
    const size_t length = strcspn(where, ",");
    char id[16];
    snprintf(id, sizeof id, "%.*s", (int)length, where);
    mxml_node_t *file = mxmlFindElement(top, top, "file", "id", id, MXML_DESCEND);
    if (var == NULL || file == NULL) {
        return;
    }
    found->line = (unsigned)strtoul(where + length + (where[length] == ','), NULL, 10);
    snprintf(found->name, sizeof found->name, "%s", attribute(var, "origName"));
    snprintf(found->file, sizeof found->file, "%s",
             whole_name(top, attribute(file, "filename"), found->line, found->name));
}

/* Finds the neuron's module. */
static mxml_node_t *neuron_of(mxml_node_t *top, const char *name)
{
    if (name != NULL) {
        return mxmlFindElement(top, top, "module", "origName", name, MXML_DESCEND);
    }
    mxml_node_t *probe = mxmlFindElement(top, top, "module", "origName", "lif_probe", MXML_DESCEND);
    mxml_node_t *neuron =
        probe == NULL ? NULL
                      : mxmlFindElement(probe, probe, "instance", "name", "u_neuron", MXML_DESCEND);
    return neuron == NULL ? NULL
                          : mxmlFindElement(top, top, "module", "name",
                                            attribute(neuron, "defName"), MXML_DESCEND);
}

int cosim_register_find(const char *xml, const char *name, const char *port, bool counts,
                        cosim_register *found, cosim_diag *diag)
{
    char signal[NAME_BYTES];
    FILE *file = fopen(xml, "r");
    mxml_node_t *top = file == NULL ? NULL : mxmlLoadFile(NULL, file, MXML_OPAQUE_CALLBACK);
    *found = (cosim_register){.line = 0};
    if (file != NULL) {
        fclose(file);
    }
    if (top == NULL) {
        return cosim_diag_set(diag, NULL,
                              "%s: Verilator's description of the design cannot be read; build "
                              "the circuit again",
                              xml);
    }
    mxml_node_t *module = neuron_of(top, name);
    const char *dot = strrchr(port, '.');
    snprintf(signal, sizeof signal, "%.*s", (int)strcspn(dot != NULL ? dot + 1 : port, "["),
             dot != NULL ? dot + 1 : port);
    if (module != NULL) {
        search s = {.top = top};
        if (follow(&s, module, signal)) {
            if (counts) {
                (void)find_counter(s.module, s.name);
            }
            place(top, s.module, s.name, found);
        } else {
            place(top, module, signal, found);
        }
    }
    mxmlDelete(top);
    return 0;
}
