// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// Steps with other words go before the reset of a run: included by verilator/equations.cpp, below
// struct lif_dut.
#ifndef LIF_VERILATED_EQUATIONS_RESET_HPP
#define LIF_VERILATED_EQUATIONS_RESET_HPP

#include <cstdint>
#include <cstring>
#include <stdexcept>

// Gives the clocks of setup, in which no step is offered.
void lif_dut::set_up(const int64_t *words)
{
    Root &root = *top->rootp;
    auto clock = plain_clock(root, [this] { top->eval(); });
    for (size_t row = 0; row < EQ_SETUP_ROWS; row++) {
        put_setup(root, row, words, false);
        clock.low();
        clock.high();
    }
}

// A reset that waits for no clock gets none, where every clock would be a step. What follows it is
// told by these words.
void lif_dut::reset(const int64_t *words)
{
    static const int64_t zeros[kInputs + 1] = {};
    Root &root = *top->rootp;
    auto clock = plain_clock(root, [this] { top->eval(); });
    root.step_i = 0;
    put_inputs(root, zeros, 0);
    put_told(root, words);
    put_setup(root, 0, words, true);
    clock.low();
    root.reset_i = 1;
    top->eval();
    for (int i = 0; i < EQ_RESET_CLOCKS; i++) {
        clock.high();
        clock.low();
    }
    root.reset_i = 0;
    top->eval();
    set_up(words);
}

// Takes steps with random words, so that nothing is at its reset value by chance: most of them
// strong, up to one that spikes, or some more after it, which find the membrane on its way to the
// threshold. Words that nobody would tell may keep a handshake waiting for ever; the reset that
// follows ends that.
void lif_dut::past(RandomWords &words, bool spiking)
{
    constexpr int kStrong = 64, kAfter = 5;
    const Silence silence;
    Root &root = *top->rootp;
    auto clock = plain_clock(root, [this] { top->eval(); });
    int64_t row[kInputs + 1] = {}, other[kTold + 1] = {}, outputs[kOutputs + 1] = {};
    words.told(other);
    reset(spiking ? told : other);
    try {
        bool spiked = false;
        for (int i = 0; i < kStrong && !spiked; i++) {
            words.inputs(row, i % 8 != 7);
            step(root, row, outputs, 0, 1, clock);
            spiked = outputs[EQ_SPIKE] != 0;
        }
        for (int i = 0; i < kAfter && !spiking; i++) {
            words.inputs(row, false);
            step(root, row, outputs, 0, 1, clock);
        }
    } catch (const std::runtime_error &) {
    }
}

// Compares the answers after a reset that follows a spike with those after a reset that finds the
// circuit elsewhere. Answers that come later than a few steps are not looked at before they can be
// due to these steps.
void lif_dut::compare_resets(uint64_t seed)
{
    constexpr size_t kSteps = 32;
    const Silence silence;
    static int64_t answers[2][kSteps * kOutputs + 1];
    int64_t rows[kSteps * kInputs + 1] = {};
    Root &root = *top->rootp;
    auto clock = plain_clock(root, [this] { top->eval(); });
    RandomWords words(seed);
    for (size_t i = 0; i < kSteps; i++) {
        words.inputs(rows + i * kInputs, i > kSteps / 4 && i % 4 != 0);
    }
    std::memset(answers, 0, sizeof answers);
    for (int of = 0; of < 2; of++) {
        past(words, of == 0);
        reset(told);
        start_states(told, counts.states);
        for (size_t i = 0; i < kSteps; i++) {
            step(root, rows + i * kInputs, answers[of], i, kSteps, clock);
        }
    }
    for (size_t i = 0; i < kSteps - kLate; i++) {
#define EQ_COMPARE(at, port, bits, sign, clocks, fire, name)                                       \
    note_breach(&in_reset, name " after a reset that follows other steps", 0,                      \
                answers[0][i * kOutputs + at], answers[1][i * kOutputs + at]);
        EQ_OUTPUTS(EQ_COMPARE)
#undef EQ_COMPARE
    }
}

// Begins a run. A circuit without registers has nothing to be reset, and one without a reset begins
// anew.
void lif_dut::configure(uint64_t seed)
{
#if defined(EQ_COMBINATIONAL) || defined(LIF_NO_RESET)
    if (kClocked) {
        power_on(seed);
    }
    put_told(*top->rootp, told);
    top->eval();
    set_up(told);
#else
    if (seed != 0) {
        restore(power_state.data());
    }
    in_reset = lif_dut_breach();
    if (seed != 0) {
        compare_resets(seed);
    }
    RandomWords words(seed + 1);
    past(words, true);
    reset(told);
#endif
    counts = Counts();
    counts.seed = kIdles ? seed : 0;
    start_states(told, counts.states);
}

#endif
