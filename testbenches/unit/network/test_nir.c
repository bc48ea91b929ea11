// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A NIR graph becomes the network that it says: random graphs with a nested recurrent layer,
 * biases, scales and delays are computed here straight from NIR's equations, tick by tick, and the
 * reference of the core must spike and move likewise. */
#include "core_fixture.h"
#include "network/finish.h"
#include "nir_tree.h"
#include "splitmix.h"

#include <math.h>

enum { INPUTS = 3, FIRST = 4, SECOND = 2, TICKS = 400, LONGEST = 4 };

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

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(equations)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
