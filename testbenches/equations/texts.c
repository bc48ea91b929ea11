// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "texts.h"

#include "equations/normal.h"
#include "equations/reader.h"
#include "random_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void fail(const char *what, const char *name)
{
    fprintf(stderr, "%s: %s\n", name, what);
    exit(2);
}

static char *read_file(const char *path)
{
    FILE *file = fopen(path, "r");
    char *source = calloc(1, RANDOM_TEXT_BYTES);
    if (file == NULL || source == NULL || fread(source, 1, RANDOM_TEXT_BYTES - 1, file) == 0) {
        fail("cannot be read", path);
    } else {
        fclose(file);
    }
    return source;
}

/* Chooses every way to clock and to reset, in turn. */
static void choose_outside(texts *all, text_entry *t, size_t number, bool combinational)
{
    static const char module[] = "spec_";
    char *name = cosim_arena_alloc(all->arena, sizeof module + sizeof t->name);
    const char **in, **out;
    sprintf(name, "%s%s", module, t->name);
    t->outside = (cosim_eq_outside){.module = name,
                                    .clock = "clk",
                                    .reset = number % 8 == 6 ? NULL : "rst",
                                    .reset_high = number % 2 == 0,
                                    .reset_asynchronous = number / 2 % 2 == 1,
                                    .enable = number / 4 % 2 == 1 ? "en" : NULL};
    if (t->circuit) {
        t->outside.reset_asynchronous = strstr(t->source, "# asynchronous reset\n") != NULL;
    }
    if (!combinational) {
        return;
    }
    in = cosim_arena_alloc(all->arena, (t->equations->state_count + 1) * sizeof *in);
    out = cosim_arena_alloc(all->arena, (t->equations->state_count + 1) * sizeof *out);
    for (size_t i = 0; i < t->equations->state_count; i++) {
        char port[80];
        snprintf(port, sizeof port, "%.60s_in", t->equations->states[i].name);
        in[i] = cosim_arena_text(all->arena, port, strlen(port));
        snprintf(port, sizeof port, "%.60s_out", t->equations->states[i].name);
        out[i] = cosim_arena_text(all->arena, port, strlen(port));
        for (size_t k = 0; k < t->equations->output_count; k++) {
            out[i] =
                out[i] != NULL && strcmp(t->equations->outputs[k].port, port) == 0 ? NULL : out[i];
        }
    }
    t->outside = (cosim_eq_outside){.module = name, .state_in = in, .state_out = out};
}

static const cosim_equations *read_or_fail(texts *all, const char *name, const char *source)
{
    cosim_place place = {.line = 1, .column = 1};
    cosim_diag diag;
    char message[1400];
    snprintf(place.file, sizeof place.file, "%s", name);
    const cosim_equations *e =
        cosim_equations_read(all->arena, source, strlen(source), &place, &diag);
    if (e == NULL) {
        fprintf(stderr, "%s\n", source);
        fail(cosim_diag_text(&diag, message, sizeof message), name);
    }
    return e;
}

static char *normal_form(texts *all, const cosim_equations *e)
{
    char *form = NULL;
    size_t length = 0;
    FILE *file = open_memstream(&form, &length);
    if (file == NULL || cosim_eq_print(file, e, true) != 0 || fclose(file) != 0) {
        fail("out of memory", "normal form");
    }
    return cosim_arena_adopt(all->arena, form);
}

/* The normal form is a fixed point. What it means is compared where the interpreter runs. */
static const cosim_equations *read_again(texts *all, const text_entry *t)
{
    char name[80];
    snprintf(name, sizeof name, "%s in normal form", t->name);
    const char *form = normal_form(all, t->equations);
    const cosim_equations *again = read_or_fail(all, name, form);
    const char *second = normal_form(all, again);
    if (strcmp(form, second) != 0) {
        fprintf(stderr, "%s\n-- and read again --\n%s\n", form, second);
        fail("is not read back as itself", name);
    }
    return again;
}

static void add(texts *all, const char *name, char *source, bool circuit, bool combinational)
{
    text_entry *t = &all->all[all->count];
    snprintf(t->name, sizeof t->name, "%s", name);
    t->source = source;
    t->circuit = circuit;
    t->equations = read_or_fail(all, name, source);
    t->again = read_again(all, t);
    choose_outside(all, t, all->count, combinational);
    const cosim_equations *e = t->equations;
    t->input_at = all->word_count;
    t->param_at = t->input_at + e->input_count;
    t->state_at = t->param_at + e->param_count;
    all->word_count = t->state_at + e->state_count;
    t->result_at = all->result_count;
    t->result_count = e->output_count + 1 + (combinational ? e->state_count : 0);
    all->result_count += t->result_count;
    all->count++;
}

static void add_random(texts *all, const char *argument, bool bits)
{
    char name[24], *end;
    uint64_t seed = strtoull(argument, &end, 0);
    const size_t count = *end == ':' ? strtoull(end + 1, &end, 10) : 0;
    if (*end != '\0' || count < 1 || count > 10000) {
        fail("is no SEED:COUNT", argument);
    }
    for (size_t i = 0; i < count; i++) {
        char *source = malloc(RANDOM_TEXT_BYTES);
        if (source == NULL) {
            fail("out of memory", argument);
        }
        all->refused += random_text(&seed, source, bits);
        snprintf(name, sizeof name, "r%zu", i);
        add(all, name, source, false, all->count % 8 == 7);
    }
}

texts texts_read(char **arguments, size_t count)
{
    texts all = {.arena = cosim_arena_new()};
    all.all = calloc(10000 + count, sizeof *all.all);
    if (all.arena == NULL || all.all == NULL) {
        fail("out of memory", "texts");
    }
    for (size_t i = 0; i < count; i++) {
        const bool circuit = strncmp(arguments[i], "rtl:", 4) == 0;
        const char *path = arguments[i] + (circuit ? 4 : 0);
        const char *base = strrchr(path, '/') != NULL ? strrchr(path, '/') + 1 : path;
        char name[64];
        if (strncmp(path, "random:", 7) == 0 || strncmp(path, "smooth:", 7) == 0) {
            add_random(&all, path + 7, path[0] == 'r');
            continue;
        }
        char *source = read_file(path);
        snprintf(name, sizeof name, "%.*s", (int)strcspn(base, "."), base);
        add(&all, name, source, circuit, strstr(source, "# combinational\n") != NULL);
    }
    return all;
}

void texts_free(const texts *all)
{
    for (size_t i = 0; i < all->count; i++) {
        free(all->all[i].source);
    }
    free(all->all);
    cosim_arena_free(all->arena);
}
