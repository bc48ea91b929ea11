# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# From the circuit to the chip: boards, synthesis, netlists.

# ---- the board's top behind its serial line, one more circuit: build/dut/board_NAME.so ----

BOARD_SIM := sim/board/lif_neuron_uart.sv
# The chip is asked for the words at its neuron's ports; they arrive after the reset.
BOARD_WORDS := -DLIF_BUTTON -DLIF_WORDS_WHEN=1 -DLIF_WORDS_OF=u_neuron.u_board.u_serial.u_neuron

# $(1) name of the circuit on the board
define board_rule
build/dut/board_$(1).so: DUT_ABOUT := $$(call circuit_module,$(1)) on a board, over its serial line
build/dut/board_$(1).so: DUT_DEFINES := $$(filter-out -DLIF_CLOCKS_PER_STEP%,$$(call circuit_defines,$(1))) -DLIF_WORDS_STAY
build/dut/board_$(1).so: DUT_NEURON := $(BOARD_WORDS) -DLIF_NEURON=$$(call circuit_module,$(1)) \
  '-DLIF_NEURON_PARAMETERS=$$(call circuit_parameters,$(1))' -DLIF_SIM_NEURON=lif_neuron_uart \
  '-DLIF_SIM_PARAMETERS=,.StateFraction(StateFraction),.Rounding($$(call circuit_rounding,$(1))),.LeakCode($$(call circuit_leak_code,$(1)))'
build/dut/board_$(1).so: $$(DUT_SOURCES) $$(RTL) $(BOARD_SIM) rtl/formats.txt rtl/variants.txt | $$(call setup,run)
	$$(call say,BOARD   $(1))
	$$(call build_dut,board_$(1),$$(call circuit_widths,$(1)),$$@,$$(RTL) $$(WRAPPER) $(BOARD_SIM),-Wno-WIDTH)
endef
$(foreach name,$(CIRCUITS),$(eval $(call board_rule,$(name))))

# ---- synthesis: build/synth/TARGET/CIRCUIT.json, and for an iCE40 the bitstream beside it ----

TARGET   ?=
VARIANT  ?=
BOARD    ?=
SYNTH_DEPENDS := scripts/synth/synth.sh scripts/synth/tools.sh scripts/synth/gates.lib $(wildcard scripts/synth/boards/*) \
  $(RTL) rtl/formats.txt rtl/variants.txt
# The scripts of scripts/synth are told this of a circuit.
circuit_env = RTL='$(RTL)' MODULE=$(call circuit_module,$(1)) WIDTHS='$(call circuit_widths,$(1))' \
  PARAMETERS='$(call circuit_parameters,$(1))' ROUNDING=$(call circuit_rounding,$(1)) \
  LEAK_CODE=$(call circuit_leak_code,$(1)) CLOCKS=$(call circuit_clocks,$(1)) HOLD_WIDTH=$(HOLD_WIDTH) BOARD=$(BOARD)

# $(1) target, $(2) circuit
define synth_rule
build/synth/$(1)/$(2).json: $$(SYNTH_DEPENDS) | $$(call setup,synth)
	$$(call say,SYNTH   $(2) for $(1))
	$$(Q)$$(call circuit_env,$(2)) scripts/synth/synth.sh $(1) $(2) build/synth/$(1)
endef
$(foreach target,$(TARGETS),$(foreach name,$(CIRCUITS),$(eval $(call synth_rule,$(target),$(name)))))

# The records of a target: of one VARIANT, or of all that scripts/synth/targets.txt gives it.
synth_circuits = $(patsubst all,$(CIRCUITS),$(target_$(1)))
synth_records  = $(foreach name,$(or $(VARIANT),$(call synth_circuits,$(1))),build/synth/$(1)/$(name).json)
SYNTH_RECORDS  = $(foreach target,$(or $(TARGET),$(TARGETS)),$(call synth_records,$(target)))

# This is how the published scenarios judge each circuit: build/synth/judged/CIRCUIT.json
build/synth/judged/%.json: build/dut/%.so $(PROGRAM) scripts/synth/judge.sh $(SCENARIOS)
	$(call say,JUDGE   $*)
	$(Q)LIFCOSIM_DUT_DIR=build/dut PROGRAM=$(PROGRAM) scripts/synth/judge.sh $* $@ $(SCENARIOS)
.SECONDARY: $(CIRCUITS:%=build/synth/judged/%.json)

.PHONY: synth
#: synth           area, clock and bitstream (TARGET=, VARIANT=, BOARD=): build/synth.json and its table
synth: $(if $(filter-out $(CIRCUITS),$(VARIANT))$(filter-out $(TARGETS),$(TARGET)),synth-unknown)
	$(Q)$(MAKE) --no-print-directory -k synth-records; status=$$?; \
	  $(MAKE) --no-print-directory synth-table && exit $$status
	$(if $(TARGET)$(VARIANT),,$(Q)$(MAKE) --no-print-directory synth-cores)

.PHONY: synth-unknown synth-records synth-table
synth-unknown:
	@echo "TARGET is one of $(TARGETS), VARIANT one of $(CIRCUITS)" >&2; exit 2
synth-records: $(SYNTH_RECORDS)
synth-table: $(foreach name,$(or $(VARIANT),$(CIRCUITS)),build/synth/judged/$(name).json)
	$(Q)scripts/synth/table.sh build/synth build/synth.json build/synth/table.md $(or $(TARGET),$(TARGETS)) -- $(or $(VARIANT),$(CIRCUITS))

# ---- cores on chips: build/synth/core/CHIP/CORE.json, and for an iCE40 the bitstream beside it ----

CHIP ?=
CORE ?=
CORE_SYNTH_DEPENDS := scripts/synth/core_synth.sh scripts/synth/tools.sh scripts/synth/core_blocks.awk scripts/synth/chips.txt \
  scripts/synth/cores.txt rtl/cores.txt $(wildcard scripts/synth/boards/*) $(CORE_RTL) $(CORE_BOARD_RTL)

# $(1) chip, $(2) core
define core_synth_rule
build/synth/core/$(1)/$(2).json: $$(CORE_SYNTH_DEPENDS) | $$(call setup,synth)
	$$(call say,SYNTH   core $(2) for $(1))
	$$(Q)CORE_RTL='$$(CORE_RTL)' TOP_RTL='$$(CORE_BOARD_RTL)' FIELDS='$$(core_$(2))' BOARD=$$(BOARD) \
	  scripts/synth/core_synth.sh $(1) $(2) build/synth/core/$(1)
endef
$(foreach chip,$(CHIPS),$(foreach name,$(SYNTH_CORES) $(CORES),$(eval $(call core_synth_rule,$(chip),$(name)))))
CORE_RECORDS = $(foreach name,$(or $(CORE),$(SYNTH_CORES)),$(foreach chip,$(or $(CHIP),$(CHIPS)),build/synth/core/$(chip)/$(name).json))

.PHONY: synth-cores synth-cores-unknown
synth-cores-unknown:
	@echo "CHIP is one of $(CHIPS), CORE one of $(SYNTH_CORES) $(CORES)" >&2; exit 2
#: synth-cores     the same for cores (CHIP=, CORE=, BOARD=): build/synth/cores.json and its table; part of synth
synth-cores: $(if $(filter-out $(SYNTH_CORES) $(CORES),$(CORE))$(filter-out $(CHIPS),$(CHIP)),synth-cores-unknown,$(CORE_RECORDS))
	$(Q)scripts/synth/core_table.sh build/synth/cores.json build/synth/cores.md $(CORE_RECORDS)

# ---- netlists: build/netlist/TARGET/CIRCUIT/netlist.so, a circuit like the others; luts.so ----

ICE40_CELLS = $(shell yosys-config --datdir)/ice40/cells_sim.v
NETLISTED       := hx8k up5k up5k_dsp
NETLIST_TARGETS := hx8k up5k_dsp
NETLIST_DEPENDS := scripts/synth/netlist.sh $(RTL) rtl/formats.txt rtl/variants.txt
# A LUT that can be inverted, and that nobody looks at in waveforms.
LIF_LUT := scripts/synth/lif_lut.vlt scripts/synth/lif_lut.v

# $(1) target, $(2) circuit
define netlist_rule
build/netlist/$(1)/$(2)/netlist.v: $$(NETLIST_DEPENDS) | $$(call setup,netlist)
	$$(call say,NETLIST $(2) for $(1))
	$$(Q)$$(call circuit_env,$(2)) scripts/synth/netlist.sh make $(1) $$(@D)
build/netlist/$(1)/$(2)/netlist.so: DUT_ABOUT := netlist of $$(call circuit_module,$(2)) for $(1)
build/netlist/$(1)/$(2)/netlist.so: DUT_DEFINES := $$(filter-out -DLIF_CLOCKS_PER_STEP%,$$(call circuit_defines,$(2)))
build/netlist/$(1)/$(2)/netlist.so: DUT_NEURON := -DLIF_SIM_NEURON=lif_netlist -DLIF_SIM_PARAMETERS=
build/netlist/$(1)/$(2)/netlist.so: private DUT_CXXFLAGS = $$(LIGHT_CXXFLAGS)
build/netlist/$(1)/$(2)/netlist.so: private DUT_PCH := $$(LIGHT_PCH)
build/netlist/$(1)/$(2)/netlist.so: build/netlist/$(1)/$(2)/netlist.v $$(DUT_SOURCES)
	$$(call say,DUT     $$@)
	$$(call build_dut,netlist_$(2),$$(call circuit_widths,$(2)),$$@,\
	  $$(@D)/netlist.v $$(@D)/port.v $$(ICE40_CELLS) $$(WRAPPER),$$(SPLIT) -Wno-lint -Wno-TIMESCALEMOD -Wno-UNOPTFLAT -DNO_ICE40_DEFAULT_ASSIGNMENTS)
build/netlist/$(1)/$(2)/luts.so: build/netlist/$(1)/$(2)/netlist.v $$(LIF_LUT) \
  $$(DUT_SOURCES) $$(MUTANT_SHIM)
	$$(call say,DUT     $$@)
	$$(call build_mutants,$(2),-DLIF_SIM_NEURON=lif_netlist -DLIF_SIM_PARAMETERS= -DLIF_LUTS \
	  -DNO_ICE40_DEFAULT_ASSIGNMENTS -Wno-TIMESCALEMOD $$(LIF_LUT) $$(@D)/luts.v $$(@D)/port.v $$(ICE40_CELLS))
build/netlist/$(1)/$(2)/result.json: build/netlist/$(1)/$(2)/netlist.so build/netlist/$(1)/$(2)/luts.so \
  build/dut/$(2).so $(PROGRAM) $(NETLIST_COMPARE) $(LUT_FAULTS) scripts/synth/judge_netlist.sh scripts/synth/judge.sh
	$$(call say,JUDGE   netlist of $(2) for $(1))
	$$(Q)$$(call circuit_env,$(2)) LIFCOSIM_DUT_DIR=build/dut PROGRAM=$(PROGRAM) COMPARE=$(NETLIST_COMPARE) \
	  LUT_FAULTS=$(LUT_FAULTS) NETLIST_SETS=$(NETLIST_SETS) SEED=$(SEED) scripts/synth/judge_netlist.sh $(1) $(2) $$(@D) $(NETLIST_SCENARIOS)
endef
NETLIST_COMPARE := $(BUILD)/netlist/compare
NETLIST_SCENARIOS ?= $(SCENARIOS)
NETLIST_SETS ?= 120
LUT_FAULTS := $(BUILD)/netlist/lut_faults
$(NETLIST_COMPARE) $(LUT_FAULTS): $(BUILD)/netlist/%: $(BUILD)/obj/testbenches/netlist/%.o \
  $(BUILD)/obj/testbenches/netlist/sweep.o $(LIBCOSIM) $(LIBREFERENCE)
	$(call say,LINK    $@)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(SANITIZE) -o $@ $^ $(LIBS)
$(BUILD)/obj/testbenches/netlist/lut_faults.o: ALL_CFLAGS += -Itestbenches/mutation
DEPENDS += $(wildcard $(BUILD)/obj/testbenches/netlist/*.d)

$(foreach target,$(NETLISTED),$(foreach name,$(CIRCUITS),$(eval $(call netlist_rule,$(target),$(name)))))
.SECONDARY: $(foreach target,$(NETLISTED),$(foreach name,$(CIRCUITS),build/netlist/$(target)/$(name)/netlist.v))

# up5k is hx8k without a board: the same netlist.
netlist_circuits = $(or $(VARIANT),$(if $(filter up5k_dsp,$(1)),$(call synth_circuits,up5k_dsp),$(CIRCUITS)))
NETLIST_RESULTS = $(foreach target,$(or $(TARGET),$(NETLIST_TARGETS)),\
  $(patsubst %,build/netlist/$(target)/%/result.json,$(call netlist_circuits,$(target))))

.PHONY: netlist netlist-unknown
netlist-unknown:
	@echo "a netlist is of TARGET $(NETLISTED), VARIANT $(CIRCUITS)" >&2; exit 2
#: netlist         the same judge on the netlist (TARGET=, VARIANT=), and a proof: build/netlist.json
netlist: $(if $(filter-out $(CIRCUITS),$(VARIANT))$(filter-out $(NETLISTED),$(TARGET)),netlist-unknown,$(NETLIST_RESULTS))
	$(Q)jq -s . $(NETLIST_RESULTS) >build/netlist.json.part && mv build/netlist.json.part build/netlist.json
	$(Q)jq -r '.[] | "\(.target)  \(.variant)  \(.scenarios) scenarios, \(.random_steps) random steps, bit exact: \(.bit_exact), proof: \(.equivalence), faults seen in \(.luts - (.luts_unseen | length)) of \(.luts) LUTs, by \(.fault_seen_by | join(" and ")): \(.verdict)"' build/netlist.json
	$(Q)jq -e 'all(.verdict == "pass")' build/netlist.json >/dev/null

# ---- netlists of cores: build/netlist/core/CHIP/CORE/netlist.so, a core like the others; fault.so ----

CORE_NETLIST_CHIPS := up5k hx8k
# The netlist and the fault in it are built alike: $(1) chip, $(2) core, $(3) netlist or fault
define core_netlist_so
build/netlist/core/$(1)/$(2)/$(3).so: build/netlist/core/$(1)/$(2)/netlist.v $$(CORE_SOURCES)
	$$(call say,CORE    $$@)
	$$(call build_core,$(3)_$(2),$(2),$$@,$$(@D)/$(3).v $$(@D)/port.v $$(ICE40_CELLS),\
	  $$(SPLIT) -Wno-lint -Wno-TIMESCALEMOD -Wno-UNOPTFLAT -DNO_ICE40_DEFAULT_ASSIGNMENTS)
endef
define core_netlist_rule
build/netlist/core/$(1)/$(2)/netlist.v: scripts/synth/core_netlist.sh scripts/synth/tools.sh scripts/synth/invert_lut.sh \
  scripts/synth/chips.txt scripts/synth/cores.txt $$(CORE_RTL) | $$(call setup,netlist)
	$$(call say,NETLIST core $(2) for $(1))
	$$(Q)CORE_RTL='$$(CORE_RTL)' FIELDS='$$(core_$(2))' scripts/synth/core_netlist.sh $(1) $(2) $$(@D)
$(call core_netlist_so,$(1),$(2),netlist)
$(call core_netlist_so,$(1),$(2),fault)
build/netlist/core/$(1)/$(2)/result.json: build/netlist/core/$(1)/$(2)/netlist.so build/netlist/core/$(1)/$(2)/fault.so \
  $(PROGRAM) scripts/synth/judge_core.sh scripts/synth/netlist.yaml
	$$(call say,JUDGE   netlist of core $(2) for $(1))
	$$(Q)PROGRAM=$(PROGRAM) scripts/synth/judge_core.sh $(1) $(2) $$(@D) scripts/synth/netlist.yaml
endef
$(foreach chip,$(CORE_NETLIST_CHIPS),$(foreach name,$(SYNTH_CORES) $(CORES),$(eval $(call core_netlist_rule,$(chip),$(name)))))
.SECONDARY: $(foreach chip,$(CORE_NETLIST_CHIPS),$(foreach name,$(SYNTH_CORES) $(CORES),build/netlist/core/$(chip)/$(name)/netlist.v))
# Those that are placed on a board with room for what neurons show, one with multipliers and one without.
CORE_NETLIST_RESULTS = $(if $(CHIP)$(CORE),build/netlist/core/$(or $(CHIP),up5k)/$(or $(CORE),n256_w8)/result.json,\
  build/netlist/core/up5k/n256_w8/result.json build/netlist/core/hx8k/n64_w4/result.json)

.PHONY: netlist-cores
#: netlist-cores   the judge of cores on their netlists (CHIP=, CORE=): build/netlist-cores.json
netlist-cores: $(if $(filter-out $(SYNTH_CORES) $(CORES),$(CORE))$(filter-out $(CORE_NETLIST_CHIPS),$(CHIP)),synth-cores-unknown,$(CORE_NETLIST_RESULTS))
	$(Q)jq -s . $(CORE_NETLIST_RESULTS) >build/netlist-cores.json.part && mv build/netlist-cores.json.part build/netlist-cores.json
	$(Q)jq -r '.[] | "\(.target)  \(.core)  \(.neuron_ticks) neuron-ticks, \(.spikes) spikes, bit exact: \(.bit_exact), proof: \(.equivalence), fault seen: \(.fault_seen): \(.verdict)"' build/netlist-cores.json
	$(Q)jq -e 'all(.verdict == "pass")' build/netlist-cores.json >/dev/null

# ---- the TinyTapeout tile through its pins, one more circuit ----

TINYTAPEOUT := build/dut/tinytapeout.so
$(TINYTAPEOUT): DUT_ABOUT := tt_um_lif_neuron through its pins, 14 clocks a step
$(TINYTAPEOUT): DUT_DEFINES := $(filter-out -DLIF_CLOCKS_PER_STEP%,$(call circuit_defines,q4_4_serial_r)) \
  -DLIF_CLOCKS_PER_STEP=14 -DLIF_WORDS_STAY
$(TINYTAPEOUT): DUT_NEURON := -DLIF_SIM_NEURON=lif_neuron_tt -DLIF_SIM_PARAMETERS= \
  -DLIF_WORDS_WHEN=1 -DLIF_WORDS_OF=u_neuron.u_tile.u_neuron
$(TINYTAPEOUT): $(DUT_SOURCES) $(RTL) sim/board/lif_neuron_tt.sv rtl/variants.txt | $(call setup,run)
	$(call say,DUT     tinytapeout)
	$(call build_dut,tinytapeout,$(call circuit_widths,q4_4_serial_r),$@,$(RTL) $(WRAPPER) sim/board/lif_neuron_tt.sv,-Wno-WIDTH)
