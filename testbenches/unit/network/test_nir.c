// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A NIR graph becomes the network that it says: random graphs with a nested recurrent layer,
 * biases, scales and delays are computed here straight from NIR's equations, tick by tick, and the
 * reference of the core must spike and move likewise. What has no meaning on a core is refused by
 * name, and the report says what was assumed. */
#include "core_fixture.h"
#include "input/nir/graph.h"
#include "network/finish.h"
#include "network/nir.h"
#include "neuron_fixture.h"
#include "splitmix.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- graphs as trees, as a file holds them ---- */

typedef struct build {
    cosim_arena *arena;
    cosim_hdf *root, *nodes, *graph;
    const char *edge[64][2];
    size_t edges;
} build;

static cosim_hdf *graph_in(cosim_arena *arena, cosim_hdf *group, const char *name,
                           cosim_hdf **nodes)
{
    cosim_hdf *graph = cosim_hdf_group(arena, group, name);
    assert_non_null(cosim_hdf_word(arena, graph, "type", "NIRGraph"));
    *nodes = cosim_hdf_group(arena, graph, "nodes");
    return graph;
}

static build begin(void)
{
    build b = {.arena = cosim_arena_new()};
    b.root = cosim_hdf_root(b.arena);
    b.graph = graph_in(b.arena, b.root, "node", &b.nodes);
    return b;
}

static cosim_hdf *node_in(build *b, cosim_hdf *nodes, const char *name, const char *type)
{
    cosim_hdf *node = cosim_hdf_group(b->arena, nodes, name);
    assert_non_null(cosim_hdf_word(b->arena, node, "type", type));
    return node;
}

/* Sets a parameter of rows x columns (rows 0: a vector; both 0: one value). */
static void set(build *b, cosim_hdf *node, const char *key, unsigned rows, unsigned columns,
                const double *value)
{
    const uint64_t dims[] = {rows > 0 ? rows : columns, columns};
    cosim_hdf *array = cosim_hdf_array(b->arena, node, key, COSIM_HDF_REAL,
                                       rows > 0      ? 2
                                       : columns > 0 ? 1
                                                     : 0,
                                       dims);
    assert_non_null(array);
    memcpy(array->number, value, array->count * sizeof *value);
}

static void one(build *b, cosim_hdf *node, const char *key, double value)
{
    set(b, node, key, 0, 0, &value);
}

static void edge(build *b, const char *from, const char *to)
{
    b->edge[b->edges][0] = from;
    b->edge[b->edges++][1] = to;
}

static void put_edges(build *b, cosim_hdf *graph)
{
    const uint64_t dims[] = {b->edges, 2};
    cosim_hdf *array = cosim_hdf_array(b->arena, graph, "edges", COSIM_HDF_TEXT, 2, dims);
    for (size_t i = 0; i < b->edges; i++) {
        array->text[2 * i] = b->edge[i][0];
        array->text[2 * i + 1] = b->edge[i][1];
    }
    b->edges = 0;
}

static void input(build *b, double size)
{
    set(b, node_in(b, b->nodes, "in", "Input"), "shape", 0, 1, &size);
}

/* Gives a node of neurons with one value of each parameter. */
static cosim_hdf *simple(build *b, const char *name, const char *type)
{
    cosim_hdf *node = node_in(b, b->nodes, name, type);
    const bool cuba = strncmp(type, "Cuba", 4) == 0;
    one(b, node, cuba ? "tau_mem" : "tau", 0.02);
    if (cuba) {
        one(b, node, "tau_syn", 0.01);
    }
    one(b, node, "r", 1.0);
    one(b, node, "v_leak", 0.0);
    if (strchr(type, 'F') != NULL) {
        one(b, node, "v_threshold", 1.0);
    }
    return node;
}

static const cosim_nir_options usual = {.step_s = 1e-3,
                                        .time_s = 1.0,
                                        .voltage_v = 1.0,
                                        .method = LIF_EULER,
                                        .coupling = LIF_COUPLING_EULER,
                                        .delay = 1};

/* Makes the network; the source of the Input `in` has its size. NULL with *diag where refused. */
static cosim_network *network_of(build *b, const cosim_nir_options *options, unsigned inputs,
                                 const cosim_nir_report **report, cosim_diag *diag)
{
    cosim_network *n = cosim_network_new(diag);
    const cosim_network_source source = {.group = {.name = "in", .count = inputs}, .most = 1};
    const cosim_nir_graph *g = cosim_nir_graph_of(b->arena, b->root, "graph.nir", diag);
    assert_non_null(n);
    assert_int_equal(inputs > 0 ? cosim_network_add_source(n, source, diag) : 0, 0);
    const cosim_nir_report *r = g != NULL ? cosim_nir_network(g, options, n, diag) : NULL;
    if (report != NULL) {
        *report = r;
    }
    if (r == NULL) {
        cosim_network_free(n);
        return NULL;
    }
    return n;
}

static cosim_network *must(build *b, const cosim_nir_options *options, unsigned inputs,
                           const cosim_nir_report **report)
{
    cosim_diag diag;
    cosim_network *n = network_of(b, options, inputs, report, &diag);
    if (n == NULL) {
        fail_msg("%s: %s", diag.place.file, diag.message);
    }
    return n;
}

/* ---- NIR's equations, computed here ---- */

enum { INPUTS = 3, FIRST = 4, SECOND = 2, THIRD = 2, TICKS = 400, LONGEST = 4 };

/* in -> fc (Affine) -> sized (Scale) -> rec {lif (CubaLIF) -> w (Linear) -> lif} -> late (Delay) ->
 * out (Affine) -> last (LIF); in -> wait (Delay) -> skip (Linear) -> last. A neuron of a core has
 * one delay, so the option `delay` is that of `late`. */
typedef struct truth {
    double fc[FIRST][INPUTS], bias[FIRST], scale[FIRST], tau_mem[FIRST], tau_syn[FIRST], r[FIRST];
    double leak[FIRST], threshold[FIRST], reset[FIRST], w_in[FIRST], w[FIRST][FIRST];
    double out[SECOND][FIRST], out_bias[SECOND], skip[SECOND][INPUTS];
    double tau[SECOND], r2[SECOND], leak2[SECOND], threshold2[SECOND], reset2[SECOND];
    unsigned late, wait; /* ticks, of the spikes of rec and of what goes around it */
} truth;

static double between(uint64_t *random, double low, double high)
{
    return low + (high - low) * (splitmix_uniform(random));
}

static void draw(uint64_t *random, double *value, size_t count, double low, double high)
{
    for (size_t i = 0; i < count; i++) {
        value[i] = between(random, low, high);
    }
}

static void draw_truth(uint64_t *random, truth *t)
{
    draw(random, t->fc[0], FIRST * INPUTS, -2.0, 6.0);
    draw(random, t->bias, FIRST, -0.1, 0.6);
    draw(random, t->scale, FIRST, 0.5, 2.0);
    draw(random, t->tau_mem, FIRST, 5.0, 40.0);
    draw(random, t->tau_syn, FIRST, 2.0, 20.0);
    draw(random, t->r, FIRST, 0.5, 2.0);
    draw(random, t->leak, FIRST, -0.2, 0.2);
    draw(random, t->threshold, FIRST, 0.6, 1.4);
    draw(random, t->reset, FIRST, -0.4, 0.2);
    draw(random, t->w_in, FIRST, 0.5, 2.0);
    draw(random, t->w[0], FIRST * FIRST, -3.0, 3.0);
    draw(random, t->out[0], SECOND * FIRST, -5.0, 15.0);
    draw(random, t->out_bias, SECOND, -0.2, 0.5);
    draw(random, t->skip[0], SECOND * INPUTS, -2.0, 8.0);
    draw(random, t->tau, SECOND, 4.0, 30.0);
    draw(random, t->r2, SECOND, 0.5, 2.0);
    draw(random, t->leak2, SECOND, -0.2, 0.2);
    draw(random, t->threshold2, SECOND, 0.6, 1.4);
    draw(random, t->reset2, SECOND, -0.4, 0.2);
    t->late = 1 + (unsigned)splitmix_below(random, LONGEST);
    t->wait = (unsigned)splitmix_below(random, LONGEST + 1);
}

static build build_truth(const truth *t)
{
    build b = begin();
    cosim_hdf *inner, *nodes, *node;
    input(&b, INPUTS);
    node = node_in(&b, b.nodes, "fc", "Affine");
    set(&b, node, "weight", FIRST, INPUTS, t->fc[0]);
    set(&b, node, "bias", 0, FIRST, t->bias);
    set(&b, node_in(&b, b.nodes, "sized", "Scale"), "scale", 0, FIRST, t->scale);
    inner = graph_in(b.arena, b.nodes, "rec", &nodes);
    node_in(&b, nodes, "input", "Input");
    node_in(&b, nodes, "output", "Output");
    node = node_in(&b, nodes, "lif", "CubaLIF");
    set(&b, node, "tau_mem", 0, FIRST, t->tau_mem);
    set(&b, node, "tau_syn", 0, FIRST, t->tau_syn);
    set(&b, node, "r", 0, FIRST, t->r);
    set(&b, node, "v_leak", 0, FIRST, t->leak);
    set(&b, node, "v_threshold", 0, FIRST, t->threshold);
    set(&b, node, "v_reset", 0, FIRST, t->reset);
    set(&b, node, "w_in", 0, FIRST, t->w_in);
    set(&b, node_in(&b, nodes, "w", "Linear"), "weight", FIRST, FIRST, t->w[0]);
    edge(&b, "input", "lif");
    edge(&b, "lif", "w");
    edge(&b, "w", "lif");
    edge(&b, "lif", "output");
    put_edges(&b, inner);
    one(&b, node_in(&b, b.nodes, "late", "Delay"), "delay", t->late); /* in ms, as all times */
    one(&b, node_in(&b, b.nodes, "wait", "Delay"), "delay", t->wait);
    node = node_in(&b, b.nodes, "out", "Affine");
    set(&b, node, "weight", SECOND, FIRST, t->out[0]);
    set(&b, node, "bias", 0, SECOND, t->out_bias);
    set(&b, node_in(&b, b.nodes, "skip", "Linear"), "weight", SECOND, INPUTS, t->skip[0]);
    node = node_in(&b, b.nodes, "last", "LIF");
    set(&b, node, "tau", 0, SECOND, t->tau);
    set(&b, node, "r", 0, SECOND, t->r2);
    set(&b, node, "v_leak", 0, SECOND, t->leak2);
    set(&b, node, "v_threshold", 0, SECOND, t->threshold2);
    set(&b, node, "v_reset", 0, SECOND, t->reset2);
    node_in(&b, b.nodes, "seen", "Output");
    edge(&b, "in", "fc");
    edge(&b, "fc", "sized");
    edge(&b, "sized", "rec");
    edge(&b, "rec", "late");
    edge(&b, "late", "out");
    edge(&b, "out", "last");
    edge(&b, "in", "wait");
    edge(&b, "wait", "skip");
    edge(&b, "skip", "last");
    edge(&b, "last", "seen");
    put_edges(&b, b.graph);
    return b;
}

/* A current of this tick moves the membrane by this * r * I. */
static double coupled(const cosim_nir_options *o, double tau)
{
    const double leak = o->method == LIF_EULER ? 1.0 / tau : 1.0 - exp(-1.0 / tau);
    return o->coupling == LIF_COUPLING_UNIT    ? 1.0
           : o->coupling == LIF_COUPLING_EULER ? 1.0 / tau
                                               : leak;
}

typedef struct run {
    double current[FIRST], v[FIRST + SECOND];
    bool spike[LONGEST + 1][FIRST], in[LONGEST + 1][INPUTS]; /* [ticks ago] */
} run;

static double kept(const cosim_nir_options *o, double tau)
{
    return o->method == LIF_EULER ? 1.0 - 1.0 / tau : exp(-1.0 / tau);
}

/* Computes one tick from the equations; the time is in ms, and so is the step. */
static void tick(const truth *t, const cosim_nir_options *o, run *state, uint8_t *spike)
{
    memmove(state->spike[1], state->spike[0], LONGEST * sizeof state->spike[0]);
    const bool *before = state->spike[t->late], *in = state->in[0], *skipped = state->in[t->wait];
    for (size_t i = 0; i < FIRST; i++) {
        double events = 0.0, signal = t->bias[i] * t->scale[i];
        for (size_t j = 0; j < INPUTS; j++) {
            events += t->scale[i] * t->fc[i][j] * in[j];
        }
        for (size_t j = 0; j < FIRST; j++) {
            events += t->w[i][j] * before[j];
        }
        const double b = kept(o, t->tau_syn[i]);
        state->current[i] = b * state->current[i] + (1.0 - b) * t->w_in[i] * signal +
                            t->w_in[i] * events * (o->dirac ? 1.0 / t->tau_syn[i] : 1.0 - b);
        const double a = kept(o, t->tau_mem[i]);
        state->v[i] = t->leak[i] + a * (state->v[i] - t->leak[i]) +
                      coupled(o, t->tau_mem[i]) * t->r[i] * state->current[i];
        spike[i] = state->v[i] > t->threshold[i];
    }
    for (size_t i = 0; i < SECOND; i++) {
        double events = 0.0;
        for (size_t j = 0; j < FIRST; j++) {
            events += t->out[i][j] * before[j];
        }
        for (size_t j = 0; j < INPUTS; j++) {
            events += t->skip[i][j] * skipped[j];
        }
        double *v = &state->v[FIRST + i];
        const double a = kept(o, t->tau[i]);
        const double held = o->coupling == LIF_COUPLING_UNIT ? 1.0 : 1.0 - a;
        const double jump = o->dirac ? 1.0 / t->tau[i] : held;
        *v = t->leak2[i] + a * (*v - t->leak2[i]) +
             t->r2[i] * (held * t->out_bias[i] + jump * events);
        spike[FIRST + i] = *v > t->threshold2[i];
    }
    for (size_t i = 0; i < FIRST; i++) {
        state->v[i] = spike[i] != 0 ? t->reset[i] : state->v[i];
    }
    for (size_t i = 0; i < SECOND; i++) {
        state->v[FIRST + i] = spike[FIRST + i] != 0 ? t->reset2[i] : state->v[FIRST + i];
    }
    for (size_t i = 0; i < FIRST; i++) {
        state->spike[0][i] = spike[i] != 0;
    }
}

/* Compares the reference of the core with the equations. Returns the spikes of both layers. */
static void compare(const truth *t, const cosim_nir_options *o, uint64_t *random, unsigned *spikes)
{
    build b = build_truth(t);
    cosim_network *n = must(&b, o, INPUTS, NULL);
    lif_core_format f = core_format(48, 30, 14, LIF_HALF_UP, 16);
    cosim_diag diag;
    lif_error error;
    lif_core_model model;
    f.state.state_width = 32;
    f.state.state_fraction = 20;
    assert_int_equal(n->neurons, FIRST + SECOND);
    assert_int_equal(n->population_count, 2);
    assert_int_equal(n->source_count, 2);
    if (cosim_network_finish(n, &f, n->neurons, n->inputs, &diag) != 0) {
        fail_msg("%s", diag.message);
    }
    assert_int_equal(core_model_new(&model, &n->net, &f, &error), LIF_OK);
    run state = {.current = {0.0}};
    /* populations are in the order of the file */
    assert_string_equal(n->population[0].name, "rec.lif");
    assert_string_equal(n->population[1].name, "last");
    memcpy(state.v, t->leak, sizeof t->leak);
    memcpy(state.v + FIRST, t->leak2, sizeof t->leak2);
    for (unsigned i = 0; i < TICKS; i++) {
        uint8_t expected[FIRST + SECOND], spike[FIRST + SECOND];
        memmove(state.in[1], state.in[0], LONGEST * sizeof state.in[0]);
        for (unsigned j = 0; j < INPUTS; j++) {
            state.in[0][j] = between(random, 0.0, 1.0) < 0.1;
        }
        for (unsigned row = 0; row < n->inputs; row++) {
            const unsigned element = n->input[row].element;
            if (element >= INPUTS || state.in[0][element]) {
                lif_core_model_event(&model, row);
            }
        }
        tick(t, o, &state, expected);
        lif_core_model_tick(&model, spike);
        for (unsigned neuron = 0; neuron < FIRST + SECOND; neuron++) {
            const unsigned k = neuron;
            const lif_core_real *p = &n->net.neuron[neuron];
            const double v = model.point[neuron].membrane * p->scale_v + p->zero_v;
            if (spike[neuron] != expected[k] || fabs(v - state.v[k]) > 1e-9) {
                fail_msg("tick %u neuron %u: spike %u, expected %u; v %.17g, expected %.17g", i, k,
                         spike[neuron], expected[k], v, state.v[k]);
            }
            spikes[k < FIRST ? 0 : 1] += spike[neuron];
        }
    }
    core_model_free(&model);
    cosim_network_free(n);
    cosim_arena_free(b.arena);
}

static void equations(void **state)
{
    (void)state;
    uint64_t random = splitmix_seed(4711);
    static const struct {
        lif_method method;
        lif_core_coupling coupling;
        bool dirac;
    } kinds[] = {
        {LIF_EULER, LIF_COUPLING_EULER, false},      {LIF_EULER, LIF_COUPLING_STEP, true},
        {LIF_EXPONENTIAL, LIF_COUPLING_STEP, false}, {LIF_EXPONENTIAL, LIF_COUPLING_EULER, true},
        {LIF_EULER, LIF_COUPLING_UNIT, false},       {LIF_EXPONENTIAL, LIF_COUPLING_UNIT, true}};
    unsigned spikes[2] = {0, 0};
    for (size_t i = 0; i < 10 * sizeof kinds / sizeof kinds[0]; i++) {
        const size_t kind = i % (sizeof kinds / sizeof kinds[0]);
        cosim_nir_options o = usual;
        truth t = {.late = 0};
        draw_truth(&random, &t);
        o.time_s = 1e-3;
        o.delay = t.late;
        o.method = kinds[kind].method;
        o.coupling = kinds[kind].coupling;
        o.dirac = kinds[kind].dirac;
        compare(&t, &o, &random, spikes);
    }
    assert_true(spikes[0] > 1000 && spikes[1] > 1000);
}

/* ---- what is refused ---- */

/* in (2) -> fc (Linear) -> lif -> out, of the types given; `fc` may be left out. */
static build chain(const char *type, bool fc)
{
    static const double weight[] = {0.5, 0.25, -0.5, 1.0};
    build b = begin();
    input(&b, 2.0);
    simple(&b, "lif", type);
    node_in(&b, b.nodes, "out", "Output");
    if (fc) {
        set(&b, node_in(&b, b.nodes, "fc", "Linear"), "weight", 2, 2, weight);
        edge(&b, "in", "fc");
        edge(&b, "fc", "lif");
    } else {
        edge(&b, "in", "lif");
    }
    edge(&b, "lif", "out");
    return b;
}

static void refuses(build *b, const cosim_nir_options *options, const char *const *parts)
{
    cosim_diag diag;
    if (b->edges > 0) {
        put_edges(b, b->graph);
    }
    assert_null(network_of(b, options, 2, NULL, &diag));
    for (; *parts != NULL; parts++) {
        if (strstr(diag.message, *parts) == NULL) {
            fail_msg("not said: %s; it says: %s", *parts, diag.message);
        }
    }
    cosim_arena_free(b->arena);
}
#define REFUSES(b, options, ...) refuses(b, options, (const char *const[]){__VA_ARGS__, NULL})

static void nodes(void **state)
{
    (void)state;
    static const char *const types[] = {"IF",     "I",         "Threshold", "Conv1d",
                                        "Conv2d", "SumPool2d", "AvgPool2d", "Sigmoid"};
    build b;
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        b = chain("LIF", true);
        node_in(&b, b.nodes, "odd", types[i]);
        edge(&b, "fc", "odd");
        REFUSES(&b, &usual, "`odd`", types[i]);
    }
    b = chain("LIF", true);
    one(&b, b.nodes->first->next, "refractory", 2.0);
    REFUSES(&b, &usual, "`lif`", "`refractory`", "LIF");
    b = begin();
    input(&b, 2.0);
    one(&b, node_in(&b, b.nodes, "lif", "LIF"), "tau", 0.02);
    edge(&b, "in", "lif");
    REFUSES(&b, &usual, "`lif`", "has no `r`");
    b = chain("LIF", true);
    one(&b, node_in(&b, b.nodes, "s", "Scale"), "scale", NAN);
    edge(&b, "fc", "s");
    REFUSES(&b, &usual, "`s`", "`scale` is NaN at element 0");
    b = chain("LIF", true);
    one(&b, node_in(&b, b.nodes, "s", "Scale"), "scale", HUGE_VAL);
    edge(&b, "fc", "s");
    REFUSES(&b, &usual, "`s`", "infinite");
    b = chain("LIF", true);
    one(&b, b.nodes->first->next, "v_reset", 1.0);
    REFUSES(&b, &usual, "`lif`", "v_reset is v_threshold");
    b = chain("CubaLIF", true);
    b.nodes->first->next->first->next->number[0] = -1.0;
    REFUSES(&b, &usual, "`lif`", "time constant", "-1");
    b = chain("LIF", true);
    node_in(&b, b.nodes, "a/b", "Output");
    REFUSES(&b, &usual, "slash");
    b = chain("LIF", true);
    node_in(&b, b.nodes, "a\x1b[2J", "Output");
    REFUSES(&b, &usual, "cannot be seen");
    b = chain("LI", true);
    REFUSES(&b, &usual, "`lif`", "LI", "scale: 1 V");
}

static void edges(void **state)
{
    (void)state;
    cosim_nir_options scaled = usual;
    scaled.scale_v = 1.0;
    build b = chain("LIF", true);
    edge(&b, "fc", "lif");
    REFUSES(&b, &usual, "`fc`", "`lif`", "twice");
    b = chain("LIF", true);
    edge(&b, "fc", "lyf");
    REFUSES(&b, &usual, "`lyf`", "no such node", "did you mean `lif`?");
    b = chain("LIF", true);
    edge(&b, "lif", "in");
    REFUSES(&b, &usual, "`lif`", "`in`", "into an Input");
    b = chain("LIF", true);
    one(&b, node_in(&b, b.nodes, "alone", "Scale"), "scale", 1.0);
    REFUSES(&b, &usual, "`alone`", "nothing leads to");
    b = chain("LIF", true);
    one(&b, node_in(&b, b.nodes, "s", "Scale"), "scale", 1.0);
    one(&b, node_in(&b, b.nodes, "t", "Scale"), "scale", 1.0);
    edge(&b, "s", "t");
    edge(&b, "t", "s");
    edge(&b, "s", "lif");
    REFUSES(&b, &usual, "cycle without a neuron");
    b = chain("LI", true);
    set(&b, node_in(&b, b.nodes, "fc2", "Linear"), "weight", 1, 2, (const double[]){1.0, 1.0});
    simple(&b, "last", "LIF");
    edge(&b, "lif", "fc2");
    edge(&b, "fc2", "last");
    REFUSES(&b, &scaled, "`lif`", "LI gives a membrane", "`last`");
    b = chain("LIF", true);
    set(&b, node_in(&b, b.nodes, "fc2", "Linear"), "weight", 1, 2, (const double[]){1.0, 1.0});
    node_in(&b, b.nodes, "out2", "Output");
    edge(&b, "lif", "fc2");
    edge(&b, "fc2", "out2");
    REFUSES(&b, &usual, "`out2`", "does not compute");
    b = chain("LIF", true);
    set(&b, node_in(&b, b.nodes, "fc2", "Linear"), "weight", 1, 3, (const double[]){1, 2, 3});
    edge(&b, "lif", "fc2");
    REFUSES(&b, &usual, "`fc2`", "takes 3", "`lif`", "gives 2");
    b = chain("LIF", false);
    one(&b, node_in(&b, b.nodes, "d", "Delay"), "delay", 1.5e-3);
    edge(&b, "lif", "d");
    edge(&b, "d", "lif");
    REFUSES(&b, &usual, "`d`", "1.5 ticks");
    b = chain("LIF", false);
    set(&b, node_in(&b, b.nodes, "d", "Delay"), "delay", 0, 2, (const double[]){2e-3, 3e-3});
    set(&b, node_in(&b, b.nodes, "w", "Linear"), "weight", 2, 2, (const double[]){1, 2, 3, 4});
    edge(&b, "lif", "w");
    edge(&b, "w", "d");
    edge(&b, "d", "lif");
    REFUSES(&b, &usual, "`lif`", "after 2 ticks and after 3");
}

static void sources(void **state)
{
    (void)state;
    cosim_diag diag;
    build b = chain("LIF", true);
    put_edges(&b, b.graph);
    assert_null(network_of(&b, &usual, 0, NULL, &diag));
    assert_non_null(strstr(diag.message, "`in`"));
    assert_non_null(strstr(diag.message, "sources: {in: {size: 2"));
    assert_null(network_of(&b, &usual, 3, NULL, &diag));
    assert_non_null(strstr(diag.message, "has 3 elements"));
    cosim_arena_free(b.arena);
}

/* ---- what is taken, and what is said of it ---- */

static bool says(const cosim_nir_report *report, cosim_nir_fidelity fidelity, const char *text)
{
    for (const cosim_nir_line *line = report->first; line != NULL; line = line->next) {
        if (line->fidelity == fidelity && strstr(line->text, text) != NULL) {
            return true;
        }
    }
    return false;
}

static void reports(void **state)
{
    (void)state;
    const cosim_nir_report *report;
    build b = chain("CubaLIF", true);
    simple(&b, "far", "CubaLIF");
    simple(&b, "near", "LIF");
    edge(&b, "lif", "far");
    edge(&b, "far", "near");
    edge(&b, "lif", "near");
    edge(&b, "near", "far");
    one(&b, node_in(&b, b.nodes, "spare", "Scale"), "scale", 2.0);
    edge(&b, "near", "spare");
    assert_non_null(cosim_hdf_group(b.arena, b.graph, "metadata"));
    put_edges(&b, b.graph);
    cosim_network *n = must(&b, &usual, 2, &report);
    assert_true(says(report, COSIM_NIR_TAKEN, "`lif`: 2 neurons of CubaLIF"));
    assert_true(says(report, COSIM_NIR_ASSUMED, "`lif` has no v_reset: 0"));
    assert_true(says(report, COSIM_NIR_ASSUMED, "`lif` has no w_in: 1"));
    assert_true(says(report, COSIM_NIR_ASSUMED, "stands for all 2"));
    assert_true(says(report, COSIM_NIR_ASSUMED, "coupling euler"));
    assert_true(says(report, COSIM_NIR_ASSUMED, "impulse step"));
    assert_true(says(report, COSIM_NIR_ASSUMED, "a tick is 0.001 s"));
    assert_true(says(report, COSIM_NIR_DIFFERS, "metadata"));
    assert_true(says(report, COSIM_NIR_DIFFERS, "cycle has more than one layer"));
    assert_false(says(report, COSIM_NIR_DIFFERS, "several matrices"));
    assert_true(says(report, COSIM_NIR_DIFFERS, "nothing takes what `spare` gives"));
    cosim_network_free(n);
    cosim_arena_free(b.arena);

    b = chain("LIF", true);
    set(&b, node_in(&b, b.nodes, "a", "Linear"), "weight", 3, 2,
        (const double[]){1, 2, 3, 4, 5, 6});
    set(&b, node_in(&b, b.nodes, "b", "Linear"), "weight", 1, 3, (const double[]){1, 10, 100});
    simple(&b, "near", "LIF");
    edge(&b, "lif", "a");
    edge(&b, "a", "b");
    edge(&b, "b", "near");
    set(&b, node_in(&b, b.nodes, "c", "Linear"), "weight", 1, 2, (const double[]){0, 7});
    edge(&b, "in", "c");
    edge(&b, "c", "near");
    put_edges(&b, b.graph);
    n = must(&b, &usual, 2, &report);
    assert_true(says(report, COSIM_NIR_DIFFERS, "several matrices"));
    assert_true(says(report, COSIM_NIR_DIFFERS, "branches of different length meet in `near`"));
    assert_true(says(report, COSIM_NIR_DIFFERS, "`near` is layer 2"));
    double sum[2] = {0.0, 0.0}, skip = 0.0;
    for (size_t i = 0; i < n->weight_count; i++) {
        const cosim_network_weight *w = &n->weight[i];
        if (w->neuron == 2 && w->from_neuron) {
            sum[w->row] += w->value;
        } else if (w->neuron == 2) {
            assert_int_equal(n->input[w->row].element, 1); /* a weight of 0 is none */
            skip += w->value;
        }
    }
    assert_true(sum[0] == 1 + 30 + 500 && sum[1] == 2 + 40 + 600 && skip == 7);
    cosim_network_free(n);
    cosim_arena_free(b.arena);
}

/* Some tools write the shape of a whole sample: time, batch, elements. */
static void shapes(void **state)
{
    (void)state;
    const cosim_nir_report *report;
    const double sample[] = {50.0, 3.0, 2.0}, batch[] = {1.0, 1.0, 2.0}, wrong[] = {2.0, 3.0};
    build b = chain("LIF", true);
    memcpy(
        cosim_hdf_array(b.arena, b.nodes->first, "shape", COSIM_HDF_WHOLE, 1, (const uint64_t[]){3})
            ->number,
        sample, sizeof sample);
    put_edges(&b, b.graph);
    cosim_network_free(must(&b, &usual, 2, &report));
    assert_true(
        says(report, COSIM_NIR_ASSUMED, "only the last dimension of the shape of `in`, 2,"));
    cosim_arena_free(b.arena);
    b = chain("LIF", true);
    memcpy(
        cosim_hdf_array(b.arena, b.nodes->first, "shape", COSIM_HDF_WHOLE, 1, (const uint64_t[]){3})
            ->number,
        batch, sizeof batch);
    put_edges(&b, b.graph);
    cosim_network *n = must(&b, &usual, 2, &report);
    assert_false(says(report, COSIM_NIR_ASSUMED, "last dimension"));
    cosim_network_free(n);
    cosim_arena_free(b.arena);
    b = chain("LIF", true);
    memcpy(
        cosim_hdf_array(b.arena, b.nodes->first, "shape", COSIM_HDF_WHOLE, 1, (const uint64_t[]){2})
            ->number,
        wrong, sizeof wrong);
    REFUSES(&b, &usual, "`fc`", "takes 2", "`in`", "gives 6");
}

/* A readout has the scale that the scenario says, and never spikes. */
static void readouts(void **state)
{
    (void)state;
    cosim_nir_options scaled = usual;
    scaled.scale_v = 0.25;
    build b = chain("CubaLI", true);
    put_edges(&b, b.graph);
    cosim_network *n = must(&b, &scaled, 2, NULL);
    assert_true(n->silent[0] && n->silent[1]);
    assert_true(lif_params_scale(&n->params[0].membrane) == 0.25);
    cosim_network_free(n);
    cosim_arena_free(b.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(equations), cmocka_unit_test(nodes),
                                       cmocka_unit_test(edges),     cmocka_unit_test(sources),
                                       cmocka_unit_test(reports),   cmocka_unit_test(shapes),
                                       cmocka_unit_test(readouts)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
