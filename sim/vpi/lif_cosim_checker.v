// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
//
// lif_cosim_checker for Icarus Verilog, which has no DPI: the module of lif_cosim_checker.sv on the
// system functions of lif_cosim.vpi (vvp -M FOLDER -m lif_cosim). Instantiate it beside the circuit.
//
// Scenario, Format, Declaration, Name, StateWidth, HoldWidth, Shows, OwnDrives, Words, Trial and the plusargs
// lifcosim_scenario, lifcosim_json and lifcosim_end=display are those of lif_cosim_checker.sv, but
// that Declaration is the text itself. A verdict that is no pass ends the simulation with status 1.
// The bench calls finish() where it makes the drives itself; a run that ends without a verdict says
// nothing, and a bench has to look at `over`.

`default_nettype none

module lif_cosim_checker #(
  parameter Scenario    = "",
  parameter Format      = "q8_24",
  parameter Declaration = "",
  parameter Name        = "",
  parameter StateWidth  = 32,
  parameter HoldWidth   = 16,
  parameter Shows       = 3,
  parameter OwnDrives   = 0,
  parameter Words       = 0,
  parameter Trial       = 0
) (
  input wire                         clk,
  input wire                         rst_n,
  input wire                         valid,
  input wire signed [StateWidth-1:0] drive,
  input wire signed [StateWidth-1:0] membrane_before,
  input wire signed [StateWidth-1:0] membrane,
  input wire                         spike
);

  integer            handle = 0;
  reg                over = 1'b0;
  reg [64:1]         done = 64'd0, seen = 64'd0, now;
  reg [8*1024:1]     scenario, json;
  reg [8*16:1]       ending;
  reg                ok;
  integer            verdict;

  task open;
    if (handle == 0) begin
      scenario = Scenario;
      json     = "";
      ending   = "fatal";
      ok = $value$plusargs("lifcosim_scenario=%s", scenario);
      ok = $value$plusargs("lifcosim_json=%s", json);
      ok = $value$plusargs("lifcosim_end=%s", ending);
      handle = $lifcosim_open(scenario, Format, Declaration, Name, HoldWidth, Shows);
      if (OwnDrives != 0) ok = $lifcosim_own_drives(handle);
      if (Words != 0 || Declaration != 0) ok = $lifcosim_words_as_due(handle);
    end
  endtask

  // Begins the next part of a trial, and the verdict where there is none.
  task trial;
    output integer part_steps, resets;
    begin
      open;
      part_steps = 0;
      ok = $lifcosim_trial(handle, 1, part_steps, resets);
      if (part_steps == 0) finish;
    end
  endtask

  task finish;
    if (!over) begin
      over    = 1'b1;
      verdict = $lifcosim_finish(handle, json);
      if (verdict != 1 && verdict != 4) begin
        $display("lif_cosim_checker: no pass, %0d mismatches in %0d steps", seen, done);
        if (ending != "display") $fatal(1);
      end
    end
  endtask

  always @(posedge clk) begin
    if (rst_n && valid && !over) begin
      open;
      now  = $lifcosim_step(handle, drive, membrane_before, membrane, spike);
      if (OwnDrives != 0 || done < $lifcosim_steps(handle)) done = done + 1;
      if (now != seen) begin
        if (seen == 0) begin
          $write("%0t: ", $time);
          $lifcosim_first_mismatch(handle);
        end
        seen = now;
      end
      if (OwnDrives == 0 && Trial == 0 && done == $lifcosim_steps(handle)) finish;
    end
  end

endmodule

`default_nettype wire
