// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// The functions of a circuit's table that do not depend on what its words are. Included below
// struct lif_dut, by verilator/table.hpp and verilator/equations_table.hpp.
#ifndef LIF_VERILATED_CALLS_HPP
#define LIF_VERILATED_CALLS_HPP

#include <cstdlib>
#include <exception>
#include <memory>
#include <stdexcept>
#include <string>

namespace
{

// Decides which evaluation an instance takes; `check` tells whether both are equal.
// LIFCOSIM_EVAL=public asks for the public one, to measure and to test it; LIFCOSIM_EVAL=root
// refuses a circuit that would fall back to it.
bool takes_root(bool (*check)())
{
    const char *asked = std::getenv("LIFCOSIM_EVAL");
    const std::string eval = asked ? asked : "";
    if (eval == "public") {
        return false;
    }
    const Silence silence;
    static const bool equal = check(); // once a process
    if (eval == "root" && !equal) {
        throw std::runtime_error(
            "fails with LIFCOSIM_EVAL=root: the evaluation of the model's root is "
            "not its public one");
    }
    return equal;
}

// Runs `work`, turning an exception into the message and the status of a C function.
template <typename Work> int guarded(lif_dut *dut, Work work)
{
    try {
        work();
        return 0;
    } catch (const std::exception &error) {
        dut->message = error.what();
    } catch (...) {
        dut->message = "unknown C++ exception";
    }
    return -1;
}

void dut_close(lif_dut *dut) { delete dut; }

const char *dut_message(const lif_dut *dut) { return dut->message.c_str(); }

int dut_elaborated(lif_dut *dut, lif_format *format, unsigned *hold_width)
{
    format->state_width = dut->top->state_width_o;
    format->state_fraction = dut->top->state_fraction_o;
    format->leak_fraction = dut->top->leak_fraction_o;
    format->rounding = LIF_ROUNDING;
    format->leak_coding = LIF_LEAK_CODING;
    format->leak_digits = LIF_LEAK_DIGITS;
    *hold_width = dut->top->hold_width_o;
    return 0;
}

int dut_run(lif_dut *dut, const lif_dut_block *block)
{
    return guarded(dut, [&] { dut->run(*block); });
}

size_t dut_state_bytes(lif_dut *dut) { return sizeof dut->counts + dut->model_bytes; }

int dut_save(lif_dut *dut, void *state)
{
    return guarded(dut, [&] { dut->save(state); });
}

int dut_restore(lif_dut *dut, const void *state)
{
    return guarded(dut, [&] { dut->restore(state); });
}

int dut_wave_open(lif_dut *dut, const lif_dut_wave *wave)
{
    return guarded(dut, [&] { dut->wave.reset(new Wave(*dut->top, *wave)); });
}

int dut_wave_window(lif_dut *dut, int on)
{
    return guarded(dut, [&] {
        if (!dut->wave) {
            throw std::runtime_error("no waveform is open");
        }
        dut->wave->on = on != 0;
    });
}

int dut_wave_close(lif_dut *dut)
{
    return guarded(dut, [&] { dut->wave.reset(); });
}

} // namespace

#endif
