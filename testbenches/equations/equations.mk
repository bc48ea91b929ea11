# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# Equations in three forms answer alike: the interpreter, the emitted C and the emitted Verilog; and
# the circuits of testbenches/foreign answer as their texts do. Many texts share one model. Their words
# are where ideal and bound say that they are.

EQUATIONS_TEXTS  := $(sort $(wildcard testbenches/equations/*.txt))
EQUATIONS_FORMS  := $(sort $(wildcard testbenches/equations/forms/*.txt))
EQUATIONS_SEED   := $(or $(SEED),1)
EQUATIONS_RANDOM ?= 200
EQUATIONS_STEPS  ?= 1000000

equations := $(BUILD)/equations
equations_here := testbenches/equations
# Ideal and bound in exact arithmetic stand in these; rational has their numbers.
EXACT_PARTS := exact exact_form exact_condition exact_operator
EQUATIONS_OBJECTS := $(patsubst %,$(BUILD)/obj/$(equations_here)/%.o,texts random_text write compare circuits bound \
  $(EXACT_PARTS) rational declared write_steps steps)
DEPENDS += $(EQUATIONS_OBJECTS:.o=.d)

$(equations)/write: $(patsubst %,$(BUILD)/obj/$(equations_here)/%.o,write texts random_text) \
  $(LIBCOSIM) $(LIBREFERENCE)
	$(call say,LINK    $@)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(SANITIZE) -o $@ $^ $(LIBS)

# Circuits that `lifcosim build` made, against the interpreter (test_equations, test_equations_outside).
EQUATIONS_CIRCUITS_RUN := $(equations)/circuits
$(EQUATIONS_CIRCUITS_RUN): $(BUILD)/obj/$(equations_here)/circuits.o $(LIBCOSIM) $(LIBREFERENCE)
	$(call say,LINK    $@)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(SANITIZE) -o $@ $^ $(LIBS)

# A comparison is a folder of its own, of the texts and the circuits beside them. The parameters
# are: $(1) folder, $(2) texts, $(3) circuits, $(4) a sanitiser for the emitted C, which must not
# overflow.
define build_comparison
$(Q)rm -rf $(1) && mkdir -p $(1)
$(Q)$(equations)/write $(1) $(2)
$(Q)$(CC) -std=c11 -pedantic $(WARNINGS) -O2 $(4) -c -o $(1)/steps.o $(1)/steps.c
$(Q)$(VERILATE) --cc -O3 --x-assign unique --x-initial unique -Wno-lint -Wno-fatal $(SPLIT) \
  +1364-2005ext+v --prefix Vbatch --top-module batch -Mdir $(1)/model $(1)/specs.v $(1)/batch.sv $(3)
$(Q)cd $(1)/model && printf '#include "%s"\n' Vbatch*.cpp >unit.cpp
$(Q)$(CXX) $(LIGHT_CXXFLAGS) -isystem $(1)/model -c -o $(1)/unit.o $(1)/model/unit.cpp
$(Q)$(CXX) $(LIGHT_CXXFLAGS) -isystem $(1)/model -c -o $(1)/model.o $(equations_here)/model.cpp
$(Q)$(CXX) $(CFLAGS) $(SANITIZE) $(4) -o $(1)/compare_texts $(1)/unit.o $(1)/model.o $(1)/steps.o \
  $(filter $(BUILD)/obj/%,$^) $(LIBCOSIM) $(LIBREFERENCE) build/verilator/verilated.o \
  build/verilator/verilated_threads.o $(RUNTIME_LIBS) $(LIBS)
$(Q)printf '#!/bin/sh\nexec %s/compare_texts %s\n' '$(1)' '$(2)' >$(1)/compare && chmod +x $(1)/compare
endef
EQUATIONS_NEEDS := $(equations)/write $(patsubst %,$(BUILD)/obj/$(equations_here)/%.o,compare texts random_text) \
  $(equations_here)/model.cpp $(equations_here)/model.h $(equations_here)/equations.mk $(LIBCOSIM) $(LIBREFERENCE) \
  build/verilator/verilated.o build/verilator/verilated_threads.o

EQUATIONS_CIRCUITS := $(equations_here)/circuits.sv \
  $(foreach n,$(notdir $(EQUATIONS_TEXTS:.txt=)),$(wildcard testbenches/foreign/$n.v testbenches/foreign/$n.sv))

$(equations)/foreign/compare: $(EQUATIONS_NEEDS) $(EQUATIONS_TEXTS) $(EQUATIONS_FORMS) $(EQUATIONS_CIRCUITS)
	$(call say,EQUATIONS the neurons of testbenches/foreign)
	$(call build_comparison,$(@D),$(EQUATIONS_TEXTS:%=rtl:%) $(EQUATIONS_FORMS),$(EQUATIONS_CIRCUITS))

# These are the defective circuits, which must all differ from their texts
# (testbenches/cli/test_equations.sh).
$(equations)/defective/compare: $(EQUATIONS_NEEDS) $(EQUATIONS_TEXTS) $(EQUATIONS_CIRCUITS)
	$(call say,EQUATIONS the defective neurons of testbenches/foreign)
	$(call build_comparison,$(@D),$(EQUATIONS_TEXTS:%=rtl:%),+define+DEFECT=1 $(EQUATIONS_CIRCUITS),-fsanitize=undefined -fno-sanitize-recover=undefined)

$(equations)/random-%/compare: $(EQUATIONS_NEEDS)
	$(call say,EQUATIONS random texts $*)
	$(call build_comparison,$(@D),random:$(subst -,:,$*),,-fsanitize=undefined -fno-sanitize-recover=undefined)

EQUATIONS_TESTED := $(equations)/foreign/compare $(equations)/random-$(EQUATIONS_SEED)-16/compare
EQUATIONS_DEFECTIVE := $(equations)/defective/compare

# Ideal and bound on random steps; and bounds that are wrong on purpose, which must not hold.
EQUATIONS_BOUNDS := $(EQUATIONS_TEXTS) $(filter %/leaks.txt %/resets.txt,$(EQUATIONS_FORMS)) \
  'wrong:round(~floor(:$(equations_here)/subtract_reset.txt' \
  'wrong:(v >> leak)~(v >> 3):$(equations_here)/shift_leak.txt' \
  'wrong:(v * decay >> 8)~round(v * decay, 8):$(equations_here)/q8_8_multiply.txt' \
  'wrong:max(sat(u8, v + i) - leak, 0)~sat(u8, v + i):$(equations_here)/linear_leak.txt' \
  'wrong:trunc(charged, 2)~trunc(charged, 3):$(equations_here)/event_input.txt'

BOUND_OBJECTS := $(patsubst %,$(BUILD)/obj/$(equations_here)/%.o,bound $(EXACT_PARTS) rational declared texts random_text)
$(equations)/bound_texts: $(BOUND_OBJECTS) $(LIBCOSIM) $(LIBREFERENCE)
	$(call say,LINK    $@)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(SANITIZE) -o $@ $^ -lgmp $(LIBS)

# The same with a bound that leaves no room for the rounding of double, which must be seen.
SLACKLESS := $(patsubst %,sim/equations/%.c,form bound) $(EXACT_PARTS:%=$(equations_here)/%.c)
SLACKLESS_OBJECTS := $(filter-out $(EXACT_PARTS:%=$(BUILD)/obj/$(equations_here)/%.o),$(BOUND_OBJECTS))
$(equations)/slackless_texts: $(SLACKLESS_OBJECTS) $(SLACKLESS) $(wildcard sim/equations/form*.h) sim/equations/bound_step.h \
  $(wildcard $(equations_here)/exact*.h) $(equations_here)/range.h $(LIBCOSIM) $(LIBREFERENCE)
	$(call say,LINK    $@)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) $(SANITIZE) -DCOSIM_EQ_SLACK=0.0 -Itestbenches/unit -o $@ $(SLACKLESS) $(SLACKLESS_OBJECTS) \
	  $(LIBCOSIM) $(LIBREFERENCE) -lgmp $(LIBS)

$(equations)/bound: $(equations)/bound_texts $(EQUATIONS_TEXTS) $(EQUATIONS_FORMS) $(equations_here)/equations.mk
	$(file >$@,#!/bin/sh)
	$(file >>$@,exec $< $(EQUATIONS_BOUNDS) smooth:$(EQUATIONS_SEED):100)
	$(Q)chmod +x $@

# The same once more in exact rational arithmetic, which is slower: fewer steps, more texts.
$(equations)/exact: $(equations)/bound_texts $(EQUATIONS_TEXTS) $(EQUATIONS_FORMS) $(equations_here)/equations.mk
	$(file >$@,#!/bin/sh)
	$(file >>$@,EXACT=1 STEPS=$${EXACT_STEPS:-400} exec $< $(EQUATIONS_BOUNDS) smooth:$(EQUATIONS_SEED):300)
	$(Q)chmod +x $@

EQUATIONS_TESTED += $(equations)/bound $(equations)/exact
EQUATIONS_DEFECTIVE += $(equations)/slackless_texts

# The judge's steps of each text are compiled, and held against the interpreter: every bit of every double. The
# parameter of a folder is of random texts, SEED-COUNT.
# Forms, which are long, are compiled beside many random texts alone.
STEPS_OBJECTS := $(patsubst %,$(BUILD)/obj/$(equations_here)/%.o,declared texts random_text) $(LIBCOSIM) $(LIBREFERENCE)
steps_arguments = $(EQUATIONS_TEXTS) $(if $(filter 1 2 3 4,$(lastword $(subst -, ,$*))),,$(EQUATIONS_FORMS)) \
  smooth:$(subst -,:,$*) random:$(subst -,:,$*)
STEPS_NEEDS := $(patsubst %,$(BUILD)/obj/$(equations_here)/%.o,write_steps steps) $(STEPS_OBJECTS) $(EQUATIONS_TEXTS) \
  $(EQUATIONS_FORMS) $(wildcard sim/equations/*.h) $(equations_here)/equations.mk
# $(1) texts, $(2) options of the compiler
define build_steps
$(Q)rm -rf $(@D) && mkdir -p $(@D)
$(Q)$(CC) $(CFLAGS) $(SANITIZE) -o $(@D)/write $(BUILD)/obj/$(equations_here)/write_steps.o $(STEPS_OBJECTS) $(LIBS)
$(Q)$(@D)/write $(@D) $(1)
$(Q)printf '%s\0' $(@D)/*.c | xargs -0 -n 4 -P 2 sh -c 'for c; do $(STEPS_COMPILE) $(2) -o "$${c%.c}.o" "$$c" || exit 255; done' -
$(Q)$(CC) $(CFLAGS) $(SANITIZE) -o $(@D)/compare_steps $(BUILD)/obj/$(equations_here)/steps.o $(@D)/*.o $(STEPS_OBJECTS) $(LIBS)
$(Q)printf '#!/bin/sh\nexec %s %s\n' '$(@D)/compare_steps' '$(1)' >$@ && chmod +x $@
endef
$(equations)/steps-%/compare: $(STEPS_NEEDS)
	$(call say,EQUATIONS emitted steps of texts and random ones $*)
	$(call build_steps,$(steps_arguments),)

# These are of a kernel with another rounding, a quarter more of it, which must be seen (test_equations).
$(equations)/wrong-steps/compare: $(STEPS_NEEDS)
	$(call say,EQUATIONS emitted steps with another slack)
	$(call build_steps,$(equations_here)/shift_leak.txt,-DCOSIM_EQ_SLACK=0x1.4p-52)
EQUATIONS_TESTED += $(equations)/steps-$(EQUATIONS_SEED)-2/compare
EQUATIONS_DEFECTIVE += $(equations)/wrong-steps/compare

.PHONY: equations-steps
#: equations-steps   emitted steps against the interpreter: texts and 200 random ones, every bit (SEED=, STEPS_RANDOM=)
STEPS_RANDOM ?= 100
equations-steps: $(equations)/steps-$(EQUATIONS_SEED)-$(STEPS_RANDOM)/compare
	$(Q)SEED=$(EQUATIONS_SEED) TEST_TIMEOUT=86400 V=1 scripts/run_tests.sh $<

.PHONY: equations-random equations-speed equations-bound equations-exact
#: equations-exact   ideal and bound in exact rational arithmetic: of texts and 300 random ones (SEED=, EXACT_STEPS=)
equations-exact: $(equations)/exact
	$(Q)SEED=$(EQUATIONS_SEED) TEST_TIMEOUT=86400 V=1 scripts/run_tests.sh $<

#: equations-bound   ideal and bound of texts and 500 random ones on 10^6 steps each (SEED=)
equations-bound: $(equations)/bound
	$(Q)STEPS=$(EQUATIONS_STEPS) SEED=$(EQUATIONS_SEED) TEST_TIMEOUT=86400 V=1 scripts/run_tests.sh $<

#: equations-random  200 random texts x 10^6 steps: interpreter, C and Verilog alike (SEED=, EQUATIONS_RANDOM=)
equations-random: $(equations)/random-$(EQUATIONS_SEED)-$(EQUATIONS_RANDOM)/compare
	$(Q)STEPS=$(EQUATIONS_STEPS) SEED=$(EQUATIONS_SEED) TEST_TIMEOUT=86400 V=1 scripts/run_tests.sh $<

#: equations-speed   ns a step of the C that the equations of testbenches/foreign become
equations-speed: $(equations)/foreign/compare
	$(Q)SPEED=1 STEPS=1000 $< | grep 'ns a step'
