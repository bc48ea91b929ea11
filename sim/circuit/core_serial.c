// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "circuit/core_serial.h"

#include "circuit/core_map.h"
#include "circuit/core_wire.h"
#include "lif_core_registers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define GET(field, word) (((word)&LIF_CORE_##field##_MASK) >> LIF_CORE_##field##_SHIFT)

enum {
    SHOWN_BYTES = 21, /* of a neuron in the answer to D */
    FLAGS = 15        /* of STATUS, in the byte after a tick */
};
enum { SATURATED = 1 << 4, UNORDERED = 1 << 5 };

struct lif_core_dut {
    cosim_core_wire wire;
    char *name, *device;
    cosim_core_map map;
    unsigned inputs; /* of the image */
    bool shows;
    uint8_t *answer; /* [neurons * SHOWN_BYTES + the end of an answer] */
    char message[600];
};

static int failed(lif_core_dut *dut, const char *why)
{
    snprintf(dut->message, sizeof dut->message, "the board %s", why);
    return -1;
}

static int write_words(void *context, uint32_t address, const uint32_t *words, unsigned count)
{
    lif_core_dut *dut = context;
    char why[480];
    return cosim_core_wire_write(&dut->wire, address, words, count, why, sizeof why) == 0
               ? 0
               : failed(dut, why);
}

static int read_words(void *context, uint32_t address, uint32_t *words, unsigned count)
{
    lif_core_dut *dut = context;
    char why[480];
    return cosim_core_wire_read(&dut->wire, address, words, count, why, sizeof why) == 0
               ? 0
               : failed(dut, why);
}

static int act(lif_core_dut *dut, char command, const uint8_t *data, size_t count)
{
    char why[480];
    return cosim_core_wire_act(&dut->wire, command, data, count, why, sizeof why) == 0
               ? 0
               : failed(dut, why);
}

/* ---- its words ---- */

/* The core runs a tick with the words of the image, and is reset: nothing is at its start by
 * chance. The seed chooses nothing: the line has its own time. */
static int core_configure(lif_core_dut *dut, const lif_core_image *image, uint64_t seed)
{
    const uint8_t first_row[2] = {0, 0};
    (void)seed;
    if (image->neurons != dut->map.neurons || image->inputs > dut->map.neurons) {
        return failed(dut, "has another number of neurons than the words that it is given");
    }
    dut->inputs = image->inputs;
    if (act(dut, 'I', NULL, 0) != 0 || cosim_core_map_write(&dut->map, image) != 0 ||
        act(dut, 'V', first_row, sizeof first_row) != 0) {
        return -1;
    }
    uint8_t flags;
    size_t spikes;
    char why[480];
    if (cosim_core_wire_tick(&dut->wire, NULL, 0, &spikes, &flags, why, sizeof why) != 0) {
        return failed(dut, why);
    }
    return act(dut, 'I', NULL, 0) != 0 ? -1 : cosim_core_map_write_states(&dut->map, image);
}

/* ---- its ticks ---- */

static int32_t word_of(const uint8_t *data) { return (int32_t)cosim_core_wire_word(data); }

/* Takes what the neurons showed. Where the core did not show each once and in order, the board
 * cannot tell which: none is shown then. */
static int take_shown(lif_core_dut *dut, lif_core_tick *tick, bool ordered)
{
    const lif_core_seen *seen = tick->seen;
    char why[480];
    memset(tick->shown, ordered, dut->map.neurons);
    if (cosim_core_wire_show(&dut->wire, dut->answer, (size_t)dut->map.neurons * SHOWN_BYTES, why,
                             sizeof why) != 0) {
        return failed(dut, why);
    }
    for (unsigned i = 0; i < dut->map.neurons; i++) {
        const uint8_t *a = dut->answer + (size_t)i * SHOWN_BYTES;
        seen->spike[i] = a[0] & 1;
        seen->before_fx[i] = word_of(a + 1);
        seen->adaptation_fx[i] = word_of(a + 5);
        seen->synapse_fx[0][i] = word_of(a + 9);
        if (dut->map.format.receptors == 2) {
            seen->synapse_fx[1][i] = word_of(a + 13);
        }
        seen->after_fx[i] = word_of(a + 17);
    }
    return 0;
}

static int core_tick(lif_core_dut *dut, lif_core_tick *tick)
{
    uint8_t flags = 0;
    char why[480];
    for (size_t e = 0; e < tick->event_count; e++) { /* a row that is none is refused by the core */
        const uint32_t row = tick->events[e] < dut->inputs ? tick->events[e] : dut->map.neurons;
        if (act(dut, 'V', (const uint8_t[]){(uint8_t)row, (uint8_t)(row >> 8)}, 2) != 0) {
            return -1;
        }
    }
    if (cosim_core_wire_tick(&dut->wire, tick->spikes, dut->map.neurons, &tick->spike_count, &flags,
                             why, sizeof why) != 0) {
        return failed(dut, why);
    }
    tick->clocks = 0;
    tick->flags = (flags & SATURATED ? LIF_CORE_SATURATED : 0u) |
                  (GET(STATUS_OVERFLOWED, flags) ? LIF_CORE_OVERFLOWED : 0u) |
                  (GET(STATUS_EVENT_REFUSED, flags) ? LIF_CORE_REFUSED_EVENT : 0u);
    if ((flags & FLAGS) != 0) {
        const uint32_t clear = flags & FLAGS;
        if (write_words(dut, LIF_CORE_REG_STATUS, &clear, 1) != 0) {
            return -1;
        }
    }
    return dut->shows ? take_shown(dut, tick, (flags & UNORDERED) == 0) : 0;
}

/* ---- the table ---- */

static void core_close(lif_core_dut *dut)
{
    if (dut != NULL) {
        cosim_serial_close(&dut->wire.line);
        free(dut->name);
        free(dut->device);
        free(dut->map.words);
        free(dut->answer);
        free(dut);
    }
}

static const char *core_message(const lif_core_dut *dut) { return dut->message; }

/* A board is one core, which is open already. */
static lif_core_dut *core_open(const struct lif_core_dut_ops *ops, char *error, size_t bytes)
{
    (void)ops;
    snprintf(error, bytes, "the board is in use");
    return NULL;
}

static int ask_core(lif_core_dut *dut)
{
    const int status = cosim_core_map_elaborated(&dut->map);
    return status > 0 ? failed(dut, "has no core at its first address") : status;
}

static int core_elaborated(lif_core_dut *dut, lif_core_format *format, unsigned *neurons)
{
    const int status = ask_core(dut);
    *format = dut->map.format;
    *neurons = dut->map.neurons;
    return status;
}

static int core_read_back(lif_core_dut *dut, lif_core_image *image)
{
    return cosim_core_map_read(&dut->map, image);
}

/* Has the board say what it is, and makes room for what it has. */
static int identify(lif_core_dut *dut)
{
    uint8_t told[COSIM_SERIAL_HELLO];
    char why[480], shown[64];
    lif_error error;
    if (cosim_core_wire_open(&dut->wire, dut->device, told, why, sizeof why) != 0) {
        return failed(dut, why);
    }
    dut->map.format =
        (lif_core_format){.state = {.state_width = told[2],
                                    .state_fraction = told[3],
                                    .leak_fraction = told[4],
                                    .rounding = told[6] ? LIF_RESIDUAL : LIF_HALF_UP}};
    dut->shows = (told[7] & 128) != 0;
    if (ask_core(dut) != 0) {
        return -1;
    }
    if (dut->map.format.state.state_width != told[2] ||
        dut->map.format.state.leak_fraction != told[4] ||
        dut->map.neurons != 1u << (told[7] & 15) || (told[7] & 127) > 12 ||
        dut->map.lane_bits > (told[7] & 127u) ||
        lif_core_format_validate(&dut->map.format, &error) != LIF_OK ||
        dut->map.format.weight_width << dut->map.lane_bits > 32) { /* a group is one word */
        snprintf(why, sizeof why,
                 "answers %s to the question what it is, which is not the core that is on it: its "
                 "bitstream is damaged",
                 cosim_serial_shown(told, sizeof told, shown, sizeof shown));
        return failed(dut, why);
    }
    dut->map.words = calloc(2 * (size_t)dut->map.neurons, sizeof *dut->map.words);
    dut->answer = calloc(dut->map.neurons + 1u, SHOWN_BYTES);
    return dut->map.words != NULL && dut->answer != NULL ? 0 : failed(dut, "has no memory here");
}

int cosim_core_serial_open(cosim_core_dut *dut, const char *name, const char *spec, bool *wrong,
                           cosim_diag *diag)
{
    lif_core_dut *board = calloc(1, sizeof *board);
    *dut = (cosim_core_dut){.instance = NULL};
    *wrong = false;
    if (board == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    board->wire.line.fd = -1;
    board->map = (cosim_core_map){.write = write_words, .read = read_words, .context = board};
    board->name = strdup(name);
    board->device = cosim_serial_device(spec, &board->wire.baud, wrong);
    if (*wrong) {
        cosim_diag_set(diag, NULL,
                       "core %s: no device, or a rate that is no number; give it as "
                       "serial:/dev/ttyUSB0 or serial:/dev/ttyUSB0@115200",
                       name);
    } else if (board->name == NULL || board->device == NULL) {
        cosim_diag_memory(diag, NULL);
    } else if (identify(board) != 0) {
        cosim_diag_set(diag, NULL, "core %s: %s", name, board->message);
    } else {
        dut->ops = (struct lif_core_dut_ops){
            .abi = LIF_CORE_DUT_ABI,
            .ops_bytes = sizeof dut->ops,
            .name = board->name,
            .about = "a core on a board on a serial line",
            .format = board->map.format,
            .neurons = board->map.neurons,
            .inputs = board->map.neurons,
            .capabilities = (board->shows ? LIF_CORE_SHOWS_STATE : 0u) | LIF_CORE_READS_BACK |
                            LIF_CORE_INTEGER_MODEL | LIF_CORE_TELLS_SATURATION,
            .open = core_open,
            .close = core_close,
            .message = core_message,
            .elaborated = core_elaborated,
            .configure = core_configure,
            .read_back = core_read_back,
            .tick = core_tick};
        dut->instance = board;
        return 0;
    }
    core_close(board);
    return -1;
}
