// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// Every Verilated circuit needs two things: its runtime's errors as exceptions, and words on its
// ports.
#ifndef LIF_VERILATED_PORTS_HPP
#define LIF_VERILATED_PORTS_HPP

#include <cstdint>
#include <stdexcept>
#include <string>

// Verilator's runtime is built with VL_USER_*: instead of ending the program, its errors arrive
// here and leave through the status of the call that caused them.
void vl_fatal(const char *filename, int line, const char *, const char *message)
{
    throw std::runtime_error(std::string(filename) + ":" + std::to_string(line) + ": " + message);
}
void vl_stop(const char *filename, int line, const char *hierarchy)
{
    vl_fatal(filename, line, hierarchy, "the circuit called $stop");
}
void vl_finish(const char *filename, int line, const char *hierarchy)
{
    vl_fatal(filename, line, hierarchy, "the circuit called $finish");
}

namespace
{

constexpr unsigned kSignShift = 32 - LIF_STATE_WIDTH;
constexpr uint32_t kStateMask = 0xffffffffu >> kSignShift;
constexpr int kPatience = 1 << 16; // clocks without an answer until the handshake counts as dead

// The ports carry LIF_STATE_WIDTH bits without their sign.
inline int32_t from_port(uint32_t word)
{
    return static_cast<int32_t>(word << kSignShift) >> kSignShift;
}
inline uint32_t to_port(int64_t word) { return static_cast<uint32_t>(word) & kStateMask; }

} // namespace

#endif
