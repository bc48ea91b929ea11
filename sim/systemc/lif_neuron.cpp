// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "lif_neuron.hpp"

#include "Vlif_neuron.h"

// A variant of rtl/variants.txt tells these; else it is lif_neuron.
#ifndef LIF_CLOCKS_PER_STEP
#define LIF_CLOCKS_PER_STEP 1
#define LIF_ROUNDING LIF_HALF_UP
#define LIF_LEAK_CODING LIF_CODING_ANY
#define LIF_LEAK_DIGITS 0
#endif

namespace lif
{

namespace
{

constexpr uint32_t kMask = static_cast<uint32_t>((uint64_t{1} << LIF_STATE_WIDTH) - 1);

uint32_t to_port(int64_t word) { return static_cast<uint32_t>(word) & kMask; }

int32_t from_port(uint32_t port)
{
    constexpr uint32_t sign = uint32_t{1} << (LIF_STATE_WIDTH - 1);
    return static_cast<int32_t>((port ^ sign) - sign);
}

using Wide = std::remove_reference_t<decltype(std::declval<Vlif_neuron>().leak_i)>::data_type;

} // namespace

lif_format built_format()
{
    lif_format format = lif_format();
    format.state_width = LIF_STATE_WIDTH;
    format.state_fraction = LIF_STATE_FRACTION;
    format.leak_fraction = LIF_LEAK_FRACTION;
    format.rounding = LIF_ROUNDING;
    format.leak_coding = LIF_LEAK_CODING;
    format.leak_digits = LIF_LEAK_DIGITS;
    return format;
}
unsigned built_clocks_per_step() { return LIF_CLOCKS_PER_STEP; }
unsigned built_hold_width() { return LIF_HOLD_WIDTH; }
const char *built_format_name() { return LIF_NAME; }

struct Neuron::Raw {
    sc_core::sc_signal<Wide, sc_core::SC_MANY_WRITERS> leak;
    sc_core::sc_signal<uint32_t, sc_core::SC_MANY_WRITERS> threshold, reset, initial, initial_hold;
    sc_core::sc_signal<bool, sc_core::SC_MANY_WRITERS> above, subtract;
    sc_core::sc_signal<uint32_t> drive, hold, membrane, before;
};

Neuron::Neuron(sc_core::sc_module_name name)
    : sc_module(name), clk("clk"), rst_n("rst_n"), valid("valid"), drive("drive"), hold("hold"),
      ready("ready"), result("result"), spike("spike"), membrane("membrane"), before("before"),
      raw(new Raw), top(new Vlif_neuron("rtl"))
{
    top->clk_i(clk);
    top->rst_ni(rst_n);
    top->leak_i(raw->leak);
    top->threshold_i(raw->threshold);
    top->reset_i(raw->reset);
    top->initial_i(raw->initial);
    top->initial_hold_i(raw->initial_hold);
    top->compare_above_i(raw->above);
    top->reset_subtract_i(raw->subtract);
    top->valid_i(valid);
    top->ready_o(ready);
    top->drive_i(raw->drive);
    top->hold_i(raw->hold);
    top->valid_o(result);
    top->spike_o(spike);
    top->membrane_o(raw->membrane);
    top->membrane_before_o(raw->before);

    SC_HAS_PROCESS(Neuron);
    SC_METHOD(give);
    sensitive << drive << hold;
    SC_METHOD(widen);
    sensitive << raw->membrane << raw->before;
}

Neuron::~Neuron() { top->final(); }

void Neuron::configure(const lif_words &words)
{
    const lif_format format = built_format();
    uint64_t code = static_cast<uint64_t>(words.leak_fx); // where it is no word of the circuit
    (void)lif_leak_encode(&format, words.leak_fx, &code);
    raw->leak = static_cast<Wide>(code);
    raw->threshold = to_port(words.threshold_fx);
    raw->reset = to_port(words.reset_fx);
    raw->initial = to_port(words.initial_fx);
    raw->initial_hold = words.initial_hold;
    raw->above = words.compare_above;
    raw->subtract = words.reset_by_subtract;
}

lif_words Neuron::words() const
{
    lif_words words = lif_words();
    const lif_format format = built_format();
    words.leak_fx = lif_leak_decode(&format, top->leak_i.read());
    words.threshold_fx = from_port(top->threshold_i.read());
    words.reset_fx = from_port(top->reset_i.read());
    words.initial_fx = from_port(top->initial_i.read());
    words.initial_hold = top->initial_hold_i.read();
    words.compare_above = top->compare_above_i.read();
    words.reset_by_subtract = top->reset_subtract_i.read();
    return words;
}

void Neuron::give()
{
    raw->drive = to_port(drive.read());
    raw->hold = hold.read();
}

void Neuron::widen()
{
    membrane = from_port(raw->membrane.read());
    before = from_port(raw->before.read());
}

} // namespace lif
