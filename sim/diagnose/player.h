// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A player interprets equations over the drives of a trace: those of a circuit's declaration, or
 * those with an edit. */
#ifndef COSIM_DIAGNOSE_PLAYER_H
#define COSIM_DIAGNOSE_PLAYER_H

#include "base/arena.h"
#include "diagnose/trace.h"
#include "equations/interpret.h"

typedef struct cosim_player {
    const cosim_job *job;
    const cosim_eq_declaration *declaration;
    const cosim_equations *equations;
    cosim_arena *arena;
    cosim_eq_program *program;
    int64_t *state, *saved;
    int64_t *row, *input, *param, *raw; /* inputs of a step, of a phase; params; of a phase */
    int64_t *output;                    /* of the last step */
    bool holds;                         /* the hold changes from step to step */
} cosim_player;

/* Makes a player of equations that have the inputs, params and outputs of the job's declaration.
 * Returns 0, or -1 without memory; free in either case. */
int cosim_player_new(cosim_player *player, const cosim_job *job, const cosim_equations *equations);
void cosim_player_free(cosim_player *player);

/* Puts the states as they are after reset. */
void cosim_player_reset(cosim_player *player);

/* Computes a step; its outputs are in player->output then. */
void cosim_player_step(cosim_player *player, int32_t drive_fx, uint32_t hold);

/* Gives the membrane after a step that is not taken. */
int64_t cosim_player_try(cosim_player *player, int32_t drive_fx, uint32_t hold);

/* Tells for how many steps from reset on the player answers as the trace does; trace->n means for
 * all. */
size_t cosim_player_agrees(cosim_player *player, const cosim_trace *trace);

/* Tells from which step on two players answer otherwise to the drives of a trace; trace->n: never.
 */
size_t cosim_players_agree(cosim_player *a, cosim_player *b, const cosim_trace *trace);

#endif
