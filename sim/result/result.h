// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The result of one scenario on one circuit is what the judge found, as plain data for every
 * report.
 */
#ifndef COSIM_RESULT_RESULT_H
#define COSIM_RESULT_RESULT_H

#include "result/source_line.h"
#include "result/train.h"
#include "lif_fixed.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum cosim_verdict {
    COSIM_NOT_APPLICABLE, /* the level cannot be judged for this circuit, or compared nothing */
    COSIM_PASS,
    COSIM_VACUOUS, /* the bound is wider than the tolerance: nothing was shown */
    COSIM_FAIL,
    COSIM_CONFORMS /* of a run: the circuit is what it declares, which is no LIF neuron on purpose
                    */
} cosim_verdict;

/* Tells whether a run's verdict is what its circuit was meant to get: PASS or CONFORMS. */
static inline bool cosim_verdict_is_good(cosim_verdict verdict)
{
    return verdict == COSIM_PASS || verdict == COSIM_CONFORMS;
}

/* The free-running reference says this of the circuit's spike list. */
typedef enum cosim_free_outcome {
    COSIM_FREE_SAYS_NOTHING, /* the lists differ, and the bound is too wide to explain it or to
                                refuse it; or no step was run */
    COSIM_FREE_IDENTICAL,
    COSIM_FREE_EXPLAINED, /* they differ, and a step was ambiguous */
    COSIM_FREE_FAIL       /* they differ although no step was ambiguous */
} cosim_free_outcome;

typedef enum cosim_level {
    COSIM_LEVEL_CONSTANTS,
    COSIM_LEVEL_EXACT,
    COSIM_LEVEL_LIF, /* of circuits that are declared by equations */
    COSIM_LEVEL_BOUNDED,
    COSIM_LEVEL_FREE_RUNNING,
    COSIM_LEVEL_EXPECT,
    COSIM_LEVEL_CLIP
} cosim_level;

/* A mismatch is the first difference of the first level that failed. */
typedef struct cosim_mismatch {
    bool present;
    cosim_level level;
    uint64_t step;
    bool has_step;        /* false: a constant, which belongs to no step */
    const char *quantity; /* "membrane", "membrane before reset", "spike", "leak" ...; static */
    bool is_word;         /* the values are fixed-point words (also spikes, 0 or 1), else volts */
    int64_t expected_fx, observed_fx;
    double expected_v, observed_v;
    double bound_v; /* bounded level: the bound at that step, else 0 */
    bool has_drive;
    int32_t drive_fx;
} cosim_mismatch;

/* Roundings of one step that add more words to the membrane than this are no rounding of a leak:
 * exact equality then shows no neuron (way c of the verdict). */
#define COSIM_RHO_MOST 2.0

enum { COSIM_LIF_TEXT = 120, COSIM_TRACE_TEXT = 280 };

/* This is how equations differ from the scenario's LIF step: two membranes [words, without the
 * roundings], or two decisions, 1 or 0. */
typedef struct cosim_lif_apart {
    bool decides;
    double declared, lif;
} cosim_lif_apart;

typedef struct cosim_result {
    /* what was run; the strings belong to others and outlive the result */
    const char *scenario, *file, *sha256;
    const char *const *overrides;
    size_t override_count;
    bool has_seed;
    uint64_t seed;
    const char *dut, *dut_about;
    const char *rounding; /* of the circuit; NULL: as format says */
    lif_format format;
    unsigned hold_width, clocks_per_step;
    lif_words words;
    uint64_t steps; /* steps that were run: fewer than asked for only after a clip */
    double step_s;
    double scale_v; /* S [V] */
    struct {
        double rest_v, threshold_v, reset_v; /* as the scenario has them */
        bool has_spike_peak;
        double spike_peak_v; /* pictures only */
    } neuron;
    double tolerance; /* of S */

    cosim_verdict verdict; /* PASS, FAIL, VACUOUS or CONFORMS */
    uint64_t clipped_steps;

    struct {
        cosim_verdict verdict;
    } constants;
    struct {
        cosim_verdict verdict;
        uint64_t compared, mismatches;
    } exact;
    struct {
        cosim_verdict verdict;            /* NOT_APPLICABLE where it has no equations, or its own */
        bool declared;                    /* the circuit is declared by equations */
        bool own;                         /* and judged against them */
        uint64_t compared, differ, first; /* first: the step of the first difference */
        const char *term;                 /* what differs there */
        cosim_lif_apart apart;            /* and how */
        char departs[COSIM_LIF_TEXT];     /* from the LIF step, on purpose; "" for none */
        char conventions[COSIM_LIF_TEXT]; /* that the scenario claims of it */
        char undriven[COSIM_LIF_TEXT];    /* drives that the scenario has no current for */
        char wraps[COSIM_LIF_TEXT];       /* the first cut that can change a value; "" for none */
        size_t wrap_count;
        uint64_t cut_steps, first_cut; /* steps in which one did, and the first of them */
        char cut[COSIM_LIF_TEXT];      /* and which it was */
        double rho;                    /* the most that the roundings of one step add, in words */
        char rho_node[COSIM_LIF_TEXT]; /* the rounding with the largest part of it */
    } lif;
    struct {
        cosim_verdict verdict; /* VACUOUS is possible */
        uint64_t compared;     /* membranes compared */
        uint64_t decided;      /* spikes that had to happen, and did */
        uint64_t mismatches;   /* every failure of this level, unexplained spikes included */
        uint64_t ambiguous_steps, unexplained_steps;
        double max_error_v, max_bound_v;
        double max_usage; /* largest error / bound */
        bool sticks; /* a whole time constant of active steps did not move the membrane word while
                        the reference went over the threshold */
        uint64_t stuck_step; /* the first step at which this was seen */
    } bounded;
    struct {
        cosim_verdict verdict; /* NOT_APPLICABLE where the outcome says nothing */
        cosim_free_outcome outcome;
        bool identical;
        uint64_t dut_spikes, reference_spikes;
        bool has_first_difference;
        uint64_t first_difference; /* step */
        /* shift: spikes paired in order, up to the shorter list, largest |difference| */
        uint64_t max_shift_steps;
        double coincidence, victor_purpura, van_rossum; /* NaN: not computed */
        double coincidence_window_s, victor_purpura_q_per_s, van_rossum_tau_s;
    } free_running;
    struct {
        cosim_verdict verdict; /* NOT_APPLICABLE: none stated, or knife_edge */
        bool stated, knife_edge;
        bool reference_equal, dut_equal;
        bool count_only; /* the weaker claim: how many spikes, not which */
        uint64_t expected_spikes;
        const char
            *dropped_by; /* why the scenario's own is not judged, or NULL: a key, an option */
    } expect;

    cosim_mismatch first_mismatch;
    cosim_train dut_spikes, reference_spikes;
    cosim_source_line at;            /* where the first mismatch comes from */
    struct cosim_findings *findings; /* what is wrong (result/finding.h), owned; NULL: not looked */
    bool hidden;                     /* no membrane is shown: judged by spikes alone */
    char trace[COSIM_TRACE_TEXT];    /* what the rows of a trace are, and how its source rounds; ""
                                        for a circuit that was run */
    bool never_reset;                /* the circuit has no reset: the run began on a fresh one */
    char *wave, *layout;             /* waveform and its GTKWave layout, owned; NULL: none */
    double seconds;                  /* wall time of the run, opening and reading excluded */
} cosim_result;

/* Gives "pass", "fail", "vacuous" or "not-applicable". */
const char *cosim_verdict_name(cosim_verdict verdict);
/* Gives "identical", "explained", "says-nothing" or "fail". */
const char *cosim_free_outcome_name(cosim_free_outcome outcome);
/* Gives the same for people: "says nothing" in two words. */
const char *cosim_free_outcome_words(cosim_free_outcome outcome);
/* Gives "constants", "exact", "bounded", "free_running", "expect" or "clip". */
const char *cosim_level_name(cosim_level level);

/* Frees what the result owns (the two trains and the paths). */
void cosim_result_free(cosim_result *result);

#endif
