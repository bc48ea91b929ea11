# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# The cores of rtl/cores.txt: shared objects of Verilated models behind sim/circuit/lif_core_dut.h.

# The map of its configuration is made from the one file that holds it.
CORE_REGISTERS := build/gen/lif_core_registers.h build/gen/lif_core_registers.vh build/gen/core_map.md
build/gen/lif_core_registers.h: core_register_kind := c
build/gen/lif_core_registers.vh: core_register_kind := verilog
build/gen/core_map.md: core_register_kind := markdown
$(CORE_REGISTERS): rtl/core_map.txt scripts/registers.awk
	$(Q)mkdir -p $(@D)
	$(Q)awk -v kind=$(core_register_kind) -f scripts/registers.awk $< >$@

# $(1) core, $(2) number of a field of its line
core_field = $(word $(2),$(core_$(1)))
core_residual = $(if $(filter residual,$(call core_field,$(1),6)),1,0)
# Gives the parameters of the core's module, as NAME=VALUE each.
core_parameters = NeuronBits=$(call core_field,$(1),2) StateWidth=$(call core_field,$(1),3) \
  LeakFraction=$(call core_field,$(1),5) Residual=$(call core_residual,$(1)) WeightWidth=$(call core_field,$(1),7) \
  AccWidth=$(call core_field,$(1),8) Receptors=$(call core_field,$(1),9) DelayBits=$(call core_field,$(1),10) \
  LaneBits=$(call core_field,$(1),11) HoldWidth=$(call core_field,$(1),12)
core_defines = -DLIF_STATE_WIDTH=$(call core_field,$(1),3) -DLIF_STATE_FRACTION=$(call core_field,$(1),4) \
  -DLIF_LEAK_FRACTION=$(call core_field,$(1),5) -DLIF_ROUNDING=$(if $(filter 1,$(call core_residual,$(1))),LIF_RESIDUAL,LIF_HALF_UP) \
  -DLIF_CORE_NEURON_BITS=$(call core_field,$(1),2) -DLIF_CORE_WEIGHT_WIDTH=$(call core_field,$(1),7) \
  -DLIF_CORE_ACC_WIDTH=$(call core_field,$(1),8) -DLIF_CORE_HAS=$(call core_field,$(1),9) \
  -DLIF_CORE_DELAY_BITS=$(call core_field,$(1),10) -DLIF_CORE_LANE_BITS=$(call core_field,$(1),11) \
  -DLIF_CORE_HOLD_WIDTH=$(call core_field,$(1),12)

CORE_HEADERS := $(wildcard sim/verilator/core*.hpp)
CORE_SOURCES := sim/verilator/core.cpp $(CORE_HEADERS) sim/verilator/ports.hpp sim/verilator/silence.hpp \
  sim/circuit/lif_core_dut.h sim/circuit/lif_conduct.h sim/circuit/lif_core_dut.map reference/lif_core_format.h \
  build/gen/lif_core_registers.h rtl/lint.vlt $(BATCH_RUNTIME) sim/cores.mk

# The C++ of a core, and what its shared object exports; mutants have more.
CORE_UNIT    := sim/verilator/core.cpp
CORE_EXPORTS := sim/circuit/lif_core_dut.map

# $(1) name, $(2) core of rtl/cores.txt, $(3) output, $(4) Verilog sources, $(5) Verilator's options
define build_core
$(Q)rm -rf $(3:.so=.dir) && mkdir -p $(3:.so=.dir)
$(Q)$(VERILATE) --cc -O3 --x-assign fast --x-initial unique $(5) --prefix Vlif_core --top-module lif_core \
  -Mdir $(3:.so=.dir) $(addprefix -G,$(call core_parameters,$(2))) rtl/lint.vlt $(4)
$(Q)(cd $(3:.so=.dir) && printf '#include "%s"\n' Vlif_core*.cpp) >$(3:.so=.dir)/unit.h
$(Q)one=$$(grep -o 'VlTriggerVec<1> __VnbaTriggered' $(3:.so=.dir)/Vlif_core___024root.h); \
  $(CXX) $(DUT_CXXFLAGS) $${one:+-DLIF_ONE_TRIGGER} -UVM_TRACE -DVM_TRACE=0 -UVM_TRACE_FST -Ibuild/gen -isystem $(3:.so=.dir) -DLIF_MODEL_UNIT='"unit.h"' \
  -DLIF_NAME='"$(1)"' -DLIF_ABOUT='"lif_core, $(call core_field,$(2),3) bits"' $(call core_defines,$(2)) -shared \
  -Wl,--version-script=$(CORE_EXPORTS) -Wl,-z,defs -o $(3) $(CORE_UNIT) $(BATCH_RUNTIME) $(RUNTIME_LIBS)
endef

build/core/%.so: $(CORE_SOURCES) $(CORE_RTL) rtl/cores.txt | $(call setup,run)
	$(call say,CORE    $*)
	$(if $(core_$*),,@echo '$* is no core of rtl/cores.txt: $(CORES)' >&2; exit 2)
	$(call build_core,$*,$*,$@,$(CORE_RTL))

.PHONY: cores
#: cores           build the cores of rtl/cores.txt, as build/core/NAME.so each
cores: $(CORES:%=build/core/%.so)

# The cores by name, for the program.
CORE_KINDS := $(BUILD)/gen/lif_core_kinds.inc
$(CORE_KINDS): rtl/cores.txt sim/cores.mk
	$(Q)mkdir -p $(@D)
	$(Q)sed -e 's/\#.*//' -e '/^ *$$/d' $< | awk '{printf "{\"%s\", 1u << %d, {{%d, %d, %d, %s, LIF_CODING_ANY, 0}, %d, %d, %d, %d, %d}, %d},\n", \
	  $$1, $$2, $$3, $$4, $$5, $$6 == "residual" ? "LIF_RESIDUAL" : "LIF_HALF_UP", $$7, $$8, $$12, $$10, $$9, $$11}' >$@

$(BUILD)/obj/sim/circuit/core_choose.o: $(CORE_KINDS)

# The names of the cores, for the tests.
CORE_TABLE := $(BUILD)/gen/lif_cores.inc
$(CORE_TABLE): rtl/cores.txt sim/cores.mk
	$(Q)mkdir -p $(@D)
	$(Q)printf '"%s",\n' $(CORES) >$@

# A core on a board is told its words by their addresses.
$(BUILD)/obj/sim/circuit/core_serial.o $(BUILD)/obj/sim/circuit/core_map.o: build/gen/lif_core_registers.h
$(BUILD)/obj/sim/circuit/core_serial.o $(BUILD)/obj/sim/circuit/core_map.o: ALL_CFLAGS += -Ibuild/gen
