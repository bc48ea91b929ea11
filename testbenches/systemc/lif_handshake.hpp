// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// These parts of the bench see clocks: driver, gate and monitor of the valid/ready handshake.
//
//   Source --fifo--> Driver --valid/ready--> Gate --valid/ready--> Neuron --result--> Monitor
//      \------------------------- expected steps -----> Scoreboard <----- observations --/
//
// All of them are clocked by the rising edge and see the values before it, as registers do.
#ifndef LIF_HANDSHAKE_HPP
#define LIF_HANDSHAKE_HPP

#include "systemc/lif_neuron.hpp"

#include <deque>
#include <ostream>
#include <systemc>
#include <tlm>

namespace lif
{

// This is one step on its way to the circuit.
struct Step {
    uint64_t number = 0;
    double current_a = 0.0;
    int32_t drive_fx = 0;
    uint32_t hold = 0;
};
inline std::ostream &operator<<(std::ostream &out, const Step &s) { return out << s.number; }

// This is a rule of the handshake that was broken; the number of results so far is the step.
struct Violation {
    uint64_t step;
    const char *rule;
    int64_t expected, observed;
};

// These are seeded faults of the bench itself, at one step, to show that the scoreboard notices.
enum class Fault {
    None,
    Drop,      // the step is taken from the driver and does not reach the circuit
    Duplicate, // the circuit takes it twice
    Withdraw,  // valid is lowered before ready came
    Unstable   // the drive changes while it waits for ready
};
struct Seeded {
    Fault fault = Fault::None;
    uint64_t step = 0;
    bool at(Fault kind, uint64_t number) const { return fault == kind && number == step; }
};

// Decides how often valid and ready pause, from a seed: the same in every run.
struct Stalls {
    unsigned percent = 25;
    uint64_t seed = 1;
};

class Driver : public sc_core::sc_module
{
  public:
    sc_core::sc_in<bool> clk, rst_n, ready;
    sc_core::sc_fifo_in<Step> steps; // emptied while in reset
    sc_core::sc_signal<bool> valid;
    sc_core::sc_signal<int32_t> drive;
    sc_core::sc_signal<uint32_t> hold;
    sc_core::sc_signal<uint64_t> number; // of the step that is offered

    Driver(sc_core::sc_module_name name, const Stalls &stalls, const Seeded &seeded);

  private:
    Stalls pauses;
    Seeded seeded;
    lif_random random;
    bool holding = false;
    Step step;
    void clocked();
};

// The gate stands between driver and circuit, and lowers ready at random, as a circuit of several
// clocks a step would.
class Gate : public sc_core::sc_module
{
  public:
    sc_core::sc_in<bool> clk, up_valid, down_ready;
    sc_core::sc_in<uint64_t> number;
    sc_core::sc_signal<bool> up_ready, down_valid;

    Gate(sc_core::sc_module_name name, const Stalls &stalls, const Seeded &seeded);

  private:
    Stalls pauses;
    Seeded seeded;
    lif_random random;
    sc_core::sc_signal<bool> open, fault_done;
    void clocked();
    void pass();
};

class Monitor : public sc_core::sc_module
{
  public:
    sc_core::sc_in<bool> clk, rst_n;
    sc_core::sc_in<bool> up_valid, up_ready, down_valid, down_ready;
    sc_core::sc_in<int32_t> drive;
    sc_core::sc_in<uint32_t> hold;
    sc_core::sc_in<bool> result, spike;
    sc_core::sc_in<int32_t> membrane, before;
    tlm::tlm_analysis_port<Result> results;
    tlm::tlm_analysis_port<Violation> violations;

    explicit Monitor(sc_core::sc_module_name name);

  private:
    struct Sample { // what a rising edge sees
        bool rst_n = false, up_valid = false, up_ready = false, taken = false, result = false;
        int32_t drive = 0;
        uint32_t hold = 0;
        Result outputs;
    };
    Sample last;
    uint64_t count = 0;         // results so far
    std::deque<bool> under_way; // one a clock: whether its step's result is to come
    void clocked();
    Sample sample() const;
    void check(const char *rule, int64_t expected, int64_t observed);
    void check_driver(const Sample &now);
    void check_circuit(const Sample &now);
};

} // namespace lif

#endif
