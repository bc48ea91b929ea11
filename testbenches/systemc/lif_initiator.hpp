// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// The initiator sits at the other side of the peripheral's socket: it makes transactions, at random
// or by a scenario, and takes the answers to them.
#ifndef LIF_INITIATOR_HPP
#define LIF_INITIATOR_HPP

#include "systemc/lif_peripheral.hpp"
#include "lif_registers.h"

#include <array>
#include <string>
#include <tlm_utils/simple_initiator_socket.h>
#include <tlm_utils/tlm_quantumkeeper.h>
#include <vector>

namespace lif
{

struct Transaction {
    tlm::tlm_command command = tlm::TLM_READ_COMMAND;
    bool debug = false;
    uint64_t address = 0;
    std::vector<uint32_t> data;
    unsigned length = 4, streaming = 4;
    std::vector<unsigned char> enables; // none: all bytes
    std::string text() const;
};

// An observer can see all this after a transaction.
struct Answer {
    tlm::tlm_response_status status = tlm::TLM_INCOMPLETE_RESPONSE;
    unsigned debug_bytes = 0;
    std::vector<uint32_t> data;
    bool irq = false;
    std::array<uint32_t, LIF_REG_SPACE / 4> registers{};
    bool operator==(const Answer &other) const;
    std::string text() const;
};

// Makes random transactions: mostly steps and sound words, and some of everything that is refused.
class Generator
{
  public:
    explicit Generator(uint64_t seed) { lif_random_seed(&random, seed); }
    Transaction next();

  private:
    lif_random random;
    uint64_t made = 0;
    uint64_t below(uint64_t n) { return lif_random_below(&random, n); }
    int32_t word(unsigned bits); // signed, of at most so many bits
    Transaction write(uint32_t address, uint32_t value) const;
    Transaction configure();
    Transaction steps();
    Transaction odd();
};

// This is a peripheral with an initiator that is temporally decoupled, and its interrupt line.
class Backed : public sc_core::sc_module
{
  public:
    Backed(sc_core::sc_module_name name, Engine &engine);
    Answer carry_out(const Transaction &transaction);
    uint64_t steps_taken() const { return steps; }
    uint64_t spikes_seen() const { return spikes; }

    // They do as a driver's code would, and throw std::runtime_error where the answer is an error.
    void write(uint32_t address, uint32_t value);
    uint32_t read(uint32_t address);
    bool interrupt();

  private:
    tlm_utils::simple_initiator_socket<Backed> socket;
    sc_core::sc_signal<bool> irq;
    Peripheral peripheral;
    tlm_utils::tlm_quantumkeeper keeper;
    uint64_t steps = 0, spikes = 0;
    uint32_t steps_were = 0;
    bool irq_was = false;
};

// Checks the registers as rtl/registers.txt has them: values at reset, access, the bytes that are
// enabled. Prints a line and returns the exit status.
int check_map(Backed &peripheral);

// Runs a scenario through the registers and prints the judge's verdict. Returns the exit status.
int judge_scenario(const char *file, Backed &peripheral);

} // namespace lif

#endif
