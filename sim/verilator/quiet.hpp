// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// The runtime sends all that a circuit prints ($display), and all that it says itself, to standard
// error: on standard output may stand a document. The runtime is compiled with this file before all
// others.
#ifndef LIF_VERILATED_QUIET_HPP
#define LIF_VERILATED_QUIET_HPP

#include "verilator/silence.hpp"

#include <cstdio>

#undef stdout
#define stdout stderr
#define VL_PRINTF(...) (lif_silences > 0 ? 0 : std::fprintf(stderr, __VA_ARGS__))

#endif
