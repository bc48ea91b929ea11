// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "lif_core_sc.hpp"

#include "Vlif_core.h"

#include <cstring>
#include <stdexcept>

namespace lif
{

namespace
{

constexpr int kPatience = 1000000; // clocks in which a core does anything

} // namespace

// ---- signals ----

Core::Core(sc_core::sc_module_name name) : sc_module(name), circuit(new Vlif_core("circuit"))
{
    Vlif_core &c = *circuit;
    c.clk_i(clk);
    c.rst_ni(rst_n);
    c.cfg_valid_i(cfg_valid);
    c.cfg_write_i(cfg_write);
    c.cfg_addr_i(cfg_addr);
    c.cfg_data_i(cfg_data);
    c.cfg_valid_o(cfg_answer);
    c.cfg_error_o(cfg_error);
    c.cfg_data_o(cfg_read);
    c.ev_valid_i(ev_valid);
    c.ev_ready_o(ev_ready);
    c.ev_row_i(ev_row);
    c.tick_valid_i(tick_valid);
    c.tick_ready_o(tick_ready);
    c.busy_o(busy);
    c.out_valid_o(out_valid);
    c.out_ready_i(out_ready);
    c.out_neuron_o(out_neuron);
    c.saturated_o(saturated);
    c.flags_o(flags);
    c.seen_valid_o(seen_valid);
    c.seen_neuron_o(seen_neuron);
    c.seen_spike_o(seen_spike);
    c.seen_s0_o(seen_s0);
    c.seen_s1_o(seen_s1);
    c.seen_a_o(seen_a);
    c.seen_before_o(seen_before);
    c.seen_after_o(seen_after);
}

Core::~Core() = default;

// ---- sockets ----

CoreTarget::CoreTarget(sc_core::sc_module_name name, unsigned state_width_)
    : sc_module(name), clk("clk"), config("config"), events("events"), spikes("spikes"),
      shown("shown"), state_width(state_width_), rst_n("rst_n", false), core("core")
{
    core.clk(clk);
    core.rst_n(rst_n);
    core.cfg_valid(cfg_valid);
    core.cfg_write(cfg_write);
    core.cfg_addr(cfg_addr);
    core.cfg_data(cfg_data);
    core.cfg_answer(cfg_answer);
    core.cfg_error(cfg_error);
    core.cfg_read(cfg_read);
    core.ev_valid(ev_valid);
    core.ev_ready(ev_ready);
    core.ev_row(ev_row);
    core.tick_valid(tick_valid);
    core.tick_ready(tick_ready);
    core.busy(busy);
    core.out_valid(out_valid);
    core.out_ready(out_ready);
    core.out_neuron(out_neuron);
    core.saturated(saturated);
    core.flags(flags);
    core.seen_valid(seen_valid);
    core.seen_neuron(seen_neuron);
    core.seen_spike(seen_spike);
    core.seen_s0(seen_s0);
    core.seen_s1(seen_s1);
    core.seen_a(seen_a);
    core.seen_before(seen_before);
    core.seen_after(seen_after);
    config.register_b_transport(this, &CoreTarget::transport_config);
    events.register_b_transport(this, &CoreTarget::transport_events);
}

// Lets the annotated time pass, and then acts on rising edges as a register does.
void CoreTarget::synchronise(sc_core::sc_time &delay)
{
    sc_core::wait(delay);
    delay = sc_core::SC_ZERO_TIME;
    edge();
}

bool CoreTarget::access(uint32_t address, bool write, uint32_t *word)
{
    cfg_valid = true;
    cfg_write = write;
    cfg_addr = address;
    cfg_data = write ? *word : 0;
    edge();
    cfg_valid = false;
    for (int clocks = 0; clocks < kPatience; clocks++) {
        edge();
        if (cfg_answer.read()) {
            if (!write) {
                *word = cfg_read.read();
            }
            return !cfg_error.read();
        }
    }
    throw std::runtime_error("the core does not answer an access");
}

void CoreTarget::transport_config(tlm::tlm_generic_payload &payload, sc_core::sc_time &delay)
{
    const auto address = static_cast<uint32_t>(payload.get_address());
    const bool write = payload.is_write();
    if (payload.get_data_length() % 4 != 0 || payload.get_byte_enable_ptr() != nullptr ||
        payload.get_streaming_width() < payload.get_data_length()) {
        payload.set_response_status(tlm::TLM_BURST_ERROR_RESPONSE);
        return;
    }
    synchronise(delay);
    for (unsigned at = 0; at < payload.get_data_length(); at += 4) {
        uint32_t one;
        std::memcpy(&one, payload.get_data_ptr() + at, 4);
        if (!access(address + at, write, &one)) {
            payload.set_response_status(tlm::TLM_ADDRESS_ERROR_RESPONSE);
            return;
        }
        std::memcpy(payload.get_data_ptr() + at, &one, 4);
    }
    payload.set_response_status(tlm::TLM_OK_RESPONSE);
}

void CoreTarget::give(uint32_t row)
{
    ev_row = row;
    ev_valid = true;
    for (int clocks = 0; clocks < kPatience; clocks++) {
        edge();
        if (ev_ready.read()) { // the edge that took it
            ev_valid = false;
            return;
        }
    }
    throw std::runtime_error("the core takes no event");
}

int32_t CoreTarget::word(uint32_t port) const
{
    const uint32_t sign = 1u << (state_width - 1);
    return static_cast<int32_t>((port ^ sign) - sign);
}

void CoreTarget::publish()
{
    shown.write({seen_neuron.read(), seen_spike.read(), word(seen_s0.read()), word(seen_s1.read()),
                 word(seen_a.read()), word(seen_before.read()), word(seen_after.read())});
}

void CoreTarget::tick()
{
    int clocks = 0;
    tick_valid = true;
    do {
        edge();
    } while (!tick_ready.read() && ++clocks < kPatience);
    tick_valid = false;
    out_ready = true;
    do {
        edge();
        if (seen_valid.read()) {
            publish();
        }
        if (out_valid.read() && out_ready.read()) {
            uint32_t neuron = out_neuron.read();
            tlm::tlm_generic_payload payload;
            sc_core::sc_time delay = sc_core::SC_ZERO_TIME;
            payload.set_write();
            payload.set_address(0);
            payload.set_data_ptr(reinterpret_cast<unsigned char *>(&neuron));
            payload.set_data_length(4);
            payload.set_streaming_width(4);
            out_ready = false; // a receiver may let clocks pass, in which none may leave
            spikes->b_transport(payload, delay);
            out_ready = true;
        }
    } while (busy.read() && ++clocks < kPatience);
    out_ready = false;
    if (clocks >= kPatience) {
        throw std::runtime_error("a tick of the core does not end");
    }
}

void CoreTarget::reset()
{
    rst_n = false;
    edge();
    edge();
    rst_n = true;
    edge();
    for (int clocks = 0; clocks < kPatience; clocks++) {
        edge();
        if (!busy.read()) {
            return;
        }
    }
    throw std::runtime_error("the core stays busy after its reset");
}

void CoreTarget::transport_events(tlm::tlm_generic_payload &payload, sc_core::sc_time &delay)
{
    unsigned char *const data = payload.get_data_ptr();
    const uint64_t address = payload.get_address();
    const unsigned length = payload.get_data_length();
    if (address > 8 || address % 4 != 0 || length % 4 != 0 || length == 0 ||
        (payload.is_read() && (address != 0 || length != 4))) {
        payload.set_response_status(tlm::TLM_ADDRESS_ERROR_RESPONSE);
        return;
    }
    synchronise(delay);
    if (payload.is_read()) {
        const uint32_t word = flags.read() | (saturated.read() ? 16u : 0u);
        std::memcpy(data, &word, 4);
    } else if (address == 4) {
        tick();
    } else if (address == 8) {
        reset();
    } else {
        for (unsigned at = 0; at < length; at += 4) {
            uint32_t row;
            std::memcpy(&row, data + at, 4);
            give(row);
        }
    }
    payload.set_response_status(tlm::TLM_OK_RESPONSE);
}

} // namespace lif
