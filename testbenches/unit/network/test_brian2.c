// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The network that Brian 2 ran (brian2_exact.txt): the reference has its spikes, every one and no
 * other; so has a core of 32 bits with 16-bit weights in front of the judge; and neurons and inputs
 * that a larger core has beside it change nothing. */
#include "core_fixture.h"
#include "neuron_fixture.h"
#include "circuit/core_model.h"
#include "lif_core_model.h"
#include "network/finish.h"
#include "network/stream.h"
#include "network/text.h"
#include "run/core_run.h"

#include <stdlib.h>
#include <string.h>

static const char path[] = "testbenches/unit/network/brian2_exact.txt";

static cosim_network *network_of(const lif_core_format *format, unsigned neurons, unsigned inputs)
{
    cosim_diag diag;
    cosim_network *n = cosim_network_read_text(path, &diag);
    if (n == NULL || cosim_network_finish(n, format, neurons, inputs, &diag) != 0) {
        fail_msg("%s:%u: %s", diag.place.file, diag.place.line, diag.message);
    }
    return n;
}

static lif_core_format format_of(unsigned width, unsigned fraction, unsigned leak, unsigned weight)
{
    lif_core_format f = core_format(width, fraction, leak, LIF_HALF_UP, weight);
    f.receptors = 2;
    f.accumulator_width = weight + 8;
    return f;
}

/* Returns whether this neuron spikes in Brian 2. *next, 0 at first, is moved on: the list is in the
 * order of ticks, and within one in that of neurons. */
static bool is_listed(const cosim_network *n, size_t *next, uint64_t tick, unsigned neuron)
{
    const bool listed =
        *next < n->spike_count && n->spike[*next].tick == tick && n->spike[*next].source == neuron;
    *next += listed;
    return listed;
}

static void reference_has_its_spikes(void **state)
{
    const unsigned *size = *state;
    const lif_core_format f = format_of(32, 20, 31, 16);
    cosim_network *n = network_of(&f, size[0], size[1]);
    uint32_t events[256];
    uint8_t spike[256];
    size_t next_spike = 0;
    cosim_network_stream stream;
    cosim_diag diag;
    unsigned differ = 0;
    lif_core_model m;
    assert_int_equal(n->ticks, 3000);
    assert_int_equal(n->spike_count, 596);
    assert_int_equal(core_model_new(&m, &n->net, &f, NULL), LIF_OK);
    assert_int_equal(cosim_network_stream_start(&stream, n, &diag), 0);
    for (uint64_t t = 0; t < n->ticks; t++) {
        const size_t count = cosim_network_stream_next(&stream, t, events, 256);
        for (size_t k = 0; k < count; k++) {
            lif_core_model_event(&m, events[k]);
        }
        lif_core_model_tick(&m, spike);
        for (unsigned i = 0; i < size[0]; i++) {
            differ += spike[i] != is_listed(n, &next_spike, t, i);
        }
    }
    assert_int_equal(stream.next, n->event_count);
    assert_int_equal(next_spike, n->spike_count);
    assert_int_equal(differ, 0);
    assert_int_equal(m.clips, 0);
    core_model_free(&m);
    cosim_network_free(n);
}

static cosim_core_result run(const lif_core_format *f, unsigned neurons, unsigned inputs)
{
    cosim_network *n = network_of(f, neurons, inputs);
    struct lif_core_dut_ops ops = cosim_core_model_ops;
    cosim_network_stream stream;
    lif_core_image image;
    lif_error error;
    cosim_core_result r;
    cosim_diag diag;
    ops.format = *f;
    assert_int_equal(cosim_network_stream_start(&stream, n, &diag), 0);
    lif_core_dut *dut = ops.open(&ops, diag.message, sizeof diag.message);
    assert_non_null(dut);
    if (cosim_core_quantise(&n->net, f, &image, NULL, &error) != LIF_OK) {
        fail_msg("%s: %s", error.key, error.message);
    }
    const cosim_core_job job = {.judged = {.net = &n->net,
                                           .format = f,
                                           .image = &image,
                                           .weights_effect = true,
                                           .tolerance = 1e-3},
                                .source = {cosim_network_stream_next, &stream},
                                .ticks = n->ticks};
    if (cosim_core_run(&job, &ops, dut, &r, &diag) != 0) {
        fail_msg("%s", diag.message);
    }
    ops.close(dut);
    cosim_core_image_free(&image);
    cosim_network_free(n);
    return r;
}

static void cores_are_judged(void **state)
{
    (void)state;
    const lif_core_format c32 = format_of(32, 24, 31, 16), c24 = format_of(24, 18, 24, 8);
    cosim_core_result r = run(&c32, 64, 16);
    assert_int_equal(r.verdict, COSIM_PASS);
    assert_int_equal(r.spikes, 596);
    assert_true(r.free_running[1].identical); /* it is the list of Brian 2 */
    r = run(&c32, 128, 32);
    assert_int_equal(r.verdict, COSIM_PASS);
    assert_int_equal(r.spikes, 596);
    assert_true(r.free_running[1].identical);
    r = run(&c24, 64, 16); /* 8-bit weights: another network, on which the core is right */
    assert_int_equal(r.verdict, COSIM_PASS);
    assert_true(r.weights_effect > 1e-4 && r.spikes > 300);
    print_message("# 24/18/24: %llu spikes, Brian 2 596; the weights' rounding moves a membrane by "
                  "%.2e\n",
                  (unsigned long long)r.spikes, r.weights_effect);
}

int main(void)
{
    static unsigned own[] = {64, 16}, larger[] = {96, 40};
    const struct CMUnitTest tests[] = {
        {"the reference has the spikes of Brian 2", reference_has_its_spikes, NULL, NULL, own},
        {"in a larger core too", reference_has_its_spikes, NULL, NULL, larger},
        cmocka_unit_test(cores_are_judged)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
