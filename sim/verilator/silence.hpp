// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// A circuit prints what it likes ($display), but not in steps that nobody asked for.
#ifndef LIF_VERILATED_SILENCE_HPP
#define LIF_VERILATED_SILENCE_HPP

// While it lives a circuit prints nothing: it takes steps that nobody asked for.
inline int lif_silences = 0;
struct Silence {
    Silence() { lif_silences++; }
    ~Silence() { lif_silences--; }
    Silence(const Silence &) = delete;
    Silence &operator=(const Silence &) = delete;
};

#endif
