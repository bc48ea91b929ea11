// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// tb_circuit is a scoreboard of somebody's own in SystemVerilog, on lif_cosim_dpi.svh: the circuit is one
// behind lif_dut.h, which circuit.c gives plain functions.
//
//   Vtb_circuit +circuit=CIRCUIT.so +scenario=SCENARIO.yaml +json=FILE

`default_nettype none
`include "lif_cosim_dpi.svh"

import "DPI-C" function chandle circuit_open(input string path);
import "DPI-C" function string circuit_about(input chandle c);
import "DPI-C" function string circuit_format(input chandle c);
import "DPI-C" function int circuit_hold_width(input chandle c);
import "DPI-C" function int circuit_clocks(input chandle c);
import "DPI-C" function int circuit_changes(input chandle c);
import "DPI-C" function int circuit_words(input chandle c, input int resets, input longint seed, input longint leak,
    input int threshold, input int reset, input int initial_word, input int initial_hold,
    input int compare_above, input int reset_subtract);
import "DPI-C" function longint circuit_word(input chandle c, input string name);
import "DPI-C" function int circuit_step(input chandle c, input int drive, input int hold, output int membrane_before,
    output int after, output int spike);
import "DPI-C" function longint circuit_breaches(input chandle c);
import "DPI-C" function string circuit_breach_what(input chandle c);
import "DPI-C" function longint circuit_breach(input chandle c, input int which);
import "DPI-C" function void circuit_clear(input chandle c);

module tb_circuit;
  chandle c, j;
  string  path, scenario, json;
  int     steps, resets, file;
  longint seed;

  function automatic void need(input int status);
    if (status != 0) $fatal(1, "%s", lifcosim_dpi_error(j));
  endfunction

  function automatic int due(input string name);
    return int'(lifcosim_dpi_word(j, name));
  endfunction

  function automatic int has(input string name);
    return int'(circuit_word(c, name));
  endfunction

  function automatic void give_words();
    need(circuit_words(c, resets, seed, lifcosim_dpi_word(j, "leak"), due("threshold"), due("reset"),
        due("initial"), due("initial_hold"), due("compare_above"), due("reset_subtract")));
  endfunction

  // Tells what the circuit did beside its steps, which belongs to the steps before its last one in a
  // part of a trial.
  function automatic void tell();
    if (circuit_breaches(c) > 0)
      need(lifcosim_dpi_breach(j, circuit_breaches(c), circuit_breach_what(c), circuit_breach(c, 0),
          circuit_breach(c, 1), circuit_breach(c, 2)));
    circuit_clear(c);
  endfunction

  function automatic void run_step(input bit in_trial);
    int drive, hold, was, after, spike;
    need(lifcosim_dpi_drive(j, drive, hold));
    need(circuit_step(c, drive, hold, was, after, spike));
    if (in_trial) tell();
    need(lifcosim_dpi_step(j, drive, was, after, spike));
    if (!in_trial) tell();
  endfunction

  initial begin
    if (!$value$plusargs("circuit=%s", path) || !$value$plusargs("scenario=%s", scenario) ||
        !$value$plusargs("json=%s", json))
      $fatal(1, "give +circuit, +scenario and +json");
    c = circuit_open(path);
    if (c == null) $fatal(1, "no circuit");
    j = lifcosim_dpi_open(scenario, circuit_format(c), "", path, circuit_about(c), circuit_hold_width(c),
        circuit_clocks(c), 3);
    if (lifcosim_dpi_error(j) != "") $fatal(1, "%s", lifcosim_dpi_error(j));
    resets = 1;
    seed   = 1;
    give_words();
    need(lifcosim_dpi_words_are(j, circuit_word(c, "leak"), has("threshold"), has("reset"), has("initial"),
        has("initial_hold"), has("compare_above"), has("reset_subtract")));
    for (longint i = 0; i < lifcosim_dpi_steps(j); i++) run_step(1'b0);
    need(lifcosim_dpi_trial(j, circuit_changes(c), steps, resets, seed));
    while (steps > 0) begin
      give_words();
      for (int i = 0; i < steps; i++) run_step(1'b1);
      need(lifcosim_dpi_trial(j, circuit_changes(c), steps, resets, seed));
    end
    if (lifcosim_dpi_finish(j) < 0) $fatal(1, "%s", lifcosim_dpi_error(j));
    file = $fopen(json, "w");
    $fwrite(file, "%s", lifcosim_dpi_json(j));
    $fclose(file);
    lifcosim_dpi_close(j);
    $finish;
  end
endmodule

`default_nettype wire
