// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Neurons that are declared by equations are judged: every form of the language's contract, sound
 * and with a defect, its departures from the LIF step declared and not; and texts that no neuron of
 * the scenario is, which their circuits follow to the bit, and which must not pass for that. The
 * circuit is an interpreter of a text, so that no model has to be built. */
#include "neuron_fixture.h"

#include "base/diag.h"
#include "circuit/model_equations.h"
#include "run/run.h"
#include "scenario/place.h"
#include "scenario/scenario.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STEPS = 6000, TEXT = 4000 };

/* A neuron: the lines of its text that differ from the others, what goes with it, a change of the
 * circuit that is a defect, and what is to be changed in the scenario. */
typedef struct neuron {
    const char *name, *text, *departs, *defect;
    bool subtract, above;
    uint32_t hold;
    bool weak;         /* a drive that seldom takes it over the threshold */
    cosim_verdict own; /* of a text that is no LIF neuron, against its own equations */
    bool strong;       /* and one that does so at once */
    const char *drives, *phases;
    bool events; /* pulses of one size */
} neuron;

#define HEAD "input i: s16\nparam theta: s16 real theta\nstate v: s16\n"
#define Z "z: s16 = v - (v >> 4) + i\n"
#define END "output spike @1 = fire\noutput v @1 = v'\n"

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

/* Each circuit is what its text says, to the bit. */
static const neuron dishonest[] = {
    {.name = "magnitude of the drive",
     .own = COSIM_CONFORMS,
     .text = HEAD "z: s16 = v - (v >> 4) + abs(i)\nfire = z >= theta\nv' = fire ? 0 : z\n" END},
    {.name = "a drive that is limited",
     .own = COSIM_CONFORMS,
     .text =
         HEAD "z: s16 = v - (v >> 4) + min(i, 140)\nfire = z >= theta\nv' = fire ? 0 : z\n" END},
    {.name = "every 64th spike suppressed",
     .own = COSIM_CONFORMS,
     .text =
         HEAD "state n: u6\n" Z "over = z >= theta\nfire = over and n != 63\nv' = fire ? 0 : z\n"
              "n' = over ? n + 1 : n\n" END},
    {.name = "no second spike in a row",
     .own = COSIM_CONFORMS,
     .text = HEAD "state was: u1\n" Z
                  "fire = z >= theta and not was\nv' = fire ? 0 : z\nwas' = fire\n" END,
     .strong = true},
    {.name = "a threshold that drifts",
     .own = COSIM_CONFORMS,
     .text = HEAD "state t: u10\n" Z
                  "fire = z >= theta + t\nv' = fire ? 0 : z\nt' = fire ? t + 1 : t\n" END},
    {.name = "a coefficient that changes after the first spike",
     .own = COSIM_CONFORMS,
     .text = HEAD "state c: u1\nz: s16 = v - (v >> 4) + (c ? 2 * i : i)\nfire = z >= theta\n"
                  "v' = fire ? 0 : z\nc' = c or fire\n" END},
    {.name = "a steeper leak above 700",
     .own = COSIM_CONFORMS,
     .text = HEAD
     "z: s16 = v - (v > 700 ? v >> 3 : v >> 4) + i\nfire = z >= theta\nv' = fire ? 0 : z\n" END},
    {.name = "a comparison of the cut sum",
     .own = COSIM_FAIL,
     .text =
         HEAD "z: s16 = v - (v >> 4) + i\nfire = s11(z) >= theta - 300\nv' = fire ? 0 : z\n" END},
    {.name = "a membrane that wraps",
     .own = COSIM_FAIL,
     .text = "input i: s16\nparam theta: s16 real theta\nstate v: s11\nz: s11 = v - (v >> 4) + i\n"
             "fire = z >= theta - 100\nv' = fire ? 0 : z\n" END},
    {.name = "low bits dropped",
     .own = COSIM_VACUOUS,
     .text = HEAD "z: s16 = v - ((v >> 8) << 4) + i\nfire = z >= theta\nv' = fire ? 0 : z\n" END},
    {.name = "another hold",
     .own = COSIM_CONFORMS,
     .text = HEAD "state c: u8\n" Z "fire = c == 0 and z >= theta\nv' = c != 0 ? v : fire ? 0 : z\n"
                  "c' = c != 0 ? c - 1 : fire ? 3 : 0\n" END,
     .hold = 2},
    {.name = "a late drive",
     .own = COSIM_CONFORMS,
     .text = HEAD "state d: s16\nz: s16 = v - (v >> 4) + d\nfire = z >= theta\n"
                  "v' = fire ? 0 : z\nd' = i\n" END},
    {.name = "a late spike",
     .own = COSIM_CONFORMS,
     .text = HEAD "state was: u1\n" Z "over = z >= theta\nfire = was\nv' = over ? 0 : z\n"
                  "was' = over\n" END},
};

/* ---- runs ---- */

static void declare(const neuron *n, const char *departs, const char *change, char text[TEXT])
{
    char body[TEXT / 2] = "";
    const size_t old = change == NULL ? 0 : strcspn(change, "~");
    bool changed = change == NULL;
    size_t length = 0;
    for (const char *at = n->text; *at != '\0';) {
        if (old > 0 && strncmp(at, change, old) == 0) {
            length += (size_t)snprintf(body + length, sizeof body - length, "%s", change + old + 1);
            at += old;
            changed = true;
        } else {
            body[length++] = *at++;
        }
    }
    assert_true(changed);
    length = (size_t)snprintf(text, TEXT, "equations: |\n");
    for (const char *line = body; *line != '\0';) {
        const size_t end = strcspn(line, "\n");
        length += (size_t)snprintf(text + length, TEXT - length, "  %.*s\n", (int)end, line);
        line += end + 1;
    }
    length += (size_t)snprintf(text + length, TEXT - length,
                               "membrane: {state: v, one: 1024}\ndrives: %s\n",
                               n->drives != NULL ? n->drives : "{i: current}");
    if (n->phases != NULL) {
        length += (size_t)snprintf(text + length, TEXT - length, "phases: %s\n", n->phases);
    }
    if (departs != NULL) {
        snprintf(text + length, TEXT - length, "departs: %s\n", departs);
    }
}

/* 1 ms, 16 ms by Euler: k is 1/16; 20 mV are |threshold - reset|, and 2 nA the rheobase. */
static cosim_scenario *scenario_of(const neuron *n, lif_stimulus *stimulus)
{
    cosim_diag diag;
    cosim_scenario *s = cosim_scenario_new(&diag);
    static char name[] = "equations";
    assert_non_null(s);
    s->path = s->name = s->about = s->source = s->dut = name;
    s->places->root = cosim_node_new(s->places->arena, COSIM_MAP);
    s->steps = STEPS;
    s->tolerance = 1e-3;
    s->params =
        (lif_params){.method = LIF_EULER,
                     .dt_s = 1e-3,
                     .tau_s = 16e-3,
                     .r_ohm = 10e6,
                     .v_rest_v = -70e-3,
                     .v_threshold_v = -50e-3,
                     .v_reset_v = -70e-3,
                     .v_initial_v = -70e-3,
                     .compare = n->above ? LIF_ABOVE : LIF_AT_OR_ABOVE,
                     .reset_mode = n->subtract ? LIF_RESET_BY_SUBTRACTION : LIF_RESET_TO_VALUE,
                     .refractory_steps = n->hold,
                     .refractory_s = 1e-3 * n->hold};
    if (n->departs != NULL && strstr(n->departs, "held-") != NULL &&
        strstr(n->text, "-100") != NULL) {
        s->params.v_reset_v = -70e-3; /* |threshold - reset| is 1024 words with the reset at -100 */
        s->params.v_threshold_v = -70e-3 + 20e-3 * 924.0 / 1024.0;
        s->params.v_reset_v = -70e-3 - 20e-3 * 100.0 / 1024.0;
    }
    *stimulus = (lif_stimulus){.kind = LIF_STIMULUS_NOISE,
                               .stop_s = (double)INFINITY,
                               .u.noise = {.mean_a = n->strong ? 40e-9
                                                     : n->weak ? 1.2e-9
                                                               : 2.6e-9,
                                           .deviation_a = n->weak ? 2e-9 : 4e-9,
                                           .correlation_s = 3e-3,
                                           .seed = 7}};
    if (n->events) {
        static double pulses[STEPS];
        lif_random random;
        lif_random_seed(&random, 3);
        for (int i = 0; i < STEPS; i++) {
            pulses[i] = lif_random_uniform(&random) < 0.5 ? 6e-9 : 0.0;
        }
        *stimulus = (lif_stimulus){.kind = LIF_STIMULUS_FILE,
                                   .stop_s = (double)INFINITY,
                                   .u.file = {.values_a = pulses, .count = STEPS}};
    }
    s->stimuli = stimulus;
    s->stimulus_count = 1;
    return s;
}

/* Runs the circuit of one text as if it were declared by another; false where it is refused. */
static bool run(const neuron *n, const char *declared, const char *circuit, cosim_result *r,
                char message[800])
{
    struct lif_dut_ops ops;
    lif_stimulus stimulus;
    cosim_scenario *scenario = scenario_of(n, &stimulus);
    cosim_dut dut = {.name = (char *)(uintptr_t) "text", .arena = cosim_arena_new()};
    char error[400] = "";
    cosim_job job;
    cosim_diag diag = {.message = ""};
    cosim_dut_model_equations(&ops, circuit, "text");
    dut.ops = &ops;
    dut.equations = cosim_eq_declaration_read(dut.arena, declared, &diag);
    if (dut.equations == NULL) {
        fail_msg("%s: %s", n->name, diag.message);
    }
    if (dut.equations->shown < 0 ||
        dut.equations->views[dut.equations->shown].shows != COSIM_EQ_SHOWS_AFTER) {
        ops.capabilities = LIF_DUT_INTEGER_MODEL; /* as its declaration */
    }
    dut.instance = ops.open(&ops, error, sizeof error);
    if (dut.instance == NULL) {
        fail_msg("%s: %s", n->name, error);
    }
    const bool taken = cosim_job_prepare(&job, scenario, &dut, &diag) == 0;
    snprintf(message, 800, "%s", diag.message);
    if (taken) {
        const cosim_run_options options = {.skip_distances = true};
        assert_int_equal(cosim_job_run(&job, &options, r, &diag), 0);
    }
    ops.close(dut.instance);
    cosim_arena_free(dut.arena);
    cosim_scenario_free(scenario);
    return taken;
}

static void tell(const neuron *n, const char *what, const cosim_result *r)
{
    print_message("# %s%s: %s, %llu spikes, lif %llu of %llu differ%s%s, exact %llu, bounded %llu, "
                  "cut %llu, rho %.3g\n",
                  n->name, what, cosim_verdict_name(r->verdict),
                  (unsigned long long)r->free_running.dut_spikes, (unsigned long long)r->lif.differ,
                  (unsigned long long)r->lif.compared, r->lif.term != NULL ? ": " : "",
                  r->lif.term != NULL ? r->lif.term : "", (unsigned long long)r->exact.mismatches,
                  (unsigned long long)r->bounded.mismatches, (unsigned long long)r->lif.cut_steps,
                  r->lif.rho);
}

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
    assert_int_equal(count, 14);
}

static void no_text_passes_for_itself(void **state)
{
    size_t refused = 0;
    (void)state;
    for (size_t i = 0; i < sizeof dishonest / sizeof *dishonest; i++) {
        const neuron *n = &dishonest[i];
        char text[TEXT], message[800];
        cosim_result r;
        declare(n, NULL, NULL, text);
        if (!run(n, text, text, &r, message)) {
            print_message("# %s: refused: %s\n", n->name, message);
            refused++;
        } else {
            tell(n, "", &r);
            assert_int_equal(r.exact.verdict, COSIM_PASS);
            assert_true(r.verdict == COSIM_FAIL || r.verdict == COSIM_VACUOUS);
            cosim_result_free(&r);
        }
        /* against its own equations it is what it says, but for cuts, which are none */
        declare(n, "own", NULL, text);
        if (!run(n, text, text, &r, message)) { /* a drive that is none has no word even then */
            continue;
        }
        tell(n, ", own", &r);
        assert_int_equal(r.verdict, n->own);
        assert_true((r.lif.cut_steps > 0) == (n->own == COSIM_FAIL));
        assert_int_equal(r.lif.verdict, COSIM_NOT_APPLICABLE);
        cosim_result_free(&r);
    }
    assert_int_equal(refused, 1);
}

/* Where no bound is known, none is passed: a shift by a state is judged exactly, by lif and by its
 * spikes, and nothing explains one that differs. */
static void without_a_bound(void **state)
{
    static const neuron shifts = {.name = "a shift by a state",
                                  .text = HEAD
                                  "z: s16 = v - (v >> max(v >> 15, 4)) + i\nfire = z >= theta\n"
                                  "v' = fire ? 0 : z\n" END,
                                  .defect = "z >= theta~z > theta + 3"};
    char text[TEXT], circuit[TEXT], message[800];
    cosim_result r;
    (void)state;
    declare(&shifts, NULL, NULL, text);
    assert_true(run(&shifts, text, text, &r, message));
    tell(&shifts, "", &r);
    assert_int_equal(r.bounded.verdict, COSIM_NOT_APPLICABLE);
    assert_int_equal(r.lif.verdict, COSIM_PASS);
    assert_int_equal(r.exact.verdict, COSIM_PASS);
    assert_int_equal(r.free_running.outcome, COSIM_FREE_FAIL); /* its roundings move spikes */
    assert_int_equal(r.verdict, COSIM_FAIL);
    assert_int_equal(r.first_mismatch.level, COSIM_LEVEL_FREE_RUNNING);
    cosim_result_free(&r);
    declare(&shifts, NULL, shifts.defect, circuit);
    assert_true(run(&shifts, text, circuit, &r, message));
    assert_int_equal(r.exact.verdict, COSIM_FAIL);
    cosim_result_free(&r);
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

/* ---- refusals ---- */

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
        cmocka_unit_test(sound_ones_pass),
        cmocka_unit_test(defects_fail),
        cmocka_unit_test(departures_must_be_declared),
        cmocka_unit_test(no_text_passes_for_itself),
        cmocka_unit_test(without_a_bound),
        cmocka_unit_test(others_are_not_driven),
        cmocka_unit_test(wrong_ones_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
