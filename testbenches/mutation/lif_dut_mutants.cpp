// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// This is the shipped shim, unchanged, around the model with the mutants; and what only mutants
// need.
//
// The shim means its unnamed namespace to be that of this one unit, which the compiler cannot know.
#pragma GCC diagnostic ignored "-Wsubobject-linkage"
#include "verilator/dut.cpp"

#include "lif_dut_mutants.h"

#define EXPORTED extern "C" __attribute__((visibility("default")))

namespace
{

struct Outputs {
    bool ready, valid, spike;
    uint32_t membrane, before;

    explicit Outputs(const Vlif_sim &top)
        : ready(top.ready_o), valid(top.valid_o), spike(top.spike_o), membrane(top.membrane_o),
          before(top.membrane_before_o)
    {
    }
};

void promise(bool kept, const char *broken)
{
    if (!kept) {
        throw std::runtime_error(broken);
    }
}

// Leaves it in the middle of a step, which a reset must end.
void begin_a_step(lif_dut &dut)
{
    dut.top->valid_i = 1;
    for (unsigned clocks = 1; clocks < (kClocksPerStep + 1) / 2; clocks++) {
        dut.clock();
        dut.top->valid_i = 0;
    }
}

void reset_values(const Vlif_sim &top, uint32_t initial)
{
    const Outputs now(top);
    promise(now.membrane == initial, "the membrane is not the initial one in reset");
    promise(now.before == initial, "the membrane before the reset is not the initial one in reset");
    promise(!now.spike, "a spike in reset");
    promise(!now.valid, "a result in reset");
}

void checked_configure(lif_dut &dut, const lif_words &words, uint64_t seed)
{
    Vlif_sim &top = *dut.top;
    const uint32_t initial = to_port(words.initial_fx);
    dut.configure(words, seed); // its reset follows a spike
    reset_values(top, initial);
    begin_a_step(dut);
    top.initial_i = initial; // which configure has changed: only a reset takes it
    top.initial_hold_i = words.initial_hold;
    top.rst_ni = 0;
    top.valid_i = 1;
    top.drive_i = to_port(~words.initial_fx);
    for (int clocks = 0; clocks < 2; clocks++) {
        dut.clock();
        reset_values(top, initial);
        promise(!top.ready_o, "ready in reset");
    }
    top.rst_ni = 1;
    dut.clock();
    reset_values(top, initial);
    promise(top.ready_o, "not ready one clock after the reset");
    top.valid_i = 0;
    top.initial_i = to_port(~words.initial_fx);
    top.initial_hold_i = ~words.initial_hold & kHoldMask;
}

void idle_clock(lif_dut &dut, uint32_t junk)
{
    const Outputs last(*dut.top);
    dut.top->valid_i = 0;
    dut.top->drive_i = to_port(junk);
    dut.top->hold_i = static_cast<uint16_t>(junk >> 8);
    dut.clock();
    const Outputs now(*dut.top);
    promise(!now.valid, "a result without a step");
    promise(now.ready, "not ready after an idle clock");
    promise(now.spike == last.spike, "the spike changes without a step");
    promise(now.membrane == last.membrane, "the membrane changes without a step");
    promise(now.before == last.before, "the membrane before the reset changes without a step");
}

// Takes a step in the clocks that the header promises; what is offered while it is under way is
// refused.
void checked_step(lif_dut &dut, uint32_t drive, uint32_t hold, uint32_t junk)
{
    Vlif_sim &top = *dut.top;
    promise(top.ready_o, "not ready where a step can be taken");
    top.drive_i = drive;
    top.hold_i = static_cast<uint16_t>(hold);
    top.valid_i = 1;
    dut.clock();
    for (unsigned clocks = 1; clocks < kClocksPerStep; clocks++) {
        promise(!top.valid_o, "a result before its clock");
        promise(!top.ready_o, "ready while a step is under way");
        junk = junk * 1664525u + 1013904223u;
        top.valid_i = junk >> 31;
        top.drive_i = to_port(junk);
        top.hold_i = static_cast<uint16_t>(junk >> 8);
        dut.clock();
    }
    promise(top.valid_o, "no result in its clock");
    promise(top.ready_o, "not ready in the clock of a result");
}

void run_with_gaps(lif_dut &dut, const lif_dut_block &block)
{
    uint32_t junk = 1;
    for (size_t i = 0; i < block.n; i++) {
        junk = junk * 1664525u + 1013904223u;
        for (uint32_t idle = junk >> 16; idle % 3 != 0; idle--) {
            idle_clock(dut, junk * idle);
        }
        checked_step(dut, to_port(block.drive_fx[i]),
                     block.hold ? block.hold[i] : block.hold_constant, junk);
        block.before_fx[i] = from_port(dut.top->membrane_before_o);
        block.after_fx[i] = from_port(dut.top->membrane_o);
        block.spike[i] = dut.top->spike_o;
    }
    dut.top->valid_i = 0;
    dut.counts.steps += block.n;
}

} // namespace

EXPORTED void lif_mutant_select(lif_dut *dut, uint32_t number)
{
    dut->top->rootp->lif_sim__DOT__u_neuron__DOT__mutant_q = static_cast<uint16_t>(number);
    dut->top->eval();
    dut->keep_power_state();
}

EXPORTED int lif_mutant_configure(lif_dut *dut, const lif_words *words, uint64_t seed)
{
    return guarded(dut, [&] { checked_configure(*dut, *words, seed); });
}

EXPORTED int lif_mutant_run(lif_dut *dut, const lif_dut_block *block)
{
    return guarded(dut, [&] { run_with_gaps(*dut, *block); });
}
