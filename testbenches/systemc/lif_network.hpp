// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// A network is a circuit out of neurons: cells with weighted, delayed connections. A spike of step
// n is a current of one step, n + delay, at the other end; all cells take their steps together, and
// pause together at random.
#ifndef LIF_NETWORK_HPP
#define LIF_NETWORK_HPP

#include "systemc/lif_cell.hpp"
#include "lif_handshake.hpp"

#include <deque>
#include <memory>
#include <string>
#include <vector>

namespace lif
{

class Trace;

struct Connection {
    unsigned from, to;
    Current weight;
    unsigned delay_steps; // >= 1
};

// This is a current for some steps at one neuron.
struct Injection {
    unsigned to;
    Current amplitude;
    uint64_t first, count;
};

struct Plan {
    std::string name;
    std::vector<Parameters> neurons;
    std::vector<Connection> connections;
    std::vector<Injection> injections;
    uint64_t steps;
};

// One cell did this in one step.
struct Observed {
    double current_a;
    int32_t drive_fx;
    Result result;
};

// These are the bits on their way along a connection.
class DelayLine
{
  public:
    explicit DelayLine(unsigned steps) : bits(steps - 1, false) {}
    // Takes, at each step, the spike of the step before, and returns whether that of `steps` steps
    // before arrives.
    bool shift(bool spike)
    {
        bits.push_back(spike);
        const bool out = bits.front();
        bits.pop_front();
        return out;
    }

  private:
    std::deque<bool> bits;
};

class Network : public sc_core::sc_module
{
  public:
    sc_core::sc_clock clk;
    // The constructor throws std::invalid_argument.
    Network(sc_core::sc_module_name name, const Plan &plan, const Stalls &stalls);
    void trace(Trace &trace);
    // Runs all steps; observed()[i][n] is then step n of cell i. Throws std::runtime_error.
    void run();
    const std::vector<std::vector<Observed>> &observed() const { return seen; }
    const Cell &cell(size_t i) const { return *cells[i]; }

  private:
    const Plan plan;
    const Stalls stalls;
    lif_random random;
    sc_core::sc_signal<bool> rst_n, valid;
    sc_core::sc_vector<sc_core::sc_signal<double>> currents;
    std::vector<std::unique_ptr<Cell>> cells;
    std::vector<DelayLine> lines;
    std::vector<std::vector<Observed>> seen;
    std::string failure;
    void steps();
    void take_step(uint64_t n, std::vector<bool> *spikes);
};

// Returns the current of every neuron in step n, by the connections whose spike arrives.
std::vector<double> currents_of(const Plan &plan, uint64_t n, const std::vector<bool> &arriving);

// Computes the same network as plain loops over integer models that look back into the lists of
// spikes: spikes[i] of neuron i. It shares with Network only how the currents of a step are added
// up.
std::vector<std::vector<uint64_t>> plain_spikes(const Plan &plan);

} // namespace lif

#endif
