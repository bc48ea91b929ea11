// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "plot/network_draw.h"

#include "plot/network_script.h"
#include "plot/svg.h"

#include <stdlib.h>

/* A picture with what it says to those who cannot see it. */
typedef struct drawn {
    cosim_picture picture;
    char title[1100], description[1600];
} drawn;

static int draw(const cosim_network_plot *plot, const cosim_network_result *result,
                cosim_plot_kind kind, drawn *d, cosim_diag *diag)
{
    char text[1024], thinned[300];
    char *script = cosim_network_plot_script(plot, result, kind, diag);
    d->picture = (cosim_picture){NULL, 0};
    const int status = script != NULL ? cosim_picture_draw(script, kind, &d->picture, diag) : -1;
    free(script);
    snprintf(d->title, sizeof d->title, "%s: %s",
             cosim_network_plot_heading(plot, text, sizeof text),
             cosim_verdict_name(result->verdict));
    cosim_network_plot_thinned(plot, thinned, sizeof thinned);
    snprintf(d->description, sizeof d->description,
             "Raster of the spikes of the circuit, raster of the network by itself, rates of the "
             "populations%s over time. %s.%s%s",
             plot->shows ? " and the largest share of an error in its bound" : "",
             cosim_network_plot_summary(plot, result, text, sizeof text),
             thinned[0] != '\0' ? " " : "", thinned);
    return status;
}

char *cosim_network_plot_svg(const cosim_network_plot *plot, const cosim_network_result *result,
                             cosim_diag *diag)
{
    drawn d;
    char *text = NULL;
    size_t bytes;
    if (draw(plot, result, COSIM_PLOT_SVG, &d, diag) == 0) {
        FILE *out = open_memstream(&text, &bytes);
        if (out != NULL) {
            cosim_picture_put_svg(out, d.picture.bytes, d.title, d.description);
            const bool failed = ferror(out) != 0;
            if (fclose(out) != 0 || failed) {
                free(text);
                text = NULL;
            }
        }
        if (text == NULL) {
            cosim_diag_set(diag, NULL, "out of memory for the picture");
        }
    }
    free(d.picture.bytes);
    return text;
}

int cosim_network_plot_write(const cosim_network_plot *plot, const cosim_network_result *result,
                             cosim_plot_kind kind, cosim_output *output, cosim_diag *diag)
{
    drawn d;
    const int status = draw(plot, result, kind, &d, diag);
    if (status == 0) {
        cosim_picture_put(cosim_output_file(output), &d.picture, kind, d.title, d.description);
    }
    free(d.picture.bytes);
    return status;
}
