// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "report/html/tables.h"

#include "base/si.h"
#include "circuit/format.h"
#include "report/html/text.h"
#include "report/stimulus.h"
#include "report/words.h"
#include "result/result.h"
#include "run/job.h"
#include "scenario/scenario.h"

#include <inttypes.h>

static void put_row(FILE *out, const char *name, const char *value)
{
    fprintf(out, "<tr><th scope=\"row\">%s</th><td>", name);
    cosim_html_text(out, value);
    fputs("</td></tr>\n", out);
}

static void put_si(FILE *out, const char *name, double value, const char *unit)
{
    char text[COSIM_SI_BYTES];
    put_row(out, name, cosim_si(value, unit, 9, text));
}

static void put_refractory(FILE *out, const lif_params *p)
{
    static const char *const rules[] = {
        [LIF_REFRACTORY_STEPS] = "steps",
        [LIF_REFRACTORY_BRIAN2] = "Brian 2",
        [LIF_REFRACTORY_FLOAT_TIME_S] = "floating-point time in seconds",
        [LIF_REFRACTORY_FLOAT_TIME_MS] = "floating-point time in milliseconds"};
    char text[160], time[COSIM_SI_BYTES];
    uint32_t hold;
    cosim_si(p->refractory_s, "s", 9, time);
    if (lif_hold_is_constant(p, &hold)) {
        snprintf(text, sizeof text,
                 "%s: %" PRIu32 " steps after a spike do not integrate (rule: %s)", time, hold,
                 rules[p->refractory_rule]);
    } else {
        snprintf(text, sizeof text, "%s: about %" PRIu32 " steps after a spike (rule: %s)", time,
                 p->refractory_steps, rules[p->refractory_rule]);
    }
    put_row(out, "refractory time", text);
    snprintf(text, sizeof text, "%" PRIu32 " step%s", p->initial_hold,
             p->initial_hold == 1 ? "" : "s");
    put_row(out, "initial hold", text);
}

static void put_stimuli(FILE *out, const cosim_scenario *s)
{
    for (size_t i = 0; i < s->stimulus_count; i++) {
        char name[48], text[320];
        if (s->stimulus_count == 1) {
            snprintf(name, sizeof name, "input current");
        } else {
            snprintf(name, sizeof name, "input current, summand %zu", i + 1);
        }
        put_row(out, name, cosim_stimulus_text(&s->stimuli[i], text, sizeof text));
    }
    if (s->limits.has_least || s->limits.has_most) {
        char text[80];
        put_row(out, "their sum", cosim_limits_text(&s->limits, text, sizeof text));
    }
    put_row(out, "sampled at",
            s->sample == LIF_SAMPLE_START ? "the start of each step" : "the end of each step");
}

void cosim_html_parameters(FILE *out, const cosim_job *job)
{
    const cosim_scenario *s = job->scenario;
    const lif_params *p = &s->params;
    char text[160];
    fputs("<h3>Physical parameters</h3>\n", out);
    cosim_html_table_open(out, "Physical parameters", "facts");
    fputs("<tbody>\n", out);
    put_row(out, "method",
            p->method == LIF_EULER ? "Euler"
                                   : "exponential (exact for a constant "
                                     "current over the step)");
    put_si(out, "step", p->dt_s, "s");
    snprintf(text, sizeof text, "%" PRIu64, s->steps);
    put_row(out, "steps", text);
    if (lif_params_leaks(p)) {
        put_si(out, "membrane time constant", p->tau_s, "s");
        put_si(out, "membrane resistance", p->r_ohm, "Ohm");
        put_si(out, "membrane capacitance", p->tau_s / p->r_ohm, "F");
    } else {
        put_row(out, "membrane time constant", "none: it does not leak");
        put_si(out, "membrane capacitance", p->dt_s / p->r_ohm, "F");
    }
    put_si(out, "resting potential", p->v_rest_v, "V");
    put_si(out, "threshold", p->v_threshold_v, "V");
    put_si(out, "reset potential", p->v_reset_v, "V");
    put_si(out, "initial potential", p->v_initial_v, "V");
    put_row(out, "spike when",
            p->compare == LIF_ABOVE ? "above the threshold" : "at or above the threshold");
    put_row(out, "reset",
            p->reset_mode == LIF_RESET_BY_SUBTRACTION ? "by subtraction of threshold - reset"
                                                      : "to the reset potential");
    put_refractory(out, p);
    put_stimuli(out, s);
    cosim_html_table_close(out);
}

static void put_word(FILE *out, const cosim_word *w, double lsb_v)
{
    char hex[COSIM_WORD_BYTES], volts[COSIM_SI_BYTES] = "-";
    if (!w->is_leak) {
        cosim_si(w->error_lsb * lsb_v, "V", 3, volts);
    }
    fprintf(out,
            "<tr><th scope=\"row\">%s</th><td><code>%s</code></td><td class=\"n\">%" PRId64
            "</td><td class=\"n\">%.12g</td><td class=\"n\">%.12g</td><td class=\"n\">%+.4f</td>"
            "<td class=\"n\">%s</td></tr>\n",
            w->name, cosim_word_hex(w, hex), w->word, w->value, w->real, w->error_lsb, volts);
}

void cosim_html_words(FILE *out, const cosim_job *job)
{
    const lif_quantised *q = &job->q;
    const lif_format *f = &q->format;
    cosim_word words[COSIM_WORDS];
    char scale[COSIM_SI_BYTES], lsb[COSIM_SI_BYTES], low_text[COSIM_SI_BYTES],
        high_text[COSIM_SI_BYTES];
    double low, high;

    lif_quantise_current_range(q, &low, &high);
    cosim_si(q->scale_v, "V", 9, scale);
    cosim_si(q->lsb * q->scale_v, "V", 6, lsb);
    cosim_si(low, "A", 6, low_text);
    cosim_si(high, "A", 6, high_text);
    fputs("<h3>Fixed-point words</h3>\n", out);
    fprintf(out,
            "<p>State of %u bits, %u of them fraction, in units of |threshold - reset| = %s from "
            "rest; its least significant bit (LSB) is %s. Leak with %u fraction bits, rounding %s. "
            "Input currents from %s to %s.</p>\n",
            f->state_width, f->state_fraction, scale, lsb, f->leak_fraction,
            cosim_rounding_name(f->rounding), low_text, high_text);
    cosim_html_table_open(out, "Fixed-point words", "numbers");
    fputs("<thead><tr><th scope=\"col\">word</th><th scope=\"col\">hex</th>"
          "<th scope=\"col\" class=\"n\">decimal</th><th scope=\"col\" class=\"n\">value</th>"
          "<th scope=\"col\" class=\"n\">real value</th>"
          "<th scope=\"col\" class=\"n\">error / LSB</th>"
          "<th scope=\"col\" class=\"n\">error</th></tr></thead>\n<tbody>\n",
          out);
    cosim_words_of(q, words);
    for (size_t i = 0; i < COSIM_WORDS; i++) {
        put_word(out, &words[i], q->lsb * q->scale_v);
    }
    cosim_html_table_close(out);
}

void cosim_html_bound(FILE *out, const cosim_job *job, const cosim_result *r)
{
    const double lsb_v = job->q.lsb * job->q.scale_v;
    char text[128], volts[COSIM_SI_BYTES];
    fputs("<h3>Error bound</h3>\n", out);
    if (r->bounded.verdict == COSIM_NOT_APPLICABLE) {
        fputs("<p>Not judged for this circuit.</p>\n", out);
        return;
    }
    cosim_html_table_open(out, "Error bound", "facts");
    fputs("<tbody>\n", out);
    cosim_si(r->bounded.max_error_v, "V", 3, volts);
    snprintf(text, sizeof text, "%s = %.3g LSB", volts, r->bounded.max_error_v / lsb_v);
    put_row(out, "largest error of the membrane", text);
    cosim_si(r->bounded.max_bound_v, "V", 3, volts);
    snprintf(text, sizeof text, "%s = %.3g LSB = %.3g of |threshold - reset|", volts,
             r->bounded.max_bound_v / lsb_v, r->bounded.max_bound_v / r->scale_v);
    put_row(out, "largest bound", text);
    snprintf(text, sizeof text, "%.3g of |threshold - reset|", r->tolerance);
    put_row(out, "largest bound that the scenario admits", text);
    snprintf(text, sizeof text, "%.3g", r->bounded.max_usage);
    put_row(out, "largest error / bound of one step", text);
    snprintf(text, sizeof text, "%" PRIu64, r->bounded.ambiguous_steps);
    put_row(out, "steps whose decision the bound leaves open", text);
    cosim_html_table_close(out);
}
