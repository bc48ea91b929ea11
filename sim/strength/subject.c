// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "strength/subject.h"

#include "equations/case.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* The params of a shipped neuron, in the order of its text. */
enum { LEAK, THRESHOLD, RESET, INITIAL, START, HOLD, ABOVE, SUBTRACT, SHIPPED_PARAMS };

void cosim_shipped_put(FILE *file, const lif_format *f, unsigned hold_bits)
{
    const unsigned w = f->state_width, k = f->leak_fraction;
    const bool residual = f->rounding == LIF_RESIDUAL;
    fprintf(file,
            "equations: |\n"
            "  input  drive: s%u = drive_i\n"
            "  param  leak: u%u <= %" PRIu64 " = leak_i\n"
            "  param  threshold: s%u = threshold_i\n"
            "  param  reset: s%u = reset_i\n"
            "  param  initial: s%u = initial_i\n"
            "  param  start: u%u = initial_hold_i\n"
            "  param  hold: u%u = hold_i\n"
            "  param  above: u1 = compare_above_i\n"
            "  param  subtract: u1 = reset_subtract_i\n"
            "  state  x: s%u = initial\n"
            "  state  count: u%u = start\n",
            w, k + 1, (uint64_t)1 << k, w, w, w, hold_bits, hold_bits, w, hold_bits);
    if (residual) {
        fprintf(file, "  state  r: u%u\n  p = (drive - x) * leak + r\n  y: s%u = x + (p >> %u)\n",
                k, w, k);
    } else {
        fprintf(file, "  y: s%u = x + round((drive - x) * leak, %u)\n", w, k);
    }
    fputs("  held = count != 0\n"
          "  passes = above == 1 and y > threshold\n"
          "  meets = above == 0 and y >= threshold\n"
          "  fire = not held and (passes or meets)\n"
          "  x' = held ? x : fire ? (subtract == 1 ? y - reset : reset) : y\n"
          "  count' = held ? count - 1 : fire ? hold : 0\n",
          file);
    if (residual) {
        fprintf(file, "  r' = held ? r : fire and subtract == 0 ? 0 : rest(p, %u)\n", k);
    }
    fprintf(file,
            "  output spike_o @1 = fire\n"
            "  output membrane_o @1 = x'\n"
            "membrane: {state: x, one: %" PRIu64 "}\n"
            "drives: {drive: current}\n",
            (uint64_t)1 << f->state_fraction);
}

static const cosim_eq_declaration *declare_shipped(cosim_arena *arena, const lif_format *format,
                                                   cosim_diag *diag)
{
    char *text = NULL;
    size_t length = 0;
    FILE *memory = open_memstream(&text, &length);
    const cosim_eq_declaration *d = NULL;
    if (memory != NULL) {
        cosim_shipped_put(memory, format, 32);
    }
    if (memory == NULL || fclose(memory) != 0) {
        cosim_diag_memory(diag, NULL);
    } else {
        d = cosim_eq_declaration_read(arena, text, diag);
    }
    free(text);
    return d;
}

int cosim_subject_of(cosim_arena *arena, cosim_dut *dut, cosim_subject *subject, cosim_diag *diag)
{
    *subject = (cosim_subject){.dut = dut, .declaration = dut->equations};
    if (dut->equations != NULL) {
        return 0;
    }
    if (dut->ops->declared != NULL || (dut->ops->capabilities & LIF_DUT_INTEGER_MODEL) == 0) {
        return cosim_diag_set(diag, NULL,
                              "circuit %s: has no equations of its own; give its manifest, whose "
                              "keys become equations",
                              dut->name);
    }
    subject->shipped = true;
    subject->declaration = declare_shipped(arena, &dut->ops->format, diag);
    return subject->declaration != NULL ? 0 : -1;
}

void cosim_subject_params(const cosim_subject *subject, const cosim_job *job, uint32_t hold,
                          int64_t *param)
{
    const lif_words *w = &job->q.words;
    if (!subject->shipped) {
        const cosim_eq_case *c = job->q.equations;
        cosim_eq_words_of_hold(subject->declaration, &c->words, hold, param);
        return;
    }
    const int64_t words[SHIPPED_PARAMS] = {w->leak_fx,       w->threshold_fx,     w->reset_fx,
                                           w->initial_fx,    w->initial_hold,     hold,
                                           w->compare_above, w->reset_by_subtract};
    memcpy(param, words, sizeof words);
}
