// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The stimuli give the published currents: every compared row of every golden file. */
#include "golden.h"
#include "published_stimuli.h"

#include "lif_model.h"

#include <dirent.h>
#include <float.h>

static char folder[512];
static golden data;

/* How far two correct programs may differ in the current of a step, in the golden unit: 2 ulp for
 * the value, which the change of units rounds too; and for a sine or a decay the rounding of its
 * phase or exponent, which is a product of three or four rounded factors on each side. */
static double current_room(const published *p, uint64_t n)
{
    double room_a = 0.0;
    for (size_t i = 0; i < p->count; i++) {
        const lif_stimulus *s = &p->stimuli[i];
        const double t = (double)(n + (p->sample == LIF_SAMPLE_END)) * p->dt_s;
        if (s->kind == LIF_STIMULUS_SINE) {
            const double phase = 8.0 * atan(1.0) * s->u.sine.frequency_hz * t; /* without start */
            room_a += fabs(s->u.sine.amplitude_a) * (2.0 + 4.0 * phase);
            room_a += 2.0 * fabs(s->u.sine.offset_a);
        } else if (s->kind == LIF_STIMULUS_DECAY) {
            const double exponent = t / s->u.decay.tau_s;
            room_a += fabs(s->u.decay.peak_a) * exp(-exponent) * (2.0 + 4.0 * exponent);
        }
    }
    return room_a * DBL_EPSILON / p->golden_a;
}

/* Returns how many rows were compared; *active how many of them have a current. */
static size_t compare_currents(const published *p, size_t *active)
{
    static double current_a[GOLDEN_MOST_STEPS];
    for (size_t i = 0; i < p->count; i++) {
        lif_error error = {0};
        lif_stimulus_state stream;
        if (lif_stimulus_validate(&p->stimuli[i], p->dt_s, p->steps, &error) != LIF_OK)
            fail_msg("%s: %s", p->name, error.message);
        if (i == 0)
            memset(current_a, 0, sizeof current_a);
        lif_stimulus_start(&stream, &p->stimuli[i], p->dt_s, p->sample, p->steps);
        lif_stimulus_add(&stream, (size_t)p->steps, current_a);
    }
    for (size_t n = 0; n < data.steps; n++) {
        const double expected = data.current[n];
        const double ours = current_a[n] / p->golden_a;
        const double room = current_room(p, n) + 2.0 * DBL_EPSILON * fabs(expected);
        if (!(fabs(ours - expected) <= room) ||
            (p->stimuli[0].kind == LIF_STIMULUS_STEP && (ours == 0.0) != (expected == 0.0)))
            fail_msg("%s step %zu current: expected %.17g, observed %.17g (room %.3g)", p->name, n,
                     expected, ours, room);
        *active += expected != 0.0;
    }
    return data.steps;
}

static void every_stimulus_gives_the_published_current(void **state)
{
    (void)state;
    static published list[PUBLISHED_MODELS];
    published_models(list);
    size_t compared = 0;
    for (size_t i = 0; i < PUBLISHED_MODELS; i++) {
        golden_read(&data, folder, list[i].name);
        assert_true(list[i].steps == data.steps);
        assert_true(fabs(list[i].dt_s / list[i].golden_s - data.dt) <= 2.0 * DBL_EPSILON * data.dt);
        size_t active = 0;
        compared += compare_currents(&list[i], &active);
        assert_true(active > 0);
    }
    /* 5 x 500, 2 x 499, 8 x 1000, 3 x 3000, 2000, 8 x 9999, 999 */
    assert_int_equal(compared, 103489);
}

/* The drive u = E + G*I: to the bit in the source's units; in SI units the parameters and products
 * round once more each. */
static void the_drive_is_rest_plus_gain_times_current(void **state)
{
    (void)state;
    static published list[PUBLISHED_MODELS];
    published_models(list);
    size_t compared = 0;
    for (size_t i = 0; i < PUBLISHED_MODELS; i++) {
        const published *p = &list[i];
        golden_read(&data, folder, p->name);
        const lif_model model = {.rest_v = p->rest_v, .gain_ohm = p->gain_ohm};
        for (size_t n = 0; n < data.steps; n++, compared++) {
            assert_true(data.drive[n] == data.rest + data.gain * data.current[n]);
            const double product = data.gain * data.current[n];
            const double ours =
                lif_model_drive(&model, data.current[n] * p->golden_a) / p->golden_v;
            const double room = 4.0 * DBL_EPSILON * (fabs(data.rest) + fabs(product));
            if (!(fabs(ours - data.drive[n]) <= room))
                fail_msg("%s step %zu drive: expected %.17g, observed %.17g", p->name, n,
                         data.drive[n], ours);
        }
    }
    assert_int_equal(compared, 103489);
}

/* No golden file is forgotten by the list above. */
static void every_golden_file_is_compared(void **state)
{
    (void)state;
    static published list[PUBLISHED_MODELS];
    published_models(list);
    DIR *directory = opendir(folder);
    assert_non_null(directory);
    size_t files = 0;
    for (const struct dirent *entry; (entry = readdir(directory)) != NULL;) {
        const char *dot = strrchr(entry->d_name, '.');
        if (dot == NULL || strcmp(dot, ".csv") != 0)
            continue;
        size_t known = 0;
        for (size_t i = 0; i < PUBLISHED_MODELS; i++)
            known += strlen(list[i].name) == (size_t)(dot - entry->d_name) &&
                     strncmp(list[i].name, entry->d_name, strlen(list[i].name)) == 0;
        if (known != 1)
            fail_msg("%s is in the list %zu times", entry->d_name, known);
        files++;
    }
    closedir(directory);
    assert_int_equal(files, PUBLISHED_MODELS);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_stimulus_gives_the_published_current),
        cmocka_unit_test(the_drive_is_rest_plus_gain_times_current),
        cmocka_unit_test(every_golden_file_is_compared),
    };
    (void)argc;
    golden_folder(argv[0], folder, sizeof folder);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
