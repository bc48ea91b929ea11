// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// The Verilated lanes behind sim/circuit/lif_batch.h; with verilator/dut.cpp the only C++ that
// touches a Verilated header, and built like it: one unit with the generated model
// (LIF_MODEL_UNIT), and LIF_NAME, LIF_IDENTITY, LIF_STATE_WIDTH, LIF_STATE_FRACTION,
// LIF_LEAK_FRACTION, LIF_HOLD_WIDTH and LIF_LANES.

#include "circuit/lif_batch.h"
#include "circuit/lif_conduct.h"

#include "verilated.h"
#include LIF_MODEL_UNIT
#include "verilator/ports.hpp"

#include <algorithm>
#include <cstdio>
#include <exception>
#include <memory>
#include <stdexcept>
#include <string>

namespace
{

constexpr unsigned kLanes = LIF_LANES;
constexpr unsigned kValid = 2, kSpike = 1; // bits of flags_o
constexpr uint32_t kHoldMask = 0xffffffffu >> (32 - LIF_HOLD_WIDTH);

unsigned checked(unsigned lane)
{
    if (lane >= kLanes) {
        throw std::runtime_error("there is no lane " + std::to_string(lane));
    }
    return lane;
}

} // namespace

struct lif_batch {
    VerilatedContext context;
    std::unique_ptr<Vlif_batch> top;
    std::string message;
    uint8_t asleep[kLanes];         // kValid for a lane that was never configured, else 0
    bool reset_broken[kLanes] = {}; // of the last reset, until a block takes it
    // the initial words that each lane was reset with: afterwards its ports have others
    int64_t initial[kLanes] = {};
    uint32_t initial_hold[kLanes] = {};

    lif_batch()
    {
        context.threads(1);   // no pool of threads, which a child process would not have
        context.randReset(2); // registers as they may be when the power comes, always the same ones
        context.randSeed(1 + LIF_CONDUCT_SEED);
        top.reset(new Vlif_batch(&context, ""));
        top->clk_i = 0;
        top->read_i = 0;
        top->valid_i = 0;
        for (unsigned lane = 0; lane < kLanes; lane++) {
            asleep[lane] = kValid;
            top->rst_ni[lane] = 0;
            top->drive_i[lane] = 0;
            top->hold_i[lane] = 0;
        }
        top->eval(); // the first eval must see the clock low, or its rising edge is lost
    }
    ~lif_batch() { top->final(); }

    inline void clock()
    {
        top->clk_i = 1;
        top->eval();
        top->clk_i = 0;
        top->eval();
    }

    // Shows what the neurons have at their ports now.
    inline void look()
    {
        top->read_i = 1;
        top->eval();
        top->read_i = 0;
        top->eval();
    }

    bool all_ready()
    {
        bool every = true;
        look();
        for (unsigned lane = 0; lane < kLanes; lane++) {
            every &= top->ready_o[lane] || asleep[lane];
        }
        return every;
    }

    void configure(size_t count, const unsigned *lane, const lif_words *words);
    void after_reset(unsigned l);
    void read_words(size_t count, const unsigned *lane, lif_words *words);
    void run(const lif_batch_block &block);
    void rest(const lif_batch_block &block, size_t i);
};

void lif_batch::configure(size_t count, const unsigned *lane, const lif_words *words)
{
    for (size_t i = 0; i < count; i++) {
        const unsigned l = checked(lane[i]);
        const lif_words &w = words[i];
        top->leak_i[l] = static_cast<uint64_t>(w.leak_fx);
        top->threshold_i[l] = to_port(w.threshold_fx);
        top->reset_i[l] = to_port(w.reset_fx);
        top->initial_i[l] = to_port(w.initial_fx);
        top->initial_hold_i[l] = w.initial_hold;
        top->compare_above_i[l] = w.compare_above;
        top->reset_subtract_i[l] = w.reset_by_subtract;
        top->rst_ni[l] = 0;
        asleep[l] = 0;
    }
    top->valid_i = 0;
    clock();
    clock();
    for (size_t i = 0; i < count; i++) {
        top->rst_ni[lane[i]] = 1;
    }
    clock();
    for (int clocks = 0; !all_ready(); clocks++) {
        if (clocks == kPatience) {
            throw std::runtime_error("ready_o stays low after the reset");
        }
        clock();
    }
    for (size_t i = 0; i < count; i++) {
        after_reset(lane[i]);
    }
}

// Compares the outputs with those after a reset; then the words that only a reset takes become
// others.
void lif_batch::after_reset(unsigned l)
{
    const auto word = top->initial_i[l];
    reset_broken[l] =
        top->flags_o[l] != 0 || top->membrane_o[l] != word || top->membrane_before_o[l] != word;
    initial[l] = from_port(top->initial_o[l]);
    initial_hold[l] = top->initial_hold_o[l];
    top->initial_i[l] = to_port(~static_cast<int64_t>(word));
    top->initial_hold_i[l] = ~top->initial_hold_i[l] & kHoldMask;
}

void lif_batch::read_words(size_t count, const unsigned *lane, lif_words *words)
{
    look();
    for (size_t i = 0; i < count; i++) {
        const unsigned l = checked(lane[i]);
        lif_words &w = words[i];
        w.leak_fx = static_cast<int64_t>(top->leak_o[l]);
        w.threshold_fx = from_port(top->threshold_o[l]);
        w.reset_fx = from_port(top->reset_o[l]);
        w.initial_fx = initial[l];
        w.initial_hold = initial_hold[l];
        w.compare_above = top->compare_above_o[l];
        w.reset_by_subtract = top->reset_subtract_o[l];
    }
}

// Puts the idle clocks before row i: nothing is offered, and the outputs of every lane must keep
// what they have. It leaves the ports of the holds as it found them, because they are constant
// where no row changes them.
__attribute__((noinline)) void lif_batch::rest(const lif_batch_block &block, size_t i)
{
    const int32_t *const drive = block.drive_fx + i * kLanes;
    const auto *const flags_o = top->flags_o;
    const auto *const before_o = top->membrane_before_o;
    const auto *const after_o = top->membrane_o;
    uint32_t before[kLanes], after[kLanes], hold[kLanes], changed[kLanes] = {};
    uint8_t flags[kLanes];
    for (unsigned lane = 0; lane < kLanes; lane++) {
        flags[lane] = flags_o[lane] & kSpike;
        before[lane] = before_o[lane];
        after[lane] = after_o[lane];
        hold[lane] =
            block.hold != nullptr ? block.hold[i * kLanes + lane] : block.hold_constant[lane];
    }
    top->valid_i = 0;
    for (unsigned k = 0; k < block.idle[i]; k++) {
        for (unsigned lane = 0; lane < kLanes; lane++) {
            top->drive_i[lane] = lif_idle_word(static_cast<uint32_t>(drive[lane]), k) & kStateMask;
        }
        for (unsigned lane = 0; lane < kLanes; lane++) {
            top->hold_i[lane] = static_cast<SData>(lif_idle_word(hold[lane], k) & kHoldMask);
        }
        clock();
        for (unsigned lane = 0; lane < kLanes; lane++) {
            changed[lane] |= static_cast<uint32_t>(flags_o[lane] ^ flags[lane]) |
                             (before_o[lane] ^ before[lane]) | (after_o[lane] ^ after[lane]);
        }
    }
    for (unsigned lane = 0; lane < kLanes; lane++) {
        top->hold_i[lane] = static_cast<SData>(hold[lane]);
        if (block.broken != nullptr) {
            block.broken[lane] |= changed[lane] != 0;
        }
    }
    top->valid_i = 1;
}

// Every lane was ready after its reset, and each must answer in the clock that takes its step: a
// lane that did not take it would not answer either. The ports are taken out of the model once: it
// holds references to them, which would be followed again for every lane.
__attribute__((flatten)) void lif_batch::run(const lif_batch_block &block)
{
    const int32_t *__restrict drive = block.drive_fx;
    const uint32_t *__restrict hold = block.hold;
    int32_t *__restrict before = block.before_fx;
    int32_t *__restrict after = block.after_fx;
    uint8_t *__restrict spike = block.spike;
    auto *const __restrict drive_i = top->drive_i;
    auto *const __restrict hold_i = top->hold_i;
    const auto *const __restrict flags_o = top->flags_o;
    const auto *const __restrict before_o = top->membrane_before_o;
    const auto *const __restrict after_o = top->membrane_o;

    for (unsigned lane = 0; lane < kLanes && hold == nullptr; lane++) {
        hold_i[lane] = static_cast<SData>(block.hold_constant[lane]);
    }
    for (unsigned lane = 0; lane < kLanes && block.broken != nullptr; lane++) {
        block.broken[lane] |= reset_broken[lane];
        reset_broken[lane] = false;
    }
    top->valid_i = 1;
    for (size_t i = 0; i < block.n; i++) {
        uint8_t answers = kValid;
        if (block.idle != nullptr && block.idle[i] > 0) {
            rest(block, i);
        }
        for (unsigned lane = 0; lane < kLanes; lane++) {
            drive_i[lane] = to_port(drive[lane]);
        }
        if (hold != nullptr) {
            for (unsigned lane = 0; lane < kLanes; lane++) {
                hold_i[lane] = static_cast<SData>(hold[lane]);
            }
            hold += kLanes;
        }
        clock();
        for (unsigned lane = 0; lane < kLanes; lane++) {
            answers &= static_cast<uint8_t>(flags_o[lane] | asleep[lane]);
        }
        for (unsigned lane = 0; lane < kLanes; lane++) {
            spike[lane] = flags_o[lane] & kSpike;
        }
        for (unsigned lane = 0; lane < kLanes; lane++) {
            before[lane] = from_port(before_o[lane]);
        }
        for (unsigned lane = 0; lane < kLanes; lane++) {
            after[lane] = from_port(after_o[lane]);
        }
        if (VL_UNLIKELY(answers == 0)) {
            top->valid_i = 0;
            throw std::runtime_error("a lane does not answer in the clock that takes its step");
        }
        drive += kLanes;
        before += kLanes;
        after += kLanes;
        spike += kLanes;
    }
    top->valid_i = 0;
}

namespace
{

// Runs `work`, turning an exception into the message and the status of a C function.
template <typename Work> int guarded(lif_batch *batch, Work work)
{
    try {
        work();
        return 0;
    } catch (const std::exception &error) {
        batch->message = error.what();
    } catch (...) {
        batch->message = "unknown C++ exception";
    }
    return -1;
}

lif_batch *batch_open(char *error, size_t error_bytes)
{
    try {
        return new lif_batch;
    } catch (const std::exception &failure) {
        std::snprintf(error, error_bytes, "%s", failure.what());
        return nullptr;
    }
}

void batch_close(lif_batch *batch) { delete batch; }

const char *batch_message(const lif_batch *batch) { return batch->message.c_str(); }

int batch_elaborated(lif_batch *batch, lif_format *format, unsigned *hold_width, unsigned *lanes)
{
    format->state_width = batch->top->state_width_o;
    format->state_fraction = batch->top->state_fraction_o;
    format->leak_fraction = batch->top->leak_fraction_o;
    format->rounding = LIF_HALF_UP;
    *hold_width = batch->top->hold_width_o;
    *lanes = batch->top->lanes_o;
    return 0;
}

int batch_configure(lif_batch *batch, size_t count, const unsigned *lane, const lif_words *words)
{
    return guarded(batch, [&] { batch->configure(count, lane, words); });
}

int batch_read_words(lif_batch *batch, size_t count, const unsigned *lane, lif_words *words)
{
    return guarded(batch, [&] { batch->read_words(count, lane, words); });
}

int batch_run(lif_batch *batch, const lif_batch_block *block)
{
    return guarded(batch, [&] { batch->run(*block); });
}

} // namespace

extern "C" __attribute__((visibility("default"))) const struct lif_batch_ops lif_batch_ops = {
    LIF_BATCH_ABI,
    sizeof(struct lif_batch_ops),
    LIF_NAME,
    kLanes,
    {LIF_STATE_WIDTH, LIF_STATE_FRACTION, LIF_LEAK_FRACTION, LIF_HALF_UP},
    LIF_HOLD_WIDTH,
    batch_open,
    batch_close,
    batch_message,
    batch_elaborated,
    batch_configure,
    batch_read_words,
    batch_run,
    LIF_IDENTITY,
};
