# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# The circuits: shared objects of Verilated models, one a format, variant or foreign neuron, and their
# lanes. It is all that an installation needs of the makefiles (scripts/installed.mk), beside rtl/rtl.mk.

# ---- circuits: one shared object a format, Verilated model and shim in one unit ----

VERILATOR      ?= verilator
# Asked once, where a recipe needs it: the answer takes a twentieth of a second.
VERILATOR_ROOT  = $(eval VERILATOR_ROOT := $$(or $$(shell $$(VERILATOR) --getenv VERILATOR_ROOT),$$(error \
  $$(VERILATOR) is missing or does not work; type scripts/setup.sh run)))$(VERILATOR_ROOT)
# Verilator 5.032 reports on standard output what it has built; what is wrong goes to standard error.
VERILATE        = >/dev/null $(VERILATOR)
HOLD_WIDTH     := 16
# -fno-tree-slp-vectorize: the membrane would go through a vector register from step to step.
# -Dthread_local=: one thread, and -fPIC would turn every access into a call (lif_dut.h says so).
VERILATED_CXXFLAGS = -std=c++17 -O3 -fno-tree-slp-vectorize -fPIC -fvisibility=hidden -DVERILATOR=1 -DVM_COVERAGE=0 -DVM_SC=0 \
  -DVM_TRACE=1 -DVM_TRACE_FST=1 -Dthread_local= -DVL_USER_FATAL -DVL_USER_STOP -DVL_USER_FINISH \
  -isystem $(VERILATOR_ROOT)/include -isystem $(VERILATOR_ROOT)/include/vltstd -Ireference -Isim
DUT_CXXFLAGS    = $(VERILATED_CXXFLAGS)
# For what runs for a few seconds: -O1 compiles in half the time, and many functions in less than one.
LIGHT_CXXFLAGS  = $(filter-out -O3,$(VERILATED_CXXFLAGS)) -O1 -Dflatten=noinline
# The judge's steps of what a circuit declares, made of the interpreter's own kernels: the same doubles come out, and so
# products and sums are rounded each for itself. What is compiled says of which kernels it is: those in the tree, which may
# be newer than the program that wrote it.
EQUATIONS_KERNELS = 0x$(shell cat $(sort $(wildcard sim/equations/*.h)) | sha256sum | cut -c1-15)
STEPS_COMPILE = $(CC) -std=c11 -O3 -ffp-contract=off -fno-tree-slp-vectorize \
  $(if $(findstring clang,$(CC)),,--param max-completely-peeled-insns=4000 --param max-completely-peel-times=100) -fPIC -fvisibility=hidden -D_GNU_SOURCE \
  -DCOSIM_EQ_KERNELS=$(EQUATIONS_KERNELS) -Ireference -Isim -c
DUT_RUNTIME    := $(patsubst %,build/verilator/%.o,verilated verilated_threads verilated_save verilated_fst_c \
  lif_leak lif_status)
# clang 14 calls a function of libatomic where gcc, and clang 19, know the answer.
RUNTIME_LIBS    = -lpthread $(if $(findstring clang,$(CXX)),-Wl$(comma)--as-needed -latomic)

.SECONDARY: $(DUT_RUNTIME)
build/verilator/%.o: sim/verilator/quiet.hpp sim/verilator/silence.hpp $(COMPILERS) | $(call setup,run)
	$(call say,CXX     $*.cpp (Verilator's runtime, once))
	$(Q)mkdir -p $(@D)
	$(Q)$(CXX) $(DUT_CXXFLAGS) -include sim/verilator/quiet.hpp -c -o $@ $(VERILATOR_ROOT)/include/$*.cpp

# The shim needs these of the reference: position-independent, and hidden like the rest.
build/verilator/lif_%.o: reference/lif_%.c $(wildcard reference/*.h) $(COMPILERS) | $(call setup,run)
	$(call say,CC      $< (for the circuits))
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) -std=c11 -O2 -fPIC -fvisibility=hidden $(WARNINGS) -ffp-contract=off -D_GNU_SOURCE \
	  -Ireference -c -o $@ $<

# Verilator's headers, compiled once for each level of optimisation (a compiler refuses those of
# another): a new format then builds in about a second.
DUT_PCH   := build/verilator/verilated_pch.h.gch
LIGHT_PCH := build/verilator/light/verilated_pch.h.gch
$(DUT_PCH): PCH_CXXFLAGS = $(VERILATED_CXXFLAGS)
$(LIGHT_PCH): PCH_CXXFLAGS = $(LIGHT_CXXFLAGS)
$(DUT_PCH) $(LIGHT_PCH): $(COMPILERS) | $(call setup,run)
	$(Q)mkdir -p $(@D)
	$(Q)printf '#include "%s"\n' verilated.h verilated_save.h verilated_fst_c.h memory stdexcept string >$(@:.gch=)
	$(Q)$(CXX) $(PCH_CXXFLAGS) -x c++-header -o $@ $(@:.gch=)

# Two compilers at once: the part that runs every step, in one unit with the shim, and the rest
# (constructors, tracing), which only costs time to build.
DUT_COMPILE  = $(CXX) $(DUT_CXXFLAGS) -include $(DUT_PCH:.gch=) -Winvalid-pch -c
REST_COMPILE = $(CXX) $(LIGHT_CXXFLAGS) -include $(LIGHT_PCH:.gch=) -Winvalid-pch -c
DUT_SAVABLE := --savable
# For Verilator's own makefile, which refuses a folder with a blank in its path but works in it.
ANY_FOLDER  := CURDIR=.
# A variant sets these for its targets: what it is, its neuron for Verilator, its facts for the shim.
DUT_ABOUT   := lif_neuron, one step a clock
DUT_NEURON  :=
DUT_DEFINES :=
SHIM        := dut
DUT_LINK    :=
DUT_STEPS   :=
LANES         := 32
WRAPPER       := sim/verilator/lif_sim.sv sim/verilator/lif_views.sv
BATCH_WRAPPER := sim/verilator/lif_batch.sv
VERILATED_HEADERS := $(wildcard sim/verilator/*.hpp)
# This says who a circuit is, which its lanes must be too: a hash of what Verilator read for it, of the wrappers and
# shims of both, of the widths and options, and of the tools.
# $(1) what Verilator wrote of the files that it read, $(2) widths, $(3) Verilator's options
IDENTITY_FILES := $(WRAPPER) $(BATCH_WRAPPER) $(VERILATED_HEADERS) rtl/lint.vlt reference/lif_fixed.h \
  $(addprefix sim/verilator/,dut.cpp batch.cpp lint.vlt) $(addprefix sim/circuit/,lif_dut.h lif_conduct.h lif_batch.h)
identity       = $$(CXX='$(CXX)' VERILATOR='$(VERILATOR)' TOOL_FILES='$(VERILATOR_ROOT)' scripts/identity.sh $(1) '$(2) $(HOLD_WIDTH) $(LANES) \
  $(subst ','\'',$(VERILATED_CXXFLAGS) $(DUT_NEURON) $(DUT_DEFINES) $(3))' $(IDENTITY_FILES) $(IDENTITY_MORE))

# $(1) folder, $(2) widths, $(3) Verilog sources with the wrapper, $(4) Verilator's options
verilate_dut = $(VERILATE) --cc -O3 $(DUT_SAVABLE) --trace-fst --trace-params --x-assign fast --x-initial unique $(4) \
  --prefix Vlif_sim --top-module lif_sim -Mdir $(1) -GStateWidth=$(word 1,$(2)) \
  -GStateFraction=$(word 2,$(2)) -GLeakFraction=$(word 3,$(2)) -GHoldWidth=$(HOLD_WIDTH) \
  $(DUT_NEURON) rtl/lint.vlt sim/verilator/lint.vlt $(3)
# $(1) folder: the part that runs every step, and the rest
split_dut = cd $(1) && for unit in Vlif_sim*.cpp; do case $$unit in \
  *Slow.cpp|*Trace*|*Syms.cpp) echo "\#include \"$$unit\"" >>rest.cpp ;; \
  *) echo "\#include \"$$unit\"" >>unit.h ;; esac; done
# $(1) name, $(2) widths, $(3) output, $(4) folder, $(5) Verilator's options. A rest that is there stays.
compile_dut = identity=$(call identity,$(4)/Vlif_sim__verFiles.dat,$(2),$(5)) || exit; \
  { [ -e $(4)/rest.o ] || $(REST_COMPILE) -isystem $(4) -o $(4)/rest.part $(4)/rest.cpp && \
  { [ ! -e $(4)/rest.part ] || mv $(4)/rest.part $(4)/rest.o; }; } & rest=$$!; \
  $(DUT_COMPILE) -isystem $(4) -DLIF_MODEL_UNIT='"unit.h"' -DLIF_NAME='"$(1)"' \
  -DLIF_IDENTITY="\"$$identity\"" \
  $(if $(DUT_ABOUT),-DLIF_TOP_ABOUT='"$(DUT_ABOUT)"') -DLIF_STATE_WIDTH=$(word 1,$(2)) \
  -DLIF_STATE_FRACTION=$(word 2,$(2)) -DLIF_LEAK_FRACTION=$(word 3,$(2)) \
  -DLIF_HOLD_WIDTH=$(HOLD_WIDTH) $(DUT_DEFINES) -o $(3:.so=.o) sim/verilator/$(SHIM).cpp && wait $$rest
# $(1) output, $(2) folder
link_dut = $(CXX) -shared -Wl,--version-script=sim/circuit/lif_dut.map -Wl,-z,defs $(DUT_LINK) -o $(1) \
  $(1:.so=.o) $(DUT_STEPS) $(2)/rest.o $(DUT_RUNTIME) $(RUNTIME_LIBS) -lz

# $(1) name, $(2) widths, $(3) output, $(4) Verilog sources with the wrapper, $(5) Verilator's options
define build_dut
$(Q)rm -rf $(3:.so=.dir) && mkdir -p $(3:.so=.dir)
$(Q)$(call verilate_dut,$(3:.so=.dir),$(2),$(4),$(5))
$(Q)$(call split_dut,$(3:.so=.dir))
$(Q)$(call compile_dut,$(1),$(2),$(3),$(3:.so=.dir),$(5))
$(Q)$(call link_dut,$(3),$(3:.so=.dir)) && rm $(3:.so=.o)
endef
# For large models that run for seconds: functions of few statements compile much faster.
SPLIT       := --output-split-cfuncs 500 --output-split-ctrace 500
DUT_SOURCES := sim/verilator/dut.cpp $(VERILATED_HEADERS) sim/circuit/lif_dut.h sim/circuit/lif_conduct.h sim/circuit/lif_dut.map \
  reference/lif_fixed.h $(WRAPPER) \
  $(IDENTITY_FILES) scripts/identity.sh rtl/lint.vlt sim/verilator/lint.vlt $(DUT_RUNTIME) $(DUT_PCH) $(LIGHT_PCH)
DUTS        := $(FORMATS:%=build/dut/%.so)

build/dut/%.so: $(DUT_SOURCES) $(RTL) rtl/formats.txt | $(call setup,run)
	$(call say,DUT     $*)
	$(call check_format,$*)
	$(call build_dut,$*,$(call format_widths,$*),$@,$(RTL) $(WRAPPER))

# ---- the variants of rtl/variants.txt ----

# $(1) name: a rule for what it sets, and one that builds it
define variant_rule
build/dut/$(1).so: DUT_ABOUT := $$(call variant,$(1),2), $$(call variant,$(1),8) clocks a step
build/dut/$(1).so: DUT_NEURON := -DLIF_SIM_NEURON=$$(call variant,$(1),2) \
  '-DLIF_SIM_PARAMETERS=$$(call variant_parameters,$(1))'
build/dut/$(1).so: DUT_DEFINES := $$(call variant_defines,$(1))
build/dut/$(1).so: $$(DUT_SOURCES) $$(RTL) rtl/variants.txt | $$(call setup,run)
	$$(call say,DUT     $(1))
	$$(call build_dut,$(1),$$(wordlist 3,5,$$(variant_$(1))),$$@,$$(RTL) $$(WRAPPER))
endef
$(foreach name,$(VARIANTS),$(eval $(call variant_rule,$(name))))

.PHONY: variants
#: variants        build the circuits of rtl/variants.txt, as build/dut/NAME.so each
variants: $(VARIANTS:%=build/dut/%.so)

# Lanes that are there are built with their circuit: a sweep in those of yesterday is refused.
lanes_of = $(wildcard $(1:%=build/dut/batch/%.so))
.PHONY: dut
#: dut             build the circuit of one FORMAT (named, or 20/12/18) as build/dut/NAME.so
dut: build/dut/$(call format_name,$(FORMAT)).so $(call lanes_of,$(call format_name,$(FORMAT)))

# Somebody else's circuit. `lifcosim build` has written the wrapper, circuit.h, sources.f and read (a hash of each
# file that the design is made of) into FOREIGN, and calls `make foreign-runtime`, then
# `make foreign NAME= WIDTHS= HOLD_WIDTH= FOREIGN= OUT= LIGHT=`. Its warnings decide whether a simulation means silicon
# (foreign/silicon.c). Calibration has the same wrapper: the model of a circuit that has not changed is verilated once.
# FOREIGN is a link of another name each time, and `split` says which Verilator's record has.
FOREIGN_WARNINGS := -Wwarn-UNDRIVEN -Wwarn-MULTIDRIVEN -Wwarn-LATCH
FOREIGN_OPTIONS   = --no-timing -Wno-lint -Wno-fatal $(FOREIGN_WARNINGS)
.PHONY: foreign foreign-runtime
foreign-runtime: $(DUT_RUNTIME) $(DUT_PCH) $(LIGHT_PCH)
ifdef FOREIGN
FOREIGN_KEY   := $(shell { $(VERILATOR) --version; echo '$(subst ','\'',$(WIDTHS) $(HOLD_WIDTH) $(CXX) $(FOREIGN_OPTIONS))'; \
  cat $(FOREIGN)/read $(FOREIGN)/sources.f $(FOREIGN)/lif_sim.sv sim/verilator/lif_views.sv sim/verilator/lint.vlt \
  rtl/lint.vlt; } | sha256sum | cut -c1-16)
FOREIGN_MODEL := $(FOREIGN)/model-$(FOREIGN_KEY)
$(FOREIGN_MODEL)/split: | foreign-runtime
	$(Q)rm -rf $(FOREIGN)/model* && mkdir -p $(@D)
	$(Q)$(call verilate_dut,$(@D),$(WIDTHS),-f $(FOREIGN)/sources.f $(FOREIGN)/lif_sim.sv sim/verilator/lif_views.sv,$(FOREIGN_OPTIONS)) \
	  2>$(@D)/log || { cat $(@D)/log >&2; exit 1; }
	$(Q)$(call split_dut,$(@D))
	$(Q)ln -sfn $(notdir $(@D)) $(FOREIGN)/model && echo $(FOREIGN) >$@
foreign: DUT_ABOUT :=
foreign: DUT_DEFINES = -include $(FOREIGN)/circuit.h
foreign: DUT_LINK = -Wl,--wrap=fopen
foreign: SHIM := equations
# Calibration runs its circuit for less than a second.
ifdef LIGHT
foreign: DUT_COMPILE = $(REST_COMPILE)
else
# Compiled steps that are there stay: another circuit of the same equations compiles its own part alone.
STEPS_KEY := $(shell { $(CC) --version; echo '$(subst ','\'',$(STEPS_COMPILE))'; cat $(FOREIGN)/steps.c; } | \
  sha256sum | cut -c1-16)
foreign: DUT_STEPS = $(FOREIGN)/steps-$(STEPS_KEY).o
endif
foreign: IDENTITY_MORE = $(FOREIGN)/circuit.h sim/verilator/equations.cpp $(if $(DUT_STEPS),$(FOREIGN)/steps.c $(wildcard sim/equations/*.h))
foreign: $(FOREIGN_MODEL)/split
	$(Q)cat $(FOREIGN_MODEL)/log >&2
	$(Q)sed -i "s|\"$$(cat $<)/|\"$(FOREIGN)/|" $(FOREIGN_MODEL)/Vlif_sim__verFiles.dat && echo $(FOREIGN) >$<
	$(Q)$(if $(DUT_STEPS),{ [ -e $(DUT_STEPS) ] || { rm -f $(FOREIGN)/steps-*.o; $(STEPS_COMPILE) -o $(FOREIGN)/steps.part \
	  $(FOREIGN)/steps.c && mv $(FOREIGN)/steps.part $(DUT_STEPS); }; } & steps=$$!;) \
	  $(call compile_dut,$(NAME),$(WIDTHS),$(OUT),$(FOREIGN_MODEL),$(FOREIGN_OPTIONS))$(if $(DUT_STEPS), && wait $$steps)
	$(Q)$(call link_dut,$(OUT),$(FOREIGN_MODEL)) && rm $(OUT:.so=.o)
endif

# ---- batches: the same circuit in many lanes of one model, for sweeps ----

# Without these two gcc stores a lane's neighbouring bits as one, and waits where it reads them.
BATCH_CXXFLAGS  = $(DUT_CXXFLAGS) -fno-tree-slp-vectorize $(call gcc_only,-fno-store-merging)
BATCH_RUNTIME  := $(patsubst %,build/verilator/%.o,verilated verilated_threads)
BATCH_SOURCES  := sim/verilator/batch.cpp sim/verilator/ports.hpp sim/circuit/lif_batch.h sim/circuit/lif_conduct.h sim/circuit/lif_batch.map \
  reference/lif_fixed.h $(BATCH_WRAPPER) $(IDENTITY_FILES) $(BATCH_RUNTIME)
BATCHES        := $(FORMATS:%=build/dut/batch/%.so)

# $(1) name, $(2) widths, $(3) output, $(4) Verilog sources with the wrapper, $(5) Verilator's options
define build_batch
$(Q)rm -rf $(3:.so=.dir) && mkdir -p $(3:.so=.dir)
$(Q)$(VERILATE) --cc -O3 --x-assign fast --x-initial unique $(5) \
  --prefix Vlif_batch --top-module lif_batch -Mdir $(3:.so=.dir) -GStateWidth=$(word 1,$(2)) \
  -GStateFraction=$(word 2,$(2)) -GLeakFraction=$(word 3,$(2)) -GHoldWidth=$(HOLD_WIDTH) -GLanes=$(LANES) \
  rtl/lint.vlt $(4)
$(Q)(cd $(3:.so=.dir) && printf '#include "%s"\n' Vlif_batch*.cpp) >$(3:.so=.dir)/unit.h
$(Q)identity=$(call identity,$(3:.so=.dir)/Vlif_batch__verFiles.dat,$(2),$(5)) || exit; \
  $(CXX) $(BATCH_CXXFLAGS) -isystem $(3:.so=.dir) -DLIF_MODEL_UNIT='"unit.h"' -DLIF_NAME='"$(1)"' \
  -DLIF_IDENTITY="\"$$identity\"" \
  -DLIF_LANES=$(LANES) -DLIF_STATE_WIDTH=$(word 1,$(2)) -DLIF_STATE_FRACTION=$(word 2,$(2)) \
  -DLIF_LEAK_FRACTION=$(word 3,$(2)) -DLIF_HOLD_WIDTH=$(HOLD_WIDTH) -shared \
  -Wl,--version-script=sim/circuit/lif_batch.map -Wl,-z,defs -o $(3) sim/verilator/batch.cpp $(BATCH_RUNTIME) $(RUNTIME_LIBS)
endef

build/dut/batch/%.so: $(BATCH_SOURCES) $(RTL) rtl/formats.txt | build/dut/%.so
	$(call say,BATCH   $*)
	$(call check_format,$*)
	$(call build_batch,$*,$(call format_widths,$*),$@,$(RTL) $(BATCH_WRAPPER))

.PHONY: batch
#: batch           build the lanes of one FORMAT as build/dut/batch/NAME.so, for sweeps
batch: dut build/dut/batch/$(call format_name,$(FORMAT)).so
