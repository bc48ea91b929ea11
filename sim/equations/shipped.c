// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "equations/shipped.h"

#include <inttypes.h>
#include <stdbool.h>

void cosim_eq_put_shipped(FILE *file, const lif_format *f, unsigned hold_bits)
{
    const bool residual = f->rounding == LIF_RESIDUAL;
    const uint64_t one = (uint64_t)1 << f->leak_fraction;
    fprintf(file,
            "equations: |\n"
            "  input  u: s%u = drive_i\n"
            "  param  k: u%u <= %" PRIu64 " = leak_i  real k * %" PRIu64 "\n"
            "  param  theta: s%u = threshold_i  real theta\n"
            "  param  r: s%u = reset_i  real reset\n"
            "  param  start: s%u = initial_i  real initial\n"
            "  param  wait: u%u = initial_hold_i  real 0\n"
            "  param  above: u1 = compare_above_i  real 0\n"
            "  param  subtract: u1 = reset_subtract_i  real 0\n"
            "  param  hold: u%u = hold_i  real hold\n"
            "  state  x: s%u = start\n"
            "  state  left: u%u = wait\n",
            f->state_width, f->leak_fraction + 1, one, one, f->state_width, f->state_width,
            f->state_width, hold_bits, hold_bits, f->state_width, hold_bits);
    if (residual) {
        fprintf(file,
                "  state  rest_of: u%u\n"
                "  p = (u - x) * k + rest_of\n"
                "  y: s%u = x + (p >> %u)\n",
                f->leak_fraction, f->state_width, f->leak_fraction);
    } else {
        fprintf(file, "  y: s%u = x + round((u - x) * k, %u)\n", f->state_width, f->leak_fraction);
    }
    fputs("  held = left != 0\n"
          "  fire = not held and (y > theta or not above and y == theta)\n"
          "  x' = held ? x : fire ? (subtract ? y - r : r) : y\n"
          "  left' = held ? left - 1 : fire ? hold : 0\n",
          file);
    if (residual) {
        fprintf(file, "  rest_of' = held ? rest_of : fire and not subtract ? 0 : rest(p, %u)\n",
                f->leak_fraction);
    }
    fprintf(file,
            "  output spike_o @1 = fire\n  output membrane_o @1 = x'\n"
            "  output membrane_before_o: s%u @1 = held ? x : y\n",
            f->state_width);
}

void cosim_eq_put_shipped_keys(FILE *file, const lif_format *f)
{
    fprintf(file, "membrane: {state: x, one: %" PRIu64 "}\ndrives: {u: current}\n",
            (uint64_t)1 << f->state_fraction);
}
