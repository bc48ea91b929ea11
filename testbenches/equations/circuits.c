// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* circuits CIRCUIT ...   opens circuits that are declared by equations (paths of shared objects)
 * and runs them on STEPS random steps (20,000): every output of every step is that of the
 * interpreter, whatever the sizes of the blocks, with idle clocks and without, with told words that
 * change from step to step, after a saved state, and while a waveform is written. TAP, one test a
 * circuit. SEED chooses the drives; with CONSTANT=1 told words do not change in a run, WAVE names a
 * waveform that is written, and SPEED=1 prints what a step takes. */
#include "circuit/open.h"
#include "equations/declaration_text.h"
#include "equations/interpret.h"
#include "splitmix.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { BLOCK = 61, SEGMENT = 400 };

typedef struct bench {
    const char *name;
    const struct lif_dut_ops *ops;
    lif_dut *dut;
    const cosim_eq_declaration *d;
    cosim_eq_program *program;
    int64_t *input, *param, *state, *output;                            /* of the model */
    int64_t *inputs, *told, *constant, *read, *rows, *again, *expected; /* of a block */
    void *saved;
    double *zeros;
    uint8_t *bits;
    bool constant_words;
    uint64_t steps, spikes, differ;
    char first[400];
} bench;

static uint64_t seed;

static size_t below(size_t bound) { return splitmix_below(&seed, bound); }

static int64_t any_word(int64_t low, int64_t high)
{
    const uint64_t span = (uint64_t)high - (uint64_t)low, word = splitmix_bits(&seed);
    return (int64_t)((uint64_t)low + (span == UINT64_MAX ? word : word % (span + 1)));
}

static int64_t draw(unsigned mode, int64_t low, int64_t high)
{
    const int64_t size = (int64_t)1 << below(14);
    const int64_t most = high < size ? high : size, least = low > -size ? low : -size;
    return mode == 0   ? any_word(low, high)
           : mode == 1 ? any_word(least, most)
           : mode == 2 ? (below(2) ? high : low)
                       : any_word(0, most);
}

static void *room(cosim_arena *arena, size_t count, size_t bytes)
{
    void *memory = cosim_arena_alloc(arena, (count + 1) * bytes);
    if (memory == NULL) {
        fputs("out of memory\n", stderr);
        exit(2);
    }
    return memory;
}

#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
static void
differs(bench *b, const char *format, ...)
{
    va_list arguments;
    if (b->differ++ == 0) {
        va_start(arguments, format);
        vsnprintf(b->first, sizeof b->first, format, arguments);
        va_end(arguments);
    }
}

static void must(bench *b, int status, const char *what)
{
    if (status != 0) {
        printf("Bail out! %s: %s: %s\n", b->name, what, b->ops->message(b->dut));
        exit(2);
    }
}

/* ---- a circuit ---- */

static void open_bench(bench *b, cosim_arena *arena, cosim_dut *dut)
{
    cosim_diag diag;
    *b = (bench){.name = dut->name, .ops = dut->ops, .dut = dut->instance};
    if (b->ops->equations == NULL) {
        printf("Bail out! %s declares no equations\n", b->name);
        exit(2);
    }
    b->d = cosim_eq_declaration_read(arena, b->ops->equations, &diag);
    if (b->d == NULL) {
        printf("Bail out! %s: %s\n", b->name, diag.message);
        exit(2);
    }
    const cosim_equations *e = b->d->equations;
    b->program = cosim_eq_program_new(arena, e);
    b->input = room(arena, e->input_count, sizeof(int64_t));
    b->param = room(arena, e->param_count, sizeof(int64_t));
    b->state = room(arena, e->state_count, sizeof(int64_t));
    b->output = room(arena, e->output_count + 1, sizeof(int64_t));
    b->inputs = room(arena, BLOCK * e->input_count, sizeof(int64_t));
    b->told = room(arena, BLOCK * b->d->told_count, sizeof(int64_t));
    b->constant = room(arena, b->d->told_count, sizeof(int64_t));
    b->read = room(arena, b->d->told_count, sizeof(int64_t));
    b->rows = room(arena, BLOCK * e->output_count, sizeof(int64_t));
    b->again = room(arena, BLOCK * e->output_count, sizeof(int64_t));
    b->expected = room(arena, BLOCK * e->output_count, sizeof(int64_t));
    b->saved = room(arena, b->ops->state_bytes(b->dut), 1);
    b->zeros = room(arena, BLOCK, sizeof(double));
    b->bits = room(arena, BLOCK, 1);
}

static int64_t draw_told(const bench *b, size_t at, unsigned mode)
{
    const cosim_eq_param *p = &b->d->equations->params[b->d->told[at]];
    return draw(mode, cosim_eq_type_low(p->type),
                p->limited ? p->most : cosim_eq_type_high(p->type));
}

/* Computes a step of the model, in all its phases, into a row. */
static void compute(bench *b, const int64_t *row, const int64_t *told, int64_t *expected)
{
    const cosim_equations *e = b->d->equations;
    for (size_t i = 0; i < b->d->told_count; i++) {
        b->param[b->d->told[i]] = told[i];
    }
    for (size_t phase = 0; phase < b->d->phase_count; phase++) {
        cosim_eq_phase_inputs(b->d, phase, row, b->input);
        cosim_eq_step(b->program, b->state, b->input, b->param, b->output);
        for (size_t i = 0; i < e->output_count; i++) {
            const bool spike = b->d->views[i].shows == COSIM_EQ_SHOWS_SPIKE;
            expected[i] = spike && phase > 0 ? expected[i] | b->output[i] : b->output[i];
        }
    }
    b->spikes += expected[b->d->spike] != 0;
    b->steps++;
}

static void compare_block(bench *b, const int64_t *rows, size_t n, size_t first, const char *what)
{
    const cosim_equations *e = b->d->equations;
    for (size_t i = 0; i < n * e->output_count; i++) {
        if (rows[i] != b->expected[i]) {
            differs(b, "%s, step %zu of a run, %s: model %lld, circuit %lld", what,
                    first + i / e->output_count, e->outputs[i % e->output_count].port,
                    (long long)b->expected[i], (long long)rows[i]);
        }
    }
}

/* Runs a block of n steps from step `first`, once or, from a saved state, twice. */
static void run_block(bench *b, size_t first, size_t n, unsigned mode, bool twice, bool telling)
{
    const cosim_equations *e = b->d->equations;
    const lif_dut_view view = {b->zeros, b->zeros, b->zeros, b->bits, b->bits, b->bits};
    lif_dut_breach breach = {.count = 0};
    lif_dut_block block = {.n = n,
                           .inputs = b->inputs,
                           .told = telling ? b->told : NULL,
                           .outputs = b->rows,
                           .view = &view,
                           .breach = &breach};
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < e->input_count; k++) {
            const cosim_eq_type type = e->inputs[k].type;
            b->inputs[i * e->input_count + k] =
                draw(mode, cosim_eq_type_low(type), cosim_eq_type_high(type));
        }
        for (size_t k = 0; telling && k < b->d->told_count; k++) {
            b->told[i * b->d->told_count + k] = draw_told(b, k, mode);
        }
        compute(b, b->inputs + i * e->input_count,
                telling ? b->told + i * b->d->told_count : b->constant,
                b->expected + i * e->output_count);
    }
    if (twice) {
        must(b, b->ops->save(b->dut, b->saved), "save");
    }
    must(b, b->ops->run(b->dut, &block), "run");
    compare_block(b, b->rows, n, first, "a block");
    if (breach.count > 0) {
        differs(b, "%s: %lld and %lld", breach.quantity, (long long)breach.expected,
                (long long)breach.observed);
    }
    if (twice) {
        must(b, b->ops->restore(b->dut, b->saved), "restore");
        block.outputs = b->again;
        must(b, b->ops->run(b->dut, &block), "run again");
        compare_block(b, b->again, n, first, "from a saved state");
    }
}

/* Runs from a reset on. */
static void run_segment(bench *b, uint64_t number)
{
    const cosim_equations *e = b->d->equations;
    const unsigned mode = (unsigned)below(4);
    for (size_t i = 0; i < b->d->told_count; i++) {
        b->constant[i] = draw_told(b, i, below(2) ? mode : 1);
        b->param[b->d->told[i]] = b->constant[i];
    }
    cosim_eq_start(e, b->param, b->state);
    must(b, b->ops->tell(b->dut, b->constant), "tell");
    must(b, b->ops->configure(b->dut, NULL, number % 3 == 2 ? 0 : splitmix_bits(&seed)),
         "configure");
    must(b, b->ops->read_told(b->dut, b->read), "read_told");
    for (size_t i = 0; i < b->d->told_count; i++) {
        if (b->read[i] != b->constant[i]) {
            differs(b, "%s: told %lld, read back %lld", e->params[b->d->told[i]].name,
                    (long long)b->constant[i], (long long)b->read[i]);
        }
    }
    for (size_t first = 0; first < SEGMENT;) {
        const size_t n = 1 + below(below(3) == 0 ? 3 : BLOCK);
        run_block(b, first, n, mode, below(3) == 0, !b->constant_words && below(4) == 0);
        first += n;
    }
}

static void measure(bench *b)
{
    enum { PASSES = 40, PER_PASS = 1000 };
    lif_dut_block block = {.n = BLOCK, .inputs = b->inputs, .outputs = b->rows};
    double least = 1e9;
    for (int pass = 0; pass < PASSES; pass++) {
        struct timespec begin, end;
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &begin);
        for (int i = 0; i < PER_PASS; i++) {
            must(b, b->ops->run(b->dut, &block), "run");
        }
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &end);
        const double spent =
            (double)(end.tv_sec - begin.tv_sec) * 1e9 + (double)(end.tv_nsec - begin.tv_nsec);
        least = spent / (PER_PASS * BLOCK) < least ? spent / (PER_PASS * BLOCK) : least;
    }
    printf("# %s: %.1f ns a step\n", b->name, least);
}

int main(int argc, char **argv)
{
    const char *given = getenv("SEED"), *asked = getenv("STEPS"), *speed = getenv("SPEED");
    const char *wave = getenv("WAVE");
    const uint64_t steps = asked != NULL ? strtoull(asked, NULL, 10) : 20000;
    int failed = 0;
    seed = given != NULL ? strtoull(given, NULL, 10) : 1;
    printf("# SEED=%llu\n1..%d\n", (unsigned long long)seed, argc - 1);
    for (int i = 1; i < argc; i++) {
        cosim_arena *arena = cosim_arena_new();
        cosim_dut *dut = NULL;
        cosim_diag diag;
        bench b;
        if (arena == NULL || cosim_dut_open(argv[i], &dut, &diag) != COSIM_DUT_OK) {
            printf("Bail out! %s\n", arena == NULL ? "out of memory" : diag.message);
            cosim_arena_free(arena);
            return 2;
        }
        open_bench(&b, arena, dut);
        b.constant_words = getenv("CONSTANT") != NULL;
        const lif_dut_wave given_wave = {.path = wave, .step_s = 1e-3, .lsb_v = 1e-3};
        for (uint64_t number = 0; b.steps < steps; number++) {
            if (number == 4 && wave != NULL) {
                must(&b, b.ops->wave_open(b.dut, &given_wave), "wave_open");
            }
            run_segment(&b, number);
        }
        if (wave != NULL) {
            must(&b, b.ops->wave_close(b.dut), "wave_close");
        }
        const bool ok = b.differ == 0 && b.spikes > 0;
        printf("%s %d - %s: %llu steps, %llu spikes\n", ok ? "ok" : "not ok", i, b.name,
               (unsigned long long)b.steps, (unsigned long long)b.spikes);
        if (b.differ > 0) {
            printf("# %llu differences; the first: %s\n", (unsigned long long)b.differ, b.first);
        }
        if (speed != NULL) {
            measure(&b);
        }
        failed += !ok;
        cosim_dut_close(dut);
        cosim_arena_free(arena);
    }
    return failed > 0;
}
