// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "calibrate/traced_page.h"

#include "calibrate/page.h"
#include "calibrate/traced_others.h"
#include "calibrate/traced_text.h"
#include "report/html/text.h"

#include <stdlib.h>

/* ---- for traces of either kind ---- */

void cosim_traced_page_others_open(FILE *out)
{
    fputs("<h3>Evidence: which row excludes another neuron</h3>\n", out);
    cosim_html_table_open(out, "Evidence", "numbers");
    fputs("<thead><tr><th scope=\"col\">another neuron</th><th scope=\"col\">is</th>"
          "<th scope=\"col\" class=\"n\">at step</th><th scope=\"col\">at line, or why"
          "</th></tr></thead>\n<tbody>\n",
          out);
}

void cosim_traced_page_put_other(FILE *out, const cosim_traced_page_other *o)
{
    fputs("<tr><td>", out);
    cosim_html_text(out, o->words);
    if (o->why != NULL) {
        fputs("</td><td>open</td><td class=\"n\">-</td><td>", out);
        cosim_html_text(out, o->why);
    } else {
        fprintf(out, "</td><td>excluded</td><td class=\"n\">%zu</td><td>", o->step);
        cosim_html_text(out, o->file);
        fprintf(out, ":%lu", o->line);
    }
    fputs("</td></tr>\n", out);
}

void cosim_traced_page_misses_open(FILE *out, size_t missed)
{
    fprintf(out, "<h3>Steps that are not explained: %zu</h3>\n", missed);
    cosim_html_table_open(out, "Steps that are not explained", "numbers");
    fputs("<thead><tr><th scope=\"col\" class=\"n\">step</th><th scope=\"col\">line</th></tr>"
          "</thead>\n<tbody>\n",
          out);
}

void cosim_traced_page_put_miss(FILE *out, const char *file, unsigned long line, size_t step)
{
    fprintf(out, "<tr><th scope=\"row\" class=\"n\">%zu</th><td>", step);
    cosim_html_text(out, file);
    fprintf(out, ":%lu</td></tr>\n", line);
}

/* ---- volts ---- */

static int put_others(FILE *out, cosim_traced *t)
{
    size_t count;
    cosim_traced_other *list = cosim_traced_others(t, &count);
    if (list == NULL) {
        return -1;
    }
    cosim_traced_page_others_open(out);
    for (size_t i = 0; i < count; i++) {
        const cosim_traced_page_other o = {list[i].words, list[i].open ? list[i].why : NULL,
                                           list[i].file, list[i].line, list[i].step};
        cosim_traced_page_put_other(out, &o);
    }
    cosim_html_table_close(out);
    free(list);
    return 0;
}

static void put_misses(FILE *out, const cosim_traced *t)
{
    cosim_traced_page_misses_open(out, t->missed);
    for (size_t k = 0; k < t->trace_count; k++) {
        const cosim_rival_misses *const both[] = {&t->cases[k].searched, &t->cases[k].tested};
        for (size_t b = 0; b < 2; b++) {
            for (size_t i = 0; i < both[b]->count && i < COSIM_MISSES; i++) {
                unsigned long line;
                const char *file = cosim_traced_place(t, k, both[b]->step[i], &line);
                cosim_traced_page_put_miss(out, file, line, both[b]->step[i]);
            }
        }
    }
    cosim_html_table_close(out);
}

static void put_asked(FILE *out, const cosim_traced *t, const char *path)
{
    cosim_html_facts_open(out, "What was asked");
    cosim_html_fact(out, "manifest", path);
    for (size_t k = 0; k < t->trace_count; k++) {
        unsigned long line;
        cosim_html_fact_put(out, "trace", "%s: %zu steps, %zu spikes",
                            cosim_traced_place(t, k, 0, &line), t->steps[k], t->spikes[k]);
    }
    cosim_html_fact_put(out, "steps of the search",
                        "%zu; the others test what was found, where there are any", t->searched);
    cosim_html_fact_put(out, "neurons that were tried", "%zu", t->tried);
    cosim_html_table_close(out);
}

static int put_result(FILE *out, const cosim_traced *t)
{
    char *text = NULL;
    size_t length = 0;
    FILE *memory = open_memstream(&text, &length);
    if (memory != NULL) {
        cosim_traced_put_lines(memory, t);
    }
    const int status = memory != NULL && fclose(memory) == 0 ? 0 : -1;
    if (status == 0) {
        cosim_calibration_page_text(out,
                                    t->found && t->order == COSIM_RIVAL_USUAL
                                        ? "The text, which takes effect at the end of the manifest"
                                        : "The nearest text, which does not pass as it stands",
                                    text);
    }
    free(text);
    return status;
}

int cosim_traced_page(FILE *out, cosim_traced *t, const char *path)
{
    char result[COSIM_TRACED_RESULT];
    unsigned long line;
    const bool any = t->cases[0].scenario != NULL;
    const cosim_calibration_page_head head = {.fits = any && t->all,
                                              .name = t->duts[0]->name,
                                              .on = cosim_traced_place(t, 0, 0, &line),
                                              .about = "",
                                              .result = cosim_traced_result(t, result)};
    int status = 0;
    cosim_calibration_page_open(out, &head);
    put_asked(out, t, path);
    if (any) {
        status = put_result(out, t);
    }
    if (any && t->missed > 0) {
        put_misses(out, t);
    }
    if (any && t->found && t->order == COSIM_RIVAL_USUAL) {
        status = put_others(out, t) != 0 ? -1 : status;
    }
    cosim_calibration_page_close(out);
    return status;
}
