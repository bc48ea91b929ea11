# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# Tests. Every test program prints TAP; scripts/run_tests.sh counts the lines.

UNIT_TESTS := $(patsubst testbenches/unit/%.c,$(BUILD)/test/%,$(wildcard testbenches/unit/test_*.c))

$(BUILD)/obj/testbenches/%.o: testbenches/%.c | $(call setup,test)
	$(call say,CC      $<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) -Itestbenches/unit -c -o $@ $<

$(UNIT_TESTS): $(BUILD)/test/%: $(BUILD)/obj/testbenches/unit/%.o $(LIBCOSIM) $(LIBREFERENCE)
	$(call say,LINK    $@)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(SANITIZE) -o $@ $^ -lcmocka $(LIBS)

-include $(UNIT_TESTS:$(BUILD)/test/%=$(BUILD)/obj/testbenches/unit/%.d)
