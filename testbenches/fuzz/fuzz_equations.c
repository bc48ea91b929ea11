// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Any bytes are a text of equations: it is refused at a place within it, or accepted, and then its
 * normal form is read back as itself, it is written as C and as Verilog, and random steps of it
 * stay within the ranges and within 64 bits (which the sanitiser watches). */
#include "fuzz.h"

#include "equations/emit_c.h"
#include "equations/emit_verilog.h"
#include "equations/interpret.h"
#include "equations/normal.h"
#include "equations/reader.h"

#include <string.h>

static FILE *open_text(char **text, size_t *length)
{
    FILE *file = open_memstream(text, length);
    FUZZ_CHECK(file != NULL);
    return file;
}

static char *normal_form(const cosim_equations *e)
{
    char *text = NULL;
    size_t length = 0;
    FILE *file = open_text(&text, &length);
    FUZZ_CHECK(cosim_eq_print(file, e, false) == 0);
    fclose(file);
    return text;
}

static const cosim_equations *read_text(cosim_arena *arena, const char *text, size_t length,
                                        cosim_diag *diag)
{
    const cosim_place place = {"text", 1, 1};
    return cosim_equations_read(arena, text, length, &place, diag);
}

static void check_refusal(const char *text, size_t length, const cosim_diag *diag)
{
    unsigned lines = 1;
    for (size_t i = 0; i < length; i++) {
        lines += text[i] == '\n';
    }
    FUZZ_CHECK(!diag->memory && diag->message[0] != '\0');
    FUZZ_CHECK(diag->place.line >= 1 && diag->place.line <= lines && diag->place.column >= 1);
    FUZZ_CHECK(strlen(diag->message) + 1 < sizeof diag->message); /* nothing of it is cut off */
}

static void check_written(const cosim_equations *e)
{
    const char *ports[COSIM_EQ_TEXT_MOST / 8];
    cosim_eq_outside outside = {.module = "m", .clock = "clock", .reset = "reset"};
    char *text = NULL;
    size_t length = 0, wraps;
    FILE *file = open_text(&text, &length);
    FUZZ_CHECK(cosim_eq_emit_c(file, e, "f") == 0);
    FUZZ_CHECK(cosim_eq_emit_verilog(file, e, &outside) == 0);
    for (size_t i = 0; i < sizeof ports / sizeof *ports; i++) {
        ports[i] = "state_port";
    }
    outside = (cosim_eq_outside){.module = "m", .state_in = ports, .state_out = ports};
    FUZZ_CHECK(cosim_eq_emit_verilog(file, e, &outside) == 0);
    FUZZ_CHECK(cosim_eq_print_wraps(file, e, "", &wraps) == 0);
    fclose(file);
    free(text);
}

/* Returns a word of a type, made from a few bits. */
static int64_t word_of(cosim_eq_type type, uint64_t bits)
{
    const int64_t low = cosim_eq_type_low(type), high = cosim_eq_type_high(type);
    const uint64_t span = (uint64_t)high - (uint64_t)low;
    return bits % 4 == 0 ? low
           : bits % 4 == 1
               ? high
               : (int64_t)((uint64_t)low + (span == UINT64_MAX ? bits : bits % (span + 1)));
}

static void check_steps(cosim_arena *arena, const cosim_equations *e, const cosim_equations *again)
{
    cosim_eq_program *one = cosim_eq_program_new(arena, e);
    cosim_eq_program *two = cosim_eq_program_new(arena, again);
    int64_t *input = cosim_arena_alloc(arena, (e->input_count + 1) * sizeof *input);
    int64_t *param = cosim_arena_alloc(arena, (e->param_count + 1) * sizeof *param);
    int64_t *states[2], *outputs[2];
    uint64_t bits = 88172645463325252u;
    FUZZ_CHECK(one != NULL && two != NULL && input != NULL && param != NULL);
    for (int i = 0; i < 2; i++) {
        states[i] = cosim_arena_alloc(arena, (e->state_count + 1) * sizeof **states);
        outputs[i] = cosim_arena_alloc(arena, (e->output_count + 1) * sizeof **outputs);
        FUZZ_CHECK(states[i] != NULL && outputs[i] != NULL);
    }
    for (size_t i = 0; i < e->param_count; i++) {
        const cosim_eq_param *p = &e->params[i];
        bits = bits * 6364136223846793005u + 1442695040888963407u;
        param[i] = p->port == NULL ? 0 : word_of(p->type, bits >> 20);
        param[i] = p->limited && param[i] > p->most ? p->most : param[i];
    }
    cosim_eq_start(e, param, states[0]);
    cosim_eq_start(again, param, states[1]);
    for (int n = 0; n < 20; n++) {
        for (size_t i = 0; i < e->input_count; i++) {
            bits = bits * 6364136223846793005u + 1442695040888963407u;
            input[i] = word_of(e->inputs[i].type, bits >> 20);
        }
        cosim_eq_step(one, states[0], input, param, outputs[0]);
        cosim_eq_step(two, states[1], input, param, outputs[1]);
        FUZZ_CHECK(memcmp(states[0], states[1], e->state_count * sizeof **states) == 0);
        FUZZ_CHECK(memcmp(outputs[0], outputs[1], (e->output_count + 1) * sizeof **outputs) == 0);
        for (size_t i = 0; i < e->state_count; i++) {
            FUZZ_CHECK(states[0][i] >= e->states[i].next->low &&
                       states[0][i] <= e->states[i].next->high &&
                       cosim_eq_type_holds(e->states[i].type, e->states[i].next));
        }
        for (size_t i = 0; i < e->output_count; i++) {
            FUZZ_CHECK(outputs[0][i] >= e->outputs[i].node->low &&
                       outputs[0][i] <= e->outputs[i].node->high);
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cosim_arena *arena = cosim_arena_new();
    cosim_diag diag = {.message = ""};
    char *text = fuzz_text(data, size);
    const size_t length = strlen(text);
    FUZZ_CHECK(arena != NULL);
    const cosim_equations *e = read_text(arena, text, length, &diag);
    if (e == NULL) {
        check_refusal(text, length, &diag);
    } else {
        char *form = normal_form(e);
        const cosim_equations *again =
            strlen(form) <= COSIM_EQ_TEXT_MOST ? read_text(arena, form, strlen(form), &diag) : e;
        FUZZ_CHECK(again != NULL);
        char *second = normal_form(again);
        FUZZ_CHECK(strcmp(form, second) == 0);
        check_written(e);
        check_steps(arena, e, again);
        free(form);
        free(second);
    }
    free(text);
    cosim_arena_free(arena);
    return 0;
}
