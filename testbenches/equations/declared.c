// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "equations/declaration_text.h"
#include "declared.h"

#include "splitmix.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Noreturn void declared_fail(const char *what, const char *name)
{
    fprintf(stderr, "%s: %s\n", name, what);
    exit(2);
}

const cosim_eq_declaration *declared_read(cosim_arena *arena, const text_entry *t,
                                          const char *source)
{
    const cosim_equations *e = t->equations;
    char *text = NULL;
    size_t length = 0;
    cosim_diag diag;
    FILE *file = open_memstream(&text, &length);
    if (file == NULL) {
        declared_fail("out of memory", t->name);
    }
    fputs("equations: |\n", file);
    for (const char *line = source; *line != '\0';) {
        const size_t n = strcspn(line, "\n");
        fprintf(file, "  %.*s\n", (int)n, line);
        line += n + (line[n] == '\n');
    }
    if (!strstr(source, "= fire\n")) { /* a random text may not show it */
        fputs("  output eq_spike: u1 @0 = fire\n", file);
    }
    fprintf(file, "membrane: {state: %s, one: 1000}\ndrives: {", e->states[0].name);
    for (size_t i = 0; i < e->input_count; i++) {
        fprintf(file, "%s%s: current", i > 0 ? ", " : "", e->inputs[i].name);
    }
    fputs("}\n", file);
    fclose(file);
    const cosim_eq_declaration *d =
        cosim_eq_declaration_read(arena, cosim_arena_text(arena, text, length), &diag);
    free(text);
    if (d == NULL) {
        char message[1400];
        declared_fail(cosim_diag_text(&diag, message, sizeof message), t->name);
    }
    return d;
}

void declared_range(const text_entry *t, const char *name, int64_t *low, int64_t *high)
{
    char wanted[80];
    long long a, b;
    snprintf(wanted, sizeof wanted, "# range %s ", name);
    const char *line = strstr(t->source, wanted);
    if (line != NULL && sscanf(line + strlen(wanted), "%lld %lld", &a, &b) == 2) {
        *low = a;
        *high = b;
        return;
    }
    *low = *low > -1024 ? *low : -1024;
    *high = *high < 1024 ? *high : 1024;
}

int64_t declared_pick(uint64_t *seed, int64_t low, int64_t high)
{
    const uint64_t span = (uint64_t)high - (uint64_t)low + 1;
    return (int64_t)((uint64_t)low +
                     (span == 0 ? splitmix_bits(seed) : splitmix_bits(seed) % span));
}

double declared_half(uint64_t *seed) { return splitmix_uniform(seed) - 0.5; }

void declared_draw(uint64_t *seed, const text_entry *t, const cosim_equations *e, bool slow,
                   int64_t *input, double *input_real)
{
    for (size_t i = 0; i < e->input_count; i++) {
        int64_t low = cosim_eq_type_low(e->inputs[i].type);
        int64_t high = cosim_eq_type_high(e->inputs[i].type);
        declared_range(t, e->inputs[i].name, &low, &high);
        if (!slow || declared_pick(seed, 0, 30) == 0) {
            input[i] = declared_pick(seed, 0, 7) == 0 ? (declared_pick(seed, 0, 1) ? low : high)
                                                      : declared_pick(seed, low, high);
        }
        input_real[i] = (double)input[i] + declared_half(seed);
    }
}
