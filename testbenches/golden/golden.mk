# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# The golden data of the published models are unpacked for the C tests: NAME.json and NAME.csv of
# every model, side by side in $(BUILD)/golden. testbenches/golden/README.md says what the files
# hold.

GOLDEN_SOURCES := $(wildcard testbenches/golden/*.json testbenches/golden/*.csv.gz)
GOLDEN_FILES   := $(patsubst testbenches/golden/%,$(BUILD)/golden/%,$(GOLDEN_SOURCES:.csv.gz=.csv))

$(BUILD)/golden/%.csv: testbenches/golden/%.csv.gz
	$(Q)mkdir -p $(@D)
	$(Q)gzip -dc $< > $@

$(BUILD)/golden/%.json: testbenches/golden/%.json
	$(Q)mkdir -p $(@D)
	$(Q)cp $< $@

# The tests need them to run, not to link.
$(BUILD)/test/run/test_published $(BUILD)/test/reference/test_model_published: | $(GOLDEN_FILES)
