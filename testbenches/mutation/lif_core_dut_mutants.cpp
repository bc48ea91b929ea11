// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// This is the shipped shim of a core, unchanged, around the model with the mutants; and what only
// mutants need.
//
// The shim means its unnamed namespace to be that of this one unit, which the compiler cannot know.
#pragma GCC diagnostic ignored "-Wsubobject-linkage"
#include "verilator/core.cpp"

#include "core_promises.hpp"

#include "core_limits.hpp"
#include "lif_core_dut_mutants.h"

#define EXPORTED extern "C" __attribute__((visibility("default")))

EXPORTED void lif_core_mutant_select(lif_core_dut *dut, uint32_t number)
{
    dut->top->rootp->lif_core__DOT__mutant_q = static_cast<uint16_t>(number);
    dut->top->eval();
}

EXPORTED int lif_core_mutant_promises(lif_core_dut *dut, uint64_t seed, uint64_t clocks)
{
    return guarded(dut, [&] {
        CorePromises(*dut, seed).run(clocks);
        dut->seed = 0;
        CoreLimits(*dut).run();
    });
}
