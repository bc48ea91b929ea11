// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// A circuit exports one table of functions. verilator/dut.cpp includes this file, below struct
// lif_dut.
#ifndef LIF_VERILATED_TABLE_HPP
#define LIF_VERILATED_TABLE_HPP

#include "verilator/calls.hpp"

#include <cstdio>
#include <exception>
#include <memory>

namespace
{

lif_dut *dut_open(const struct lif_dut_ops *, char *error, size_t error_bytes)
{
    try {
        static const bool checked = (check_clocks(), true); // once a process
        (void)checked;
        std::unique_ptr<lif_dut> dut(new lif_dut);
        dut->by_root = takes_root(root_equals_public);
        return dut.release();
    } catch (const std::exception &failure) {
        std::snprintf(error, error_bytes, "%s", failure.what());
        return nullptr;
    }
}

int dut_configure(lif_dut *dut, const lif_words *words, uint64_t seed)
{
    return guarded(dut, [&] { dut->configure(*words, seed); });
}

int dut_read_words(lif_dut *dut, lif_words *words)
{
    const Vlif_sim &top = *dut->top;
    words->leak_fx = leak_from_port(top.leak_o);
    words->threshold_fx = from_port(top.threshold_o);
    words->reset_fx = from_port(top.reset_o);
    words->initial_fx = from_port(top.initial_o);
    words->initial_hold = top.initial_hold_o;
    words->compare_above = top.compare_above_o;
    words->reset_by_subtract = top.reset_subtract_o;
    return 0;
}

int dut_set_words(lif_dut *dut, const lif_words *words)
{
    return guarded(dut, [&] { dut->put_words(*words); });
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
    LIF_SHOWS | kSaves | LIF_DUT_WAVES | LIF_DUT_IDLES |
        (kChangesWords ? LIF_DUT_CHANGES_WORDS : 0),
    dut_open,
    dut_close,
    dut_message,
    dut_elaborated,
    dut_configure,
    dut_read_words,
    kChangesWords ? dut_set_words : nullptr,
    dut_run,
    dut_state_bytes,
    dut_save,
    dut_restore,
    dut_wave_open,
    dut_wave_window,
    dut_wave_close,
    LIF_IDENTITY,
    nullptr,
    nullptr,
    nullptr,
};

#endif
