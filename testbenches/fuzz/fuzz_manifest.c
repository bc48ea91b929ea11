// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Any bytes are the manifest of a circuit, which is read or refused with a place and a reason, as
 * `build` reads it and as `calibrate` does. What is read keeps its promises: names that Verilog can
 * have, ports that are named once, words that their types hold; and `calibrate` reads all that
 * `build` reads, but equations. */
#include "fuzz.h"
#include "foreign/manifest.h"
#include "foreign/read.h"
#include "input/units.h"

#include <string.h>

static void check_pins(cosim_manifest *m)
{
    size_t i = 0;
    bool spike = false;
    for (const cosim_pin *pin; (pin = cosim_manifest_next_pin(m, &i)) != NULL;) {
        FUZZ_CHECK(pin->node != NULL);
        FUZZ_CHECK(cosim_manifest_is_name(pin->port, true));
        spike = spike || pin == &m->spike;
    }
    FUZZ_CHECK(spike == (m->equations == NULL));
    for (size_t at = 0; at < m->setup_pin_count; at++) {
        FUZZ_CHECK(m->setup_pins[at].word != NULL && m->setup_rows > 0);
    }
}

static void check_manifest(cosim_manifest *m)
{
    FUZZ_CHECK(m->name[0] != '\0' && strpbrk(m->name, "/ \t\n") == NULL);
    FUZZ_CHECK(cosim_manifest_is_name(m->top, false));
    FUZZ_CHECK(m->sources != NULL);
    FUZZ_CHECK(m->parameter_count <= COSIM_MANIFEST_PARAMETERS);
    FUZZ_CHECK(m->interface_count <= COSIM_MANIFEST_INTERFACES);
    FUZZ_CHECK(m->tie_count <= COSIM_MANIFEST_TIES);
    FUZZ_CHECK(m->spike_latency <= COSIM_LATENCY_MOST && m->membrane_latency <= COSIM_LATENCY_MOST);
    for (size_t i = 0; i < m->parameter_count; i++) {
        FUZZ_CHECK(cosim_manifest_is_name(m->parameters[i].name, false));
    }
    check_pins(m);
}

/* Returns 0 if it is read; `equations`: it says by them what it computes. */
static int try_it(const char *path, bool calibrating, bool *equations)
{
    cosim_manifest *manifest = NULL;
    cosim_diag diag;
    memset(&diag, 0xA5, sizeof diag); /* a refusal must fill it */
    if (cosim_manifest_read(path, NULL, 0, calibrating, &manifest, &diag) != 0) {
        fuzz_check_refusal(&diag, path);
        return -1;
    }
    check_manifest(manifest);
    *equations = manifest->equations != NULL;
    cosim_manifest_free(manifest);
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char source[] =
        "module n(input clk, output spike); assign spike = clk; endmodule\n";
    static char path[600];
    if (path[0] == '\0') {
        fuzz_write("n.v", source, sizeof source - 1);
        atexit(cosim_units_release);
    }
    strcpy(path, fuzz_write("m.yaml", data, size));
    bool equations = false;
    /* calibration does not read what an earlier one found */
    const bool calibrated = memmem(data, size, "calibrated", 10) != NULL;
    if (try_it(path, false, &equations) == 0 && !calibrated) {
        FUZZ_CHECK((try_it(path, true, &equations) == 0) == !equations);
    }
    return 0;
}
