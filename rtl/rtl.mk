# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# The source list and the named formats, read from the one file of each.

RTL     := $(addprefix rtl/,$(shell grep -v '^//' rtl/rtl.f))
FORMATS := $(shell sed -e 's/\#.*//' -e '/^ *$$/d' rtl/formats.txt | cut -d' ' -f1)

# Widths of a format, given by its name or as state/fraction/leak: "32 24 31"; empty if unknown.
format_widths = $(strip $(if $(findstring /,$(1)),$(subst /, ,$(1)),\
  $(shell awk '$$1 == "$(1)" {print $$2, $$3, $$4}' rtl/formats.txt)))
# Name of the circuit of a format: the format's own, or w20f12k18 for 20/12/18.
format_name = $(if $(findstring /,$(1)),w$(word 1,$(subst /, ,$(1)))f$(word 2,$(subst /, ,$(1)))k$(word 3,$(subst /, ,$(1))),$(1))
