// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// The evaluation of the root is checked when a core is opened, once a process: included by
// verilator/core.cpp, below struct lif_core_dut.
#ifndef LIF_VERILATED_CORE_CHECK_HPP
#define LIF_VERILATED_CORE_CHECK_HPP

#include <cstdint>
#include <cstring>
#include <exception>
#include <string>
#include <vector>

namespace
{

constexpr unsigned kCheckTicks = 24;

// An image of any bits that the words of a core can hold.
struct CheckedImage {
    std::vector<lif_core_words> word;
    std::vector<lif_core_row> row;
    std::vector<int32_t> weight_fx;
    lif_core_image image = {};

    explicit CheckedImage(uint64_t seed)
        : word(kNeurons), row(2 * kNeurons), weight_fx(2 * kNeurons * kNeurons)
    {
        uint64_t number = seed << 32;
        const auto bits = [&] { return lif_conduct_mix(number++); };
        const auto state = [&] {
            return from_port(to_port(static_cast<int64_t>(bits()))) / 2; // some spikes, some clips
        };
        const auto leak = [&] { return static_cast<int64_t>(bits() >> (64 - LIF_LEAK_FRACTION)); };
        for (lif_core_words &w : word) {
            w.leak_fx = leak();
            w.synapse_leak_fx[0] = leak();
            w.synapse_leak_fx[1] = leak();
            w.adaptation_leak_fx = leak();
            w.threshold_fx = state() / 2;
            w.drive_fx = state();
            w.jump_fx = state() / 8;
            w.initial_fx = state();
            w.reset_fx = state() / 2;
            w.hold = static_cast<uint32_t>(bits() % 4);
            w.initial_hold = static_cast<uint32_t>(bits() % 2);
            w.weight_shift[0] = static_cast<uint8_t>(bits() % 8);
            w.noise_shift = static_cast<uint8_t>(bits() % 4);
            w.above = bits() & 1;
            w.freeze = bits() & 1;
            w.noisy = bits() & 1;
        }
        for (lif_core_row &r : row) {
            r.delay = static_cast<uint8_t>(1 + bits() % ((1u << LIF_CORE_DELAY_BITS) - 1));
            r.receptor = static_cast<uint8_t>(bits() % LIF_CORE_HAS);
        }
        for (int32_t &w : weight_fx) {
            w = static_cast<int32_t>(bits() % (kWeightMask / 4 + 1)); // no sum overflows
        }
        image.neurons = kNeurons;
        image.inputs = kNeurons;
        image.word = word.data();
        image.row = row.data();
        image.weight_fx = weight_fx.data();
        image.seed = static_cast<uint32_t>(bits()) | 1u;
    }
};

// Everything that a core says in some ticks.
std::string checked_run(const CheckedImage &of, uint64_t seed, bool by_root)
{
    lif_core_dut dut;
    std::vector<int32_t> words(5 * kNeurons);
    std::vector<uint8_t> spike(kNeurons), shown(kNeurons);
    std::vector<uint32_t> spikes(kNeurons);
    std::string all;
    int32_t *const w = words.data();
    const lif_core_seen seen = {
        {w, w + kNeurons}, w + 2 * kNeurons, w + 3 * kNeurons, w + 4 * kNeurons, spike.data()};
    const auto add = [&](const void *data, size_t bytes) {
        all.append(static_cast<const char *>(data), bytes);
    };
    dut.by_root = by_root;
    dut.configure(of.image, seed);
    for (unsigned t = 0; t < kCheckTicks; t++) {
        const uint32_t events[2] = {t % kNeurons, t * 7 % kNeurons};
        lif_dut_breach breach = {};
        lif_core_tick tick = {};
        tick.events = events;
        tick.event_count = t % 3;
        tick.seen = &seen;
        tick.shown = shown.data();
        tick.spikes = spikes.data();
        tick.breach = &breach;
        dut.tick(tick);
        add(w, words.size() * sizeof *w);
        add(spike.data(), spike.size());
        add(shown.data(), shown.size());
        add(spikes.data(), tick.spike_count * sizeof spikes[0]);
        add(&tick.flags, sizeof tick.flags);
        add(&tick.clocks, sizeof tick.clocks);
        add(&breach.count, sizeof breach.count);
    }
    add(&dut.clocks, sizeof dut.clocks);
    return all;
}

// Tells whether a clock by the root is one by the public eval(): with and without idle clocks,
// stalls and accesses. A core that fails here is left to the public path, which says what is wrong.
bool core_root_equals_public()
{
    try {
        const CheckedImage image(1);
        return checked_run(image, 0, false) == checked_run(image, 0, true) &&
               checked_run(image, 1, false) == checked_run(image, 1, true);
    } catch (const std::exception &) {
        return false;
    }
}

} // namespace

#endif
