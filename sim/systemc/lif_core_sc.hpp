// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// A core (rtl/lif_core.v) in SystemC: lif::Core by its signals, lif::CoreTarget by sockets of
// TLM-2.0.
#ifndef LIF_CORE_SC_HPP
#define LIF_CORE_SC_HPP

#include <systemc>
#include <tlm>
#include <tlm_utils/simple_initiator_socket.h>
#include <tlm_utils/simple_target_socket.h>

#include <cstdint>
#include <memory>

class Vlif_core;

namespace lif
{

// The circuit. Ports are those of rtl/lif_core.v, whose header is the contract; words of a state
// are StateWidth bits, without their sign.
class Core : public sc_core::sc_module
{
  public:
    sc_core::sc_in<bool> clk, rst_n;
    sc_core::sc_in<bool> cfg_valid, cfg_write, ev_valid, tick_valid, out_ready;
    sc_core::sc_in<uint32_t> cfg_addr, cfg_data, ev_row;
    sc_core::sc_out<bool> cfg_answer, cfg_error, ev_ready, tick_ready, busy, out_valid, saturated;
    sc_core::sc_out<uint32_t> cfg_read, out_neuron, flags;
    sc_core::sc_out<bool> seen_valid, seen_spike;
    sc_core::sc_out<uint32_t> seen_neuron, seen_s0, seen_s1, seen_a, seen_before, seen_after;

    explicit Core(sc_core::sc_module_name name);
    ~Core() override;

  private:
    std::unique_ptr<Vlif_core> circuit;
};

// A core showed this of a neuron in a tick, with the sign of its words.
struct Shown {
    unsigned neuron;
    bool spike;
    int32_t s0, s1, a, before, after;
};

// A core behind sockets. Transport blocks until the clocks have passed, so it is called by a
// thread. These are the sockets:
//
//   config   reads and writes words at the byte addresses of rtl/core_map.txt, some in one
//            transport; an access that the core refuses is answered with
//            TLM_ADDRESS_ERROR_RESPONSE
//   events   a write of words to the address 0 gives the core an event of each row; one of a word
//            to 4 runs a tick to its end, until all spikes have left; one to 8 resets the core. A
//            read of 0 gives STATUS[3:0] and, in bit 4, saturated_o
//   spikes   the core writes the neuron of each spike, as it leaves, to the address 0 of whoever is
//            bound: the events socket of another core, with a row that is an input there. The next
//            spike leaves when that transport has returned
//   shown    each neuron and tick is published here
class CoreTarget : public sc_core::sc_module
{
  public:
    sc_core::sc_in<bool> clk;
    tlm_utils::simple_target_socket<CoreTarget> config, events;
    tlm_utils::simple_initiator_socket<CoreTarget> spikes;
    tlm::tlm_analysis_port<Shown> shown;

    // state_width: bits of a state word, for its sign
    CoreTarget(sc_core::sc_module_name name, unsigned state_width);

  private:
    const unsigned state_width;
    sc_core::sc_signal<bool> rst_n, cfg_valid, cfg_write, ev_valid, tick_valid, out_ready;
    sc_core::sc_signal<uint32_t> cfg_addr, cfg_data, ev_row;
    sc_core::sc_signal<bool> cfg_answer, cfg_error, ev_ready, tick_ready, busy, out_valid,
        saturated;
    sc_core::sc_signal<uint32_t> cfg_read, out_neuron, flags;
    sc_core::sc_signal<bool> seen_valid, seen_spike;
    sc_core::sc_signal<uint32_t> seen_neuron, seen_s0, seen_s1, seen_a, seen_before, seen_after;
    Core core;

    void transport_config(tlm::tlm_generic_payload &payload, sc_core::sc_time &delay);
    void transport_events(tlm::tlm_generic_payload &payload, sc_core::sc_time &delay);
    void synchronise(sc_core::sc_time &delay);
    void edge() { sc_core::wait(clk.posedge_event()); }
    bool access(uint32_t address, bool write, uint32_t *word);
    void give(uint32_t row);
    void tick();
    void reset();
    int32_t word(uint32_t port) const;
    void publish();
};

} // namespace lif

#endif
