// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Calibration must know some things of somebody else's circuit, which are compiled into it. */
#ifndef COSIM_FOREIGN_WRAPPER_HEADER_H
#define COSIM_FOREIGN_WRAPPER_HEADER_H

#include "base/diag.h"
#include "foreign/manifest.h"

/* Writes circuit.h, which sim/verilator/dut.cpp is compiled with. Returns 0, or -1. */
int cosim_wrapper_header(const cosim_manifest *manifest, const char *path, cosim_diag *diag);

#endif
