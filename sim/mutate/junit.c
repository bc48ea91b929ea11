// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "mutate/junit.h"

#include "base/utf8.h"

#include <mxml.h>
#include <stdlib.h>
#include <string.h>

/* Sets an attribute from text of unknown origin. Returns false without memory. */
static bool set_text(mxml_node_t *node, const char *name, const char *text)
{
    char *clean = cosim_utf8_visible(text, "");
    if (clean == NULL) {
        return false;
    }
    mxmlElementSetAttr(node, name, clean);
    free(clean);
    return mxmlElementGetAttr(node, name) != NULL;
}

static bool set_count(mxml_node_t *node, const char *name, size_t count)
{
    char text[24];
    snprintf(text, sizeof text, "%zu", count);
    return set_text(node, name, text);
}

static bool survives(const cosim_mutant *m)
{
    return m->state == COSIM_MUTANT_SURVIVED || m->state == COSIM_MUTANT_UNDECIDED;
}

static bool add_mutant(mxml_node_t *suite, const cosim_mutate *m, const cosim_mutant *mutant)
{
    char name[600];
    mxml_node_t *test = mxmlNewElement(suite, "testcase");
    snprintf(name, sizeof name, "mutant %u: %s:%u: %s", mutant->number,
             mutant->file != NULL ? mutant->file : "", mutant->line, mutant->what);
    if (test == NULL || !set_text(test, "classname", m->manifest->name) ||
        !set_text(test, "name", name)) {
        return false;
    }
    if (!survives(mutant)) {
        return true;
    }
    mxml_node_t *failure = mxmlNewElement(test, "failure");
    snprintf(name, sizeof name, "no scenario fails on it%s%.400s",
             mutant->kept != NULL ? "; add " : "", mutant->kept != NULL ? mutant->kept : "");
    return failure != NULL && set_text(failure, "message", name) &&
           set_text(failure, "type", cosim_mutant_state_name(mutant->state));
}

static bool fill(mxml_node_t *root, const cosim_mutate *m)
{
    size_t failures = 0;
    for (size_t i = 0; i < m->mutants.count; i++) {
        failures += survives(&m->mutants.items[i]);
    }
    mxml_node_t *suites = mxmlNewElement(root, "testsuites");
    mxml_node_t *suite = suites == NULL ? NULL : mxmlNewElement(suites, "testsuite");
    bool good = suite != NULL && set_count(suites, "tests", m->mutants.count) &&
                set_count(suites, "failures", failures) &&
                set_text(suite, "name", "lifcosim mutate") &&
                set_count(suite, "tests", m->mutants.count) &&
                set_count(suite, "failures", failures) && set_count(suite, "errors", 0);
    for (size_t i = 0; i < m->mutants.count && good; i++) {
        good = add_mutant(suite, m, &m->mutants.items[i]);
    }
    return good;
}

/* Puts each element into a line of its own. */
static const char *layout(mxml_node_t *node, int where)
{
    const char *name = mxmlGetElement(node);
    if (where == MXML_WS_BEFORE_OPEN || where == MXML_WS_BEFORE_CLOSE) {
        return strncmp(name, "?xml", 4) == 0 ? NULL : "\n";
    }
    return where == MXML_WS_AFTER_CLOSE && strcmp(name, "testsuites") == 0 ? "\n" : NULL;
}

int cosim_mutate_junit(cosim_output *output, const cosim_mutate *m, cosim_diag *diag)
{
    FILE *file = cosim_output_file(output);
    mxml_node_t *root = mxmlNewXML("1.0");
    bool good = root != NULL && fill(root, m);
    if (good) {
        mxmlSetWrapMargin(0); /* else a line feed may fall between two attributes */
        /* An error of the file is reported by commit, which knows the reason. */
        good = mxmlSaveFile(root, file, layout) == 0 || ferror(file) != 0;
    }
    mxmlDelete(root);
    return good ? 0 : cosim_diag_set(diag, NULL, "out of memory for the JUnit report");
}
