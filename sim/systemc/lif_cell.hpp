// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// lif::Cell: the Verilated neuron for those who think in mV and nA. A step is taken at each rising
// edge with valid and ready high; as many clocks later as a step has (one), `result` is high, and
// spike and potential_v are those of that step. README.md beside this file has an example.
#ifndef LIF_CELL_HPP
#define LIF_CELL_HPP

#include "lif_neuron.hpp"
#include "lif_units.hpp"

namespace lif
{

class Cell : public sc_core::sc_module
{
    const lif_params given;
    const lif_quantised q;
    Neuron neuron;

  public:
    sc_core::sc_in<bool> clk, rst_n, valid;
    sc_core::sc_in<double> current; // input current of the step [A]
    // outputs: read them, or bind them to an sc_in
    sc_core::sc_signal<bool> &ready, &result, &spike;
    sc_core::sc_signal<double> potential_v; // after the step, after a reset [V]

    // Throws std::invalid_argument for parameters that are wrong or that the format cannot hold.
    // While it runs, a current that the format cannot hold is an SC_ERROR.
    Cell(sc_core::sc_module_name name, const Parameters &parameters);

    const lif_params &params() const { return given; }
    const lif_quantised &quantised() const { return q; }
    const Neuron &circuit() const { return neuron; } // its words
    int32_t drive_fx() const { return drive.read(); }

  private:
    sc_core::sc_signal<int32_t> drive;
    sc_core::sc_signal<uint32_t> hold;
    void give();
    void show();
};

} // namespace lif

#endif
