// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Any bytes are a waveform (VCD): the first byte chooses edge, enable, reset, latencies and signs,
 * and the rest is the file. It comes to rows of finite values, or to a reason with the path, and
 * twice to the same. A row needs a time of its own in the file, so that there are fewer rows than
 * bytes. */
#include "fuzz.h"
#include "input/table.h"

#include <math.h>
#include <string.h>

typedef struct rows {
    size_t count, columns;
    double sum;
} rows;

static int take(void *context, const double *values, double time, char *reason, size_t bytes)
{
    rows *r = context;
    (void)reason;
    (void)bytes;
    FUZZ_CHECK(isnan(time));
    for (size_t i = 0; i < r->columns; i++) {
        FUZZ_CHECK(isfinite(values[i]));
        r->sum += values[i] * 1e-200;
    }
    r->count++;
    return 0;
}

static int read_file(const char *path, uint8_t choice, rows *r, char *message, size_t bytes)
{
    static const cosim_unit plain = {1.0, 1, 0};
    cosim_digits digits;
    *r = (rows){.columns = (choice & 1) != 0 ? 2 : 1};
    cosim_digits_start(&digits);
    cosim_table table = {
        .path = path,
        .form = {.separator = ',',
                 .decimal = '.',
                 .clocking = {.clock = "clk",
                              .falling = (choice & 2) != 0,
                              .enable = (choice & 4) != 0 ? "en" : NULL,
                              .reset = (choice & 8) != 0 ? "tb.rst" : NULL,
                              .reset_high = (choice & 16) != 0}},
        .columns = {{.name = "v",
                     .unit = &plain,
                     .digits = &digits,
                     .late = (choice & 32) != 0,
                     .is_signed = (choice & 64) != 0},
                    {.name = "s", .unit = &plain, .late = (choice & 128) != 0 ? 8 : 0}},
        .column_count = r->columns,
        .take = take,
        .context = r};
    memset(message, 0xA5, bytes);
    const int status = cosim_table_read(&table, message, bytes);
    if (status != 0) {
        FUZZ_CHECK(memchr(message, '\0', bytes) != NULL);
        FUZZ_CHECK(strncmp(message, path, strlen(path)) == 0);
    } else {
        FUZZ_CHECK(r->count > 0);
    }
    return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    rows first, second;
    char message[2][640];
    if (size == 0) {
        return 0;
    }
    const char *path = fuzz_write("w.vcd", data + 1, size - 1);
    const int status = read_file(path, data[0], &first, message[0], sizeof message[0]);
    FUZZ_CHECK(read_file(path, data[0], &second, message[1], sizeof message[1]) == status);
    FUZZ_CHECK(first.count == second.count && first.sum == second.sum);
    FUZZ_CHECK(first.count < size);
    FUZZ_CHECK(status == 0 || strcmp(message[0], message[1]) == 0);
    return 0;
}
