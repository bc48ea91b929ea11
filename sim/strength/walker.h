// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A walker computes the equations of a subject step by step and counts the corners that a step
 * reaches. Where a node does not matter in a step (the way of a choice that is not taken, a
 * condition that another one has decided already), its corners are not reached there. */
#ifndef COSIM_STRENGTH_WALKER_H
#define COSIM_STRENGTH_WALKER_H

#include "equations/model.h"
#include "strength/corners.h"
#include "strength/subject.h"

typedef struct cosim_walker {
    const cosim_subject *subject;
    cosim_corners *corners;
    cosim_eq_words words; /* `word` alone */
    const cosim_eq_plan *plan;
    cosim_eq_model model;
    int64_t *row, *input; /* of a step, of an evaluation */
    const cosim_job *job;
    uint32_t hold;    /* that the words are for */
    uint8_t *live;    /* of each node: it matters in this evaluation */
    int64_t *saved;   /* the words of the cone */
    bool held, fired; /* in the evaluation before */
    uint8_t *hit;     /* of each corner: the last step reached it */
} cosim_walker;

/* Makes a walker in the arena. Returns 0, or -1 without memory. */
int cosim_walker_new(cosim_arena *arena, const cosim_subject *subject, cosim_corners *corners,
                     cosim_walker *walker);

/* Puts it to the start of a job, whose holds are those of spikes in step 0. */
void cosim_walker_start(cosim_walker *walker, const cosim_job *job, uint32_t hold);

/* Computes a step with a word of the drive; the words follow the hold. walker->hit says then which
 * corners the step reached. Returns false where a word wraps that matters. */
bool cosim_walker_step(cosim_walker *walker, int64_t drive, uint32_t hold);

/* Gives the word of a node in a step that is not taken. */
int64_t cosim_walker_try(cosim_walker *walker, int64_t drive, const cosim_eq_node *node);

/* Remembers the states and where the walk is in `place`, and goes back there. A place has
 * cosim_walker_words words. */
size_t cosim_walker_words(const cosim_walker *walker);
void cosim_walker_save(const cosim_walker *walker, int64_t *place);
void cosim_walker_restore(cosim_walker *walker, const int64_t *place);

#endif
