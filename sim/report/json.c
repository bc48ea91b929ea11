// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "report/json.h"

#include "base/version.h"
#include "circuit/format.h"
#include "report/findings.h"
#include "result/finding.h"

#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static void put_source(cosim_json *json, const cosim_result *r)
{
    cosim_json_key_text(json, "scenario", r->scenario);
    cosim_json_key_text(json, "file", r->file);
    cosim_json_key_text(json, "scenario_sha256", r->sha256);
    cosim_json_list_open(json, "set");
    for (size_t i = 0; i < r->override_count; i++) {
        cosim_json_text(json, r->overrides[i]);
    }
    cosim_json_list_close(json);
    cosim_json_key(json, "seed");
    if (r->has_seed) {
        cosim_json_unsigned(json, r->seed);
    } else {
        cosim_json_null(json);
    }
}

static void put_circuit(cosim_json *json, const cosim_result *r)
{
    const lif_words *w = &r->words;
    cosim_json_map_open(json, "dut");
    cosim_json_key_text(json, "name", r->dut);
    cosim_json_key_text(json, "about", r->dut_about);
    cosim_json_key_unsigned(json, "state_width", r->format.state_width);
    cosim_json_key_unsigned(json, "state_fraction", r->format.state_fraction);
    cosim_json_key_unsigned(json, "leak_fraction", r->format.leak_fraction);
    cosim_json_key_text(json, "rounding",
                        r->rounding != NULL                  ? r->rounding
                        : r->format.rounding == LIF_RESIDUAL ? "residual"
                                                             : "half-up");
    if (r->format.leak_coding != LIF_CODING_ANY) {
        cosim_json_key_text(json, "leak_coding", cosim_leak_coding_name(r->format.leak_coding));
        cosim_json_key_unsigned(json, "leak_digits", r->format.leak_digits);
    }
    cosim_json_key_unsigned(json, "hold_width", r->hold_width);
    cosim_json_key_unsigned(json, "clocks_per_step", r->clocks_per_step);
    if (r->trace[0] != '\0') {
        cosim_json_key_text(json, "trace", r->trace);
    }
    if (r->never_reset) {
        cosim_json_key_bool(json, "never_reset", true);
    }
    cosim_json_map_close(json);
    cosim_json_map_open(json, "words");
    cosim_json_key_signed(json, "leak", w->leak_fx);
    cosim_json_key_signed(json, "threshold", w->threshold_fx);
    cosim_json_key_signed(json, "reset", w->reset_fx);
    cosim_json_key_signed(json, "initial", w->initial_fx);
    cosim_json_key_unsigned(json, "initial_hold", w->initial_hold);
    cosim_json_key_text(json, "compare", w->compare_above ? "above" : "at-or-above");
    cosim_json_key_text(json, "reset_mode", w->reset_by_subtract ? "by-subtraction" : "to-value");
    cosim_json_map_close(json);
}

/* Writes the levels that a reader needs beside a membrane, as the scenario has them, before any
 * fixed point. */
static void put_neuron(cosim_json *json, const cosim_result *r)
{
    cosim_json_map_open(json, "neuron");
    cosim_json_key_number(json, "rest_v", r->neuron.rest_v);
    cosim_json_key_number(json, "threshold_v", r->neuron.threshold_v);
    cosim_json_key_number(json, "reset_v", r->neuron.reset_v);
    cosim_json_key_number(json, "spike_peak_v",
                          r->neuron.has_spike_peak ? r->neuron.spike_peak_v : (double)NAN);
    cosim_json_map_close(json);
}

static void key_verdict(cosim_json *json, cosim_verdict verdict)
{
    cosim_json_key_text(json, "verdict", cosim_verdict_name(verdict));
}

/* The names of the departures, which stand in one text. */
static void put_departs(cosim_json *json, const char *departs)
{
    cosim_json_list_open(json, "departs");
    while (*departs != '\0') {
        char name[COSIM_LIF_TEXT];
        const size_t length = strcspn(departs, ",");
        snprintf(name, sizeof name, "%.*s", (int)length, departs);
        cosim_json_text(json, name);
        departs += length + strspn(departs + length, ", ");
    }
    cosim_json_list_close(json);
}

static void put_lif(cosim_json *json, const cosim_result *r)
{
    cosim_json_map_open(json, "lif");
    key_verdict(json, r->lif.verdict);
    cosim_json_key_unsigned(json, "compared", r->lif.compared);
    cosim_json_key_unsigned(json, "differ", r->lif.differ);
    if (r->lif.differ > 0) {
        cosim_json_map_open(json, "first");
        cosim_json_key_unsigned(json, "step", r->lif.first);
        cosim_json_key_text(json, "term", r->lif.term);
        cosim_json_key_number(json, "declared", r->lif.apart.declared);
        cosim_json_key_number(json, "lif", r->lif.apart.lif);
        cosim_json_map_close(json);
    } else {
        cosim_json_key_null(json, "first");
    }
    put_departs(json, r->lif.departs);
    cosim_json_key_unsigned(json, "cut_steps", r->lif.cut_steps);
    cosim_json_key_number(json, "rounding_words", r->lif.rho);
    cosim_json_map_close(json);
}

static void put_judged_levels(cosim_json *json, const cosim_result *r)
{
    cosim_json_map_open(json, "constants");
    key_verdict(json, r->constants.verdict);
    cosim_json_map_close(json);
    cosim_json_map_open(json, "exact");
    key_verdict(json, r->exact.verdict);
    cosim_json_key_unsigned(json, "compared", r->exact.compared);
    cosim_json_key_unsigned(json, "mismatches", r->exact.mismatches);
    cosim_json_map_close(json);
    if (r->lif.declared) {
        put_lif(json, r);
    }
    cosim_json_map_open(json, "bounded");
    key_verdict(json, r->bounded.verdict);
    cosim_json_key_unsigned(json, "compared", r->bounded.compared);
    cosim_json_key_unsigned(json, "decided", r->bounded.decided);
    cosim_json_key_unsigned(json, "mismatches", r->bounded.mismatches);
    cosim_json_key_number(json, "max_error_v", r->bounded.max_error_v);
    cosim_json_key_number(json, "max_bound_v", r->bounded.max_bound_v);
    cosim_json_key_number(json, "max_usage", r->bounded.max_usage);
    cosim_json_key_unsigned(json, "ambiguous_steps", r->bounded.ambiguous_steps);
    cosim_json_key_unsigned(json, "unexplained_steps", r->bounded.unexplained_steps);
    cosim_json_map_close(json);
}

static void put_free_running(cosim_json *json, const cosim_result *r)
{
    cosim_json_map_open(json, "free_running");
    key_verdict(json, r->free_running.verdict);
    cosim_json_key_text(json, "outcome", cosim_free_outcome_name(r->free_running.outcome));
    cosim_json_key_bool(json, "identical", r->free_running.identical);
    cosim_json_key_unsigned(json, "dut_spikes", r->free_running.dut_spikes);
    cosim_json_key_unsigned(json, "reference_spikes", r->free_running.reference_spikes);
    cosim_json_key(json, "first_difference");
    if (r->free_running.has_first_difference) {
        cosim_json_unsigned(json, r->free_running.first_difference);
    } else {
        cosim_json_null(json);
    }
    cosim_json_key_unsigned(json, "max_shift_steps", r->free_running.max_shift_steps);
    cosim_json_key_number(json, "coincidence", r->free_running.coincidence);
    cosim_json_key_number(json, "victor_purpura", r->free_running.victor_purpura);
    cosim_json_key_number(json, "van_rossum", r->free_running.van_rossum);
    cosim_json_key_number(json, "coincidence_window_s", r->free_running.coincidence_window_s);
    cosim_json_key_number(json, "victor_purpura_q_per_s", r->free_running.victor_purpura_q_per_s);
    cosim_json_key_number(json, "van_rossum_tau_s", r->free_running.van_rossum_tau_s);
    cosim_json_map_close(json);
}

static void put_expect(cosim_json *json, const cosim_result *r)
{
    cosim_json_map_open(json, "expect");
    key_verdict(json, r->expect.verdict);
    if (r->expect.stated) {
        cosim_json_key_bool(json, "reference_equal", r->expect.reference_equal);
        cosim_json_key_bool(json, "dut_equal", r->expect.dut_equal);
        cosim_json_key_unsigned(json, "expected_spikes", r->expect.expected_spikes);
    }
    if (r->expect.count_only) {
        cosim_json_key_bool(json, "count_only", true);
    }
    if (r->expect.dropped_by != NULL) {
        cosim_json_key_text(json, "dropped_by", r->expect.dropped_by);
    }
    if (r->expect.knife_edge) {
        cosim_json_key_bool(json, "knife_edge", true);
    }
    cosim_json_map_close(json);
}

static void put_first_mismatch(cosim_json *json, const cosim_result *r)
{
    const cosim_mismatch *m = &r->first_mismatch;
    if (!m->present) {
        cosim_json_key_null(json, "first_mismatch");
        return;
    }
    cosim_json_map_open(json, "first_mismatch");
    cosim_json_key_text(json, "level", cosim_level_name(m->level));
    cosim_json_key(json, "step");
    if (m->has_step) {
        cosim_json_unsigned(json, m->step);
    } else {
        cosim_json_null(json);
    }
    cosim_json_key_text(json, "quantity", m->quantity);
    if (m->is_word) {
        cosim_json_key_signed(json, "expected", m->expected_fx);
        cosim_json_key_signed(json, "observed", m->observed_fx);
    } else {
        cosim_json_key_number(json, "expected", m->expected_v);
        cosim_json_key_number(json, "observed", m->observed_v);
    }
    if (m->level == COSIM_LEVEL_BOUNDED) {
        cosim_json_key_number(json, "bound", m->bound_v);
    }
    if (m->has_drive) {
        cosim_json_key_signed(json, "drive", m->drive_fx);
    }
    cosim_json_map_close(json);
}

static void put_train(cosim_json *json, const char *name, const cosim_train *train)
{
    cosim_json_list_open(json, name);
    for (size_t i = 0; i < train->count; i++) {
        cosim_json_unsigned(json, train->steps[i]);
    }
    cosim_json_list_close(json);
}

static void put_drive(cosim_json *json, const char *key, const int32_t *drive_fx, size_t count)
{
    cosim_json_list_open(json, key);
    for (size_t i = 0; i < count; i++) {
        cosim_json_signed(json, drive_fx[i]);
    }
    cosim_json_list_close(json);
}

static void put_findings(cosim_json *json, const cosim_result *r)
{
    cosim_json_key_text(json, "not_seen", r->hidden ? cosim_hidden_text : NULL);
    cosim_json_list_open(json, "findings");
    for (size_t i = 0; r->findings != NULL && i < r->findings->count; i++) {
        const cosim_finding *f = &r->findings->items[i];
        cosim_json_map_open(json, NULL);
        cosim_json_key_text(json, "kind", f->kind);
        cosim_json_key_text(json, "text", f->text);
        cosim_json_key_unsigned(json, "step", f->step);
        cosim_json_key_bool(json, "explains_the_run", f->whole);
        cosim_json_list_open(json, "alternatives");
        for (size_t k = 0; k < f->also_count; k++) {
            cosim_json_text(json, f->also[k]);
        }
        cosim_json_list_close(json);
        put_drive(json, "drive", f->drive_fx, f->count);
        cosim_json_key_text(json, "telling", cosim_telling_name(f->telling));
        put_drive(json, "telling_drive", f->telling_fx, f->telling_count);
        cosim_json_key_text(json, "scenario", f->scenario);
        cosim_json_key_text(json, "wave", f->wave);
        cosim_json_map_close(json);
    }
    cosim_json_list_close(json);
}

void cosim_report_json_begin(cosim_json *json, FILE *file)
{
    cosim_json_start(json, file, 0);
    cosim_json_map_open(json, NULL);
    cosim_json_key_text(json, "lifcosim", cosim_version());
    cosim_json_key_text(json, "commit", cosim_commit());
    cosim_json_list_open(json, "results");
}

void cosim_report_json_result(cosim_json *json, const cosim_result *r)
{
    cosim_json_new_line(json); /* a line for each result, for grep and diff */
    cosim_json_map_open(json, NULL);
    put_source(json, r);
    key_verdict(json, r->verdict);
    if (r->lif.declared) {
        cosim_json_key_text(json, "reference", r->lif.own ? "equations" : "scenario");
    }
    put_circuit(json, r);
    put_neuron(json, r);
    cosim_json_key_number(json, "tolerance", r->tolerance);
    cosim_json_key_unsigned(json, "steps", r->steps);
    cosim_json_key_number(json, "step_s", r->step_s);
    cosim_json_key_unsigned(json, "clipped_steps", r->clipped_steps);
    cosim_json_map_open(json, "levels");
    put_judged_levels(json, r);
    put_free_running(json, r);
    put_expect(json, r);
    cosim_json_map_close(json);
    put_first_mismatch(json, r);
    put_findings(json, r);
    cosim_json_map_open(json, "spikes");
    put_train(json, "dut", &r->dut_spikes);
    put_train(json, "reference", &r->reference_spikes);
    cosim_json_map_close(json);
    cosim_json_key_text(json, "wave", r->wave);
    cosim_json_key_number(json, "seconds", r->seconds);
    cosim_json_key_number(json, "steps_per_second",
                          (double)r->steps / r->seconds); /* no time: null */
    cosim_json_map_close(json);
}

void cosim_report_json_end(cosim_json *json)
{
    cosim_json_new_line(json);
    cosim_json_list_close(json);
    cosim_json_map_close(json);
    cosim_json_new_line(json);
    cosim_json_finish(json);
}
