// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "prove/steady.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Gates are computed at some 10^8 a second. */
enum { CLOCKS_MOST = 4096, GATES_MOST = 50000000, PATH_BYTES = 4096 };

/* The largest words and smaller ones, of both signs: a word has all bits of its sign but from the
 * top bit on so many others. */
static const struct {
    bool low;
    unsigned smaller; /* so many bits */
} drives[COSIM_STEADY_DRIVES] = {{false, 0}, {false, 1}, {false, 3}, {true, 0}, {true, 1}, {true, 3}};

/* Gives a bit of an input's word. */
static bool bit_of(cosim_eq_type type, unsigned bit, bool low, unsigned smaller)
{
    if (!type.is_signed) {
        return !low && bit + smaller < type.bits;
    }
    const bool above = bit + 1 + smaller >= type.bits; /* these repeat the sign */
    return low ? above : !above;
}

/* Every clock that may be a step is one, and no reset comes again. */
void cosim_steady_set(const cosim_manifest *m, cosim_aiger *g, size_t number)
{
    const bool low = drives[number].low;
    const unsigned smaller = drives[number].smaller;
    for (size_t i = 0; i < cosim_aiger_inputs(g); i++) {
        const char *name = cosim_aiger_input_name(g, i);
        size_t input = 0;
        unsigned bit = 0;
        bool value = name != NULL && strcmp(name, "free_step") == 0;
        if (name != NULL && sscanf(name, "free_in_%zu[%u]", &input, &bit) >= 1 &&
            input < m->equations->input_count) {
            value = bit_of(m->equations->inputs[input].type, bit, low, smaller);
        }
        cosim_aiger_set(g, i, value);
    }
}

unsigned cosim_steady_clocks(const cosim_aiger *g)
{
    const size_t clocks = GATES_MOST / (cosim_aiger_ands(g) + 1);
    return clocks < CLOCKS_MOST ? (unsigned)clocks : CLOCKS_MOST;
}

/* Tells the inputs of all clocks up to this one, as an engine does. */
static int tell(const cosim_manifest *m, cosim_aiger *g, size_t number, unsigned clock,
                cosim_engine_result *r, cosim_diag *diag)
{
    const size_t inputs = cosim_aiger_inputs(g), values = inputs * ((size_t)clock + 1);
    r->inputs = malloc(values + 1);
    if (r->inputs == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    cosim_steady_set(m, g, number);
    for (size_t i = 0; i < values; i++) {
        r->inputs[i] = cosim_aiger_input(g, i % inputs) ? '1' : '0';
    }
    r->inputs[values] = '\0';
    r->answer = COSIM_ENGINE_REFUTED;
    r->frames = clock;
    return 0;
}

int cosim_steady_ask(const cosim_manifest *m, const char *folder, const char *name,
                     cosim_engine_result *r, cosim_diag *diag)
{
    char path[PATH_BYTES];
    int status = 0;
    *r = (cosim_engine_result){.answer = COSIM_ENGINE_UNKNOWN};
    snprintf(path, sizeof path, "%.3700s/%.200s.aig", folder, name);
    for (size_t d = 0; status == 0 && d < COSIM_STEADY_DRIVES && r->inputs == NULL; d++) {
        cosim_aiger *g = cosim_aiger_read(path, diag);
        if (g == NULL) {
            return -1;
        }
        cosim_steady_set(m, g, d);
        for (unsigned clock = 0; clock < cosim_steady_clocks(g); clock++) {
            cosim_aiger_clock(g);
            if (cosim_aiger_output(g, 0)) {
                status = tell(m, g, d, clock, r, diag);
                break;
            }
        }
        cosim_aiger_free(g);
    }
    return status;
}
