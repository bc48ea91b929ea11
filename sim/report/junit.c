// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "report/junit.h"

#include "base/utf8.h"
#include "report/detail.h"
#include "result/reason.h"

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
    good = clean != NULL && failure != NULL && set_text(failure, "message", one->reason) &&
           set_text(failure, "type", cosim_verdict_name(one->verdict)) &&
           mxmlNewOpaque(failure, clean) != NULL;
    free(clean);
    free(report);
    return good;
}

static bool add_test(mxml_node_t *suite, const cosim_junit_case *one)
{
    mxml_node_t *test = mxmlNewElement(suite, "testcase");
    return test != NULL && set_text(test, "classname", one->dut) &&
           set_text(test, "name", one->scenario) && set_seconds(test, one->seconds) &&
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
    mxml_node_t *suites = mxmlNewElement(root, "testsuites");
    mxml_node_t *suite = suites == NULL ? NULL : mxmlNewElement(suites, "testsuite");
    if (suite == NULL || !set_count(suites, "tests", count) ||
        !set_count(suites, "failures", failures) || !set_text(suite, "name", "lifcosim") ||
        !set_count(suite, "tests", count) || !set_count(suite, "failures", failures) ||
        !set_count(suite, "errors", 0) || !set_seconds(suite, seconds)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (!add_test(suite, &cases[i])) {
            return false;
        }
    }
    return true;
}

/* Puts one element into each line; the content of a failure is left as it is. */
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

int cosim_junit_write_cases(cosim_output *output, const cosim_junit_case *cases, size_t count,
                            cosim_diag *diag)
{
    FILE *file = cosim_output_file(output);
    mxml_node_t *root = mxmlNewXML("1.0");
    bool good = root != NULL && fill(root, cases, count);
    if (good) {
        mxmlSetWrapMargin(0); /* else a line feed may fall between two attributes */
        /* An error of the file is reported by commit, which knows the reason. */
        good = mxmlSaveFile(root, file, layout) == 0 || ferror(file) != 0;
    }
    mxmlDelete(root);
    return good ? 0 : cosim_diag_set(diag, NULL, "out of memory for the JUnit report");
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
