// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// Saves and restores a Verilated model in memory, and writes the coverage that it counted.
#ifndef LIF_VERILATED_STATE_HPP
#define LIF_VERILATED_STATE_HPP

#include "circuit/lif_dut.h"

#include "verilated.h"
#include "verilated_save.h"
#ifdef LIF_COVERAGE
#include "verilator/coverage.hpp"
#endif
#include <cstring>
#include <memory>
#include <stdexcept>
#include <string>

namespace
{

// Keeps a saved state in memory: the runtime's own buffer, of which one flush is the whole.
class MemorySave final : public VerilatedSerialize
{
  public:
    MemorySave() { m_isOpen = true; }
    const uint8_t *data() const { return m_bufp; }
    size_t size() const { return static_cast<size_t>(m_cp - m_bufp); }
    void rewind() { m_cp = m_bufp; }
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
    MemoryRestore() { m_isOpen = true; }
    void load(const void *state, size_t size)
    {
        std::memcpy(m_bufp, state, size);
        m_cp = m_bufp;
        m_endp = m_bufp + size;
    }
    void fill() override {} // everything is in the buffer from the start
};

#ifdef LIF_COVERAGE
// Verilator cannot save a model that counts its coverage.
constexpr uint32_t kSaves = 0;
VerilatedSerialize &operator<<(VerilatedSerialize &out, Vlif_sim &) { return out; }
VerilatedDeserialize &operator>>(VerilatedDeserialize &in, Vlif_sim &) { return in; }
#else
constexpr uint32_t kSaves = LIF_DUT_SAVES;
#endif

// Holds a Verilated model, and saves it behind what its owner keeps of a run.
struct Model {
    std::unique_ptr<VerilatedContext> context;
    std::unique_ptr<Vlif_sim> top;
    MemorySave saver;
    MemoryRestore restorer;
    size_t model_bytes = 0;

    // Makes a circuit as it is when the power comes: registers without an initial value have any.
    // Its first eval is the caller's, and must see the clock low, or its rising edge is lost.
    void renew(uint64_t seed)
    {
        if (top) {
            top->final();
            top.reset();
        }
        context.reset(new VerilatedContext);
        context->threads(1); // else a pool of workers, which a forked child would wait for in vain
        context->traceEverOn(true);
        context->randReset(2);
        context->randSeed(1 + static_cast<int>(seed % 0x7fffffff)); // 0 is a seed of the day
        top.reset(new Vlif_sim(context.get(), ""));
    }
    void measure()
    {
        saver.rewind();
        saver << *top;
        model_bytes = saver.size();
    }
    template <typename Counts> void save_with(const Counts &counts, void *state)
    {
        saver.rewind();
        saver << *top;
        std::memcpy(state, &counts, sizeof counts);
        std::memcpy(static_cast<char *>(state) + sizeof counts, saver.data(), model_bytes);
    }
    template <typename Counts> void restore_with(Counts &counts, const void *state)
    {
        restorer.load(static_cast<const char *>(state) + sizeof counts, model_bytes);
        restorer >> *top;
        std::memcpy(&counts, state, sizeof counts);
    }
    ~Model()
    {
        if (!top) {
            return;
        }
        top->final();
#ifdef LIF_COVERAGE
        write_coverage(*context, false);
#endif
    }
};

} // namespace

#endif
