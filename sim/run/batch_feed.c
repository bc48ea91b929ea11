// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The lanes of a batch are driven with rows: currents, words, holds, a row a step. */
#include "run/batch_feed.h"

#include "circuit/lif_conduct.h"
#include "run/drives.h"

#include <string.h>

/* ---- streams of currents ---- */

/* Tells whether two scenarios have the same currents: the same bytes are the same stimuli. */
static bool same_currents(const cosim_scenario *a, const cosim_scenario *b)
{
    return a->steps == b->steps && a->sample == b->sample && a->params.dt_s == b->params.dt_s &&
           a->stimulus_count == b->stimulus_count &&
           memcmp(&a->limits, &b->limits, sizeof a->limits) == 0 &&
           memcmp(a->stimuli, b->stimuli, a->stimulus_count * sizeof *a->stimuli) == 0;
}

int cosim_lanes_feed_start(batch *b, batch_lane *a)
{
    batch_stream *chosen = b->streams; /* as many as lanes: one is free, or is the same */
    for (size_t i = 0; i < b->ops->lanes; i++) {
        batch_stream *s = &b->streams[i];
        if (s->users > 0 && s->fresh && same_currents(s->scenario, a->job->scenario)) {
            chosen = s;
            break;
        }
        chosen = s->users == 0 && chosen->users > 0 ? s : chosen;
    }
    if (chosen->users == 0) {
        *chosen = (batch_stream){.scenario = a->job->scenario, .fresh = true};
        if (cosim_current_start(&chosen->current, a->job->scenario) != 0) {
            return -1;
        }
    }
    chosen->users++;
    a->stream = chosen;
    a->row_a = b->rows_a + (size_t)(chosen - b->streams) * ROW_STEPS;
    return 0;
}

void cosim_lanes_feed_end(batch_lane *a)
{
    if (a->stream != NULL && --a->stream->users == 0) {
        cosim_current_free(&a->stream->current);
    }
    a->stream = NULL;
}

/* Makes currents and drives of up to n steps of a lane, in its rows. Returns how many can be run;
 * this is none for a lane whose step goes before its reset. */
static size_t make_drives(batch *b, unsigned l, size_t n)
{
    batch_lane *a = &b->lanes[l];
    if (a->stirs) {
        b->rows_fx[l * ROW_STEPS] = (int32_t)lif_stir_drive(&b->ops->format, &a->job->q.words);
        return 0;
    }
    const uint64_t left = a->job->scenario->steps - a->done;
    const size_t steps = left < n ? (size_t)left : n; /* the same in every lane of the stream */
    if (a->stream->n == 0) {
        cosim_current_next(&a->stream->current, steps,
                           b->rows_a + (size_t)(a->stream - b->streams) * ROW_STEPS);
        a->stream->n = steps;
        a->stream->fresh = false;
    }
    return cosim_run_quantise(a->job, &a->judge, a->done, steps, a->row_a,
                              b->rows_fx + l * ROW_STEPS, a->result);
}

/* ---- tables ---- */

/* Copies the rows of TILE lanes, from `first` on, into the tables: whole parts of their rows at a
 * time. */
static void put_tile(batch *b, size_t first, size_t n)
{
    const size_t lanes = b->ops->lanes, tile = lanes - first < TILE ? lanes - first : TILE;
    const double *row_a[TILE];
    const int32_t *drive_fx = b->rows_fx + first * ROW_STEPS;
    for (size_t l = 0; l < tile; l++) {
        row_a[l] = b->lanes[first + l].job != NULL ? b->lanes[first + l].row_a : b->rows_a;
    }
    for (size_t i = 0; i < n && tile == TILE; i++) {
        for (size_t l = 0; l < TILE; l++) {
            b->current_a[i * lanes + first + l] = row_a[l][i];
            b->drive_fx[i * lanes + first + l] = drive_fx[l * ROW_STEPS + i];
        }
    }
    for (size_t i = 0; i < n && tile < TILE; i++) {
        for (size_t l = 0; l < tile; l++) {
            b->current_a[i * lanes + first + l] = row_a[l][i];
            b->drive_fx[i * lanes + first + l] = drive_fx[l * ROW_STEPS + i];
        }
    }
}

/* Fills in the holds of the n steps of all lanes. */
static void feed_holds(batch *b, size_t n)
{
    const size_t lanes = b->ops->lanes;
    for (size_t l = 0; l < lanes; l++) {
        const batch_lane *a = &b->lanes[l];
        const bool constant = a->job == NULL || a->constant_hold;
        if (!constant) {
            lif_hold_fill(&a->job->scenario->params, a->done, a->n, b->room.hold);
        }
        for (size_t i = 0; i < (constant ? n : a->n); i++) {
            b->hold[i * lanes + l] = constant ? b->hold_constant[l] : b->room.hold[i];
        }
    }
}

/* Fills in the idle clocks before the rows of all lanes: where one is idle, all are. Lanes that
 * began together have the same ones, which are looked up once. */
static void feed_idles(batch *b, size_t n)
{
    const batch_lane *last = NULL;
    memset(b->idle, 0, n * sizeof *b->idle);
    for (unsigned l = 0; l < b->ops->lanes; l++) {
        const batch_lane *a = &b->lanes[l];
        unsigned clocks;
        if (a->job == NULL || a->stirs ||
            (last != NULL && last->done == a->done && last->n >= a->n)) {
            continue;
        }
        last = a;
        for (uint64_t at = lif_idle_next(LIF_CONDUCT_SEED, a->done, &clocks); at < a->done + a->n;
             at = lif_idle_next(LIF_CONDUCT_SEED, at + 1, &clocks)) {
            uint8_t *idle = &b->idle[at - a->done];
            *idle = *idle > clocks ? *idle : (uint8_t)clocks;
        }
    }
}

bool cosim_lanes_feed(batch *b, size_t n, size_t *most)
{
    bool constant = true;
    *most = 0;
    for (size_t i = 0; i < b->ops->lanes; i++) {
        b->streams[i].n = 0;
    }
    for (unsigned l = 0; l < b->ops->lanes; l++) {
        batch_lane *a = &b->lanes[l];
        a->n = 0;
        if (a->job != NULL) {
            a->n = make_drives(b, l, n);
        }
        constant = constant && (a->job == NULL || a->constant_hold);
        *most = a->n > *most ? a->n : *most;
        *most = a->stirs && *most == 0 ? 1 : *most;
    }
    for (size_t first = 0; first < b->ops->lanes; first += TILE) {
        put_tile(b, first, *most);
    }
    if (!constant) {
        feed_holds(b, *most);
    }
    feed_idles(b, *most);
    return constant;
}
