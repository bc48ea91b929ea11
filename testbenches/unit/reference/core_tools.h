// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The neurons of other simulators with synaptic currents, each in its own order of operations, as
 * its source or its paper writes it. All are driven by the same events. */
#ifndef CORE_TOOLS_H
#define CORE_TOOLS_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

enum { TICKS = 20000, ROWS = 6 };

/* The numbers of one comparison: what events weigh, and the constants that tools have in common. */
typedef struct setting {
    double alpha, beta, threshold; /* what stays in a step of current and membrane */
    double weight[ROWS];
    uint8_t fired[TICKS][ROWS];
    double in[TICKS]; /* the sum of the weights of a tick */
} setting;

static setting here;

/* ---- the tools ---- */

/* snnTorch, Synaptic: syn = alpha*syn + in; mem = beta*mem + syn; a spike where mem > threshold. */
static inline void snntorch(uint8_t *spike, bool subtract, bool delayed)
{
    double syn = 0.0, mem = 0.0;
    for (int t = 0; t < TICKS; t++) {
        const bool reset = mem > here.threshold; /* of the step before */
        syn = here.alpha * syn + here.in[t];
        mem = here.beta * mem + syn;
        if (delayed && subtract) {
            mem = mem - reset * here.threshold;
        } else if (delayed) {
            mem = mem - reset * mem;
        }
        spike[t] = mem > here.threshold;
        if (!delayed && spike[t]) {
            mem = subtract ? mem - here.threshold : 0.0;
        }
    }
}
static inline void snntorch_zero(uint8_t *spike) { snntorch(spike, false, false); }
static inline void snntorch_zero_delayed(uint8_t *spike) { snntorch(spike, false, true); }
static inline void snntorch_subtract(uint8_t *spike) { snntorch(spike, true, false); }
static inline void snntorch_subtract_delayed(uint8_t *spike) { snntorch(spike, true, true); }

/* Lava, LIF in floating point, with a bias: u, then v, then v > vth and a reset to 0. */
static inline void lava_lif(uint8_t *spike)
{
    const double du = 1.0 - here.alpha, dv = 1.0 - here.beta;
    double u = 0.0, v = 0.0;
    for (int t = 0; t < TICKS; t++) {
        u = u * (1.0 - du);
        u += here.in[t];
        v = v * (1.0 - dv) + u + 0.03;
        spike[t] = v > here.threshold;
        v = spike[t] ? 0.0 : v;
    }
}

/* Lava, the threshold of ATRLIF, which decays, is compared, and jumps (without its state r). */
static inline void lava_threshold(uint8_t *spike)
{
    double i = 0.0, v = 0.0, theta = here.threshold;
    for (int t = 0; t < TICKS; t++) {
        i = here.alpha * i + here.in[t];
        v = here.beta * v + i;
        theta = (1.0 - 0.02) * (theta - here.threshold) + here.threshold;
        spike[t] = v >= theta;
        if (spike[t]) {
            theta += 0.4;
            v = 0.0;
        }
    }
}

/* Norse, lif_step: the input jumps the current, the membrane uses it, then the current decays. */
static inline void norse_lif(uint8_t *spike)
{
    const double kv = 1.0 - here.beta, ki = 1.0 - here.alpha;
    double i = 0.0, v = 0.0;
    for (int t = 0; t < TICKS; t++) {
        const double i_jump = i + 3.0 * here.in[t];
        const double dv = kv * ((0.0 - v) + i_jump), v_decayed = v + dv;
        const double di = -ki * i_jump;
        i = i_jump + di;
        spike[t] = v_decayed > here.threshold;
        v = spike[t] ? 0.0 : v_decayed;
    }
}

/* Norse, lsnn_step: the membrane uses the current, which decays, and the input comes last; the
 * threshold b decays towards its rest and jumps after the comparison. */
static inline void norse_lsnn(uint8_t *spike)
{
    const double kv = 1.0 - here.beta, ki = 1.0 - here.alpha, kb = 0.01;
    double i = 0.0, v = 0.0, b = here.threshold;
    for (int t = 0; t < TICKS; t++) {
        const double v_decayed = v + kv * ((0.0 - v) + i), i_decayed = i + -ki * i;
        const double b_decayed = b + kb * (here.threshold - b);
        spike[t] = v_decayed - b_decayed > 0.0;
        v = spike[t] ? 0.0 : v_decayed;
        b = b_decayed + (spike[t] ? 0.3 : 0.0);
        i = i_decayed + 4.0 * here.in[t];
    }
}

/* NIR, CubaLIF as Norse and snnTorch import it: I += dt/tau_syn*(w_in*S - I), then it is used. */
static inline void nir_cuba(uint8_t *spike)
{
    const double k = 1.0 - here.beta, ks = 1.0 - here.alpha;
    double i = 0.0, v = 0.0;
    for (int t = 0; t < TICKS; t++) {
        i += ks * (20.0 * here.in[t] - i);
        v += k * (0.0 - v + 1.5 * i);
        spike[t] = v > here.threshold;
        v = spike[t] ? 0.0 : v;
    }
}

/* NIR, the reference in NumPy: the membrane uses the current of before, and the threshold is
 * subtracted. */
static inline void nir_numpy(uint8_t *spike)
{
    const double k = 1.0 - here.beta, ks = 1.0 - here.alpha;
    double i = 0.0, v = 0.0;
    for (int t = 0; t < TICKS; t++) {
        const double dv = k * (0.0 - v + 1.5 * i), di = ks * (20.0 * here.in[t] - i);
        v += dv;
        i += di;
        spike[t] = v > here.threshold;
        v -= spike[t] * here.threshold;
    }
}

/* Bellec and others 2018 and 2020, ALIF: z[t-1] raises A and is subtracted in the next step. */
static inline void bellec_alif(uint8_t *spike)
{
    double syn = 0.0, v = 0.0, a = 0.0, z = 0.0;
    for (int t = 0; t < TICKS; t++) {
        a = 0.99 * a + z;
        syn = here.alpha * syn + here.in[t];
        v = here.beta * v + (1.0 - here.beta) * 4.0 * syn - z * here.threshold;
        z = v > here.threshold + 0.3 * a;
        spike[t] = z > 0.0;
    }
}

/* Brian 2: state update, threshold, synapses, resets; a membrane "unless refractory", a refractory
 * time of N steps, and a threshold v > theta + A whose A decays with the state. In ms and mV. */
enum { BRIAN_N = 20 };
static inline void brian2(uint8_t *spike, bool exact)
{
    const double dt = 0.1, tau = 20.0, tau_s = 5.0, tau_a = 50.0;
    const double ev = exp(-dt / tau), eg = exp(-dt / tau_s), ea = exp(-dt / tau_a);
    double v = -60.0, g = 0.0, a = 0.0;
    int last = -BRIAN_N;
    for (int t = 0; t < TICKS; t++) {
        const bool refractory = t - last < BRIAN_N;
        if (exact) {
            const double moved = -49.5 + (v + 49.5) * ev + g * (tau_s / (tau - tau_s)) * (ev - eg);
            v = refractory ? v : moved;
            g *= eg;
            a *= ea;
        } else {
            const double moved = v + dt * (g - (v + 49.5)) / tau;
            v = refractory ? v : moved;
            g += dt * -g / tau_s;
            a += dt * -a / tau_a;
        }
        spike[t] = v > -50.0 + a && !refractory;
        g += 20.0 * here.in[t]; /* synapses, then resets */
        if (spike[t]) {
            v = -60.0;
            a += 0.5;
            last = t;
        }
    }
}
static inline void brian2_exact(uint8_t *spike) { brian2(spike, true); }
static inline void brian2_euler(uint8_t *spike) { brian2(spike, false); }

/* NEST, iaf_psc_exp: the membrane uses the current, which decays and then takes what arrives; V
 * relative to rest, C in pF, currents in pA; a spike at or above theta, N steps held. */
static inline void nest_psc_exp(uint8_t *spike)
{
    const double h = 0.1, tau = 10.0, tau_s = 2.0, c = 250.0;
    const double p22 = exp(-h / tau), p11 = exp(-h / tau_s);
    const double p21 = tau_s * tau / (c * (tau - tau_s)) * (p22 - p11);
    const double p20 = tau / c * (1.0 - p22);
    double v = 0.0, i = 0.0;
    int held = 0;
    for (int t = 0; t < TICKS; t++) {
        if (held == 0) {
            v = v * p22 + i * p21 + 374.0 * p20;
        } else {
            held--;
        }
        i *= p11;
        i += 500.0 * here.in[t];
        spike[t] = v >= 15.0;
        if (spike[t]) {
            held = 20;
            v = 0.0;
        }
    }
}

#endif
