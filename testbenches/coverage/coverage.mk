# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# Coverage: gcov of the C (a build of its own in build/coverage), Verilator's line and toggle
# coverage of the shipped circuits. The goal `coverage` turns COVERAGE=1 on by itself.

# Verilator 5.006 moves the counters of a branch in front of the function call that it depends on,
# unless it leaves the order of the statements alone.
COVERAGE_OPTIONS := --coverage-line --coverage-toggle -fno-reorder -fno-split
COVERED_DUTS     := $(FORMATS:%=build/coverage/dut/%.so)

build/coverage/dut/%.so: DUT_CXXFLAGS += -DLIF_COVERAGE
build/coverage/dut/%.so: DUT_SAVABLE :=
build/coverage/dut/%.so: DUT_RUNTIME += build/verilator/verilated_cov.o
build/coverage/dut/%.so: $(DUT_SOURCES) $(RTL) rtl/formats.txt build/verilator/verilated_cov.o
	$(call say,DUT     $* (with coverage))
	$(call build_dut,$*,$(call format_widths,$*),$@,$(RTL) $(WRAPPER),$(COVERAGE_OPTIONS))
.SECONDARY: build/verilator/verilated_cov.o

# The CLI tests that look at the program; the others test make, set-up, lint, proofs, mutants, corpus.
COVERAGE_CLI_TESTS := $(filter-out %/test_lint.sh %/test_setup.sh %/test_runner.sh %/test_corpus.sh \
  %/test_memory.sh %/test_coverage.sh %/test_formal.sh %/test_exhaustive.sh \
  %/test_mutation.sh %/test_readme.sh %/test_systemc.sh,$(CLI_TESTS))

.PHONY: coverage
#: coverage        lines of the C, lines and toggles of the RTL; what is not covered must be explained
coverage: $(UNIT_TESTS) $(PROGRAM) $(DIFFERENTIAL) $(DUTS) $(BATCHES) $(PROVED) $(FAULTS) \
  $(GOLDEN_FILES) $(COVERED_DUTS) \
  | $(call setup,coverage) $(call setup,test)
	$(Q)$(TEST_ENV) testbenches/coverage/coverage.sh $(UNIT_TESTS) -- $(COVERAGE_CLI_TESTS)
