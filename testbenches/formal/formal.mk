# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# The circuit is proven to have the properties of rtl/lif_properties.vh, the variants those of
# rtl/lif_steps_properties.vh, and the core and its parts those of rtl/lif_core_*properties.vh.

.PHONY: formal
#: formal          prove the properties of the neuron in each format and of the core, and that each proof can fail
formal: | $(call setup,formal)
	$(Q)HOLD_WIDTH=$(HOLD_WIDTH) testbenches/formal/formal.sh
	$(Q)testbenches/formal/core.sh

.PHONY: formal-core
#: formal-core     prove the core: FIFO, order, accumulators, handshakes, configuration, datapath
formal-core: | $(call setup,formal)
	$(Q)testbenches/formal/core.sh

.PHONY: formal-variants
#: formal-variants prove the neurons of several clocks a step: control without bound, the update for two steps
formal-variants: | $(call setup,formal)
	$(Q)testbenches/formal/variants.sh
