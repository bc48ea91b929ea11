// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* batch_bench [table|noise|row] [SETS] [STEPS] [PROCESSES] [ROUNDS] [single]
 *
 * Measures the cost of a judged step of a sweep: SETS random parameter sets (10000) of STEPS steps
 * (1000) on q8_24 are prepared, run in the lanes of the batch and judged at every level, by
 * PROCESSES processes (2). Prints the median of ROUNDS rounds (5) as one line of JSON. With `table`
 * all sets share one table of currents, as in the other rows of the benchmark; with `noise` each
 * draws its own noise. With `single` the same jobs run one after the other on the single circuit.
 * With `row` it is `table` for one round, as a row of the benchmark (bench_table.h). It fails
 * unless every set passes and the rounds agree on the spikes. */
#include "batch_sets.h"
#include "bench_table.h"
#include "base/json.h"
#include "circuit/lanes.h"
#include "circuit/open.h"
#include "run/batch.h"
#include "run/run.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { CHUNK = 512, PROCESSES_MOST = 64, ROUNDS_MOST = 99 };

typedef struct setting {
    batch_sets sets;
    bool single;
    size_t processes, rounds;
} setting;

/* The processes hand this back, in shared memory. */
typedef struct tally {
    uint64_t spikes[PROCESSES_MOST], passed[PROCESSES_MOST];
} tally;

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static void run_chunk(const setting *s, cosim_dut *dut, uint64_t first, size_t n, uint64_t *spikes,
                      uint64_t *passed)
{
    static cosim_scenario scenarios[CHUNK];
    static lif_stimulus stimuli[CHUNK];
    static cosim_job jobs[CHUNK];
    static cosim_result results[CHUNK];
    const cosim_run_options options = {.sinks = NULL};
    cosim_diag diag;
    for (size_t i = 0; i < n; i++) {
        draw(&s->sets, first + i, &scenarios[i], &stimuli[i]);
        if (cosim_job_prepare(&jobs[i], &scenarios[i], dut, &diag) != 0 ||
            (s->single && cosim_job_run(&jobs[i], &options, &results[i], &diag) != 0)) {
            give_up(diag.message);
        }
    }
    if (!s->single && cosim_batch_run(jobs, n, &options, results, &diag) != 0) {
        give_up(diag.message);
    }
    for (size_t i = 0; i < n; i++) {
        *spikes += results[i].free_running.dut_spikes;
        *passed += results[i].verdict == COSIM_PASS && results[i].exact.compared == s->sets.steps;
        cosim_result_free(&results[i]);
    }
}

/* Runs all sets once. Returns the seconds that this took, and gives the spikes of all sets. */
static double run_all(const setting *s, cosim_dut *dut, tally *t, uint64_t *spikes)
{
    const double begin = seconds_now();
    uint64_t passed = 0;
    pid_t children[PROCESSES_MOST];
    memset(t, 0, sizeof *t);
    for (size_t p = 0; p < s->processes; p++) {
        children[p] = fork();
        if (children[p] == 0) {
            const uint64_t end = s->sets.sets * (p + 1) / s->processes;
            for (uint64_t i = s->sets.sets * p / s->processes; i < end; i += CHUNK) {
                const size_t n = end - i < CHUNK ? (size_t)(end - i) : CHUNK;
                run_chunk(s, dut, i, n, &t->spikes[p], &t->passed[p]);
            }
            _exit(0);
        }
    }
    *spikes = 0;
    for (size_t p = 0; p < s->processes; p++) {
        int status = -1;
        if (children[p] < 0 || waitpid(children[p], &status, 0) != children[p] || status != 0) {
            give_up("a process failed");
        }
        *spikes += t->spikes[p];
        passed += t->passed[p];
    }
    if (passed != s->sets.sets) {
        give_up("a set does not pass");
    }
    return seconds_now() - begin;
}

static int ascending(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Returns argument i as a number from 1 to most. */
static size_t number(int argc, char **argv, int i, size_t otherwise, size_t most)
{
    char *end;
    if (i >= argc) {
        return otherwise;
    }
    const unsigned long value = strtoul(argv[i], &end, 10);
    if (*end != '\0' || value < 1 || value > most) {
        give_up("usage: batch_bench [table|noise] [SETS] [STEPS] [PROCESSES] [ROUNDS] [single]");
    }
    return value;
}

/* Prints the median of the rounds. */
static void report(const setting *s, double *seconds, uint64_t spikes, unsigned lanes)
{
    qsort(seconds, s->rounds, sizeof seconds[0], ascending);
    cosim_json json;
    cosim_json_start(&json, stdout, 0);
    cosim_json_map_open(&json, NULL);
    cosim_json_key_text(&json, "name", "sweep");
    cosim_json_key_number(&json, "ns_per_step",
                          1e9 * seconds[s->rounds / 2] /
                              ((double)s->sets.sets * (double)s->sets.steps));
    cosim_json_key_unsigned(&json, "spikes", spikes);
    cosim_json_key_unsigned(&json, "sets", s->sets.sets);
    cosim_json_key_unsigned(&json, "steps", s->sets.steps);
    cosim_json_key_unsigned(&json, "processes", s->processes);
    cosim_json_key_unsigned(&json, "lanes", s->single ? 1 : lanes);
    cosim_json_key_text(&json, "drive", s->sets.noise ? "noise" : "table");
    cosim_json_map_close(&json);
    cosim_json_new_line(&json);
    cosim_json_finish(&json);
}

int main(int argc, char **argv)
{
    const char *kind = argc > 1 ? argv[1] : "table";
    const bool row = strcmp(kind, "row") == 0;
    setting s = {.sets = {.noise = strcmp(kind, "noise") == 0,
                          .sets = number(argc, argv, 2, 10000, 100000000),
                          .steps = number(argc, argv, 3, 1000, 100000000)},
                 .single = argc > 6 && strcmp(argv[6], "single") == 0,
                 .processes = number(argc, argv, 4, 2, PROCESSES_MOST),
                 .rounds = row ? 1 : number(argc, argv, 5, 5, ROUNDS_MOST)};
    double seconds[ROUNDS_MOST];
    uint64_t spikes = 0, before = 0;
    cosim_dut *dut = NULL;
    cosim_diag diag;
    tally *t = mmap(NULL, sizeof *t, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (t == MAP_FAILED) {
        give_up("out of memory");
    }
    fill_table(&s.sets);
    if (cosim_dut_open("q8_24", &dut, &diag) != COSIM_DUT_OK) {
        give_up(diag.message);
    }
    const unsigned lanes = cosim_lanes_count(dut, &diag);
    if (lanes < 2) {
        give_up(lanes == 0 ? diag.message : "build the lanes first: make batch");
    }
    if (row) {
        bench_begin();
    }
    for (size_t r = 0; r < s.rounds; r++, before = spikes) {
        seconds[r] = run_all(&s, dut, t, &spikes);
        if (spikes == 0 || (r > 0 && spikes != before)) {
            give_up("the rounds do not agree on the spikes, or there are none");
        }
    }
    if (row) {
        const bench_table done = {.steps = s.sets.steps, .passes = s.sets.sets};
        bench_end(&done, spikes);
    } else {
        report(&s, seconds, spikes, lanes);
    }
    cosim_dut_close(dut);
    free(s.sets.table_a);
    return 0;
}
