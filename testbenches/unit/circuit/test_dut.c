// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Circuits are opened by name; tested are what does not open and why, the integer model as a
 * circuit of any format, and the elaborated constants of every shipped circuit. Damaged shared
 * objects are tried by testbenches/cli/test_damaged_circuit.sh. */
#include "neuron_fixture.h"
#include "base/diag.h"
#include "circuit/dut.h"
#include "circuit/format.h"
#include "circuit/open.h"
#include "input/whole_fst.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- circuits that do not open ---- */

static void does_not_open(void **state)
{
    static const struct {
        const char *name;
        int status;
        const char *message, *remedy;
    } cases[] = {
        {"nothere", COSIM_DUT_UNKNOWN, "circuit nothere: unknown", "`lifcosim duts`"},
        {"", COSIM_DUT_UNKNOWN, "unknown", "`lifcosim duts`"},
        {"../dut/q8_24", COSIM_DUT_UNKNOWN, "unknown", "a path must end in .so"},
        {"q8_24r", COSIM_DUT_UNKNOWN, "unknown", "`lifcosim duts`"},
        {"20/12/18r", COSIM_DUT_UNKNOWN, "rounds half-up", "model:20/12/18r"},
        {"nothere.so", COSIM_DUT_UNKNOWN, "cannot be read (No such file", "the path of a shared"},
        {".so", COSIM_DUT_UNKNOWN, "cannot be read", "the path of a shared object"},
        {"/dev/null/x.so", COSIM_DUT_UNKNOWN, "cannot be read (Not a dir", "the path of a shared"},
        {"20/13/17", COSIM_DUT_UNUSABLE, "w20f13k17.so is not built", "make dut FORMAT=20/13/17"},
        {"w20f13k17", COSIM_DUT_UNUSABLE, "not built", "make dut FORMAT=20/13/17"},
        {"33/12/18", COSIM_DUT_UNKNOWN, "a state of 33 bits", "2 to 32"},
        {"32/32/18", COSIM_DUT_UNKNOWN, "32 fraction bits", "31"},
        {"32/24/32", COSIM_DUT_UNKNOWN, "32", "31"},
        {"model:", COSIM_DUT_UNKNOWN, "unknown format", "model:20/12/18"},
        {"model:nothere", COSIM_DUT_UNKNOWN, "unknown format", "model:20/12/18"},
        {"model:q8_24.so", COSIM_DUT_UNKNOWN, "unknown format", "model:20/12/18"},
        {"model:33/12/18", COSIM_DUT_UNKNOWN, "a state of 33 bits", "2 to 32"},
        {"model:1/0/18", COSIM_DUT_UNKNOWN, "a state of 1 bits", "2 to 32"},
        {"model:20/12/0", COSIM_DUT_UNKNOWN, "0", "1 to"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cosim_dut *dut = NULL;
        cosim_diag diag = {.message = ""};
        const int status = cosim_dut_open(cases[i].name, &dut, &diag);
        if (status != cases[i].status || dut != NULL ||
            strstr(diag.message, cases[i].message) == NULL ||
            strstr(diag.message, cases[i].remedy) == NULL) {
            fail_msg("\"%s\": status %d, \"%s\"", cases[i].name, status, diag.message);
        }
        assert_string_equal(diag.place.file, "");
    }
    cosim_dut_close(NULL);
}

/* A file that is no shared object stays a file for the program: it goes on, with a message. */
static void text_for_a_circuit(void **state)
{
    char path[] = "/tmp/lifcosim-text-XXXXXX.so";
    cosim_dut *dut = NULL;
    cosim_diag diag;
    (void)state;
    const int fd = mkstemps(path, 3);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, "not ELF\n", 8), 8);
    close(fd);
    assert_int_equal(cosim_dut_open(path, &dut, &diag), COSIM_DUT_UNUSABLE);
    assert_non_null(strstr(diag.message, "cannot be opened"));
    assert_non_null(strstr(diag.message, path));
    unlink(path);
}

static void folder_of_the_circuits(void **state)
{
    char text[4096],
        *kept = getenv("LIFCOSIM_DUT_DIR") != NULL ? strdup(getenv("LIFCOSIM_DUT_DIR")) : NULL;
    (void)state;
    setenv("LIFCOSIM_DUT_DIR", "some/where", 1);
    assert_string_equal(cosim_dut_folder(text, sizeof text), "some/where");
    setenv("LIFCOSIM_DUT_DIR", "", 1);
    char beside[4096];
    const ssize_t length = readlink("/proc/self/exe", beside, sizeof beside - 8);
    assert_true(length > 0);
    beside[length] = '\0';
    strcpy(strrchr(beside, '/'), "/dut");
    assert_string_equal(cosim_dut_folder(text, sizeof text), beside);
    if (kept != NULL) {
        setenv("LIFCOSIM_DUT_DIR", kept, 1);
    } else {
        unsetenv("LIFCOSIM_DUT_DIR");
    }
    free(kept);
}

/* ---- the integer model as a circuit ---- */

static int64_t floor_shift(int64_t value, unsigned bits)
{
    const int64_t one = INT64_C(1) << bits, rest = value % one;
    return value / one - (rest < 0 ? 1 : 0);
}

/* Takes the step of the contract (lif_model.h), with divisions in place of shifts; returns the
 * spike. */
static int plain_step(const lif_format *f, const lif_words *w, int64_t drive, int64_t *x,
                      int64_t *residual, int64_t *before)
{
    const int64_t p = w->leak_fx * (drive - *x);
    if (f->rounding == LIF_RESIDUAL) {
        const int64_t sum = p + *residual, whole = floor_shift(sum, f->leak_fraction);
        *residual = sum - whole * (INT64_C(1) << f->leak_fraction);
        *before = *x + whole;
    } else {
        *before = *x + floor_shift(p + (INT64_C(1) << (f->leak_fraction - 1)), f->leak_fraction);
    }
    if (w->compare_above ? *before > w->threshold_fx : *before >= w->threshold_fx) {
        *x = w->reset_by_subtract ? *before - w->reset_fx : w->reset_fx;
        *residual = w->reset_by_subtract ? *residual : 0;
        return 1;
    }
    *x = *before;
    return 0;
}

static void assert_same_words(const lif_words *a, const lif_words *b)
{
    assert_int_equal(a->leak_fx, b->leak_fx);
    assert_int_equal(a->threshold_fx, b->threshold_fx);
    assert_int_equal(a->reset_fx, b->reset_fx);
    assert_int_equal(a->initial_fx, b->initial_fx);
    assert_int_equal(a->initial_hold, b->initial_hold);
    assert_int_equal(a->compare_above, b->compare_above);
    assert_int_equal(a->reset_by_subtract, b->reset_by_subtract);
}

enum { MODEL_STEPS = 400 };

static void run_model(const char *name, lif_random *random)
{
    cosim_dut *dut = fixture_dut(name);
    const struct lif_dut_ops *ops = dut->ops;
    const lif_format *f = &ops->format;
    const int64_t top = (INT64_C(1) << (f->state_width - 1)) - 1;
    const uint64_t range = (uint64_t)top * 2 + 2;
    int32_t drive[MODEL_STEPS], before[MODEL_STEPS] = {0}, after[MODEL_STEPS] = {0};
    uint8_t spike[MODEL_STEPS] = {0};
    lif_words words = {.leak_fx =
                           1 + (int64_t)lif_random_below(random, UINT64_C(1) << f->leak_fraction),
                       .threshold_fx = top > 2 ? top / 2 : top,
                       .initial_fx = -top - 1,
                       .compare_above = lif_random_below(random, 2) == 1,
                       .reset_by_subtract = lif_random_below(random, 2) == 1},
              had = {0};
    words.reset_fx = words.reset_by_subtract ? words.threshold_fx : 0;
    int64_t x = words.initial_fx, residual = 0, y;

    for (size_t i = 0; i < MODEL_STEPS; i++) {
        drive[i] = (int32_t)((int64_t)lif_random_below(random, range) - top - 1);
    }
    const lif_dut_block block = {.n = MODEL_STEPS,
                                 .drive_fx = drive,
                                 .before_fx = before,
                                 .after_fx = after,
                                 .spike = spike};
    assert_int_equal(ops->configure(dut->instance, &words, 1), 0);
    assert_int_equal(ops->read_words(dut->instance, &had), 0);
    assert_same_words(&had, &words);
    assert_int_equal(ops->run(dut->instance, &block), 0);
    for (size_t i = 0; i < MODEL_STEPS; i++) {
        const int spikes = plain_step(f, &words, drive[i], &x, &residual, &y);
        if (spike[i] != spikes || before[i] != y || after[i] != x) {
            fail_msg("%s: step %zu differs", name, i);
        }
    }
    cosim_dut_close(dut);
}

static void models_of_odd_formats(void **state)
{
    static const char *const names[] = {
        "model:2/0/1",    "model:2/1/61",   "model:3/0/60r",  "model:5/4/1r",    "model:8/0/7",
        "model:8/7/55",   "model:13/5/50r", "model:17/9/3",   "model:20/12/18",  "model:20/12/18r",
        "model:31/30/32", "model:32/0/31",  "model:32/31/31", "model:32/31/31r", "model:w9f8k7r"};
    lif_random random;
    (void)state;
    lif_random_seed(&random, fixture_seed("models_of_odd_formats"));
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        for (int k = 0; k < 20; k++) {
            run_model(names[i], &random);
        }
    }
}

/* Two instances of one circuit are independent, and a saved state is carried from one to the other.
 * */
static void instances_are_independent(const char *name)
{
    enum { N = 62 }; /* no multiple of the interval: the blocks end at different membranes */
    cosim_dut *a = fixture_dut(name), *b = fixture_dut(name);
    const int64_t one = INT64_C(1) << a->ops->format.state_fraction;
    const lif_words words = {.leak_fx = INT64_C(1) << (a->ops->format.leak_fraction - 2),
                             .threshold_fx = one};
    int32_t drive[N], other[N], before[3][N], after[3][N];
    uint8_t spike[3][N];
    for (int i = 0; i < N; i++) {
        drive[i] = (int32_t)(one + one / 2);
        other[i] = (int32_t)-one;
    }
    lif_dut_block block = {.n = N, .drive_fx = drive};
#define OUTPUTS_OF(k)                                                                              \
    (block.before_fx = before[k], block.after_fx = after[k], block.spike = spike[k])
    assert_int_equal(a->ops->configure(a->instance, &words, 1), 0);
    assert_int_equal(b->ops->configure(b->instance, &words, 1), 0);
    OUTPUTS_OF(0);
    assert_int_equal(a->ops->run(a->instance, &block), 0);
    assert_int_equal(a->ops->state_bytes(a->instance), b->ops->state_bytes(b->instance));
    void *saved = malloc(a->ops->state_bytes(a->instance));
    assert_non_null(saved);
    assert_int_equal(a->ops->save(a->instance, saved), 0);
    block.drive_fx = other; /* b goes elsewhere, and comes back to where a was saved */
    OUTPUTS_OF(1);
    assert_int_equal(b->ops->run(b->instance, &block), 0);
    assert_int_equal(b->ops->restore(b->instance, saved), 0);
    block.drive_fx = drive;
    assert_int_equal(b->ops->run(b->instance, &block), 0);
    OUTPUTS_OF(2);
    assert_int_equal(a->ops->run(a->instance, &block), 0);
    assert_memory_equal(after[1], after[2], sizeof after[1]);
    assert_memory_equal(before[1], before[2], sizeof before[1]);
    assert_memory_equal(spike[1], spike[2], sizeof spike[1]);
    assert_memory_not_equal(after[0], after[2], sizeof after[0]); /* the blocks do differ */
#undef OUTPUTS_OF
    free(saved);
    cosim_dut_close(a);
    cosim_dut_close(b);
}

static void instances(void **state)
{
    (void)state;
    instances_are_independent("model:q8_24");
    instances_are_independent("model:20/12/18r");
    instances_are_independent("q8_24");
}

/* ---- the shipped circuits ---- */

/* The remedy names the circuit that is missing, not another of the same widths. */
static void remedy_builds_what_is_missing(void **state)
{
    static const char *const names[] = {"q4_4", "8/4/7", "w8f4k7"};
    char *folder = getenv("LIFCOSIM_DUT_DIR");
    char *kept = folder != NULL ? strdup(folder) : NULL;
    (void)state;
    setenv("LIFCOSIM_DUT_DIR", "/dev/null", 1);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        cosim_dut *dut = NULL;
        cosim_diag diag;
        assert_int_equal(cosim_dut_open(names[i], &dut, &diag), COSIM_DUT_UNUSABLE);
        assert_non_null(strstr(diag.message, "type `make dut FORMAT=q4_4`"));
    }
    if (kept != NULL) {
        setenv("LIFCOSIM_DUT_DIR", kept, 1);
    } else {
        unsetenv("LIFCOSIM_DUT_DIR");
    }
    free(kept);
}

/* The program forks to try a circuit, and Verilator's runtime is built for one thread: a circuit
 * must not start another. */
static void circuits_have_no_threads(void **state)
{
    size_t count = 0;
    (void)state;
    cosim_dut *dut = fixture_dut("q8_24");
    DIR *tasks = opendir("/proc/self/task");
    assert_non_null(tasks);
    for (const struct dirent *entry; (entry = readdir(tasks)) != NULL;) {
        count += entry->d_name[0] != '.';
    }
    closedir(tasks);
    assert_int_equal(count, 1);
    cosim_dut_close(dut);
}

static void shipped_circuits(void **state)
{
    size_t count;
    const cosim_named_format *formats = cosim_formats(&count);
    (void)state;
    for (size_t i = 0; i < count; i++) {
        const lif_format *f = &formats[i].format;
        cosim_dut *dut = fixture_dut(formats[i].name);
        lif_format elaborated = {0};
        unsigned hold_width = 0;
        char bits[40];
        assert_true(fixture_same_format(&dut->ops->format, f));
        assert_int_equal(dut->ops->elaborated(dut->instance, &elaborated, &hold_width), 0);
        assert_true(fixture_same_format(&elaborated, f));
        assert_int_equal(hold_width, dut->ops->hold_width);
        assert_int_equal(hold_width, 16);
        assert_int_equal(dut->ops->clocks_per_step, 1);
        assert_string_equal(dut->ops->message(dut->instance), "");
        cosim_dut_close(dut);
        /* It must be the same circuit by its bits. */
        snprintf(bits, sizeof bits, "%u/%u/%u", f->state_width, f->state_fraction,
                 f->leak_fraction);
        dut = fixture_dut(bits);
        assert_true(fixture_same_format(&dut->ops->format, f));
        assert_string_equal(dut->ops->name, formats[i].name);
        cosim_dut_close(dut);
    }
}

/* A waveform of a group that does not exist would hold no signal: Verilator crashes on that. */
static void waveform_of_nothing(void **state)
{
    char path[] = "/tmp/lifcosim-wave-XXXXXX";
    cosim_dut *dut = fixture_dut("q8_24");
    const int fd = mkstemp(path);
    lif_dut_wave wave = {.path = path, .step_s = 1e-4, .lsb_v = 1e-8, .groups = "membrane"};
    const int32_t drive[2] = {0, 0};
    int32_t before[2], after[2];
    uint8_t spike[2];
    const lif_dut_block block = {
        .n = 2, .drive_fx = drive, .before_fx = before, .after_fx = after, .spike = spike};
    const lif_words words = {.leak_fx = 1 << 8, .threshold_fx = 1 << 20};
    (void)state;
    assert_true(fd >= 0);
    close(fd);
    assert_int_equal(dut->ops->configure(dut->instance, &words, 1), 0);
    assert_int_equal(dut->ops->wave_open(dut->instance, &wave), 0);
    assert_int_equal(dut->ops->run(dut->instance, &block), 0);
    assert_int_equal(dut->ops->wave_close(dut->instance), 0);
    assert_true(cosim_fst_is_whole(path));
    static const char *const none[] = {"nothing", "", "membrane,", "membrane,embrane"};
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
        wave.groups = none[i];
        assert_int_not_equal(dut->ops->wave_open(dut->instance, &wave), 0);
        assert_non_null(strstr(dut->ops->message(dut->instance), "` is not a group of signals"));
        assert_int_equal(dut->ops->run(dut->instance, &block), 0);
    }
    cosim_dut_close(dut);
    unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(does_not_open),
        cmocka_unit_test(text_for_a_circuit),
        cmocka_unit_test(folder_of_the_circuits),
        cmocka_unit_test(models_of_odd_formats),
        cmocka_unit_test(instances),
        cmocka_unit_test(remedy_builds_what_is_missing),
        cmocka_unit_test(circuits_have_no_threads),
        cmocka_unit_test(shipped_circuits),
        cmocka_unit_test(waveform_of_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
