// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The tests of neurons that are declared by equations share how a text is written, the scenario
 * that it is judged in, and the run. The circuit is an interpreter of a text, so that no model has
 * to be built; it may be of another text than the one that is declared. */
#ifndef EQUATION_NEURON_H
#define EQUATION_NEURON_H

#include "neuron_fixture.h"

#include "base/diag.h"
#include "circuit/model_equations.h"
#include "equations/declaration_text.h"
#include "run/run.h"
#include "scenario/place.h"
#include "scenario/scenario.h"

#include <math.h>
#include <stdio.h>
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

/* Writes the declaration of a neuron: its text with a change ("OLD~NEW", or NULL), and what departs
 * from the LIF step (or NULL). */
static inline void declare(const neuron *n, const char *departs, const char *change,
                           char text[TEXT])
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
static inline cosim_scenario *scenario_of(const neuron *n, lif_stimulus *stimulus)
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
static inline bool run(const neuron *n, const char *declared, const char *circuit, cosim_result *r,
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

static inline void tell(const neuron *n, const char *what, const cosim_result *r)
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

#endif
