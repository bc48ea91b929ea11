// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// lif_cosim_checker judges a neuron in a bench of yours, in step with its clock: instantiate it
// beside the circuit, or bind it to the circuit's module. At each clock edge with `valid` high it
// takes one step: the drive that the circuit was given for it, and what it answered.
//
// Scenario    file with neuron, current and number of steps; +lifcosim_scenario=FILE replaces it
// Format      of the circuit: "q8_24", or bits of state, its fraction, leak fraction as "20/12/18";
//             or Declaration, a file that `lifcosim build --print=declaration` printed
// Shows       1 membrane after the reset of a spike, 2 before it, 3 both, 0 the spike alone
// OwnDrives   1: the bench makes the drives itself, and a run is as many steps as it takes
// Words       1: the bench says that the circuit has at its ports what word() gave, and the level
//             `constants` takes it at its word; 0: that level says nothing
// About, Clocks   what the circuit is in a line, and its clocks a step, for reports
// Trial       1: after the last step the bench asks trial() for parts of a trial, in which words
//             change as the circuit runs, until it gives none; then comes the verdict
//
// The first mismatch is displayed at its clock, and how many there were at the end. The verdict comes
// with the last step of the scenario (OwnDrives: where the simulation ends), once, with the report
// of `lifcosim run`. One that is no pass is a message with +lifcosim_end=display, $error with
// +lifcosim_end=error, and $fatal else; so is a run that ends before its last step, of which nothing
// is known. +lifcosim_json=FILE writes the report as JSON.
//
// Reset       while rst_n is low nothing is taken. A reset within a run is a misuse: a run is from
//             one reset to its last step. A part of a trial says whether it begins with one.

`default_nettype none
`include "lif_cosim_dpi.svh"

module lif_cosim_checker #(
  parameter string  Scenario    = "",
  parameter string  Format      = "q8_24",
  parameter string  Declaration = "",
  parameter string  Name        = "",
  parameter integer StateWidth  = 32,
  parameter integer HoldWidth   = 16,
  parameter integer Shows       = 3,
  parameter integer OwnDrives   = 0,
  parameter integer Words       = 0,
  parameter string  About       = "",
  parameter integer Clocks      = 1,
  parameter integer Trial       = 0
) (
  input wire                         clk,
  input wire                         rst_n,
  input wire                         valid, // a result is there
  input wire signed [StateWidth-1:0] drive, // of the step that it belongs to
  input wire signed [StateWidth-1:0] membrane_before,
  input wire signed [StateWidth-1:0] membrane, // after the reset of a spike
  input wire                         spike
);

  chandle handle = null;
  string  scenario, ending, json, declaration;
  bit     over = 1'b0;
  longint done = 0, seen = 0;

  // Reads a file whole.
  function automatic string whole(input string path);
    int    file;
    string line, text;
    text = "";
    file = $fopen(path, "r");
    if (file != 0) begin
      while ($fgets(line, file) != 0) text = {text, line};
      $fclose(file);
    end
    return text;
  endfunction

  function automatic void complain(input string text);
    if (ending == "display") $display("%s", text);
    else if (ending == "error") $error("%s", text);
    else $fatal(1, "%s", text);
  endfunction

  // Opens the run, once; whoever comes first.
  function automatic void open();
    if (handle != null) return;
    scenario    = Scenario;
    ending      = "fatal";
    json        = "";
    declaration = "";
    if ($value$plusargs("lifcosim_scenario=%s", scenario)) ;
    if ($value$plusargs("lifcosim_end=%s", ending)) ;
    if ($value$plusargs("lifcosim_json=%s", json)) ;
    if (Declaration != "") declaration = whole(Declaration);
    if (Declaration != "" && declaration == "")
      $fatal(1, "%m: %s cannot be read; give the file that `lifcosim build --print=declaration` printed", Declaration);
    handle = lifcosim_dpi_open(scenario, Format, declaration, Name, About, HoldWidth, Clocks, Shows);
    if (lifcosim_dpi_error(handle) != "") $fatal(1, "%m: %s", lifcosim_dpi_error(handle));
    if (OwnDrives != 0) need(lifcosim_dpi_own_drives(handle));
    if (Declaration != "") need(lifcosim_dpi_told_as_due(handle));
    else if (Words != 0)
      need(lifcosim_dpi_words_are(handle, lifcosim_dpi_word(handle, "leak"),
          int'(lifcosim_dpi_word(handle, "threshold")), int'(lifcosim_dpi_word(handle, "reset")),
          int'(lifcosim_dpi_word(handle, "initial")), int'(lifcosim_dpi_word(handle, "initial_hold")),
          int'(lifcosim_dpi_word(handle, "compare_above")), int'(lifcosim_dpi_word(handle, "reset_subtract"))));
  endfunction

  function automatic void need(input int status);
    if (status != 0) $fatal(1, "%m: %s", lifcosim_dpi_error(handle));
  endfunction

  // ---- for the bench: how many steps there are, the words for the ports, drives and holds ----

  function automatic longint steps();
    open();
    return lifcosim_dpi_steps(handle);
  endfunction

  function automatic longint word(input string name);
    open();
    return lifcosim_dpi_word(handle, name);
  endfunction

  function automatic longint told(input int number);
    open();
    return lifcosim_dpi_told(handle, number);
  endfunction

  function automatic void next(output int drive_word, output int hold_steps);
    open();
    need(lifcosim_dpi_drive(handle, drive_word, hold_steps));
  endfunction

  // Begins the next part of a trial, and the verdict where there is none: word() and next() are
  // about the part until its steps were taken.
  function automatic void trial(output int part_steps, output int resets);
    longint seed;
    open();
    need(lifcosim_dpi_trial(handle, 1, part_steps, resets, seed));
    if (part_steps == 0) finish();
  endfunction

  // ---- the judge ----

  function automatic void finish();
    int verdict, file;
    over    = 1'b1;
    verdict = lifcosim_dpi_finish(handle);
    if (verdict < 0) begin
      complain(lifcosim_dpi_error(handle));
      return;
    end
    if (verdict == 2 || verdict == 3)
      if (lifcosim_dpi_find(handle) < 0) complain(lifcosim_dpi_error(handle)); // what is wrong, if it has a name
    $display("%s", lifcosim_dpi_text(handle));
    if (json != "") begin
      file = $fopen(json, "w");
      if (file == 0) $fatal(1, "%m: %s cannot be written", json);
      $fwrite(file, "%s", lifcosim_dpi_json(handle));
      $fclose(file);
    end
    if (verdict != 1 && verdict != 4)
      complain($sformatf("lif_cosim_checker: no pass, %0d mismatches in %0d steps", seen, done));
  endfunction

  always @(posedge clk) begin
    if (rst_n && valid && !over) begin
      open();
      need(lifcosim_dpi_step(handle, int'(drive), int'(membrane_before), int'(membrane), int'(spike)));
      if (OwnDrives != 0 || done < lifcosim_dpi_steps(handle)) done = done + 1;
      if (lifcosim_dpi_mismatches(handle) != seen) begin
        if (seen == 0) $display("%0t: lif_cosim_checker: %s", $time, lifcosim_dpi_first_mismatch(handle));
        seen = lifcosim_dpi_mismatches(handle);
      end
      if (OwnDrives == 0 && Trial == 0 && done == lifcosim_dpi_steps(handle)) finish();
    end
  end

  final begin
    if (handle == null) begin
      if (!over) complain("lif_cosim_checker: not one step was taken, and nothing is known");
    end else begin
      if (!over) finish();
      lifcosim_dpi_close(handle);
    end
  end

endmodule

`default_nettype wire
