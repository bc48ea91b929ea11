// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// The C side as C++ sees it: the reference, the judge and the command line of sim/.
#ifndef C_SIDE_HPP
#define C_SIDE_HPP

// What these headers include must be read with C++ linkage first.
#include <getopt.h>
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

extern "C" {
#include "cli.h"
#include "cosim_decimal.h"
#include "cosim_report.h"
#include "cosim_run_private.h"
#include "cosim_scoreboard.h"
#include "cosim_text.h"
#include "lif_random.h"
}

#endif
