// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// This is the circuit that was verilated here, as the judge knows circuits.
#include "lif_main.hpp"

#include "systemc/lif_neuron.hpp"

#include <cstdlib>
#include <cstring>

namespace lif
{

int open_circuit(const char *name, const cosim_scenario *from, const char *about, cosim_dut **dut)
{
    if (std::strcmp(name, built_format_name()) != 0) {
        cosim_diag diag = cosim_diag();
        cosim_diag_set(&diag, nullptr,
                       "circuit %s is not in this bench, which was built with %s; build the other "
                       "one with `make systemc FORMAT=%s`",
                       name, built_format_name(), name);
        if (from != nullptr) {
            cosim_scenario_place(from, "dut", &diag.place);
        }
        return cosim_cli_report(&diag, CLI_WRONG_INPUT);
    }
    *dut = static_cast<cosim_dut *>(std::calloc(1, sizeof **dut));
    if (*dut == nullptr || ((*dut)->name = strdup(name)) == nullptr) {
        std::free(*dut);
        cosim_cli_usage_error("out of memory");
        return CLI_UNUSABLE;
    }
    // The table says what the circuit is; SystemC does what its functions would.
    struct lif_dut_ops &ops = (*dut)->model_ops;
    ops.abi = LIF_DUT_ABI;
    ops.ops_bytes = sizeof ops;
    ops.name = built_format_name();
    ops.about = about;
    ops.format = built_format();
    ops.hold_width = built_hold_width();
    ops.clocks_per_step = built_clocks_per_step();
    ops.capabilities =
        LIF_DUT_SHOWS_MEMBRANE | LIF_DUT_SHOWS_BEFORE | LIF_DUT_READS_WORDS | LIF_DUT_INTEGER_MODEL;
    (*dut)->ops = &ops;
    return CLI_OK;
}

} // namespace lif
