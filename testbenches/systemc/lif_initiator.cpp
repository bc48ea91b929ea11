// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "lif_initiator.hpp"

#include <cstring>
#include <sstream>
#include <stdexcept>

namespace lif
{

static std::string hex_of(const std::vector<uint32_t> &words)
{
    std::ostringstream text;
    for (const uint32_t word : words) {
        text << " 0x" << std::hex << word;
    }
    return text.str();
}

std::string Transaction::text() const
{
    std::ostringstream text;
    text << (debug ? "debug " : "") << (command == tlm::TLM_READ_COMMAND ? "read" : "write")
         << " at 0x" << std::hex << address << std::dec << ", " << length << " bytes, streaming "
         << streaming << (enables.empty() ? "" : ", byte enables") << ":" << hex_of(data);
    return text.str();
}

bool Answer::operator==(const Answer &other) const
{
    return status == other.status && debug_bytes == other.debug_bytes && data == other.data &&
           irq == other.irq && registers == other.registers;
}

std::string Answer::text() const
{
    std::ostringstream text;
    text << "response " << static_cast<int>(status) << ", irq " << irq << ", data" << hex_of(data)
         << ", registers" << hex_of(std::vector<uint32_t>(registers.begin(), registers.end()));
    return text.str();
}

// ---- random transactions ----

int32_t Generator::word(unsigned bits)
{
    const uint64_t width = 1 + below(bits); // small ones as often as large ones
    const int64_t value = static_cast<int64_t>(below(uint64_t{1} << width));
    return static_cast<int32_t>(below(2) != 0 ? value : -value);
}

Transaction Generator::write(uint32_t address, uint32_t value) const
{
    Transaction t;
    t.command = tlm::TLM_WRITE_COMMAND;
    t.address = address;
    t.data = {value};
    return t;
}

Transaction Generator::configure()
{
    const unsigned width = built_format().state_width, leak = built_format().leak_fraction;
    switch (below(9)) {
    case 0: // a share of the way each step, sometimes more than is allowed
        return write(LIF_REG_LEAK_LOW, static_cast<uint32_t>(below((uint64_t{1} << leak) +
                                                                   (uint64_t{1} << leak) / 16)));
    case 1:
        return write(LIF_REG_LEAK_HIGH,
                     leak < 32 || below(4) != 0 ? 0 : static_cast<uint32_t>(below(UINT32_MAX)));
    case 2:
        return write(LIF_REG_THRESHOLD, static_cast<uint32_t>(word(width - 1)));
    case 3:
        return write(LIF_REG_RESET, static_cast<uint32_t>(word(width - 1)));
    case 4:
        return write(LIF_REG_INITIAL, static_cast<uint32_t>(word(width - 1)));
    case 5:
        return write(LIF_REG_INITIAL_HOLD, static_cast<uint32_t>(below(6)));
    case 6:
        return write(LIF_REG_HOLD, static_cast<uint32_t>(below(4)));
    case 7:
        return write(LIF_REG_IRQ_ENABLE, static_cast<uint32_t>(below(8)));
    default: // mostly running
        return write(LIF_REG_CONTROL, static_cast<uint32_t>(below(8) | (below(8) != 0)));
    }
}

Transaction Generator::steps()
{
    Transaction t = write(LIF_REG_DRIVE, 0);
    t.length = 4 * static_cast<unsigned>(1 + below(4));
    t.data.resize(t.length / 4);
    for (uint32_t &drive : t.data) {
        drive = static_cast<uint32_t>(word(built_format().state_width - 1));
    }
    return t;
}

// Draws bursts, parts of words, places and sizes that do not exist, and the debugger.
Transaction Generator::odd()
{
    Transaction t;
    t.command = below(2) != 0 ? tlm::TLM_READ_COMMAND : tlm::TLM_WRITE_COMMAND;
    t.debug = below(4) == 0;
    t.address = below(8) == 0 ? below(2 * LIF_REG_SPACE) : 4 * below(LIF_REG_SPACE / 4);
    t.length =
        below(8) == 0 ? static_cast<unsigned>(below(12)) : 4 * static_cast<unsigned>(1 + below(3));
    t.streaming = below(4) == 0 ? static_cast<unsigned>(below(12)) : t.length;
    t.data.resize(3);
    for (uint32_t &value : t.data) {
        value = static_cast<uint32_t>(lif_random_bits(&random));
    }
    if (below(2) == 0) {
        t.enables.resize(1 + below(8));
        for (unsigned char &enable : t.enables) {
            enable = below(2) != 0 ? TLM_BYTE_ENABLED : TLM_BYTE_DISABLED;
        }
    }
    return t;
}

Transaction Generator::next()
{
    made++;
    const uint64_t kind = below(20);
    // Every 300 transactions there are sound words, so that random ones do not leave the neuron
    // mute.
    switch (made % 300) {
    case 1:
        return write(LIF_REG_LEAK_HIGH, 0);
    case 2:
        return write(LIF_REG_LEAK_LOW, uint32_t{1} << (built_format().leak_fraction % 32 - 1));
    case 3:
        return write(LIF_REG_THRESHOLD, uint32_t{1} << (built_format().state_width / 2));
    case 4:
        return write(LIF_REG_IRQ_ENABLE, 3);
    case 5:
        return write(LIF_REG_CONTROL, LIF_CONTROL_RUN_MASK);
    default:
        break;
    }
    return kind < 11   ? steps()
           : kind < 14 ? configure()
           : kind < 17 ? write(LIF_REG_IRQ_STATUS, static_cast<uint32_t>(below(4)))
                       : odd();
}

// ---- carrying them out ----

Backed::Backed(sc_core::sc_module_name name, Engine &engine)
    : sc_module(name), socket("socket"), irq("irq"),
      peripheral("peripheral", engine, built_format(), built_hold_width())
{
    socket.bind(peripheral.socket);
    peripheral.irq(irq);
    tlm_utils::tlm_quantumkeeper::set_global_quantum(sc_core::sc_time(1, sc_core::SC_US));
    keeper.reset();
}

Answer Backed::carry_out(const Transaction &t)
{
    Answer answer;
    tlm::tlm_generic_payload payload;
    std::vector<uint32_t> data = t.data;
    std::vector<unsigned char> enables = t.enables;
    data.resize((t.length + 3) / 4 + 1);
    payload.set_command(t.command);
    payload.set_address(t.address);
    payload.set_data_ptr(reinterpret_cast<unsigned char *>(data.data()));
    payload.set_data_length(t.length);
    payload.set_streaming_width(t.streaming);
    payload.set_byte_enable_ptr(enables.empty() ? nullptr : enables.data());
    payload.set_byte_enable_length(static_cast<unsigned>(enables.size()));
    payload.set_response_status(tlm::TLM_INCOMPLETE_RESPONSE);
    if (t.debug) {
        answer.debug_bytes = socket->transport_dbg(payload);
    } else {
        sc_core::sc_time delay = keeper.get_local_time();
        socket->b_transport(payload, delay);
        keeper.set(delay);
        if (keeper.need_sync()) {
            keeper.sync();
        }
    }
    answer.status = payload.get_response_status();
    answer.data = data;
    answer.irq = interrupt();
    spikes += answer.irq && !irq_was;
    irq_was = answer.irq;

    payload.set_command(tlm::TLM_READ_COMMAND);
    payload.set_address(0);
    payload.set_data_ptr(reinterpret_cast<unsigned char *>(answer.registers.data()));
    payload.set_data_length(LIF_REG_SPACE);
    if (socket->transport_dbg(payload) != LIF_REG_SPACE) {
        throw std::runtime_error("the debugger does not see all registers");
    }
    const uint32_t now = answer.registers[LIF_REG_STEPS / 4];
    steps += now > steps_were ? now - steps_were : 0;
    steps_were = now;
    return answer;
}

bool Backed::interrupt()
{
    sc_core::wait(sc_core::SC_ZERO_TIME); // the signal changes a delta cycle after the write
    return irq.read();
}

void Backed::write(uint32_t address, uint32_t value)
{
    Transaction t;
    t.command = tlm::TLM_WRITE_COMMAND;
    t.address = address;
    t.data = {value};
    const Answer answer = carry_out(t);
    if (answer.status != tlm::TLM_OK_RESPONSE) {
        throw std::runtime_error("refused: " + t.text());
    }
}

uint32_t Backed::read(uint32_t address)
{
    Transaction t;
    t.address = address;
    t.data = {0};
    const Answer answer = carry_out(t);
    if (answer.status != tlm::TLM_OK_RESPONSE) {
        throw std::runtime_error("refused: " + t.text());
    }
    return answer.data[0];
}

} // namespace lif
