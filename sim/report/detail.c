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

/* Says what a circuit with equations is judged as, and what the scenario claims of it. */
static void put_reference(FILE *out, const cosim_result *r)
{
    if (!r->lif.declared) {
        return;
    }
    if (r->lif.own) {
        fputs("  judged against its own equations: no LIF neuron, as declared\n", out);
    } else {
        fprintf(out, "  judged as LIF of the scenario: %s\n", r->lif.conventions);
        if (r->lif.departs[0] != '\0') {
            fprintf(out, "  departs from the LIF step on purpose: %s\n", r->lif.departs);
        }
    }
    if (r->lif.undriven[0] != '\0') {
        fprintf(out, "  not driven: %s; split the current, or state that of each event (drives)\n",
                r->lif.undriven);
    }
    if (r->lif.wrap_count > 0) {
        fprintf(out, "  can wrap: %s%s\n", r->lif.wraps, r->lif.wrap_count > 1 ? ", and more" : "");
    }
    if (r->bounded.verdict != COSIM_NOT_APPLICABLE && r->free_running.dut_spikes > 0) {
        fprintf(out, "  had to fire: %" PRIu64 " of %" PRIu64 " spikes\n", r->bounded.decided,
                r->free_running.dut_spikes);
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
    if (r->trace[0] != '\0') {
        fprintf(text->out, "  a trace: %s\n", r->trace);
    }
    put_reference(text->out, r);
    for (cosim_level level = COSIM_LEVEL_CONSTANTS; level <= COSIM_LEVEL_CLIP; level++) {
        if (cosim_level_is_shown(r, level)) {
            put_level(text, r, level);
        }
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
