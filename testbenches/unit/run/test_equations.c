// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Neurons that are declared by equations are judged: every form of the language's contract, sound
 * and with a defect, its departures from the LIF step declared and not. (test_equations_no_lif has
 * the texts that no neuron of a scenario is, test_equations_refused those that are not run.) */
#include "equation_neuron.h"

static const neuron sound[] = {
    {.name = "shift",
     .text = HEAD Z "fire = z >= theta\nv' = fire ? 0 : z\n" END,
     .defect = "v >> 4~v >> 3"},
    {.name = "above",
     .text = HEAD Z "fire = z > theta\nv' = fire ? 0 : z\n" END,
     .defect = "- (v~+ (v",
     .above = true},
    {.name = "half up",
     .text = HEAD "z: s16 = v - ((v + 8) >> 4) + i\nfire = z >= theta\nv' = fire ? 0 : z\n" END,
     .defect = "((v + 8) >> 4)~(v >> 4)"},
    {.name = "shift, toward zero",
     .text = HEAD "z: s16 = v - trunc(v, 4) + i\nfire = z >= theta\nv' = fire ? 0 : z\n" END,
     .defect = "trunc(v, 4)~(v >> 4)"},
    {.name = "shift, up",
     .text = HEAD "z: s16 = v - ceil(v, 4) + i\nfire = z >= theta\nv' = fire ? 0 : z\n" END,
     .defect = "ceil(v, 4)~(v >> 4)"},
    {.name = "multiply",
     .text =
         HEAD "param k: u12 real k * 4096\nz: s16 = v - round(v * k, 12) + i\nfire = z >= theta\n"
              "v' = fire ? 0 : z\n" END,
     .defect = "round(v * k, 12)~round(v * k, 11)"},
    {.name = "potential",
     .text =
         HEAD "param k: u12 real k * 4096\nz: s16 = v + round((i - v) * k, 12)\nfire = z >= theta\n"
              "v' = fire ? 0 : z\n" END,
     .defect = "(i - v)~(i + v)"},
    {.name = "decay",
     .text = HEAD
     "param keep: u12 real (1 - k) * 4096\nz: s16 = (v * keep >> 12) + i\nfire = z >= theta\n"
     "v' = fire ? 0 : z\n" END,
     .defect = "(v * keep >> 12)~round(v * keep, 12)"},
    {.name = "decay by a constant",
     .text =
         HEAD "param keep = 15 real (1 - k) * 16\nz: s16 = (v * keep >> 4) + i\nfire = z >= theta\n"
              "v' = fire ? 0 : z\n" END,
     .defect = "* keep~* 14"},
    {.name = "terms",
     .text =
         HEAD "z: s16 = v - ((v >> 5) + (v >> 5)) + i\nfire = z >= theta\nv' = fire ? 0 : z\n" END,
     .defect = "+ (v >> 5))~+ (v >> 6))"},
    {.name = "before the leak",
     .text = HEAD "y: s16 = v + i\nz = y - trunc(y, 4)\nfire = z >= theta\nv' = fire ? 0 : z\n" END,
     .defect = "y - trunc(y, 4)~y - trunc(v, 4)"},
    {.name = "residual",
     .text =
         HEAD "param k: u8 real k * 256\nstate r: u8\np = (i - v) * k + r\nz: s16 = v + (p >> 8)\n"
              "fire = z >= theta\nv' = fire ? 0 : z\nr' = fire ? 0 : rest(p, 8)\n" END,
     .defect = "rest(p, 8)~rest(p, 7)"},
    {.name = "absolute millivolts",
     .text = "input i: s16\nparam vth = -2560 real theta\nparam e = -3584 real rest\n"
             "param v0 = -3584 real reset\nstate v: s16 = e\nz: s16 = v + ((e - v) >> 4) + i\n"
             "fire = z >= vth\nv' = fire ? v0 : z\n" END,
     .defect = "fire ? v0~fire ? vth"},
    {.name = "to a value that is told",
     .text = HEAD "param v0: s16 real reset\n" Z "fire = z >= theta\nv' = fire ? v0 : z\n" END,
     .defect = "fire ? v0~fire ? v0 + 1"},
    {.name = "by subtraction",
     .text = HEAD Z "fire = z >= theta\nv' = fire ? z - theta : z\n" END,
     .defect = "z - theta~0",
     .subtract = true},
    {.name = "held",
     .text = HEAD "param hold: u8 real hold\nstate c: u8\n" Z
                  "fire = c == 0 and z >= theta\nv' = c != 0 ? v : fire ? 0 : z\n"
                  "c' = c != 0 ? c - 1 : fire ? hold : 0\n" END,
     .defect = "fire ? hold~fire ? hold + 1",
     .hold = 3},
    {.name = "held, counted from N - 1",
     .text = HEAD "param hold: u8 real hold + 1\nstate c: u8\n" Z
                  "fire = c == 0 and z >= theta\nv' = c != 0 ? v : fire ? 0 : z\n"
                  "c' = c != 0 ? c - 1 : fire ? hold - 1 : 0\n" END,
     .defect = "c - 1~max(c - 2, 0)",
     .hold = 4},
    {.name = "before the reset",
     .text =
         HEAD Z "fire = z >= theta\nv' = fire ? 0 : z\noutput spike @1 = fire\noutput y @1 = z\n",
     .defect = "fire ? 0~fire ? 1"},
    {.name = "the old membrane shown",
     .text =
         HEAD Z "fire = z >= theta\nv' = fire ? 0 : z\noutput spike @1 = fire\noutput v @0 = v\n",
     .defect = "fire ? 0~fire ? 1"},
    {.name = "some bits shown",
     .text = HEAD Z "fire = z >= theta\nv' = fire ? 0 : z\noutput spike @1 = fire\n"
                    "output top: u7 @1 = v'[10:4]\n",
     .defect = "fire ? 0~fire ? 16"},
    {.name = "hidden",
     .text = HEAD Z "fire = z >= theta\nv' = fire ? 0 : z\noutput spike @1 = fire\n",
     .defect = "fire ? 0~fire ? 64"},
    {.name = "late",
     .text =
         HEAD Z "fire = z >= theta\nv' = fire ? 0 : z\noutput spike @3 = fire\noutput v @2 = v'\n",
     .defect = "v >> 4~v >> 3"},
    {.name = "saturating",
     .text = HEAD "z = sat(s16, v - (v >> 4) + i)\nfire = z >= theta\nv' = fire ? 0 : z\n" END,
     .defect = "sat(s16,~sat(s10,"},
    {.name = "a drive that is shifted",
     .text = "input i: s10\nparam theta: s24 real theta\nstate v: s24\nz: s24 = v - (v >> 4) + (i "
             "<< 3)\n"
             "fire = z >= theta\nv' = fire ? 0 : z\n" END,
     .defect = "i << 3~i << 2"},
    {.name = "a drive with a gain",
     .text = HEAD
     "param g: u12 real gain * 256\nz: s16 = v - (v >> 4) + (i * g >> 8)\nfire = z >= theta\n"
     "v' = fire ? 0 : z\n" END,
     .defect = "i * g >> 8~i * g >> 7",
     .drives = "{i: 20 pA}"},
    {.name = "two currents",
     .text = "input i: s16\ninput b: s12\nparam theta: s16 real theta\nstate v: s16\n"
             "z: s16 = v - (v >> 4) + i + (b << 2)\nfire = z >= theta\nv' = fire ? 0 : z\n" END,
     .defect = "b << 2~b << 1",
     .drives = "{i: 62.5 %, b: 37.5 %}"},
    {.name = "events",
     .text = "input e: u1\nparam w: u12 real k * event\nparam theta: s16 real theta\nstate v: s16\n"
             "z: s16 = v - (v >> 4) + (e ? w : 0)\nfire = z >= theta\nv' = fire ? 0 : z\n" END,
     .defect = "e ? w~e ? w + 1",
     .events = true,
     .drives = "{}"},
    {.name = "phases",
     .text = "input i: s16\ninput tick: u1\ninput event: u1\nparam theta: s16 real theta\nstate v: "
             "s16\n"
             "z: s16 = v - (tick ? v >> 4 : 0) + (event ? i : 0)\nfire = event and z >= theta\n"
             "v' = fire ? 0 : z\n" END,
     .defect = "tick ? v >> 4~tick ? v >> 3",
     .phases = "[{tick: 1, event: 0}, {tick: 0, event: 1}]"},

    /* ---- departures ---- */
    {.name = "linear leak",
     .text =
         HEAD "param l: u8 real k * 1024\nz: s16 = clamp(0, v - l, v + l) + i\nfire = z >= theta\n"
              "v' = fire ? 0 : z\n" END,
     .departs = "[{linear-leak: l}]",
     .defect = "v - l~v - l - 1"},
    {.name = "linear leak after the drive",
     .text = HEAD
     "param l: u8 real k * 1024\ny: s16 = v + i\nz = clamp(0, y - l, y + l)\nfire = z >= theta\n"
     "v' = fire ? 0 : z\n" END,
     .departs = "[{linear-leak: l}, leak-after-drive]",
     .defect = "y - l~y - l - 1"},
    {.name = "the sign of the membrane as a bit",
     .text =
         HEAD "param l: u8 real k * 1024\nz: s16 = (v[15] ? min(v + l, 0) : max(v - l, 0)) + i\n"
              "fire = not z[15] and z >= theta\nv' = fire ? 0 : z\n" END,
     .departs = "[{linear-leak: l}]",
     .defect = "not z[15]~z[15]"},
    {.name = "leak above rest alone, by the sign of a word of as many bits",
     .text = HEAD "raw: u16 = v\nz: s16 = (raw[15] ? v : v - (v >> 4)) + i\nfire = z >= theta\n"
                  "v' = fire ? 0 : z\n" END,
     .departs = "[leak-above-rest]",
     .defect = "raw[15] ?~not raw[15] ?"},
    {.name = "the highest bit of a limit",
     .text = "input i: s12\nparam theta = 1024 real theta\nstate v: s16\n"
             "z: s16 = v - (v >> 4) + i\nup: u11 = clamp(z, 0, 2047)\nfire = up[10]\n"
             "v' = fire ? 0 : z\n" END,
     .defect = "up[10]~up[9]"},
    {.name = "leak above rest alone",
     .text =
         HEAD "z: s16 = (v < 0 ? v : v - (v >> 4)) + i\nfire = z >= theta\nv' = fire ? 0 : z\n" END,
     .departs = "[leak-above-rest]",
     .defect = "v < 0~v < 40"},
    {.name = "limits",
     .text =
         HEAD "z = clamp(v - (v >> 4) + i, 0, 4095)\nfire = z >= theta\nv' = fire ? 0 : z\n" END,
     .departs = "[{limits: [0, 4095]}]",
     .defect = "i, 0,~i, 1,"},
    {.name = "adaptation",
     .text = HEAD "state w: u8\n" Z "fire = z >= theta + w\nv' = fire ? 0 : z\n"
                  "w' = fire ? min(w + 40, 255) : max(w - 1, 0)\n" END,
     .departs = "[{adaptation: {up: 40, down: 1, most: 255}}]",
     .defect = "w + 40~w + 80"},
    {.name = "old membrane",
     .text = HEAD Z "fire = v >= theta\nv' = fire ? 0 : z\n" END,
     .departs = "[old-membrane]",
     .defect = "v >= theta~z >= theta"},
    {.name = "two thresholds",
     .text = HEAD Z "fire = z >= theta or z <= -200\nv' = fire ? 0 : z\n" END,
     .departs = "[{two-thresholds: -200}]",
     .defect = "-200~-180"},
    {.name = "no reset",
     .text = HEAD Z "fire = z >= theta\nv' = z\n" END,
     .departs = "[no-reset]",
     .defect = "v' = z~v' = fire ? 0 : z"},
    {.name = "a reset one step late",
     .text = HEAD "state was: u1\ny: s16 = v - (v >> 4) + i\nz: s16 = was ? y - theta : y\n"
                  "fire = z >= theta\nv' = z\nwas' = fire\n" END,
     .departs = "[delayed-reset]",
     .defect = "was ? y - theta~was ? y - theta + 1",
     .subtract = true},
    {.name = "leaking while held",
     .text = HEAD
     "state c: u8\n" Z "fire = c == 0 and z >= theta\n"
     "v' = c != 0 ? v - (v >> 4) : fire ? -100 : z\nc' = c != 0 ? c - 1 : fire ? 3 : 0\n" END,
     .departs = "[held-leak]",
     .defect = "v - (v >> 4) :~v :",
     .hold = 3},
    {.name = "integrating while held",
     .text = HEAD "state c: u8\n" Z "fire = c == 0 and z >= theta\nv' = fire ? 0 : z\n"
                  "c' = c != 0 ? c - 1 : fire ? 3 : 0\n" END,
     .departs = "[held-integrate]",
     .defect = "fire ? 3~fire ? 2",
     .hold = 3},
    {.name = "at rest while held",
     .text =
         HEAD "state c: u8\n" Z "fire = c == 0 and z >= theta\nv' = c != 0 ? 0 : fire ? -100 : z\n"
              "c' = c != 0 ? c - 1 : fire ? 3 : 0\n" END,
     .departs = "[held-rest]",
     .defect = "c != 0 ? 0~c != 0 ? v",
     .hold = 3},
    {.name = "a synapse",
     .text = HEAD "state s: s16\nn: s16 = (s >> 1) + i\n"
                  "z: s16 = v - (v >> 4) + n\nfire = z >= theta\nv' = fire ? 0 : z\ns' = n\n" END,
     .departs = "[{synapse: {input: i, keep: 0.5}}]",
     .defect = "s >> 1~s >> 2",
     .weak = true},
    {.name = "a synapse that is late",
     .text = HEAD "state s: s16\nz: s16 = v - (v >> 4) + s\nfire = z >= theta\nv' = fire ? 0 : z\n"
                  "s' = (s >> 1) + i\n" END,
     .departs = "[{synapse: {input: i, keep: 0.5, late: true}}]",
     .defect = "(s >> 1)~s",
     .weak = true},
    {.name = "a decision in each phase",
     .text = "input i: s16\ninput tick: u1\nparam theta: s16 real theta\nstate v: s16\n"
             "z: s16 = (tick ? v - (v >> 4) : v) + i\nfire = z >= theta\nv' = fire ? 0 : z\n" END,
     .departs = "[phases]",
     .defect = "v - (v >> 4)~v - (v >> 3)",
     .phases = "[{tick: 1, i: 0, leak: true}, {tick: 0}]"},
};

static void sound_ones_pass(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof sound / sizeof *sound; i++) {
        const neuron *n = &sound[i];
        char text[TEXT], message[800];
        cosim_result r;
        declare(n, n->departs, NULL, text);
        if (!run(n, text, text, &r, message)) {
            fail_msg("%s: refused: %s", n->name, message);
        }
        tell(n, "", &r);
        assert_int_equal(r.verdict, COSIM_PASS);
        assert_int_equal(r.lif.differ, 0);
        assert_true(r.lif.compared == STEPS && r.free_running.dut_spikes > 20);
        /* one that is shown in the clock before, or in part, is no hidden one */
        assert_int_equal(r.hidden, strcmp(n->name, "hidden") == 0);
        cosim_result_free(&r);
    }
}

static void defects_fail(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof sound / sizeof *sound; i++) {
        const neuron *n = &sound[i];
        char text[TEXT], circuit[TEXT], message[800];
        cosim_result r;
        declare(n, n->departs, NULL, text);
        declare(n, n->departs, n->defect, circuit);
        assert_true(run(n, text, circuit, &r, message));
        tell(n, ", defect", &r);
        assert_int_equal(r.verdict, COSIM_FAIL);
        assert_int_equal(r.exact.verdict, COSIM_FAIL);
        cosim_result_free(&r);
    }
}

/* A departure that is not declared, or another one, is a difference to the scenario's LIF. */
static void departures_must_be_declared(void **state)
{
    size_t count = 0;
    (void)state;
    for (size_t i = 0; i < sizeof sound / sizeof *sound; i++) {
        const neuron *n = &sound[i];
        char text[TEXT], message[800];
        cosim_result r;
        if (n->departs == NULL || strcmp(n->departs, "[phases]") == 0) {
            continue; /* where no phase but the last one fires, several are one step */
        }
        count++;
        declare(n, NULL, NULL, text);
        if (run(n, text, text, &r, message)) {
            tell(n, ", not declared", &r);
            assert_int_equal(r.verdict, COSIM_FAIL);
            assert_int_equal(r.exact.verdict, COSIM_PASS);
            assert_int_equal(r.lif.verdict, COSIM_FAIL);
            cosim_result_free(&r);
        } else {
            print_message("# %s, not declared: %s\n", n->name, message);
        }
    }
    assert_int_equal(count, 16);
}

/* The scenario has one current, which the first drive gets; the others are named. */
static void others_are_not_driven(void **state)
{
    static const neuron two = {
        .name = "two drives",
        .text = "input i: s16\ninput b: s8\nparam theta: s16 real theta\nstate v: s16\n"
                "z: s16 = v - (v >> 4) + i + b\nfire = z >= theta\nv' = fire ? 0 : z\n" END,
        .drives = "{i: current, b: current}"};
    char text[TEXT], message[800];
    cosim_result r;
    (void)state;
    declare(&two, NULL, NULL, text);
    assert_true(run(&two, text, text, &r, message));
    assert_int_equal(r.verdict, COSIM_PASS);
    assert_string_equal(r.lif.undriven, "b");
    cosim_result_free(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sound_ones_pass),
        cmocka_unit_test(defects_fail),
        cmocka_unit_test(departures_must_be_declared),
        cmocka_unit_test(others_are_not_driven),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
