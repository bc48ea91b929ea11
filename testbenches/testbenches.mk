# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# Tests. Every test program prints TAP; scripts/run_tests.sh counts the lines.

# The folders of testbenches/unit are the rooms of sim/, and reference.
UNIT_SOURCES := $(wildcard $(patsubst %,testbenches/unit/%/test_*.c,reference $(SIM_ROOMS)))
UNIT_TESTS   := $(UNIT_SOURCES:testbenches/unit/%.c=$(BUILD)/test/%)

$(BUILD)/obj/testbenches/%.o: testbenches/%.c | $(call setup,test)
	$(call say,CC      $<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) -Itestbenches/unit -c -o $@ $<

# What the tests share.
TEST_COMMON := $(BUILD)/obj/testbenches/unit/neuron_fixture.o

$(UNIT_TESTS): $(BUILD)/test/%: $(BUILD)/obj/testbenches/unit/%.o $(TEST_COMMON) $(LIBCOSIM) $(LIBREFERENCE)
	$(call say,LINK    $@)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(SANITIZE) -o $@ $^ -lcmocka $(LIBS)

DEPENDS += $(UNIT_TESTS:$(BUILD)/test/%=$(BUILD)/obj/testbenches/unit/%.d) $(TEST_COMMON:.o=.d)

include testbenches/golden/golden.mk
include testbenches/bench/bench.mk
include testbenches/fuzz/fuzz.mk
include testbenches/formal/formal.mk
include testbenches/systemc/systemc.mk
include testbenches/board/board.mk
include testbenches/fresh/fresh.mk
include testbenches/equations/equations.mk

# ---- seeded faults: the shipped circuit with one patch each, behind the same table ----

FAULTS     := $(patsubst testbenches/faults/%.patch,build/faults/%.so,$(wildcard testbenches/faults/*.patch))
FAULT_FORMAT := q8_24

# A format without a name, for the proof of `lifcosim formats`.
PROVED := build/dut/w20f12k18.so

# $(1) name, $(2) widths, $(3) output, $(4) patch
define build_fault
$(Q)rm -rf $(3:.so=.src) && mkdir -p $(3:.so=.src)
$(Q)cp --parents $(RTL) $(WRAPPER) $(3:.so=.src)
$(Q)patch -s -p1 -d $(3:.so=.src) <$(4)
$(call build_dut,$(1),$(2),$(3),$(addprefix $(3:.so=.src)/,$(RTL) $(WRAPPER)),-Wno-lint)
endef

build/faults/%.so: testbenches/faults/%.patch $(DUT_SOURCES) $(RTL) | $(call setup,test)
	$(call say,FAULT   $*)
	$(call build_fault,$*,$(call format_widths,$(FAULT_FORMAT)),$@,$<)

# The page in the browser has these faults too.
include sim/explorer/explorer.mk

# The same for a variant, which the patch names: `variant: NAME` is its first line.
VARIANT_FAULTS := $(patsubst testbenches/faults/variants/%.patch,build/faults/variants/%.so,\
  $(wildcard testbenches/faults/variants/*.patch))

# $(1) name of the fault, $(2) of the variant
define variant_fault_rule
build/faults/variants/$(1).so: DUT_NEURON := -DLIF_SIM_NEURON=$$(call variant,$(2),2) \
  '-DLIF_SIM_PARAMETERS=$$(call variant_parameters,$(2))'
build/faults/variants/$(1).so: DUT_DEFINES := $$(call variant_defines,$(2))
build/faults/variants/$(1).so: testbenches/faults/variants/$(1).patch $$(DUT_SOURCES) $$(RTL) rtl/variants.txt
	$$(call say,FAULT   $(1))
	$$(Q)rm -rf $$(@:.so=.src) && mkdir -p $$(@:.so=.src)/rtl
	$$(Q)cp $$(RTL) $$(@:.so=.src)/rtl
	$$(Q)patch -s -p1 -d $$(@:.so=.src) <$$<
	$$(call build_dut,$(1),$$(wordlist 3,5,$$(variant_$(2))),$$@,$$(RTL:%=$$(@:.so=.src)/%) $$(WRAPPER),-Wno-lint)
endef
$(foreach patch,$(wildcard testbenches/faults/variants/*.patch),$(eval $(call variant_fault_rule,$(basename \
  $(notdir $(patch))),$(fault_variant_$(basename $(notdir $(patch)))))))

$(BUILD)/obj/testbenches/unit/circuit/test_variants.o: $(VARIANT_TABLE)
test: $(VARIANTS:%=build/dut/%.so) $(VARIANT_FAULTS)

# ---- the benchmark of sweeps: `make sweep-bench` prints its line of JSON ----

.PHONY: sweep-bench
#: sweep-bench     ns a judged step of 10,000 parameter sets x 1,000 steps, as one line of JSON
sweep-bench: $(bench)/batch_bench build/dut/q8_24.so build/dut/batch/q8_24.so
	$(Q)$(TEST_ENV) $(bench)/batch_bench table

include testbenches/mutation/mutation.mk
include testbenches/exhaustive/exhaustive.mk

# ---- running everything ----

EXPLORER_TESTS := $(sort $(wildcard testbenches/explorer/test_*.mjs))
CLI_TESTS := $(sort $(wildcard testbenches/cli/test_*.sh))
TEST_ENV   = BUILD=$(BUILD) LIFCOSIM_DUT_DIR=build/dut SEED=$(SEED) V=$(V) \
  UBSAN_OPTIONS=print_stacktrace=1 ASAN_OPTIONS=detect_leaks=1

include testbenches/coverage/coverage.mk

.PHONY: test test-one test-random test-long test-billion test-slurm
#: test            set up what is missing, run every test; the last line is `N passed, N failed`
test: $(UNIT_TESTS) $(PROGRAM) $(DUTS) $(BATCHES) $(PROVED) $(FAULTS) $(GOLDEN_FILES) $(BENCH_TESTED) \
  $(FUZZ_REPLAYS) $(DIFFERENTIAL) $(MUTATION_PROGRAM) $(EXHAUSTIVE_TESTED) $(EXPLORER) \
  $(SYSTEMC_TESTED) $(EQUATIONS_TESTED) $(EQUATIONS_DEFECTIVE) | $(call setup,test)
	$(Q)$(TEST_ENV) scripts/run_tests.sh $(UNIT_TESTS) $(EQUATIONS_TESTED) $(CLI_TESTS) $(EXPLORER_TESTS) scripts/lint.sh

# The test of that name: a program of testbenches/unit, which is built, or a script of testbenches/cli.
T ?=
ONE_TEST = $(filter %/$(T) %/$(T).sh,$(UNIT_TESTS) $(CLI_TESTS))
#: test-one        one test by its name (T=test_verdict, with SEED= and V=1), and the program before it
test-one: program $(ONE_TEST)
	$(if $(ONE_TEST),,@echo 'T is the name of a test, such as test_verdict: a program of testbenches/unit or a script of testbenches/cli' >&2; exit 2)
	$(Q)$(TEST_ENV) scripts/run_tests.sh $(ONE_TEST)

#: test-random     2,000 random parameter sets x 20,000 steps: the correct circuit raises no alarm
test-random: $(BUILD)/test/run/test_random_sets $(DUTS)
	$(Q)$(TEST_ENV) SETS=2000 STEPS=20000 $(BUILD)/test/run/test_random_sets

#: test-long       10^8 steps of a silent neuron on the RTL: peak memory, steps per second
test-long: program | $(call setup,test)
	$(Q)$(TEST_ENV) STEPS=100000000 testbenches/cli/test_memory.sh

#: test-billion    10^9 judged steps of a noisy drive on the RTL: peak memory, steps per second
test-billion: program | $(call setup,test)
	$(Q)$(TEST_ENV) STEPS=1000000000 DRIVE=noise testbenches/cli/test_memory.sh

#: test-slurm      a sweep as a job array on a Slurm of this machine alone, started for the test
test-slurm: $(PROGRAM) build/dut/q8_24.so build/dut/q6_18.so build/faults/hold-long.so \
  | $(call setup,test) $(call setup,slurm)
	$(Q)$(TEST_ENV) scripts/run_tests.sh testbenches/slurm/test_slurm.sh
