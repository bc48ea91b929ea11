// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A handle for a core: network, image and judge, as far as they are. */
#ifndef COSIM_LIBRARY_CORE_H
#define COSIM_LIBRARY_CORE_H

#include "judge/core_judge.h"
#include "library/lifcosim.h"
#include "network/stream.h"
#include "run/network_expect.h"
#include "lif_core_integer.h"

#include <locale.h>
#include <stdio.h>

struct lifcosim_core {
    locale_t c; /* numbers are read and written with a point */
    char error[1400], line[400];
    char *name, *text, *json;
    cosim_network *network; /* NULL: none is read */
    lif_core_format format;
    lif_core_image image, told; /* told: what was read back */
    size_t told_count;
    cosim_core_judge *judge; /* NULL: no circuit yet */
    lif_core_integer model;
    uint32_t capabilities;
    bool finished, begun;
    uint64_t done;
    cosim_network_stream stream; /* of the events of its inputs */
    uint32_t *events;            /* [event_room + 1]: of the tick that is asked for next */
    size_t event_room, event_count;
    bool drawn;               /* they are there, and were not given yet */
    uint64_t asked, modelled; /* ticks whose events were given; ticks of the model */
    cosim_network_expect expect;
    cosim_core_result result;
    cosim_verdict verdict;
    /* one tick, as the judge takes it: [neurons] */
    int32_t *words; /* five of them, one behind the other */
    uint8_t *spike, *shown;
    uint32_t *spikes;
};

/* Keep what was wrong; the status is returned. */
int cosim_library_core_refuse(lifcosim_core *core, int status, const cosim_diag *diag);
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
int cosim_library_core_misuse(lifcosim_core *core, const char *format, ...);

/* Refuses a call before the core is known, or after the verdict. */
int cosim_library_core_is_open(lifcosim_core *core);

/* Write the report of a finished run. */
void cosim_library_core_text(FILE *out, const lifcosim_core *core);
void cosim_library_core_json(FILE *out, const lifcosim_core *core);

#endif
