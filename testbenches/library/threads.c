// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Two threads use two handles at a time, each for several runs; helgrind looks on. Prints the
 * verdicts.
 *
 *   threads SCENARIO.yaml
 */
#include "library/lifcosim.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

enum { RUNS = 3, STEPS = 500 };

static const char *scenario;

static void *judge(void *counter)
{
    int *passes = counter;
    for (int run = 0; run < RUNS; run++) {
        static const char *const set[] = {"steps=500"};
        int32_t drive[STEPS], before[STEPS], after[STEPS];
        uint32_t hold[STEPS];
        uint8_t spike[STEPS];
        int verdict = LIFCOSIM_OPEN;
        lifcosim *j = lifcosim_new();
        const lifcosim_circuit_info circuit = {
            .format = "q8_24", .shows = LIFCOSIM_SHOWS_MEMBRANE | LIFCOSIM_SHOWS_BEFORE};
        if (lifcosim_read(j, scenario, set, 1) != LIFCOSIM_OK ||
            lifcosim_circuit(j, &circuit) != LIFCOSIM_OK ||
            lifcosim_drives(j, STEPS, drive, hold) != LIFCOSIM_OK ||
            lifcosim_model(j, STEPS, drive, hold, before, after, spike) != LIFCOSIM_OK ||
            lifcosim_judge(j, STEPS, drive, before, after, spike) != LIFCOSIM_OK ||
            lifcosim_finish(j, &verdict) != LIFCOSIM_OK || lifcosim_json(j) == NULL) {
            fprintf(stderr, "%s\n", lifcosim_error(j));
        }
        *passes += verdict == LIFCOSIM_PASS;
        lifcosim_free(j);
    }
    return NULL;
}

int main(int argc, char **argv)
{
    pthread_t threads[2];
    int passes[2] = {0, 0};
    scenario = argc > 1 ? argv[1] : "";
    for (int i = 0; i < 2; i++) {
        if (pthread_create(&threads[i], NULL, judge, &passes[i]) != 0) {
            return 3;
        }
    }
    for (int i = 0; i < 2; i++) {
        (void)pthread_join(threads[i], NULL);
    }
    printf("%d passes of %d\n", passes[0] + passes[1], 2 * RUNS);
    return passes[0] + passes[1] == 2 * RUNS ? 0 : 1;
}
