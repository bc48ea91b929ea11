# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# The explorer: one HTML file with the RTL (Yosys, CXXRTL), the reference, the quantiser, the stimuli,
# the reader of networks and the judges as WebAssembly, and the page around them. SAN and COVERAGE do not apply.

explorer      := build/explorer
explorer_here := sim/explorer
EXPLORER      := $(explorer)/lifcosim-explorer.html
EXPLORER_WASM := $(explorer)/explorer.wasm

WASM_CC    ?= clang
WASM_FLAGS  = --target=wasm32-wasi -O2 -ffp-contract=off -D_GNU_SOURCE -Ireference -Isim \
  -I$(explorer_here) -I$(explorer) -I$(BUILD)/gen -MMD -MP

# ---- the circuits: each shipped format, each variant, and each fault that is seeded into the RTL itself ----

# A fault of the simulation wrapper has nothing to change here: the page has the bare neuron.
EXPLORER_FAULTS   := $(sort $(RTL_FAULTS))
EXPLORER_CIRCUITS := $(FORMATS) $(VARIANTS) $(EXPLORER_FAULTS)
explorer_circuits := $(explorer)/circuits
explorer_needs    := $(RTL) rtl/formats.txt rtl/variants.txt rtl/rtl.f $(explorer_here)/circuit.sh

# $(1) a table of faults or -, $(2) name, $(3) the rest of a line as in rtl/variants.txt
explorer_circuit = $(Q)mkdir -p $(@D) && $(explorer_here)/circuit.sh $(@D) $(HOLD_WIDTH) $(1) $(2) $(3)
explorer_plain   = lif_neuron $(call format_widths,$(1)) half-up any 1

.SECONDARY: $(EXPLORER_CIRCUITS:%=$(explorer_circuits)/%.cpp)
$(FORMATS:%=$(explorer_circuits)/%.cpp): $(explorer_circuits)/%.cpp: $(explorer_needs) | $(call setup,explorer)
	$(call explorer_circuit,-,$*,$(call explorer_plain,$*))

$(VARIANTS:%=$(explorer_circuits)/%.cpp): $(explorer_circuits)/%.cpp: $(explorer_needs) | $(call setup,explorer)
	$(call explorer_circuit,-,$(variant_$*))

$(EXPLORER_FAULTS:%=$(explorer_circuits)/%.cpp): $(explorer_circuits)/%.cpp: build/gen/faults/neuron/% \
  $(explorer_needs) | $(call setup,explorer)
	$(call explorer_circuit,$(neuron_faults),$*,$(call explorer_plain,$(FAULT_FORMAT)))

# -O2, not -O3: testbenches/bench/bench.mk says why. -w: the model is generated.
$(explorer_circuits)/%.o: $(explorer_circuits)/%.cpp
	$(call say,WASM    $* (circuit))
	$(Q)$(WASM_CC)++ -std=c++17 $(WASM_FLAGS) -w -fno-exceptions -fno-rtti \
	  -isystem $(CXXRTL_INCLUDE) -c -o $@ $<

$(explorer)/explorer_circuits.inc: $(explorer_here)/explorer.mk rtl/formats.txt rtl/variants.txt \
  $(neuron_faults)
	$(Q)mkdir -p $(@D)
	$(Q)printf 'CIRCUIT(format, %s)\n' $(FORMATS) >$@
	$(Q)printf 'CIRCUIT(variant, %s)\n' $(VARIANTS) >>$@
	$(Q)printf 'CIRCUIT(fault, %s)\n' $(subst -,_,$(EXPLORER_FAULTS)) >>$@

# ---- the cores: those of up to 64 neurons that the page has, and the smallest with a seeded fault ----

EXPLORER_CORES       := c24_16 c24_two c24_64
EXPLORER_CORE_FAULTS := hold-long held-integrates old-current truncates event-late row-wrong weight-unsigned \
  leak-word neighbour port-spike-lost
explorer_cores       := $(explorer)/cores
explorer_core_needs  := $(CORE_RTL) rtl/cores.txt rtl/core.f $(explorer_here)/core.sh

.SECONDARY: $(patsubst %,$(explorer_cores)/%.cpp,$(EXPLORER_CORES) $(EXPLORER_CORE_FAULTS))
$(EXPLORER_CORES:%=$(explorer_cores)/%.cpp): $(explorer_cores)/%.cpp: $(explorer_core_needs) | $(call setup,explorer)
	$(Q)mkdir -p $(@D) && $(explorer_here)/core.sh $(@D) - - $(core_$*)

$(EXPLORER_CORE_FAULTS:%=$(explorer_cores)/%.cpp): $(explorer_cores)/%.cpp: build/gen/faults/core/% \
  $(explorer_core_needs) | $(call setup,explorer)
	$(Q)mkdir -p $(@D) && $(explorer_here)/core.sh $(@D) testbenches/faults/core.txt $* $(core_c24_16)

# -fignore-exceptions: explorer_throw.cpp says what becomes of them.
$(explorer_cores)/%.o: $(explorer_cores)/%.cpp build/gen/lif_core_registers.h
	$(call say,WASM    $* (core))
	$(Q)$(WASM_CC)++ -std=c++17 $(WASM_FLAGS) -Ibuild/gen -w -fignore-exceptions -fno-rtti -DNDEBUG \
	  -I$(explorer_cores)/$*.src -isystem $(CXXRTL_INCLUDE) -c -o $@ $<

$(explorer)/explorer_cores.inc: $(explorer_here)/explorer.mk
	$(Q)mkdir -p $(@D)
	$(Q)printf 'CORE(core, %s)\n' $(EXPLORER_CORES) >$@
	$(Q)printf 'CORE(fault, %s)\n' $(subst -,_,$(EXPLORER_CORE_FAULTS)) >>$@

# ---- the rest of the WebAssembly: the project's own sources as they are ----

# Those that include nothing but the standard library go into an archive, and the linker takes what it
# needs: what reads files, opens shared objects or draws stays out without a list to keep. (A board's line
# has a header of the system in one of its own; libcsv's is that of csv.h here.)
explorer_rooms    := base input equations scenario circuit network result judge run report report/html diagnose foreign calibrate
explorer_standard := assert|complex|csv|ctype|errno|fenv|float|inttypes|limits|locale|math|stdalign|stdarg|$\
  stdbool|stddef|stdint|stdio|stdlib|string|tgmath|time|emmintrin|immintrin
EXPLORER_LIBRARY := $(if $(building),$(wildcard reference/*.c) $(shell grep -LP \
  '^\s*\#\s*include\s*<(?!($(explorer_standard))\.h>)' $(filter-out sim/circuit/serial_% sim/circuit/core_serial.c sim/circuit/core_wire.c, \
  $(filter $(explorer_rooms:%=sim/%/%),$(SIM_SOURCES)))))
EXPLORER_SOURCES := $(wildcard $(explorer_here)/*.c)

EXPLORER_TABLES  := $(FORMAT_TABLE) $(EMBEDDED) $(CORE_KINDS) $(explorer)/explorer_circuits.inc $(explorer)/explorer_cores.inc
$(explorer)/%.o: %.c $(EXPLORER_TABLES) | $(call setup,explorer)
	$(call say,WASM    $<)
	$(Q)mkdir -p $(@D)
	$(Q)$(WASM_CC) -std=c11 -pedantic -Wall -Wextra -Wshadow -Wstrict-prototypes \
	  -Wmissing-prototypes -Wno-missing-field-initializers \
	  $(if $(filter 1,$(WERROR)),-Werror) $(WASM_FLAGS) -c -o $@ $<

$(explorer)/$(explorer_here)/explorer_throw.o: $(explorer_here)/explorer_throw.cpp | $(call setup,explorer)
	$(call say,WASM    $<)
	$(Q)mkdir -p $(@D)
	$(Q)$(WASM_CC)++ -std=c++17 -Wall -Wextra $(WASM_FLAGS) -fignore-exceptions -fno-rtti -c -o $@ $<

EXPLORER_CXX := $(EXPLORER_CIRCUITS:%=$(explorer_circuits)/%.o) \
  $(patsubst %,$(explorer_cores)/%.o,$(EXPLORER_CORES) $(EXPLORER_CORE_FAULTS)) $(explorer)/$(explorer_here)/explorer_throw.o
DEPENDS += $(patsubst %.c,$(explorer)/%.d,$(EXPLORER_SOURCES) $(EXPLORER_LIBRARY)) $(EXPLORER_CXX:.o=.d)

# A reactor has no main: JavaScript calls the exported functions. The linker keeps nothing else. The stack has
# a megabyte, below everything else so that to exceed it is an error: a reader of tables has lines on it.
$(explorer)/liblifcosim.a: $(EXPLORER_LIBRARY:%.c=$(explorer)/%.o)
	$(Q)rm -f $@ && llvm-ar rcs $@ $^

$(EXPLORER_WASM): $(EXPLORER_SOURCES:%.c=$(explorer)/%.o) $(EXPLORER_CXX) $(explorer)/liblifcosim.a
	$(call say,LINK    $@)
	$(Q)$(WASM_CC)++ --target=wasm32-wasi -mexec-model=reactor -O2 -Wl,--strip-all -Wl,--stack-first -Wl,-z,stack-size=1048576 \
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

# The networks that fit into the cores of the page, in the order in which it lists them.
EXPLORER_NETWORKS := $(patsubst %,sim/networks/%.yaml,winner small-ring small-synfire small-balanced small-adapting)
$(explorer)/networks.json: $(EXPLORER_NETWORKS) $(wildcard $(EXPLORER_NETWORKS:.yaml=-*.csv)) $(explorer_here)/networks.mjs \
  | $(call setup,explorer)
	$(Q)mkdir -p $(@D)
	$(Q)node $(explorer_here)/networks.mjs $(EXPLORER_NETWORKS) >$@.part && mv $@.part $@

EXPLORER_PAGE := $(wildcard $(addprefix $(explorer_here)/,*.js *.html *.css *.mjs))
$(EXPLORER): $(EXPLORER_PAGE) sim/base/prefixes.txt $(explorer)/presets.json $(explorer)/networks.json $(EXPLORER_WASM) \
  $(EXPLORER_MODULES)/.package-lock.json
	$(call say,PAGE    $@)
	$(Q)node $(explorer_here)/build.mjs $(explorer_here) $(EXPLORER_MODULES) $(explorer) $@

.PHONY: explorer
#: explorer        the neuron in the browser: one HTML file that opens from disk, build/explorer/
explorer: $(EXPLORER)
	@echo "open $(EXPLORER) in a browser: no server, no network"

.PHONY: explorer-test
#: explorer-test   the explorer against the program, and in headless Chromium (part of test)
explorer-test: $(EXPLORER) $(DUTS) $(VARIANTS:%=build/dut/%.so) $(FAULTS) $(EXPLORER_CORES:%=build/core/%.so) \
  $(EXPLORER_CORE_FAULTS:%=build/faults/core/%.so) | $(call setup,test)
	$(Q)$(TEST_ENV) scripts/run_tests.sh $(EXPLORER_TESTS)
