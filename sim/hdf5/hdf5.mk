# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# The program that reads and writes HDF5 files, for NIR: an optional part, which `make run` neither
# builds nor needs.

HDF5_PROGRAM := $(BUILD)/lifcosim-hdf5
HDF5_OBJECTS := $(patsubst %.c,$(BUILD)/obj/%.o,$(wildcard sim/hdf5/*.c))
# The calls of HDF5 1.10 are there in every later one, too. Debian's package gives both names to pkg-config; the second is there where another HDF5 has the first.
HDF5_FIND     = pkg-config $(1) hdf5 2>/dev/null || pkg-config $(1) hdf5-serial

$(HDF5_OBJECTS): $(BUILD)/obj/%.o: %.c | $(call setup,nir)
	$(call say,CC      $<)
	$(Q)mkdir -p $(@D)
	$(Q)flags=$$($(call HDF5_FIND,--cflags)) && \
	  $(CC) $(ALL_CFLAGS) -DH5_USE_110_API $${flags//-I/-isystem } -c -o $@ $<

$(HDF5_PROGRAM): $(HDF5_OBJECTS) $(LIBCOSIM)
	$(call say,LINK    $@)
	$(Q)libraries=$$($(call HDF5_FIND,--libs)) && \
	  $(CC) $(CFLAGS) $(LDFLAGS) $(SANITIZE) -o $@ $^ $$libraries -lm

DEPENDS += $(HDF5_OBJECTS:.o=.d)

.PHONY: nir
#: nir             set up HDF5 and build lifcosim-hdf5, with which lifcosim reads and writes NIR files
nir: $(HDF5_PROGRAM)

tested: $(HDF5_PROGRAM)
