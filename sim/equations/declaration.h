// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* clang-format off */
/* A declaration is what a circuit says by equations: the text of a step, and what goes with it. It
 * is read from the keys of a mapping:
 *
 *   equations  the text
 *   membrane   {state: NAME, one: WORDS}: the state that is compared with the reference, and how
 *              many words |threshold - reset| are
 *   drives     {INPUT: current} or {INPUT: event}: what the scenario's current drives; {INPUT: 1 nA}
 *              where a word, or an event, is that current. An input of one bit that neither drives,
 *              nor phases nor ties name is an event too. Several take part in a run where
 *              {A: 60 %, B: 40 %} split the current, or where each event has a current of its own:
 *              a step's current is then the sum of those of its events
 *   phases     evaluations of the equations in one step, with the values of the inputs that each
 *              names: [{tick: 1, event: 1}, {tick: 0, event: 1}]
 *   departs    what is other than the LIF step on purpose
 *   rounding   unknown: words that are divided may be rounded in any way. There is no integer model
 *              then, and the bound takes them for rounded by up to one word, up or down
 *
 * A manifest has these keys, and a built circuit carries them as a text. */
/* clang-format on */
#ifndef COSIM_EQUATIONS_DECLARATION_H
#define COSIM_EQUATIONS_DECLARATION_H

#include "equations/equations.h"
#include "input/tree.h"

#include <stdio.h>

enum {
    COSIM_EQ_PHASES_MOST = 16,
    COSIM_EQ_DEPARTS_MOST = 16,
    COSIM_EQ_EVENTS_MOST = 8 /* whose currents tell a step's events */
};

typedef enum cosim_eq_role {
    COSIM_EQ_ROLE_NONE, /* tied, or told by phases alone */
    COSIM_EQ_ROLE_CURRENT,
    COSIM_EQ_ROLE_EVENT
} cosim_eq_role;

typedef enum cosim_eq_departure_kind {
    COSIM_EQ_LINEAR_LEAK,
    COSIM_EQ_LEAK_AFTER_DRIVE,
    COSIM_EQ_LEAK_ABOVE_REST,
    COSIM_EQ_LIMITS,
    COSIM_EQ_ADAPTATION,
    COSIM_EQ_SYNAPSE,
    COSIM_EQ_OLD_MEMBRANE,
    COSIM_EQ_SPIKE_ONLY_RESETS,
    COSIM_EQ_TWO_THRESHOLDS,
    COSIM_EQ_NO_RESET,
    COSIM_EQ_DELAYED_RESET,
    COSIM_EQ_HELD_LEAK,
    COSIM_EQ_HELD_INTEGRATE,
    COSIM_EQ_HELD_REST,
    COSIM_EQ_DEPARTS_PHASES,
    COSIM_EQ_OWN,
    COSIM_EQ_DEPARTURES
} cosim_eq_departure_kind;

/* An amount is the real value of a param, or a number. */
typedef struct cosim_eq_amount {
    const cosim_eq_param *param; /* NULL: number */
    double number;               /* in words; a share is a pure number */
} cosim_eq_amount;

/* LINEAR_LEAK l; LIMITS lo, hi; ADAPTATION up, down, most (input: `at`); SYNAPSE keep (input,
 * late); TWO_THRESHOLDS low. */
typedef struct cosim_eq_departure {
    cosim_eq_departure_kind kind;
    cosim_eq_amount amount[3];
    int input; /* its number, or -1 */
    bool late;
} cosim_eq_departure;

/* An evaluation gives each input a word, or leaves it to the step. */
typedef struct cosim_eq_phase {
    bool *fixed; /* of each input: it has `value` in this evaluation */
    int64_t *value;
    bool leak; /* departs: phases counts on a leak here */
} cosim_eq_phase;

/* An output shows one of these of a step. */
typedef enum cosim_eq_shows {
    COSIM_EQ_SHOWS_OTHER,  /* compared by the exact level alone */
    COSIM_EQ_SHOWS_SPIKE,  /* fire */
    COSIM_EQ_SHOWS_AFTER,  /* the membrane after the step, or bits of it */
    COSIM_EQ_SHOWS_BEFORE, /* what it takes where the neuron does not fire, or bits of that */
    COSIM_EQ_SHOWS_OLD     /* the membrane before the step, or bits of it */
} cosim_eq_shows;

typedef struct cosim_eq_view {
    cosim_eq_shows shows;
    const cosim_eq_node *node; /* what the bits are of; else the output's own */
    unsigned low;              /* its lowest bit */
    bool whole;                /* every bit of it */
} cosim_eq_view;

typedef struct cosim_eq_declaration {
    const cosim_equations *equations;
    unsigned membrane;    /* number of the state */
    double one;           /* words that are |threshold - reset| */
    bool absolute;        /* the word 0 is 0 V, as a param is made of `rest`; else it is rest */
    cosim_eq_role *roles; /* of each input */
    double *unit_a;       /* the current of a word of each input [A]; 0: it follows */
    double *share;        /* what each current has of the scenario's; 0: it takes no part */
    unsigned drive;       /* the first input that drives */
    bool split;           /* several currents take part */
    size_t event_count;   /* events that take part; 0 where currents do */
    unsigned events[COSIM_EQ_EVENTS_MOST]; /* and which these are */
    cosim_eq_view *views;                  /* of each output */
    unsigned spike;                        /* the first output that shows fire */
    int shown; /* the output that shows most of the membrane: AFTER, else BEFORE, else OLD; -1 */
    size_t told_count;  /* params that a port tells */
    unsigned *told;     /* their numbers, in the order of the text */
    size_t phase_count; /* 1 or more */
    const cosim_eq_phase *phases;
    size_t depart_count;
    cosim_eq_departure departs[COSIM_EQ_DEPARTS_MOST];
    bool own;              /* departs: own */
    bool unknown_rounding; /* rounding: unknown */
} cosim_eq_declaration;

/* Reads membrane, drives, phases and departs of a mapping whose equations are read; tied[] says of
 * each input that something else gives its word (NULL: of none). Everything is made in the arena.
 * Returns NULL with *diag at the place of what is wrong. */
const cosim_eq_declaration *cosim_eq_declare(cosim_arena *arena, const cosim_node *map,
                                             const cosim_equations *equations, const bool *tied,
                                             cosim_diag *diag);

/* Tells whether an input has a part of what a scenario drives the circuit with. */
bool cosim_eq_takes_part(const cosim_eq_declaration *declaration, unsigned input);

/* Gives the inputs of an evaluation, from those of the step. */
void cosim_eq_phase_inputs(const cosim_eq_declaration *declaration, size_t phase,
                           const int64_t *step, int64_t *inputs);

#endif
