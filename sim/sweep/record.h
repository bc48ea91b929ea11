// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A sweep keeps two things of one set: a record for the summary, and a line of JSON for everybody
 * else.
 *
 * A line names its sweep (a hash of all that decides its results), the number of sets and its own
 * index, so that lines can be told apart and joined wherever they were made. It holds no time and
 * no path of a machine: equal sweeps give equal bytes. */
#ifndef COSIM_SWEEP_RECORD_H
#define COSIM_SWEEP_RECORD_H

#include "result/result.h"
#include "scenario/scenario.h"
#include "sweep/sweep.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct cosim_network_outcome;

typedef enum cosim_outcome {
    COSIM_OUTCOME_PASS,
    COSIM_OUTCOME_CONFORMS, /* to its own equations (result/result.h) */
    COSIM_OUTCOME_VACUOUS,
    COSIM_OUTCOME_FAIL,
    COSIM_OUTCOME_REFUSED /* the scenario, or the circuit's format, cannot have these values */
} cosim_outcome;
enum { COSIM_OUTCOMES = COSIM_OUTCOME_REFUSED + 1 };

/* Tells whether nothing needs to be looked at: PASS or CONFORMS. */
static inline bool cosim_outcome_is_good(cosim_outcome outcome)
{
    return outcome == COSIM_OUTCOME_PASS || outcome == COSIM_OUTCOME_CONFORMS;
}

enum { COSIM_SHIFTS = 4 }; /* 0, 1, 2 and more steps */

typedef struct cosim_sweep_record {
    uint64_t index;
    cosim_outcome outcome;
    /* all below: 0 and NaN for a refused set */
    bool network;                    /* on a core */
    bool identical;                  /* network: its spikes are those of the network by itself */
    uint64_t steps, ambiguous_steps; /* network: neuron-ticks */
    double max_error_v, max_bound_v; /* network: of |threshold - reset| */
    double max_usage;
    uint64_t dut_spikes, reference_spikes;
    /* spikes paired in order, by the distance of the two, and those of the longer list without a
     * partner */
    uint64_t shifts[COSIM_SHIFTS], unpaired;
    /* rate: spikes per duration (and neuron); interval: inverse mean interval, NaN below two
     * spikes, and of networks [Hz] */
    double rate_hz, reference_rate_hz, interval_hz, reference_interval_hz;
    double closed_form_hz; /* of a constant current, in the limit of a long run; NaN: none */
    uint64_t offset;       /* of its line in the store */
    size_t length;         /* of its line, with the line feed */
} cosim_sweep_record;

/* A line says this beside the record. Strings are not owned. */
typedef struct cosim_sweep_line {
    const char *sweep; /* identity: 32 hexadecimal digits */
    uint64_t sets;     /* of the whole sweep */
    const char *dut;
    const cosim_axis *axes;
    const char *const *values; /* one an axis */
    size_t axis_count;
    const char *reason;                          /* why it is no pass, one line; "" for a pass */
    const char *command;                         /* that runs it alone; "" for a pass */
    const cosim_result *result;                  /* NULL: refused, or a network */
    const struct cosim_network_outcome *network; /* NULL: refused, or no network */
} cosim_sweep_line;

/* Gives "pass", "conforms", "vacuous", "fail" or "refused". */
const char *cosim_outcome_name(cosim_outcome outcome);

/* Fills a record, index included, from a run's result, which must still have its trains. */
void cosim_sweep_record_of(cosim_sweep_record *record, uint64_t index,
                           const cosim_scenario *scenario, const cosim_result *result);
/* Fills the record of a refused set. */
void cosim_sweep_record_refused(cosim_sweep_record *record, uint64_t index);

/* Tells whether a set that ran has the spikes of the reference, each at its step. */
bool cosim_sweep_is_identical(const cosim_sweep_record *record);

/* A line says this of each population of a network. */
typedef struct cosim_sweep_population {
    char *name; /* of malloc */
    double rate_hz, reference_rate_hz;
} cosim_sweep_population;

/* A line that was read again becomes this. */
typedef struct cosim_sweep_parsed {
    cosim_sweep_record record; /* offset and length are left 0 */
    char sweep[33];
    uint64_t sets;
    char *reason, *command;             /* of malloc; "" for a pass */
    char *core;                         /* of malloc: that a network ran on; NULL: none did */
    cosim_sweep_population *population; /* of malloc, [population_count]: of a network that ran */
    size_t population_count;
} cosim_sweep_parsed;

#endif
