// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* core_mutation MODEL.so FIRST LAST [RUN ...]
 *
 * Judges the mutants FIRST to LAST of a model of a core, each on the standard runs (or on the named
 * ones) until the first that fails. Prints one line for each: number, `killed` or `alive`, the
 * level that failed first, the run, `-`, and what was found; fields are separated by tabs, `-`
 * stands for none. The levels are those of the judge of cores, and `handshake`: the core gave no
 * answer, or broke a promise of its header.
 *
 * The core without a mutation runs first and must pass. Status: 0 all were judged, 2 usage, 3 the
 * model cannot be used, or fails without a mutation. */
#include "fuzz/core_stream.h"
#include "lif_core_dut_mutants.h"
#include "run/core_bench.h"

#include "circuit/core_memory.h"
#include "result/core_result.h"

#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NETWORKS = 6, NETWORK_TICKS = 40, STREAMS = 12, CLOCKS = 6000, PROMISES = 2 };
enum { RUNS = NETWORKS + STREAMS + PROMISES };

/* A run of the standard set: a judged network, a stream that is compared with the integer model, or
 * neither: a stretch of clocks in which the promises of the header are checked. */
typedef struct standard_core_run {
    char name[24];
    bool has_network, has_stream, chosen;
    core_random made;
    lif_core_image image;
    core_stream *stream;
    uint64_t seed;
} standard_core_run;

typedef struct bench {
    cosim_core_dut core;
    void (*select)(lif_core_dut *, uint32_t);
    int (*promises)(lif_core_dut *, uint64_t, uint64_t);
    standard_core_run run[RUNS];
    core_shown shown;
} bench;

/* Says how a mutant ended. */
typedef struct finding {
    bool killed;
    const char *level, *run;
    char text[300];
} finding;

static int give_up(const char *what, const char *why)
{
    fprintf(stderr, "core_mutation: %s: %s\n", what, why);
    return 3;
}

/* ---- the standard runs ---- */

/* A network with the shape of the core; one that its format cannot hold is drawn again. */
static bool make_network(standard_core_run *run, lif_random *random, const lif_core_format *format,
                         unsigned neurons, const core_draw *draw)
{
    for (int tries = 0; tries < 100; tries++) {
        core_draw of = *draw;
        of.neurons = of.inputs = neurons;
        of.receptors = format->receptors;
        core_random_new(&run->made, random, format, &of);
        run->made.format.accumulator_width = format->accumulator_width;
        if (cosim_core_quantise(&run->made.net, &run->made.format, &run->image, NULL, NULL) ==
            LIF_OK) {
            run->has_network = true;
            return true;
        }
        core_random_free(&run->made);
    }
    return false;
}

static int make_runs(bench *b)
{
    static const struct {
        const char *name;
        core_draw draw;
    } networks[NETWORKS] = {{"network", {.neurons = 0}},      {"wild", {.wild = true}},
                            {"adaptive", {.adaptive = true}}, {"freezing", {.freezing = true}},
                            {"dyadic", {.dyadic = true}},     {"forward", {.forward = true}}};
    static const char *const kinds[IMAGE_KINDS] = {"words", "calm-words", "ties", "edges"};
    const lif_core_format *f = &b->core.ops.format;
    const unsigned n = b->core.ops.neurons;
    lif_random random;
    lif_random_seed(&random, 20261130);
    for (unsigned i = 0; i < RUNS; i++) {
        standard_core_run *run = &b->run[i];
        run->seed = 1 + i;
        if (i < NETWORKS) {
            snprintf(run->name, sizeof run->name, "%s", networks[i].name);
            if (!make_network(run, &random, f, n, &networks[i].draw)) {
                return give_up(run->name, "no such network has room in this core");
            }
        } else if (i < NETWORKS + STREAMS) {
            const unsigned k = i - NETWORKS;
            snprintf(run->name, sizeof run->name, "%s-%u", kinds[k % IMAGE_KINDS],
                     1 + k / IMAGE_KINDS);
            run->stream = calloc(1, sizeof *run->stream);
            if (run->stream == NULL ||
                cosim_core_image_new(&run->stream->image, n, n, NULL) != LIF_OK) {
                return give_up(run->name, "out of memory");
            }
            run->has_stream = true;
            core_stream_draw(run->stream, &random, f, (image_kind)(k % IMAGE_KINDS));
        } else {
            snprintf(run->name, sizeof run->name, "promises-%u", 1 + i - NETWORKS - STREAMS);
        }
    }
    return core_shown_new(&b->shown, n) ? 0 : give_up("the bench", "out of memory");
}

/* With names, only those runs are chosen. */
static int choose(bench *b, char *const *names, size_t count)
{
    for (size_t k = 0; k < count; k++) {
        bool found = false;
        for (unsigned i = 0; i < RUNS; i++) {
            const bool same = strcmp(b->run[i].name, names[k]) == 0;
            b->run[i].chosen |= same;
            found |= same;
        }
        if (!found) {
            return give_up(names[k], "no standard run has this name");
        }
    }
    for (unsigned i = 0; i < RUNS; i++) {
        b->run[i].chosen |= count == 0;
    }
    return 0;
}

/* ---- judging ---- */

static void network_fails(const bench *b, standard_core_run *run, lif_core_dut *dut, finding *f)
{
    core_events events = {.made = &run->made};
    const cosim_core_case judged = {.net = &run->made.net,
                                    .format = &run->made.format,
                                    .image = &run->image,
                                    .saturation_declared = true,
                                    .tolerance = 1e-3};
    const cosim_core_job job = {.judged = judged,
                                .source = {core_events_next, &events},
                                .ticks = NETWORK_TICKS,
                                .seed = run->seed};
    cosim_core_result result;
    cosim_diag diag;
    lif_random_seed(&events.random, run->seed);
    if (cosim_core_run(&job, &b->core.ops, dut, &result, &diag) != 0) {
        f->killed = true;
        f->level = "handshake";
        snprintf(f->text, sizeof f->text, "%.200s", diag.message);
        return;
    }
    for (int k = 0; k < COSIM_CORE_LEVELS && !f->killed; k++) {
        if (result.level[k].verdict == COSIM_FAIL) {
            f->killed = true;
            f->level = cosim_core_level_name((cosim_core_level)k);
            cosim_core_mismatch_text(&result.level[k], f->text, sizeof f->text);
        }
    }
}

static void stream_fails(bench *b, const standard_core_run *run, lif_core_dut *dut, finding *f)
{
    core_tally tally = {0};
    const core_difference d = core_stream_run(&b->core.ops, dut, run->stream, &b->shown, &tally);
    if (d.what != NULL) {
        f->killed = true;
        f->level = "exact";
        snprintf(f->text, sizeof f->text, "tick %u neuron %u: %s", d.tick, d.neuron, d.what);
    }
}

/* Goes through one run after the other on the same instance: a reset must clear what the one before
 * left. */
static int judge(bench *b, uint32_t mutant, finding *f)
{
    char message[300] = "";
    lif_core_dut *dut = b->core.ops.open(&b->core.ops, message, sizeof message);
    *f = (finding){.level = "-", .run = "-", .text = "-"};
    if (dut == NULL) {
        return give_up("the model", message);
    }
    b->select(dut, mutant);
    for (unsigned i = 0; i < RUNS && !f->killed; i++) {
        standard_core_run *run = &b->run[i];
        f->run = run->name;
        if (!run->chosen) {
            continue;
        }
        if (run->has_network) {
            network_fails(b, run, dut, f);
        } else if (run->has_stream) {
            stream_fails(b, run, dut, f);
        } else if (b->promises(dut, run->seed, CLOCKS) != 0) {
            f->killed = true;
            f->level = "handshake";
            snprintf(f->text, sizeof f->text, "%.200s", b->core.ops.message(dut));
        }
    }
    if (!f->killed) {
        f->run = "-";
    }
    b->core.ops.close(dut);
    return 0;
}

/* ---- the model ---- */

/* Finds an exported function: C has no conversion from an object's pointer. */
static int find(const cosim_core_dut *core, const char *name, void *function)
{
    void *const symbol = dlsym(core->library, name);
    memcpy(function, &symbol, sizeof symbol);
    return symbol != NULL ? 0 : give_up(name, "the model does not export it");
}

static int open_bench(bench *b, const char *path, char *const *names, size_t count)
{
    cosim_diag diag;
    if (cosim_core_dut_open(&b->core, path, &diag) != 0) {
        return give_up(path, diag.message);
    }
    if (find(&b->core, "lif_core_mutant_select", &b->select) ||
        find(&b->core, "lif_core_mutant_promises", &b->promises) || make_runs(b) ||
        choose(b, names, count)) {
        return 3;
    }
    return 0;
}

static void close_bench(bench *b)
{
    for (unsigned i = 0; i < RUNS; i++) {
        if (b->run[i].has_network) {
            core_random_free(&b->run[i].made);
            cosim_core_image_free(&b->run[i].image);
        } else if (b->run[i].has_stream) {
            cosim_core_image_free(&b->run[i].stream->image);
        }
        free(b->run[i].stream);
    }
    core_shown_free(&b->shown);
    cosim_core_dut_close(&b->core);
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
    static bench b;
    finding f;
    uint32_t first, last;
    if (argc < 4 || number(argv[2], &first) != 0 || number(argv[3], &last) != 0) {
        fputs("usage: core_mutation MODEL.so FIRST LAST [RUN ...]\n", stderr);
        return 2;
    }
    int status = open_bench(&b, argv[1], argv + 4, (size_t)argc - 4);
    if (status == 0) {
        status = judge(&b, 0, &f);
    }
    if (status == 0 && f.killed) {
        fprintf(stderr, "core_mutation: the core without a mutation fails: %s: %s: %s\n", f.run,
                f.level, f.text);
        status = 3;
    }
    for (uint32_t mutant = first; status == 0 && mutant <= last; mutant++) {
        status = judge(&b, mutant, &f);
        printf("%u\t%s\t%s\t%s\t-\t%s\n", mutant, f.killed ? "killed" : "alive", f.level, f.run,
               f.text);
    }
    close_bench(&b);
    if (fflush(stdout) != 0) {
        status = give_up("standard output", strerror(errno));
    }
    return status;
}
