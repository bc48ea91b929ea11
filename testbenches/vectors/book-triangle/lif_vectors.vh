// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
// Written by lifcosim vectors: book-triangle in model:q8_24. Include inside a module.
localparam integer LifSteps = 500;
localparam integer LifStateWidth = 32;
localparam integer LifStateFraction = 24;
localparam integer LifLeakFraction = 31;
localparam integer LifHoldWidth = 32;
localparam [0:0] LifResidual = 1'b0;
localparam [31:0] LifLeak = 32'h288d991;
localparam signed [31:0] LifThreshold = 32'h1000000;
localparam signed [31:0] LifReset = 32'h0;
localparam signed [31:0] LifInitial = 32'h0;
localparam [31:0] LifInitialHold = 32'd1;
localparam [0:0] LifCompareAbove = 1'b0;
localparam [0:0] LifResetSubtract = 1'b0;
