# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# The board's top and the tile have benches at their pins, in Verilog alone (--timing).

BOARD_BENCHES := build/board/tb_board build/board/tb_tile

# The parameters are: $(1) output, $(2) Verilog sources of the circuit, $(3) Verilator's options.
define build_board_bench
$(Q)rm -rf $(1).dir && mkdir -p $(1).dir
$(Q)$(VERILATOR) --binary --timing --top-module $(notdir $(1)) -Mdir $(1).dir -o $(notdir $(1)) \
  -MAKEFLAGS $(ANY_FOLDER) -DLIF_BUTTON -DLIF_FLASH_SELECT -Wno-WIDTH $(3) rtl/lint.vlt $(2) testbenches/board/$(notdir $(1)).sv \
  >$(1).log 2>&1 || { tail -n 20 $(1).log >&2; exit 1; }
$(Q)cp $(1).dir/$(notdir $(1)) $(1)
endef

build/board/%: testbenches/board/%.sv $(RTL) rtl/lint.vlt | $(call setup,test)
	$(call say,BENCH   $*)
	$(call build_board_bench,$@,$(RTL))

# The board behind a pseudo-terminal, for `lifcosim run --dut serial:DEVICE`.
BOARD_LINE := build/board/line
$(BOARD_LINE): testbenches/board/line.cpp $(RTL) rtl/lint.vlt | $(call setup,test)
	$(call say,BOARD   $@)
	$(Q)rm -rf $@.dir && mkdir -p $@.dir
	$(Q)$(VERILATOR) --cc --exe --build --top-module lif_top -Mdir $@.dir -o line -GDivider=8 \
  -MAKEFLAGS $(ANY_FOLDER) -Wno-WIDTH -O3 rtl/lint.vlt $(RTL) $(abspath testbenches/board/line.cpp) \
  >$@.log 2>&1 || { tail -n 20 $@.log >&2; exit 1; }
	$(Q)cp $@.dir/line $@

test: $(BOARD_BENCHES) $(BOARD_LINE)
