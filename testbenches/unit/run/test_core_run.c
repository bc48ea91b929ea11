// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A run has no result where its events are wrong, or its core is broken or of other widths. */
#include "core_judge_fixture.h"

static size_t too_often(void *context, uint64_t tick, uint32_t *events, size_t room)
{
    (void)context;
    for (size_t i = 0; i < room; i++) {
        events[i] = 0;
    }
    return tick == 3 ? room - 1 : 0;
}
static size_t too_many(void *context, uint64_t tick, uint32_t *events, size_t room)
{
    (void)context;
    (void)tick;
    (void)events;
    return room;
}
static size_t no_such(void *context, uint64_t tick, uint32_t *events, size_t room)
{
    (void)context;
    (void)tick;
    (void)room;
    events[0] = 5;
    return 1;
}
static size_t none(void *context, uint64_t tick, uint32_t *events, size_t room)
{
    (void)context;
    (void)tick;
    (void)events;
    (void)room;
    return 0;
}

static void refused(const fixture *f, size_t (*next)(void *, uint64_t, uint32_t *, size_t),
                    const char *text)
{
    const cosim_core_job job = {.judged = {.net = &f->made.net,
                                           .format = &f->made.format,
                                           .image = &f->image,
                                           .tolerance = 1e-3},
                                .source = {next, NULL},
                                .ticks = 10};
    cosim_core_result result;
    cosim_diag diag = {.message = ""};
    assert_int_equal(cosim_core_run(&job, &changed, f->dut, &result, &diag), -1);
    if (strstr(diag.message, text) == NULL) {
        fail_msg("\"%s\" is not in: %s", text, diag.message);
    }
}

static void runs_without_a_result(void **state)
{
    (void)state;
    fixture f;
    begin(&f, plain, wide());
    refused(&f, too_often, "tick 3: the input 0 has more than the");
    refused(&f, too_many, "tick 0: ");
    refused(&f, no_such, "tick 0: there is no input 5; the core has 5");
    fails = true;
    refused(&f, none, "core model cannot run a tick: it is broken");
    fails = false;
    changed.format.weight_width++;
    refused(&f, none, "other widths");
    changed.format = f.made.format;
    changed.neurons = NEURONS + 1;
    changed.inputs = 5;
    refused(&f, none, "has 13 neurons and 5 inputs, and the network has 12 and 5");
    end(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(runs_without_a_result)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
