// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "diagnose/player.h"

#include "equations/case.h"

#include <string.h>

int cosim_player_new(cosim_player *p, const cosim_job *job, const cosim_equations *e)
{
    uint32_t constant;
    *p = (cosim_player){.job = job,
                        .declaration = job->dut->equations,
                        .equations = e,
                        .arena = cosim_arena_new(),
                        .holds = !lif_hold_is_constant(&job->scenario->params, &constant)};
    if (p->arena == NULL) {
        return -1;
    }
    p->program = cosim_eq_program_new(p->arena, e);
    p->state = cosim_arena_alloc(p->arena, (e->state_count + 1) * sizeof *p->state);
    p->saved = cosim_arena_alloc(p->arena, (e->state_count + 1) * sizeof *p->saved);
    p->row = cosim_arena_alloc(p->arena, (e->input_count + 1) * sizeof *p->row);
    p->input = cosim_arena_alloc(p->arena, (e->input_count + 1) * sizeof *p->input);
    p->param = cosim_arena_alloc(p->arena, (e->param_count + 1) * sizeof *p->param);
    p->raw = cosim_arena_alloc(p->arena, (e->output_count + 2) * sizeof *p->raw);
    p->output = cosim_arena_alloc(p->arena, (e->output_count + 2) * sizeof *p->output);
    if (p->program == NULL || p->state == NULL || p->saved == NULL || p->row == NULL ||
        p->input == NULL || p->param == NULL || p->raw == NULL || p->output == NULL) {
        return -1;
    }
    cosim_player_reset(p);
    return 0;
}

void cosim_player_free(cosim_player *p)
{
    cosim_arena_free(p->arena);
    *p = (cosim_player){.job = NULL};
}

void cosim_player_reset(cosim_player *p)
{
    const cosim_eq_case *c = p->job->q.equations;
    memcpy(p->param, c->words.word, p->equations->param_count * sizeof *p->param);
    cosim_eq_start(p->equations, p->param, p->state);
}

void cosim_player_step(cosim_player *p, int32_t drive_fx, uint32_t hold)
{
    const cosim_eq_declaration *d = p->declaration;
    const size_t outputs = p->equations->output_count;
    if (p->holds) {
        cosim_eq_words_of_hold(d, &p->job->q.equations->words, hold, p->param);
    }
    cosim_eq_drive_row(d, &p->job->q.equations->drives, drive_fx, p->row);
    for (size_t phase = 0; phase < d->phase_count; phase++) {
        cosim_eq_phase_inputs(d, phase, p->row, p->input);
        cosim_eq_step(p->program, p->state, p->input, p->param, p->raw);
        for (size_t k = 0; k < outputs; k++) {
            const bool spike = d->views[k].shows == COSIM_EQ_SHOWS_SPIKE;
            p->output[k] = spike && phase > 0 ? p->output[k] | p->raw[k] : p->raw[k];
        }
    }
}

int64_t cosim_player_try(cosim_player *p, int32_t drive_fx, uint32_t hold)
{
    const size_t bytes = p->equations->state_count * sizeof *p->state;
    memcpy(p->saved, p->state, bytes);
    cosim_player_step(p, drive_fx, hold);
    const int64_t membrane = p->state[p->declaration->membrane];
    memcpy(p->state, p->saved, bytes);
    return membrane;
}

size_t cosim_player_agrees(cosim_player *p, const cosim_trace *t)
{
    const size_t bytes = t->output_count * sizeof *t->outputs;
    cosim_player_reset(p);
    for (size_t i = 0; i < t->n; i++) {
        cosim_player_step(p, t->drive_fx[i], t->hold[i]);
        if (memcmp(p->output, t->outputs + i * t->output_count, bytes) != 0) {
            return i;
        }
    }
    return t->n;
}

size_t cosim_players_agree(cosim_player *a, cosim_player *b, const cosim_trace *t)
{
    const size_t bytes = a->equations->output_count * sizeof *a->output;
    cosim_player_reset(a);
    cosim_player_reset(b);
    for (size_t i = 0; i < t->n; i++) {
        cosim_player_step(a, t->drive_fx[i], t->hold[i]);
        cosim_player_step(b, t->drive_fx[i], t->hold[i]);
        if (memcmp(a->output, b->output, bytes) != 0) {
            return i;
        }
    }
    return t->n;
}
