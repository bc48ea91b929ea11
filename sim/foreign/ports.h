// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The ports that a manifest names, whole ones and parts of them, are held against those of the
 * elaborated design. */
#ifndef COSIM_FOREIGN_PORTS_H
#define COSIM_FOREIGN_PORTS_H

#include "foreign/design.h"
#include "foreign/manifest.h"

enum { COSIM_PORT_BYTES = 256 };

/* Reads a port ("v", "bus.v"), one bit of it ("v[7]") or some ("v[6:0]") into a pin. Returns 0, or
 * -1 with *diag at the node. */
int cosim_port_read(cosim_arena *arena, const cosim_node *node, const char *text, cosim_pin *pin,
                    cosim_diag *diag);

/* Writes it as a manifest has it. */
const char *cosim_port_name(const cosim_pin *pin, char text[COSIM_PORT_BYTES]);

/* Checks direction and width of each pin, fills its width, and checks that every bit of every input
 * has one source. Returns 0, or -1 with *diag. */
int cosim_ports_check(cosim_manifest *manifest, const cosim_design *design, cosim_diag *diag);

#endif
