// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// bench_systemc FOLDER STEPS PASSES   is row `systemc`: the shipped neuron by `verilator --sc` has
// a clock, and a driver that gives the drive and takes the result at the falling edge.
#include "Vlif_neuron.h"
#include "bench_table.h"

#include <systemc>

using sc_core::sc_signal;

struct Wires {
    sc_signal<bool> rst_n, above, subtract, valid, ready, result, spike;
    sc_signal<uint32_t> leak, threshold, reset, initial, initial_hold, drive, hold;
    sc_signal<uint32_t> membrane, before;
};

struct Driver : sc_core::sc_module {
    sc_core::sc_in<bool> clk;
    Wires &wires;
    const bench_table &table;
    uint64_t total = 0, spikes = 0;
    size_t pass = 0, given = 0, taken = 0;
    uint32_t membrane = 0;

    SC_HAS_PROCESS(Driver);
    Driver(sc_core::sc_module_name name, Wires &w, const bench_table &t)
        : sc_module(name), wires(w), table(t)
    {
        SC_METHOD(fall);
        sensitive << clk.neg();
        dont_initialize();
    }

    void fall()
    {
        if (!wires.rst_n.read()) { // one edge in reset
            wires.rst_n = true;
            return;
        }
        if (wires.result.read()) {
            spikes += wires.spike.read();
            membrane += wires.membrane.read();
            taken++;
        }
        if (taken == table.steps) {
            next_pass();
        } else if (wires.ready.read() && given < table.steps) {
            wires.drive = static_cast<uint32_t>(table.drive_fx[given++]);
            wires.valid = true;
        } else {
            wires.valid = false;
        }
    }

    void next_pass()
    {
        bench_pass(&total, pass, spikes);
        spikes = given = taken = 0;
        wires.valid = false;
        wires.rst_n = false;
        if (++pass == table.passes) {
            sc_core::sc_stop();
        }
    }
};

static void configure(Wires &wires, const int64_t *words)
{
    wires.leak = static_cast<uint32_t>(words[BENCH_LEAK]);
    wires.threshold = static_cast<uint32_t>(words[BENCH_THRESHOLD]);
    wires.reset = static_cast<uint32_t>(words[BENCH_RESET]);
    wires.initial = static_cast<uint32_t>(words[BENCH_INITIAL]);
    wires.initial_hold = static_cast<uint32_t>(words[BENCH_INITIAL_HOLD]);
    wires.above = words[BENCH_COMPARE_ABOVE] != 0;
    wires.subtract = words[BENCH_RESET_SUBTRACT] != 0;
    wires.hold = static_cast<uint32_t>(words[BENCH_HOLD]);
}

int sc_main(int argc, char **argv)
{
    if (argc != 4) {
        fprintf(stderr, "usage: bench_systemc FOLDER STEPS PASSES\n");
        return 3;
    }
    const bench_table table = bench_open(&argv[1]);
    sc_core::sc_clock clock("clock", 10, sc_core::SC_NS, 0.5, 5, sc_core::SC_NS, true);
    Wires wires;
    Vlif_neuron neuron("neuron");
    Driver driver("driver", wires, table);
    neuron.clk_i(clock);
    neuron.rst_ni(wires.rst_n);
    neuron.leak_i(wires.leak);
    neuron.threshold_i(wires.threshold);
    neuron.reset_i(wires.reset);
    neuron.initial_i(wires.initial);
    neuron.initial_hold_i(wires.initial_hold);
    neuron.compare_above_i(wires.above);
    neuron.reset_subtract_i(wires.subtract);
    neuron.valid_i(wires.valid);
    neuron.ready_o(wires.ready);
    neuron.drive_i(wires.drive);
    neuron.hold_i(wires.hold);
    neuron.valid_o(wires.result);
    neuron.spike_o(wires.spike);
    neuron.membrane_o(wires.membrane);
    neuron.membrane_before_o(wires.before);
    driver.clk(clock);
    configure(wires, table.words);
    sc_core::sc_start(sc_core::SC_ZERO_TIME);
    bench_begin();
    sc_core::sc_start();
    bench_end(&table, driver.total);
    return 0;
}
