// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "mutate/declared.h"

#include "base/output.h"
#include "base/places.h"
#include "base/tool.h"
#include "prove/engine.h"
#include "prove/miter.h"
#include "prove/miter_circuit.h"
#include "prove/netlist.h"

#include <stdio.h>
#include <string.h>

enum { GATES_SECONDS = 300, COVER_CLOCKS = 400, CONFIRM_CLOCKS = 100 };

#define FREE "free" /* the miter of all that is declared */
#define RUN "run"   /* the miter of what a scenario can say */

/* ---- circuits ---- */

/* Writes the circuit of the miter: the user's module as Yosys elaborated it, changed, in its frame.
 */
static int write_circuit(const cosim_declared *d, const char *mutation, cosim_diag *diag)
{
    char script[COSIM_MUTATE_PATH + 64], log[COSIM_MUTATE_PATH + 64], line[400];
    snprintf(script, sizeof script, "%s/mutant.ys", d->folder);
    snprintf(log, sizeof log, "%s/mutant.log", d->folder);
    cosim_output *output = cosim_output_open(script, diag);
    if (output == NULL) {
        return -1;
    }
    fprintf(cosim_output_file(output),
            "read_rtlil ../circuit.il\n%s\nread_verilog -sv circuit.v\n"
            "hierarchy -check -top prove_circuit\nproc\nflatten\nopt_expr\nopt_clean\n"
            "write_rtlil circuit.il\n",
            mutation);
    if (cosim_output_commit(output, diag) != 0) {
        return -1;
    }
    const int status =
        cosim_mutate_tool(d->folder, "yosys", "-s", script, log, GATES_SECONDS, diag);
    if (status > 0) {
        cosim_diag_set(diag, NULL, "Yosys cannot frame the circuit: %s (the whole is in %s)",
                       cosim_tool_line(log, "ERROR", line, sizeof line), log);
    }
    return status == 0 ? 0 : -1;
}

static int write_miter(const cosim_declared *d, const char *name,
                       const cosim_miter_options *options, cosim_miter_cover *covers, size_t *count,
                       cosim_diag *diag)
{
    char path[COSIM_MUTATE_PATH + 64];
    snprintf(path, sizeof path, "%s/%s.v", d->folder, name);
    return cosim_miter_write(&d->manifest, options, path, covers, count, diag);
}

/* Asks whether an output of a graph can be 1. */
static int ask(const cosim_declared *d, const char *graph, cosim_engine_method method,
               unsigned clocks, cosim_engine_result *result, cosim_diag *diag)
{
    const cosim_engine engine = {d->folder, NULL};
    return cosim_engine_ask(&engine, graph, method, d->seconds, clocks, result, diag);
}

/* ---- proofs ---- */

static bool shakes_hands(const cosim_declared *d)
{
    return d->manifest.ready.node != NULL || d->manifest.result.node != NULL;
}

/* Asks about both ways to be wrong: another answer, and none. */
static int ask_both(const cosim_declared *d, cosim_equality *found, cosim_diag *diag)
{
    static const char *const graphs[] = {FREE ".differs", FREE ".hangs"};
    const int count = shakes_hands(d) ? 2 : 1;
    *found = COSIM_EQUAL;
    for (int i = 0; i < count && *found == COSIM_EQUAL; i++) {
        cosim_engine_result result = {.inputs = NULL};
        const int status = ask(d, graphs[i], COSIM_ENGINE_SEQUENTIAL, 0, &result, diag);
        const cosim_engine_answer answer = result.answer;
        cosim_engine_free(&result);
        if (status != 0) {
            return -1;
        }
        *found = answer == COSIM_ENGINE_PROVEN    ? COSIM_EQUAL
                 : answer == COSIM_ENGINE_REFUTED ? COSIM_OTHER
                                                  : COSIM_OPEN;
    }
    return 0;
}

int cosim_declared_prove(const cosim_declared *d, const char *mutation, cosim_equality *found,
                         cosim_diag *diag)
{
    return write_circuit(d, mutation, diag) == 0 &&
                   cosim_netlist_graphs(d->folder, FREE, NULL, NULL, true,
                                        COSIM_NETLIST_DIFFERS | COSIM_NETLIST_HANGS, diag) == 0
               ? ask_both(d, found, diag)
               : -1;
}

int cosim_declared_confirm(const cosim_declared *d, const char *mutation, bool *clean,
                           cosim_diag *diag)
{
    cosim_engine_result result = {.inputs = NULL};
    *clean = false;
    if (write_circuit(d, mutation, diag) != 0 ||
        cosim_netlist_graphs(d->folder, FREE, NULL, NULL, true, COSIM_NETLIST_DIFFERS, diag) != 0) {
        return -1;
    }
    const int status = ask(d, FREE ".differs", COSIM_ENGINE_BOUNDED, CONFIRM_CLOCKS, &result, diag);
    *clean = result.answer == COSIM_ENGINE_PROVEN ||
             (result.answer == COSIM_ENGINE_CLEAN && result.frames > 0);
    cosim_engine_free(&result);
    return status;
}

int cosim_declared_trace(const cosim_declared *d, const char *mutation, const int64_t *told,
                         unsigned clocks, cosim_equality *found, cosim_witness *witness,
                         cosim_diag *diag)
{
    const cosim_miter_options options = {.told = told, .run = true};
    cosim_engine_result result = {.inputs = NULL};
    *found = COSIM_OPEN;
    if (write_circuit(d, mutation, diag) != 0 ||
        write_miter(d, RUN, &options, NULL, NULL, diag) != 0 ||
        cosim_netlist_graphs(d->folder, RUN, NULL, NULL, false, COSIM_NETLIST_DIFFERS, diag) != 0) {
        return -1;
    }
    int status = ask(d, RUN ".differs", COSIM_ENGINE_BOUNDED, clocks, &result, diag);
    if (status == 0 && result.answer == COSIM_ENGINE_REFUTED) {
        status =
            cosim_witness_read(&d->manifest, d->folder, RUN ".differs", &result, witness, diag);
        *found = status == 0 ? COSIM_OTHER : COSIM_OPEN;
    }
    cosim_engine_free(&result);
    return status;
}

/* ---- the miter ---- */

/* Tells whether the sound circuit reaches the covers without which a proof says nothing. */
static int reach_covers(const cosim_declared *d, const cosim_miter_cover *covers, size_t count,
                        bool *all, cosim_diag *diag)
{
    int reached[COSIM_MITER_COVERS];
    const cosim_engine engine = {d->folder, NULL};
    *all = true;
    if (cosim_engine_reach(&engine, FREE ".covers", d->seconds, COVER_CLOCKS, count, reached,
                           diag) != 0) {
        return -1;
    }
    for (size_t i = 0; i < count; i++) {
        *all = *all && (!covers[i].needed || reached[i] >= 0);
    }
    return 0;
}

int cosim_declared_start(cosim_declared *d, const cosim_manifest *m, const char *work,
                         unsigned seconds, cosim_diag *diag)
{
    static const cosim_miter_options all = {.told = NULL};
    cosim_miter_cover covers[COSIM_MITER_COVERS];
    char path[COSIM_MUTATE_PATH + 64];
    cosim_diag unwanted;
    size_t count = 0;
    bool reached = false;
    *d = (cosim_declared){.manifest = *m, .seconds = seconds};
    d->manifest.parameter_count = 0;
    snprintf(d->folder, sizeof d->folder, "%s/declared", work);
    snprintf(path, sizeof path, "%s/circuit.v", d->folder);
    if (cosim_make_folders(d->folder, diag) != 0 ||
        cosim_miter_circuit(&d->manifest, path, diag) != 0) {
        return -1;
    }
    if (write_miter(d, FREE, &all, covers, &count, &unwanted) != 0) {
        d->why = "no miter can be made of this manifest";
        return 0;
    }
    if (write_circuit(d, "", diag) != 0 ||
        cosim_netlist_graphs(d->folder, FREE, NULL, NULL, true, COSIM_NETLIST_COVERS, diag) != 0 ||
        reach_covers(d, covers, count, &reached, diag) != 0) {
        return -1;
    }
    d->usable = reached;
    d->why = reached ? NULL : "no trace of the sound circuit reaches two spikes";
    return 0;
}
