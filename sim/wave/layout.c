// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "wave/layout.h"

#include "base/output.h"
#include "base/utf8.h"
#include "wave/gtkwave.h"
#include "wave/traces.h"

#include <stdio.h>
#include <string.h>

static const char *const flags[] = {[COSIM_FORM_BINARY] = COSIM_GTKWAVE_BINARY,
                                    [COSIM_FORM_HEX] = COSIM_GTKWAVE_HEX,
                                    [COSIM_FORM_DECIMAL] = COSIM_GTKWAVE_DECIMAL,
                                    [COSIM_FORM_CURVE] = COSIM_GTKWAVE_ANALOG,
                                    [COSIM_FORM_WORD] = COSIM_GTKWAVE_FIXED_POINT};
static const int colours[] = {[COSIM_TRACE_NORMAL] = COSIM_GTKWAVE_NORMAL,
                              [COSIM_TRACE_ORANGE] = COSIM_GTKWAVE_ORANGE,
                              [COSIM_TRACE_YELLOW] = COSIM_GTKWAVE_YELLOW,
                              [COSIM_TRACE_GREEN] = COSIM_GTKWAVE_GREEN,
                              [COSIM_TRACE_VIOLET] = COSIM_GTKWAVE_VIOLET};

static void write_trace(FILE *file, const cosim_recorder *r, const cosim_trace *t)
{
    cosim_gtkwave_trace(file, flags[t->form], colours[t->colour]);
    if (t->form == COSIM_FORM_WORD) {
        fprintf(file, "[fpshift_count] %u\n", r->job->dut->ops->format.state_fraction);
    }
    if (t->curve != COSIM_NO_CURVE) {
        cosim_gtkwave_range(file, t->name, r->ranges.low[t->curve], r->ranges.high[t->curve]);
    }
    fprintf(file, "lif_sim.%s.%s", t->group, t->name);
    if (t->width != COSIM_TRACE_BIT) {
        fprintf(file, "[%u:0]", cosim_trace_high_bit(r, t));
    }
    fputc('\n', file);
    cosim_gtkwave_rows(file, t->height);
}

static void end_section(FILE *file, const cosim_trace_section *section)
{
    if (section->title != NULL) {
        cosim_gtkwave_section_end(file, section->title, section->closed);
    }
}

static void write_traces(FILE *file, const cosim_recorder *r)
{
    cosim_trace_section open = {.title = NULL};
    for (const cosim_trace *t = NULL; (t = cosim_trace_next(r, t)) != NULL;) {
        const cosim_trace_section at = cosim_trace_section_of(r, t);
        if (at.title != open.title) {
            end_section(file, &open);
            cosim_gtkwave_section(file, at.title, at.closed);
            open = at;
        }
        write_trace(file, r, t);
    }
    end_section(file, &open);
}

/* The view is the window. The first mismatch gets the primary marker, and the unexplained spikes
 * get A, B, C ... */
static void write_head(FILE *file, const cosim_recorder *r, const cosim_result *result,
                       const char *wave)
{
    double markers[COSIM_GTKWAVE_MARKERS] = {cosim_trace_mismatch(r, result)};
    for (size_t i = 1; i < COSIM_GTKWAVE_MARKERS; i++) {
        markers[i] = i <= r->marker_count ? cosim_trace_time(r, r->markers[i - 1]) : -1.0;
    }
    cosim_gtkwave_head(file, wave, cosim_trace_time(r, r->from), cosim_trace_time(r, r->to),
                       markers);
}

int cosim_layout_write(const cosim_recorder *recorder, const cosim_result *result, const char *wave,
                       const char *path, cosim_diag *diag)
{
    cosim_output *output = cosim_output_open(path, diag);
    if (output == NULL) {
        return -1;
    }
    FILE *file = cosim_output_file(output);
    fputs("[*] ", file);
    cosim_put_visible(file, result->scenario, "");
    fputs(" on ", file);
    cosim_put_visible(file, result->dut, "");
    fputs(": written by lifcosim for GTKWave\n", file);
    write_head(file, recorder, result, wave);
    write_traces(file, recorder);
    cosim_gtkwave_end(file);
    return cosim_output_commit(output, diag);
}
