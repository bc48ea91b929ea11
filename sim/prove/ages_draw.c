// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "prove/ages_draw.h"

#include "lif_random.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LANES = 64, NAME_BYTES = 60, SHAPES = 8 };

/* An input is a bit of a word, which other inputs have the other bits of. */
typedef struct input {
    char base[NAME_BYTES];
    unsigned bit;
    size_t word;   /* the first input of the same word */
    unsigned bits; /* of the word; of that first input alone */
} input;

struct cosim_ages_draw {
    size_t count;
    input *inputs;
    uint64_t (*words)[LANES]; /* of each input that is the first of its word */
    lif_random random;
};

static void read_input(cosim_ages_draw *d, size_t at, const char *name)
{
    input *in = &d->inputs[at];
    snprintf(in->base, sizeof in->base, "%.*s", name != NULL ? (int)strcspn(name, "[") : 0,
             name != NULL ? name : "");
    in->bit = 0;
    if (name != NULL && sscanf(name + strcspn(name, "["), "[%u]", &in->bit) != 1) {
        in->bit = 0;
    }
    for (in->word = 0; strcmp(d->inputs[in->word].base, in->base) != 0; in->word++) {
    }
    input *first = &d->inputs[in->word];
    first->bits = in->bit + 1 > first->bits ? in->bit + 1 : first->bits;
}

cosim_ages_draw *cosim_ages_draw_new(const cosim_aiger *g, uint64_t seed)
{
    cosim_ages_draw *d = calloc(1, sizeof *d);
    if (d == NULL) {
        return NULL;
    }
    d->count = cosim_aiger_inputs(g);
    lif_random_seed(&d->random, seed);
    d->inputs = calloc(d->count + 1, sizeof *d->inputs);
    d->words = calloc(d->count + 1, sizeof *d->words);
    if (d->inputs == NULL || d->words == NULL) {
        cosim_ages_draw_free(d);
        return NULL;
    }
    for (size_t i = 0; i < d->count; i++) {
        read_input(d, i, cosim_aiger_input_name(g, i));
    }
    return d;
}

void cosim_ages_draw_free(cosim_ages_draw *d)
{
    if (d != NULL) {
        free(d->inputs);
        free(d->words);
        free(d);
    }
}

/* Draws a word: any, one of some size and either sign, a small one, a power of 2, 0. */
static uint64_t word(cosim_ages_draw *d, unsigned bits)
{
    const uint64_t any = lif_random_bits(&d->random), how = lif_random_bits(&d->random);
    const unsigned shift = (unsigned)(how >> 8) % (bits < LANES ? bits : LANES);
    switch (how % SHAPES) {
    case 0:
    case 1:
        return any;
    case 2:
    case 3: /* the upper bits repeat the sign */
        return (any & (((uint64_t)1 << shift) - 1)) - (any >> (LANES - 1) << shift);
    case 4:
    case 5:
        return any & 3;
    case 6:
        return (uint64_t)1 << shift;
    default:
        return 0;
    }
}

void cosim_ages_draw_clock(cosim_ages_draw *d, cosim_aiger *g)
{
    const uint64_t steps = lif_random_bits(&d->random) | lif_random_bits(&d->random);
    uint64_t resets = lif_random_bits(&d->random);
    for (unsigned i = 0; i < 6; i++) {
        resets &= lif_random_bits(&d->random);
    }
    for (size_t i = 0; i < d->count; i++) {
        input *in = &d->inputs[i];
        for (size_t lane = 0; in->word == i && lane < LANES; lane++) {
            d->words[i][lane] = word(d, in->bits);
        }
        uint64_t lanes = 0;
        for (size_t lane = 0; lane < LANES; lane++) {
            lanes |= (d->words[in->word][lane] >> in->bit % LANES & 1) << lane;
        }
        cosim_aiger_set_lanes(g, i,
                              strcmp(in->base, "free_step") == 0    ? steps
                              : strcmp(in->base, "free_reset") == 0 ? resets
                                                                    : lanes);
    }
}
