// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// Saves and restores a Verilated model in memory, and writes the coverage that it counted.
#ifndef LIF_VERILATED_STATE_HPP
#define LIF_VERILATED_STATE_HPP

#include "circuit/lif_dut.h"

#include "verilated.h"
#include "verilated_save.h"
#ifdef LIF_COVERAGE
#include "verilated_cov.h"
#include <cstdlib>
#include <unistd.h>
#endif
#include <cstring>
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

#ifdef LIF_COVERAGE // in the circuits of `make coverage` alone
// Writes the coverage points of one instance while it is still there, into a file of its own in the
// folder that $LIFCOSIM_COVERAGE names.
void write_coverage(VerilatedContext &context)
{
    if (const char *folder = std::getenv("LIFCOSIM_COVERAGE")) {
        const std::string name =
            std::string(folder) + "/" + LIF_NAME + "-" + std::to_string(getpid()) + "-";
        std::string file;
        unsigned number = 0; // no counter would outlive a process that closes and opens the circuit
        do {
            file = name + std::to_string(number++) + ".dat";
        } while (access(file.c_str(), F_OK) == 0);
        context.coveragep()->write(file.c_str());
    }
}
// Verilator cannot save a model that counts its coverage.
constexpr uint32_t kSaves = 0;
VerilatedSerialize &operator<<(VerilatedSerialize &out, Vlif_sim &) { return out; }
VerilatedDeserialize &operator>>(VerilatedDeserialize &in, Vlif_sim &) { return in; }
#else
constexpr uint32_t kSaves = LIF_DUT_SAVES;
#endif

} // namespace

#endif
