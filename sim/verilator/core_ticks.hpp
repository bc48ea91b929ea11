// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// This is how a Verilated core takes events and ticks, and what it meets beside them: included by
// verilator/core.cpp, below struct lif_core_dut.
//
// A tick of a run with a seed may have idle clocks before its events and before itself, its last
// event in the clock in which it is offered, spikes that are not taken for a while, at first, now
// and then or both, and accesses to the configuration while the core is busy, which it must refuse.
// Seed and tick alone decide: a run is the same every time. All of the first kDense ticks are
// treated so, and one in kSparse after them.
#ifndef LIF_VERILATED_CORE_TICKS_HPP
#define LIF_VERILATED_CORE_TICKS_HPP

#include <cstddef>
#include <cstdint>

namespace
{

constexpr uint64_t kDense = 64, kSparse = 16;

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

inline CoreConduct core_conduct(uint64_t seed, uint64_t tick)
{
    CoreConduct c;
    if (seed == 0 || (tick >= kDense && tick % kSparse != 0)) {
        return c;
    }
    uint64_t bits = lif_conduct_mix(seed * 0x2545f4914f6cdd1du + tick);
    const auto draw = [&](unsigned below) {
        const auto value = static_cast<unsigned>(bits % below);
        bits /= below;
        return value;
    };
    c.idle_first = draw(2) * draw(4);
    c.idle_last = draw(2) * draw(4);
    c.together = draw(2) != 0;
    c.stall_first = draw(3) == 0 ? draw(2) ? 4 * kNeurons + 40 : 1 + draw(5) : 0;
    c.stall_bits = draw(2) ? static_cast<uint32_t>(lif_conduct_mix(bits)) : 0;
    c.intrude = draw(2) ? 1 + draw(4 * kNeurons) : 0;
    return c;
}

inline void core_breach(lif_dut_breach *breach, const char *quantity, uint64_t tick,
                        int64_t expected, int64_t observed)
{
    if (breach != nullptr && breach->count++ == 0) {
        breach->quantity = quantity;
        breach->step = tick;
        breach->expected = expected;
        breach->observed = observed;
    }
}

inline int32_t core_word(uint32_t port) { return from_port(port); }

// Stores what a core shows of neuron i.
inline void core_take(const Root &root, const lif_core_seen &seen, unsigned i)
{
    seen.synapse_fx[0][i] = core_word(root.seen_s0_o);
    if (LIF_CORE_HAS == 2) {
        seen.synapse_fx[1][i] = core_word(root.seen_s1_o);
    }
    seen.adaptation_fx[i] = core_word(root.seen_a_o);
    seen.before_fx[i] = core_word(root.seen_before_o);
    seen.after_fx[i] = core_word(root.seen_after_o);
    seen.spike[i] = root.seen_spike_o;
}

} // namespace

template <bool kRoot> void lif_core_dut::tick_by(lif_core_dut_tick &t)
{
    Root &root = *top->rootp;
    const CoreConduct c = core_conduct(seed, ticks);
    const bool plain = c.plain();
    const auto breach = [&](const char *quantity, int64_t expected, int64_t observed) {
        core_breach(t.breach, quantity, ticks, expected, observed);
    };
    // Nothing may be shown or leave before the tick is taken.
    const auto quiet_edge = [&] {
        edge<kRoot>();
        if (VL_UNLIKELY(root.seen_valid_o || root.out_valid_o)) {
            breach("output without a tick", 0, 1);
        }
    };
    const auto idle = [&](unsigned n) {
        for (; n > 0; n--) {
            root.ev_row_i = (root.ev_row_i ^ n) & (2 * kNeurons - 1);
            root.cfg_addr_i ^= 0x55u * n;
            root.cfg_data_i = ~root.cfg_data_i;
            root.out_ready_i = n & 1;
            quiet_edge();
        }
    };
    const auto wait = [&](const CData &ready) {
        for (unsigned waited = 0; !ready; waited++) {
            if (waited > 2 * kGroups + 16) {
                breach("clocks until an event or a tick is taken", 2 * kGroups + 16, waited);
                return;
            }
            quiet_edge();
        }
    };
    const uint32_t flags_before = root.flags_o;
    idle(c.idle_first);
    root.out_ready_i = 1;
    for (size_t e = 0; e < t.rows; e++) {
        wait(root.ev_ready_o);
        root.ev_row_i = t.row[e] & (2 * kNeurons - 1);
        root.ev_valid_i = 1;
        root.tick_valid_i = c.together && e + 1 == t.rows;
        quiet_edge();
        root.ev_valid_i = 0;
    }
    if (!c.together) {
        idle(c.idle_last);
    }
    root.tick_valid_i = 1;
    settle();
    wait(root.tick_ready_o);
    edge<kRoot>();
    root.tick_valid_i = 0;

    // The tick: what is shown, and what leaves.
    const uint64_t first = clocks;
    uint64_t allowed = kTickClocks - 1;
    unsigned shown = 0, offered = 0, refused = 0, stalls = c.stall_first;
    uint32_t bits = c.stall_bits;
    bool waits = false;
    uint32_t waiting = 0;
    t.left_count = 0;
    for (;;) {
        const uint64_t at = clocks - first;
        if (!plain) {
            root.out_ready_i = 1;
            if (root.out_valid_o && (stalls > 0 || (bits & 1))) {
                root.out_ready_i = 0;
                stalls -= stalls > 0;
                allowed++;
            }
            bits = bits >> 1 | bits << 31;
            if (waits && (!root.out_valid_o || root.out_neuron_o != waiting)) {
                breach("a spike that is not taken", waiting,
                       root.out_valid_o ? static_cast<int64_t>(root.out_neuron_o) : -1);
            }
            waits = root.out_valid_o && !root.out_ready_i;
            waiting = root.out_neuron_o;
            // A write of a weight and a read of a word, one after the other.
            const bool intrudes = c.intrude != 0 && (at == c.intrude || at == c.intrude + 1);
            root.cfg_valid_i = intrudes;
            if (intrudes) {
                root.cfg_write_i = at == c.intrude;
                root.cfg_addr_i = at == c.intrude ? LIF_CORE_REG_WEIGHTS : LIF_CORE_REG_X;
            }
        }
        if (root.out_valid_o && root.out_ready_i) {
            allowed += kSpikeClocks;
            if (t.left_count < 2 * kNeurons) {
                t.left[t.left_count++] = root.out_neuron_o;
            }
        }
        edge<kRoot>();
        if (root.seen_valid_o) {
            if (VL_UNLIKELY(shown == kNeurons || root.seen_neuron_o != shown)) {
                breach("the neuron that is shown", shown, root.seen_neuron_o);
            } else {
                core_take(root, t.seen, shown++);
            }
        }
        if (!plain && root.cfg_valid_o) {
            offered++;
            refused += root.cfg_error_o;
        }
        if (!root.busy_o) {
            break;
        }
        if (VL_UNLIKELY(clocks - first > allowed)) {
            breach("clocks of a tick", static_cast<int64_t>(allowed),
                   static_cast<int64_t>(clocks - first));
            break;
        }
    }
    if (VL_UNLIKELY(shown != kNeurons)) {
        breach("neurons that are shown", kNeurons, shown);
    }
    t.saturated = root.saturated_o;
    if (c.intrude != 0) {
        root.cfg_valid_i = 0;
        if (offered != 2 || refused != 2 || !(root.flags_o & LIF_CORE_STATUS_CONFIG_REFUSED_MASK)) {
            breach("accesses that a busy core refuses", 2, refused);
        }
        if (!(flags_before & LIF_CORE_STATUS_CONFIG_REFUSED_MASK)) {
            write(LIF_CORE_REG_STATUS, LIF_CORE_STATUS_CONFIG_REFUSED_MASK);
            edge();
            edge();
            edge();
        }
    }
    ticks++;
}

void lif_core_dut::tick(lif_core_dut_tick &t) { by_root ? tick_by<true>(t) : tick_by<false>(t); }

// Before the run that counts, the core is used and left in the middle of a tick: with events that
// still count later, spikes that nobody took, flags, a hold, another noise word.
void lif_core_dut::stir(const lif_core_image &image)
{
    uint64_t bits = lif_conduct_mix(seed ^ 0x5eedu);
    const auto clocked = [&](CData &valid, unsigned n) {
        valid = 1;
        edge();
        valid = 0;
        while (n-- > 0) {
            edge();
        }
    };
    top->out_ready_i = 1;
    for (unsigned round = 0; round < 3; round++) {
        for (unsigned e = 0; e < 4; e++, bits = lif_conduct_mix(bits)) {
            top->ev_row_i = bits % kNeurons;
            clocked(top->ev_valid_i, kGroups + 2);
        }
        top->ev_row_i = kNeurons; // of no input: refused
        clocked(top->ev_valid_i, 2);
        top->cfg_addr_i = 0xf0000000u; // of no region
        clocked(top->cfg_valid_i, 3);
        const auto n = static_cast<unsigned>(bits % (4 * kNeurons + 12));
        clocked(top->tick_valid_i, round < 2 ? 4 * kNeurons + 13 + n : n);
        top->out_ready_i = round == 0;
    }
    if (!top->flags_o || !top->busy_o) {
        throw std::runtime_error("a refused event or access left no flag, or a tick is not busy");
    }
    reset();
    write_states(image);
}

void lif_core_dut::configure(const lif_core_image &image, uint64_t with_seed)
{
    if (image.neurons != kNeurons || image.inputs > kNeurons) {
        throw std::runtime_error("has " + std::to_string(kNeurons) + " neurons and inputs, not " +
                                 std::to_string(image.neurons) + " and " +
                                 std::to_string(image.inputs));
    }
    seed = with_seed;
    reset();
    write_words(image);
    write_states(image);
    if (seed != 0) {
        stir(image);
    }
    ticks = 0;
}

#endif
