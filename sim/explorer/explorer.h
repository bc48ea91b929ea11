// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* This is the explorer's WebAssembly side: the page's scenario is run on a circuit that Yosys
 * turned into C++ (CXXRTL), and judged by the same code as in `lifcosim run`.
 *
 * JavaScript calls the functions marked EXPLORER_EXPORT. Texts are NUL-terminated UTF-8; a returned
 * pointer is valid until the next call of the same function. */
#ifndef EXPLORER_H
#define EXPLORER_H

#include "base/output.h"
#include "circuit/lif_dut.h"
#include "result/result.h"
#include "run/job.h"
#include "scenario/scenario.h"

#define EXPLORER_EXPORT(name) __attribute__((export_name(name)))

/* A page is for looking: longer runs belong to the program. */
enum { EXPLORER_MOST_STEPS = 200000 };

/* ---- the circuits: explorer_circuits.c, from the table that make writes ---- */

/* Finds a circuit by name ("q8_24", or a seeded fault such as "hold-long"); NULL for an unknown
 * one. */
const struct lif_dut_ops *explorer_circuit(const char *name);

/* Tells what it is: "format", "variant" or "fault"; NULL for an unknown one. */
const char *explorer_circuit_kind(const char *name);

/* ---- the neuron of the page: explorer.c ---- */

/* Makes a job of a scenario (see explorer_scenario) on a circuit by name; it is there until the
 * next one is opened. Returns NULL with *diag where that is refused. */
const cosim_job *explorer_open(const char *bytes, size_t length, const char *circuit,
                               cosim_diag *diag);

/* ---- what a run found: explorer_result.c ---- */

/* Writes the JSON of a run: verdict, levels with their figures in words, first mismatch, words,
 * spikes. */
void explorer_put_result(FILE *out, const cosim_job *job, const cosim_result *result);

/* Writes the JSON of a refusal: {"error": what, "node": line of its place, 0: none, "column": the
 * same}; the line of a scenario is the number of its node. */
void explorer_put_error(FILE *out, const cosim_diag *diag);

/* ---- the scenario of the page: explorer_scenario.c ---- */

/* clang-format off */
/* Reads the tree of a scenario or network from the bytes that the page wrote:
 *
 *   text     '"' text NUL
 *   list     '[' node ... ']'
 *   mapping  '{' key NUL node ... '}'
 *   place    '@' line ' ' column ' ' line and column of the key NUL, before a node
 *
 * Nodes are numbered from 1 on in the order of the bytes; without a place the number stands in for
 * the line of every diagnostic. Returns 0 with *scenario, of which there is only the tree, to be
 * freed, or -1 with *diag. */
/* clang-format on */
int explorer_tree(const char *bytes, size_t length, cosim_scenario **scenario, cosim_diag *diag);

/* Does the same, and fills the scenario from its tree. */
int explorer_scenario(const char *bytes, size_t length, cosim_scenario **scenario,
                      cosim_diag *diag);

/* ---- the f-I curve: explorer_curve.c ---- */

/* Computes the rate [1/s] of circuit and reference under a constant current [A], with the neuron
 * and the circuit of a prepared job: that of the last interval of a few, 0 below two spikes in
 * 10,240 steps. It is NaN for a current that the circuit cannot take. The circuit is configured
 * anew. */
void explorer_rates(const cosim_job *job, double current_a, double *circuit, double *reference);

/* ---- files that came with the page, and texts in memory: explorer_files.c ---- */

/* Opens a stream into memory, of which there is one; returns NULL without memory. close returns its
 * text. */
cosim_output *explorer_memory_open(void);
const char *explorer_memory_close(cosim_output *output);

#endif
