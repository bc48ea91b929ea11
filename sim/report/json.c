// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "report/json.h"

#include "circuit/format.h"
#include "report/findings.h"
#include "base/utf8.h"
#include "base/version.h"
#include "result/finding.h"
#include "base/decimal.h"

#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <yajl/yajl_gen.h>

struct cosim_json {
    cosim_output *output;
    FILE *file;
    yajl_gen gen;
    size_t used; /* of text, which is on its way to the file */
    char text[8192];
};

static void flush(cosim_json *json)
{
    fwrite(json->text, 1, json->used, json->file);
    json->used = 0;
}

/* yajl hands every token over at once: a long list of spikes never stands in memory. A call of
 * stdio for each would cost as much as the digits. */
static void print(void *context, const char *text, size_t length)
{
    cosim_json *json = context;
    if (length > sizeof json->text - json->used) {
        flush(json);
    }
    if (length > sizeof json->text) {
        fwrite(text, 1, length, json->file);
        return;
    }
    memcpy(json->text + json->used, text, length);
    json->used += length;
}

static void new_line(cosim_json *json) { print(json, "\n", 1); }

static void check(cosim_json *json, yajl_gen_status status)
{
    if (status != yajl_gen_status_ok) {
        cosim_output_fail(json->output, EINVAL);
    }
}

static void put_null(cosim_json *json) { check(json, yajl_gen_null(json->gen)); }

/* NULL becomes null. */
static void put_text(cosim_json *json, const char *text)
{
    if (text == NULL) {
        put_null(json);
        return;
    }
    char *clean = cosim_utf8_clean(text, false);
    if (clean == NULL) {
        cosim_output_fail(json->output, ENOMEM);
        return;
    }
    check(json, yajl_gen_string(json->gen, (const unsigned char *)clean, strlen(clean)));
    free(clean);
}

static void put_digits(cosim_json *json, const char *text)
{
    check(json, yajl_gen_number(json->gen, text, strlen(text)));
}

static void put_unsigned(cosim_json *json, uint64_t value)
{
    char text[24], *first = text + sizeof text - 1;
    *first = '\0';
    do { /* a list of spikes is long, and snprintf slow */
        *--first = (char)('0' + value % 10);
        value /= 10;
    } while (value > 0);
    put_digits(json, first);
}

static void put_signed(cosim_json *json, int64_t value)
{
    char text[24];
    snprintf(text, sizeof text, "%" PRId64, value);
    put_digits(json, text);
}

/* JSON has neither NaN nor infinity: both become null. */
static void put_number(cosim_json *json, double value)
{
    char text[32];
    if (isfinite(value)) {
        put_digits(json, cosim_number(value, text));
    } else {
        put_null(json);
    }
}

static void key(cosim_json *json, const char *name)
{
    check(json, yajl_gen_string(json->gen, (const unsigned char *)name, strlen(name)));
}

static void key_text(cosim_json *json, const char *name, const char *text)
{
    key(json, name);
    put_text(json, text);
}

static void key_unsigned(cosim_json *json, const char *name, uint64_t value)
{
    key(json, name);
    put_unsigned(json, value);
}

static void key_signed(cosim_json *json, const char *name, int64_t value)
{
    key(json, name);
    put_signed(json, value);
}

static void key_number(cosim_json *json, const char *name, double value)
{
    key(json, name);
    put_number(json, value);
}

static void key_bool(cosim_json *json, const char *name, bool value)
{
    key(json, name);
    check(json, yajl_gen_bool(json->gen, value));
}

/* Opens the object that is the value of a key; NULL: an element of a list, or the document. */
static void map_open(cosim_json *json, const char *name)
{
    if (name != NULL) {
        key(json, name);
    }
    check(json, yajl_gen_map_open(json->gen));
}

static void map_close(cosim_json *json) { check(json, yajl_gen_map_close(json->gen)); }

static void list_open(cosim_json *json, const char *name)
{
    key(json, name);
    check(json, yajl_gen_array_open(json->gen));
}

static void list_close(cosim_json *json) { check(json, yajl_gen_array_close(json->gen)); }

static void put_source(cosim_json *json, const cosim_result *r)
{
    key_text(json, "scenario", r->scenario);
    key_text(json, "file", r->file);
    key_text(json, "scenario_sha256", r->sha256);
    list_open(json, "set");
    for (size_t i = 0; i < r->override_count; i++) {
        put_text(json, r->overrides[i]);
    }
    list_close(json);
    key(json, "seed");
    if (r->has_seed) {
        put_unsigned(json, r->seed);
    } else {
        put_null(json);
    }
}

static void put_circuit(cosim_json *json, const cosim_result *r)
{
    const lif_words *w = &r->words;
    map_open(json, "dut");
    key_text(json, "name", r->dut);
    key_text(json, "about", r->dut_about);
    key_unsigned(json, "state_width", r->format.state_width);
    key_unsigned(json, "state_fraction", r->format.state_fraction);
    key_unsigned(json, "leak_fraction", r->format.leak_fraction);
    key_text(json, "rounding",
             r->rounding != NULL                  ? r->rounding
             : r->format.rounding == LIF_RESIDUAL ? "residual"
                                                  : "half-up");
    if (r->format.leak_coding != LIF_CODING_ANY) {
        key_text(json, "leak_coding", cosim_leak_coding_name(r->format.leak_coding));
        key_unsigned(json, "leak_digits", r->format.leak_digits);
    }
    key_unsigned(json, "hold_width", r->hold_width);
    key_unsigned(json, "clocks_per_step", r->clocks_per_step);
    map_close(json);
    map_open(json, "words");
    key_signed(json, "leak", w->leak_fx);
    key_signed(json, "threshold", w->threshold_fx);
    key_signed(json, "reset", w->reset_fx);
    key_signed(json, "initial", w->initial_fx);
    key_unsigned(json, "initial_hold", w->initial_hold);
    key_text(json, "compare", w->compare_above ? "above" : "at-or-above");
    key_text(json, "reset_mode", w->reset_by_subtract ? "by-subtraction" : "to-value");
    map_close(json);
}

/* The levels that a reader needs beside a membrane: of the scenario, before any fixed point. */
static void put_neuron(cosim_json *json, const cosim_result *r)
{
    map_open(json, "neuron");
    key_number(json, "rest_v", r->neuron.rest_v);
    key_number(json, "threshold_v", r->neuron.threshold_v);
    key_number(json, "reset_v", r->neuron.reset_v);
    key_number(json, "spike_peak_v",
               r->neuron.has_spike_peak ? r->neuron.spike_peak_v : (double)NAN);
    map_close(json);
}

static void key_verdict(cosim_json *json, cosim_verdict verdict)
{
    key_text(json, "verdict", cosim_verdict_name(verdict));
}

static void put_judged_levels(cosim_json *json, const cosim_result *r)
{
    map_open(json, "constants");
    key_verdict(json, r->constants.verdict);
    map_close(json);
    map_open(json, "exact");
    key_verdict(json, r->exact.verdict);
    key_unsigned(json, "compared", r->exact.compared);
    key_unsigned(json, "mismatches", r->exact.mismatches);
    map_close(json);
    map_open(json, "bounded");
    key_verdict(json, r->bounded.verdict);
    key_unsigned(json, "compared", r->bounded.compared);
    key_unsigned(json, "decided", r->bounded.decided);
    key_unsigned(json, "mismatches", r->bounded.mismatches);
    key_number(json, "max_error_v", r->bounded.max_error_v);
    key_number(json, "max_bound_v", r->bounded.max_bound_v);
    key_number(json, "max_usage", r->bounded.max_usage);
    key_unsigned(json, "ambiguous_steps", r->bounded.ambiguous_steps);
    key_unsigned(json, "unexplained_steps", r->bounded.unexplained_steps);
    map_close(json);
}

static void put_free_running(cosim_json *json, const cosim_result *r)
{
    map_open(json, "free_running");
    key_verdict(json, r->free_running.verdict);
    key_bool(json, "identical", r->free_running.identical);
    key_unsigned(json, "dut_spikes", r->free_running.dut_spikes);
    key_unsigned(json, "reference_spikes", r->free_running.reference_spikes);
    key(json, "first_difference");
    if (r->free_running.has_first_difference) {
        put_unsigned(json, r->free_running.first_difference);
    } else {
        put_null(json);
    }
    key_unsigned(json, "max_shift_steps", r->free_running.max_shift_steps);
    key_number(json, "coincidence", r->free_running.coincidence);
    key_number(json, "victor_purpura", r->free_running.victor_purpura);
    key_number(json, "van_rossum", r->free_running.van_rossum);
    key_number(json, "coincidence_window_s", r->free_running.coincidence_window_s);
    key_number(json, "victor_purpura_q_per_s", r->free_running.victor_purpura_q_per_s);
    key_number(json, "van_rossum_tau_s", r->free_running.van_rossum_tau_s);
    map_close(json);
}

static void put_expect(cosim_json *json, const cosim_result *r)
{
    map_open(json, "expect");
    key_verdict(json, r->expect.verdict);
    if (r->expect.stated) {
        key_bool(json, "reference_equal", r->expect.reference_equal);
        key_bool(json, "dut_equal", r->expect.dut_equal);
        key_unsigned(json, "expected_spikes", r->expect.expected_spikes);
    }
    if (r->expect.knife_edge) {
        key_bool(json, "knife_edge", true);
    }
    map_close(json);
}

static void put_first_mismatch(cosim_json *json, const cosim_result *r)
{
    const cosim_mismatch *m = &r->first_mismatch;
    if (!m->present) {
        key(json, "first_mismatch");
        put_null(json);
        return;
    }
    map_open(json, "first_mismatch");
    key_text(json, "level", cosim_level_name(m->level));
    key(json, "step");
    if (m->has_step) {
        put_unsigned(json, m->step);
    } else {
        put_null(json);
    }
    key_text(json, "quantity", m->quantity);
    if (m->is_word) {
        key_signed(json, "expected", m->expected_fx);
        key_signed(json, "observed", m->observed_fx);
    } else {
        key_number(json, "expected", m->expected_v);
        key_number(json, "observed", m->observed_v);
    }
    if (m->level == COSIM_LEVEL_BOUNDED) {
        key_number(json, "bound", m->bound_v);
    }
    if (m->has_drive) {
        key_signed(json, "drive", m->drive_fx);
    }
    map_close(json);
}

static void put_train(cosim_json *json, const char *name, const cosim_train *train)
{
    list_open(json, name);
    for (size_t i = 0; i < train->count; i++) {
        put_unsigned(json, train->steps[i]);
    }
    list_close(json);
}

static void put_findings(cosim_json *json, const cosim_result *r)
{
    key(json, "not_seen");
    put_text(json, r->hidden ? cosim_hidden_text : NULL);
    list_open(json, "findings");
    for (size_t i = 0; r->findings != NULL && i < r->findings->count; i++) {
        const cosim_finding *f = &r->findings->items[i];
        map_open(json, NULL);
        key_text(json, "kind", f->kind);
        key_text(json, "text", f->text);
        key_unsigned(json, "step", f->step);
        key_bool(json, "explains_the_run", f->whole);
        list_open(json, "drive");
        for (size_t k = 0; k < f->count; k++) {
            put_signed(json, f->drive_fx[k]);
        }
        list_close(json);
        key_text(json, "scenario", f->scenario);
        key_text(json, "wave", f->wave);
        map_close(json);
    }
    list_close(json);
}

cosim_json *cosim_json_begin(cosim_output *output)
{
    cosim_json *json = calloc(1, sizeof *json);
    yajl_gen gen = yajl_gen_alloc(NULL);
    if (json == NULL || gen == NULL) {
        cosim_output_fail(output, ENOMEM);
        free(json);
        if (gen != NULL) {
            yajl_gen_free(gen);
        }
        return NULL;
    }
    json->output = output;
    json->file = cosim_output_file(output);
    json->gen = gen;
    yajl_gen_config(gen, yajl_gen_print_callback, print, json);
    map_open(json, NULL);
    key_text(json, "lifcosim", cosim_version());
    key_text(json, "commit", cosim_commit());
    list_open(json, "results");
    return json;
}

void cosim_json_result(cosim_json *json, const cosim_result *r)
{
    if (json == NULL) {
        return;
    }
    new_line(json); /* a line for each result, for grep and diff */
    map_open(json, NULL);
    put_source(json, r);
    key_verdict(json, r->verdict);
    put_circuit(json, r);
    put_neuron(json, r);
    key_number(json, "tolerance", r->tolerance);
    key_unsigned(json, "steps", r->steps);
    key_number(json, "step_s", r->step_s);
    key_unsigned(json, "clipped_steps", r->clipped_steps);
    map_open(json, "levels");
    put_judged_levels(json, r);
    put_free_running(json, r);
    put_expect(json, r);
    map_close(json);
    put_first_mismatch(json, r);
    put_findings(json, r);
    map_open(json, "spikes");
    put_train(json, "dut", &r->dut_spikes);
    put_train(json, "reference", &r->reference_spikes);
    map_close(json);
    key(json, "wave");
    if (r->wave != NULL) {
        put_text(json, r->wave);
    } else {
        put_null(json);
    }
    key_number(json, "seconds", r->seconds);
    key_number(json, "steps_per_second", (double)r->steps / r->seconds); /* no time: null */
    map_close(json);
}

void cosim_json_end(cosim_json *json)
{
    if (json == NULL) {
        return;
    }
    new_line(json);
    list_close(json);
    map_close(json);
    new_line(json);
    flush(json);
    yajl_gen_free(json->gen);
    free(json);
}
