// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A wrapper has the circuit in it, with a wire for each of its ports. */
#ifndef COSIM_FOREIGN_PINS_H
#define COSIM_FOREIGN_PINS_H

#include "foreign/manifest.h"

#include <stdio.h>

enum { COSIM_PIN_BYTES = 320 };

/* Names the wire of a pin, or its bits of that wire, in `text`. */
const char *cosim_pin_wire(const cosim_pin *pin, char text[COSIM_PIN_BYTES]);

/* Names the pin within the circuit, u_neuron, or within its interface. */
const char *cosim_pin_inside(const cosim_pin *pin, char text[COSIM_PIN_BYTES]);

/* Writes the wires of all pins; those of the inputs have what they are told by the module around
 * them: the clock the expression `clock`, the others reset_i, step_i, and a port for each word. */
void cosim_put_pins(FILE *file, cosim_manifest *manifest, const char *clock);

/* Writes ready_o and result_o of that module; 1 where the circuit has no such port. */
void cosim_put_handshake(FILE *file, const cosim_manifest *manifest);

/* Writes the circuit and its interfaces, connected to these wires. */
void cosim_put_instances(FILE *file, cosim_manifest *manifest);

#endif
