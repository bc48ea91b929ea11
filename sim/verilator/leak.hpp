// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// Puts the leak word on the port of a Verilated circuit, in the coding that the circuit has.
#ifndef LIF_VERILATED_LEAK_HPP
#define LIF_VERILATED_LEAK_HPP

#include <cstdint>
#include <stdexcept>

extern "C" {
#include "lif_leak.h"
}

#ifndef LIF_LEAK_CODING
#define LIF_LEAK_CODING LIF_CODING_ANY
#define LIF_LEAK_DIGITS 0
#endif

namespace
{

constexpr lif_format kLeakFormat = {LIF_STATE_WIDTH, LIF_STATE_FRACTION, LIF_LEAK_FRACTION,
                                    LIF_HALF_UP,     LIF_LEAK_CODING,    LIF_LEAK_DIGITS};

inline uint64_t leak_to_port(int64_t word)
{
    if (LIF_LEAK_CODING == LIF_CODING_ANY) {
        return static_cast<uint64_t>(word);
    }
    uint64_t code;
    if (!lif_leak_encode(&kLeakFormat, word, &code)) {
        throw std::runtime_error("the circuit does not have the leak word " + std::to_string(word));
    }
    return code;
}

inline int64_t leak_from_port(uint64_t code)
{
    return LIF_LEAK_CODING == LIF_CODING_ANY ? static_cast<int64_t>(code)
                                             : lif_leak_decode(&kLeakFormat, code);
}

} // namespace

#endif
