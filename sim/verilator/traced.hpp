// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// Takes the steps of a Verilated circuit while a waveform is written. verilator/dut.cpp includes
// this file, below struct lif_dut.
#ifndef LIF_VERILATED_TRACED_HPP
#define LIF_VERILATED_TRACED_HPP

#include "verilator/views.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>

// Runs a block with a waveform: a step takes step_s of biological time, or its clocks; the idle
// clocks before it stand within the step before, at its end.
void lif_dut::run_traced(const lif_dut_block &block)
{
    Root &root = *top->rootp;
    const double clock = 1.0 / kClocksPerStep; // of a step
    IdlePlace place(counts.seed, counts.steps);
    for (size_t i = 0; i < block.n; i++) {
        const double at = static_cast<double>(counts.steps);
        unsigned clocks = 0;
        if (place.step == counts.steps) {
            const double apart = clock / (place.clocks + 1);
            idle(root, block, i, counts.steps, place.clocks,
                 [&] { traced_clock(nullptr, i, at - clock + ++clocks * apart, apart / 2); });
            place.pass();
            clocks = 0;
        }
        // the idle clocks before the next step have their places within the last clock of this one
        const bool crowded = place.step == counts.steps + 1;
        const double high = clock / (crowded ? place.clocks + 1 : 1) / 2;
        wave->waits = true;
        step(root, to_port(block.drive_fx[i]), block.hold ? block.hold[i] : block.hold_constant,
             OfStep{block.breach, counts.steps, true},
             [&] { traced_clock(block.view, i, at + clocks++ * clock, high); });
        take(root, block, i);
        counts.steps++;
    }
    root.valid_i = 0;
}

// Gives one clock, at `step` of biological time [steps], and its falling edge `half` later. The
// first clock of a step stands at the time of the step, and the result of a circuit that needs
// several clocks stands in the last of them. The idle clocks before the window are not in it.
void lif_dut::traced_clock(const lif_dut_view *view, size_t i, double step, double half)
{
    const double ticks = wave->ticks_a_step; // of a clock, where the file counts clocks
    const double at = ticks * (wave->given.clocks ? static_cast<double>(counts.clocks) : step);
    const uint64_t rise = static_cast<uint64_t>(std::llround(at));
    if (view && !wave->begun) {
        begin_view(*top, *wave, wave->potential_mv(from_port(top->membrane_o)));
    }
    top->clk_i = 1;
    top->eval();
    if (view) {
        show_offer(*top, *view, i, wave->drive_mv(from_port(top->drive_i)));
    }
    if (view && wave->waits && top->valid_o) {
        wave->waits = false;
        show_result(*top, *wave, *view, i, 0, wave->potential_mv(from_port(top->membrane_o)),
                    top->spike_o != 0);
    }
    // The overlay changes between the two twice a clock, for a circuit that is one step behind its
    // reference would look like one curve where it changed once.
    const double span = ticks * (wave->given.clocks ? 1.0 : 2.0 * half);
    for (int quarter = 0; quarter < 4; quarter++) {
        top->clk_i = quarter < 2;
        top->overlay_mv_i = quarter % 2 == 0 ? top->membrane_mv_i : top->reference_mv_i;
        top->eval();
        if (wave->shows(quarter)) {
            wave->dump(rise + static_cast<uint64_t>(span * quarter / 4));
        }
    }
    counts.clocks++;
}

#endif
