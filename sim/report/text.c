// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Table and detail share some words; these and the table are here. */
#include "report/text.h"

#include "base/si.h"
#include "base/utf8.h"
#include "report/findings.h"
#include "result/levels.h"
#include "result/mismatch.h"
#include "result/reason.h"

#include <inttypes.h>
#include <stdarg.h>
#include <string.h>

enum { TERMINAL_COLUMNS = 80 };

/* Each heading is at least as wide as its column. */
static const char heading_scenario[] = "scenario", heading_dut[] = "dut", heading_steps[] = "steps";
enum { VERDICT_WIDTH = 7, SPIKES_WIDTH = 6, USAGE_WIDTH = 9, AMBIGUOUS_WIDTH = 5, GAPS = 6 };

bool cosim_text_may_colour(bool terminal, const char *no_color, const char *term)
{
    return terminal && (no_color == NULL || no_color[0] == '\0') && term != NULL &&
           strcmp(term, "dumb") != 0;
}

static int widest(int a, int b) { return a > b ? a : b; }

/* Returns the number of characters of a name as it is shown. */
static int characters(const char *name)
{
    char shown[COSIM_SHOWN_BYTES];
    int count = 0;
    while (*name != '\0') {
        const size_t bytes = cosim_utf8_show(name, "", shown);
        count += strncmp(name, shown, bytes) == 0 ? 1 : (int)strlen(shown);
        name += bytes;
    }
    return count;
}

void cosim_text_start(cosim_text *text, FILE *out, bool colour)
{
    *text = (cosim_text){.out = out,
                         .colour = colour,
                         .scenario_width = (int)strlen(heading_scenario),
                         .dut_width = (int)strlen(heading_dut),
                         .steps_width = (int)strlen(heading_steps)};
}

void cosim_text_measure(cosim_text *text, const char *scenario, const char *dut, uint64_t steps)
{
    text->scenario_width = widest(text->scenario_width, characters(scenario));
    text->dut_width = widest(text->dut_width, characters(dut));
    text->steps_width = widest(text->steps_width, snprintf(NULL, 0, "%" PRIu64, steps));
}

void cosim_text_name(FILE *out, const char *name, int width)
{
    const int padding = width - characters(name);
    cosim_put_visible(out, name, "");
    fprintf(out, "%*s", padding > 0 ? padding : 0, "");
}

void cosim_text_verdict(const cosim_text *text, cosim_verdict verdict, bool capitals)
{
    static const struct {
        const char *capitals, *name, *colour;
    } words[] = {
        [COSIM_NOT_APPLICABLE] = {"NONE", "n/a", NULL},
        [COSIM_PASS] = {"PASS", "pass", "\033[32m"},
        [COSIM_VACUOUS] = {"VACUOUS", "vacuous", "\033[33m"},
        [COSIM_FAIL] = {"FAIL", "fail", "\033[31m"},
        [COSIM_CONFORMS] = {"CONFORMS", "conforms", "\033[32m"},
    };
    const char *word = capitals ? words[verdict].capitals : words[verdict].name;
    const bool colour = text->colour && words[verdict].colour != NULL;
    fprintf(text->out, "%s%s%s%*s", colour ? words[verdict].colour : "", word,
            colour ? "\033[0m" : "", VERDICT_WIDTH - (int)strlen(word), "");
}

/* Returns the blanks between two columns: one where two would take the table over the edge of a
 * terminal. */
static int gap(const cosim_text *text)
{
    const int columns = VERDICT_WIDTH + text->scenario_width + text->dut_width + text->steps_width +
                        SPIKES_WIDTH + USAGE_WIDTH + AMBIGUOUS_WIDTH;
    return columns + 2 * GAPS <= TERMINAL_COLUMNS ? 2 : 1;
}

static void put_headings(const cosim_text *text)
{
    const int between = gap(text);
    fprintf(text->out, "%-*s%*s%-*s%*s%-*s%*s%*s%*s%*s%*s%*s%*s%*s\n", VERDICT_WIDTH, "verdict",
            between, "", text->scenario_width, heading_scenario, between, "", text->dut_width,
            heading_dut, between, "", text->steps_width, heading_steps, between, "", SPIKES_WIDTH,
            "spikes", between, "", USAGE_WIDTH, "err/bound", between, "", AMBIGUOUS_WIDTH, "ambig");
}

static void put_columns(const cosim_text *text, const cosim_result *r)
{
    const int between = gap(text);
    char usage[32] = "-";
    if (r->bounded.verdict != COSIM_NOT_APPLICABLE) {
        snprintf(usage, sizeof usage, "%#.3g", r->bounded.max_usage);
    }
    cosim_text_verdict(text, r->verdict, true);
    fprintf(text->out, "%*s", between, "");
    cosim_text_name(text->out, r->scenario, text->scenario_width);
    fprintf(text->out, "%*s", between, "");
    cosim_text_name(text->out, r->dut, text->dut_width);
    fprintf(text->out, "%*s%*" PRIu64 "%*s%*" PRIu64 "%*s%*s%*s%*" PRIu64 "\n", between, "",
            text->steps_width, r->steps, between, "", SPIKES_WIDTH, r->free_running.dut_spikes,
            between, "", USAGE_WIDTH, usage, between, "", AMBIGUOUS_WIDTH,
            r->bounded.ambiguous_steps);
}

/* Prints a line that explains a row: the level, then why. */
__attribute__((format(printf, 3, 4))) static void put_line(FILE *out, cosim_level level,
                                                           const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fprintf(out, "    %-13s ", cosim_level_name(level));
    vfprintf(out, format, args);
    fputc('\n', out);
    va_end(args);
}

/* A reader of a row must know some things beside it, though they are no failure. */
static void put_notes(FILE *out, const cosim_result *r)
{
    char bound[COSIM_SI_BYTES];
    if (r->verdict == COSIM_PASS && r->exact.verdict == COSIM_NOT_APPLICABLE) {
        put_line(out, COSIM_LEVEL_EXACT, "not judged: the circuit has no integer model");
    }
    if (r->verdict == COSIM_PASS && r->bounded.verdict == COSIM_VACUOUS) {
        put_line(out, COSIM_LEVEL_BOUNDED, "vacuous: a bound of %s, over the tolerance",
                 cosim_si(r->bounded.max_bound_v, "V", 3, bound));
    }
    if (r->expect.dropped_by != NULL) {
        char dropped[COSIM_FIGURE_BYTES];
        put_line(out, COSIM_LEVEL_EXPECT, "%s", cosim_expect_dropped(r, dropped));
    }
    if (r->expect.stated && r->expect.knife_edge) {
        put_line(out, COSIM_LEVEL_EXPECT, "knife edge, not judged: reference %s, circuit %s",
                 r->expect.reference_equal ? "equal" : "differs",
                 r->expect.dut_equal ? "equal" : "differs");
    }
    if (r->free_running.verdict != COSIM_FAIL && !r->free_running.identical) {
        put_line(out, COSIM_LEVEL_FREE_RUNNING,
                 "%s: %" PRIu64 " spikes in the reference, differs from step %" PRIu64,
                 cosim_free_outcome_words(r->free_running.outcome),
                 r->free_running.reference_spikes, r->free_running.first_difference);
    }
}

static void put_failures(FILE *out, const cosim_result *r)
{
    char apart[COSIM_LIF_APART_BYTES];
    if (r->clipped_steps > 0) {
        put_line(out, COSIM_LEVEL_CLIP,
                 "%" PRIu64 " drives do not fit the format; stopped after %" PRIu64 " steps",
                 r->clipped_steps, r->steps);
    }
    if (r->constants.verdict == COSIM_FAIL) {
        put_line(out, COSIM_LEVEL_CONSTANTS, "a word of the circuit is not the nearest one");
    }
    if (r->exact.verdict == COSIM_FAIL) {
        put_line(out, COSIM_LEVEL_EXACT,
                 "%" PRIu64 " mismatches with the integer model in %" PRIu64 " compared steps",
                 r->exact.mismatches, r->exact.compared);
    }
    if (r->lif.verdict == COSIM_FAIL) {
        put_line(out, COSIM_LEVEL_LIF,
                 "%" PRIu64 " of %" PRIu64
                 " steps differ from the scenario's LIF step, first %" PRIu64 ": %s (%s)",
                 r->lif.differ, r->lif.compared, r->lif.first, r->lif.term,
                 cosim_lif_apart_text(&r->lif.apart, apart));
    }
    if (r->bounded.verdict == COSIM_FAIL) {
        put_line(out, COSIM_LEVEL_BOUNDED,
                 "%" PRIu64 " mismatches in %" PRIu64 " compared membranes, %" PRIu64
                 " steps unexplained",
                 r->bounded.mismatches, r->bounded.compared, r->bounded.unexplained_steps);
    }
    if (r->free_running.verdict == COSIM_FAIL) {
        put_line(out, COSIM_LEVEL_FREE_RUNNING,
                 "%" PRIu64 " spikes, reference %" PRIu64 ": they differ without an ambiguous step",
                 r->free_running.dut_spikes, r->free_running.reference_spikes);
    }
    if (r->expect.verdict == COSIM_FAIL) {
        put_line(out, COSIM_LEVEL_EXPECT, "%s differs from the %" PRIu64 " stated spikes%s",
                 r->expect.reference_equal ? "the circuit"
                 : r->expect.dut_equal     ? "the reference"
                                           : "reference and circuit each",
                 r->expect.expected_spikes, r->expect.count_only ? " in their number" : "");
    }
}

void cosim_text_reason(FILE *out, const cosim_result *result)
{
    char reason[320];
    cosim_result_reason(result, reason, sizeof reason);
    if (reason[0] != '\0') {
        fprintf(out, "    %-13s %s\n",
                result->first_mismatch.present     ? "first"
                : result->verdict == COSIM_VACUOUS ? "vacuous"
                                                   : "because",
                reason);
    }
    cosim_text_findings(out, result);
    if (result->wave != NULL) {
        cosim_text_gtkwave(out, "waveform", result->wave, result->layout);
    }
}

void cosim_text_row(cosim_text *text, const cosim_result *result)
{
    if (text->rows++ == 0) {
        put_headings(text);
    }
    text->passed += result->verdict == COSIM_PASS;
    text->conforming += result->verdict == COSIM_CONFORMS;
    text->vacuous += result->verdict == COSIM_VACUOUS;
    text->failed += result->verdict == COSIM_FAIL;
    put_columns(text, result);
    put_failures(text->out, result);
    put_notes(text->out, result);
    cosim_text_reason(text->out, result);
}

void cosim_text_total(const cosim_text *text)
{
    if (text->rows > 0) {
        fprintf(text->out, "%zu runs: %zu pass, %zu fail, %zu vacuous", text->rows, text->passed,
                text->failed, text->vacuous);
        if (text->conforming > 0) {
            fprintf(text->out, ", %zu conform", text->conforming);
        }
        fputc('\n', text->out);
    }
}
