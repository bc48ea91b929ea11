// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* What a run found, as JSON for the page: the words are those of the program's own reports. */
#include "base/decimal.h"
#include "circuit/format.h"
#include "report/words.h"
#include "result/levels.h"
#include "result/mismatch.h"
#include "result/reason.h"
#include "run/job.h"
#include "explorer.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

static void put_text(FILE *out, const char *text)
{
    fputc('"', out);
    for (const char *at = text; *at != '\0'; at++) {
        const unsigned char byte = (unsigned char)*at;
        if (byte == '"' || byte == '\\') {
            fprintf(out, "\\%c", byte);
        } else if (byte < 0x20) {
            fprintf(out, "\\u%04x", byte);
        } else {
            fputc(byte, out);
        }
    }
    fputc('"', out);
}

/* JSON has neither NaN nor infinity. */
static void put_number(FILE *out, const char *key, double value)
{
    char text[32];
    fprintf(out, ",\"%s\":%s", key, isfinite(value) ? cosim_number(value, text) : "null");
}

static void put_levels(FILE *out, const cosim_result *result)
{
    char lines[COSIM_FIGURES][COSIM_FIGURE_BYTES];
    fputs(",\"levels\":[", out);
    for (int level = COSIM_LEVEL_CONSTANTS; level <= COSIM_LEVEL_CLIP; level++) {
        const size_t count = cosim_level_figures(result, (cosim_level)level, lines);
        fprintf(out, "%s{\"name\":\"%s\",\"verdict\":\"%s\",\"figures\":[",
                level == COSIM_LEVEL_CONSTANTS ? "" : ",", cosim_level_name((cosim_level)level),
                cosim_verdict_name(cosim_level_verdict(result, (cosim_level)level)));
        for (size_t i = 0; i < count; i++) {
            fputs(i == 0 ? "" : ",", out);
            put_text(out, lines[i]);
        }
        fputs("]}", out);
    }
    fputc(']', out);
}

static void put_words(FILE *out, const cosim_job *job)
{
    cosim_word words[COSIM_WORDS];
    char hex[COSIM_WORD_BYTES];
    cosim_words_of(&job->q, words);
    fputs(",\"words\":[", out);
    for (size_t i = 0; i < COSIM_WORDS; i++) {
        const cosim_word *w = &words[i];
        fprintf(out, "%s{\"name\":\"%s\",\"hex\":\"%s\",\"word\":%" PRId64, i == 0 ? "" : ",",
                w->name, cosim_word_hex(w, hex), w->word);
        fprintf(out, ",\"leak\":%s,\"bits\":%u,\"fraction\":%u", w->is_leak ? "true" : "false",
                w->bits, w->fraction);
        put_number(out, "value", w->value);
        put_number(out, "real", w->real);
        put_number(out, "error_lsb", w->error_lsb);
        fputc('}', out);
    }
    fputc(']', out);
}

static void put_train(FILE *out, const char *key, const cosim_train *train)
{
    fprintf(out, ",\"%s\":[", key);
    for (size_t i = 0; i < train->count; i++) {
        fprintf(out, "%s%" PRIu64, i == 0 ? "" : ",", train->steps[i]);
    }
    fputc(']', out);
}

/* What is asked of the judge's figures and of the job beyond the words of the levels. */
static void put_figures(FILE *out, const cosim_job *job, const cosim_result *result)
{
    const lif_params *p = &job->scenario->params;
    double low, high;
    lif_quantise_current_range(&job->q, &low, &high);
    fprintf(out, ",\"steps\":%" PRIu64 ",\"refractory_steps\":%" PRIu32, result->steps,
            p->refractory_steps);
    put_number(out, "step_s", result->step_s);
    put_number(out, "scale_v", result->scale_v);
    put_number(out, "lsb_v", job->q.lsb * job->q.scale_v);
    put_number(out, "rest_v", p->v_rest_v);
    put_number(out, "threshold_v", p->v_threshold_v);
    put_number(out, "reset_v", p->v_reset_v);
    put_number(out, "initial_v", p->v_initial_v);
    put_number(out, "resistance_ohm", p->r_ohm);
    put_number(out, "tau_s", p->tau_s);
    put_number(out, "spike_peak_v",
               result->neuron.has_spike_peak ? result->neuron.spike_peak_v : (double)NAN);
    put_number(out, "tolerance", result->tolerance);
    put_number(out, "max_error_v", result->bounded.max_error_v);
    put_number(out, "max_bound_v", result->bounded.max_bound_v);
    put_number(out, "low_a", low);
    put_number(out, "high_a", high);
}

static void put_mismatch(FILE *out, const cosim_result *result)
{
    char text[256];
    const cosim_mismatch *m = &result->first_mismatch;
    if (!m->present) {
        fputs(",\"first_mismatch\":null", out);
        return;
    }
    fprintf(out, ",\"first_mismatch\":{\"level\":\"%s\",\"text\":", cosim_level_name(m->level));
    put_text(out, cosim_mismatch_text(result, text, sizeof text));
    if (m->has_step) {
        fprintf(out, ",\"step\":%" PRIu64, m->step);
    }
    fputc('}', out);
}

void explorer_put_result(FILE *out, const cosim_job *job, const cosim_result *result)
{
    char text[400];
    fprintf(out, "{\"verdict\":\"%s\",\"reason\":", cosim_verdict_name(result->verdict));
    put_text(out, cosim_result_reason(result, text, sizeof text));
    fputs(",\"name\":", out);
    put_text(out, result->scenario);
    fprintf(out, ",\"dut\":\"%s\",\"state_width\":%u", result->dut, result->format.state_width);
    fprintf(out, ",\"state_fraction\":%u,\"leak_fraction\":%u,\"rounding\":\"%s\"",
            result->format.state_fraction, result->format.leak_fraction,
            cosim_rounding_name(result->format.rounding));
    put_figures(out, job, result);
    put_levels(out, result);
    put_mismatch(out, result);
    put_words(out, job);
    put_train(out, "dut_spikes", &result->dut_spikes);
    put_train(out, "reference_spikes", &result->reference_spikes);
    fputc('}', out);
}

void explorer_put_error(FILE *out, const cosim_diag *diag)
{
    fputs("{\"error\":", out);
    put_text(out, diag->message);
    fprintf(out, ",\"node\":%u}", diag->place.line);
}
