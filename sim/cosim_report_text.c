// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "cosim_report.h"
#include "cosim_utf8.h"

#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <string.h>

/* A name, padded to a width in characters. Control characters would reach the terminal: they
 * become question marks. */
static void put_name(FILE *out, const char *name, int width)
{
    while (*name != '\0') {
        uint32_t code;
        size_t bytes = cosim_utf8_decode(name, &code);
        bool control = code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0xFFFD;
        fprintf(out, "%.*s", control ? 1 : (int)bytes, control ? "?" : name);
        name += bytes;
        width--;
    }
    fprintf(out, "%*s", width > 0 ? width : 0, "");
}

/* The levels that pass, as [constants exact bounded expect]. The free-running level is a report
 * and no criterion: it is named only where it is not as expected. */
static void put_levels(FILE *out, const cosim_result *r)
{
    const struct {
        cosim_level level;
        cosim_verdict verdict;
    } levels[] = {
        {COSIM_LEVEL_CONSTANTS, r->constants.verdict},
        {COSIM_LEVEL_EXACT, r->exact.verdict},
        {COSIM_LEVEL_BOUNDED, r->bounded.verdict},
        {COSIM_LEVEL_EXPECT, r->expect.verdict},
    };
    const char *separator = "";
    fputc('[', out);
    for (size_t i = 0; i < sizeof levels / sizeof levels[0]; i++) {
        if (levels[i].verdict == COSIM_PASS) {
            fprintf(out, "%s%s", separator, cosim_level_name(levels[i].level));
            separator = " ";
        }
    }
    fputc(']', out);
}

/* What a reader of a passing line must know beside it. */
static void put_notes(FILE *out, const cosim_result *r)
{
    if (r->verdict == COSIM_PASS && r->bounded.verdict == COSIM_VACUOUS) {
        fputs(" (bounded: vacuous)", out);
    }
    if (r->expect.stated && r->expect.knife_edge) {
        fprintf(out, " (expect: knife edge, reference %s, circuit %s)",
                r->expect.reference_equal ? "equal" : "differs",
                r->expect.dut_equal ? "equal" : "differs");
    }
    if (!r->free_running.identical && r->free_running.has_first_difference) {
        fprintf(out, " (free-running: %" PRIu64 " spikes, differs from step %" PRIu64 ")",
                r->free_running.reference_spikes, r->free_running.first_difference);
    }
}

static void put_line(FILE *out, const cosim_result *r)
{
    static const char *const names[] = {
        [COSIM_NOT_APPLICABLE] = "NONE",
        [COSIM_PASS] = "PASS",
        [COSIM_VACUOUS] = "VACUOUS",
        [COSIM_FAIL] = "FAIL",
    };
    fprintf(out, "%-7s  ", names[r->verdict]);
    put_name(out, r->scenario, 24);
    fputs("  ", out);
    put_name(out, r->dut, 8);
    fprintf(out, "  %9" PRIu64 " steps  %7" PRIu64 " spikes  ", r->steps,
            r->free_running.dut_spikes);
    if (r->bounded.verdict == COSIM_NOT_APPLICABLE) {
        fprintf(out, "%-51s  ", "max error not judged");
    } else {
        fprintf(out, "max error %-7.1e of bound %-7.1e V  ambiguous %-3" PRIu64 "  ",
                r->bounded.max_error_v, r->bounded.max_bound_v, r->bounded.ambiguous_steps);
    }
    put_levels(out, r);
    put_notes(out, r);
    fputc('\n', out);
}

/* "expect" as one sentence: which of the two lists differs. */
static const char *expect_text(const cosim_result *r)
{
    return r->expect.reference_equal ? "the circuit's spikes differ from the stated list"
           : r->expect.dut_equal
               ? "the reference's spikes differ from the stated list"
               : "the spikes of reference and circuit differ from the stated list";
}

/* A line of text that ends a "level  " column. */
__attribute__((format(printf, 3, 4))) static void put_failure(FILE *out, cosim_level level,
                                                              const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fprintf(out, "    %-13s ", cosim_level_name(level));
    vfprintf(out, format, args);
    fputc('\n', out);
    va_end(args);
}

static void put_failures(FILE *out, const cosim_result *r)
{
    if (r->clipped_steps > 0) {
        put_failure(out, COSIM_LEVEL_CLIP,
                    "%" PRIu64 " drives do not fit the format; stopped after %" PRIu64 " steps",
                    r->clipped_steps, r->steps);
    }
    if (r->constants.verdict == COSIM_FAIL) {
        put_failure(out, COSIM_LEVEL_CONSTANTS, "a word of the circuit is not the nearest one");
    }
    if (r->exact.verdict == COSIM_FAIL) {
        put_failure(out, COSIM_LEVEL_EXACT,
                    "%" PRIu64 " mismatches with the integer model in %" PRIu64 " compared steps",
                    r->exact.mismatches, r->exact.compared);
    }
    if (r->bounded.verdict == COSIM_FAIL) {
        put_failure(out, COSIM_LEVEL_BOUNDED,
                    "%" PRIu64 " mismatches with the reference in %" PRIu64
                    " compared membranes, %" PRIu64 " steps unexplained",
                    r->bounded.mismatches, r->bounded.compared, r->bounded.unexplained_steps);
    }
    if (r->free_running.verdict == COSIM_FAIL) {
        put_failure(out, COSIM_LEVEL_FREE_RUNNING,
                    "%" PRIu64 " spikes, reference %" PRIu64
                    ": the lists differ although no step is ambiguous",
                    r->free_running.dut_spikes, r->free_running.reference_spikes);
    }
    if (r->expect.verdict == COSIM_FAIL) {
        put_failure(out, COSIM_LEVEL_EXPECT, "%s (%" PRIu64 " spikes)", expect_text(r),
                    r->expect.expected_spikes);
    }
}

/* Why nothing was shown, though nothing failed. */
static void vacuous_text(const cosim_result *r, char *text, size_t bytes)
{
    double share = r->bounded.max_bound_v / r->scale_v;
    if (r->bounded.verdict == COSIM_VACUOUS && share > r->tolerance) {
        snprintf(text, bytes,
                 "the bound of %.2g V is %.2g of |threshold - reset|, over the tolerance of %.2g",
                 r->bounded.max_bound_v, share, r->tolerance);
    } else {
        snprintf(text, bytes, "no membrane was compared, and no spike that had to happen");
    }
}

/* The first level that fails, where no mismatch says more. */
static const char *failed_text(const cosim_result *r)
{
    return r->constants.verdict == COSIM_FAIL      ? "constants: a word is not the nearest one"
           : r->exact.verdict == COSIM_FAIL        ? "exact: differs from the integer model"
           : r->bounded.verdict == COSIM_FAIL      ? "bounded: outside the error bound"
           : r->free_running.verdict == COSIM_FAIL ? "free_running: the spikes differ although no "
                                                     "step is ambiguous"
                                                   : "nothing that can be judged was compared";
}

const char *cosim_report_reason(const cosim_result *r, char *text, size_t bytes)
{
    text[0] = '\0';
    if (r->verdict == COSIM_PASS) {
        return text;
    }
    if (r->first_mismatch.present) {
        char mismatch[256];
        snprintf(text, bytes, "%s: %s", cosim_level_name(r->first_mismatch.level),
                 cosim_mismatch_text(r, mismatch, sizeof mismatch));
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

void cosim_report_text(FILE *out, const cosim_result *result)
{
    char reason[320];
    put_line(out, result);
    if (result->verdict == COSIM_PASS) {
        return;
    }
    put_failures(out, result);
    cosim_report_reason(result, reason, sizeof reason);
    if (result->first_mismatch.present) {
        fprintf(out, "    first         %s\n", reason);
    } else {
        fprintf(out, "    %-13s %s\n", result->verdict == COSIM_VACUOUS ? "vacuous" : "because",
                reason);
    }
}
