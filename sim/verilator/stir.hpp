// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// Steps with other words go before the reset of a run: included by verilator/dut.cpp, below struct
// lif_dut.
#ifndef LIF_VERILATED_STIR_HPP
#define LIF_VERILATED_STIR_HPP

#include <cstdint>
#include <cstring>

// Takes a step that nobody asks about. Returns whether it spikes.
bool lif_dut::take_step(int64_t drive, uint32_t hold)
{
    step(*top->rootp, to_port(drive), hold, OfStep(), [this] { clock(); });
    top->rootp->valid_i = 0;
    return top->rootp->spike_o != 0;
}

#ifndef LIF_FOREIGN

// Takes a step with other words that spikes: then nothing is at its reset value by chance, and the
// reset that counts has something to do.
void lif_dut::stir(const lif_words &words)
{
    put_words(lif_stir_words(&kFormat, &words));
    reset();
    take_step(lif_stir_drive(&kFormat, &words), lif_stir_hold(&words, LIF_HOLD_WIDTH));
}

void lif_dut::compare_resets(const lif_words &) {}

#else

// Does the same with somebody else's circuit, whose ports may hold no other words: it takes steps
// up to one that spikes. The membrane is at a reset value then, and may well be the initial one.
void lif_dut::stir(const lif_words &words)
{
    const Silence silence;
    lif_words other = words;
#ifndef LIF_CALIBRATING
    other.initial_hold = 0;
#endif
    put_words(other);
    reset();
    for (int i = 0; i < LIF_STIR_MOST; i++) {
        if (take_step(lif_stir_strong(LIF_DECLARED, &other, i), 3 & kHoldMask)) {
            return;
        }
    }
}

// Compares the answers after a reset that follows a spike with those after a reset that finds the
// membrane on its way to the threshold, because of that. Answers that come later than a few steps
// are not looked at before they can be due to these steps.
void lif_dut::compare_resets(const lif_words &words)
{
    constexpr int kSteps = 32, kWeak = 8;
    const Silence silence;
    const lif_declared &declared = *LIF_DECLARED;
    const int held = declared.hold.present ? static_cast<int>(declared.hold.word) : 3;
    lif_words at_once = words;
    at_once.initial_hold = 0;
    const Root &root = *top->rootp;
    struct Answers {
        uint32_t membrane[kSteps], spike[kSteps];
    } answers[2];
    std::memset(answers, 0, sizeof answers);
    for (int past = 0; past < 2; past++) {
        stir(words);
        for (int i = 0; past == 1 && i < held % LIF_STIR_MOST + 3; i++) {
            take_step(lif_stir_declared(&declared, &words, 1), 3 & kHoldMask);
        }
        put_words(at_once);
        reset();
        for (int i = 0; i < kSteps + static_cast<int>(kLate); i++) {
            take_step(lif_stir_declared(&declared, &words, i < kWeak ? 1 : 8), 3 & kHoldMask);
            if (i >= static_cast<int>(kLate)) {
                answers[past].membrane[i - kLate] = root.membrane_o;
                answers[past].spike[i - kLate] = root.spike_o;
            }
        }
    }
    for (int i = 0; i < kSteps; i++) {
        note_breach(&in_reset, "spike after a reset that follows other steps", 0,
                    answers[0].spike[i], answers[1].spike[i]);
        note_breach(&in_reset, "membrane after a reset that follows other steps", 0,
                    from_port(answers[0].membrane[i]), from_port(answers[1].membrane[i]));
    }
}

#endif

#endif
