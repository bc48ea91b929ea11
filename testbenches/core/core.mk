# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# The core in Icarus: a script of what is done to it, and of what it must answer.

CORE_VECTORS := $(BUILD)/test/core_vectors
$(CORE_VECTORS): $(BUILD)/obj/testbenches/core/core_vectors.o $(LIBREFERENCE)
	$(call say,LINK    $@)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(SANITIZE) -o $@ $^ -lm
$(BUILD)/obj/testbenches/core/core_vectors.o: build/gen/lif_core_registers.h
$(BUILD)/obj/testbenches/core/core_vectors.o: ALL_CFLAGS += -Ibuild/gen

DEPENDS += $(BUILD)/obj/testbenches/core/core_vectors.d

# Icarus runs NAME of rtl/cores.txt: build/core/NAME.vvp, and its parameters for core_vectors.
build/core/%.vvp: testbenches/core/tb_core.v $(CORE_RTL) rtl/cores.txt | $(call setup,test)
	$(call say,ICARUS  $*)
	$(Q)mkdir -p $(@D)
	$(Q)iverilog -g2005 -Wall -s tb_core $(addprefix -Ptb_core.,$(call core_parameters,$*)) -o $@ $(CORE_RTL) $<
	$(Q)echo '$(call core_field,$*,2) $(call core_field,$*,3) $(call core_field,$*,5) $(call core_residual,$*) $(wordlist 7,12,$(core_$*))' >build/core/$*.shape
CORE_ICARUS := $(patsubst %,build/core/%.vvp,c20r_two c32 c16)
