// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// This is the shipped shim of a core, unchanged, and a way into its RAM.
//
// The shim means its unnamed namespace to be that of this one unit, which the compiler cannot know.
#pragma GCC diagnostic ignored "-Wsubobject-linkage"
#include "verilator/core.cpp"

#include "lif_core_dut_states.h"

#define EXPORTED extern "C" __attribute__((visibility("default")))

static_assert(LIF_CORE_LANE_BITS == 0 && LIF_CORE_HAS == 1 && LIF_ROUNDING == LIF_HALF_UP,
              "the words of RAM stand here as one lane, one receptor and no residual have them");

#define MEMORY(name) lif_core__DOT__u_neuron__DOT__u_memory__DOT__u_##name##__DOT__memory_q

namespace
{

constexpr uint32_t kSumMask = 0xffffffffu >> (32 - LIF_CORE_ACC_WIDTH);

inline int32_t signed_sum(uint32_t sum)
{
    return static_cast<int32_t>(sum << (32 - LIF_CORE_ACC_WIDTH)) >> (32 - LIF_CORE_ACC_WIDTH);
}

} // namespace

EXPORTED void lif_core_states_put(lif_core_dut *dut, const lif_core_words *word,
                                  const lif_core_state *state, const int64_t *sum)
{
    Root &root = *dut->top->rootp;
    dut->edge(); // the sum of the last group of a walk is written in the clock after it
    dut->edge();
    for (unsigned i = 0; i < kNeurons; i++) {
        const lif_core_words &w = word[i];
        root.MEMORY(leak)[4 * i] = static_cast<uint32_t>(w.synapse_leak_fx[0]);
        root.MEMORY(leak)[4 * i + 2] = static_cast<uint32_t>(w.leak_fx);
        root.MEMORY(leak)[4 * i + 3] = static_cast<uint32_t>(w.adaptation_leak_fx);
        root.MEMORY(word)[4 * i] = to_port(w.threshold_fx);
        root.MEMORY(word)[4 * i + 1] = to_port(w.drive_fx);
        root.MEMORY(word)[4 * i + 2] = to_port(w.reset_fx);
        root.MEMORY(word)[4 * i + 3] = to_port(w.jump_fx);
        root.MEMORY(mode)[i] = mode_of(w);
        root.MEMORY(state)[i] =
            to_port(state[i].synapse_fx[0]) << LIF_STATE_WIDTH | to_port(state[i].membrane_fx);
        root.MEMORY(hold)[i] = state[i].hold << LIF_STATE_WIDTH | to_port(state[i].adaptation_fx);
        root.lif_core__DOT__u_synapse__DOT__u_acc__DOT__memory_q[root.lif_core__DOT__slot_q *
                                                                     kNeurons +
                                                                 i] =
            static_cast<uint32_t>(sum[i]) & kSumMask;
    }
}

EXPORTED void lif_core_states_get(lif_core_dut *dut, lif_core_state *state, int64_t *sum)
{
    Root &root = *dut->top->rootp;
    for (unsigned i = 0; i < kNeurons; i++) {
        state[i].membrane_fx = from_port(root.MEMORY(state)[i] & kStateMask);
        state[i].synapse_fx[0] = from_port(root.MEMORY(state)[i] >> LIF_STATE_WIDTH);
        state[i].adaptation_fx = from_port(root.MEMORY(hold)[i] & kStateMask);
        state[i].hold = root.MEMORY(hold)[i] >> LIF_STATE_WIDTH;
        sum[i] = signed_sum(root.lif_core__DOT__u_synapse__DOT__u_acc__DOT__memory_q
                                [root.lif_core__DOT__slot_q * kNeurons + i]);
    }
}
