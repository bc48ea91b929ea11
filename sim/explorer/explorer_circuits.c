// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "base/json.h"
#include "circuit/format.h"
#include "explorer.h"

#include <string.h>

/* explorer_circuits.inc is one line CIRCUIT(kind, identifier) for each circuit, written by make. */
#define CIRCUIT(kind, identifier) extern const struct lif_dut_ops explorer_circuit_##identifier;
#include "explorer_circuits.inc"
#undef CIRCUIT

static const struct {
    const struct lif_dut_ops *ops;
    const char *kind; /* "format", "variant" or "fault" */
} circuits[] = {
#define CIRCUIT(kind, identifier) {&explorer_circuit_##identifier, #kind},
#include "explorer_circuits.inc"
#undef CIRCUIT
};

enum { CIRCUITS = sizeof circuits / sizeof *circuits };

static size_t number_of(const char *name)
{
    size_t i = 0;
    while (i < CIRCUITS && strcmp(circuits[i].ops->name, name) != 0) {
        i++;
    }
    return i;
}

const struct lif_dut_ops *explorer_circuit(const char *name)
{
    const size_t i = number_of(name);
    return i < CIRCUITS ? circuits[i].ops : NULL;
}

const char *explorer_circuit_kind(const char *name)
{
    const size_t i = number_of(name);
    return i < CIRCUITS ? circuits[i].kind : NULL;
}

EXPLORER_EXPORT("explorer_circuits") const char *explorer_circuits(void);

/* Returns the JSON of every circuit: [{"name", "about", "kind", "state_width", "state_fraction",
 * "leak_fraction", "rounding", "clocks"}]; kind is "format", "variant" or "fault". */
const char *explorer_circuits(void)
{
    cosim_output *output = explorer_memory_open();
    if (output == NULL) {
        return NULL;
    }
    cosim_json json;
    cosim_json_start(&json, cosim_output_file(output), 0);
    cosim_json_list_open(&json, NULL);
    for (size_t i = 0; i < CIRCUITS; i++) {
        const struct lif_dut_ops *ops = circuits[i].ops;
        cosim_json_map_open(&json, NULL);
        cosim_json_key_text(&json, "name", ops->name);
        cosim_json_key_text(&json, "about", ops->about);
        cosim_json_key_text(&json, "kind", circuits[i].kind);
        cosim_json_key_unsigned(&json, "state_width", ops->format.state_width);
        cosim_json_key_unsigned(&json, "state_fraction", ops->format.state_fraction);
        cosim_json_key_unsigned(&json, "leak_fraction", ops->format.leak_fraction);
        cosim_json_key_text(&json, "rounding", cosim_rounding_name(ops->format.rounding));
        cosim_json_key_unsigned(&json, "clocks", ops->clocks_per_step);
        cosim_json_map_close(&json);
    }
    cosim_json_list_close(&json);
    cosim_json_finish(&json);
    return explorer_memory_close(output);
}
