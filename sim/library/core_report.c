// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The report of a core, as text and as JSON. */
#include "base/json.h"
#include "base/version.h"
#include "library/core.h"
#include "report/core_json.h"

#include <inttypes.h>

static const char *heading(cosim_verdict verdict)
{
    return verdict == COSIM_PASS ? "PASS" : verdict == COSIM_FAIL ? "FAIL" : "VACUOUS";
}

void cosim_library_core_text(FILE *out, const lifcosim_core *h)
{
    const cosim_core_result *r = &h->result;
    char first[300];
    fprintf(out, "%-8s %s, %u neurons, %u inputs, %" PRIu64 " ticks\n", heading(h->verdict),
            h->name, r->neurons, r->inputs, r->ticks);
    for (int k = 0; k < COSIM_CORE_LEVELS; k++) {
        const cosim_core_finding *f = &r->level[k];
        fprintf(out, "    %-13s %-14s %" PRIu64 " compared, %" PRIu64 " mismatches\n",
                cosim_core_level_name((cosim_core_level)k), cosim_verdict_name(f->verdict),
                f->compared, f->mismatches);
        if (f->first.present) {
            fprintf(out, "    %-13s %s\n", "", cosim_core_mismatch_text(f, first, sizeof first));
        }
    }
    if (h->network->expects) {
        fprintf(out, "    %-13s %-14s %zu stated, %" PRIu64 " missing, %" PRIu64 " more\n",
                "expect", cosim_verdict_name(h->expect.verdict), h->network->spike_count,
                h->expect.missing, h->expect.extra);
    }
    fprintf(out, "    %-13s %" PRIu64 " spikes, %" PRIu64 " events\n", "", r->spikes, r->events);
}

static void put_level(cosim_json *json, cosim_core_level level, const cosim_core_finding *f)
{
    char first[300];
    cosim_json_map_open(json, cosim_core_level_name(level));
    cosim_core_json_finding(json, f);
    if (f->first.present) {
        cosim_json_key_text(json, "first", cosim_core_mismatch_text(f, first, sizeof first));
    } else {
        cosim_json_key_null(json, "first");
    }
    cosim_json_map_close(json);
}

void cosim_library_core_json(FILE *out, const lifcosim_core *h)
{
    const cosim_core_result *r = &h->result;
    cosim_json json;
    cosim_json_start(&json, out, 2);
    cosim_json_map_open(&json, NULL);
    cosim_json_key_text(&json, "lifcosim", cosim_version());
    cosim_json_key_text(&json, "verdict", cosim_verdict_name(h->verdict));
    cosim_json_map_open(&json, "dut");
    cosim_json_key_text(&json, "name", h->name);
    cosim_core_json_format(&json, &r->format, r->neurons, r->inputs + r->neurons);
    cosim_json_map_close(&json);
    cosim_json_key_unsigned(&json, "steps", r->ticks);
    cosim_json_key_unsigned(&json, "events", r->events);
    cosim_json_key_unsigned(&json, "synaptic_events", r->synaptic_events);
    cosim_json_key_unsigned(&json, "unseen_events", r->unseen_events);
    cosim_json_key_unsigned(&json, "spikes", r->spikes);
    cosim_json_key_unsigned(&json, "clips", r->clips);
    cosim_json_map_open(&json, "levels");
    for (int k = 0; k < COSIM_CORE_LEVELS; k++) {
        put_level(&json, (cosim_core_level)k, &r->level[k]);
    }
    cosim_json_map_open(&json, "expect");
    cosim_json_key_text(&json, "verdict", cosim_verdict_name(h->expect.verdict));
    cosim_json_key_unsigned(&json, "missing", h->expect.missing);
    cosim_json_key_unsigned(&json, "extra", h->expect.extra);
    cosim_json_map_close(&json);
    cosim_json_map_close(&json);
    cosim_json_key_number(&json, "max_error", r->max_error);
    cosim_json_key_number(&json, "max_bound", r->max_bound);
    cosim_json_map_close(&json);
    cosim_json_finish(&json);
}
