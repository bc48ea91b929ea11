// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The judge of cores holds the words that a core reads back against the network, one by one. */
#include "core_judge_fixture.h"

#include <math.h>

static lif_core_image told; /* what the core reads back */

static int other_words(lif_core_dut *dut, lif_core_image *image)
{
    (void)dut;
    memcpy(image->word, told.word, told.neurons * sizeof *told.word);
    memcpy(image->row, told.row, (told.neurons + told.inputs) * sizeof *told.row);
    memcpy(image->weight_fx, told.weight_fx,
           (size_t)(told.neurons + told.inputs) * told.neurons * sizeof *told.weight_fx);
    image->seed = told.seed;
    return 0;
}

static void constant(fixture *f, const char *text)
{
    const cosim_core_result r =
        core_bench_run(&f->made, &f->image, &changed, f->dut, (cosim_core_case){0}, 1, 5);
    char line[200];
    cosim_core_mismatch_text(&r.level[COSIM_CORE_CONSTANTS], line, sizeof line);
    if (strncmp(line, text, strlen(text)) != 0 || (text[0] == '\0') != (line[0] == '\0')) {
        fail_msg("\"%s\" and not \"%s\"", line, text);
    }
    assert_int_equal(r.level[COSIM_CORE_CONSTANTS].mismatches > 0, text[0] != '\0');
}

static void constants_are_judged(void **state)
{
    (void)state;
    fixture f;
    begin(&f, (core_draw){.receptors = 2}, wide());
    changed.read_back = other_words;
    told = f.image;
    lif_core_words *w = &told.word[2];
    constant(&f, "");
#define OFF(member, amount, text)                                                                  \
    do {                                                                                           \
        told.member += amount;                                                                     \
        constant(&f, text);                                                                        \
        told.member -= amount;                                                                     \
    } while (0)
    OFF(word[2].leak_fx, 1, "tick 0 neuron 2 leak: expected");
    OFF(word[2].synapse_leak_fx[0], -1, "tick 0 neuron 2 leak of the synapse: expected");
    OFF(word[2].synapse_leak_fx[1], 1, "tick 0 neuron 2 leak of the second synapse");
    OFF(word[2].adaptation_leak_fx, 1, "tick 0 neuron 2 leak of the adaptation");
    OFF(word[2].threshold_fx, 1, "tick 0 neuron 2 threshold");
    OFF(word[2].reset_fx, 1, "tick 0 neuron 2 reset");
    OFF(word[2].drive_fx, 1, "tick 0 neuron 2 drive");
    OFF(word[2].jump_fx, 1, "tick 0 neuron 2 jump");
    OFF(word[2].initial_fx, 1, "tick 0 neuron 2 initial membrane");
    OFF(word[2].hold, 1, "tick 0 neuron 2 hold");
    OFF(word[2].initial_hold, 1, "tick 0 neuron 2 initial hold");
    OFF(row[3].delay, 1, "tick 0 row 3 delay");
    OFF(row[3].receptor, 1, "tick 0 row 3 receptor");
    OFF(seed, 1, "tick 0 seed");
    OFF(weight_fx[NEURONS * 3 + 2], 2, "tick 0 row 3 neuron 2 weight");
#undef OFF
    w->above = !w->above;
    constant(&f, "tick 0 neuron 2 comparison");
    w->above = !w->above;
    w->subtract = !w->subtract;
    constant(&f, "tick 0 neuron 2 reset mode");
    w->subtract = !w->subtract;
    w->freeze = !w->freeze;
    constant(&f, "tick 0 neuron 2 freeze");
    w->freeze = !w->freeze;
    w->noisy = !w->noisy;
    constant(&f, "tick 0 neuron 2 noise");
    w->noisy = !w->noisy;
    /* A shift that is larger than it must be: each weight is near, and the shift is not the
     * smallest. */
    w->weight_shift[0]++;
    for (unsigned row = 0; row < told.inputs + NEURONS; row++) {
        if (told.row[row].receptor == 0) {
            const int shift = w->weight_shift[0] - 18;
            told.weight_fx[row * NEURONS + 2] =
                (int32_t)lif_core_round(ldexp(f.made.weight[row * NEURONS + 2], -shift));
        }
    }
    constant(&f, "tick 0 neuron 2 weight shift");
    end(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(constants_are_judged)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
