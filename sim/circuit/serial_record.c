// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

#include "circuit/serial_record.h"

#include <stdlib.h>

int cosim_serial_record_step(cosim_serial_record *r, int32_t drive_fx, uint32_t hold)
{
    if (r->count == r->room) {
        const uint64_t room = r->room == 0 ? 1024 : 2 * r->room;
        cosim_serial_asked *more = realloc(r->steps, room * sizeof *more);
        if (more == NULL) {
            return -1;
        }
        r->steps = more;
        r->room = room;
    }
    r->steps[r->count++] = (cosim_serial_asked){drive_fx, hold};
    return 0;
}

int cosim_serial_record_words(cosim_serial_record *r, const lif_words *words)
{
    if (r->changes == r->changes_room) {
        const size_t room = 2 * r->changes_room + 4;
        cosim_serial_told *more = realloc(r->words, room * sizeof *more);
        if (more == NULL) {
            return -1;
        }
        r->words = more;
        r->changes_room = room;
    }
    r->words[r->changes++] = (cosim_serial_told){r->count, *words};
    return 0;
}

void cosim_serial_record_clear(cosim_serial_record *r)
{
    r->count = 0;
    r->changes = 0;
}

void cosim_serial_record_free(cosim_serial_record *r)
{
    free(r->steps);
    free(r->words);
    *r = (cosim_serial_record){.steps = NULL};
}
