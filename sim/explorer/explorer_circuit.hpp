// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A neuron that Yosys turned into C++ (write_cxxrtl) behind the table of lif_dut.h. The including
 * file, written by make, includes the model before this one and instantiates one circuit. */
#ifndef EXPLORER_CIRCUIT_HPP
#define EXPLORER_CIRCUIT_HPP

#include "circuit/lif_dut.h"

extern "C" {
#include "lif_leak.h"
}

#include <new>

template <class Neuron> struct explorer_dut {
    enum { PATIENCE = 1 << 16 }; /* clocks without an answer until the handshake counts as dead */

    lif_format format;
    unsigned hold_width;
    const char *message = "";
    Neuron neuron;

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

    int configure(const lif_words *words)
    {
        uint64_t code;
        if (!lif_leak_encode(&format, words->leak_fx, &code)) {
            return fail("has no code for this leak word");
        }
        const uint32_t mask = 0xffffffffu >> (32 - format.state_width);
        const uint32_t hold_mask = 0xffffffffu >> (32 - hold_width);
        neuron.p_leak__i.template set<uint32_t>(static_cast<uint32_t>(code));
        neuron.p_threshold__i.template set<uint32_t>(bits(words->threshold_fx) & mask);
        neuron.p_reset__i.template set<uint32_t>(bits(words->reset_fx) & mask);
        neuron.p_initial__i.template set<uint32_t>(bits(words->initial_fx) & mask);
        neuron.p_initial__hold__i.template set<uint32_t>(words->initial_hold & hold_mask);
        neuron.p_compare__above__i.template set<bool>(words->compare_above);
        neuron.p_reset__subtract__i.template set<bool>(words->reset_by_subtract);
        neuron.p_valid__i.template set<bool>(false);
        neuron.p_rst__ni.template set<bool>(false);
        neuron.p_clk__i.template set<bool>(false);
        neuron.step();
        clock_once();
        neuron.p_rst__ni.template set<bool>(true);
        return wait_for(neuron.p_ready__o) ? 0 : fail("ready_o stays low after the reset");
    }

    int fail(const char *why)
    {
        message = why;
        return -1;
    }

    /* What the neuron has at its ports. */
    void read_words(lif_words *words)
    {
        words->leak_fx = lif_leak_decode(&format, neuron.p_leak__i.template get<uint32_t>());
        words->threshold_fx = state(neuron.p_threshold__i.template get<uint32_t>());
        words->reset_fx = state(neuron.p_reset__i.template get<uint32_t>());
        words->initial_fx = state(neuron.p_initial__i.template get<uint32_t>());
        words->initial_hold = neuron.p_initial__hold__i.template get<uint32_t>();
        words->compare_above = neuron.p_compare__above__i.template get<bool>();
        words->reset_by_subtract = neuron.p_reset__subtract__i.template get<bool>();
    }

    int run(const lif_dut_block *block)
    {
        const uint32_t mask = 0xffffffffu >> (32 - format.state_width);
        for (size_t i = 0; i < block->n; i++) {
            neuron.p_drive__i.template set<uint32_t>(bits(block->drive_fx[i]) & mask);
            neuron.p_hold__i.template set<uint32_t>(block->hold != nullptr ? block->hold[i]
                                                                           : block->hold_constant);
            neuron.p_valid__i.template set<bool>(true);
            if (!wait_for(neuron.p_ready__o)) {
                return fail("ready_o stays low: the circuit takes no step");
            }
            clock_once();
            if (!neuron.p_valid__o.template get<bool>()) {
                neuron.p_valid__i.template set<bool>(false); /* the step was taken */
                if (!wait_for(neuron.p_valid__o)) {
                    return fail("valid_o stays low after a step was accepted");
                }
            }
            block->before_fx[i] = state(neuron.p_membrane__before__o.template get<uint32_t>());
            block->after_fx[i] = state(neuron.p_membrane__o.template get<uint32_t>());
            block->spike[i] = neuron.p_spike__o.template get<bool>();
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
    static int table_configure(lif_dut *dut, const lif_words *words)
    {
        return of(dut)->configure(words);
    }
    static int table_read_words(lif_dut *dut, lif_words *words)
    {
        of(dut)->read_words(words);
        return 0;
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
                           LIF_DUT_INTEGER_MODEL;
        ops.open = table_open;
        ops.close = table_close;
        ops.message = table_message;
        ops.elaborated = table_elaborated;
        ops.configure = table_configure;
        ops.read_words = table_read_words;
        ops.run = table_run;
        return ops;
    }
};

#endif
