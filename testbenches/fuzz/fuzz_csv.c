// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Any bytes as a CSV file with a column i: values, or a reason with the path. Without quotes the
 * rows are counted here too. */
#include "fuzz.h"
#include "input/csv.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

enum { MOST = 1000 };

/* Lines that hold more than blanks. */
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
    const cosim_unit units[] = {{1e-9, 1, -9}, {60.0, 0, 0}};
    const char *path = fuzz_write("c.csv", data, size);
    char message[400];
    double *values = NULL;
    size_t count = SIZE_MAX;
    memset(message, 0xA5, sizeof message);
    if (cosim_csv_read(path, "i", &units[size % 2], MOST, &values, &count, message,
                       sizeof message) != 0) {
        FUZZ_CHECK(memchr(message, '\0', sizeof message) != NULL);
        FUZZ_CHECK(strncmp(message, path, strlen(path)) == 0);
        return 0;
    }
    FUZZ_CHECK(values != NULL && count <= MOST);
    for (size_t i = 0; i < count; i++) {
        FUZZ_CHECK(isfinite(values[i]));
    }
    if (memchr(data, '"', size) == NULL) {
        FUZZ_CHECK(count + 1 == count_lines(data, size));
    }
    free(values);
    return 0;
}
