# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# A release: a tarball that builds without git, and packages for Debian that are built of it.

DIST_NAME := lifcosim-$(VERSION)
DIST      := build/dist/$(DIST_NAME).tar.gz
DEB       := build/deb

.PHONY: dist deb deb-test deb-possible
#: dist            the release as a tarball that builds without git: build/dist
dist:
	$(Q)scripts/dist.sh $(VERSION) $(COMMIT) $(DIST)
	@echo '  $(DIST)'

#: deb             packages for Debian, built of that tarball, which lintian finds no error in: build/deb
deb: dist | $(call setup,deb)
	$(Q)rm -rf $(DEB) && mkdir -p $(DEB)
	$(Q)cp $(DIST) $(DEB)/lifcosim_$(VERSION).orig.tar.gz
	$(Q)tar -xzf $(DIST) -C $(DEB)
	$(Q)cd $(DEB)/$(DIST_NAME) && env -u MAKEFLAGS -u MAKELEVEL -u BUILD dpkg-buildpackage -us -uc
	$(Q)cd $(DEB) && lintian --fail-on error --tag-display-limit 0 lifcosim_*.changes
	@ls $(DEB)/*.deb

deb-possible:
	$(Q)SUITE='$(SUITE)' MACHINE_TARGET=deb-test testbenches/fresh/fresh.sh check

#: deb-test        builds, installs, uses and purges the package on a bare Debian (SUITE=); needs root
deb-test: deb-possible dist | $(call setup,fresh)
	$(Q)SUITE='$(SUITE)' TEST_TIMEOUT=3600 DIST=$(DIST) MACHINE_TARGET=deb-test \
	  MACHINE_TEST=testbenches/deb/deb.sh scripts/run_tests.sh testbenches/fresh/fresh.sh
