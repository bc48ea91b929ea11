# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# The board's top and the tile have benches at their pins, in Verilog alone (--timing).

BOARD_BENCHES := build/board/tb_board build/board/tb_tile
# The same for the board of a core: one that keeps what its neurons showed, and one that does not.
CORE_BOARD_BENCHES := build/board/tb_core_board build/board/tb_core_board_hidden

# The parameters are: $(1) output, $(2) Verilog sources of the circuit, $(3) Verilator's options. What is
# called _hidden is the same bench with a board that hides its state.
define build_board_bench
$(Q)rm -rf $(1).dir && mkdir -p $(1).dir
$(Q)$(VERILATOR) --binary --timing --top-module $(patsubst %_hidden,%,$(notdir $(1))) -Mdir $(1).dir -o $(notdir $(1)) \
  -MAKEFLAGS $(ANY_FOLDER) -DLIF_BUTTON -DLIF_FLASH_SELECT -Wno-WIDTH $(3) -Itestbenches/board rtl/lint.vlt $(2) \
  $(if $(filter %_hidden,$(1)),-GShows=0) testbenches/board/$(patsubst %_hidden,%,$(notdir $(1))).sv \
  >$(1).log 2>&1 || { tail -n 20 $(1).log >&2; exit 1; }
$(Q)cp $(1).dir/$(notdir $(1)) $(1)
endef

build/board/%: testbenches/board/%.sv testbenches/board/host.svh $(RTL) rtl/lint.vlt | $(call setup,test)
	$(call say,BENCH   $*)
	$(call build_board_bench,$@,$(RTL))

$(CORE_BOARD_BENCHES): testbenches/board/tb_core_board.sv testbenches/board/host.svh $(CORE_RTL) $(CORE_BOARD_RTL) rtl/lint.vlt | $(call setup,test)
	$(call say,BENCH   $(@F))
	$(call build_board_bench,$@,$(CORE_RTL) $(CORE_BOARD_RTL))

# The board behind a pseudo-terminal, for `lifcosim run --dut serial:DEVICE`.
BOARD_LINE := build/board/line
$(BOARD_LINE): testbenches/board/line.cpp $(RTL) rtl/lint.vlt | $(call setup,test)
	$(call say,BOARD   $@)
	$(Q)rm -rf $@.dir && mkdir -p $@.dir
	$(Q)$(VERILATOR) --cc --exe --build --top-module lif_top -Mdir $@.dir -o line -GDivider=8 \
  -MAKEFLAGS $(ANY_FOLDER) -Wno-WIDTH -O3 rtl/lint.vlt $(RTL) $(abspath testbenches/board/line.cpp) \
  >$@.log 2>&1 || { tail -n 20 $@.log >&2; exit 1; }
	$(Q)cp $@.dir/line $@

# The same with a core on the board: of 256 neurons as for an UP5K, of 16, and one that shows no state.
# Its name stays that of lif_top in C++, which knows only the pins.
CORE_LINES := build/board/core_line_256 build/board/core_line_16 build/board/core_line_hidden
core_line_256    := NeuronBits=8 LaneBits=2 AccWidth=17
core_line_16     := NeuronBits=4 LaneBits=1 AccWidth=15 DelayBits=3
core_line_hidden := NeuronBits=4 LaneBits=1 AccWidth=15 DelayBits=3 Shows=0
$(CORE_LINES): build/board/%: testbenches/board/line.cpp $(CORE_RTL) $(CORE_BOARD_RTL) rtl/lint.vlt | $(call setup,test)
	$(call say,BOARD   $@)
	$(Q)rm -rf $@.dir && mkdir -p $@.dir
	$(Q)$(VERILATOR) --cc --exe --build --prefix Vlif_top --top-module lif_core_top -Mdir $@.dir -o line -GDivider=4 \
  $(addprefix -G,$($*)) -CFLAGS '-DLIF_DIVIDER=4 -DLIF_QUIET=1400' --x-initial fast \
  -MAKEFLAGS $(ANY_FOLDER) -O3 rtl/lint.vlt $(CORE_RTL) $(CORE_BOARD_RTL) $(abspath testbenches/board/line.cpp) \
  >$@.log 2>&1 || { tail -n 20 $@.log >&2; exit 1; }
	$(Q)cp $@.dir/line $@

tested: $(BOARD_BENCHES) $(CORE_BOARD_BENCHES) $(BOARD_LINE) $(CORE_LINES)
