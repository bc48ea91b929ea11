// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "result/result.h"

#include "result/finding.h"

#include <stdlib.h>

void cosim_result_free(cosim_result *result)
{
    cosim_findings_free(result->findings);
    result->findings = NULL;
    free(result->wave);
    free(result->layout);
    cosim_source_line_free(&result->at);
    result->wave = result->layout = NULL;
    cosim_train_free(&result->dut_spikes);
    cosim_train_free(&result->reference_spikes);
}

const char *cosim_verdict_name(cosim_verdict verdict)
{
    switch (verdict) {
    case COSIM_NOT_APPLICABLE:
        return "not-applicable";
    case COSIM_PASS:
        return "pass";
    case COSIM_VACUOUS:
        return "vacuous";
    case COSIM_FAIL:
        return "fail";
    case COSIM_CONFORMS:
        return "conforms";
    }
    return "unknown";
}

const char *cosim_free_outcome_name(cosim_free_outcome outcome)
{
    return outcome == COSIM_FREE_IDENTICAL   ? "identical"
           : outcome == COSIM_FREE_EXPLAINED ? "explained"
           : outcome == COSIM_FREE_FAIL      ? "fail"
                                             : "says-nothing";
}

const char *cosim_free_outcome_words(cosim_free_outcome outcome)
{
    return outcome == COSIM_FREE_SAYS_NOTHING ? "says nothing" : cosim_free_outcome_name(outcome);
}

const char *cosim_level_name(cosim_level level)
{
    switch (level) {
    case COSIM_LEVEL_CONSTANTS:
        return "constants";
    case COSIM_LEVEL_EXACT:
        return "exact";
    case COSIM_LEVEL_LIF:
        return "lif";
    case COSIM_LEVEL_BOUNDED:
        return "bounded";
    case COSIM_LEVEL_FREE_RUNNING:
        return "free_running";
    case COSIM_LEVEL_EXPECT:
        return "expect";
    case COSIM_LEVEL_CLIP:
        return "clip";
    }
    return "unknown";
}
