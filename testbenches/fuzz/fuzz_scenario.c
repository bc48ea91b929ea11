// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Any bytes are a scenario file, which is read or refused with a place and a reason. What is read
 * keeps its promises, and where it fits the default format and is short, its run on the integer
 * model is a correct one: no level fails but those that a scenario alone can make fail. */
#include "fuzz.h"
#include "circuit/open.h"
#include "input/units.h"
#include "run/run.h"
#include "scenario/place.h"
#include "scenario/read.h"

#include <string.h>

enum { MOST_STEPS = 3000 };

static void check_scenario(const cosim_scenario *s)
{
    lif_error error;
    cosim_place place;
    FUZZ_CHECK(lif_params_validate(&s->params, &error) == LIF_OK);
    FUZZ_CHECK(s->steps > 0 && s->stimulus_count > 0 && s->tolerance > 0.0);
    FUZZ_CHECK(strlen(s->sha256) == 64 && strchr(s->name, '/') == NULL && s->name[0] != '\0');
    for (size_t i = 0; i < s->stimulus_count; i++) {
        FUZZ_CHECK(lif_stimulus_validate(&s->stimuli[i], s->params.dt_s, s->steps, &error) ==
                   LIF_OK);
    }
    for (size_t i = 0; i < s->expect.count; i++) {
        FUZZ_CHECK(s->expect.spikes[i] < s->steps);
        FUZZ_CHECK(i == 0 || s->expect.spikes[i] > s->expect.spikes[i - 1]);
    }
    cosim_scenario_place(s, "stimulus.0.nothing", &place);
    FUZZ_CHECK(place.line > 0 && place.column > 0);
}

static void run(const cosim_scenario *s)
{
    static cosim_dut *dut;
    const cosim_run_options options = {.sinks = NULL};
    cosim_diag diag;
    cosim_job job;
    cosim_result result;
    if (dut == NULL) {
        FUZZ_CHECK(cosim_dut_open("model:q8_24", &dut, &diag) == COSIM_DUT_OK);
    }
    if (cosim_job_prepare(&job, s, dut, &diag) != 0) {
        FUZZ_CHECK(diag.message[0] != '\0');
        return;
    }
    FUZZ_CHECK(cosim_job_run(&job, &options, &result, &diag) == 0);
    FUZZ_CHECK(result.constants.verdict == COSIM_PASS);
    FUZZ_CHECK(result.exact.mismatches == 0 && result.bounded.mismatches == 0);
    FUZZ_CHECK(result.free_running.verdict != COSIM_FAIL);
    FUZZ_CHECK(result.steps == s->steps || result.clipped_steps > 0);
    cosim_result_free(&result);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char current[] = "i,time\n1,0\n2,1\n3,2\n";
    static char path[600];
    cosim_scenario *scenario = NULL;
    cosim_diag diag;
    const uint64_t seed = size;
    if (path[0] == '\0') {
        fuzz_write("current.csv", current, sizeof current - 1);
        atexit(cosim_units_release);
    }
    strcpy(path, fuzz_write("s.yaml", data, size));
    memset(&diag, 0xA5, sizeof diag); /* a refusal must fill it */
    if (cosim_scenario_read(path, NULL, 0, size % 2 ? &seed : NULL, &scenario, &diag) != 0) {
        fuzz_check_refusal(&diag, path);
        return 0;
    }
    check_scenario(scenario);
    if (scenario->steps <= MOST_STEPS) {
        run(scenario);
    }
    cosim_scenario_free(scenario);
    return 0;
}
