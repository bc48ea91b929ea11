// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Reads the ports of an elaborated design from the description that Verilator writes of it. This is
 * the only file that knows the form of the description (`--xml-only`, which Verilator wants to give
 * up for JSON). */
#ifndef COSIM_FOREIGN_DESIGN_H
#define COSIM_FOREIGN_DESIGN_H

#include "foreign/manifest.h"

typedef struct cosim_design_port {
    const char *name, *scope; /* of the manifest's arena; scope: the interface's name, or NULL */
    enum { COSIM_DESIGN_INPUT, COSIM_DESIGN_OUTPUT, COSIM_DESIGN_SIGNAL } direction;
    unsigned width; /* 0: no vector */
    unsigned low;   /* the lowest number of a bit; 1 where they are counted upwards */
    bool is_signed;
    bool of_interface; /* a port of the interface, not a signal in it */
} cosim_design_port;

typedef struct cosim_design {
    cosim_design_port *ports;
    size_t count, room;
    const char **files; /* that were read */
    size_t file_count;
    struct {
        const char *name, *file;
        unsigned line;
    } task; /* the first that runs a command or opens a file; no name: none */
} cosim_design;

/* Reads the file `xml` into *design: the ports of the manifest's neuron, the signals of its
 * interfaces, the files and the tasks. The neuron is the instance u_neuron of the probe, lif_probe.
 * Returns 0 with *design, to be freed, or -1 with *diag where the file cannot be read or there is
 * no memory for it. */
int cosim_design_read(const cosim_manifest *manifest, const char *xml, cosim_design *design,
                      cosim_diag *diag);

void cosim_design_free(cosim_design *design);

#endif
