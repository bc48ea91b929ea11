# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# The shipped circuit is compared with the integer model at widths so small that every combination
# of words can be tried, and in the shipped formats on 10^9 random steps each.

EXHAUSTIVE         := $(BUILD)/exhaustive/exhaustive
EXHAUSTIVE_HOLD    := 2
EXHAUSTIVE_WIDTHS  ?= w2f1k1 w3f1k2 w3f0k7 w4f2k1 w4f2k3 w4f3k6 w5f2k4
EXHAUSTIVE_TESTED  := $(EXHAUSTIVE) $(patsubst %,build/exhaustive/%.so,w2f1k1 w3f1k2) \
  $(patsubst %,build/exhaustive/faults/%.so,hold-long truncation wrap)

$(EXHAUSTIVE): $(BUILD)/obj/testbenches/exhaustive/exhaustive.o $(LIBCOSIM) $(LIBREFERENCE)
	$(call say,LINK    $@)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(SANITIZE) -o $@ $^ $(LIBS)

DEPENDS += $(BUILD)/obj/testbenches/exhaustive/exhaustive.d

build/exhaustive/%.so: HOLD_WIDTH := $(EXHAUSTIVE_HOLD)
build/exhaustive/%.so: $(DUT_SOURCES) $(RTL) | $(call setup,run)
	$(call say,DUT     $* (hold of $(HOLD_WIDTH) bits))
	$(call build_dut,$*,$(call format_widths,$*),$@,$(RTL) $(WRAPPER),-Wno-lint)

# These are seeded faults of the circuit, at the width of one that is compared in make test.
build/exhaustive/faults/%.so: HOLD_WIDTH := $(EXHAUSTIVE_HOLD)
build/exhaustive/faults/%.so: build/gen/faults/neuron/% $(DUT_SOURCES) $(RTL) | $(call setup,test)
	$(call say,FAULT   $* (w3f1k2))
	$(call build_fault,$*,$(call format_widths,w3f1k2),$@)

# ---- cores of two neurons (testbenches/core/small.txt) ----

EXHAUSTIVE_CORE   := $(BUILD)/exhaustive/exhaustive_core
EXHAUSTIVE_CORES  ?= e2 e3
EXHAUSTIVE_SHIM   := $(addprefix testbenches/exhaustive/lif_core_dut_states,.cpp .h .map)
EXHAUSTIVE_FAULTS := $(patsubst %,build/exhaustive/core/faults/%.so,hold-long wraps event-late)
EXHAUSTIVE_TESTED += $(EXHAUSTIVE_CORE) $(EXHAUSTIVE_CORES:%=build/exhaustive/core/%.so) $(EXHAUSTIVE_FAULTS)

$(EXHAUSTIVE_CORE): $(BUILD)/obj/testbenches/exhaustive/core.o $(LIBCOSIM) $(LIBREFERENCE)
	$(call say,LINK    $@)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(SANITIZE) -o $@ $^ $(LIBS)

DEPENDS += $(BUILD)/obj/testbenches/exhaustive/core.d

build/exhaustive/core/%.so: CORE_UNIT := testbenches/exhaustive/lif_core_dut_states.cpp
build/exhaustive/core/%.so: CORE_EXPORTS := testbenches/exhaustive/lif_core_dut_states.map
build/exhaustive/core/%.so: private DUT_CXXFLAGS += -Itestbenches/exhaustive
build/exhaustive/core/%.so: $(CORE_SOURCES) $(CORE_RTL) $(EXHAUSTIVE_SHIM) testbenches/core/small.txt | $(call setup,run)
	$(call say,CORE    $* (with a way to its states))
	$(call build_core,$*,$*,$@,$(CORE_RTL),-Wno-lint)

# These are seeded faults of the core, at the width of one that is compared in make test.
$(EXHAUSTIVE_FAULTS): private DUT_CXXFLAGS = $(LIGHT_CXXFLAGS) -Itestbenches/exhaustive
build/exhaustive/core/faults/%.so: build/gen/faults/core/% $(CORE_SOURCES) $(CORE_RTL) $(EXHAUSTIVE_SHIM) testbenches/core/small.txt
	$(call say,FAULT   core $* (e3))
	$(call build_core_fault,$*,e3,$@)

.PHONY: exhaustive-core
#: exhaustive-core  a core of 2 neurons and 2 bits = integer model from every state; of 3 bits in parts, and every network
exhaustive-core: $(EXHAUSTIVE_CORE) $(EXHAUSTIVE_CORES:%=build/exhaustive/core/%.so)
	$(Q)$(TEST_ENV) $(EXHAUSTIVE_CORE) $(EXHAUSTIVE_CORES:%=build/exhaustive/core/%.so)

.PHONY: exhaustive test-random-billion
#: exhaustive      RTL = integer model on every combination of words at EXHAUSTIVE_WIDTHS, and q4_4 in two parts
exhaustive: $(EXHAUSTIVE) $(EXHAUSTIVE_WIDTHS:%=build/exhaustive/%.so) build/dut/q4_4.so
	$(Q)$(TEST_ENV) $(EXHAUSTIVE) $(EXHAUSTIVE_WIDTHS:%=build/exhaustive/%.so) q4_4

# 122,071 sets of 8,192 steps are 10^9 steps; FORMATS_TESTED chooses some formats.
FORMATS_TESTED ?= $(FORMATS)
#: test-random-billion  10^9 random steps in each shipped format: RTL = integer model
test-random-billion: $(BUILD)/test/circuit/test_rtl $(DUTS)
	$(Q)for format in $(FORMATS_TESTED); do \
	  $(TEST_ENV) RTL_SETS=122071 TEST_FILTER="$$format equals the integer model" $(BUILD)/test/circuit/test_rtl || exit 1; done
