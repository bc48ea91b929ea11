// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "explorer.h"

#include "cosim_format.h"

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

EXPLORER_EXPORT("explorer_circuits") const char *explorer_circuits(void);

/* JSON of every circuit: [{"name", "about", "fault": false where the name is that of a format}]. */
const char *explorer_circuits(void)
{
    cosim_output *output = explorer_memory_open();
    lif_format format;
    if (output == NULL) {
        return NULL;
    }
    FILE *out = cosim_output_file(output);
    for (size_t i = 0; i < sizeof circuits / sizeof *circuits; i++) {
        fprintf(out, "%s{\"name\":\"%s\",\"about\":\"%s\",\"fault\":%s,\"state_width\":%u,",
                i == 0 ? "[" : ",", circuits[i]->name, circuits[i]->about,
                cosim_format_parse(circuits[i]->name, &format) ? "false" : "true",
                circuits[i]->format.state_width);
        fprintf(out, "\"state_fraction\":%u,\"leak_fraction\":%u}",
                circuits[i]->format.state_fraction, circuits[i]->format.leak_fraction);
    }
    fputc(']', out);
    return explorer_memory_close(output);
}
