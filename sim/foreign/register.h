// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Finds the register behind an output of a circuit in Verilator's description of its design
 * (`--xml-only`), and the line where the source declares it. */
#ifndef COSIM_FOREIGN_REGISTER_H
#define COSIM_FOREIGN_REGISTER_H

#include "base/diag.h"

#include <stdbool.h>

typedef struct cosim_register {
    char file[4096]; /* as Verilator was given it */
    unsigned line;   /* 0: there is no such output */
    char name[256];  /* of the register; of the port where no register is behind it */
} cosim_register;

/* Finds the register that an output of the neuron takes its value from: `port` as a manifest names
 * it ("v", "v[6:0]", "bus.v"). It is followed through assignments and instances; the port itself
 * stands for it where none is found (a combinational neuron). With `counts`, it is the register in
 * that one's module which counts by a constant, where there is just one; else that one. `top`: the
 * neuron's module; NULL: that of the probe of cosim_elaborate. Returns 0 with *found, or -1 with
 * *diag where the description cannot be read. */
int cosim_register_find(const char *xml, const char *top, const char *port, bool counts,
                        cosim_register *found, cosim_diag *diag);

#endif
