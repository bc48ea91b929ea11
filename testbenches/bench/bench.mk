# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# The benchmark has engines that run the same drives side by side, and the program that measures
# them. Everything is built below build/bench/ with this project's optimisation; SAN does not apply.

BENCH_ROWS   ?= base circuit judged reference model icarus verilator-timing cxxrtl systemc sweep-base sweep \
  $(BENCH_DECLARED) $(BENCH_CORE) $(BENCH_NETWORK)
BENCH_STEPS  ?= 1048576
BENCH_ROUNDS ?= 9
BENCH_DUT    ?= build/dut/q8_24.so

bench      := build/bench
bench_here := testbenches/bench
bench_table := $(bench)/table/$(BENCH_STEPS)
BENCH_CXXFLAGS = -std=c++17 -O3 -I$(bench_here)

# ---- what each row needs, and how it is started: NAME, its engine, steps, passes, command ----
# A row of another part of the project adds its name to BENCH_ROWS and these four variables.
# The slow ones run a prefix of the table. The shell of bench sets STEPS and PASSES.

bench_args = $(bench_table) $$STEPS $$PASSES
# The circuit is measured as runs evaluate it: a fall back to the slower public evaluation is an error.
bench_own  = env LIFCOSIM_EVAL=root $(bench)/bench_engines $(1) $(BENCH_DUT) $(bench_here)/bench.yaml $(bench_args)

BENCH_NEEDS_base      := $(bench)/bench_base
BENCH_STEPS_base      := 1048576
BENCH_PASSES_base     := 8
BENCH_COMMAND_base     = $(bench)/bench_base $(bench_args)

BENCH_OWN := circuit judged reference model
$(foreach row,$(BENCH_OWN),$(eval BENCH_NEEDS_$(row) := $(bench)/bench_engines $(BENCH_DUT)))
$(foreach row,$(BENCH_OWN),$(eval BENCH_STEPS_$(row) := 1048576))
$(foreach row,$(BENCH_OWN),$(eval BENCH_PASSES_$(row) := 16))
$(foreach row,$(BENCH_OWN),$(eval BENCH_COMMAND_$(row) = $$(call bench_own,$(row))))

# The same neuron as somebody else's, by a declaration: unjudged, judged with its compiled steps, and with the interpreter.
BENCH_DECLARED := declared declared-judged declared-interpreted
bench_declared := $(bench)/declared
bench_other = env LIFCOSIM_EVAL=root LIFCOSIM_STEPS=$(2) $(bench)/bench_engines $(1) $(bench_declared)/declared.so $(bench_here)/bench.yaml $(bench_args)
$(foreach row,$(BENCH_DECLARED),$(eval BENCH_NEEDS_$(row) := $(bench)/bench_engines $(bench_declared)/declared.so))
$(foreach row,$(BENCH_DECLARED),$(eval BENCH_STEPS_$(row) := 1048576))
$(foreach row,$(BENCH_DECLARED),$(eval BENCH_PASSES_$(row) := 2))
BENCH_COMMAND_declared             = $(call bench_other,declared,emitted)
BENCH_COMMAND_declared-judged      = $(call bench_other,judged,emitted)
BENCH_COMMAND_declared-interpreted = $(call bench_other,judged,interpreted)
$(bench_declared)/declared.so: $(bench_here)/declared.yaml $(PROGRAM) rtl/lif_neuron.v $(wildcard sim/equations/*.h sim/verilator/equations*.hpp)
	$(call say,BENCH   declared)
	$(Q)mkdir -p $(@D)
	$(Q)LIFCOSIM_DUT_DIR=$(@D) $(PROGRAM) build --replace --allow-outside $< >$(@D)/log && touch $@

bench_plus = +folder=$(bench_table) +steps=$$STEPS +passes=$$PASSES
BENCH_NEEDS_icarus    := $(bench)/tb_bench.vvp
BENCH_STEPS_icarus    := 65536
BENCH_PASSES_icarus   := 1
BENCH_COMMAND_icarus   = vvp -n $(bench)/tb_bench.vvp $(bench_plus)

BENCH_NEEDS_verilator-timing   := $(bench)/timing.dir/Vtb_bench
BENCH_STEPS_verilator-timing   := 1048576
BENCH_PASSES_verilator-timing  := 2
BENCH_COMMAND_verilator-timing  = $(bench)/timing.dir/Vtb_bench $(bench_plus)

BENCH_NEEDS_cxxrtl    := $(bench)/bench_cxxrtl
BENCH_STEPS_cxxrtl    := 1048576
BENCH_PASSES_cxxrtl   := 8
BENCH_COMMAND_cxxrtl   = $(bench)/bench_cxxrtl $(bench_args)

BENCH_NEEDS_systemc   := $(bench)/bench_systemc
BENCH_STEPS_systemc   := 524288
BENCH_PASSES_systemc  := 1
BENCH_COMMAND_systemc  = env SYSTEMC_DISABLE_COPYRIGHT_MESSAGE=1 $(bench)/bench_systemc $(bench_args)

# A sweep has PASSES parameter sets of STEPS steps, and runs in SWEEP_JOBS processes (as many as
# this machine has processors). It must give the spikes of the unjudged loop over the same sets,
# which runs on one processor.
SWEEP_JOBS ?= $(shell nproc)
BENCH_GROUP_sweep-base   := sweep
BENCH_NEEDS_sweep-base   := $(bench)/sweep_base
BENCH_STEPS_sweep-base   := 1000
BENCH_PASSES_sweep-base  := 10000
BENCH_COMMAND_sweep-base  = $(bench)/sweep_base $$PASSES $$STEPS
BENCH_GROUP_sweep        := sweep
BENCH_NEEDS_sweep        := $(bench)/batch_bench build/dut/q8_24.so build/dut/batch/q8_24.so
BENCH_STEPS_sweep        := 1000
BENCH_PASSES_sweep       := 10000
BENCH_COMMAND_sweep       = env LIFCOSIM_EVAL=root LIFCOSIM_DUT_DIR=build/dut $(bench)/batch_bench row $$PASSES $$STEPS $(SWEEP_JOBS)

# A step of these rows is a neuron-tick of a core of 256 neurons; in those that end in -events four
# inputs have an event in each tick, with 256 synapses each. All must spike as the first of them does.
BENCH_CORE := core core-judged core-model core-icarus core-events core-judged-events core-model-events core-icarus-events
$(foreach row,$(BENCH_CORE),$(eval BENCH_GROUP_$(row) := core))
$(foreach row,$(BENCH_CORE),$(eval BENCH_STEPS_$(row) := 262144))
$(foreach row,$(BENCH_CORE),$(eval BENCH_PASSES_$(row) := 16))
$(foreach row,$(BENCH_CORE),$(eval BENCH_NEEDS_$(row) := $(bench)/core_bench build/core/c24.so))
# $(1) how it is run, $(2) on what, $(3) events of a tick
bench_core = env LIFCOSIM_EVAL=root $(bench)/core_bench $(1) $(2) $(3) $$PASSES $$STEPS
BENCH_COMMAND_core                = $(call bench_core,run,build/core/c24.so,0)
BENCH_COMMAND_core-judged         = $(call bench_core,judge,build/core/c24.so,0)
BENCH_COMMAND_core-model          = $(call bench_core,run,model,0)
BENCH_COMMAND_core-events         = $(call bench_core,run,build/core/c24.so,4)
BENCH_COMMAND_core-judged-events  = $(call bench_core,judge,build/core/c24.so,4)
BENCH_COMMAND_core-model-events   = $(call bench_core,run,model,4)
$(foreach row,core-icarus core-icarus-events,$(eval BENCH_STEPS_$(row) := 16384))
$(foreach row,core-icarus core-icarus-events,$(eval BENCH_PASSES_$(row) := 1))
$(foreach row,core-icarus core-icarus-events,$(eval BENCH_NEEDS_$(row) := $(bench)/tb_core_bench.vvp $(bench)/core_words))
bench_core_icarus = vvp -n $(bench)/tb_core_bench.vvp +words=$(bench)/core_words +events=$(1) +steps=$$STEPS +passes=$$PASSES
BENCH_COMMAND_core-icarus         = $(call bench_core_icarus,0)
BENCH_COMMAND_core-icarus-events  = $(call bench_core_icarus,4)

# A step of these rows is a neuron-tick of a network of 256 neurons, of which 10 s are run (STEPS * PASSES, in one run). `network` is the whole of
# `lifcosim run`; the others are other ways to run the same network, unjudged: the loop that anybody would write in C,
# and Brian's program. `network-external` is judged, too: a balanced network whose inputs have 41 events in a tick.
BENCH_NETWORK := network network-loop network-brian network-external
bench_network := $(bench_here)/network.yaml
bench_network_steps  = $(shell echo $$(( 100 * $(call bench_steps,256000) )))
$(foreach row,$(BENCH_NETWORK),$(eval BENCH_GROUP_$(row) := network))
$(foreach row,$(BENCH_NETWORK),$(eval BENCH_STEPS_$(row) := 256000))
$(foreach row,$(BENCH_NETWORK),$(eval BENCH_PASSES_$(row) := 100))
bench_network_run = env LIFCOSIM_EVAL=root LIFCOSIM_DUT_DIR=build/dut $(bench_here)/network_row.sh run
$(foreach row,network network-external,$(eval BENCH_NEEDS_$(row) := $(PROGRAM) build/core/c24.so $(bench_here)/network_row.sh))
BENCH_COMMAND_network           = $(bench_network_run) $(bench_network)
BENCH_NEEDS_network-loop       := $(bench)/network_bench
BENCH_COMMAND_network-loop      = $(bench)/network_bench loop $(bench_network) $(bench_network_steps)
bench_brian = $(bench)/brian/$(bench_network_steps)
BENCH_NEEDS_network-brian       = $(bench_brian)/about.txt
BENCH_COMMAND_network-brian     = $(bench_here)/network_row.sh brian $(bench_brian)
BENCH_GROUP_network-external   := external
BENCH_COMMAND_network-external  = $(bench_network_run) sim/networks/brunel-irregular.yaml --set "step=0.1 ms" \
  --set "synapses.2.delay=0.7 ms" --set "synapses.3.delay=0.7 ms"

# ---- the program that measures, the table, and the project's own engines ----

BENCH_C := bench bench_report bench_drives bench_engines bench_base sweep_base batch_bench core_bench network_bench
BENCH_C_OBJECTS := $(BENCH_C:%=$(BUILD)/obj/$(bench_here)/%.o)
$(BUILD)/obj/$(bench_here)/%.o: $(bench_here)/%.c | $(call setup,bench)
	$(call say,CC      $<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) -I$(bench_here) -c -o $@ $<

$(BUILD)/obj/$(bench_here)/core_bench.o: build/gen/lif_core_registers.h
$(BUILD)/obj/$(bench_here)/core_bench.o: ALL_CFLAGS += -Ibuild/gen -Itestbenches

DEPENDS += $(BENCH_C_OBJECTS:.o=.d)

$(bench)/bench: $(addprefix $(BUILD)/obj/$(bench_here)/,bench.o bench_report.o) $(LIBCOSIM)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(SANITIZE) -o $@ $^ -lm

$(bench)/bench_drives $(bench)/bench_engines $(bench)/batch_bench $(bench)/core_bench $(bench)/network_bench: $(bench)/%: $(BUILD)/obj/$(bench_here)/%.o \
  $(LIBCOSIM) $(LIBREFERENCE)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(SANITIZE) -o $@ $^ $(LIBS)

$(bench)/table/%/spikes.bin: $(bench)/bench_drives $(bench_here)/bench.yaml
	$(Q)mkdir -p $(@D)
	$(Q)$(bench)/bench_drives $(bench_here)/bench.yaml $(@D) $*

# ---- the other engines ----

# This links the same objects as row `base`.
$(bench)/sweep_base: $(BUILD)/obj/$(bench_here)/sweep_base.o $(bench)/bench_base $(LIBCOSIM) $(LIBREFERENCE)
	$(Q)$(CXX) $(CFLAGS) $(SANITIZE) -o $@ $< $(bench)/base.dir/*.o $(LIBCOSIM) $(LIBREFERENCE) $(LIBS) -lpthread

# Model and shim are compiled file by file with -O3 and linked apart: no unit sees both.
$(bench)/bench_base: $(bench_here)/lif_textbook.v $(bench_here)/base_shim.cpp \
  $(bench_here)/base_shim.h $(bench_here)/bench_table.h $(BUILD)/obj/$(bench_here)/bench_base.o \
  $(bench_here)/bench.mk | $(call setup,bench)
	$(call say,BENCH   base)
	$(Q)rm -rf $(bench)/base.dir && mkdir -p $(bench)/base.dir
	$(Q)$(VERILATE) --cc -O3 --x-assign fast --x-initial fast --top-module lif_textbook \
	  -Mdir $(bench)/base.dir $<
	$(Q)for unit in $(bench)/base.dir/*.cpp $(bench_here)/base_shim.cpp \
	  $(VERILATOR_ROOT)/include/verilated.cpp $(VERILATOR_ROOT)/include/verilated_threads.cpp; do \
	  $(CXX) $(BENCH_CXXFLAGS) -isystem $(VERILATOR_ROOT)/include \
	  -isystem $(VERILATOR_ROOT)/include/vltstd -isystem $(bench)/base.dir \
	  -c -o $(bench)/base.dir/$$(basename $$unit .cpp).o $$unit || exit; done
	$(Q)$(CXX) $(SANITIZE) -o $@ $(BUILD)/obj/$(bench_here)/bench_base.o $(bench)/base.dir/*.o -lpthread

$(bench)/tb_bench.vvp: $(bench_here)/tb_bench.v $(RTL) | $(call setup,bench)
	$(call say,BENCH   icarus)
	$(Q)mkdir -p $(@D)
	$(Q)iverilog -g2005 -s tb_bench -o $@ $(RTL) $<

$(bench)/tb_core_bench.vvp: $(bench_here)/tb_core_bench.v $(CORE_RTL) | $(call setup,bench)
	$(call say,BENCH   core-icarus)
	$(Q)mkdir -p $(@D)
	$(Q)iverilog -g2005 -s tb_core_bench -o $@ $(CORE_RTL) $<

# The program that Brian makes of the network is compiled here, for as many steps as are measured. A Brian that is not there or does
# not work is an error of its row.
BRIAN_PYTHON ?= /usr/bin/python3
$(bench)/brian/%/about.txt: $(bench)/network_bench $(bench_here)/network_brian.py $(bench_network) | $(call setup,bench)
	$(call say,BENCH   network-brian)
	$(Q)rm -rf $(@D) && mkdir -p $(@D)
	$(Q)$(bench)/network_bench write $(bench_network) $* $(@D) && \
	  $(BRIAN_PYTHON) -B -W ignore $(bench_here)/network_brian.py $(@D) >$(@D)/log 2>&1 || { rm -f $@; tail -n 5 $(@D)/log >&2; \
	  echo 'bench: row network-brian: Brian cannot run; install python3-brian (scripts/setup.sh bench), or name rows without it in BENCH_ROWS' >&2; exit 3; }

$(bench)/core_words: $(bench)/core_bench
	$(Q)$< write model 0 1 4096 >$@

$(bench)/timing.dir/Vtb_bench: $(bench_here)/tb_bench.v $(RTL) | $(call setup,bench)
	$(call say,BENCH   verilator-timing)
	$(Q)mkdir -p $(@D)
	+$(Q)$(VERILATOR) --binary --timing -O3 --x-assign fast --x-initial fast -Wno-lint \
	  -CFLAGS -O3 -MAKEFLAGS 'OPT_FAST=-O3 OPT_GLOBAL=-O3 $(ANY_FOLDER)' \
	  --top-module tb_bench -Mdir $(@D) rtl/lint.vlt $(RTL) $< >$(@D).log || { cat $(@D).log; exit 1; }

# With -O3 it is slower than with -O2, and without -fno-ipa-modref gcc 12 makes a program that never
# spikes. The model's header lies below the first of these folders in Yosys 0.52, and below the
# second in 0.23.
CXXRTL_INCLUDE ?= $(firstword $(wildcard $(foreach root,/usr /usr/local,\
  $(addprefix $(root)/share/yosys/include,/backends/cxxrtl/runtime /))))
$(bench)/bench_cxxrtl: $(bench_here)/bench_cxxrtl.cpp $(bench_here)/bench_table.h $(RTL) \
  $(bench_here)/bench.mk | $(call setup,bench)
	$(call say,BENCH   cxxrtl)
	$(Q)mkdir -p $(@D)
	$(Q)yosys -q -p 'read_verilog $(RTL); hierarchy -top lif_neuron' \
	  -p 'proc; flatten; opt; write_cxxrtl -O6 $@_model.h'
	$(Q)$(CXX) -std=c++17 -O2 $(call gcc_only,-fno-ipa-modref) -w -I$(bench_here) -I$(bench) -isystem $(CXXRTL_INCLUDE) \
	  -DCXXRTL_MODEL='"bench_cxxrtl_model.h"' -o $@ $<

$(bench)/bench_systemc: $(bench_here)/bench_systemc.cpp $(bench_here)/bench_table.h $(RTL) \
  $(bench_here)/bench.mk | $(call setup,bench)
	$(call say,BENCH   systemc)
	$(Q)mkdir -p $(@D)
	+$(Q)$(VERILATOR) --sc --exe --build -O3 --x-assign fast --x-initial fast \
	  -CFLAGS '-std=c++17 -O3 -I../../../$(bench_here)' -MAKEFLAGS 'OPT_FAST=-O3 OPT_GLOBAL=-O3 $(ANY_FOLDER)' \
	  --top-module lif_neuron -Mdir $@.dir -o ../$(@F) rtl/lint.vlt $(RTL) \
	  ../../../$< >$@.log || { cat $@.log; exit 1; }

# ---- measuring ----

bench_bad   = $(strip $(foreach row,$(BENCH_ROWS),$(if $(BENCH_COMMAND_$(row)),,$(row))))
# A row takes its own number of steps, or BENCH_STEPS where that is fewer.
bench_steps = $(shell echo $$(( $(1) < $(BENCH_STEPS) ? $(1) : $(BENCH_STEPS) )))
bench_row   = '$(1)|$(or $(BENCH_GROUP_$(1)),table)|$(call bench_steps,$(BENCH_STEPS_$(1)))|$(BENCH_PASSES_$(1))|$(BENCH_COMMAND_$(1))'
# testbenches/cli/test_bench.sh runs these, which stand here so that a test of all builds it in
# parallel.
BENCH_TESTED := $(bench)/bench $(bench)/bench_drives \
  $(foreach row,base circuit icarus verilator-timing cxxrtl core core-icarus network network-loop,$(BENCH_NEEDS_$(row)))

.PHONY: bench
#: bench           speed side by side with other simulators: build/bench.md, build/bench.json
bench: $(bench)/bench $(bench_table)/spikes.bin $(sort $(foreach row,$(BENCH_ROWS),$(BENCH_NEEDS_$(row))))
	@test -z '$(bench_bad)' || { echo "unknown row: $(bench_bad)" >&2; exit 2; }
	$(Q)$(bench)/bench $(bench_table) $(BENCH_ROUNDS) build/bench.json build/bench.md \
	  $(foreach row,$(BENCH_ROWS),$(call bench_row,$(row)))

# A judged run of a core needs no more memory when it is longer. CORE_BILLION passes of 262,144
# neuron-ticks are 10^9; the first run is a hundredth of it.
CORE_BILLION ?= 3815
.PHONY: core-billion
#: core-billion    10^9 judged neuron-ticks of a core of 256 neurons with events: time, peak memory
core-billion: $(bench)/core_bench build/core/c24.so $(bench)/peak_memory
	$(Q)for passes in $$(( ($(CORE_BILLION) + 99) / 100 )) $(CORE_BILLION); do \
	  begin=$$(date +%s.%N) && env LIFCOSIM_EVAL=root $(bench)/peak_memory $(bench)/peak $(bench)/core_bench judge build/core/c24.so 4 \
	    $$passes 262144 >$(bench)/said && end=$$(date +%s.%N) || exit 1; \
	  awk -v a=$$begin -v b=$$end -v peak=$$(cat $(bench)/peak) '$$1 == "end" { \
	    printf "%d neuron-ticks judged in %.1f s, %d spikes, %.1f MiB\n", $$2, b - a, $$3, peak / 1024; ended = 1 } \
	    END { exit !ended }' $(bench)/said || exit 1; done
$(bench)/peak_memory: testbenches/cli/peak_memory.c
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) -std=c11 -D_GNU_SOURCE -O1 -o $@ $<

# This measures the way from a format that was never built to its first verdict. The runtime library
# and the program are there already; the format's own circuit is thrown away before and after.
BUILD_TIME_FORMAT ?= 22/14/19
build_time_dut := build/dut/$(call format_name,$(BUILD_TIME_FORMAT))
.PHONY: build-time
#: build-time      seconds from a changed format to the first verdict
build-time: $(PROGRAM) $(DUT_RUNTIME) $(DUT_PCH) $(LIGHT_PCH)
	$(Q)rm -rf $(build_time_dut).so $(build_time_dut).dir
	$(Q)begin=$$(date +%s.%N) && \
	  $(MAKE) --no-print-directory SETUP=$(SETUP) FORMAT=$(BUILD_TIME_FORMAT) dut && \
	  $(PROGRAM) run --quiet --json build/build-time.json --set tolerance=1 \
	    --dut $(build_time_dut).so $(bench_here)/build-time.yaml && \
	  end=$$(date +%s.%N) && \
	  awk -v a=$$begin -v b=$$end 'BEGIN { printf "%.2f s from a changed format to the first verdict\n", b - a }'
	$(Q)rm -rf $(build_time_dut).so $(build_time_dut).dir
