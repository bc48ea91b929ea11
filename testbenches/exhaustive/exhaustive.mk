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
