// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A NIR graph is refused by name where it has no meaning on a core; of what is taken, the report
 * says what was assumed. */
#include "nir_tree.h"

#include <math.h>
#include <stdlib.h>

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
    if (diag.place.file[0] == '\0' && strstr(diag.message, "network: ") != diag.message) {
        fail_msg("no place: %s", diag.message);
    }
    if (strchr(diag.message, ';') == NULL) {
        fail_msg("no remedy: %s", diag.message);
    }
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

/* More than a core could have is refused at the file, too. */
static void limits(void **state)
{
    (void)state;
    enum { MANY = 40000, ALL = COSIM_NETWORK_NEURONS };
    static const double bias[] = {0.5};
    cosim_diag diag;
    double *weight = calloc(ALL, sizeof *weight);
    assert_non_null(weight);
    for (size_t i = 0; i < ALL; i++) {
        weight[i] = 1.0;
    }
    build b = begin();
    input(&b, MANY);
    one(&b, node_in(&b, b.nodes, "late", "Delay"), "delay", 1e-3);
    set(&b, node_in(&b, b.nodes, "fc", "Linear"), "weight", 1, MANY, weight);
    simple(&b, "lif", "CubaLIF");
    edge(&b, "in", "late");
    edge(&b, "in", "fc");
    edge(&b, "late", "fc");
    edge(&b, "fc", "lif");
    put_edges(&b, b.graph);
    assert_null(network_of(&b, &usual, MANY, NULL, &diag));
    assert_non_null(strstr(diag.message, "more than 65536 rows of inputs"));
    assert_string_equal(diag.place.file, "graph.nir");
    cosim_arena_free(b.arena);

    b = begin();
    input(&b, ALL);
    cosim_hdf *affine = node_in(&b, b.nodes, "fc", "Affine");
    set(&b, affine, "weight", 1, ALL, weight);
    set(&b, affine, "bias", 0, 1, bias);
    simple(&b, "lif", "CubaLIF");
    edge(&b, "in", "fc");
    edge(&b, "fc", "lif");
    put_edges(&b, b.graph);
    assert_null(network_of(&b, &usual, ALL, NULL, &diag));
    assert_non_null(strstr(diag.message, "all of them together 65536"));
    assert_string_equal(diag.place.file, "graph.nir");
    cosim_arena_free(b.arena);
    free(weight);
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
    const struct CMUnitTest tests[] = {cmocka_unit_test(nodes),   cmocka_unit_test(edges),
                                       cmocka_unit_test(limits),  cmocka_unit_test(sources),
                                       cmocka_unit_test(reports), cmocka_unit_test(shapes),
                                       cmocka_unit_test(readouts)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
