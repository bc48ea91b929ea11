# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# Tests. Every test program prints TAP; scripts/run_tests.sh counts the lines.

UNIT_TESTS := $(patsubst testbenches/unit/%.c,$(BUILD)/test/%,$(wildcard testbenches/unit/test_*.c))

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

-include $(UNIT_TESTS:$(BUILD)/test/%=$(BUILD)/obj/testbenches/unit/%.d) $(TEST_COMMON:.o=.d)

include testbenches/golden/golden.mk
include testbenches/bench/bench.mk
include testbenches/fuzz/fuzz.mk
include testbenches/formal/formal.mk

# ---- seeded faults: the shipped circuit with one patch each, behind the same table ----

FAULTS     := $(patsubst testbenches/faults/%.patch,build/faults/%.so,$(wildcard testbenches/faults/*.patch))
FAULT_FORMAT := q8_24

# A format without a name, for the proof of `lifcosim formats`.
PROVED := build/dut/w20f12k18.so

build/faults/%.so: testbenches/faults/%.patch $(DUT_SOURCES) $(RTL) | $(call setup,test)
	$(call say,FAULT   $*)
	$(Q)rm -rf build/faults/$*.src && mkdir -p build/faults/$*.src/rtl build/faults/$*.src/sim
	$(Q)cp $(RTL) build/faults/$*.src/rtl && cp $(WRAPPER) build/faults/$*.src/sim
	$(Q)patch -s -p1 -d build/faults/$*.src <$<
	$(call build_dut,$*,$(call format_widths,$(FAULT_FORMAT)),$@,\
	  $(addprefix build/faults/$*.src/,$(RTL) $(WRAPPER)),-Wno-lint)

# The page in the browser has these faults too.
include sim/explorer/explorer.mk

# ---- the benchmark of sweeps: `make sweep-bench` prints its line of JSON ----

BATCH_BENCH := $(BUILD)/bench/batch_bench
$(BATCH_BENCH): $(BUILD)/obj/testbenches/bench/batch_bench.o $(LIBCOSIM) $(LIBREFERENCE)
	$(call say,LINK    $@)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(SANITIZE) -o $@ $^ $(LIBS)

-include $(BUILD)/obj/testbenches/bench/batch_bench.d

.PHONY: sweep-bench
#: sweep-bench     ns a judged step of 10,000 parameter sets x 1,000 steps, as one line of JSON
sweep-bench: $(BATCH_BENCH) build/dut/q8_24.so build/dut/batch/q8_24.so
	$(Q)$(TEST_ENV) $(BATCH_BENCH) table

include testbenches/mutation/mutation.mk

# ---- running everything ----

EXPLORER_TESTS := $(sort $(wildcard testbenches/explorer/test_*.mjs))
CLI_TESTS := $(sort $(wildcard testbenches/cli/test_*.sh))
TEST_ENV   = BUILD=$(BUILD) LIFCOSIM_DUT_DIR=build/dut SEED=$(SEED) V=$(V) \
  UBSAN_OPTIONS=print_stacktrace=1 ASAN_OPTIONS=detect_leaks=1

include testbenches/coverage/coverage.mk

.PHONY: test test-random test-long test-billion test-slurm
#: test            set up what is missing, run every test; the last line is `N passed, N failed`
test: $(UNIT_TESTS) $(PROGRAM) $(DUTS) $(BATCHES) $(PROVED) $(FAULTS) $(GOLDEN_FILES) $(BENCH_TESTED) \
  $(FUZZ_REPLAYS) $(DIFFERENTIAL) $(MUTATION_PROGRAM) $(EXPLORER) | $(call setup,test)
	$(Q)$(TEST_ENV) scripts/run_tests.sh $(UNIT_TESTS) $(CLI_TESTS) $(EXPLORER_TESTS) scripts/lint.sh

#: test-random     2,000 random parameter sets x 20,000 steps: the correct circuit raises no alarm
test-random: $(BUILD)/test/test_random_sets $(DUTS)
	$(Q)$(TEST_ENV) SETS=2000 STEPS=20000 $(BUILD)/test/test_random_sets

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
