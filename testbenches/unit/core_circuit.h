// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The tests of Verilated cores open those of rtl/cores.txt by name: build/core/NAME.so, or
 * $LIFCOSIM_CORE_DIR/NAME.so. */
#ifndef CORE_CIRCUIT_H
#define CORE_CIRCUIT_H

#include "neuron_fixture.h"
#include "circuit/core_open.h"

#include <stdio.h>
#include <stdlib.h>

/* Opens a core, whose elaborated parameters must be those of its table. */
static inline void core_circuit_open(cosim_core_dut *dut, const char *name)
{
    const char *folder = getenv("LIFCOSIM_CORE_DIR");
    char path[300];
    cosim_diag diag;
    lif_core_format format;
    unsigned neurons;
    snprintf(path, sizeof path, "%s/%s.so", folder != NULL ? folder : "build/core", name);
    if (cosim_core_dut_open(dut, path, &diag) != 0 || cosim_core_dut_start(dut, &diag) != 0) {
        fail_msg("%s", diag.message);
    }
    assert_int_equal(dut->ops.elaborated(dut->instance, &format, &neurons), 0);
    assert_memory_equal(&format, &dut->ops.format, sizeof format);
    assert_int_equal(neurons, dut->ops.neurons);
}

#endif
