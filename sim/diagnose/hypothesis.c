// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "diagnose/hypothesis.h"

#include "circuit/lif_dut.h"

#include <stdio.h>
#include <stdlib.h>

void cosim_hypothesis_start(cosim_hypothesis *h, const lif_format *format,
                            const lif_declared *declared, const lif_words *words)
{
    *h = (cosim_hypothesis){.format = *format,
                            .declared = *declared,
                            .words = *words,
                            .drive_width = format->state_width};
    snprintf(h->kind, sizeof h->kind, "declared");
}

static int32_t drive_of(const cosim_hypothesis *h, const cosim_trace *t, size_t i)
{
    const int32_t word = i < h->input_late ? 0 : t->drive_fx[i - h->input_late];
    if (h->drive_as == COSIM_DRIVE_MAGNITUDE) {
        return abs(word);
    }
    return h->drive_as == COSIM_DRIVE_UNSIGNED && word < 0
               ? (int32_t)((uint32_t)word & (uint32_t)((1ull << h->drive_width) - 1))
               : word;
}

size_t cosim_hypothesis_agrees(const cosim_hypothesis *h, const cosim_trace *t)
{
    lif_integer m;
    uint8_t late[8] = {0}; /* the last spikes, and the membranes */
    int32_t words[8];
    const bool old = h->declared.compare_old;
    for (int k = 0; k < 8; k++) {
        words[k] = (int32_t)h->words.initial_fx;
    }
    lif_integer_start(&m, &h->format, &h->words);
    for (size_t i = 0; i < t->n; i++) {
        const int32_t drive = drive_of(h, t, i);
        const int64_t wanted = (int64_t)t->hold[i] + h->hold_extra;
        const uint32_t hold = wanted < 0 ? 0 : (uint32_t)wanted;
        const bool held = m.hold > 0;
        int32_t before, after;
        uint8_t spike;
        lif_declared_run(&h->declared, &m, 1, &drive, NULL, hold, &before, &after, &spike, NULL);
        late[i % 8] = spike;
        words[i % 8] = after;
        const uint8_t seen = i < h->spike_late ? 0 : late[(i - h->spike_late) % 8];
        if (seen != t->spike[i] ||
            ((t->shows & LIF_DUT_SHOWS_MEMBRANE) != 0 &&
             words[(i + 8 - h->membrane_late) % 8] != t->after_fx[i]) ||
            ((t->shows & LIF_DUT_SHOWS_BEFORE) != 0 && !held && !(old && spike) &&
             before != t->before_fx[i])) {
            return i;
        }
    }
    return t->n;
}

void cosim_hypothesis_run(const cosim_hypothesis *h, cosim_trace *t)
{
    lif_integer m;
    lif_integer_start(&m, &h->format, &h->words);
    for (size_t i = 0; i < t->n; i++) {
        const int32_t drive = drive_of(h, t, i);
        const int64_t wanted = (int64_t)t->hold[i] + h->hold_extra;
        lif_declared_run(&h->declared, &m, 1, &drive, NULL, wanted < 0 ? 0 : (uint32_t)wanted,
                         &t->before_fx[i], &t->after_fx[i], &t->spike[i], NULL);
    }
    for (size_t i = t->n; i-- > 0;) {
        t->spike[i] = i < h->spike_late ? 0 : t->spike[i - h->spike_late];
        t->after_fx[i] =
            i < h->membrane_late ? (int32_t)h->words.initial_fx : t->after_fx[i - h->membrane_late];
    }
}
