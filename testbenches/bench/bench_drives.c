// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* bench_drives SCENARIO FOLDER STEPS   writes what every engine of the benchmark is given, as
 * files: currents.bin  double, drives.bin int32, spikes.bin uint8 (by the integer model), one a
 * step words.bin     int64, the configuration words in the order of bench_table.h drives.hex,
 * words.hex   the same for $readmemh */
#include "bench_table.h"
#include "circuit/format.h"
#include "scenario/current.h"
#include "scenario/read.h"
#include "scenario/scenario.h"
#include "lif_integer.h"

static FILE *create(const char *folder, const char *name)
{
    char path[4096];
    FILE *file;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    file = fopen(path, "wb");
    if (file == NULL) {
        perror(path);
        exit(3);
    }
    return file;
}

static void finish(FILE *file)
{
    if (ferror(file) != 0 || fclose(file) != 0) {
        perror("bench_drives");
        exit(3);
    }
}

static void write_all(const char *folder, const char *name, const void *data, size_t count,
                      size_t bytes)
{
    FILE *file = create(folder, name);
    fwrite(data, bytes, count, file);
    finish(file);
}

static void write_words(const char *folder, const lif_words *w, uint32_t hold)
{
    const int64_t words[BENCH_WORDS] = {
        [BENCH_LEAK] = w->leak_fx,
        [BENCH_THRESHOLD] = w->threshold_fx,
        [BENCH_RESET] = w->reset_fx,
        [BENCH_INITIAL] = w->initial_fx,
        [BENCH_INITIAL_HOLD] = w->initial_hold,
        [BENCH_COMPARE_ABOVE] = w->compare_above,
        [BENCH_RESET_SUBTRACT] = w->reset_by_subtract,
        [BENCH_HOLD] = hold,
    };
    FILE *hex = create(folder, "words.hex");
    for (int i = 0; i < BENCH_WORDS; i++) {
        fprintf(hex, "%016" PRIx64 "\n", (uint64_t)words[i]);
    }
    finish(hex);
    write_all(folder, "words.bin", words, BENCH_WORDS, sizeof *words);
}

static _Noreturn void fail(const char *what)
{
    fprintf(stderr, "bench_drives: %s\n", what);
    exit(3);
}

int main(int argc, char **argv)
{
    cosim_scenario *scenario;
    cosim_current stream;
    cosim_diag diag;
    lif_format format;
    lif_quantised q;
    lif_error error;
    lif_integer model;
    uint32_t hold;

    if (argc != 4) {
        fail("usage: bench_drives SCENARIO FOLDER STEPS");
    }
    const size_t n = (size_t)strtoull(argv[3], NULL, 10);
    double *current_a = calloc(n, sizeof *current_a);
    int32_t *drive_fx = calloc(n, sizeof *drive_fx);
    uint8_t *spike = calloc(n, sizeof *spike);
    if (current_a == NULL || drive_fx == NULL || spike == NULL ||
        cosim_scenario_read(argv[1], NULL, 0, NULL, &scenario, &diag) != 0 ||
        cosim_current_start(&stream, scenario) != 0) {
        fail("the scenario cannot be read");
    }
    cosim_current_next(&stream, n, current_a);
    if (!cosim_format_parse(scenario->dut, &format) ||
        lif_quantise(&scenario->params, &format, &q, &error) != LIF_OK ||
        lif_quantise_drives(&q, current_a, n, drive_fx) > 0 ||
        !lif_hold_is_constant(&scenario->params, &hold)) {
        fail("the format cannot hold the scenario");
    }
    lif_integer_start(&model, &format, &q.words);
    lif_integer_run(&model, n, drive_fx, NULL, hold, NULL, NULL, spike);

    write_words(argv[2], &q.words, hold);
    write_all(argv[2], "currents.bin", current_a, n, sizeof *current_a);
    write_all(argv[2], "drives.bin", drive_fx, n, sizeof *drive_fx);
    write_all(argv[2], "spikes.bin", spike, n, sizeof *spike);
    FILE *hex = create(argv[2], "drives.hex");
    for (size_t i = 0; i < n; i++) {
        fprintf(hex, "%08" PRIx32 "\n", (uint32_t)drive_fx[i]);
    }
    finish(hex);
    cosim_current_free(&stream);
    cosim_scenario_free(scenario);
    free(current_a);
    free(drive_fx);
    free(spike);
    return 0;
}
