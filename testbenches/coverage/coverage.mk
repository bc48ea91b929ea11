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

build/coverage/board/%: testbenches/board/%.sv $(RTL) rtl/lint.vlt
	$(call say,BENCH   $* (with coverage))
	$(call build_board_bench,$@,$(RTL),$(COVERAGE_OPTIONS) -DLIF_COVERAGE)

# These are the CLI tests that look at the program; the others test make, set-up, lint, floors,
# proofs, mutants and corpus. Counting needs memory at the end of a run, which test_ended takes
# away, and writes files, which the plain user of test_unasked may not.
COVERAGE_CLI_TESTS := $(filter-out %/test_lint.sh %/test_setup.sh %/test_runner.sh %/test_corpus.sh %/test_ended.sh \
  %/test_unasked.sh %/test_equations.sh \
  %/test_make.sh %/test_links.sh %/test_fresh.sh %/test_compiler.sh \
  %/test_memory.sh %/test_floors.sh %/test_coverage.sh %/test_formal.sh %/test_exhaustive.sh \
  %/test_mutation.sh %/test_board.sh %/test_readme.sh %/test_tutorial.sh %/test_hook.sh %/test_systemc.sh,$(CLI_TESTS))

.PHONY: coverage
#: coverage        lines of the C, lines and toggles of the RTL; what is not covered must be explained
coverage: $(UNIT_TESTS) $(PROGRAM) $(DIFFERENTIAL) $(DUTS) $(BATCHES) $(PROVED) $(FAULTS) \
  $(GOLDEN_FILES) $(COVERED_DUTS) $(COVERED_BENCHES) $(EQUATIONS_CIRCUITS_RUN) $(VARIANTS:%=build/dut/%.so) $(VARIANT_FAULTS) \
  | $(call setup,coverage) $(call setup,test)
	$(Q)$(TEST_ENV) testbenches/coverage/coverage.sh $(UNIT_TESTS) -- $(COVERAGE_CLI_TESTS)

.PHONY: coverage-rtl
#: coverage-rtl    its part of the RTL alone, without a verdict, and build/coverage.info of it
coverage-rtl: build/coverage/test/circuit/test_rtl build/coverage/test/circuit/test_variants $(PROGRAM) $(DIFFERENTIAL) $(COVERED_DUTS) $(COVERED_BENCHES)
	$(Q)$(TEST_ENV) testbenches/coverage/rtl.sh build/coverage/results
	$(Q)rm -f build/coverage/results/c.txt
	$(Q)testbenches/coverage/lcov.sh build/coverage/results build/coverage.info
