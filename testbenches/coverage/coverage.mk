# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# Coverage is measured by gcov for the C (in a build of its own in build/coverage), and by
# Verilator's line and toggle coverage for the shipped circuits, for the variants, and for the board
# and the tile at their pins. The goal `coverage` turns COVERAGE=1 on by itself.

# Verilator 5.006 moves the counters of a branch in front of the function call that it depends on,
# unless it leaves the order of the statements alone.
# Registers begin at 0: a bit that only a random value at power-up has moved was reached by no test.
COVERAGE_OPTIONS := --coverage-line --coverage-toggle -fno-reorder -fno-split --x-initial fast
COVERED_DUTS     := $(CIRCUITS:%=build/coverage/dut/%.so)
COVERED_BENCHES  := $(BOARD_BENCHES:build/%=build/coverage/%)

# The parameter is the name of a variant.
define covered_variant
build/coverage/dut/$(1).so: DUT_ABOUT := $$(call variant,$(1),2), $$(call variant,$(1),8) clocks a step
build/coverage/dut/$(1).so: DUT_NEURON := -DLIF_SIM_NEURON=$$(call variant,$(1),2) \
  '-DLIF_SIM_PARAMETERS=$$(call variant_parameters,$(1))'
build/coverage/dut/$(1).so: DUT_DEFINES := $$(call variant_defines,$(1))
endef
$(foreach name,$(VARIANTS),$(eval $(call covered_variant,$(name))))

build/coverage/dut/%.so: DUT_CXXFLAGS += -DLIF_COVERAGE
build/coverage/dut/%.so: DUT_SAVABLE :=
build/coverage/dut/%.so: DUT_RUNTIME += build/verilator/verilated_cov.o
build/coverage/dut/%.so: $(DUT_SOURCES) $(RTL) rtl/formats.txt rtl/variants.txt build/verilator/verilated_cov.o
	$(call say,DUT     $* (with coverage))
	$(call build_dut,$*,$(call circuit_widths,$*),$@,$(RTL) $(WRAPPER),$(COVERAGE_OPTIONS))
.SECONDARY: build/verilator/verilated_cov.o

build/coverage/board/%: testbenches/board/%.sv testbenches/board/host.svh $(RTL) rtl/lint.vlt
	$(call say,BENCH   $* (with coverage))
	$(call build_board_bench,$@,$(RTL),$(COVERAGE_OPTIONS) -DLIF_COVERAGE)

# ---- small cores, in which each value of a parameter that leaves something out is there ----

COVERED_CORES     := m12 m12_pair m12_two m12r m13r_two
COVERED_CORE_DUTS := $(COVERED_CORES:%=build/coverage/core/%.so)
COVERED_CORE_UNIT := $(addprefix testbenches/coverage/lif_core_dut_covered,.cpp .map) \
  $(addprefix testbenches/mutation/,core_promises.hpp core_limits.hpp lif_core_dut_mutants.h)

build/coverage/core/%.so: CORE_UNIT := testbenches/coverage/lif_core_dut_covered.cpp
build/coverage/core/%.so: CORE_EXPORTS := testbenches/coverage/lif_core_dut_covered.map
build/coverage/core/%.so: BATCH_RUNTIME += build/verilator/verilated_cov.o
build/coverage/core/%.so: private DUT_CXXFLAGS = $(LIGHT_CXXFLAGS) -Itestbenches -DLIF_COVERAGE
build/coverage/core/%.so: $(CORE_SOURCES) $(CORE_RTL) $(COVERED_CORE_UNIT) testbenches/core/small.txt build/verilator/verilated_cov.o
	$(call say,CORE    $* (with coverage))
	$(call build_core,$*,$*,$@,$(CORE_RTL),$(COVERAGE_OPTIONS) -Wno-lint)

# test_coverage.sh measures this one.
test: build/coverage/core/m12_pair.so

COVERED_CORE_BENCHES := $(CORE_BOARD_BENCHES:build/%=build/coverage/%)
$(COVERED_CORE_BENCHES): testbenches/board/tb_core_board.sv testbenches/board/host.svh $(CORE_RTL) $(CORE_BOARD_RTL) rtl/lint.vlt
	$(call say,BENCH   $(@F) (with coverage))
	$(call build_board_bench,$@,$(CORE_RTL) $(CORE_BOARD_RTL),$(COVERAGE_OPTIONS) -DLIF_COVERAGE)

# These are the CLI tests that look at the program; the others test make, set-up, lint, floors,
# proofs, mutants, corpus and the symbols of the library. Counting needs memory at the end of a run, which test_ended takes
# away, and writes files, which the plain user of test_unasked may not.
COVERAGE_CLI_TESTS := $(filter-out %/test_lint.sh %/test_setup.sh %/test_runner.sh %/test_corpus.sh %/test_ended.sh \
  %/test_unasked.sh %/test_equations.sh \
  %/test_make.sh %/test_links.sh %/test_fresh.sh %/test_compiler.sh \
  %/test_memory.sh %/test_floors.sh %/test_coverage.sh %/test_formal.sh %/test_exhaustive.sh \
  %/test_library.sh %/test_mutation.sh %/test_board.sh %/test_readme.sh %/test_tutorial.sh %/test_hook.sh %/test_systemc.sh,$(CLI_TESTS))

# These measure the cores.
CORE_COVERAGE := $(MUTATION_CORE_PROGRAM) $(CORE_DIFFERENTIAL) $(COVERED_CORE_DUTS) $(COVERED_CORE_BENCHES)

.PHONY: coverage
#: coverage        lines of the C, lines and toggles of the RTL; what is not covered must be explained
coverage: tested $(COVERED_DUTS) $(COVERED_BENCHES) $(CORE_COVERAGE) \
  | $(call setup,coverage) $(call setup,test)
	$(Q)$(TEST_ENV) COVERED_CORES='$(COVERED_CORES)' testbenches/coverage/coverage.sh $(UNIT_TESTS) -- $(COVERAGE_CLI_TESTS)

.PHONY: coverage-rtl
#: coverage-rtl    its part of the RTL alone, without a verdict, and build/coverage.info of it
coverage-rtl: build/coverage/test/circuit/test_rtl build/coverage/test/circuit/test_variants $(PROGRAM) $(DIFFERENTIAL) $(COVERED_DUTS) $(COVERED_BENCHES)
	$(Q)$(TEST_ENV) testbenches/coverage/rtl.sh build/coverage/results
	$(Q)rm -f build/coverage/results/c.txt
	$(Q)testbenches/coverage/lcov.sh build/coverage/results build/coverage.info

.PHONY: coverage-core
#: coverage-core   lines, branches and bits of small cores; what is not covered must be explained
coverage-core: $(CORE_COVERAGE)
	$(Q)$(TEST_ENV) testbenches/coverage/core.sh build/coverage/core-results $(COVERED_CORES)
	$(Q)testbenches/coverage/lcov.sh build/coverage/core-results build/coverage.info
	$(Q)testbenches/coverage/judge.sh build/coverage/core-results testbenches/coverage/explained-core.txt build/coverage-core.json
