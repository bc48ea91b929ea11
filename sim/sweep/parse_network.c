// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "sweep/parse_network.h"

#include "result/core_result.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

bool cosim_sweep_network_follows(cosim_sweep_parser *p, const cosim_sweep_record *r)
{
    const cosim_verdict bounded =
        cosim_sweep_parse_level(p, cosim_core_level_name(COSIM_CORE_BOUNDED));
    const cosim_verdict exact = cosim_sweep_parse_level(p, cosim_core_level_name(COSIM_CORE_EXACT));
    const bool nothing =
        cosim_sweep_parse_count(p, "events") == 0 && r->dut_spikes == 0 && r->reference_spikes == 0;
    bool fails = cosim_sweep_parse_level(p, "expect") == COSIM_FAIL;
    for (int i = 0; i < COSIM_CORE_LEVELS; i++) {
        fails |=
            cosim_sweep_parse_level(p, cosim_core_level_name((cosim_core_level)i)) == COSIM_FAIL;
    }
    switch (r->outcome) {
    case COSIM_OUTCOME_PASS:
        return !fails && !nothing &&
               (bounded == COSIM_PASS ||
                (exact == COSIM_PASS && (bounded == COSIM_NOT_APPLICABLE || r->identical)));
    case COSIM_OUTCOME_VACUOUS:
        return !fails && (nothing || bounded != COSIM_PASS);
    case COSIM_OUTCOME_FAIL:
        return fails;
    case COSIM_OUTCOME_CONFORMS: /* only equations are conformed to */
    case COSIM_OUTCOME_REFUSED:
    default:
        return false;
    }
}

static double rate_of(cosim_sweep_parser *p, yajl_val population, const char *key)
{
    const char *path[] = {key, NULL};
    yajl_val value = yajl_tree_get(population, path, yajl_t_number);
    if (value == NULL) {
        cosim_sweep_parse_wrong(p, "populations");
    }
    return value != NULL ? strtod(YAJL_GET_NUMBER(value), NULL) : (double)NAN;
}

static void read_populations(cosim_sweep_parser *p, cosim_sweep_parsed *parsed)
{
    yajl_val map = cosim_sweep_parse_value(p, "populations");
    if (map == NULL || !YAJL_IS_OBJECT(map)) {
        cosim_sweep_parse_wrong(p, "populations");
        return;
    }
    const size_t count = YAJL_GET_OBJECT(map)->len;
    parsed->population = calloc(count + 1, sizeof *parsed->population);
    for (size_t i = 0; parsed->population != NULL && i < count; i++) {
        parsed->population[i] = (cosim_sweep_population){
            .name = strdup(YAJL_GET_OBJECT(map)->keys[i]),
            .rate_hz = rate_of(p, YAJL_GET_OBJECT(map)->values[i], "rate_hz"),
            .reference_rate_hz = rate_of(p, YAJL_GET_OBJECT(map)->values[i], "reference_rate_hz")};
        parsed->population_count = i + 1;
        if (parsed->population[i].name == NULL) {
            cosim_sweep_parse_wrong(p, "populations");
        }
    }
    if (parsed->population == NULL) {
        cosim_sweep_parse_wrong(p, "populations");
    }
}

void cosim_sweep_parse_network(cosim_sweep_parser *p, cosim_sweep_parsed *parsed)
{
    cosim_sweep_record *r = &parsed->record;
    yajl_val identical = cosim_sweep_parse_value(p, "identical");
    r->network = true;
    r->identical = identical != NULL && YAJL_IS_TRUE(identical);
    if (identical != NULL && !YAJL_IS_TRUE(identical) && !YAJL_IS_FALSE(identical)) {
        cosim_sweep_parse_wrong(p, "identical");
    }
    cosim_sweep_parse_counts(p, r);
    r->steps = cosim_sweep_parse_count(p, "neuron_ticks");
    r->max_error_v = cosim_sweep_parse_number(p, "max_error");
    r->max_bound_v = cosim_sweep_parse_number(p, "max_bound");
    parsed->core = strdup(cosim_sweep_parse_text(p, "core"));
    if (parsed->core == NULL) {
        cosim_sweep_parse_wrong(p, "core");
    }
    read_populations(p, parsed);
}
