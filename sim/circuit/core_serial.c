// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "circuit/core_serial.h"

#include "circuit/core_wire.h"
#include "lif_core_registers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PUT(field, value)                                                                          \
    ((uint32_t)(value) << LIF_CORE_##field##_SHIFT & LIF_CORE_##field##_MASK)
#define GET(field, word) (((word)&LIF_CORE_##field##_MASK) >> LIF_CORE_##field##_SHIFT)

enum {
    NEURON_WORDS = 11, /* written ones, from LEAK_SYNAPSE_0 on */
    STATE_WORD = 9,    /* X, the first of those that are states */
    SHOWN_BYTES = 21,  /* of a neuron in the answer to D */
    FLAGS = 15         /* of STATUS, in the byte after a tick */
};
enum { SATURATED = 1 << 4, UNORDERED = 1 << 5 };

struct lif_core_dut {
    cosim_core_wire wire;
    char *name, *device;
    lif_core_format format;
    unsigned neurons, lane_bits, inputs; /* inputs: of the image */
    bool shows;
    uint32_t *words;  /* room for a burst */
    uint8_t *answer;  /* [neurons * SHOWN_BYTES + the end of an answer] */
    char message[600];
};

static int failed(lif_core_dut *dut, const char *why)
{
    snprintf(dut->message, sizeof dut->message, "the board %s", why);
    return -1;
}

static int write_words(lif_core_dut *dut, uint32_t address, const uint32_t *words, unsigned count)
{
    char why[480];
    return cosim_core_wire_write(&dut->wire, address, words, count, why, sizeof why) == 0
               ? 0
               : failed(dut, why);
}

static int read_words(lif_core_dut *dut, uint32_t address, uint32_t *words, unsigned count)
{
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

static uint32_t mode_of(const lif_core_words *w)
{
    return PUT(MODE_SHIFT_0, w->weight_shift[0]) | PUT(MODE_SHIFT_1, w->weight_shift[1]) |
           PUT(MODE_NOISE_SHIFT, w->noise_shift) | PUT(MODE_ABOVE, w->above) |
           PUT(MODE_SUBTRACT, w->subtract) | PUT(MODE_FREEZE, w->freeze) |
           PUT(MODE_NOISY, w->noisy) | PUT(MODE_HOLD, w->hold);
}

static uint32_t neuron_at(unsigned i) { return LIF_CORE_REG_LEAK_SYNAPSE_0 + i * LIF_CORE_REG_NEURON_BYTES; }

/* Writes the words of each neuron from the word `first` on. */
static int write_neurons(lif_core_dut *dut, const lif_core_image *image, unsigned first)
{
    for (unsigned i = 0; i < dut->neurons; i++) {
        const lif_core_words *w = &image->word[i];
        const uint32_t words[NEURON_WORDS] = {(uint32_t)w->synapse_leak_fx[0],
                                              (uint32_t)w->synapse_leak_fx[1],
                                              (uint32_t)w->leak_fx,
                                              (uint32_t)w->adaptation_leak_fx,
                                              (uint32_t)w->threshold_fx,
                                              (uint32_t)w->drive_fx,
                                              (uint32_t)w->reset_fx,
                                              (uint32_t)w->jump_fx,
                                              mode_of(w),
                                              (uint32_t)w->initial_fx,
                                              w->initial_hold};
        if (write_words(dut, neuron_at(i) + 4 * first, words + first, NEURON_WORDS - first) != 0) {
            return -1;
        }
    }
    return 0;
}

/* Gives the row of the image that is the core's row, or says that there is none. */
static bool image_row(const lif_core_dut *dut, const lif_core_image *image, unsigned row,
                      unsigned *of_image)
{
    *of_image = row < dut->neurons ? row : image->inputs + row - dut->neurons;
    return row >= dut->neurons || row < image->inputs;
}

/* Puts the groups of weights of a row into words, or takes them out. */
static void pack(const lif_core_dut *dut, const int32_t *weight, uint32_t *words)
{
    const unsigned lanes = 1u << dut->lane_bits, width = dut->format.weight_width;
    const uint32_t mask = 0xffffffffu >> (32 - width);
    for (unsigned i = 0; i < dut->neurons; i++) {
        uint32_t *word = &words[i / lanes];
        *word = (i % lanes == 0 ? 0 : *word) | ((uint32_t)weight[i] & mask) << i % lanes * width;
    }
}

static void unpack(const lif_core_dut *dut, const uint32_t *words, int32_t *weight)
{
    const unsigned lanes = 1u << dut->lane_bits, width = dut->format.weight_width;
    const uint32_t mask = 0xffffffffu >> (32 - width);
    for (unsigned i = 0; i < dut->neurons; i++) {
        const uint32_t word = words[i / lanes] >> i % lanes * width & mask;
        weight[i] = (int32_t)(word | (0u - (word & (mask ^ mask >> 1))));
    }
}

static uint32_t row_at(const lif_core_dut *dut, unsigned row)
{
    return LIF_CORE_REG_WEIGHTS + 4 * row * (dut->neurons >> dut->lane_bits);
}

static int write_rows(lif_core_dut *dut, const lif_core_image *image)
{
    const unsigned groups = dut->neurons >> dut->lane_bits;
    unsigned j;
    for (unsigned row = 0; row < 2 * dut->neurons; row++) {
        const bool there = image_row(dut, image, row, &j);
        dut->words[row] = there ? PUT(SOURCE_DELAY, image->row[j].delay) |
                                      PUT(SOURCE_RECEPTOR, image->row[j].receptor)
                                : 0;
    }
    if (write_words(dut, LIF_CORE_REG_SOURCE, dut->words, 2 * dut->neurons) != 0) {
        return -1;
    }
    for (unsigned row = 0; row < 2 * dut->neurons; row++) {
        memset(dut->words, 0, groups * sizeof *dut->words);
        if (image_row(dut, image, row, &j)) {
            pack(dut, image->weight_fx + (size_t)j * dut->neurons, dut->words);
        }
        if (write_words(dut, row_at(dut, row), dut->words, groups) != 0) {
            return -1;
        }
    }
    return 0;
}

/* The core runs a tick with the words of the image, and is reset: nothing is at its start by
 * chance. The seed chooses nothing: the line has its own time. */
static int core_configure(lif_core_dut *dut, const lif_core_image *image, uint64_t seed)
{
    const uint8_t first_row[2] = {0, 0};
    (void)seed;
    if (image->neurons != dut->neurons || image->inputs > dut->neurons) {
        return failed(dut, "has another number of neurons than the words that it is given");
    }
    dut->inputs = image->inputs;
    if (act(dut, 'I', NULL, 0) != 0 || write_neurons(dut, image, 0) != 0 ||
        write_rows(dut, image) != 0 ||
        write_words(dut, LIF_CORE_REG_SEED, &image->seed, 1) != 0 ||
        act(dut, 'V', first_row, sizeof first_row) != 0) {
        return -1;
    }
    uint8_t flags;
    size_t spikes;
    char why[480];
    if (cosim_core_wire_tick(&dut->wire, NULL, 0, &spikes, &flags, why, sizeof why) != 0) {
        return failed(dut, why);
    }
    return act(dut, 'I', NULL, 0) != 0 || write_neurons(dut, image, STATE_WORD) != 0
               ? -1
               : write_words(dut, LIF_CORE_REG_SEED, &image->seed, 1);
}

static void take_neuron(lif_core_words *w, const uint32_t words[NEURON_WORDS])
{
    const uint32_t mode = words[8];
    w->synapse_leak_fx[0] = words[0];
    w->synapse_leak_fx[1] = words[1];
    w->leak_fx = words[2];
    w->adaptation_leak_fx = words[3];
    w->threshold_fx = (int32_t)words[4];
    w->drive_fx = (int32_t)words[5];
    w->reset_fx = (int32_t)words[6];
    w->jump_fx = (int32_t)words[7];
    w->weight_shift[0] = (uint8_t)GET(MODE_SHIFT_0, mode);
    w->weight_shift[1] = (uint8_t)GET(MODE_SHIFT_1, mode);
    w->noise_shift = (uint8_t)GET(MODE_NOISE_SHIFT, mode);
    w->above = GET(MODE_ABOVE, mode) != 0;
    w->subtract = GET(MODE_SUBTRACT, mode) != 0;
    w->freeze = GET(MODE_FREEZE, mode) != 0;
    w->noisy = GET(MODE_NOISY, mode) != 0;
    w->hold = GET(MODE_HOLD, mode);
    w->initial_fx = (int32_t)words[STATE_WORD];
    w->initial_hold = words[STATE_WORD + 1];
}

static int core_read_back(lif_core_dut *dut, lif_core_image *image)
{
    uint32_t words[NEURON_WORDS];
    unsigned j;
    for (unsigned i = 0; i < dut->neurons; i++) {
        if (read_words(dut, neuron_at(i), words, NEURON_WORDS) != 0) {
            return -1;
        }
        take_neuron(&image->word[i], words);
    }
    if (read_words(dut, LIF_CORE_REG_SOURCE, dut->words, 2 * dut->neurons) != 0) {
        return -1;
    }
    for (unsigned row = 0; row < 2 * dut->neurons; row++) {
        if (image_row(dut, image, row, &j)) {
            image->row[j].delay = (uint8_t)GET(SOURCE_DELAY, dut->words[row]);
            image->row[j].receptor = (uint8_t)GET(SOURCE_RECEPTOR, dut->words[row]);
        }
    }
    for (unsigned row = 0; row < 2 * dut->neurons; row++) {
        if (image_row(dut, image, row, &j)) {
            if (read_words(dut, row_at(dut, row), dut->words, dut->neurons >> dut->lane_bits) !=
                0) {
                return -1;
            }
            unpack(dut, dut->words, image->weight_fx + (size_t)j * dut->neurons);
        }
    }
    return read_words(dut, LIF_CORE_REG_SEED, &image->seed, 1);
}

/* ---- its ticks ---- */

static int32_t word_of(const uint8_t *data) { return (int32_t)cosim_core_wire_word(data); }

/* Takes what the neurons showed. Where the core did not show each once and in order, the board
 * cannot tell which: none is shown then. */
static int take_shown(lif_core_dut *dut, lif_core_tick *tick, bool ordered)
{
    const lif_core_seen *seen = tick->seen;
    char why[480];
    memset(tick->shown, ordered, dut->neurons);
    if (cosim_core_wire_show(&dut->wire, dut->answer, (size_t)dut->neurons * SHOWN_BYTES, why,
                             sizeof why) != 0) {
        return failed(dut, why);
    }
    for (unsigned i = 0; i < dut->neurons; i++) {
        const uint8_t *a = dut->answer + (size_t)i * SHOWN_BYTES;
        seen->spike[i] = a[0] & 1;
        seen->before_fx[i] = word_of(a + 1);
        seen->adaptation_fx[i] = word_of(a + 5);
        seen->synapse_fx[0][i] = word_of(a + 9);
        if (dut->format.receptors == 2) {
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
        const uint32_t row = tick->events[e] < dut->inputs ? tick->events[e] : dut->neurons;
        if (act(dut, 'V', (const uint8_t[]){(uint8_t)row, (uint8_t)(row >> 8)}, 2) != 0) {
            return -1;
        }
    }
    if (cosim_core_wire_tick(&dut->wire, tick->spikes, dut->neurons, &tick->spike_count, &flags, why,
                             sizeof why) != 0) {
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
        free(dut->words);
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

/* The words that the core itself has about what was built. */
static int core_elaborated(lif_core_dut *dut, lif_core_format *format, unsigned *neurons)
{
    uint32_t words[3]; /* ID, SHAPE, FORMAT */
    if (read_words(dut, LIF_CORE_REG_ID, words, 3) != 0) {
        return -1;
    }
    const uint32_t shape = words[1], widths = words[2];
    *format = dut->format;
    format->state.state_width = GET(FORMAT_STATE_WIDTH, widths);
    format->state.leak_fraction = GET(FORMAT_LEAK_FRACTION, widths);
    format->state.rounding = GET(SHAPE_RESIDUAL, shape) ? LIF_RESIDUAL : LIF_HALF_UP;
    format->weight_width = GET(FORMAT_WEIGHT_WIDTH, widths);
    format->accumulator_width = GET(FORMAT_ACC_WIDTH, widths);
    format->hold_width = GET(SHAPE_HOLD_WIDTH, shape);
    format->delay_bits = GET(SHAPE_DELAY_BITS, shape);
    format->receptors = GET(SHAPE_RECEPTORS, shape);
    *neurons = 1u << (GET(SHAPE_NEURON_BITS, shape) & 15);
    dut->lane_bits = GET(SHAPE_LANE_BITS, shape);
    return words[0] == 0x4c494643u ? 0 : failed(dut, "has no core at its first address");
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
    dut->format = (lif_core_format){.state = {.state_width = told[2],
                                              .state_fraction = told[3],
                                              .leak_fraction = told[4],
                                              .rounding = told[6] ? LIF_RESIDUAL : LIF_HALF_UP}};
    dut->shows = (told[7] & 128) != 0;
    if (core_elaborated(dut, &dut->format, &dut->neurons) != 0) {
        return -1;
    }
    if (dut->format.state.state_width != told[2] || dut->format.state.leak_fraction != told[4] ||
        dut->neurons != 1u << (told[7] & 15) || (told[7] & 127) > 12 ||
        dut->lane_bits > (told[7] & 127u) ||
        lif_core_format_validate(&dut->format, &error) != LIF_OK) {
        snprintf(why, sizeof why,
                 "answers %s to the question what it is, which is not the core that is on it: its "
                 "bitstream is damaged",
                 cosim_serial_shown(told, sizeof told, shown, sizeof shown));
        return failed(dut, why);
    }
    dut->words = calloc(2 * (size_t)dut->neurons, sizeof *dut->words);
    dut->answer = calloc(dut->neurons + 1u, SHOWN_BYTES);
    return dut->words != NULL && dut->answer != NULL ? 0 : failed(dut, "has no memory here");
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
            .format = board->format,
            .neurons = board->neurons,
            .inputs = board->neurons,
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
