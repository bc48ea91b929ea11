# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# The SystemC bench has the circuit verilated with --sc once for a format, and one program for all
# of it, build/systemc/FORMAT/lifcosim-systemc. SAN does not apply: the library is not sanitised.

systemc_here := testbenches/systemc
systemc_modules := sim/systemc
SYSTEMC_CXXFLAGS = -std=c++17 -O2 -Wall -Wextra -Wshadow -Wno-unused-parameter \
  $(if $(filter 1,$(WERROR)),-Werror) -I$(systemc_here) -Ireference -Isim -Ibuild/gen \
  -isystem $(VERILATOR_ROOT)/include -isystem $(VERILATOR_ROOT)/include/vltstd
SYSTEMC_LIBS     = $(STARTS_READERS) -lsystemc -lpthread $(LIBS)

# The register map is made from the one file that holds it.
REGISTER_HEADERS := build/gen/lif_registers.h build/gen/lif_registers.vh
build/gen/lif_registers.h: register_kind := c
build/gen/lif_registers.vh: register_kind := verilog
build/gen/registers.md: register_kind := markdown
$(REGISTER_HEADERS) build/gen/registers.md: rtl/registers.txt scripts/registers.awk
	$(Q)mkdir -p $(@D)
	$(Q)awk -v kind=$(register_kind) -f scripts/registers.awk $< >$@

.PHONY: registers
#: registers       the register maps from rtl/registers.txt and rtl/core_map.txt: headers in build/gen, pages in docs
registers: $(REGISTER_HEADERS) build/gen/registers.md $(CORE_REGISTERS)
	$(Q)cp build/gen/registers.md docs/REGISTERS.md
	$(Q)cp build/gen/core_map.md docs/CORE_MAP.md

# ---- parts that every format shares ----

# A platform of one's own links these, with the circuit, as libneuron.a; and the benches these alone.
SYSTEMC_MODULES := $(patsubst %,build/systemc/modules/%.o,lif_cell lif_engine lif_peripheral)
SYSTEMC_BENCHES := $(patsubst $(systemc_here)/%.cpp,build/systemc/obj/%.o,$(filter-out %/example.cpp,\
  $(wildcard $(systemc_here)/*.cpp)))
# This compiles the library's headers once.
SYSTEMC_PCH := build/systemc/obj/systemc_pch.hpp.gch
$(SYSTEMC_PCH): | $(call setup,run) $(call setup,systemc)
	$(call say,CXX     SystemC's headers$(comma) once)
	$(Q)mkdir -p $(@D)
	$(Q)printf '#include <%s>\n' systemc tlm tlm_utils/simple_initiator_socket.h \
	  tlm_utils/simple_target_socket.h tlm_utils/tlm_quantumkeeper.h iostream memory string vector >$(@:.gch=)
	$(Q)$(CXX) $(SYSTEMC_CXXFLAGS) -x c++-header -o $@ $(@:.gch=)
SYSTEMC_COMPILE = $(CXX) $(SYSTEMC_CXXFLAGS) -include $(SYSTEMC_PCH:.gch=)

define systemc_object
$(call say,CXX     $<)
$(Q)mkdir -p $(@D)
$(Q)$(SYSTEMC_COMPILE) -MMD -MP -c -o $@ $<
endef
systemc_object_needs := build/gen/lif_registers.h $(SYSTEMC_PCH) | $(call setup,run) $(call setup,systemc)
build/systemc/obj/%.o: $(systemc_here)/%.cpp $(systemc_object_needs)
	$(systemc_object)
build/systemc/modules/%.o: $(systemc_modules)/%.cpp $(systemc_object_needs)
	$(systemc_object)

SYSTEMC_RUNTIME := $(patsubst %,build/systemc/obj/%.o,verilated verilated_threads)
$(SYSTEMC_RUNTIME): build/systemc/obj/%.o: | $(call setup,run) $(call setup,systemc)
	$(call say,CXX     $*.cpp (Verilator's runtime, once))
	$(Q)mkdir -p $(@D)
	$(Q)$(CXX) $(SYSTEMC_CXXFLAGS) -w -DVM_SC=1 -c -o $@ $(VERILATOR_ROOT)/include/$*.cpp

DEPENDS += $(SYSTEMC_MODULES:.o=.d) $(SYSTEMC_BENCHES:.o=.d)

# ---- the circuit of a format: build/systemc/FORMAT/libneuron.a ----

# A variant sets these for its target: its module, and what it tells C++.
SYSTEMC_TOP     := lif_neuron
SYSTEMC_DEFINES :=
# The parameters are: $(1) name, $(2) widths, $(3) folder, $(4) Verilog sources, $(5) Verilator's
# options.
define build_systemc_neuron
$(Q)rm -rf $(3)/model && mkdir -p $(3)/model
$(Q)$(VERILATE) --sc -O3 --x-assign fast --x-initial fast $(5) --prefix Vlif_neuron \
  --top-module $(SYSTEMC_TOP) -Mdir $(3)/model -GStateWidth=$(word 1,$(2)) \
  -GLeakFraction=$(word 3,$(2)) -GHoldWidth=$(HOLD_WIDTH) rtl/lint.vlt $(4)
$(Q)(cd $(3)/model && printf '#include "%s"\n' Vlif_neuron*.cpp) >$(3)/model/all.cpp
$(Q)$(SYSTEMC_COMPILE) -w -isystem $(3)/model -c -o $(3)/model.o $(3)/model/all.cpp
$(Q)$(SYSTEMC_COMPILE) -isystem $(3)/model -DLIF_NAME='"$(1)"' \
  -DLIF_STATE_WIDTH=$(word 1,$(2)) -DLIF_STATE_FRACTION=$(word 2,$(2)) \
  -DLIF_LEAK_FRACTION=$(word 3,$(2)) -DLIF_HOLD_WIDTH=$(HOLD_WIDTH) \
  $(SYSTEMC_DEFINES) -c -o $(3)/neuron.o $(systemc_modules)/lif_neuron.cpp
$(Q)rm -f $(3)/libneuron.a && ar rcs $(3)/libneuron.a $(3)/model.o $(3)/neuron.o \
  $(SYSTEMC_MODULES) $(SYSTEMC_RUNTIME)
endef

SYSTEMC_NEURON := $(systemc_modules)/lif_neuron.cpp $(systemc_modules)/lif_neuron.hpp \
  $(systemc_modules)/c_reference.hpp rtl/lint.vlt $(SYSTEMC_PCH) $(SYSTEMC_MODULES) $(SYSTEMC_RUNTIME)
build/systemc/%/libneuron.a: $(SYSTEMC_NEURON) $(RTL) rtl/formats.txt | $(call setup,run) $(call setup,systemc)
	$(call say,SYSTEMC $*)
	$(call check_format,$*)
	$(call build_systemc_neuron,$*,$(call format_widths,$*),$(@D),$(RTL))

# These are the variants of rtl/variants.txt: serial, pipelined, without a multiplier.
define systemc_variant_rule
build/systemc/$(1)/libneuron.a: SYSTEMC_TOP := $$(call variant,$(1),2)
build/systemc/$(1)/libneuron.a: SYSTEMC_DEFINES := $$(call variant_defines,$(1))
build/systemc/$(1)/libneuron.a: $$(SYSTEMC_NEURON) $$(RTL) rtl/variants.txt | $$(call setup,run) $$(call setup,systemc)
	$$(call say,SYSTEMC $(1))
	$$(call build_systemc_neuron,$(1),$$(wordlist 3,5,$$(variant_$(1))),$$(@D),$$(RTL),\
	  -GResidual=$$(call variant_residual,$(1)) $$(addprefix -GLeakDigits=,$$(call variant_digits,$(1))))
endef
$(foreach name,$(VARIANTS),$(eval $(call systemc_variant_rule,$(name))))

# This puts a seeded fault of the circuit (testbenches/faults) into the same bench.
build/systemc/fault-%/libneuron.a: build/gen/faults/neuron/% $(SYSTEMC_NEURON) $(RTL) | $(call setup,run) $(call setup,systemc)
	$(call say,SYSTEMC fault $*)
	$(Q)rm -rf $(@D)/src && mkdir -p $(@D)/src/rtl && cp $(RTL) $(@D)/src/rtl
	$(Q)$(call seed_fault,$*,$(@D)/src)
	$(call build_systemc_neuron,$(FAULT_FORMAT),$(call format_widths,$(FAULT_FORMAT)),$(@D),\
	  $(addprefix $(@D)/src/,$(RTL)),-Wno-lint)

.PRECIOUS: build/systemc/%/libneuron.a build/systemc/fault-%/libneuron.a
.SECONDARY: $(SYSTEMC_BENCHES) $(SYSTEMC_MODULES)
build/systemc/%/lifcosim-systemc: $(SYSTEMC_BENCHES) build/systemc/%/libneuron.a build/libcosim.a \
  build/liblifreference.a
	$(call say,LINK    $@)
	$(Q)$(CXX) -o $@ $^ $(SYSTEMC_LIBS)

# The C side is that of a plain build: SystemC's own stacks and the sanitisers exclude each other.
ifneq ($(BUILD),build)
.PHONY: plain-c-side
plain-c-side:
build/libcosim.a: plain-c-side
	+$(Q)$(MAKE) --no-print-directory SAN=0 COVERAGE=0 build/libcosim.a build/liblifreference.a
build/liblifreference.a: build/libcosim.a
endif

build/systemc/example: $(systemc_here)/example.cpp build/systemc/q8_24/libneuron.a build/liblifreference.a
	$(call say,LINK    $@)
	$(Q)$(CXX) $(SYSTEMC_CXXFLAGS) -I$(systemc_modules) -o $@ $^ -lsystemc -lpthread

# ---- the core, of 16 neurons with delays of up to 63 ticks: build/systemc/core/lifcosim-systemc-core ----

core_systemc := systemc 4 24 18 24 half-up 8 15 1 6 1 8
build/systemc/core/circuit.o: $(CORE_RTL) rtl/lint.vlt $(SYSTEMC_PCH) $(systemc_modules)/lif_core_sc.cpp \
  $(systemc_modules)/lif_core_sc.hpp
	$(call say,SYSTEMC core)
	$(Q)rm -rf $(@D)/model && mkdir -p $(@D)/model
	$(Q)$(VERILATE) --sc -O3 --x-assign fast --x-initial fast --prefix Vlif_core --top-module lif_core -Mdir $(@D)/model \
	  $(addprefix -G,$(call core_parameters,systemc)) rtl/lint.vlt $(CORE_RTL)
	$(Q)(cd $(@D)/model && printf '#include "%s"\n' Vlif_core*.cpp) >$(@D)/model/all.cpp
	$(Q)$(SYSTEMC_COMPILE) -w -isystem $(@D)/model -c -o $(@D)/model.o $(@D)/model/all.cpp
	$(Q)$(SYSTEMC_COMPILE) -isystem $(@D)/model -c -o $@ $(systemc_modules)/lif_core_sc.cpp
build/systemc/core/bench.o: $(systemc_here)/core/core_bench.cpp $(systemc_modules)/lif_core_sc.hpp $(SYSTEMC_PCH)
	$(call say,CXX     $<)
	$(Q)mkdir -p $(@D)
	$(Q)$(SYSTEMC_COMPILE) $(call core_defines,systemc) -MMD -MP -c -o $@ $<
DEPENDS += build/systemc/core/bench.d
build/systemc/core/lifcosim-systemc-core: build/systemc/core/bench.o build/systemc/core/circuit.o $(SYSTEMC_RUNTIME) \
  build/libcosim.a build/liblifreference.a
	$(call say,LINK    $@)
	$(Q)$(CXX) -o $@ build/systemc/core/bench.o build/systemc/core/circuit.o build/systemc/core/model.o \
	  $(SYSTEMC_RUNTIME) build/libcosim.a build/liblifreference.a $(SYSTEMC_LIBS)

# ---- running ----

SYSTEMC_PROGRAM = build/systemc/$(call format_name,$(FORMAT))/lifcosim-systemc
SYSTEMC_ENV    := SYSTEMC_DISABLE_COPYRIGHT_MESSAGE=1
# The bench runs one scenario where S was given, else all, with every option of SYSTEMC_OPTIONS.
systemc_files   = $(if $(filter command environment,$(word 1,$(origin S))),$(scenario_file),$(SCENARIOS))

.PHONY: systemc
#: systemc         the SystemC bench on every published scenario (or S=), with random stalls (SEED=)
systemc: $(SYSTEMC_PROGRAM) | $(call setup,run) $(call setup,systemc)
	$(Q)$(SYSTEMC_ENV) $(SYSTEMC_PROGRAM) run --dut $(call format_name,$(FORMAT)) \
	  $(if $(SEED),--stall-seed $(SEED)) $(SYSTEMC_OPTIONS) \
	  $(systemc_files)

# testbenches/cli/test_systemc.sh runs these, which stand here so that a test of all builds it in
# parallel.
SYSTEMC_TESTED := $(foreach name,q8_24 q6_18_serial_r fault-truncation,build/systemc/$(name)/lifcosim-systemc) \
  build/dut/q6_18_serial_r.so build/systemc/example build/systemc/core/lifcosim-systemc-core $(REGISTER_HEADERS) \
  build/gen/registers.md
