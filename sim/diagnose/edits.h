// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The edits of a declaration are the single mistakes that a circuit might have: its drive counted
 * twice, a shift that rounds otherwise, a reset that is left out. Each is made at every place where
 * it applies, and says in the names of the declaration what such a circuit does. Earlier ones say
 * more: where two answer alike the first is the better name. */
#ifndef COSIM_DIAGNOSE_EDITS_H
#define COSIM_DIAGNOSE_EDITS_H

#include "diagnose/graft.h"
#include "equations/case.h"

enum { COSIM_EDITS = 1000 };

typedef struct cosim_edits {
    cosim_edit *items;
    size_t count;
    bool full; /* there were more */
} cosim_edits;

/* A port that shows one word in a whole run. */
typedef struct cosim_still {
    bool is;
    int64_t word;
} cosim_still;

/* Makes the edits in the graft's arena; still[] has one element an output. Returns 0, or -1
 * without memory. */
int cosim_edits_make(cosim_graft *graft, const cosim_eq_case *c, const cosim_still *still,
                     cosim_edits *edits);

#endif
