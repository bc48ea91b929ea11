# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# The core in Icarus: a script of what is done to it, and of what it must answer.

CORE_VECTORS := $(BUILD)/test/core_vectors
$(CORE_VECTORS): $(BUILD)/obj/testbenches/core/core_vectors.o $(LIBCOSIM) $(LIBREFERENCE)
	$(call say,LINK    $@)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(SANITIZE) -o $@ $^ $(LIBS)
$(BUILD)/obj/testbenches/core/core_vectors.o: build/gen/lif_core_registers.h
$(BUILD)/obj/testbenches/core/core_vectors.o: ALL_CFLAGS += -Ibuild/gen -Itestbenches

DEPENDS += $(BUILD)/obj/testbenches/core/core_vectors.d

# Icarus runs NAME of rtl/cores.txt: build/core/NAME.vvp, and its parameters for core_vectors.
build/core/%.vvp: testbenches/core/tb_core.v $(CORE_RTL) rtl/cores.txt | $(call setup,test)
	$(call say,ICARUS  $*)
	$(Q)mkdir -p $(@D)
	$(Q)iverilog -g2005 -Wall -s tb_core $(addprefix -Ptb_core.,$(call core_parameters,$*)) -o $@ $(CORE_RTL) $<
	$(Q)echo '$(call core_field,$*,2) $(call core_field,$*,3) $(call core_field,$*,5) $(call core_residual,$*) $(wordlist 7,12,$(core_$*))' >build/core/$*.shape
# ---- seeded faults: the core c24_16 with one fault each ----

core_rtl_faults := testbenches/faults/core.txt
CORE_RTL_FAULTS := $(CORE_FAULT_NAMES:%=build/faults/core/%.so)
$(eval $(call fault_parts,$(core_rtl_faults),build/gen/faults/core,$(CORE_FAULT_NAMES)))
# $(1) fault, $(2) core, $(3) output
define build_core_fault
$(Q)rm -rf $(3:.so=.src) && mkdir -p $(3:.so=.src)
$(Q)cp --parents $(CORE_RTL) $(3:.so=.src)
$(Q)$(call seed_fault,$(1),$(3:.so=.src),$(core_rtl_faults))
$(call build_core,$(1),$(2),$(3),$(CORE_RTL:%=$(3:.so=.src)/%),-Wno-lint)
endef
$(CORE_RTL_FAULTS): private DUT_CXXFLAGS = $(LIGHT_CXXFLAGS)
build/faults/core/%.so: build/gen/faults/core/% $(CORE_SOURCES) $(CORE_RTL) rtl/cores.txt | $(call setup,test)
	$(call say,FAULT   core $*)
	$(call build_core_fault,$*,c24_16,$@)

CORE_ICARUS := $(patsubst %,build/core/%.vvp,c20r_two c32 c16)

CORE_TESTED := $(CORES:%=build/core/%.so) $(CORE_RTL_FAULTS) $(CORE_ICARUS) $(CORE_VECTORS) $(CORE_REGISTERS)
tested: $(CORE_TESTED)
