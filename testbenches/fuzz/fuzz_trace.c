// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Any bytes are the manifest of a trace, and what follows a line of three equals signs is its file
 * d.csv. Both are read or refused with a place and a reason; what is read is a circuit that says
 * what it shows, and its rows are judged on a scenario of as many steps, or refused: never a pass
 * of nothing. */
#include "fuzz.h"
#include "circuit/open.h"
#include "circuit/recording.h"
#include "foreign/trace.h"
#include "run/recorded_drive.h"
#include "run/run.h"
#include "scenario/read.h"

#include <string.h>

static const char scenario_text[] =
    "name: s\nstep: 0.1 ms\nsteps: 4\nneuron: {method: exponential, resistance: 10 MOhm, "
    "time_constant: 8 ms, rest: -70 mV, threshold: -50 mV}\nstimulus: trace\n";

static void judge(cosim_dut *dut)
{
    const char *path = fuzz_write("s.yaml", scenario_text, sizeof scenario_text - 1);
    const cosim_run_options options = {.skip_distances = true};
    cosim_scenario *scenario = NULL;
    cosim_diag diag;
    cosim_job job;
    cosim_result result;
    FUZZ_CHECK(cosim_scenario_read(path, NULL, 0, NULL, &scenario, &diag) == 0);
    memset(&diag, 0xA5, sizeof diag);
    if (cosim_job_prepare(&job, scenario, dut, &diag) == 0 &&
        cosim_recorded_drive(&job, scenario, &diag) == 0 &&
        cosim_job_prepare(&job, scenario, dut, &diag) == 0 &&
        cosim_job_run(&job, &options, &result, &diag) == 0) {
        FUZZ_CHECK(result.steps == 4 && result.trace[0] != '\0');
        FUZZ_CHECK(result.verdict != COSIM_PASS || result.bounded.compared > 0 ||
                   result.bounded.decided > 0 || result.exact.compared > 0);
        cosim_result_free(&result);
    } else {
        FUZZ_CHECK(memchr(diag.message, '\0', sizeof diag.message) != NULL);
        FUZZ_CHECK(diag.message[0] != '\0');
    }
    cosim_scenario_free(scenario);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char end[] = "\n===\n";
    const uint8_t *at = size == 0 ? NULL : memmem(data, size, end, sizeof end - 1);
    const size_t manifest = at == NULL ? size : (size_t)(at - data) + 1;
    const size_t rest = at == NULL ? size : manifest + sizeof end - 2;
    const char *path = fuzz_write("m.yaml", data, manifest);
    cosim_dut *dut = NULL;
    cosim_diag diag;
    memset(&diag, 0xA5, sizeof diag);
    fuzz_write("d.csv", size == 0 ? (const uint8_t *)"" : data + rest, size - rest);
    const int status = cosim_trace_open(path, NULL, false, &dut, &diag);
    if (status != COSIM_DUT_OK) {
        fuzz_check_refusal(&diag, path);
        return 0;
    }
    FUZZ_CHECK(dut->recording != NULL && dut->ops->capabilities < LIF_DUT_WAVES);
    judge(dut);
    cosim_dut_close(dut);
    return 0;
}
