# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# These targets show runs and check the tree.

# S gives a scenario by its name or by its path.
scenario_file = $(if $(findstring /,$(S)),$(S),sim/scenarios/$(S).yaml)
wave_base     = build/waves/$(basename $(notdir $(S)))

.PHONY: wave lint
#: wave            one scenario (S=) with a waveform, opened in GTKWave with its layout
wave: program | $(if $(DISPLAY)$(WAYLAND_DISPLAY),$(call setup,wave)) # without a display it names the files
	$(Q)mkdir -p build/waves
	$(Q)LIFCOSIM_DUT_DIR=build/dut $(PROGRAM) run --wave $(wave_base).fst $(scenario_file)
	$(Q)scripts/wave.sh $(wave_base).fst $(wave_base).gtkw

#: lint            the static checks of circuit and C code (part of test)
lint: | $(call setup,test)
	$(Q)scripts/run_tests.sh scripts/lint.sh

# ---- pictures ----

# Each picture of a published model shows what its source shows. Every run is made anew from its
# scenario; the scripts read what it wrote below build/ and nothing else.

PICTURE_DATA := build/pictures/data

# A family's scenarios, by the beginning of their names, and the script that draws one of them.
scenario_names     = $(sort $(filter $(1),$(patsubst sim/scenarios/%.yaml,%,$(SCENARIOS))))
PICTURES_book       := $(call scenario_names,book-% notebook-%)
PICTURES_neurodynex := $(call scenario_names,neurodynex-% neurodynex3-%)
PULSES              := $(call scenario_names,musacchio-pulse-%)
PICTURES_musacchio  := $(filter-out $(PULSES),$(call scenario_names,musacchio-%))
# The program draws the f-I curves itself.
CURVES        := $(patsubst sim/sweeps/%.yaml,%,$(wildcard sim/sweeps/*-fi.yaml))
PICTURE_NAMES := $(PICTURES_book) $(PICTURES_neurodynex) $(PICTURES_musacchio) musacchio-pulses
PICTURES      := $(foreach name,$(PICTURE_NAMES) $(CURVES),build/pictures/$(name).svg build/pictures/$(name).png)

# A picture needs the rows of a run and a part of its result: the .gp stands for both.
.SECONDARY: $(foreach name,$(PICTURE_NAMES) $(PULSES),$(PICTURE_DATA)/$(name).gp)
$(PICTURE_DATA)/%.gp: sim/scenarios/%.yaml scripts/plots/constants.jq $(PROGRAM) build/dut/q8_24.so \
  | $(call setup,pictures)
	$(Q)mkdir -p $(@D)
	$(Q)LIFCOSIM_DUT_DIR=build/dut $(PROGRAM) run --quiet --csv $(@:.gp=.csv) \
	  --json $(@:.gp=.json) $<
	$(Q)jq -r -f scripts/plots/constants.jq $(@:.gp=.json) >$@

# $(1) script, $(2) kind, $(3) what the script is given; a picture is there whole or not at all
define draw_picture
$(call say,PICTURE $@)
$(Q)LC_ALL=C.UTF-8 gnuplot -d -e "kind = '$(2)'; $(3)" scripts/plots/$(1).gp >$@.part && mv $@.part $@
endef

# $(1) script, $(2) kind: a rule for the pictures of one family
define picture_rule
$(PICTURES_$(1):%=build/pictures/%.$(2)): build/pictures/%.$(2): $(PICTURE_DATA)/%.gp \
  scripts/plots/$(1).gp scripts/plots/common.gp
	$$(call draw_picture,$(1),$(2),data = '$(PICTURE_DATA)/$$*')
endef
$(foreach script,book neurodynex musacchio,$(foreach kind,svg png,\
  $(eval $(call picture_rule,$(script),$(kind)))))

build/pictures/musacchio-pulses.%: $(PULSES:%=$(PICTURE_DATA)/%.gp) scripts/plots/pulses.gp \
  scripts/plots/common.gp
	$(call draw_picture,pulses,$*,names = '$(PULSES:%=$(PICTURE_DATA)/%)')

define curve_rule
$(CURVES:%=build/pictures/%.$(1)): build/pictures/%.$(1): sim/sweeps/%.yaml $(wildcard sim/sweeps/*.yaml) \
  $(PROGRAM) build/dut/q8_24.so | $(call setup,pictures)
	$$(call say,PICTURE $$@)
	$(Q)mkdir -p $$(@D)
	$(Q)LIFCOSIM_DUT_DIR=build/dut $(PROGRAM) sweep --quiet --plot $$@ $$<
endef
$(foreach kind,svg png,$(eval $(call curve_rule,$(kind))))

build/pictures/index.html: $(PICTURES) scripts/plots/sheet.sh
	$(Q)scripts/plots/sheet.sh $(PICTURE_NAMES) $(CURVES) >$@

# These draw a run in GTKWave (sim/README.md), and the plot of the same run (README.md).
build/pictures/gtkwave.png: sim/scenarios/book-triangle.yaml scripts/gtkwave_shot.tcl $(PROGRAM) \
  build/dut/q8_24.so | $(call setup,pictures)
	$(call say,PICTURE $@)
	$(Q)mkdir -p $(PICTURE_DATA)
	$(Q)LIFCOSIM_DUT_DIR=build/dut $(PROGRAM) run --quiet --wave $(PICTURE_DATA)/gtkwave.fst \
	  --plot build/pictures/run.svg $<
	$(Q)SHOT=$@ xvfb-run -a -s '-screen 0 1700x1300x24' gtkwave -S scripts/gtkwave_shot.tcl \
	  $(PICTURE_DATA)/gtkwave.fst $(PICTURE_DATA)/gtkwave.gtkw >$(PICTURE_DATA)/gtkwave.log 2>&1

# The pictures in docs/stimuli are copies of these.
KIND ?=
.PHONY: stimuli
#: stimuli         draw the stimuli of docs/SCENARIO.md (KIND=): build/pictures/stimuli/*.svg
stimuli: $(PROGRAM) build/dut/q8_24.so | $(call setup,pictures)
	$(Q)LIFCOSIM_DUT_DIR=build/dut PROGRAM=$(PROGRAM) scripts/plots/stimuli.sh build/pictures/stimuli $(KIND)

.PHONY: pictures
#: pictures        draw the published models as their sources do: build/pictures/*.svg and *.png
pictures: build/pictures/index.html build/pictures/gtkwave.png
	@echo "  $(words $(PICTURES)) pictures; see build/pictures/index.html"

include scripts/install.mk
include scripts/release.mk
