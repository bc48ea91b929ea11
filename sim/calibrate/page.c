// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "calibrate/page.h"

#include "calibrate/evidence.h"
#include "calibrate/page_rows.h"
#include "calibrate/text.h"
#include "report/html/frame.h"
#include "report/html/text.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* ---- the frame, for traces too ---- */

void cosim_calibration_page_open(FILE *out, const cosim_calibration_page_head *head)
{
    cosim_html_title title = {.number = 1,
                              .verdict = head->fits ? COSIM_PASS : COSIM_FAIL,
                              .name = head->name,
                              .on = head->on,
                              .headline = head->fits ? "A text explains every answer."
                                                     : "No text may be claimed.",
                              .reason = ""};
    char words[400];
    snprintf(words, sizeof words, "lifcosim: %.200s calibrated", head->name);
    cosim_html_open(out, words);
    fputs(
        "<header>\n<h1>Calibration report</h1>\n<p class=\"about\">What computes the answers that "
        "were seen: found from them alone, and held against all of them.</p>\n</header>\n"
        "<main>\n",
        out);
    cosim_html_head(out, &title);
    cosim_html_about(out, head->about, "");
    fprintf(out, "<p class=\"first %s\">", head->fits ? "pass" : "fail");
    cosim_html_text(out, head->result);
    fputs("</p>\n", out);
}

void cosim_calibration_page_close(FILE *out)
{
    fputs("</section>\n</main>\n", out);
    cosim_html_close(out);
}

void cosim_calibration_page_text(FILE *out, const char *title, const char *lines)
{
    fprintf(out, "<h3>%s</h3>\n<pre class=\"made\">", title);
    cosim_html_text(out, lines);
    fputs("</pre>\n", out);
}

/* ---- a circuit ---- */

/* The page is about this. */
typedef struct page {
    FILE *out;
    cosim_calibration *c;
    cosim_found *found;           /* what fits, or the nearest; NULL: none */
    size_t to[COSIM_EXPERIMENTS]; /* rows of these experiments are shown, up to this step */
} page;

static void put_asked(const page *p, const cosim_calibration_cost *cost, const char *path)
{
    const cosim_calibration *c = p->c;
    const cosim_manifest *m = c->bench.keys;
    char port[COSIM_PORT_BYTES];
    FILE *out = p->out;
    cosim_html_facts_open(out, "What was asked");
    cosim_html_fact(out, "manifest", path);
    cosim_html_fact(out, "top module", m->top);
    for (size_t i = 0; i < m->parameter_count; i++) {
        cosim_html_fact_put(out, "parameter", "%s = %s", m->parameters[i].name,
                            m->parameters[i].value);
    }
    cosim_html_fact_put(out, "spikes at", "port %s", cosim_port_name(&m->spike, port));
    if (c->bench.membrane >= 0) {
        cosim_html_fact_put(
            out, "membrane at", "port %s",
            cosim_port_name(m->membrane.node != NULL ? &m->membrane : &m->state_out, port));
    } else {
        cosim_html_fact(out, "membrane", "hidden, so that what moves no spike is not told apart");
    }
    cosim_html_fact_put(out, "experiments of the search",
                        "%zu, of %" PRIu64 " steps, %" PRIu64 " spikes", c->used,
                        cosim_calibration_steps(c, 0, c->used), c->spikes);
    if (c->bench.count > c->used) {
        cosim_html_fact_put(out, "experiments that test it", "%zu, of %" PRIu64 " steps",
                            c->bench.count - c->used,
                            cosim_calibration_steps(c, c->used, c->bench.count));
    }
    cosim_html_fact_put(out, "texts that were tried", "%" PRIu64, c->tried);
    cosim_html_fact_put(out, "processor's time",
                        "%.1f s to elaborate, %.1f s to build, %.1f s to search",
                        cost->elaborating_s, cost->building_s, cost->searching_s);
    cosim_html_table_close(out);
}

/* ---- the evidence ---- */

static void put_departure(page *p, const cosim_guess *other, cosim_trait trait)
{
    size_t experiment = 0, step = 0;
    FILE *out = p->out;
    fprintf(out, "<tr><td>%s</td><td>%s</td><td>%s</td>", cosim_trait_key(trait),
            cosim_trait_value(&p->found->guess, trait), cosim_trait_value(other, trait));
    if (!cosim_guess_departs(p->c, other, &experiment, &step)) {
        fputs("<td>nowhere: either will do</td><td class=\"n\">-</td></tr>\n", out);
        return;
    }
    fprintf(out, "<td><a href=\"#experiment-%zu\">", experiment);
    cosim_html_text(out, p->c->bench.experiments[experiment]->name);
    fprintf(out, "</a></td><td class=\"n\">%zu</td></tr>\n", step);
    p->to[experiment] = step + 1 > p->to[experiment] ? step + 1 : p->to[experiment];
}

static void put_evidence(page *p)
{
    const cosim_manifest *m = p->c->bench.keys;
    FILE *out = p->out;
    cosim_guess other;
    if (p->found->edited != NULL) { /* an edit has no other values */
        return;
    }
    fputs("<h3>Evidence: where each other value departs</h3>\n", out);
    cosim_html_table_open(out, "Evidence", "numbers");
    fputs("<thead><tr><th scope=\"col\">key</th><th scope=\"col\">found</th><th scope=\"col\">"
          "another value</th><th scope=\"col\">departs in the experiment</th>"
          "<th scope=\"col\" class=\"n\">at step</th></tr></thead>\n<tbody>\n",
          out);
    for (cosim_trait trait = COSIM_TRAIT_LEAK; trait < COSIM_TRAITS; trait++) {
        for (unsigned i = 0; cosim_trait_is_said(m, &p->found->guess, trait) &&
                             cosim_trait_other(m, &p->found->guess, trait, i, &other);
             i++) {
            if (cosim_guess_possible(m, &other)) {
                put_departure(p, &other, trait);
            }
        }
    }
    cosim_html_table_close(out);
}

/* Names the texts that answer alike and have more than one thing otherwise. */
static int put_alike(const page *p)
{
    for (size_t i = 1; i < p->c->fit_count; i++) {
        const cosim_found *other = &p->c->fits[i];
        char *text = NULL;
        size_t length = 0;
        if (other->edited == NULL && !cosim_evidence_is_apart(&p->found->guess, &other->guess)) {
            continue;
        }
        FILE *memory = open_memstream(&text, &length);
        if (memory != NULL) {
            cosim_evidence_put_difference(memory, p->c, p->found, other);
        }
        if (memory == NULL || fclose(memory) != 0) {
            free(text);
            return -1;
        }
        fputs("<p>No drive was found that tells another text apart, and either will do: ", p->out);
        cosim_html_text(p->out, text);
        fputs(".</p>\n", p->out);
        free(text);
    }
    return 0;
}

/* ---- the experiments ---- */

typedef struct counts {
    uint64_t spikes, differ;
} counts;

static void count_row(void *context, const cosim_row *row)
{
    counts *n = context;
    n->spikes += row->spike != 0;
    n->differ += row->differs;
}

static int put_words(FILE *out, const cosim_calibration *c, const cosim_words_of *words)
{
    char *text = NULL;
    size_t length = 0;
    FILE *memory = open_memstream(&text, &length);
    if (memory != NULL) {
        cosim_calibration_put_words(memory, c, words);
    }
    const int status = memory != NULL && fclose(memory) == 0 ? 0 : -1;
    if (status == 0) {
        cosim_html_text(out, text);
    }
    free(text);
    return status;
}

/* Lists them, and shows rows of the one that departs first, or of the first that spikes. */
static int put_experiments(page *p)
{
    const cosim_bench *b = &p->c->bench;
    FILE *out = p->out;
    int status = 0;
    size_t chosen = SIZE_MAX, chosen_to = 0;
    fputs("<h3>The experiments and their words</h3>\n<details><summary>all of them, each from "
          "reset</summary>\n",
          out);
    cosim_html_table_open(out, "Experiments", "numbers all");
    fputs("<thead><tr><th scope=\"col\">experiment</th><th scope=\"col\">words</th>", out);
    cosim_html_column(out, "steps");
    cosim_html_column(out, "spikes");
    cosim_html_column(out, "steps that differ");
    fputs("<th scope=\"col\">used by</th></tr></thead>\n<tbody>\n", out);
    for (size_t i = 0; i < b->count && status == 0; i++) {
        const cosim_experiment *e = b->experiments[i];
        counts n = {0, 0};
        status = cosim_rows_each(b, &p->found->theory, e, count_row, &n);
        fprintf(out, "<tr%s><th scope=\"row\">", n.differ > 0 ? " class=\"differs\"" : "");
        cosim_html_text(out, e->name);
        fputs("</th><td>", out);
        status = put_words(out, p->c, &e->words) != 0 ? -1 : status;
        fprintf(out,
                "</td><td class=\"n\">%zu</td><td class=\"n\">%" PRIu64
                "</td><td class=\"n\">%" PRIu64 "</td><td>%s</td></tr>\n",
                e->n, n.spikes, n.differ, i < p->c->used ? "the search" : "the test");
        const size_t at = cosim_theory_departs(b, &p->found->theory, e);
        if (chosen == SIZE_MAX ? n.differ > 0 || (n.spikes > 0 && p->c->fit_count > 0)
                               : p->c->fit_count == 0 && at + 1 < chosen_to) {
            chosen = i;
            chosen_to = p->c->fit_count > 0 ? COSIM_PAGE_ROWS : at + 1;
        }
    }
    cosim_html_table_close(out);
    fputs("</details>\n", out);
    if (chosen != SIZE_MAX && p->to[chosen] < chosen_to) {
        const size_t n = b->experiments[chosen]->n;
        p->to[chosen] = chosen_to < n ? chosen_to : n;
    }
    return status;
}

/* `number` is that of the experiment; SIZE_MAX: it is the shortest one. */
static int put_rows(const page *p, const cosim_experiment *e, size_t to, size_t number)
{
    FILE *out = p->out;
    const cosim_bench *b = &p->c->bench;
    if (number == SIZE_MAX) {
        fputs("<h3>The shortest input found that shows it", out);
    } else {
        fprintf(out, "<h3 id=\"experiment-%zu\">Steps of &#34;", number);
        cosim_html_text(out, e->name);
        fputs("&#34;", out);
    }
    fputs("</h3>\n<p>Its words: ", out);
    int status = put_words(out, p->c, &e->words);
    fputs(".</p>\n", out);
    if (status == 0 && e->n > 2) {
        status = cosim_page_rows_picture(out, b, &p->found->theory, e, number + 2);
    }
    return status == 0 ? cosim_page_rows_table(out, b, &p->found->theory, e, to) : status;
}

static int put_steps(page *p)
{
    int status = 0;
    if (p->c->fit_count == 0 && p->c->odd != NULL) {
        status = put_rows(p, p->c->odd, p->c->odd->n, SIZE_MAX);
    }
    for (size_t i = 0; i < p->c->bench.count && status == 0; i++) {
        if (p->to[i] > 0) {
            status = put_rows(p, p->c->bench.experiments[i], p->to[i], i);
        }
    }
    return status;
}

/* ---- the whole ---- */

static int put_result(const page *p)
{
    char *text = NULL;
    size_t length = 0;
    const bool fits = cosim_calibration_fits(p->c);
    FILE *memory = open_memstream(&text, &length);
    int status = memory != NULL ? cosim_calibration_put_lines(memory, p->c) : -1;
    status = memory != NULL && fclose(memory) == 0 ? status : -1;
    if (status == 0) {
        cosim_calibration_page_text(p->out,
                                    fits ? "The text, which takes effect at the end of the manifest"
                                         : "The nearest text, a start for equations of your own",
                                    text);
    }
    free(text);
    return status;
}

int cosim_calibration_page(FILE *out, cosim_calibration *c, const cosim_calibration_cost *cost,
                           const char *path)
{
    char result[COSIM_CALIBRATION_RESULT];
    const bool fits = cosim_calibration_fits(c);
    page p = {.out = out,
              .c = c,
              .found = fits                              ? &c->fits[0]
                       : c->nearest.theory.arena != NULL ? &c->nearest
                                                         : NULL};
    const cosim_calibration_page_head head = {
        .fits = fits,
        .name = c->bench.keys->name,
        .on = path,
        .about = c->bench.keys->about != NULL ? c->bench.keys->about : "",
        .result = cosim_calibration_result(c, result)};
    int status = 0;
    cosim_calibration_page_open(out, &head);
    put_asked(&p, cost, path);
    if (p.found != NULL) {
        status = put_result(&p);
        if (fits) {
            put_evidence(&p);
            status = put_alike(&p) != 0 ? -1 : status;
        }
        status = put_experiments(&p) != 0 || put_steps(&p) != 0 ? -1 : status;
    }
    cosim_calibration_page_close(out);
    return status;
}
