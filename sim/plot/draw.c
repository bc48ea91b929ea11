// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "plot/draw.h"

#include "plot/gnuplot.h"
#include "plot/internal.h"
#include "plot/script.h"
#include "plot/svg.h"
#include "plot/text.h"

#include <stdlib.h>

static int draw(const cosim_plot *plot, const cosim_result *result, cosim_plot_kind kind,
                cosim_picture *p, cosim_diag *diag)
{
    char *script = cosim_plot_script(plot, result, kind, diag);
    const int status = script != NULL ? cosim_picture_draw(script, kind, p, diag) : -1;
    free(script);
    return status;
}

/* Makes the SVG of a run with a description of what it shows; NULL without memory. */
static char *describe(const char *svg, const cosim_plot *plot, const cosim_result *result)
{
    char *text = NULL;
    size_t bytes;
    char heading[1024], title[1100], line[1024], description[1300];
    FILE *out = open_memstream(&text, &bytes);
    if (out == NULL) {
        return NULL;
    }
    snprintf(title, sizeof title, "%s: %s", cosim_plot_heading(result, heading, sizeof heading),
             cosim_verdict_name(result->verdict));
    snprintf(description, sizeof description,
             "Input current, membrane with the threshold, spikes%s of circuit and reference over "
             "time. %s.",
             plot->hidden ? "" : " and error within its bound",
             cosim_plot_summary(result, line, sizeof line));
    cosim_picture_put_svg(out, svg, title, description);
    const bool failed = ferror(out) != 0;
    if (fclose(out) != 0 || failed) {
        free(text);
        return NULL;
    }
    return text;
}

char *cosim_plot_svg(const cosim_plot *plot, const cosim_result *result, cosim_diag *diag)
{
    cosim_picture p = {NULL, 0};
    char *text = NULL;
    if (draw(plot, result, COSIM_PLOT_SVG, &p, diag) == 0) {
        text = describe(p.bytes, plot, result);
        if (text == NULL) {
            cosim_diag_set(diag, NULL, "out of memory for the picture");
        }
    }
    free(p.bytes);
    return text;
}

int cosim_plot_write(const cosim_plot *plot, const cosim_result *result, cosim_plot_kind kind,
                     cosim_output *output, cosim_diag *diag)
{
    FILE *file = cosim_output_file(output);
    if (kind == COSIM_PLOT_SVG) {
        char *svg = cosim_plot_svg(plot, result, diag);
        if (svg != NULL) {
            fprintf(file, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n%s", svg);
        }
        free(svg);
        return svg != NULL ? 0 : -1;
    }
    cosim_picture p = {NULL, 0};
    const int status = draw(plot, result, kind, &p, diag);
    if (status == 0) {
        fwrite(p.bytes, 1, p.size, file);
    }
    free(p.bytes);
    return status;
}
