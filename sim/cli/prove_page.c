// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "cli/prove_page.h"

#include "cli/beside.h"
#include "report/html/frame.h"
#include "report/html/text.h"

#include <inttypes.h>
#include <string.h>

enum { STEPS_SHOWN = 64 };

/* ---- pieces ---- */

static const char *class_of(cosim_proof_verdict verdict)
{
    return verdict == COSIM_PROOF_PROVEN    ? "pass"
           : verdict == COSIM_PROOF_REFUTED ? "fail"
                                            : "vacuous";
}

static void put_badge(FILE *out, const char *class_name, const char *text)
{
    fprintf(out, "<span class=\"badge %s\">%s</span>", class_name, text);
}

/* Names a type as the equations do: "s16", "u8". */
static const char *type_text(cosim_eq_type type, char text[16])
{
    snprintf(text, 16, "%c%u", type.is_signed ? 's' : 'u', type.bits);
    return text;
}

/* ---- what it is worth ---- */

static const char *meaning(const cosim_cli_proof *proof)
{
    const cosim_proof *p = proof->proof;
    switch (p->verdict) {
    case COSIM_PROOF_PROVEN:
        return p->words ? "For these words, no input and no number of steps makes an output differ "
                          "from what the circuit declares."
                        : "No input, no word at its ports and no number of steps makes an output "
                          "differ from what the circuit declares.";
    case COSIM_PROOF_BOUNDED:
        return "No output differs in so many steps from reset; of later ones nothing is said.";
    case COSIM_PROOF_REFUTED:
        return proof->replay->why[0] == '\0'
                   ? "There is a run in which an output is not what the circuit declares."
                   : "There is a trace in which an output is not what the circuit declares; the "
                     "judge has not seen it in a run.";
    case COSIM_PROOF_UNDECIDED:
        break;
    }
    return "Nothing is shown.";
}

static void put_result(FILE *out, const cosim_cli_proof *proof)
{
    const cosim_proof *p = proof->proof;
    fprintf(out, "<p class=\"first %s\">%s", class_of(p->verdict), meaning(proof));
    if (p->why[0] != '\0') {
        fputs(" What is missing: ", out);
        cosim_html_text(out, p->why);
        fputs(".", out);
    }
    fputs("</p>\n", out);
    cosim_html_facts_open(out, "Result");
    cosim_html_fact_put(out, "by", "%s%s", p->engine,
                        p->free_products ? ", with free products" : "");
    cosim_html_fact_put(out, "time", "%.1f s", p->seconds);
    if (p->resumed > 0) {
        cosim_html_fact_put(out, "of an earlier run", "%zu answers, %.1f s of this time",
                            p->resumed, p->resumed_s);
    }
    if (p->clocks > 0 && p->verdict != COSIM_PROOF_REFUTED) {
        cosim_html_fact_put(out, "searched",
                            "%" PRIu64 " clocks from power-up, which are %" PRIu64 " steps",
                            p->clocks, p->steps);
    }
    cosim_html_fact_put(out, "files on the way", "%s", proof->folder);
    cosim_html_table_close(out);
}

static void put_type(FILE *out, const char *what, const char *name, const char *port,
                     cosim_eq_type type, const char *more)
{
    char text[16];
    fprintf(out, "<tr><td>%s</td><th scope=\"row\">", what);
    cosim_html_text(out, name);
    fputs("</th><td>", out);
    cosim_html_text(out, port != NULL ? port : "-");
    fprintf(out, "</td><td>%s</td><td>%s</td></tr>\n", type_text(type, text), more);
}

/* Says of which circuit, and of which widths. */
static void put_circuit(FILE *out, const cosim_cli_proof *proof)
{
    const cosim_manifest *m = proof->manifest;
    const cosim_eq_declaration *d = m->declaration;
    const cosim_equations *e = m->equations;
    cosim_html_facts_open(out, "The circuit and the widths of its words");
    cosim_html_fact_put(out, "manifest", "%s", m->path);
    cosim_html_fact_put(out, "top module", "%s", m->top);
    for (size_t i = 0; i < m->parameter_count; i++) {
        cosim_html_fact_put(out, "parameter", "%s = %s", m->parameters[i].name,
                            m->parameters[i].value);
    }
    if (proof->with != NULL) {
        cosim_html_fact_put(out, "words of", "%s", proof->with->path);
    }
    cosim_html_table_close(out);
    cosim_html_table_open(out, "Words and their widths", "numbers");
    fputs("<thead><tr><th scope=\"col\">word</th><th scope=\"col\">name</th><th scope=\"col\">port"
          "</th><th scope=\"col\">bits</th><th scope=\"col\">in the "
          "proof</th></tr></thead>\n<tbody>\n",
          out);
    for (size_t i = 0; i < e->input_count; i++) {
        put_type(out, "input", e->inputs[i].name, e->inputs[i].port, e->inputs[i].type,
                 "free in each step");
    }
    for (size_t i = 0; i < d->told_count; i++) {
        const cosim_eq_param *param = &e->params[d->told[i]];
        char most[60];
        snprintf(most, sizeof most, param->limited ? "free up to %" PRId64 : "free", param->most);
        put_type(out, "told word", param->name, param->port, param->type,
                 proof->proof->words ? "that of the scenario" : most);
    }
    for (size_t i = 0; i < e->output_count; i++) {
        put_type(out, "output", e->outputs[i].port, e->outputs[i].port, e->outputs[i].type,
                 "compared in each step");
    }
    for (size_t i = 0; i < e->state_count; i++) {
        put_type(out, "state", e->states[i].name, NULL, e->states[i].type, "of the equations");
    }
    cosim_html_table_close(out);
}

/* ---- what makes it count ---- */

static void put_covers(FILE *out, const cosim_proof *p)
{
    fputs("<h3>Traces that were reached</h3>\n", out);
    cosim_html_table_open(out, "Traces that were reached", "numbers");
    fputs("<thead><tr><th scope=\"col\">what</th><th scope=\"col\">reached</th>"
          "<th scope=\"col\">without it</th></tr></thead>\n<tbody>\n",
          out);
    for (size_t i = 0; i < p->cover_count; i++) {
        fputs("<tr><th scope=\"row\">", out);
        cosim_html_text(out, p->covers[i].text);
        fputs("</th><td>", out);
        if (p->reached[i] >= 0) {
            fprintf(out, "in clock %d", p->reached[i]);
        } else {
            fputs(p->never[i] ? "proven never to be" : "no", out);
        }
        fprintf(out, "</td><td>%s</td></tr>\n",
                p->covers[i].needed ? "nothing counts" : "the proof counts");
    }
    cosim_html_table_close(out);
    fputs("<h3>Seeded fault</h3>\n<p>", out);
    if (p->fault_refuted) {
        fputs("The same comparison refutes a circuit with ", out);
        cosim_html_text(out, p->fault);
        fputs(".</p>\n", out);
    } else {
        fprintf(out, "None of %u was refuted.</p>\n", p->faults);
    }
}

static void put_assumed(FILE *out, const cosim_proof *p)
{
    fputs("<h3>Assumed</h3>\n<ul>\n", out);
    for (const char *text = p->assumed; text != NULL && *text != '\0'; text += strlen(text) + 1) {
        fputs("<li>", out);
        cosim_html_text(out, text);
        fputs("</li>\n", out);
    }
    fputs("</ul>\n", out);
}

/* ---- the trace ---- */

static void put_step(FILE *out, const cosim_manifest *m, const cosim_witness *w, size_t at)
{
    const size_t inputs = m->equations->input_count, told = m->declaration->told_count;
    fprintf(out, "<tr%s><th scope=\"row\" class=\"n\">%zu</th>",
            at == w->differs_at && !w->hangs ? " class=\"differs\"" : "", at);
    for (size_t i = 0; i < inputs; i++) {
        fprintf(out, "<td class=\"n\">%" PRId64 "</td>", w->inputs[at * inputs + i]);
    }
    for (size_t i = 0; i < told; i++) {
        fprintf(out, "<td class=\"n\">%" PRId64 "</td>", w->told[at * told + i]);
    }
    fputs("</tr>\n", out);
}

/* Shows the last steps of the trace, up to the one that differs. */
static void put_trace(FILE *out, const cosim_manifest *m, const cosim_witness *w)
{
    const cosim_equations *e = m->equations;
    const cosim_eq_declaration *d = m->declaration;
    const size_t first = w->count > STEPS_SHOWN ? w->count - STEPS_SHOWN : 0;
    char outputs[200];
    fputs("<h3>The trace</h3>\n<p>", out);
    if (w->hangs) {
        fprintf(out, "No answer comes within %u clocks", cosim_miter_patience(m));
    } else {
        cosim_html_text(out, cosim_witness_outputs(m, w, outputs, sizeof outputs));
        fprintf(out, " differs at step %zu after reset", w->differs_at);
    }
    cosim_cli_prove_trace(out, w);
    fputs(".</p>\n", out);
    cosim_html_table_open(out, "Steps of the trace", "numbers all");
    fputs("<thead><tr>", out);
    cosim_html_column(out, "step");
    for (size_t i = 0; i < e->input_count; i++) {
        cosim_html_column(out, e->inputs[i].name);
    }
    for (size_t i = 0; i < d->told_count; i++) {
        cosim_html_column(out, e->params[d->told[i]].name);
    }
    fputs("</tr></thead>\n<tbody>\n", out);
    if (first > 0) {
        fprintf(out, "<tr class=\"cut\"><td colspan=\"%zu\">%zu steps before</td></tr>\n",
                1 + e->input_count + d->told_count, first);
    }
    for (size_t at = first; at < w->count; at++) {
        put_step(out, m, w, at);
    }
    cosim_html_table_close(out);
}

static void put_run(FILE *out, const cosim_cli_proof *proof)
{
    const cosim_cli_replay *r = proof->replay;
    if (r->why[0] != '\0') {
        fputs("<h3>Why no run shows it</h3>\n<p>", out);
        cosim_html_text(out, r->why);
        fputs("</p>\n", out);
        return;
    }
    cosim_html_facts_open(out, "The run that shows it");
    if (r->steps > 0) {
        cosim_html_fact_put(out, "shortest run", "%zu step%s of a scenario", r->steps,
                            r->steps == 1 ? "" : "s");
    }
    cosim_html_fact_put(out, "the judge",
                        "%s fails: step %" PRIu64 " %s: expected %" PRId64 ", observed %" PRId64,
                        r->level, r->step, r->quantity, r->expected, r->observed);
    cosim_html_fact_put(out, "scenario", "%s", r->scenario);
    if (r->wave != NULL) {
        cosim_html_fact_put(out, "waveform", "%s", r->wave);
    }
    cosim_html_table_close(out);
    fputs("<pre>lifcosim run --dut ", out);
    cosim_html_shell(out, proof->manifest->name);
    fputs(" ", out);
    cosim_html_shell(out, r->scenario);
    if (r->wave != NULL) {
        fputs("\n", out);
        cosim_html_gtkwave(out, r->wave, r->layout);
    }
    fputs("</pre>\n", out);
}

/* ---- the page ---- */

static void put_proof(FILE *out, const cosim_cli_proof *proof)
{
    const cosim_proof *p = proof->proof;
    char verdict[COSIM_CLI_VERDICT_BYTES];
    cosim_cli_prove_verdict(p, verdict, sizeof verdict);
    fputs("<section>\n<h2>", out);
    put_badge(out, class_of(p->verdict), cosim_proof_name(p->verdict));
    fputs(" ", out);
    cosim_html_text(out, proof->manifest->name);
    fputs(" <span class=\"on\">", out);
    cosim_html_text(out, verdict);
    fputs("</span></h2>\n", out);
    put_result(out, proof);
    put_circuit(out, proof);
    if (p->verdict == COSIM_PROOF_REFUTED) {
        put_trace(out, proof->manifest, &p->witness);
        put_run(out, proof);
    } else {
        put_covers(out, p);
    }
    put_assumed(out, p);
    fputs("</section>\n", out);
}

void cosim_cli_prove_page(FILE *out, const cosim_cli_proof *whole, const cosim_cli_proof *narrow,
                          const char *const *keys, size_t count)
{
    char title[CLI_NAME_BYTES + 60];
    snprintf(title, sizeof title, "lifcosim: %s %s", whole->manifest->name,
             cosim_proof_name(whole->proof->verdict));
    cosim_html_open(out, title);
    fputs(
        "<header>\n<h1>Proof report</h1>\n<p class=\"about\">A circuit and what it declares, side "
        "by side with the same inputs: whether an output ever differs.</p>\n</header>\n<main>\n",
        out);
    put_proof(out, whole);
    if (narrow != NULL) {
        fputs("<p>The same with other keys, which says nothing of other widths:", out);
        for (size_t i = 0; i < count; i++) {
            fputs(i > 0 ? ", <code>" : " <code>", out);
            cosim_html_text(out, keys[i]);
            fputs("</code>", out);
        }
        fputs("</p>\n", out);
        put_proof(out, narrow);
    }
    fputs("</main>\n", out);
    cosim_html_close(out);
}
