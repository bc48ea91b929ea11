// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "equations/case.h"

#include "equations/print.h"

#include <math.h>
#include <string.h>

static lif_status no_memory(lif_error *error)
{
    return lif_fail(error, LIF_NO_MEMORY, "", "out of memory");
}

static int make_rows(cosim_arena *arena, cosim_eq_case *c)
{
    const cosim_equations *e = c->declaration->equations;
    c->input = cosim_arena_alloc(arena, (e->input_count + 1) * sizeof *c->input);
    c->param = cosim_arena_alloc(arena, (e->param_count + 1) * sizeof *c->param);
    c->before = cosim_arena_alloc(arena, (e->state_count + 1) * sizeof *c->before);
    c->input_real = cosim_arena_alloc(arena, (e->input_count + 1) * sizeof *c->input_real);
    c->added = cosim_arena_alloc(arena, (e->input_count + 1) * sizeof *c->added);
    c->event = cosim_arena_alloc(arena, (e->input_count + 1) * sizeof *c->event);
    c->fires = cosim_arena_alloc(arena, c->declaration->phase_count * sizeof *c->fires);
    return c->input != NULL && c->param != NULL && c->before != NULL && c->input_real != NULL &&
                   c->added != NULL && c->event != NULL && c->fires != NULL
               ? 0
               : -1;
}

/* Refuses what no bound is known for: the ideal of its bits would say nothing. */
static lif_status check_bits(const cosim_eq_case *c, lif_error *error)
{
    const cosim_eq_node *n = cosim_eq_bits_of_rounded(c->plan);
    char text[100];
    if (n == NULL) {
        return LIF_OK;
    }
    const cosim_equations *e = c->declaration->equations;
    return lif_fail(error, LIF_BAD_PARAMETER, "dut",
                    "the declaration takes the bits of a value that is rounded (%s), and no bound "
                    "is known for that; write what they stand for, as >> or rest",
                    cosim_eq_text(e, e->symbol_count, n, text, sizeof text));
}

/* Compares where circuit and neuron begin. */
static lif_status check_start(const cosim_eq_case *c, const lif_params *params, lif_error *error)
{
    const double x = c->bound.x[c->declaration->membrane];
    if (params->initial_hold > 0) {
        return lif_fail(error, LIF_OUT_OF_RANGE, "neuron.initial_hold",
                        "a circuit that is declared by equations begins with its own states, and "
                        "not held for %u steps; leave it out",
                        params->initial_hold);
    }
    return c->declaration->own || fabs(x - c->words.initial) <= 1e-9 * c->declaration->one
               ? LIF_OK
               : lif_fail(error, LIF_OUT_OF_RANGE, "neuron.initial",
                          "the circuit begins at the word %.9g, and the scenario at %.9g; set "
                          "neuron.initial to %.9g V",
                          x, c->words.initial, c->words.zero_v + x * c->words.lsb_v);
}

static lif_status find_drives(cosim_arena *arena, cosim_eq_case *c, const lif_params *params,
                              double event_a, lif_error *error)
{
    const cosim_equations *e = c->declaration->equations;
    char why[200];
    unsigned input;
    const double step = lif_params_leaks(params) ? c->words.values[COSIM_EQ_K] : 1.0;
    c->drives.added_per_a = step * params->r_ohm / c->words.lsb_v;
    return cosim_eq_drives_find(arena, &c->bound, event_a, &c->drives, &input, why, sizeof why) == 0
               ? LIF_OK
               : lif_fail(error, LIF_OUT_OF_RANGE, "dut", "its input %.40s %s",
                          e->inputs[input].name, why);
}

lif_status cosim_eq_case_new(cosim_arena *arena, const cosim_eq_declaration *d,
                             const lif_params *params, double event_a, cosim_eq_case **result,
                             lif_error *error)
{
    cosim_eq_case *c = cosim_arena_alloc(arena, sizeof *c);
    if (c == NULL) {
        return no_memory(error);
    }
    c->declaration = d;
    const double unit_a = d->unit_a[d->drive] > 0.0 ? d->unit_a[d->drive] : event_a;
    lif_status status = cosim_eq_quantise(arena, d, params, event_a, unit_a, &c->words, error);
    if (status != LIF_OK) {
        return status;
    }
    c->plan = cosim_eq_plan_new(arena, d, &c->words);
    if (c->plan == NULL || make_rows(arena, c) != 0 ||
        cosim_eq_model_new(arena, c->plan, &c->model) != 0 ||
        cosim_eq_bound_new(arena, c->plan, &c->bound) != 0 ||
        (d->own && cosim_eq_bound_new(arena, c->plan, &c->free) != 0)) {
        return no_memory(error);
    }
    cosim_eq_lif_start(&c->lif, d, params, &c->words, &c->start);
    c->drives.apart = 1.0;
    *result = c;
    if ((status = check_bits(c, error)) != LIF_OK ||
        (status = check_start(c, params, error)) != LIF_OK ||
        (status = find_drives(arena, c, params, event_a, error)) != LIF_OK) {
        return status;
    }
    cosim_eq_case_reset(c);
    return LIF_OK;
}

bool cosim_eq_case_take(cosim_eq_case *c, const struct cosim_eq_emitted *emitted)
{
    const bool fits = cosim_eq_emitted_fits(emitted, c->plan);
    c->model.emitted = fits ? emitted->words : NULL;
    /* without a bound an error may be no number, and compilers give that in different ways */
    c->bound.emitted = fits && c->plan->unbounded == NULL ? emitted->bound : NULL;
    return fits;
}

void cosim_eq_case_reset(cosim_eq_case *c)
{
    const cosim_equations *e = c->declaration->equations;
    cosim_eq_model_reset(&c->model);
    cosim_eq_bound_reset(&c->bound);
    if (c->declaration->own) {
        cosim_eq_bound_reset(&c->free);
    }
    c->guided = c->freed = c->start;
    c->given_steps = 0;
    c->bound.rho = 0.0;
    c->bound.rho_symbol = COSIM_EQ_NO_SYMBOL;
    memcpy(c->param, c->words.word, e->param_count * sizeof *c->param);
}
