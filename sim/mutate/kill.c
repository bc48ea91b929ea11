// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "mutate/kill.h"

#include "diagnose/keep.h"
#include "mutate/judge.h"
#include "scenario/read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TRIES = 6 }; /* walks that differ, of which one is to become a scenario */

/* Runs what was written. Returns whether the sound circuit passes and the mutant does not. */
static bool kills(const cosim_killing *k, const cosim_mutant *mutant, const char *path)
{
    const cosim_mutant_model *model = k->pool->model;
    cosim_scenario *scenario = NULL;
    cosim_job job;
    cosim_diag unwanted;
    cosim_mutant judged = *mutant;
    bool killed = false;
    if (cosim_scenario_read(path, NULL, 0, NULL, &scenario, &unwanted) == 0 &&
        cosim_job_prepare(&job, scenario, model->dut, &unwanted) == 0 &&
        cosim_judge_sound(model, &job, &unwanted) == 0) {
        judged.state = COSIM_MUTANT_UNJUDGED;
        cosim_judge_mutant(model, &job, &judged);
        killed = judged.state == COSIM_MUTANT_KILLED;
    }
    cosim_scenario_free(scenario);
    return killed;
}

/* Writes a drive and runs it; what kills is left in the mutant. */
static int attempt(const cosim_killing *k, cosim_mutant *mutant, size_t neuron, int32_t *drive,
                   size_t n, cosim_diag *diag)
{
    char text[300];
    cosim_keep *keep = malloc(sizeof *keep);
    int status = -1;
    if (keep == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    snprintf(text, sizeof text, "This drive fails a circuit in which %.240s", mutant->what);
    if (cosim_keep_write(keep, k->folder, k->stem, text, drive, n, &k->pool->neurons[neuron].job,
                         diag) == 0) {
        status = kills(k, mutant, keep->path) ? 1 : 0;
        if (status == 0) {
            cosim_keep_remove(keep);
        }
    }
    if (status == 1) {
        const char *key = k->pool->neurons[neuron].key;
        mutant->drive = drive;
        mutant->drives = n;
        mutant->key = key != NULL ? cosim_arena_text(k->arena, key, strlen(key)) : NULL;
        mutant->kept =
            !keep->temporary ? cosim_arena_text(k->arena, keep->path, strlen(keep->path)) : NULL;
    }
    cosim_keep_close(keep);
    free(keep);
    return status;
}

int cosim_kill_confirm(const cosim_killing *k, cosim_mutant *mutant, size_t neuron,
                       const int32_t *drive, size_t n, cosim_diag *diag)
{
    int status = 0;
    for (unsigned i = 0; i < COSIM_KEEP_ATTEMPTS && status == 0; i++) {
        int32_t *longer = cosim_arena_alloc(k->arena, (n + COSIM_KEEP_TAIL) * sizeof *longer);
        if (longer == NULL) {
            return cosim_diag_memory(diag, NULL);
        }
        const size_t count =
            cosim_keep_lengthen(&k->pool->neurons[neuron].job, drive, n, i, longer);
        status = attempt(k, mutant, neuron, longer, count, diag);
    }
    return status;
}

/* Tells whether a mutant answers otherwise to drive words from reset on. */
static bool differs(const cosim_killing *k, const cosim_pool_walk *walk, unsigned number,
                    const int32_t *drive, size_t n)
{
    cosim_pool_neuron *neuron = &k->pool->neurons[walk->neuron];
    const size_t words = n * k->pool->model->dut->equations->equations->output_count;
    int64_t *sound = malloc(words * sizeof *sound);
    bool other = false;
    if (sound == NULL) {
        return false;
    }
    if (cosim_pool_run(k->pool, neuron, 0, drive, n) == COSIM_POOL_RAN) {
        memcpy(sound, neuron->words.outputs, words * sizeof *sound);
        const cosim_pool_end end = cosim_pool_run(k->pool, neuron, number, drive, n);
        other = end != COSIM_POOL_RAN ||
                memcmp(sound, neuron->words.outputs, words * sizeof *sound) != 0;
    }
    free(sound);
    return other;
}

/* Confirms the shortest of a few ends of a walk that differs in step `at`. */
static int shorten(const cosim_killing *k, cosim_mutant *mutant, const cosim_pool_walk *walk,
                   size_t at, cosim_diag *diag)
{
    for (size_t n = 1; n <= at; n *= 2) {
        const int32_t *drive = walk->drive + (at + 1 - n);
        if (differs(k, walk, mutant->number, drive, n)) {
            const int status = cosim_kill_confirm(k, mutant, walk->neuron, drive, n, diag);
            if (status != 0) {
                return status;
            }
        }
    }
    return cosim_kill_confirm(k, mutant, walk->neuron, walk->drive, at + 1, diag);
}

int cosim_kill(const cosim_killing *k, cosim_mutant *mutant, cosim_diag *diag)
{
    unsigned tries = 0;
    for (size_t i = 0; i < k->pool->walk_count && tries < TRIES; i++) {
        const cosim_pool_walk *walk = &k->pool->walks[i];
        const size_t at = cosim_pool_difference(k->pool, walk, mutant->number);
        if (at < walk->n) {
            const int status = shorten(k, mutant, walk, at, diag);
            if (status != 0) {
                return status;
            }
            tries++;
        }
    }
    return 0;
}
