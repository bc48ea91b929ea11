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

// The outputs of a core and what they must be, between the ticks and within them.
template <bool kRoot, bool kPlain>
void lif_core_dut::tick_by(lif_core_tick &t, const CoreConduct &c)
{
    Root &root = *top->rootp;
    const auto breach = [&](const char *quantity, int64_t expected, int64_t observed) {
        core_breach(t.breach, quantity, ticks, expected, observed);
    };
    // Nothing may be shown or leave before the tick is taken.
    const auto look = [&] {
        if (VL_UNLIKELY(root.seen_valid_o || root.out_valid_o)) {
            breach("output without a tick", 0, 1);
        }
    };
    const auto quiet_edge = [&] {
        edge<kRoot>();
        look();
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
        const uint64_t from = clocks;
        while (!ready && clocks - from <= kEventClocks) {
            edges<kRoot>(kEventClocks + 1 - (clocks - from));
            look();
        }
        return ready != 0;
    };
    const uint64_t begin = clocks;
    bool late = false;
    t.spike_count = 0;
    std::memset(t.shown, 0, kNeurons);
    idle(c.idle_first);
    root.out_ready_i = 1;
    bool taken = false; // with the last event
    for (size_t e = 0; e < t.event_count; e++) {
        late |= !wait(root.ev_ready_o);
        root.ev_row_i = row_of_input(t.events[e]);
        root.ev_valid_i = 1;
        taken = c.together && e + 1 == t.event_count;
        root.tick_valid_i = taken;
        quiet_edge();
        root.ev_valid_i = 0;
    }
    uint64_t allowed = kTickClocks - 1 + (taken ? kEventClocks : 0);
    if (!taken) {
        idle(c.idle_last);
        late |= !wait(root.tick_ready_o);
        root.tick_valid_i = 1;
        quiet_edge();
    }
    root.tick_valid_i = 0;

    const uint64_t first = clocks;
    unsigned next = 0, answers = 0, refused = 0, stalls = c.stall_first;
    uint32_t bits = c.stall_bits, waiting = 0;
    bool waits = false;
    for (;;) {
        if (!kPlain) {
            const uint64_t at = clocks - first;
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
            root.cfg_valid_i = c.intrude != 0 && (at == c.intrude || at == c.intrude + 1);
            root.cfg_write_i = at == c.intrude;
            root.cfg_addr_i = at == c.intrude ? LIF_CORE_REG_WEIGHTS : LIF_CORE_REG_X;
        }
        if (root.out_valid_o && root.out_ready_i) {
            allowed += kSpikeClocks;
            if (t.spike_count < kNeurons) {
                t.spikes[t.spike_count] = root.out_neuron_o;
            }
            t.spike_count++;
        }
        if (kPlain) { // one clock, or more where nothing comes in and no limit is passed
            edges<kRoot>(clocks - first < allowed ? allowed - (clocks - first) : 1);
        } else {
            edge<kRoot>();
        }
        if (root.seen_valid_o) {
            const unsigned i = root.seen_neuron_o;
            core_take(root, *t.seen, i);
            t.shown[i] += t.shown[i] < 255;
            if (VL_UNLIKELY(i != next)) {
                breach("the neuron that is shown", next, i);
            }
            next = i + 1;
        }
        if (!kPlain && root.cfg_valid_o) {
            answers++;
            refused += root.cfg_error_o;
        }
        if (!root.busy_o) {
            break;
        }
        if (VL_UNLIKELY(clocks - first > allowed)) {
            late = true;
            break;
        }
    }
    root.cfg_valid_i = 0;
    t.clocks = clocks - begin;
    if (c.intrude != 0 && (answers != 2 || refused != 2)) {
        breach("accesses that a busy core refuses", 2, refused);
    }
    t.flags = tick_flags(t, c.intrude != 0) | (late ? LIF_CORE_LATE : 0u);
    ticks++;
}

// Reads the flags of a tick, and clears those that are kept from one to the next.
uint32_t lif_core_dut::tick_flags(const lif_core_tick &t, bool intruded)
{
    const uint32_t status = top->flags_o;
    const bool clipped = top->saturated_o;
    uint32_t flags = clipped ? LIF_CORE_SATURATED : 0u;
    if (clipped != (LIF_CORE_GET(STATUS_SATURATED, status) != 0)) {
        core_breach(t.breach, "STATUS.SATURATED", ticks, clipped, !clipped);
    }
    if (intruded != (LIF_CORE_GET(STATUS_CONFIG_REFUSED, status) != 0)) {
        core_breach(t.breach, "STATUS.CONFIG_REFUSED", ticks, intruded, !intruded);
    }
    flags |= LIF_CORE_GET(STATUS_OVERFLOWED, status) ? LIF_CORE_OVERFLOWED : 0u;
    flags |= LIF_CORE_GET(STATUS_EVENT_REFUSED, status) ? LIF_CORE_REFUSED_EVENT : 0u;
    if (status != 0) {
        write(LIF_CORE_REG_STATUS, status);
        end_writes(LIF_CORE_REG_STATUS);
    }
    return flags;
}

void lif_core_dut::tick(lif_core_tick &t)
{
    const CoreConduct c = core_conduct(seed, ticks);
    if (!by_root) {
        tick_by<false, false>(t, c);
    } else if (c.plain()) {
        tick_by<true, true>(t, c);
    } else {
        tick_by<true, false>(t, c);
    }
}

// The core is used, and left in the middle of a tick or with spikes that nobody took: with events
// that still count later, flags, holds, another noise word. Then it is reset.
void lif_core_dut::stir()
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
    const auto events = [&] {
        for (unsigned e = 0; e < 4; e++, bits = lif_conduct_mix(bits)) {
            top->ev_row_i = bits % kNeurons;
            clocked(top->ev_valid_i, kEventClocks);
        }
    };
    events();
    top->ev_row_i = kNeurons; // of no input: refused
    clocked(top->ev_valid_i, 2);
    top->cfg_addr_i = 0xf0000000u; // of no region: refused
    clocked(top->cfg_valid_i, kAnswerClocks);
    top->out_ready_i = 1;
    clocked(top->tick_valid_i, kTickClocks + kNeurons * kSpikeClocks);
    const uint32_t refused =
        LIF_CORE_STATUS_EVENT_REFUSED_MASK | LIF_CORE_STATUS_CONFIG_REFUSED_MASK;
    if ((top->flags_o & refused) != refused || top->busy_o) {
        throw std::runtime_error("refused events and accesses leave no flags, or a tick no end");
    }
    if (bits & 1) {
        top->out_ready_i = 0;
        events();
        clocked(top->tick_valid_i, kTickClocks + 8);
    }
    if (!top->busy_o) { // no spike that waits
        events();
        clocked(top->tick_valid_i, static_cast<unsigned>(bits >> 8) % (kTickClocks - 2));
    }
    if (!top->busy_o) {
        throw std::runtime_error("is not busy in the middle of a tick");
    }
    reset();
}

void lif_core_dut::configure(const lif_core_image &image, uint64_t with_seed)
{
    if (image.neurons != kNeurons || image.inputs > kNeurons) {
        throw std::runtime_error("has " + std::to_string(kNeurons) + " neurons and inputs, not " +
                                 std::to_string(image.neurons) + " and " +
                                 std::to_string(image.inputs));
    }
    seed = with_seed;
    inputs = image.inputs;
    reset();
    if (seed != 0) {
        mask = 0x5a5a5a5au;
        write_words(image);
        write_states(image);
        mask = 0;
        stir();
    }
    write_words(image);
    write_states(image);
    if (seed != 0) { // its words stay, its states do not
        stir();
        write_states(image);
    }
    ticks = 0;
}

#endif
