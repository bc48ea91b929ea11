# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# The library for a bench of the user's own: shared and static, with lifcosim.h alone to the outside.

LIBRARY_ABI := 0# that of lifcosim.h
LIBRARY     := $(BUILD)/liblifcosim.so.$(LIBRARY_ABI)
LIBRARY_OBJECTS := $(filter $(BUILD)/obj/sim/library/%,$(SIM_OBJECTS))

$(LIBRARY): $(LIBRARY_OBJECTS) $(LIBCOSIM) $(LIBREFERENCE) sim/library/lifcosim.map
	$(call say,LINK    $@)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) $(SANITIZE) -shared -Wl,-soname,$(notdir $@) -Wl,-z,defs,--gc-sections,--as-needed \
  -Wl,--version-script=sim/library/lifcosim.map -o $@ $(LIBRARY_OBJECTS) $(LIBCOSIM) $(LIBREFERENCE) $(LIBS)
	$(Q)ln -sf $(notdir $@) $(BUILD)/liblifcosim.so

# One object, whose only global symbols are those of lifcosim.h.
$(BUILD)/liblifcosim.a: $(LIBRARY_OBJECTS) $(LIBCOSIM) $(LIBREFERENCE) sim/library/lifcosim.map
	$(call say,AR      $@)
	$(Q)$(LD) -r -o $(BUILD)/lifcosim.o $(LIBRARY_OBJECTS) $(LIBCOSIM) $(LIBREFERENCE)
	$(Q)objcopy --wildcard --keep-global-symbol='lifcosim_*' $(BUILD)/lifcosim.o
	$(Q)rm -f $@ && ar rcs $@ $(BUILD)/lifcosim.o

.PHONY: library vpi
#: library         the judge for a bench of your own: build/liblifcosim.so and .a, sim/library/lifcosim.h
library: $(LIBRARY) $(BUILD)/liblifcosim.a

# The module for Icarus Verilog, with the library in it. Its own functions are those of vvp.
VPI := $(BUILD)/lif_cosim.vpi
VPI_HEADERS := /usr/include/iverilog
$(VPI): sim/vpi/vpi.c $(BUILD)/liblifcosim.a | $(call setup,vpi)
	$(call say,LINK    $@)
	$(Q)$(CC) $(ALL_CFLAGS) -I$(VPI_HEADERS) $(LDFLAGS) -shared -o $@ sim/vpi/vpi.c $(BUILD)/liblifcosim.a $(LIBS)
#: vpi             the judge for a bench in Icarus Verilog: build/lif_cosim.vpi, sim/vpi/lif_cosim_checker.v
vpi: $(VPI)

# setuptools builds the wheel by itself: nothing is downloaded.
WHEEL := build/python/lifcosim-$(VERSION)-py3-none-any.whl
$(WHEEL): $(wildcard sim/library/python/pyproject.toml sim/library/python/lifcosim/*) | $(call setup,test)
	$(call say,WHEEL   $@)
	$(Q)rm -rf build/python && mkdir -p build/python && cp -r sim/library/python build/python/source
	$(Q)cd build/python/source && rm -rf lifcosim/__pycache__ && sed -i 's/^version = .*/version = "$(VERSION)"/' pyproject.toml && \
	  /usr/bin/python3 -c 'from setuptools import build_meta; build_meta.build_wheel("..")' >../log 2>&1 || { cat ../log >&2; exit 1; }

.PHONY: python
#: python          a wheel of the Python module: build/python (it needs liblifcosim.so)
python: $(WHEEL)

test: $(LIBRARY) $(BUILD)/liblifcosim.a $(VPI) $(WHEEL)
