// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A record of a run on a board keeps what the board was told and asked, so that the run can be
 * repeated: 8 bytes a step, of which a line of 115,200 baud takes 720 a second at most. */
#ifndef COSIM_CIRCUIT_SERIAL_RECORD_H
#define COSIM_CIRCUIT_SERIAL_RECORD_H

#include "lif_fixed.h"

typedef struct cosim_serial_asked {
    int32_t drive_fx;
    uint32_t hold;
} cosim_serial_asked;

typedef struct cosim_serial_told {
    uint64_t step; /* the words were told before this step */
    lif_words words;
} cosim_serial_told;

typedef struct cosim_serial_record {
    cosim_serial_asked *steps;
    uint64_t count, room;
    cosim_serial_told *words; /* the first are those of the reset */
    size_t changes, changes_room;
} cosim_serial_record;

/* Each of these returns 0, or -1 where memory is short. A record begins as zeros. */
int cosim_serial_record_step(cosim_serial_record *record, int32_t drive_fx, uint32_t hold);
int cosim_serial_record_words(cosim_serial_record *record, const lif_words *words);

/* Forgets the run. */
void cosim_serial_record_clear(cosim_serial_record *record);
void cosim_serial_record_free(cosim_serial_record *record);

#endif
