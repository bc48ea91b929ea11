// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* bench FOLDER ROUNDS JSON MARKDOWN ROW ...   measures engines side by side.
 *
 * ROW is NAME|GROUP|STEPS|PASSES|COMMAND. Every round starts every engine once, one after the
 * other, with the shell and STEPS and PASSES in the environment, and takes the time between its
 * lines "begin" and "end STEPS SPIKES" (bench_table.h). What is told is the median of the rounds,
 * and the median of the ratios to row `base` of the same round: the speed of the machine drifts.
 * With BENCH_CLOCK=cpu in the environment it is the processor time of the engine's own process
 * instead, which a busy machine disturbs less; it is no measure of an engine that starts processes.
 *
 * Nobody wins by not working: the steps must be STEPS*PASSES. The spikes must be, in group `table`,
 * those that FOLDER/spikes.bin has in the first STEPS steps, times PASSES, and in any other group
 * as many a step as in the group's first row; in group `network` nearly as many, because doubles
 * and words go apart there (BENCH_NEARLY). Otherwise the status is 1, and no file is written. A
 * line "about TEXT" before "begin" names the engine's version for the report. */
#include "bench_rows.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static bool cpu_clock(void)
{
    const char *clock = getenv("BENCH_CLOCK");
    return clock != NULL && strcmp(clock, "cpu") == 0;
}

/* Returns the processor time of a running child [s]; 0 where it cannot be told. */
static double cpu_now(pid_t child)
{
    struct timespec now;
    clockid_t clock;
    if (clock_getcpuclockid(child, &clock) != 0 || clock_gettime(clock, &now) != 0) {
        return 0.0;
    }
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* Waits for a child. Returns its processor time [s]. */
static double wait_for(pid_t child, int *status)
{
    struct rusage used;
    if (wait4(child, status, 0, &used) != child) {
        *status = -1;
        return 0.0;
    }
    return (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
           1e-6 * (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec);
}

/* Splits the text of a row at its first four bars. */
static bool parse_row(char *text, bench_row *row)
{
    char *field[5] = {text};
    for (int i = 1; i < 5; i++) {
        field[i] = strchr(field[i - 1], '|');
        if (field[i] == NULL) {
            return false;
        }
        *field[i]++ = '\0';
    }
    *row = (bench_row){.name = field[0],
                       .group = field[1],
                       .steps = strtoull(field[2], NULL, 10),
                       .passes = strtoull(field[3], NULL, 10),
                       .command = field[4]};
    return row->steps > 0 && row->passes > 0;
}

static FILE *start(const bench_row *row, pid_t *child)
{
    int ends[2];
    char text[4096];
    if (pipe(ends) != 0) {
        return NULL;
    }
    *child = fork();
    if (*child == 0) {
        snprintf(text, sizeof text, "%" PRIu64, row->steps);
        setenv("STEPS", text, 1);
        snprintf(text, sizeof text, "%" PRIu64, row->passes);
        setenv("PASSES", text, 1);
        dup2(ends[1], STDOUT_FILENO);
        close(ends[0]);
        close(ends[1]);
        snprintf(text, sizeof text, "exec %s", row->command);
        execl("/bin/sh", "sh", "-c", text, (char *)NULL);
        _exit(127);
    }
    close(ends[1]);
    return *child > 0 ? fdopen(ends[0], "r") : NULL;
}

/* Runs an engine once, and puts its time into row->ns[round] and its counts into row. Returns
 * whether it ended as the protocol demands; other lines are left alone (a simulator says that it
 * finishes). */
static bool measure(bench_row *row, size_t round)
{
    char line[256];
    const bool cpu = cpu_clock();
    double begin = 0.0, end = 0.0, all;
    pid_t child;
    int status = -1;
    FILE *out = start(row, &child);
    row->done = 0;
    while (out != NULL && fgets(line, sizeof line, out) != NULL) {
        if (strncmp(line, "about ", 6) == 0) {
            snprintf(row->about, sizeof row->about, "%.*s", (int)strcspn(line + 6, "\n"), line + 6);
        } else if (strcmp(line, "begin\n") == 0) {
            begin = cpu ? cpu_now(child) : seconds_now();
        } else if (sscanf(line, "end %" SCNu64 " %" SCNu64, &row->done, &row->spikes) == 2) {
            end = seconds_now();
        }
    }
    if (out != NULL) {
        fclose(out);
        all = wait_for(child, &status);
        end = cpu && end > 0.0 ? all : end;
    }
    if (status != 0 || begin <= 0.0 || end < begin || row->done == 0) {
        fprintf(stderr, "bench: row %s: the engine failed: %s\n", row->name, row->command);
        return false;
    }
    row->ns[round] = 1e9 * (end - begin) / (double)row->done;
    return true;
}

/* Tells whether the counts of a row are those that its group demands. */
static bool agrees(const bench_row *rows, const bench_row *row, const uint8_t *spike, size_t n)
{
    uint64_t expected = row->spikes;
    if (row->done != row->steps * row->passes) {
        fprintf(stderr, "bench: row %s: %" PRIu64 " steps, expected %" PRIu64 "\n", row->name,
                row->done, row->steps * row->passes);
        return false;
    }
    if (strcmp(row->group, "table") == 0) {
        expected = 0;
        for (size_t i = 0; i < row->steps && i < n; i++) {
            expected += spike[i];
        }
        expected *= row->passes;
    } else {
        for (const bench_row *first = rows; first <= row; first++) {
            if (strcmp(first->group, row->group) == 0) {
                expected = first->spikes * row->done / first->done;
                break;
            }
        }
    }
    const uint64_t apart = row->spikes > expected ? row->spikes - expected : expected - row->spikes;
    const bool nearly = strcmp(row->group, "network") == 0;
    if (expected == 0 || (double)apart > (nearly ? BENCH_NEARLY * (double)expected : 0.0)) {
        fprintf(stderr,
                "bench: row %s: %" PRIu64 " spikes in %" PRIu64 " steps, expected %" PRIu64 "\n",
                row->name, row->spikes, row->done, expected);
        return false;
    }
    return true;
}

/* Reads the spikes of the table, one byte a step. */
static uint8_t *read_spikes(const char *folder, size_t *n)
{
    char path[4096];
    uint8_t *spike = NULL;
    long size;
    snprintf(path, sizeof path, "%s/spikes.bin", folder);
    FILE *file = fopen(path, "rb");
    if (file == NULL || fseek(file, 0, SEEK_END) != 0 || (size = ftell(file)) <= 0) {
        perror(path);
        exit(3);
    }
    rewind(file);
    *n = (size_t)size;
    spike = malloc(*n);
    if (spike == NULL || fread(spike, 1, *n, file) != *n) {
        perror(path);
        exit(3);
    }
    fclose(file);
    return spike;
}

static bool run_rounds(bench_row *rows, size_t count, size_t rounds, const uint8_t *spike, size_t n)
{
    bool sound = true;
    for (size_t round = 0; round < rounds && sound; round++) {
        for (size_t i = 0; i < count; i++) {
            sound = measure(&rows[i], round) && agrees(rows, &rows[i], spike, n) && sound;
        }
        fprintf(stderr, "bench: round %zu of %zu\n", round + 1, rounds);
    }
    return sound;
}

int main(int argc, char **argv)
{
    const size_t count = argc > 5 ? (size_t)argc - 5 : 0;
    const size_t rounds = argc > 5 ? (size_t)strtoull(argv[2], NULL, 10) : 0;
    bench_row *rows = calloc(count + 1, sizeof *rows);
    size_t n;

    if (rows == NULL || rounds < 1 || rounds > BENCH_MOST_ROUNDS) {
        fprintf(stderr, "usage: bench FOLDER ROUNDS JSON MARKDOWN ROW ...\n");
        return 3;
    }
    for (size_t i = 0; i < count; i++) {
        if (!parse_row(argv[5 + i], &rows[i])) {
            fprintf(stderr, "bench: '%s' is no row\n", argv[5 + i]);
            return 3;
        }
    }
    uint8_t *spike = read_spikes(argv[1], &n);
    const bool sound = run_rounds(rows, count, rounds, spike, n);
    const int status = !sound ? 1 : bench_report(rows, count, rounds, argv[3], argv[4]) ? 0 : 3;
    free(spike);
    free(rows);
    return status;
}
