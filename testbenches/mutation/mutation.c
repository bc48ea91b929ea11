// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* mutation MODEL.so FIRST LAST [SCENARIO ...]
 *
 * Judges the mutants FIRST to LAST of a model, each on the standard set (or on the named scenarios
 * of it) until the first verdict that is a failure, as the program judges any circuit. Prints one
 * line for each: number, `killed` or `alive`, the level that failed first (`handshake`: the circuit
 * gave no answer, or broke a promise of its header), the scenario, the level that fails when there
 * is no integer model (of circuits with one clock a step), and what was found; fields are separated
 * by tabs, `-` stands for none.
 *
 * The circuit without a mutation is judged first and must pass. Status: 0 all were judged, 2 usage,
 * 3 the model cannot be used, or fails without a mutation. */
#include "standard_set.h"
#include "base/diag.h"
#include "circuit/open.h"
#include "result/mismatch.h"
#include "run/run.h"
#include "lif_dut_mutants.h"

#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct bench {
    cosim_dut *dut;
    void *library;
    void (*select)(lif_dut *, uint32_t);
    int (*configure)(lif_dut *, const lif_words *, uint64_t);
    int (*run)(lif_dut *, const lif_dut_block *);
    void *power_on; /* saved state */
    standard_run *runs;
    size_t count;
} bench;

/* Says how a mutant ended. */
typedef struct finding {
    bool killed;
    const char *level, *scenario;
    char text[sizeof((cosim_diag *)NULL)->message];
} finding;

/* Runs one scenario on the selected mutant, and tells whether it failed, and then how. */
static bool fails(const bench *b, const standard_run *run, bool without_model, finding *f)
{
    const cosim_run_options options = {.sinks = NULL};
    struct lif_dut_ops ops = *b->dut->ops;
    cosim_dut dut = *b->dut;
    cosim_job job = run->job;
    cosim_result result;
    cosim_diag diag;
    ops.capabilities &=
        ~(uint32_t)((without_model ? LIF_DUT_INTEGER_MODEL : 0) |
                    (run->chosen_words ? LIF_DUT_READS_WORDS : 0) |
                    LIF_DUT_IDLES); /* no trial: of an instance without the mutant */
    if (run->gaps) {
        ops.configure = b->configure;
        ops.run = b->run;
    }
    dut.ops = &ops;
    job.dut = &dut;
    if (cosim_job_run(&job, &options, &result, &diag) != 0) {
        f->level = "handshake";
        snprintf(f->text, sizeof f->text, "%s", diag.message);
        return true;
    }
    const bool failed = result.verdict == COSIM_FAIL;
    if (failed) {
        f->level = cosim_level_name(result.first_mismatch.level);
        cosim_mismatch_text(&result, f->text, sizeof f->text);
    }
    cosim_result_free(&result);
    return failed;
}

/* Goes from power-on through one scenario after the other on the same circuit: a reset must clear
 * what the one before left. */
static void judge(const bench *b, uint32_t mutant, bool without_model, finding *f)
{
    lif_dut *circuit = b->dut->instance;
    *f = (finding){.level = "-", .scenario = "-", .text = "-"};
    b->dut->ops->restore(circuit, b->power_on);
    b->select(circuit, mutant);
    for (size_t i = 0; i < b->count && !f->killed; i++) {
        if (fails(b, &b->runs[i], without_model, f)) {
            f->killed = true;
            f->scenario = b->runs[i].name;
        }
    }
}

static int give_up(const char *what, const char *why)
{
    fprintf(stderr, "mutation: %s: %s\n", what, why);
    return 3;
}

/* Finds an exported function: C has no conversion from an object's pointer. */
static int find(const bench *b, const char *name, void *function)
{
    void *const symbol = dlsym(b->library, name);
    memcpy(function, &symbol, sizeof symbol);
    return symbol != NULL ? 0 : give_up(name, "the model does not export it");
}

static int open_bench(bench *b, const char *path, char *const *names, size_t name_count)
{
    cosim_diag diag;
    if (cosim_dut_open(path, &b->dut, &diag) != COSIM_DUT_OK) {
        return give_up(path, diag.message);
    }
    b->library = dlopen(path, RTLD_NOW | RTLD_NOLOAD);
    if (b->library == NULL) {
        return give_up(path, dlerror());
    }
    if (find(b, "lif_mutant_select", &b->select) || find(b, "lif_mutant_run", &b->run) ||
        find(b, "lif_mutant_configure", &b->configure)) {
        return 3;
    }
    b->power_on = calloc(1, b->dut->ops->state_bytes(b->dut->instance));
    if (b->power_on == NULL || b->dut->ops->save(b->dut->instance, b->power_on) != 0) {
        return give_up(path, "its state cannot be saved");
    }
    b->runs = standard_prepare(b->dut, names, name_count, &b->count, &diag);
    if (b->runs == NULL) {
        return give_up(path, diag.message);
    }
    return 0;
}

static void close_bench(bench *b)
{
    if (b->runs != NULL) {
        standard_free(b->runs, b->count);
    }
    free(b->power_on);
    if (b->library != NULL) {
        dlclose(b->library);
    }
    cosim_dut_close(b->dut);
}

/* Checks that the circuit without a mutation passes, with and without its integer model. */
static int sound(const bench *b)
{
    for (int without_model = 0; without_model < 2; without_model++) {
        finding f;
        judge(b, 0, without_model != 0, &f);
        if (f.killed) {
            fprintf(stderr, "mutation: the circuit without a mutation fails: %s: %s: %s\n",
                    f.scenario, f.level, f.text);
            return 3;
        }
    }
    return 0;
}

static int number(const char *text, uint32_t *value)
{
    char *end;
    errno = 0;
    const unsigned long given = strtoul(text, &end, 10);
    *value = (uint32_t)given;
    return errno == 0 && *end == '\0' && end != text && given <= UINT16_MAX ? 0 : -1;
}

int main(int argc, char **argv)
{
    bench b = {.dut = NULL};
    uint32_t first, last;
    int status;
    if (argc < 4 || number(argv[2], &first) != 0 || number(argv[3], &last) != 0) {
        fputs("usage: mutation MODEL.so FIRST LAST [SCENARIO ...]\n", stderr);
        return 2;
    }
    status = open_bench(&b, argv[1], argv + 4, (size_t)argc - 4);
    if (status == 0) {
        status = sound(&b);
    }
    for (uint32_t mutant = first; status == 0 && mutant <= last; mutant++) {
        finding all, bounded = {.level = "-"};
        judge(&b, mutant, false, &all);
        /* Otherwise the bounded level, which was judged too, found nothing either; of a circuit of
         * several clocks a step it is not judged alone, for that takes as many times as long. */
        if (all.killed && b.dut->ops->clocks_per_step == 1) {
            judge(&b, mutant, true, &bounded);
        }
        printf("%u\t%s\t%s\t%s\t%s\t%s\n", mutant, all.killed ? "killed" : "alive", all.level,
               all.scenario, bounded.level, all.text);
    }
    close_bench(&b);
    if (fflush(stdout) != 0) {
        status = give_up("standard output", strerror(errno));
    }
    return status;
}
