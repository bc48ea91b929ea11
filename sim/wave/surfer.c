// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "wave/surfer.h"

#include "base/output.h"
#include "base/utf8.h"
#include "wave/traces.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static const char *const formats[] = {[COSIM_FORM_BINARY] = "Binary",
                                      [COSIM_FORM_HEX] = "Hexadecimal",
                                      [COSIM_FORM_DECIMAL] = "Unsigned",
                                      [COSIM_FORM_CURVE] = NULL, /* a real number has one form */
                                      [COSIM_FORM_WORD] = "Signed"};
static const char *const colours[] = {[COSIM_TRACE_NORMAL] = "Gray",
                                      [COSIM_TRACE_ORANGE] = "Orange",
                                      [COSIM_TRACE_YELLOW] = "Yellow",
                                      [COSIM_TRACE_GREEN] = "Green",
                                      [COSIM_TRACE_VIOLET] = "Violet"};

/* Tells whether a trace begins a section, and goes on to that. */
static bool begins_section(const cosim_recorder *r, const cosim_trace *t, const char **title)
{
    const cosim_trace_section section = cosim_trace_section_of(r, t);
    const bool begins = section.title != *title;
    *title = section.title;
    return begins;
}

/* Puts each signal below the last one, and returns how many rows there are. Surfer puts a new row
 * below the one that has the focus, so that none has it before all are there. */
static unsigned add_rows(FILE *file, const cosim_recorder *r)
{
    const char *title = NULL;
    unsigned rows = 0;
    for (const cosim_trace *t = NULL; (t = cosim_trace_next(r, t)) != NULL; rows++) {
        if (begins_section(r, t, &title)) {
            fprintf(file, "divider_add %s\n", title);
            rows++;
        }
        fprintf(file, "variable_add lif_sim.%s.%s\n", t->group, t->name);
    }
    return rows;
}

void cosim_surfer_focus(FILE *file, unsigned row, unsigned rows)
{
    int shift = 0;
    while (rows >> shift > 15) {
        shift += 4;
    }
    fputs("item_focus ", file);
    for (; shift >= 0; shift -= 4) {
        fputc('a' + (int)(row >> shift & 15), file);
    }
}

static void form_rows(FILE *file, const cosim_recorder *r, unsigned rows)
{
    const char *title = NULL;
    unsigned row = 0;
    for (const cosim_trace *t = NULL; (t = cosim_trace_next(r, t)) != NULL; row++) {
        row += begins_section(r, t, &title);
        cosim_surfer_focus(file, row, rows);
        fprintf(file, "_lif_sim.%s.%s\n", t->group, t->name);
        fprintf(file, "item_set_color %s\n", colours[t->colour]);
        if (formats[t->form] != NULL) {
            fprintf(file, "item_set_format %s\n", formats[t->form]);
        }
        if (t->form == COSIM_FORM_CURVE || t->form == COSIM_FORM_WORD) {
            /* Surfer offers the powers of two */
            fprintf(file, "item_set_analog step\nitem_set_height %d\n",
                    t->height < 2 ? 1 + t->height : 4);
        }
    }
    fputs("item_unfocus\n", file);
}

static void set_markers(FILE *file, const cosim_recorder *r, const cosim_result *result)
{
    const double mismatch = cosim_trace_mismatch(r, result);
    if (mismatch >= 0) {
        fprintf(file, "marker_set \"first mismatch\" %.0f\n", mismatch);
    }
    for (size_t i = 0; i < r->marker_count; i++) {
        fprintf(file, "marker_set \"%c\" %.0f\n", (char)('A' + i),
                cosim_trace_time(r, r->markers[i]));
    }
    if (mismatch >= 0) {
        fprintf(file, "cursor_set %.0f\n", mismatch);
    }
}

int cosim_surfer_write(const cosim_recorder *recorder, const cosim_result *result, const char *wave,
                       const char *path, cosim_diag *diag)
{
    const char *slash = strrchr(wave, '/');
    cosim_output *output = cosim_output_open(path, diag);
    if (output == NULL) {
        return -1;
    }
    FILE *file = cosim_output_file(output);
    fputs("# ", file);
    cosim_put_visible(file, result->scenario, "");
    fputs(" on ", file);
    cosim_put_visible(file, result->dut, "");
    fputs(": written by lifcosim for Surfer\nload_file ", file);
    cosim_put_visible(file, slash != NULL ? slash + 1 : wave, "");
    fputc('\n', file);
    form_rows(file, recorder, add_rows(file, recorder));
    set_markers(file, recorder, result);
    fputs("zoom_fit\n", file);
    return cosim_output_commit(output, diag);
}
