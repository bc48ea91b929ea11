# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# Circuits that are declared by equations and have mistakes to choose from, for test_edits.

FAULTY := $(patsubst testbenches/diagnose/%.v,build/diagnose/%.so,$(wildcard testbenches/diagnose/*.v))

build/diagnose/%.so: testbenches/diagnose/%.v testbenches/diagnose/%.yaml $(PROGRAM) | $(call setup,test)
	$(call say,FAULTY  $*)
	$(Q)mkdir -p -m 700 $(@D)
	$(Q)LIFCOSIM_DUT_DIR=$(@D) $(PROGRAM) build --replace testbenches/diagnose/$*.yaml >$(@:.so=.log) || { cat $(@:.so=.log); exit 1; }

$(BUILD)/test/diagnose/test_edits: | $(FAULTY)
