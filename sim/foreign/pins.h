// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A wrapper has the circuit in it, with a wire for each of its ports. */
#ifndef COSIM_FOREIGN_PINS_H
#define COSIM_FOREIGN_PINS_H

#include "foreign/manifest.h"

#include <stdio.h>

enum { COSIM_PIN_BYTES = 320 };

/* Writes what an input is told, an expression of Verilog. */
typedef void cosim_pin_told(const cosim_manifest *manifest, const cosim_pin *pin, char *text,
                            size_t bytes);

/* Names the wire of a pin, or its bits of that wire, in `text`. */
const char *cosim_pin_wire(const cosim_pin *pin, char text[COSIM_PIN_BYTES]);

/* Names the pin within the circuit, u_neuron, or within its interface. */
const char *cosim_pin_inside(const cosim_pin *pin, char text[COSIM_PIN_BYTES]);

/* Writes the wires of all pins; those of the inputs have what they are told. */
void cosim_put_pins(FILE *file, cosim_manifest *manifest, cosim_pin_told *told);

/* Writes the circuit and its interfaces, connected to these wires. */
void cosim_put_instances(FILE *file, cosim_manifest *manifest);

#endif
