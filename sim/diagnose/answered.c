// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "diagnose/answered.h"

#include "base/grow.h"

#include <string.h>

enum { FIRST_ROOM = 256 };

static bool make_room(cosim_trace *t, size_t room, size_t outputs)
{
    if (room <= t->room) {
        return true;
    }
    const size_t twice = t->room > 0 ? 2 * t->room : FIRST_ROOM, n = room > twice ? room : twice;
    bool done = true;
    t->drive_fx = cosim_grow(t->drive_fx, n, sizeof *t->drive_fx, &done);
    t->hold = cosim_grow(t->hold, n, sizeof *t->hold, &done);
    t->before_fx = cosim_grow(t->before_fx, n, sizeof *t->before_fx, &done);
    t->after_fx = cosim_grow(t->after_fx, n, sizeof *t->after_fx, &done);
    t->spike = cosim_grow(t->spike, n, sizeof *t->spike, &done);
    if (outputs > 0) {
        t->outputs = cosim_grow(t->outputs, n, outputs * sizeof *t->outputs, &done);
    }
    t->room = done ? n : t->room;
    return done;
}

int cosim_answered_add(cosim_trace *t, const cosim_answers *a, size_t most)
{
    const size_t left = t->n < most ? most - t->n : 0, n = a->n < left ? a->n : left;
    if (!make_room(t, t->n + n, a->output_count)) {
        return -1;
    }
    t->output_count = a->output_count;
    memcpy(t->drive_fx + t->n, a->drive_fx, n * sizeof *t->drive_fx);
    memcpy(t->hold + t->n, a->hold, n * sizeof *t->hold);
    memcpy(t->before_fx + t->n, a->before_fx, n * sizeof *t->before_fx);
    memcpy(t->after_fx + t->n, a->after_fx, n * sizeof *t->after_fx);
    memcpy(t->spike + t->n, a->spike, n * sizeof *t->spike);
    if (a->output_count > 0) {
        memcpy(t->outputs + t->n * a->output_count, a->outputs,
               n * a->output_count * sizeof *t->outputs);
    }
    t->n += n;
    return 0;
}

void cosim_answered_drives(cosim_trace *t, const cosim_trace *answered)
{
    t->n = answered->n < t->room ? answered->n : t->room;
    memcpy(t->drive_fx, answered->drive_fx, t->n * sizeof *t->drive_fx);
    memcpy(t->hold, answered->hold, t->n * sizeof *t->hold);
}

void cosim_answered_take(cosim_trace *t, const cosim_trace *answered)
{
    memcpy(t->before_fx, answered->before_fx, t->n * sizeof *t->before_fx);
    memcpy(t->after_fx, answered->after_fx, t->n * sizeof *t->after_fx);
    memcpy(t->spike, answered->spike, t->n * sizeof *t->spike);
    if (answered->outputs != NULL) {
        memcpy(t->outputs, answered->outputs, t->n * t->output_count * sizeof *t->outputs);
    }
}
