// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// A core is taken to the limits of its accumulators and delays: included by
// lif_core_dut_mutants.cpp, below core_promises.hpp.
#ifndef LIF_CORE_LIMITS_HPP
#define LIF_CORE_LIMITS_HPP

#include <cstdint>

namespace
{

// Sums that overflow, and spikes whose row has no delay: each is told, and nothing else comes of
// it.
class CoreLimits
{
  public:
    explicit CoreLimits(lif_core_dut &of) : dut(of), top(*of.top) {}

    void run()
    {
        neurons_without_memory();
        for (unsigned r = 0; r < LIF_CORE_HAS; r++) {
            dut.write(LIF_CORE_REG_SOURCE, LIF_CORE_PUT(SOURCE_RECEPTOR, r));
            for (unsigned neuron = 0; neuron < kNeurons; neuron++) {
                if (neuron < kLanes || neuron + kLanes >= kNeurons) {
                    overflow(r, neuron, kHighWeight);
                    overflow(r, neuron, -kHighWeight - 1);
                }
            }
        }
        spike_without_delay();
    }

  private:
    lif_core_dut &dut;
    Vlif_core &top;
    int32_t words[5][kNeurons] = {};
    uint8_t spike[kNeurons] = {}, shown[kNeurons] = {};
    uint32_t spikes[kNeurons] = {};

    static constexpr int32_t kHighWeight = (1 << (LIF_CORE_WEIGHT_WIDTH - 1)) - 1;
    static constexpr int32_t kHighSum = (1 << (LIF_CORE_ACC_WIDTH - 1)) - 1;

    void neurons_without_memory()
    {
        dut.reset();
        for (unsigned i = 0; i < kNeurons; i++) {
            for (uint32_t word = 0; word < 4; word++) {
                dut.write_neuron(i, LIF_CORE_REG_LEAK_SYNAPSE_0 + 4 * word,
                                 1u << LIF_LEAK_FRACTION);
            }
            dut.write_neuron(i, LIF_CORE_REG_THRESHOLD, kStateMask >> 1);
            for (uint32_t word = 5; word < 8; word++) {
                dut.write_neuron(i, LIF_CORE_REG_LEAK_SYNAPSE_0 + 4 * word, 0);
            }
            dut.write_neuron(i, LIF_CORE_REG_MODE, LIF_CORE_MODE_ABOVE_MASK);
            dut.write_neuron(i, LIF_CORE_REG_X, 0);
            dut.write_neuron(i, LIF_CORE_REG_HOLD_LEFT, 0);
        }
        for (unsigned row = 0; row < 2 * kNeurons; row++) {
            dut.write(LIF_CORE_REG_SOURCE + 4 * row, row >= kNeurons);
            for (unsigned group = 0; group < kGroups; group++) {
                dut.write(group_address(row, group), 0);
            }
        }
        dut.write(LIF_CORE_REG_SEED, 1);
        dut.end_writes(LIF_CORE_REG_SEED);
    }

    uint32_t tick()
    {
        const lif_core_seen seen = {{words[0], words[1]}, words[2], words[3], words[4], spike};
        lif_dut_breach breach = {};
        lif_core_tick t = {};
        t.seen = &seen;
        t.shown = shown;
        t.spikes = spikes;
        t.breach = &breach;
        dut.tick(t);
        promise(breach.count == 0, "a breach in a tick at the limits");
        return t.flags;
    }

    void currents_are(unsigned receptor, unsigned neuron, int32_t expected)
    {
        for (unsigned r = 0; r < LIF_CORE_HAS; r++) {
            for (unsigned i = 0; i < kNeurons; i++) {
                promise(words[r][i] == (r == receptor && i == neuron ? expected : 0),
                        "a current of an accumulator at its limit");
            }
        }
    }

    // Events of one weight until the sum is beyond its width: then, and not before, it is told.
    void overflow(unsigned receptor, unsigned neuron, int32_t weight)
    {
        const unsigned lane = neuron % kLanes;
        const int32_t room = (weight < 0 ? -kHighSum - 1 : kHighSum) / weight;
        const int32_t sum = (room + 1) * weight, turn = 2 * (kHighSum + 1);
        const uint32_t data = (static_cast<uint32_t>(weight) & kWeightMask)
                              << lane * LIF_CORE_WEIGHT_WIDTH;
        dut.write(group_address(0, neuron / kLanes), data);
        dut.end_writes(group_address(0, neuron / kLanes));
        for (int32_t event = 1; event <= room + 1; event++) {
            promise(top.ev_ready_o, "not ready for an event");
            top.ev_row_i = 0;
            top.ev_valid_i = 1;
            dut.edge();
            top.ev_valid_i = 0;
            for (uint64_t i = 0; i < kEventClocks + 3; i++) {
                dut.edge();
            }
            promise(((top.flags_o & LIF_CORE_STATUS_OVERFLOWED_MASK) != 0) == (event > room),
                    "STATUS.OVERFLOWED");
        }
        promise(tick() == LIF_CORE_OVERFLOWED, "the flags of a tick after an overflow");
        currents_are(receptor, neuron, sum < 0 ? sum + turn : sum - turn);
        promise(tick() == 0, "a flag that was cleared");
        currents_are(receptor, neuron, 0);
        dut.write(group_address(0, neuron / kLanes), 0);
        dut.end_writes(group_address(0, neuron / kLanes));
    }

    void spike_without_delay()
    {
        for (unsigned i = 0; i < kNeurons; i++) {
            dut.write_neuron(i, LIF_CORE_REG_THRESHOLD, (kStateMask >> 1) + 1);
            dut.write(LIF_CORE_REG_SOURCE + 4 * (kNeurons + i), 0);
            for (unsigned group = 0; group < kGroups; group++) {
                dut.write(group_address(kNeurons + i, group), 0xffffffffu);
            }
        }
        dut.end_writes(LIF_CORE_REG_SOURCE);
        for (uint64_t n = 0; n <= uint64_t{1} << LIF_CORE_DELAY_BITS; n++) {
            promise(tick() == LIF_CORE_REFUSED_EVENT, "a spike whose row has no delay");
            currents_are(0, 0, 0);
        }
    }
};

} // namespace

#endif
