// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* network_bench loop NETWORK.yaml STEPS
 * network_bench write NETWORK.yaml STEPS FOLDER
 *
 * The rows of a network beside its judged run. `loop` is the double loop that anybody would write:
 * a step of each neuron in double precision, then the synapses of those that spiked, with the
 * events that a run of lifcosim draws. `write` leaves the same network for Brian in FOLDER:
 * constants.txt (NAME VALUE), initial.txt (a membrane a line [V]), synapses.txt (0 for an input or
 * 1 for a neuron, its number, that of the target, the weight [V], the delay in ticks) and
 * events.txt (input, tick). STEPS counts neuron-ticks. The loop knows one synaptic current and
 * neither noise, adaptation nor freezing: other networks are refused. */
#include "bench_table.h"
#include "circuit/core_find.h"
#include "circuit/dut.h"
#include "network/finish.h"
#include "network/read.h"
#include "network/stream.h"

#include <math.h>
#include <string.h>

typedef struct synapse {
    unsigned neuron;
    double weight;
} synapse;

typedef struct engine {
    cosim_network *network;
    const lif_core_net *net;
    size_t slots; /* of the ring: a power of two */
    synapse *synapse;
    size_t *first; /* [rows + 1]: the synapses of a row */
    double *x, *s, *ring;
    uint32_t *hold, *events;
    size_t room;
    uint8_t *spike;
} engine;

static _Noreturn void fail(const char *what)
{
    fprintf(stderr, "network_bench: %s\n", what);
    exit(3);
}

static void *need(size_t count, size_t bytes)
{
    void *memory = calloc(count + 1, bytes);
    if (memory == NULL) {
        fail("out of memory");
    }
    return memory;
}

static void check(const lif_core_net *net)
{
    for (unsigned i = 0; i < net->neurons; i++) {
        const lif_core_real *p = &net->neuron[i];
        if (p->euler || p->subtract || p->freeze || p->noisy || p->initial_hold > 0 ||
            p->adaptation_leak > 0.0 || p->jump > 0.0) {
            fail("the loop has neurons without noise, adaptation, freezing and Euler's method");
        }
    }
}

static void read_network(engine *e, const char *path)
{
    const cosim_network_choices choices = {.no_expect = true};
    cosim_core_choice choice;
    cosim_diag diag;
    char text[1200];
    if (cosim_network_read(path, &choices, &e->network, &diag) != 0 ||
        cosim_core_choose("c24", &choice, &diag) != COSIM_DUT_OK || choice.count == 0 ||
        cosim_network_finish(e->network, &choice.kind[0]->format, e->network->neurons,
                             e->network->inputs, &diag) != 0) {
        cosim_diag_text(&diag, text, sizeof text);
        fail(text);
    }
    if (e->network->receptors != 1) {
        fail("the loop has one synaptic current");
    }
    e->net = &e->network->net;
    e->slots = (size_t)1 << choice.kind[0]->format.delay_bits;
    check(e->net);
}

/* Lists the synapses of each row. */
static void make_room(engine *e)
{
    const size_t n = e->net->neurons, rows = e->net->inputs + n;
    size_t count = 0;
    for (size_t i = 0; i < rows * n; i++) {
        count += fabs(e->net->weight[i]) > 0.0;
    }
    e->synapse = need(count, sizeof *e->synapse);
    e->first = need(rows + 1, sizeof *e->first);
    count = 0;
    for (size_t row = 0; row < rows; row++) {
        for (size_t i = 0; i < n; i++) {
            const double weight = e->net->weight[row * n + i];
            if (fabs(weight) > 0.0) {
                e->synapse[count++] = (synapse){(unsigned)i, weight};
            }
        }
        e->first[row + 1] = count;
    }
    for (size_t row = 0; row < e->net->inputs; row++) {
        e->room += e->net->row[row].most;
    }
    e->events = need(e->room, sizeof *e->events);
    e->x = need(n, sizeof *e->x);
    e->s = need(n, sizeof *e->s);
    e->ring = need(n * e->slots, sizeof *e->ring);
    e->hold = need(n, sizeof *e->hold);
    e->spike = need(n, sizeof *e->spike);
}

static void send(engine *e, size_t row, uint64_t tick)
{
    const size_t slot = (tick + e->net->row[row].delay) & (e->slots - 1);
    double *to = e->ring + slot * e->net->neurons;
    for (size_t k = e->first[row]; k < e->first[row + 1]; k++) {
        to[e->synapse[k].neuron] += e->synapse[k].weight;
    }
}

static void step(engine *e, uint64_t tick)
{
    double *in = e->ring + (tick & (e->slots - 1)) * e->net->neurons;
    for (unsigned i = 0; i < e->net->neurons; i++) {
        const lif_core_real *p = &e->net->neuron[i];
        e->s[i] = p->synapse_keep[0] * e->s[i] + in[i];
        in[i] = 0.0;
        e->spike[i] = 0;
        if (e->hold[i] > 0) {
            e->hold[i]--;
            continue;
        }
        const double drive = p->drive + e->s[i];
        e->x[i] = drive + (e->x[i] - drive) * p->keep;
        if (p->above ? e->x[i] > p->threshold : e->x[i] >= p->threshold) {
            e->spike[i] = 1;
            e->x[i] = p->reset;
            e->hold[i] = p->hold;
        }
    }
}

static uint64_t run(engine *e, uint64_t ticks)
{
    const size_t n = e->net->neurons;
    cosim_network_stream stream;
    cosim_diag diag;
    uint64_t spikes = 0;
    if (cosim_network_stream_start(&stream, e->network, &diag) != 0) {
        fail("out of memory");
    }
    memset(e->ring, 0, n * e->slots * sizeof *e->ring);
    for (size_t i = 0; i < n; i++) {
        e->x[i] = e->net->neuron[i].initial;
        e->s[i] = 0.0;
        e->hold[i] = 0;
    }
    for (uint64_t t = 0; t < ticks; t++) {
        const size_t count = cosim_network_stream_next(&stream, t, e->events, e->room + 1);
        for (size_t k = 0; k < count; k++) {
            send(e, e->events[k], t);
        }
        step(e, t);
        for (size_t i = 0; i < n; i++) {
            if (e->spike[i]) {
                send(e, e->net->inputs + i, t);
                spikes++;
            }
        }
    }
    return spikes;
}

/* ---- for Brian ---- */

static FILE *create(const char *folder, const char *name)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    if (file == NULL) {
        perror(path);
        exit(3);
    }
    return file;
}

static void end(FILE *file)
{
    if ((ferror(file) != 0) | (fclose(file) != 0)) {
        fail("a file for Brian cannot be written");
    }
}

static double volts(const lif_core_real *p, double value) { return p->zero_v + value * p->scale_v; }

static bool same(double a, double b) { return !(a < b) && !(a > b); }

static bool alike(const lif_core_real *a, const lif_core_real *b)
{
    return same(a->keep, b->keep) && same(a->synapse_keep[0], b->synapse_keep[0]) &&
           same(a->threshold, b->threshold) && same(a->drive, b->drive) &&
           same(a->reset, b->reset) && same(a->scale_v, b->scale_v) && same(a->zero_v, b->zero_v) &&
           a->hold == b->hold && a->above == b->above;
}

static void write_constants(const engine *e, const char *folder, uint64_t ticks)
{
    const lif_core_real *p = &e->net->neuron[0];
    const double dt_s = e->network->step_s;
    for (unsigned i = 1; i < e->net->neurons; i++) {
        if (!alike(p, &e->net->neuron[i])) {
            fail("Brian gets neurons that differ in their first membrane alone");
        }
    }
    FILE *out = create(folder, "constants.txt");
    fprintf(out, "neurons %u\ninputs %u\nticks %" PRIu64 "\ndt_s %.17g\n", e->net->neurons,
            e->net->inputs, ticks, dt_s);
    fprintf(out, "tau_s %.17g\nsynapse_tau_s %.17g\n", -dt_s / log(p->keep),
            -dt_s / log(p->synapse_keep[0]));
    fprintf(out, "rest_v %.17g\nthreshold_v %.17g\nreset_v %.17g\nrefractory_s %.17g\n",
            volts(p, p->drive), volts(p, p->threshold), volts(p, p->reset), p->hold * dt_s);
    fprintf(out, "above %d\n", p->above);
    end(out);
    out = create(folder, "initial.txt");
    for (unsigned i = 0; i < e->net->neurons; i++) {
        fprintf(out, "%.17g\n", volts(p, e->net->neuron[i].initial));
    }
    end(out);
}

static void write_synapses(const engine *e, const char *folder)
{
    FILE *out = create(folder, "synapses.txt");
    for (size_t k = 0; k < e->network->weight_count; k++) {
        const cosim_network_weight *w = &e->network->weight[k];
        const size_t row = (w->from_neuron ? e->net->inputs : 0) + w->row;
        if (w->unit != COSIM_WEIGHT_VOLTS) {
            fail("Brian gets weights in volts");
        }
        fprintf(out, "%d %u %u %.17g %u\n", w->from_neuron, w->row, w->neuron, w->value,
                e->net->row[row].delay);
    }
    end(out);
}

static void write_events(engine *e, const char *folder, uint64_t ticks)
{
    cosim_network_stream stream;
    cosim_diag diag;
    if (cosim_network_stream_start(&stream, e->network, &diag) != 0) {
        fail("out of memory");
    }
    FILE *out = create(folder, "events.txt");
    for (uint64_t t = 0; t < ticks; t++) {
        const size_t count = cosim_network_stream_next(&stream, t, e->events, e->room + 1);
        for (size_t k = 0; k < count; k++) {
            fprintf(out, "%lu %" PRIu64 "\n", (unsigned long)e->events[k], t);
        }
    }
    end(out);
}

int main(int argc, char **argv)
{
    engine e = {NULL};
    if (argc != (argc > 1 && strcmp(argv[1], "write") == 0 ? 5 : 4)) {
        fail("usage: network_bench loop NETWORK.yaml STEPS, or write NETWORK.yaml STEPS FOLDER");
    }
    read_network(&e, argv[2]);
    make_room(&e);
    const uint64_t ticks = strtoull(argv[3], NULL, 10) / e.net->neurons;
    if (strcmp(argv[1], "write") == 0) {
        write_constants(&e, argv[4], ticks);
        write_synapses(&e, argv[4]);
        write_events(&e, argv[4], ticks);
    } else {
        bench_begin();
        const uint64_t spikes = run(&e, ticks);
        printf("end %" PRIu64 " %" PRIu64 "\n", ticks * e.net->neurons, spikes);
    }
    free(e.synapse);
    free(e.first);
    free(e.x);
    free(e.s);
    free(e.ring);
    free(e.hold);
    free(e.events);
    free(e.spike);
    cosim_network_free(e.network);
    return 0;
}
