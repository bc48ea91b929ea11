# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# The makefile of an installation, share/lifcosim/Makefile: circuits, and nothing else. The program calls
# it in a folder of the user's own, which has links to the installed files and a build/ beside them.

.SUFFIXES:
.DELETE_ON_ERROR:
SHELL := /bin/bash

include scripts/toolchain.mk

# A tool that is missing is missed by the step that uses it.
setup :=
WARNINGS :=
DEPENDS :=

TABLES := rtl/rtl.f rtl/formats.txt rtl/variants.txt
$(foreach table,$(shell awk -f scripts/tables.awk $(TABLES)),$(eval $(subst |, ,$(table))))

include rtl/rtl.mk
include sim/circuits.mk
