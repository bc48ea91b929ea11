// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "report/raster.h"

#include "base/si.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

/* Two ticks are at least TICK_CELLS cells apart, so that a label does not touch the next one. */
enum { CELLS = COSIM_RASTER_CELLS, TICK_CELLS = 10 };

typedef struct raster {
    uint64_t per; /* steps of a cell */
    size_t cells;
    uint64_t dut[CELLS], reference[CELLS];
    bool differs[CELLS];
    bool any_differs;
} raster;

static void mark(raster *r, uint64_t step)
{
    r->differs[step / r->per] = true;
    r->any_differs = true;
}

/* Both trains ascend: one walk along them finds what only one of them has. */
static void fill(raster *r, const cosim_train *dut, const cosim_train *reference)
{
    size_t i = 0, k = 0;
    while (i < dut->count || k < reference->count) {
        const bool more_dut = i < dut->count, more_reference = k < reference->count;
        const uint64_t a = more_dut ? dut->steps[i] : UINT64_MAX;
        const uint64_t b = more_reference ? reference->steps[k] : UINT64_MAX;
        if (more_dut && a <= b) {
            r->dut[a / r->per]++;
            i++;
        }
        if (more_reference && b <= a) {
            r->reference[b / r->per]++;
            k++;
        }
        if (a != b) {
            mark(r, a < b ? a : b);
        }
    }
}

static char cell(uint64_t spikes)
{
    return spikes == 0 ? '.' : spikes == 1 ? '|' : spikes < 10 ? (char)('0' + (int)spikes) : '#';
}

static void put_train(FILE *out, const char *label, const uint64_t *counts, size_t cells)
{
    char row[CELLS + 1];
    for (size_t i = 0; i < cells; i++) {
        row[i] = cell(counts[i]);
    }
    row[cells] = '\0';
    fprintf(out, "    %-9s %s\n", label, row);
}

static void put_differences(FILE *out, const raster *r)
{
    char row[CELLS + 1];
    size_t last = 0;
    for (size_t i = 0; i < r->cells; i++) {
        row[i] = r->differs[i] ? '^' : ' ';
        last = r->differs[i] ? i + 1 : last;
    }
    row[last] = '\0'; /* no blanks at the end of a line */
    fprintf(out, "    %-9s %s\n", "differ", row);
}

/* Returns the prefix of the largest unit of time, at most a second, of which the run has at least
 * one. */
static const cosim_prefix *prefix_of(double duration_s)
{
    size_t index = COSIM_PREFIX_NONE;
    while (index > 0 && duration_s < cosim_prefixes[index].unit) {
        index--;
    }
    return &cosim_prefixes[index];
}

/* Returns 1, 2 or 5 times a power of ten, and not less than `least`. */
static double nice_above(double least)
{
    const double power = pow(10, floor(log10(least)));
    static const double steps[] = {1, 2, 5};
    for (size_t i = 0; i < 3; i++) {
        if (steps[i] * power >= least * (1 - 1e-9)) {
            return steps[i] * power;
        }
    }
    return 10 * power;
}

/* Writes labels over a rule with a cross at each of them; a tick stands at the cell that holds its
 * time. */
void cosim_raster_axis(FILE *out, uint64_t per, size_t cells, uint64_t steps, double step_s)
{
    char labels[CELLS + 32], rule[CELLS + 1];
    const cosim_prefix *prefix = prefix_of((double)steps * step_s);
    const double cell_time = (double)per * step_s / prefix->unit;
    const double tick = nice_above(cell_time * (double)TICK_CELLS);

    memset(labels, ' ', sizeof labels);
    memset(rule, '-', sizeof rule);
    size_t end = 0;
    for (unsigned i = 0;; i++) {
        const double column = floor(i * tick / cell_time + 1e-6);
        char text[32];
        const int length = snprintf(text, sizeof text, "%.6g", i * tick);
        if (column >= (double)cells) {
            break;
        }
        rule[(size_t)column] = '+';
        /* A label at the edge moves left rather than over it. */
        const size_t room = CELLS - (size_t)length;
        const size_t start = (size_t)column < room ? (size_t)column : room;
        if (i == 0 || start > end) {
            memcpy(labels + start, text, (size_t)length);
            end = start + (size_t)length;
        }
    }
    labels[end] = '\0';
    rule[cells] = '\0';
    char unit[8];
    snprintf(unit, sizeof unit, "%ss", prefix->ascii);
    fprintf(out, "    time/%-4s %s\n    %-9s %s\n", unit, labels, "", rule);
}

static void put_legend(FILE *out, const raster *r, const cosim_result *result)
{
    char seconds[COSIM_SI_BYTES];
    cosim_si((double)r->per * result->step_s, "s", 6, seconds);
    fprintf(out, "    %-9s a column is %" PRIu64 " step%s (%s): | one spike, 2-9, # more\n", "",
            r->per, r->per == 1 ? "" : "s", seconds);
}

void cosim_raster_put(FILE *out, const cosim_result *result)
{
    raster r = {.per = (result->steps + CELLS - 1) / CELLS};
    if (result->dut_spikes.count == 0 && result->reference_spikes.count == 0) {
        fprintf(out, "    silent    no spike of circuit or reference in %" PRIu64 " steps\n",
                result->steps);
        return;
    }
    r.cells = (size_t)((result->steps + r.per - 1) / r.per);
    fill(&r, &result->dut_spikes, &result->reference_spikes);
    cosim_raster_axis(out, r.per, r.cells, result->steps, result->step_s);
    put_train(out, "circuit", r.dut, r.cells);
    put_train(out, "reference", r.reference, r.cells);
    if (r.any_differs) {
        put_differences(out, &r);
    }
    put_legend(out, &r, result);
}
