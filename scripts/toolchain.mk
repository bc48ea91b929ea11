# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# Compilers, and how a recipe says what it does: for the tree and for an installation.

CC     := $(if $(filter default,$(origin CC)),gcc,$(CC))
CXX    := $(if $(filter default,$(origin CXX)),g++,$(CXX))
V      ?= 0
Q     := $(if $(filter 1,$(V)),,@)
say    = $(if $(filter 1,$(V)),,@echo "  $(1)")

# Other compilers make everything anew: the one does not take the precompiled headers of the other.
COMPILERS := build/gen/compilers-$(subst /,-,$(subst $() $(),-,$(CC) $(CXX))).stamp
$(COMPILERS):
	$(Q)mkdir -p $(@D) && rm -f $(@D)/compilers-*.stamp && touch $@
# For an option that clang would warn of.
gcc_only = $(if $(findstring clang,$(CXX)),,$(1))
