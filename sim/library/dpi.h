// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The functions that SystemVerilog imports by its DPI; the imports are in lif_cosim_dpi.svh, with
 * what each does. A status is one of lifcosim.h, a handle a chandle. */
#ifndef COSIM_LIBRARY_DPI_H
#define COSIM_LIBRARY_DPI_H

#include "library/lifcosim.h"

#include <stdbool.h>

LIFCOSIM_PUBLIC void *lifcosim_dpi_open(const char *scenario, const char *format,
                                        const char *declaration, const char *name,
                                        const char *about, int hold_width, int clocks_per_step,
                                        int shows);
LIFCOSIM_PUBLIC const char *lifcosim_dpi_error(void *handle);
LIFCOSIM_PUBLIC int64_t lifcosim_dpi_steps(void *handle);
LIFCOSIM_PUBLIC int64_t lifcosim_dpi_word(void *handle, const char *name);
LIFCOSIM_PUBLIC int64_t lifcosim_dpi_told(void *handle, int number);
LIFCOSIM_PUBLIC int lifcosim_dpi_words_are(void *handle, int64_t leak, int threshold, int reset,
                                           int initial, int initial_hold, int compare_above,
                                           int reset_subtract);
LIFCOSIM_PUBLIC int lifcosim_dpi_told_as_due(void *handle);
LIFCOSIM_PUBLIC int lifcosim_dpi_own_drives(void *handle);
LIFCOSIM_PUBLIC int lifcosim_dpi_drive(void *handle, int *drive, int *hold);
LIFCOSIM_PUBLIC int lifcosim_dpi_step(void *handle, int drive, int before, int after, int spike);
LIFCOSIM_PUBLIC int lifcosim_dpi_breach(void *handle, int64_t count, const char *what, int64_t step,
                                        int64_t expected, int64_t observed);
LIFCOSIM_PUBLIC int lifcosim_dpi_trial(void *handle, int words_change, int *steps, int *resets,
                                       int64_t *seed);
LIFCOSIM_PUBLIC int64_t lifcosim_dpi_mismatches(void *handle);
LIFCOSIM_PUBLIC const char *lifcosim_dpi_first_mismatch(void *handle);
LIFCOSIM_PUBLIC int lifcosim_dpi_finish(void *handle);
LIFCOSIM_PUBLIC int lifcosim_dpi_find(void *handle);
LIFCOSIM_PUBLIC const char *lifcosim_dpi_finding(void *handle, int number);
LIFCOSIM_PUBLIC const char *lifcosim_dpi_text(void *handle);
LIFCOSIM_PUBLIC const char *lifcosim_dpi_json(void *handle);
LIFCOSIM_PUBLIC void lifcosim_dpi_close(void *handle);

#endif
