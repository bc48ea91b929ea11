// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "foreign/timing.h"

unsigned cosim_wrapper_phase(const cosim_manifest *m, uint64_t latency)
{
    return m->step == COSIM_STEP_EVERY_CLOCK && latency > 1 ? 1 : (unsigned)latency;
}

unsigned cosim_wrapper_late(const cosim_manifest *m, uint64_t latency)
{
    return m->step == COSIM_STEP_EVERY_CLOCK && latency > 1 ? (unsigned)latency - 1 : 0;
}

unsigned cosim_wrapper_last_phase(const cosim_manifest *m, bool calibrating)
{
    const unsigned spike = cosim_wrapper_phase(m, m->spike_latency);
    const unsigned membrane =
        m->membrane.node != NULL ? cosim_wrapper_phase(m, m->membrane_latency) : 0;
    if (calibrating && m->result.node == NULL && m->step != COSIM_STEP_COMBINATIONAL) {
        return m->step == COSIM_STEP_EVERY_CLOCK ? 1 : COSIM_LATENCY_MOST;
    }
    return spike > membrane ? spike : membrane;
}

unsigned cosim_wrapper_clocks(const cosim_manifest *m, bool calibrating)
{
    return cosim_wrapper_last_phase(m, calibrating) + 2 +
           (m->result.node != NULL ? (unsigned)m->result_clocks : 0);
}

unsigned cosim_wrapper_hold_width(const cosim_manifest *m)
{
    const cosim_pin *pin = &m->refractory;
    const unsigned port = pin->node == NULL                  ? 16
                          : pin->is_signed && pin->width > 1 ? pin->width - 1
                                                             : pin->width;
    const unsigned bits = m->refractory_extra > 0 && port > 1 ? port - 1 : port;
    return bits < 16 ? bits : 16;
}
