// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Calibration finds by experiments what a circuit computes: the templates of the manifest's keys,
 * and what they have beyond keys, are interpreted on its drives and words; where none of them
 * answers as the circuit does, single edits of the nearest ones are (diagnose/edits.h). What is
 * found answers further experiments too, which the search has not seen. */
#ifndef COSIM_CALIBRATE_CALIBRATE_H
#define COSIM_CALIBRATE_CALIBRATE_H

#include "calibrate/theory.h"
#include "diagnose/graft.h"

enum { COSIM_FITS = 12, COSIM_EDITED_WORDS = 2 * COSIM_EDIT_WORDS + 8 };

/* A text that was found, or the nearest one. */
typedef struct cosim_found {
    cosim_guess guess;
    char *edited; /* of an edit or a pair of that: its declaration, from malloc; else NULL */
    char words[COSIM_EDITED_WORDS]; /* and what it does otherwise than the guess */
    cosim_theory theory;
} cosim_found;

typedef struct cosim_calibration {
    cosim_bench bench;
    cosim_found fits[COSIM_FITS]; /* all answer alike; the first has the best name */
    size_t fit_count;
    cosim_found nearest;   /* where none fits; no theory: there is none */
    uint64_t differ;       /* answers of the search's experiments that it gives otherwise */
    cosim_experiment *odd; /* a short one that shows it; NULL: none was found */
    size_t used;           /* experiments of the search; those behind them came later */
    uint64_t tried;        /* guesses and edits */
    uint64_t spikes;       /* in the search's experiments */
    bool spike_still, membrane_still; /* the port has one word always */
    int64_t spike_word, membrane_word;
    bool unsettled;                  /* whatever was found was refuted again */
    bool unsteady;                   /* the same drives had other answers after the next reset */
    bool idles, runs;                /* idle clocks can be put; they change an answer */
    size_t run_experiment, run_step; /* the first one */
} cosim_calibration;

/* Runs everything on a circuit that was built for calibration (foreign/build.h) of a manifest by
 * keys. Returns 0 (free with cosim_calibration_free in any case), or -1 with *diag. */
int cosim_calibrate(cosim_calibration *c, const cosim_manifest *keys,
                    const cosim_settings *settings, cosim_dut *dut, cosim_diag *diag);
void cosim_calibration_free(cosim_calibration *c);

/* Tells whether a text was found that may be claimed. */
bool cosim_calibration_fits(const cosim_calibration *c);

/* Counts the steps of experiments. */
uint64_t cosim_calibration_steps(const cosim_calibration *c, size_t from, size_t to);

#endif
