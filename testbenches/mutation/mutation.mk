# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# Mutation asks whether the bench would notice a defect: mutants of the shipped circuit, and of the
# judge, are judged and tested.

MUTANTS          ?= 400
MUTATION_FORMATS ?= q8_24 q4_4
MUTATION_PROGRAM := $(BUILD)/mutation/mutation
MUTATION_OBJECTS := $(patsubst %,$(BUILD)/obj/testbenches/mutation/%.o,mutation standard_set standard_make)

$(MUTATION_PROGRAM): $(MUTATION_OBJECTS) $(LIBCOSIM) $(LIBREFERENCE)
	$(call say,LINK    $@)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(SANITIZE) -o $@ $^ $(LIBS)

DEPENDS += $(MUTATION_OBJECTS:.o=.d)

MUTATION_VARIANTS ?= q4_4_serial_r q4_4_shift

# A model of mutants is the shim with a selector (lif_dut_mutants.h). It is hardly optimised, as it
# is compiled for a second of use. UNOPTFLAT is a warning of speed alone: a mutant that makes a bit
# of a port follow another is no loop of bits, and a loop of bits would not converge, which is an
# error when the model runs.
MUTANT_SHIM := $(addprefix testbenches/mutation/lif_dut_mutants,.cpp .h .map)
# The parameters are: $(1) circuit, $(2) Verilog sources and options.
define build_mutants
$(Q)rm -rf $(@:.so=.dir) && mkdir -p $(@:.so=.dir)
$(Q)$(VERILATE) --cc -O3 --savable --trace-fst --trace-params --x-assign fast \
  --x-initial fast $(SPLIT) -Wno-lint -Wno-UNOPTFLAT --prefix Vlif_sim --top-module lif_sim -Mdir $(@:.so=.dir) \
  $(call MUTANT_WIDTHS,$(1)) sim/verilator/lint.vlt $(2) $(WRAPPER)
$(Q)(cd $(@:.so=.dir) && printf '#include "%s"\n' Vlif_sim*.cpp) >$(@:.so=.dir)/unit.h
$(Q)$(CXX) $(LIGHT_CXXFLAGS) -Itestbenches/mutation \
  -isystem $(@:.so=.dir) -DLIF_MODEL_UNIT='"unit.h"' -DLIF_NAME='"mutants"' \
  -DLIF_TOP_ABOUT='"$(call circuit_module,$(1)) with its mutants"' \
  -DLIF_STATE_WIDTH=$(word 1,$(call circuit_widths,$(1))) \
  -DLIF_STATE_FRACTION=$(word 2,$(call circuit_widths,$(1))) \
  -DLIF_LEAK_FRACTION=$(word 3,$(call circuit_widths,$(1))) -DLIF_HOLD_WIDTH=$(HOLD_WIDTH) \
  $(call circuit_defines,$(1)) \
  -include $(LIGHT_PCH:.gch=) -Winvalid-pch -shared -Wl,--version-script=testbenches/mutation/lif_dut_mutants.map \
  -Wl,-z,defs -o $@ testbenches/mutation/lif_dut_mutants.cpp $(DUT_RUNTIME) $(RUNTIME_LIBS) -lz
endef
MUTANT_WIDTHS = -GStateWidth=$(word 1,$(call circuit_widths,$(1))) \
  -GStateFraction=$(word 2,$(call circuit_widths,$(1))) -GLeakFraction=$(word 3,$(call circuit_widths,$(1))) \
  -GHoldWidth=$(HOLD_WIDTH)

# mutation.sh builds this, which gives MUTANT_CIRCUIT and has written the netlist.
build/mutation%.so: build/mutation%.v $(DUT_SOURCES) testbenches/mutation/lif_neuron_mutants.v $(MUTANT_SHIM)
	$(call build_mutants,$(MUTANT_CIRCUIT),$< testbenches/mutation/lif_neuron_mutants.v)

# ---- mutants of a core: its shim with a selector, and the checks of core_promises.hpp ----

MUTATION_CORES ?= m12 m12r_two
MUTATION_CORE_PROGRAM := $(BUILD)/mutation/core_mutation
MUTATION_CORE_OBJECTS := $(patsubst %,$(BUILD)/obj/testbenches/%.o,mutation/core_mutation fuzz/core_stream unit/core_fixture)

$(BUILD)/obj/testbenches/mutation/core_mutation.o: ALL_CFLAGS += -Itestbenches
$(MUTATION_CORE_PROGRAM): $(MUTATION_CORE_OBJECTS) $(LIBCOSIM) $(LIBREFERENCE)
	$(call say,LINK    $@)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(SANITIZE) -o $@ $^ -lcmocka $(LIBS)

DEPENDS += $(BUILD)/obj/testbenches/mutation/core_mutation.d

# mutation.sh builds this of a core.
CORE_MUTANT_SHIM := $(addprefix testbenches/mutation/,lif_core_dut_mutants.cpp lif_core_dut_mutants.h lif_core_dut_mutants.map core_promises.hpp core_limits.hpp)
CORE_MUTANT_RTL  := testbenches/mutation/lif_core_mutants.v rtl/lif_ram.v rtl/lif_ram_single.v
build/mutation%.core.so: private DUT_CXXFLAGS = $(LIGHT_CXXFLAGS) -Itestbenches/mutation
build/mutation%.core.so: CORE_UNIT := testbenches/mutation/lif_core_dut_mutants.cpp
build/mutation%.core.so: CORE_EXPORTS := testbenches/mutation/lif_core_dut_mutants.map
build/mutation%.core.so: build/mutation%.v $(CORE_SOURCES) $(CORE_MUTANT_RTL) $(CORE_MUTANT_SHIM)
	$(call build_core,mutants,$(MUTANT_CIRCUIT),$@,$< $(CORE_MUTANT_RTL),$(SPLIT) -Wno-lint -Wno-UNOPTFLAT)

.PHONY: mutation-core
#: mutation-core   MUTANTS (400) mutants of each of MUTATION_CORES (two), by SEED: build/mutation-core.json
mutation-core: $(MUTATION_CORE_PROGRAM) build/gen/lif_core_registers.h $(BATCH_RUNTIME) | $(call setup,mutation)
	$(Q)MUTATION_JSON=build/mutation-core.json MUTATION_PROGRAM=$(MUTATION_CORE_PROGRAM) MUTANTS=$(MUTANTS) \
	  SEED=$(or $(SEED),1) testbenches/mutation/mutation.sh $(MUTATION_CORES)

.PHONY: mutation mutation-large
#: mutation        MUTANTS (400) mutants of the circuit in two formats, by SEED: which does the bench miss?
mutation: $(MUTATION_PROGRAM) $(DUT_RUNTIME) $(LIGHT_PCH) | $(call setup,mutation)
	$(Q)MUTATION_PROGRAM=$(MUTATION_PROGRAM) MUTANTS=$(MUTANTS) SEED=$(or $(SEED),1) testbenches/mutation/mutation.sh $(MUTATION_FORMATS)

#: mutation-large  the same with 2,000 mutants a format
mutation-large: MUTANTS := 2000
mutation-large: mutation

.PHONY: mutation-variants
#: mutation-variants MUTANTS (400) mutants of each of MUTATION_VARIANTS: build/mutation-variants.json
mutation-variants: $(MUTATION_PROGRAM) $(DUT_RUNTIME) $(LIGHT_PCH) | $(call setup,mutation)
	$(Q)MUTATION_JSON=build/mutation-variants.json MUTATION_PROGRAM=$(MUTATION_PROGRAM) MUTANTS=$(MUTANTS) \
	  SEED=$(or $(SEED),1) testbenches/mutation/mutation.sh $(MUTATION_VARIANTS)

# ---- mutations of the judge ----

# JUDGE_MUTATIONS chooses some faults of the table.
JUDGE_TABLE     ?= testbenches/mutation/judge.txt
JUDGE_MUTATIONS ?=
JUDGE_TESTS     := $(patsubst %,$(BUILD)/test/%,judge/test_judge_rules judge/test_verdict judge/test_judge judge/test_judge_lanes \
  run/test_faults reference/test_bound run/test_random_sets run/test_published run/test_equations run/test_equations_no_lif \
  run/test_equations_refused)

.PHONY: mutation-judge
#: mutation-judge  defects of the judge itself, one at a time: which of its tests notice them?
mutation-judge: $(JUDGE_TESTS) $(FAULTS) $(DUTS) $(GOLDEN_FILES) \
  | $(call setup,mutation)
	$(Q)BUILD=$(BUILD) CC='$(CC)' LIBS='$(LIBS)' \
	  CFLAGS='-std=c11 -ffp-contract=off -O1 -D_GNU_SOURCE $(SANITIZE)' \
	  testbenches/mutation/judge.sh $(JUDGE_TABLE) $(JUDGE_MUTATIONS)

CORE_JUDGE_TESTS := $(patsubst %,$(BUILD)/test/%,run/test_core_judge run/test_core_verdict run/test_core_constants run/test_core_run \
  run/test_core_lanes run/test_core_faults run/test_core_random reference/test_core_guided network/test_brian2)

.PHONY: mutation-core-judge
#: mutation-core-judge  the same of the judge of cores
mutation-core-judge: $(CORE_JUDGE_TESTS) $(CORE_FAULTS) | $(call setup,mutation)
	$(Q)BUILD=$(BUILD) CC='$(CC)' LIBS='$(LIBS)' JUDGE=core \
	  CFLAGS='-std=c11 -ffp-contract=off -O1 -D_GNU_SOURCE $(SANITIZE)' \
	  testbenches/mutation/judge.sh testbenches/mutation/core_judge.txt $(JUDGE_MUTATIONS)
