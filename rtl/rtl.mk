# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# These are the circuits by name: formats of lif_neuron, and variants. Makefile has read their tables.

comma := ,
open  := (
close := )

# Gives the widths of a format by its name, or from 32/24/31 or w32f24k31, as "32 24 31". For a name that
# nobody knows it gives something that scripts/check_format.sh refuses.
format_widths = $(or $(format_$(1)),$(subst k, ,$(subst f, ,$(patsubst w%,%,$(subst /, ,$(1))))))
# Gives the name of a format's circuit: the format's own, or w20f12k18 for 20/12/18.
format_name = $(if $(findstring /,$(1)),w$(word 1,$(subst /, ,$(1)))f$(word 2,$(subst /, ,$(1)))k$(word 3,$(subst /, ,$(1))),$(1))

# A FORMAT that no circuit can have ends make before anything is built.
ifneq (,$(filter dut batch systemc,$(MAKECMDGOALS)))
format_problem := $(shell scripts/check_format.sh '$(FORMAT)' $(call format_widths,$(FORMAT)))
$(if $(format_problem),$(error $(format_problem)))
endif
# A recipe checks the format in this way where the circuit is asked for by its file.
check_format = @scripts/check_format.sh '$(1)' $(call format_widths,$(1)) >&2

# A variant is a line of rtl/variants.txt.
# $(1) name, $(2) the number of a field
variant = $(word $(2),$(variant_$(1)))
variant_residual = $(if $(filter residual,$(call variant,$(1),6)),1,0)
variant_digits   = $(patsubst s%,%,$(patsubst m%,%,$(filter-out any,$(call variant,$(1),7))))
# Gives, as Verilog, the parameters that its module gets beside the widths.
variant_parameters = ,.Residual($(call variant_residual,$(1)))$(addprefix $(comma).LeakDigits$(open),$(addsuffix $(close),$(call variant_digits,$(1))))
# Gives, as options of the compiler, the facts that the shim tells of it.
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
# A board tells this of its neuron: rounding, and the digits of its leak, 64 more for shift terms.
circuit_rounding   = $(if $(filter $(VARIANTS),$(1)),$(call variant_residual,$(1)),0)
circuit_leak_code  = $(or $(leak_code_$(1)),0)
