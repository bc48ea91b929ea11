// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// The whole C side as C++ sees it: the reference, and the judge and the command line of sim/.
#ifndef C_SIDE_HPP
#define C_SIDE_HPP

#include "systemc/c_reference.hpp"

// What these headers include must be read with C++ linkage first.
#include <getopt.h>
#include <stdio.h>

extern "C" {
#include "cli/cli.h"
#include "base/decimal.h"
#include "base/output.h"
#include "run/drives.h"
#include "run/scoreboard.h"
#include "report/text.h"
}

#endif
