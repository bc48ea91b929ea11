// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "lif_cell.hpp"

#include <string>

namespace lif
{

lif_params Parameters::valid() const
{
    lif_error error = lif_error();
    if (lif_params_validate(&given, &error) != LIF_OK) {
        throw std::invalid_argument(std::string(error.key) + ": " + error.message);
    }
    return given;
}

Current Parameters::kick(Voltage psp) const
{
    const double ratio = given.dt_s / given.tau_s;
    const double share = given.method == LIF_EULER ? ratio : -expm1(-ratio);
    return Current(psp.si / (given.r_ohm * share));
}

static lif_quantised quantise(const lif_params &params)
{
    const lif_format format = built_format();
    lif_quantised q;
    lif_error error = lif_error();
    uint32_t hold = 0;
    if (lif_quantise(&params, &format, &q, &error) != LIF_OK) {
        throw std::invalid_argument(std::string(error.key) + ": " + error.message);
    }
    if (!lif_hold_is_constant(&params, &hold) || hold >> built_hold_width() != 0) {
        throw std::invalid_argument("refractory: does not fit the hold counter of the circuit");
    }
    return q;
}

Cell::Cell(sc_core::sc_module_name name, const Parameters &parameters)
    : sc_module(name), given(parameters.valid()), q(quantise(given)), neuron("neuron"), clk("clk"),
      rst_n("rst_n"), valid("valid"), current("current"), ready(neuron.ready),
      result(neuron.result), spike(neuron.spike), potential_v("potential_v"), drive("drive"),
      hold("hold", lif_hold_at(&given, 0))
{
    neuron.clk(clk);
    neuron.rst_n(rst_n);
    neuron.valid(valid);
    neuron.drive(drive);
    neuron.hold(hold);
    neuron.configure(q.words);
    SC_HAS_PROCESS(Cell);
    SC_METHOD(give);
    sensitive << current;
    SC_METHOD(show);
    sensitive << neuron.membrane;
}

void Cell::give()
{
    const double current_a = current.read();
    int32_t word = 0;
    if (lif_quantise_drives(&q, &current_a, 1, &word) != 0) {
        const std::string text = std::to_string(1e9 * current_a) +
                                 " nA is outside of what the format can hold; give a smaller "
                                 "current or a format with more integer bits";
        SC_REPORT_ERROR(name(), text.c_str());
    }
    drive = word;
}

void Cell::show() { potential_v = lif_membrane_v(&q, neuron.membrane.read()); }

} // namespace lif
