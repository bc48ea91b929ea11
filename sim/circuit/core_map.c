// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "circuit/core_map.h"

#include "lif_core_registers.h"

#include <string.h>

#define PUT(field, value) ((uint32_t)(value) << LIF_CORE_##field##_SHIFT & LIF_CORE_##field##_MASK)
#define GET(field, word) (((word)&LIF_CORE_##field##_MASK) >> LIF_CORE_##field##_SHIFT)

enum {
    NEURON_WORDS = 11, /* written ones, from LEAK_SYNAPSE_0 on */
    STATE_WORD = 9     /* X, the first of those that are states */
};

static int write_words(const cosim_core_map *map, uint32_t address, const uint32_t *words,
                       unsigned count)
{
    return map->write(map->context, address, words, count);
}

static int read_words(const cosim_core_map *map, uint32_t address, uint32_t *words, unsigned count)
{
    return map->read(map->context, address, words, count);
}

static uint32_t mode_of(const lif_core_words *w)
{
    return PUT(MODE_SHIFT_0, w->weight_shift[0]) | PUT(MODE_SHIFT_1, w->weight_shift[1]) |
           PUT(MODE_NOISE_SHIFT, w->noise_shift) | PUT(MODE_ABOVE, w->above) |
           PUT(MODE_SUBTRACT, w->subtract) | PUT(MODE_FREEZE, w->freeze) |
           PUT(MODE_NOISY, w->noisy) | PUT(MODE_HOLD, w->hold);
}

static uint32_t neuron_at(unsigned i)
{
    return LIF_CORE_REG_LEAK_SYNAPSE_0 + i * LIF_CORE_REG_NEURON_BYTES;
}

/* Writes the words of each neuron from the word `first` on. */
static int write_neurons(cosim_core_map *map, const lif_core_image *image, unsigned first)
{
    for (unsigned i = 0; i < map->neurons; i++) {
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
        if (write_words(map, neuron_at(i) + 4 * first, words + first, NEURON_WORDS - first) != 0) {
            return -1;
        }
    }
    return 0;
}

/* Gives the row of the image that is the core's row, or says that there is none. */
static bool image_row(const cosim_core_map *map, const lif_core_image *image, unsigned row,
                      unsigned *of_image)
{
    *of_image = row < map->neurons ? row : image->inputs + row - map->neurons;
    return row >= map->neurons || row < image->inputs;
}

/* Puts the groups of weights of a row into words, or takes them out. */
static void pack(const cosim_core_map *map, const int32_t *weight, uint32_t *words)
{
    const unsigned lanes = 1u << map->lane_bits, width = map->format.weight_width;
    const uint32_t mask = 0xffffffffu >> (32 - width);
    for (unsigned i = 0; i < map->neurons; i++) {
        uint32_t *word = &words[i / lanes];
        *word = (i % lanes == 0 ? 0 : *word) | ((uint32_t)weight[i] & mask) << i % lanes * width;
    }
}

static void unpack(const cosim_core_map *map, const uint32_t *words, int32_t *weight)
{
    const unsigned lanes = 1u << map->lane_bits, width = map->format.weight_width;
    const uint32_t mask = 0xffffffffu >> (32 - width);
    for (unsigned i = 0; i < map->neurons; i++) {
        const uint32_t word = words[i / lanes] >> i % lanes * width & mask;
        weight[i] = (int32_t)(word | (0u - (word & (mask ^ mask >> 1))));
    }
}

static uint32_t row_at(const cosim_core_map *map, unsigned row)
{
    return LIF_CORE_REG_WEIGHTS + 4 * row * (map->neurons >> map->lane_bits);
}

static int write_rows(cosim_core_map *map, const lif_core_image *image)
{
    const unsigned groups = map->neurons >> map->lane_bits;
    unsigned j;
    for (unsigned row = 0; row < 2 * map->neurons; row++) {
        const bool there = image_row(map, image, row, &j);
        map->words[row] = there ? PUT(SOURCE_DELAY, image->row[j].delay) |
                                      PUT(SOURCE_RECEPTOR, image->row[j].receptor)
                                : 0;
    }
    if (write_words(map, LIF_CORE_REG_SOURCE, map->words, 2 * map->neurons) != 0) {
        return -1;
    }
    for (unsigned row = 0; row < 2 * map->neurons; row++) {
        memset(map->words, 0, groups * sizeof *map->words);
        if (image_row(map, image, row, &j)) {
            pack(map, image->weight_fx + (size_t)j * map->neurons, map->words);
        }
        if (write_words(map, row_at(map, row), map->words, groups) != 0) {
            return -1;
        }
    }
    return 0;
}

int cosim_core_map_write(cosim_core_map *map, const lif_core_image *image)
{
    return write_neurons(map, image, 0) == 0 && write_rows(map, image) == 0
               ? write_words(map, LIF_CORE_REG_SEED, &image->seed, 1)
               : -1;
}

int cosim_core_map_write_states(cosim_core_map *map, const lif_core_image *image)
{
    return write_neurons(map, image, STATE_WORD) == 0
               ? write_words(map, LIF_CORE_REG_SEED, &image->seed, 1)
               : -1;
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

int cosim_core_map_read(cosim_core_map *map, lif_core_image *image)
{
    uint32_t words[NEURON_WORDS];
    unsigned j;
    for (unsigned i = 0; i < map->neurons; i++) {
        if (read_words(map, neuron_at(i), words, NEURON_WORDS) != 0) {
            return -1;
        }
        take_neuron(&image->word[i], words);
    }
    if (read_words(map, LIF_CORE_REG_SOURCE, map->words, 2 * map->neurons) != 0) {
        return -1;
    }
    for (unsigned row = 0; row < 2 * map->neurons; row++) {
        if (image_row(map, image, row, &j)) {
            image->row[j].delay = (uint8_t)GET(SOURCE_DELAY, map->words[row]);
            image->row[j].receptor = (uint8_t)GET(SOURCE_RECEPTOR, map->words[row]);
        }
    }
    for (unsigned row = 0; row < 2 * map->neurons; row++) {
        if (image_row(map, image, row, &j)) {
            if (read_words(map, row_at(map, row), map->words, map->neurons >> map->lane_bits) !=
                0) {
                return -1;
            }
            unpack(map, map->words, image->weight_fx + (size_t)j * map->neurons);
        }
    }
    return read_words(map, LIF_CORE_REG_SEED, &image->seed, 1);
}

int cosim_core_map_elaborated(cosim_core_map *map)
{
    uint32_t words[3]; /* ID, SHAPE, FORMAT */
    if (read_words(map, LIF_CORE_REG_ID, words, 3) != 0) {
        return -1;
    }
    const uint32_t shape = words[1], widths = words[2];
    lif_core_format *format = &map->format;
    format->state.state_width = GET(FORMAT_STATE_WIDTH, widths);
    format->state.leak_fraction = GET(FORMAT_LEAK_FRACTION, widths);
    format->state.rounding = GET(SHAPE_RESIDUAL, shape) ? LIF_RESIDUAL : LIF_HALF_UP;
    format->weight_width = GET(FORMAT_WEIGHT_WIDTH, widths);
    format->accumulator_width = GET(FORMAT_ACC_WIDTH, widths);
    format->hold_width = GET(SHAPE_HOLD_WIDTH, shape);
    format->delay_bits = GET(SHAPE_DELAY_BITS, shape);
    format->receptors = GET(SHAPE_RECEPTORS, shape);
    map->neurons = 1u << (GET(SHAPE_NEURON_BITS, shape) & 15);
    map->lane_bits = GET(SHAPE_LANE_BITS, shape);
    return words[0] == 0x4c494643u ? 0 : 1;
}
