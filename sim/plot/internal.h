// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* What the files of the plot share: the kept picture of a run, and SI prefixes. */
#ifndef COSIM_PLOT_PRIVATE_H
#define COSIM_PLOT_PRIVATE_H

#include "plot/plot.h"

typedef enum cosim_plot_line {
    COSIM_PLOT_CURRENT,   /* [A] */
    COSIM_PLOT_MEMBRANE,  /* of the circuit, after the step [V] */
    COSIM_PLOT_REFERENCE, /* the guided one, after the step [V] */
    COSIM_PLOT_ERROR,     /* circuit minus reference [V] */
    COSIM_PLOT_BOUND,     /* largest admissible |error| [V] */
    COSIM_PLOT_LINES
} cosim_plot_line;

/* The extrema of a line within one bucket, and the steps where they stand; empty: low > high. */
typedef struct cosim_plot_bucket {
    double low, high;
    uint64_t low_step, high_step;
} cosim_plot_bucket;

/* Events, each one a step: all while they are few, else the first of every bucket. */
typedef struct cosim_plot_marks {
    uint64_t count; /* how many there were */
    uint64_t step[COSIM_PLOT_MARKS];
    uint64_t first[COSIM_PLOT_BUCKETS]; /* where `there` */
    bool there[COSIM_PLOT_BUCKETS];
} cosim_plot_marks;

typedef struct cosim_plot_hold {
    uint64_t from, to; /* the membrane has the same value after all of these steps */
} cosim_plot_hold;

struct cosim_plot {
    const cosim_scenario *scenario;
    uint64_t per_bucket; /* steps */
    size_t buckets;
    bool hidden; /* the circuit hides its membrane: no line of it, no error */
    cosim_plot_bucket line[COSIM_PLOT_LINES][COSIM_PLOT_BUCKETS];
    cosim_plot_marks dut, reference, ambiguous;
    uint64_t hold_count; /* how many there were; kept up to COSIM_PLOT_HOLDS */
    cosim_plot_hold hold[COSIM_PLOT_HOLDS];
};

/* The largest and the smallest value of a line so far. False where it has none. */
bool cosim_plot_range(const cosim_plot *plot, cosim_plot_line line, double *low, double *high);

/* The steps to be marked: *count of them into steps[COSIM_PLOT_MARKS], ascending. Returns whether
 * they are all of the events. */
bool cosim_plot_marked(const cosim_plot *plot, const cosim_plot_marks *marks, uint64_t *steps,
                       size_t *count);

/* The SI prefix that brings a magnitude into 1 .. 1000, between femto and giga; none for 0. */
typedef struct cosim_prefix {
    const char *symbol; /* "", "m", "µ" ... */
    double factor;      /* a value times this has the prefixed unit */
} cosim_prefix;
cosim_prefix cosim_prefix_of(double magnitude);

typedef struct cosim_plot_panel {
    double top, bottom;
} cosim_plot_panel;

/* Sizes in pixels of the SVG; places in fractions of it, from the lower left corner. */
typedef struct cosim_plot_layout {
    int width, height;
    double png_scale;
    double text, small_text, title_text;
    double left, right, legend; /* the data are between the first two */
    double title, first_note, note_step;
    cosim_plot_panel current, membrane, spikes, error;
    double time_margin;  /* empty at both ends of the time axis, in its length */
    double value_margin; /* the same of the other axes */
    size_t title_characters, note_characters;
    uint64_t most_peaks;    /* more spikes than that are not painted, they would be a wall */
    size_t fewest_for_line; /* fewer points are marked each */
    double smear;   /* mean extent of a bucket, in that of the axis, from which on it is outlined */
    size_t outline; /* buckets that a point of an outline sums up */
} cosim_plot_layout;
extern const cosim_plot_layout cosim_plot_places;

/* A plot on its way to a script. */
typedef struct cosim_plot_sheet {
    FILE *out;
    const cosim_plot *plot;
    const cosim_result *result;
    cosim_prefix time, current, error;
    bool outline; /* the reference as two outlines: its line would be a smear over the circuit's */
} cosim_plot_sheet;

/* A step's place on the time axis. */
double cosim_plot_time(const cosim_plot_sheet *sheet, uint64_t step);

/* Writes the data blocks: $current, $reference, $spikes, $reference_spikes, $ambiguous (times),
 * $held (from, to) and, where the membrane shows, $membrane, $error and $band (from, to). A line
 * has the columns time and value; an outlined reference time, smallest and largest value. */
void cosim_plot_put_data(const cosim_plot_sheet *sheet);

/* Writes the panels. */
void cosim_plot_put_panels(const cosim_plot_sheet *sheet);

/* Whether the membrane moves so much within its buckets that a line is a smear. */
bool cosim_plot_is_smear(const cosim_plot *plot);

/* The largest magnitudes of error and bound [V]; 0 where there are none. */
void cosim_plot_error_range(const cosim_plot *plot, double *error, double *bound);

/* Whether refractory periods are few enough to be shaded. */
bool cosim_plot_holds_shown(const cosim_plot *plot);

#endif
