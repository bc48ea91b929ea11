// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "judge/core_constants.h"

#include <limits.h>
#include <math.h>

/* One comparison knows what it compares, and where its findings go. */
typedef struct look {
    const lif_core_net *net;
    const lif_core_format *format;
    const lif_core_image *read;
    cosim_core_finding *finding;
} look;

static void note(const look *l, const char *quantity, unsigned row, unsigned neuron,
                 double expected, double observed)
{
    const cosim_core_mismatch m = {.neuron = neuron,
                                   .row = row,
                                   .quantity = quantity,
                                   .expected = expected,
                                   .observed = observed};
    cosim_core_note(l->finding, &m);
}

/* Holds a word against the real value that it counts, scaled to its steps. */
static void near(const look *l, const char *quantity, unsigned neuron, double scaled, int64_t word)
{
    l->finding->compared++;
    if (!(fabs(scaled - (double)word) <= 0.5)) {
        note(l, quantity, UINT_MAX, neuron, scaled, (double)word);
    }
}

static void same(const look *l, const char *quantity, unsigned row, unsigned neuron, uint64_t real,
                 uint64_t word)
{
    l->finding->compared++;
    if (real != word) {
        note(l, quantity, row, neuron, (double)real, (double)word);
    }
}

static void judge_neuron(const look *l, unsigned i)
{
    const lif_core_real *p = &l->net->neuron[i];
    const lif_core_words *w = &l->read->word[i];
    const int f = (int)l->format->state.state_fraction, k = (int)l->format->state.leak_fraction;
    static const char *const synaptic[] = {"leak of the synapse", "leak of the second synapse"};
    near(l, "leak", i, ldexp(p->leak, k), w->leak_fx);
    for (unsigned r = 0; r < l->format->receptors; r++) {
        near(l, synaptic[r], i, ldexp(p->synapse_leak[r], k), w->synapse_leak_fx[r]);
    }
    near(l, "leak of the adaptation", i, ldexp(p->adaptation_leak, k), w->adaptation_leak_fx);
    near(l, "threshold", i, ldexp(p->threshold, f), w->threshold_fx);
    near(l, "reset", i, ldexp(p->reset, f), w->reset_fx);
    near(l, "drive", i, ldexp(p->drive, f), w->drive_fx);
    near(l, "jump", i, ldexp(p->jump, f), w->jump_fx);
    near(l, "initial membrane", i, ldexp(p->initial, f), w->initial_fx);
    same(l, "hold", UINT_MAX, i, p->hold, w->hold);
    same(l, "initial hold", UINT_MAX, i, p->initial_hold, w->initial_hold);
    same(l, "comparison", UINT_MAX, i, p->above, w->above);
    same(l, "reset mode", UINT_MAX, i, p->subtract, w->subtract);
    same(l, "freeze", UINT_MAX, i, p->freeze, w->freeze);
    same(l, "noise", UINT_MAX, i, p->noisy, w->noisy);
    if (p->noisy) {
        same(l, "noise shift", UINT_MAX, i, p->noise_shift, w->noise_shift);
    }
}

/* Every weight is within half a step of the column, a weight is a word of WB bits (of which the
 * lowest is not used), and with a shift less by one the largest would not be. */
static void judge_column(const look *l, unsigned i, unsigned receptor)
{
    const size_t n = l->net->neurons;
    const unsigned shift = l->read->word[i].weight_shift[receptor];
    const int scale = (int)l->format->state.state_fraction - (int)shift;
    const double most = ldexp(1.0, (int)l->format->weight_width - 1) - 1.0;
    double largest = 0.0;
    for (size_t row = 0; row < l->net->inputs + n; row++) {
        const double real = l->net->weight[row * n + i];
        const double word = l->read->weight_fx[row * n + i];
        if (l->net->row[row].receptor != receptor) {
            continue;
        }
        l->finding->compared++;
        largest = fmax(largest, fabs(real));
        if (!(fabs(ldexp(real, scale) - word) <= 0.5 && fabs(word) <= most)) {
            note(l, "weight", (unsigned)row, i, ldexp(real, scale), word);
        }
    }
    l->finding->compared++;
    if (shift > 0 && ldexp(largest, scale + 1) < most + 0.5) {
        note(l, receptor == 0 ? "weight shift" : "second weight shift", UINT_MAX, i, shift - 1.0,
             shift);
    }
}

void cosim_core_constants_judge(const lif_core_net *net, const lif_core_format *format,
                                const lif_core_image *read, cosim_core_finding *finding)
{
    const look l = {net, format, read, finding};
    finding->verdict = COSIM_PASS;
    same(&l, "seed", UINT_MAX, UINT_MAX, net->seed, read->seed);
    for (unsigned row = 0; row < net->inputs + net->neurons; row++) {
        same(&l, "delay", row, UINT_MAX, net->row[row].delay, read->row[row].delay);
        same(&l, "receptor", row, UINT_MAX, net->row[row].receptor, read->row[row].receptor);
    }
    for (unsigned i = 0; i < net->neurons; i++) {
        judge_neuron(&l, i);
        for (unsigned r = 0; r < format->receptors; r++) {
            judge_column(&l, i, r);
        }
    }
}
