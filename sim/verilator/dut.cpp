// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// The Verilated circuit behind sim/circuit/lif_dut.h: with verilator/batch.cpp the only C++ that
// touches a Verilated header.
//
// Compiled as one unit with the generated model (LIF_MODEL_UNIT names a file that includes its
// sources), so that the loop over a block and eval() are optimised together. Per circuit it gets
// LIF_NAME, LIF_STATE_WIDTH, LIF_STATE_FRACTION, LIF_LEAK_FRACTION and LIF_HOLD_WIDTH, and where
// the circuit is not the shipped one, also LIF_CLOCKS_PER_STEP, LIF_ROUNDING, LIF_LEAK_CODING,
// LIF_LEAK_DIGITS and LIF_SHOWS. For somebody else's circuit `lifcosim build` writes a header with
// these, with LIF_DECLARED (a lif_declared) and, where it takes a step on every clock and answers
// later, with LIF_SPIKE_LATE and LIF_MEMBRANE_LATE: the steps after which the answer is there.

#include "circuit/lif_dut.h"
#include "verilator/leak.hpp"

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
#ifndef LIF_SPIKE_LATE
#define LIF_SPIKE_LATE 0
#endif
#ifndef LIF_MEMBRANE_LATE
#define LIF_MEMBRANE_LATE 0
#endif
#ifndef LIF_DECLARED
#define LIF_DECLARED nullptr
#endif
#ifndef LIF_SHOWS // LIF_DUT_* bits that the circuit behind the wrapper decides
#define LIF_SHOWS                                                                                  \
    (LIF_DUT_SHOWS_MEMBRANE | LIF_DUT_SHOWS_BEFORE | LIF_DUT_READS_WORDS | LIF_DUT_INTEGER_MODEL)
#endif

namespace
{

// The generated model below its public wrapper: the ports as plain members, and the evaluation
// without the wrapper's bookkeeping for tracing, threads and messages.
using Root = Vlif_sim___024root;
inline void root_eval(Root &root) { Vlif_sim___024root___eval(&root); }

constexpr unsigned kClocksPerStep = LIF_CLOCKS_PER_STEP;
constexpr bool kForeign = LIF_DECLARED != nullptr;
constexpr size_t kSpikeLate = LIF_SPIKE_LATE, kMembraneLate = LIF_MEMBRANE_LATE;
constexpr size_t kLate = kSpikeLate > kMembraneLate ? kSpikeLate : kMembraneLate;
static_assert(kLate == 0 || kSaves != 0, "late answers are read ahead from a saved state");

} // namespace

struct lif_dut {
    VerilatedContext context;
    std::unique_ptr<Vlif_sim> top;
    std::unique_ptr<Wave> wave;
    MemorySave saver;
    std::string message;
    size_t model_bytes = 0;
    bool by_root = false; // run() may use root_eval: the start-up check found it equal to eval()
    struct Counts {
        uint64_t steps = 0, clocks = 0; // since configure
    } counts;

    lif_dut()
    {
        context.threads(1); // else a pool of workers, which a forked child would wait for in vain
        context.traceEverOn(true);
        top.reset(new Vlif_sim(&context, ""));
        power_on();
    }
    ~lif_dut()
    {
        wave.reset(); // closes the file while the model is there
        top->final();
#ifdef LIF_COVERAGE
        write_coverage(context);
#endif
    }

    // The first eval must see the clock low, or its rising edge is lost.
    void power_on()
    {
        top->clk_i = 0;
        top->rst_ni = 0;
        top->valid_i = 0;
        top->drive_i = 0;
        top->hold_i = 0;
        top->eval();
        saver << *top;
        model_bytes = saver.size();
    }

    inline void clock()
    {
        top->clk_i = 1;
        top->eval();
        top->clk_i = 0;
        top->eval();
    }

    void configure(const lif_words &words);
    void run(const lif_dut_block &block);
    void run_public(const lif_dut_block &block);
    void run_root(const lif_dut_block &block);
    void run_traced(const lif_dut_block &block);
    template <typename Clock>
    void run_untraced(Root &root, const lif_dut_block &block, Clock clock);
    inline void take(const Root &root, const lif_dut_block &block, size_t i);
    void read_ahead(const lif_dut_block &block);
    template <typename Clock>
    static uint64_t step(Root &root, uint32_t drive, uint32_t hold, bool traced, Clock clock);
    template <typename Clock>
    static uint64_t wait(Root &root, bool accepted, bool traced, Clock clock);
    void save(void *state);
    void restore(const void *state);
    void show(const lif_dut_view &view, size_t i);
    void traced_clock(const lif_dut_view *view, size_t i, unsigned of_step);
};

void lif_dut::configure(const lif_words &words)
{
    top->leak_i = leak_to_port(words.leak_fx);
    top->threshold_i = to_port(words.threshold_fx);
    top->reset_i = to_port(words.reset_fx);
    top->initial_i = to_port(words.initial_fx);
    top->initial_hold_i = words.initial_hold;
    top->compare_above_i = words.compare_above;
    top->reset_subtract_i = words.reset_by_subtract;
#ifdef LIF_GAIN_PORT // of somebody else's circuit
    top->gain_i = static_cast<uint32_t>(words.gain_fx);
#endif
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
    counts = Counts();
}

// One step over the handshake; returns the clocks it took beyond the first.
template <typename Clock>
inline uint64_t lif_dut::step(Root &root, uint32_t drive, uint32_t hold, bool traced, Clock clock)
{
    const bool accepted = root.ready_o;
    root.drive_i = drive;
    root.hold_i = hold;
    root.valid_i = 1;
    clock();
    if (kClocksPerStep > 1 || VL_UNLIKELY(!accepted || !root.valid_o)) {
        return wait(root, accepted, traced, clock);
    }
    return 0;
}

// The rest of a step that took more than one clock, whatever number it takes.
template <typename Clock>
__attribute__((noinline)) uint64_t lif_dut::wait(Root &root, bool accepted, bool traced,
                                                 Clock clock)
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
        root.valid_i = 0;
        clock();
    }
    if (clocks >= kPatience) {
        throw std::runtime_error(accepted ? "valid_o stays low after a step was accepted"
                                          : "ready_o stays low: the circuit takes no step");
    }
    return static_cast<uint64_t>(clocks - 1);
}

// What the outputs say after step i of a block: late answers are those to an earlier step.
inline void lif_dut::take(const Root &root, const lif_dut_block &block, size_t i)
{
    if (i >= kMembraneLate && i - kMembraneLate < block.n) {
        block.before_fx[i - kMembraneLate] = from_port(root.membrane_before_o);
        block.after_fx[i - kMembraneLate] = from_port(root.membrane_o);
    }
    if (i >= kSpikeLate && i - kSpikeLate < block.n) {
        block.spike[i - kSpikeLate] = root.spike_o;
    }
}

// The answers to the last steps of a block that come later: from a few steps more, which are then
// undone. What drives those steps cannot matter to answers that are on their way already.
__attribute__((noinline)) void lif_dut::read_ahead(const lif_dut_block &block)
{
    Root &root = *top->rootp;
    std::string state(sizeof counts + model_bytes, '\0');
    save(&state[0]);
    for (size_t i = block.n; i < block.n + kLate; i++) {
        step(root, 0, 0, false, [this] { clock(); });
        take(root, block, i);
    }
    restore(state.data());
}

template <typename Clock>
inline void lif_dut::run_untraced(Root &root, const lif_dut_block &block, Clock clock)
{
    const lif_dut_block b = block; // a copy: no store of the model can change it
    uint64_t more_clocks = 0;
    for (size_t i = 0; i < b.n; i++) {
        more_clocks +=
            step(root, to_port(b.drive_fx[i]), b.hold ? b.hold[i] : b.hold_constant, false, clock);
        take(root, b, i);
    }
    root.valid_i = 0;
    if (kLate > 0) {
        read_ahead(b);
    }
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

void lif_dut::run(const lif_dut_block &block) { by_root ? run_root(block) : run_public(block); }

// The same with a waveform: a step takes step_s of biological time, or its clocks.
void lif_dut::run_traced(const lif_dut_block &block)
{
    for (size_t i = 0; i < block.n; i++) {
        unsigned of_step = 0;
        step(*top->rootp, to_port(block.drive_fx[i]),
             block.hold ? block.hold[i] : block.hold_constant, true,
             [&] { traced_clock(block.view, i, of_step++); });
        take(*top->rootp, block, i);
        counts.steps++;
    }
    top->valid_i = 0;
    if (kLate > 0) {
        read_ahead(block);
    }
}

void lif_dut::save(void *state)
{
    saver.rewind();
    saver << *top;
    std::memcpy(state, &counts, sizeof counts);
    std::memcpy(static_cast<char *>(state) + sizeof counts, saver.data(), model_bytes);
}

void lif_dut::restore(const void *state)
{
    MemoryRestore from(static_cast<const char *>(state) + sizeof counts, model_bytes);
    from >> *top;
    std::memcpy(&counts, state, sizeof counts);
}

void lif_dut::traced_clock(const lif_dut_view *view, size_t i, unsigned of_step)
{
    // biological time: the result of a step stands at the time of the step, and its clocks before
    // it
    const double ticks_a_clock = wave->ticks_a_step / (wave->given.clocks ? 1 : kClocksPerStep);
    const double half = ticks_a_clock / 2.0;
    const double at = wave->given.clocks ? ticks_a_clock * static_cast<double>(counts.clocks)
                                         : wave->ticks_a_step * static_cast<double>(counts.steps) +
                                               ticks_a_clock * static_cast<double>(of_step);
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
        wave->dump(rise + static_cast<uint64_t>(half));
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

#include "verilator/check.hpp"
#include "verilator/table.hpp"
