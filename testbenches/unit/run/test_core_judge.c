// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The judge of cores looks at what a tick shows: the levels that own a fault fail, and no others.
 */
#include "core_judge_fixture.h"
#include "judge/core_exact.h"

static int held_neuron; /* -1: a spike is looked for; -2: what was to be done is done */

/* ---- what a tick shows ---- */

static void synapse_off(lif_core_tick *t, uint64_t n) { t->seen->synapse_fx[0][3] += n == 100; }
static void membrane_far_off(lif_core_tick *t, uint64_t n)
{
    t->seen->before_fx[3] += n == 100 ? 9999 : 0;
}
static void after_off(lif_core_tick *t, uint64_t n) { t->seen->after_fx[3] += n == TICKS - 1; }
static void adaptation_far_off(lif_core_tick *t, uint64_t n)
{
    t->seen->adaptation_fx[3] += n == TICKS - 1 ? 99999 : 0;
}

static void words_are_judged(void **state)
{
    (void)state;
    fixture f;
    begin(&f, plain, wide());
    change = synapse_off;
    cosim_core_result r = judged(&f, (cosim_core_case){0});
    expect_failures(&r, "E", "exact: tick 100 neuron 3 synaptic current");
    /* The model has taken what was shown, from which the circuit differs in the next tick. */
    assert_true(r.level[COSIM_CORE_EXACT].mismatches >= 2);
    change = membrane_far_off;
    r = judged(&f, (cosim_core_case){0});
    assert_int_equal(r.level[COSIM_CORE_EXACT].verdict, COSIM_FAIL);
    assert_int_equal(r.level[COSIM_CORE_BOUNDED].verdict, COSIM_FAIL);
    change = after_off;
    r = judged(&f, (cosim_core_case){0});
    expect_failures(&r, "EB", "neuron 3 membrane after reset");
    assert_int_equal(r.level[COSIM_CORE_BOUNDED].mismatches, 1);
    change = adaptation_far_off;
    r = judged(&f, (cosim_core_case){0});
    expect_failures(&r, "EB", "neuron 3 adaptation");
    end(&f);
}

static void after_spike_off(lif_core_tick *t, uint64_t n)
{
    (void)n;
    if (held_neuron == -1 && t->spike_count > 0) {
        t->seen->after_fx[t->spikes[0]]++;
        held_neuron = (int)t->spikes[0];
    }
}

static void reset_words_are_judged(void **state)
{
    (void)state;
    fixture f;
    begin(&f, plain, wide());
    held_neuron = -1;
    change = after_spike_off;
    const cosim_core_result r = judged(&f, (cosim_core_case){0});
    assert_string_equal(r.level[COSIM_CORE_BOUNDED].first.quantity, "membrane after reset");
    assert_string_equal(r.level[COSIM_CORE_EXACT].first.quantity, "membrane after reset");
    end(&f);
}

/* The model takes the circuit's spikes: a neuron that does not spike there, though it must, gives
 * no event to the other, which is right to have none. */
static void a_wrong_spike_is_one_failure(void **state)
{
    (void)state;
    const lif_core_format format = core_format(16, 8, 8, LIF_HALF_UP, 8);
    lif_core_image image;
    cosim_core_exact exact;
    cosim_core_finding finding = {.compared = 0};
    cosim_arena *arena = cosim_arena_new();
    lif_core_seen seen = core_seen_new(2);
    assert_int_equal(cosim_core_image_new(&image, 2, 0, NULL), LIF_OK);
    image.word[0] = (lif_core_words){
        .leak_fx = 256, .synapse_leak_fx = {256}, .threshold_fx = 10, .drive_fx = 20};
    image.word[1] =
        (lif_core_words){.leak_fx = 256, .synapse_leak_fx = {256}, .threshold_fx = 1000};
    image.row[0] = image.row[1] = (lif_core_row){.delay = 1, .most = 1};
    image.weight_fx[1] = 5; /* of neuron 0 to neuron 1 */
    assert_int_equal(cosim_core_exact_start(&exact, arena, &format, &image), 0);
    seen.before_fx[0] = seen.after_fx[0] = 20;
    for (uint64_t t = 0; t < 3; t++) {
        cosim_core_exact_judge(&exact, t, &seen, seen.spike, &finding);
        assert_int_equal(finding.mismatches, t + 1); /* of neuron 0 alone */
    }
    assert_int_equal(finding.compared, 6);
    cosim_arena_free(arena);
    core_seen_free(&seen);
    cosim_core_image_free(&image);
}

/* Finds a spike, and lets the neuron, which is held then, spike again in the next tick. */
static void held_spikes(lif_core_tick *t, uint64_t n)
{
    (void)n;
    if (held_neuron >= 0) {
        t->seen->spike[held_neuron] = 1;
        t->spikes[t->spike_count++] = (uint32_t)held_neuron;
        for (size_t k = t->spike_count - 1; k > 0 && t->spikes[k - 1] > t->spikes[k]; k--) {
            const uint32_t other = t->spikes[k - 1];
            t->spikes[k - 1] = t->spikes[k];
            t->spikes[k] = other;
        }
        held_neuron = -2;
    } else if (held_neuron == -1 && t->spike_count > 0) {
        held_neuron = (int)t->spikes[0];
    }
}

static void held_moves(lif_core_tick *t, uint64_t n)
{
    (void)n;
    if (held_neuron >= 0) {
        t->seen->before_fx[held_neuron] += 1;
        held_neuron = -2;
    } else if (held_neuron == -1 && t->spike_count > 0) {
        held_neuron = (int)t->spikes[0];
    }
}

static void held_neurons_are_judged(void **state)
{
    (void)state;
    fixture f;
    begin(&f, plain, wide());
    held_neuron = -1;
    change = held_spikes;
    cosim_core_result r = judged(&f, (cosim_core_case){0});
    assert_int_equal(held_neuron, -2);
    assert_string_equal(r.level[COSIM_CORE_BOUNDED].first.quantity, "spike of a held neuron");
    assert_string_equal(r.level[COSIM_CORE_EXACT].first.quantity, "spike");
    assert_int_equal(r.level[COSIM_CORE_PORT].verdict, COSIM_PASS);
    assert_int_equal(r.level[COSIM_CORE_FREE_RUNNING].verdict, COSIM_FAIL);
    held_neuron = -1;
    change = held_moves;
    r = judged(&f, (cosim_core_case){0});
    expect_failures(&r, "EB", "held membrane");
    end(&f);
}

/* ---- port and flags ---- */

static void tells_late(lif_core_tick *t, uint64_t n) { t->flags |= n == 9 ? LIF_CORE_LATE : 0u; }
static void tells_lost(lif_core_tick *t, uint64_t n)
{
    t->flags |= n == 9 ? LIF_CORE_LOST_EVENT : 0u;
}
static void tells_overflow(lif_core_tick *t, uint64_t n)
{
    t->flags |= n == 9 ? LIF_CORE_OVERFLOWED : 0u;
}
static void tells_saturation(lif_core_tick *t, uint64_t n)
{
    t->flags |= n == 9 ? LIF_CORE_SATURATED : 0u;
}
static void shows_not(lif_core_tick *t, uint64_t n) { t->shown[4] = n != 9; }
static void leaves_more(lif_core_tick *t, uint64_t n)
{
    if (n == 9) {
        t->spikes[t->spike_count++ % NEURONS] = NEURONS - 1;
    }
}
static void breaks_handshake(lif_core_tick *t, uint64_t n)
{
    if (n == 9) {
        *t->breach = (lif_dut_breach){1, "out_neuron_o in a stall", 9, 3, 4};
    }
}

static void port_and_flags_are_judged(void **state)
{
    static const struct {
        void (*change)(lif_core_tick *tick, uint64_t number);
        const char *levels, *text;
    } list[] = {{tells_late, "P", "port: tick 9 end of the tick within its clocks"},
                {tells_lost, "L", "clip: tick 9 events or spikes that were lost"},
                {tells_overflow, "L", "clip: tick 9 accumulators that overflowed"},
                {tells_saturation, "L", "clip: tick 9 values that saturated"},
                {shows_not, "P", "port: tick 9 neuron 4 times shown: expected 1, observed 0"},
                {leaves_more, "P", "port: tick 9 neuron 11 spike at the port that no neuron"},
                {breaks_handshake, "P", "tick 9 out_neuron_o in a stall: expected 3, observed 4"}};
    fixture f;
    (void)state;
    begin(&f, plain, wide());
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        change = list[i].change;
        const cosim_core_result r = judged(&f, (cosim_core_case){0});
        expect_failures(&r, list[i].levels, list[i].text);
        assert_int_equal(
            r.level[list[i].levels[0] == 'P' ? COSIM_CORE_PORT : COSIM_CORE_CLIP].mismatches,
            list[i].change == tells_saturation ? 2 : 1);
    }
    end(&f);
}

static void saturation_is_declared(void **state)
{
    (void)state;
    fixture f;
    begin(&f, (core_draw){.wild = true}, wide());
    cosim_core_result r = judged(&f, (cosim_core_case){.saturation_declared = true});
    expect_failures(&r, "", "");
    assert_true(r.clips > 0);
    const uint64_t clips = r.clips;
    r = judged(&f, (cosim_core_case){0});
    expect_failures(&r, "L", "values that saturated");
    assert_int_equal(r.clips, clips);
    changed.capabilities &= ~(unsigned)LIF_CORE_INTEGER_MODEL; /* then the reference counts */
    r = judged(&f, (cosim_core_case){0});
    expect_failures(&r, "L", "values that saturated");
    assert_true(r.clips > clips / 2 && r.clips < 2 * clips);
    end(&f);
}

/* ---- a core that shows no state ---- */

static void swallow(lif_core_tick *t, uint64_t n)
{
    (void)n;
    if (held_neuron == -1 && t->spike_count > 0) {
        t->spike_count--;
        held_neuron = -2;
    }
}
static void descending(lif_core_tick *t, uint64_t n)
{
    if (n == 9) {
        t->spikes[0] = 3;
        t->spikes[1] = 3;
        t->spike_count = 2;
    }
}
static void beyond(lif_core_tick *t, uint64_t n)
{
    if (n == 9) {
        t->spikes[0] = NEURONS;
        t->spike_count = NEURONS + 1;
    }
}

static void hidden_state(void **state)
{
    (void)state;
    fixture f;
    begin(&f, plain, wide());
    changed.capabilities &= ~(unsigned)LIF_CORE_SHOWS_STATE;
    cosim_core_result r = judged(&f, (cosim_core_case){0});
    expect_failures(&r, "", "");
    assert_int_equal(r.level[COSIM_CORE_BOUNDED].compared, r.must + r.must_not);
    assert_true(r.must > 0 && r.must_not > 0 && r.usage_membrane == 0.0);
    change = swallow;
    held_neuron = -1;
    r = judged(&f, (cosim_core_case){0});
    assert_int_equal(r.level[COSIM_CORE_EXACT].verdict, COSIM_FAIL);
    assert_int_equal(r.level[COSIM_CORE_BOUNDED].verdict, COSIM_FAIL);
    assert_int_equal(r.level[COSIM_CORE_BOUNDED].first.expected, 1.0);
    change = descending;
    r = judged(&f, (cosim_core_case){0});
    assert_string_equal(r.level[COSIM_CORE_PORT].first.quantity,
                        "spikes at the port, each once and ascending");
    change = beyond;
    r = judged(&f, (cosim_core_case){0});
    assert_int_equal(r.level[COSIM_CORE_PORT].mismatches, 1);
    end(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(words_are_judged),
                                       cmocka_unit_test(reset_words_are_judged),
                                       cmocka_unit_test(a_wrong_spike_is_one_failure),
                                       cmocka_unit_test(held_neurons_are_judged),
                                       cmocka_unit_test(port_and_flags_are_judged),
                                       cmocka_unit_test(saturation_is_declared),
                                       cmocka_unit_test(hidden_state)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
