// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "report/cases.h"

#include "base/utf8.h"
#include "report/xml.h"

#include <mxml.h>
#include <stdlib.h>

/* The report of a failure is the content of its element. */
static bool add_report(mxml_node_t *failure, const cosim_case *c)
{
    char *report = NULL;
    size_t bytes = 0;
    FILE *stream = open_memstream(&report, &bytes);
    if (stream == NULL) {
        return false;
    }
    c->write(c->result, stream);
    bool good = fclose(stream) == 0;
    char *clean = good ? cosim_utf8_visible(report, "\n\t") : NULL;
    good = clean != NULL && mxmlNewOpaque(failure, clean) != NULL;
    free(clean);
    free(report);
    return good;
}

static bool add_case(mxml_node_t *suite, const cosim_case *c)
{
    mxml_node_t *test = mxmlNewElement(suite, "testcase");
    if (test == NULL || !cosim_xml_text(test, "classname", c->group) ||
        !cosim_xml_text(test, "name", c->name) ||
        (c->seconds >= 0.0 && !cosim_xml_seconds(test, c->seconds))) {
        return false;
    }
    mxml_node_t *failure = c->type != NULL ? mxmlNewElement(test, "failure") : NULL;
    return c->type == NULL || (failure != NULL && cosim_xml_text(failure, "message", c->message) &&
                               cosim_xml_text(failure, "type", c->type) &&
                               (c->write == NULL || add_report(failure, c)));
}

static bool fill(mxml_node_t *root, const char *name, const cosim_case *cases, size_t count)
{
    size_t failures = 0;
    double seconds = 0.0;
    bool timed = true;
    for (size_t i = 0; i < count; i++) {
        failures += cases[i].type != NULL;
        timed = timed && cases[i].seconds >= 0.0;
        seconds += cases[i].seconds;
    }
    mxml_node_t *suite = cosim_xml_suite(root, name, count, failures);
    bool good = suite != NULL && (!timed || cosim_xml_seconds(suite, seconds));
    for (size_t i = 0; i < count && good; i++) {
        good = add_case(suite, &cases[i]);
    }
    return good;
}

int cosim_cases_write(cosim_output *output, const char *suite, const cosim_case *cases,
                      size_t count, cosim_diag *diag)
{
    mxml_node_t *root = mxmlNewXML("1.0");
    return cosim_xml_write(root, fill(root, suite, cases, count), output, diag);
}
