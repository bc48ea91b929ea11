// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "report/network_words.h"

#include "lif_core_noise.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef unsigned long long wide;

/* ---- what was made ---- */

static void put_groups(FILE *out, const cosim_network *n)
{
    for (size_t i = 0; i < n->population_count; i++) {
        const cosim_network_group *g = &n->population[i];
        fprintf(out, "    population %-10s %u neurons, %u to %u of the core\n", g->name, g->count,
                g->first, g->first + g->count - 1);
    }
    for (size_t i = 0; i < n->source_count; i++) {
        const cosim_network_source *s = &n->source[i];
        char what[80] = "events that are listed";
        if (s->kind == COSIM_SOURCE_POISSON) {
            snprintf(what, sizeof what, "Poisson, %.6g events of each in a tick", s->mean);
        } else if (s->kind == COSIM_SOURCE_EVERY) {
            snprintf(what, sizeof what, "an event in every tick");
        }
        fprintf(out, "    source %-14s %u element%s, at_most %u; %s\n", s->group.name,
                s->group.count, s->group.count == 1 ? "" : "s", s->most, what);
    }
}

/* Prints how many rows have each delay. */
static void put_delays(FILE *out, const cosim_network_job *job)
{
    const cosim_network *n = job->network;
    unsigned count[2][LIF_CORE_MOST_DELAY + 1] = {{0}};
    for (unsigned i = 0; i < n->inputs; i++) {
        count[0][n->input[i].row.delay]++;
    }
    for (unsigned i = 0; i < n->neurons; i++) {
        count[1][n->own[i].delay]++;
    }
    for (int k = 0; k < 2; k++) {
        fprintf(out, "    rows       %u of %s:", k == 0 ? n->inputs : n->neurons,
                k == 0 ? "inputs" : "neurons");
        const char *joint = "";
        for (unsigned d = 0; d <= LIF_CORE_MOST_DELAY; d++) {
            if (count[k][d] > 0) {
                fprintf(out, "%s %u with a delay of %u tick%s", joint, count[k][d], d,
                        d == 1 ? "" : "s");
                joint = ",";
            }
        }
        fputs(joint[0] == '\0' ? " none\n" : "\n", out);
    }
}

/* The weights of the used columns come to this. */
typedef struct columns {
    unsigned used, low, high; /* shifts */
    int64_t most;             /* the largest sum of a column that may share a tick */
    unsigned neuron;          /* and whose it is */
} columns;

static columns columns_of(const cosim_network_job *job)
{
    const lif_core_image *im = &job->image;
    columns c = {.low = 255};
    const size_t rows = (size_t)im->inputs + im->neurons;
    for (unsigned r = 0; r < job->format.receptors; r++) {
        for (unsigned i = 0; i < job->network->neurons; i++) {
            int64_t sum = 0;
            for (size_t row = 0; row < rows; row++) {
                const int64_t w = im->weight_fx[row * im->neurons + i];
                sum += im->row[row].receptor == r ? im->row[row].most * (w < 0 ? -w : w) : 0;
            }
            if (sum > 0) {
                const unsigned shift = im->word[i].weight_shift[r];
                c.used++;
                c.low = shift < c.low ? shift : c.low;
                c.high = shift > c.high ? shift : c.high;
            }
            if (sum > c.most) {
                c.most = sum;
                c.neuron = i;
            }
        }
    }
    return c;
}

static void put_weights(FILE *out, const cosim_network_job *job)
{
    const columns c = columns_of(job);
    char name[COSIM_NEURON_BYTES];
    fprintf(out,
            "    weights    %llu that are not 0, in words of %u bits; %llu of them round to 0\n",
            (wide)job->losses.weights, job->format.weight_width, (wide)job->losses.lost);
    if (c.used == 0) {
        fputs("    columns    none with a weight\n", out);
        return;
    }
    fprintf(out,
            "    columns    %u with a weight, shifts %u to %u; the largest sum that may share a "
            "tick\n               is %lld of %lld (%s)\n",
            c.used, c.low, c.high, (long long)c.most,
            (long long)lif_core_high(job->format.accumulator_width),
            cosim_network_neuron(job->network, c.neuron, name));
}

static void put_proof(FILE *out, const cosim_network_job *job)
{
    char name[COSIM_NEURON_BYTES];
    if (job->proof.proven) {
        fputs("    saturation proven: no value of any neuron can reach its limit\n", out);
        return;
    }
    fprintf(out, "    saturation not proven: the %s of %s may reach ", job->proof.word,
            cosim_network_neuron(job->network, job->proof.neuron, name));
    if (isinf(job->proof.reach)) {
        fputs("any value", out);
    } else {
        fprintf(out, "%.3g of %lld steps", job->proof.reach,
                (long long)lif_core_high(job->format.state.state_width));
    }
    fprintf(out, ";\n               %s\n",
            job->network->saturation_declared ? "it is declared" : "the run fails where it does");
}

void cosim_network_put_made(FILE *out, const cosim_network_job *job)
{
    const cosim_network *n = job->network;
    const lif_core_format *f = &job->format;
    const wide rows = (wide)job->inputs + job->neurons;
    put_groups(out, n);
    fprintf(out,
            "    core       %s: %u neurons, %u inputs, %u receptor%s, delays to %u ticks;\n"
            "               states of %u bits, %u of them fraction, leaks of %u, %s\n",
            job->name, job->neurons, job->inputs, f->receptors, f->receptors == 1 ? "" : "s",
            (1u << f->delay_bits) - 1, f->state.state_width, f->state.state_fraction,
            f->state.leak_fraction, f->state.rounding == LIF_RESIDUAL ? "residual" : "half-up");
    put_delays(out, job);
    put_weights(out, job);
    fprintf(out, "    memory     %llu bits of weights, %llu of accumulators, %llu of states\n",
            rows * job->neurons * f->weight_width,
            ((wide)job->neurons * f->receptors * f->accumulator_width) << f->delay_bits,
            (wide)job->neurons * (f->state.state_width * (2 + f->receptors) + f->hold_width));
    if (job->kind != NULL) {
        const unsigned walk = (job->neurons >> job->kind->lane_bits) + 3;
        fprintf(out,
                "    clocks     %u a tick, %u for each event of a row of an input, %u for each "
                "spike\n",
                4 * job->neurons + 12, walk, walk);
    }
    put_proof(out, job);
}

/* ---- every word ---- */

static void put_word(FILE *out, const char *name, int64_t word, double real, unsigned fraction)
{
    const double scaled = ldexp(real, (int)fraction);
    fprintf(out, "  %-20s %12lld  %15.12g  %15.12g  %+8.4f\n", name, (long long)word,
            ldexp((double)word, -(int)fraction), real, (double)word - scaled);
}

static void put_neuron(FILE *out, const cosim_network_job *job, unsigned i)
{
    const lif_core_words *w = &job->image.word[i];
    const lif_core_real *r = &job->net.neuron[i];
    const unsigned f = job->format.state.state_fraction, k = job->format.state.leak_fraction;
    static const char *const synapse[] = {"synaptic leak", "second synaptic leak"};
    fprintf(out, "  |threshold - reset| = %.9g V, one LSB = %.6g V; hold %lu, at first %lu\n",
            r->scale_v, ldexp(r->scale_v, -(int)f), (unsigned long)w->hold,
            (unsigned long)w->initial_hold);
    put_word(out, "leak", w->leak_fx, r->leak, k);
    for (unsigned s = 0; s < job->network->receptors; s++) {
        put_word(out, synapse[s], w->synapse_leak_fx[s], r->synapse_leak[s], k);
    }
    put_word(out, "adaptation leak", w->adaptation_leak_fx, r->adaptation_leak, k);
    put_word(out, "threshold", w->threshold_fx, r->threshold, f);
    put_word(out, w->subtract ? "subtracted" : "reset", w->reset_fx, r->reset, f);
    put_word(out, "drive", w->drive_fx, r->drive, f);
    put_word(out, "jump", w->jump_fx, r->jump, f);
    put_word(out, "initial", w->initial_fx, r->initial, f);
    if (w->noisy) {
        const double wanted = job->network->noise_deviation[i];
        fprintf(out, "  noise                a shift of %u: a deviation of %.6g V, wanted %.6g V\n",
                w->noise_shift,
                LIF_CORE_NOISE_DEVIATION * ldexp(r->scale_v, (int)w->noise_shift - (int)f), wanted);
    }
}

/* Tells whether two neurons of one population have the same words and real values. */
static bool alike(const cosim_network_job *job, unsigned a, unsigned b)
{
    return memcmp(&job->image.word[a], &job->image.word[b], sizeof job->image.word[a]) == 0 &&
           memcmp(&job->net.neuron[a], &job->net.neuron[b], sizeof job->net.neuron[a]) == 0;
}

static void put_neurons(FILE *out, const cosim_network_job *job, const cosim_network_group *g)
{
    for (unsigned i = 0; i < g->count;) {
        unsigned last = i;
        while (last + 1 < g->count && alike(job, g->first + i, g->first + last + 1)) {
            last++;
        }
        fprintf(out, "\n%s[%u", g->name, i);
        fprintf(out, last > i ? "..%u]\n" : "]\n", last);
        put_neuron(out, job, g->first + i);
        i = last + 1;
    }
}

static void put_one_weight(FILE *out, const cosim_network_job *job, size_t row, unsigned i)
{
    const lif_core_image *im = &job->image;
    const cosim_network *n = job->network;
    const size_t at = row * im->neurons + i;
    const unsigned shift = im->word[i].weight_shift[im->row[row].receptor];
    const double step = ldexp(1.0, (int)shift - (int)job->format.state.state_fraction);
    char from[COSIM_NEURON_BYTES], to[COSIM_NEURON_BYTES];
    if (row >= im->inputs) {
        cosim_network_neuron(n, (unsigned)(row - im->inputs), from);
    } else {
        cosim_network_element(n, n->input[row].element, from);
    }
    fprintf(out, "  %-14s %-14s %5u %3u %5u %8d  %14.8g  %14.8g  %+7.4f\n", from,
            cosim_network_neuron(n, i, to), im->row[row].delay, im->row[row].receptor, shift,
            im->weight_fx[at], im->weight_fx[at] * step, job->net.weight[at],
            im->weight_fx[at] - job->net.weight[at] / step);
}

void cosim_network_put_words(FILE *out, const cosim_network_job *job)
{
    const cosim_network *n = job->network;
    const lif_core_image *im = &job->image;
    const size_t rows = (size_t)im->inputs + im->neurons;
    fprintf(out, "\n  %-20s %12s  %15s  %15s  %8s\n", "word", "decimal", "value", "real",
            "err/LSB");
    for (size_t p = 0; p < n->population_count; p++) {
        put_neurons(out, job, &n->population[p]);
    }
    fprintf(out, "\n  %-14s %-14s %5s %3s %5s %8s  %14s  %14s  %7s\n", "from", "to", "delay", "rec",
            "shift", "word", "value", "real", "err");
    for (size_t row = 0; row < rows; row++) {
        for (unsigned i = 0; i < n->neurons; i++) {
            if (fabs(job->net.weight[row * im->neurons + i]) > 0.0) {
                put_one_weight(out, job, row, i);
            }
        }
    }
}
