// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// This is how a circuit that is declared by equations takes its steps: included by
// verilator/equations.cpp, below struct lif_dut.
//
// A Clock gives the two halves of a clock: low() lets it fall, after which what the inputs decide
// at once is there, and high() lets it rise, which pass() does where it matters to a waveform
// alone. answers() tells that the outputs of a step are taken, and done() ends the clock.
#ifndef LIF_VERILATED_EQUATIONS_STEPS_HPP
#define LIF_VERILATED_EQUATIONS_STEPS_HPP

#include "verilator/idle_place.hpp"

namespace
{

template <typename Eval> class PlainClock
{
  public:
    uint64_t clocks = 0;
    PlainClock(Root &of, Eval how) : root(of), eval(how) {}
    void low()
    {
        root.clk_i = 0;
        eval();
    }
    void high()
    {
        root.clk_i = 1;
        eval();
        clocks++;
    }
    void pass() { clocks++; }
    void done() {}
    void answers() {}

  private:
    Root &root;
    Eval eval;
};

template <typename Eval> PlainClock<Eval> plain_clock(Root &root, Eval eval)
{
    return PlainClock<Eval>(root, eval);
}

} // namespace

// Gives clock `at` of the `end` clocks of a block, which offers a step, and waits until it is taken
// and, where a port tells, until the result is there.
template <typename Clock>
inline void lif_dut::handshake(Root &root, int64_t *outputs, size_t at, size_t end, Clock &clock)
{
    int clocks = 0;
    for (bool accepted = false; !accepted;) {
        clock.low();
        accepted = !kReady || root.ready_o;
        if (accepted) {
            take_before(root, outputs, at, end);
        }
        clock.high();
        if (accepted && !kResult) {
            break;
        }
        clock.done();
        if (VL_UNLIKELY(++clocks > kPatience)) {
            throw std::runtime_error("the ready port stays low: the circuit takes no step");
        }
    }
    if (!kResult) {
        return;
    }
    root.step_i = 0; // the inputs stay: a circuit may take them while it computes
    for (clock.low(); !root.result_o; clock.low()) {
        clock.high();
        clock.done();
        if (VL_UNLIKELY(++clocks > kPatience)) {
            throw std::runtime_error("the result port stays low after a step was taken");
        }
    }
}

// Takes step i of a block of n, in all its phases.
template <typename Clock>
inline void lif_dut::step(Root &root, const int64_t *row, int64_t *outputs, size_t i, size_t n,
                          Clock &clock)
{
    for (size_t phase = 0; phase < kPhases; phase++) {
        const size_t at = i * kPhases + phase, end = n * kPhases;
        const bool last = phase + 1 == kPhases;
        put_inputs(root, row, phase);
        root.step_i = 1;
#if defined(EQ_COMBINATIONAL)
        put_states(root, counts.states);
        clock.low();
        take_before(root, outputs, at, end);
        take_states(root, counts.states);
        clock.pass();
#elif defined(EQ_HANDSHAKE)
        handshake(root, outputs, at, end, clock);
        take_after(root, outputs, at, end);
#else
        clock.low();
        take_before(root, outputs, at, end);
        clock.high();
        take_after(root, outputs, at, end);
#endif
        if (last) {
            clock.answers();
        }
        if (!kResult) {
            clock.done();
        }
    }
}

// Gives how many idle clocks stand at a place of the run: two more than in a shipped circuit, for
// nobody knows how long somebody else's takes to do what it should not.
inline unsigned idle_clocks(const IdlePlace &place)
{
    return place.clocks + 2 + ((place.seed & LIF_CONDUCT_LONG) != 0 ? LIF_IDLE_LONG : 0);
}

// Puts the idle clocks before a step: no step is offered, and the inputs have other words.
template <typename Clock>
__attribute__((noinline)) void lif_dut::idle(Root &root, const int64_t *row, unsigned clocks,
                                             Clock &clock)
{
    root.step_i = 0;
    for (unsigned k = 0; k < clocks; k++) {
        put_idle(root, row, k);
        clock.low();
        clock.high();
        clock.done();
    }
}

// Reads the answers to the last steps of a block that come later: it gives a few clocks more, and
// undoes them. What drives those clocks cannot matter to answers that are on their way already.
template <typename Clock>
__attribute__((noinline)) void lif_dut::read_ahead(Root &root, int64_t *outputs, size_t n,
                                                   Clock &clock)
{
    static const int64_t zeros[kInputs + 1] = {};
    const size_t end = n * kPhases;
    save(&ahead[0]);
    for (size_t at = end; at < end + kLate; at++) {
        put_inputs(root, zeros, 0);
        root.step_i = 1;
#ifdef EQ_HANDSHAKE
        handshake(root, outputs, at, end, clock);
#else
        clock.low();
        clock.high();
#endif
        take_after(root, outputs, at, end);
    }
    restore(ahead.data());
}

// Tells the words of one step.
inline void lif_dut::tell_step(Root &root, const int64_t *row)
{
    if (any_loaded() && VL_UNLIKELY(loaded_differ(row, told))) {
        throw std::runtime_error("a word that setup loads before step 0 cannot change in a run");
    }
    put_told(root, row);
}

template <typename Clock>
inline void lif_dut::run_untraced(Root &root, const lif_dut_block &block, Clock clock)
{
    static const int64_t zeros[kInputs + 1] = {};
    const lif_dut_block b = block; // a copy: no store of the model can change it
    const uint64_t first = counts.steps;
    const size_t in = b.inputs ? kInputs : 0;
    const int64_t *inputs = b.inputs ? b.inputs : zeros;
    IdlePlace place(counts.seed, first);
    put_told(root, told);
    for (size_t i = 0; i < b.n;) {
        if (kIdles && place.step == first + i) {
            idle(root, inputs + i * in, idle_clocks(place), clock);
            place.pass();
        }
        const size_t end =
            !kIdles || place.step - first >= b.n ? b.n : static_cast<size_t>(place.step - first);
        for (; i < end; i++) {
            if (kTold > 0 && b.told) {
                tell_step(root, b.told + i * kTold);
            }
            step(root, inputs + i * in, b.outputs, i, b.n, clock);
        }
    }
    counts.steps += b.n;
    counts.clocks += clock.clocks;
    if (kLate > 0) {
        auto further = clock;
        read_ahead(root, b.outputs, b.n, further);
    }
}

__attribute__((flatten)) void lif_dut::run_public(const lif_dut_block &block)
{
    Root &root = *top->rootp;
    run_untraced(root, block, plain_clock(root, [this] { top->eval(); }));
}

__attribute__((flatten)) void lif_dut::run_root(const lif_dut_block &block)
{
    Root &root = *top->rootp;
    run_untraced(root, block, plain_clock(root, [&root] { root_eval(root); }));
}

// A block without rows is run with inputs of 0, and nobody asks for its outputs.
void lif_dut::run(const lif_dut_block &block)
{
    lif_dut_block b = block;
    std::unique_ptr<int64_t[]> unasked;
    if (b.outputs == nullptr) {
        unasked.reset(new int64_t[b.n * kOutputs + 1]);
        b.outputs = unasked.get();
    }
    take_breach(&in_reset, b.breach);
    wave ? run_traced(b) : by_root ? run_root(b) : run_public(b);
}

#endif
