// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* bench_base FOLDER STEPS PASSES   is row `base`: the loop that a textbook shows, where nothing is
 * judged. */
#include "base_shim.h"
#include "bench_table.h"

int main(int argc, char **argv)
{
    if (argc != 4) {
        fprintf(stderr, "usage: bench_base FOLDER STEPS PASSES\n");
        return 3;
    }
    const bench_table table = bench_open(&argv[1]);
    int32_t membrane_fx = 0;
    uint64_t total = 0;
    bench_begin();
    for (size_t pass = 0; pass < table.passes; pass++) {
        uint64_t spikes = 0;
        base_configure(table.words);
        for (size_t i = 0; i < table.steps; i++) {
            spikes += (uint64_t)base_step(table.drive_fx[i], &membrane_fx);
        }
        bench_pass(&total, pass, spikes);
    }
    bench_end(&table, total);
    return 0;
}
