// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Finds the shortest drive that still shows something, by delta debugging (A. Zeller and R.
 * Hildebrandt, IEEE Trans. Software Eng. 28 (2002)) over the steps, then over the values. */
#ifndef COSIM_DIAGNOSE_SHRINK_H
#define COSIM_DIAGNOSE_SHRINK_H

#include "diagnose/trace.h"

/* Runs the drives of a trace and says whether it still shows what is looked for. */
typedef bool (*cosim_shrink_test)(void *context, cosim_trace *trace);

/* Shrinks `trace`, for which the test is true, in place: no single step can be left out of what
 * remains, or set to 0. Gives up on a shorter one after a bounded number of tries. Returns how many
 * runs it took; on return the trace's outputs are those of its drives. */
unsigned cosim_shrink(cosim_trace *trace, cosim_shrink_test test, void *context);

#endif
