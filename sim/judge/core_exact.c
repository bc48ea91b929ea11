// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "judge/core_exact.h"

#include <limits.h>

int cosim_core_exact_start(cosim_core_exact *exact, cosim_arena *arena,
                           const lif_core_format *format, const lif_core_image *image)
{
    const size_t n = image->neurons;
    int32_t *words = cosim_arena_alloc(arena, 5 * n * sizeof *words);
    uint8_t *spike = cosim_arena_alloc(arena, n);
    exact->model.state = cosim_arena_alloc(arena, n * sizeof *exact->model.state);
    exact->model.ring = cosim_arena_alloc(arena, lif_core_ring_size(format, image->neurons) *
                                                     sizeof *exact->model.ring);
    if (words == NULL || spike == NULL || exact->model.state == NULL || exact->model.ring == NULL) {
        return -1;
    }
    lif_core_integer_start(&exact->model, format, image);
    exact->words = (lif_core_seen){.synapse_fx = {words, words + n},
                                   .adaptation_fx = words + 2 * n,
                                   .before_fx = words + 3 * n,
                                   .after_fx = words + 4 * n,
                                   .spike = spike};
    return 0;
}

void cosim_core_exact_event(cosim_core_exact *exact, uint32_t row)
{
    lif_core_integer_event(&exact->model, row);
}

/* Names the first word in which a neuron differs, or gives NULL. */
static const char *difference(const lif_core_seen *model, const lif_core_seen *seen, unsigned i,
                              unsigned receptors, cosim_core_mismatch *m)
{
    const struct {
        const char *quantity;
        int32_t expected, observed;
    } list[] = {{"synaptic current", model->synapse_fx[0][i], seen->synapse_fx[0][i]},
                {"second synaptic current", receptors > 1 ? model->synapse_fx[1][i] : 0,
                 receptors > 1 ? seen->synapse_fx[1][i] : 0},
                {"adaptation", model->adaptation_fx[i], seen->adaptation_fx[i]},
                {"membrane before reset", model->before_fx[i], seen->before_fx[i]},
                {"membrane after reset", model->after_fx[i], seen->after_fx[i]},
                {"spike", model->spike[i] != 0, seen->spike[i] != 0}};
    for (size_t k = 0; k < sizeof list / sizeof *list; k++) {
        if (list[k].expected != list[k].observed) {
            m->expected = list[k].expected;
            m->observed = list[k].observed;
            return list[k].quantity;
        }
    }
    return NULL;
}

/* Gives the model's words of a neuron a spike that is the circuit's: what a circuit shows that
 * shows nothing. */
static void follow(cosim_core_exact *exact, unsigned i, bool spike)
{
    const lif_core_words *w = &exact->model.image->word[i];
    const lif_core_seen *s = &exact->words;
    const int64_t lower = (int64_t)s->before_fx[i] - w->reset_fx;
    s->spike[i] = spike;
    s->after_fx[i] = s->before_fx[i];
    if (spike) {
        s->after_fx[i] = w->subtract
                             ? (int32_t)lif_core_fit(lower, exact->model.format.state.state_width)
                             : w->reset_fx;
    }
}

void cosim_core_exact_judge(cosim_core_exact *exact, uint64_t tick, const lif_core_seen *seen,
                            const uint8_t *spike, cosim_core_finding *finding)
{
    const unsigned n = exact->model.image->neurons;
    lif_core_integer_neurons(&exact->model, &exact->words);
    for (unsigned i = 0; i < n; i++) {
        cosim_core_mismatch m = {.tick = tick, .neuron = i, .row = UINT_MAX};
        const bool ours = exact->words.spike[i] != 0, theirs = spike[i] != 0;
        if (seen != NULL) {
            m.quantity = difference(&exact->words, seen, i, exact->model.format.receptors, &m);
        } else if (ours != theirs) {
            m.quantity = "spike";
            m.expected = ours;
            m.observed = theirs;
            follow(exact, i, theirs);
        }
        if (m.quantity != NULL) {
            cosim_core_note(finding, &m);
            lif_core_integer_adopt(&exact->model, i, seen != NULL ? seen : &exact->words, ours);
        }
    }
    finding->compared += n;
    lif_core_integer_spikes(&exact->model, spike);
}
