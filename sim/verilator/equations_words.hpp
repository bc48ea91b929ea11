// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// The words of a circuit that is declared by equations, at the ports of its wrapper. What
// `lifcosim build` wrote into circuit.h lists them, each list a macro over its members X:
//
//   EQ_INPUTS(X)   X(number, port, bits, signed)
//   EQ_TOLD(X)     X(number, port, port that reads it back, bits, signed)
//   EQ_OUTPUTS(X)  X(number, port, bits, signed, clocks, shows the spike, name)
//   EQ_STATES(X)   X(number, port in, port out, bits, signed, word after reset): combinational ones
//   EQ_SETUP(X)    X(number, port, bits): ports that are given values before step 0
//
// EQ_FIXED has a line for each phase: of each input, whether the phase fixes it, and its value.
// EQ_WORDS has the lowest and the largest word of each told param, and whether setup loads it, as
// no port tells it. EQ_ROWS has the rows of setup: of each port, the told param or -1 with its
// bits, and a number.
#ifndef LIF_VERILATED_EQUATIONS_WORDS_HPP
#define LIF_VERILATED_EQUATIONS_WORDS_HPP

#include "circuit/lif_conduct.h"

#include <cstddef>
#include <cstdint>

namespace
{

constexpr size_t kInputs = EQ_INPUT_COUNT, kTold = EQ_TOLD_COUNT, kOutputs = EQ_OUTPUT_COUNT;
constexpr size_t kStates = EQ_STATE_COUNT, kPhases = EQ_PHASES;

struct Fixed {
    bool fixed;
    int64_t value;
};
constexpr Fixed kFixed[kPhases][kInputs + 1] = EQ_FIXED;

constexpr uint64_t mask_of(unsigned bits) { return UINT64_MAX >> (64 - bits); }

// Writes the bits of a word to a port, and reads a port as a word of its type.
template <unsigned Bits, typename Port> inline void put_word(Port &port, int64_t word)
{
    port = static_cast<Port>(static_cast<uint64_t>(word) & mask_of(Bits));
}
template <unsigned Bits, bool Signed, typename Port> inline int64_t word_of(Port port)
{
    const uint64_t bits = static_cast<uint64_t>(port);
    return Signed ? static_cast<int64_t>(bits << (64 - Bits)) >> (64 - Bits)
                  : static_cast<int64_t>(bits);
}

// Puts the inputs of a step in one of its phases.
inline void put_inputs(Root &root, const int64_t *row, size_t phase)
{
#define EQ_PUT(at, port, bits, sign)                                                               \
    put_word<bits>(root.port, kFixed[phase][at].fixed ? kFixed[phase][at].value : row[at]);
    EQ_INPUTS(EQ_PUT)
#undef EQ_PUT
}

inline void put_told(Root &root, const int64_t *told)
{
#define EQ_PUT(at, port, echo, bits, sign) put_word<bits>(root.port, told[at]);
    EQ_TOLD(EQ_PUT)
#undef EQ_PUT
}

inline void read_told(const Root &root, int64_t *told)
{
#define EQ_READ(at, port, echo, bits, sign) told[at] = word_of<bits, sign>(root.echo);
    EQ_TOLD(EQ_READ)
#undef EQ_READ
}

// The word that an input has in idle clock `clock`, where `word` follows: lif_idle_word of 64 bits.
inline int64_t idle_word(int64_t word, unsigned clock)
{
    return clock == 0 ? ~word
                      : word ^ static_cast<int64_t>(clock == 1 ? 0x5555555555555555u
                                                               : 0xaaaaaaaaaaaaaaaau);
}

inline void put_idle(Root &root, const int64_t *row, unsigned clock)
{
#define EQ_PUT(at, port, bits, sign) put_word<bits>(root.port, idle_word(row[at], clock));
    EQ_INPUTS(EQ_PUT)
#undef EQ_PUT
}

// The latest output is read so many clocks after the edge of its step.
constexpr size_t latest()
{
    size_t most = 0;
#define EQ_LATE(at, port, bits, sign, clocks, fire, name)                                          \
    most = clocks > most + 1 ? clocks - 1 : most;
    EQ_OUTPUTS(EQ_LATE)
#undef EQ_LATE
    return most;
}
constexpr size_t kLate = latest();

constexpr size_t late_of(int output)
{
    size_t late = 0;
#define EQ_LATE(at, port, bits, sign, clocks, fire, name)                                          \
    late = at == output && clocks > 0 ? clocks - 1 : late;
    EQ_OUTPUTS(EQ_LATE)
#undef EQ_LATE
    return late;
}

// Takes a word of clock `clock` of a block (a step has kPhases clocks) of `clocks` into its row.
template <size_t Late, bool Fire>
inline void take_word(int64_t *outputs, size_t at, size_t clock, size_t clocks, int64_t word)
{
    if (Late > 0 && (clock < Late || clock - Late >= clocks)) {
        return; /* of another block */
    }
    const size_t of = clock - Late;
    int64_t &cell = outputs[of / kPhases * kOutputs + at];
    cell = Fire && kPhases > 1 && of % kPhases > 0 ? cell | word : word;
}

// Takes the outputs of the clock itself, before its edge, and those that an edge has brought.
inline void take_before(const Root &root, int64_t *outputs, size_t clock, size_t clocks)
{
#define EQ_TAKE(at, port, bits, sign, latency, fire, name)                                         \
    if (latency == 0 && clock < clocks) {                                                          \
        take_word<0, fire>(outputs, at, clock, clocks, word_of<bits, sign>(root.port));            \
    }
    EQ_OUTPUTS(EQ_TAKE)
#undef EQ_TAKE
}
inline void take_after(const Root &root, int64_t *outputs, size_t clock, size_t clocks)
{
#define EQ_TAKE(at, port, bits, sign, latency, fire, name)                                         \
    if (latency > 1 || (latency == 1 && clock < clocks)) {                                         \
        take_word<(latency > 0 ? latency - 1 : 0), fire>(outputs, at, clock, clocks,               \
                                                         word_of<bits, sign>(root.port));          \
    }
    EQ_OUTPUTS(EQ_TAKE)
#undef EQ_TAKE
}

// Reads one output as its port shows it now.
inline int64_t shown(const Root &root, int output)
{
    int64_t word = 0;
#define EQ_READ(at, port, bits, sign, clocks, fire, name)                                          \
    word = at == output ? word_of<bits, sign>(root.port) : word;
    EQ_OUTPUTS(EQ_READ)
#undef EQ_READ
    return word;
}

// Outer states go in before a combinational step, and come out of it.
inline void put_states(Root &root, const int64_t *states)
{
#define EQ_PUT(at, in, out, bits, sign, start) put_word<bits>(root.in, states[at]);
    EQ_STATES(EQ_PUT)
#undef EQ_PUT
}
inline void take_states(const Root &root, int64_t *states)
{
#define EQ_TAKE(at, in, out, bits, sign, start) states[at] = word_of<bits, sign>(root.out);
    EQ_STATES(EQ_TAKE)
#undef EQ_TAKE
}
inline void start_states(const int64_t *told, int64_t *states)
{
    (void)told;
#define EQ_START(at, in, out, bits, sign, start) states[at] = start;
    EQ_STATES(EQ_START)
#undef EQ_START
}

struct Words {
    int64_t low, high;
    bool loaded;
};
constexpr Words kWords[kTold + 1] = EQ_WORDS;

struct SetupWord {
    int told;
    int64_t number;
    unsigned low, bits; // of the told word; 0 bits: all
};
constexpr SetupWord kSetup[EQ_SETUP_ROWS + 1][EQ_SETUP_PORTS + 1] = EQ_ROWS;

inline int64_t setup_word(const SetupWord &w, const int64_t *told)
{
    return w.told < 0    ? w.number
           : w.bits == 0 ? told[w.told]
                         : (told[w.told] >> w.low) & ((INT64_C(1) << w.bits) - 1);
}

// Puts the words of a row of setup; `resting`: those before the first row.
inline void put_setup(Root &root, size_t row, const int64_t *told, bool resting)
{
    (void)row, (void)told, (void)resting;
#define EQ_PUT(at, port, bits)                                                                     \
    put_word<bits>(root.port, resting ? 0 : setup_word(kSetup[row][at], told));
    EQ_SETUP(EQ_PUT)
#undef EQ_PUT
}

// Tells whether told words that setup loads are others than those of the run.
inline bool loaded_differ(const int64_t *row, const int64_t *told)
{
    bool differ = false;
    for (size_t i = 0; i < kTold; i++) {
        differ = differ || (kWords[i].loaded && row[i] != told[i]);
    }
    return differ;
}
constexpr bool any_loaded()
{
    bool any = false;
    for (size_t i = 0; i < kTold; i++) {
        any = any || kWords[i].loaded;
    }
    return any;
}

// Draws words for the steps before a reset, and for checks.
class RandomWords
{
  public:
    explicit RandomWords(uint64_t seed) : state(seed) {}
    uint64_t bits() { return lif_conduct_mix(state++); }
    int64_t of(int64_t low, int64_t high)
    {
        const uint64_t drawn = bits(), kind = drawn >> 60;
        const uint64_t span = static_cast<uint64_t>(high) - static_cast<uint64_t>(low) + 1;
        return kind < 2   ? high
               : kind < 3 ? low
                          : static_cast<int64_t>(static_cast<uint64_t>(low) +
                                                 (span == 0 ? drawn : bits() % span));
    }
    // A row of inputs: `strong`, of the largest words that there are.
    void inputs(int64_t *row, bool strong)
    {
        (void)row, (void)strong;
#define EQ_DRAW(at, port, bits, sign)                                                              \
    row[at] = strong ? high_of(bits, sign)                                                         \
                     : of(sign ? -high_of(bits, sign) - 1 : 0, high_of(bits, sign));
        EQ_INPUTS(EQ_DRAW)
#undef EQ_DRAW
    }
    void told(int64_t *row)
    {
        for (size_t i = 0; i < kTold; i++) {
            row[i] = of(kWords[i].low, kWords[i].high);
        }
    }

  private:
    uint64_t state;

    static constexpr int64_t high_of(unsigned bits, bool sign)
    {
        return static_cast<int64_t>(mask_of(bits) >> (sign ? 1 : 0));
    }
};

} // namespace

#endif
