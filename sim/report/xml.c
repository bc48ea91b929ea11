// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "report/xml.h"

#include "base/utf8.h"

#include <mxml.h>
#include <stdlib.h>
#include <string.h>

bool cosim_xml_text(mxml_node_t *node, const char *name, const char *text)
{
    char *clean = cosim_utf8_visible(text, "");
    if (clean == NULL) {
        return false;
    }
    mxmlElementSetAttr(node, name, clean);
    free(clean);
    return mxmlElementGetAttr(node, name) != NULL;
}

bool cosim_xml_count(mxml_node_t *node, const char *name, size_t count)
{
    char text[24];
    snprintf(text, sizeof text, "%zu", count);
    return cosim_xml_text(node, name, text);
}

bool cosim_xml_seconds(mxml_node_t *node, double seconds)
{
    char text[64];
    snprintf(text, sizeof text, "%.6f", seconds);
    return cosim_xml_text(node, "time", text);
}

mxml_node_t *cosim_xml_suite(mxml_node_t *root, const char *name, size_t tests, size_t failures)
{
    mxml_node_t *suites = root == NULL ? NULL : mxmlNewElement(root, "testsuites");
    mxml_node_t *suite = suites == NULL ? NULL : mxmlNewElement(suites, "testsuite");
    const bool good =
        suite != NULL && cosim_xml_count(suites, "tests", tests) &&
        cosim_xml_count(suites, "failures", failures) && cosim_xml_text(suite, "name", name) &&
        cosim_xml_count(suite, "tests", tests) && cosim_xml_count(suite, "failures", failures) &&
        cosim_xml_count(suite, "errors", 0);
    return good ? suite : NULL;
}

/* Puts each element into a line of its own; the content of a failure is left as it is. */
static const char *layout(mxml_node_t *node, int where)
{
    const char *name = mxmlGetElement(node);
    if (where == MXML_WS_BEFORE_CLOSE && strcmp(name, "failure") == 0) {
        return NULL;
    }
    if (where == MXML_WS_BEFORE_OPEN || where == MXML_WS_BEFORE_CLOSE) {
        return strncmp(name, "?xml", 4) == 0 ? NULL : "\n";
    }
    return where == MXML_WS_AFTER_CLOSE && strcmp(name, "testsuites") == 0 ? "\n" : NULL;
}

int cosim_xml_write(mxml_node_t *root, bool whole, cosim_output *output, cosim_diag *diag)
{
    FILE *file = cosim_output_file(output);
    if (whole) {
        mxmlSetWrapMargin(0); /* else a line feed may fall between two attributes */
        /* An error of the file is reported by commit, which knows the reason. */
        whole = mxmlSaveFile(root, file, layout) == 0 || ferror(file) != 0;
    }
    mxmlDelete(root);
    return whole ? 0 : cosim_diag_set(diag, NULL, "out of memory for the JUnit report");
}
