# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# lifcosim: `make` prints the targets and the variables; one fragment per folder, no recursion.

.DEFAULT_GOAL := help
.SUFFIXES:
.DELETE_ON_ERROR:
SHELL := /bin/bash

# ---- variables a user may set (shown by `make`) ----
FORMAT ?= q8_24
S      ?= book-triangle
SAN    ?= 0
COVERAGE ?= $(if $(filter coverage coverage-rtl,$(MAKECMDGOALS)),1,0)
SETUP  ?= yes
SEED   ?=
V      ?= 0
WERROR ?= $(if $(CI),1,0)

# Sanitised objects, and those that count their lines, have folders of their own: every build stays warm.
BUILD := build$(if $(filter 1,$(COVERAGE)),/coverage,$(if $(filter 1,$(SAN)),/san))

include scripts/toolchain.mk

# A stamp for each goal of scripts/setup.sh: whatever needs installed packages depends on it. SETUP=no
# looks once for what every build needs; the rest is missed by the step that uses it. One goal is set up
# after the other, as apt-get waits for nobody.
setup = $(if $(filter no,$(SETUP)),$(if $(filter run,$(1)),build/setup/run.found),build/setup/$(1).stamp)
set_up = $(Q)mkdir -p $(@D) && SETUP=$(SETUP) VERILATOR='$(VERILATOR)' flock $(@D)/lock scripts/setup.sh $* && touch $@
build/setup/%.stamp: scripts/setup.sh
	$(set_up)
build/setup/%.found: scripts/setup.sh
	$(set_up)

# One awk reads the tables that have a line for each thing, and gives RTL, FORMATS, format_NAME and so on.
TABLES := rtl/rtl.f rtl/core.f rtl/core_board.f rtl/formats.txt rtl/variants.txt rtl/cores.txt scripts/synth/targets.txt \
  scripts/synth/cores.txt scripts/synth/chips.txt sim/floors.txt \
  testbenches/faults/neuron.txt testbenches/faults/variants.txt testbenches/faults/core_model.txt testbenches/faults/core.txt \
  testbenches/core/small.txt
$(foreach table,$(shell awk -f scripts/tables.awk $(TABLES)),$(eval $(subst |, ,$(table))))

# The headers of each object, as its compiler wrote them down: each fragment adds its own.
DEPENDS :=

# While make reads its files it starts awk, git and nproc, once each, and no program that scripts/setup.sh
# installs: that may be missing still. What only a build needs is not read for `make` alone.
building := $(filter-out help clean,$(or $(MAKECMDGOALS),help))

# A build takes all processors, unless -j says how many.
ifneq (,$(building))
ifeq (0,$(MAKELEVEL))
MAKEFLAGS += -j$(shell nproc)
endif
endif

include rtl/rtl.mk
include reference/reference.mk
include sim/circuits.mk
include sim/cores.mk
include sim/sim.mk
include testbenches/testbenches.mk
include scripts/scripts.mk
include scripts/synth/synth.mk

ifneq (,$(building))
-include $(wildcard $(DEPENDS))
endif

.PHONY: help clean
help:
	@echo "lifcosim: co-simulation of a silicon leaky integrate-and-fire neuron"
	@echo
	@sed -n 's/^#: *//p' $(MAKEFILE_LIST)
	@echo
	@echo "variables (present value)"
	@echo "  FORMAT  $(FORMAT)   circuit format: $(FORMATS), or state/fraction/leak bits as 20/12/18"
	@echo "  S       $(S)   scenario: a name in sim/scenarios or a path"
	@echo "  SUITE   $(SUITE)   release of Debian for test-fresh and deb-test: bookworm, trixie"
	@echo "  SAN     $(SAN)   1: build and test with address and undefined-behaviour sanitisers"
	@echo "  SEED    $(SEED)   seed of the random tests (each prints the one it used)"
	@echo "  SETUP   $(SETUP)   no: never install packages"
	@echo "  V       $(V)   1: show each command"
	@echo "  CC, CXX $(CC), $(CXX)   compilers: gcc and g++, or clang and clang++"

#: clean           remove build/, the only folder that is written to
clean:
	rm -rf build
