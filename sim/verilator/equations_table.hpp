// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// A circuit that is declared by equations exports one table of functions. verilator/equations.cpp
// includes this file, below struct lif_dut.
#ifndef LIF_VERILATED_EQUATIONS_TABLE_HPP
#define LIF_VERILATED_EQUATIONS_TABLE_HPP

#include "verilator/calls.hpp"

#include <algorithm>
#include <cstdio>
#include <exception>
#include <memory>
#include <vector>

namespace
{

// Tells whether root_eval is what the public eval() is: two instances get the same random words,
// and every output and the whole saved state must be equal. A circuit that fails here, as in its
// handshake, is left to the public path, which says what is wrong with it.
bool root_equals_public()
{
    constexpr size_t kSteps = 128;
    constexpr int kBlocks = 8;
    try {
        std::unique_ptr<lif_dut> duts[2];
        std::vector<int64_t> inputs(kSteps * kInputs + 1), outputs[2];
        std::string states[2];
        RandomWords words(LIF_CONDUCT_SEED);
        for (int of = 0; of < 2; of++) {
            duts[of].reset(new lif_dut);
            duts[of]->power_state = duts[0]->power_state; // registers may have any value in it
            outputs[of].assign(kSteps * kOutputs + 1, 0);
            states[of].resize(duts[of]->power_state.size());
        }
        for (int k = 0; k < kBlocks; k++) {
            const uint64_t seed = words.bits();
            int64_t told[kTold + 1] = {};
            words.told(told);
            for (size_t i = 0; i < kSteps; i++) {
                words.inputs(&inputs[i * kInputs], i % 4 == 1);
            }
            for (int of = 0; of < 2; of++) {
                const lif_dut_block block = {kSteps,  nullptr,       nullptr, 0,
                                             nullptr, nullptr,       nullptr, nullptr,
                                             nullptr, inputs.data(), nullptr, outputs[of].data()};
                std::copy(told, told + kTold, duts[of]->told);
                duts[of]->configure(seed);
                of == 0 ? duts[of]->run_public(block) : duts[of]->run_root(block);
                duts[of]->save(&states[of][0]);
            }
            if (outputs[0] != outputs[1] || states[0] != states[1]) {
                return false;
            }
        }
        return true;
    } catch (const std::exception &) {
        return false;
    }
}

lif_dut *dut_open(const struct lif_dut_ops *, char *error, size_t error_bytes)
{
    try {
        std::unique_ptr<lif_dut> dut(new lif_dut);
        dut->by_root = takes_root(root_equals_public);
        return dut.release();
    } catch (const std::exception &failure) {
        std::snprintf(error, error_bytes, "%s", failure.what());
        return nullptr;
    }
}

int dut_configure(lif_dut *dut, const lif_words *, uint64_t seed)
{
    return guarded(dut, [&] { dut->configure(seed); });
}

int dut_tell(lif_dut *dut, const int64_t *told)
{
    std::copy(told, told + kTold, dut->told);
    return 0;
}

int dut_read_told(lif_dut *dut, int64_t *told)
{
    std::copy(dut->told, dut->told + kTold, told); // what setup loads is at no port
    read_told(*dut->top->rootp, told);
    return 0;
}

} // namespace

extern "C" __attribute__((visibility("default"))) const struct lif_dut_ops lif_dut_ops = {
    LIF_DUT_ABI,
    sizeof(struct lif_dut_ops),
    LIF_NAME,
    "Verilated " LIF_TOP_ABOUT,
    {LIF_STATE_WIDTH, LIF_STATE_FRACTION, LIF_LEAK_FRACTION, LIF_ROUNDING, LIF_LEAK_CODING,
     LIF_LEAK_DIGITS},
    LIF_HOLD_WIDTH,
    kClocksPerStep,
    LIF_SHOWS | kSaves | LIF_DUT_WAVES | (kIdles ? LIF_DUT_IDLES : 0) |
        (kClocked && !kResets ? LIF_DUT_NO_RESET : 0),
    dut_open,
    dut_close,
    dut_message,
    dut_elaborated,
    dut_configure,
    nullptr,
    nullptr,
    dut_run,
    dut_state_bytes,
    dut_save,
    dut_restore,
    dut_wave_open,
    dut_wave_window,
    dut_wave_close,
    LIF_IDENTITY,
    LIF_EQUATIONS,
    dut_tell,
    dut_read_told,
};

#endif
