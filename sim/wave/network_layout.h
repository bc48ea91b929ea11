// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Layouts of a network's waveform, for GTKWave and for Surfer: a section for each neuron that is
 * drawn, one of the events and spikes of a tick, and one for each population with a row a neuron,
 * closed at first. A mismatch that is marked has the primary marker. */
#ifndef COSIM_WAVE_NETWORK_LAYOUT_H
#define COSIM_WAVE_NETWORK_LAYOUT_H

#include "wave/network_wave.h"

/* Write PATH (FILE.gtkw or FILE.sucl) beside the waveform `vcd`, which they name without a folder,
 * when it has ended. Return 0, or -1 with *diag. */
int cosim_network_gtkwave(const cosim_network_wave *wave, const char *vcd, const char *path,
                          cosim_diag *diag);
int cosim_network_surfer(const cosim_network_wave *wave, const char *vcd, const char *path,
                         cosim_diag *diag);

#endif
