// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "circuit/model_equations.h"

#include "equations/declaration_text.h"
#include "equations/interpret.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct lif_dut {
    lif_format format;
    cosim_arena *arena;
    const cosim_eq_declaration *declaration;
    cosim_eq_program *program;
    int64_t *state, *told, *param, *input, *output;
};

static void model_close(lif_dut *dut)
{
    if (dut != NULL) {
        cosim_arena_free(dut->arena);
        free(dut);
    }
}

static int make_rows(lif_dut *dut)
{
    const cosim_eq_declaration *d = dut->declaration;
    const cosim_equations *e = d->equations;
    cosim_arena *a = dut->arena;
    dut->program = cosim_eq_program_new(a, e);
    dut->state = cosim_arena_alloc(a, (e->state_count + 1) * sizeof *dut->state);
    dut->told = cosim_arena_alloc(a, (d->told_count + 1) * sizeof *dut->told);
    dut->param = cosim_arena_alloc(a, (e->param_count + 1) * sizeof *dut->param);
    dut->input = cosim_arena_alloc(a, (e->input_count + 1) * sizeof *dut->input);
    dut->output = cosim_arena_alloc(a, (e->output_count + 1) * sizeof *dut->output);
    return dut->program != NULL && dut->state != NULL && dut->told != NULL && dut->param != NULL &&
                   dut->input != NULL && dut->output != NULL
               ? 0
               : -1;
}

static lif_dut *model_open(const struct lif_dut_ops *ops, char *error, size_t error_bytes)
{
    lif_dut *dut = calloc(1, sizeof *dut);
    cosim_diag diag = {.message = "out of memory"};
    if (dut != NULL && (dut->arena = cosim_arena_new()) != NULL) {
        dut->format = ops->format;
        dut->declaration = cosim_eq_declaration_read(dut->arena, ops->equations, &diag);
        if (dut->declaration != NULL && make_rows(dut) == 0) {
            return dut;
        }
    }
    snprintf(error, error_bytes, "%s", diag.message);
    model_close(dut);
    return NULL;
}

static const char *model_message(const lif_dut *dut)
{
    (void)dut;
    return "";
}

static int model_elaborated(lif_dut *dut, lif_format *format, unsigned *hold_width)
{
    *format = dut->format;
    *hold_width = 32;
    return 0;
}

static void put_params(lif_dut *dut, const int64_t *told)
{
    const cosim_eq_declaration *d = dut->declaration;
    for (size_t i = 0; i < d->equations->param_count; i++) {
        dut->param[i] = d->equations->params[i].word;
    }
    for (size_t i = 0; i < d->told_count; i++) {
        dut->param[d->told[i]] = told[i];
    }
}

static int model_tell(lif_dut *dut, const int64_t *told)
{
    memcpy(dut->told, told, dut->declaration->told_count * sizeof *told);
    return 0;
}

static int model_read_told(lif_dut *dut, int64_t *told)
{
    memcpy(told, dut->told, dut->declaration->told_count * sizeof *told);
    return 0;
}

static int model_configure(lif_dut *dut, const lif_words *words, uint64_t seed)
{
    (void)words;
    (void)seed; /* no clock is ever idle here */
    put_params(dut, dut->told);
    cosim_eq_start(dut->declaration->equations, dut->param, dut->state);
    return 0;
}

static void run_step(lif_dut *dut, const int64_t *row, int64_t *out)
{
    const cosim_eq_declaration *d = dut->declaration;
    const size_t outputs = d->equations->output_count;
    bool fires = false;
    for (size_t phase = 0; phase < d->phase_count; phase++) {
        cosim_eq_phase_inputs(d, phase, row, dut->input);
        cosim_eq_step(dut->program, dut->state, dut->input, dut->param, dut->output);
        fires = fires || dut->output[outputs] != 0;
    }
    memcpy(out, dut->output, outputs * sizeof *out);
    for (size_t k = 0; k < outputs; k++) {
        out[k] = d->views[k].shows == COSIM_EQ_SHOWS_SPIKE ? fires : out[k];
    }
}

static int model_run(lif_dut *dut, const lif_dut_block *b)
{
    const cosim_eq_declaration *d = dut->declaration;
    for (size_t i = 0; i < b->n; i++) {
        if (b->told != NULL) {
            put_params(dut, b->told + i * d->told_count);
        }
        run_step(dut, b->inputs + i * d->equations->input_count,
                 b->outputs + i * d->equations->output_count);
    }
    return 0;
}

void cosim_dut_model_equations(struct lif_dut_ops *ops, const char *text, const char *name)
{
    *ops = (struct lif_dut_ops){
        .abi = LIF_DUT_ABI,
        .ops_bytes = sizeof *ops,
        .name = name,
        .about = "integer model of what a circuit declares",
        .format = {.state_width = 32, .leak_fraction = 1},
        .hold_width = 32,
        .clocks_per_step = 1,
        .capabilities = LIF_DUT_SHOWS_MEMBRANE | LIF_DUT_INTEGER_MODEL,
        .open = model_open,
        .close = model_close,
        .message = model_message,
        .elaborated = model_elaborated,
        .configure = model_configure,
        .run = model_run,
        .equations = text,
        .tell = model_tell,
        .read_told = model_read_told,
    };
}
