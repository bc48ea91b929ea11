// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A layout shows these signals of a waveform, in this order, section by section; every viewer's
 * layout is made from the one table. */
#ifndef COSIM_WAVE_TRACES_H
#define COSIM_WAVE_TRACES_H

#include "wave/recorder.h"

typedef struct cosim_trace_section {
    const char *title;
    bool closed; /* its rows are hidden at first */
} cosim_trace_section;

typedef enum cosim_trace_form {
    COSIM_FORM_BINARY,
    COSIM_FORM_HEX,
    COSIM_FORM_DECIMAL,
    COSIM_FORM_CURVE, /* a real number, drawn */
    COSIM_FORM_WORD   /* a word, drawn with its fraction bits */
} cosim_trace_form;

typedef enum cosim_trace_colour {
    COSIM_TRACE_NORMAL,
    COSIM_TRACE_ORANGE,
    COSIM_TRACE_YELLOW,
    COSIM_TRACE_GREEN,
    COSIM_TRACE_VIOLET
} cosim_trace_colour;

/* A trace is one row of the layout: the signal lif_sim.GROUP.NAME. */
typedef struct cosim_trace {
    int section;       /* private: see cosim_trace_section_of */
    const char *group; /* scope of the signal, and its name in --wave-signals */
    const char *name;
    cosim_trace_form form;
    cosim_trace_colour colour;
    int height; /* rows that a curve takes beyond its own */
    enum { COSIM_TRACE_BIT, COSIM_TRACE_STATE, COSIM_TRACE_HOLD } width;
    cosim_curve curve; /* whose range stands beside the name */
    uint32_t needs;    /* private */
} cosim_trace;

/* Gives the first trace that is shown after another (NULL: the first of all); NULL: no more. A
 * circuit that hides its membrane has no curve of it, and signals may have been chosen. */
const cosim_trace *cosim_trace_next(const cosim_recorder *recorder, const cosim_trace *after);

/* Gives the section of a trace; where signals were chosen, all are open. Traces of one section have
 * the same title. */
cosim_trace_section cosim_trace_section_of(const cosim_recorder *recorder,
                                           const cosim_trace *trace);

/* Gives the highest bit of a signal that is a word; 0 for others. */
unsigned cosim_trace_high_bit(const cosim_recorder *recorder, const cosim_trace *trace);

/* Tells when the first clock of a step stands in the file [ticks]. A file that counts clocks has
 * the idle clocks before it, too, and as many clocks of each step as the circuit needs at the
 * least. */
double cosim_trace_time(const cosim_recorder *recorder, uint64_t step);

/* Gives the time of the first mismatch in the recorded window [ticks]; -1: none is in it. */
double cosim_trace_mismatch(const cosim_recorder *recorder, const cosim_result *result);

#endif
