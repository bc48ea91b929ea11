// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// C++ sees the reference through this.
#ifndef C_REFERENCE_HPP
#define C_REFERENCE_HPP

// All that these headers include must be read with C++ linkage first.
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

extern "C" {
#include "lif_integer.h"
#include "lif_leak.h"
#include "lif_random.h"
}

#endif
