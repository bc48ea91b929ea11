// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// bench_cxxrtl FOLDER STEPS PASSES   is row `cxxrtl`: the shipped neuron as Yosys writes it in C++.
// The generated model is included, so that the loop and step() are optimised together.
#include CXXRTL_MODEL

#include "bench_table.h"

using Neuron = cxxrtl_design::p_lif__neuron;

static void clock_once(Neuron &top)
{
    top.p_clk__i.set<bool>(true);
    top.step();
    top.p_clk__i.set<bool>(false);
    top.step();
}

static void configure(Neuron &top, const int64_t *words)
{
    top.p_leak__i.set<uint32_t>(static_cast<uint32_t>(words[BENCH_LEAK]));
    top.p_threshold__i.set<uint32_t>(static_cast<uint32_t>(words[BENCH_THRESHOLD]));
    top.p_reset__i.set<uint32_t>(static_cast<uint32_t>(words[BENCH_RESET]));
    top.p_initial__i.set<uint32_t>(static_cast<uint32_t>(words[BENCH_INITIAL]));
    top.p_initial__hold__i.set<uint32_t>(static_cast<uint32_t>(words[BENCH_INITIAL_HOLD]));
    top.p_compare__above__i.set<bool>(words[BENCH_COMPARE_ABOVE] != 0);
    top.p_reset__subtract__i.set<bool>(words[BENCH_RESET_SUBTRACT] != 0);
    top.p_hold__i.set<uint32_t>(static_cast<uint32_t>(words[BENCH_HOLD]));
    top.p_valid__i.set<bool>(false);
    top.p_rst__ni.set<bool>(false);
    top.p_clk__i.set<bool>(false);
    top.step();
    clock_once(top);
    top.p_rst__ni.set<bool>(true);
    clock_once(top); // ready rises
    top.p_valid__i.set<bool>(true);
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fprintf(stderr, "usage: bench_cxxrtl FOLDER STEPS PASSES\n");
        return 3;
    }
    const bench_table table = bench_open(&argv[1]);
    Neuron top;
    uint32_t membranes = 0;
    uint64_t total = 0;
    bench_begin();
    for (size_t pass = 0; pass < table.passes; pass++) {
        uint64_t spikes = 0;
        configure(top, table.words);
        for (size_t i = 0; i < table.steps; i++) {
            top.p_drive__i.set<uint32_t>(static_cast<uint32_t>(table.drive_fx[i]));
            clock_once(top);
            membranes += top.p_membrane__o.get<uint32_t>();
            spikes += top.p_spike__o.get<bool>();
        }
        bench_pass(&total, pass, spikes);
    }
    bench_end(&table, total);
    static volatile uint32_t kept; // the membranes were really read
    kept = membranes;
    return 0;
}
