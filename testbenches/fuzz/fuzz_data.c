// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Any bytes are a data file: the first byte chooses the form (separator, decimal sign, comments,
 * header, one or two columns, unit), and the rest is the file, text or array. It comes to rows of
 * finite values, or to a reason with the path, and twice to the same. The rows of a text without
 * quotes and comments are counted here too, and an array has no more rows than bytes. */
#include "fuzz.h"
#include "input/table.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

enum { MOST = 1000 };

typedef struct rows {
    size_t count, columns;
    double sum;
} rows;

static int take(void *context, const double *values, double time, char *reason, size_t bytes)
{
    rows *r = context;
    for (size_t i = 0; i < r->columns; i++) {
        FUZZ_CHECK(isfinite(values[i]));
        r->sum += values[i] * 1e-200;
    }
    FUZZ_CHECK(isnan(time) || isfinite(time));
    if (r->count == MOST) {
        snprintf(reason, bytes, "enough rows");
        return -1;
    }
    r->count++;
    return 0;
}

static int read_file(const char *path, uint8_t choice, bool array, rows *r, char *message,
                     size_t bytes)
{
    static const char separators[] = {',', ';', '\t', ' ', '|', ',', ' ', ' '};
    static const cosim_unit units[] = {{1e-9, 1, -9}, {60.0, 0, 0}};
    const char separator = separators[choice & 7];
    const bool numbers = array || (choice & 32) != 0;
    *r = (rows){.columns = (choice & 64) != 0 ? 2 : 1};
    cosim_table table = {.path = path,
                         .form = {.separator = separator,
                                  .decimal = (choice & 8) != 0 && separator != ',' ? ',' : '.',
                                  .comment = (choice & 16) != 0 ? "#" : NULL,
                                  .no_header = (choice & 32) != 0},
                         .columns = {{.name = numbers ? "1" : "i", .unit = &units[choice >> 7]},
                                     {.name = numbers ? "2" : "t", .unit = &units[0]}},
                         .column_count = r->columns,
                         .take = take,
                         .context = r};
    if (array && choice % 4 == 0) {
        table.columns[0].name = NULL;
    }
    memset(message, 0xA5, bytes);
    const int status = cosim_table_read(&table, message, bytes);
    FUZZ_CHECK(memchr(table.time_name, '\0', sizeof table.time_name) != NULL);
    if (status != 0) {
        FUZZ_CHECK(memchr(message, '\0', bytes) != NULL);
        FUZZ_CHECK(strncmp(message, path, strlen(path)) == 0);
    }
    return status;
}

/* Counts the lines that hold more than blanks. */
static size_t count_lines(const uint8_t *data, size_t size)
{
    size_t lines = 0;
    bool blank = true;
    if (size >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0) {
        data += 3;
        size -= 3;
    }
    for (size_t i = 0; i < size; i++) {
        if (strchr(" \t\r\n", data[i]) == NULL || data[i] == '\0') {
            blank = false;
        }
        if (data[i] == '\n') {
            lines += !blank;
            blank = true;
        }
    }
    return lines + !blank;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char message[640], again[640];
    rows first, second;
    if (size == 0) {
        return 0;
    }
    const uint8_t choice = data[0];
    const bool array = size > 1 && data[1] == 0x93;
    const char *path = fuzz_write("d", data + 1, size - 1);
    const int status = read_file(path, choice, array, &first, message, sizeof message);
    FUZZ_CHECK(read_file(path, choice, array, &second, again, sizeof again) == status);
    FUZZ_CHECK(first.count == second.count && first.sum == second.sum);
    FUZZ_CHECK(status == 0 || strcmp(message, again) == 0);
    if (status != 0) {
        return 0;
    }
    if (array) {
        FUZZ_CHECK(first.count < size);
    } else if (memchr(data + 1, '"', size - 1) == NULL && (choice & 16) == 0 &&
               (choice & 7) != 2) { /* a row of tabs alone has fields */
        FUZZ_CHECK(first.count + ((choice & 32) == 0) == count_lines(data + 1, size - 1));
    }
    return 0;
}
