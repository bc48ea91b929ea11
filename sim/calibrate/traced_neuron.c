// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "calibrate/traced_neuron.h"

#include "diagnose/rival_fit.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* Counts the digits that a value needs. */
static int digits_of(double value)
{
    char text[40];
    for (int digits = 0; digits < 16; digits++) {
        snprintf(text, sizeof text, "%.*e", digits, value);
        if (fabs(strtod(text, NULL) - value) <= 1e-13 * fabs(value)) {
            return digits + 1;
        }
    }
    return 17;
}

/* Rounds a value of that size that may be off by so much. */
static double rounded(double value, double size, double off, unsigned level)
{
    static const double shares[COSIM_TRACED_LEVELS] = {8.0, 20.0, 4.0, 1.0, 0.3, 0.05, 0.0};
    const double most = fmax(level == 0 ? 2e-5 * size : 1e-13 * size, shares[level] * off);
    return fabs(value) <= most ? 0.0 : cosim_rival_written(value, most);
}

/* Gives resistance and rest, of a line with a leak. */
static bool make_drive(const cosim_traced_line *line, double share, double scale, unsigned level,
                       const cosim_traced_rows *rows, double first_v, lif_params *p)
{
    const double share_off = line->keep_off / share;
    const double target = line->offset_v / share;
    const double target_off = (line->offset_off + share_off * fabs(line->offset_v)) / share;
    if (line->driven) {
        const double r = line->gain_ohm / share;
        p->r_ohm = rounded(r, r, fabs(line->gain_off) / share + share_off * r, level);
        p->v_rest_v = rounded(target, scale, target_off, level);
        return r > 0.0;
    }
    /* one current, of which nobody can tell the part from rest: it rested at first */
    double current = 0.0;
    for (size_t n = 1; n < rows->n && current == 0.0; n++) {
        current = rows->i[n];
    }
    const double begun = !isnan(first_v) ? first_v : (rows->x[0] - line->offset_v) / line->keep;
    const bool apart = current != 0.0 && (target - begun) / current > 0.0;
    p->v_rest_v = rounded(apart ? begun : target, scale, target_off, level);
    p->r_ohm = apart ? rounded((target - p->v_rest_v) / current, (target - begun) / current,
                               target_off / fabs(current), level)
                     : 1e6;
    return true;
}

/* Gives the leak by both methods: the one that is written in fewer digits, and the other. */
static bool make_leak(const cosim_traced *t, const cosim_traced_line *line, unsigned level,
                      cosim_traced_neuron *neuron)
{
    lif_params *p = &neuron->params;
    const double share = 1.0 - line->keep, dt = t->step_s;
    const double exact = -dt / log(line->keep), euler = dt / share;
    const double off = line->keep_off * dt / (share * share);
    const double exact_tau = rounded(exact, exact, off, level);
    const double euler_tau = rounded(euler, euler, off, level);
    const bool given = t->with != NULL;
    const bool by_euler =
        given ? t->with->params.method == LIF_EULER : digits_of(euler_tau) < digits_of(exact_tau);
    p->method = by_euler ? LIF_EULER : LIF_EXPONENTIAL;
    p->tau_s = by_euler ? euler_tau : exact_tau;
    neuron->other_tau_s = by_euler ? exact_tau : euler_tau;
    return line->keep > 0.0 && (!by_euler || p->tau_s >= dt);
}

/* Gives the value of the fewest digits above `low`, and up to `high`, the nearest to their middle.
 */
static double within(double low, double high)
{
    const double middle = 0.5 * (low + high), at[] = {middle, low, high};
    if (low < 0.0 && high >= 0.0) {
        return 0.0;
    }
    for (int digits = 0; digits < 15; digits++) {
        for (size_t i = 0; i < sizeof at / sizeof *at; i++) {
            char text[40];
            snprintf(text, sizeof text, "%.*e", digits, at[i]);
            const double value = strtod(text, NULL);
            if (value > low && value <= high) {
                return value;
            }
        }
    }
    return middle;
}

/* Gives the threshold, and what it may be. */
static void make_threshold(const cosim_traced_threshold *threshold, double rest_v,
                           cosim_traced_neuron *neuron)
{
    const double silent = threshold->silent_v, firing = threshold->firing_v;
    neuron->silent_v = silent;
    neuron->firing_v = firing;
    neuron->threshold_open = isinf(firing);
    if (neuron->threshold_open) {
        const double most = fmax(silent, rest_v);
        const double room = fmax(1e-3, 0.1 * fabs(most - rest_v));
        neuron->params.v_threshold_v = cosim_rival_written(most + room, 0.5 * room);
    } else if (silent < firing && !isinf(silent)) {
        neuron->params.v_threshold_v = within(silent, firing);
    } else {
        neuron->params.v_threshold_v = firing;
    }
}

/* Gives the membrane before the first step. */
static void make_start(const cosim_traced_line *line, const cosim_traced_rows *rows, double first_v,
                       double scale, lif_params *p)
{
    const double begun =
        !isnan(first_v) ? first_v
                        : (rows->x[0] - line->gain_ohm * rows->i[0] - line->offset_v) / line->keep;
    const double off = 20.0 * line->spread_v + 1e-4 * scale;
    p->v_initial_v = p->v_rest_v;
    if (rows->n > 1 && rows->spike[0] == 0 && !isnan(begun) && fabs(begun - p->v_rest_v) > off) {
        /* it may begin held: at its reset, or where it is */
        uint32_t still = 0;
        while (still + 1 < rows->n && rows->x[still] == rows->x[0] && rows->spike[still] == 0) {
            still++;
        }
        p->v_initial_v = cosim_rival_written(begun, fmax(2e-5 * scale, 2.0 * line->spread_v));
        const double u = line->gain_ohm * rows->i[0] + line->offset_v + line->keep * rows->x[0];
        if (still > 1 && fabs(u - rows->x[0]) > off) {
            p->v_initial_v = cosim_rival_written(rows->x[0], 2e-5 * scale);
            p->initial_hold = still;
        }
    }
}

bool cosim_traced_neuron_make(const cosim_traced *t, const cosim_traced_line *line,
                              const cosim_traced_spikes *spikes,
                              const cosim_traced_threshold *threshold, uint32_t hold,
                              bool subtracts, unsigned level, const cosim_traced_rows *rows,
                              double first_v, cosim_traced_neuron *neuron)
{
    const double share = 1.0 - line->keep;
    const bool leaks = share > fmax(6.0 * line->keep_off, 1e-10);
    *neuron = (cosim_traced_neuron){.params = {.dt_s = t->step_s}};
    lif_params *p = &neuron->params;
    p->refractory_steps = hold;
    const double scale = subtracts ? fabs(spikes->amount_v)
                         : spikes->count > 0 && !isinf(threshold->firing_v)
                             ? fabs(threshold->firing_v - spikes->reset_v)
                             : 1e-3;
    if (leaks ? !make_leak(t, line, level, neuron) ||
                    !make_drive(line, share, scale, level, rows, first_v, p)
              : !(line->gain_ohm > 0.0)) {
        return false;
    }
    if (!leaks) {
        p->method = LIF_EULER;
        p->tau_s = (double)INFINITY;
        p->r_ohm = rounded(line->gain_ohm, line->gain_ohm, line->gain_off, level);
        p->v_rest_v = spikes->count > 0 ? rounded(spikes->reset_v, scale, 0.0, level) : rows->x[0];
    }
    make_threshold(threshold, p->v_rest_v, neuron);
    p->v_reset_v = spikes->count > 0 ? rounded(spikes->reset_v, scale,
                                               fmin(spikes->reset_off_v, 1e-4 * scale), level)
                                     : p->v_rest_v;
    if (fabs(p->v_reset_v - p->v_rest_v) < 1e-5 * scale) {
        p->v_reset_v = p->v_rest_v;
    }
    if (subtracts) {
        /* of the two ways to write it, the one in fewer digits */
        const double off = fmin(spikes->amount_off_v, 1e-4 * scale);
        const double now = p->v_threshold_v - rounded(spikes->amount_v, scale, off, level);
        const double late =
            p->v_threshold_v - rounded(spikes->amount_v * line->keep, scale, off, level);
        neuron->delayed = hold == 0 && leaks && digits_of(late) < digits_of(now);
        p->reset_mode = LIF_RESET_BY_SUBTRACTION;
        p->v_reset_v = neuron->delayed ? late : now;
        if (!(p->v_reset_v < p->v_threshold_v)) {
            return false;
        }
    }
    make_start(line, rows, first_v, scale, p);
    return p->v_reset_v != p->v_threshold_v;
}
