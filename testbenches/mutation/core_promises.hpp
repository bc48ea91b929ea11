// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// A core is held to the headers of rtl/lif_core.v and rtl/core_map.txt, clock by clock: included by
// lif_core_dut_mutants.cpp, below the shim of the cores.
#ifndef LIF_CORE_PROMISES_HPP
#define LIF_CORE_PROMISES_HPP

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

namespace
{

constexpr unsigned kWordsOfNeuron = 14, kWritten = 11;
constexpr uint64_t kClearClocks = (uint64_t{1} << LIF_CORE_DELAY_BITS) * LIF_CORE_HAS * kGroups;

inline void promise(bool kept, const char *broken)
{
    if (!kept) {
        throw std::runtime_error(broken);
    }
}

// A word that was written, as it is to be read back.
struct KeptWord {
    uint32_t value = 0;
    bool known = false;
};

// All words of a core by their addresses, and which accesses are refused.
class CoreMap
{
  public:
    CoreMap() : neuron(kNeurons * kWordsOfNeuron), row(2 * kNeurons), weight(2 * kNeurons * kGroups)
    {
        common[0] = {LIF_CORE_REG_ID_AT_RESET, true};
        common[1] = {LIF_CORE_NEURON_BITS | LIF_CORE_LANE_BITS << 8 | LIF_CORE_DELAY_BITS << 12 |
                         LIF_CORE_HAS << 16 | (LIF_ROUNDING == LIF_RESIDUAL ? 1u : 0u) << 18 |
                         LIF_CORE_HOLD_WIDTH << 24,
                     true};
        common[2] = {LIF_STATE_WIDTH | LIF_LEAK_FRACTION << 8 | LIF_CORE_WEIGHT_WIDTH << 16 |
                         LIF_CORE_ACC_WIDTH << 24,
                     true};
    }

    static bool is_common(uint32_t address) { return address >> 28 == 0; }

    // Gives a word of the map, or NULL where there is none. Words that are read only are there.
    KeptWord *at(uint32_t address)
    {
        const uint32_t place = address & 0x0fffffffu;
        const auto element = [&](std::vector<KeptWord> &words, uint32_t index) {
            return index < words.size() ? &words[index] : nullptr;
        };
        if (address % 4 != 0) {
            return nullptr;
        }
        switch (address >> 28) {
        case 0:
            return place <= LIF_CORE_REG_SEED ? &common[place / 4] : nullptr;
        case 1:
            return place % 64 / 4 < kWordsOfNeuron
                       ? element(neuron, place / 64 * kWordsOfNeuron + place % 64 / 4)
                       : nullptr;
        case 2:
            return element(row, place / 4);
        case 3:
            return element(weight, place / 4);
        default:
            return nullptr;
        }
    }

    bool refuses(uint32_t address, bool write, bool busy)
    {
        const bool status = address == LIF_CORE_REG_STATUS;
        if (at(address) == nullptr ||
            (write && is_common(address) && !status && address != LIF_CORE_REG_SEED) ||
            (write && address >> 28 == 1 && address % 64 / 4 >= kWritten)) {
            return true;
        }
        return busy && !(is_common(address) && (!write || status));
    }

    void write(uint32_t address, uint32_t data)
    {
        *at(address) = {read_as(address, data), true};
        if (address >> 28 == 1 && address % 64 == (LIF_CORE_REG_X & 63)) {
            *at(address + 8) = {0, true};  // S_0
            *at(address + 12) = {0, true}; // S_1
        } else if (address >> 28 == 1 && address % 64 == (LIF_CORE_REG_HOLD_LEFT & 63)) {
            *at(address + 12) = {0, true}; // A
        }
    }

    // A tick changes the states and the noise word.
    void forget_states()
    {
        for (unsigned i = 0; i < kNeurons; i++) {
            for (unsigned word = 9; word < kWordsOfNeuron; word++) {
                neuron[i * kWordsOfNeuron + word].known = LIF_CORE_HAS == 1 && word == 12;
            }
        }
        common[4].known = false;
    }

    // The number of elements of a region and the bytes of one.
    static uint32_t span(uint32_t region)
    {
        return region == 0   ? 20
               : region == 1 ? kNeurons * 64
               : region == 2 ? 2 * kNeurons * 4
                             : 2 * kNeurons * kGroups * 4;
    }

  private:
    KeptWord common[5];
    std::vector<KeptWord> neuron, row, weight;

    static uint32_t bits(uint32_t data, unsigned width)
    {
        return width < 32 ? data & ((1u << width) - 1) : data;
    }

    static uint32_t read_as(uint32_t address, uint32_t data)
    {
        const uint32_t word = address % 64 / 4;
        const auto state = [&] { return static_cast<uint32_t>(from_port(data & kStateMask)); };
        switch (address >> 28) {
        case 1:
            return word < 4                                   ? bits(data, LIF_LEAK_FRACTION + 1)
                   : address % 64 == (LIF_CORE_REG_MODE & 63) ? bits(data, LIF_CORE_HOLD_WIDTH + 19)
                   : address % 64 == (LIF_CORE_REG_HOLD_LEFT & 63) ? bits(data, LIF_CORE_HOLD_WIDTH)
                                                                   : state();
        case 2:
            return bits(data, LIF_CORE_DELAY_BITS) | (LIF_CORE_HAS == 2 ? data & 0x100u : 0u);
        case 3:
            return bits(data, kLanes * LIF_CORE_WEIGHT_WIDTH);
        default:
            return data;
        }
    }
};

// Drives all ports, and knows of each clock what must follow.
class CorePromises
{
  public:
    CorePromises(lif_core_dut &of, uint64_t seed) : dut(of), top(*of.top), state(seed) {}

    // Every word is written with any value and read back; then everything happens at random.
    void run(uint64_t clocks)
    {
        reset(2);
        every_word();
        for (const uint64_t end = now + clocks; now < end;) {
            if (below(512) == 0) {
                reset(1 + below(3));
            } else {
                random_clock();
            }
        }
        every_wrong();
        every_read();
        reset(1);
        every_word();
    }

  private:
    struct Access {
        uint64_t given = 0; // the edge that took it
        bool there = false, write = false, refused = false, known = false;
        uint32_t address = 0, data = 0, value = 0;
        KeptWord before; // of a write
    };

    lif_core_dut &dut;
    Vlif_core &top;
    CoreMap map;
    uint64_t state;
    unsigned often[4] = {1, 1, 1, 1}; // in eighths: accesses, events, ticks, readiness
    uint64_t now = 16;                // edges so far
    uint64_t left = 0;                // clocks for which it is still busy
    bool busy = false, asked = false, in_tick = false, saturated = false;
    uint64_t tick_at = 0, busy_at = 0; // when the neurons begin; when it was busy last
    unsigned shown = 0;
    std::vector<unsigned> fifo; // neurons that are to leave
    Access pipe[8];
    uint32_t status_after[8] = {}, flags = 0;
    uint32_t set_soon[3] = {}, clear_soon[3] = {}; // flags, that many clocks later

    unsigned below(unsigned most)
    {
        state = lif_conduct_mix(state);
        return static_cast<unsigned>((state >> 20) % most);
    }
    uint32_t word() { return below(1u << 16) | below(1u << 16) << 16; }
    bool chance(unsigned eighths) { return below(8) < eighths; }

    // ---- what happens ----

    // Ports that no valid names may have any value.
    void no_valid()
    {
        top.cfg_valid_i = 0;
        top.cfg_write_i = chance(4);
        top.cfg_addr_i = word();
        top.cfg_data_i = word();
        top.ev_valid_i = 0;
        top.ev_row_i = below(2 * kNeurons);
        top.tick_valid_i = 0;
        top.out_ready_i = 1;
    }

    void access(bool write, uint32_t address, uint32_t data)
    {
        // A spike of a row without a delay is refused: not at random.
        const bool of_neuron = address >> 28 == 2 && (address & 0x0fffffffu) / 4 >= kNeurons;
        top.cfg_valid_i = 1;
        top.cfg_write_i = write;
        top.cfg_addr_i = address;
        top.cfg_data_i = data | (of_neuron ? 1u : 0u);
    }

    void one_access(bool write, uint32_t address)
    {
        no_valid();
        access(write, address, word());
        clock();
    }

    void settle()
    {
        for (int i = 0; i < kPatience && (busy || i < 8); i++) {
            no_valid();
            clock();
        }
    }

    void random_access()
    {
        const uint32_t region = below(5);
        uint32_t address = region << 28 | (below(CoreMap::span(region & 3)) & ~3u);
        if (chance(1)) {
            address ^= 1u << below(32);
        }
        access(chance(4), address, word());
    }

    void random_clock()
    {
        if (below(64) == 0) {
            for (unsigned &eighths : often) {
                eighths = below(9);
            }
        }
        no_valid();
        top.out_ready_i = chance(often[3]);
        if (chance(often[0])) {
            random_access();
        }
        if (chance(often[1])) {
            top.ev_valid_i = 1;
            top.ev_row_i = chance(1) ? below(2 * kNeurons) : below(kNeurons);
        }
        top.tick_valid_i = chance(often[2]);
        clock();
    }

    template <typename Each> void each_word(Each each)
    {
        settle();
        for (uint32_t region = 0; region < 4; region++) {
            for (uint32_t at = 0; at < CoreMap::span(region); at += 4) {
                each(region << 28 | at);
            }
        }
        settle();
    }
    void every_read()
    {
        each_word([&](uint32_t address) { one_access(false, address); });
    }
    void every_word()
    {
        each_word([&](uint32_t address) { one_access(true, address); });
        every_read();
    }
    // Every bit of an address matters, at the begin and at the end of each region.
    void every_wrong()
    {
        settle();
        for (uint32_t region = 0; region < 4; region++) {
            const uint32_t span = CoreMap::span(region);
            for (const uint32_t at : {0u, span - 4, span}) {
                for (unsigned bit = 0; bit < 32; bit++) {
                    one_access(chance(4), (region << 28 | at) ^ 1u << bit);
                    one_access(chance(4), region << 28 | at);
                }
            }
        }
        settle();
    }

    // Ends whatever is under way; what is offered meanwhile is not taken.
    void reset(unsigned clocks)
    {
        top.rst_ni = 0;
        for (unsigned i = 0; i < clocks; i++) {
            no_valid();
            random_access();
            top.ev_valid_i = chance(4);
            top.tick_valid_i = chance(4);
            top.out_ready_i = chance(4);
            dut.edge();
            now++;
            promise(top.busy_o && !top.ev_ready_o && !top.tick_ready_o, "not busy in reset");
            promise(!top.out_valid_o && !top.cfg_valid_o, "an output in reset");
            promise(top.flags_o == 0 && !top.saturated_o, "a flag in reset");
            promise(i == 0 || !top.seen_valid_o, "a neuron is shown in reset");
        }
        top.rst_ni = 1;
        const Access &last = pipe[(now - clocks) % 8]; // its write is not done yet
        if (last.there && last.write && !last.refused && last.given + clocks == now) {
            *map.at(last.address) = last.before;
        }
        for (Access &a : pipe) {
            a = Access();
        }
        for (int i = 0; i < 3; i++) {
            set_soon[i] = clear_soon[i] = 0;
        }
        fifo.clear();
        flags = 0;
        in_tick = saturated = asked = false;
        busy = true;
        busy_at = now;
        left = kClearClocks;
        map.forget_states();
    }

    // ---- what must follow ----

    // One edge, with the ports as they are.
    void clock()
    {
        const bool ready = top.ev_ready_o;
        const bool takes_event = ready && top.ev_valid_i, takes_tick = ready && top.tick_valid_i;
        const bool walks = takes_event && top.ev_row_i < kNeurons;
        const bool leaves = top.out_valid_o && top.out_ready_i;
        const bool stalls = top.out_valid_o && !top.out_ready_i;
        const unsigned waiting = top.out_neuron_o;
        Access given;
        given.there = top.cfg_valid_i;
        given.write = top.cfg_write_i;
        given.address = top.cfg_addr_i;
        given.data = top.cfg_data_i;
        given.given = ++now;
        dut.edge();
        for (int i = 2; i > 0; i--) {
            set_soon[i] = set_soon[i - 1];
            clear_soon[i] = clear_soon[i - 1];
        }
        set_soon[0] = clear_soon[0] = 0;
        left = left - (left > 0) + stalls;
        if (walks) {
            left = kEventClocks - 1;
        }
        if (takes_event && !walks) {
            set_soon[1] |= LIF_CORE_STATUS_EVENT_REFUSED_MASK;
        }
        if (takes_tick) {
            tick_at = now + (walks ? kEventClocks : takes_event ? 1u : 0u);
            left = tick_at - now + kTickClocks - 1;
            in_tick = true;
            shown = 0;
            map.forget_states();
        }
        if (leaves) {
            promise(!fifo.empty() && fifo.front() == waiting,
                    "a spike leaves that is not the next");
            fifo.erase(fifo.begin());
        }
        check_neurons();
        busy = left > 0;
        busy_at = busy ? now : busy_at;
        if (in_tick && !busy) {
            promise(fifo.empty(), "a spike has not left at the end of its tick");
            in_tick = false;
        }
        asked = given.there;
        check_ports(stalls, waiting);
        check_flags();
        accept(given);
        check_answer();
    }

    // Each neuron is shown in its clock.
    void check_neurons()
    {
        const uint64_t since = now - tick_at;
        const bool expected =
            in_tick && now > tick_at && since >= 13 && since % 4 == 1 && since / 4 - 3 < kNeurons;
        promise(top.seen_valid_o == expected, "a neuron is not shown in its clock, or in another");
        if (expected) {
            promise(top.seen_neuron_o == since / 4 - 3, "another neuron is shown");
            shown++;
            if (top.seen_spike_o) {
                left += kSpikeClocks + fifo.empty();
                fifo.push_back(top.seen_neuron_o);
            }
        }
    }

    void check_ports(bool stalls, unsigned waiting)
    {
        promise(top.busy_o == busy, busy ? "not busy" : "busy for too long");
        promise(top.ev_ready_o == (!busy && !asked), "readiness for an event");
        promise(top.tick_ready_o == (!busy && !asked), "readiness for a tick");
        promise(!top.out_valid_o || (in_tick && shown == kNeurons && !fifo.empty()),
                "a spike is offered that is none");
        promise(!stalls || (top.out_valid_o && top.out_neuron_o == waiting),
                "a spike that waits does not stand still");
    }

    void check_flags()
    {
        const uint32_t seen = top.flags_o, kept = (flags & ~clear_soon[2]) | set_soon[2];
        const bool begins = in_tick && (now == tick_at + 1 || now == tick_at + 2);
        promise(((seen ^ kept) & 8) == 0, "STATUS.CONFIG_REFUSED");
        promise(((seen ^ kept) & 4) == 0, "STATUS.EVENT_REFUSED");
        promise((kept & ~seen) == 0, "a flag is lost");
        promise(((seen & ~kept & 2) == 0) || now <= busy_at + 3,
                "STATUS.OVERFLOWED without an event");
        promise((seen & ~kept & 1) == 0 || top.saturated_o, "STATUS.SATURATED without a clip");
        promise(!top.saturated_o || saturated || (seen & 1), "a clip without STATUS.SATURATED");
        promise(!begins || !top.saturated_o, "saturated_o of the tick before");
        promise(in_tick || top.saturated_o == saturated, "saturated_o changes without a tick");
        saturated = top.saturated_o;
        flags = seen;
        status_after[now % 8] = seen | (busy ? LIF_CORE_STATUS_BUSY_MASK : 0u);
    }

    // The access of this clock is refused, or has its effect.
    void accept(const Access &given)
    {
        Access &a = pipe[now % 8];
        a = given;
        a.refused = a.there && map.refuses(a.address, a.write, busy);
        if (a.refused) {
            set_soon[0] |= LIF_CORE_STATUS_CONFIG_REFUSED_MASK;
        } else if (a.there && a.write && a.address == LIF_CORE_REG_STATUS) {
            clear_soon[0] = a.data & 15;
        } else if (a.there && a.write) {
            a.before = *map.at(a.address);
            map.write(a.address, a.data);
        } else if (a.there) {
            a.known = map.at(a.address)->known;
            a.value = map.at(a.address)->value;
        }
    }

    void check_answer()
    {
        const Access &a = pipe[(now + 4) % 8];
        const bool expected = a.there && a.given + 4 == now;
        promise(top.cfg_valid_o == expected, "an access is not answered in its clock");
        if (!expected) {
            return;
        }
        promise(top.cfg_error_o == a.refused,
                a.refused ? "an access is not refused" : "an access is refused");
        if (a.refused || a.write) {
            return;
        }
        if (a.address == LIF_CORE_REG_STATUS) {
            promise(top.cfg_data_o == status_after[(a.given + 2) % 8], "a read of STATUS");
        } else {
            promise(!a.known || top.cfg_data_o == a.value, "a read of a word");
        }
    }
};

} // namespace

#endif
