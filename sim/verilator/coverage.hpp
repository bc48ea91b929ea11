// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// Writes the coverage that a Verilated model counted: in the circuits of `make coverage` alone.
#ifndef LIF_VERILATED_COVERAGE_HPP
#define LIF_VERILATED_COVERAGE_HPP

#include "verilated.h"
#include "verilated_cov.h"

#include <cstdlib>
#include <string>
#include <unistd.h>

namespace
{

// Writes the coverage points of one instance while it is still there, into a file of its own in the
// folder that $LIFCOSIM_COVERAGE names. With `apart`, a module that is there several times has its
// points several times, too; else they are added up.
void write_coverage(VerilatedContext &context, bool apart)
{
    if (const char *folder = std::getenv("LIFCOSIM_COVERAGE")) {
        const std::string name =
            std::string(folder) + "/" + LIF_NAME + "-" + std::to_string(getpid()) + "-";
        std::string file;
        unsigned number = 0; // no counter would outlive a process that closes and opens the circuit
        do {
            file = name + std::to_string(number++) + ".dat";
        } while (access(file.c_str(), F_OK) == 0);
        context.coveragep()->forcePerInstance(apart);
        context.coveragep()->write(file.c_str());
    }
}

} // namespace

#endif
