// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The rules of the judge of cores, one by one: a circuit is the integer model, and a test changes
 * what it shows, tells or has. */
#include "core_bench.h"
#include "circuit/core_model.h"
#include "judge/core_exact.h"
#include "judge/core_free.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { TICKS = 600, NEURONS = 12 };

/* ---- a core whose ticks are changed ---- */

static struct lif_core_dut_ops changed;
static void (*change)(lif_core_tick *tick, uint64_t number); /* NULL: nothing */
static uint64_t ticks_run;
static bool fails;      /* every call does */
static int held_neuron; /* -1: a spike is looked for; -2: what was to be done is done */

static int changed_tick(lif_core_dut *dut, lif_core_tick *tick)
{
    const int status = fails ? -1 : cosim_core_model_ops.tick(dut, tick);
    if (status == 0 && change != NULL) {
        change(tick, ticks_run);
    }
    ticks_run++;
    return status;
}

static const char *no_message(const lif_core_dut *dut)
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

static void begin(fixture *f, core_draw draw, lif_core_format format)
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

static void end(fixture *f)
{
    changed.close(f->dut);
    cosim_core_image_free(&f->image);
    core_random_free(&f->made);
}

static const core_draw plain = {.forward = false};

static lif_core_format wide(void) { return core_format(24, 18, 24, LIF_HALF_UP, 8); }

static cosim_core_result judged(fixture *f, cosim_core_case choices)
{
    ticks_run = 0;
    return core_bench_run(&f->made, &f->image, &changed, f->dut, choices, TICKS, 5);
}

/* Expects that exactly these levels fail (letters as in test_core_faults), and one with this text.
 */
static void expect_failures(const cosim_core_result *r, const char *levels, const char *text)
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

/* ---- verdicts ---- */

static void verdicts(void **state)
{
    (void)state;
    fixture f;
    begin(&f, plain, wide());
    cosim_core_result r = judged(&f, (cosim_core_case){.tolerance = 1e-12});
    assert_int_equal(r.level[COSIM_CORE_BOUNDED].verdict, COSIM_VACUOUS);
    assert_int_equal(r.verdict, r.free_running[0].identical ? COSIM_PASS : COSIM_VACUOUS);
    assert_true(r.free_running[0].identical);
    assert_int_equal(r.free_running[0].identical_trains, NEURONS);
    assert_int_equal(r.free_running[0].spikes, r.spikes);
    changed.capabilities &= ~(unsigned)LIF_CORE_INTEGER_MODEL;
    r = judged(&f, (cosim_core_case){.tolerance = 1e-12});
    assert_int_equal(r.level[COSIM_CORE_EXACT].verdict, COSIM_NOT_APPLICABLE);
    assert_int_equal(r.verdict, COSIM_VACUOUS);
    r = judged(&f, (cosim_core_case){0});
    assert_int_equal(r.verdict, COSIM_PASS);
    r = core_bench_run(&f.made, &f.image, &changed, f.dut, (cosim_core_case){0}, 0, 5);
    assert_int_equal(r.level[COSIM_CORE_CONSTANTS].verdict, COSIM_PASS);
    assert_int_equal(r.level[COSIM_CORE_PORT].verdict, COSIM_NOT_APPLICABLE);
    assert_int_equal(r.verdict, COSIM_VACUOUS);
    changed.capabilities &= ~(unsigned)(LIF_CORE_SHOWS_STATE | LIF_CORE_READS_BACK);
    r = core_bench_run(&f.made, &f.image, &changed, f.dut, (cosim_core_case){0}, 1, 5);
    assert_int_equal(r.level[COSIM_CORE_CONSTANTS].verdict, COSIM_NOT_APPLICABLE);
    assert_int_equal(r.verdict, COSIM_VACUOUS); /* no spike that had to happen */
    end(&f);
}

/* A core whose neurons never spike: its spikes alone show nothing, and its membranes do. */
static void silence_is_no_evidence(void **state)
{
    (void)state;
    const lif_core_format format = wide();
    lif_core_real neuron[2] = {lif_core_unused(&format), lif_core_unused(&format)};
    lif_core_row row[2] = {{1, 0, 1}, {1, 0, 1}};
    double weight[4] = {0.0}, rate[2] = {0.0};
    core_random made = {.net = {2, 0, neuron, row, weight, 1},
                        .format = format,
                        .neuron = neuron,
                        .row = row,
                        .weight = weight,
                        .rate = rate};
    lif_core_image image;
    char error[100];
    struct lif_core_dut_ops ops = cosim_core_model_ops;
    ops.format = format;
    assert_int_equal(cosim_core_quantise(&made.net, &format, &image, NULL, NULL), LIF_OK);
    lif_core_dut *dut = ops.open(&ops, error, sizeof error);
    cosim_core_result r =
        core_bench_run(&made, &image, &ops, dut, (cosim_core_case){.tolerance = 1.0}, 9, 1);
    assert_int_equal(r.verdict, COSIM_PASS);
    assert_int_equal(r.must_not, 18);
    ops.capabilities &= ~(unsigned)LIF_CORE_SHOWS_STATE;
    r = core_bench_run(&made, &image, &ops, dut, (cosim_core_case){.tolerance = 1.0}, 9, 1);
    assert_int_equal(r.verdict, COSIM_VACUOUS);
    ops.close(dut);
    cosim_core_image_free(&image);
}

static void weights_have_an_effect(void **state)
{
    (void)state;
    fixture f;
    begin(&f, plain, core_format(24, 18, 24, LIF_HALF_UP, 4));
    cosim_core_result r = judged(&f, (cosim_core_case){.weights_effect = true});
    assert_true(r.has_weights_effect && r.weights_effect > 1e-3 && r.weights_decide > 0);
    assert_int_equal(r.verdict, COSIM_PASS);
    r = judged(&f, (cosim_core_case){.real_weights = true});
    assert_true(r.max_bound > 1e-3 && r.level[COSIM_CORE_BOUNDED].verdict == COSIM_VACUOUS);
    end(&f);
    begin(&f, (core_draw){.dyadic = true}, core_format(24, 18, 24, LIF_HALF_UP, 16));
    r = judged(&f, (cosim_core_case){.weights_effect = true});
    assert_true(r.weights_effect == 0.0 && r.free_running[1].identical);
    end(&f);
}

/* ---- the network by itself ---- */

static void free_running_needs_a_reason(void **state)
{
    (void)state;
    fixture f;
    lif_core_expected expected[NEURONS];
    uint8_t spike[NEURONS] = {0};
    begin(&f, plain, wide());
    for (int kind = 0; kind < 4; kind++) {
        cosim_core_result r;
        cosim_core_free free;
        cosim_arena *arena = cosim_arena_new();
        memset(&r, 0, sizeof r);
        memset(&free, 0, sizeof free);
        memset(expected, 0, sizeof expected);
        assert_int_equal(
            cosim_core_free_start(&free, arena, &f.made.net, &f.made.format, &f.image, &r), 0);
        for (unsigned i = 0; i < NEURONS; i++) {
            expected[i].must_not = true;
        }
        expected[kind == 1 ? 5 : 6].must_not = kind == 0 || kind == 3; /* else ambiguous */
        memset(spike, 0, sizeof spike);
        spike[5] = kind != 3; /* of the circuit, in the first tick; the network has none */
        cosim_core_free_judge(&free, 0, spike, expected, &r);
        cosim_core_free_count(&free, &r);
        const bool fails_now = kind == 0 || kind == 2; /* another's ambiguity is no reason */
        assert_int_equal(r.level[COSIM_CORE_FREE_RUNNING].verdict == COSIM_FAIL, fails_now);
        assert_int_equal(r.free_running[0].identical, kind == 3);
        assert_int_equal(r.free_running[0].identical_trains, kind == 3 ? NEURONS : NEURONS - 1);
        if (kind != 3) {
            assert_int_equal(r.free_running[0].neuron, 5);
            assert_int_equal(r.free_running[0].explained, kind == 1);
        }
        cosim_arena_free(arena);
    }
    end(&f);
}

/* ---- constants ---- */

static lif_core_image told; /* what the core reads back */

static int other_words(lif_core_dut *dut, lif_core_image *image)
{
    (void)dut;
    memcpy(image->word, told.word, told.neurons * sizeof *told.word);
    memcpy(image->row, told.row, (told.neurons + told.inputs) * sizeof *told.row);
    memcpy(image->weight_fx, told.weight_fx,
           (size_t)(told.neurons + told.inputs) * told.neurons * sizeof *told.weight_fx);
    image->seed = told.seed;
    return 0;
}

static void constant(fixture *f, const char *text)
{
    const cosim_core_result r =
        core_bench_run(&f->made, &f->image, &changed, f->dut, (cosim_core_case){0}, 1, 5);
    char line[200];
    cosim_core_mismatch_text(&r.level[COSIM_CORE_CONSTANTS], line, sizeof line);
    if (strncmp(line, text, strlen(text)) != 0 || (text[0] == '\0') != (line[0] == '\0')) {
        fail_msg("\"%s\" and not \"%s\"", line, text);
    }
    assert_int_equal(r.level[COSIM_CORE_CONSTANTS].mismatches > 0, text[0] != '\0');
}

static void constants_are_judged(void **state)
{
    (void)state;
    fixture f;
    begin(&f, (core_draw){.receptors = 2}, wide());
    changed.read_back = other_words;
    told = f.image;
    lif_core_words *w = &told.word[2];
    constant(&f, "");
#define OFF(member, amount, text)                                                                  \
    do {                                                                                           \
        told.member += amount;                                                                     \
        constant(&f, text);                                                                        \
        told.member -= amount;                                                                     \
    } while (0)
    OFF(word[2].leak_fx, 1, "tick 0 neuron 2 leak: expected");
    OFF(word[2].synapse_leak_fx[0], -1, "tick 0 neuron 2 leak of the synapse: expected");
    OFF(word[2].synapse_leak_fx[1], 1, "tick 0 neuron 2 leak of the second synapse");
    OFF(word[2].adaptation_leak_fx, 1, "tick 0 neuron 2 leak of the adaptation");
    OFF(word[2].threshold_fx, 1, "tick 0 neuron 2 threshold");
    OFF(word[2].reset_fx, 1, "tick 0 neuron 2 reset");
    OFF(word[2].drive_fx, 1, "tick 0 neuron 2 drive");
    OFF(word[2].jump_fx, 1, "tick 0 neuron 2 jump");
    OFF(word[2].initial_fx, 1, "tick 0 neuron 2 initial membrane");
    OFF(word[2].hold, 1, "tick 0 neuron 2 hold");
    OFF(word[2].initial_hold, 1, "tick 0 neuron 2 initial hold");
    OFF(row[3].delay, 1, "tick 0 row 3 delay");
    OFF(row[3].receptor, 1, "tick 0 row 3 receptor");
    OFF(seed, 1, "tick 0 seed");
    OFF(weight_fx[NEURONS * 3 + 2], 2, "tick 0 row 3 neuron 2 weight");
#undef OFF
    w->above = !w->above;
    constant(&f, "tick 0 neuron 2 comparison");
    w->above = !w->above;
    w->subtract = !w->subtract;
    constant(&f, "tick 0 neuron 2 reset mode");
    w->subtract = !w->subtract;
    w->freeze = !w->freeze;
    constant(&f, "tick 0 neuron 2 freeze");
    w->freeze = !w->freeze;
    w->noisy = !w->noisy;
    constant(&f, "tick 0 neuron 2 noise");
    w->noisy = !w->noisy;
    /* A shift that is larger than it must be: each weight is near, and the shift is not the
     * smallest. */
    w->weight_shift[0]++;
    for (unsigned row = 0; row < told.inputs + NEURONS; row++) {
        if (told.row[row].receptor == 0) {
            const int shift = w->weight_shift[0] - 18;
            told.weight_fx[row * NEURONS + 2] =
                (int32_t)lif_core_round(ldexp(f.made.weight[row * NEURONS + 2], -shift));
        }
    }
    constant(&f, "tick 0 neuron 2 weight shift");
    end(&f);
}

/* ---- runs without a result ---- */

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

static void mismatches_in_words(void **state)
{
    (void)state;
    cosim_core_finding finding = {.compared = 1};
    char line[200];
    assert_string_equal(cosim_core_mismatch_text(&finding, line, sizeof line), "");
    const cosim_core_mismatch m = {.tick = 7,
                                   .neuron = 3,
                                   .row = UINT32_MAX,
                                   .quantity = "adaptation",
                                   .expected = 1.5,
                                   .observed = 2.0,
                                   .bound = 0.25};
    cosim_core_note(&finding, &m);
    cosim_core_note(&finding, &(cosim_core_mismatch){.quantity = "other"});
    assert_string_equal(
        cosim_core_mismatch_text(&finding, line, sizeof line),
        "tick 7 neuron 3 adaptation: expected 1.5, observed 2 (at most 0.25 apart)");
    assert_int_equal(finding.mismatches, 2);
    assert_int_equal(finding.verdict, COSIM_FAIL);
    assert_string_equal(cosim_core_level_name(COSIM_CORE_FREE_RUNNING), "free_running");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(words_are_judged),
                                       cmocka_unit_test(reset_words_are_judged),
                                       cmocka_unit_test(a_wrong_spike_is_one_failure),
                                       cmocka_unit_test(held_neurons_are_judged),
                                       cmocka_unit_test(port_and_flags_are_judged),
                                       cmocka_unit_test(saturation_is_declared),
                                       cmocka_unit_test(hidden_state),
                                       cmocka_unit_test(verdicts),
                                       cmocka_unit_test(silence_is_no_evidence),
                                       cmocka_unit_test(weights_have_an_effect),
                                       cmocka_unit_test(free_running_needs_a_reason),
                                       cmocka_unit_test(constants_are_judged),
                                       cmocka_unit_test(runs_without_a_result),
                                       cmocka_unit_test(mismatches_in_words)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
