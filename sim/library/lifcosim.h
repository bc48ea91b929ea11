// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* lifcosim.h: the judge of lifcosim for your own bench.
 *
 * Your bench runs the circuit, in whatever simulator, and tells the judge what it did:
 *
 *   lifcosim *j = lifcosim_new();
 *   lifcosim_read(j, "scenario.yaml", NULL, 0);     what neuron, what current, how many steps
 *   lifcosim_circuit(j, &circuit);                  what circuit: its format, what it shows
 *   lifcosim_words(j, &words);                      put these at the circuit's ports
 *   lifcosim_drives(j, n, drive, hold);             and these at its drive, a word a step
 *   lifcosim_judge(j, n, drive, before, after, spike);      what it answered, in steps or blocks
 *   lifcosim_finish(j, &verdict);                   and is it right?
 *   lifcosim_free(j);
 *
 * The verdict is that of `lifcosim run`: exact equality with the integer model, and the proven
 * error bound of the floating-point reference. No tolerance is chosen by anybody.
 *
 * A handle is one run. Handles are independent: two threads may use two handles at a time. Every
 * function that can fail returns LIFCOSIM_OK or another status, and lifcosim_error() then says what
 * was wrong and what would be right; the handle is as before the call. No function prints, exits,
 * forks, catches a signal or opens a file that it was not given. NULL for a handle is
 * LIFCOSIM_MISUSE.
 *
 * Arrays have n elements and belong to the caller. Words are those at the circuit's ports: signed,
 * with the fraction bits of its format. A step is one time step of the neuron, not a clock. */
#ifndef LIFCOSIM_H
#define LIFCOSIM_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A change that an older program would misread raises this number, which is in the name of the
 * shared library too. */
#define LIFCOSIM_ABI 0

#if defined(__GNUC__)
#define LIFCOSIM_PUBLIC __attribute__((visibility("default")))
#else
#define LIFCOSIM_PUBLIC
#endif

typedef struct lifcosim lifcosim;

enum { /* what a function returns */
       LIFCOSIM_OK = 0,
       LIFCOSIM_WRONG_INPUT =
           2,                 /* a file or a value that cannot be right; the text has its place */
       LIFCOSIM_UNUSABLE = 3, /* memory is short, or a file cannot be read */
       LIFCOSIM_MISUSE = 4    /* a call too early, too late or without what it needs */
};

enum {                    /* a verdict */
       LIFCOSIM_OPEN = 0, /* not all steps were judged yet */
       LIFCOSIM_PASS = 1,
       LIFCOSIM_FAIL = 2,
       LIFCOSIM_VACUOUS = 3, /* nothing was shown: no pass */
       LIFCOSIM_CONFORMS = 4 /* it is what it declares, which is no LIF neuron on purpose */
};

enum {                              /* what a circuit shows */
       LIFCOSIM_SHOWS_MEMBRANE = 1, /* the membrane after the reset of a spike */
       LIFCOSIM_SHOWS_BEFORE = 2    /* the membrane before it */
};

typedef struct lifcosim_circuit_info {
    const char *name;   /* for reports; NULL: the format */
    const char *about;  /* for reports, one line; NULL: "" */
    const char *format; /* "q8_24", "20/12/18" (bits: state, its fraction, leak fraction), then "r"
                           for residual rounding; NULL with a declaration */
    const char *declaration;  /* what a circuit of any kind computes: the text that
                                 `lifcosim build --print=declaration` prints; NULL with a format */
    unsigned hold_width;      /* bits of a hold, 1 to 32; 0: 16. Only a format has it */
    unsigned clocks_per_step; /* for reports; 0: 1 */
    unsigned shows;           /* LIFCOSIM_SHOWS_*. Only a format has it */
} lifcosim_circuit_info;

typedef struct lifcosim_port_words {
    int64_t leak; /* as the port carries it: the word k * 2^fraction */
    int32_t threshold, reset, initial;
    uint32_t initial_hold;
    uint8_t compare_above;     /* 1: a spike above the threshold only */
    uint8_t reset_by_subtract; /* 1: a spike subtracts `reset` */
} lifcosim_port_words;

typedef struct lifcosim_part { /* of a trial */
    size_t steps;              /* at most 32; 0: the trial is over */
    int resets;    /* 1: the circuit is to be reset with the words; 0: it gets them as it runs on */
    uint64_t seed; /* of what the bench does beside the steps (idle clocks); 0: nothing */
} lifcosim_part;

/* ---- what there is ---- */

LIFCOSIM_PUBLIC unsigned lifcosim_abi(void);        /* LIFCOSIM_ABI of the library itself */
LIFCOSIM_PUBLIC const char *lifcosim_version(void); /* "0.1.0" */

LIFCOSIM_PUBLIC lifcosim *lifcosim_new(void);         /* NULL: no memory */
LIFCOSIM_PUBLIC void lifcosim_free(lifcosim *handle); /* NULL is allowed */
/* Says what was wrong with the last call that failed; "" if none did. Valid until the next call. */
LIFCOSIM_PUBLIC const char *lifcosim_error(const lifcosim *handle);

/* ---- the scenario, then the circuit ---- */

/* Gives the base seed of random stimuli, before the scenario is read; else each keeps its own. */
LIFCOSIM_PUBLIC int lifcosim_seed(lifcosim *handle, uint64_t seed);
/* Reads a scenario from a file, with count replacements "key.key=value" (NULL: none). */
LIFCOSIM_PUBLIC int lifcosim_read(lifcosim *handle, const char *path, const char *const *set,
                                  size_t count);
/* Reads it from a text. `path` stands for it in messages and reports, and the data files that it
 * names are looked for from there. */
LIFCOSIM_PUBLIC int lifcosim_read_text(lifcosim *handle, const char *text, size_t length,
                                       const char *path, const char *const *set, size_t count);

/* Says what circuit it is; its words are computed, and what it cannot take is refused. */
LIFCOSIM_PUBLIC int lifcosim_circuit(lifcosim *handle, const lifcosim_circuit_info *circuit);

LIFCOSIM_PUBLIC uint64_t lifcosim_steps(const lifcosim *handle);      /* of the scenario; 0: none */
LIFCOSIM_PUBLIC double lifcosim_step_seconds(const lifcosim *handle); /* [s] */

/* Gives the words for the ports of a circuit with a format. */
LIFCOSIM_PUBLIC int lifcosim_words(lifcosim *handle, lifcosim_port_words *words);
/* Gives the words for the told params of a declaration, in its order: told[count], where count must
 * be their number; lifcosim_told_count() tells it. */
LIFCOSIM_PUBLIC size_t lifcosim_told_count(const lifcosim *handle);
LIFCOSIM_PUBLIC int lifcosim_told(lifcosim *handle, int64_t *told, size_t count);

/* Gives the drive words of the next n steps, and the holds (steps without a decision after a spike
 * in that step; NULL: not wanted). They may be asked for as far ahead as the bench needs. More than
 * there are steps is LIFCOSIM_MISUSE. */
LIFCOSIM_PUBLIC int lifcosim_drives(lifcosim *handle, size_t n, int32_t *drive, uint32_t *hold);

/* Says, before the first step, that the bench makes the drives itself: lifcosim_judge then takes
 * each word for exactly the current that it stands for, the scenario gives the neuron alone, and a
 * run has as many steps as are judged. What the scenario expects is not judged. */
LIFCOSIM_PUBLIC int lifcosim_own_drives(lifcosim *handle);

/* ---- the judge ---- */

/* Says which words the circuit really has at its ports, before the first step: they must be those
 * of lifcosim_words (lifcosim_told). Without it the level `constants` says nothing of the format's.
 */
LIFCOSIM_PUBLIC int lifcosim_words_are(lifcosim *handle, const lifcosim_port_words *words);
LIFCOSIM_PUBLIC int lifcosim_told_are(lifcosim *handle, const int64_t *told, size_t count);

/* Judges the next n steps. drive: what the circuit was given, which must be the scenario's (NULL:
 * it was). before, after: the membrane, NULL where it is not shown; spike: 0 or 1. Of a
 * declaration, `after` is the membrane that it shows, and its outputs must be that and the spike.
 */
LIFCOSIM_PUBLIC int lifcosim_judge(lifcosim *handle, size_t n, const int32_t *drive,
                                   const int32_t *before, const int32_t *after,
                                   const uint8_t *spike);
/* Does the same with all outputs of a declaration, a row of lifcosim_output_count() words a step,
 * in its order. */
LIFCOSIM_PUBLIC size_t lifcosim_output_count(const lifcosim *handle);
LIFCOSIM_PUBLIC int lifcosim_judge_outputs(lifcosim *handle, size_t n, const int64_t *outputs);

/* Tells what the circuit did wrong beside its steps: `count` times, first before step `step`, where
 * `what` (a few words, "membrane in an idle clock") should have been `expected`. The level `exact`
 * fails for it. */
LIFCOSIM_PUBLIC int lifcosim_breach(lifcosim *handle, uint64_t count, const char *what,
                                    uint64_t step, int64_t expected, int64_t observed);

/* Tries, after the last step and before the verdict, what no scenario does: words that change while
 * the circuit runs, as `lifcosim run` does. Each call begins the next part of the trial; its steps
 * are 0 where the trial is over, which may be so at once. Until all its steps are judged,
 * lifcosim_words, lifcosim_drives, lifcosim_judge and lifcosim_breach are about the part.
 * words_change: 0 for a circuit whose words only a reset may change. Only a circuit with a format
 * that shows both membranes is tried; of another the trial is over at once. */
LIFCOSIM_PUBLIC int lifcosim_trial(lifcosim *handle, int words_change, lifcosim_part *part);

/* Counts the steps that were judged, and the mismatches of all levels so far. */
LIFCOSIM_PUBLIC uint64_t lifcosim_done(const lifcosim *handle);
LIFCOSIM_PUBLIC uint64_t lifcosim_mismatches(const lifcosim *handle);
/* Says what the first mismatch so far is, in one line; "" for none. Valid until the next call. */
LIFCOSIM_PUBLIC const char *lifcosim_first_mismatch(lifcosim *handle);

/* Steps the integer model, beside the judge: n steps with these drives and holds (NULL: the
 * scenario's hold), from the reset on. Any output may be NULL. Only a format has it. */
LIFCOSIM_PUBLIC int lifcosim_model(lifcosim *handle, size_t n, const int32_t *drive,
                                   const uint32_t *hold, int32_t *before, int32_t *after,
                                   uint8_t *spike);

/* Reaches the verdict. Steps of the scenario that were not judged are LIFCOSIM_MISUSE: a run that
 * ended early shows nothing. */
LIFCOSIM_PUBLIC int lifcosim_finish(lifcosim *handle, int *verdict);

/* Looks for what is wrong with a circuit that failed, in what it answered in its first 65,536
 * steps: the mistakes in its declaration, or in the equations of its format, with which it would
 * answer so (docs/EQUATIONS.md). After lifcosim_finish and before the report, which has them then;
 * it may take seconds. *count: how many; 0 where there is none, or the run did not fail. The
 * circuit is not asked again, so that there is no shortest drive. */
LIFCOSIM_PUBLIC int lifcosim_find(lifcosim *handle, size_t *count);
/* Gives the words of one of them, from 0; "" where there is none. Valid as long as the handle. */
LIFCOSIM_PUBLIC const char *lifcosim_finding(const lifcosim *handle, size_t number);

/* Give the report of `lifcosim run` as text and as JSON, after lifcosim_finish; NULL where that was
 * not called or memory is short. They are valid as long as the handle. */
LIFCOSIM_PUBLIC const char *lifcosim_text(lifcosim *handle);
LIFCOSIM_PUBLIC const char *lifcosim_json(lifcosim *handle);

/* ---- cores ---- */

/* A core is many neurons with synapses (docs/CORE.md). Its judge has a handle of its own, which
 * follows the same rules, and judges tick by tick:
 *
 *   lifcosim_core *c = lifcosim_core_new();
 *   lifcosim_core_read(c, "network.yaml");          neurons, rows, weights, events
 *   lifcosim_core_circuit(c, &info);                what core: its format and size
 *   lifcosim_core_neuron, _row, _weight             put these words into the core
 *   lifcosim_core_events(c, events, room, &n);      send it these events in the next tick
 *   lifcosim_core_judge(c, &tick);                  what it showed in that tick
 *   lifcosim_core_finish(c, &verdict); */
typedef struct lifcosim_core lifcosim_core;

enum {                                    /* what a core shows */
       LIFCOSIM_CORE_SHOWS_STATE = 1,     /* the words of each neuron in each tick */
       LIFCOSIM_CORE_TELLS_SATURATION = 2 /* LIFCOSIM_CORE_SATURATED is told where it happened */
};

enum {                                  /* how a tick ended */
       LIFCOSIM_CORE_SATURATED = 1,     /* a value was clipped in this tick */
       LIFCOSIM_CORE_OVERFLOWED = 2,    /* an accumulator was exceeded */
       LIFCOSIM_CORE_REFUSED_EVENT = 4, /* an event was not taken */
       LIFCOSIM_CORE_LOST_EVENT = 8,    /* a queue was full, and an event or a spike is gone */
       LIFCOSIM_CORE_LATE = 16          /* it did not end within its bound of clocks */
};

typedef struct lifcosim_core_info {
    const char *name;      /* for reports; NULL: "core" */
    const char *format;    /* of the state: "24/18/24" (bits, fraction, leak fraction), then "r"
                              for residual rounding */
    unsigned weight_width; /* bits of a weight, 2 to 16 */
    unsigned accumulator_width; /* bits of an accumulator, weight_width to 32 */
    unsigned hold_width;        /* bits of a hold, 1 to 32 */
    unsigned delay_bits;        /* a delay is below 2^delay_bits ticks; 1 to 8 */
    unsigned receptors;         /* 1 or 2 */
    unsigned neurons, inputs;   /* of the core; 0: those of the network */
    unsigned shows;             /* LIFCOSIM_CORE_SHOWS_STATE, LIFCOSIM_CORE_TELLS_SATURATION */
    double tolerance;           /* the largest bound that a pass may have [S]; 0: the network's */
} lifcosim_core_info;

typedef struct lifcosim_core_neuron_words { /* docs/CORE_MAP.md says what each is */
    int64_t leak, synapse_leak[2], adaptation_leak;
    int32_t threshold, drive, jump, initial, reset;
    uint32_t hold, initial_hold;
    uint8_t weight_shift[2], noise_shift;
    uint8_t above, subtract, freeze, noisy; /* 0 or 1 */
} lifcosim_core_neuron_words;

typedef struct lifcosim_core_row_words { /* of a source of events: inputs first, then neurons */
    uint8_t delay, receptor;
    uint16_t most; /* events of an input in one tick */
} lifcosim_core_row_words;

typedef struct lifcosim_core_tick { /* arrays of the caller; an element a neuron */
    const uint32_t *events;         /* [event_count]: rows of inputs that were sent, in any order */
    size_t event_count;
    /* what each neuron showed (LIFCOSIM_CORE_SHOWS_STATE, else ignored): synaptic words (the second
     * NULL with one receptor) and adaptation after their decay and the events, the membrane before
     * and after the reset, spikes (0 or 1), and how often it was shown (NULL: once) */
    const int32_t *synapse[2], *adaptation, *before, *after;
    const uint8_t *spike, *shown;
    const uint32_t *spikes; /* [spike_count]: neurons that left at the port, in that order */
    size_t spike_count;
    uint32_t flags; /* LIFCOSIM_CORE_SATURATED ... */
} lifcosim_core_tick;

LIFCOSIM_PUBLIC lifcosim_core *lifcosim_core_new(void); /* NULL: no memory */
LIFCOSIM_PUBLIC void lifcosim_core_free(lifcosim_core *core);
LIFCOSIM_PUBLIC const char *lifcosim_core_error(const lifcosim_core *core);

/* Reads a network (docs/NETWORK.md says what may stand in its YAML file; one in a NIR file is
 * refused: another process would have to read it). */
LIFCOSIM_PUBLIC int lifcosim_core_read(lifcosim_core *core, const char *path);
/* Says what core it is; its words are computed, and what it cannot hold is refused. */
LIFCOSIM_PUBLIC int lifcosim_core_circuit(lifcosim_core *core, const lifcosim_core_info *info);

LIFCOSIM_PUBLIC unsigned lifcosim_core_neurons(const lifcosim_core *core); /* 0: no core yet */
LIFCOSIM_PUBLIC unsigned lifcosim_core_inputs(const lifcosim_core *core);
LIFCOSIM_PUBLIC uint64_t lifcosim_core_ticks(const lifcosim_core *core); /* of the network */

/* Give the words for the core: of a neuron, of a row (0 to inputs + neurons - 1), of a weight from
 * a row to a neuron, and the seed of its noise. */
LIFCOSIM_PUBLIC int lifcosim_core_neuron(lifcosim_core *core, unsigned neuron,
                                         lifcosim_core_neuron_words *words);
LIFCOSIM_PUBLIC int lifcosim_core_row(lifcosim_core *core, unsigned row,
                                      lifcosim_core_row_words *words);
LIFCOSIM_PUBLIC int lifcosim_core_weight(lifcosim_core *core, unsigned row, unsigned neuron,
                                         int32_t *weight);
LIFCOSIM_PUBLIC int lifcosim_core_seed(lifcosim_core *core, uint32_t *seed);

/* Say before the first tick what was read back from the core, word by word: all, or none. */
LIFCOSIM_PUBLIC int lifcosim_core_neuron_is(lifcosim_core *core, unsigned neuron,
                                            const lifcosim_core_neuron_words *words);
LIFCOSIM_PUBLIC int lifcosim_core_row_is(lifcosim_core *core, unsigned row,
                                         const lifcosim_core_row_words *words);
LIFCOSIM_PUBLIC int lifcosim_core_weight_is(lifcosim_core *core, unsigned row, unsigned neuron,
                                            int32_t weight);

/* Gives the events of the next tick, events[room]: a row as often as it has events. *count is how
 * many there are. A bench may send others; the judge takes those of the tick. */
LIFCOSIM_PUBLIC int lifcosim_core_events(lifcosim_core *core, uint32_t *events, size_t room,
                                         size_t *count);

/* Steps the integer model, beside the judge, by a tick with these events: what a right core shows.
 * Any array may be NULL; spike_count counts spikes[neurons]. */
typedef struct lifcosim_core_shown {
    int32_t *synapse[2], *adaptation, *before, *after;
    uint8_t *spike;
    uint32_t *spikes;
    size_t spike_count;
    uint32_t flags;
} lifcosim_core_shown;
LIFCOSIM_PUBLIC int lifcosim_core_model(lifcosim_core *core, const uint32_t *events, size_t count,
                                        lifcosim_core_shown *shown);

/* Judges the next tick. */
LIFCOSIM_PUBLIC int lifcosim_core_judge(lifcosim_core *core, const lifcosim_core_tick *tick);

/* Count ticks that were judged, and mismatches of all levels so far; the first of them in one line,
 * "" for none, valid until the next call. */
LIFCOSIM_PUBLIC uint64_t lifcosim_core_done(const lifcosim_core *core);
LIFCOSIM_PUBLIC uint64_t lifcosim_core_mismatches(lifcosim_core *core);
LIFCOSIM_PUBLIC const char *lifcosim_core_first_mismatch(lifcosim_core *core);

/* Reaches the verdict. Spikes that the network states must be the core's. Ticks of the network that
 * were not judged are LIFCOSIM_MISUSE; one that states no ticks ends where it is. */
LIFCOSIM_PUBLIC int lifcosim_core_finish(lifcosim_core *core, int *verdict);

/* Give the report as text and as JSON, after lifcosim_core_finish; else NULL. */
LIFCOSIM_PUBLIC const char *lifcosim_core_text(lifcosim_core *core);
LIFCOSIM_PUBLIC const char *lifcosim_core_json(lifcosim_core *core);

#ifdef __cplusplus
}
#endif

#endif
