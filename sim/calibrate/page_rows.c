// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "calibrate/page_rows.h"

#include "report/html/picture.h"
#include "report/html/text.h"

#include <inttypes.h>
#include <stdlib.h>

/* ---- the table ---- */

typedef struct table {
    FILE *out;
    size_t from, to, states;
    bool hidden;
} table;

static void put_number(FILE *out, int64_t word)
{
    fprintf(out, "<td class=\"n\">%" PRId64 "</td>", word);
}

static void put_row(void *context, const cosim_row *row)
{
    const table *t = context;
    if (row->step < t->from || row->step >= t->to) {
        return;
    }
    fprintf(t->out, "<tr%s><th scope=\"row\" class=\"n\">%zu</th>",
            row->differs ? " class=\"differs\"" : "", row->step);
    for (size_t i = 0; i < t->states; i++) {
        put_number(t->out, row->before[i]);
    }
    put_number(t->out, row->drive);
    put_number(t->out, row->text_spike);
    put_number(t->out, row->text_membrane);
    put_number(t->out, row->spike);
    if (t->hidden) {
        fputs("<td class=\"n\">hidden</td>", t->out);
    } else {
        put_number(t->out, row->membrane);
    }
    fputs("</tr>\n", t->out);
}

static void put_legend(FILE *out, const cosim_bench *b, const cosim_theory *t)
{
    const cosim_equations *e = t->equations;
    char spike[COSIM_READ_BYTES], membrane[COSIM_READ_BYTES];
    fputs("<p>The text begins each row with its states before the step and the drive, and has ",
          out);
    for (size_t i = 0; i < e->param_count; i++) {
        fputs(i > 0 ? ", <code>" : "<code>", out);
        cosim_html_text(out, e->params[i].name);
        fprintf(out, " = %" PRId64 "</code>", t->param[i]);
    }
    if (b->dut->ops == NULL) { /* nobody could be asked */
        fputs(". What the circuit answered are the rows of the trace.</p>\n", out);
        return;
    }
    fprintf(out, ". The circuit&#39;s spike is read %s",
            cosim_read_words(b->keys, t->spike_latency, spike));
    if (b->membrane >= 0) {
        fprintf(out, ", its membrane %s", cosim_read_words(b->keys, t->membrane_latency, membrane));
    } else {
        fputs("; its membrane is hidden, and that of the text is the one after the step", out);
    }
    fputs(".</p>\n", out);
}

int cosim_page_rows_table(FILE *out, const cosim_bench *b, cosim_theory *t,
                          const cosim_experiment *e, size_t to)
{
    static const char *const answers[] = {"text: spike", "text: membrane", "circuit: spike",
                                          "circuit: membrane"};
    const size_t least = e->n < COSIM_PAGE_ROWS_LEAST ? e->n : COSIM_PAGE_ROWS_LEAST;
    to = to < least ? least : to;
    table rows = {.out = out,
                  .from = to > COSIM_PAGE_ROWS ? to - COSIM_PAGE_ROWS : 0,
                  .to = to,
                  .states = t->equations->state_count,
                  .hidden = b->membrane < 0};
    cosim_theory_reset(b, t, &e->words);
    put_legend(out, b, t);
    cosim_html_table_open(out, "Steps of an experiment", "numbers all");
    fputs("<thead><tr>", out);
    cosim_html_column(out, "step");
    for (size_t i = 0; i < rows.states; i++) {
        cosim_html_column(out, t->equations->states[i].name);
    }
    cosim_html_column(out, t->equations->inputs[0].name);
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
        cosim_html_column(out, answers[i]);
    }
    fputs("</tr></thead>\n<tbody>\n", out);
    if (rows.from > 0) {
        fprintf(out, "<tr class=\"cut\"><td colspan=\"%zu\">%zu steps before</td></tr>\n",
                rows.states + 6, rows.from);
    }
    const int status = cosim_rows_each(b, t, e, put_row, &rows);
    if (to < e->n) {
        fprintf(out, "<tr class=\"cut\"><td colspan=\"%zu\">%zu steps after</td></tr>\n",
                rows.states + 6, e->n - to);
    }
    cosim_html_table_close(out);
    return status;
}

/* ---- the picture ---- */

enum { WIDTH = 920, HEIGHT = 240, LEFT = 70, RIGHT = 910, TOP = 40, BOTTOM = 210 };

typedef struct drawing {
    cosim_row *rows;
    size_t n;
    double low, high;
    bool hidden;
} drawing;

static void widen(drawing *d, int64_t word)
{
    d->low = (double)word < d->low ? (double)word : d->low;
    d->high = (double)word > d->high ? (double)word : d->high;
}

static void take_row(void *context, const cosim_row *row)
{
    drawing *d = context;
    d->rows[d->n++] = *row;
    widen(d, row->text_membrane);
    if (!d->hidden) {
        widen(d, row->membrane);
    }
}

static double across(const drawing *d, double step)
{
    return LEFT + (RIGHT - LEFT) * step / (double)d->n;
}

static double upward(const drawing *d, double word)
{
    return BOTTOM - (BOTTOM - TOP) * (word - d->low) / (d->high - d->low);
}

/* A word stands for the whole of its step. */
static void put_line(FILE *out, const drawing *d, bool of_text, const char *style)
{
    fprintf(out, "<path fill=\"none\" %s d=\"", style);
    for (size_t i = 0; i < d->n; i++) {
        const int64_t word = of_text ? d->rows[i].text_membrane : d->rows[i].membrane;
        fprintf(out, "%s%.1f %.1fH%.1f", i == 0 ? "M" : "L", across(d, (double)i),
                upward(d, (double)word), across(d, (double)i + 1.0));
    }
    fputs("\"/>\n", out);
}

static void put_spikes(FILE *out, const drawing *d, bool of_text, int y, const char *style)
{
    for (size_t i = 0; i < d->n; i++) {
        if ((of_text ? d->rows[i].text_spike : d->rows[i].spike) != 0) {
            fprintf(out, "<path %s d=\"M%.1f %dv10\"/>\n", style, across(d, (double)i + 0.5), y);
        }
    }
}

static void put_label(FILE *out, double y, int64_t word)
{
    fprintf(out, "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%" PRId64 "</text>\n", LEFT - 6,
            y + 4.0, word);
}

static void put_svg(FILE *out, const drawing *d, int64_t theta)
{
    static const char *const circuit = "stroke=\"#0b5cad\" stroke-width=\"2.5\"";
    static const char *const text = "stroke=\"#c2410c\" stroke-width=\"1.5\"";
    const double line = upward(d, (double)theta);
    fprintf(out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" "
            "font-family=\"sans-serif\" font-size=\"12\">\n<title>Membrane and spikes of circuit "
            "and text</title>\n",
            WIDTH, HEIGHT);
    fprintf(out,
            "<path stroke=\"#808080\" stroke-dasharray=\"2 4\" d=\"M%d %.1fH%d\"/>\n"
            "<path stroke=\"#808080\" fill=\"none\" d=\"M%d %dV%dH%d\"/>\n",
            LEFT, line, RIGHT, LEFT, TOP, BOTTOM, RIGHT);
    put_label(out, line, theta);
    put_label(out, BOTTOM, (int64_t)d->low);
    if (!d->hidden) {
        put_line(out, d, false, circuit);
    }
    put_spikes(out, d, false, 6, circuit);
    put_line(out, d, true, text);
    put_spikes(out, d, true, 20, text);
    fprintf(out,
            "<text x=\"%d\" y=\"15\" text-anchor=\"end\" fill=\"#0b5cad\">circuit</text>\n"
            "<text x=\"%d\" y=\"29\" text-anchor=\"end\" fill=\"#c2410c\">text</text>\n"
            "<text x=\"%d\" y=\"%d\">step 0</text>\n"
            "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%zu</text>\n</svg>",
            LEFT - 6, LEFT - 6, LEFT, HEIGHT - 12, RIGHT, HEIGHT - 12, d->n);
}

int cosim_page_rows_picture(FILE *out, const cosim_bench *b, cosim_theory *t,
                            const cosim_experiment *e, size_t number)
{
    drawing d = {.rows = calloc(e->n + 1, sizeof *d.rows), .hidden = b->membrane < 0};
    char *svg = NULL;
    size_t length = 0;
    d.low = d.high = (double)e->words.theta;
    int status = d.rows == NULL ? -1 : cosim_rows_each(b, t, e, take_row, &d);
    if (status == 0) {
        d.low -= d.low == d.high ? 1.0 : 0.0;
        FILE *memory = open_memstream(&svg, &length);
        if (memory != NULL) {
            put_svg(memory, &d, e->words.theta);
        }
        status = memory != NULL && fclose(memory) == 0 ? 0 : -1;
    }
    if (status == 0) {
        cosim_html_picture(out, svg, number);
    }
    free(svg);
    free(d.rows);
    return status;
}
