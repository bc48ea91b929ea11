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
build/dut/board_$(1).so: DUT_DEFINES := $$(filter-out -DLIF_CLOCKS_PER_STEP%,$$(call circuit_defines,$(1)))
build/dut/board_$(1).so: DUT_NEURON := $(BOARD_WORDS) -DLIF_NEURON=$$(call circuit_module,$(1)) \
  '-DLIF_NEURON_PARAMETERS=$$(call circuit_parameters,$(1))' -DLIF_SIM_NEURON=lif_neuron_uart \
  '-DLIF_SIM_PARAMETERS=,.StateFraction(StateFraction),.Rounding($$(call circuit_rounding,$(1))),.LeakCode($$(call circuit_leak_code,$(1)))'
build/dut/board_$(1).so: $$(DUT_SOURCES) $$(RTL) $(BOARD_SIM) rtl/formats.txt rtl/variants.txt | $$(call setup,run)
	$$(call say,BOARD   $(1))
	$$(call build_dut,board_$(1),$$(call circuit_widths,$(1)),$$@,$$(RTL) $$(WRAPPER) $(BOARD_SIM),-Wno-WIDTH)
endef
$(foreach name,$(CIRCUITS),$(eval $(call board_rule,$(name))))

# ---- synthesis: build/synth/TARGET/CIRCUIT.json, and for an iCE40 the bitstream beside it ----

TARGETS  := hx8k up5k up5k_dsp ecp5 gowin xilinx asic
TARGET   ?=
VARIANT  ?=
BOARD    ?=
SYNTH_DEPENDS := scripts/synth/synth.sh scripts/synth/gates.lib $(wildcard scripts/synth/boards/*) \
  $(RTL) rtl/formats.txt rtl/variants.txt
# What scripts/synth/*.sh are told of a circuit.
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
synth_circuits = $(patsubst all,$(CIRCUITS),$(shell awk '$$1 == "$(1)" { $$1 = ""; print }' scripts/synth/targets.txt))
synth_records  = $(foreach name,$(or $(VARIANT),$(call synth_circuits,$(1))),build/synth/$(1)/$(name).json)
SYNTH_RECORDS  = $(foreach target,$(or $(TARGET),$(TARGETS)),$(call synth_records,$(target)))

# How the published scenarios judge each circuit: build/synth/judged/CIRCUIT.json
build/synth/judged/%.json: build/dut/%.so $(PROGRAM) scripts/synth/judge.sh $(SCENARIOS)
	$(call say,JUDGE   $*)
	$(Q)LIFCOSIM_DUT_DIR=build/dut PROGRAM=$(PROGRAM) scripts/synth/judge.sh $* $@ $(SCENARIOS)
.SECONDARY: $(CIRCUITS:%=build/synth/judged/%.json)

.PHONY: synth
#: synth           area, clock and bitstream (TARGET=, VARIANT=, BOARD=): build/synth.json and its table
synth: $(if $(filter-out $(CIRCUITS),$(VARIANT))$(filter-out $(TARGETS),$(TARGET)),synth-unknown)
	$(Q)$(MAKE) --no-print-directory -k synth-records; status=$$?; \
	  $(MAKE) --no-print-directory synth-table && exit $$status

.PHONY: synth-unknown synth-records synth-table
synth-unknown:
	@echo "TARGET is one of $(TARGETS), VARIANT one of $(CIRCUITS)" >&2; exit 2
synth-records: $(SYNTH_RECORDS)
synth-table: $(foreach name,$(or $(VARIANT),$(CIRCUITS)),build/synth/judged/$(name).json)
	$(Q)scripts/synth/table.sh build/synth build/synth.json build/synth/table.md $(or $(TARGET),$(TARGETS)) -- $(or $(VARIANT),$(CIRCUITS))
