# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# The co-simulation: the library libcosim.a (everything but main), the program, the circuits.

# SIM_ROOMS: the rooms of sim/floors.txt that have a floor.
SIM_SOURCES := $(filter-out sim/cli/main.c,$(wildcard $(SIM_ROOMS:%=sim/%/*.c)))
SIM_OBJECTS := $(patsubst %.c,$(BUILD)/obj/%.o,$(SIM_SOURCES))
LIBCOSIM    := $(BUILD)/libcosim.a
PROGRAM     := $(BUILD)/lifcosim
# Readers that start a process, for a program that wants them; the library does without.
STARTS_READERS := -Wl,-u,cosim_fst_read,-u,cosim_network_read_nir
LIBS        := -lfyaml -ludunits2 -lcsv -lyajl -lmxml -lmd -ldl -lm

FORMAT_TABLE := $(BUILD)/gen/lif_formats.inc
$(FORMAT_TABLE): rtl/formats.txt sim/sim.mk
	$(Q)mkdir -p $(@D)
	$(Q)sed -e 's/\#.*//' -e '/^ *$$/d' $< | \
	  awk '{printf "{\"%s\", {%d, %d, %d, LIF_HALF_UP, LIF_CODING_ANY, 0}},\n", $$1, $$2, $$3, $$4}' >$@

# The names of the variants, for the tests.
VARIANT_TABLE := $(BUILD)/gen/lif_variants.inc
$(VARIANT_TABLE): rtl/variants.txt sim/sim.mk
	$(Q)mkdir -p $(@D)
	$(Q)sed -e 's/\#.*//' -e '/^ *$$/d' $< | awk '{printf "{\"%s\", \"%s\", %d},\n", $$1, $$2, $$8}' >$@

$(BUILD)/obj/sim/circuit/format.o: $(FORMAT_TABLE)

# The prefixes of the SI. Powers of ten as literals: each is the double that is nearest to it.
PREFIX_TABLE := $(BUILD)/gen/si_prefixes.inc
$(PREFIX_TABLE): sim/base/prefixes.txt sim/sim.mk
	$(Q)mkdir -p $(@D)
	$(Q)sed -e 's/\#.*//' -e '/^ *$$/d' $< | awk '{for (i = 1; i < 4; i++) if ($$i == "-") $$i = ""} \
	  {printf "{\"%s\", \"%s\", \"%s\", %d, 1e%d, 1e%d},\n", $$1, $$2, $$3, $$4, $$4, -$$4}' >$@

$(BUILD)/obj/sim/base/si.o: $(PREFIX_TABLE)

# The program holds the style sheet of the HTML report as a list of bytes, so that it needs no file beside it.
REPORT_CSS := $(BUILD)/gen/report_css.inc
EMBEDDED   := $(REPORT_CSS) $(PREFIX_TABLE)
$(REPORT_CSS): sim/report/html/report.css
	$(Q)mkdir -p $(@D)
	$(Q)od -An -v -tu1 $< | sed 's/[0-9][0-9]*/&,/g' >$@

$(BUILD)/obj/sim/report/html/frame.o: $(REPORT_CSS)

$(LIBCOSIM): $(SIM_OBJECTS)
	$(call say,AR      $@)
	$(Q)rm -f $@ && ar rcs $@ $^

DEPENDS += $(SIM_OBJECTS:.o=.d)

# The version stands here alone; the commit changes the object only when it changes itself.
VERSION := 0.1.0
# A release has it in .commit (scripts/dist.sh): there git would tell of a tree around it, or of none.
COMMIT  := $(or $(file <.commit),$(shell git describe --always --dirty --abbrev=12 2>/dev/null || echo unknown))
COMMIT_STAMP := $(BUILD)/gen/commit-$(subst /,-,$(COMMIT)).stamp
# The program takes compiled steps of the kernels that it has itself (equations/emitted.h).
$(BUILD)/obj/sim/equations/emitted.o: $(wildcard sim/equations/*.h)
$(BUILD)/obj/sim/equations/emitted.o: CFLAGS += -DCOSIM_EQ_KERNELS=$(EQUATIONS_KERNELS)
$(COMMIT_STAMP):
	$(Q)mkdir -p $(@D) && rm -f $(@D)/commit-*.stamp && touch $@
$(BUILD)/obj/sim/base/version.o: CFLAGS += -DCOSIM_VERSION='"$(VERSION)"' -DCOSIM_COMMIT='"$(COMMIT)"'
$(BUILD)/obj/sim/base/version.o: $(COMMIT_STAMP) sim/sim.mk

$(PROGRAM): $(BUILD)/obj/sim/cli/main.o $(LIBCOSIM) $(LIBREFERENCE)
	$(call say,LINK    $@)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) $(SANITIZE) $(STARTS_READERS) -o $@ $^ $(LIBS)

DEPENDS += $(BUILD)/obj/sim/cli/main.d

include sim/library/library.mk
include sim/hdf5/hdf5.mk

# The format is only known once the program has looked for it: a second make builds its circuit.
GOAL ?= --identical
.PHONY: prove-format
#: prove-format    find the cheapest format of a scenario (S=, GOAL=), build its circuit and judge it
prove-format: $(PROGRAM)
	$(Q)format=$$($(PROGRAM) formats --quiet $(GOAL) $(scenario_file)) && \
	  $(MAKE) --no-print-directory dut FORMAT=$$format && \
	  LIFCOSIM_DUT_DIR=build/dut $(PROGRAM) formats --front --prove $(GOAL) $(scenario_file)

NETWORKS := $(sort $(wildcard sim/networks/*.yaml))
.PHONY: networks
#: networks        build the cores, and run and judge the networks of publications on them
networks: $(PROGRAM) cores
	$(Q)LIFCOSIM_DUT_DIR=build/dut $(PROGRAM) run $(NETWORKS)

.PHONY: classifier
#: classifier      a classifier on a core: accuracy of double precision, words and circuit, what differs explained
classifier: $(PROGRAM) build/core/c24_64.so
	$(Q)LIFCOSIM_DUT_DIR=build/dut scripts/classify.sh build/digits $(PROGRAM) c24

SCENARIOS := $(sort $(wildcard sim/scenarios/*.yaml))

.PHONY: run program
program: $(PROGRAM) $(DUTS) $(call lanes_of,$(FORMATS))
#: run             set up what is missing, build, co-simulate every published scenario, a verdict each
run: program
	$(Q)LIFCOSIM_DUT_DIR=build/dut $(PROGRAM) run $(SCENARIOS)
