# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# The co-simulation: the library libcosim.a (everything but main), the program, the circuits.

SIM_SOURCES := $(filter-out sim/lifcosim.c,$(wildcard sim/*.c))
SIM_OBJECTS := $(patsubst %.c,$(BUILD)/obj/%.o,$(SIM_SOURCES))
LIBCOSIM    := $(BUILD)/libcosim.a
PROGRAM     := $(BUILD)/lifcosim
LIBS        := -lfyaml -ludunits2 -lcsv -lyajl -lmxml -lmd -ldl -lm

$(LIBCOSIM): $(SIM_OBJECTS)
	$(call say,AR      $@)
	$(Q)rm -f $@ && ar rcs $@ $^

-include $(SIM_OBJECTS:.o=.d)
