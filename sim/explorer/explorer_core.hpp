// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A core that Yosys turned into C++ (write_cxxrtl), with the ports that a Verilated one has: so
 * verilator/core.cpp drives both. Included by the unit of the model, which core.sh writes. */
#ifndef EXPLORER_CORE_HPP
#define EXPLORER_CORE_HPP

#include <cstdint>

using CData = uint8_t;
using IData = uint32_t;
#define VL_UNLIKELY(condition) __builtin_expect(!!(condition), 0)

/* A Verilated circuit has a context. This one has no threads, and begins with zeros. */
struct VerilatedContext {
    void threads(unsigned) {}
    void randReset(int) {}
    void randSeed(int) {}
};

template <class Model> struct explorer_core {
    CData clk_i = 0, rst_ni = 0, cfg_valid_i = 0, cfg_write_i = 0, ev_valid_i = 0, tick_valid_i = 0,
          out_ready_i = 0;
    IData cfg_addr_i = 0, cfg_data_i = 0, ev_row_i = 0;
    CData busy_o = 0, cfg_valid_o = 0, cfg_error_o = 0, ev_ready_o = 0, tick_ready_o = 0,
          out_valid_o = 0, seen_valid_o = 0, seen_spike_o = 0, saturated_o = 0;
    IData cfg_data_o = 0, flags_o = 0, out_neuron_o = 0, seen_neuron_o = 0, seen_s0_o = 0,
          seen_s1_o = 0, seen_a_o = 0, seen_before_o = 0, seen_after_o = 0;
    explorer_core *const rootp = this;
    Model model;

    explorer_core(VerilatedContext *, const char *) {}
    void final() {}

    template <class Port, class Value> static void put(Port &port, Value value)
    {
        port.template set<uint32_t>(value);
    }
    template <class Port> static uint32_t get(const Port &port)
    {
        return port.template get<uint32_t>();
    }

    /* The core does nothing at the falling edge, and none of its outputs depends on an input in
     * the same clock (verilator/core_config.hpp): it is enough to remember that the clock fell. */
    void eval()
    {
        if (!clk_i) {
            model.p_clk__i.template set<bool>(false);
            model.prev_p_clk__i = model.p_clk__i;
            return;
        }
        put(model.p_rst__ni, rst_ni);
        put(model.p_cfg__valid__i, cfg_valid_i);
        put(model.p_cfg__write__i, cfg_write_i);
        put(model.p_cfg__addr__i, cfg_addr_i);
        put(model.p_cfg__data__i, cfg_data_i);
        put(model.p_ev__valid__i, ev_valid_i);
        put(model.p_ev__row__i, ev_row_i);
        put(model.p_tick__valid__i, tick_valid_i);
        put(model.p_out__ready__i, out_ready_i);
        model.p_clk__i.template set<bool>(true);
        model.step();
        busy_o = get(model.p_busy__o);
        cfg_valid_o = get(model.p_cfg__valid__o);
        cfg_error_o = get(model.p_cfg__error__o);
        cfg_data_o = get(model.p_cfg__data__o);
        ev_ready_o = get(model.p_ev__ready__o);
        tick_ready_o = get(model.p_tick__ready__o);
        out_valid_o = get(model.p_out__valid__o);
        out_neuron_o = get(model.p_out__neuron__o);
        seen_valid_o = get(model.p_seen__valid__o);
        seen_neuron_o = get(model.p_seen__neuron__o);
        seen_s0_o = get(model.p_seen__s0__o);
        seen_s1_o = get(model.p_seen__s1__o);
        seen_a_o = get(model.p_seen__a__o);
        seen_before_o = get(model.p_seen__before__o);
        seen_after_o = get(model.p_seen__after__o);
        seen_spike_o = get(model.p_seen__spike__o);
        saturated_o = get(model.p_saturated__o);
        flags_o = get(model.p_flags__o);
    }
};

#endif
