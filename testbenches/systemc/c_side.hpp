// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// C++ sees the whole C side here: the reference, and the judge and the command line of sim/.
#ifndef C_SIDE_HPP
#define C_SIDE_HPP

#include "systemc/c_reference.hpp"

// All that these headers include must be read with C++ linkage first.
#include <getopt.h>
#include <stdio.h>

extern "C" {
#include "base/decimal.h"
#include "base/output.h"
#include "circuit/open.h"
#include "cli/cli.h"
#include "cli/run.h"
#include "judge/constants.h"
#include "report/json.h"
#include "report/text.h"
#include "run/drives.h"
#include "run/scoreboard.h"
#include "scenario/place.h"
#include "scenario/read.h"
#include "wave/gtkwave.h"
}

#endif
