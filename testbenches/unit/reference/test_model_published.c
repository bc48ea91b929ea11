// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The float reference is held against the published models: with the current and the holds of a
 * golden file it gives exactly its spikes, and its membrane. */
#include "golden.h"
#include "published_models.h"
#include "lif_model.h"

#include <float.h>
#include <math.h>

static char folder[512];
static golden data;

/* These are the canonical fields that golden.h does not read, in the source's units. */
static lif_params canonical_params(const published_model *p, double *gain)
{
    static char text[1 << 17];
    FILE *file = golden_open(folder, p->golden, ".json");
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    yajl_val root = yajl_tree_parse(text, NULL, 0);
    assert_non_null(root);
    const char *method = YAJL_GET_STRING(golden_node(root, "canonical", "method"));
    const char *compare = YAJL_GET_STRING(golden_node(root, "canonical", "cmp"));
    const char *reset = YAJL_GET_STRING(golden_node(root, "canonical", "reset"));
    assert_true(strcmp(method, "exp") == 0 || strcmp(method, "euler") == 0);
    assert_true(strcmp(compare, "ge") == 0 || strcmp(compare, "gt") == 0);
    assert_string_equal(reset, "value");
    const lif_params params = {
        .method = strcmp(method, "exp") == 0 ? LIF_EXPONENTIAL : LIF_EULER,
        .compare = strcmp(compare, "ge") == 0 ? LIF_AT_OR_ABOVE : LIF_ABOVE,
        .reset_mode = LIF_RESET_TO_VALUE,
        .dt_s = golden_value(root, "canonical", "dt") * p->units.s,
        .tau_s = golden_value(root, "canonical", "tau") * p->units.s,
        .r_ohm = golden_value(root, "canonical", "G") * (p->units.v / p->units.a),
        .v_rest_v = golden_value(root, "canonical", "E") * p->units.v,
        .v_threshold_v = golden_value(root, "canonical", "theta") * p->units.v,
        .v_reset_v = golden_value(root, "canonical", "v_reset") * p->units.v,
        .v_initial_v = golden_value(root, "canonical", "x0") * p->units.v,
        .initial_hold = (uint32_t)golden_value(root, "canonical", "c0")};
    *gain = golden_value(root, "canonical", "G");
    yajl_tree_free(root);
    return params;
}

/* One source takes each step from the difference of its rounded times: k varies by this part. Its
 * JSON says so in canonical.k_note. */
static double leak_jitter(const published_model *p)
{
    return strcmp(p->golden, "mus2a_time_default") == 0 ? 7.1e-14 : 0.0;
}

/* This is how far two correct programs may be apart, in the source's unit, with e = 2^-53 a half
 * ulp. Inherited: (1-k) times the room before. The drive: each of rest, gain, current and their
 * units rounds in SI, as do product and sum: k * e * (4 |E| + 9 |G I|). The leak: dt, tau and their
 * quotient round in SI, 5 e of k; and 2 e of exp; and the jitter. The update's own roundings on
 * both sides, and the way back to the source's unit: 4 e (|u| + |v|). */
static double next_room(double room, double leak, double jitter, double v, double rest,
                        double product)
{
    const double e = 0.5 * DBL_EPSILON, u = rest + product;
    return (1.0 - leak) * room + leak * e * (4.0 * fabs(rest) + 9.0 * fabs(product)) +
           (e * (5.0 * leak + 2.0) + jitter * leak) * fabs(u - v) + 4.0 * e * (fabs(u) + fabs(v));
}

typedef struct comparison {
    size_t rows, spikes;
    double usage;            /* largest difference, in its room */
    size_t first_difference; /* of the spikes; the number of steps if none */
} comparison;

/* Compares up to the first spike that differs; what comes after it is another run. */
static comparison compare_membranes(const published_model *p)
{
    static double current_a[GOLDEN_MOST_STEPS], after[GOLDEN_MOST_STEPS];
    static uint8_t spike[GOLDEN_MOST_STEPS];
    double gain;
    lif_model model;
    lif_model_state start;
    lif_error error = {LIF_OK, "", ""};
    const lif_params params = canonical_params(p, &gain);
    comparison c = {.first_difference = data.steps};
    if (lif_params_validate(&params, &error) != LIF_OK) {
        fail_msg("%s: %s: %s", p->golden, error.key, error.message);
    }
    for (size_t n = 0; n < data.steps; n++) {
        current_a[n] = data.current[n] * p->units.a;
    }
    lif_model_start(&model, &start, &params);
    double v = start.v / p->units.v;
    double room = DBL_EPSILON * fabs(v);
    lif_model_run(&model, &start, data.steps, current_a, data.hold, 0, NULL, after, spike);
    uint32_t held = params.initial_hold;
    for (size_t n = 0; n < data.steps && c.first_difference == data.steps; n++) {
        if (spike[n] != data.spike[n]) {
            c.first_difference = n;
            break;
        }
        if (held > 0) {
            held--;
        } else if (spike[n]) {
            room = DBL_EPSILON * fabs(params.v_reset_v / p->units.v);
            held = data.hold[n];
        } else {
            room =
                next_room(room, model.leak, leak_jitter(p), v, data.rest, gain * data.current[n]);
        }
        v = data.membrane[n];
        const double difference = fabs(after[n] / p->units.v - v);
        if (!(difference <= room)) {
            fail_msg("%s step %zu membrane: expected %.17g, observed %.17g (room %.3g)", p->golden,
                     n, v, after[n] / p->units.v, room);
        }
        c.usage = room > 0.0 ? fmax(c.usage, difference / room) : c.usage;
        c.spikes += spike[n];
        c.rows++;
    }
    return c;
}

static void spikes_and_membranes_are_the_published_ones(void **state)
{
    (void)state;
    size_t rows = 0, spikes = 0, judged = 0, expected = 0;
    double usage = 0.0;
    for (size_t i = 0; i < PUBLISHED_MODELS; i++) {
        const published_model *p = &published_models[i];
        golden_read(&data, folder, p->golden);
        const comparison c = compare_membranes(p);
        usage = fmax(usage, c.usage);
        if (strcmp(p->golden, "nd_step_1p0") == 0) { /* drive and threshold are both 1 mV */
            print_message("# %s is decided by double rounding: %s\n", p->golden,
                          c.first_difference == data.steps ? "equal" : "different");
            continue;
        }
        if (c.first_difference != data.steps) {
            fail_msg("%s step %zu: the spike differs from the published one", p->golden,
                     c.first_difference);
        }
        assert_int_equal(c.rows, data.steps);
        assert_int_equal(c.spikes, data.spike_count);
        rows += c.rows;
        spikes += c.spikes;
        expected += data.spike_count;
        judged++;
    }
    print_message("# %zu steps, %zu spikes, largest difference %.2f of its room\n", rows, spikes,
                  usage);
    assert_int_equal(judged, PUBLISHED_MODELS - 1);
    assert_int_equal(rows, 103489 - 1000);
    assert_true(spikes == expected && spikes > 500);
    assert_true(usage > 0.05); /* else the room would prove nothing */
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spikes_and_membranes_are_the_published_ones),
    };
    (void)argc;
    golden_folder(argv[0], folder, sizeof folder);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
