// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A neuron that Yosys turned into C++ (write_cxxrtl) behind the table of lif_dut.h. The including
 * file, written by make, includes the model before this one and instantiates one circuit. */
#ifndef EXPLORER_CIRCUIT_HPP
#define EXPLORER_CIRCUIT_HPP

#include "circuit/lif_conduct.h"
#include "circuit/lif_dut.h"

#include <new>

template <class Neuron> struct explorer_dut {
    enum { PATIENCE = 1 << 16 }; /* clocks without an answer until the handshake counts as dead */

    lif_format format;
    unsigned hold_width;
    bool one_clock; /* a step takes one */
    const char *message = "";
    Neuron neuron;
    uint64_t seed = 0, steps = 0; /* of the idle clocks; since configure */
    lif_dut_breach in_reset = {}; /* of the last reset, until a block takes it */
    int64_t initial_fx = 0;       /* that the neuron was reset with, before others came */
    uint32_t initial_hold = 0;

    void clock_once()
    {
        neuron.p_clk__i.template set<bool>(true);
        neuron.step();
        neuron.p_clk__i.template set<bool>(false);
        neuron.step();
    }

    /* Narrower words are sign-extended from what the port holds. */
    int32_t state(uint32_t bits) const
    {
        const unsigned above = 32 - format.state_width;
        return static_cast<int32_t>(bits << above) >> above;
    }

    static uint32_t bits(int64_t word) { return static_cast<uint32_t>(word); }

    /* Clocks until `port` is high; false where it stays low. */
    template <class Port> bool wait_for(const Port &port)
    {
        for (int clocks = 0; !port.template get<bool>(); clocks++) {
            if (clocks == PATIENCE) {
                return false;
            }
            clock_once();
        }
        return true;
    }

    uint32_t mask() const { return 0xffffffffu >> (32 - format.state_width); }
    uint32_t hold_mask() const { return 0xffffffffu >> (32 - hold_width); }

    int put_words(const lif_words *words)
    {
        uint64_t code;
        if (!lif_leak_encode(&format, words->leak_fx, &code)) {
            return fail("has no code for this leak word");
        }
        neuron.p_leak__i.template set<uint32_t>(static_cast<uint32_t>(code));
        neuron.p_threshold__i.template set<uint32_t>(bits(words->threshold_fx) & mask());
        neuron.p_reset__i.template set<uint32_t>(bits(words->reset_fx) & mask());
        neuron.p_initial__i.template set<uint32_t>(bits(words->initial_fx) & mask());
        neuron.p_initial__hold__i.template set<uint32_t>(words->initial_hold & hold_mask());
        neuron.p_compare__above__i.template set<bool>(words->compare_above);
        neuron.p_reset__subtract__i.template set<bool>(words->reset_by_subtract);
        return 0;
    }

    int reset(const lif_words *words)
    {
        if (put_words(words) != 0) {
            return -1;
        }
        neuron.p_valid__i.template set<bool>(false);
        neuron.p_rst__ni.template set<bool>(false);
        neuron.p_clk__i.template set<bool>(false);
        neuron.step();
        clock_once();
        neuron.p_rst__ni.template set<bool>(true);
        return wait_for(neuron.p_ready__o) ? 0 : fail("ready_o stays low after the reset");
    }

    /* As lif_dut.h says, and verilator/dut.cpp does it. */
    int configure(const lif_words *words, uint64_t of_seed)
    {
        const lif_words other = lif_stir_words(&format, words);
        if (of_seed != 0) {
            neuron.reset(); /* what ran before must not matter, whatever its own reset does */
        }
        if (reset(&other) != 0 || take_step(bits(lif_stir_drive(&format, words)),
                                            lif_stir_hold(words, hold_width), 0, nullptr) != 0) {
            return -1;
        }
        if (reset(words) != 0) {
            return -1;
        }
        seed = of_seed;
        steps = 0;
        in_reset = {};
        const outputs now = look();
        note(&in_reset, "valid_o after the reset", 0, 0, now.valid);
        note(&in_reset, "spike_o after the reset", 0, 0, now.spike);
        note(&in_reset, "membrane after the reset", 0, words->initial_fx, now.after);
        note(&in_reset, "membrane before reset after the reset", 0, words->initial_fx, now.before);
        initial_fx = state(neuron.p_initial__i.template get<uint32_t>());
        initial_hold = neuron.p_initial__hold__i.template get<uint32_t>();
        neuron.p_initial__i.template set<uint32_t>(~bits(initial_fx) & mask());
        neuron.p_initial__hold__i.template set<uint32_t>(~initial_hold & hold_mask());
        return 0;
    }

    int fail(const char *why)
    {
        message = why;
        return -1;
    }

    /* Reads the words that the neuron has at its ports, and had in its reset. */
    void read_words(lif_words *words)
    {
        words->leak_fx = lif_leak_decode(&format, neuron.p_leak__i.template get<uint32_t>());
        words->threshold_fx = state(neuron.p_threshold__i.template get<uint32_t>());
        words->reset_fx = state(neuron.p_reset__i.template get<uint32_t>());
        words->initial_fx = initial_fx;
        words->initial_hold = initial_hold;
        words->compare_above = neuron.p_compare__above__i.template get<bool>();
        words->reset_by_subtract = neuron.p_reset__subtract__i.template get<bool>();
    }

    /* ---- outputs, and what they must be where there is no result ---- */

    struct outputs {
        int32_t before, after;
        bool spike, valid;
    };

    outputs look()
    {
        return {state(neuron.p_membrane__before__o.template get<uint32_t>()),
                state(neuron.p_membrane__o.template get<uint32_t>()),
                neuron.p_spike__o.template get<bool>(), neuron.p_valid__o.template get<bool>()};
    }

    static void note(lif_dut_breach *breach, const char *quantity, uint64_t step, int64_t expected,
                     int64_t observed)
    {
        if (expected != observed && breach != nullptr && breach->count++ == 0) {
            *breach = {1, quantity, step, expected, observed};
        }
    }

    void idle(const lif_dut_block *block, size_t i, unsigned clocks)
    {
        const outputs still = look();
        const uint32_t hold = block->hold != nullptr ? block->hold[i] : block->hold_constant;
        neuron.p_valid__i.template set<bool>(false);
        for (unsigned k = 0; k < clocks; k++) {
            neuron.p_drive__i.template set<uint32_t>(lif_idle_word(bits(block->drive_fx[i]), k) &
                                                     mask());
            neuron.p_hold__i.template set<uint32_t>(lif_idle_word(hold, k) & hold_mask());
            clock_once();
            const outputs now = look();
            note(block->breach, "valid_o in an idle clock", steps, 0, now.valid);
            note(block->breach, "spike_o in an idle clock", steps, still.spike, now.spike);
            note(block->breach, "membrane in an idle clock", steps, still.after, now.after);
            note(block->breach, "membrane before reset in an idle clock", steps, still.before,
                 now.before);
        }
    }

    /* ---- steps ---- */

    int take_step(uint32_t drive, uint32_t hold, uint64_t number, lif_dut_breach *breach)
    {
        const outputs still = look();
        neuron.p_drive__i.template set<uint32_t>(drive & mask());
        neuron.p_hold__i.template set<uint32_t>(hold & hold_mask());
        neuron.p_valid__i.template set<bool>(true);
        if (!wait_for(neuron.p_ready__o)) {
            return fail("ready_o stays low: the circuit takes no step");
        }
        clock_once();
        for (int clocks = 0; !neuron.p_valid__o.template get<bool>(); clocks++) {
            if (clocks == PATIENCE) {
                return fail("valid_o stays low after a step was accepted");
            }
            neuron.p_valid__i.template set<bool>(false); /* the step was taken */
            if (!one_clock) {
                const outputs now = look();
                note(breach, "spike_o between results", number, still.spike, now.spike);
                note(breach, "membrane between results", number, still.after, now.after);
                note(breach, "membrane before reset between results", number, still.before,
                     now.before);
            }
            clock_once();
        }
        neuron.p_valid__i.template set<bool>(false);
        return 0;
    }

    int run(const lif_dut_block *block)
    {
        unsigned clocks;
        uint64_t place = lif_idle_next(seed, steps, &clocks);
        if (in_reset.count > 0 && block->breach != nullptr) {
            *block->breach = in_reset;
            in_reset = {};
        }
        for (size_t i = 0; i < block->n; i++) {
            if (place == steps) {
                idle(block, i, clocks);
                place = lif_idle_next(seed, steps + 1, &clocks);
            }
            if (take_step(bits(block->drive_fx[i]),
                          block->hold != nullptr ? block->hold[i] : block->hold_constant, steps,
                          block->breach) != 0) {
                return -1;
            }
            const outputs now = look();
            block->before_fx[i] = now.before;
            block->after_fx[i] = now.after;
            block->spike[i] = now.spike;
            steps++;
        }
        return 0;
    }

    /* ---- the functions of the table ---- */

    static explorer_dut *of(lif_dut *dut) { return reinterpret_cast<explorer_dut *>(dut); }

    static lif_dut *table_open(const lif_dut_ops *ops, char *error, size_t error_bytes)
    {
        explorer_dut *dut = new (std::nothrow) explorer_dut();
        if (dut == nullptr) {
            if (error_bytes > 0) {
                error[0] = '\0';
            }
            return nullptr;
        }
        dut->format = ops->format;
        dut->hold_width = ops->hold_width;
        dut->one_clock = ops->clocks_per_step == 1;
        return reinterpret_cast<lif_dut *>(dut);
    }
    static void table_close(lif_dut *dut) { delete of(dut); }
    static const char *table_message(const lif_dut *dut)
    {
        return reinterpret_cast<const explorer_dut *>(dut)->message;
    }
    static int table_elaborated(lif_dut *dut, lif_format *format, unsigned *hold_width)
    {
        *format = of(dut)->format;
        *hold_width = of(dut)->hold_width;
        return 0;
    }
    static int table_configure(lif_dut *dut, const lif_words *words, uint64_t seed)
    {
        return of(dut)->configure(words, seed);
    }
    static int table_read_words(lif_dut *dut, lif_words *words)
    {
        of(dut)->read_words(words);
        return 0;
    }
    static int table_set_words(lif_dut *dut, const lif_words *words)
    {
        return of(dut)->put_words(words);
    }
    static int table_run(lif_dut *dut, const lif_dut_block *block) { return of(dut)->run(block); }

    static constexpr lif_dut_ops table(const char *name, const char *about, lif_format format,
                                       unsigned hold_width, unsigned clocks_per_step)
    {
        lif_dut_ops ops{};
        ops.abi = LIF_DUT_ABI;
        ops.ops_bytes = sizeof ops;
        ops.name = name;
        ops.about = about;
        ops.format = format;
        ops.hold_width = hold_width;
        ops.clocks_per_step = clocks_per_step;
        ops.capabilities = LIF_DUT_SHOWS_MEMBRANE | LIF_DUT_SHOWS_BEFORE | LIF_DUT_READS_WORDS |
                           LIF_DUT_INTEGER_MODEL | LIF_DUT_IDLES | LIF_DUT_CHANGES_WORDS;
        ops.open = table_open;
        ops.close = table_close;
        ops.message = table_message;
        ops.elaborated = table_elaborated;
        ops.configure = table_configure;
        ops.read_words = table_read_words;
        ops.set_words = table_set_words;
        ops.run = table_run;
        return ops;
    }
};

#endif
