// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// The fast path is checked when a circuit is opened. verilator/dut.cpp includes this file, below
// struct lif_dut.
#ifndef LIF_VERILATED_CHECK_HPP
#define LIF_VERILATED_CHECK_HPP

#include <cstdint>
#include <cstring>
#include <exception>
#include <string>

namespace
{

// Draws words and drives for this check: any bits that the ports can hold (xorshift64).
class RandomBits
{
  public:
    uint64_t operator()()
    {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        return state;
    }

  private:
    uint64_t state = 0x9e3779b97f4a7c15u;
};

constexpr size_t kCheckSteps = 128; // of a block; a check has kCheckBlocks, each from reset
constexpr int kCheckBlocks = 16;

struct CheckedBlock {
    int32_t before_fx[kCheckSteps] = {}, after_fx[kCheckSteps] = {};
    uint8_t spike[kCheckSteps] = {};
    std::string state;

    void run(lif_dut &dut, const lif_words &words, const int32_t *drive_fx, const uint32_t *hold,
             uint64_t seed, void (lif_dut::*runs)(const lif_dut_block &))
    {
        const lif_dut_block block = {kCheckSteps, drive_fx, hold,    0,      before_fx,
                                     after_fx,    spike,    nullptr, nullptr};
        dut.configure(words, seed);
        (dut.*runs)(block);
        state.resize(sizeof dut.counts + dut.model_bytes);
        dut.save(&state[0]);
    }
    bool operator==(const CheckedBlock &other) const
    {
        return std::memcmp(before_fx, other.before_fx, sizeof before_fx) == 0 &&
               std::memcmp(after_fx, other.after_fx, sizeof after_fx) == 0 &&
               std::memcmp(spike, other.spike, sizeof spike) == 0 && state == other.state;
    }
};

lif_words random_words(RandomBits &bits)
{
    lif_words words = {};
    const auto state = [&] { return from_port(to_port(static_cast<int64_t>(bits()))); };
    words.leak_fx = static_cast<int64_t>(bits() % ((uint64_t{1} << LIF_LEAK_FRACTION) + 1));
    if (LIF_LEAK_CODING != LIF_CODING_ANY) {
        words.leak_fx = static_cast<int64_t>(
            lif_leak_nearest(&kLeakFormat, static_cast<double>(words.leak_fx)));
    }
    words.threshold_fx = state();
    words.reset_fx = state();
    words.initial_fx = state();
    words.initial_hold = static_cast<uint32_t>(bits() % 4);
    words.compare_above = bits() & 1;
    words.reset_by_subtract = bits() & 1;
    return words;
}

// Throws if a circuit of several clocks takes other than the table says: waveforms and figures
// would be wrong, the steps themselves not.
void check_clocks()
{
    if (kClocksPerStep == 1) {
        return;
    }
    lif_dut dut;
    RandomBits bits;
    CheckedBlock block;
    static const int32_t drive_fx[kCheckSteps] = {};
    static const uint32_t hold[kCheckSteps] = {};
    block.run(dut, random_words(bits), drive_fx, hold, 0, &lif_dut::run_public);
    if (dut.counts.clocks != kCheckSteps * kClocksPerStep) {
        throw std::runtime_error("takes " + std::to_string(dut.counts.clocks) + " clocks for " +
                                 std::to_string(kCheckSteps) + " steps, and its table says " +
                                 std::to_string(kClocksPerStep) + " a step");
    }
}

// Tells whether root_eval is what the public eval() is. Two instances of their own get the same
// random words, drives and holds; every result and the whole saved state must be equal. A circuit
// that fails here, as in its handshake, is left to the public path, which says what is wrong with
// it.
bool root_equals_public()
{
    try {
        lif_dut by_public, by_root;
        RandomBits bits;
        // Each run begins at power-up, where registers and the inputs that only a waveform shows
        // have any value: the same ones in both.
        by_root.power_state = by_public.power_state;
        for (int i = 0; i < kCheckBlocks; i++) {
            const lif_words words = random_words(bits);
            const uint64_t seed = bits();
            int32_t drive_fx[kCheckSteps];
            uint32_t hold[kCheckSteps];
            for (size_t k = 0; k < kCheckSteps; k++) {
                drive_fx[k] = from_port(to_port(static_cast<int64_t>(bits())));
                hold[k] = static_cast<uint32_t>(bits() % 4);
            }
            CheckedBlock expected, observed;
            expected.run(by_public, words, drive_fx, hold, seed, &lif_dut::run_public);
            observed.run(by_root, words, drive_fx, hold, seed, &lif_dut::run_root);
            if (!(expected == observed)) {
                return false;
            }
        }
        return true;
    } catch (const std::exception &) {
        return false;
    }
}

} // namespace

#endif
