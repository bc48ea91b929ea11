// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* compare TEXT ...   runs the texts (texts.h) that write.c wrote into this program on STEPS random
 * steps (200,000): the interpreter (which has read the normal form of the text), the emitted C, the
 * emitted Verilog under Verilator and, where there is one, the circuit itself answer alike in every
 * bit, in the clock that the text says. It prints TAP, one test a text. SEED chooses the drives.
 * With SPEED=1 it also prints what a step of the C takes. */
#include "model.h"
#include "texts.h"

#include "equations/interpret.h"
#include "splitmix.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef void step_function(int64_t *restrict state, const int64_t *restrict input,
                           const int64_t *restrict param, int64_t *restrict output);
extern step_function *const steps[];

enum { SEGMENT = 2500, HISTORY = 8 };

typedef struct run {
    const text_entry *t;
    step_function *step;
    cosim_eq_program *program;
    int64_t *input, *param, *state, *before, *state_again; /* before: the states of this step */
    int64_t *output_again;
    int64_t *history[HISTORY]; /* outputs and fire of this step, of the one before ... */
    unsigned *mode;            /* of each input in this segment */
    uint64_t since;            /* steps since the last reset */
    uint64_t fired, differ;
    char first[400]; /* difference */
} run;

static uint64_t seed;

static size_t below(size_t bound) { return splitmix_below(&seed, bound); }

/* ---- words ---- */

static int64_t any_word(int64_t low, int64_t high)
{
    const uint64_t span = (uint64_t)high - (uint64_t)low;
    const uint64_t word = splitmix_bits(&seed);
    return (int64_t)((uint64_t)low + (span == UINT64_MAX ? word : word % (span + 1)));
}

static int64_t small_word(int64_t low, int64_t high)
{
    const int64_t size = (int64_t)1 << below(14);
    return any_word(low > -size ? low : -size, high < size ? high : size);
}

static int64_t corner_word(int64_t low, int64_t high)
{
    const int64_t all[] = {low, high, 0, high > 0 ? 1 : 0, low < 0 ? -1 : 0, high / 2};
    return all[below(sizeof all / sizeof *all)];
}

static int64_t draw(unsigned mode, int64_t before, int64_t low, int64_t high)
{
    switch (mode) {
    case 0:
        return any_word(low, high);
    case 1:
        return small_word(low, high);
    case 2:
        return below(4) == 0 ? corner_word(low, high) : any_word(low, high);
    case 3:
        return below(12) == 0 ? small_word(low, high) : before;
    default:
        return below(3) == 0 ? corner_word(low, high) : small_word(low, high);
    }
}

/* Only the bits that a port has are read, so that a word with its sign is right as it is. */
static void put_word(model *m, size_t at, int64_t word) { m->words[at] = (uint64_t)word; }

static uint64_t masked(int64_t word, unsigned bits)
{
    return (uint64_t)word & (((uint64_t)1 << bits) - 1);
}

/* ---- one text ---- */

static void *room(cosim_arena *arena, size_t count, size_t bytes)
{
    void *memory = cosim_arena_alloc(arena, (count + 1) * bytes);
    if (memory == NULL) {
        fputs("out of memory\n", stderr);
        exit(2);
    }
    return memory;
}

static void open_run(run *r, const text_entry *t, step_function *step, cosim_arena *arena)
{
    const cosim_equations *e = t->equations;
    *r = (run){.t = t, .step = step, .program = cosim_eq_program_new(arena, t->again)};
    r->input = room(arena, e->input_count, sizeof(int64_t));
    r->param = room(arena, e->param_count, sizeof(int64_t));
    r->state = room(arena, e->state_count, sizeof(int64_t));
    r->before = room(arena, e->state_count, sizeof(int64_t));
    r->state_again = room(arena, e->state_count, sizeof(int64_t));
    r->output_again = room(arena, e->output_count + 1, sizeof(int64_t));
    r->mode = room(arena, e->input_count, sizeof(unsigned));
    for (int i = 0; i < HISTORY; i++) {
        r->history[i] = room(arena, e->output_count + 1, sizeof(int64_t));
    }
}

static void reset(run *r)
{
    const cosim_equations *e = r->t->equations;
    cosim_eq_start(e, r->param, r->state);
    memcpy(r->state_again, r->state, e->state_count * sizeof *r->state);
    r->since = 0;
}

static void start(run *r, model *m)
{
    const cosim_equations *e = r->t->equations;
    for (size_t i = 0; i < e->param_count; i++) {
        const cosim_eq_param *p = &e->params[i];
        const int64_t high = p->limited ? p->most : cosim_eq_type_high(p->type);
        r->param[i] = p->port == NULL
                          ? INT64_MIN /* which nothing may read */
                          : draw((unsigned)below(5), 0, cosim_eq_type_low(p->type), high);
        put_word(m, r->t->param_at + i, r->param[i]);
    }
    for (size_t i = 0; i < e->input_count; i++) {
        r->mode[i] = (unsigned)below(5);
        r->input[i] = 0;
    }
    reset(r);
}

/* Drives the next inputs and computes the step in C and by the interpreter. */
static void advance(run *r, model *m)
{
    const cosim_equations *e = r->t->equations;
    int64_t *last = r->history[HISTORY - 1];
    memmove(r->history + 1, r->history, (HISTORY - 1) * sizeof *r->history);
    r->history[0] = last;
    for (size_t i = 0; i < e->input_count; i++) {
        const cosim_eq_type type = e->inputs[i].type;
        r->input[i] =
            draw(r->mode[i], r->input[i], cosim_eq_type_low(type), cosim_eq_type_high(type));
        put_word(m, r->t->input_at + i, r->input[i]);
    }
    for (size_t i = 0; i < e->state_count; i++) {
        put_word(m, r->t->state_at + i, r->state[i]);
    }
    memcpy(r->before, r->state, e->state_count * sizeof *r->state);
    r->step(r->state, r->input, r->param, r->history[0]);
    cosim_eq_step(r->program, r->state_again, r->input, r->param, r->output_again);
    r->fired += r->history[0][e->output_count] != 0;
}

#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
static void
differs(run *r, const char *format, ...)
{
    va_list arguments;
    if (r->differ++ == 0) {
        va_start(arguments, format);
        vsnprintf(r->first, sizeof r->first, format, arguments);
        va_end(arguments);
    }
}

static void compare_interpreter(run *r, uint64_t step)
{
    const cosim_equations *e = r->t->equations;
    for (size_t i = 0; i <= e->output_count; i++) {
        if (r->output_again[i] != r->history[0][i]) {
            differs(r, "step %llu output %s: C %lld, interpreter %lld", (unsigned long long)step,
                    i < e->output_count ? e->outputs[i].port : "fire", (long long)r->history[0][i],
                    (long long)r->output_again[i]);
        }
    }
    for (size_t i = 0; i < e->state_count; i++) {
        if (r->state_again[i] != r->state[i]) {
            differs(r, "step %llu state %s: C %lld, interpreter %lld", (unsigned long long)step,
                    e->states[i].name, (long long)r->state[i], (long long)r->state_again[i]);
        }
    }
}

static void compare_one(run *r, uint64_t step, const char *name, unsigned bits, int64_t word,
                        const model *m, size_t at, bool circuit)
{
    const uint64_t wanted = masked(word, bits), spec = m->specs[at];
    const uint64_t other = circuit ? m->circuits[at] : wanted;
    if (spec != wanted || other != wanted) {
        differs(r, "step %llu %s: C 0x%llx, Verilog 0x%llx, circuit 0x%llx",
                (unsigned long long)step, name, (unsigned long long)wanted,
                (unsigned long long)spec, (unsigned long long)other);
    }
}

/* Compares what the ports show before the clock edge of a step, or after it. */
static void compare_ports(run *r, uint64_t step, const model *m, bool after)
{
    const cosim_equations *e = r->t->equations;
    for (size_t i = 0; i < e->output_count; i++) {
        const cosim_eq_output *o = &e->outputs[i];
        const unsigned clocks = r->t->outside.clock == NULL ? 0 : o->clocks;
        if ((clocks > 0) == after && (!after || r->since + 1 >= clocks)) {
            compare_one(r, step, o->port, o->type.bits, r->history[after ? clocks - 1 : 0][i], m,
                        r->t->result_at + i, r->t->circuit);
        }
    }
    if (!after) {
        compare_one(r, step, "fire", 1, r->history[0][e->output_count], m,
                    r->t->result_at + e->output_count, false);
    }
    for (size_t i = 0; !after && r->t->outside.clock == NULL && i < e->state_count; i++) {
        if (r->t->outside.state_out[i] != NULL) {
            compare_one(r, step, r->t->outside.state_out[i], e->states[i].type.bits, r->state[i], m,
                        r->t->result_at + e->output_count + 1 + i, r->t->circuit);
        }
    }
}

/* ---- all of them, in one model ---- */

static void tick(model *m, model_pins *pins, bool idle)
{
    pins->clk = 1;
    pins->clk_every = pins->clk_two = !idle;
    model_eval(m, pins);
    if (!idle) { /* its second clock of the step */
        pins->clk_two = 0;
        model_eval(m, pins);
        pins->clk_two = 1;
        model_eval(m, pins);
    }
}

static void fall(model *m, model_pins *pins)
{
    pins->clk = pins->clk_every = pins->clk_two = 0;
    model_eval(m, pins);
}

/* Gives a clock without a step, with other drives at the ports. */
static void idle(run *runs, const texts *all, model *m, model_pins *pins)
{
    pins->en = 0;
    for (size_t i = 0; i < all->count; i++) {
        for (size_t k = 0; k < runs[i].t->equations->input_count; k++) {
            put_word(m, runs[i].t->input_at + k, (int64_t)splitmix_bits(&seed));
        }
    }
    model_eval(m, pins);
    tick(m, pins, true);
    fall(m, pins);
    pins->en = 1;
}

/* Resets between two clocks, which resets those that do not wait for one, and nothing else. */
static void pulse_reset(run *runs, const texts *all, model *m, model_pins *pins)
{
    pins->rst = 1;
    model_eval(m, pins);
    pins->rst = 0;
    model_eval(m, pins);
    for (size_t i = 0; i < all->count; i++) {
        if (runs[i].t->outside.reset != NULL && runs[i].t->outside.reset_asynchronous) {
            reset(&runs[i]);
        }
    }
}

static void run_segment(run *runs, const texts *all, uint64_t first, uint64_t count)
{
    model m = model_new();
    model_pins pins = {.rst = 1};
    memset(m.words, 0, 8 * all->word_count);
    for (size_t i = 0; i < all->count; i++) {
        start(&runs[i], &m);
    }
    pins.rst = 0; /* an edge for those that are reset without a clock */
    model_eval(&m, &pins);
    pins.rst = 1;
    model_eval(&m, &pins);
    for (int i = 0; i < 2; i++) {
        /* Those without a reset must not take a step, and only they have no enable or reset. */
        pins.clk = 1;
        pins.clk_every = pins.clk_two = 1;
        model_eval(&m, &pins);
        fall(&m, &pins);
    }
    pins.rst = 0;
    pins.en = 1;
    for (uint64_t n = 0; n < count; n++) {
        for (size_t i = 0; i < all->count; i++) {
            advance(&runs[i], &m);
            compare_interpreter(&runs[i], first + n);
        }
        model_eval(&m, &pins);
        for (size_t i = 0; i < all->count; i++) {
            compare_ports(&runs[i], first + n, &m, false);
        }
        tick(&m, &pins, false);
        for (size_t i = 0; i < all->count; i++) {
            compare_ports(&runs[i], first + n, &m, true);
            runs[i].since++;
        }
        fall(&m, &pins);
        if (below(400) == 0) {
            pulse_reset(runs, all, &m, &pins);
        }
        if (below(8) == 0) {
            idle(runs, all, &m, &pins);
        }
    }
    model_free(&m);
}

/* Returns the least of several passes, in processor time: other work on the machine is no part of
 * it. */
static double nanoseconds(const run *r)
{
    enum { INPUTS = 1024, STEPS_OF_A_PASS = INPUTS * 200, PASSES = 30 };
    const cosim_equations *e = r->t->equations;
    int64_t *inputs = calloc(INPUTS * (e->input_count + 1), sizeof *inputs), sum = 0;
    double least = 1e9;
    for (size_t i = 0; inputs != NULL && i < INPUTS * e->input_count; i++) {
        const cosim_eq_type type = e->inputs[i % e->input_count].type;
        inputs[i] = small_word(cosim_eq_type_low(type), cosim_eq_type_high(type));
    }
    if (inputs == NULL) {
        exit(2);
    }
    for (int pass = 0; pass < PASSES; pass++) {
        struct timespec begin, end;
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &begin);
        for (size_t n = 0; n < STEPS_OF_A_PASS; n++) {
            r->step(r->state, &inputs[n % INPUTS * e->input_count], r->param, r->history[0]);
            sum += r->history[0][0];
        }
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &end);
        const double spent =
            (double)(end.tv_sec - begin.tv_sec) * 1e9 + (double)(end.tv_nsec - begin.tv_nsec);
        least = spent / STEPS_OF_A_PASS < least ? spent / STEPS_OF_A_PASS : least;
    }
    free(inputs);
    volatile int64_t kept = sum;
    (void)kept;
    return least;
}

/* Counts the operators that stand in what the texts compute; four of all operators are leaves. */
static size_t count_operators(const texts *all)
{
    bool seen[COSIM_EQ_OPS] = {false};
    size_t count = 0;
    for (size_t i = 0; i < all->count; i++) {
        const cosim_equations *e = all->all[i].equations;
        const size_t nodes = cosim_eq_tree_count(e->tree);
        bool *needed = cosim_eq_needed(e);
        if (needed == NULL) {
            perror("needed");
            exit(2);
        }
        for (size_t id = 0; id < nodes; id++) {
            if (needed[id]) {
                seen[cosim_eq_tree_node(e->tree, id)->op] = true;
            }
        }
        free(needed);
    }
    for (size_t op = 0; op < COSIM_EQ_OPS; op++) {
        count += seen[op];
    }
    return count;
}

int main(int argc, char **argv)
{
    const char *given = getenv("STEPS"), *speed = getenv("SPEED");
    const uint64_t count = given != NULL && given[0] != '\0' ? strtoull(given, NULL, 10) : 20000;
    const texts all = texts_read(argv + 1, (size_t)argc - 1);
    run *runs = calloc(all.count, sizeof *runs);
    size_t failed = 0;
    seed = splitmix_seed(20);
    printf("1..%zu\n# %zu random lines that can be beyond 63 bits were refused\n", all.count + 1,
           all.refused);
    if (runs == NULL || all.count == 0 || count == 0) {
        fputs("nothing to compare\n", stderr);
        return 2;
    }
    for (size_t i = 0; i < all.count; i++) {
        open_run(&runs[i], &all.all[i], steps[i], all.arena);
    }
    for (uint64_t done = 0; done < count; done += SEGMENT) {
        run_segment(runs, &all, done, count - done < SEGMENT ? count - done : SEGMENT);
    }
    for (size_t i = 0; i < all.count; i++) {
        const run *r = &runs[i];
        failed += r->differ != 0;
        printf("%sok %zu - %s: %llu steps, %llu of them fire%s\n", r->differ != 0 ? "not " : "",
               i + 1, r->t->name, (unsigned long long)count, (unsigned long long)r->fired,
               r->t->circuit ? ", and the circuit" : "");
        if (r->differ != 0) {
            printf("# %llu differences; the first: %s\n", (unsigned long long)r->differ, r->first);
            for (const char *line = r->t->source; *line != '\0';) {
                const size_t length = strcspn(line, "\n");
                printf("#   %.*s\n", (int)length, line);
                line += length + (line[length] == '\n');
            }
        }
        if (speed != NULL && speed[0] == '1') {
            printf("# %s: %.2f ns a step\n", r->t->name, nanoseconds(r));
        }
    }
    const size_t operators = count_operators(&all);
    const bool missing = operators < (all.count < 100 ? COSIM_EQ_OPS / 2 : COSIM_EQ_OPS);
    printf("%sok %zu - %zu of %d operators are in them\n", missing ? "not " : "", all.count + 1,
           operators, (int)COSIM_EQ_OPS);
    return failed == 0 && !missing ? 0 : 1;
}
