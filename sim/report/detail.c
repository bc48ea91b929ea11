// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "report/detail.h"

#include "base/si.h"
#include "report/raster.h"
#include "report/text.h"
#include "result/levels.h"

#include <inttypes.h>

/* Prints a level with its verdict and its figures, one under the other. */
static void put_level(const cosim_text *text, const cosim_result *r, cosim_level level)
{
    char lines[COSIM_FIGURES][COSIM_FIGURE_BYTES];
    const size_t count = cosim_level_figures(r, level, lines);
    fprintf(text->out, "    %-13s ", cosim_level_name(level));
    cosim_text_verdict(text, cosim_level_verdict(r, level), false);
    for (size_t i = 0; i < count; i++) {
        fprintf(text->out, "%*s%s\n", i == 0 ? 2 : 27, "", lines[i]);
    }
}

void cosim_text_detail(const cosim_text *text, const cosim_result *r, bool raster)
{
    char step[COSIM_SI_BYTES];
    cosim_text_verdict(text, r->verdict, true);
    fputs("  ", text->out);
    cosim_text_name(text->out, r->scenario, 0);
    fputs(" on ", text->out);
    cosim_text_name(text->out, r->dut, 0);
    fprintf(text->out, ", %" PRIu64 " steps of %s\n", r->steps, cosim_si(r->step_s, "s", 9, step));
    for (cosim_level level = COSIM_LEVEL_CONSTANTS; level <= COSIM_LEVEL_CLIP; level++) {
        put_level(text, r, level);
    }
    cosim_text_reason(text->out, r);
    if (raster) {
        fputc('\n', text->out);
        cosim_raster_put(text->out, r);
    }
}

void cosim_report_text(FILE *out, const cosim_result *result)
{
    cosim_text text;
    cosim_text_start(&text, out, false);
    cosim_text_detail(&text, result, false);
}
