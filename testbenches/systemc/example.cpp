// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

#include "lif_cell.hpp"
#include <iostream>
using namespace lif;

int sc_main(int, char **)
{
    sc_core::sc_clock clk("clk", 10, sc_core::SC_NS);
    sc_core::sc_signal<bool> rst_n("rst_n", false), step("step", true);
    sc_core::sc_signal<double> current("current", (2.5_nA).si);
    Parameters neuron =
        Parameters(0.1_ms).tau(8_ms).resistance(10_MOhm).rest(-70_mV).threshold(-50_mV);
    Cell cell("cell", neuron);
    cell.clk(clk), cell.rst_n(rst_n), cell.valid(step), cell.current(current);
    sc_core::sc_start(25, sc_core::SC_NS); // in reset; then a step a clock
    rst_n = true;
    for (int n = 0; n < 1000; n += cell.result) {
        sc_core::sc_start(10, sc_core::SC_NS);
        if (cell.result && cell.spike)
            std::cout << "spike in step " << n << "\n";
    }
    return 0;
}
