// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* This is differential fuzzing of the whole: random scenarios, written as YAML and read by the
 * program's own reader, run on a Verilated circuit, on the integer model of its format, and on the
 * integer model of a format that nobody ships. This must hold for each run:
 *   - no level of the judge fails but `clip`, which a noise can cause;
 *   - every step equals an oracle that shares no code with the integer model (integer_oracle.h);
 *   - the judge's fast path finds what its definition finds;
 *   - circuit and model of one format have the same spikes.
 * A failing case is made smaller, kept as YAML, and printed with the command that shows it again.
 *
 * Status: 0 all agree, 1 a disagreement, 2 usage or the machine. */
#include "case.h"
#include "fuzz.h"
#include "integer_oracle.h"
#include "circuit/format.h"
#include "circuit/open.h"
#include "input/units.h"
#include "result/mismatch.h"
#include "run/run.h"
#include "scenario/read.h"

#include <getopt.h>
#include <string.h>
#include <time.h>

enum { SHIPPED_MOST = 16, SHRINK_RUNS = 3000 };

typedef struct settings {
    const char *duts[SHIPPED_MOST];
    size_t dut_count;
    uint64_t cases, seconds, seed;
    const char *keep; /* folder of the failing scenarios */
} settings;

typedef struct tally {
    uint64_t runs, steps, spikes, ambiguous, refused, clipped;
} tally;

/* ---- one run ---- */

typedef struct watcher {
    oracle oracle;
    uint64_t differences, first;
} watcher;

static int watch(void *context, const cosim_rows *rows, cosim_diag *diag)
{
    watcher *w = context;
    (void)diag;
    for (size_t i = 0; i < rows->n; i++) {
        const uint32_t hold = rows->hold != NULL ? rows->hold[i] : rows->hold_constant;
        int32_t before, after;
        const bool spike = oracle_step(&w->oracle, rows->drive_fx[i], hold, &before, &after);
        if ((before != rows->before_fx[i] || after != rows->after_fx[i] ||
             spike != (rows->spike[i] != 0)) &&
            w->differences++ == 0) {
            w->first = rows->first + i;
        }
    }
    return 0;
}

static bool same_train(const cosim_train *a, const cosim_train *b)
{
    return a->count == b->count &&
           (a->count == 0 || memcmp(a->steps, b->steps, a->count * sizeof *a->steps) == 0);
}

/* Names what is wrong with the two results of one run, or gives NULL. */
static const char *judge_results(const cosim_result *fast, const cosim_result *plain,
                                 const watcher *w, char *text, size_t bytes)
{
    char mismatch[256];
    if (fast->constants.verdict == COSIM_FAIL || fast->exact.mismatches > 0 ||
        fast->bounded.mismatches > 0 || fast->free_running.verdict == COSIM_FAIL) {
        snprintf(text, bytes, "%s fails: %s", cosim_level_name(fast->first_mismatch.level),
                 cosim_mismatch_text(fast, mismatch, sizeof mismatch));
        return text;
    }
    if (w->differences > 0) {
        snprintf(text, bytes, "%llu steps differ from the independent oracle, the first is %llu",
                 (unsigned long long)w->differences, (unsigned long long)w->first);
        return text;
    }
    if (fast->steps != plain->steps || fast->verdict != plain->verdict ||
        fast->bounded.compared != plain->bounded.compared ||
        fast->bounded.ambiguous_steps != plain->bounded.ambiguous_steps ||
        fast->bounded.max_bound_v != plain->bounded.max_bound_v ||
        fast->bounded.max_error_v != plain->bounded.max_error_v ||
        !same_train(&fast->dut_spikes, &plain->dut_spikes) ||
        !same_train(&fast->reference_spikes, &plain->reference_spikes)) {
        return "the judge's fast path and its definition differ";
    }
    return NULL;
}

/* Runs a scenario on a circuit; returns what is wrong, or NULL. *spikes takes over the circuit's
 * spikes; *ran: it was not refused. */
static const char *run_on(const cosim_scenario *s, cosim_dut *dut, cosim_train *spikes, bool *ran,
                          tally *t, char *text, size_t bytes)
{
    cosim_diag diag;
    cosim_job job;
    cosim_result fast, plain;
    watcher w = {.differences = 0};
    const cosim_sink sink = {watch, &w};
    const cosim_run_options quick = {.sinks = NULL}, watched = {.sinks = &sink, .sink_count = 1};
    *ran = false;
    if (cosim_job_prepare(&job, s, dut, &diag) != 0) {
        t->refused++;
        return NULL;
    }
    w.oracle = (oracle){.format = job.q.format,
                        .words = job.q.words,
                        .x = job.q.words.initial_fx,
                        .hold = job.q.words.initial_hold};
    if (cosim_job_run(&job, &quick, &fast, &diag) != 0 ||
        cosim_job_run(&job, &watched, &plain, &diag) != 0) {
        snprintf(text, bytes, "no verdict: %.500s", diag.message);
        return text;
    }
    *ran = true;
    t->runs++;
    t->steps += fast.steps;
    t->spikes += fast.dut_spikes.count;
    t->ambiguous += fast.bounded.ambiguous_steps;
    t->clipped += fast.clipped_steps > 0;
    const char *wrong = judge_results(&fast, &plain, &w, text, bytes);
    *spikes = fast.dut_spikes;
    fast.dut_spikes = (cosim_train){0};
    cosim_result_free(&fast);
    cosim_result_free(&plain);
    return wrong;
}

/* ---- one case ---- */

typedef struct bench {
    cosim_dut *duts[SHIPPED_MOST];
    cosim_dut *models[SHIPPED_MOST]; /* of the same formats; NULL for a circuit alone */
    size_t count;
    tally tally;
    char reason[640];
    const char *culprit; /* the circuit of the last failure */
    char odd_name[64];
} bench;

static const char *on_pair(bench *b, const cosim_scenario *s, size_t which)
{
    cosim_train spikes[2] = {{0}, {0}};
    bool ran[2] = {false, false};
    b->culprit = b->duts[which]->name;
    const char *wrong =
        run_on(s, b->duts[which], &spikes[0], &ran[0], &b->tally, b->reason, sizeof b->reason);
    if (wrong == NULL) {
        wrong = run_on(s, b->models[which], &spikes[1], &ran[1], &b->tally, b->reason,
                       sizeof b->reason);
        b->culprit = wrong != NULL ? b->models[which]->name : b->culprit;
    }
    if (wrong == NULL && (ran[0] != ran[1] || !same_train(&spikes[0], &spikes[1]))) {
        wrong = "circuit and integer model have different spikes";
    }
    cosim_train_free(&spikes[0]);
    cosim_train_free(&spikes[1]);
    return wrong;
}

static const char *on_odd(bench *b, const cosim_scenario *s, const lif_format *odd)
{
    cosim_dut *dut = NULL;
    cosim_diag diag;
    char name[40];
    cosim_train spikes = {0};
    bool ran;
    snprintf(b->odd_name, sizeof b->odd_name, "model:%s", cosim_format_name(odd, name));
    b->culprit = b->odd_name;
    if (cosim_dut_open(b->odd_name, &dut, &diag) != COSIM_DUT_OK) {
        snprintf(b->reason, sizeof b->reason, "%.500s", diag.message);
        return b->reason;
    }
    const char *wrong = run_on(s, dut, &spikes, &ran, &b->tally, b->reason, sizeof b->reason);
    cosim_train_free(&spikes);
    cosim_dut_close(dut);
    return wrong;
}

/* Reads and runs a case on the shipped circuit `which`, its model, and the odd format. */
static const char *try_case(bench *b, const fuzz_case *c, size_t which)
{
    char yaml[CASE_YAML_BYTES];
    cosim_scenario *s = NULL;
    cosim_diag diag;
    size_t size;
    char *csv = case_csv(c, &size);
    fuzz_write("current.csv", csv, size);
    free(csv);
    case_yaml(c, yaml);
    if (cosim_scenario_read(fuzz_write("case.yaml", yaml, strlen(yaml)), NULL, 0, NULL, &s,
                            &diag) != 0) {
        b->culprit = "the reader";
        snprintf(b->reason, sizeof b->reason, "refuses line %u: %.500s", diag.place.line,
                 diag.message);
        return b->reason;
    }
    const char *wrong = on_pair(b, s, which);
    if (wrong == NULL) {
        wrong = on_odd(b, s, &c->odd);
    }
    cosim_scenario_free(s);
    return wrong;
}

/* Applies every move that keeps the case failing on the same circuit, until none does. */
static void shrink(bench *b, fuzz_case *c, size_t which)
{
    const bool reader = strcmp(b->culprit, "the reader") == 0;
    bool smaller = true;
    for (int runs = 0; smaller && runs < SHRINK_RUNS;) {
        smaller = false;
        for (unsigned move = 0; runs < SHRINK_RUNS; move++) {
            fuzz_case candidate = *c;
            const int moved = case_shrink(&candidate, move);
            if (moved < 0) {
                break;
            }
            if (moved == 1) {
                runs++;
                const char *wrong = try_case(b, &candidate, which);
                if (wrong != NULL && (strcmp(b->culprit, "the reader") == 0) == reader) {
                    *c = candidate;
                    smaller = true;
                    move = move < 4 ? move - 1 : move; /* halving again is worth it */
                }
            }
        }
    }
}

static void keep(const char *folder, const char *name, const char *bytes, size_t size, char *path,
                 size_t room)
{
    snprintf(path, room, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    if (file == NULL || fwrite(bytes, 1, size, file) != size || fclose(file) != 0) {
        perror(path);
        exit(2);
    }
}

static void report(bench *b, const settings *set, fuzz_case *c, size_t which, uint64_t number)
{
    char yaml[CASE_YAML_BYTES], name[64], path[600], csv_path[600];
    size_t size;
    shrink(b, c, which);
    const char *wrong = try_case(b, c, which);
    char *csv = case_csv(c, &size);
    snprintf(name, sizeof name, "seed-%llu-case-%llu.yaml", (unsigned long long)set->seed,
             (unsigned long long)number);
    case_yaml(c, yaml);
    keep(set->keep, name, yaml, strlen(yaml), path, sizeof path);
    if (strstr(yaml, "current.csv") != NULL) {
        keep(set->keep, "current.csv", csv, size, csv_path, sizeof csv_path);
    }
    free(csv);
    printf("FAIL  case %llu on %s: %s\n", (unsigned long long)number, b->culprit,
           wrong != NULL ? wrong : "not any more");
    printf("%s", yaml);
    printf("shown again by: build/lifcosim run --dut %s %s\n", b->culprit, path);
}

/* ---- all cases ---- */

static void open_circuits(bench *b, const settings *set)
{
    for (size_t i = 0; i < set->dut_count; i++) {
        cosim_diag diag;
        char name[40], model[64];
        if (cosim_dut_open(set->duts[i], &b->duts[i], &diag) != COSIM_DUT_OK) {
            fprintf(stderr, "differential: %s\n", diag.message);
            exit(2);
        }
        snprintf(model, sizeof model, "model:%s",
                 cosim_format_name(&b->duts[i]->ops->format, name));
        if (cosim_dut_open(model, &b->models[i], &diag) != COSIM_DUT_OK) {
            fprintf(stderr, "differential: %s\n", diag.message);
            exit(2);
        }
        b->count++;
    }
}

static int run_cases(bench *b, const settings *set)
{
    const time_t begin = time(NULL);
    lif_random random;
    uint64_t number = 0;
    int status = 0;
    lif_random_seed(&random, set->seed);
    while (status == 0 &&
           (set->cases > 0 ? number < set->cases : time(NULL) - begin < (time_t)set->seconds)) {
        fuzz_case c;
        case_random(&c, &random);
        const size_t which = (size_t)(number++ % b->count);
        if (try_case(b, &c, which) != NULL) {
            report(b, set, &c, which, number - 1);
            status = 1;
        }
    }
    const tally *t = &b->tally;
    printf("%s  differential: %llu cases, %llu runs of %llu steps with %llu spikes; %llu ambiguous "
           "steps, %llu runs clipped, %llu refused by a format; seed %llu\n",
           status == 0 ? "ok  " : "FAIL", (unsigned long long)number, (unsigned long long)t->runs,
           (unsigned long long)t->steps, (unsigned long long)t->spikes,
           (unsigned long long)t->ambiguous, (unsigned long long)t->clipped,
           (unsigned long long)t->refused, (unsigned long long)set->seed);
    if (status == 0 && (t->runs < number || t->spikes < number)) {
        printf("FAIL  differential: too little was run to mean anything\n");
        return 2;
    }
    return status;
}

static uint64_t number_of(const char *text)
{
    char *end;
    const uint64_t value = strtoull(text, &end, 10);
    if (end == text || *end != '\0') {
        fprintf(stderr, "differential: '%s' is not a whole number\n", text);
        exit(2);
    }
    return value;
}

int main(int argc, char **argv)
{
    settings set = {.seconds = 20, .seed = 20261122, .keep = "."};
    static bench b;
    int option;
    while ((option = getopt(argc, argv, "d:n:t:s:k:")) != -1) {
        if (option == 'd' && set.dut_count < SHIPPED_MOST) {
            set.duts[set.dut_count++] = optarg;
        } else if (option == 'n') {
            set.cases = number_of(optarg);
        } else if (option == 't') {
            set.seconds = number_of(optarg);
        } else if (option == 's') {
            set.seed = number_of(optarg);
        } else if (option == 'k') {
            set.keep = optarg;
        } else {
            fprintf(stderr, "usage: differential [-n CASES | -t SECONDS] [-s SEED] [-k FOLDER] -d "
                            "CIRCUIT ...\n");
            return 2;
        }
    }
    if (set.dut_count == 0) {
        size_t count;
        const cosim_named_format *formats = cosim_formats(&count);
        for (size_t i = 0; i < count && i < SHIPPED_MOST; i++) {
            set.duts[set.dut_count++] = formats[i].name;
        }
    }
    open_circuits(&b, &set);
    const int status = run_cases(&b, &set);
    for (size_t i = 0; i < b.count; i++) {
        cosim_dut_close(b.duts[i]);
        cosim_dut_close(b.models[i]);
    }
    cosim_units_release();
    return status;
}
