// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The cores of the page stand behind the names that the program gives its own: those of
 * rtl/cores.txt, model:NAME, and build/faults/core/NAME.so for one with a seeded fault. */
#include "circuit/core_find.h"
#include "circuit/core_model.h"
#include "circuit/dut.h"
#include "explorer_network.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* explorer_cores.inc is one line CORE(kind, identifier) for each core, written by make. */
#define CORE(kind, identifier) extern const struct lif_core_dut_ops explorer_core_##identifier;
#include "explorer_cores.inc"
#undef CORE

static const struct {
    const struct lif_core_dut_ops *ops;
    const char *kind; /* "core" or "fault" */
} cores[] = {
#define CORE(kind, identifier) {&explorer_core_##identifier, #kind},
#include "explorer_cores.inc"
#undef CORE
};

static const char fault_folder[] = "build/faults/core/";

/* Finds a core by its name; a fault by the name of its file. */
static const struct lif_core_dut_ops *core_of(const char *kind, const char *name, size_t length)
{
    for (size_t i = 0; i < sizeof cores / sizeof *cores; i++) {
        if (strcmp(cores[i].kind, kind) == 0 && strlen(cores[i].ops->name) == length &&
            strncmp(cores[i].ops->name, name, length) == 0) {
            return cores[i].ops;
        }
    }
    return NULL;
}

static const struct lif_core_dut_ops *fault_of(const char *name)
{
    const size_t folder = sizeof fault_folder - 1;
    return strncmp(name, fault_folder, folder) == 0 && strlen(name) > folder + 3
               ? core_of("fault", name + folder, strlen(name) - folder - 3)
               : NULL;
}

static int refuse(const char *name, cosim_diag *diag)
{
    char list[200] = "";
    size_t used = 0;
    for (size_t i = 0; i < sizeof cores / sizeof *cores && used < sizeof list; i++) {
        if (strcmp(cores[i].kind, "core") == 0) {
            used +=
                (size_t)snprintf(list + used, sizeof list - used, "%s%s (%u)", used > 0 ? ", " : "",
                                 cores[i].ops->name, cores[i].ops->neurons);
        }
    }
    cosim_diag_set(diag, NULL,
                   "core %s is not in the page, which has these, with so many neurons: %s; make "
                   "the network smaller, or use `lifcosim run`",
                   name, list);
    return COSIM_DUT_UNUSABLE;
}

/* A model takes the words of one of the shipped cores, whether it is in the page or not. */
static void take_model(const cosim_core_kind *kind, cosim_core_dut *dut)
{
    dut->ops = cosim_core_model_ops;
    dut->ops.name = kind->name;
    dut->ops.format = kind->format;
    dut->ops.neurons = dut->ops.inputs = kind->neurons;
}

int cosim_core_find(const cosim_core_choice *choice, const cosim_core_kind *kind, const char *name,
                    cosim_core_dut *dut, cosim_diag *diag)
{
    char message[300] = "";
    const struct lif_core_dut_ops *ops =
        kind != NULL ? core_of("core", kind->name, strlen(kind->name)) : fault_of(name);
    *dut = (cosim_core_dut){.instance = NULL};
    if (choice->form == COSIM_CORE_MODEL && kind != NULL) {
        take_model(kind, dut);
    } else if (ops != NULL) {
        dut->ops = *ops;
    } else {
        return refuse(kind != NULL ? kind->name : name, diag);
    }
    setenv("LIFCOSIM_EVAL", "public", 1); /* there is one evaluation, and none to compare it with */
    dut->instance = dut->ops.open(&dut->ops, message, sizeof message);
    if (dut->instance == NULL) {
        cosim_diag_set(diag, NULL, "core %s: %s", dut->ops.name, message);
        return COSIM_DUT_UNUSABLE;
    }
    return COSIM_DUT_OK;
}

void cosim_core_dut_close(cosim_core_dut *dut)
{
    if (dut->instance != NULL) {
        dut->ops.close(dut->instance);
    }
    *dut = (cosim_core_dut){.instance = NULL};
}

EXPLORER_EXPORT("explorer_cores") const char *explorer_cores(void);

/* Returns the JSON of every core: [{"name", "core", "about", "kind", "neurons", "receptors"}]; kind
 * is "core" or "fault", and core the name that explorer_network_run takes. */
const char *explorer_cores(void)
{
    cosim_output *output = explorer_memory_open();
    if (output == NULL) {
        return NULL;
    }
    cosim_json json;
    cosim_json_start(&json, cosim_output_file(output), 0);
    cosim_json_list_open(&json, NULL);
    for (size_t i = 0; i < sizeof cores / sizeof *cores; i++) {
        const struct lif_core_dut_ops *ops = cores[i].ops;
        const bool fault = strcmp(cores[i].kind, "fault") == 0;
        char path[120];
        snprintf(path, sizeof path, "%s%s.so", fault_folder, ops->name);
        cosim_json_map_open(&json, NULL);
        cosim_json_key_text(&json, "name", ops->name);
        cosim_json_key_text(&json, "core", fault ? path : ops->name);
        cosim_json_key_text(&json, "about", ops->about);
        cosim_json_key_text(&json, "kind", cores[i].kind);
        cosim_json_key_unsigned(&json, "neurons", ops->neurons);
        cosim_json_key_unsigned(&json, "receptors", ops->format.receptors);
        cosim_json_map_close(&json);
    }
    cosim_json_list_close(&json);
    cosim_json_finish(&json);
    return explorer_memory_close(output);
}
