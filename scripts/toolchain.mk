# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# The tree and an installation share the compilers, and the way in which a recipe says what it does.

CC     := $(if $(filter default,$(origin CC)),gcc,$(CC))
CXX    := $(if $(filter default,$(origin CXX)),g++,$(CXX))
V      ?= 0
Q     := $(if $(filter 1,$(V)),,@)
say    = $(if $(filter 1,$(V)),,@echo "  $(1)")

# Another compiler makes everything anew, as it does not take the precompiled headers of this one.
COMPILERS := build/gen/compilers-$(subst /,-,$(subst $() $(),-,$(CC) $(CXX))).stamp
$(COMPILERS):
	$(Q)mkdir -p $(@D) && rm -f $(@D)/compilers-*.stamp && touch $@
# Gives an option to gcc alone, where clang would warn of it.
gcc_only = $(if $(findstring clang,$(CXX)),,$(1))
