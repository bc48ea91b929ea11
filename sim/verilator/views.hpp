// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// A waveform shows beside a circuit what the judge says of its steps: at ports of the wrapper that
// nothing else reads.
#ifndef LIF_VERILATED_VIEWS_HPP
#define LIF_VERILATED_VIEWS_HPP

#include "circuit/lif_dut.h"
#include "verilator/wave.hpp"

#include <cmath>
#include <cstddef>

namespace
{

// Until the first result of a window the reference stands where the circuit does, and nothing has
// failed: nobody has told the values of the steps before.
inline void begin_view(Vlif_sim &top, Wave &wave, double membrane_mv)
{
    wave.begun = true;
    top.membrane_mv_i = top.painted_mv_i = top.reference_mv_i = membrane_mv;
    top.threshold_mv_i = 1e3 * wave.given.threshold_v;
    top.reset_mv_i = 1e3 * wave.given.reset_v;
    top.error_uv_i = top.bound_uv_i = top.usage_percent_i = 0.0;
    top.reference_spike_i = top.ambiguous_i = 0;
    top.exact_ok_i = top.bounded_ok_i = top.explained_i = 1;
}

// Shows the input of step i in every clock in which it is offered or computed.
inline void show_offer(Vlif_sim &top, const lif_dut_view &view, size_t i, double drive_mv)
{
    top.current_na_i = 1e9 * view.current_a[i];
    top.drive_mv_i = drive_mv;
}

// Shows the membrane and the spike that the ports have with the result of step i, and what the
// judge says of the step that the membrane belongs to: one `late` steps before, where the circuit
// answers so much later.
inline void show_result(Vlif_sim &top, Wave &wave, const lif_dut_view &view, size_t i, size_t late,
                        double membrane_mv, bool spike)
{
    wave.judged.push_back({1e3 * view.reference_v[i], 1e6 * view.bound_v[i],
                           view.reference_spike[i], view.ambiguous[i], view.failed[i]});
    if (wave.judged.size() <= late) {
        return;
    }
    const Judged judged = wave.judged.front();
    wave.judged.pop_front();
    const double error_uv = 1e3 * (membrane_mv - judged.reference_mv);
    top.membrane_mv_i = membrane_mv;
    top.painted_mv_i =
        spike && !std::isnan(wave.given.peak_v) ? 1e3 * wave.given.peak_v : membrane_mv;
    top.reference_mv_i = judged.reference_mv;
    top.error_uv_i = error_uv;
    top.bound_uv_i = judged.bound_uv;
    top.usage_percent_i = judged.bound_uv > 0.0 ? 100.0 * error_uv / judged.bound_uv : 0.0;
    top.reference_spike_i = judged.reference_spike;
    top.ambiguous_i = judged.ambiguous;
    top.exact_ok_i = !(judged.failed & LIF_DUT_FAILED_EXACT);
    top.bounded_ok_i = !(judged.failed & LIF_DUT_FAILED_BOUNDED);
    top.explained_i = !(judged.failed & LIF_DUT_UNEXPLAINED_SPIKE);
}

} // namespace

#endif
