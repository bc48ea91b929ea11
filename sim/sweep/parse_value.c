// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "sweep/parse_value.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

yajl_val cosim_sweep_parse_value(cosim_sweep_parser *p, const char *key)
{
    const char *path[] = {key, NULL};
    yajl_val value = yajl_tree_get(p->root, path, yajl_t_any);
    if (value == NULL && p->bad == NULL) {
        p->bad = key;
    }
    return value;
}

void cosim_sweep_parse_wrong(cosim_sweep_parser *p, const char *key)
{
    if (p->bad == NULL) {
        p->bad = key;
    }
}

uint64_t cosim_sweep_parse_count_in(cosim_sweep_parser *p, const char *key, yajl_val value)
{
    if (value != NULL && YAJL_IS_INTEGER(value) && YAJL_GET_INTEGER(value) >= 0) {
        return (uint64_t)YAJL_GET_INTEGER(value);
    }
    cosim_sweep_parse_wrong(p, key);
    return 0;
}

uint64_t cosim_sweep_parse_count(cosim_sweep_parser *p, const char *key)
{
    return cosim_sweep_parse_count_in(p, key, cosim_sweep_parse_value(p, key));
}

double cosim_sweep_parse_number(cosim_sweep_parser *p, const char *key)
{
    yajl_val value = cosim_sweep_parse_value(p, key);
    if (value != NULL && YAJL_IS_NUMBER(value)) {
        return strtod(YAJL_GET_NUMBER(value), NULL);
    }
    if (value == NULL || !YAJL_IS_NULL(value)) {
        cosim_sweep_parse_wrong(p, key);
    }
    return (double)NAN;
}

const char *cosim_sweep_parse_text_at(cosim_sweep_parser *p, const char *key, yajl_val value)
{
    if (value != NULL && YAJL_IS_STRING(value)) {
        return YAJL_GET_STRING(value);
    }
    cosim_sweep_parse_wrong(p, key);
    return "";
}

const char *cosim_sweep_parse_text(cosim_sweep_parser *p, const char *key)
{
    return cosim_sweep_parse_text_at(p, key, cosim_sweep_parse_value(p, key));
}

cosim_verdict cosim_sweep_parse_level(cosim_sweep_parser *p, const char *name)
{
    const char *path[] = {"levels", name, NULL};
    const char *text =
        cosim_sweep_parse_text_at(p, "levels", yajl_tree_get(p->root, path, yajl_t_any));
    for (int i = COSIM_NOT_APPLICABLE; i <= COSIM_FAIL; i++) {
        if (strcmp(text, cosim_verdict_name((cosim_verdict)i)) == 0) {
            return (cosim_verdict)i;
        }
    }
    cosim_sweep_parse_wrong(p, "levels");
    return COSIM_FAIL;
}

/* Reads what lines of either kind have. */
void cosim_sweep_parse_counts(cosim_sweep_parser *p, cosim_sweep_record *r)
{
    r->ambiguous_steps = cosim_sweep_parse_count(p, "ambiguous_steps");
    r->max_usage = cosim_sweep_parse_number(p, "max_usage");
    r->dut_spikes = cosim_sweep_parse_count(p, "spikes");
    r->reference_spikes = cosim_sweep_parse_count(p, "reference_spikes");
    r->rate_hz = cosim_sweep_parse_number(p, "rate_hz");
    r->reference_rate_hz = cosim_sweep_parse_number(p, "reference_rate_hz");
}
