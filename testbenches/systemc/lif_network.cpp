// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "lif_network.hpp"

#include "lif_trace.hpp"

#include <algorithm>
#include <stdexcept>

namespace lif
{

std::vector<double> currents_of(const Plan &plan, uint64_t n, const std::vector<bool> &arriving)
{
    std::vector<double> currents(plan.neurons.size(), 0.0);
    for (const Injection &in : plan.injections) {
        if (n >= in.first && n - in.first < in.count) {
            currents[in.to] += in.amplitude.si;
        }
    }
    for (size_t k = 0; k < plan.connections.size(); k++) {
        if (arriving[k]) {
            currents[plan.connections[k].to] += plan.connections[k].weight.si;
        }
    }
    return currents;
}

Network::Network(sc_core::sc_module_name name, const Plan &plan_, const Stalls &stalls_)
    : sc_module(name), clk("clk", 10, sc_core::SC_NS, 0.5, 5, sc_core::SC_NS, true), plan(plan_),
      stalls(stalls_), rst_n("rst_n", false), valid("valid", false),
      currents("current", plan_.neurons.size()), seen(plan_.neurons.size())
{
    lif_random_seed(&random, stalls.seed);
    for (size_t i = 0; i < plan.neurons.size(); i++) {
        const std::string cell_name = "cell_" + std::to_string(i);
        cells.emplace_back(new Cell(cell_name.c_str(), plan.neurons[i]));
        cells[i]->clk(clk);
        cells[i]->rst_n(rst_n);
        cells[i]->valid(valid);
        cells[i]->current(currents[i]);
    }
    for (const Connection &c : plan.connections) {
        lines.emplace_back(c.delay_steps);
    }
    SC_HAS_PROCESS(Network);
    SC_THREAD(steps);
}

// The cells are equal, and so are their answers' clocks; one that lags behind is an error.
void Network::take_step(uint64_t n, std::vector<bool> *spikes)
{
    std::vector<bool> arriving(lines.size());
    for (size_t k = 0; k < lines.size(); k++) {
        arriving[k] = lines[k].shift((*spikes)[plan.connections[k].from]);
    }
    const std::vector<double> now = currents_of(plan, n, arriving);
    for (size_t i = 0; i < cells.size(); i++) {
        currents[i] = now[i];
    }
    while (stalls.percent > 0 && lif_random_below(&random, 100) < stalls.percent) {
        wait(clk.posedge_event());
    }
    valid = true;
    wait(clk.posedge_event()); // the edge that takes the step
    valid = false;
    for (unsigned clocks = 0; clocks < built_clocks_per_step(); clocks++) {
        wait(clk.posedge_event()); // the last one sees its result
    }
    for (size_t i = 0; i < cells.size(); i++) {
        const Cell &cell = *cells[i];
        if (!cell.result.read()) {
            throw std::runtime_error("a neuron gave no result in time after its step");
        }
        Observed o;
        o.current_a = now[i];
        o.drive_fx = cell.drive_fx();
        o.result.spike = cell.spike.read();
        o.result.membrane_fx = cell.circuit().membrane.read();
        o.result.before_fx = cell.circuit().before.read();
        seen[i].push_back(o);
        (*spikes)[i] = o.result.spike;
    }
}

void Network::steps()
{
    std::vector<bool> spikes(cells.size(), false);
    try {
        for (int i = 0; i < 4; i++) {
            wait(clk.posedge_event());
        }
        rst_n = true;
        while (!std::all_of(cells.begin(), cells.end(),
                            [](const std::unique_ptr<Cell> &c) { return c->ready.read(); })) {
            wait(clk.posedge_event());
        }
        for (uint64_t n = 0; n < plan.steps; n++) {
            take_step(n, &spikes);
        }
    } catch (const std::exception &error) {
        failure = error.what();
    }
    sc_core::sc_pause();
}

// Each signal has its neuron's number: GTKWave shows the last part of a name.
void Network::trace(Trace &t)
{
    t.heading("Spikes");
    for (size_t i = 0; i < cells.size(); i++) {
        t.add(cells[i]->spike, "network.spike_" + std::to_string(i), kCircuit);
    }
    t.heading("Membranes [V]");
    for (size_t i = 0; i < cells.size(); i++) {
        t.add(cells[i]->potential_v, "network.membrane_" + std::to_string(i) + "_v",
              curve(COSIM_GTKWAVE_ORANGE, 2));
    }
    t.heading("Currents [A]");
    for (size_t i = 0; i < cells.size(); i++) {
        t.add(currents[i], "network.current_" + std::to_string(i) + "_a",
              curve(COSIM_GTKWAVE_GREEN, 0));
    }
    t.heading("Clock", true);
    t.add(clk, "clock.clk", kBit);
    t.add(rst_n, "clock.rst_n", kBit);
    t.add(valid, "clock.valid", kBit);
}

void Network::run()
{
    sc_core::sc_start();
    if (!failure.empty()) {
        throw std::runtime_error(failure);
    }
}

std::vector<std::vector<uint64_t>> plain_spikes(const Plan &plan)
{
    const lif_format format = built_format();
    std::vector<std::vector<uint64_t>> spikes(plan.neurons.size());
    std::vector<lif_integer> models(plan.neurons.size());
    std::vector<lif_quantised> words(plan.neurons.size());
    std::vector<lif_params> params;
    for (size_t i = 0; i < models.size(); i++) {
        lif_error error = lif_error();
        params.push_back(plan.neurons[i].valid());
        lif_quantise(&params[i], &format, &words[i], &error);
        lif_integer_start(&models[i], &format, &words[i].words);
    }
    for (uint64_t n = 0; n < plan.steps; n++) {
        std::vector<bool> arriving;
        for (const Connection &c : plan.connections) {
            arriving.push_back(n >= c.delay_steps &&
                               std::binary_search(spikes[c.from].begin(), spikes[c.from].end(),
                                                  n - c.delay_steps));
        }
        const std::vector<double> now = currents_of(plan, n, arriving);
        for (size_t i = 0; i < models.size(); i++) {
            int32_t drive = 0;
            uint8_t spike = 0;
            lif_quantise_drives(&words[i], &now[i], 1, &drive);
            lif_integer_run(&models[i], 1, &drive, nullptr, lif_hold_at(&params[i], n), nullptr,
                            nullptr, &spike);
            if (spike != 0) {
                spikes[i].push_back(n);
            }
        }
    }
    return spikes;
}

} // namespace lif
