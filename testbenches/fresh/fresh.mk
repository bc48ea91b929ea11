# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# These targets try the first `make run` on a bare Debian. Both need root, and say so before they
# install.

SUITE ?= bookworm

# The parameter is a program that prints TAP.
fresh_test = $(Q)SUITE='$(SUITE)' TEST_TIMEOUT=1800 scripts/run_tests.sh testbenches/fresh/$(1)

.PHONY: test-fresh test-fresh-broken fresh-possible
fresh-possible:
	$(Q)SUITE='$(SUITE)' testbenches/fresh/fresh.sh check
build/setup/fresh.stamp: | fresh-possible

#: test-fresh      the first `make run` on a bare Debian (SUITE=bookworm or trixie); needs root
test-fresh: fresh-possible | $(call setup,fresh)
	$(call fresh_test,fresh.sh)

#: test-fresh-broken  test-fresh must fail where the set-up is broken on purpose; needs root
test-fresh-broken: fresh-possible | $(call setup,fresh)
	$(call fresh_test,broken.sh)
