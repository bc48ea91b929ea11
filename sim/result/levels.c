// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

#include "result/levels.h"

#include "base/si.h"
#include "result/mismatch.h"

#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

typedef struct figures {
    char (*lines)[COSIM_FIGURE_BYTES];
    size_t count;
} figures;

__attribute__((format(printf, 2, 3))) static void put(figures *f, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(f->lines[f->count++], COSIM_FIGURE_BYTES, format, args);
    va_end(args);
}

cosim_verdict cosim_level_verdict(const cosim_result *r, cosim_level level)
{
    switch (level) {
    case COSIM_LEVEL_CONSTANTS:
        return r->constants.verdict;
    case COSIM_LEVEL_EXACT:
        return r->exact.verdict;
    case COSIM_LEVEL_LIF:
        return r->lif.verdict;
    case COSIM_LEVEL_BOUNDED:
        return r->bounded.verdict;
    case COSIM_LEVEL_FREE_RUNNING:
        return r->free_running.verdict;
    case COSIM_LEVEL_EXPECT:
        return r->expect.verdict;
    case COSIM_LEVEL_CLIP:
        return r->clipped_steps + r->lif.cut_steps > 0 ? COSIM_FAIL : COSIM_PASS;
    }
    return COSIM_NOT_APPLICABLE;
}

bool cosim_level_is_shown(const cosim_result *r, cosim_level level)
{
    return level != COSIM_LEVEL_LIF || r->lif.declared;
}

static void put_constants(figures *f, const cosim_result *r)
{
    put(f, "%s",
        r->constants.verdict == COSIM_PASS   ? "each word is the nearest one to its real value"
        : r->constants.verdict == COSIM_FAIL ? "a word of the circuit is not the nearest one"
        : r->trace[0] != '\0'                ? "a trace does not tell its words"
                                             : "the circuit does not tell its words");
}

static void put_exact(figures *f, const cosim_result *r)
{
    if (r->exact.verdict == COSIM_NOT_APPLICABLE) {
        put(f, "%s",
            r->steps == 0         ? "no step was run"
            : r->trace[0] != '\0' ? "no words are declared of the trace"
                                  : "the circuit has no integer model");
    } else {
        put(f, "%" PRIu64 " steps compared, %" PRIu64 " mismatches", r->exact.compared,
            r->exact.mismatches);
    }
}

static void put_lif(figures *f, const cosim_result *r)
{
    if (!r->lif.declared) {
        put(f, "its declaration has no equations");
        return;
    }
    if (r->lif.own) {
        put(f, "judged against its own equations, which are no LIF neuron");
    } else {
        put(f, "%" PRIu64 " steps compared with the scenario's LIF step, %" PRIu64 " differ",
            r->lif.compared, r->lif.differ);
        if (r->lif.differ > 0) {
            char apart[COSIM_LIF_APART_BYTES];
            put(f, "first at step %" PRIu64 ": %s (%s)", r->lif.first, r->lif.term,
                cosim_lif_apart_text(&r->lif.apart, apart));
        }
        if (r->lif.departs[0] != '\0') {
            put(f, "departs on purpose: %s", r->lif.departs);
        }
    }
    put(f, "roundings of one step: at most %.3g words", r->lif.rho);
    if (r->lif.rho > COSIM_RHO_MOST) {
        put(f, "most of them in %s", r->lif.rho_node);
    }
}

static void put_bounded(figures *f, const cosim_result *r)
{
    char error[COSIM_SI_BYTES], bound[COSIM_SI_BYTES];
    if (r->bounded.verdict == COSIM_NOT_APPLICABLE) {
        put(f, "%s",
            r->steps == 0     ? "no step was run"
            : r->lif.declared ? "no bound is known for a shift by a state, as it declares"
                              : "nothing to compare");
        return;
    }
    put(f, "%" PRIu64 " membranes compared, %" PRIu64 " mismatches", r->bounded.compared,
        r->bounded.mismatches);
    put(f, "error at most %s, bound at most %s", cosim_si(r->bounded.max_error_v, "V", 3, error),
        cosim_si(r->bounded.max_bound_v, "V", 3, bound));
    put(f, "error/bound at most %.3g, ambiguous steps: %" PRIu64, r->bounded.max_usage,
        r->bounded.ambiguous_steps);
    if (r->bounded.unexplained_steps > 0) {
        put(f, "unexplained steps: %" PRIu64, r->bounded.unexplained_steps);
    }
}

/* Writes a figure that may not be defined, or was not computed. */
static const char *figure(double value, char text[32])
{
    snprintf(text, 32, isnan(value) ? "none" : "%.4g", value);
    return text;
}

static void put_free_running(figures *f, const cosim_result *r)
{
    char coincidence[32], victor[32], rossum[32];
    if (r->steps == 0) {
        put(f, "says nothing: no step was run");
        return;
    }
    if (r->free_running.identical) {
        put(f, "identical, %" PRIu64 " spikes", r->free_running.dut_spikes);
        return;
    }
    put(f, "%s: %" PRIu64 " spikes, reference %" PRIu64,
        cosim_free_outcome_words(r->free_running.outcome), r->free_running.dut_spikes,
        r->free_running.reference_spikes);
    put(f, "first difference at step %" PRIu64 ", largest shift %" PRIu64 " steps",
        r->free_running.first_difference, r->free_running.max_shift_steps);
    put(f, "coincidence factor %s", figure(r->free_running.coincidence, coincidence));
    put(f, "distances: Victor-Purpura %s, van Rossum %s",
        figure(r->free_running.victor_purpura, victor), figure(r->free_running.van_rossum, rossum));
}

static void put_expect(figures *f, const cosim_result *r)
{
    if (r->expect.dropped_by != NULL) {
        char dropped[COSIM_FIGURE_BYTES];
        put(f, "%s", cosim_expect_dropped(r, dropped));
        return;
    }
    if (!r->expect.stated) {
        put(f, "the scenario states no spikes");
        return;
    }
    put(f, "%" PRIu64 " spikes stated%s: reference %s, circuit %s", r->expect.expected_spikes,
        r->expect.count_only ? ", as a count" : "", r->expect.reference_equal ? "equal" : "differs",
        r->expect.dut_equal ? "equal" : "differs");
    if (r->expect.count_only) {
        put(f, "a count is the weaker claim: it does not say when they are");
    }
    if (r->expect.knife_edge) {
        put(f, "knife edge, decided by rounding: not judged");
    }
}

static void put_clip(figures *f, const cosim_result *r)
{
    if (r->lif.cut_steps > 0) {
        put(f, "a cut changed a value that matters in %" PRIu64 " steps", r->lif.cut_steps);
        put(f, "first at step %" PRIu64 ": %s", r->lif.first_cut, r->lif.cut);
    } else if (r->clipped_steps > 0) {
        put(f, "%" PRIu64 " drives do not fit; stopped after %" PRIu64 " steps", r->clipped_steps,
            r->steps);
    } else if (r->trace[0] != '\0' && !r->lif.declared) {
        put(f, "a trace in volts has no words that clip");
    } else {
        put(f, "every drive fits the format");
    }
}

const char *cosim_expect_dropped(const cosim_result *r, char text[COSIM_FIGURE_BYTES])
{
    const char *by = r->expect.dropped_by;
    snprintf(text, COSIM_FIGURE_BYTES, "not applicable, %.40s was %s", by,
             strncmp(by, "--", 2) == 0 ? "given" : "set");
    return text;
}

size_t cosim_level_figures(const cosim_result *result, cosim_level level,
                           char lines[COSIM_FIGURES][COSIM_FIGURE_BYTES])
{
    static void (*const puts[])(figures *, const cosim_result *) = {
        [COSIM_LEVEL_CONSTANTS] = put_constants,
        [COSIM_LEVEL_EXACT] = put_exact,
        [COSIM_LEVEL_LIF] = put_lif,
        [COSIM_LEVEL_BOUNDED] = put_bounded,
        [COSIM_LEVEL_FREE_RUNNING] = put_free_running,
        [COSIM_LEVEL_EXPECT] = put_expect,
        [COSIM_LEVEL_CLIP] = put_clip,
    };
    figures f = {lines, 0};
    puts[level](&f, result);
    return f.count;
}
