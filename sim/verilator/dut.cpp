// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// The Verilated circuit behind sim/circuit/lif_dut.h: with verilator/batch.cpp the only C++ that
// touches a Verilated header.
//
// Compiled as one unit with the generated model (LIF_MODEL_UNIT names a file that includes its
// sources), so that the loop over a block and eval() are optimised together. Per circuit it gets
// LIF_NAME, LIF_STATE_WIDTH, LIF_STATE_FRACTION, LIF_LEAK_FRACTION and LIF_HOLD_WIDTH, and where
// the circuit is not the shipped one, also LIF_CLOCKS_PER_STEP, LIF_ROUNDING, LIF_LEAK_CODING,
// LIF_LEAK_DIGITS and LIF_SHOWS. LIF_WORDS_STAY: what stands behind the wrapper takes its words
// after a reset only, as a board does. Somebody else's circuit has verilator/equations.cpp.

#include "circuit/lif_conduct.h"
#include "circuit/lif_dut.h"
#include "verilator/leak.hpp"

#include "verilator/silence.hpp"

#include "verilated.h"
#include LIF_MODEL_UNIT
#include "verilator/ports.hpp"
#include "verilator/state.hpp"
#include "verilator/wave.hpp"

#include <cmath>
#include <cstdio>
#include <cstring>
#include <exception>
#include <memory>
#include <stdexcept>
#include <string>

#ifndef LIF_IDENTITY // who it is, where it can have lanes
#define LIF_IDENTITY nullptr
#endif
#ifndef LIF_CLOCKS_PER_STEP // of a step that nothing delays
#define LIF_CLOCKS_PER_STEP 1
#endif
#ifndef LIF_ROUNDING // what lif_integer does to equal it
#define LIF_ROUNDING LIF_HALF_UP
#endif
#ifndef LIF_SHOWS // LIF_DUT_* bits that the circuit behind the wrapper decides
#define LIF_SHOWS                                                                                  \
    (LIF_DUT_SHOWS_MEMBRANE | LIF_DUT_SHOWS_BEFORE | LIF_DUT_READS_WORDS | LIF_DUT_INTEGER_MODEL)
#endif

namespace
{

// This is the generated model below its public wrapper: its ports are plain members, and it is
// evaluated without the wrapper's bookkeeping for tracing, threads and messages.
using Root = Vlif_sim___024root;
inline void root_eval(Root &root) { Vlif_sim___024root___eval(&root); }

constexpr unsigned kClocksPerStep = LIF_CLOCKS_PER_STEP;
#ifdef LIF_WORDS_STAY
constexpr bool kChangesWords = false;
#else
constexpr bool kChangesWords = true;
#endif
constexpr uint32_t kHoldMask = 0xffffffffu >> (32 - LIF_HOLD_WIDTH);
constexpr lif_format kFormat = {LIF_STATE_WIDTH, LIF_STATE_FRACTION, LIF_LEAK_FRACTION,
                                LIF_ROUNDING,    LIF_LEAK_CODING,    LIF_LEAK_DIGITS};

} // namespace

#include "verilator/watch.hpp"

struct lif_dut : Model {
    std::unique_ptr<Wave> wave;
    std::string message, power_state;
    bool by_root = false; // run() may use root_eval: the start-up check found it equal to eval()
    struct Counts {
        uint64_t steps = 0, clocks = 0; // since configure
        uint64_t seed = 0;              // of the idle clocks
    } counts;
    lif_dut_breach in_reset = {}; // of the last reset, until a block takes it

    lif_dut() { power_on(LIF_CONDUCT_SEED); }
    ~lif_dut() { wave.reset(); } // closes the file while the model is there

    void power_on(uint64_t seed)
    {
        wave.reset();
        renew(seed);
        top->clk_i = 0;
        top->rst_ni = 0;
        top->valid_i = 0;
        top->drive_i = 0;
        top->hold_i = 0;
        top->eval();
        measure();
        keep_power_state();
    }

    // Every run begins with this state: what ran before must not matter, whatever a reset does.
    void keep_power_state()
    {
        power_state.resize(sizeof counts + model_bytes);
        save(&power_state[0]);
    }

    inline void clock()
    {
        top->clk_i = 1;
        top->eval();
        top->clk_i = 0;
        top->eval();
    }

    void put_words(const lif_words &words);
    void reset();
    bool take_step(int64_t drive, uint32_t hold);
    void stir(const lif_words &words);
    void configure(const lif_words &words, uint64_t seed);
    void run(const lif_dut_block &block);
    void run_public(const lif_dut_block &block);
    void run_root(const lif_dut_block &block);
    void run_traced(const lif_dut_block &block);
    template <typename Clock>
    void run_untraced(Root &root, const lif_dut_block &block, Clock clock);
    template <typename Clock>
    static uint64_t idle(Root &root, const lif_dut_block &block, size_t i, uint64_t number,
                         unsigned clocks, Clock clock);
    inline void take(const Root &root, const lif_dut_block &block, size_t i);
    template <typename Clock>
    static uint64_t step(Root &root, uint32_t drive, uint32_t hold, const OfStep &of, Clock clock);
    template <typename Clock>
    static uint64_t wait(Root &root, bool accepted, bool traced, const Watch &watch, Clock clock);
    void save(void *state);
    void restore(const void *state);
    void traced_clock(const lif_dut_view *view, size_t i, double step, double half);
};

void lif_dut::put_words(const lif_words &words)
{
    top->leak_i = leak_to_port(words.leak_fx);
    top->threshold_i = to_port(words.threshold_fx);
    top->reset_i = to_port(words.reset_fx);
    top->initial_i = to_port(words.initial_fx);
    top->initial_hold_i = words.initial_hold;
    top->compare_above_i = words.compare_above;
    top->reset_subtract_i = words.reset_by_subtract;
}

void lif_dut::reset()
{
    top->valid_i = 0;
    top->rst_ni = 0;
    clock();
    clock();
    top->rst_ni = 1;
    for (int clocks = 0; !top->ready_o; clocks++) {
        if (clocks == kPatience) {
            throw std::runtime_error("ready_o stays low after the reset");
        }
        clock();
    }
}

#include "verilator/stir.hpp"

void lif_dut::configure(const lif_words &words, uint64_t seed)
{
    if (seed != 0) {
        restore(power_state.data());
    }
    in_reset = lif_dut_breach();
    stir(words);
    put_words(words);
    reset();
    counts = Counts();
    counts.seed = seed;
    after_reset(*top->rootp, words, &in_reset);
    top->initial_i = to_port(~words.initial_fx); // they were sampled in reset
    top->initial_hold_i = ~words.initial_hold & kHoldMask;
}

void lif_dut::save(void *state) { save_with(counts, state); }

void lif_dut::restore(const void *state) { restore_with(counts, state); }

#include "verilator/steps.hpp"
#include "verilator/traced.hpp"

#include "verilator/check.hpp"
#include "verilator/table.hpp"
