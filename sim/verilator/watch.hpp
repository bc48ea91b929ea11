// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// The outputs of the shipped circuit, and of all that stand in its place, may do one thing where
// there is no new result: nothing. Included by verilator/dut.cpp. Somebody else's circuit is held
// to its steps alone.
#ifndef LIF_VERILATED_WATCH_HPP
#define LIF_VERILATED_WATCH_HPP

#include "circuit/lif_dut.h"
#include "verilator/breach.hpp"

#include <cstdint>

namespace
{

// A step is told where it stands.
struct OfStep {
    lif_dut_breach *breach = nullptr;
    uint64_t number = 0;
    bool traced = false;
};

// Remembers the outputs as they are before a clock, and tells whether they are so after it.
class Watch
{
  public:
    Watch() = default;
    Watch(const Root &root, lif_dut_breach *to, uint64_t number)
        : breach(to), step(number), spike(root.spike_o), membrane(root.membrane_o),
          before(root.membrane_before_o)
    {
    }

    // Looks at the outputs after a clock in which nothing was offered.
    void idle(const Root &root) const
    {
        note_breach(breach, "valid_o in an idle clock", step, 0, root.valid_o);
        compare(root, "spike_o in an idle clock", "membrane in an idle clock",
                "membrane before reset in an idle clock");
    }
    // Looks at them after a clock of a step that has no result yet.
    void waiting(const Root &root) const
    {
        compare(root, "spike_o between results", "membrane between results",
                "membrane before reset between results");
    }

  private:
    lif_dut_breach *breach = nullptr;
    uint64_t step = 0;
    uint32_t spike = 0, membrane = 0, before = 0;

    void compare(const Root &root, const char *of_spike, const char *of_membrane,
                 const char *of_before) const
    {
        note_breach(breach, of_spike, step, spike, root.spike_o);
        note_breach(breach, of_membrane, step, from_port(membrane), from_port(root.membrane_o));
        note_breach(breach, of_before, step, from_port(before), from_port(root.membrane_before_o));
    }
};

// Compares the outputs with those after a reset.
inline void after_reset(const Root &root, const lif_words &words, lif_dut_breach *breach)
{
    const int32_t initial = from_port(to_port(words.initial_fx));
    note_breach(breach, "valid_o after the reset", 0, 0, root.valid_o);
    note_breach(breach, "spike_o after the reset", 0, 0, root.spike_o);
    note_breach(breach, "membrane after the reset", 0, initial, from_port(root.membrane_o));
    note_breach(breach, "membrane before reset after the reset", 0, initial,
                from_port(root.membrane_before_o));
}

} // namespace

#endif
