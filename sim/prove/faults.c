// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "prove/faults.h"

#include "prove/engine.h"
#include "prove/netlist.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    FAULTS = 16,
    SOME = 4,
    USUAL_SECONDS = 5,
    FAULT_SECONDS = 10,
    COMMAND_BYTES = 2048,
    PATH_BYTES = 4096
};

/* Copies the value of an option of `mutate`. */
static void value_of(const char *command, const char *option, char *text, size_t bytes)
{
    const char *at = strstr(command, option);
    at = at != NULL ? at + strlen(option) : "";
    snprintf(text, bytes, "%.*s", (int)strcspn(at, " \n"), at);
}

/* Finds the line of the circuit's sources that a cell comes from, of which there may be several;
 * the wrapper's tells nothing. */
static void source_of(const char *command, char *text, size_t bytes)
{
    snprintf(text, bytes, "no line");
    for (const char *at = command; (at = strstr(at, "-src ")) != NULL; at++) {
        char source[400];
        value_of(at, "-src ", source, sizeof source);
        const char *slash = strrchr(source, '/'), *name = slash != NULL ? slash + 1 : source;
        if (strncmp(name, "circuit.v:", 10) != 0) {
            const size_t stem = strcspn(name, "."), line = stem + strcspn(name + stem, ":");
            snprintf(text, bytes, "%.*s", (int)(line + 1 + strspn(name + line + 1, "0123456789")),
                     name);
            return;
        }
    }
}

/* Says a fault in words: "bit 3 of input or output B of a cell inverted, neuron.v:12". */
static void describe(const char *command, char *text, size_t bytes)
{
    static const struct {
        const char *mode, *words;
    } modes[] = {{"inv", "inverted"},
                 {"const0", "always 0"},
                 {"const1", "always 1"},
                 {"cnot0", "inverted where another bit is 0"},
                 {"cnot1", "inverted where another bit is 1"}};
    char mode[40], port[60], bit[20], place[120];
    value_of(command, "-mode ", mode, sizeof mode);
    value_of(command, "-port ", port, sizeof port);
    value_of(command, "-portbit ", bit, sizeof bit);
    source_of(command, place, sizeof place);
    const char *words = mode;
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        words = strcmp(modes[i].mode, mode) == 0 ? modes[i].words : words;
    }
    snprintf(text, bytes, "bit %s of input or output %s of a cell %s, %s", bit,
             port[0] == '\\' ? port + 1 : port, words, place);
}

static double now_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* A trial of faults has these. */
typedef struct trial {
    const cosim_manifest *manifest;
    const cosim_miter_options *miter;
    const char *folder, *name;
    double end;
    unsigned most;
    cosim_answers *answers;
    cosim_diag *diag;
} trial;

static int search(const trial *t, const char *graph, double seconds, bool *refuted)
{
    cosim_engine_result result = {.inputs = NULL};
    const double left = t->end - now_s();
    const cosim_engine engine = {t->folder, NULL}; /* what a fault has come to is kept as a whole */
    const int status = cosim_engine_ask(&engine, graph, COSIM_ENGINE_BOUNDED,
                                        left < seconds ? left : seconds, t->most, &result, t->diag);
    *refuted = result.answer == COSIM_ENGINE_REFUTED;
    cosim_engine_free(&result);
    return status;
}

/* Searches where every product has an operand that is 0 or 1, so that nothing multiplies. */
static int search_usual(const trial *t, const char *command, bool *refuted)
{
    cosim_products circuit, spec;
    cosim_miter_options miter = *t->miter;
    char path[PATH_BYTES];
    *refuted = false;
    if (cosim_netlist_products(t->folder, t->name, command, &circuit, &spec, t->diag) != 0) {
        return -1;
    }
    if (circuit.count + spec.count == 0) {
        return 0;
    }
    miter.circuit = &circuit;
    miter.spec = &spec;
    miter.usual = true;
    snprintf(path, sizeof path, "%.4000s/usual.v", t->folder);
    return cosim_miter_write(t->manifest, &miter, path, NULL, NULL, t->diag) == 0 &&
                   cosim_netlist_free_graphs(t->folder, "usual",
                                             cosim_netlist_any_start(t->manifest),
                                             COSIM_NETLIST_DIFFERS, t->diag) == 0
               ? search(t, "usual.differs", USUAL_SECONDS, refuted)
               : -1;
}

static int search_all(const trial *t, const char *command, bool *refuted)
{
    char graph[PATH_BYTES];
    snprintf(graph, sizeof graph, "%.200s.fault.differs", t->name);
    return cosim_netlist_graphs(t->folder, t->name, "fault", command,
                                cosim_netlist_any_start(t->manifest), COSIM_NETLIST_DIFFERS,
                                t->diag) == 0
               ? search(t, graph, FAULT_SECONDS, refuted)
               : -1;
}

/* Compares a circuit with a fault, unless an earlier run has. */
static int try_fault(const trial *t, const char *command, bool usual, bool *refuted)
{
    char question[COMMAND_BYTES + 80];
    cosim_engine_result r = {.answer = COSIM_ENGINE_UNKNOWN};
    const double begin = now_s(), seconds = usual ? USUAL_SECONDS : FAULT_SECONDS;
    snprintf(question, sizeof question, "%s %u clocks: %.*s", usual ? "usual" : "fault", t->most,
             (int)strcspn(command, "\t\n"), command);
    const int found = cosim_answers_find(t->answers, question, seconds, &r, t->diag);
    *refuted = r.answer == COSIM_ENGINE_REFUTED;
    if (found != 0) {
        cosim_engine_free(&r);
        return found < 0 ? -1 : 0;
    }
    if ((usual ? search_usual(t, command, refuted) : search_all(t, command, refuted)) != 0) {
        return -1;
    }
    r.answer = *refuted ? COSIM_ENGINE_REFUTED : COSIM_ENGINE_UNKNOWN;
    r.seconds = now_s() - begin;
    return cosim_answers_keep(t->answers, question, seconds, &r, t->diag);
}

int cosim_faults_try(const cosim_manifest *manifest, const cosim_miter_options *miter,
                     const char *folder, const char *name, double seconds, unsigned most,
                     cosim_proof *proof, cosim_diag *diag)
{
    char(*commands)[COMMAND_BYTES] = calloc(FAULTS, sizeof *commands);
    const trial t = {manifest, miter, folder, name, now_s() + seconds, most, proof->answers, diag};
    size_t count = 0;
    int status = commands != NULL ? cosim_netlist_mutations(folder, FAULTS, 1, commands[0],
                                                            COMMAND_BYTES, &count, diag)
                                  : cosim_diag_memory(diag, NULL);
    for (size_t i = 0; status == 0 && !proof->fault_refuted && i < 2 * count && now_s() < t.end;
         i++) {
        /* some the one way, the same ones the other way, and so on */
        const size_t at = i / (2 * SOME) * SOME + i % SOME;
        const bool usual = i / SOME % 2 == 0;
        if (at >= count) {
            continue;
        }
        proof->faults = at >= proof->faults ? (unsigned)at + 1 : proof->faults;
        describe(commands[at], proof->fault, sizeof proof->fault);
        status = try_fault(&t, commands[at], usual, &proof->fault_refuted);
    }
    free(commands);
    return status;
}
