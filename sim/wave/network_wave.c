// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "wave/network_wave.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SLOTS = 256 }; /* delays are less */

static const char *const names[COSIM_NW_QUANTITIES] = {
    [COSIM_NW_MEMBRANE] = "membrane_mv",
    [COSIM_NW_REFERENCE] = "reference_mv",
    [COSIM_NW_ERROR] = "error_uv",
    [COSIM_NW_BOUND] = "bound_uv",
    [COSIM_NW_CURRENT] = "current",
    [COSIM_NW_CURRENT_1] = "current_1",
    [COSIM_NW_CURRENT_REFERENCE] = "current_reference",
    [COSIM_NW_CURRENT_REFERENCE_1] = "current_reference_1",
    [COSIM_NW_THRESHOLD] = "threshold_mv",
    [COSIM_NW_THRESHOLD_REFERENCE] = "threshold_reference_mv",
    [COSIM_NW_ARRIVED] = "arrived",
    [COSIM_NW_ARRIVED_1] = "arrived_1",
    [COSIM_NW_SPIKE] = "spike",
    [COSIM_NW_SPIKE_REFERENCE] = "spike_reference",
    [COSIM_NW_AMBIGUOUS] = "ambiguous",
    [COSIM_NW_HELD] = "held"};

static bool needs_state(cosim_network_quantity q)
{
    return q == COSIM_NW_MEMBRANE || q == COSIM_NW_ERROR || q == COSIM_NW_CURRENT ||
           q == COSIM_NW_CURRENT_1 || q == COSIM_NW_THRESHOLD;
}

static bool is_current(cosim_network_quantity q)
{
    return q >= COSIM_NW_CURRENT && q <= COSIM_NW_CURRENT_REFERENCE_1;
}

static bool of_second(cosim_network_quantity q)
{
    return q == COSIM_NW_CURRENT_1 || q == COSIM_NW_CURRENT_REFERENCE_1 || q == COSIM_NW_ARRIVED_1;
}

static lif_core_coupling coupling_of(const cosim_network_wave *w, const cosim_network_drawn *d)
{
    return w->job->network->params[d->neuron].synapse[0].coupling;
}

bool cosim_network_wave_has(const cosim_network_wave *wave, const cosim_network_drawn *drawn,
                            cosim_network_quantity quantity, char name[40])
{
    if ((needs_state(quantity) && !wave->shows) ||
        (of_second(quantity) && wave->job->format.receptors < 2)) {
        return false;
    }
    snprintf(name, 40, "%s%s", names[quantity],
             !is_current(quantity)                           ? ""
             : coupling_of(wave, drawn) == LIF_COUPLING_UNIT ? "_mv"
                                                             : "_na");
    return true;
}

const char *cosim_network_wave_part(const char *name, char text[COSIM_NETWORK_SCOPE_BYTES])
{
    size_t n = 0;
    for (; *name != '\0' && n + 3 < COSIM_NETWORK_SCOPE_BYTES; name++) {
        if (*name == '.' || *name == '$') {
            text[n++] = '$';
        }
        text[n++] = *name == '.' ? '_' : *name;
    }
    text[n] = '\0';
    return text;
}

double cosim_network_wave_time(const cosim_network_wave *wave, uint64_t tick)
{
    return floor((double)tick * wave->ticks_a_step + 0.5);
}

/* ---- the head of the file ---- */

/* Signals have numbers, written as identifiers in the signs ! to ~. */
static void put_code(FILE *file, size_t number)
{
    do {
        fputc('!' + (int)(number % 94), file);
        number /= 94;
    } while (number > 0);
}

static size_t code_of(const cosim_network_wave *w, size_t drawn, unsigned quantity)
{
    return w->job->network->neurons + 2 + drawn * COSIM_NW_QUANTITIES + quantity;
}

static void put_var(FILE *file, const char *kind, int bits, size_t code, const char *name)
{
    fprintf(file, "$var %s %d ", kind, bits);
    put_code(file, code);
    fprintf(file, " %s $end\n", name);
}

static void put_drawn(cosim_network_wave *w, FILE *file, size_t at)
{
    const cosim_network_drawn *d = &w->drawn[at];
    char name[40];
    fprintf(file, "$scope module %s $end\n", d->scope);
    for (unsigned q = 0; q < COSIM_NW_QUANTITIES; q++) {
        if (cosim_network_wave_has(w, d, q, name)) {
            put_var(file, q < COSIM_NW_CURVES ? "real" : "wire", q < COSIM_NW_CURVES ? 64 : 1,
                    code_of(w, at, q), name);
        }
    }
    fputs("$upscope $end\n", file);
}

static void put_raster(const cosim_network_wave *w, FILE *file)
{
    const cosim_network *n = w->job->network;
    char name[40], part[COSIM_NETWORK_SCOPE_BYTES];
    for (size_t p = 0; p < n->population_count; p++) {
        fprintf(file, "$scope module spikes_%s $end\n",
                cosim_network_wave_part(n->population[p].name, part));
        for (unsigned i = 0; i < n->population[p].count; i++) {
            snprintf(name, sizeof name, "n%u", i);
            put_var(file, "wire", 1, n->population[p].first + i, name);
        }
        fputs("$upscope $end\n", file);
    }
    fputs("$scope module events $end\n", file);
    put_var(file, "real", 64, n->neurons, "inputs");
    put_var(file, "real", 64, n->neurons + 1u, "spikes");
    fputs("$upscope $end\n", file);
}

static void put_head(cosim_network_wave *w)
{
    static const char *const units[] = {"s", "ms", "us", "ns", "ps", "fs"};
    const lif_dut_wave time = {.step_s = w->job->network->step_s};
    const int power = lif_dut_wave_power(&time), unit = (-power + 2) / 3;
    FILE *file = cosim_output_file(w->output);
    w->ticks_a_step = lif_dut_wave_ticks(&time);
    fprintf(file, "$version lifcosim $end\n$timescale 1%.*s%s $end\n$scope module network $end\n",
            3 * unit + power, "00", units[unit]);
    for (size_t i = 0; i < w->count; i++) {
        put_drawn(w, file, i);
    }
    put_raster(w, file);
    fputs("$upscope $end\n$enddefinitions $end\n", file);
}

/* ---- starting ---- */

static void start_drawn(const cosim_network_wave *w, cosim_network_drawn *d,
                        const cosim_network_group *population, unsigned i)
{
    const lif_core_real *real = &w->job->net.neuron[i];
    const double ohms = w->job->network->params[i].membrane.r_ohm;
    char part[COSIM_NETWORK_SCOPE_BYTES];
    d->neuron = i;
    snprintf(d->scope, sizeof d->scope, "%.140s_%u",
             cosim_network_wave_part(population->name, part), i - population->first);
    d->volts_per_s =
        coupling_of(w, d) == LIF_COUPLING_UNIT ? 1e3 * real->scale_v : 1e9 * real->scale_v / ohms;
    for (int q = 0; q < COSIM_NW_CURVES; q++) {
        d->low[q] = (double)INFINITY;
        d->high[q] = -(double)INFINITY;
    }
    d->ring = calloc((size_t)SLOTS * LIF_CORE_RECEPTORS, sizeof *d->ring);
}

int cosim_network_wave_start(cosim_network_wave *wave, const cosim_network_job *job,
                             const bool *chosen, uint64_t from, uint64_t to, const char *path,
                             cosim_diag *diag)
{
    const cosim_network *n = job->network;
    bool room = true;
    *wave = (cosim_network_wave){.job = job,
                                 .from = from,
                                 .to = to,
                                 .mismatch = UINT64_MAX,
                                 .shows = (job->dut.ops.capabilities & LIF_CORE_SHOWS_STATE) != 0};
    wave->drawn = calloc(n->neurons, sizeof *wave->drawn);
    wave->was = calloc(n->neurons, 1);
    for (size_t p = 0; wave->drawn != NULL && p < n->population_count; p++) {
        for (unsigned k = 0; k < n->population[p].count; k++) {
            if (chosen[n->population[p].first + k]) {
                cosim_network_drawn *d = &wave->drawn[wave->count++];
                start_drawn(wave, d, &n->population[p], n->population[p].first + k);
                room = room && d->ring != NULL;
            }
        }
    }
    if (wave->drawn == NULL || wave->was == NULL || !room) {
        cosim_network_wave_free(wave);
        return cosim_diag_memory(diag, NULL);
    }
    wave->output = cosim_output_open(path, diag);
    if (wave->output == NULL) {
        cosim_network_wave_free(wave);
        return -1;
    }
    put_head(wave);
    return 0;
}

/* ---- ticks ---- */

/* Adds the weights of a row's event to what arrives. */
static void walk(cosim_network_wave *w, uint64_t tick, unsigned row)
{
    const lif_core_image *image = &w->job->image;
    for (size_t k = 0; k < w->count; k++) {
        cosim_network_drawn *d = &w->drawn[k];
        d->ring[(tick + image->row[row].delay) % SLOTS * LIF_CORE_RECEPTORS +
                image->row[row].receptor] +=
            image->weight_fx[(size_t)row * image->neurons + d->neuron];
    }
}

static void measure(const cosim_network_wave *w, const cosim_network_drawn *d, uint64_t tick,
                    const lif_core_tick *shown, const cosim_core_view *view,
                    double value[COSIM_NW_QUANTITIES])
{
    const unsigned i = d->neuron;
    const lif_core_expected expected = cosim_core_view_expected(view, i), *e = &expected;
    const lif_core_real *real = &w->job->net.neuron[i];
    const lif_core_words *word = &w->job->image.word[i];
    const lif_core_seen *s = shown->seen;
    const int point = -(int)w->job->format.state.state_fraction;
    const double mv = 1e3 * real->scale_v, zero = 1e3 * real->zero_v;
    const int64_t *arrived = &d->ring[tick % SLOTS * LIF_CORE_RECEPTORS];
    if (w->shows) {
        value[COSIM_NW_MEMBRANE] = zero + mv * ldexp(s->after_fx[i], point);
        value[COSIM_NW_ERROR] =
            e->held ? 0 : 1e3 * mv * (ldexp(s->before_fx[i], point) - e->membrane);
        value[COSIM_NW_CURRENT] = d->volts_per_s * ldexp(s->synapse_fx[0][i], point);
        value[COSIM_NW_CURRENT_1] =
            w->job->format.receptors < 2 ? 0 : d->volts_per_s * ldexp(s->synapse_fx[1][i], point);
        value[COSIM_NW_THRESHOLD] =
            zero + mv * (ldexp(word->threshold_fx, point) + ldexp(s->adaptation_fx[i], point));
    }
    value[COSIM_NW_REFERENCE] = zero + mv * e->membrane;
    value[COSIM_NW_BOUND] = 1e3 * mv * (e->held ? 0 : e->membrane_bound);
    value[COSIM_NW_CURRENT_REFERENCE] = d->volts_per_s * e->synapse[0];
    value[COSIM_NW_CURRENT_REFERENCE_1] = d->volts_per_s * e->synapse[1];
    value[COSIM_NW_THRESHOLD_REFERENCE] = zero + mv * (real->threshold + e->adaptation);
    value[COSIM_NW_ARRIVED] = (double)arrived[0];
    value[COSIM_NW_ARRIVED_1] = (double)arrived[1];
    value[COSIM_NW_SPIKE] = view->spike[i] != 0;
    value[COSIM_NW_SPIKE_REFERENCE] = e->spikes && !e->held;
    value[COSIM_NW_AMBIGUOUS] = !e->held && !e->must && !e->must_not;
    value[COSIM_NW_HELD] = e->held;
}

static void draw(cosim_network_wave *w, FILE *file, size_t at, uint64_t tick,
                 const lif_core_tick *shown, const cosim_core_view *view)
{
    cosim_network_drawn *d = &w->drawn[at];
    double value[COSIM_NW_QUANTITIES];
    char name[40];
    measure(w, d, tick, shown, view, value);
    for (unsigned q = 0; q < COSIM_NW_QUANTITIES; q++) {
        if (!cosim_network_wave_has(w, d, q, name)) {
            continue;
        }
        if (q < COSIM_NW_CURVES) {
            d->low[q] = fmin(d->low[q], value[q]);
            d->high[q] = fmax(d->high[q], value[q]);
            fprintf(file, "r%.10g ", value[q]);
        } else {
            fprintf(file, "%d", value[q] != 0);
        }
        put_code(file, code_of(w, at, q));
        fputc('\n', file);
    }
}

static void draw_network(cosim_network_wave *w, FILE *file, bool first, const lif_core_tick *shown,
                         const cosim_core_view *view)
{
    const cosim_network *n = w->job->network;
    for (unsigned i = 0; i < n->neurons; i++) {
        const uint8_t is = view->spike[i] != 0;
        if (first || is != w->was[i]) {
            fprintf(file, "%d", is);
            put_code(file, i);
            fputc('\n', file);
        }
        w->was[i] = is;
    }
    fprintf(file, "r%zu ", shown->event_count);
    put_code(file, n->neurons);
    fprintf(file, "\nr%zu ", shown->spike_count);
    put_code(file, n->neurons + 1u);
    fputc('\n', file);
}

int cosim_network_wave_take(void *context, uint64_t tick, const lif_core_tick *shown,
                            const cosim_core_view *view, cosim_diag *diag)
{
    cosim_network_wave *w = context;
    const lif_core_image *image = &w->job->image;
    FILE *file = cosim_output_file(w->output);
    (void)diag;
    for (size_t e = 0; e < shown->event_count; e++) {
        walk(w, tick, shown->events[e]);
    }
    if (tick >= w->from && tick < w->to) {
        fprintf(file, "#%.0f\n", cosim_network_wave_time(w, tick));
        for (size_t k = 0; k < w->count; k++) {
            draw(w, file, k, tick, shown, view);
        }
        draw_network(w, file, tick == w->from, shown, view);
        if (tick + 1 == w->to) {
            fprintf(file, "#%.0f\n", cosim_network_wave_time(w, w->to));
        }
    }
    for (size_t k = 0; k < w->count; k++) {
        memset(&w->drawn[k].ring[tick % SLOTS * LIF_CORE_RECEPTORS], 0,
               LIF_CORE_RECEPTORS * sizeof *w->drawn[k].ring);
    }
    for (unsigned i = 0; i < image->neurons; i++) {
        if (view->spike[i] != 0) {
            walk(w, tick, image->inputs + i);
        }
    }
    return 0;
}

/* ---- the end ---- */

int cosim_network_wave_end(cosim_network_wave *wave, bool keep, cosim_diag *diag)
{
    cosim_output *output = wave->output;
    wave->output = NULL;
    if (!keep) {
        cosim_output_abandon(output);
        return 0;
    }
    return cosim_output_commit(output, diag);
}

void cosim_network_wave_free(cosim_network_wave *wave)
{
    for (size_t k = 0; wave->drawn != NULL && k < wave->count; k++) {
        free(wave->drawn[k].ring);
    }
    cosim_output_abandon(wave->output);
    free(wave->drawn);
    free(wave->was);
    wave->drawn = NULL;
    wave->was = NULL;
    wave->output = NULL;
}
