// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// An engine takes the steps behind the registers of the peripheral: the integer model, or the
// circuit.
#ifndef LIF_ENGINE_HPP
#define LIF_ENGINE_HPP

#include "lif_neuron.hpp"

#include <systemc>

namespace lif
{

// The words are sound whenever a step is taken.
class Engine
{
  public:
    virtual ~Engine() = default;
    // Puts the engine into reset with these words; returns the membrane there.
    virtual Result reset(const lif_words &words, sc_core::sc_time &delay) = 0;
    // Takes it out of reset: INITIAL and INITIAL_HOLD do not act any more.
    virtual void start() = 0;
    // Gives it other words for the steps from now on.
    virtual void change(const lif_words &words) = 0;
    virtual Result step(int32_t drive_fx, uint32_t hold, sc_core::sc_time &delay) = 0;
};

class ModelEngine : public Engine
{
  public:
    ModelEngine(const lif_format &format, sc_core::sc_time step_time);
    Result reset(const lif_words &words, sc_core::sc_time &delay) override;
    void start() override {}
    void change(const lif_words &words) override { model.words = words; }
    Result step(int32_t drive_fx, uint32_t hold, sc_core::sc_time &delay) override;
    // Adds to the membrane behind the back of whoever compares, to see the comparison fail.
    void corrupt(int32_t by) { model.state_fx = wrap(model.state_fx + by); }

  private:
    lif_format format;
    sc_core::sc_time step_time;
    lif_integer model{};
    int64_t wrap(int64_t word) const;
};

class RtlEngine : public sc_core::sc_module, public Engine
{
  public:
    sc_core::sc_in<bool> clk;
    explicit RtlEngine(sc_core::sc_module_name name);
    Result reset(const lif_words &words, sc_core::sc_time &delay) override;
    void start() override { rst_n = true; }
    void change(const lif_words &words) override { neuron.configure(words); }
    Result step(int32_t drive_fx, uint32_t hold, sc_core::sc_time &delay) override;

  private:
    sc_core::sc_signal<bool> rst_n, valid;
    sc_core::sc_signal<int32_t> drive;
    sc_core::sc_signal<uint32_t> hold_of_step;
    Neuron neuron;
    void synchronise(sc_core::sc_time &delay);
    void clock(bool (*until)(const Neuron &));
};

} // namespace lif

#endif
