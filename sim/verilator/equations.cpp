// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// A circuit that is declared by equations, behind sim/circuit/lif_dut.h: the Verilated wrapper of
// foreign/wrapper_equations.c, which has no control of its own.
//
// A clock of a step goes like this, whatever the circuit. The clock falls, and the inputs of the
// step are there, as they would be behind registers that changed with the edge before; outputs @0
// are read. The clock rises, and outputs @1 are read. It stays high up to the next step.
//
// Compiled as one unit with the generated model, as verilator/dut.cpp is, and with circuit.h, which
// `lifcosim build` writes: LIF_EQUATIONS is the text of the declaration, EQ_EVERY_CLOCK, EQ_ENABLE,
// EQ_HANDSHAKE (with EQ_READY and EQ_RESULT) or EQ_COMBINATIONAL the way of a step, and
// verilator/equations_words.hpp has the rest.

#include "circuit/lif_conduct.h"
#include "circuit/lif_dut.h"
#include "verilator/leak.hpp"

#include "verilator/silence.hpp"

#include "verilated.h"
#include LIF_MODEL_UNIT
#include "verilator/breach.hpp"
#include "verilator/files.hpp"
#include "verilator/ports.hpp"
#include "verilator/state.hpp"
#include "verilator/views.hpp"

#include <algorithm>
#include <cstdio>
#include <exception>
#include <memory>
#include <stdexcept>
#include <string>

#ifndef LIF_IDENTITY
#define LIF_IDENTITY nullptr
#endif
#ifndef EQ_READY // whether a handshake has them
#define EQ_READY 0
#define EQ_RESULT 0
#endif
#define LIF_ROUNDING LIF_HALF_UP // nobody asks

namespace
{

// This is the generated model below its public wrapper; see verilator/dut.cpp.
using Root = Vlif_sim___024root;
inline void root_eval(Root &root) { Vlif_sim___024root___eval(&root); }

constexpr unsigned kClocksPerStep = LIF_CLOCKS_PER_STEP;
#ifdef LIF_NO_RESET
constexpr bool kResets = false;
#else
constexpr bool kResets = true;
#endif
#ifdef LIF_NO_IDLES
constexpr bool kIdles = false;
#else
constexpr bool kIdles = true;
#endif
#ifdef EQ_COMBINATIONAL
constexpr bool kClocked = false;
#else
constexpr bool kClocked = true;
#endif
constexpr bool kReady = EQ_READY, kResult = EQ_RESULT;

} // namespace

#include "verilator/equations_words.hpp"

static_assert(kLate == 0 || kSaves != 0, "late answers are read ahead from a saved state");

struct lif_dut : Model {
    std::unique_ptr<Wave> wave;
    std::string message, power_state, ahead;
    bool by_root = false; // run() may use root_eval: the start-up check found it equal to eval()
    struct Counts {
        uint64_t steps = 0, clocks = 0; // since configure
        uint64_t seed = 0;              // of the idle clocks
        int64_t states[kStates + 1] = {};
    } counts;
    int64_t told[kTold + 1] = {};
    lif_dut_breach in_reset = {}; // of the last reset, until a block takes it
    struct Traced {               // the last clock of a waveform, whose low half is to come
        bool high = false;
        uint64_t rise = 0;
        double span = 0.0;
    } traced;

    lif_dut() { power_on(LIF_CONDUCT_SEED); }
    ~lif_dut() { wave.reset(); } // closes the file while the model is there

    void power_on(uint64_t seed)
    {
        static const int64_t zeros[kInputs + kTold + 1] = {};
        wave.reset();
        renew(seed);
        top->clk_i = 0;
        top->reset_i = 0;
        top->step_i = 0;
        put_inputs(*top->rootp, zeros, 0);
        put_told(*top->rootp, zeros);
        put_setup(*top->rootp, 0, zeros, true);
        top->eval();
        measure();
        counts = Counts();
        power_state.resize(sizeof counts + model_bytes);
        ahead.resize(power_state.size());
        save(&power_state[0]);
    }

    void save(void *state) { save_with(counts, state); }
    void restore(const void *state) { restore_with(counts, state); }

    inline void tell_step(Root &root, const int64_t *row);
    void reset(const int64_t *words);
    void set_up(const int64_t *words);
    void past(RandomWords &words, bool spiking);
    void compare_resets(uint64_t seed);
    void configure(uint64_t seed);
    void run(const lif_dut_block &block);
    void run_public(const lif_dut_block &block);
    void run_root(const lif_dut_block &block);
    void run_traced(const lif_dut_block &block);
    template <typename Clock>
    void run_untraced(Root &root, const lif_dut_block &block, Clock clock);
    template <typename Clock>
    inline void step(Root &root, const int64_t *row, int64_t *outputs, size_t i, size_t n,
                     Clock &clock);
    template <typename Clock>
    inline void handshake(Root &root, int64_t *outputs, size_t at, size_t end, Clock &clock);
    template <typename Clock>
    void idle(Root &root, const int64_t *row, unsigned clocks, Clock &clock);
    template <typename Clock> void read_ahead(Root &root, int64_t *outputs, size_t n, Clock &clock);
};

#include "verilator/equations_steps.hpp"

#include "verilator/equations_reset.hpp"
#include "verilator/equations_traced.hpp"

#include "verilator/equations_table.hpp"
