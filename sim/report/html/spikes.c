// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "report/html/spikes.h"

#include "report/html/pairs.h"
#include "report/html/text.h"
#include "result/result.h"

#include <inttypes.h>
#include <math.h>

/* The table of all spikes shows END_ROWS rows at each end, the table of differences
 * DIFFERENCE_ROWS, and a table of at most OPEN_ROWS is open from the start. */
enum { END_ROWS = 100, DIFFERENCE_ROWS = 100, OPEN_ROWS = 20 };

cosim_html_clock cosim_html_clock_of(double step_s)
{
    cosim_html_clock c = {"ms", step_s * 1e3, 0};
    double scaled = c.step;
    while (c.decimals < 9 && fabs(scaled - nearbyint(scaled)) > 1e-6 * scaled) {
        scaled *= 10;
        c.decimals++;
    }
    return c;
}

static void put_spike(FILE *out, bool there, uint64_t step, const cosim_html_clock *c)
{
    if (there) {
        fprintf(out, "<td class=\"n\">%" PRIu64 "</td><td class=\"n\">%.*f</td>", step, c->decimals,
                (double)step * c->step);
    } else {
        fputs("<td class=\"n missing\">none</td><td class=\"n missing\"></td>", out);
    }
}

static void put_row(FILE *out, uint64_t number, const cosim_pair *pair, const cosim_html_clock *c)
{
    fprintf(out, "<tr%s><th scope=\"row\" class=\"n\">%" PRIu64 "</th>",
            cosim_pair_differs(pair) ? " class=\"differs\"" : "", number);
    put_spike(out, pair->has_dut, pair->dut, c);
    put_spike(out, pair->has_reference, pair->reference, c);
    if (!pair->has_dut) {
        fputs("<td class=\"n\">missing</td></tr>\n", out);
    } else if (!pair->has_reference) {
        fputs("<td class=\"n\">extra</td></tr>\n", out);
    } else {
        const bool late = pair->dut > pair->reference;
        const uint64_t shift = late ? pair->dut - pair->reference : pair->reference - pair->dut;
        fprintf(out, "<td class=\"n\">%s%" PRIu64 "</td></tr>\n",
                shift == 0 ? ""
                : late     ? "+"
                           : "-",
                shift);
    }
}

static void put_headings(FILE *out, const char *label, const char *class_name,
                         const cosim_html_clock *c)
{
    cosim_html_table_open(out, label, class_name);
    fprintf(out,
            "<thead><tr><th scope=\"col\" class=\"n\">spike</th>"
            "<th scope=\"col\" class=\"n\">circuit step</th>"
            "<th scope=\"col\" class=\"n\">time / %s</th>"
            "<th scope=\"col\" class=\"n\">reference step</th>"
            "<th scope=\"col\" class=\"n\">time / %s</th>"
            "<th scope=\"col\" class=\"n\">difference / steps</th></tr></thead>\n<tbody>\n",
            c->unit, c->unit);
}

static void put_all(FILE *out, const cosim_result *r, uint64_t rows, bool open,
                    const cosim_html_clock *c)
{
    cosim_pairs pairs = {&r->dut_spikes, &r->reference_spikes, 0, 0};
    const bool cut = rows > 2 * END_ROWS;
    cosim_pair pair;
    fprintf(out, "<details%s><summary>All spikes side by side, %" PRIu64 " row%s</summary>\n",
            open ? " open=\"open\"" : "", rows, rows == 1 ? "" : "s");
    put_headings(out, "All spikes", "numbers all", c);
    for (uint64_t i = 0; cosim_pairs_next(&pairs, &pair); i++) {
        if (!cut || i < END_ROWS || i >= rows - END_ROWS) {
            put_row(out, i + 1, &pair, c);
        } else if (i == END_ROWS) {
            fprintf(out,
                    "<tr class=\"cut\"><td colspan=\"6\">%" PRIu64
                    " rows left out; --json has all spikes</td></tr>\n",
                    rows - 2 * END_ROWS);
        }
    }
    cosim_html_table_close(out);
    fputs("</details>\n", out);
}

static void put_differences(FILE *out, const cosim_result *r, uint64_t count,
                            const cosim_html_clock *c)
{
    cosim_pairs pairs = {&r->dut_spikes, &r->reference_spikes, 0, 0};
    cosim_pair pair;
    uint64_t shown = 0;
    fprintf(out, "<details open=\"open\"><summary>Differences: %" PRIu64, count);
    if (count > DIFFERENCE_ROWS) {
        fprintf(out, ", the first %d of them", DIFFERENCE_ROWS);
    }
    fputs("</summary>\n", out);
    put_headings(out, "Differences", "numbers", c);
    for (uint64_t i = 1; shown < DIFFERENCE_ROWS && cosim_pairs_next(&pairs, &pair); i++) {
        if (cosim_pair_differs(&pair)) {
            put_row(out, i, &pair, c);
            shown++;
        }
    }
    cosim_html_table_close(out);
    fputs("</details>\n", out);
}

void cosim_html_spikes(FILE *out, const cosim_result *r)
{
    const cosim_html_clock c = cosim_html_clock_of(r->step_s);
    cosim_pairs pairs = {&r->dut_spikes, &r->reference_spikes, 0, 0};
    uint64_t rows = 0, differences = 0;
    cosim_pair pair;
    while (cosim_pairs_next(&pairs, &pair)) {
        rows++;
        differences += cosim_pair_differs(&pair);
    }
    fputs("<h3>Spikes</h3>\n", out);
    if (rows == 0) {
        fputs("<p>Neither circuit nor reference spikes.</p>\n", out);
        return;
    }
    fprintf(out, "<p>Circuit %zu, reference %zu: %s</p>\n", r->dut_spikes.count,
            r->reference_spikes.count,
            differences == 0 ? "the lists are identical." : "they differ.");
    if (differences > 0) {
        put_differences(out, r, differences, &c);
    }
    put_all(out, r, rows, differences == 0 && rows <= OPEN_ROWS, &c);
}
