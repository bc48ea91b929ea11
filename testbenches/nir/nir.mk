# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# The program that makes NIR files for the tests: HDF5 alone, with nothing of lifcosim's reader in it.

MAKE_NIR := $(BUILD)/test/make_nir
$(MAKE_NIR): testbenches/nir/make_nir.c | $(call setup,nir)
	$(call say,LINK    $@)
	$(Q)mkdir -p $(@D)
	$(Q)flags=$$($(call HDF5_FIND,--cflags)) && libraries=$$($(call HDF5_FIND,--libs)) && \
	  $(CC) $(ALL_CFLAGS) -DH5_USE_110_API $${flags//-I/-isystem } -o $@ $< $$libraries

.PHONY: nir-tested
nir-tested: $(HDF5_PROGRAM) $(MAKE_NIR)
tested: $(MAKE_NIR)
