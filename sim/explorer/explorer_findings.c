// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The program's own code looks for what is wrong with a circuit, and tells it in its words. It can
 * take a second or two: the page has an instance of the WebAssembly beside it for this. */
#include "diagnose/findings.h"
#include "report/findings.h"
#include "report/json.h"
#include "run/coding.h"
#include "run/run.h"
#include "explorer.h"

#include <math.h>

/* The last run that was looked into, and its job of explorer_open, to which its strings belong. */
static cosim_result result;
static const cosim_job *job;

static int look(const char *bytes, size_t length, const char *circuit, cosim_diag *diag)
{
    const cosim_run_options options = {.sinks = NULL};
    cosim_result_free(&result);
    result = (cosim_result){.scenario = NULL};
    job = explorer_open(bytes, length, circuit, diag);
    if (job == NULL || cosim_job_run(job, &options, &result, diag) != 0) {
        return -1;
    }
    return cosim_findings_wanted(job, &result, true)
               ? cosim_findings_find(job, &result.findings, diag)
               : 0;
}

EXPLORER_EXPORT("explorer_findings")
const char *explorer_findings(const char *bytes, size_t length, const char *circuit);

/* Runs a scenario (see explorer_scenario) on a circuit, and looks for what is wrong where it fails.
 * Returns the JSON document of `lifcosim run --findings --json`, or that of a refusal. */
const char *explorer_findings(const char *bytes, size_t length, const char *circuit)
{
    cosim_diag diag = {.message = ""};
    const int status = look(bytes, length, circuit, &diag);
    cosim_output *output = explorer_memory_open();
    if (output == NULL) {
        return NULL;
    }
    if (status == 0) {
        cosim_json json;
        cosim_report_json_begin(&json, cosim_output_file(output));
        cosim_report_json_result(&json, &result);
        cosim_report_json_end(&json);
    } else {
        explorer_put_error(cosim_output_file(output), &diag);
    }
    return explorer_memory_close(output);
}

EXPLORER_EXPORT("explorer_findings_text") const char *explorer_findings_text(void);

/* Returns the lines that `lifcosim run --findings` prints of the findings of that run, "" where
 * there are none. */
const char *explorer_findings_text(void)
{
    cosim_output *output = explorer_memory_open();
    if (output == NULL) {
        return NULL;
    }
    cosim_text_findings(cosim_output_file(output), &result);
    return explorer_memory_close(output);
}

EXPLORER_EXPORT("explorer_findings_current") double explorer_findings_current(int32_t drive_fx);

/* Gives the current [A] that a drive word stands for in that run; NaN without one. */
double explorer_findings_current(int32_t drive_fx)
{
    return job != NULL ? cosim_job_current(job, drive_fx) : (double)NAN;
}
