// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Writes what a run found as JSON for the page; the words are those of the program's own reports.
 */
#include "base/json.h"
#include "circuit/format.h"
#include "report/words.h"
#include "result/levels.h"
#include "result/mismatch.h"
#include "result/reason.h"
#include "run/job.h"
#include "explorer.h"

#include <math.h>

static void put_levels(cosim_json *json, const cosim_result *result)
{
    char lines[COSIM_FIGURES][COSIM_FIGURE_BYTES];
    cosim_json_list_open(json, "levels");
    for (int level = COSIM_LEVEL_CONSTANTS; level <= COSIM_LEVEL_CLIP; level++) {
        if (!cosim_level_is_shown(result, (cosim_level)level)) {
            continue;
        }
        const size_t count = cosim_level_figures(result, (cosim_level)level, lines);
        cosim_json_map_open(json, NULL);
        cosim_json_key_text(json, "name", cosim_level_name((cosim_level)level));
        cosim_json_key_text(json, "verdict",
                            cosim_verdict_name(cosim_level_verdict(result, (cosim_level)level)));
        cosim_json_list_open(json, "figures");
        for (size_t i = 0; i < count; i++) {
            cosim_json_text(json, lines[i]);
        }
        cosim_json_list_close(json);
        cosim_json_map_close(json);
    }
    cosim_json_list_close(json);
}

static void put_words(cosim_json *json, const cosim_job *job)
{
    cosim_word words[COSIM_WORDS];
    char hex[COSIM_WORD_BYTES];
    cosim_words_of(&job->q, words);
    cosim_json_list_open(json, "words");
    for (size_t i = 0; i < COSIM_WORDS; i++) {
        const cosim_word *w = &words[i];
        cosim_json_map_open(json, NULL);
        cosim_json_key_text(json, "name", w->name);
        cosim_json_key_text(json, "hex", cosim_word_hex(w, hex));
        cosim_json_key_signed(json, "word", w->word);
        cosim_json_key_bool(json, "leak", w->is_leak);
        cosim_json_key_unsigned(json, "bits", w->bits);
        cosim_json_key_unsigned(json, "fraction", w->fraction);
        cosim_json_key_number(json, "value", w->value);
        cosim_json_key_number(json, "real", w->real);
        cosim_json_key_number(json, "error_lsb", w->error_lsb);
        cosim_json_map_close(json);
    }
    cosim_json_list_close(json);
}

static void put_train(cosim_json *json, const char *key, const cosim_train *train)
{
    cosim_json_list_open(json, key);
    for (size_t i = 0; i < train->count; i++) {
        cosim_json_unsigned(json, train->steps[i]);
    }
    cosim_json_list_close(json);
}

/* Writes figures of the judge and of the job that the words of the levels do not have. */
static void put_figures(cosim_json *json, const cosim_job *job, const cosim_result *result)
{
    const lif_params *p = &job->scenario->params;
    double low, high;
    lif_quantise_current_range(&job->q, &low, &high);
    cosim_json_key_unsigned(json, "steps", result->steps);
    cosim_json_key_unsigned(json, "refractory_steps", p->refractory_steps);
    cosim_json_key_number(json, "step_s", result->step_s);
    cosim_json_key_number(json, "scale_v", result->scale_v);
    cosim_json_key_number(json, "lsb_v", job->q.lsb * job->q.scale_v);
    cosim_json_key_number(json, "rest_v", p->v_rest_v);
    cosim_json_key_number(json, "threshold_v", p->v_threshold_v);
    cosim_json_key_number(json, "reset_v", p->v_reset_v);
    cosim_json_key_number(json, "initial_v", p->v_initial_v);
    cosim_json_key_number(json, "resistance_ohm", p->r_ohm);
    cosim_json_key_number(json, "tau_s", p->tau_s);
    cosim_json_key_number(json, "spike_peak_v",
                          result->neuron.has_spike_peak ? result->neuron.spike_peak_v
                                                        : (double)NAN);
    cosim_json_key_number(json, "tolerance", result->tolerance);
    cosim_json_key_number(json, "max_error_v", result->bounded.max_error_v);
    cosim_json_key_number(json, "max_bound_v", result->bounded.max_bound_v);
    cosim_json_key_number(json, "low_a", low);
    cosim_json_key_number(json, "high_a", high);
}

static void put_mismatch(cosim_json *json, const cosim_result *result)
{
    char text[256];
    const cosim_mismatch *m = &result->first_mismatch;
    if (!m->present) {
        cosim_json_key_null(json, "first_mismatch");
        return;
    }
    cosim_json_map_open(json, "first_mismatch");
    cosim_json_key_text(json, "level", cosim_level_name(m->level));
    cosim_json_key_text(json, "text", cosim_mismatch_text(result, text, sizeof text));
    if (m->has_step) {
        cosim_json_key_unsigned(json, "step", m->step);
    }
    cosim_json_map_close(json);
}

void explorer_put_result(FILE *out, const cosim_job *job, const cosim_result *result)
{
    char text[400];
    cosim_json json;
    cosim_json_start(&json, out, 0);
    cosim_json_map_open(&json, NULL);
    cosim_json_key_text(&json, "verdict", cosim_verdict_name(result->verdict));
    cosim_json_key_text(&json, "reason", cosim_result_reason(result, text, sizeof text));
    cosim_json_key_text(&json, "name", result->scenario);
    cosim_json_key_text(&json, "dut", result->dut);
    cosim_json_key_unsigned(&json, "state_width", result->format.state_width);
    cosim_json_key_unsigned(&json, "state_fraction", result->format.state_fraction);
    cosim_json_key_unsigned(&json, "leak_fraction", result->format.leak_fraction);
    cosim_json_key_text(&json, "rounding", cosim_rounding_name(result->format.rounding));
    put_figures(&json, job, result);
    put_levels(&json, result);
    put_mismatch(&json, result);
    put_words(&json, job);
    put_train(&json, "dut_spikes", &result->dut_spikes);
    put_train(&json, "reference_spikes", &result->reference_spikes);
    cosim_json_map_close(&json);
    cosim_json_finish(&json);
}

void explorer_put_error(FILE *out, const cosim_diag *diag)
{
    cosim_json json;
    cosim_json_start(&json, out, 0);
    cosim_json_map_open(&json, NULL);
    cosim_json_key_text(&json, "error", diag->message);
    cosim_json_key_unsigned(&json, "node", diag->place.line);
    cosim_json_key_unsigned(&json, "column", diag->place.column);
    cosim_json_map_close(&json);
    cosim_json_finish(&json);
}
