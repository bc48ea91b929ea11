// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The tests of the judge of cores share a network that runs on the integer model, as on a circuit:
 * a test changes what it shows, tells or has. */
#ifndef CORE_JUDGE_FIXTURE_H
#define CORE_JUDGE_FIXTURE_H

#include "core_bench.h"
#include "circuit/core_model.h"

#include <string.h>

enum { TICKS = 600, NEURONS = 12 };

/* The core is the model, whose ticks `change` alters. */
static struct lif_core_dut_ops changed;
static void (*change)(lif_core_tick *tick, uint64_t number); /* NULL: nothing */
static uint64_t ticks_run;
static bool fails; /* every call does */

static inline int changed_tick(lif_core_dut *dut, lif_core_tick *tick)
{
    const int status = fails ? -1 : cosim_core_model_ops.tick(dut, tick);
    if (status == 0 && change != NULL) {
        change(tick, ticks_run);
    }
    ticks_run++;
    return status;
}

static inline const char *no_message(const lif_core_dut *dut)
{
    (void)dut;
    return "it is broken";
}

/* One network for all tests of a name, on which neurons spike and are held. */
typedef struct fixture {
    core_random made;
    lif_core_image image;
    lif_core_dut *dut;
} fixture;

static inline void begin(fixture *f, core_draw draw, lif_core_format format)
{
    char error[100];
    lif_random random;
    cosim_core_result r;
    draw.neurons = draw.neurons != 0 ? draw.neurons : NEURONS;
    draw.inputs = 5;
    change = NULL;
    fails = false;
    ticks_run = 0;
    changed = cosim_core_model_ops;
    changed.tick = changed_tick;
    changed.message = no_message;
    f->dut = changed.open(&changed, error, sizeof error);
    assert_non_null(f->dut);
    lif_random_seed(&random, 77);
    do { /* until a network is lively */
        core_random_new(&f->made, &random, &format, &draw);
        changed.format = f->made.format;
        assert_int_equal(cosim_core_quantise(&f->made.net, &f->made.format, &f->image, NULL, NULL),
                         LIF_OK);
        const cosim_core_case choices = {.saturation_declared = draw.wild};
        r = core_bench_run(&f->made, &f->image, &changed, f->dut, choices, TICKS, 5);
        if (r.spikes < 20 || f->made.neuron[0].hold == 0) {
            cosim_core_image_free(&f->image);
            core_random_free(&f->made);
            r.spikes = 0;
        }
    } while (r.spikes == 0);
    assert_int_equal(r.verdict, COSIM_PASS);
    ticks_run = 0;
}

static inline void end(fixture *f)
{
    changed.close(f->dut);
    cosim_core_image_free(&f->image);
    core_random_free(&f->made);
}

static const core_draw plain = {.forward = false};

static inline lif_core_format wide(void) { return core_format(24, 18, 24, LIF_HALF_UP, 8); }

static inline cosim_core_result judged(fixture *f, cosim_core_case choices)
{
    ticks_run = 0;
    return core_bench_run(&f->made, &f->image, &changed, f->dut, choices, TICKS, 5);
}

/* Expects that exactly these levels fail (letters as in test_core_faults), and one with this text.
 */
static inline void expect_failures(const cosim_core_result *r, const char *levels, const char *text)
{
    static const char letters[] = {
        [COSIM_CORE_CONSTANTS] = 'C', [COSIM_CORE_PORT] = 'P', [COSIM_CORE_EXACT] = 'E',
        [COSIM_CORE_BOUNDED] = 'B',   [COSIM_CORE_CLIP] = 'L', [COSIM_CORE_FREE_RUNNING] = 'F'};
    char all[900];
    core_bench_failures(r, all, sizeof all);
    for (int k = 0; k < COSIM_CORE_LEVELS; k++) {
        const bool failed = r->level[k].verdict == COSIM_FAIL;
        if (failed != (strchr(levels, letters[k]) != NULL)) {
            fail_msg("%s: %s", cosim_core_level_name((cosim_core_level)k), all);
        }
    }
    if (strstr(all, text) == NULL) {
        fail_msg("\"%s\" is not in: %s", text, all);
    }
    assert_int_equal(r->verdict, levels[0] != '\0' ? COSIM_FAIL : COSIM_PASS);
}

#endif
