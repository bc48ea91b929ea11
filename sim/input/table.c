// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "input/table.h"

#include "base/inputs.h"
#include "input/csv.h"
#include "input/form.h"
#include "input/fst.h"
#include "input/npy.h"
#include "input/vcd.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* Reads a file that is open at its beginning. */
static int read_form(cosim_table *table, FILE *file, char *message, size_t bytes)
{
    const bool wave = cosim_form_is_wave(table->path);
    const bool fst = wave && strcmp(strrchr(table->path, '.'), ".fst") == 0;
    const bool clocked = table->form.clocking.clock != NULL;
    if (wave && !clocked) {
        snprintf(
            message, bytes,
            "%.200s: a waveform has rows at the edges of a clock; add \"clock: tb.clk\" beside its "
            "name",
            table->path);
        return -1;
    }
    if (clocked && !wave) {
        snprintf(message, bytes,
                 "%.200s: a clock is for a waveform, whose name ends in .vcd or .fst; leave it out",
                 table->path);
        return -1;
    }
    if (fst && cosim_fst_read == NULL) {
        snprintf(message, bytes,
                 "%.200s: an FST file is read by another process, which the library does not "
                 "start; give the waveform as VCD (fst2vcd makes it)",
                 table->path);
        return -1;
    }
    if (wave) {
        return fst ? cosim_fst_read(table, message, bytes)
                   : cosim_vcd_read(table, file, message, bytes);
    }
    /* No text in UTF-8 begins with the first byte of an array. */
    const int first = getc(file);
    ungetc(first, file);
    return first == COSIM_NPY_FIRST_BYTE ? cosim_npy_read(table, file, message, bytes)
                                         : cosim_csv_read(table, file, message, bytes);
}

int cosim_table_read(cosim_table *table, char *message, size_t bytes)
{
    table->time_name[0] = '\0';
    FILE *file = cosim_inputs_may_open(table->path) ? fopen(table->path, "rb") : NULL;
    if (file == NULL) {
        snprintf(message, bytes,
                 "%.200s: cannot be opened: %s; name a readable CSV file or NumPy array",
                 table->path, strerror(errno));
        return -1;
    }
    cosim_inputs_note(file);
    const int status = read_form(table, file, message, bytes);
    fclose(file);
    return status;
}
