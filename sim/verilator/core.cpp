// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// The Verilated core behind sim/circuit/lif_core_dut.h: the only C++ that touches its Verilated
// header.
//
// Compiled as one unit with the generated model (LIF_MODEL_UNIT names a file that includes its
// sources). Per core it gets LIF_NAME, LIF_ABOUT, LIF_STATE_WIDTH, LIF_STATE_FRACTION,
// LIF_LEAK_FRACTION, LIF_ROUNDING and LIF_CORE_* of its line in rtl/cores.txt.

#include "circuit/lif_conduct.h"
#include "circuit/lif_core_dut.h"
#include "lif_core_registers.h"

#include "verilator/silence.hpp"

#include "verilated.h"
#include LIF_MODEL_UNIT
#include "verilator/ports.hpp"
#ifdef LIF_COVERAGE
#include "verilator/coverage.hpp"
#endif

#include <cstdlib>
#include <cstring>
#include <exception>
#include <memory>
#include <stdexcept>
#include <string>

namespace
{

// This is the generated model below its public wrapper, as in verilator/dut.cpp.
using Root = Vlif_core___024root;

constexpr unsigned kNeurons = 1u << LIF_CORE_NEURON_BITS;
constexpr unsigned kLanes = 1u << LIF_CORE_LANE_BITS;
constexpr unsigned kGroups = kNeurons / kLanes;
constexpr lif_core_format kFormat = {
    {LIF_STATE_WIDTH, LIF_STATE_FRACTION, LIF_LEAK_FRACTION, LIF_ROUNDING, LIF_CODING_ANY, 0},
    LIF_CORE_WEIGHT_WIDTH,
    LIF_CORE_ACC_WIDTH,
    LIF_CORE_HOLD_WIDTH,
    LIF_CORE_DELAY_BITS,
    LIF_CORE_HAS};
// Clocks of a tick, and for each spike more, where every spike is taken at once (rtl/lif_core.v).
constexpr uint64_t kTickClocks = 4 * kNeurons + 12, kSpikeClocks = kGroups + 3,
                   kEventClocks = kGroups + 3;
constexpr uint64_t kDense = 64, kSparse = 16;

constexpr int kAnswerClocks = 4; // after the edge that takes an access

// A clock of a tick, one in which a row is walked, or any other (core_known.hpp).
enum class CoreClock : uint8_t { any, update, walk };

struct CoreConduct {
    unsigned idle_first = 0, idle_last = 0; // clocks before the events and before the tick
    bool together = false;                  // the last event and the tick are offered at once
    unsigned stall_first = 0;               // clocks in which the first spike is not taken
    uint32_t stall_bits = 0;                // later ones: not taken where a bit is 1, 0: always
    unsigned intrude = 0;                   // clock of the tick with an access; 0: none

    bool plain() const
    {
        return idle_first + idle_last + stall_first + stall_bits + intrude == 0 && !together;
    }
};

} // namespace

struct lif_core_dut {
    std::unique_ptr<VerilatedContext> context;
    std::unique_ptr<Vlif_core> top;
    std::string message;
    bool by_root = false; // clocks may use the root's evaluation: it was found equal to eval()
    CoreClock clock = CoreClock::any; // what the clock to come was found to be
    uint64_t seed = 0, ticks = 0, clocks = 0;
    unsigned inputs = 0; // of the image
    uint32_t mask = 0;   // what is written differs by these bits: words that are not the image's

    lif_core_dut();
    ~lif_core_dut()
    {
        top->final();
#ifdef LIF_COVERAGE
        write_coverage(*context, true);
#endif
    }

    template <bool kRoot> inline void edge();
    template <bool kRoot> inline void edges(uint64_t most);
    inline void edge() { by_root ? edge<true>() : edge<false>(); }

    void reset();
    void write(uint32_t address, uint32_t data);
    void watch_writes(uint32_t address);
    void end_writes(uint32_t address);
    uint32_t read(uint32_t address);
    void write_neuron(unsigned i, uint32_t word, uint32_t data);
    uint32_t read_neuron(unsigned i, uint32_t word);
    void write_words(const lif_core_image &image);
    void write_states(const lif_core_image &image);
    void configure(const lif_core_image &image, uint64_t with_seed);
    void stir();
    // Events of rows that the image does not have go to one that is no input: they are refused.
    uint32_t row_of_input(uint32_t row) const { return row < inputs ? row : kNeurons; }
    void read_back(lif_core_image &image);
    void tick(lif_core_tick &tick);
    template <bool kRoot, bool kPlain>
    void tick_by(lif_core_tick &tick, const CoreConduct &conduct);
    uint32_t tick_flags(const lif_core_tick &tick, bool intruded);
};

#include "verilator/core_known.hpp"

#include "verilator/core_config.hpp"
#include "verilator/core_ticks.hpp"

#include "verilator/core_check.hpp"
#include "verilator/core_table.hpp"
