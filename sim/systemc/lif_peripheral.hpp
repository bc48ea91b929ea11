// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// The neuron as a memory-mapped peripheral, loosely timed TLM-2.0. The registers and their
// behaviour are those of rtl/registers.txt (docs/REGISTERS.md); what takes the steps is an engine:
// the integer model, or the Verilated circuit. b_transport of the latter waits for clocks, so its
// initiator is an SC_THREAD; the former only adds to the annotated delay.
#ifndef LIF_PERIPHERAL_HPP
#define LIF_PERIPHERAL_HPP

#include "lif_engine.hpp"

#include <systemc>
#include <tlm>
#include <tlm_utils/simple_target_socket.h>

namespace lif
{

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
