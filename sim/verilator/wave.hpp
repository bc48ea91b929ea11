// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// A waveform of the Verilated circuit holds some groups of signals, has a time scale, and shows
// words in mV.
#ifndef LIF_VERILATED_WAVE_HPP
#define LIF_VERILATED_WAVE_HPP

#include "circuit/lif_dut.h"

#include "verilated_fst_c.h"
#include <cstdint>
#include <deque>
#include <stdexcept>
#include <string>

#ifndef LIF_WAVE_GROUPS // that the circuit's wrapper has
#define LIF_WAVE_GROUPS LIF_DUT_WAVE_GROUPS
#endif

namespace
{

// The judge has these values of a step, which are shown together with the circuit's membrane of
// that step.
struct Judged {
    double reference_mv, bound_uv;
    uint8_t reference_spike, ambiguous, failed;
};

// Holds a waveform while it is written.
struct Wave {
    VerilatedFstC file;
    lif_dut_wave given;
    double ticks_a_step; // biological time
    bool falling_edges;  // only where the clock is shown
    bool overlay;        // is shown, which changes in each quarter of a clock
    bool on = true;
    bool begun = false;        // a step of the window has been offered
    bool waits = false;        // the step that was offered has no result yet
    std::deque<Judged> judged; // of steps whose membrane is not at the port yet
    uint64_t last = 0;

    Wave(Vlif_sim &top, const lif_dut_wave &wave);
    double potential_mv(int64_t word) const
    {
        return 1e3 * (given.rest_v + static_cast<double>(word) * given.lsb_v);
    }
    double drive_mv(int32_t word) const
    {
        return 1e3 * (given.drive_zero_v + static_cast<double>(word) * given.drive_lsb_v);
    }
    bool shows(int quarter) const // of a clock, the third with the falling edge
    {
        return begun && (quarter == 0 || overlay || (quarter == 2 && falling_edges));
    }
    void dump(uint64_t time)
    {
        // the writer refuses to go back, and biological time may round to the same tick
        if (on) {
            last = time > last || last == 0 ? time : last + 1;
            file.dump(last);
        }
    }
};

// The resolution of the file is a power of ten that divides a step into at least 10^5 ticks.
Wave::Wave(Vlif_sim &top, const lif_dut_wave &wave) : given(wave)
{
    static const char *const units[] = {"s", "ms", "us", "ns", "ps", "fs"};
    const int power = lif_dut_wave_power(&wave);
    const int unit = (-power + 2) / 3;
    std::string text = "1" + std::string(static_cast<size_t>(3 * unit + power), '0') + units[unit];
    const std::string groups = wave.groups ? wave.groups : LIF_WAVE_GROUPS;
    const std::string known = "," LIF_DUT_WAVE_GROUPS ",", here = "," LIF_WAVE_GROUPS ",";
    std::string group;
    bool any = false;

    ticks_a_step = lif_dut_wave_ticks(&wave);
    falling_edges = overlay = false;
    top.trace(&file, 99);
    file.set_time_unit(text);
    file.set_time_resolution(text);
    for (size_t at = 0; at <= groups.size(); at++) {
        if (at < groups.size() && groups[at] != ',') {
            group += groups[at];
            continue;
        }
        // a filter that matches no scope at all would let Verilator write to no signal, and crash
        if (known.find("," + group + ",") == std::string::npos) {
            throw std::runtime_error("`" + group + "` is not a group of signals in a waveform");
        }
        any = any || here.find("," + group + ",") != std::string::npos;
        falling_edges = falling_edges || group == "clock" || group == "neuron";
        overlay = overlay || group == "reference";
        // The model has no name: its scopes begin with a separator (Verilator 5.006), or do not
        // (5.032). A filter that matches nothing beside one that matches does no harm.
        const std::string scope = "lif_sim." + (group == "neuron" ? "u_neuron" : group);
        file.dumpvars(99, "." + scope);
        file.dumpvars(99, scope);
        group.clear();
    }
    if (!any) {
        throw std::runtime_error("this circuit shows none of `" + groups + "` in a waveform");
    }
    file.open(wave.path);
    if (!file.isOpen()) {
        throw std::runtime_error(std::string(wave.path) + ": the waveform cannot be written");
    }
}

} // namespace

#endif
