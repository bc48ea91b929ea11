// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "result/reason.h"

#include "base/si.h"
#include "result/mismatch.h"

#include <inttypes.h>
#include <stdio.h>

/* Tells in a sentence why "expect" failed: which of the two lists differs. */
static const char *expect_text(const cosim_result *r)
{
    if (r->expect.count_only) {
        return r->expect.reference_equal ? "the circuit has another number of spikes than stated"
               : r->expect.dut_equal
                   ? "the reference has another number of spikes than stated"
                   : "reference and circuit have another number of spikes than stated";
    }
    return r->expect.reference_equal ? "the circuit's spikes differ from the stated list"
           : r->expect.dut_equal
               ? "the reference's spikes differ from the stated list"
               : "the spikes of reference and circuit differ from the stated list";
}

/* Says why nothing was shown, though nothing failed. */
static void vacuous_text(const cosim_result *r, char *text, size_t bytes)
{
    char bound[COSIM_SI_BYTES], tolerance[COSIM_SI_BYTES], more[160] = "";
    const bool none = r->free_running.identical && r->exact.verdict == COSIM_PASS;
    if (r->bounded.verdict != COSIM_VACUOUS || none) { /* else equal lists would have shown it */
        snprintf(text, bytes, "no membrane was compared, and no spike that had to happen");
        return;
    }
    if (r->exact.verdict != COSIM_PASS) {
        /* the bound alone could have shown it */
    } else if (r->bounded.sticks) {
        snprintf(
            more, sizeof more,
            "; the circuit sticks: its membrane does not move in the time constant before step "
            "%" PRIu64 ", while the reference goes over the threshold",
            r->bounded.stuck_step);
    } else if (r->bounded.decided == 0) {
        snprintf(more, sizeof more, "; the spike lists differ, and no spike had to happen");
    }
    snprintf(text, bytes, "a bound of %s is over the tolerance of %s%s",
             cosim_si(r->bounded.max_bound_v, "V", 3, bound),
             cosim_si(r->tolerance * r->scale_v, "V", 3, tolerance), more);
}

/* Tells which level fails first, where no mismatch says more. */
static const char *failed_text(const cosim_result *r)
{
    return r->constants.verdict == COSIM_FAIL      ? "constants: a word is not the nearest one"
           : r->exact.verdict == COSIM_FAIL        ? "exact: differs from the integer model"
           : r->bounded.verdict == COSIM_FAIL      ? "bounded: outside the error bound"
           : r->free_running.verdict == COSIM_FAIL ? "free_running: the spikes differ although no "
                                                     "step is ambiguous"
                                                   : "nothing that can be judged was compared";
}

const char *cosim_result_reason(const cosim_result *r, char *text, size_t bytes)
{
    text[0] = '\0';
    if (cosim_verdict_is_good(r->verdict)) {
        return text;
    }
    if (r->first_mismatch.present) {
        char mismatch[256];
        snprintf(text, bytes, "%s: %s", cosim_level_name(r->first_mismatch.level),
                 cosim_mismatch_text(r, mismatch, sizeof mismatch));
    } else if (r->lif.verdict == COSIM_FAIL) {
        char apart[COSIM_LIF_APART_BYTES];
        snprintf(text, bytes,
                 "lif: step %" PRIu64 ": the %s is not that of the scenario's LIF neuron (%s)",
                 r->lif.first, r->lif.term, cosim_lif_apart_text(&r->lif.apart, apart));
    } else if (r->lif.cut_steps > 0) {
        snprintf(text, bytes, "clip: step %" PRIu64 ": %s changed a value that matters",
                 r->lif.first_cut, r->lif.cut);
    } else if (r->clipped_steps > 0) {
        snprintf(text, bytes, "clip: %" PRIu64 " drives do not fit the format", r->clipped_steps);
    } else if (r->expect.verdict == COSIM_FAIL) {
        snprintf(text, bytes, "expect: %s", expect_text(r));
    } else if (r->verdict == COSIM_VACUOUS) {
        vacuous_text(r, text, bytes);
    } else {
        snprintf(text, bytes, "%s", failed_text(r));
    }
    return text;
}
