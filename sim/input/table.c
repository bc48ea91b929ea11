// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "input/table.h"

#include "base/inputs.h"
#include "input/csv.h"
#include "input/npy.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

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
    /* No text in UTF-8 begins with the first byte of an array. */
    const int first = getc(file);
    ungetc(first, file);
    const int status = first == COSIM_NPY_FIRST_BYTE ? cosim_npy_read(table, file, message, bytes)
                                                     : cosim_csv_read(table, file, message, bytes);
    fclose(file);
    return status;
}
