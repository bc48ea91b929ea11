# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# This is the makefile of an installation, share/lifcosim/Makefile, and builds circuits alone. The program
# calls it in a folder of the user's own, with links to the installed files and a build/ beside them.

.SUFFIXES:
.DELETE_ON_ERROR:
SHELL := /bin/bash

include scripts/toolchain.mk

# The step that uses a tool says so if it is missing.
setup :=
WARNINGS :=
DEPENDS :=

TABLES := rtl/rtl.f rtl/formats.txt rtl/variants.txt
$(foreach table,$(shell awk -f scripts/tables.awk $(TABLES)),$(eval $(subst |, ,$(table))))

include rtl/rtl.mk
include sim/circuits.mk
