// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// lif::Neuron: the Verilated circuit rtl/lif_neuron.v, or a variant of rtl/variants.txt, as a
// SystemC module, with signed words of any format on int32_t ports. Handshake, latency and reset
// are those of the circuit: a step is taken at a rising edge with valid and ready high, its result
// stands on the outputs one clock later (a variant: as many as a step has), with `result` high for
// a clock.
#ifndef LIF_NEURON_HPP
#define LIF_NEURON_HPP

#include "c_reference.hpp"

#include <memory>
#include <systemc>

class Vlif_neuron;

namespace lif
{

// This is the format that the Verilated neuron was built with, with the bits of its hold counter,
// and its clocks from a step to the result, in which the next step can be taken.
lif_format built_format();
unsigned built_clocks_per_step();
unsigned built_hold_width();
const char *built_format_name();

// The circuit shows these after one clock of the handshake.
struct Result {
    bool spike = false;
    int32_t membrane_fx = 0, before_fx = 0; // after and before the reset
};

class Neuron : public sc_core::sc_module
{
  public:
    sc_core::sc_in<bool> clk, rst_n; // rst_n: synchronous, low for at least one clock
    sc_core::sc_in<bool> valid;
    sc_core::sc_in<int32_t> drive; // U
    sc_core::sc_in<uint32_t> hold; // H, if this step spikes
    // outputs: read them, or bind them to an sc_in
    sc_core::sc_signal<bool> ready, result, spike;
    sc_core::sc_signal<int32_t> membrane, before;

    explicit Neuron(sc_core::sc_module_name name);
    ~Neuron() override;

    // Puts words at the circuit's configuration ports from the next delta cycle on. initial_fx and
    // initial_hold act in reset, the others on the steps taken from then on.
    void configure(const lif_words &words);
    // Returns the words that the circuit has at its own ports.
    lif_words words() const;

  private:
    struct Raw; // signals in the widths of the Verilated model
    std::unique_ptr<Raw> raw;
    std::unique_ptr<Vlif_neuron> top;

    void give();  // drive and hold to the raw ports
    void widen(); // raw membranes to signed words
};

} // namespace lif

#endif
