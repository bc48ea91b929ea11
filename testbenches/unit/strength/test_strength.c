// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Corners are found in equations and counted where a step reaches them. What is said to be
 * impossible is held against random walks, the equations of a shipped neuron against its integer
 * model, and each drive that is found against the corner that it is for. */
#include "neuron_fixture.h"
#include "scenario_fixture.h"
#include "circuit/open.h"
#include "lif_fixed.h"
#include "lif_integer.h"
#include "strength/possible.h"
#include "strength/report.h"
#include "strength/strength.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- declarations ---- */

static const char shift[] = "equations: |\n"
                            "  input  i: u8 = current\n"
                            "  param  theta: u12 = theta real theta\n"
                            "  param  hold: u3 = hold real hold\n"
                            "  state  v: u12\n"
                            "  state  count: u3\n"
                            "  z: u12 = v - (v >> 4) + i\n"
                            "  held = count != 0\n"
                            "  fire = not held and z >= theta\n"
                            "  v' = held ? v : fire ? 0 : z\n"
                            "  count' = held ? count - 1 : fire ? hold : 0\n"
                            "  output fire @1 = fire\n"
                            "  output v @1 = v'\n"
                            "membrane: {state: v, one: 1000}\n"
                            "drives: {i: current}\n";

static const char decay[] = "equations: |\n"
                            "  input  i: s12 = current\n"
                            "  param  k: u9 <= 256 = k real k * 256\n"
                            "  param  theta: s14 = theta real theta\n"
                            "  state  v: s14\n"
                            "  y = v + round((i - v) * k, 8)\n"
                            "  z = min(max(y, -1500), 1900)\n"
                            "  fire = z >= theta\n"
                            "  v' = fire ? 0 : z\n"
                            "  output fire @1 = fire\n"
                            "  output v @1 = v'\n"
                            "membrane: {state: v, one: 1000}\n"
                            "drives: {i: current}\n";

typedef struct neuron {
    cosim_scenario *scenario;
    cosim_dut *dut;
    cosim_strength strength;
} neuron;

/* Reads a scenario with a constant current: a step is a sixteenth of the time constant, and with
 * the declarations above a word of the drive is 1 pA. */
static cosim_scenario *read_scenario(unsigned tau_ms, int amplitude_pa, unsigned hold,
                                     unsigned steps)
{
    static const char format[] = "name: constant\nstep: 1 ms\nsteps: %u\n"
                                 "neuron:\n  method: euler\n  resistance: 160 MOhm\n"
                                 "  time_constant: %u ms\n  rest: -70 mV\n  threshold: -60 mV\n"
                                 "  refractory_steps: %u\n"
                                 "stimulus:\n  - constant: {amplitude: %d pA}\n";
    char text[512];
    cosim_diag diag = {.message = ""};
    cosim_scenario *scenario = NULL;
    const int length = snprintf(text, sizeof text, format, steps, tau_ms, hold, amplitude_pa);
    fixture_write("s.yaml", text, (size_t)length);
    if (cosim_scenario_read(fixture_path("s.yaml"), NULL, 0, NULL, &scenario, &diag) != 0) {
        fail_msg("%s", diag.message);
    }
    fixture_remove("s.yaml");
    return scenario;
}

/* Opens a declaration, or model:FORMAT, and watches a scenario on it. */
static void open_neuron(neuron *n, const char *text, const char *name, int amplitude_pa,
                        unsigned hold, unsigned steps)
{
    cosim_diag diag = {.message = ""};
    *n = (neuron){.scenario = read_scenario(text != NULL ? 16 : 17, amplitude_pa, hold, steps)};
    if (text == NULL) {
        n->dut = fixture_dut(name);
    } else if (cosim_dut_open_equations(name, text, &n->dut, &diag) != COSIM_DUT_OK) {
        fail_msg("%s", diag.message);
    }
    if (cosim_strength_start(&n->strength, n->dut, &diag) != 0 ||
        cosim_strength_watch(&n->strength, n->scenario, &diag) != 0) {
        fail_msg("%s", diag.message);
    }
}

static void close_neuron(neuron *n)
{
    cosim_strength_free(&n->strength);
    cosim_dut_close(n->dut);
    cosim_scenario_free(n->scenario);
}

static cosim_corner *corner_of(neuron *n, const char *text)
{
    for (size_t i = 0; i < n->strength.corners.count; i++) {
        if (strcmp(n->strength.corners.items[i].text, text) == 0) {
            return &n->strength.corners.items[i];
        }
    }
    fail_msg("there is no corner \"%s\"", text);
    return NULL;
}

/* ---- what is reached ---- */

static void a_corner_counts_in_the_steps_that_reach_it(void **state)
{
    (void)state;
    neuron n;
    /* 100 words a step: 100, 194, 282 ... the threshold is 1000, and four steps are held */
    open_neuron(&n, shift, "shift", 100, 4, 60);
    assert_true(corner_of(&n, "the neuron fires")->count > 0);
    assert_int_equal(corner_of(&n, "i is the lowest of its type, 0")->count, 0);
    assert_int_equal(corner_of(&n, "i is the highest of its type, 255")->count, 0);
    const uint64_t spikes = corner_of(&n, "the neuron fires")->count;
    assert_int_equal(corner_of(&n, "a spike, and the next step cannot fire")->count, spikes);
    const uint64_t held = corner_of(&n, "a step that cannot fire has i other than 0")->count;
    assert_true(held > 0 && held <= 4 * spikes);
    assert_int_equal(corner_of(&n, "i is above 0")->count, 60 - held); /* where it matters */
    assert_int_equal(corner_of(&n, "held ? takes the first way")->count, held);
    assert_int_equal(corner_of(&n, "held ? takes the second way")->count, 60 - held);
    close_neuron(&n);
}

static void what_a_scenario_cannot_excite_is_not_reached(void **state)
{
    (void)state;
    neuron n;
    open_neuron(&n, shift, "shift", 0, 4, 200);
    assert_int_equal(corner_of(&n, "the neuron fires")->count, 0);
    assert_int_equal(corner_of(&n, "i is above 0")->count, 0);
    assert_int_equal(corner_of(&n, "z is theta exactly")->count, 0);
    assert_int_equal(corner_of(&n, "held ? takes the first way")->count, 0);
    assert_int_equal(corner_of(&n, "i is the lowest of its type, 0")->count, 200);
    close_neuron(&n);
}

/* ---- the search ---- */

static void each_missing_corner_has_a_drive_that_passes(void **state)
{
    static const char *const found[] = {"the neuron fires", "z is theta exactly",
                                        "z is 1 above theta", "z is 1 below theta",
                                        "a spike, and the next step cannot fire"};
    static const cosim_strength_options options = {.steps = 60000, .seed = 1};
    (void)state;
    neuron n;
    cosim_diag diag = {.message = ""};
    open_neuron(&n, shift, "shift", 0, 4, 5);
    if (cosim_strength_search(&n.strength, &options, &diag) != 0) {
        fail_msg("%s", diag.message);
    }
    for (size_t i = 0; i < sizeof found / sizeof *found; i++) {
        const cosim_corner *c = corner_of(&n, found[i]);
        if (c->state != COSIM_CORNER_MISSING) {
            fail_msg("%s: %s, %s", c->text, cosim_corner_state_name(c->state), c->reason);
        }
        assert_true(c->drives > 0 && c->setting == NULL && c->file == NULL);
    }
    /* 4080 is where a sixteenth of the membrane is 255 */
    assert_int_equal(corner_of(&n, "v' is the highest of its type, 4095")->state,
                     COSIM_CORNER_IMPOSSIBLE);
    close_neuron(&n);
}

static void a_half_to_round_is_solved_for(void **state)
{
    /* one in 2^31 drive words has it */
    static const cosim_strength_options options = {.steps = 20000, .seed = 3};
    (void)state;
    neuron n;
    cosim_diag diag = {.message = ""};
    open_neuron(&n, NULL, "model:q8_24", 1, 0, 50);
    if (cosim_strength_search(&n.strength, &options, &diag) != 0) {
        fail_msg("%s", diag.message);
    }
    size_t ties = 0;
    for (size_t i = 0; i < n.strength.corners.count; i++) {
        const cosim_corner *c = &n.strength.corners.items[i];
        if (c->kind == COSIM_CORNER_TIE) {
            ties++;
            assert_int_equal(c->state, COSIM_CORNER_MISSING);
        }
    }
    assert_int_equal(ties, 1);
    close_neuron(&n);
}

/* ---- what is impossible ---- */

/* Walks with random words, and looks whether a step reaches what is said to be out of reach. */
static void check_reach(const char *text, const char *name, lif_random *random)
{
    neuron n;
    const unsigned hold = (unsigned)lif_random_below(random, 4);
    open_neuron(&n, text, name, 0, hold, 1);
    cosim_strength *s = &n.strength;
    const cosim_equations *e = s->subject.declaration->equations;
    cosim_job job;
    cosim_diag diag;
    assert_int_equal(cosim_job_prepare(&job, n.scenario, n.dut, &diag), 0);
    cosim_walker_start(&s->walker, &job, hold);
    const int64_t *words = s->walker.words.word;
    const cosim_reach *any = cosim_reach_of(s->arena, &s->corners, NULL, NULL);
    const cosim_reach *told = cosim_reach_of(s->arena, &s->corners, words, words);
    assert_true(any != NULL && told != NULL);
    const cosim_eq_type type = e->inputs[0].type;
    const int64_t low = cosim_eq_type_low(type), high = cosim_eq_type_high(type);
    int64_t drive = 0;
    for (int step = 0; step < 20000; step++) {
        const uint64_t kind = lif_random_below(random, 6);
        drive = kind == 0   ? low
                : kind == 1 ? high
                : kind == 2 ? low + (int64_t)lif_random_below(random, (uint64_t)(high - low) + 1)
                : kind == 3 && low <= 0 ? 0
                                        : drive;
        if (!cosim_walker_step(&s->walker, drive, hold)) {
            cosim_walker_start(&s->walker, &job, hold);
            continue;
        }
        for (size_t i = 0; i < s->walker.plan->count; i++) {
            const cosim_eq_node *node = s->walker.plan->order[i];
            const int64_t word = s->walker.model.word[node->id];
            const cosim_range a = cosim_reach_range(any, node);
            const cosim_range b = cosim_reach_range(told, node);
            /* where a condition is false, what stands behind it may be anything */
            assert_true(!s->walker.live[node->id] || (word >= a.low && word <= a.high));
            assert_true(!s->walker.live[node->id] || (word >= b.low && word <= b.high));
        }
        for (size_t i = 0; i < s->corners.count; i++) {
            const cosim_corner *c = &s->corners.items[i];
            assert_true(!s->walker.hit[i] || cosim_corner_may(any, e->fire, c));
            assert_true(!s->walker.hit[i] || cosim_corner_may(told, e->fire, c));
        }
    }
    close_neuron(&n);
}

static void no_walk_reaches_what_is_impossible(void **state)
{
    (void)state;
    lif_random random;
    lif_random_seed(&random, fixture_seed("strength"));
    for (int round = 0; round < 4; round++) {
        check_reach(shift, "shift", &random);
        check_reach(decay, "decay", &random);
        check_reach(NULL, "model:q4_12", &random);
        check_reach(NULL, "model:16/8/10r", &random);
    }
}

static void a_corner_out_of_reach_is_proven_so(void **state)
{
    static const cosim_strength_options options = {.steps = 2000, .seed = 1};
    (void)state;
    neuron n;
    cosim_diag diag = {.message = ""};
    open_neuron(&n, decay, "decay", 0, 0, 1);
    assert_int_equal(cosim_strength_search(&n.strength, &options, &diag), 0);
    /* i is within 2048, and so is y; but -1500 and 1900 limit it */
    assert_int_equal(corner_of(&n, "v' is the highest of its type, 8191")->state,
                     COSIM_CORNER_IMPOSSIBLE);
    assert_int_equal(corner_of(&n, "v' is the lowest of its type, -8192")->state,
                     COSIM_CORNER_IMPOSSIBLE);
    close_neuron(&n);
    open_neuron(&n, NULL, "model:q8_24", 0, 0, 1);
    assert_int_equal(cosim_strength_search(&n.strength, &options, &diag), 0);
    size_t wraps = 0; /* of the membrane before the reset: it lies between itself and the drive */
    for (size_t i = 0; i < n.strength.corners.count; i++) {
        const cosim_corner *c = &n.strength.corners.items[i];
        wraps += strncmp(c->text, "x + round(", 10) == 0 && c->state == COSIM_CORNER_IMPOSSIBLE;
    }
    assert_int_equal(wraps, 2);
    close_neuron(&n);
}

/* ---- the shipped neuron ---- */

static void equations_of_a_format_are_its_integer_model(void **state)
{
    static const char *const names[] = {"model:q8_24", "model:q4_4", "model:20/12/18",
                                        "model:16/8/10r"};
    enum { STEPS = 4000 };
    (void)state;
    lif_random random;
    lif_random_seed(&random, fixture_seed("shipped equations"));
    size_t spikes = 0;
    for (size_t i = 0; i < 4 * (sizeof names / sizeof *names); i++) {
        cosim_dut *dut = fixture_dut(names[i % 4]);
        cosim_diag diag = {.message = ""};
        cosim_strength s;
        assert_int_equal(cosim_strength_start(&s, dut, &diag), 0);
        const lif_format f = dut->ops->format;
        const int64_t half = (int64_t)1 << (f.state_width - 1);
        const int64_t one = (int64_t)1 << f.leak_fraction;
        cosim_job job = {.dut = dut};
        lif_words *w = &job.q.words;
        *w = (lif_words){.leak_fx = 1 + (int64_t)lif_random_below(&random, (uint64_t)one),
                         .threshold_fx = (int64_t)lif_random_below(&random, (uint64_t)half / 2),
                         .compare_above = i % 2 == 1,
                         .reset_by_subtract = i % 3 == 1,
                         .initial_hold = (uint32_t)(i % 4)};
        w->reset_fx = w->reset_by_subtract
                          ? 1 + (int64_t)lif_random_below(&random, (uint64_t)w->threshold_fx + 1)
                          : -(int64_t)lif_random_below(&random, (uint64_t)half / 2);
        lif_integer model;
        lif_integer_start(&model, &f, w);
        cosim_walker_start(&s.walker, &job, 0);
        const unsigned x = s.subject.declaration->membrane;
        for (int step = 0; step < STEPS; step++) {
            const int32_t drive =
                (int32_t)((int64_t)lif_random_below(&random, 2 * (uint64_t)half) - half);
            const uint32_t hold = (uint32_t)lif_random_below(&random, 3);
            int32_t before, after;
            uint8_t spike;
            lif_integer_run(&model, 1, &drive, &hold, 0, &before, &after, &spike);
            cosim_walker_step(&s.walker, drive, hold);
            assert_int_equal(s.walker.model.state[x], after);
            assert_int_equal(s.walker.fired, spike);
            spikes += spike;
        }
        cosim_strength_free(&s);
        cosim_dut_close(dut);
    }
    assert_true(spikes > 1000);
}

int main(int argc, char **argv)
{
    (void)argc;
    fixture_start(argv[0]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_corner_counts_in_the_steps_that_reach_it),
        cmocka_unit_test(what_a_scenario_cannot_excite_is_not_reached),
        cmocka_unit_test(each_missing_corner_has_a_drive_that_passes),
        cmocka_unit_test(a_half_to_round_is_solved_for),
        cmocka_unit_test(no_walk_reaches_what_is_impossible),
        cmocka_unit_test(a_corner_out_of_reach_is_proven_so),
        cmocka_unit_test(equations_of_a_format_are_its_integer_model),
    };
    const int failed = cmocka_run_group_tests(tests, NULL, NULL);
    fixture_end();
    return failed;
}
