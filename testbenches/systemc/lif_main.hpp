// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// The subcommands of lifcosim-systemc; each returns the exit status of the program.
#ifndef LIF_MAIN_HPP
#define LIF_MAIN_HPP

#include "c_side.hpp"

namespace lif
{

int run_command(int argc, char **argv);
int peripheral_command(int argc, char **argv);
int network_command(int argc, char **argv);

// Opens the circuit of this program under the name that a scenario gives it; any other is refused
// as cosim_cli_dut refuses an unknown one. It is closed with cosim_dut_close.
int open_circuit(const char *name, const cosim_scenario *from, const char *about, cosim_dut **dut);

// Returns a seed where none was given; whoever takes it prints it.
uint64_t seed_of_now();

} // namespace lif

#endif
