// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// A circuit breaks its contract beside its steps: the first breach is kept until somebody asks.
#ifndef LIF_VERILATED_BREACH_HPP
#define LIF_VERILATED_BREACH_HPP

#include "circuit/lif_dut.h"

#include <cstdint>

namespace
{

// Keeps the first breach, and counts them all.
inline void note_breach(lif_dut_breach *breach, const char *quantity, uint64_t step,
                        int64_t expected, int64_t observed)
{
    if (expected != observed && breach != nullptr && breach->count++ == 0) {
        *breach = {1, quantity, step, expected, observed};
    }
}

// Moves what was kept to where somebody asks for it.
inline void take_breach(lif_dut_breach *kept, lif_dut_breach *asked)
{
    if (kept->count > 0 && asked != nullptr) {
        *asked = *kept;
        *kept = lif_dut_breach();
    }
}

} // namespace

#endif
