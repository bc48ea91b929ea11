// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "search/picture.h"

#include "base/output.h"
#include "plot/gnuplot.h"
#include "plot/svg.h"
#include "search/text.h"

#include <math.h>
#include <stdlib.h>

enum { WIDTH = 1000, HEIGHT = 560 };

/* Each of these is one kind of mark; a filled one is for identical lists. */
typedef struct marks {
    const char *block, *look, *legend;
    lif_rounding rounding;
    bool identical;
} marks;

/* The colours are Okabe and Ito's, which also colour-blind people tell apart; the roundings differ
 * in shape too. */
static const marks kinds[] = {
    {"half_up", "pt 6 lc rgb '#0072B2'", "half-up", LIF_HALF_UP, false},
    {"half_up_same", "pt 7 lc rgb '#0072B2'", "half-up, spikes identical", LIF_HALF_UP, true},
    {"residual", "pt 8 lc rgb '#D55E00'", "residual", LIF_RESIDUAL, false},
    {"residual_same", "pt 9 lc rgb '#D55E00'", "residual, spikes identical", LIF_RESIDUAL, true}};
enum { KINDS = sizeof kinds / sizeof kinds[0] };

static const char style[] = "set border 3 lc rgb '#595959' front\n"
                            "set tics nomirror out scale 0.6 textcolor rgb 'black'\n"
                            "set grid x y back lc rgb '#E4E4E4' lw 0.8 dt solid\n"
                            "set logscale y; set format y '10^{%L}'\n"
                            "set xlabel 'multiplier, state difference × leak word (bits)'\n"
                            "set ylabel 'largest error bound (of |threshold − reset|)'\n";

static bool shows(const cosim_search_point *p)
{
    return p->fits && p->max_bound > 0 && isfinite(p->max_bound);
}

static bool belongs(const cosim_search_point *p, const marks *kind)
{
    return shows(p) && p->format.rounding == kind->rounding && p->identical == kind->identical;
}

static size_t count_kind(const cosim_search *e, const marks *kind)
{
    size_t count = 0;
    for (size_t i = 0; i < e->count; i++) {
        count += belongs(&e->point[i], kind);
    }
    return count;
}

static void put_point(FILE *out, const cosim_search_point *p)
{
    fprintf(out, "%u %.9g\n", p->multiplier_bits, p->max_bound);
}

static void put_blocks(FILE *out, const cosim_search *e)
{
    for (size_t k = 0; k < KINDS; k++) {
        fprintf(out, "$%s << EOD\n", kinds[k].block);
        for (size_t i = 0; i < e->count; i++) {
            if (belongs(&e->point[i], &kinds[k])) {
                put_point(out, &e->point[i]);
            }
        }
        fputs("EOD\n", out);
    }
    fputs("$front << EOD\n", out);
    for (size_t i = 0; i < e->count; i++) {
        if (e->point[i].front && shows(&e->point[i])) {
            put_point(out, &e->point[i]);
        }
    }
    fputs("EOD\n", out);
    if (e->recommended != NULL) {
        fputs("$recommended << EOD\n", out);
        put_point(out, e->recommended);
        fputs("EOD\n", out);
    }
}

/* Writes "book-triangle: 600 formats", or how many scenarios. Returns text. */
static const char *heading(const cosim_search *e, char *text, size_t bytes)
{
    if (e->scenario_count == 1) {
        snprintf(text, bytes, "%s: %zu format%s", e->scenarios[0]->name, e->count,
                 e->count == 1 ? "" : "s");
    } else {
        snprintf(text, bytes, "%zu scenarios: %zu format%s", e->scenario_count, e->count,
                 e->count == 1 ? "" : "s");
    }
    return text;
}

/* Writes what was found, in one line. Returns text. */
static const char *summary(const cosim_search *e, char *text, size_t bytes)
{
    size_t misfits = 0, same = 0;
    char name[COSIM_SEARCH_NAME_BYTES], goal[COSIM_GOAL_BYTES], advice[300] = "no goal",
                                                                hidden[80] = "";
    for (size_t i = 0; i < e->count; i++) {
        misfits += !e->point[i].fits;
        same += e->point[i].fits && e->point[i].identical;
    }
    cosim_goal_text(&e->goal, goal);
    if (e->recommended != NULL) {
        snprintf(advice, sizeof advice, "%s is the cheapest with %s",
                 cosim_search_name(&e->recommended->format, name), goal);
    } else if (e->goal.kind != COSIM_GOAL_NONE) {
        snprintf(advice, sizeof advice, "none has %s", goal);
    }
    if (misfits > 0) {
        snprintf(hidden, sizeof hidden, "%zu cannot hold a word or drive (not shown); ", misfits);
    }
    snprintf(text, bytes, "%zu with identical spikes; %s%s", same, hidden, advice);
    return text;
}

static void put_labels(FILE *out, const cosim_search *e)
{
    const cosim_plot_layout *l = &cosim_plot_places;
    char text[1200];
    fputs("set label ", out);
    cosim_plot_quote(out, heading(e, text, sizeof text), l->title_characters);
    fprintf(out, " at screen %g, screen 0.955 noenhanced font title\n", l->left);
    fputs("set label ", out);
    cosim_plot_quote(out, summary(e, text, sizeof text), l->note_characters);
    fprintf(out, " at screen %g, screen 0.905 noenhanced font small\n", l->left);
}

/* Writes the ranges of both axes, with some room; false without a mark. */
static bool put_ranges(FILE *out, const cosim_search *e)
{
    double left = (double)INFINITY, right = 0, low = (double)INFINITY, high = 0;
    for (size_t i = 0; i < e->count; i++) {
        const cosim_search_point *p = &e->point[i];
        if (shows(p)) {
            left = fmin(left, p->multiplier_bits);
            right = fmax(right, p->multiplier_bits);
            low = fmin(low, p->max_bound);
            high = fmax(high, p->max_bound);
        }
    }
    const double room = 0.03 * (right - left) + 2;
    if (right > 0) {
        fprintf(out, "set xrange [%.9g:%.9g]; set yrange [%.9g:%.9g]\n", left - room, right + room,
                low / 2, high * 2);
    }
    return right > 0;
}

static void put_plot(FILE *out, const cosim_search *e)
{
    char name[COSIM_SEARCH_NAME_BYTES];
    if (!put_ranges(out, e)) { /* an empty picture still has axes */
        fputs("set xrange [0:1]; set yrange [0.1:10]\nplot NaN notitle\n", out);
        return;
    }
    fputs("plot $front with lines lc rgb '#8C8C8C' lw 1.2 title 'front'", out);
    for (size_t k = 0; k < KINDS; k++) {
        if (count_kind(e, &kinds[k]) > 0) {
            fprintf(out, ", \\\n  $%s with points ps 0.75 lw 1.1 %s title '%s'", kinds[k].block,
                    kinds[k].look, kinds[k].legend);
        }
    }
    if (e->recommended != NULL && shows(e->recommended)) {
        fprintf(out,
                ", \\\n  $recommended with points pt 6 ps 2.2 lw 2 lc rgb 'black' title "
                "'recommended, %s'",
                cosim_search_name(&e->recommended->format, name));
    }
    fputc('\n', out);
}

char *cosim_search_script(const cosim_search *search, cosim_plot_kind kind, cosim_diag *diag)
{
    const cosim_plot_layout *l = &cosim_plot_places;
    char *text = NULL;
    size_t bytes;
    FILE *out = open_memstream(&text, &bytes);
    if (out != NULL) {
        fputs("set encoding utf8; set minussign\n", out);
        cosim_picture_put_terminal(out, kind, WIDTH, HEIGHT);
        fputs(style, out);
        put_blocks(out, search);
        fprintf(out,
                "set lmargin at screen %g; set rmargin at screen %g\n"
                "set tmargin at screen 0.87; set bmargin at screen 0.12\n"
                "set key at screen %g, screen 0.87 top left Left reverse samplen 2.2 spacing 1.3 "
                "font small\n",
                l->left, l->right, l->legend);
        put_labels(out, search);
        put_plot(out, search);
        const bool failed = ferror(out) != 0;
        if (fclose(out) == 0 && !failed) {
            return text;
        }
        free(text);
    }
    cosim_diag_set(diag, NULL, "out of memory for the picture");
    return NULL;
}

int cosim_search_plot(const cosim_search *search, cosim_plot_kind kind, cosim_output *output,
                      cosim_diag *diag)
{
    char *script = cosim_search_script(search, kind, diag);
    char title[1200], description[1200];
    cosim_picture picture = {NULL, 0};
    const int status = script != NULL ? cosim_picture_draw(script, kind, &picture, diag) : -1;
    if (status == 0) {
        cosim_picture_put(cosim_output_file(output), &picture, kind,
                          heading(search, title, sizeof title),
                          summary(search, description, sizeof description));
    }
    free(picture.bytes);
    free(script);
    return status;
}
