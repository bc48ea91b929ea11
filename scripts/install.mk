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
install_man   = $(DESTDIR)$(PREFIX)/share/man
# Debian's libraries are in a folder of the processor's kind, which its package sets.
LIBRARY_FOLDER ?= $(PREFIX)/lib
install_library = $(DESTDIR)$(LIBRARY_FOLDER)
# Debian's zsh reads another folder, which its package sets.
ZSH_FOLDER   ?= $(PREFIX)/share/zsh/site-functions
COMPLETIONS   = '$(DESTDIR)$(PREFIX)/share/bash-completion/completions/lifcosim' '$(DESTDIR)$(ZSH_FOLDER)/_lifcosim' \
  '$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/lifcosim.fish'

# Circuits are built from these, where they lie in the tree (scripts/installed.mk is its Makefile).
INSTALL_SOURCES := $(RTL) $(wildcard rtl/*.vh) rtl/lint.vlt rtl/formats.txt rtl/variants.txt rtl/rtl.f rtl/rtl.mk \
  $(addprefix scripts/,toolchain.mk tables.awk identity.sh check_format.sh) sim/circuits.mk \
  $(wildcard sim/verilator/* sim/vpi/* sim/library/*.sv sim/library/*.svh) sim/library/lifcosim.h sim/library/dpi.h $(wildcard sim/circuit/lif_*) $(wildcard sim/equations/*.h sim/base/*.h sim/input/*.h) $(wildcard reference/*.h) reference/lif_leak.c reference/lif_status.c
# A user copies and changes these: scenarios, sweeps, somebody else's neurons with their manifests.
INSTALL_EXAMPLES := $(wildcard testbenches/library/example.c testbenches/library/tb_*.* sim/scenarios/* sim/sweeps/* sim/networks/*.* sim/networks/digits/* testbenches/foreign/scenarios/*) \
  $(filter-out %.md,$(wildcard testbenches/foreign/*.* testbenches/foreign/include/*))
INSTALL_PAGES := README.md CHANGELOG.md LICENSE $(wildcard docs/*.md) sim/README.md testbenches/foreign/README.md

# A machine without Icarus Verilog has no use for its module, and no header to build it with.
INSTALL_VPI := $(if $(wildcard $(VPI_HEADERS)/vpi_user.h),$(VPI))

# Manual pages and completions say what --help and the pages of formats say.
MANUAL := $(BUILD)/manual/made.stamp
$(MANUAL): $(PROGRAM) $(wildcard scripts/manual/*) docs/SCENARIO.md testbenches/foreign/README.md CHANGELOG.md
	$(call say,MANUAL  $(@D))
	$(Q)rm -rf $(@D) && scripts/manual/manual.sh $(PROGRAM) $(@D) && touch $@

.PHONY: manual
#: manual          manual pages, and completions for bash, zsh and fish: build/manual
manual: $(MANUAL)

# $(1) file, $(2) the folder that it is relative to, $(3) where that goes
install_one = install -D -m $(if $(filter %.sh,$(1)),755,644) $(1) '$(3)/$(patsubst $(2)/%,%,$(1))'

.PHONY: install uninstall
#: install         PREFIX (/usr/local), DESTDIR: program, library, checkers, sources of circuits, examples, pages
install: program library $(INSTALL_VPI) $(MANUAL)
	$(Q)install -D -m 755 $(PROGRAM) '$(install_bin)/lifcosim'
	$(Q)rm -rf '$(install_share)' '$(install_lib)' '$(install_doc)'
	$(Q)$(foreach file,$(DUTS),install -D -m 644 $(file) '$(install_lib)/dut/$(notdir $(file))' &&) true
	$(Q)if [ -x $(HDF5_PROGRAM) ]; then install -m 755 $(HDF5_PROGRAM) '$(install_lib)/lifcosim-hdf5'; fi
	$(Q)$(foreach file,$(INSTALL_SOURCES),$(call install_one,$(file),.,$(install_share)) &&) true
	$(Q)install -D -m 644 scripts/installed.mk '$(install_share)/Makefile'
	$(Q)$(foreach file,$(filter sim/%,$(INSTALL_EXAMPLES)),$(call install_one,$(file),sim,$(install_share)) &&) true
	$(Q)$(foreach file,$(filter testbenches/%,$(INSTALL_EXAMPLES)),$(call install_one,$(file),testbenches,$(install_share)) &&) true
	$(Q)$(foreach file,$(wildcard sim/library/python/lifcosim/*),$(call install_one,$(file),sim/library,$(install_share)) &&) true
	$(Q)install -D -m 644 $(LIBRARY) '$(install_library)/$(notdir $(LIBRARY))'
	$(Q)ln -sf $(notdir $(LIBRARY)) '$(install_library)/liblifcosim.so'
	$(Q)install -D -m 644 $(BUILD)/liblifcosim.a '$(install_library)/liblifcosim.a'
	$(Q)$(if $(INSTALL_VPI),install -D -m 755 $(INSTALL_VPI) '$(install_library)/lifcosim/$(notdir $(VPI))',\
	  echo "without the module for Icarus Verilog: $(VPI_HEADERS)/vpi_user.h is not there (iverilog has it)")
	$(Q)install -D -m 644 sim/library/lifcosim.h '$(DESTDIR)$(PREFIX)/include/lifcosim.h'
	$(Q)mkdir -p '$(install_library)/pkgconfig' && sed -e 's,@PREFIX@,$(PREFIX),; s,@LIBRARY_FOLDER@,$(LIBRARY_FOLDER),' \
	  -e 's,@VERSION@,$(VERSION),; s,@LIBS@,$(LIBS),' sim/library/lifcosim.pc.in >'$(install_library)/pkgconfig/lifcosim.pc'
	$(Q)$(foreach file,$(INSTALL_PAGES),$(call install_one,$(file),.,$(install_doc)) &&) true
	$(Q)for page in $(dir $(MANUAL))man?/*; do \
	  install -D -m 644 "$$page" '$(install_man)'/"$${page#$(dir $(MANUAL))}"; done
	$(Q)set -- $(COMPLETIONS) && for file in lifcosim.bash _lifcosim lifcosim.fish; do \
	  install -D -m 644 $(dir $(MANUAL))$$file "$$1" && shift || exit; done
	$(Q)cd '$(install_share)' && find . -type f | LC_ALL=C sort | xargs -d '\n' sha256sum | sha256sum >.installation && \
	  mv .installation installation && chmod 644 installation

#: uninstall       removes what install has put there
uninstall:
	$(Q)rm -rf '$(install_bin)/lifcosim' '$(install_share)' '$(install_lib)' '$(install_doc)' $(COMPLETIONS)
	$(Q)rm -rf '$(install_library)/lifcosim'
	$(Q)rm -f '$(install_library)'/liblifcosim.{so,a,so.*} '$(install_library)/pkgconfig/lifcosim.pc' '$(DESTDIR)$(PREFIX)/include/lifcosim.h'
	$(Q)rm -f '$(install_man)'/man1/lifcosim.1 '$(install_man)'/man1/lifcosim-*.1 '$(install_man)'/man5/lifcosim-*.5
