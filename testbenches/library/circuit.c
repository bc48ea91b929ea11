// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "circuit.h"

#include "circuit/lif_dut.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct circuit {
    const struct lif_dut_ops *ops;
    lif_dut *dut;
    lif_dut_breach breach;
    char format[64];
};

static int failed(const char *what, const char *why)
{
    fprintf(stderr, "%s: %s\n", what, why);
    return -1;
}

circuit *circuit_open(const char *path)
{
    char error[256] = "is no circuit";
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    const struct lif_dut_ops *ops = library != NULL ? dlsym(library, "lif_dut_ops") : NULL;
    lif_dut *dut = ops != NULL ? ops->open(ops, error, sizeof error) : NULL;
    circuit *c = calloc(1, sizeof *c);
    if (dut == NULL || c == NULL) {
        (void)failed(path, error);
        free(c);
        return NULL;
    }
    c->ops = ops;
    c->dut = dut;
    snprintf(c->format, sizeof c->format, "%u/%u/%u", ops->format.state_width,
             ops->format.state_fraction, ops->format.leak_fraction);
    return c;
}

void circuit_close(circuit *c)
{
    c->ops->close(c->dut);
    free(c);
}

const char *circuit_about(circuit *c) { return c->ops->about; }
const char *circuit_format(circuit *c) { return c->format; }
int circuit_hold_width(circuit *c) { return (int)c->ops->hold_width; }
int circuit_clocks(circuit *c) { return (int)c->ops->clocks_per_step; }
int circuit_changes(circuit *c) { return (c->ops->capabilities & LIF_DUT_CHANGES_WORDS) != 0; }

int circuit_words(circuit *c, int resets, int64_t seed, int64_t leak, int threshold, int reset,
                  int initial, int initial_hold, int compare_above, int reset_subtract)
{
    const lif_words words = {.leak_fx = leak,
                             .threshold_fx = threshold,
                             .reset_fx = reset,
                             .initial_fx = initial,
                             .initial_hold = (uint32_t)initial_hold,
                             .compare_above = compare_above != 0,
                             .reset_by_subtract = reset_subtract != 0};
    return (resets ? c->ops->configure(c->dut, &words, (uint64_t)seed)
                   : c->ops->set_words(c->dut, &words)) == 0
               ? 0
               : failed("words", c->ops->message(c->dut));
}

int64_t circuit_word(circuit *c, const char *name)
{
    lif_words w = {0};
    (void)c->ops->read_words(c->dut, &w);
    return strcmp(name, "leak") == 0             ? w.leak_fx
           : strcmp(name, "threshold") == 0      ? w.threshold_fx
           : strcmp(name, "reset") == 0          ? w.reset_fx
           : strcmp(name, "initial") == 0        ? w.initial_fx
           : strcmp(name, "initial_hold") == 0   ? (int64_t)w.initial_hold
           : strcmp(name, "compare_above") == 0  ? w.compare_above
           : strcmp(name, "reset_subtract") == 0 ? w.reset_by_subtract
                                                 : failed(name, "is no word");
}

int circuit_run(circuit *c, int64_t n, const int32_t *drive, const uint32_t *hold, int32_t *before,
                int32_t *after, uint8_t *spike)
{
    const lif_dut_block block = {.n = (size_t)n,
                                 .drive_fx = drive,
                                 .hold = hold,
                                 .before_fx = before,
                                 .after_fx = after,
                                 .spike = spike,
                                 .breach = &c->breach};
    return c->ops->run(c->dut, &block) == 0 ? 0 : failed("a step", c->ops->message(c->dut));
}

int circuit_step(circuit *c, int drive, int hold, int *before, int *after, int *spike)
{
    const int32_t given = drive;
    const uint32_t held = (uint32_t)hold;
    uint8_t fired = 0;
    const int status = circuit_run(c, 1, &given, &held, before, after, &fired);
    *spike = fired;
    return status;
}

int64_t circuit_breaches(circuit *c) { return (int64_t)c->breach.count; }
const char *circuit_breach_what(circuit *c)
{
    return c->breach.quantity != NULL ? c->breach.quantity : "";
}
int64_t circuit_breach(circuit *c, int which)
{
    return which == 0   ? (int64_t)c->breach.step
           : which == 1 ? c->breach.expected
                        : c->breach.observed;
}
void circuit_clear(circuit *c) { c->breach = (lif_dut_breach){.count = 0}; }
