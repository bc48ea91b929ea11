// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "bench_rows.h"
#include "base/json.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int ascending(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(const double *values, size_t n)
{
    double sorted[BENCH_MOST_ROUNDS];
    memcpy(sorted, values, n * sizeof *values);
    qsort(sorted, n, sizeof *sorted, ascending);
    return 0.5 * (sorted[(n - 1) / 2] + sorted[n / 2]);
}

static const bench_row *find(const bench_row *rows, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(rows[i].name, name) == 0) {
            return &rows[i];
        }
    }
    return NULL;
}

/* Returns the median of a/b over the rounds; NaN where one of the two was not measured. */
static double ratio(const bench_row *a, const bench_row *b, size_t rounds)
{
    double ratios[BENCH_MOST_ROUNDS] = {0};
    if (a == NULL || b == NULL) {
        return (double)NAN;
    }
    for (size_t i = 0; i < rounds; i++) {
        ratios[i] = a->ns[i] / b->ns[i];
    }
    return median(ratios, rounds);
}

/* Returns the median of a - b over the rounds [ns]. */
static double difference(const bench_row *a, const bench_row *b, size_t rounds)
{
    double differences[BENCH_MOST_ROUNDS] = {0};
    for (size_t i = 0; i < rounds; i++) {
        differences[i] = a->ns[i] - b->ns[i];
    }
    return median(differences, rounds);
}

/* Returns what a synaptic event takes [ns], from the row NAME-events and the row NAME; NaN for any
 * other row, and where NAME was not measured. */
static double synaptic(const bench_row *rows, size_t count, const bench_row *row, size_t rounds)
{
    const char *end = strstr(row->name, "-events");
    for (size_t i = 0; i < count && end != NULL; i++) {
        const size_t length = (size_t)(end - row->name);
        if (strlen(rows[i].name) == length && memcmp(rows[i].name, row->name, length) == 0) {
            return difference(row, &rows[i], rounds) / BENCH_SYNAPSES;
        }
    }
    return (double)NAN;
}

static bool is_network(const bench_row *row) { return strncmp(row->name, "network", 7) == 0; }

/* Returns how many seconds of its own time a network runs in a second. */
static double real_time(const bench_row *row, size_t rounds)
{
    return 1e9 / (median(row->ns, rounds) * BENCH_REAL_TIME);
}

/* Gives the processor's own name and how many there are: "unknown processor, 2 cores". */
static const char *machine(char *text, size_t bytes)
{
    char line[256], name[128] = "unknown processor";
    FILE *file = fopen("/proc/cpuinfo", "r");
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        if (sscanf(line, "model name : %127[^\n]", name) == 1) {
            break;
        }
    }
    if (file != NULL) {
        fclose(file);
    }
    snprintf(text, bytes, "%s, %ld cores", name, sysconf(_SC_NPROCESSORS_ONLN));
    return text;
}

/* Writes the ratios that the targets ask for, as far as their rows were measured. */
static void put_comparisons(FILE *out, const bench_row *rows, size_t count, size_t rounds)
{
    static const struct {
        const char *text, *slow, *fast;
    } speeds[] = {{"judged, to base unjudged", "base", "judged"},
                  {"judged, to Icarus unjudged", "icarus", "judged"},
                  {"circuit, to base", "base", "circuit"},
                  {"circuit, to CXXRTL", "cxxrtl", "circuit"},
                  {"sweep, to its base", "sweep-base", "sweep"}};
    const bench_row *judged = find(rows, count, "judged"), *circuit = find(rows, count, "circuit");
    for (size_t i = 0; i < sizeof speeds / sizeof *speeds; i++) {
        const double times =
            ratio(find(rows, count, speeds[i].slow), find(rows, count, speeds[i].fast), rounds);
        if (!isnan(times)) {
            fprintf(out, "- %s: %.3g x as fast\n", speeds[i].text, times);
        }
    }
    const double core = ratio(find(rows, count, "core-judged"), find(rows, count, "core"), rounds);
    if (!isnan(core)) {
        fprintf(out, "- a core, judged: %.3g x the time of it unjudged\n", core);
    }
    for (size_t i = 0; i < count; i++) {
        const double event = synaptic(rows, count, &rows[i], rounds);
        if (!isnan(event)) {
            fprintf(out, "- %s: %.3g ns a synaptic event\n", rows[i].name, event);
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (is_network(&rows[i])) {
            fprintf(out, "- %s: %.3g x as fast as real time\n", rows[i].name,
                    real_time(&rows[i], rounds));
        }
        if (rows[i].about[0] != '\0') {
            fprintf(out, "- %s: %s\n", rows[i].name, rows[i].about);
        }
    }
    if (judged != NULL && circuit != NULL) {
        fprintf(out, "- judging adds %.2f ns to a step\n", difference(judged, circuit, rounds));
    }
}

static void put_table(FILE *out, const bench_row *rows, size_t count, size_t rounds)
{
    const bench_row *base = find(rows, count, "base");
    char text[256];
    fprintf(out, "| %-19s| ns/step | to base | steps a round | spikes |\n", "row");
    fprintf(out, "| %-19s| ---: | ---: | ---: | ---: |\n", "---");
    for (size_t i = 0; i < count; i++) {
        const double times = ratio(&rows[i], base, rounds);
        fprintf(out, "| %-19s| %.4g | ", rows[i].name, median(rows[i].ns, rounds));
        fprintf(out, isnan(times) ? "- | " : "%.3g | ", times);
        fprintf(out, "%" PRIu64 " | %" PRIu64 " |\n", rows[i].done, rows[i].spikes);
    }
    fprintf(out, "\n%s; medians of %zu interleaved rounds.\n\n", machine(text, sizeof text),
            rounds);
    put_comparisons(out, rows, count, rounds);
}

static void put_row(cosim_json *json, const bench_row *row, const bench_row *base, size_t rounds,
                    double event)
{
    cosim_json_map_open(json, NULL);
    cosim_json_key_text(json, "name", row->name);
    cosim_json_key_number(json, "ns_per_step", median(row->ns, rounds));
    cosim_json_key_number(json, "ratio_to_base", ratio(row, base, rounds));
    if (!isnan(event)) {
        cosim_json_key_number(json, "ns_per_synaptic_event", event);
    }
    if (is_network(row)) {
        cosim_json_key_number(json, "times_real_time", real_time(row, rounds));
    }
    if (row->about[0] != '\0') {
        cosim_json_key_text(json, "about", row->about);
    }
    cosim_json_key_unsigned(json, "steps", row->done);
    cosim_json_key_unsigned(json, "spikes", row->spikes);
    cosim_json_map_close(json);
}

static void put_json(FILE *out, const bench_row *rows, size_t count, size_t rounds)
{
    const bench_row *base = find(rows, count, "base");
    char text[256];
    cosim_json json;
    cosim_json_start(&json, out, 2);
    cosim_json_map_open(&json, NULL);
    cosim_json_key_text(&json, "machine", machine(text, sizeof text));
    cosim_json_key_unsigned(&json, "rounds", rounds);
    cosim_json_list_open(&json, "rows");
    for (size_t i = 0; i < count; i++) {
        put_row(&json, &rows[i], base, rounds, synaptic(rows, count, &rows[i], rounds));
    }
    cosim_json_list_close(&json);
    cosim_json_map_close(&json);
    cosim_json_finish(&json);
}

static bool write_file(const char *path, const bench_row *rows, size_t count, size_t rounds,
                       void (*put)(FILE *, const bench_row *, size_t, size_t))
{
    FILE *file = fopen(path, "w");
    if (file != NULL) {
        put(file, rows, count, rounds);
    }
    if (file == NULL || (ferror(file) != 0) | (fclose(file) != 0)) {
        perror(path);
        return false;
    }
    return true;
}

bool bench_report(const bench_row *rows, size_t count, size_t rounds, const char *json,
                  const char *markdown)
{
    put_table(stdout, rows, count, rounds);
    return write_file(json, rows, count, rounds, put_json) &&
           write_file(markdown, rows, count, rounds, put_table);
}
