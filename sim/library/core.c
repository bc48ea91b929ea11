// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The first half of a core's handle: a network, and then a core for it, with its words. */
#include "library/core.h"

#include "circuit/core_memory.h"
#include "circuit/format.h"
#include "network/finish.h"
#include "network/read.h"
#include "lif_core_quantise.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

lifcosim_core *lifcosim_core_new(void)
{
    lifcosim_core *h = calloc(1, sizeof *h);
    if (h != NULL && (h->c = newlocale(LC_ALL_MASK, "C", (locale_t)0)) == (locale_t)0) {
        free(h);
        return NULL;
    }
    return h;
}

/* Frees what belongs to the circuit. */
static void forget(lifcosim_core *h)
{
    cosim_core_judge_free(h->judge);
    cosim_core_integer_free(&h->model);
    cosim_core_image_free(&h->image);
    cosim_core_image_free(&h->told);
    free(h->name);
    free(h->words);
    free(h->spike);
    free(h->shown);
    free(h->spikes);
    free(h->events);
    h->judge = NULL;
    h->model = (lif_core_integer){0};
    h->image = h->told = (lif_core_image){.neurons = 0};
    h->name = NULL;
    h->words = NULL;
    h->spike = h->shown = NULL;
    h->spikes = NULL;
    h->events = NULL;
    h->event_room = 0;
}

void lifcosim_core_free(lifcosim_core *h)
{
    if (h == NULL) {
        return;
    }
    forget(h);
    cosim_network_free(h->network);
    freelocale(h->c);
    free(h->text);
    free(h->json);
    free(h);
}

const char *lifcosim_core_error(const lifcosim_core *h)
{
    return h != NULL ? h->error : "the handle is NULL; lifcosim_core_new gives one";
}

int cosim_library_core_refuse(lifcosim_core *h, int status, const cosim_diag *diag)
{
    cosim_diag_text(diag, h->error, sizeof h->error);
    return diag->memory ? LIFCOSIM_UNUSABLE : status;
}

int cosim_library_core_misuse(lifcosim_core *h, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(h->error, sizeof h->error, format, arguments);
    va_end(arguments);
    return LIFCOSIM_MISUSE;
}

int cosim_library_core_is_open(lifcosim_core *h)
{
    if (h == NULL) {
        return LIFCOSIM_MISUSE;
    }
    if (h->judge == NULL) {
        return cosim_library_core_misuse(h, "no core is known yet; call lifcosim_core_read, and "
                                            "then lifcosim_core_circuit");
    }
    if (h->finished) {
        return cosim_library_core_misuse(h, "the run has its verdict; take a new handle");
    }
    return LIFCOSIM_OK;
}

/* ---- the network ---- */

int lifcosim_core_read(lifcosim_core *h, const char *path)
{
    const cosim_network_choices as_it_is = {.overrides = NULL};
    cosim_diag diag = {.message = ""};
    if (h == NULL) {
        return LIFCOSIM_MISUSE;
    }
    if (h->network != NULL || path == NULL) {
        return cosim_library_core_misuse(h, h->network != NULL
                                                ? "a network was read already; take a new handle"
                                                : "the network is NULL; give its path");
    }
    const locale_t before = uselocale(h->c);
    const int failed = cosim_network_read(path, &as_it_is, &h->network, &diag);
    uselocale(before);
    return failed == 0 ? LIFCOSIM_OK : cosim_library_core_refuse(h, LIFCOSIM_WRONG_INPUT, &diag);
}

/* ---- the core ---- */

static int read_format(lifcosim_core *h, const lifcosim_core_info *c, cosim_diag *diag)
{
    lif_error error;
    h->format = (lif_core_format){.weight_width = c->weight_width,
                                  .accumulator_width = c->accumulator_width,
                                  .hold_width = c->hold_width,
                                  .delay_bits = c->delay_bits,
                                  .receptors = c->receptors};
    if (!cosim_format_parse(c->format, &h->format.state)) {
        return cosim_diag_set(diag, NULL,
                              "format \"%.60s\": unknown; give bits as 24/18/24, with a final r "
                              "for residual rounding",
                              c->format);
    }
    if (lif_core_format_validate(&h->format, &error) != LIF_OK) {
        return cosim_diag_set(diag, NULL, "%s: %s", error.key, error.message);
    }
    if ((c->shows & ~(unsigned)(LIFCOSIM_CORE_SHOWS_STATE | LIFCOSIM_CORE_TELLS_SATURATION)) != 0) {
        return cosim_diag_set(diag, NULL,
                              "shows is 0x%x; give LIFCOSIM_CORE_SHOWS_STATE, "
                              "LIFCOSIM_CORE_TELLS_SATURATION, both or 0",
                              c->shows);
    }
    return 0;
}

static int make_room(lifcosim_core *h, unsigned neurons, cosim_diag *diag)
{
    h->words = calloc(5 * (size_t)neurons, sizeof *h->words);
    h->spike = calloc(neurons, 1);
    h->shown = calloc(neurons, 1);
    h->spikes = calloc(neurons, sizeof *h->spikes);
    for (unsigned row = 0; row < h->image.inputs; row++) {
        h->event_room += h->image.row[row].most;
    }
    h->events = calloc(h->event_room + 1, sizeof *h->events);
    return h->words != NULL && h->spike != NULL && h->shown != NULL && h->spikes != NULL &&
                   h->events != NULL
               ? 0
               : cosim_diag_memory(diag, NULL);
}

static int prepare(lifcosim_core *h, const lifcosim_core_info *c, cosim_diag *diag)
{
    const unsigned neurons = c->neurons != 0 ? c->neurons : h->network->neurons;
    const unsigned inputs = c->inputs != 0 ? c->inputs : h->network->inputs;
    lif_core_losses losses;
    lif_error error;
    if (read_format(h, c, diag) != 0 ||
        cosim_network_finish(h->network, &h->format, neurons, inputs, diag) != 0) {
        return -1;
    }
    h->name = strdup(c->name != NULL ? c->name : "core");
    if (h->name == NULL || cosim_core_image_new(&h->image, neurons, inputs, &error) != LIF_OK ||
        cosim_core_image_new(&h->told, neurons, inputs, &error) != LIF_OK) {
        return cosim_diag_memory(diag, NULL);
    }
    if (lif_core_quantise(&h->network->net, &h->format, &h->image, &losses, &error) != LIF_OK) {
        return cosim_network_refuse(h->network, &error, diag);
    }
    if (make_room(h, neurons, diag) != 0 ||
        cosim_network_stream_start(&h->stream, h->network, diag) != 0) {
        return -1;
    }
    h->told.seed = h->image.seed;
    if (cosim_core_integer_new(&h->model, &h->format, &h->image, &error) != LIF_OK) {
        return cosim_diag_memory(diag, NULL);
    }
    h->capabilities =
        LIF_CORE_INTEGER_MODEL | LIF_CORE_READS_BACK |
        ((c->shows & LIFCOSIM_CORE_SHOWS_STATE) != 0 ? LIF_CORE_SHOWS_STATE : 0u) |
        ((c->shows & LIFCOSIM_CORE_TELLS_SATURATION) != 0 ? LIF_CORE_TELLS_SATURATION : 0u);
    const cosim_core_case judged = {.net = &h->network->net,
                                    .format = &h->format,
                                    .image = &h->image,
                                    .capabilities = h->capabilities,
                                    .real_weights = h->network->real_weights,
                                    .saturation_declared = h->network->saturation_declared,
                                    .tolerance =
                                        c->tolerance > 0.0 ? c->tolerance : h->network->tolerance};
    cosim_network_expect_start(&h->expect, h->network);
    h->judge = cosim_core_judge_new(&judged, diag);
    return h->judge != NULL ? 0 : -1;
}

int lifcosim_core_circuit(lifcosim_core *h, const lifcosim_core_info *info)
{
    cosim_diag diag = {.message = ""};
    if (h == NULL) {
        return LIFCOSIM_MISUSE;
    }
    if (h->network == NULL || h->judge != NULL) {
        return cosim_library_core_misuse(h, h->network == NULL
                                                ? "no network is read yet; call lifcosim_core_read"
                                                : "the core is known already; take a new handle");
    }
    if (info == NULL || info->format == NULL) {
        return cosim_library_core_misuse(h, "a core has a format; give one as \"24/18/24\"");
    }
    const locale_t before = uselocale(h->c);
    const int failed = prepare(h, info, &diag);
    uselocale(before);
    if (failed == 0) {
        return LIFCOSIM_OK;
    }
    forget(h);
    return cosim_library_core_refuse(h, LIFCOSIM_WRONG_INPUT, &diag);
}

unsigned lifcosim_core_neurons(const lifcosim_core *h) { return h != NULL ? h->image.neurons : 0; }
unsigned lifcosim_core_inputs(const lifcosim_core *h) { return h != NULL ? h->image.inputs : 0; }

uint64_t lifcosim_core_ticks(const lifcosim_core *h)
{
    return h != NULL && h->network != NULL ? h->network->ticks : 0;
}

/* ---- its words ---- */

/* Refuses a number that no neuron or row has, and words after the first tick. */
static int check(lifcosim_core *h, unsigned number, unsigned count, const void *words, bool before)
{
    const int status = cosim_library_core_is_open(h);
    if (status != LIFCOSIM_OK) {
        return status;
    }
    if (words == NULL || number >= count) {
        return cosim_library_core_misuse(
            h, words == NULL ? "the words are NULL" : "number %u is beyond the last, %u", number,
            count - 1);
    }
    return before && h->begun
               ? cosim_library_core_misuse(h, "what was read back is told before the first tick")
               : LIFCOSIM_OK;
}

int lifcosim_core_neuron(lifcosim_core *h, unsigned neuron, lifcosim_core_neuron_words *words)
{
    const int status = check(h, neuron, lifcosim_core_neurons(h), words, false);
    if (status != LIFCOSIM_OK) {
        return status;
    }
    const lif_core_words *w = &h->image.word[neuron];
    *words =
        (lifcosim_core_neuron_words){.leak = w->leak_fx,
                                     .synapse_leak = {w->synapse_leak_fx[0], w->synapse_leak_fx[1]},
                                     .adaptation_leak = w->adaptation_leak_fx,
                                     .threshold = w->threshold_fx,
                                     .drive = w->drive_fx,
                                     .jump = w->jump_fx,
                                     .initial = w->initial_fx,
                                     .reset = w->reset_fx,
                                     .hold = w->hold,
                                     .initial_hold = w->initial_hold,
                                     .weight_shift = {w->weight_shift[0], w->weight_shift[1]},
                                     .noise_shift = w->noise_shift,
                                     .above = w->above,
                                     .subtract = w->subtract,
                                     .freeze = w->freeze,
                                     .noisy = w->noisy};
    return LIFCOSIM_OK;
}

int lifcosim_core_neuron_is(lifcosim_core *h, unsigned neuron, const lifcosim_core_neuron_words *w)
{
    const int status = check(h, neuron, lifcosim_core_neurons(h), w, true);
    if (status != LIFCOSIM_OK) {
        return status;
    }
    h->told.word[neuron] =
        (lif_core_words){.leak_fx = w->leak,
                         .synapse_leak_fx = {w->synapse_leak[0], w->synapse_leak[1]},
                         .adaptation_leak_fx = w->adaptation_leak,
                         .threshold_fx = w->threshold,
                         .drive_fx = w->drive,
                         .jump_fx = w->jump,
                         .initial_fx = w->initial,
                         .reset_fx = w->reset,
                         .hold = w->hold,
                         .initial_hold = w->initial_hold,
                         .weight_shift = {w->weight_shift[0], w->weight_shift[1]},
                         .noise_shift = w->noise_shift,
                         .above = w->above != 0,
                         .subtract = w->subtract != 0,
                         .freeze = w->freeze != 0,
                         .noisy = w->noisy != 0};
    h->told_count++;
    return LIFCOSIM_OK;
}

static unsigned row_count(const lifcosim_core *h)
{
    return h != NULL ? h->image.inputs + h->image.neurons : 0;
}

int lifcosim_core_row(lifcosim_core *h, unsigned row, lifcosim_core_row_words *words)
{
    const int status = check(h, row, row_count(h), words, false);
    if (status == LIFCOSIM_OK) {
        const lif_core_row *r = &h->image.row[row];
        *words = (lifcosim_core_row_words){r->delay, r->receptor, r->most};
    }
    return status;
}

int lifcosim_core_row_is(lifcosim_core *h, unsigned row, const lifcosim_core_row_words *words)
{
    const int status = check(h, row, row_count(h), words, true);
    if (status == LIFCOSIM_OK) {
        h->told.row[row] = (lif_core_row){words->delay, words->receptor, words->most};
        h->told_count++;
    }
    return status;
}

int lifcosim_core_weight(lifcosim_core *h, unsigned row, unsigned neuron, int32_t *weight)
{
    int status = check(h, row, row_count(h), weight, false);
    status = status == LIFCOSIM_OK ? check(h, neuron, h->image.neurons, weight, false) : status;
    if (status == LIFCOSIM_OK) {
        *weight = h->image.weight_fx[(size_t)row * h->image.neurons + neuron];
    }
    return status;
}

int lifcosim_core_weight_is(lifcosim_core *h, unsigned row, unsigned neuron, int32_t weight)
{
    int status = check(h, row, row_count(h), &weight, true);
    status = status == LIFCOSIM_OK ? check(h, neuron, h->image.neurons, &weight, true) : status;
    if (status == LIFCOSIM_OK) {
        h->told.weight_fx[(size_t)row * h->image.neurons + neuron] = weight;
        h->told_count++;
    }
    return status;
}

int lifcosim_core_seed(lifcosim_core *h, uint32_t *seed)
{
    const int status = check(h, 0, 1, seed, false);
    if (status == LIFCOSIM_OK) {
        *seed = h->image.seed;
    }
    return status;
}
