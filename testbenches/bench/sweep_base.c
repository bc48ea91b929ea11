// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* sweep_base SETS STEPS   is row `sweep-base`: the parameter sets of the benchmark of sweeps run
 * one after the other in the loop of row `base`, and nothing is judged. Words and drives are made
 * before it begins. */
#include "base_shim.h"
#include "batch_sets.h"
#include "circuit/open.h"
#include "bench_table.h"
#include "circuit/dut.h"
#include "circuit/open.h"
#include "run/job.h"

#include <string.h>

/* Makes the words and drives of set i. */
static void prepare(const batch_sets *s, uint64_t i, cosim_dut *dut, int64_t *words, int32_t *drive)
{
    cosim_scenario scenario;
    lif_stimulus stimulus;
    cosim_job job;
    cosim_diag diag;
    uint32_t hold = 0;
    draw(s, i, &scenario, &stimulus);
    if (cosim_job_prepare(&job, &scenario, dut, &diag) != 0 ||
        lif_quantise_drives(&job.q, s->table_a, s->steps, drive) != 0 ||
        !lif_hold_is_constant(&scenario.params, &hold)) {
        give_up("a set cannot be prepared");
    }
    const int64_t given[BENCH_WORDS] = {[BENCH_LEAK] = job.q.words.leak_fx,
                                        [BENCH_THRESHOLD] = job.q.words.threshold_fx,
                                        [BENCH_RESET] = job.q.words.reset_fx,
                                        [BENCH_INITIAL] = job.q.words.initial_fx,
                                        [BENCH_INITIAL_HOLD] = job.q.words.initial_hold,
                                        [BENCH_COMPARE_ABOVE] = job.q.words.compare_above,
                                        [BENCH_RESET_SUBTRACT] = job.q.words.reset_by_subtract,
                                        [BENCH_HOLD] = hold};
    memcpy(words, given, sizeof given);
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: sweep_base SETS STEPS\n");
        return 3;
    }
    batch_sets s = {.sets = strtoul(argv[1], NULL, 10), .steps = strtoul(argv[2], NULL, 10)};
    const bench_table done = {.steps = s.steps, .passes = s.sets};
    int64_t *words = calloc(s.sets * BENCH_WORDS, sizeof *words);
    int32_t *drive = calloc(s.sets * s.steps, sizeof *drive), membrane_fx = 0;
    uint64_t spikes = 0;
    cosim_dut *dut = NULL;
    cosim_diag diag;
    if (words == NULL || drive == NULL) {
        give_up("out of memory");
    }
    if (cosim_dut_open("model:q8_24", &dut, &diag) != COSIM_DUT_OK) {
        give_up(diag.message);
    }
    fill_table(&s);
    for (size_t i = 0; i < s.sets; i++) {
        prepare(&s, i, dut, words + i * BENCH_WORDS, drive + i * s.steps);
    }
    bench_begin();
    for (size_t i = 0; i < s.sets; i++) {
        base_configure(words + i * BENCH_WORDS);
        for (size_t k = 0; k < s.steps; k++) {
            spikes += (uint64_t)base_step(drive[i * s.steps + k], &membrane_fx);
        }
    }
    bench_end(&done, spikes);
    cosim_dut_close(dut);
    free(s.table_a);
    free(words);
    free(drive);
    return 0;
}
