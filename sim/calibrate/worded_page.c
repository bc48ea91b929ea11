// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "calibrate/worded_page.h"

#include "calibrate/page.h"
#include "calibrate/page_rows.h"
#include "calibrate/traced_page.h"
#include "calibrate/worded_others.h"
#include "calibrate/worded_text.h"
#include "report/html/text.h"

#include <inttypes.h>
#include <stdlib.h>

/* The rows up to the first of these are shown. */
typedef struct chosen {
    FILE *out;
    bool any;
    size_t trace, step;
} chosen;

static void choose(chosen *c, size_t trace, size_t step)
{
    if (!c->any) {
        *c = (chosen){c->out, true, trace, step};
    }
}

static void take_other(void *context, cosim_worded *w, const cosim_worded_other *other)
{
    chosen *c = context;
    char value[COSIM_WORDED_VALUE], words[COSIM_WORDED_VALUE + 60];
    cosim_traced_page_other o = {.words = words, .step = other->step};
    snprintf(words, sizeof words, "%s: %s", cosim_worded_other_key(other->trait),
             cosim_worded_other_value(other, value));
    if (other->departs) {
        o.file = cosim_worded_place(w, other->trace, other->step, &o.line);
        choose(c, other->trace, other->step);
    } else {
        o.why = cosim_worded_why_open(w, other->trait);
    }
    cosim_traced_page_put_other(c->out, &o);
}

static void put_misses(chosen *c, const cosim_worded *w)
{
    cosim_traced_page_misses_open(c->out, w->missed);
    for (size_t i = 0; i < w->miss_count; i++) {
        unsigned long line;
        const char *file = cosim_worded_place(w, w->miss_trace[i], w->miss_step[i], &line);
        cosim_traced_page_put_miss(c->out, file, line, w->miss_step[i]);
        choose(c, w->miss_trace[i], w->miss_step[i]);
    }
    cosim_html_table_close(c->out);
}

static void put_asked(FILE *out, const cosim_worded *w, const char *path)
{
    cosim_html_facts_open(out, "What was asked");
    cosim_html_fact(out, "manifest", path);
    for (size_t k = 0; k < w->trace_count; k++) {
        unsigned long line;
        cosim_html_fact(out, "trace", cosim_worded_place(w, k, 0, &line));
    }
    cosim_html_fact_put(out, "rows", "%zu steps, %zu spikes", w->steps, w->spikes);
    cosim_html_fact_put(out, "steps of the search", "%zu; %s", w->searched,
                        w->tested ? "the others test what was found" : "none are left for a test");
    cosim_html_fact_put(out, "texts that were tried", "%" PRIu64, w->c.tried);
    cosim_html_table_close(out);
}

static int put_result(FILE *out, cosim_worded *w)
{
    char *text = NULL;
    size_t length = 0;
    FILE *memory = open_memstream(&text, &length);
    int status = memory != NULL ? cosim_worded_put_lines(memory, w) : -1;
    status = memory != NULL && fclose(memory) == 0 ? status : -1;
    if (status == 0) {
        cosim_calibration_page_text(out,
                                    w->found
                                        ? "The text, which takes effect at the end of the manifest"
                                        : "The nearest text, which does not pass as it stands",
                                    text);
    }
    free(text);
    return status;
}

static int put_rows(const chosen *c, cosim_worded *w)
{
    const size_t trace = c->any ? c->trace : 0;
    const cosim_experiment *e = w->whole[trace];
    const size_t to = c->any ? c->step + 1 : COSIM_PAGE_ROWS;
    cosim_theory *t = &w->c.nearest.theory;
    if (w->c.fit_count > 0) {
        t = &w->c.fits[0].theory;
    }
    unsigned long line;
    fputs("<h3>Steps of ", c->out);
    cosim_html_text(c->out, cosim_worded_place(w, trace, 0, &line));
    fputs("</h3>\n", c->out);
    return cosim_page_rows_table(c->out, &w->c.bench, t, e, to < e->n ? to : e->n);
}

int cosim_worded_page(FILE *out, cosim_worded *w, const char *path)
{
    char result[COSIM_TRACED_RESULT];
    unsigned long line;
    const bool any = cosim_worded_best(w)->theory.arena != NULL;
    const cosim_calibration_page_head head = {.fits = w->all,
                                              .name = w->keys.path,
                                              .on = cosim_worded_place(w, 0, 0, &line),
                                              .about = "",
                                              .result = cosim_worded_result(w, result)};
    chosen c = {.out = out, .any = false};
    int status = 0;
    cosim_calibration_page_open(out, &head);
    put_asked(out, w, path);
    if (any) {
        status = put_result(out, w);
        if (w->missed > 0) {
            put_misses(&c, w);
        }
        if (w->all) {
            cosim_traced_page_others_open(out);
            cosim_worded_others(w, take_other, &c);
            cosim_html_table_close(out);
        }
        status = put_rows(&c, w) != 0 ? -1 : status;
    }
    cosim_calibration_page_close(out);
    return status;
}
