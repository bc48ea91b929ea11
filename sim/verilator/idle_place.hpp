// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// The idle clocks of a run stand where lif_conduct.h says.
#ifndef LIF_VERILATED_IDLE_PLACE_HPP
#define LIF_VERILATED_IDLE_PLACE_HPP

#include "circuit/lif_conduct.h"

#include <cstdint>

namespace
{

// Knows where the next idle clocks of a run are.
struct IdlePlace {
    uint64_t seed;
    unsigned clocks; // before `step`, which tells it
    uint64_t step;
    IdlePlace(uint64_t of_seed, uint64_t from)
        : seed(of_seed), clocks(0), step(lif_idle_next(seed, from, &clocks))
    {
    }
    void pass() { step = lif_idle_next(seed, step + 1, &clocks); }
};

} // namespace

#endif
