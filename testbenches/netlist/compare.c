// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* compare FIRST SECOND SETS   tells whether two circuits of one format are the same, bit for bit.
 *
 * Both take random words, drives and holds (SEED), SETS times a block of steps (sweep.h). Prints
 * the number of steps that were compared and of those that differ, as JSON. Status: 0 they are the
 * same, 1 they are not, 2 usage, 3 a circuit could not be used. */
#include "sweep.h"
#include "base/diag.h"
#include "base/json.h"
#include "circuit/format.h"
#include "circuit/open.h"

#include <stdio.h>
#include <stdlib.h>

/* Runs the blocks on both circuits. Returns -1 if one of them could not go on. */
static int compare(cosim_dut *duts[2], uint64_t sets, lif_random *random, uint64_t *different,
                   uint64_t *spikes)
{
    static sweep_outputs out[2];
    static sweep_block block;
    for (uint64_t n = 0; n < sets; n++) {
        sweep_draw(&block, random, &duts[0]->ops->format, n);
        for (int d = 0; d < 2; d++) {
            if (sweep_run(duts[d], &block, &out[d]) != 0) {
                fprintf(stderr, "compare: %s: %s\n", duts[d]->name,
                        duts[d]->ops->message(duts[d]->instance));
                return -1;
            }
        }
        *different += sweep_different(&out[0], &out[1]);
        for (int i = 0; i < SWEEP_STEPS; i++) {
            *spikes += out[0].spike[i];
        }
    }
    return 0;
}

int main(int argc, char **argv)
{
    cosim_dut *duts[2] = {NULL, NULL};
    const uint64_t seed = sweep_seed();
    const uint64_t sets = argc == 4 ? strtoull(argv[3], NULL, 10) : 0;
    uint64_t different = 0, spikes = 0;
    lif_random random;
    if (sets == 0) {
        fprintf(stderr, "usage: compare FIRST SECOND SETS\n");
        return 2;
    }
    for (int i = 0; i < 2; i++) {
        cosim_diag diag;
        if (cosim_dut_open(argv[1 + i], &duts[i], &diag) != COSIM_DUT_OK) {
            fprintf(stderr, "compare: %s\n", diag.message);
            return 3;
        }
    }
    if (!cosim_format_equal(&duts[0]->ops->format, &duts[1]->ops->format)) {
        fprintf(stderr, "compare: the circuits have different formats\n");
        return 3;
    }
    lif_random_seed(&random, seed);
    if (compare(duts, sets, &random, &different, &spikes) != 0) {
        return 3;
    }
    cosim_json json;
    cosim_json_start(&json, stdout, 0);
    cosim_json_map_open(&json, NULL);
    cosim_json_key_unsigned(&json, "steps", sets * SWEEP_STEPS);
    cosim_json_key_unsigned(&json, "different", different);
    cosim_json_key_unsigned(&json, "spikes", spikes);
    cosim_json_key_unsigned(&json, "seed", seed);
    cosim_json_map_close(&json);
    cosim_json_new_line(&json);
    cosim_json_finish(&json);
    cosim_dut_close(duts[0]);
    cosim_dut_close(duts[1]);
    return different != 0;
}
