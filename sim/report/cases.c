// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "report/cases.h"

#include "report/xml.h"

#include <mxml.h>

static bool add_case(mxml_node_t *suite, const cosim_case *c)
{
    mxml_node_t *test = mxmlNewElement(suite, "testcase");
    if (test == NULL || !cosim_xml_text(test, "classname", c->group) ||
        !cosim_xml_text(test, "name", c->name) ||
        (c->seconds > 0.0 && !cosim_xml_seconds(test, c->seconds))) {
        return false;
    }
    mxml_node_t *failure = c->type != NULL ? mxmlNewElement(test, "failure") : NULL;
    return c->type == NULL || (failure != NULL && cosim_xml_text(failure, "message", c->message) &&
                               cosim_xml_text(failure, "type", c->type));
}

static bool fill(mxml_node_t *root, const char *name, const cosim_case *cases, size_t count)
{
    size_t failures = 0;
    for (size_t i = 0; i < count; i++) {
        failures += cases[i].type != NULL;
    }
    mxml_node_t *suite = cosim_xml_suite(root, name, count, failures);
    bool good = suite != NULL;
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
