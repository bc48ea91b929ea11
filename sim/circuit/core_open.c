// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "circuit/core_open.h"

#include "base/inputs.h"
#include "circuit/dut.h"

#include <dlfcn.h>

/* The sanitiser names what is lost only while the library is still mapped (circuit/dut.c). */
#ifdef __SANITIZE_ADDRESS__
#define STAYS RTLD_NODELETE
#else
#define STAYS 0
#endif

/* Names what a table lacks, or gives NULL. */
static const char *lack(const struct lif_core_dut_ops *ops)
{
    if (ops->name == NULL || ops->about == NULL) {
        return "a name";
    }
    if (ops->open == NULL || ops->close == NULL || ops->message == NULL ||
        ops->elaborated == NULL || ops->configure == NULL || ops->tick == NULL) {
        return "a function that every core has";
    }
    return (ops->capabilities & LIF_CORE_READS_BACK) != 0 && ops->read_back == NULL
               ? "read_back, which its capabilities promise"
               : NULL;
}

static int check(const char *path, const struct lif_core_dut_ops *ops, cosim_diag *diag)
{
    if (ops == NULL) {
        return cosim_diag_set(diag, NULL,
                              "%s: exports no lif_core_dut_ops; build it from "
                              "sim/circuit/lif_core_dut.h",
                              path);
    }
    if (ops->abi != LIF_CORE_DUT_ABI || ops->ops_bytes != sizeof *ops) {
        return cosim_diag_set(diag, NULL,
                              "%s: was built for version %u of sim/circuit/lif_core_dut.h with a "
                              "table of %u bytes, and this program has version %u and %zu bytes; "
                              "build it again",
                              path, ops->abi, ops->ops_bytes, LIF_CORE_DUT_ABI, sizeof *ops);
    }
    const char *lacks = lack(ops);
    if (lacks != NULL) {
        return cosim_diag_set(diag, NULL, "%s: its table lacks %s; fill it in and build it again",
                              path, lacks);
    }
    return 0;
}

int cosim_core_dut_open(cosim_core_dut *dut, const char *path, cosim_diag *diag)
{
    *dut = (cosim_core_dut){.instance = NULL};
    cosim_inputs_note_path(path);
    dut->library = dlopen(path, RTLD_NOW | RTLD_LOCAL | STAYS);
    if (dut->library == NULL) {
        return cosim_diag_set(diag, NULL, "%s: cannot be opened (%s); build it again", path,
                              cosim_dut_unopened(path));
    }
    const struct lif_core_dut_ops *ops = dlsym(dut->library, "lif_core_dut_ops");
    if (check(path, ops, diag) != 0) {
        dlclose(dut->library);
        dut->library = NULL;
        return -1;
    }
    dut->ops = *ops;
    return 0;
}

int cosim_core_dut_start(cosim_core_dut *dut, cosim_diag *diag)
{
    char message[300] = "";
    dut->instance = dut->ops.open(&dut->ops, message, sizeof message);
    return dut->instance != NULL ? 0 : cosim_diag_set(diag, NULL, "%s: %s", dut->ops.name, message);
}

void cosim_core_dut_close(cosim_core_dut *dut)
{
    if (dut->instance != NULL) {
        dut->ops.close(dut->instance);
    }
    if (dut->library != NULL) {
        dlclose(dut->library);
    }
    *dut = (cosim_core_dut){.instance = NULL};
}
