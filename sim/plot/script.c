// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "plot/script.h"

#include "plot/data.h"
#include "plot/frame.h"
#include "plot/internal.h"
#include "plot/panels.h"
#include "plot/text.h"
#include "result/reason.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

/* Writes the lines above the first panel. */
static void put_title(const cosim_plot_sheet *s)
{
    const cosim_plot *plot = s->plot;
    const bool exact = plot->dut.count <= COSIM_PLOT_MARKS &&
                       plot->reference.count <= COSIM_PLOT_MARKS &&
                       plot->ambiguous.count <= COSIM_PLOT_MARKS;
    char text[1024];
    double y = cosim_plot_places.first_note;

    cosim_plot_put_title(s->out, s->result->verdict,
                         cosim_plot_heading(s->result, text, sizeof text));
    cosim_plot_put_note(s->out, &y, cosim_plot_summary(s->result, text, sizeof text), "black");
    cosim_plot_put_note(s->out, &y, cosim_result_reason(s->result, text, sizeof text), "#C0392B");
    if (plot->per_bucket > 1) {
        snprintf(text, sizeof text, "lines show the extremes of every %" PRIu64 " steps; %s",
                 plot->per_bucket,
                 exact ? "every spike has its mark" : "a mark stands for all spikes within them");
        cosim_plot_put_note(s->out, &y, text, "#595959");
    }
}

static void put_script(const cosim_plot_sheet *s, cosim_plot_kind kind)
{
    const cosim_mismatch *m = &s->result->first_mismatch;
    const double end = cosim_plot_time(s, s->plot->scenario->steps);

    fputs("set encoding utf8; set minussign\n", s->out);
    cosim_picture_put_terminal(s->out, kind, cosim_plot_places.width, cosim_plot_places.height);
    cosim_plot_put_styles(s->out);
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
