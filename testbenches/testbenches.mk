# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# Every test program prints TAP; scripts/run_tests.sh counts the lines.

# The folders of testbenches/unit are the rooms of sim/, and reference.
UNIT_SOURCES := $(wildcard $(patsubst %,testbenches/unit/%/test_*.c,reference $(SIM_ROOMS)))
UNIT_TESTS   := $(UNIT_SOURCES:testbenches/unit/%.c=$(BUILD)/test/%)

$(BUILD)/obj/testbenches/%.o: testbenches/%.c | $(call setup,test)
	$(call say,CC      $<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) -Itestbenches/unit -c -o $@ $<

# The tests share these.
TEST_COMMON := $(BUILD)/obj/testbenches/unit/neuron_fixture.o $(BUILD)/obj/testbenches/unit/core_fixture.o

$(UNIT_TESTS): $(BUILD)/test/%: $(BUILD)/obj/testbenches/unit/%.o $(TEST_COMMON) $(LIBCOSIM) $(LIBREFERENCE)
	$(call say,LINK    $@)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(SANITIZE) $(STARTS_READERS) -o $@ $^ -lcmocka $(LIBS)

# This one reads its table in a source of its own.
TEMPLATE_LINE := $(BUILD)/obj/testbenches/unit/foreign/template_line.o
$(BUILD)/test/foreign/test_templates: $(TEMPLATE_LINE)

# These are held against exact rational numbers.
$(BUILD)/test/reference/test_core_%: LIBS += -lgmp

DEPENDS += $(UNIT_TESTS:$(BUILD)/test/%=$(BUILD)/obj/testbenches/unit/%.d) $(TEST_COMMON:.o=.d) $(TEMPLATE_LINE:.o=.d)

include testbenches/golden/golden.mk
include testbenches/bench/bench.mk
include testbenches/fuzz/fuzz.mk
include testbenches/formal/formal.mk
include testbenches/prove/prove.mk
include testbenches/systemc/systemc.mk
include testbenches/board/board.mk
include testbenches/fresh/fresh.mk
include testbenches/equations/equations.mk
include testbenches/diagnose/diagnose.mk

# ---- seeded faults: the shipped circuit with one fault each, behind the same functions ----

seed           := testbenches/faults/seed.awk
neuron_faults  := testbenches/faults/neuron.txt
variant_faults := testbenches/faults/variants.txt
FAULTS         := $(FAULT_NAMES:%=build/faults/%.so)
VARIANT_FAULTS := $(VARIANT_FAULT_NAMES:%=build/faults/variants/%.so)
FAULT_FORMAT   := q8_24

# The lines of each fault are in a file of its own too, which is written anew only when they change:
# after an edit of one fault only one circuit is built. The parameters are: $(1) table, $(2) folder,
# $(3) names.
define fault_parts
$(2).stamp: $(1) $(seed)
	$$(Q)rm -rf $(2).new && mkdir -p $(2) $(2).new && awk -v parts=$(2).new -f $(seed) $(1)
	$$(Q)for part in $(2).new/*; do cmp -s $$$$part $(2)/$$$${part##*/} || mv $$$$part $(2); done
	$$(Q)rm -rf $(2).new && touch $$@
$(3:%=$(2)/%): $(2).stamp ;
endef
$(eval $(call fault_parts,$(neuron_faults),build/gen/faults/neuron,$(FAULT_NAMES)))
$(eval $(call fault_parts,$(variant_faults),build/gen/faults/variants,$(VARIANT_FAULT_NAMES)))

# The parameters are: $(1) fault, $(2) folder with a copy of the sources, $(3) table.
seed_fault = awk -v fault=$(1) -v root=$(2) -f $(seed) $(or $(3),$(neuron_faults))

# The proof of `lifcosim formats` needs a format without a name.
PROVED := build/dut/w20f12k18.so

# The parameters are: $(1) fault, $(2) widths, $(3) output.
define build_fault
$(Q)rm -rf $(3:.so=.src) && mkdir -p $(3:.so=.src)
$(Q)cp --parents $(RTL) $(WRAPPER) $(3:.so=.src)
$(Q)$(call seed_fault,$(1),$(3:.so=.src))
$(call build_dut,$(1),$(2),$(3),$(addprefix $(3:.so=.src)/,$(RTL) $(WRAPPER)),-Wno-lint)
endef

build/faults/%.so: build/gen/faults/neuron/% $(DUT_SOURCES) $(RTL) | $(call setup,test)
	$(call say,FAULT   $*)
	$(call build_fault,$*,$(call format_widths,$(FAULT_FORMAT)),$@)

# Faults of a core: its integer model behind the table of cores, with one fault each. The lines of each
# are in a file of its own, as above. Its sources are the model, what it stands on, and its table.
core_faults    := testbenches/faults/core_model.txt
core_model     := reference/lif_core_integer.c reference/lif_status.c sim/circuit/core_memory.c sim/circuit/core_model.c
core_exports   := sim/circuit/lif_core_dut.map
CORE_FAULTS    := $(CORE_MODEL_FAULT_NAMES:%=build/faults/core_model/%.so)
$(eval $(call fault_parts,$(core_faults),build/gen/faults/core_model,$(CORE_MODEL_FAULT_NAMES)))

build/faults/core_model/%.so: build/gen/faults/core_model/% $(core_model) $(core_exports) \
  $(wildcard reference/lif_core*.h) sim/circuit/lif_core_dut.h | $(call setup,test)
	$(call say,FAULT   $*)
	$(Q)rm -rf $(@:.so=.src) && mkdir -p $(@:.so=.src)
	$(Q)cp --parents $(core_model) $(@:.so=.src)
	$(Q)$(call seed_fault,$*,$(@:.so=.src),$(core_faults))
	$(Q)$(CC) -std=c11 -O1 -w -fPIC -shared -D_GNU_SOURCE -Dcosim_core_model_ops=lif_core_dut_ops -Ireference -Isim \
	  -Wl,--version-script=$(core_exports) -o $@ $(core_model:%=$(@:.so=.src)/%) -lm

# The page in the browser has these faults too.
include sim/explorer/explorer.mk

# This is the same for the variant that the fault names. The parameters are: $(1) name of the fault,
# $(2) of the variant.
define variant_fault_rule
build/faults/variants/$(1).so: DUT_NEURON := -DLIF_SIM_NEURON=$$(call variant,$(2),2) \
  '-DLIF_SIM_PARAMETERS=$$(call variant_parameters,$(2))'
build/faults/variants/$(1).so: DUT_DEFINES := $$(call variant_defines,$(2))
build/faults/variants/$(1).so: build/gen/faults/variants/$(1) $$(DUT_SOURCES) $$(RTL) rtl/variants.txt
	$$(call say,FAULT   $(1))
	$$(Q)rm -rf $$(@:.so=.src) && mkdir -p $$(@:.so=.src)/rtl
	$$(Q)cp $$(RTL) $$(@:.so=.src)/rtl
	$$(Q)$$(call seed_fault,$(1),$$(@:.so=.src),$$(variant_faults))
	$$(call build_dut,$(1),$$(wordlist 3,5,$$(variant_$(2))),$$@,$$(RTL:%=$$(@:.so=.src)/%) $$(WRAPPER),-Wno-lint)
endef
$(foreach name,$(VARIANT_FAULT_NAMES),$(eval $(call variant_fault_rule,$(name),$(fault_variant_$(name)))))

$(BUILD)/obj/testbenches/unit/circuit/test_variants.o: $(VARIANT_TABLE)
$(BUILD)/obj/testbenches/unit/circuit/test_lif_core.o $(BUILD)/obj/testbenches/unit/run/test_core_circuit.o: $(CORE_TABLE)
tested: $(VARIANTS:%=build/dut/%.so) $(VARIANT_FAULTS)

include testbenches/core/core.mk
include testbenches/nir/nir.mk

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

.PHONY: tested test test-one test-random core-bound test-long test-billion test-slurm
# This is what tests of units and of the program need, those of coverage, too.
tested: $(UNIT_TESTS) $(PROGRAM) $(DUTS) $(BATCHES) $(PROVED) $(FAULTS) $(CORE_FAULTS) $(GOLDEN_FILES) $(DIFFERENTIAL) \
  $(CORE_DIFFERENTIAL) $(EQUATIONS_DEFECTIVE) $(EQUATIONS_CIRCUITS_RUN) | $(call setup,test)

#: test            set up what is missing, run every test; the last line is `N passed, N failed`
test: tested $(BENCH_TESTED) $(FUZZ_REPLAYS) $(MUTATION_PROGRAM) $(MUTATION_CORE_PROGRAM) $(EXHAUSTIVE_TESTED) $(EXPLORER) \
  $(SYSTEMC_TESTED) $(EQUATIONS_TESTED) | $(call setup,test)
	$(Q)TEST_JOBS=$${TEST_JOBS:-$$(nproc)} $(TEST_ENV) scripts/run_tests.sh scripts/lint.sh $(UNIT_TESTS) \
	  $(EQUATIONS_TESTED) $(CLI_TESTS) $(EXPLORER_TESTS)

# T names a test: a program of testbenches/unit, which is built, or a script of testbenches/cli.
T ?=
ONE_TEST = $(filter %/$(T) %/$(T).sh,$(UNIT_TESTS) $(CLI_TESTS))
#: test-one        one test by its name (T=test_verdict, with SEED= and V=1), and the program before it
test-one: program $(ONE_TEST)
	$(if $(ONE_TEST),,@echo 'T is the name of a test, such as test_verdict: a program of testbenches/unit or a script of testbenches/cli' >&2; exit 2)
	$(Q)$(TEST_ENV) scripts/run_tests.sh $(ONE_TEST)

#: test-random     2,000 random parameter sets x 20,000 steps: the correct circuit raises no alarm
test-random: $(BUILD)/test/run/test_random_sets $(DUTS)
	$(Q)$(TEST_ENV) SETS=2000 STEPS=20000 $(BUILD)/test/run/test_random_sets

#: core-bound      10^8 random neuron-ticks of cores: no alarm, and each bound is reached to nine tenths
core-bound: $(BUILD)/test/run/test_core_random
	$(Q)$(TEST_ENV) SETS=40 TICKS=5000 $(BUILD)/test/run/test_core_random

#: test-long       10^8 steps of a silent neuron on the RTL: peak memory, steps per second
test-long: program | $(call setup,test)
	$(Q)$(TEST_ENV) STEPS=100000000 testbenches/cli/test_memory.sh

#: test-billion    10^9 judged steps of a noisy drive on the RTL: peak memory, steps per second
test-billion: program | $(call setup,test)
	$(Q)$(TEST_ENV) STEPS=1000000000 DRIVE=noise testbenches/cli/test_memory.sh

#: test-slurm      a sweep as a job array on a Slurm of this machine alone, started for the test
test-slurm: $(PROGRAM) build/dut/q8_24.so build/dut/q6_18.so build/core/c24_16.so build/faults/hold-long.so build/faults/core_model/event-late.so \
  | $(call setup,test) $(call setup,slurm)
	$(Q)$(TEST_ENV) scripts/run_tests.sh testbenches/slurm/test_slurm.sh
