# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# Looking at runs, and the checks of the tree.

# A scenario by name or by path.
scenario_file = $(if $(findstring /,$(S)),$(S),sim/scenarios/$(S).yaml)
wave_base     = build/waves/$(basename $(notdir $(S)))

.PHONY: wave lint
#: wave            one scenario (S=) with a waveform, opened in GTKWave with its layout
wave: program | $(call setup,wave)
	$(Q)mkdir -p build/waves
	$(Q)LIFCOSIM_DUT_DIR=build/dut $(PROGRAM) run --wave $(wave_base).fst $(scenario_file)
	$(Q)scripts/wave.sh $(wave_base).fst $(wave_base).gtkw

#: lint            the static checks of circuit and C code (part of test)
lint: | $(call setup,test)
	$(Q)scripts/run_tests.sh scripts/lint.sh
