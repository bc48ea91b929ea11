# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# The SystemC bench: the circuit verilated with --sc once for a format, and one program for all of
# it, build/systemc/FORMAT/lifcosim-systemc. SAN does not apply: the library is not sanitised.

systemc_here := testbenches/systemc
SYSTEMC_CXXFLAGS = -std=c++17 -O2 -g -Wall -Wextra -Wshadow -Wno-unused-parameter \
  $(if $(filter 1,$(WERROR)),-Werror) -I$(systemc_here) -Ireference -Isim -Ibuild/gen \
  -isystem $(VERILATOR_ROOT)/include -isystem $(VERILATOR_ROOT)/include/vltstd
SYSTEMC_LIBS     = -lsystemc -lpthread $(LIBS)

# The register map, made from the one file that holds it.
REGISTER_HEADERS := build/gen/lif_registers.h build/gen/lif_registers.vh
build/gen/lif_registers.h: register_kind := c
build/gen/lif_registers.vh: register_kind := verilog
build/gen/registers.md: register_kind := markdown
$(REGISTER_HEADERS) build/gen/registers.md: rtl/registers.txt scripts/registers.awk
	$(Q)mkdir -p $(@D)
	$(Q)awk -v kind=$(register_kind) -f scripts/registers.awk $< >$@

.PHONY: registers
#: registers       the register map from rtl/registers.txt: build/gen/lif_registers.{h,vh}, docs/REGISTERS.md
registers: $(REGISTER_HEADERS) build/gen/registers.md
	$(Q)cp build/gen/registers.md docs/REGISTERS.md

# ---- parts that every format shares ----

SYSTEMC_SHARED := $(patsubst $(systemc_here)/%.cpp,build/systemc/obj/%.o,\
  $(filter-out %/lif_neuron.cpp %/example.cpp,$(wildcard $(systemc_here)/*.cpp)))
build/systemc/obj/%.o: $(systemc_here)/%.cpp build/gen/lif_registers.h | $(call setup,systemc)
	$(call say,CXX     $<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CXX) $(SYSTEMC_CXXFLAGS) -MMD -MP -c -o $@ $<

SYSTEMC_RUNTIME := $(patsubst %,build/systemc/obj/%.o,verilated verilated_threads)
$(SYSTEMC_RUNTIME): build/systemc/obj/%.o: | $(call setup,systemc)
	$(call say,CXX     $*.cpp (Verilator's runtime, once))
	$(Q)mkdir -p $(@D)
	$(Q)$(CXX) $(SYSTEMC_CXXFLAGS) -w -DVM_SC=1 -c -o $@ $(VERILATOR_ROOT)/include/$*.cpp

-include $(SYSTEMC_SHARED:.o=.d)

# ---- the circuit of a format: build/systemc/FORMAT/libneuron.a ----

# $(1) name, $(2) widths, $(3) folder, $(4) Verilog sources, $(5) Verilator's options
define build_systemc_neuron
$(Q)rm -rf $(3)/model && mkdir -p $(3)/model
$(Q)$(VERILATOR) --sc -O3 --x-assign fast --x-initial fast $(5) --prefix Vlif_neuron \
  --top-module lif_neuron -Mdir $(3)/model -GStateWidth=$(word 1,$(2)) \
  -GLeakFraction=$(word 3,$(2)) -GHoldWidth=$(HOLD_WIDTH) rtl/lint.vlt $(4)
$(Q)(cd $(3)/model && printf '#include "%s"\n' Vlif_neuron*.cpp) >$(3)/model/all.cpp
$(Q)$(CXX) $(SYSTEMC_CXXFLAGS) -w -isystem $(3)/model -c -o $(3)/model.o $(3)/model/all.cpp
$(Q)$(CXX) $(SYSTEMC_CXXFLAGS) -isystem $(3)/model -DLIF_NAME='"$(1)"' \
  -DLIF_STATE_WIDTH=$(word 1,$(2)) -DLIF_STATE_FRACTION=$(word 2,$(2)) \
  -DLIF_LEAK_FRACTION=$(word 3,$(2)) -DLIF_HOLD_WIDTH=$(HOLD_WIDTH) \
  -c -o $(3)/neuron.o $(systemc_here)/lif_neuron.cpp
$(Q)rm -f $(3)/libneuron.a && ar rcs $(3)/libneuron.a $(3)/model.o $(3)/neuron.o
endef

SYSTEMC_NEURON := $(systemc_here)/lif_neuron.cpp $(systemc_here)/lif_neuron.hpp \
  $(systemc_here)/c_side.hpp rtl/lint.vlt
build/systemc/%/libneuron.a: $(SYSTEMC_NEURON) $(RTL) rtl/formats.txt | $(call setup,systemc)
	$(call say,SYSTEMC $*)
	@test -n "$(strip $(call dut_widths,$*))" || { echo "unknown format '$*': give one of $(FORMATS)," \
	  "or state/fraction/leak bits as FORMAT=20/12/18" >&2; exit 2; }
	$(call build_systemc_neuron,$*,$(call dut_widths,$*),$(@D),$(RTL))

# A seeded fault of the circuit (testbenches/faults), in the same bench.
build/systemc/fault-%/libneuron.a: testbenches/faults/%.patch $(SYSTEMC_NEURON) $(RTL) | $(call setup,systemc)
	$(call say,SYSTEMC fault $*)
	$(Q)rm -rf $(@D)/src && mkdir -p $(@D)/src/rtl && cp $(RTL) $(@D)/src/rtl
	$(Q)patch -s -p1 -d $(@D)/src <$<
	$(call build_systemc_neuron,$(FAULT_FORMAT),$(call format_widths,$(FAULT_FORMAT)),$(@D),\
	  $(addprefix $(@D)/src/,$(RTL)),-Wno-lint)

.SECONDARY: $(FORMATS:%=build/systemc/%/libneuron.a) $(SYSTEMC_SHARED)
build/systemc/%/lifcosim-systemc: $(SYSTEMC_SHARED) build/systemc/%/libneuron.a $(SYSTEMC_RUNTIME) \
  build/libcosim.a build/liblifreference.a
	$(call say,LINK    $@)
	$(Q)$(CXX) -o $@ $^ $(SYSTEMC_LIBS)

# ---- running ----

SYSTEMC_PROGRAM = build/systemc/$(call format_name,$(FORMAT))/lifcosim-systemc
SYSTEMC_ENV    := SYSTEMC_DISABLE_COPYRIGHT_MESSAGE=1
# One scenario where S was given, else all; every option of the program by SYSTEMC_OPTIONS.
systemc_files   = $(if $(filter command environment,$(word 1,$(origin S))),$(scenario_file),$(SCENARIOS))

.PHONY: systemc
#: systemc         the SystemC bench on every published scenario (or S=), with random stalls (SEED=)
systemc: $(SYSTEMC_PROGRAM) | $(call setup,systemc)
	$(Q)$(SYSTEMC_ENV) $(SYSTEMC_PROGRAM) run $(if $(SEED),--stall-seed $(SEED)) $(SYSTEMC_OPTIONS) \
	  $(systemc_files)
