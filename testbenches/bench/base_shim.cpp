// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "base_shim.h"

#include "Vlif_textbook.h"
#include "bench_table.h"

static Vlif_textbook *top;

static void clock_once()
{
    top->clk_i = 1;
    top->eval();
    top->clk_i = 0;
    top->eval();
}

void base_configure(const int64_t *words)
{
    if (!top) {
        top = new Vlif_textbook;
        top->clk_i = 0;
        top->eval();
    }
    top->leak_i = static_cast<uint32_t>(words[BENCH_LEAK]);
    top->threshold_i = static_cast<uint32_t>(words[BENCH_THRESHOLD]);
    top->reset_i = static_cast<uint32_t>(words[BENCH_RESET]);
    top->initial_i = static_cast<uint32_t>(words[BENCH_INITIAL]);
    top->initial_hold_i = static_cast<uint16_t>(words[BENCH_INITIAL_HOLD]);
    top->compare_above_i = words[BENCH_COMPARE_ABOVE] != 0;
    top->reset_subtract_i = words[BENCH_RESET_SUBTRACT] != 0;
    top->hold_i = static_cast<uint16_t>(words[BENCH_HOLD]);
    top->valid_i = 1;
    top->rst_ni = 0;
    clock_once();
    top->rst_ni = 1;
}

int base_step(int32_t drive_fx, int32_t *membrane_fx)
{
    top->drive_i = static_cast<uint32_t>(drive_fx);
    clock_once();
    *membrane_fx = static_cast<int32_t>(top->membrane_o);
    return top->spike_o;
}
