// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Every engine of the benchmark shares this, C and C++ alike: the table of drives, and the protocol
 * with the program that measures it (bench.c).
 *
 * An engine is started as ENGINE FOLDER STEPS PASSES. It prints the line "begin" when everything is
 * read and built, runs the first STEPS steps of the table PASSES times from reset, and prints
 * "end STEPS SPIKES" with the totals of all passes. The time between the two lines is what counts.
 * A pass that gives other spikes than the first one is an error of the engine. */
#ifndef BENCH_TABLE_H
#define BENCH_TABLE_H

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* The words have these places in words.bin and words.hex. */
enum {
    BENCH_LEAK,
    BENCH_THRESHOLD,
    BENCH_RESET,
    BENCH_INITIAL,
    BENCH_INITIAL_HOLD,
    BENCH_COMPARE_ABOVE,
    BENCH_RESET_SUBTRACT,
    BENCH_HOLD, /* of every step */
    BENCH_WORDS
};

typedef struct bench_table {
    size_t steps, passes;
    int64_t words[BENCH_WORDS];
    int32_t *drive_fx; /* steps elements */
} bench_table;

/* Returns the first `count` elements of FOLDER/NAME, or ends the program. */
static inline void *bench_read(const char *folder, const char *name, size_t count, size_t bytes)
{
    char path[4096];
    void *data = malloc(count * bytes + 1);
    FILE *file;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    file = fopen(path, "rb");
    if (data == NULL || file == NULL || fread(data, bytes, count, file) != count) {
        fprintf(stderr, "%s: %zu elements cannot be read\n", path, count);
        exit(3);
    }
    fclose(file);
    return data;
}

/* Reads FOLDER, STEPS and PASSES from argv[0..2]. */
static inline bench_table bench_open(char **argv)
{
    bench_table table;
    int64_t *words = (int64_t *)bench_read(argv[0], "words.bin", BENCH_WORDS, sizeof *words);
    for (int i = 0; i < BENCH_WORDS; i++) {
        table.words[i] = words[i];
    }
    free(words);
    table.steps = (size_t)strtoull(argv[1], NULL, 10);
    table.passes = (size_t)strtoull(argv[2], NULL, 10);
    table.drive_fx = (int32_t *)bench_read(argv[0], "drives.bin", table.steps, sizeof(int32_t));
    return table;
}

static inline void bench_begin(void)
{
    puts("begin");
    fflush(stdout);
}

/* Adds the spikes of a pass to those so far. */
static inline void bench_pass(uint64_t *total, size_t pass, uint64_t spikes)
{
    if (*total != pass * spikes) {
        fprintf(stderr, "pass %zu gives %" PRIu64 " spikes, other than those before\n", pass,
                spikes);
        exit(1);
    }
    *total += spikes;
}

static inline void bench_end(const bench_table *table, uint64_t spikes)
{
    printf("end %zu %" PRIu64 "\n", table->steps * table->passes, spikes);
    fflush(stdout);
}

#endif
