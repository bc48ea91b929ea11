// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Random networks run on each Verilated core of rtl/cores.txt, and the judge of cores finds nothing
 * wrong at any of its levels, with idle clocks, stalls and accesses beside the ticks; the second
 * network runs on the instance that ran the first. */
#include "core_bench.h"
#include "core_circuit.h"

static const char *const cores[] = {
#include "lif_cores.inc"
};
enum { CORES = sizeof cores / sizeof cores[0] };

static void no_alarm(void **state)
{
    const char *name = *state;
    cosim_core_dut c;
    core_circuit_open(&c, name);
    const lif_core_format *f = &c.ops.format;
    const uint64_t sets = fixture_setting("SETS", c.ops.neurons > 64 ? 4 : 8);
    const uint64_t ticks = fixture_setting("TICKS", 150);
    uint64_t run = 0, spikes = 0, events = 0, clips = 0;
    lif_random random;
    lif_random_seed(&random, fixture_seed(name));
    for (uint64_t set = 0; set < 4 * sets && run < sets; set++) {
        const core_draw draw = {.neurons = c.ops.neurons,
                                .inputs = c.ops.inputs,
                                .receptors = f->receptors,
                                .wild = set % 4 == 1,
                                .dyadic = set % 4 == 2};
        core_random made;
        lif_core_image image;
        char text[900];
        core_random_new(&made, &random, f, &draw);
        made.format.accumulator_width = f->accumulator_width;
        if (cosim_core_quantise(&made.net, &made.format, &image, NULL, NULL) == LIF_OK) {
            const cosim_core_case choices = {.saturation_declared = true};
            const cosim_core_result r =
                core_bench_run(&made, &image, &c.ops, c.instance, choices, ticks, 1 + set);
            if (r.verdict == COSIM_FAIL) {
                fail_msg("%s, set %llu: a correct core fails: %s", name, (unsigned long long)set,
                         core_bench_failures(&r, text, sizeof text));
            }
            assert_int_equal(r.level[COSIM_CORE_CONSTANTS].verdict, COSIM_PASS);
            assert_int_equal(r.level[COSIM_CORE_PORT].verdict, COSIM_PASS);
            assert_int_equal(r.level[COSIM_CORE_EXACT].verdict, COSIM_PASS);
            assert_int_equal(r.level[COSIM_CORE_EXACT].compared, ticks * image.neurons);
            run++;
            spikes += r.spikes;
            events += r.synaptic_events;
            clips += r.clips;
            cosim_core_image_free(&image);
        }
        core_random_free(&made);
    }
    print_message("# %s: %llu networks, %llu spikes, %llu synaptic events, %llu clips\n", name,
                  (unsigned long long)run, (unsigned long long)spikes, (unsigned long long)events,
                  (unsigned long long)clips);
    assert_true(run >= sets / 2 && spikes > 0 && events > 0);
    cosim_core_dut_close(&c);
}

int main(void)
{
    struct CMUnitTest tests[CORES];
    for (size_t i = 0; i < CORES; i++) {
        tests[i] = (struct CMUnitTest){cores[i], no_alarm, NULL, NULL, (void *)(uintptr_t)cores[i]};
    }
    cmocka_set_test_filter(getenv("TEST_FILTER"));
    return cmocka_run_group_tests(tests, NULL, NULL);
}
