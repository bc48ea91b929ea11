// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "lif_peripheral.hpp"

#include "lif_registers.h"

#include <cstring>

namespace lif
{

namespace
{

enum Access { RO, RW, WO, W1C };

// Looks the access of a register up in the map; false for an address without one.
bool find_access(uint32_t address, Access *access)
{
    switch (address) {
#define LIF_CASE(name, offset, kind, at_reset)                                                     \
    case offset:                                                                                   \
        *access = kind;                                                                            \
        return true;
        LIF_REGISTERS(LIF_CASE)
#undef LIF_CASE
    default:
        return false;
    }
}

// Returns the byte enables of the word at byte `at` of a payload, as a mask.
uint32_t enabled(const tlm::tlm_generic_payload &p, unsigned at)
{
    uint32_t mask = 0;
    for (unsigned i = 0; i < 4; i++) {
        const unsigned char *enables = p.get_byte_enable_ptr();
        if (enables == nullptr ||
            enables[(at + i) % p.get_byte_enable_length()] == TLM_BYTE_ENABLED) {
            mask |= 0xffu << (8 * i);
        }
    }
    return mask;
}

// With a streaming width the addresses begin again after it.
uint32_t address_at(const tlm::tlm_generic_payload &p, unsigned at)
{
    return static_cast<uint32_t>(p.get_address()) + at % p.get_streaming_width();
}

uint32_t extended(uint32_t value, unsigned width)
{
    const uint32_t sign = uint32_t{1} << (width - 1);
    return width >= 32 ? value : ((value & (2 * sign - 1)) ^ sign) - sign;
}

uint32_t low_bits(uint64_t value, unsigned bits)
{
    return static_cast<uint32_t>(bits >= 64 ? value : value & ((uint64_t{1} << bits) - 1));
}

void put(unsigned char *data, uint32_t value, uint32_t mask)
{
    for (unsigned i = 0; i < 4; i++) {
        if ((mask >> (8 * i) & 1) != 0) {
            data[i] = static_cast<unsigned char>(value >> (8 * i));
        }
    }
}

uint32_t get(const unsigned char *data)
{
    return static_cast<uint32_t>(data[0]) | static_cast<uint32_t>(data[1]) << 8 |
           static_cast<uint32_t>(data[2]) << 16 | static_cast<uint32_t>(data[3]) << 24;
}

} // namespace

Peripheral::Peripheral(sc_core::sc_module_name name, Engine &engine_, const lif_format &format_,
                       unsigned hold_width_, sc_core::sc_time access)
    : sc_module(name), socket("socket"), irq("irq"), engine(engine_), format(format_),
      hold_width(hold_width_), access_time(access), control(LIF_REG_CONTROL_AT_RESET),
      leak_low(LIF_REG_LEAK_LOW_AT_RESET), leak_high(LIF_REG_LEAK_HIGH_AT_RESET),
      threshold(LIF_REG_THRESHOLD_AT_RESET), reset(LIF_REG_RESET_AT_RESET),
      initial(LIF_REG_INITIAL_AT_RESET), initial_hold(LIF_REG_INITIAL_HOLD_AT_RESET),
      hold(LIF_REG_HOLD_AT_RESET), last_spike(LIF_REG_LAST_SPIKE_AT_RESET),
      irq_enable(LIF_REG_IRQ_ENABLE_AT_RESET), irq_status(LIF_REG_IRQ_STATUS_AT_RESET)
{
    socket.register_b_transport(this, &Peripheral::b_transport);
    socket.register_transport_dbg(this, &Peripheral::transport_dbg);
}

lif_words Peripheral::words() const
{
    lif_words w = lif_words();
    w.leak_fx = static_cast<int64_t>(static_cast<uint64_t>(leak_high) << 32 | leak_low);
    w.threshold_fx = static_cast<int32_t>(threshold);
    w.reset_fx = static_cast<int32_t>(reset);
    w.initial_fx = static_cast<int32_t>(initial);
    w.initial_hold = initial_hold;
    w.compare_above = (control & LIF_CONTROL_ABOVE_MASK) != 0;
    w.reset_by_subtract = (control & LIF_CONTROL_SUBTRACT_MASK) != 0;
    return w;
}

bool Peripheral::ready() const
{
    const int64_t leak = words().leak_fx;
    uint64_t code;
    return (control & LIF_CONTROL_RUN_MASK) != 0 && leak <= int64_t{1} << format.leak_fraction &&
           lif_leak_encode(&format, leak, &code);
}

uint32_t *Peripheral::stored(uint32_t address)
{
    switch (address) {
    case LIF_REG_CONTROL:
        return &control;
    case LIF_REG_LEAK_LOW:
        return &leak_low;
    case LIF_REG_LEAK_HIGH:
        return &leak_high;
    case LIF_REG_THRESHOLD:
        return &threshold;
    case LIF_REG_RESET:
        return &reset;
    case LIF_REG_INITIAL:
        return &initial;
    case LIF_REG_INITIAL_HOLD:
        return &initial_hold;
    case LIF_REG_HOLD:
        return &hold;
    case LIF_REG_IRQ_ENABLE:
        return &irq_enable;
    default:
        return nullptr;
    }
}

uint32_t Peripheral::read(uint32_t address)
{
    switch (address) {
    case LIF_REG_ID:
        return LIF_REG_ID_AT_RESET;
    case LIF_REG_FORMAT:
        return format.state_width << LIF_FORMAT_STATE_WIDTH_SHIFT |
               format.state_fraction << LIF_FORMAT_STATE_FRACTION_SHIFT |
               format.leak_fraction << LIF_FORMAT_LEAK_FRACTION_SHIFT |
               hold_width << LIF_FORMAT_HOLD_WIDTH_SHIFT;
    case LIF_REG_STATUS:
        return (ready() ? LIF_STATUS_READY_MASK : 0) | (last.spike ? LIF_STATUS_SPIKE_MASK : 0);
    case LIF_REG_MEMBRANE:
        return static_cast<uint32_t>(last.membrane_fx);
    case LIF_REG_BEFORE:
        return static_cast<uint32_t>(last.before_fx);
    case LIF_REG_STEPS:
        return steps;
    case LIF_REG_SPIKES:
        return spikes;
    case LIF_REG_IRQ_STATUS:
        return irq_status;
    case LIF_REG_LAST_SPIKE:
        return last_spike;
    case LIF_REG_DRIVE:
        return 0;
    default:
        return *stored(address);
    }
}

// Returns a value as the register keeps it.
uint32_t Peripheral::fitting(uint32_t address, uint32_t value) const
{
    const unsigned leak_bits = format.leak_fraction + 1;
    switch (address) {
    case LIF_REG_CONTROL:
        return value & (LIF_CONTROL_RUN_MASK | LIF_CONTROL_ABOVE_MASK | LIF_CONTROL_SUBTRACT_MASK);
    case LIF_REG_LEAK_LOW:
        return low_bits(value, leak_bits < 32 ? leak_bits : 32);
    case LIF_REG_LEAK_HIGH:
        return low_bits(value, leak_bits > 32 ? leak_bits - 32 : 0);
    case LIF_REG_INITIAL_HOLD:
    case LIF_REG_HOLD:
        return low_bits(value, hold_width);
    case LIF_REG_IRQ_ENABLE:
        return value & (LIF_IRQ_ENABLE_SPIKE_MASK | LIF_IRQ_ENABLE_REFUSED_MASK);
    default:
        return extended(value, format.state_width);
    }
}

// Gives the engine the words; in reset, and when it is left, everything that counts starts again.
void Peripheral::apply(sc_core::sc_time &delay)
{
    const bool run = (control & LIF_CONTROL_RUN_MASK) != 0;
    stale = false;
    if (run && running) {
        engine.change(words());
    } else {
        last = engine.reset(words(), delay);
        steps = spikes = 0;
        last_spike = LIF_REG_LAST_SPIKE_AT_RESET;
        if (run) {
            engine.start();
        }
    }
    running = run;
}

bool Peripheral::take_step(int32_t drive_fx, sc_core::sc_time &delay)
{
    if (!ready()) {
        irq_status |= LIF_IRQ_STATUS_REFUSED_MASK;
        return false;
    }
    last = engine.step(
        static_cast<int32_t>(extended(static_cast<uint32_t>(drive_fx), format.state_width)), hold,
        delay);
    if (last.spike) {
        spikes++;
        last_spike = steps;
        irq_status |= LIF_IRQ_STATUS_SPIKE_MASK;
    }
    steps++;
    return true;
}

tlm::tlm_response_status Peripheral::write(uint32_t address, uint32_t value, uint32_t mask,
                                           sc_core::sc_time &delay)
{
    if (address == LIF_REG_DRIVE) {
        return take_step(static_cast<int32_t>(value), delay) ? tlm::TLM_OK_RESPONSE
                                                             : tlm::TLM_GENERIC_ERROR_RESPONSE;
    }
    if (address == LIF_REG_IRQ_STATUS) {
        irq_status &= ~(value & mask);
        return tlm::TLM_OK_RESPONSE;
    }
    uint32_t *word = stored(address);
    *word = fitting(address, (*word & ~mask) | (value & mask));
    if (address != LIF_REG_HOLD && address != LIF_REG_IRQ_ENABLE) {
        apply(delay);
    }
    return tlm::TLM_OK_RESPONSE;
}

// Tells why a transaction is refused as a whole, before anything happens; TLM_OK_RESPONSE if it is
// not.
tlm::tlm_response_status Peripheral::refusal(const tlm::tlm_generic_payload &p) const
{
    const unsigned length = p.get_data_length(), width = p.get_streaming_width();
    if (p.get_byte_enable_ptr() != nullptr && p.get_byte_enable_length() == 0) {
        return tlm::TLM_BYTE_ENABLE_ERROR_RESPONSE;
    }
    if (length == 0 || length % 4 != 0 || width == 0 || (width < length && width % 4 != 0)) {
        return tlm::TLM_BURST_ERROR_RESPONSE;
    }
    if (p.get_address() >= LIF_REG_SPACE || p.get_address() % 4 != 0) {
        return tlm::TLM_ADDRESS_ERROR_RESPONSE;
    }
    for (unsigned at = 0; at < length; at += 4) {
        Access access;
        if (!find_access(address_at(p, at), &access)) {
            return tlm::TLM_ADDRESS_ERROR_RESPONSE;
        }
        if (p.is_write() && access == RO) {
            return tlm::TLM_COMMAND_ERROR_RESPONSE;
        }
        if (p.is_write() && access == WO && enabled(p, at) != 0xffffffffu) {
            return tlm::TLM_BYTE_ENABLE_ERROR_RESPONSE;
        }
    }
    return tlm::TLM_OK_RESPONSE;
}

void Peripheral::b_transport(tlm::tlm_generic_payload &p, sc_core::sc_time &delay)
{
    p.set_dmi_allowed(false);
    tlm::tlm_response_status status = refusal(p);
    delay += access_time;
    if (status != tlm::TLM_OK_RESPONSE || p.get_command() == tlm::TLM_IGNORE_COMMAND) {
        p.set_response_status(status);
        return;
    }
    busy.lock();
    if (stale) {
        apply(delay);
    }
    for (unsigned at = 0; at < p.get_data_length() && status == tlm::TLM_OK_RESPONSE; at += 4) {
        const uint32_t address = address_at(p, at), mask = enabled(p, at);
        unsigned char *data = p.get_data_ptr() + at;
        if (p.is_read()) {
            put(data, read(address), mask);
        } else if (mask != 0) {
            status = write(address, get(data), mask, delay);
        }
    }
    irq = (irq_status & irq_enable) != 0;
    busy.unlock();
    p.set_response_status(status);
}

unsigned Peripheral::transport_dbg(tlm::tlm_generic_payload &p)
{
    const uint64_t first = p.get_address();
    unsigned at = 0;
    for (; at + 4 <= p.get_data_length() && first % 4 == 0 && first + at < LIF_REG_SPACE; at += 4) {
        const uint32_t address = static_cast<uint32_t>(first) + at;
        uint32_t *word = stored(address);
        Access access;
        if (!find_access(address, &access) || (p.is_write() && word == nullptr)) {
            break;
        }
        if (p.is_read()) {
            put(p.get_data_ptr() + at, read(address), 0xffffffffu);
        } else {
            *word = fitting(address, get(p.get_data_ptr() + at));
            stale = true;
        }
    }
    return at;
}

} // namespace lif
