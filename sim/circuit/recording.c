// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "circuit/recording.h"

#include "circuit/open.h"
#include "equations/declaration_text.h"

#include <stdlib.h>
#include <string.h>

struct lif_dut {
    const struct lif_dut_ops *ops;
};

static lif_dut *recording_open(const struct lif_dut_ops *ops, char *error, size_t error_bytes)
{
    lif_dut *dut = calloc(1, sizeof *dut);
    if (dut == NULL) {
        snprintf(error, error_bytes, "out of memory");
    } else {
        dut->ops = ops;
    }
    return dut;
}

static void recording_close(lif_dut *dut) { free(dut); }

static const char *recording_message(const lif_dut *dut)
{
    (void)dut;
    return "its rows are what was recorded; nothing else can be run on it";
}

static int recording_elaborated(lif_dut *dut, lif_format *format, unsigned *hold_width)
{
    *format = dut->ops->format;
    *hold_width = dut->ops->hold_width;
    return 0;
}

static int recording_configure(lif_dut *dut, const lif_words *words, uint64_t seed)
{
    (void)dut;
    (void)words;
    (void)seed;
    return 0;
}

static int recording_told(lif_dut *dut, const int64_t *told)
{
    (void)dut;
    (void)told;
    return 0;
}

static int recording_read_told(lif_dut *dut, int64_t *told)
{
    (void)dut;
    (void)told;
    return 0;
}

/* Whoever asks for other steps than those of the recording asks in vain. */
static int recording_run(lif_dut *dut, const lif_dut_block *block)
{
    (void)dut;
    (void)block;
    return -1;
}

static uint32_t shows(const cosim_recording *r)
{
    return r->shows == COSIM_RECORDED_HIDDEN   ? 0
           : r->shows == COSIM_RECORDED_BEFORE ? LIF_DUT_SHOWS_BEFORE
                                               : LIF_DUT_SHOWS_MEMBRANE;
}

int cosim_dut_of_recording(cosim_arena *arena, const char *name, const cosim_recording *recording,
                           const char *equations, cosim_dut **result, cosim_diag *diag)
{
    cosim_dut *dut = calloc(1, sizeof *dut);
    cosim_diag why = {.message = "out of memory"};
    if (dut == NULL || (dut->name = strdup(name)) == NULL) {
        free(dut);
        cosim_arena_free(arena);
        cosim_diag_set(diag, NULL, "circuit %s: out of memory", name);
        return COSIM_DUT_UNUSABLE;
    }
    dut->arena = arena;
    dut->recording = recording;
    dut->model_ops = (struct lif_dut_ops){
        .abi = LIF_DUT_ABI,
        .ops_bytes = sizeof dut->model_ops,
        .name = dut->name,
        .about = "trace",
        .format = {.state_width = 32, .state_fraction = 24, .leak_fraction = 31},
        .hold_width = 32,
        .clocks_per_step = 1,
        .capabilities = shows(recording),
        .open = recording_open,
        .close = recording_close,
        .message = recording_message,
        .elaborated = recording_elaborated,
        .configure = recording_configure,
        .run = recording_run,
    };
    dut->ops = &dut->model_ops;
    if (equations != NULL) {
        dut->model_ops.equations = equations;
        dut->model_ops.tell = recording_told;
        dut->model_ops.read_told = recording_read_told;
        dut->equations = cosim_eq_declaration_read(arena, equations, &why);
        if (dut->equations == NULL) {
            cosim_diag_set(diag, NULL, "circuit %s: its declaration cannot be read (%s)", name,
                           why.message);
            cosim_dut_close(dut);
            return COSIM_DUT_UNUSABLE;
        }
        const bool shown = dut->equations->shown >= 0;
        dut->model_ops.capabilities =
            (dut->equations->unknown_rounding ? 0 : LIF_DUT_INTEGER_MODEL) |
            (shown ? LIF_DUT_SHOWS_MEMBRANE : 0);
        dut->model_ops.format = (lif_format){.state_width = 32, .leak_fraction = 1};
    }
    char message[512] = "";
    dut->instance = cosim_dut_instance(dut->ops, message, sizeof message);
    if (dut->instance == NULL) {
        cosim_diag_set(diag, NULL, "circuit %s: %s", name, message);
        cosim_dut_close(dut);
        return COSIM_DUT_UNUSABLE;
    }
    *result = dut;
    return COSIM_DUT_OK;
}

int cosim_recording_arrange(cosim_dut *dut, const cosim_recording_layout *layout)
{
    cosim_recording *r = cosim_arena_alloc(dut->arena, sizeof *r);
    if (r == NULL) {
        return -1;
    }
    *r = *dut->recording;
    r->shows = layout->shows;
    r->membrane.latency = layout->membrane_late;
    r->spike.latency = layout->spike_late;
    r->one = layout->one;
    r->from_rest = layout->from_rest;
    r->unknown_start = layout->unknown_start;
    if (dut->equations == NULL) {
        dut->model_ops.capabilities = shows(r);
    }
    dut->recording = r;
    return 0;
}
