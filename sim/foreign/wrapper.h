// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The wrapper of calibration makes somebody else's circuit look like the shipped one, whose
 * arithmetic is not known yet: it is module lif_sim with the ports, the views and the handshake of
 * sim/verilator/lif_sim.sv, and that circuit in the neuron's place. */
#ifndef COSIM_FOREIGN_WRAPPER_H
#define COSIM_FOREIGN_WRAPPER_H

#include "foreign/manifest.h"

/* The circuit takes no initial hold: the low 4 bits of that word are the clocks
 * after which the spike is read, the next 4 those of the membrane. */
#define COSIM_CALIBRATE_LATENCIES(spike, membrane) ((uint32_t)((spike) | (membrane) << 4))

/* Writes PATH from the elaborated manifest; `model` is sim/verilator/lif_sim.sv, whose neuron is
 * replaced. Returns 0, or -1 with *diag. */
int cosim_wrapper_write(const cosim_manifest *manifest, const char *model, const char *path,
                        cosim_diag *diag);

#endif
