// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The words of a random network go out as a NIR graph and come in again as the same words: leaks,
 * potentials, shifts, every weight, and the delays of all rows. */
#include "input/nir/graph.h"
#include "network/nir.h"
#include "circuit/dut.h"
#include "report/nir_graph.h"
#include "run/network_job.h"
#include "splitmix.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

enum { INPUTS = 5, FIRST = 4, SECOND = 3 };

static double between(uint64_t *random, double low, double high)
{
    return low + (high - low) * splitmix_uniform(random);
}

static void fill_neuron(lif_core_params *p, uint64_t *random, bool cuba, bool euler)
{
    const lif_method method = euler ? LIF_EULER : LIF_EXPONENTIAL;
    const double rest = between(random, -0.07, -0.05);
    p->membrane = (lif_params){.method = method,
                               .dt_s = 1e-3,
                               .tau_s = between(random, 2e-3, 50e-3),
                               .r_ohm = 1.0,
                               .v_rest_v = rest,
                               .v_initial_v = rest,
                               .v_threshold_v = rest + between(random, 0.01, 0.03),
                               .v_reset_v = rest + between(random, -0.01, 0.005),
                               .compare = LIF_ABOVE};
    p->synapse[0] = (lif_core_synapse){.tau_s = cuba ? between(random, 1.5e-3, 30e-3) : 0.0,
                                       .method = method,
                                       .coupling = LIF_COUPLING_STEP};
    p->drive = cuba ? 0.0 : between(random, -1e-3, 1e-3);
}

static void add_group(cosim_network *n, const char *name, unsigned first, unsigned count)
{
    const cosim_network_group group = {.name = name, .first = first, .count = count};
    assert_int_equal(cosim_network_add_population(n, group), 0);
}

static void weigh(cosim_network *n, uint64_t *random, bool from_neuron, unsigned row,
                  unsigned neuron)
{
    if (splitmix_below(random, 3) == 0) {
        return;
    }
    const cosim_network_weight weight = {.from_neuron = from_neuron,
                                         .row = row,
                                         .neuron = neuron,
                                         .value = between(random, -3e-3, 6e-3)};
    assert_int_equal(cosim_network_add_weight(n, weight), 0);
}

static cosim_network *draw(uint64_t *random)
{
    cosim_diag diag;
    cosim_network *n = cosim_network_new(&diag);
    const bool euler = splitmix_below(random, 2) == 0;
    const cosim_network_source in = {.group = {.name = "in", .count = INPUTS}, .most = 1};
    const cosim_network_source every = {
        .group = {.name = COSIM_NIR_BIASES, .count = 1}, .kind = COSIM_SOURCE_EVERY, .most = 1};
    assert_non_null(n);
    n->step_s = 1e-3;
    n->ticks = 10;
    assert_int_equal(cosim_network_size(n, FIRST + SECOND, 1, &diag), 0);
    assert_int_equal(cosim_network_add_source(n, in, &diag), 0);
    assert_int_equal(cosim_network_add_source(n, every, &diag), 0);
    add_group(n, "first.one", 0, FIRST);
    add_group(n, "second", FIRST, SECOND);
    for (unsigned i = 0; i < FIRST + SECOND; i++) {
        fill_neuron(&n->params[i], random, i < FIRST, euler);
        n->own[i].delay = (uint8_t)(1 + splitmix_below(random, 4));
        for (unsigned j = 0; j < FIRST + SECOND; j++) {
            weigh(n, random, true, j, i);
        }
        for (unsigned j = 0; j < INPUTS; j++) {
            unsigned row;
            const unsigned delay = (unsigned)splitmix_below(random, 3);
            assert_int_equal(cosim_network_find_input(n, j, delay, 0, &row, &diag), 0);
            weigh(n, random, false, row, i);
        }
        if (i < FIRST) {
            unsigned row;
            assert_int_equal(cosim_network_find_input(n, INPUTS, 0, 0, &row, &diag), 0);
            weigh(n, random, false, row, i);
        }
    }
    return n;
}

/* Prepares it on the integer model; a network that the core refuses fails the test. */
static void prepare(cosim_network_job *job, cosim_network *n)
{
    cosim_diag diag;
    if (cosim_network_job_prepare(job, n, "model:c24_64", false, &diag) != COSIM_DUT_OK) {
        fail_msg("%s", diag.message);
    }
}

static cosim_network *read_back(cosim_arena *arena, const cosim_hdf *tree, cosim_diag *diag)
{
    const cosim_nir_options options = {.step_s = 1e-3,
                                       .time_s = 1.0,
                                       .voltage_v = 1.0,
                                       .method = LIF_EULER,
                                       .coupling = LIF_COUPLING_EULER,
                                       .delay = 1};
    const cosim_nir_graph *g = cosim_nir_graph_of(arena, tree, "words.nir", diag);
    const cosim_network_source in = {.group = {.name = "in", .count = INPUTS}, .most = 1};
    cosim_network *n = cosim_network_new(diag);
    assert_non_null(n);
    n->step_s = 1e-3;
    n->ticks = 10;
    assert_int_equal(cosim_network_add_source(n, in, diag), 0);
    if (g == NULL || cosim_nir_network(g, &options, n, diag) == NULL) {
        fail_msg("%s", diag->message);
    }
    return n;
}

/* Sums the weights of an element's rows with this delay for a neuron, in steps of S. */
static int64_t weight_fx(const cosim_network_job *job, unsigned element, unsigned delay,
                         unsigned neuron)
{
    int64_t sum = 0;
    for (unsigned row = 0; row < job->network->inputs; row++) {
        const cosim_network_input *input = &job->network->input[row];
        if (input->element == element && input->row.delay == delay) {
            sum += job->image.weight_fx[(size_t)row * job->image.neurons + neuron];
        }
    }
    return sum * (1 << job->image.word[neuron].weight_shift[0]);
}

static void same_neuron(const cosim_network_job *a, const cosim_network_job *b, unsigned i,
                        unsigned from)
{
    const lif_core_words *x = &a->image.word[from], *y = &b->image.word[i];
    assert_int_equal(x->leak_fx, y->leak_fx);
    assert_int_equal(x->synapse_leak_fx[0], y->synapse_leak_fx[0]);
    assert_int_equal(x->threshold_fx, y->threshold_fx);
    assert_int_equal(x->reset_fx, y->reset_fx);
    assert_int_equal(x->drive_fx, y->drive_fx);
    assert_int_equal(x->initial_fx, y->initial_fx);
    assert_int_equal(x->weight_shift[0], y->weight_shift[0]);
    assert_true(y->above && !y->subtract && y->hold == 0);
    for (unsigned element = 0; element <= INPUTS; element++) {
        for (unsigned delay = 0; delay < 3; delay++) {
            assert_int_equal(weight_fx(a, element, delay, from), weight_fx(b, element, delay, i));
        }
    }
}

static void round_trip(void **state)
{
    (void)state;
    uint64_t random = splitmix_seed(4711);
    for (unsigned k = 0; k < 30; k++) {
        cosim_diag diag;
        cosim_arena *arena = cosim_arena_new();
        cosim_network *n = draw(&random);
        cosim_network_job job, again;
        prepare(&job, n);
        cosim_nir_report *report = cosim_nir_report_new(arena);
        const cosim_hdf *tree = cosim_nir_graph_tree(arena, &job, report, &diag);
        if (tree == NULL) {
            fail_msg("%s", diag.message);
        }
        assert_int_equal(report->count, 0);
        cosim_network *back = read_back(arena, tree, &diag);
        prepare(&again, back);
        assert_int_equal(back->neurons, n->neurons);
        assert_string_equal(back->population[0].name, "first.one");
        for (unsigned i = 0; i < n->neurons; i++) {
            same_neuron(&job, &again, i, i);
            for (unsigned j = 0; j < n->neurons; j++) {
                const size_t row = (size_t)job.inputs + i, column = j;
                assert_int_equal(job.image.weight_fx[row * job.image.neurons + column],
                                 again.image.weight_fx[row * again.image.neurons + column]);
                if (job.image.weight_fx[row * job.image.neurons + column] != 0) {
                    assert_int_equal(back->own[i].delay, n->own[i].delay);
                }
            }
        }
        cosim_network_job_close(&again);
        cosim_network_job_close(&job);
        cosim_network_free(back);
        cosim_network_free(n);
        cosim_arena_free(arena);
    }
}

static bool says(const cosim_nir_report *report, const char *text)
{
    for (const cosim_nir_line *line = report->first; line != NULL; line = line->next) {
        if (strstr(line->text, text) != NULL) {
            return true;
        }
    }
    return false;
}

/* Each loss is told, by the name of the population that has it. */
static void losses(void **state)
{
    (void)state;
    uint64_t random = splitmix_seed(4711);
    cosim_diag diag;
    cosim_arena *arena = cosim_arena_new();
    cosim_network *n = draw(&random);
    cosim_network_job job;
    n->params[FIRST].membrane.refractory_steps = 3;
    n->params[FIRST].membrane.refractory_s = 3e-3;
    n->params[FIRST].membrane.compare = LIF_AT_OR_ABOVE;
    n->params[FIRST].adapts = true;
    n->params[FIRST].adaptation_tau_s = 0.1;
    n->params[FIRST].jump_v = 1e-3;
    n->params[0].membrane.v_initial_v += 1e-3;
    n->params[0].drive = 1e-4;
    prepare(&job, n);
    cosim_nir_report *report = cosim_nir_report_new(arena);
    assert_non_null(cosim_nir_graph_tree(arena, &job, report, &diag));
    assert_true(says(report, "NIR cannot say a refractory time (of `second`): "));
    assert_true(says(report, "NIR cannot say that a spike raises the threshold (of `second`): "));
    assert_true(
        says(report, "NIR cannot say that a membrane at the threshold spikes (of `second`): "));
    assert_true(says(report, "NIR cannot say where a membrane starts (of `first.one`): "));
    assert_true(says(
        report, "NIR cannot say a constant drive of a neuron with a synapse (of `first.one`): "));
    assert_int_equal(report->count, 5);
    cosim_network_job_close(&job);
    cosim_network_free(n);
    cosim_arena_free(arena);
}

/* A bias has no delay: a constant that comes in later is refused, and not dropped. */
static void late_constant(void **state)
{
    (void)state;
    uint64_t random = splitmix_seed(4711);
    cosim_diag diag;
    cosim_arena *arena = cosim_arena_new();
    cosim_network *n = draw(&random);
    cosim_network_job job;
    unsigned row;
    assert_int_equal(cosim_network_find_input(n, INPUTS, 1, 0, &row, &diag), 0);
    weigh(n, &random, false, row, 0);
    prepare(&job, n);
    assert_null(cosim_nir_graph_tree(arena, &job, cosim_nir_report_new(arena), &diag));
    assert_non_null(strstr(diag.message, "a constant comes in with a delay"));
    cosim_network_job_close(&job);
    cosim_network_free(n);
    cosim_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(round_trip), cmocka_unit_test(losses),
                                       cmocka_unit_test(late_constant)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
