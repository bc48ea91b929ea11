# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# The explorer: one HTML file with the RTL (Yosys, CXXRTL), the reference, the quantiser, the stimuli
# and the judge as WebAssembly, and the page around them. SAN and COVERAGE do not apply.

explorer      := build/explorer
explorer_here := sim/explorer
EXPLORER      := $(explorer)/lifcosim-explorer.html
EXPLORER_WASM := $(explorer)/explorer.wasm

WASM_CC    ?= clang
WASM_FLAGS  = --target=wasm32-wasi -O2 -ffp-contract=off -D_GNU_SOURCE -Ireference -Isim \
  -I$(explorer_here) -I$(explorer) -I$(BUILD)/gen -MMD -MP

# ---- the circuits: each shipped format, and each fault that is seeded into the RTL itself ----

# A patch of the simulation wrapper has nothing to change here: the page has the bare neuron.
EXPLORER_FAULTS   := $(patsubst testbenches/faults/%.patch,%,$(shell grep -L '^+++ b/sim/' \
  $(sort $(wildcard testbenches/faults/*.patch))))
EXPLORER_CIRCUITS := $(FORMATS) $(EXPLORER_FAULTS)
explorer_circuits := $(explorer)/circuits

# $(1) name, $(2) the format that it has, $(3) its patch or nothing
explorer_circuit = $(Q)mkdir -p $(@D) && $(explorer_here)/circuit.sh $(1) $(call format_widths,$(2)) \
  $(HOLD_WIDTH) $(@D) $(3)

.SECONDARY: $(EXPLORER_CIRCUITS:%=$(explorer_circuits)/%.cpp)
$(FORMATS:%=$(explorer_circuits)/%.cpp): $(explorer_circuits)/%.cpp: $(RTL) rtl/formats.txt rtl/rtl.f \
  $(explorer_here)/circuit.sh | $(call setup,explorer)
	$(call explorer_circuit,$*,$*)

$(EXPLORER_FAULTS:%=$(explorer_circuits)/%.cpp): $(explorer_circuits)/%.cpp: testbenches/faults/%.patch \
  $(RTL) rtl/formats.txt rtl/rtl.f $(explorer_here)/circuit.sh | $(call setup,explorer)
	$(call explorer_circuit,$*,$(FAULT_FORMAT),$<)

# -O2, not -O3: testbenches/bench/bench.mk says why. -w: the model is generated.
$(explorer_circuits)/%.o: $(explorer_circuits)/%.cpp
	$(call say,WASM    $* (circuit))
	$(Q)$(WASM_CC)++ -std=c++17 $(WASM_FLAGS) -w -fno-exceptions -fno-rtti \
	  -isystem $(CXXRTL_INCLUDE) -c -o $@ $<

$(explorer)/explorer_circuits.inc: $(explorer_here)/explorer.mk rtl/formats.txt \
  $(wildcard testbenches/faults)
	$(Q)mkdir -p $(@D)
	$(Q)printf 'CIRCUIT(%s)\n' $(subst -,_,$(EXPLORER_CIRCUITS)) >$@

# ---- the rest of the WebAssembly: the project's own sources as they are ----

# What reads files, opens shared objects, draws or prints is not among them.
EXPLORER_SIM := arena current decimal diag fields format $(patsubst sim/cosim_%.c,%,$(wildcard sim/cosim_judge*.c)) \
  levels number physical prepare reason report_csv result run scoreboard scenario_data scenario_neuron \
  scenario_place scenario_stimulus scenario_tree si trains tree utf8 words
EXPLORER_SOURCES := $(wildcard reference/*.c) $(EXPLORER_SIM:%=sim/cosim_%.c) \
  $(wildcard $(explorer_here)/*.c)
EXPLORER_OBJECTS := $(EXPLORER_SOURCES:%.c=$(explorer)/%.o)

$(explorer)/%.o: %.c $(FORMAT_TABLE) $(explorer)/explorer_circuits.inc | $(call setup,explorer)
	$(call say,WASM    $<)
	$(Q)mkdir -p $(@D)
	$(Q)$(WASM_CC) -std=c11 -pedantic -Wall -Wextra -Wshadow -Wstrict-prototypes \
	  -Wmissing-prototypes -Wno-missing-field-initializers \
	  $(if $(filter 1,$(WERROR)),-Werror) $(WASM_FLAGS) -c -o $@ $<

-include $(EXPLORER_OBJECTS:.o=.d) $(EXPLORER_CIRCUITS:%=$(explorer_circuits)/%.d)

# A reactor has no main: JavaScript calls the exported functions. The linker keeps nothing else.
$(EXPLORER_WASM): $(EXPLORER_OBJECTS) $(EXPLORER_CIRCUITS:%=$(explorer_circuits)/%.o)
	$(call say,LINK    $@)
	$(Q)$(WASM_CC)++ --target=wasm32-wasi -mexec-model=reactor -O2 -Wl,--strip-all \
	  -Wl,--export=malloc -Wl,--export=free -o $@ $^

# ---- the page ----

# npm's modules, as package-lock.json names them, below build/ only.
EXPLORER_MODULES := $(explorer)/node_modules
$(EXPLORER_MODULES)/.package-lock.json: $(explorer_here)/package.json $(explorer_here)/package-lock.json \
  | $(call setup,explorer)
	$(call say,NPM     $(EXPLORER_MODULES))
	$(Q)mkdir -p $(explorer) && cp $^ $(explorer)
	$(Q)cd $(explorer) && npm ci --ignore-scripts --no-audit --no-fund --silent || \
	  { echo "npm could not install the modules of $(explorer_here)/package-lock.json" >&2; exit 3; }
	$(Q)touch $@

$(explorer)/presets.json: $(SCENARIOS) $(PROGRAM)
	$(Q)mkdir -p $(@D)
	$(Q)$(PROGRAM) check --json $@ $(SCENARIOS) >/dev/null

EXPLORER_PAGE := $(wildcard $(addprefix $(explorer_here)/,*.js *.html *.css *.mjs))
$(EXPLORER): $(EXPLORER_PAGE) $(explorer)/presets.json $(EXPLORER_WASM) \
  $(EXPLORER_MODULES)/.package-lock.json
	$(call say,PAGE    $@)
	$(Q)node $(explorer_here)/build.mjs $(explorer_here) $(EXPLORER_MODULES) $(explorer) $@

.PHONY: explorer
#: explorer        the neuron in the browser: one HTML file that opens from disk, build/explorer/
explorer: $(EXPLORER)
	@echo "open $(EXPLORER) in a browser: no server, no network"

.PHONY: explorer-test
#: explorer-test   the explorer against the program, and in headless Chromium (part of test)
explorer-test: $(EXPLORER) $(DUTS) $(FAULTS) | $(call setup,test)
	$(Q)$(TEST_ENV) scripts/run_tests.sh $(EXPLORER_TESTS)
