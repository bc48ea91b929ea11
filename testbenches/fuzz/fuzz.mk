# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# Each fuzz target fuzz_NAME.c is built twice, always sanitised: by clang with libFuzzer for `make
# fuzz`, and with replay.c in the place of libFuzzer for `make test`, which gives it the kept corpus
# (and needs no clang).

FUZZ_SECONDS ?= 20
FUZZ_NAMES   := $(patsubst testbenches/fuzz/fuzz_%.c,%,$(wildcard testbenches/fuzz/fuzz_*.c))
FUZZ_SANITIZE := -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
FUZZ_SOURCES := $(SIM_SOURCES) $(wildcard reference/*.c) testbenches/fuzz/fuzz.c
FUZZ_COMMON   = -std=c11 -ffp-contract=off -O1 -g $(FUZZ_SANITIZE) -D_GNU_SOURCE -Ireference -Isim \
  -I$(BUILD)/gen -DCOSIM_VERSION='"$(VERSION)"' -DCOSIM_COMMIT='"fuzz"' -MMD -MP
CLANG        ?= clang

build/fuzz/clang/%.o: %.c $(FORMAT_TABLE) $(EMBEDDED) | $(call setup,fuzz) $(call setup,run)
	$(call say,CLANG   $<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CLANG) $(FUZZ_COMMON) -fsanitize=fuzzer-no-link -c -o $@ $<

build/fuzz/gcc/%.o: %.c $(FORMAT_TABLE) $(EMBEDDED) | $(call setup,test)
	$(call say,CC      $< (sanitised))
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) -pedantic $(WARNINGS) $(FUZZ_COMMON) -c -o $@ $<

build/fuzz/gcc/libfuzzed.a: $(FUZZ_SOURCES:%.c=build/fuzz/gcc/%.o)
build/fuzz/clang/libfuzzed.a: $(FUZZ_SOURCES:%.c=build/fuzz/clang/%.o)
build/fuzz/gcc/libfuzzed.a build/fuzz/clang/libfuzzed.a:
	$(Q)rm -f $@ && ar rcs $@ $^

FUZZ_TARGETS  := $(FUZZ_NAMES:%=build/fuzz/fuzz_%)
FUZZ_REPLAYS  := $(FUZZ_NAMES:%=build/fuzz/replay_%)
.SECONDARY: $(foreach compiler,gcc clang,$(FUZZ_SOURCES:%.c=build/fuzz/$(compiler)/%.o) \
  $(FUZZ_NAMES:%=build/fuzz/$(compiler)/testbenches/fuzz/fuzz_%.o))

$(FUZZ_TARGETS): build/fuzz/fuzz_%: build/fuzz/clang/testbenches/fuzz/fuzz_%.o build/fuzz/clang/libfuzzed.a
	$(call say,LINK    $@)
	$(Q)$(CLANG) -fsanitize=fuzzer $(FUZZ_SANITIZE) -o $@ $^ $(LIBS)

$(FUZZ_REPLAYS): build/fuzz/replay_%: build/fuzz/gcc/testbenches/fuzz/fuzz_%.o \
  build/fuzz/gcc/testbenches/fuzz/replay.o build/fuzz/gcc/libfuzzed.a
	$(call say,LINK    $@)
	$(Q)$(CC) $(FUZZ_SANITIZE) -o $@ $^ $(LIBS)

DEPENDS += $(foreach compiler,gcc clang,$(addprefix build/fuzz/$(compiler)/,$(FUZZ_SOURCES:.c=.d) \
  $(FUZZ_NAMES:%=testbenches/fuzz/fuzz_%.d) testbenches/fuzz/replay.d))

.PHONY: fuzz fuzz-replay
#: fuzz            libFuzzer with sanitisers on the readers, FUZZ_SECONDS (20) for each target
fuzz: $(FUZZ_TARGETS) | $(call setup,fuzz)
	$(Q)SECONDS_EACH=$(FUZZ_SECONDS) SEED=$(SEED) testbenches/fuzz/fuzz.sh $(FUZZ_NAMES)

fuzz-replay: $(FUZZ_REPLAYS)

# ---- differential: circuit, integer model and bound on random scenarios ----

DIFFERENTIAL         := $(BUILD)/differential
DIFFERENTIAL_OBJECTS := $(patsubst %,$(BUILD)/obj/testbenches/fuzz/%.o,differential case fuzz)
DIFFERENTIAL_SEED     = $(or $(SEED),$(shell date +%s))

$(DIFFERENTIAL): $(DIFFERENTIAL_OBJECTS) $(LIBCOSIM) $(LIBREFERENCE)
	$(call say,LINK    $@)
	$(Q)$(CC) $(CFLAGS) $(SANITIZE) -o $@ $^ $(LIBS)

DEPENDS += $(DIFFERENTIAL_OBJECTS:.o=.d)

.PHONY: fuzz-differential
#: fuzz-differential  random scenarios: RTL, integer model and bound agree, for FUZZ_SECONDS (SEED=)
fuzz-differential: $(DIFFERENTIAL) $(DUTS)
	$(Q)mkdir -p build/fuzz/findings
	$(Q)LIFCOSIM_DUT_DIR=build/dut $(DIFFERENTIAL) -t $(FUZZ_SECONDS) -s $(DIFFERENTIAL_SEED) \
	  -k build/fuzz/findings

# ---- differential: cores and their integer model on random events ----

CORE_DIFFERENTIAL         := $(BUILD)/core_differential
CORE_DIFFERENTIAL_OBJECTS := $(patsubst %,$(BUILD)/obj/testbenches/fuzz/%.o,core core_stream)
$(CORE_DIFFERENTIAL): $(CORE_DIFFERENTIAL_OBJECTS) $(LIBCOSIM) $(LIBREFERENCE)
	$(call say,LINK    $@)
	$(Q)$(CC) $(CFLAGS) $(SANITIZE) -o $@ $^ $(LIBS)

DEPENDS += $(CORE_DIFFERENTIAL_OBJECTS:.o=.d)

.PHONY: fuzz-core
#: fuzz-core       random events: each core of rtl/cores.txt = its integer model, for FUZZ_SECONDS (SEED=)
fuzz-core: $(CORE_DIFFERENTIAL) $(CORES:%=build/core/%.so)
	$(Q)LIFCOSIM_EVAL=root $(CORE_DIFFERENTIAL) -t $(FUZZ_SECONDS) -s $(DIFFERENTIAL_SEED) $(CORES:%=build/core/%.so)
