# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# The source list and the named formats, read from the one file of each.

comma := ,
open  := (
close := )
RTL     := $(addprefix rtl/,$(shell grep -v '^//' rtl/rtl.f))
FORMATS := $(shell sed -e 's/\#.*//' -e '/^ *$$/d' rtl/formats.txt | cut -d' ' -f1)

# Widths of a format, given by its name or as state/fraction/leak: "32 24 31"; empty if unknown.
format_widths = $(strip $(if $(findstring /,$(1)),$(subst /, ,$(1)),\
  $(shell awk '$$1 == "$(1)" {print $$2, $$3, $$4}' rtl/formats.txt)))
# Name of the circuit of a format: the format's own, or w20f12k18 for 20/12/18.
format_name = $(if $(findstring /,$(1)),w$(word 1,$(subst /, ,$(1)))f$(word 2,$(subst /, ,$(1)))k$(word 3,$(subst /, ,$(1))),$(1))

# The variants: each line of rtl/variants.txt as a list variant_NAME.
VARIANTS := $(shell sed -e 's/\#.*//' -e '/^ *$$/d' rtl/variants.txt | cut -d' ' -f1)
$(foreach name,$(VARIANTS),$(eval variant_$(name) := $(shell awk '$$1 == "$(name)"' rtl/variants.txt)))
# $(1) name, $(2) the number of a field
variant = $(word $(2),$(variant_$(1)))
variant_residual = $(if $(filter residual,$(call variant,$(1),6)),1,0)
variant_digits   = $(patsubst s%,%,$(patsubst m%,%,$(filter-out any,$(call variant,$(1),7))))
# As Verilog: what its module is given beside the widths.
variant_parameters = ,.Residual($(call variant_residual,$(1)))$(addprefix $(comma).LeakDigits$(open),$(addsuffix $(close),$(call variant_digits,$(1))))
# As options of the compiler: what the shim tells of it.
variant_defines = -DLIF_CLOCKS_PER_STEP=$(call variant,$(1),8) \
  -DLIF_ROUNDING=$(if $(filter residual,$(call variant,$(1),6)),LIF_RESIDUAL,LIF_HALF_UP) \
  -DLIF_LEAK_CODING=$(if $(filter m%,$(call variant,$(1),7)),LIF_CODING_MANTISSA,$(if $(filter s%,$(call variant,$(1),7)),LIF_CODING_TERMS,LIF_CODING_ANY)) \
  -DLIF_LEAK_DIGITS=$(or $(call variant_digits,$(1)),0)

# ---- any circuit by name: a format of lif_neuron, or a variant ----

CIRCUITS := $(FORMATS) $(VARIANTS)
circuit_widths     = $(if $(filter $(VARIANTS),$(1)),$(wordlist 3,5,$(variant_$(1))),$(call format_widths,$(1)))
circuit_module     = $(if $(filter $(VARIANTS),$(1)),$(call variant,$(1),2),lif_neuron)
circuit_clocks     = $(if $(filter $(VARIANTS),$(1)),$(call variant,$(1),8),1)
circuit_parameters = $(if $(filter $(VARIANTS),$(1)),$(call variant_parameters,$(1)))
circuit_defines    = $(if $(filter $(VARIANTS),$(1)),$(call variant_defines,$(1)))
# What a board tells of its neuron: rounding, and the digits of its leak, 64 more for shift terms.
circuit_rounding   = $(if $(filter $(VARIANTS),$(1)),$(call variant_residual,$(1)),0)
circuit_leak_code  = $(shell echo $$(($(if $(filter s%,$(call variant,$(1),7)),64+,)$(or $(call variant_digits,$(1)),0))))
