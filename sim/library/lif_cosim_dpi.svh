// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// The judge of lifcosim in SystemVerilog: include this in a module or package, and link
// liblifcosim.so. A handle is one run; 0 stands for LIFCOSIM_OK, and after another status
// lifcosim_dpi_error says what is wrong and what would be right (lifcosim.h has the rest).
`ifndef LIF_COSIM_DPI_SVH
`define LIF_COSIM_DPI_SVH

// Opens a run: the scenario's file; the format of the circuit ("q8_24", "20/12/18"), or, for a
// circuit of any kind, its declaration (the text that `lifcosim build --print=declaration` prints),
// else ""; its name for reports; bits of its hold; what it shows (1 the membrane after the reset of
// a spike, 2 the one before it, 3 both). What it is in a line, and its clocks a step, are for reports.
// An error is told by lifcosim_dpi_error, which else is "".
import "DPI-C" function chandle lifcosim_dpi_open(input string scenario, input string format,
    input string declaration, input string name, input string about, input int hold_width,
    input int clocks_per_step, input int shows);
import "DPI-C" function string lifcosim_dpi_error(input chandle handle);
import "DPI-C" function longint lifcosim_dpi_steps(input chandle handle);

// Give a word for a port: "leak", "threshold", "reset", "initial", "initial_hold", "compare_above",
// "reset_subtract"; and told param number `number` of a declaration, from 0.
import "DPI-C" function longint lifcosim_dpi_word(input chandle handle, input string name);
import "DPI-C" function longint lifcosim_dpi_told(input chandle handle, input int number);

// Say what the circuit has at its ports, before the first step; the second says that it has the
// words of lifcosim_dpi_told.
import "DPI-C" function int lifcosim_dpi_words_are(input chandle handle, input longint leak,
    input int threshold, input int reset, input int initial_word, input int initial_hold,
    input int compare_above, input int reset_subtract);
import "DPI-C" function int lifcosim_dpi_told_as_due(input chandle handle);

// Gives drive and hold of the next step of the scenario; or the bench makes the drives itself.
import "DPI-C" function int lifcosim_dpi_drive(input chandle handle, output int drive, output int hold);
import "DPI-C" function int lifcosim_dpi_own_drives(input chandle handle);

// Judges a step: what the circuit was given, and what it answered.
import "DPI-C" function int lifcosim_dpi_step(input chandle handle, input int drive, input int membrane_before,
    input int membrane, input int spike);
// Tells what the circuit did wrong beside its steps: count times, first before that step.
import "DPI-C" function int lifcosim_dpi_breach(input chandle handle, input longint count, input string what,
    input longint step, input longint expected, input longint observed);

// Begins, after the last step, the next part of a trial with words that change in a run: so many steps
// (0: the trial is over), after a reset or without one. Until they are judged, lifcosim_dpi_word,
// lifcosim_dpi_drive, lifcosim_dpi_step and lifcosim_dpi_breach are about the part.
import "DPI-C" function int lifcosim_dpi_trial(input chandle handle, input int words_change, output int steps,
    output int resets, output longint seed);

import "DPI-C" function longint lifcosim_dpi_mismatches(input chandle handle);
import "DPI-C" function string lifcosim_dpi_first_mismatch(input chandle handle);

// Reaches the verdict: 1 PASS, 2 FAIL, 3 VACUOUS, 4 CONFORMS; below 0: a status, negated.
import "DPI-C" function int lifcosim_dpi_finish(input chandle handle);
// Looks for what is wrong with a circuit that failed, before the report, which has it then: how many
// findings (below 0: a status, negated), and the words of each, from 0.
import "DPI-C" function int lifcosim_dpi_find(input chandle handle);
import "DPI-C" function string lifcosim_dpi_finding(input chandle handle, input int number);
import "DPI-C" function string lifcosim_dpi_text(input chandle handle);
import "DPI-C" function string lifcosim_dpi_json(input chandle handle);
import "DPI-C" function void lifcosim_dpi_close(input chandle handle);

`endif
