// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A search for a format runs the integer model of every format of a grid on every scenario, and
 * finds what each costs and how accurate it is, which of them no other beats, and the smallest that
 * meets a goal.
 *
 * Every figure of a format on a scenario is the one that `lifcosim run --dut model:FORMAT` reports,
 * because it comes from the same functions. */
#ifndef COSIM_SEARCH_SEARCH_H
#define COSIM_SEARCH_SEARCH_H

#include "base/diag.h"
#include "result/result.h"
#include "scenario/scenario.h"
#include "search/numbers.h"

/* A grid says what to try: every combination of the numbers. */
typedef struct cosim_search_grid {
    cosim_numbers widths;       /* W, 2..32 */
    cosim_numbers integer_bits; /* W - F, sign included, 1..32; 0: cosim_search_integer_bits */
    cosim_numbers leaks;        /* KF, 1..61 */
    bool half_up, residual;
} cosim_search_grid;

typedef enum cosim_search_fit {
    COSIM_FITS,
    COSIM_WORD_DOES_NOT_FIT, /* the format cannot hold a configuration word */
    COSIM_DRIVE_DOES_NOT_FIT /* a drive clips */
} cosim_search_fit;

/* A result is that of a format on a scenario. Where the format does not fit, only `fit` and
 * `reason` are set. */
typedef struct cosim_search_result {
    cosim_search_fit fit;
    char reason[320]; /* why not; "" where it fits */
    cosim_verdict verdict;
    bool sound;                      /* no level fails, `expect` apart */
    double max_bound_v, max_error_v; /* [V] */
    double max_bound, max_error;     /* of |threshold - reset| */
    bool identical;                  /* spike list to the free reference's */
    uint64_t max_shift_steps, ambiguous_steps, dut_spikes, reference_spikes;
} cosim_search_result;

/* A point is a format of the grid, with the worst over all scenarios. */
typedef struct cosim_search_point {
    lif_format format;
    unsigned integer_bits;
    unsigned multiplier_bits; /* (W+1) * (KF+1): the difference of two states times the leak word */
    unsigned register_bits;   /* W, and KF more with residual rounding */
    size_t index;             /* of its results */
    bool fits;                /* on every scenario; the rest is only set if so */
    bool sound;
    double max_bound, max_error; /* of |threshold - reset| */
    bool identical, same_counts; /* spike lists, and their lengths, to the reference's */
    uint64_t max_shift_steps, ambiguous_steps;
    double max_shift_s; /* [s] */
    bool front; /* no other that fits is as cheap and more accurate, or cheaper and as good */
    bool meets; /* the goal; false without one */
} cosim_search_point;

/* A goal says what the spikes of a format must be like, on every scenario that is not a knife edge.
 */
typedef enum cosim_goal_kind {
    COSIM_GOAL_NONE,
    COSIM_GOAL_IDENTICAL, /* the list of the reference */
    COSIM_GOAL_CERTAIN,   /* no ambiguous step: the same list, and the bound says it must be */
    COSIM_GOAL_STEPS,     /* as many spikes as the reference, each at most `steps` from its own */
    COSIM_GOAL_TIME       /* the same with a time */
} cosim_goal_kind;

typedef struct cosim_goal {
    cosim_goal_kind kind;
    uint64_t steps;
    double time_s; /* [s], met within 1e-9 of it */
} cosim_goal;

typedef struct cosim_search {
    cosim_search_grid grid; /* as asked for */
    cosim_goal goal;
    cosim_scenario *const *scenarios;
    size_t scenario_count;
    double low, high;          /* of all words and drives, in |threshold - reset| */
    bool fewest;               /* integer bits were computed */
    size_t impossible;         /* combinations that are no format */
    cosim_search_point *point; /* by cost, the cheapest first */
    size_t count;
    cosim_search_result *results;          /* scenario s of a point: [index * scenario_count + s] */
    size_t result_bytes;                   /* private */
    const cosim_search_point *recommended; /* the cheapest that meets the goal, or NULL */
    size_t cheaper;                        /* formats that cost less than that */
} cosim_search;

typedef struct cosim_search_options {
    unsigned processes; /* 0: as many as there are processors, where the work is worth it */
    /* NULL, or called now and then with the formats done so far */
    void (*progress)(void *context, size_t done, size_t count);
    void *context;
} cosim_search_options;

/* Makes the points of the grid for scenarios[count], which must outlive *search. Returns 0, or -1
 * with *diag (no combination is a format; no memory). The caller frees it in any case. */
int cosim_search_start(cosim_search *search, const cosim_search_grid *grid,
                       cosim_scenario *const *scenarios, size_t count, cosim_diag *diag);

void cosim_search_free(cosim_search *search);

/* Gives the result of a point on scenario s. */
const cosim_search_result *cosim_search_result_of(const cosim_search *search,
                                                  const cosim_search_point *point, size_t s);

/* ---- the parts ---- */

/* Finds the smallest and the largest value that the state must hold over a whole run, in |threshold
 * - reset| from rest: threshold, reset (or amount), initial membrane and every drive. Returns 0, or
 * -1 without memory. */
int cosim_search_range(const cosim_scenario *scenario, double *low, double *high);

/* Returns the fewest integer bits (sign included) with which a state of `width` bits holds both
 * values, rounded to nearest; 0 where none does. */
unsigned cosim_search_integer_bits(double low, double high, unsigned width);

/* Puts the costs of a format into *point. */
void cosim_search_cost(cosim_search_point *point);

#endif
