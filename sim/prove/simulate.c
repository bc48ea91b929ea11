// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "prove/simulate.h"

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
    bool drawn;       /* in each clock, from these words */
} drives[COSIM_SIMULATE_DRIVES] = {
    {false, 0, false}, {false, 1, false}, {false, 3, false}, {true, 0, false}, {true, 1, false},
    {true, 3, false},  {false, 0, true},  {false, 1, true},  {false, 2, true}, {false, 4, true}};

/* Gives a bit of an input's word. */
static bool bit_of(cosim_eq_type type, unsigned bit, bool low, unsigned smaller)
{
    if (!type.is_signed) {
        return !low && bit + smaller < type.bits;
    }
    const bool above = bit + 1 + smaller >= type.bits; /* these repeat the sign */
    return low ? above : !above;
}

/* Draws a bit; those above a smaller word repeat its sign. */
static bool drawn(cosim_eq_type type, unsigned clock, size_t input, unsigned bit, unsigned smaller)
{
    const unsigned top = type.bits > smaller ? type.bits - 1 - smaller : 0;
    const unsigned of = bit < top ? bit : top;
    uint64_t z = (((uint64_t)clock * 64 + input) * 64 + of + 1) * UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return (type.is_signed || bit <= top) && ((z ^ (z >> 31)) & 1) != 0;
}

/* Every clock that may be a step is one, and no reset comes again. */
void cosim_simulate_set(const cosim_manifest *m, cosim_aiger *g, size_t number, unsigned clock)
{
    const unsigned smaller = drives[number].smaller;
    for (size_t i = 0; i < cosim_aiger_inputs(g); i++) {
        const char *name = cosim_aiger_input_name(g, i);
        size_t input = 0;
        unsigned bit = 0;
        bool value = name != NULL && strcmp(name, "free_step") == 0;
        if (name != NULL && sscanf(name, "free_in_%zu[%u]", &input, &bit) >= 1 &&
            input < m->equations->input_count) {
            const cosim_eq_type type = m->equations->inputs[input].type;
            value = drives[number].drawn ? drawn(type, clock, input, bit, smaller)
                                         : bit_of(type, bit, drives[number].low, smaller);
        }
        cosim_aiger_set(g, i, value);
    }
}

unsigned cosim_simulate_clocks(const cosim_aiger *g)
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
    for (size_t i = 0; i < values; i++) {
        if (i % inputs == 0) {
            cosim_simulate_set(m, g, number, (unsigned)(i / inputs));
        }
        r->inputs[i] = cosim_aiger_input(g, i % inputs) ? '1' : '0';
    }
    r->inputs[values] = '\0';
    r->answer = COSIM_ENGINE_REFUTED;
    r->frames = clock;
    return 0;
}

int cosim_simulate_ask(const cosim_manifest *m, const char *folder, const char *name,
                       cosim_engine_result *r, cosim_diag *diag)
{
    char path[PATH_BYTES];
    int status = 0;
    *r = (cosim_engine_result){.answer = COSIM_ENGINE_UNKNOWN};
    snprintf(path, sizeof path, "%.3700s/%.200s.aig", folder, name);
    for (size_t d = 0; status == 0 && d < COSIM_SIMULATE_DRIVES && r->inputs == NULL; d++) {
        cosim_aiger *g = cosim_aiger_read(path, diag);
        if (g == NULL) {
            return -1;
        }
        for (unsigned clock = 0; clock < cosim_simulate_clocks(g); clock++) {
            cosim_simulate_set(m, g, d, clock);
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
