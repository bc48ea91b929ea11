// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "input/table.h"

#include "base/inputs.h"
#include "input/csv.h"
#include "input/npy.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static size_t digits(const char *text) { return strspn(text, "0123456789"); }

bool cosim_table_number(const char *text, char decimal, char *strict, size_t bytes)
{
    const char *minus = text[0] == '-' ? "-" : "";
    text += text[0] == '-' || text[0] == '+';
    const char *whole = text;
    size_t whole_length = digits(text);
    text += whole_length;
    const char *part = text[0] == decimal ? text + 1 : text;
    const size_t part_length = text[0] == decimal ? digits(part) : 0;
    if (whole_length + part_length == 0) {
        return false;
    }
    text = part + part_length;
    const char *exponent = text, *sign = "";
    size_t exponent_length = 0;
    if (text[0] != '\0' && strchr("eEdD", text[0]) != NULL) {
        sign = text[1] == '-' ? "-" : "";
        exponent = text + 1 + (text[1] == '-' || text[1] == '+');
        exponent_length = digits(exponent);
        text = exponent + exponent_length;
        if (exponent_length == 0) {
            return false;
        }
    }
    while (whole_length > 1 && whole[0] == '0') {
        whole++;
        whole_length--;
    }
    const int length =
        snprintf(strict, bytes, "%s%s%.*s%s%.*s%s%s%.*s", minus, whole_length == 0 ? "0" : "",
                 (int)whole_length, whole, part_length > 0 ? "." : "", (int)part_length, part,
                 exponent_length > 0 ? "e" : "", sign, (int)exponent_length, exponent);
    return text[0] == '\0' && length > 0 && (size_t)length < bytes;
}

int cosim_table_read(cosim_table *table, char *message, size_t bytes)
{
    table->time_name[0] = '\0';
    FILE *file = fopen(table->path, "rb");
    if (file == NULL) {
        snprintf(message, bytes,
                 "%.200s: cannot be opened: %s; name a readable CSV file or NumPy array",
                 table->path, strerror(errno));
        return -1;
    }
    cosim_inputs_note(file);
    /* the first byte of an array is none of a text in UTF-8 */
    const int first = getc(file);
    ungetc(first, file);
    const int status = first == COSIM_NPY_FIRST_BYTE ? cosim_npy_read(table, file, message, bytes)
                                                     : cosim_csv_read(table, file, message, bytes);
    fclose(file);
    return status;
}
