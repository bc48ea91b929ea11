// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// The whole C side as C++ sees it: the reference, and the judge and the command line of sim/.
#ifndef C_SIDE_HPP
#define C_SIDE_HPP

#include "c_reference.hpp"

// What these headers include must be read with C++ linkage first.
#include <getopt.h>
#include <stdio.h>

extern "C" {
#include "cli.h"
#include "cosim_decimal.h"
#include "cosim_output.h"
#include "cosim_report.h"
#include "cosim_run_private.h"
#include "cosim_scoreboard.h"
#include "cosim_text.h"
}

#endif
