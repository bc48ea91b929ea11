// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Networks in the project's own text form: each statement does what it says, what is none is
 * refused with its line, and what a core cannot hold is refused when the network is finished. */
#include "core_fixture.h"
#include "neuron_fixture.h"
#include "network/finish.h"
#include "network/stream.h"
#include "network/text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static cosim_network *read_text(const char *text, cosim_diag *diag)
{
    char path[] = "/tmp/network-XXXXXX";
    const int handle = mkstemp(path);
    FILE *file = handle >= 0 ? fdopen(handle, "w") : NULL;
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
    cosim_network *n = cosim_network_read_text(path, diag);
    unlink(path);
    return n;
}

#define BASE                                                                                       \
    "network 3 2 2\n"                                                                              \
    "neuron 0..2 step 1e-3\nneuron 0..2 time_constant 10e-3\nneuron 0..2 resistance 2\n"           \
    "neuron 0..2 threshold 0.5\nsynapse 0..2 0 time_constant 5e-3\n"                               \
    "synapse 0..2 1 time_constant 8e-3\n"

static void statements(void **state)
{
    (void)state;
    static const char text[] =
        "# a comment\n" BASE "ticks 77 # and another\nseed 4711\n"
        "neuron 1 method euler\nneuron 1 adaptation_method euler\nneuron 1 refractory 7\n"
        "neuron 1 refractory_rule brian2\nneuron 1 compare above\n"
        "neuron 1 reset_mode by-subtraction\nneuron 1 freeze yes\nneuron 1 rest -0.1\n"
        "neuron 1 reset -0.2\nneuron 1 initial -0.05\nneuron 1 initial_hold 3\nneuron 1 drive "
        "0.25\n"
        "neuron 1 adaptation 0.1\nneuron 1 jump 0.02\nneuron 1 noise 0.03\n"
        "synapse 1 1 method euler\nsynapse 1 1 coupling euler\n"
        "row 0 0 1 5\nrow 4 3 1 1\nweight 0 1 0.25 volts\nweight 0 1 -0.5 amperes\n"
        "event 3 0\nevent 3 0\nevent 9 1\nspike 5 2\n";
    cosim_diag diag;
    const lif_core_format f = core_format(24, 16, 24, LIF_HALF_UP, 8);
    lif_core_format two = f;
    two.receptors = 2;
    cosim_network *n = read_text(text, &diag);
    if (n == NULL) {
        fail_msg("line %u: %s", diag.place.line, diag.message);
    }
    const lif_core_params *p = &n->params[1];
    assert_int_equal(n->ticks, 77);
    assert_int_equal(n->seed, 4711);
    assert_true(p->membrane.method == LIF_EULER && p->adaptation_method == LIF_EULER);
    assert_true(p->membrane.refractory_rule == LIF_REFRACTORY_BRIAN2 && p->freeze && p->adapts);
    assert_true(p->membrane.compare == LIF_ABOVE && p->drive == 0.25 && p->jump_v == 0.02);
    assert_true(p->membrane.reset_mode == LIF_RESET_BY_SUBTRACTION);
    assert_true(p->synapse[1].method == LIF_EULER && p->synapse[1].coupling == LIF_COUPLING_EULER);
    assert_true(n->params[0].membrane.method == LIF_EXPONENTIAL && !n->params[0].adapts);
    assert_int_equal(n->input[0].row.most, 5);
    assert_int_equal(n->own[2].delay, 3);
    assert_int_equal(n->input[1].row.delay, 0);
    assert_int_equal(n->own[0].delay, 1);
    assert_int_equal(n->event_count, 3);
    assert_int_equal(n->spike_count, 1);
    if (cosim_network_finish(n, &two, 5, 4, &diag) != 0) {
        fail_msg("%s", diag.message);
    }
    assert_int_equal(n->net.neuron[1].hold, 6);
    assert_int_equal(n->net.neuron[1].initial_hold, 3);
    assert_true(n->net.neuron[1].noisy && !n->net.neuron[0].noisy);
    assert_true(n->net.neuron[4].above && n->net.neuron[4].threshold > 100.0); /* not used */
    const double w = n->net.weight[0 * 5 + 1], v = n->net.neuron[1].weight_per_v[1];
    assert_true(fabs(w / (0.25 * v - 0.5 * 2.0 * v) - 1.0) < 1e-12);
    assert_int_equal(n->net.row[4 + 2].delay, 3); /* neuron 2 of a core with four inputs */
    assert_int_equal(n->net.row[3].delay, 0);     /* an input that is not used */
    assert_int_equal(n->net.row[4 + 4].delay, 1);
    uint32_t events[4];
    cosim_network_stream stream;
    assert_int_equal(cosim_network_stream_start(&stream, n, &diag), 0);
    assert_int_equal(cosim_network_stream_next(&stream, 2, events, 4), 0);
    assert_int_equal(cosim_network_stream_next(&stream, 3, events, 1), 2); /* more than the room */
    assert_int_equal(cosim_network_stream_next(&stream, 9, events, 4), 1);
    assert_int_equal(events[0], 1);
    cosim_network_free(n);
}

static void what_is_no_statement(void **state)
{
    static const struct {
        const char *text;
        unsigned line;
        const char *message;
    } list[] = {{"", 0, "no line `network`"},
                {"ticks 5\n", 1, "does not begin with `network`"},
                {"network 0 1 1\n", 1, "no sizes"},
                {"network 4 1 3\n", 1, "no sizes"},
                {"network 1 1 1\nnetwork 1 1 1\n", 2, "a second time"},
                {"network 1 1 1\nbonjour\n", 2, "no statement of a network: `bonjour`"},
                {"network 1 1 1\nticks 5 6\n", 2, "too few or too many words: `ticks`"},
                {"network 1 1 1\nweight 1 2 3 4 5 6 7\n", 2, "too many words"},
                {"network 1 1 1\nticks -5\n", 2, "no whole number"},
                {"network 1 1 1\nseed 4294967296\n", 2, "too large: `4294967296`"},
                {"network 2 1 1\nneuron 0..2 rest 1\n", 2, "too large: `2`"},
                {"network 2 1 1\nneuron 2 rest 1\n", 2, "too large: `2`"},
                {"network 2 1 1\nneuron 0 rest 0x1\n", 2, "no number: `0x1`"},
                {"network 2 1 1\nneuron 0 refractory 1.5\n", 2, "no whole number"},
                {"network 2 1 1\nneuron 0 colour 1\n", 2,
                 "no key of a neuron, or no value of it: `colour`"},
                {"network 2 1 1\nneuron 0 method magic\n", 2, "no value of it: `method`"},
                {"network 2 1 1\nsynapse 0 1 method euler\n", 2, "too large: `1`"},
                {"network 2 1 1\nsynapse 0 0 coupling loose\n", 2, "no value of it: `coupling`"},
                {"network 2 1 1\nsynapse 0 0 time_constant x\n", 2, "no number"},
                {"network 2 1 1\nrow 3 1 0 1\n", 2, "too large: `3`"},
                {"network 2 1 1\nrow 2 256 0 1\n", 2, "too large: `256`"},
                {"network 2 1 1\nweight 0 2 1 volts\n", 2, "too large: `2`"},
                {"network 2 1 1\nweight 0 1 1 coulombs\n", 2, "neither volts nor amperes"},
                {"network 2 1 1\nevent 4 1\n", 2, "too large: `1`"},
                {"network 2 1 1\nspike 4 0\nspike 3 0\n", 3, "before the last one: `3`"}};
    (void)state;
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        cosim_diag diag = {.message = ""};
        assert_null(read_text(list[i].text, &diag));
        if (strstr(diag.message, list[i].message) == NULL || diag.place.line != list[i].line) {
            fail_msg("%zu: line %u: %s", i, diag.place.line, diag.message);
        }
    }
    cosim_diag diag;
    assert_null(cosim_network_read_text("build/no/such/network", &diag));
    assert_non_null(strstr(diag.message, "No such file"));
}

static void refused(const char *text, unsigned neurons, unsigned inputs, const char *message)
{
    const lif_core_format f = core_format(24, 16, 24, LIF_HALF_UP, 8);
    lif_core_format two = f;
    cosim_diag diag = {.message = ""};
    cosim_network *n = read_text(text, &diag);
    if (n == NULL) {
        fail_msg("line %u: %s", diag.place.line, diag.message);
    }
    two.receptors = strstr(text, "one core") != NULL ? 1 : 2;
    assert_int_equal(cosim_network_finish(n, &two, neurons, inputs, &diag), -1);
    if (strstr(diag.message, message) == NULL) {
        fail_msg("\"%s\" is not in: %s", message, diag.message);
    }
    cosim_network_free(n);
}

static void what_no_core_holds(void **state)
{
    (void)state;
    refused(BASE, 2, 2, "use a larger core");
    refused(BASE, 3, 1, "use a larger core");
    refused("# one core\n" BASE, 3, 2, "use a larger core");
    refused(BASE "neuron 2 time_constant -1\n", 3, 2, "neuron 2: neuron.time_constant: ");
    refused(BASE "neuron 2 noise 1e-9\n", 3, 2, "neuron 2: noise.deviation: ");
    refused(BASE
            "synapse 0..2 0 coupling unit\nsynapse 0..2 1 coupling unit\nweight 0 1 1 amperes\n",
            3, 2, "give it in volts");
}

static void weights_outside(void **state)
{
    (void)state;
    const lif_core_format f = core_format(24, 16, 24, LIF_HALF_UP, 8);
    cosim_diag diag = {.message = ""};
    cosim_network *n = cosim_network_new(&diag);
    unsigned input;
    const cosim_network_source source = {.group = {.name = "in", .count = 1}, .most = 1};
    assert_int_equal(cosim_network_size(n, 1, 1, &diag), 0);
    assert_int_equal(cosim_network_add_source(n, source, &diag), 0);
    assert_int_equal(cosim_network_find_input(n, 0, 0, 0, &input, &diag), 0);
    n->params[0].membrane =
        (lif_params){.dt_s = 1.0, .tau_s = 2.0, .r_ohm = 1.0, .v_threshold_v = 1.0};
    n->params[0].synapse[0].tau_s = 2.0;
    for (unsigned i = 0; i < 200; i++) { /* the list grows */
        assert_int_equal(cosim_network_add_weight(
                             n, (cosim_network_weight){false, 0, 0, 0.5, COSIM_WEIGHT_VOLTS}),
                         0);
    }
    assert_int_equal(cosim_network_finish(n, &f, 1, 1, &diag), 0);
    assert_true(fabs(n->net.weight[0] - 100.0) < 1e-9);
    cosim_network_add_weight(n, (cosim_network_weight){false, 2, 0, 0.5, COSIM_WEIGHT_VOLTS});
    assert_int_equal(cosim_network_finish(n, &f, 1, 1, &diag), -1);
    assert_non_null(strstr(diag.message, "from input 2 to neuron 0"));
    cosim_network_free(n);
    cosim_network_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(statements), cmocka_unit_test(what_is_no_statement),
        cmocka_unit_test(what_no_core_holds), cmocka_unit_test(weights_outside)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
