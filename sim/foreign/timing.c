// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "foreign/timing.h"

unsigned cosim_wrapper_last_phase(const cosim_manifest *m)
{
    return m->result.node != NULL || m->step == COSIM_STEP_COMBINATIONAL ? 0
           : m->step == COSIM_STEP_EVERY_CLOCK                           ? 1
                                                                         : COSIM_LATENCY_MOST;
}

unsigned cosim_wrapper_clocks(const cosim_manifest *m)
{
    return cosim_wrapper_last_phase(m) + 2 +
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
