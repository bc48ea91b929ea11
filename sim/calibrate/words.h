// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The words that the experiments of a calibration tell a circuit: those that its ports can hold,
 * with thresholds that its drives reach within some steps. What is built in stays. */
#ifndef COSIM_CALIBRATE_WORDS_H
#define COSIM_CALIBRATE_WORDS_H

#include "foreign/manifest.h"

enum { COSIM_SETTINGS = 6 };

/* Words as they are at the ports, or built in. */
typedef struct cosim_words_of {
    int64_t leak, gain, weight, theta, reset, start, rest, hold;
} cosim_words_of;

typedef struct cosim_settings {
    cosim_words_of of[COSIM_SETTINGS];
    size_t count;
    int64_t low, high; /* of the drive at its port: words, or 0 and 1 for events */
} cosim_settings;

/* Chooses them for a manifest by keys, whose widths are known. Returns 0, or -1 with *diag where
 * its words leave nothing to calibrate, which is known before the circuit is built. */
int cosim_settings_choose(const cosim_manifest *keys, cosim_settings *settings, cosim_diag *diag);

/* Gives the way of a membrane from rest to the threshold. */
static inline int64_t cosim_way(const cosim_words_of *words) { return words->theta - words->rest; }

/* Gives the leak word as it is at the port or built in, whatever the keys take it for. */
int64_t cosim_leak_word(const cosim_manifest *keys);

/* Turns a change of the membrane into a word that the drive's port takes. */
int64_t cosim_drive_word(const cosim_manifest *keys, const cosim_settings *settings,
                         const cosim_words_of *words, int64_t change);

#endif
