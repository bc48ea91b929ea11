// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "prove/prove.h"

#include "base/version.h"
#include "prove/ages_ask.h"
#include "prove/ages_miter.h"
#include "prove/covers.h"
#include "prove/engine.h"
#include "prove/faults.h"
#include "prove/netlist.h"
#include "prove/simulate.h"

#include <sys/types.h> /* for sha2.h */

#include <sha2.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { PATH_BYTES = 4096, FAULT_CLOCKS = 16, LEAST_SECONDS = 4 };

const char *cosim_proof_name(cosim_proof_verdict verdict)
{
    static const char *const names[] = {"proven", "bounded", "undecided", "refuted"};
    return names[verdict];
}

void cosim_proof_free(cosim_proof *proof)
{
    cosim_witness_free(&proof->witness);
    free(proof->assumed);
    proof->assumed = NULL;
    cosim_answers_close(proof->answers);
    proof->answers = NULL;
}

/* ---- time ---- */

typedef struct work {
    const cosim_manifest *manifest;
    const char *folder;
    cosim_engine engine;
    double begin, end; /* [s], of the engines */
    const cosim_miter_options *miter;
    const cosim_prove_options *options;
    cosim_proof *proof;
    cosim_diag *diag;
} work;

static double now_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void show(const work *w, const char *what)
{
    if (w->options->progress != NULL) {
        w->options->progress(w->options->context, what);
    }
}

/* Returns a share of the whole time, or what is left of it. */
static double share(const work *w, double part)
{
    const double left = w->end - now_s() - cosim_answers_seconds(w->engine.answers);
    const double of = part * (w->end - w->begin);
    const double want = of > LEAST_SECONDS ? of : LEAST_SECONDS; /* a busy machine is slow */
    return want < left ? want : left > 0.0 ? left : 0.0;
}

static uint64_t steps_of(const cosim_manifest *m, uint64_t clocks)
{
    const uint64_t lead = cosim_miter_lead(m) + 1; /* one more, in which the last one is compared */
    const uint64_t a_step =
        m->declaration->phase_count * (m->result.node != NULL ? m->result_clocks + 1 : 1);
    return clocks > lead ? (clocks - lead) / a_step : 0;
}

/* ---- one output ---- */

/* The shortest trace is that of a bounded search; pdr's may be longer. */
static int shorten(const work *w, const char *graph, cosim_engine_result *r)
{
    cosim_engine_result shorter;
    if (cosim_engine_ask(&w->engine, graph, COSIM_ENGINE_BOUNDED, share(w, 0.3), r->frames + 1,
                         &shorter, w->diag) != 0) {
        return -1;
    }
    if (shorter.answer == COSIM_ENGINE_REFUTED) {
        cosim_engine_free(r);
        *r = shorter;
    } else {
        cosim_engine_free(&shorter);
    }
    return 0;
}

/* Makes the graphs in which the products of both sides are one free function. *made tells whether
 * both sides have any. */
static int make_free(const work *w, bool *made)
{
    cosim_products circuit, spec;
    cosim_miter_options miter = *w->miter;
    char path[PATH_BYTES];
    *made = false;
    if (cosim_netlist_products(w->folder, "whole", NULL, &circuit, &spec, w->diag) != 0) {
        return -1;
    }
    if (circuit.count == 0 || spec.count == 0) {
        return 0;
    }
    miter.circuit = &circuit;
    miter.spec = &spec;
    snprintf(path, sizeof path, "%.4000s/free.v", w->folder);
    *made = true;
    return cosim_miter_write(w->manifest, &miter, path, NULL, NULL, w->diag) == 0
               ? cosim_netlist_free_graphs(w->folder, "free", cosim_netlist_any_start(w->manifest),
                                           COSIM_NETLIST_DIFFERS, w->diag)
               : -1;
}

/* Asks the same with products that are one free function. A trace that differs is that of another
 * function, perhaps, and decides nothing. */
static int ask_free(const work *w, cosim_engine_result *r)
{
    static const struct {
        cosim_engine_method method;
        double part;
    } turns[] = {{COSIM_ENGINE_PATIENT, 0.15}, {COSIM_ENGINE_SEQUENTIAL, 0.05}};
    bool made, proven = false;
    int status = make_free(w, &made);
    for (size_t i = 0; status == 0 && made && !proven && i < sizeof turns / sizeof *turns &&
                       r->answer != COSIM_ENGINE_REFUTED;
         i++) {
        cosim_engine_free(r);
        show(w, "free products");
        status = cosim_engine_ask(&w->engine, "free.differs", turns[i].method,
                                  share(w, turns[i].part), 0, r, w->diag);
        proven = r->answer == COSIM_ENGINE_PROVEN;
        snprintf(w->proof->engine, sizeof w->proof->engine, "%s",
                 cosim_engine_name(turns[i].method));
    }
    w->proof->free_products = w->proof->free_products || proven;
    if (!proven) {
        cosim_engine_free(r);
        *r = (cosim_engine_result){.answer = COSIM_ENGINE_UNKNOWN};
    }
    return status;
}

/* Asks by age, where a step takes several clocks. */
static int ask_by_age(const work *w, const char *graph, cosim_engine_result *r)
{
    if (!cosim_ages_helps(w->manifest) || r->answer == COSIM_ENGINE_PROVEN) {
        return 0;
    }
    cosim_engine_free(r);
    show(w, cosim_engine_name(COSIM_ENGINE_AGES));
    snprintf(w->proof->engine, sizeof w->proof->engine, "%s", cosim_engine_name(COSIM_ENGINE_AGES));
    const int status = cosim_ages_ask(w->manifest, w->miter, &w->engine, strchr(graph, '.') + 1,
                                      share(w, 0.5), r, w->diag);
    w->proof->by_age = w->proof->by_age || r->answer == COSIM_ENGINE_PROVEN;
    return status;
}

/* Asks one engine after the other, each for its share of the time. What is proven or refuted ends
 * that; else *r has the most clocks that were clean. */
static int ask(const work *w, const char *graph, cosim_engine_result *r)
{
    static const struct {
        cosim_engine_method method;
        double part;
    } turns[] = {{COSIM_ENGINE_SEQUENTIAL, 0.1},
                 {COSIM_ENGINE_BOUNDED, 0.05},
                 {COSIM_ENGINE_PATIENT, 0.3},
                 {COSIM_ENGINE_ORCHESTRA, 0.1},
                 {COSIM_ENGINE_REDUCED, 0.25}};
    unsigned clean = 0;
    snprintf(w->proof->engine, sizeof w->proof->engine, "simulation");
    if (cosim_simulate_ask(w->manifest, w->folder, graph, r, w->diag) != 0) {
        return -1;
    }
    if (r->answer == COSIM_ENGINE_REFUTED) {
        return shorten(w, graph, r);
    }
    if ((strstr(graph, "differs") != NULL && ask_free(w, r) != 0) || ask_by_age(w, graph, r) != 0) {
        return -1;
    }
    if (r->answer == COSIM_ENGINE_PROVEN) {
        return 0;
    }
    for (size_t i = 0; i < sizeof turns / sizeof *turns && share(w, 1.0) > 0.0; i++) {
        show(w, cosim_engine_name(turns[i].method));
        if (cosim_engine_ask(&w->engine, graph, turns[i].method, share(w, turns[i].part), 0, r,
                             w->diag) != 0) {
            return -1;
        }
        snprintf(w->proof->engine, sizeof w->proof->engine, "%s",
                 cosim_engine_name(turns[i].method));
        if (r->answer == COSIM_ENGINE_PROVEN) {
            return 0;
        }
        if (r->answer == COSIM_ENGINE_REFUTED) {
            return turns[i].method != COSIM_ENGINE_BOUNDED ? shorten(w, graph, r) : 0;
        }
        clean = r->answer == COSIM_ENGINE_CLEAN && r->frames > clean ? r->frames : clean;
    }
    r->answer = clean > 0 ? COSIM_ENGINE_CLEAN : COSIM_ENGINE_UNKNOWN;
    r->frames = clean;
    return 0;
}

/* Asks about an output, and takes the answer into the proof: it is the weaker one of both. */
static int decide(const work *w, const char *output)
{
    cosim_engine_result r;
    cosim_proof *p = w->proof;
    char graph[40], engine[sizeof p->engine];
    snprintf(engine, sizeof engine, "%s", p->engine);
    snprintf(graph, sizeof graph, "whole.%s", output);
    int status = ask(w, graph, &r);
    if (engine[0] != '\0' && r.answer == COSIM_ENGINE_PROVEN) { /* that of the harder question */
        snprintf(p->engine, sizeof p->engine, "%s", engine);
    }
    if (status == 0 && r.answer == COSIM_ENGINE_REFUTED) {
        p->verdict = COSIM_PROOF_REFUTED;
        p->clocks = r.frames;
        cosim_witness_free(&p->witness);
        status = cosim_witness_read(w->manifest, w->folder, graph, &r, &p->witness, w->diag);
    } else if (status == 0 && r.answer != COSIM_ENGINE_PROVEN) {
        p->clocks = p->verdict == COSIM_PROOF_PROVEN || r.frames < p->clocks ? r.frames : p->clocks;
        p->verdict = COSIM_PROOF_BOUNDED;
    }
    cosim_engine_free(&r);
    return status;
}

/* Takes what is assumed into the proof, a text each. */
static int tell_assumed(const cosim_manifest *m, const cosim_miter_options *miter, cosim_proof *p,
                        cosim_diag *diag)
{
    size_t length = 0;
    FILE *memory = open_memstream(&p->assumed, &length);
    if (memory == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    cosim_miter_assumptions(memory, m, miter);
    if (p->free_products) {
        fputs("every product, on both sides, is one function, of which only this is used: equal "
              "operands give equal products\n",
              memory);
    }
    if (fclose(memory) != 0) {
        return cosim_diag_memory(diag, NULL);
    }
    for (size_t i = 0; i < length; i++) {
        p->assumed[i] = p->assumed[i] == '\n' ? '\0' : p->assumed[i];
    }
    return 0;
}

/* ---- what makes a proof count ---- */

/* A bounded proof has to include the second spike. */
static void weigh(const cosim_manifest *m, cosim_proof *p)
{
    p->steps = steps_of(m, p->clocks);
    for (size_t i = 0; i < p->cover_count && p->why[0] == '\0'; i++) {
        if (p->covers[i].needed && p->reached[i] < 0) {
            snprintf(p->why, sizeof p->why, "no trace was found with this: %s", p->covers[i].text);
        }
    }
    if (p->why[0] == '\0' && !p->fault_refuted) {
        snprintf(p->why, sizeof p->why, "none of %u seeded faults was refuted", p->faults);
    }
    if (p->why[0] == '\0' && p->verdict == COSIM_PROOF_BOUNDED &&
        p->clocks <= (uint64_t)p->reached[COSIM_MITER_SECOND_SPIKE]) {
        snprintf(p->why, sizeof p->why,
                 "the search came to clock %llu, and a second spike needs %d",
                 (unsigned long long)p->clocks, p->reached[COSIM_MITER_SECOND_SPIKE] + 1);
    }
    if (p->why[0] != '\0') {
        p->verdict = COSIM_PROOF_UNDECIDED;
    }
}

static unsigned fault_clocks(const cosim_proof *p)
{
    int last = 0;
    for (size_t i = 0; i < p->cover_count; i++) {
        last = p->reached[i] > last ? p->reached[i] : last;
    }
    return (unsigned)last + FAULT_CLOCKS;
}

static int make_graphs(const work *w, const cosim_miter_options *options)
{
    char path[PATH_BYTES];
    const unsigned hangs =
        w->manifest->step == COSIM_STEP_HANDSHAKE ? (unsigned)COSIM_NETLIST_HANGS : 0U;
    snprintf(path, sizeof path, "%.4000s/whole.v", w->folder);
    return cosim_netlist_circuit(w->manifest, w->folder, w->diag) == 0 &&
                   cosim_miter_write(w->manifest, options, path, w->proof->covers,
                                     &w->proof->cover_count, w->diag) == 0 &&
                   cosim_netlist_graphs(
                       w->folder, "whole", NULL, NULL, cosim_netlist_any_start(w->manifest),
                       COSIM_NETLIST_DIFFERS | COSIM_NETLIST_COVERS | hangs, w->diag) == 0
               ? 0
               : -1;
}

static int prove(const work *w)
{
    cosim_proof *p = w->proof;
    show(w, "searches for spikes");
    if (cosim_covers_reach(w->manifest, w->folder, "whole.covers", share(w, 0.1), p, w->diag) !=
            0 ||
        decide(w, "differs") != 0) {
        return -1;
    }
    if (p->verdict != COSIM_PROOF_REFUTED && w->manifest->step == COSIM_STEP_HANDSHAKE &&
        decide(w, "hangs") != 0) {
        return -1;
    }
    if (p->verdict == COSIM_PROOF_REFUTED) {
        return 0;
    }
    /* by the comparison that has proven it */
    cosim_miter_options miter = *w->miter;
    miter.ages = p->by_age;
    show(w, "refutes a seeded fault");
    if (cosim_faults_try(w->manifest, &miter, w->folder, p->by_age ? "ages" : "whole",
                         share(w, 1.0) > 60.0 ? share(w, 1.0) : 60.0, fault_clocks(p), p,
                         w->diag) != 0) {
        return -1;
    }
    weigh(w->manifest, p);
    return 0;
}

/* Hashes all that the answers follow from: circuit and wrapper as Yosys has read them, the miter
 * with the specification and the words, the program. */
static int identify(const char *folder, char text[SHA256_DIGEST_STRING_LENGTH], cosim_diag *diag)
{
    static const char *const files[] = {"circuit.il", "whole.v"};
    char path[PATH_BYTES], one[SHA256_DIGEST_STRING_LENGTH];
    SHA2_CTX hash;
    SHA256Init(&hash);
    SHA256Update(&hash, (const uint8_t *)cosim_version(), strlen(cosim_version()));
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        snprintf(path, sizeof path, "%.4000s/%s", folder, files[i]);
        if (SHA256File(path, one) == NULL) {
            return cosim_diag_set(diag, NULL, "%s: cannot be read", path);
        }
        SHA256Update(&hash, (const uint8_t *)one, strlen(one));
    }
    SHA256End(&hash, text);
    return 0;
}

static int open_answers(work *w)
{
    char identity[SHA256_DIGEST_STRING_LENGTH];
    if (identify(w->folder, identity, w->diag) != 0) {
        return COSIM_PROVE_UNUSABLE;
    }
    w->proof->answers = cosim_answers_open(w->folder, identity, w->options->resume, w->diag);
    w->engine.answers = w->proof->answers;
    return w->proof->answers != NULL ? COSIM_PROVE_OK
           : w->options->resume      ? COSIM_PROVE_WRONG
                                     : COSIM_PROVE_UNUSABLE;
}

int cosim_prove(const cosim_manifest *m, const cosim_prove_options *options, const char *folder,
                cosim_proof *p, cosim_diag *diag)
{
    const cosim_miter_options miter = {.told = options->told};
    *p = (cosim_proof){.verdict = COSIM_PROOF_PROVEN, .words = options->told != NULL};
    const double begin = now_s();
    work w = {m, folder, {folder, NULL}, 0.0, 0.0, &miter, options, p, diag};
    show(&w, "Yosys reads it");
    int status = make_graphs(&w, &miter) == 0 ? open_answers(&w) : COSIM_PROVE_UNUSABLE;
    w.begin = now_s();
    w.end = w.begin + options->seconds;
    if (status == COSIM_PROVE_OK && (prove(&w) != 0 || tell_assumed(m, &miter, p, diag) != 0)) {
        status = COSIM_PROVE_UNUSABLE;
    }
    p->resumed = cosim_answers_found(p->answers);
    p->resumed_s = cosim_answers_seconds(p->answers);
    p->seconds = now_s() - begin + p->resumed_s;
    return status;
}
