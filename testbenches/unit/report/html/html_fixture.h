// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The tests of the HTML report share a run of the book's neuron, and parts of a text. */
#ifndef HTML_FIXTURE_H
#define HTML_FIXTURE_H

#include "neuron_fixture.h"
#include "report_fixture.h"
#include "scenario_fixture.h"
#include "circuit/open.h"
#include "run/job.h"
#include "run/run.h"

/* Makes a run of the book's neuron on the integer model. */
typedef struct one_run {
    cosim_scenario *scenario;
    cosim_dut *dut;
    cosim_job job;
    cosim_result result;
} one_run;

static inline void html_run_start(one_run *r, const char *text, const char *const *overrides,
                                  size_t override_count)
{
    const cosim_run_options options = {.sinks = NULL};
    cosim_diag diag;
    r->scenario = fixture_read(text, overrides, override_count, NULL);
    r->dut = fixture_dut("model:q8_24");
    assert_int_equal(cosim_job_prepare(&r->job, r->scenario, r->dut, &diag), 0);
    assert_int_equal(cosim_job_run(&r->job, &options, &r->result, &diag), 0);
}

static inline void html_run_end(one_run *r)
{
    cosim_result_free(&r->result);
    cosim_dut_close(r->dut);
    cosim_scenario_free(r->scenario);
}

/* Tells how often a text has a part. */
static inline size_t html_count(const char *text, const char *part)
{
    size_t count = 0;
    for (; (text = strstr(text, part)) != NULL; text++) {
        count++;
    }
    return count;
}

/* Fails the test unless the text has the part; `lacks` fails it if it has it. */
static inline void html_has(const char *text, const char *part)
{
    if (strstr(text, part) == NULL) {
        fail_msg("no \"%s\" in: %s", part, text);
    }
}

static inline void html_lacks(const char *text, const char *part)
{
    if (strstr(text, part) != NULL) {
        fail_msg("\"%s\" in: %s", part, text);
    }
}

#endif
