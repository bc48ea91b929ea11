// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "cli/prove_report.h"

#include "base/json.h"
#include "base/shell.h"
#include "base/version.h"
#include "report/findings.h"

#include <inttypes.h>
#include <string.h>

/* ---- text ---- */

void cosim_cli_prove_verdict(const cosim_proof *p, char *text, size_t bytes)
{
    const char *words = p->words ? ", for these words" : "";
    switch (p->verdict) {
    case COSIM_PROOF_PROVEN:
        snprintf(text, bytes, "proven, without bound%s", words);
        break;
    case COSIM_PROOF_BOUNDED:
        snprintf(text, bytes, "proven for %" PRIu64 " steps from reset%s", p->steps, words);
        break;
    case COSIM_PROOF_REFUTED:
        snprintf(text, bytes, "refuted");
        break;
    case COSIM_PROOF_UNDECIDED:
        snprintf(text, bytes, "undecided: %s", p->why);
        break;
    }
}

void cosim_cli_prove_trace(FILE *file, const cosim_witness *w)
{
    fprintf(file, ", in a trace of %zu clocks%s%s%s", w->clocks,
            w->resets > 0 ? ", with a second reset" : "",
            w->idles > 0 ? ", with clocks without a step" : "",
            w->words_change ? ", with words that change" : "");
}

void cosim_cli_prove_narrow(FILE *file, const char *const *keys, size_t count)
{
    fputs("and with", file);
    for (size_t i = 0; i < count; i++) {
        fprintf(file, "%s %s", i > 0 ? "," : "", cosim_cli_shown(keys[i]));
    }
    fputs(", which says nothing of other widths:\n", file);
}

static void put_row(FILE *file, const char *head, const char *text)
{
    fprintf(file, "    %-13s %s\n", head, text);
}

static void put_covers(FILE *file, const cosim_proof *p)
{
    const char *head = "reached";
    for (size_t i = 0; i < p->cover_count; i++) {
        if (p->reached[i] >= 0) {
            fprintf(file, "    %-13s %s, in clock %d\n", head, p->covers[i].text, p->reached[i]);
            head = "";
        }
    }
    head = "never reached";
    for (size_t i = 0; i < p->cover_count; i++) {
        if (p->never[i]) {
            put_row(file, head, p->covers[i].text);
            head = "";
        }
    }
    head = "not reached";
    for (size_t i = 0; i < p->cover_count; i++) {
        if (p->reached[i] < 0 && !p->never[i]) {
            put_row(file, head, p->covers[i].text);
            head = "";
        }
    }
}

static void put_refuted(FILE *file, const cosim_manifest *m, const cosim_proof *p,
                        const cosim_cli_replay *r)
{
    const cosim_witness *w = &p->witness;
    char outputs[200];
    fprintf(file, "    %-13s ", "differs");
    if (w->hangs) {
        fprintf(file, "no answer comes within %u clocks", cosim_miter_patience(m));
    } else {
        fputs(cosim_witness_outputs(m, w, outputs, sizeof outputs), file);
    }
    fprintf(file, ", at step %zu after reset", w->differs_at);
    cosim_cli_prove_trace(file, w);
    fputs("\n", file);
    if (r->why[0] != '\0') {
        put_row(file, "no run", cosim_cli_shown(r->why));
        return;
    }
    if (r->steps > 0) {
        fprintf(file, "    %-13s %zu step%s of a scenario show it\n", "shortest run", r->steps,
                r->steps == 1 ? "" : "s");
    } else if (r->steady) {
        put_row(file, "run",
                "no current, which is split between drives, gives the words of the trace: "
                "a steady one shows it, too");
    } else if (w->resets == 0 && w->idles == 0 && !w->words_change) {
        put_row(file, "shortest run",
                "no shorter one was found in the time: it is that of the trace");
    } else {
        put_row(file, "shortest run",
                "steps alone do not show it: a run also has clocks without a "
                "step, a second reset, and words that change");
    }
    fprintf(file,
            "    %-13s %s fails: step %" PRIu64 " %s: expected %" PRId64 ", observed %" PRId64 "\n",
            "judge", r->level, r->step, r->quantity, r->expected, r->observed);
    fprintf(file, "    %-13s lifcosim run --dut ", "");
    cosim_put_shell_word(file, m->name);
    fputc(' ', file);
    cosim_put_shell_word(file, r->scenario);
    fputc('\n', file);
    if (r->wave != NULL) {
        cosim_text_gtkwave(file, "waveform", r->wave, r->layout);
    }
}

static void put_assumed(FILE *file, const cosim_proof *p)
{
    const char *head = "assumed";
    for (const char *text = p->assumed; text != NULL && *text != '\0'; text += strlen(text) + 1) {
        put_row(file, head, text);
        head = "";
    }
}

void cosim_cli_prove_text(FILE *file, const cosim_manifest *m, const cosim_proof *p,
                          const cosim_cli_replay *r)
{
    char verdict[COSIM_CLI_VERDICT_BYTES];
    cosim_cli_prove_verdict(p, verdict, sizeof verdict);
    fprintf(file, "%s: %s\n", cosim_cli_shown(m->name), verdict);
    fprintf(file, "    %-13s %s, %.1f s\n", "by", p->engine, p->seconds);
    if (p->resumed > 0) {
        fprintf(file, "    %-13s %zu answer%s of an earlier run, %.1f s of these\n", "resumed",
                p->resumed, p->resumed == 1 ? "" : "s", p->resumed_s);
    }
    if (p->verdict == COSIM_PROOF_REFUTED) {
        put_refuted(file, m, p, r);
    } else {
        if (p->verdict == COSIM_PROOF_UNDECIDED && p->clocks > 0) {
            fprintf(file,
                    "    %-13s no difference in the first %" PRIu64 " clocks, %" PRIu64 " steps\n",
                    "searched", p->clocks, p->steps);
        }
        put_covers(file, p);
        if (p->fault_refuted) {
            fprintf(file, "    %-13s a circuit with %s is refuted\n", "seeded fault", p->fault);
        }
    }
    put_assumed(file, p);
}

/* ---- JSON ---- */

static void put_json_refuted(cosim_json *json, const cosim_manifest *m, const cosim_proof *p,
                             const cosim_cli_replay *r)
{
    const cosim_witness *w = &p->witness;
    char outputs[200];
    cosim_json_map_open(json, "refuted");
    cosim_json_key_text(json, "outputs", cosim_witness_outputs(m, w, outputs, sizeof outputs));
    cosim_json_key_bool(json, "hangs", w->hangs);
    cosim_json_key_unsigned(json, "clocks", w->clocks);
    cosim_json_key_unsigned(json, "steps", w->count);
    cosim_json_key_unsigned(json, "second_resets", w->resets);
    cosim_json_key_unsigned(json, "idle_clocks", w->idles);
    cosim_json_key_bool(json, "words_change", w->words_change);
    if (r->why[0] != '\0') {
        static const char *const of_a_run[] = {"run_steps", "level",    "step",
                                               "quantity",  "expected", "observed"};
        cosim_json_key_text(json, "no_run", r->why);
        for (size_t i = 0; i < sizeof of_a_run / sizeof *of_a_run; i++) {
            cosim_json_key_null(json, of_a_run[i]);
        }
    } else {
        cosim_json_key_null(json, "no_run");
        cosim_json_key_unsigned(json, "run_steps", r->steps);
        cosim_json_key_text(json, "level", r->level);
        cosim_json_key_unsigned(json, "step", r->step);
        cosim_json_key_text(json, "quantity", r->quantity);
        cosim_json_key_signed(json, "expected", r->expected);
        cosim_json_key_signed(json, "observed", r->observed);
    }
    cosim_json_key_text(json, "scenario", r->scenario);
    cosim_json_key_text(json, "wave", r->wave);
    cosim_json_map_close(json);
}

static void put_json_proof(cosim_json *json, const cosim_cli_proof *proof)
{
    const cosim_manifest *m = proof->manifest;
    const cosim_proof *p = proof->proof;
    const cosim_cli_replay *r = proof->replay;
    cosim_json_key_text(json, "circuit", m->name);
    cosim_json_key_text(json, "verdict", cosim_proof_name(p->verdict));
    cosim_json_key_bool(json, "words_fixed", p->words);
    cosim_json_key_bool(json, "free_products", p->free_products);
    cosim_json_key_text(json, "why", p->why[0] != '\0' ? p->why : NULL);
    cosim_json_key_text(json, "engine", p->engine);
    cosim_json_key_number(json, "seconds", p->seconds);
    cosim_json_key_unsigned(json, "resumed_answers", p->resumed);
    cosim_json_key_number(json, "resumed_seconds", p->resumed_s);
    cosim_json_key_unsigned(json, "clocks", p->clocks);
    cosim_json_key_unsigned(json, "steps", p->steps);
    cosim_json_list_open(json, "covers");
    for (size_t i = 0; i < p->cover_count; i++) {
        cosim_json_map_open(json, NULL);
        cosim_json_key_text(json, "what", p->covers[i].text);
        cosim_json_key_bool(json, "needed", p->covers[i].needed);
        if (p->reached[i] >= 0) {
            cosim_json_key_signed(json, "clock", p->reached[i]);
        } else {
            cosim_json_key_null(json, "clock");
        }
        cosim_json_key_bool(json, "never", p->never[i]);
        cosim_json_map_close(json);
    }
    cosim_json_list_close(json);
    cosim_json_key_text(json, "seeded_fault", p->fault_refuted ? p->fault : NULL);
    cosim_json_list_open(json, "assumed");
    for (const char *text = p->assumed; text != NULL && *text != '\0'; text += strlen(text) + 1) {
        cosim_json_text(json, text);
    }
    cosim_json_list_close(json);
    if (p->verdict == COSIM_PROOF_REFUTED) {
        put_json_refuted(json, m, p, r);
    } else {
        cosim_json_key_null(json, "refuted");
    }
}

void cosim_cli_prove_json(FILE *file, const cosim_cli_proof *whole, const cosim_cli_proof *narrow,
                          const char *const *keys, size_t count)
{
    cosim_json json;
    cosim_json_start(&json, file, 2);
    cosim_json_map_open(&json, NULL);
    cosim_json_key_text(&json, "lifcosim", cosim_version());
    put_json_proof(&json, whole);
    if (narrow != NULL) {
        cosim_json_map_open(&json, "narrow");
        cosim_json_list_open(&json, "set");
        for (size_t i = 0; i < count; i++) {
            cosim_json_text(&json, keys[i]);
        }
        cosim_json_list_close(&json);
        put_json_proof(&json, narrow);
        cosim_json_map_close(&json);
    } else {
        cosim_json_key_null(&json, "narrow");
    }
    cosim_json_map_close(&json);
    cosim_json_finish(&json);
}
