// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "report/junit.h"

#include "report/cases.h"
#include "report/detail.h"
#include "result/reason.h"

#include <stdlib.h>

static void write_result(const void *result, FILE *out) { cosim_report_text(out, result); }

int cosim_junit_write(cosim_output *output, const cosim_result *const *results, size_t count,
                      cosim_diag *diag)
{
    cosim_case *cases = calloc(count + 1, sizeof *cases);
    if (cases == NULL) {
        return cosim_diag_set(diag, NULL, "out of memory for the JUnit report");
    }
    for (size_t i = 0; i < count; i++) {
        const cosim_result *r = results[i];
        cases[i] = (cosim_case){
            .group = r->dut,
            .name = r->scenario,
            .type = cosim_verdict_is_good(r->verdict) ? NULL : cosim_verdict_name(r->verdict),
            .seconds = r->seconds,
            .result = r,
            .write = write_result};
        cosim_result_reason(r, cases[i].message, sizeof cases[i].message);
    }
    const int status = cosim_cases_write(output, "lifcosim", cases, count, diag);
    free(cases);
    return status;
}
