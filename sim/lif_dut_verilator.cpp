// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// The Verilated circuit behind sim/lif_dut.h: the only C++ file that touches a Verilated header.
//
// Compiled as one unit with the generated model (LIF_MODEL_UNIT names a file that includes its
// sources), so that the loop over a block and eval() are optimised together. Per format it gets
// LIF_NAME, LIF_STATE_WIDTH, LIF_STATE_FRACTION, LIF_LEAK_FRACTION and LIF_HOLD_WIDTH.

#include "lif_dut.h"

#include "verilated.h"
#include "verilated_save.h"
#include LIF_MODEL_UNIT

#include <cstdio>
#include <cstring>
#include <exception>
#include <memory>
#include <stdexcept>
#include <string>

// Verilator's runtime is built with VL_USER_*: instead of ending the program, its errors arrive
// here and leave through the status of the call that caused them.
void vl_fatal(const char *filename, int line, const char *, const char *message)
{
    throw std::runtime_error(std::string(filename) + ":" + std::to_string(line) + ": " + message);
}
void vl_stop(const char *filename, int line, const char *hierarchy)
{
    vl_fatal(filename, line, hierarchy, "the circuit called $stop");
}
void vl_finish(const char *filename, int line, const char *hierarchy)
{
    vl_fatal(filename, line, hierarchy, "the circuit called $finish");
}

namespace
{

// A saved state lives in memory: the runtime's own buffer, of which one flush is the whole.
class MemorySave final : public VerilatedSerialize
{
  public:
    MemorySave() { m_isOpen = true; }
    const uint8_t *data() const { return m_bufp; }
    size_t size() const { return static_cast<size_t>(m_cp - m_bufp); }
    void flush() override
    {
        if (size() > bufferSize() - bufferInsertSize()) {
            throw std::runtime_error("the circuit's state is larger than a saved state can be");
        }
    }
};

class MemoryRestore final : public VerilatedDeserialize
{
  public:
    MemoryRestore(const void *state, size_t size)
    {
        std::memcpy(m_bufp, state, size);
        m_endp = m_bufp + size;
        m_isOpen = true;
    }
    void fill() override {} // everything is in the buffer from the start
};

constexpr unsigned kSignShift = 32 - LIF_STATE_WIDTH;
constexpr uint32_t kStateMask = 0xffffffffu >> kSignShift;
constexpr int kPatience = 1 << 16; // clocks without an answer until the handshake counts as dead

// The ports carry LIF_STATE_WIDTH bits without their sign.
inline int32_t from_port(uint32_t word)
{
    return static_cast<int32_t>(word << kSignShift) >> kSignShift;
}
inline uint32_t to_port(int64_t word) { return static_cast<uint32_t>(word) & kStateMask; }

} // namespace

struct lif_dut {
    VerilatedContext context;
    std::unique_ptr<Vlif_sim> top;
    std::string message;
    size_t state_bytes = 0;

    lif_dut() : top(new Vlif_sim(&context, "")) { power_on(); }
    ~lif_dut() { top->final(); }

    // The first eval must see the clock low, or its rising edge is lost.
    void power_on()
    {
        top->clk_i = 0;
        top->rst_ni = 0;
        top->valid_i = 0;
        top->drive_i = 0;
        top->hold_i = 0;
        top->eval();
        MemorySave probe;
        probe << *top;
        state_bytes = probe.size();
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
    inline void step(uint32_t drive, uint32_t hold);
};

void lif_dut::configure(const lif_words &words)
{
    top->leak_i = static_cast<uint64_t>(words.leak_fx);
    top->threshold_i = to_port(words.threshold_fx);
    top->reset_i = to_port(words.reset_fx);
    top->initial_i = to_port(words.initial_fx);
    top->initial_hold_i = words.initial_hold;
    top->compare_above_i = words.compare_above;
    top->reset_subtract_i = words.reset_by_subtract;
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

// One step over the handshake, whatever number of clocks it takes.
inline void lif_dut::step(uint32_t drive, uint32_t hold)
{
    int clocks = 0;
    bool accepted;
    top->drive_i = drive;
    top->hold_i = hold;
    top->valid_i = 1;
    do {
        accepted = top->ready_o;
        clock();
    } while (VL_UNLIKELY(!accepted) && ++clocks < kPatience);
    while (VL_UNLIKELY(!top->valid_o) && accepted && ++clocks < kPatience) {
        top->valid_i = 0;
        clock();
    }
    if (VL_UNLIKELY(clocks >= kPatience)) {
        throw std::runtime_error(accepted ? "valid_o stays low after a step was accepted"
                                          : "ready_o stays low: the circuit takes no step");
    }
}

__attribute__((flatten)) void lif_dut::run(const lif_dut_block &block)
{
    for (size_t i = 0; i < block.n; i++) {
        step(to_port(block.drive_fx[i]), block.hold ? block.hold[i] : block.hold_constant);
        block.before_fx[i] = from_port(top->membrane_before_o);
        block.after_fx[i] = from_port(top->membrane_o);
        block.spike[i] = top->spike_o;
    }
    top->valid_i = 0;
}

namespace
{

// Runs `work`, turning an exception into the message and the status of a C function.
template <typename Work> int guarded(lif_dut *dut, Work work)
{
    try {
        work();
        return 0;
    } catch (const std::exception &error) {
        dut->message = error.what();
    } catch (...) {
        dut->message = "unknown C++ exception";
    }
    return -1;
}

lif_dut *dut_open(const struct lif_dut_ops *, char *error, size_t error_bytes)
{
    try {
        return new lif_dut;
    } catch (const std::exception &failure) {
        std::snprintf(error, error_bytes, "%s", failure.what());
        return nullptr;
    }
}

void dut_close(lif_dut *dut) { delete dut; }

const char *dut_message(const lif_dut *dut) { return dut->message.c_str(); }

int dut_elaborated(lif_dut *dut, lif_format *format, unsigned *hold_width)
{
    format->state_width = dut->top->state_width_o;
    format->state_fraction = dut->top->state_fraction_o;
    format->leak_fraction = dut->top->leak_fraction_o;
    format->rounding = LIF_HALF_UP;
    *hold_width = dut->top->hold_width_o;
    return 0;
}

int dut_configure(lif_dut *dut, const lif_words *words)
{
    return guarded(dut, [&] { dut->configure(*words); });
}

int dut_read_words(lif_dut *dut, lif_words *words)
{
    const Vlif_sim &top = *dut->top;
    words->leak_fx = static_cast<int64_t>(top.leak_o);
    words->threshold_fx = from_port(top.threshold_o);
    words->reset_fx = from_port(top.reset_o);
    words->initial_fx = from_port(top.initial_o);
    words->initial_hold = top.initial_hold_o;
    words->compare_above = top.compare_above_o;
    words->reset_by_subtract = top.reset_subtract_o;
    return 0;
}

int dut_run(lif_dut *dut, const lif_dut_block *block)
{
    return guarded(dut, [&] { dut->run(*block); });
}

size_t dut_state_bytes(lif_dut *dut) { return dut->state_bytes; }

int dut_save(lif_dut *dut, void *state)
{
    return guarded(dut, [&] {
        MemorySave save;
        save << *dut->top;
        std::memcpy(state, save.data(), dut->state_bytes);
    });
}

int dut_restore(lif_dut *dut, const void *state)
{
    return guarded(dut, [&] {
        MemoryRestore restore(state, dut->state_bytes);
        restore >> *dut->top;
    });
}

} // namespace

extern "C" __attribute__((visibility("default"))) const struct lif_dut_ops lif_dut_ops = {
    LIF_DUT_ABI,
    sizeof(struct lif_dut_ops),
    LIF_NAME,
    "Verilated " LIF_TOP_ABOUT,
    {LIF_STATE_WIDTH, LIF_STATE_FRACTION, LIF_LEAK_FRACTION, LIF_HALF_UP},
    LIF_HOLD_WIDTH,
    1,
    LIF_DUT_SHOWS_MEMBRANE | LIF_DUT_SHOWS_BEFORE | LIF_DUT_READS_WORDS | LIF_DUT_INTEGER_MODEL |
        LIF_DUT_SAVES,
    dut_open,
    dut_close,
    dut_message,
    dut_elaborated,
    dut_configure,
    dut_read_words,
    dut_run,
    dut_state_bytes,
    dut_save,
    dut_restore,
    nullptr, // no waveforms in this build
    nullptr,
    nullptr,
};
