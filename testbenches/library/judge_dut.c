// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A bench of somebody's own in C, on lifcosim.h alone: it runs a circuit behind lif_dut.h and has
 * the library judge it. Its JSON is compared with that of `lifcosim run`.
 *
 *   judge_dut CIRCUIT.so STEPS-A-CALL SCENARIO.yaml   JSON on standard output; status: the verdict
 */
#include "circuit/lif_dut.h"
#include "library/lifcosim.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

#define MOST 4096

static _Noreturn void fail(const char *what, const char *why)
{
    fprintf(stderr, "judge_dut: %s: %s\n", what, why);
    exit(3);
}

static void need(lifcosim *j, int status)
{
    if (status != LIFCOSIM_OK) {
        fprintf(stderr, "judge_dut: %s\n", lifcosim_error(j));
        exit(status);
    }
}

int main(int argc, char **argv)
{
    static int32_t drive[MOST], before[MOST], after[MOST];
    static uint32_t hold[MOST];
    static uint8_t spike[MOST];
    char format[64], error[256] = "";
    int verdict = 0;
    if (argc != 4) {
        fail("usage", "judge_dut CIRCUIT.so STEPS-A-CALL SCENARIO.yaml");
    }
    void *library = dlopen(argv[1], RTLD_NOW | RTLD_LOCAL);
    const struct lif_dut_ops *ops = library != NULL ? dlsym(library, "lif_dut_ops") : NULL;
    lif_dut *dut = ops != NULL ? ops->open(ops, error, sizeof error) : NULL;
    if (dut == NULL) {
        fail(argv[1], error[0] != '\0' ? error : "is no circuit");
    }
    snprintf(format, sizeof format, "%u/%u/%u", ops->format.state_width, ops->format.state_fraction,
             ops->format.leak_fraction);
    lifcosim *j = lifcosim_new();
    need(j, lifcosim_read(j, argv[3], NULL, 0));
    need(j, lifcosim_circuit(j, &(lifcosim_circuit_info){.name = ops->name,
                                                         .about = ops->about,
                                                         .format = format,
                                                         .hold_width = ops->hold_width,
                                                         .clocks_per_step = ops->clocks_per_step,
                                                         .shows = LIFCOSIM_SHOWS_MEMBRANE |
                                                                  LIFCOSIM_SHOWS_BEFORE}));
    lifcosim_port_words w;
    need(j, lifcosim_words(j, &w));
    lif_words words = {.leak_fx = w.leak,
                       .threshold_fx = w.threshold,
                       .reset_fx = w.reset,
                       .initial_fx = w.initial,
                       .initial_hold = w.initial_hold,
                       .compare_above = w.compare_above,
                       .reset_by_subtract = w.reset_by_subtract};
    if (ops->configure(dut, &words, 1) != 0 || ops->read_words(dut, &words) != 0) {
        fail(argv[1], ops->message(dut));
    }
    w = (lifcosim_port_words){.leak = words.leak_fx,
                              .threshold = (int32_t)words.threshold_fx,
                              .reset = (int32_t)words.reset_fx,
                              .initial = (int32_t)words.initial_fx,
                              .initial_hold = words.initial_hold,
                              .compare_above = words.compare_above,
                              .reset_by_subtract = words.reset_by_subtract};
    need(j, lifcosim_words_are(j, &w));
    const size_t most = strtoul(argv[2], NULL, 10);
    for (uint64_t done = 0, steps = lifcosim_steps(j); done < steps;) {
        const size_t n = steps - done < most ? (size_t)(steps - done) : most;
        need(j, lifcosim_drives(j, n, drive, hold));
        lif_dut_breach breach = {.count = 0};
        const lif_dut_block block = {.n = n,
                                     .drive_fx = drive,
                                     .hold = hold,
                                     .before_fx = before,
                                     .after_fx = after,
                                     .spike = spike,
                                     .breach = &breach};
        if (ops->run(dut, &block) != 0) {
            fail(argv[1], ops->message(dut));
        }
        need(j, lifcosim_judge(j, n, drive, before, after, spike));
        if (breach.count > 0) {
            need(j, lifcosim_breach(j, breach.count, breach.quantity, breach.step, breach.expected,
                                    breach.observed));
        }
        done += n;
    }
    need(j, lifcosim_finish(j, &verdict));
    fputs(lifcosim_json(j), stdout);
    const uint64_t mismatches = lifcosim_mismatches(j);
    if ((mismatches > 0) != (lifcosim_first_mismatch(j)[0] != '\0')) {
        fail("mismatches", "are counted, and there is no first one");
    }
    lifcosim_free(j);
    ops->close(dut);
    return verdict == LIFCOSIM_PASS || verdict == LIFCOSIM_CONFORMS ? 0 : 1;
}
