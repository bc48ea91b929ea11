// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "plot/frame.h"

#include "plot/gnuplot.h"

/* Okabe and Ito's colours, which also colour-blind people tell apart; circuit and reference differ
 * in width and dashes too. */
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

void cosim_plot_put_styles(FILE *out) { fputs(styles, out); }

static void put_label(FILE *out, double y, const char *text, size_t characters, const char *look)
{
    fprintf(out, "set label ");
    cosim_plot_quote(out, text, characters);
    fprintf(out, " at screen %g, screen %g noenhanced %s\n", cosim_plot_places.left, y, look);
}

void cosim_plot_put_title(FILE *out, cosim_verdict verdict, const char *heading)
{
    static const struct {
        const char *word, *colour;
    } verdicts[] = {[COSIM_NOT_APPLICABLE] = {"NOT JUDGED", "#595959"},
                    [COSIM_PASS] = {"PASS", "#007A5A"},
                    [COSIM_VACUOUS] = {"VACUOUS", "#8A6000"},
                    [COSIM_FAIL] = {"FAIL", "#C0392B"},
                    [COSIM_CONFORMS] = {"CONFORMS", "#007A5A"}};
    fprintf(out, "set label '%s' at screen %g, screen %g font title textcolor rgb '%s'\n",
            verdicts[verdict].word, cosim_plot_places.legend, cosim_plot_places.title,
            verdicts[verdict].colour);
    put_label(out, cosim_plot_places.title, heading, cosim_plot_places.title_characters,
              "font title");
}

void cosim_plot_put_note(FILE *out, double *y, const char *text, const char *colour)
{
    char look[64];
    if (text[0] != '\0') {
        snprintf(look, sizeof look, "font small textcolor rgb '%s'", colour);
        put_label(out, *y, text, cosim_plot_places.note_characters, look);
        *y -= cosim_plot_places.note_step;
    }
}
