// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Each scenario file of a published model is held against its golden file: currents and drives to
 * the last bits, holds exactly, and the spike lists of the circuit and of the reference equal to
 * the published one. */
#include "golden.h"
#include "neuron_fixture.h"
#include "published_models.h"
#include "circuit/open.h"
#include "result/result.h"
#include "scenario/current.h"
#include "scenario/read.h"
#include "lif_model.h"

#include <dirent.h>
#include <float.h>
#include <math.h>

enum { ROWS = 103489 };

static char folder[512];
static golden data;

/* Reads the scenario of model i, and its golden file into `data`. */
static cosim_scenario *load(size_t i)
{
    char path[256];
    cosim_scenario *scenario = NULL;
    cosim_diag diag;
    snprintf(path, sizeof path, "sim/scenarios/%s.yaml", published_models[i].scenario);
    if (cosim_scenario_read(path, NULL, 0, NULL, &scenario, &diag) != 0) {
        fail_msg("%s:%u:%u: %s", diag.place.file, diag.place.line, diag.place.column, diag.message);
    }
    golden_read(&data, folder, published_models[i].golden);
    assert_string_equal(scenario->name, published_models[i].scenario);
    assert_int_equal(scenario->steps, data.steps);
    return scenario;
}

/* This is how far two correct programs may differ in the current of a step [A]: 2 ulp for the
 * value, which the change of units rounds too; and for a sine or a decay the rounding of its phase
 * or exponent, which is a product of three or four rounded factors on each side. */
static double current_room(const cosim_scenario *scenario, uint64_t n)
{
    double room_a = 0.0;
    for (size_t i = 0; i < scenario->stimulus_count; i++) {
        const lif_stimulus *s = &scenario->stimuli[i];
        const double t = (double)(n + (scenario->sample == LIF_SAMPLE_END)) * scenario->params.dt_s;
        if (s->kind == LIF_STIMULUS_SINE) {
            const double phase = 8.0 * atan(1.0) * s->u.sine.frequency_hz * t; /* without start */
            room_a += fabs(s->u.sine.amplitude_a) * (2.0 + 4.0 * phase);
            room_a += 2.0 * fabs(s->u.sine.offset_a);
        } else if (s->kind == LIF_STIMULUS_DECAY) {
            const double exponent = t / s->u.decay.tau_s;
            room_a += fabs(s->u.decay.peak_a) * exp(-exponent) * (2.0 + 4.0 * exponent);
        }
    }
    return room_a * DBL_EPSILON;
}

static void compare_currents(const cosim_scenario *scenario, const golden_units *u)
{
    static double current_a[GOLDEN_MOST_STEPS];
    const bool edges = scenario->stimuli[0].kind == LIF_STIMULUS_STEP;
    cosim_current stream;
    size_t active = 0;
    assert_int_equal(cosim_current_start(&stream, scenario), 0);
    cosim_current_next(&stream, (size_t)scenario->steps, current_a);
    cosim_current_free(&stream);
    for (size_t n = 0; n < data.steps; n++) {
        const double expected = data.current[n], ours = current_a[n] / u->a;
        const double room = current_room(scenario, n) / u->a + 2.0 * DBL_EPSILON * fabs(expected);
        if (!(fabs(ours - expected) <= room) || (edges && (ours == 0.0) != (expected == 0.0))) {
            fail_msg("%s step %zu current: expected %.17g, observed %.17g (room %.3g)",
                     scenario->name, n, expected, ours, room);
        }
        active += expected != 0.0;
    }
    assert_true(active > 0);
}

static void currents_are_the_published_ones(void **state)
{
    size_t compared = 0;
    (void)state;
    for (size_t i = 0; i < PUBLISHED_MODELS; i++) {
        cosim_scenario *scenario = load(i);
        compare_currents(scenario, &published_models[i].units);
        compared += data.steps;
        cosim_scenario_free(scenario);
    }
    /* The steps are 5 x 500, 2 x 499, 8 x 1000, 3 x 3000, 2000, 8 x 9999, 999. */
    assert_int_equal(compared, ROWS);
}

/* The drive is u = E + G*I: to the bit in the source's units; in SI units parameters and products
 * round once more each. Holds are exact. */
static void drives_and_holds_are_the_published_ones(void **state)
{
    size_t compared = 0;
    (void)state;
    for (size_t i = 0; i < PUBLISHED_MODELS; i++) {
        cosim_scenario *scenario = load(i);
        const golden_units *u = &published_models[i].units;
        lif_model model;
        lif_model_state at;
        lif_model_start(&model, &at, &scenario->params);
        assert_true(fabs(scenario->params.dt_s / u->s - data.dt) <= 2.0 * DBL_EPSILON * data.dt);
        for (size_t n = 0; n < data.steps; n++, compared++) {
            const double product = data.gain * data.current[n];
            const double ours = lif_model_drive(&model, data.current[n] * u->a) / u->v;
            const double room = 4.0 * DBL_EPSILON * (fabs(data.rest) + fabs(product));
            assert_true(data.drive[n] == data.rest + product);
            if (!(fabs(ours - data.drive[n]) <= room)) {
                fail_msg("%s step %zu drive: expected %.17g, observed %.17g", scenario->name, n,
                         data.drive[n], ours);
            }
            assert_int_equal(lif_hold_at(&scenario->params, n), data.hold[n]);
        }
        cosim_scenario_free(scenario);
    }
    assert_int_equal(compared, ROWS);
}

static void same_list(const char *who, const char *name, const uint64_t *spikes, size_t count)
{
    if (count != data.spike_count ||
        (count > 0 && memcmp(spikes, data.spikes, count * sizeof *spikes) != 0)) {
        fail_msg("%s: the list of the %s differs from the published one (%zu spikes, published "
                 "%zu)",
                 name, who, count, data.spike_count);
    }
}

static void spike_lists_are_the_published_ones(void **state)
{
    cosim_dut *dut = fixture_dut(*state);
    size_t spikes = 0, knife_edges = 0;
    for (size_t i = 0; i < PUBLISHED_MODELS; i++) {
        cosim_scenario *scenario = load(i);
        cosim_result r;
        assert_true(scenario->expect.stated);
        same_list("scenario", scenario->name, scenario->expect.spikes, scenario->expect.count);
        fixture_run(scenario, dut, &r);
        assert_int_equal(r.verdict, COSIM_PASS);
        assert_int_equal(r.exact.compared, data.steps);
        assert_int_equal(r.bounded.verdict, COSIM_PASS);
        if (scenario->expect.knife_edge) { /* decided by the last bit of a double: not judged */
            knife_edges++;
        } else {
            assert_int_equal(r.expect.verdict, COSIM_PASS);
            same_list("circuit", scenario->name, r.dut_spikes.steps, r.dut_spikes.count);
            same_list("reference", scenario->name, r.reference_spikes.steps,
                      r.reference_spikes.count);
        }
        spikes += r.dut_spikes.count;
        cosim_result_free(&r);
        cosim_scenario_free(scenario);
    }
    assert_int_equal(knife_edges, 1); /* nd_step_1p0 alone */
    assert_true(spikes > 600);
    cosim_dut_close(dut);
}

static size_t files_in(const char *path, const char *ending)
{
    size_t count = 0;
    DIR *directory = opendir(path);
    assert_non_null(directory);
    for (const struct dirent *entry; (entry = readdir(directory)) != NULL;) {
        const char *dot = strrchr(entry->d_name, '.');
        count += dot != NULL && strcmp(dot, ending) == 0;
    }
    closedir(directory);
    return count;
}

/* Neither a golden file nor a scenario is forgotten by the list above (which names each once). */
static void none_is_forgotten(void **state)
{
    (void)state;
    assert_int_equal(files_in(folder, ".csv"), PUBLISHED_MODELS);
    assert_int_equal(files_in("sim/scenarios", ".yaml"), PUBLISHED_MODELS);
}

int main(int argc, char **argv)
{
    static char q8_24[] = "q8_24", model[] = "model:q8_24";
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(currents_are_the_published_ones),
        cmocka_unit_test(drives_and_holds_are_the_published_ones),
        {"q8_24 and the reference give the published spikes", spike_lists_are_the_published_ones,
         NULL, NULL, q8_24},
        {"the integer model gives the published spikes", spike_lists_are_the_published_ones, NULL,
         NULL, model},
        cmocka_unit_test(none_is_forgotten),
    };
    (void)argc;
    golden_folder(argv[0], folder, sizeof folder);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
