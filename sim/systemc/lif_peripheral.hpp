// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// The neuron as a memory-mapped peripheral, loosely timed TLM-2.0. The registers and their
// behaviour are those of rtl/registers.txt (docs/REGISTERS.md); what takes the steps is an engine:
// the integer model, or the Verilated circuit. b_transport of the latter waits for clocks, so its
// initiator is an SC_THREAD; the former only adds to the annotated delay.
#ifndef LIF_PERIPHERAL_HPP
#define LIF_PERIPHERAL_HPP

#include "lif_neuron.hpp"

#include <systemc>
#include <tlm>
#include <tlm_utils/simple_target_socket.h>

namespace lif
{

// What takes the steps behind the registers. The words are sound whenever a step is taken.
class Engine
{
  public:
    virtual ~Engine() = default;
    // Into reset with these words; the membrane there.
    virtual Result reset(const lif_words &words, sc_core::sc_time &delay) = 0;
    // Out of reset: INITIAL and INITIAL_HOLD do not act any more.
    virtual void start() = 0;
    // Other words for the steps from now on.
    virtual void change(const lif_words &words) = 0;
    virtual Result step(int32_t drive_fx, uint32_t hold, sc_core::sc_time &delay) = 0;
};

class ModelEngine : public Engine
{
  public:
    ModelEngine(const lif_format &format, sc_core::sc_time step_time);
    Result reset(const lif_words &words, sc_core::sc_time &delay) override;
    void start() override {}
    void change(const lif_words &words) override { model.words = words; }
    Result step(int32_t drive_fx, uint32_t hold, sc_core::sc_time &delay) override;
    // Adds to the membrane behind the back of whoever compares, to see the comparison fail.
    void corrupt(int32_t by) { model.state_fx = wrap(model.state_fx + by); }

  private:
    lif_format format;
    sc_core::sc_time step_time;
    lif_integer model{};
    int64_t wrap(int64_t word) const;
};

class RtlEngine : public sc_core::sc_module, public Engine
{
  public:
    sc_core::sc_in<bool> clk;
    explicit RtlEngine(sc_core::sc_module_name name);
    Result reset(const lif_words &words, sc_core::sc_time &delay) override;
    void start() override { rst_n = true; }
    void change(const lif_words &words) override { neuron.configure(words); }
    Result step(int32_t drive_fx, uint32_t hold, sc_core::sc_time &delay) override;

  private:
    sc_core::sc_signal<bool> rst_n, valid;
    sc_core::sc_signal<int32_t> drive;
    sc_core::sc_signal<uint32_t> hold_of_step;
    Neuron neuron;
    void synchronise(sc_core::sc_time &delay);
    void clock(bool (*until)(const Neuron &));
};

class Peripheral : public sc_core::sc_module
{
  public:
    tlm_utils::simple_target_socket<Peripheral> socket;
    sc_core::sc_out<bool> irq;

    // The engine outlives the peripheral. access: what a transaction takes, without its steps.
    Peripheral(sc_core::sc_module_name name, Engine &engine, const lif_format &format,
               unsigned hold_width, sc_core::sc_time access = sc_core::sc_time(10, sc_core::SC_NS));

    void b_transport(tlm::tlm_generic_payload &payload, sc_core::sc_time &delay);
    // Reads change nothing. What is written to a register that can be read back acts from the next
    // transaction on; other registers are left alone. Returns how many bytes were touched.
    unsigned transport_dbg(tlm::tlm_generic_payload &payload);

  private:
    Engine &engine;
    const lif_format format;
    const unsigned hold_width;
    const sc_core::sc_time access_time;
    sc_core::sc_mutex busy;
    uint32_t control, leak_low, leak_high, threshold, reset, initial, initial_hold, hold;
    uint32_t steps = 0, spikes = 0, last_spike, irq_enable, irq_status;
    Result last;
    bool stale = true;    // the engine does not have the words yet
    bool running = false; // RUN, as the engine has it

    uint32_t *stored(uint32_t address);
    uint32_t read(uint32_t address);
    uint32_t fitting(uint32_t address, uint32_t value) const;
    tlm::tlm_response_status refusal(const tlm::tlm_generic_payload &payload) const;
    tlm::tlm_response_status write(uint32_t address, uint32_t value, uint32_t mask,
                                   sc_core::sc_time &delay);
    bool take_step(int32_t drive_fx, sc_core::sc_time &delay);
    void apply(sc_core::sc_time &delay);
    bool ready() const;
    lif_words words() const;
};

} // namespace lif

#endif
