// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Yosys makes of a circuit a netlist of coarse cells, FOLDER/circuit.il, and of a miter with it the
 * and-inverter graphs that ABC proves. */
#ifndef COSIM_PROVE_NETLIST_H
#define COSIM_PROVE_NETLIST_H

#include "foreign/manifest.h"
#include "prove/products.h"

/* A graph has these for outputs. */
enum {
    COSIM_NETLIST_DIFFERS = 1, /* FOLDER/NAME.differs.aig */
    COSIM_NETLIST_HANGS = 2,   /* FOLDER/NAME.hangs.aig */
    COSIM_NETLIST_COVERS = 4,  /* FOLDER/NAME.covers.aig */
    COSIM_NETLIST_AGES = 8     /* FOLDER/NAME.ages.aig: all of them, of a miter that keeps the last
                                  step, and the nodes of that as last.*, and of now as spec.* */
};

/* Reads the sources of an elaborated manifest and writes FOLDER/circuit.v and FOLDER/circuit.il, in
 * which module prove_circuit is flat, with its cells named as `mutate` names them. Returns 0, or -1
 * with *diag, at FILE:LINE of the source where Yosys does not read it: it does not, the circuit has
 * latches, or registers whose clock is another than the manifest's. */
int cosim_netlist_circuit(const cosim_manifest *manifest, const char *folder, cosim_diag *diag);

/* Makes the graphs of FOLDER/NAME.v (cosim_miter_write). `change` are commands of Yosys on the
 * circuit before it is compared, such as `mutate -mode ...` (NULL: none), and then the graphs are
 * NAME.VARIANT.differs.aig and so on. `any_start`: registers without an initial value begin with
 * any, else with 0. Returns 0, or -1 with *diag. */
int cosim_netlist_graphs(const char *folder, const char *name, const char *variant,
                         const char *change, bool any_start, unsigned outputs, cosim_diag *diag);

/* Takes the products out of FOLDER/circuit.il, after the `change`, and of module prove_spec in
 * FOLDER/NAME.v, and leaves the rest for cosim_netlist_free_graphs. Returns 0, or -1 with *diag. */
int cosim_netlist_products(const char *folder, const char *name, const char *change,
                           cosim_products *of_circuit, cosim_products *of_spec, cosim_diag *diag);

/* Makes the graphs of FOLDER/NAME.v, a miter with free products, of what was left. Returns 0, or -1
 * with *diag. */
int cosim_netlist_free_graphs(const char *folder, const char *name, bool any_start,
                              unsigned outputs, cosim_diag *diag);

/* Lets Yosys list `want` changes of FOLDER/circuit.il, drawn by the seed: commands[i * bytes] is
 * `mutate -mode ...`. *count tells how many there are. Returns 0, or -1 with *diag. */
int cosim_netlist_mutations(const char *folder, size_t want, unsigned seed, char *commands,
                            size_t bytes, size_t *count, cosim_diag *diag);

/* Tells whether registers of a circuit may begin with any value: it has no reset. */
bool cosim_netlist_any_start(const cosim_manifest *manifest);

/* Tells whether the tools are there: yosys and yosys-abc. Returns 0, or -1 with *diag, which says
 * what to install. */
int cosim_netlist_tools(cosim_diag *diag);

/* Gives the name of the program yosys. */
const char *cosim_netlist_yosys(void);

#endif
