// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* One result in full. */
#include "cosim_text.h"

#include "cosim_raster.h"
#include "cosim_report.h"
#include "cosim_si.h"

#include <inttypes.h>
#include <math.h>
#include <stdarg.h>

/* A level with its verdict; the figures follow. */
static void put_level(const cosim_text *text, cosim_level level, cosim_verdict verdict)
{
    fprintf(text->out, "    %-13s ", cosim_level_name(level));
    cosim_text_verdict(text, verdict, false);
    fputs("  ", text->out);
}

/* The end of a level's line, or a further one under its figures. */
__attribute__((format(printf, 2, 3))) static void figures(const cosim_text *text,
                                                          const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vfprintf(text->out, format, args);
    fputc('\n', text->out);
    va_end(args);
}
#define FURTHER "                           "

static void put_constants(const cosim_text *text, const cosim_result *r)
{
    put_level(text, COSIM_LEVEL_CONSTANTS, r->constants.verdict);
    figures(text, "%s",
            r->constants.verdict == COSIM_PASS   ? "each word is the nearest one to its real value"
            : r->constants.verdict == COSIM_FAIL ? "a word of the circuit is not the nearest one"
                                                 : "the circuit does not tell its words");
}

static void put_exact(const cosim_text *text, const cosim_result *r)
{
    put_level(text, COSIM_LEVEL_EXACT, r->exact.verdict);
    if (r->exact.verdict == COSIM_NOT_APPLICABLE) {
        figures(text, "the circuit has no integer model");
    } else {
        figures(text, "%" PRIu64 " steps compared, %" PRIu64 " mismatches", r->exact.compared,
                r->exact.mismatches);
    }
}

static void put_bounded(const cosim_text *text, const cosim_result *r)
{
    put_level(text, COSIM_LEVEL_BOUNDED, r->bounded.verdict);
    if (r->bounded.verdict == COSIM_NOT_APPLICABLE) {
        figures(text, "nothing to compare");
        return;
    }
    figures(text, "%" PRIu64 " membranes compared, %" PRIu64 " mismatches", r->bounded.compared,
            r->bounded.mismatches);
    figures(text, FURTHER "error at most %.2g V, bound at most %.2g V", r->bounded.max_error_v,
            r->bounded.max_bound_v);
    figures(text, FURTHER "error/bound at most %.3g, ambiguous steps: %" PRIu64,
            r->bounded.max_usage, r->bounded.ambiguous_steps);
    if (r->bounded.unexplained_steps > 0) {
        figures(text, FURTHER "unexplained steps: %" PRIu64, r->bounded.unexplained_steps);
    }
}

/* A figure that may not be defined, or was not computed. */
static const char *figure(double value, char text[32])
{
    snprintf(text, 32, isnan(value) ? "none" : "%.4g", value);
    return text;
}

static void put_free_running(const cosim_text *text, const cosim_result *r)
{
    char coincidence[32], victor[32], rossum[32];
    put_level(text, COSIM_LEVEL_FREE_RUNNING, r->free_running.verdict);
    if (r->free_running.identical) {
        figures(text, "identical, %" PRIu64 " spikes", r->free_running.dut_spikes);
        return;
    }
    figures(text, "%" PRIu64 " spikes, reference %" PRIu64 ", first difference at step %" PRIu64,
            r->free_running.dut_spikes, r->free_running.reference_spikes,
            r->free_running.first_difference);
    figures(text, FURTHER "coincidence factor %s, largest shift %" PRIu64 " steps",
            figure(r->free_running.coincidence, coincidence), r->free_running.max_shift_steps);
    figures(text, FURTHER "distances: Victor-Purpura %s, van Rossum %s",
            figure(r->free_running.victor_purpura, victor),
            figure(r->free_running.van_rossum, rossum));
}

static void put_expect(const cosim_text *text, const cosim_result *r)
{
    put_level(text, COSIM_LEVEL_EXPECT, r->expect.verdict);
    if (!r->expect.stated) {
        figures(text, "the scenario states no spikes");
        return;
    }
    figures(text, "%" PRIu64 " spikes stated: reference %s, circuit %s", r->expect.expected_spikes,
            r->expect.reference_equal ? "equal" : "differs",
            r->expect.dut_equal ? "equal" : "differs");
    if (r->expect.knife_edge) {
        figures(text, FURTHER "knife edge, decided by rounding: not judged");
    }
}

static void put_clip(const cosim_text *text, const cosim_result *r)
{
    const bool clips = r->clipped_steps > 0;
    put_level(text, COSIM_LEVEL_CLIP, clips ? COSIM_FAIL : COSIM_PASS);
    if (clips) {
        figures(text, "%" PRIu64 " drives do not fit; stopped after %" PRIu64 " steps",
                r->clipped_steps, r->steps);
    } else {
        figures(text, "every drive fits the format");
    }
}

void cosim_text_detail(const cosim_text *text, const cosim_result *r, bool raster)
{
    char step[COSIM_SI_BYTES];
    cosim_text_verdict(text, r->verdict, true);
    fputs("  ", text->out);
    cosim_text_name(text->out, r->scenario, 0);
    fputs(" on ", text->out);
    cosim_text_name(text->out, r->dut, 0);
    fprintf(text->out, ", %" PRIu64 " steps of %s\n", r->steps, cosim_si(r->step_s, "s", 9, step));
    put_constants(text, r);
    put_exact(text, r);
    put_bounded(text, r);
    put_free_running(text, r);
    put_expect(text, r);
    put_clip(text, r);
    cosim_text_reason(text->out, r);
    if (raster) {
        fputc('\n', text->out);
        cosim_raster_put(text->out, r);
    }
}

void cosim_report_text(FILE *out, const cosim_result *result)
{
    cosim_text text;
    cosim_text_start(&text, out, false);
    cosim_text_detail(&text, result, false);
}
