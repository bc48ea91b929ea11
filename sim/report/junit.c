// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "report/junit.h"

#include "base/utf8.h"
#include "report/detail.h"
#include "report/xml.h"
#include "result/reason.h"

#include <mxml.h>
#include <stdlib.h>

/* Adds the failure of a test case: the reason is an attribute, the text report its content. */
static bool add_failure(mxml_node_t *test, const cosim_junit_case *one)
{
    char *report = NULL;
    size_t bytes = 0;
    FILE *stream = open_memstream(&report, &bytes);
    if (stream == NULL) {
        return false;
    }
    one->write(one->result, stream);
    bool good = fclose(stream) == 0;
    char *clean = good ? cosim_utf8_visible(report, "\n\t") : NULL;
    mxml_node_t *failure = mxmlNewElement(test, "failure");
    good = clean != NULL && failure != NULL && cosim_xml_text(failure, "message", one->reason) &&
           cosim_xml_text(failure, "type", cosim_verdict_name(one->verdict)) &&
           mxmlNewOpaque(failure, clean) != NULL;
    free(clean);
    free(report);
    return good;
}

static bool add_test(mxml_node_t *suite, const cosim_junit_case *one)
{
    mxml_node_t *test = mxmlNewElement(suite, "testcase");
    return test != NULL && cosim_xml_text(test, "classname", one->dut) &&
           cosim_xml_text(test, "name", one->scenario) && cosim_xml_seconds(test, one->seconds) &&
           (cosim_verdict_is_good(one->verdict) || add_failure(test, one));
}

static bool fill(mxml_node_t *root, const cosim_junit_case *cases, size_t count)
{
    size_t failures = 0;
    double seconds = 0;
    for (size_t i = 0; i < count; i++) {
        failures += !cosim_verdict_is_good(cases[i].verdict);
        seconds += cases[i].seconds;
    }
    mxml_node_t *suite = cosim_xml_suite(root, "lifcosim", count, failures);
    bool good = suite != NULL && cosim_xml_seconds(suite, seconds);
    for (size_t i = 0; i < count && good; i++) {
        good = add_test(suite, &cases[i]);
    }
    return good;
}

int cosim_junit_write_cases(cosim_output *output, const cosim_junit_case *cases, size_t count,
                            cosim_diag *diag)
{
    mxml_node_t *root = mxmlNewXML("1.0");
    return cosim_xml_write(root, fill(root, cases, count), output, diag);
}

static void write_result(const void *result, FILE *out) { cosim_report_text(out, result); }

int cosim_junit_write(cosim_output *output, const cosim_result *const *results, size_t count,
                      cosim_diag *diag)
{
    cosim_junit_case *cases = calloc(count + 1, sizeof *cases);
    if (cases == NULL) {
        return cosim_diag_set(diag, NULL, "out of memory for the JUnit report");
    }
    for (size_t i = 0; i < count; i++) {
        const cosim_result *r = results[i];
        cases[i] = (cosim_junit_case){.scenario = r->scenario,
                                      .dut = r->dut,
                                      .seconds = r->seconds,
                                      .verdict = r->verdict,
                                      .result = r,
                                      .write = write_result};
        cosim_result_reason(r, cases[i].reason, sizeof cases[i].reason);
    }
    const int status = cosim_junit_write_cases(output, cases, count, diag);
    free(cases);
    return status;
}
