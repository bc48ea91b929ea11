// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Cores are opened as shared objects, and what is none is refused by its name; the integer model
 * says what it is asked too early. */
#include "core_fixture.h"
#include "neuron_fixture.h"
#include "circuit/core_model.h"
#include "circuit/core_open.h"

#include <string.h>

/* Tells whether nothing of a circuit is open. */
static bool is_closed(const cosim_core_dut *dut)
{
    return dut->instance == NULL && dut->library == NULL;
}

static void refused(const char *path, const char *text)
{
    cosim_core_dut dut;
    cosim_diag diag = {.message = ""};
    assert_int_equal(cosim_core_dut_open(&dut, path, &diag), -1);
    assert_true(is_closed(&dut));
    if (strstr(diag.message, text) == NULL) {
        fail_msg("\"%s\" is not in: %s", text, diag.message);
    }
}

static void opens_cores_alone(void **state)
{
    (void)state;
    cosim_core_dut dut;
    cosim_diag diag;
    refused("build/no/such.so", "build/no/such.so: cannot be opened");
    refused("testbenches/faults/core_model.txt", "cannot be opened");
    refused("build/dut/q8_24.so", "exports no lif_core_dut_ops");
    assert_int_equal(cosim_core_dut_open(&dut, "build/faults/core_model/above.so", &diag), 0);
    assert_string_equal(dut.ops.name, "core model");
    assert_int_equal(cosim_core_dut_start(&dut, &diag), 0);
    cosim_core_dut_close(&dut);
    assert_true(is_closed(&dut));
}

static void a_model_is_asked_too_early(void **state)
{
    (void)state;
    const struct lif_core_dut_ops *ops = &cosim_core_model_ops;
    char error[100];
    lif_core_dut *dut = ops->open(ops, error, sizeof error);
    lif_core_seen seen = core_seen_new(2);
    lif_core_tick tick = {.seen = &seen};
    lif_core_image image, other;
    lif_core_format format;
    unsigned neurons;
    assert_non_null(dut);
    assert_int_equal(cosim_core_image_new(&image, 2, 1, NULL), LIF_OK);
    assert_int_equal(cosim_core_image_new(&other, 3, 1, NULL), LIF_OK);
    assert_string_equal(ops->message(dut), "");
    assert_int_equal(ops->tick(dut, &tick), -1);
    assert_non_null(strstr(ops->message(dut), "no words yet"));
    assert_int_equal(ops->read_back(dut, &image), -1);
    assert_non_null(strstr(ops->message(dut), "no image of this size"));
    image.word[1].threshold_fx = 77;
    assert_int_equal(ops->configure(dut, &image, 1), 0);
    assert_int_equal(ops->read_back(dut, &other), -1);
    image.word[1].threshold_fx = 0;
    assert_int_equal(ops->read_back(dut, &image), 0);
    assert_int_equal(image.word[1].threshold_fx, 77);
    assert_int_equal(ops->elaborated(dut, &format, &neurons), 0);
    assert_int_equal(format.state.state_width, 24);
    assert_int_equal(neurons, 0);
    ops->close(dut);
    ops->close(NULL);
    cosim_core_image_free(&image);
    cosim_core_image_free(&other);
    core_seen_free(&seen);
}

/* Two runs on one instance: the second begins as the first did. */
static void a_second_run_is_the_first(void **state)
{
    (void)state;
    const lif_core_format format = core_format(24, 18, 24, LIF_RESIDUAL, 8);
    const core_draw draw = {.neurons = 20, .inputs = 4};
    struct lif_core_dut_ops ops = cosim_core_model_ops;
    core_random made;
    lif_core_image image;
    lif_random random;
    char error[100];
    int32_t words[2][100];
    lif_random_seed(&random, fixture_seed("two runs of a core"));
    core_random_new(&made, &random, &format, &draw);
    assert_int_equal(cosim_core_quantise(&made.net, &made.format, &image, NULL, NULL), LIF_OK);
    ops.format = made.format;
    lif_core_dut *dut = ops.open(&ops, error, sizeof error);
    lif_core_seen seen = core_seen_new(20);
    uint8_t shown[20];
    uint32_t spikes[20];
    for (int run = 0; run < 2; run++) {
        assert_int_equal(ops.configure(dut, &image, 1), 0);
        for (uint32_t t = 0; t < 200; t++) {
            const uint32_t event = t % 4;
            lif_core_tick tick = {.events = &event,
                                  .event_count = 1,
                                  .seen = &seen,
                                  .shown = shown,
                                  .spikes = spikes};
            assert_int_equal(ops.tick(dut, &tick), 0);
        }
        memcpy(words[run], seen.synapse_fx[0], sizeof words[run]);
    }
    assert_memory_equal(words[0], words[1], sizeof words[0]);
    ops.close(dut);
    core_seen_free(&seen);
    cosim_core_image_free(&image);
    core_random_free(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(opens_cores_alone),
                                       cmocka_unit_test(a_model_is_asked_too_early),
                                       cmocka_unit_test(a_second_run_is_the_first)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
