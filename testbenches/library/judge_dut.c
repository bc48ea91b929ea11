// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A bench of somebody's own in C, on lifcosim.h alone: it runs a circuit behind lif_dut.h and has
 * the library judge it. Its JSON is compared with that of `lifcosim run`.
 *
 *   judge_dut CIRCUIT.so NAME STEPS-A-CALL SCENARIO.yaml   JSON on standard output; status: the
 *                                                          verdict
 */
#include "circuit.h"
#include "library/lifcosim.h"

#include <stdbool.h>
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

/* Gives the circuit the words that are due. */
static void give_words(lifcosim *j, circuit *c, int resets, uint64_t seed)
{
    lifcosim_port_words w;
    need(j, lifcosim_words(j, &w));
    if (circuit_words(c, resets, (int64_t)seed, w.leak, w.threshold, w.reset, w.initial,
                      (int)w.initial_hold, w.compare_above, w.reset_by_subtract) != 0) {
        exit(3);
    }
}

/* Runs n steps of the scenario, or of a part of a trial. */
static void run(lifcosim *j, circuit *c, size_t n)
{
    static int32_t drive[MOST], before[MOST], after[MOST];
    static uint32_t hold[MOST];
    static uint8_t spike[MOST];
    need(j, lifcosim_drives(j, n, drive, hold));
    circuit_clear(c);
    if (circuit_run(c, (int64_t)n, drive, hold, before, after, spike) != 0) {
        exit(3);
    }
    /* of a trial it belongs to the part, which ends with its last step */
    const bool first = lifcosim_done(j) == lifcosim_steps(j);
    for (int i = 0; i < 2; i++) {
        if ((i == 0) != first) {
            need(j, lifcosim_judge(j, n, drive, before, after, spike));
        } else if (circuit_breaches(c) > 0) {
            need(j, lifcosim_breach(j, (uint64_t)circuit_breaches(c), circuit_breach_what(c),
                                    (uint64_t)circuit_breach(c, 0), circuit_breach(c, 1),
                                    circuit_breach(c, 2)));
        }
    }
}

int main(int argc, char **argv)
{
    int verdict = 0;
    if (argc != 5) {
        fail("usage", "judge_dut CIRCUIT.so NAME STEPS-A-CALL SCENARIO.yaml");
    }
    circuit *c = circuit_open(argv[1]);
    const size_t most = strtoul(argv[3], NULL, 10);
    if (c == NULL || most > MOST) {
        return 3;
    }
    lifcosim *j = lifcosim_new();
    need(j, lifcosim_read(j, argv[4], NULL, 0));
    const lifcosim_circuit_info info = {.name = argv[2],
                                        .about = circuit_about(c),
                                        .format = circuit_format(c),
                                        .hold_width = (unsigned)circuit_hold_width(c),
                                        .clocks_per_step = (unsigned)circuit_clocks(c),
                                        .shows = LIFCOSIM_SHOWS_MEMBRANE | LIFCOSIM_SHOWS_BEFORE};
    need(j, lifcosim_circuit(j, &info));
    give_words(j, c, 1, 1);
    const lifcosim_port_words has = {.leak = circuit_word(c, "leak"),
                                     .threshold = (int32_t)circuit_word(c, "threshold"),
                                     .reset = (int32_t)circuit_word(c, "reset"),
                                     .initial = (int32_t)circuit_word(c, "initial"),
                                     .initial_hold = (uint32_t)circuit_word(c, "initial_hold"),
                                     .compare_above = (uint8_t)circuit_word(c, "compare_above"),
                                     .reset_by_subtract =
                                         (uint8_t)circuit_word(c, "reset_subtract")};
    need(j, lifcosim_words_are(j, &has));
    for (uint64_t done = 0, steps = lifcosim_steps(j); done < steps; done = lifcosim_done(j)) {
        run(j, c, steps - done < most ? (size_t)(steps - done) : most);
    }
    lifcosim_part part;
    for (need(j, lifcosim_trial(j, circuit_changes(c), &part)); part.steps > 0;
         need(j, lifcosim_trial(j, circuit_changes(c), &part))) {
        give_words(j, c, part.resets, part.seed);
        run(j, c, part.steps);
    }
    need(j, lifcosim_finish(j, &verdict));
    need(j, lifcosim_find(j, NULL));
    fputs(lifcosim_json(j), stdout);
    const uint64_t mismatches = lifcosim_mismatches(j);
    if ((mismatches > 0) != (lifcosim_first_mismatch(j)[0] != '\0')) {
        fail("mismatches", "are counted, and there is no first one");
    }
    lifcosim_free(j);
    circuit_close(c);
    return verdict == LIFCOSIM_PASS || verdict == LIFCOSIM_CONFORMS ? 0 : 1;
}
