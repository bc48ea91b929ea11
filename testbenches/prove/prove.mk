# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# Somebody else's circuits are proven to be what they declare.

.PHONY: prove-examples
#: prove-examples  prove the neurons of testbenches/foreign, and refute their defective ones
prove-examples: $(PROGRAM) | $(call setup,formal)
	$(Q)LIFCOSIM=$(PROGRAM) testbenches/prove/examples.sh
