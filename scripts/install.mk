# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# The program is installed as any other: into PREFIX/bin, PREFIX/lib and PREFIX/share. A packager sets
# DESTDIR, which is put before. The program finds its files relative to itself, so it may stay there.

PREFIX  ?= /usr/local
DESTDIR ?=

install_bin   = $(DESTDIR)$(PREFIX)/bin
install_lib   = $(DESTDIR)$(PREFIX)/lib/lifcosim
install_share = $(DESTDIR)$(PREFIX)/share/lifcosim
install_doc   = $(DESTDIR)$(PREFIX)/share/doc/lifcosim

# Circuits are built from these, where they lie in the tree (scripts/installed.mk is its Makefile).
INSTALL_SOURCES := $(RTL) $(wildcard rtl/*.vh) rtl/lint.vlt rtl/formats.txt rtl/variants.txt rtl/rtl.f rtl/rtl.mk \
  $(addprefix scripts/,toolchain.mk tables.awk identity.sh check_format.sh) sim/circuits.mk \
  $(wildcard sim/verilator/*) $(wildcard sim/circuit/lif_*) $(wildcard reference/*.h) reference/lif_leak.c reference/lif_status.c
# A user copies and changes these: scenarios, sweeps, somebody else's neurons with their manifests.
INSTALL_EXAMPLES := $(wildcard sim/scenarios/* sim/sweeps/* testbenches/foreign/*.v testbenches/foreign/*.sv \
  testbenches/foreign/*.yaml testbenches/foreign/scenarios/*)
INSTALL_PAGES := README.md CHANGELOG.md LICENSE $(wildcard docs/*.md) sim/README.md testbenches/foreign/README.md

# $(1) file, $(2) the folder that it is relative to, $(3) where that goes
install_one = install -D -m $(if $(filter %.sh,$(1)),755,644) $(1) '$(3)/$(patsubst $(2)/%,%,$(1))'

.PHONY: install uninstall
#: install         PREFIX (/usr/local), DESTDIR: program, sources of circuits, examples, pages
install: program
	$(Q)install -D -m 755 $(PROGRAM) '$(install_bin)/lifcosim'
	$(Q)rm -rf '$(install_share)' '$(install_lib)' '$(install_doc)'
	$(Q)$(foreach file,$(DUTS),install -D -m 644 $(file) '$(install_lib)/dut/$(notdir $(file))' &&) true
	$(Q)$(foreach file,$(INSTALL_SOURCES),$(call install_one,$(file),.,$(install_share)) &&) true
	$(Q)install -D -m 644 scripts/installed.mk '$(install_share)/Makefile'
	$(Q)$(foreach file,$(filter sim/%,$(INSTALL_EXAMPLES)),$(call install_one,$(file),sim,$(install_share)) &&) true
	$(Q)$(foreach file,$(filter testbenches/%,$(INSTALL_EXAMPLES)),$(call install_one,$(file),testbenches,$(install_share)) &&) true
	$(Q)$(foreach file,$(INSTALL_PAGES),$(call install_one,$(file),.,$(install_doc)) &&) true
	$(Q)cd '$(install_share)' && find . -type f | LC_ALL=C sort | xargs -d '\n' sha256sum | sha256sum >.installation && \
	  mv .installation installation && chmod 644 installation

#: uninstall       removes what install has put there
uninstall:
	$(Q)rm -rf '$(install_bin)/lifcosim' '$(install_share)' '$(install_lib)' '$(install_doc)'
