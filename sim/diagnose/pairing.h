// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Findings and calibration look for the edit, or the pair of edits, that a circuit is of a
 * declaration. All edits are tried one by one; where none is it, those that come nearest are paired
 * with all others. */
#ifndef COSIM_DIAGNOSE_PAIRING_H
#define COSIM_DIAGNOSE_PAIRING_H

#include "diagnose/edits.h"

/* Tries an edit or a pair (b: NULL for one edit). Returns whether it answers as the circuit does;
 * *agreed: for how many steps, of those that it is ranked by. */
typedef bool cosim_consider(void *context, const cosim_edit *a, const cosim_edit *b,
                            size_t *agreed);

typedef struct cosim_pairing {
    const cosim_edits *edits;
    size_t *rank; /* of each edit, more the longer it agrees; 0: it was the first of a pair */
    cosim_consider *consider;
    void *context;
} cosim_pairing;

/* Tries each edit, and ranks it. Returns how many answer as the circuit does. */
size_t cosim_pairing_single(cosim_pairing *pairing);

/* Tries pairs, after the edits are ranked; the edits that agree for longest come first. Ends after
 * the first edit that has a partner. Returns how many pairs answer as the circuit does. */
size_t cosim_pairing_pairs(cosim_pairing *pairing);

#endif
