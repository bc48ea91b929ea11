// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "plot/script.h"

#include "plot/data.h"
#include "plot/internal.h"
#include "plot/panels.h"
#include "plot/text.h"
#include "result/reason.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

/* Okabe and Ito's colours, which also colour-blind people tell apart; circuit and reference differ
 * in width and dashes too. Line styles: 1 circuit, 2 reference, 3 current, 4 threshold, 5 reset,
 * 6 error, 7 first mismatch; marks: 8 circuit, 9 reference, 10 ambiguous. */
static const char styles[] =
    "circuit = '#0072B2'; reference = '#D55E00'; stimulus = '#007A5A'; unsure = '#E69F00'\n"
    "faint = '#EAEAEA'; band = '#CBE6F6'; grey = '#595959'; grid = '#E4E4E4'\n"
    "set style line 1 lc rgb circuit lw 2.6 pt 7\n"
    "set style line 2 lc rgb reference lw 1.6 dt (14,9) pt 7\n"
    "set style line 3 lc rgb stimulus lw 1.6\n"
    "set style line 4 lc rgb 'black' lw 1.2 dt (12,6)\n"
    "set style line 5 lc rgb grey lw 1.2 dt (3,5)\n"
    "set style line 6 lc rgb 'black' lw 1.1 pt 7\n"
    "set style line 7 lc rgb 'black' lw 1.6 dt (12,4,3,4)\n"
    "set style line 8 lc rgb circuit lw 1.3\n"
    "set style line 9 lc rgb reference lw 1.3\n"
    "set style line 10 lc rgb unsure lw 1.3\n"
    "set border 3 lc rgb grey front; set tics nomirror out scale 0.6 textcolor rgb 'black'\n"
    "set grid x y back lc rgb grid lw 0.8 dt solid\n"
    "set samples 2; set pointsize 0.35\n";

static void put_label(const cosim_plot_sheet *s, double y, const char *text, size_t characters,
                      const char *look)
{
    fprintf(s->out, "set label ");
    cosim_plot_quote(s->out, text, characters);
    fprintf(s->out, " at screen %g, screen %g noenhanced %s\n", cosim_plot_places.left, y, look);
}

static void put_note(const cosim_plot_sheet *s, double *y, const char *text, const char *colour)
{
    char look[64];
    if (text[0] != '\0') {
        snprintf(look, sizeof look, "font small textcolor rgb '%s'", colour);
        put_label(s, *y, text, cosim_plot_places.note_characters, look);
        *y -= cosim_plot_places.note_step;
    }
}

/* Writes the lines above the first panel. */
static void put_title(const cosim_plot_sheet *s)
{
    static const struct {
        const char *word, *colour;
    } verdicts[] = {[COSIM_NOT_APPLICABLE] = {"NOT JUDGED", "#595959"},
                    [COSIM_PASS] = {"PASS", "#007A5A"},
                    [COSIM_VACUOUS] = {"VACUOUS", "#8A6000"},
                    [COSIM_FAIL] = {"FAIL", "#C0392B"},
                    [COSIM_CONFORMS] = {"CONFORMS", "#007A5A"}};
    const cosim_plot *plot = s->plot;
    const bool exact = plot->dut.count <= COSIM_PLOT_MARKS &&
                       plot->reference.count <= COSIM_PLOT_MARKS &&
                       plot->ambiguous.count <= COSIM_PLOT_MARKS;
    char text[1024];
    double y = cosim_plot_places.first_note;

    fprintf(s->out, "set label '%s' at screen %g, screen %g font title textcolor rgb '%s'\n",
            verdicts[s->result->verdict].word, cosim_plot_places.legend, cosim_plot_places.title,
            verdicts[s->result->verdict].colour);
    put_label(s, cosim_plot_places.title, cosim_plot_heading(s->result, text, sizeof text),
              cosim_plot_places.title_characters, "font title");
    put_note(s, &y, cosim_plot_summary(s->result, text, sizeof text), "black");
    put_note(s, &y, cosim_result_reason(s->result, text, sizeof text), "#C0392B");
    if (plot->per_bucket > 1) {
        snprintf(text, sizeof text, "lines show the extremes of every %" PRIu64 " steps; %s",
                 plot->per_bucket,
                 exact ? "every spike has its mark" : "a mark stands for all spikes within them");
        put_note(s, &y, text, "#595959");
    }
}

static void put_script(const cosim_plot_sheet *s, cosim_plot_kind kind)
{
    const cosim_mismatch *m = &s->result->first_mismatch;
    const double end = cosim_plot_time(s, s->plot->scenario->steps);

    fputs("set encoding utf8; set minussign\n", s->out);
    cosim_picture_put_terminal(s->out, kind, cosim_plot_places.width, cosim_plot_places.height);
    fputs(styles, s->out);
    cosim_plot_put_data(s);
    fprintf(s->out, "set multiplot\nset lmargin at screen %g; set rmargin at screen %g\n",
            cosim_plot_places.left, cosim_plot_places.right);
    fprintf(s->out, "set xrange [%.10g:%.10g]; set format x ''\n",
            -cosim_plot_places.time_margin * end, (1 + cosim_plot_places.time_margin) * end);
    if (m->present && m->has_step) {
        const double at = cosim_plot_time(s, m->step);
        fprintf(s->out,
                "set arrow from first %.10g, graph 0 to first %.10g, graph 1 nohead front ls 7\n",
                at, at);
    }
    put_title(s);
    cosim_plot_put_panels(s);
    fputs("unset multiplot\n", s->out);
}

char *cosim_plot_script(const cosim_plot *plot, const cosim_result *result, cosim_plot_kind kind,
                        cosim_diag *diag)
{
    char *text = NULL;
    size_t bytes;
    double low, high, error, bound;
    FILE *out = open_memstream(&text, &bytes);
    if (out != NULL) {
        const bool any = cosim_plot_range(plot, COSIM_PLOT_CURRENT, &low, &high);
        cosim_plot_error_range(plot, &error, &bound);
        const cosim_plot_sheet s = {
            .out = out,
            .plot = plot,
            .result = result,
            /* a longer time is in seconds: nobody reads kiloseconds */
            .time = cosim_prefix_of(fmin((double)plot->scenario->steps * result->step_s, 1)),
            .current = cosim_prefix_of(any ? fmax(fabs(low), fabs(high)) : 0),
            .error = cosim_prefix_of(fmax(error, bound)),
            .outline = cosim_plot_is_smear(plot)};
        put_script(&s, kind);
        const bool failed = ferror(out) != 0;
        if (fclose(out) == 0 && !failed) {
            return text;
        }
        free(text);
    }
    cosim_diag_set(diag, NULL, "out of memory for the picture");
    return NULL;
}
