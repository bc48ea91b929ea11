# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# The reference is pure C11 and libm. -ffp-contract=off and no fast-math are part of its contract.

WARNINGS := -Wall -Wextra -Wshadow -Wconversion -Wsign-conversion -Wdouble-promotion \
  -Wstrict-prototypes -Wmissing-prototypes -Wcast-qual -Wwrite-strings -Wundef -Wvla -Wformat=2 \
  -Wswitch-enum $(if $(filter 1,$(WERROR)),-Werror)

SANITIZE := $(if $(filter 1,$(SAN)),-fsanitize=address$(comma)undefined -fno-sanitize-recover=undefined \
  -fno-omit-frame-pointer)
CFLAGS   ?= $(if $(filter 1,$(COVERAGE)),-O0 -g --coverage,-O3 -g)
ALL_CFLAGS = -std=c11 -pedantic $(WARNINGS) -ffp-contract=off -fPIC -fvisibility=hidden $(CFLAGS) $(SANITIZE) -D_GNU_SOURCE \
  -Ireference -Isim -I$(BUILD)/gen -MMD -MP

REFERENCE_OBJECTS := $(patsubst %.c,$(BUILD)/obj/%.o,$(wildcard reference/*.c))
LIBREFERENCE      := $(BUILD)/liblifreference.a

$(BUILD)/obj/%.o: %.c $(COMPILERS) | $(call setup,run)
	$(call say,CC      $<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) -c -o $@ $<

$(LIBREFERENCE): $(REFERENCE_OBJECTS)
	$(call say,AR      $@)
	$(Q)rm -f $@ && ar rcs $@ $^

DEPENDS += $(REFERENCE_OBJECTS:.o=.d)
