// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The tests of Verilated cores open those of rtl/cores.txt by name: build/core/NAME.so, or a file
 * of that name in $LIFCOSIM_CORE_DIR. */
#ifndef CORE_CIRCUIT_H
#define CORE_CIRCUIT_H

#include "circuit/lif_core_dut.h"
#include "neuron_fixture.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct core_circuit {
    void *object;
    const struct lif_core_dut_ops *ops;
    lif_core_dut *dut;
} core_circuit;

static inline void core_circuit_close(core_circuit *c)
{
    c->ops->close(c->dut);
    dlclose(c->object);
}

/* Opens a core, whose elaborated parameters must be those of its table. */
static inline core_circuit core_circuit_open(const char *name)
{
    const char *folder = getenv("LIFCOSIM_CORE_DIR");
    char path[300], error[300] = "";
    lif_core_format format;
    unsigned neurons;
    core_circuit c = {0};
    snprintf(path, sizeof path, "%s/%s.so", folder != NULL ? folder : "build/core", name);
    c.object = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (c.object == NULL) {
        fail_msg("%s (make cores)", dlerror());
    }
    c.ops = dlsym(c.object, "lif_core_dut_ops");
    assert_non_null(c.ops);
    assert_int_equal(c.ops->abi, LIF_CORE_DUT_ABI);
    assert_int_equal(c.ops->ops_bytes, sizeof *c.ops);
    c.dut = c.ops->open(c.ops, error, sizeof error);
    if (c.dut == NULL) {
        fail_msg("%s: %s", name, error);
    }
    assert_int_equal(c.ops->elaborated(c.dut, &format, &neurons), 0);
    assert_memory_equal(&format, &c.ops->format, sizeof format);
    assert_int_equal(neurons, c.ops->neurons);
    return c;
}

#endif
