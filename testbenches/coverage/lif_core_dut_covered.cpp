// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// This is the shipped shim of a core, unchanged, around a model that counts its coverage, with what
// the bench of mutants asks for (mutation/lif_core_dut_mutants.h): so its runs can be used here.
//
// The shim means its unnamed namespace to be that of this one unit, which the compiler cannot know.
#pragma GCC diagnostic ignored "-Wsubobject-linkage"
#include "verilator/core.cpp"

#include "mutation/core_promises.hpp"

#include "mutation/core_limits.hpp"
#include "mutation/lif_core_dut_mutants.h"

#define COVERED extern "C" __attribute__((visibility("default")))

// Each bit of each word is to go up and down, which some seeds miss.
constexpr uint64_t kPromises = 4;

// There are no mutants here: each number is the core itself.
COVERED void lif_core_mutant_select(lif_core_dut *, uint32_t) {}

COVERED int lif_core_mutant_promises(lif_core_dut *dut, uint64_t seed, uint64_t clocks)
{
    return guarded(dut, [&] {
        for (uint64_t more = 0; more < kPromises; more++) {
            CorePromises(*dut, seed + (more << 32)).run(clocks);
        }
        dut->seed = 0;
        CoreLimits(*dut).run();
    });
}
