// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The grid is made here: which formats there are, and what each costs. */
#include "search/search.h"

#include "run/job.h"
#include "scenario/current.h"
#include "scenario/place.h"

#include <math.h>
#include <stdlib.h>
#include <sys/mman.h>

static void widen(double *low, double *high, double value)
{
    *low = fmin(*low, value);
    *high = fmax(*high, value);
}

/* The operations and their order are those of lif_quantise and lif_quantise_drives, whose lsb is a
 * power of two and scales without rounding: no word is missed by a hair. */
int cosim_search_range(const cosim_scenario *scenario, double *low, double *high)
{
    const lif_params *p = &scenario->params;
    const double scale = lif_params_scale(p), rest = p->v_rest_v, per_a = p->r_ohm / scale;
    const double threshold = (p->v_threshold_v - rest) / scale;
    const bool subtract = p->reset_mode == LIF_RESET_BY_SUBTRACTION;
    double current_a[COSIM_BLOCK_STEPS];
    cosim_current current;

    *low = *high = threshold;
    widen(low, high, subtract ? 1.0 : (p->v_reset_v - rest) / scale);
    widen(low, high, subtract ? threshold - 1.0 : threshold);
    widen(low, high, (p->v_initial_v - rest) / scale);
    if (cosim_current_start(&current, scenario) != 0) {
        return -1;
    }
    for (uint64_t done = 0; done < scenario->steps;) {
        const uint64_t left = scenario->steps - done;
        const size_t n = left < COSIM_BLOCK_STEPS ? (size_t)left : COSIM_BLOCK_STEPS;
        cosim_current_next(&current, n, current_a);
        for (size_t i = 0; i < n; i++) {
            widen(low, high, current_a[i] * per_a);
        }
        done += n;
    }
    cosim_current_free(&current);
    return 0;
}

unsigned cosim_search_integer_bits(double low, double high, unsigned width)
{
    const double limit = ldexp(1.0, (int)width - 1);
    for (unsigned bits = 1; bits <= width; bits++) {
        const int fraction = (int)(width - bits);
        if (nearbyint(ldexp(low, fraction)) >= -limit &&
            nearbyint(ldexp(high, fraction)) <= limit - 1.0) {
            return bits;
        }
    }
    return 0;
}

void cosim_search_cost(cosim_search_point *point)
{
    const lif_format *f = &point->format;
    point->multiplier_bits = (f->state_width + 1) * (f->leak_fraction + 1);
    point->register_bits = f->state_width + (f->rounding == LIF_RESIDUAL ? f->leak_fraction : 0);
}

static bool in(cosim_numbers axis, unsigned n) { return (axis >> n & 1) != 0; }

/* Tells whether the grid pairs a width with so many integer bits. */
static bool has_integer_bits(const cosim_search *e, unsigned width, unsigned bits)
{
    if (!e->fewest) {
        return in(e->grid.integer_bits, bits);
    }
    const unsigned fewest = cosim_search_integer_bits(e->low, e->high, width);
    /* where none is enough, the one that holds most says so when it runs */
    return bits == (fewest != 0 ? fewest : width);
}

/* Adds both roundings of a combination; with `to` NULL they are counted only. */
static void add_points(cosim_search *e, unsigned width, unsigned bits, unsigned leak,
                       cosim_search_point *to)
{
    const bool wanted[] = {[LIF_HALF_UP] = e->grid.half_up, [LIF_RESIDUAL] = e->grid.residual};
    for (lif_rounding r = LIF_HALF_UP; r <= LIF_RESIDUAL; r++) {
        cosim_search_point p = {.integer_bits = bits};
        p.format = (lif_format){width, width - bits, leak, r, LIF_CODING_ANY, 0};
        if (!wanted[r]) {
            continue;
        }
        if (bits > width || lif_format_validate(&p.format, NULL) != LIF_OK) {
            e->impossible += to == NULL;
            continue;
        }
        cosim_search_cost(&p);
        p.index = e->count;
        if (to != NULL) {
            to[e->count] = p;
        }
        e->count++;
    }
}

static void add_all(cosim_search *e, cosim_search_point *to)
{
    e->count = 0;
    for (unsigned width = 2; width <= 32; width++) {
        for (unsigned bits = 1; in(e->grid.widths, width) && bits <= 32; bits++) {
            for (unsigned leak = 1; has_integer_bits(e, width, bits) && leak <= 61; leak++) {
                if (in(e->grid.leaks, leak)) {
                    add_points(e, width, bits, leak, to);
                }
            }
        }
    }
}

int cosim_search_start(cosim_search *search, const cosim_search_grid *grid,
                       cosim_scenario *const *scenarios, size_t count, cosim_diag *diag)
{
    cosim_search *e = search;
    *e = (cosim_search){.grid = *grid,
                        .scenarios = scenarios,
                        .scenario_count = count,
                        .low = (double)INFINITY,
                        .high = -(double)INFINITY,
                        .fewest = grid->integer_bits == 0};
    for (size_t s = 0; s < count; s++) {
        double low, high;
        if (!lif_params_leaks(&scenarios[s]->params)) {
            cosim_place place;
            cosim_scenario_place(scenarios[s], "neuron.time_constant", &place);
            return cosim_diag_set(diag, &place,
                                  "neuron.time_constant: every format has a leak, and \"none\" "
                                  "stands for no leak; give a time constant, such as %.9g s",
                                  50.0 * scenarios[s]->params.dt_s);
        }
        if (cosim_search_range(scenarios[s], &low, &high) != 0) {
            return cosim_diag_memory(diag, NULL);
        }
        e->low = fmin(e->low, low);
        e->high = fmax(e->high, high);
    }
    add_all(e, NULL);
    if (e->count == 0) {
        return cosim_diag_set(
            diag, NULL,
            "no combination of these widths is a format; give state and leak bits "
            "of at most 63 together, and at most as many integer bits as state "
            "bits");
    }
    e->point = calloc(e->count, sizeof *e->point);
    /* shared with the processes that fill it */
    e->result_bytes = e->count * count * sizeof *e->results;
    e->results =
        mmap(NULL, e->result_bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (e->results == MAP_FAILED) {
        e->results = NULL;
    }
    if (e->point == NULL || e->results == NULL) {
        return cosim_diag_set(diag, NULL, "out of memory for %zu formats", e->count);
    }
    add_all(e, e->point);
    return 0;
}

void cosim_search_free(cosim_search *search)
{
    if (search->results != NULL) {
        munmap(search->results, search->result_bytes);
    }
    free(search->point);
    search->results = NULL;
    search->point = NULL;
}

const cosim_search_result *cosim_search_result_of(const cosim_search *search,
                                                  const cosim_search_point *point, size_t s)
{
    return &search->results[point->index * search->scenario_count + s];
}
