// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "wave/rows_layout.h"

#include "base/output.h"
#include "base/utf8.h"
#include "wave/gtkwave.h"

#include <string.h>

enum { HEIGHT = 4 }; /* of a curve in Surfer; GTKWave adds two rows to the first */

static void put_title(FILE *file, const cosim_rows_shown *s, const char *tool)
{
    cosim_put_visible(file, s->result->scenario, "");
    fputs(" on ", file);
    cosim_put_visible(file, s->result->dut, "");
    fprintf(file, ": written by lifcosim for %s\n", tool);
}

int cosim_rows_gtkwave(const cosim_rows_shown *s, const char *path, cosim_diag *diag)
{
    double markers[COSIM_GTKWAVE_MARKERS] = {s->mismatch};
    const char *title = NULL;
    cosim_output *output = cosim_output_open(path, diag);
    if (output == NULL) {
        return -1;
    }
    FILE *file = cosim_output_file(output);
    for (size_t i = 1; i < COSIM_GTKWAVE_MARKERS; i++) {
        markers[i] = -1;
    }
    fputs("[*] ", file);
    put_title(file, s, "GTKWave");
    cosim_gtkwave_head(file, s->wave, s->from, s->to, markers);
    for (size_t i = 0; i < s->count; i++) {
        const cosim_rows_signal *g = &s->signal[i];
        if (g->title != title) {
            cosim_gtkwave_section(file, title = g->title, false);
        }
        cosim_gtkwave_trace(file,
                            g->bits == 0   ? COSIM_GTKWAVE_ANALOG
                            : g->bits == 1 ? COSIM_GTKWAVE_BINARY
                                           : COSIM_GTKWAVE_HEX,
                            g->colour);
        if (g->bits == 0) {
            cosim_gtkwave_range(file, g->name, g->low, g->high);
        }
        fprintf(file, g->bits > 1 ? "trace.%s[%d:0]\n" : "trace.%s\n", g->name, g->bits - 1);
        cosim_gtkwave_rows(file, g->bits == 0 ? 2 : 0);
    }
    cosim_gtkwave_end(file);
    return cosim_output_commit(output, diag);
}

/* The rows are added first, as each stands below the last one, and then get their forms by their
 * numbers, in letters (wave/surfer.c); there are fewer than 16 of them. */
static void surfer_pass(FILE *file, const cosim_rows_shown *s, bool form)
{
    const char *title = NULL;
    int row = 0;
    for (size_t i = 0; i < s->count; i++, row++) {
        const cosim_rows_signal *g = &s->signal[i];
        if (g->title != title) {
            title = g->title;
            row++;
            if (!form) {
                fprintf(file, "divider_add %s\n", title);
            }
        }
        if (!form) {
            fprintf(file, "variable_add trace.%s\n", g->name);
            continue;
        }
        fprintf(file, "item_focus %c_trace.%s\nitem_set_color %s\n", 'a' + row, g->name, g->surfer);
        if (g->bits == 0) {
            fprintf(file, "item_set_analog step\nitem_set_height %d\n", HEIGHT);
        } else if (g->bits > 1) {
            fputs("item_set_format Hexadecimal\n", file);
        }
    }
}

int cosim_rows_surfer(const cosim_rows_shown *s, const char *path, cosim_diag *diag)
{
    const char *slash = strrchr(s->wave, '/');
    cosim_output *output = cosim_output_open(path, diag);
    if (output == NULL) {
        return -1;
    }
    FILE *file = cosim_output_file(output);
    fputs("# ", file);
    put_title(file, s, "Surfer");
    fputs("load_file ", file);
    cosim_put_visible(file, slash != NULL ? slash + 1 : s->wave, "");
    fputc('\n', file);
    surfer_pass(file, s, false);
    surfer_pass(file, s, true);
    fputs("item_unfocus\n", file);
    if (s->mismatch >= 0) {
        fprintf(file, "marker_set \"first mismatch\" %.0f\ncursor_set %.0f\n", s->mismatch,
                s->mismatch);
    }
    fputs("zoom_fit\n", file);
    return cosim_output_commit(output, diag);
}
