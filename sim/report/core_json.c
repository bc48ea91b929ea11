// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "report/core_json.h"

void cosim_core_json_format(cosim_json *json, const lif_core_format *f, unsigned neurons,
                            unsigned rows)
{
    cosim_json_key_unsigned(json, "state_width", f->state.state_width);
    cosim_json_key_unsigned(json, "state_fraction", f->state.state_fraction);
    cosim_json_key_unsigned(json, "leak_fraction", f->state.leak_fraction);
    cosim_json_key_text(json, "rounding",
                        f->state.rounding == LIF_RESIDUAL ? "residual" : "half-up");
    cosim_json_key_unsigned(json, "neurons", neurons);
    cosim_json_key_unsigned(json, "rows", rows);
    cosim_json_key_unsigned(json, "receptors", f->receptors);
    cosim_json_key_unsigned(json, "weight_width", f->weight_width);
    cosim_json_key_unsigned(json, "accumulator_width", f->accumulator_width);
    cosim_json_key_unsigned(json, "hold_width", f->hold_width);
    cosim_json_key_unsigned(json, "delay_bits", f->delay_bits);
}

void cosim_core_json_finding(cosim_json *json, const cosim_core_finding *f)
{
    cosim_json_key_text(json, "verdict", cosim_verdict_name(f->verdict));
    cosim_json_key_unsigned(json, "compared", f->compared);
    cosim_json_key_unsigned(json, "mismatches", f->mismatches);
}
