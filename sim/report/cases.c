// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "report/cases.h"

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

static bool set_seconds(mxml_node_t *node, double seconds)
{
    char text[64];
    snprintf(text, sizeof text, "%.6f", seconds);
    return set_text(node, "time", text);
}

static bool add_case(mxml_node_t *suite, const cosim_case *c)
{
    mxml_node_t *test = mxmlNewElement(suite, "testcase");
    if (test == NULL || !set_text(test, "classname", c->group) ||
        !set_text(test, "name", c->name) || (c->seconds > 0.0 && !set_seconds(test, c->seconds))) {
        return false;
    }
    mxml_node_t *failure = c->type != NULL ? mxmlNewElement(test, "failure") : NULL;
    return c->type == NULL || (failure != NULL && set_text(failure, "message", c->message) &&
                               set_text(failure, "type", c->type));
}

static bool fill(mxml_node_t *root, const char *name, const cosim_case *cases, size_t count)
{
    size_t failures = 0;
    for (size_t i = 0; i < count; i++) {
        failures += cases[i].type != NULL;
    }
    mxml_node_t *suites = mxmlNewElement(root, "testsuites");
    mxml_node_t *suite = suites == NULL ? NULL : mxmlNewElement(suites, "testsuite");
    bool good = suite != NULL && set_count(suites, "tests", count) &&
                set_count(suites, "failures", failures) && set_text(suite, "name", name) &&
                set_count(suite, "tests", count) && set_count(suite, "failures", failures) &&
                set_count(suite, "errors", 0);
    for (size_t i = 0; i < count && good; i++) {
        good = add_case(suite, &cases[i]);
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

int cosim_cases_write(cosim_output *output, const char *suite, const cosim_case *cases,
                      size_t count, cosim_diag *diag)
{
    FILE *file = cosim_output_file(output);
    mxml_node_t *root = mxmlNewXML("1.0");
    bool good = root != NULL && fill(root, suite, cases, count);
    if (good) {
        mxmlSetWrapMargin(0); /* else a line feed may fall between two attributes */
        /* An error of the file is reported by commit, which knows the reason. */
        good = mxmlSaveFile(root, file, layout) == 0 || ferror(file) != 0;
    }
    mxmlDelete(root);
    return good ? 0 : cosim_diag_set(diag, NULL, "out of memory for the JUnit report");
}
