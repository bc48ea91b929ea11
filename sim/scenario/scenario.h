// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A scenario is one YAML file, read and validated, with every physical value in SI units: the
 * double nearest to the written decimal wherever the unit is a power of ten of the SI unit.
 *
 * Where the form leaves a choice: `step` needs start and stop; an offset, a phase and a mean
 * default to 0, and pulses without a count never end. `current: sample | mean` says what a step
 * takes of a stimulus; without it, events and poisson take the mean over the step, and all others
 * the sample. `least` and `most` of a stimulus limit the current that a step has of it, those of
 * the scenario the sum of all. `rate` stands in place of `step`: a step is 1/rate, rounded once
 * more. `sample: end` and a mean exclude each other. `events` with `file` also
 * needs `unit`, the unit of the times, which stand in ascending order in the column `time`, or in
 * another `column`. What a data file may look like is said in sim/README.md. A scenario of which no
 * event, sample or window is in the run is refused; single ones outside of it are in the notes. A
 * duration is at most 2^31 steps (longer runs: `steps`). `name` is one line without a slash. */
#ifndef COSIM_SCENARIO_SCENARIO_H
#define COSIM_SCENARIO_SCENARIO_H

#include "base/diag.h"
#include "lif_params.h"
#include "lif_stimulus.h"
#include "input/tree.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* This owns everything in a scenario, the scenario itself included. */
struct cosim_scenario_places {
    cosim_arena *arena;
    cosim_node *root;
    lif_stimulus given; /* by a trace */
};

typedef struct cosim_expect {
    bool stated;
    bool count_only;  /* the weaker claim: how many spikes, and nothing of when */
    uint64_t *spikes; /* ascending canonical step numbers, all < steps; NULL with count_only */
    size_t count;
    bool knife_edge; /* decided by double rounding alone: reported, not judged */
    /* Says why the `expect` of the file is not judged, and then nothing is stated: the key whose
     * --set gave the scenario other values, or an option. It is NULL where `expect` is judged or
     * absent. */
    const char *dropped_by;
} cosim_expect;

/* A note says what is odd in a scenario but no error: "warning: KEY: ...". */
typedef struct cosim_note {
    cosim_diag what;
    struct cosim_note *next; /* NULL: the last one */
} cosim_note;

typedef struct cosim_scenario {
    char *path;                  /* as given */
    char sha256[65];             /* of the file's bytes, lower-case hexadecimal */
    char *name, *about, *source; /* about and source: "" when absent */
    uint64_t steps;
    lif_sample sample;
    lif_params params;      /* valid */
    double written_scale_v; /* |threshold - reset| as written; a delayed subtraction has another */
    bool has_spike_peak;
    double spike_peak_v;   /* [V], pictures only */
    bool waits_for_trace;  /* stimulus: trace, and nothing has given its currents yet */
    bool driven_by_trace;  /* it was given them */
    lif_stimulus *stimuli; /* valid; summed in this order */
    size_t stimulus_count;
    lif_limits limits; /* valid; of the sum */
    char *dut;         /* "q8_24" when absent */
    double tolerance;  /* largest admissible error bound, in |threshold - reset| */
    cosim_expect expect;
    char **overrides; /* the --set arguments that were applied */
    size_t override_count;
    cosim_note *notes;                    /* NULL: none */
    struct cosim_scenario_places *places; /* private: where each key stands */
} cosim_scenario;

/* Writes into text[bytes] what follows from the neuron's values and is not in the file:
 * "capacitance 5 uF, reset -70 mV"; "" where everything is in the file. */
const char *cosim_scenario_derived(const cosim_scenario *scenario, char *text, size_t bytes);

/* Drops the `expect` of a scenario and of those that vary it. why: a static text, as dropped_by. */
void cosim_scenario_drop_expect(cosim_scenario *scenario, const char *why);

/* Gives a scenario that waits for a trace its currents, one a step [A], which live as long as it.
 */
void cosim_scenario_give(cosim_scenario *scenario, const double *current_a);

/* Gives the arena of a scenario, for what is made of it and lives as long. */
cosim_arena *cosim_scenario_arena(const cosim_scenario *scenario);

/* Makes an empty scenario with an arena of its own, to be freed like any other; returns NULL with
 * *diag without memory. */
cosim_scenario *cosim_scenario_new(cosim_diag *diag);

/* Frees a scenario; NULL is allowed. */
void cosim_scenario_free(cosim_scenario *scenario);

#endif
