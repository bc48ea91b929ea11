// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Equations that cannot be judged in a scenario are refused, and the message says what to write
 * instead: drives, phases, departures, words that are built in, and bits of rounded values. */
#include "equations/declaration_text.h"
#include "equation_neuron.h"

#define BASE                                                                                       \
    "equations: |\n  input i: s16\n  input e: u1\n  param theta: s16 real theta\n"                 \
    "  param leak = 4 real -log2(k)\n  param hold = 0 real hold\n  param g: u8 real 256 * k\n"     \
    "  state v: s16\n  state c: u8\n  z: s16 = v - (v >> leak) + i\n  fire = z >= theta\n"         \
    "  v' = fire ? 0 : z\n  c' = c + e + (g != 0)\n  output spike @1 = fire\n  output v @1 = v'\n" \
    "membrane: {state: v, one: 1024}\ndrives: {i: current}\nphases: [{e: 0}]\ndeparts: []\n"

/* A change of the text, and what is said of it. A change back is what the message asks for. */
static const struct {
    const char *old, *with, *message;
} refusals[] = {
    {"{i: current}", "{i: 0 nA}", "0 nA cannot be the current of a word; write one above 0"},
    {"{i: current}", "{i: 40 %}",
     "split the current into parts of 40 % together; write parts that"},
    {"{i: current}", "{i: 0 %}", "0 % is no part of the scenario's current; write one above 0 %"},
    {"{i: current}", "{i: 4 pints %}", "4 pints % is no part of the scenario's current"},
    {"{i: current}", "{i: 0x32 %}", "0x32 % is no part of the scenario's current"},
    {"{i: current}", "{i: event}", "is no event: it has 16 bits; write current"},
    {"{i: current}", "{}", "have the input i, and nothing says what drives it"},
    {"departs: []", "departs: [no-reset, no-reset]", "no-reset is there twice; leave one out"},
    {"departs: []", "departs: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17]",
     "has 17 entries; write at most 16"},
    {"  output spike @1 = fire\n", "", "have no output that is fire; write"},
    {"[{e: 0}]", "{e: 0}", "is a mapping; write a list of 1 to 16 evaluations"},
    {"[{e: 0}]", "[3]", "is a value; write {tick: 1, event: 0} with inputs"},
    {"[{e: 0}]", "[{e: 2}]", "is no word of the input; write a whole number from 0 to 1"},
    {"[{e: 0}]", "[{e: 0, i: 5}]", "drives; write 1 where it does so, and 0 where not"},
    {" + i\n", "\n", "its input i adds nothing to the membrane; name the input that drives"},
    {" + i\n", " + abs(i)\n", "its input i does not act in proportion to its word"},
    {"g: u8 real 256 * k", "g: u8",
     "nothing says which word of g its port is told; write \"real 3\" there, with its value"},
    {"theta: s16", "theta: s8", "the word of theta is 1024, and its port holds -128 to 127"},
    {"param theta: s16 real theta", "param theta: s10 real theta + rest - rest",
     "the word of theta is -2560, and its port holds -512 to 511; change the neuron, or give the "
     "port more bits (words are absolute here, with 0 for 0 V, for a real names rest; without it 0 "
     "is the resting potential)"},
    {"leak = 4", "leak = 5",
     "the circuit has the word 5 of leak built in, the scenario needs 4; set neuron.time_constant"},
    {"hold = 0", "hold = 3",
     "the circuit has the word 3 of hold built in, the scenario needs 0; set "
     "neuron.refractory_steps to 3"},
    {"state v: s16", "state v: s16 = 64",
     "the circuit begins at the word 64, and the scenario at 0; set neuron.initial to -0.06875 V"},
    {"z >= theta", "(u8(z) & 7) == 7", "takes the bits of a value that is rounded"},
    {"256 * k", "4 * k",
     "the word of g, which stands for 0.25, rounds to 0, with which nothing leaks; use a longer "
     "step, or a circuit with more "
     "bits"},
};

/* Declares the text and prepares a run of it. Returns whether that is possible. */
static bool prepare(const char *text, uint32_t initial_hold, char message[800])
{
    static const neuron plain = {.name = "refused"};
    struct lif_dut_ops ops;
    lif_stimulus stimulus;
    cosim_scenario *scenario = scenario_of(&plain, &stimulus);
    cosim_dut dut = {.name = (char *)(uintptr_t) "text", .arena = cosim_arena_new()};
    cosim_diag diag = {.message = ""};
    cosim_job job;
    scenario->params.initial_hold = initial_hold;
    cosim_dut_model_equations(&ops, text, "text");
    dut.ops = &ops;
    dut.equations = cosim_eq_declaration_read(dut.arena, text, &diag);
    const bool good = dut.equations != NULL && cosim_job_prepare(&job, scenario, &dut, &diag) == 0;
    snprintf(message, 800, "%s", diag.message);
    cosim_arena_free(dut.arena);
    cosim_scenario_free(scenario);
    return good;
}

static void wrong_ones_are_refused(void **state)
{
    char message[800];
    (void)state;
    if (!prepare(BASE, 0, message)) {
        fail_msg("%s", message);
    }
    assert_false(prepare(BASE, 2, message));
    assert_non_null(strstr(message, "begins with its own states, and not held for 2 steps"));
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        const char *at = strstr(BASE, refusals[i].old);
        char text[TEXT];
        assert_non_null(at);
        snprintf(text, sizeof text, "%.*s%s%s", (int)(at - BASE), BASE, refusals[i].with,
                 at + strlen(refusals[i].old));
        if (prepare(text, 0, message) || strstr(message, refusals[i].message) == NULL) {
            fail_msg("%s for %s: \"%s\", not \"%s\"", refusals[i].with, refusals[i].old, message,
                     refusals[i].message);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wrong_ones_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
