// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "explorer.h"

#include <string.h>

/* explorer_circuits.inc is one line CIRCUIT(identifier) for each circuit, written by make. */
#define CIRCUIT(identifier) extern const struct lif_dut_ops explorer_circuit_##identifier;
#include "explorer_circuits.inc"
#undef CIRCUIT

static const struct lif_dut_ops *const circuits[] = {
#define CIRCUIT(identifier) &explorer_circuit_##identifier,
#include "explorer_circuits.inc"
#undef CIRCUIT
};

const struct lif_dut_ops *explorer_circuit(const char *name)
{
    for (size_t i = 0; i < sizeof circuits / sizeof *circuits; i++) {
        if (strcmp(circuits[i]->name, name) == 0) {
            return circuits[i];
        }
    }
    return NULL;
}
