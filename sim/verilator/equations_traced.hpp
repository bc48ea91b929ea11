// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// Takes the steps of a circuit that is declared by equations while a waveform is written: included
// by verilator/equations.cpp, below struct lif_dut.
#ifndef LIF_VERILATED_EQUATIONS_TRACED_HPP
#define LIF_VERILATED_EQUATIONS_TRACED_HPP

#include <cmath>
#include <cstddef>
#include <cstdint>

namespace
{

// Of all clocks, the one in which step i of a block is offered, or an idle one before it. The low
// half of a clock is written when the next one begins, with which it ends.
class TracedClock
{
  public:
    uint64_t clocks = 0;
    double at = 0.0,
           apart = 1.0; // the next clock's place, and how far the one behind it is [steps]
    TracedClock(lif_dut &of, const lif_dut_block &what) : dut(of), block(what) {}
    void begin_step(size_t step)
    {
        i = step;
        offered = true;
    }
    void begin_idle() { offered = false; }

    void low()
    {
        dut.top->clk_i = 0;
        dut.top->eval();
    }
    void high()
    {
        lif_dut::Traced &last = dut.traced;
        if (last.high) {
            dump(last.rise, last.span, 2);
            dump(last.rise, last.span, 3);
        }
        const lif_dut_view *view = offered ? block.view : nullptr;
        if (view && !dut.wave->begun) {
            begin_view(*dut.top, *dut.wave, membrane_mv());
            show_membrane();
        }
        dut.top->clk_i = 1;
        dut.top->eval();
        if (view) {
            const int32_t drive = block.drive_fx ? block.drive_fx[i] : 0;
            dut.top->drive_word_i = static_cast<uint32_t>(drive);
            show_offer(*dut.top, *view, i, dut.wave->drive_mv(drive));
        }
        const bool counted = dut.wave->given.clocks;
        const double ticks = dut.wave->ticks_a_step; // of a clock, where the file counts clocks
        last.high = true;
        last.rise = static_cast<uint64_t>(
            std::llround(ticks * (counted ? static_cast<double>(dut.counts.clocks) : at)));
        last.span = ticks * (counted ? 1.0 : apart);
        dut.counts.clocks++;
        at += apart;
    }
    void pass() { high(); }
    void answers()
    {
        if (block.view) {
            show_membrane();
            show_result(*dut.top, *dut.wave, *block.view, i, late_of(EQ_MEMBRANE), membrane_mv(),
                        shown(*dut.top->rootp, EQ_SPIKE) != 0);
            dut.top->spike_shown_i = shown(*dut.top->rootp, EQ_SPIKE) != 0;
        }
    }
    void done()
    {
        dump(dut.traced.rise, dut.traced.span, 0);
        dump(dut.traced.rise, dut.traced.span, 1);
    }

  private:
    lif_dut &dut;
    const lif_dut_block &block;
    size_t i = 0;
    bool offered = false;

    int64_t membrane() const
    {
        return EQ_MEMBRANE < 0
                   ? 0
                   : shown(*dut.top->rootp, EQ_MEMBRANE) * (INT64_C(1) << EQ_MEMBRANE_LOW);
    }
    double membrane_mv() const { return dut.wave->potential_mv(membrane()); }
    void show_membrane()
    {
        put_word<EQ_MEMBRANE_BITS>(dut.top->rootp->membrane_word_i, membrane());
    }
    // The overlay changes between circuit and reference twice a clock, for a circuit that is one
    // step behind its reference would look like one curve where it changed once.
    void dump(uint64_t rise, double span, int quarter)
    {
        Vlif_sim &top = *dut.top;
        top.overlay_mv_i = quarter % 2 == 0 ? top.membrane_mv_i : top.reference_mv_i;
        top.eval();
        if (dut.wave->shows(quarter)) {
            dut.wave->dump(rise + static_cast<uint64_t>(span * quarter / 4));
        }
    }
};

} // namespace

// Runs a block with a waveform: a step takes step_s of biological time, or its clocks; the idle
// clocks before it stand within the step before, at its end.
void lif_dut::run_traced(const lif_dut_block &block)
{
    static const int64_t zeros[kInputs + 1] = {};
    Root &root = *top->rootp;
    const double clock = 1.0 / kClocksPerStep; // of a step
    IdlePlace place(counts.seed, counts.steps);
    TracedClock traced_clock(*this, block);
    put_told(root, told);
    for (size_t i = 0; i < block.n; i++) {
        const int64_t *row = block.inputs ? block.inputs + i * kInputs : zeros;
        const double at = static_cast<double>(counts.steps);
        if (kIdles && place.step == counts.steps) {
            traced_clock.apart = clock / (idle_clocks(place) + 1);
            traced_clock.at = at - clock + traced_clock.apart;
            traced_clock.begin_idle();
            idle(root, row, idle_clocks(place), traced_clock);
            place.pass();
        }
        if (block.told) {
            tell_step(root, block.told + i * kTold);
        }
        // the idle clocks before the next step have their places within the last clock of this one
        const bool crowded = kIdles && place.step == counts.steps + 1;
        traced_clock.apart = clock / (crowded && kClocksPerStep == 1 ? idle_clocks(place) + 1 : 1);
        traced_clock.at = at;
        traced_clock.begin_step(i);
        step(root, row, block.outputs, i, block.n, traced_clock);
        counts.steps++;
    }
    if (kLate > 0) {
        auto further = plain_clock(root, [this] { top->eval(); });
        read_ahead(root, block.outputs, block.n, further);
    }
}

#endif
