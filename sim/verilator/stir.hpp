// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// Steps with other words go before the reset of a run: included by verilator/dut.cpp, below struct
// lif_dut.
#ifndef LIF_VERILATED_STIR_HPP
#define LIF_VERILATED_STIR_HPP

#include <cstdint>

// Takes a step that nobody asks about. Returns whether it spikes.
bool lif_dut::take_step(int64_t drive, uint32_t hold)
{
    step(*top->rootp, to_port(drive), hold, OfStep(), [this] { clock(); });
    top->rootp->valid_i = 0;
    return top->rootp->spike_o != 0;
}

// Takes a step with other words that spikes: then nothing is at its reset value by chance, and the
// reset that counts has something to do.
void lif_dut::stir(const lif_words &words)
{
    put_words(lif_stir_words(&kFormat, &words));
    reset();
    take_step(lif_stir_drive(&kFormat, &words), lif_stir_hold(&words, LIF_HOLD_WIDTH));
}

#endif
