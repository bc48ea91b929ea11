// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The tests of the co-simulation share a scenario built in memory, circuits of the build, one
 * judged run, and the seed of the random tests. */
#ifndef NEURON_FIXTURE_H
#define NEURON_FIXTURE_H

#include "circuit/dut.h"
#include "result/result.h"
#include "scenario/scenario.h"
#include "lif_random.h"
#include "lif_stimulus.h"

/* cmocka wants these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Returns the seed of a random test: $SEED, else a fixed one; it is printed either way. */
uint64_t fixture_seed(const char *test);

/* Returns an unsigned environment variable, or `otherwise`; anything else than a number fails the
 * test. */
uint64_t fixture_setting(const char *name, uint64_t otherwise);

/* Gives a neuron of textbook size: 0.1 ms, 10 ms, 10 MOhm, -70 -> -65, -50 mV, exponential, no
 * hold. */
lif_params fixture_neuron(void);

/* Makes a scenario around parameters and stimuli; it is plain data that points at them, with
 * nothing to free. */
cosim_scenario fixture_scenario(const lif_params *params, lif_stimulus *stimuli, size_t count,
                                uint64_t steps);

/* Opens a circuit by name, or by the path of its shared object; fails the test if it cannot be
 * used. */
cosim_dut *fixture_dut(const char *name);

bool fixture_same_format(const lif_format *a, const lif_format *b);

/* Prepares and runs; fails the test where the program would not have a verdict. */
void fixture_run(const cosim_scenario *scenario, cosim_dut *dut, cosim_result *result);

/* Draws random valid parameters: time constants of 1.5 steps to 5000 steps, both methods, compares
 * and reset modes, holds of 0 to 40 steps, rest, reset and initial membranes of either order. */
lif_params fixture_random_params(lif_random *random);

/* Draws a noise that makes `params` spike now and then, within the range of a format with 4 integer
 * bits. */
lif_stimulus fixture_random_noise(lif_random *random, const lif_params *params);

#endif
