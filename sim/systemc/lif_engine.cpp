// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "lif_engine.hpp"

#include <stdexcept>

namespace lif
{

// ---- the integer model ----

ModelEngine::ModelEngine(const lif_format &format_, sc_core::sc_time step_time_)
    : format(format_), step_time(step_time_)
{
}

// A subtraction may leave the range; the circuit's words wrap then.
int64_t ModelEngine::wrap(int64_t word) const
{
    const int64_t span = int64_t{1} << format.state_width;
    const int64_t low = word & (span - 1);
    return low >= span / 2 ? low - span : low;
}

Result ModelEngine::reset(const lif_words &words, sc_core::sc_time &delay)
{
    lif_integer_start(&model, &format, &words);
    delay += step_time;
    Result result;
    result.membrane_fx = result.before_fx = static_cast<int32_t>(words.initial_fx);
    return result;
}

Result ModelEngine::step(int32_t drive_fx, uint32_t hold, sc_core::sc_time &delay)
{
    Result result;
    uint8_t spike = 0;
    lif_integer_run(&model, 1, &drive_fx, nullptr, hold, &result.before_fx, nullptr, &spike);
    model.state_fx = wrap(model.state_fx);
    result.spike = spike != 0;
    result.membrane_fx = static_cast<int32_t>(model.state_fx);
    delay += step_time;
    return result;
}

// ---- the circuit ----

RtlEngine::RtlEngine(sc_core::sc_module_name name)
    : sc_module(name), clk("clk"), rst_n("rst_n", false), valid("valid", false), drive("drive"),
      hold_of_step("hold"), neuron("neuron")
{
    neuron.clk(clk);
    neuron.rst_n(rst_n);
    neuron.valid(valid);
    neuron.drive(drive);
    neuron.hold(hold_of_step);
}

// Lets the annotated time pass, and then acts on rising edges as a register does.
void RtlEngine::synchronise(sc_core::sc_time &delay)
{
    sc_core::wait(delay);
    delay = sc_core::SC_ZERO_TIME;
    sc_core::wait(clk.posedge_event());
}

// Waits until a rising edge sees the condition.
void RtlEngine::clock(bool (*until)(const Neuron &))
{
    for (int clocks = 0; clocks < 1000; clocks++) {
        sc_core::wait(clk.posedge_event());
        if (until(neuron)) {
            return;
        }
    }
    throw std::runtime_error("the circuit does not answer: no ready or no result in 1000 clocks");
}

Result RtlEngine::reset(const lif_words &words, sc_core::sc_time &delay)
{
    synchronise(delay);
    rst_n = false;
    neuron.configure(words);
    // the first edge takes the words in, the second sees what became of them
    sc_core::wait(clk.posedge_event());
    sc_core::wait(clk.posedge_event());
    Result result;
    result.membrane_fx = neuron.membrane.read();
    result.before_fx = neuron.before.read();
    return result;
}

Result RtlEngine::step(int32_t drive_fx, uint32_t hold, sc_core::sc_time &delay)
{
    synchronise(delay);
    valid = true;
    drive = drive_fx;
    hold_of_step = hold;
    clock([](const Neuron &n) { return n.ready.read(); });
    valid = false;
    clock([](const Neuron &n) { return n.result.read(); });
    Result result;
    result.spike = neuron.spike.read();
    result.membrane_fx = neuron.membrane.read();
    result.before_fx = neuron.before.read();
    return result;
}

} // namespace lif
