// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "report/csv.h"

#include "base/decimal.h"

#include <math.h>
#include <string.h>

/* A row is at most 13 fields of 24 characters and a comma. */
enum { ROW_BYTES = 13 * 25 + 1 };

void cosim_csv_header(cosim_output *output)
{
    fputs("step,time_s,current_a,hold,drive_fx,before_reset_fx,membrane_fx,membrane_v,"
          "reference_v,bound_v,spike,reference_spike,ambiguous\n",
          cosim_output_file(output));
}

/* Each put function writes one field with its comma and returns the end. printf would take most of
 * the time of a long run. */
static char *put_unsigned(char *to, uint64_t value)
{
    char digits[20];
    size_t n = 0;
    do {
        digits[n++] = (char)('0' + value % 10);
        value /= 10;
    } while (value > 0);
    while (n > 0) {
        *to++ = digits[--n];
    }
    *to++ = ',';
    return to;
}

static char *put_signed(char *to, int64_t value)
{
    if (value < 0) {
        *to++ = '-';
        return put_unsigned(to, 0 - (uint64_t)value);
    }
    return put_unsigned(to, (uint64_t)value);
}

static char *put_number(char *to, double value)
{
    if (isfinite(value)) {
        char text[32];
        size_t length = strlen(cosim_number(value, text));
        memcpy(to, text, length);
        to += length;
    }
    *to++ = ',';
    return to;
}

/* Writes the word i of a list; a list that is NULL is hidden. */
static char *put_word(char *to, const int32_t *list, size_t i)
{
    if (list == NULL) {
        *to++ = ',';
        return to;
    }
    return put_signed(to, list[i]);
}

int cosim_csv_take(void *output, const cosim_rows *block, cosim_diag *diag)
{
    FILE *file = cosim_output_file(output);
    (void)diag; /* a write that fails is reported when the file is put into its place */
    for (size_t i = 0; i < block->n; i++) {
        char row[ROW_BYTES];
        uint64_t step = block->first + i;
        const bool words = !block->in_volts;
        const double membrane_v = block->observed_v != NULL ? block->observed_v[i]
                                  : words && block->after_fx != NULL
                                      ? block->rest_v + (double)block->after_fx[i] * block->lsb_v
                                      : (double)NAN;
        char *to = put_unsigned(row, step);
        to = put_number(to, (double)step * block->step_s);
        to = put_number(to, block->current_a[i]);
        to = put_unsigned(to, block->hold != NULL ? block->hold[i] : block->hold_constant);
        to = put_word(to, words ? block->drive_fx : NULL, i);
        to = put_word(to, words ? block->before_fx : NULL, i);
        to = put_word(to, words ? block->after_fx : NULL, i);
        to = put_number(to, membrane_v);
        to = put_number(to, block->reference_v[i]);
        to = put_number(to, block->bound_v[i]);
        to = put_unsigned(to, block->spike[i]);
        to = put_unsigned(to, block->reference_spike[i]);
        to = put_unsigned(to, block->ambiguous[i]);
        to[-1] = '\n'; /* in the place of the last comma */
        fwrite(row, 1, (size_t)(to - row), file);
    }
    return 0;
}
