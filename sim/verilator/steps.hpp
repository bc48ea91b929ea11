// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// This is how a Verilated circuit takes its steps, and the idle clocks between them: included by
// verilator/dut.cpp, below struct lif_dut.
#ifndef LIF_VERILATED_STEPS_HPP
#define LIF_VERILATED_STEPS_HPP

#include "verilator/idle_place.hpp"

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>

// Takes one step over the handshake, and returns the clocks that it took beyond the first. A
// circuit of several clocks is watched in those that have no result; one of a single clock has none
// to look at.
template <typename Clock>
inline uint64_t lif_dut::step(Root &root, uint32_t drive, uint32_t hold, const OfStep &of,
                              Clock clock)
{
    const bool accepted = root.ready_o;
    root.drive_i = drive;
    root.hold_i = hold;
    root.valid_i = 1;
    if (kClocksPerStep > 1) {
        const Watch watch(root, of.breach, of.number);
        clock();
        return wait(root, accepted, of.traced, watch, clock);
    }
    clock();
    if (VL_UNLIKELY(!accepted || !root.valid_o)) {
        return wait(root, accepted, of.traced, Watch(), clock);
    }
    return 0;
}

// Finishes a step that takes more than one clock, whatever number it takes.
template <typename Clock>
__attribute__((noinline)) uint64_t lif_dut::wait(Root &root, bool accepted, bool traced,
                                                 const Watch &watch, Clock clock)
{
    int clocks = 1;
    while (!accepted && ++clocks < kPatience) {
        accepted = root.ready_o;
        clock();
    }
    if (accepted && !root.valid_o && !traced) {
        root.drive_i ^= kStateMask; // they were taken with the step: what follows must not matter
        root.hold_i ^= 1;
    }
    while (!root.valid_o && accepted && ++clocks < kPatience) {
        watch.waiting(root);
        root.valid_i = 0;
        clock();
    }
    if (clocks >= kPatience) {
        throw std::runtime_error(accepted ? "valid_o stays low after a step was accepted"
                                          : "ready_o stays low: the circuit takes no step");
    }
    return static_cast<uint64_t>(clocks - 1);
}

// Puts the idle clocks before element i of a block, which is step `number`: nothing is offered, and
// the outputs must keep what they have.
template <typename Clock>
__attribute__((noinline)) uint64_t lif_dut::idle(Root &root, const lif_dut_block &block, size_t i,
                                                 uint64_t number, unsigned clocks, Clock clock)
{
    const Watch watch(root, block.breach, number);
    const uint32_t drive = static_cast<uint32_t>(block.drive_fx[i]);
    const uint32_t hold = block.hold ? block.hold[i] : block.hold_constant;
    root.valid_i = 0;
    for (unsigned k = 0; k < clocks; k++) {
        root.drive_i = lif_idle_word(drive, k) & kStateMask;
        root.hold_i = lif_idle_word(hold, k) & kHoldMask;
        clock();
        watch.idle(root);
    }
    return clocks;
}

// Takes what the outputs say after step i of a block.
inline void lif_dut::take(const Root &root, const lif_dut_block &block, size_t i)
{
    block.before_fx[i] = from_port(root.membrane_before_o);
    block.after_fx[i] = from_port(root.membrane_o);
    block.spike[i] = root.spike_o;
}

template <typename Clock>
inline void lif_dut::run_untraced(Root &root, const lif_dut_block &block, Clock clock)
{
    const lif_dut_block b = block; // a copy: no store of the model can change it
    const uint64_t first = counts.steps;
    IdlePlace place(counts.seed, first);
    uint64_t more_clocks = 0;
    for (size_t i = 0; i < b.n;) {
        if (place.step == first + i) {
            more_clocks += idle(root, b, i, first + i, place.clocks, clock);
            place.pass();
        }
        const size_t end = place.step - first < b.n ? static_cast<size_t>(place.step - first) : b.n;
        for (; i < end; i++) {
            more_clocks += step(root, to_port(b.drive_fx[i]), b.hold ? b.hold[i] : b.hold_constant,
                                OfStep{b.breach, first + i, false}, clock);
            take(root, b, i);
        }
    }
    root.valid_i = 0;
    counts.steps += b.n;
    counts.clocks += b.n + more_clocks;
}

__attribute__((flatten)) void lif_dut::run_public(const lif_dut_block &block)
{
    run_untraced(*top->rootp, block, [this] { clock(); });
}

__attribute__((flatten)) void lif_dut::run_root(const lif_dut_block &block)
{
    Root &root = *top->rootp;
    run_untraced(root, block, [&root] {
        root.clk_i = 1;
        root_eval(root);
        root.clk_i = 0;
        root_eval(root);
    });
}

void lif_dut::run(const lif_dut_block &block)
{
    take_breach(&in_reset, block.breach);
    wave ? run_traced(block) : by_root ? run_root(block) : run_public(block);
}

#endif
