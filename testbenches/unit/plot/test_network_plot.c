// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The plot of a network keeps every spike or, of more, how many there are in each field of a grid;
 * nothing of it grows with the run, and the script draws what was kept. */
#include "report_fixture.h"
#include "splitmix.h"
#include "plot/network_draw.h"
#include "plot/network_script.h"

#include <limits.h>
#include <malloc.h>
#include <math.h>

/* A run that nobody computed, and what is counted of it here. */
typedef struct bench {
    cosim_network network;
    cosim_network_group population[8];
    cosim_network_job job;
    unsigned neurons;
    uint64_t ticks;
    uint8_t *own, *other; /* [ticks][neurons] */
    double *usage;        /* [ticks]: the largest of all neurons */
    uint64_t count[COSIM_NETWORK_PLOT_KINDS];
} bench;

enum { FRACTION = 10 };

/* Makes a network of so many populations, and a plot of it. */
static cosim_network_plot *start(bench *b, unsigned neurons, uint64_t ticks, unsigned populations)
{
    cosim_diag diag;
    memset(b, 0, sizeof *b);
    b->neurons = neurons;
    b->ticks = ticks;
    for (unsigned p = 0; p < populations; p++) {
        const unsigned first = neurons * p / populations;
        b->population[p] = (cosim_network_group){.name = &"abcdefgh"[p],
                                                 .first = first,
                                                 .count = neurons * (p + 1) / populations - first};
    }
    b->network = (cosim_network){.name = "made up",
                                 .step_s = 1e-4,
                                 .ticks = ticks,
                                 .neurons = neurons,
                                 .population = b->population,
                                 .population_count = populations};
    b->job.network = &b->network;
    b->job.format.state.state_fraction = FRACTION;
    b->job.dut.ops.capabilities = LIF_CORE_SHOWS_STATE;
    snprintf(b->job.name, sizeof b->job.name, "nothing");
    b->own = calloc(ticks * neurons, 1);
    b->other = calloc(ticks * neurons, 1);
    b->usage = calloc(ticks, sizeof *b->usage);
    assert_true(b->own != NULL && b->other != NULL && b->usage != NULL);
    cosim_network_plot *plot = cosim_network_plot_new(&b->job, &diag);
    assert_non_null(plot);
    return plot;
}

static void end(bench *b, cosim_network_plot *plot)
{
    free(b->own);
    free(b->other);
    free(b->usage);
    free(plot);
}

static uint8_t *row(uint8_t *list, const bench *b, uint64_t tick)
{
    return list + tick * b->neurons;
}

/* Tells the plot a run with this probability of a spike in a tick, of which a tenth differ, and
 * with a membrane beside its reference. */
static void tell(bench *b, cosim_network_plot *plot, double rate, uint64_t *seed)
{
    lif_core_expected *expected = calloc(b->neurons, sizeof *expected);
    int32_t *before = calloc(b->neurons, sizeof *before);
    cosim_diag diag;
    assert_true(expected != NULL && before != NULL);
    const lif_core_seen seen = {.before_fx = before};
    const lif_core_tick shown = {.seen = &seen};
    const size_t used = mallinfo2().uordblks;
    for (uint64_t tick = 0; tick < b->ticks; tick++) {
        uint8_t *own = row(b->own, b, tick), *other = row(b->other, b, tick);
        for (unsigned i = 0; i < b->neurons; i++) {
            own[i] = splitmix_uniform(seed) < rate;
            other[i] = splitmix_uniform(seed) < (own[i] ? 0.9 : 0.1 * rate);
            b->count[own[i] && other[i] ? COSIM_NETWORK_PLOT_BOTH
                     : own[i]           ? COSIM_NETWORK_PLOT_EXTRA
                                        : COSIM_NETWORK_PLOT_MISSING] += own[i] || other[i];
            before[i] = (int32_t)splitmix_below(seed, 1000);
            const double off = splitmix_uniform(seed),
                         bound = 2.0 + (double)splitmix_below(seed, 5);
            expected[i] = (lif_core_expected){.held = splitmix_below(seed, 8) == 0,
                                              .membrane = ldexp(before[i], -FRACTION) - off,
                                              .membrane_bound = bound};
            if (!expected[i].held) {
                b->usage[tick] = fmax(b->usage[tick], off / bound);
            }
        }
        const cosim_core_view view = {.spike = own, .free_spike = other, .expected = expected};
        assert_int_equal(cosim_network_plot_take(plot, tick, &shown, &view, &diag), 0);
    }
    assert_int_equal(mallinfo2().uordblks, used);
    const cosim_core_view view = {.spike = b->own, .free_spike = b->other, .expected = expected};
    assert_int_equal(cosim_network_plot_take(plot, b->ticks, &shown, &view, &diag), -1);
    free(expected);
    free(before);
}

/* Each field has the spikes that fall into it, and no other has any. */
static void check_fields(bench *b, const cosim_network_plot *plot)
{
    static uint32_t field[COSIM_NETWORK_PLOT_KINDS][COSIM_NETWORK_PLOT_ROWS]
                         [COSIM_NETWORK_PLOT_COLUMNS];
    static double usage[COSIM_NETWORK_PLOT_COLUMNS];
    memset(field, 0, sizeof field);
    memset(usage, 0, sizeof usage);
    for (uint64_t tick = 0; tick < b->ticks; tick++) {
        const size_t column = tick / plot->per_column;
        assert_true(column < plot->columns && plot->columns <= COSIM_NETWORK_PLOT_COLUMNS);
        usage[column] = fmax(usage[column], b->usage[tick]);
        for (unsigned i = 0; i < b->neurons; i++) {
            const bool own = row(b->own, b, tick)[i], other = row(b->other, b, tick)[i];
            assert_true(i / plot->per_row < plot->rows && plot->rows <= COSIM_NETWORK_PLOT_ROWS);
            if (own || other) {
                field[own && other ? 0 : own ? 1 : 2][i / plot->per_row][column]++;
            }
        }
    }
    for (int kind = 0; kind < COSIM_NETWORK_PLOT_KINDS; kind++) {
        assert_int_equal(plot->spikes[kind].count, b->count[kind]);
        assert_memory_equal(plot->spikes[kind].field, field[kind], sizeof field[kind]);
    }
    for (unsigned k = 0; k < plot->columns; k++) {
        assert_true(fabs(plot->usage[k] - usage[k]) < 1e-9);
    }
}

/* The spikes of the bins of each population that has a curve are all of its spikes. */
static void check_rates(bench *b, const cosim_network_plot *plot)
{
    assert_true(plot->groups > 0 && plot->bins <= COSIM_NETWORK_PLOT_BINS);
    for (unsigned p = 0; p < plot->groups; p++) {
        uint64_t wanted[2] = {0}, drawn[2] = {0};
        for (uint64_t tick = 0; tick < b->ticks; tick++) {
            for (unsigned i = 0; i < b->population[p].count; i++) {
                wanted[0] += row(b->own, b, tick)[b->population[p].first + i];
                wanted[1] += row(b->other, b, tick)[b->population[p].first + i];
            }
        }
        for (unsigned bin = 0; bin < plot->bins; bin++) {
            drawn[0] += plot->rate[0][p][bin];
            drawn[1] += plot->rate[1][p][bin];
        }
        assert_memory_equal(drawn, wanted, sizeof drawn);
    }
}

/* Sums up the strokes of a data block: how many there are, and how long [ms]; and the time of the
 * first one. */
typedef struct strokes {
    size_t count;
    double length, first;
} strokes;

static strokes strokes_of(const char *script, const char *name)
{
    strokes s = {.count = 0};
    char begin[40];
    snprintf(begin, sizeof begin, "\n$%s << END\n", name);
    const char *at = strstr(script, begin);
    assert_non_null(at);
    at += strlen(begin);
    while (strncmp(at, "END\n", 4) != 0) {
        double x0, y0, x1, y1;
        int used = 0;
        if (sscanf(at, "%lf %lf\n%lf %lf%n", &x0, &y0, &x1, &y1, &used) != 4) {
            assert_int_equal(s.count, 0); /* a point beside the picture, where there is no stroke */
            return s;
        }
        s.first = s.count == 0 ? x0 : s.first;
        s.count++;
        s.length += x1 - x0;
        at += used;
        at += strspn(at, "\n");
    }
    return s;
}

static char *script_of(const cosim_network_plot *plot)
{
    cosim_network_result result = {.verdict = COSIM_PASS};
    cosim_diag diag;
    result.core.free_running[0].identical = true;
    char *script = cosim_network_plot_script(plot, &result, COSIM_PLOT_SVG, &diag);
    assert_non_null(script);
    return script;
}

static void few_spikes_are_drawn_one_by_one(void **state)
{
    uint64_t seed = splitmix_seed(1);
    bench b;
    char text[400];
    (void)state;
    cosim_network_plot *plot = start(&b, 7, 900, 2);
    tell(&b, plot, 0.05, &seed);
    check_fields(&b, plot);
    check_rates(&b, plot);
    assert_true(cosim_network_plot_exact(plot));
    assert_string_equal(cosim_network_plot_thinned(plot, text, sizeof text), "");
    char *script = script_of(plot);
    static const char *const names[] = {"both", "extra", "missing"};
    for (int kind = 0; kind < COSIM_NETWORK_PLOT_KINDS; kind++) {
        const strokes s = strokes_of(script, names[kind]);
        assert_true(b.count[kind] > 10);
        assert_int_equal(s.count, b.count[kind]);
        assert_true(fabs(s.first - 0.1 * (double)plot->spikes[kind].mark[0].tick) < 1e-9);
    }
    free(script);
    end(&b, plot);
}

static void many_spikes_are_summed_up_and_it_says_so(void **state)
{
    uint64_t seed = splitmix_seed(2);
    bench b;
    char text[400], wanted[200];
    (void)state;
    cosim_network_plot *plot = start(&b, 1024, 700, 8);
    tell(&b, plot, 0.03, &seed);
    check_fields(&b, plot);
    check_rates(&b, plot);
    assert_false(cosim_network_plot_exact(plot));
    snprintf(wanted, sizeof wanted,
             "Too many spikes to draw each: a field is %u neurons x %u ticks, "
             "darker for more spikes. Rates of the first 6 of 8 populations.",
             plot->per_row, (unsigned)plot->per_column);
    assert_string_equal(cosim_network_plot_thinned(plot, text, sizeof text), wanted);
    char *script = script_of(plot);
    assert_non_null(strstr(script, wanted));
    /* The strokes of all shades are as long as the fields that have a spike of the circuit. */
    double length = 0, all = 0;
    for (unsigned shade = 1; shade <= 4; shade++) {
        snprintf(text, sizeof text, "own%u", shade);
        length += strokes_of(script, text).length;
    }
    for (unsigned r = 0; r < plot->rows; r++) {
        for (unsigned k = 0; k < plot->columns; k++) {
            const uint64_t from = k * plot->per_column, to = from + plot->per_column < b.ticks
                                                                 ? from + plot->per_column
                                                                 : b.ticks;
            all += plot->spikes[COSIM_NETWORK_PLOT_BOTH].field[r][k] +
                               plot->spikes[COSIM_NETWORK_PLOT_EXTRA].field[r][k] >
                           0
                       ? 0.1 * (double)(to - from)
                       : 0;
        }
    }
    assert_true(all > 100 && fabs(length - all) < 1e-4 * all);
    assert_true(strlen(script) < 3000000);
    free(script);
    end(&b, plot);
}

static void the_smallest_run_has_a_picture(void **state)
{
    bench b;
    uint64_t seed = splitmix_seed(3);
    (void)state;
    cosim_network_plot *plot = start(&b, 1, 1, 1);
    tell(&b, plot, 0, &seed);
    check_fields(&b, plot);
    assert_int_equal(plot->rows * plot->columns, 1);
    free(script_of(plot));
    end(&b, plot);
}

/* Without membranes there is no error; the first mismatch and its neuron are marked all the same.
 */
static void a_core_that_hides_its_state_says_so(void **state)
{
    bench b;
    uint64_t seed = splitmix_seed(4);
    cosim_network_result result = {.verdict = COSIM_FAIL};
    cosim_core_finding *port = &result.core.level[COSIM_CORE_PORT];
    cosim_diag diag;
    (void)state;
    cosim_network_plot *plot = start(&b, 3, 80, 3);
    plot->shows = false;
    tell(&b, plot, 0.2, &seed);
    for (unsigned k = 0; k < plot->columns; k++) {
        assert_true(plot->usage[k] <= 0);
    }
    *port = (cosim_core_finding){
        .verdict = COSIM_FAIL,
        .compared = 80,
        .mismatches = 1,
        .first = {
            .present = true, .tick = 33, .neuron = 2, .row = UINT_MAX, .quantity = "times shown"}};
    char *svg = cosim_network_plot_svg(plot, &result, &diag);
    assert_non_null(svg);
    assert_non_null(strstr(svg, "<title>made up on nothing: fail</title>"));
    assert_non_null(strstr(svg, "the core hides its membranes"));
    assert_non_null(strstr(svg, "tick 33 c"));
    assert_non_null(strstr(svg, "and its neuron"));
    assert_null(strstr(svg, "the bound"));
    free(svg);
    end(&b, plot);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(few_spikes_are_drawn_one_by_one),
        cmocka_unit_test(many_spikes_are_summed_up_and_it_says_so),
        cmocka_unit_test(the_smallest_run_has_a_picture),
        cmocka_unit_test(a_core_that_hides_its_state_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
