// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// The steps of a Verilated circuit with a waveform: included by verilator/dut.cpp, below
// struct lif_dut.
#ifndef LIF_VERILATED_TRACED_HPP
#define LIF_VERILATED_TRACED_HPP

#include <cmath>
#include <cstddef>
#include <cstdint>

// The same with a waveform: a step takes step_s of biological time, or its clocks; the idle clocks
// before it stand within the step before, at its end.
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
        step(root, to_port(block.drive_fx[i]), block.hold ? block.hold[i] : block.hold_constant,
             OfStep{block.breach, counts.steps, true},
             [&] { traced_clock(block.view, i, at + clocks++ * clock, clock / 2); });
        take(root, block, i);
        counts.steps++;
    }
    root.valid_i = 0;
    if (kLate > 0) {
        read_ahead(block);
    }
}

// One clock, at `step` of biological time [steps], where its falling edge follows by `half`: the
// result of a step stands at the time of the step, and the clocks before the result before it.
void lif_dut::traced_clock(const lif_dut_view *view, size_t i, double step, double half)
{
    const double ticks = wave->ticks_a_step; // of a clock, where the file counts clocks
    const double at = ticks * (wave->given.clocks ? static_cast<double>(counts.clocks) : step);
    const uint64_t rise = static_cast<uint64_t>(std::llround(at));
    top->clk_i = 1;
    top->eval();
    if (view) {
        show(*view, i);
    }
    wave->dump(rise);
    top->clk_i = 0;
    top->overlay_mv_i = top->reference_mv_i;
    top->eval();
    if (wave->falling_edges) {
        wave->dump(rise + static_cast<uint64_t>(ticks * (wave->given.clocks ? 0.5 : half)));
    }
    counts.clocks++;
}

// What the wrapper shows beside the circuit, after the edge that took step i.
void lif_dut::show(const lif_dut_view &view, size_t i)
{
    const int32_t word = from_port(top->membrane_o);
    const double membrane_mv = wave->potential_mv(word);
    const double reference_mv = 1e3 * view.reference_v[i];
    const double error_uv = 1e3 * (membrane_mv - reference_mv);
    const double bound_uv = 1e6 * view.bound_v[i];
    const bool painted = top->spike_o && !std::isnan(wave->given.peak_v);
    top->current_na_i = 1e9 * view.current_a[i];
    top->drive_mv_i = wave->potential_mv(from_port(top->drive_i));
    top->membrane_mv_i = membrane_mv;
    top->painted_mv_i = painted ? 1e3 * wave->given.peak_v : membrane_mv;
    top->threshold_mv_i = 1e3 * wave->given.threshold_v;
    top->reset_mv_i = 1e3 * wave->given.reset_v;
    top->reference_mv_i = reference_mv;
    top->overlay_mv_i = membrane_mv;
    top->error_uv_i = error_uv;
    top->bound_uv_i = bound_uv;
    top->usage_percent_i = bound_uv > 0.0 ? 100.0 * error_uv / bound_uv : 0.0;
    top->reference_spike_i = view.reference_spike[i];
    top->ambiguous_i = view.ambiguous[i];
    top->exact_ok_i = !(view.failed[i] & LIF_DUT_FAILED_EXACT);
    top->bounded_ok_i = !(view.failed[i] & LIF_DUT_FAILED_BOUNDED);
    top->explained_i = !(view.failed[i] & LIF_DUT_UNEXPLAINED_SPIKE);
    top->eval();
}

#endif
