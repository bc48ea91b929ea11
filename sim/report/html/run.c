// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "report/html/run.h"

#include "base/si.h"
#include "base/version.h"
#include "circuit/lif_dut.h"
#include "report/findings.h"
#include "report/html/picture.h"
#include "report/html/spikes.h"
#include "report/html/tables.h"
#include "report/html/text.h"
#include "result/finding.h"
#include "result/levels.h"
#include "result/reason.h"
#include "run/job.h"
#include "scenario/scenario.h"

#include <inttypes.h>
#include <string.h>

/* These texts explain a level to a reader who meets it for the first time. */
static const struct {
    const char *title, *meaning;
} levels[] = {
    [COSIM_LEVEL_CONSTANTS] = {"Constants",
                               "The words that the circuit really holds, read back from it, are "
                               "within half a step of the real parameters."},
    [COSIM_LEVEL_EXACT] = {"Exact",
                           "The membrane before and after the reset and the spike of every "
                           "step equal the integer model of the same format, bit for bit."},
    [COSIM_LEVEL_LIF] = {"LIF", "In every step the ideal of the circuit&#39;s own equations equals "
                                "the LIF step of the scenario, but for what it departs in on "
                                "purpose."},
    [COSIM_LEVEL_BOUNDED] = {"Bounded",
                             "The membrane stays within the error bound of a floating-point "
                             "reference that adopts the circuit&#39;s spikes. A decision that the "
                             "bound leaves open is ambiguous, and no failure."},
    [COSIM_LEVEL_FREE_RUNNING] =
        {"Free-running", "The floating-point reference on its own. Reported only; where no "
                         "step is ambiguous the two spike lists must be equal."},
    [COSIM_LEVEL_EXPECT] = {"Expect", "The complete list of spikes that the scenario states, for "
                                      "example a published one."},
    [COSIM_LEVEL_CLIP] = {"Clip", "Every input current fits the range of the drive words."},
};

void cosim_html_levels(FILE *out, const cosim_result *result)
{
    fputs("<h3>Verdict by level</h3>\n", out);
    cosim_html_table_open(out, "Verdict by level", "levels");
    fputs("<thead><tr><th scope=\"col\">level</th><th scope=\"col\">verdict</th>"
          "<th scope=\"col\">figures</th><th scope=\"col\">what it means</th></tr></thead>\n"
          "<tbody>\n",
          out);
    for (cosim_level level = COSIM_LEVEL_CONSTANTS; level <= COSIM_LEVEL_CLIP; level++) {
        char lines[COSIM_FIGURES][COSIM_FIGURE_BYTES];
        const size_t count = cosim_level_figures(result, level, lines);
        if (!cosim_level_is_shown(result, level)) {
            continue;
        }
        fprintf(out, "<tr><th scope=\"row\">%s</th><td>", levels[level].title);
        cosim_html_badge(out, cosim_level_verdict(result, level));
        fputs("</td><td>", out);
        for (size_t i = 0; i < count; i++) {
            fputs(i == 0 ? "" : "<br/>", out);
            cosim_html_text(out, lines[i]);
        }
        fprintf(out, "</td><td class=\"meaning\">%s</td></tr>\n", levels[level].meaning);
    }
    cosim_html_table_close(out);
}

/* Describes a failure by the level that a reader should look at first. */
static const char *failure_text(const cosim_result *r)
{
    if (r->clipped_steps > 0) {
        return "An input current does not fit the fixed-point range of the circuit.";
    }
    if (r->constants.verdict == COSIM_FAIL) {
        return "The circuit holds a word that is not the nearest one to its parameter.";
    }
    if (r->exact.verdict == COSIM_FAIL) {
        return "The circuit does not compute what its integer model does.";
    }
    if (r->lif.verdict == COSIM_FAIL) {
        return "What the circuit declares to compute is not the LIF step of the scenario.";
    }
    if (r->bounded.verdict == COSIM_FAIL) {
        return "The circuit leaves the error bound of the floating-point reference.";
    }
    if (r->free_running.verdict == COSIM_FAIL) {
        return "The circuit&#39;s spikes differ from the reference&#39;s, and the error bound does "
               "not explain it.";
    }
    return "The spikes are not those that the scenario states.";
}

static const char *headline(const cosim_result *r)
{
    if (r->verdict == COSIM_FAIL) {
        return failure_text(r);
    }
    if (r->verdict == COSIM_VACUOUS) {
        return "Nothing failed, but nothing was shown either.";
    }
    if (r->verdict == COSIM_CONFORMS) {
        return "The circuit computes what it declares, which is no LIF neuron on purpose.";
    }
    if (r->exact.verdict == COSIM_PASS && r->bounded.verdict == COSIM_PASS) {
        return "The circuit computes bit for bit what its integer model does, and stays within the "
               "error bound of the floating-point reference.";
    }
    if (r->exact.verdict == COSIM_PASS) {
        return "The circuit computes bit for bit what its integer model does. The error bound of "
               "this format is too wide to say more about the floating-point reference.";
    }
    return "The circuit stays within the error bound of the floating-point reference.";
}

/* Lists what else answers the same where the text of a finding only counts some of it. */
static void put_alternatives(FILE *out, const cosim_finding *f)
{
    bool all = true;
    for (size_t i = 0; i < f->also_count; i++) {
        all = all && strstr(f->text, f->also[i]) != NULL;
    }
    if (all) {
        return;
    }
    fprintf(out,
            "<details class=\"finding\"><summary>All %zu that answer the same beside "
            "it</summary>\n<ul>\n",
            f->also_count);
    for (size_t i = 0; i < f->also_count; i++) {
        fputs("<li>", out);
        cosim_html_text(out, f->also[i]);
        fputs("</li>\n", out);
    }
    fputs("</ul>\n</details>\n", out);
}

/* Says how a finding can be seen again. */
static void put_repeat(FILE *out, const cosim_result *r, const cosim_finding *f)
{
    if (f->scenario == NULL) {
        return;
    }
    fputs("<pre><code>build/lifcosim run --dut ", out);
    cosim_html_shell(out, r->dut);
    fputs(" ", out);
    cosim_html_shell(out, f->scenario);
    if (f->wave != NULL) {
        fputs("\n", out);
        cosim_html_gtkwave(out, f->wave, f->layout);
    }
    fputs("</code></pre>\n", out);
}

/* Says what is wrong with the circuit, where it was looked for, and how that can be seen again. */
static void put_findings(FILE *out, const cosim_result *r)
{
    char drive[200], telling[300];
    for (size_t i = 0; r->findings != NULL && i < r->findings->count; i++) {
        const cosim_finding *f = &r->findings->items[i];
        fputs("<p class=\"finding\">Finding: <strong>", out);
        cosim_html_text(out, f->text);
        fprintf(out, "</strong>, from step %" PRIu64 "%s.", f->step,
                f->whole ? " (this explains every answer of the run)" : "");
        if (f->drive_fx != NULL) {
            fputs(" The shortest drive that shows it: <code>", out);
            cosim_html_text(out, cosim_finding_drive(f->drive_fx, f->count, drive, sizeof drive));
            fputs("</code>.", out);
        }
        if (f->telling != COSIM_TELLS_NOTHING) {
            fputs(f->telling == COSIM_TELLS_APART ? " They are " : " It ", out);
            cosim_html_text(out, cosim_finding_telling(f, telling, sizeof telling));
            fputs(".", out);
        }
        fputs("</p>\n", out);
        put_alternatives(out, f);
        put_repeat(out, r, f);
    }
    if (r->findings != NULL && r->findings->count == 0) {
        fprintf(out, "<p class=\"finding\">Finding: %s.</p>\n", cosim_no_finding_text);
    }
}

static void put_head(FILE *out, const cosim_html_run *run, size_t number)
{
    const cosim_scenario *s = run->job->scenario;
    const cosim_result *r = run->result;
    char step[COSIM_SI_BYTES], duration[COSIM_SI_BYTES], reason[512];
    cosim_result_reason(r, reason, sizeof reason);
    cosim_html_head(out, &(cosim_html_title){.number = number,
                                             .verdict = r->verdict,
                                             .name = r->scenario,
                                             .on = r->dut,
                                             .headline = headline(r),
                                             .reason = reason,
                                             .mismatch = r->first_mismatch.present});
    put_findings(out, r);
    cosim_html_about(out, s->about, s->source);
    cosim_si(r->step_s, "s", 9, step);
    cosim_si((double)r->steps * r->step_s, "s", 9, duration);
    fprintf(out, "<p>%" PRIu64 " steps of %s (%s), %" PRIu64 " spikes, reference %" PRIu64 "</p>\n",
            r->steps, step, duration, r->free_running.dut_spikes, r->free_running.reference_spikes);
}

/* Writes the end of a command line: what changes the scenario, and its file. */
static void put_arguments(FILE *out, const cosim_result *r)
{
    fputs(" --dut ", out);
    cosim_html_shell(out, r->dut);
    for (size_t i = 0; i < r->override_count; i++) {
        fputs(" --set ", out);
        cosim_html_shell(out, r->overrides[i]);
    }
    if (r->has_seed) {
        fprintf(out, " --seed %" PRIu64, r->seed);
    }
    fputs(r->file[0] == '-' ? " -- " : " ", out);
    cosim_html_shell(out, r->file);
}

/* Writes the value of S for make: the name of a shipped scenario, or else the path. */
static void put_wave_target(FILE *out, const char *file)
{
    static const char folder[] = "sim/scenarios/", ending[] = ".yaml";
    const size_t length = strlen(file), before = sizeof folder - 1, after = sizeof ending - 1;
    char name[128];
    if (length > before + after && length - before - after < sizeof name &&
        strncmp(file, folder, before) == 0 && strcmp(file + length - after, ending) == 0 &&
        strchr(file + before, '/') == NULL) {
        snprintf(name, sizeof name, "%.*s", (int)(length - before - after), file + before);
        file = name;
    }
    fputs("make wave S=", out);
    cosim_html_shell(out, file);
}

static void put_wave(FILE *out, const cosim_job *job, const cosim_result *r)
{
    const bool own =
        r->override_count == 0 && !r->has_seed && strcmp(r->dut, job->scenario->dut) == 0;
    fputs("<h3>Open the waveform</h3>\n<p>", out);
    if (r->wave != NULL) {
        fprintf(out, "This run wrote one%s:</p>\n<pre><code>",
                r->layout != NULL ? ", with a prepared layout" : "");
        cosim_html_gtkwave(out, r->wave, r->layout);
    } else if (r->steps == 0) {
        fputs("There is none: the first drive clips, and no step ran.</p>\n", out);
        return;
    } else if ((job->dut->ops->capabilities & LIF_DUT_WAVES) == 0) {
        fputs("This circuit cannot write one. The scenario on its own circuit:</p>\n<pre><code>",
              out);
        put_wave_target(out, r->file);
    } else if (own) {
        fputs("This run wrote none. This runs the scenario again, writes one and opens it:</p>\n"
              "<pre><code>",
              out);
        put_wave_target(out, r->file);
    } else {
        fputs("This run wrote none. This runs it again and writes one:</p>\n"
              "<pre><code>build/lifcosim run --wave run.fst",
              out);
        put_arguments(out, r);
        fputs("\ngtkwave run.fst run.gtkw", out);
    }
    fputs("</code></pre>\n", out);
}

void cosim_html_reproduce(FILE *out, const cosim_job *job, const cosim_result *r)
{
    const lif_format *f = &r->format;
    char text[160];
    fputs("<h3>Reproduce this run</h3>\n<pre><code>build/lifcosim run", out);
    put_arguments(out, r);
    fputs("</code></pre>\n", out);
    cosim_html_table_open(out, "Provenance", "facts");
    fputs("<tbody>\n", out);
    cosim_html_fact(out, "scenario file", r->file);
    cosim_html_fact(out, "its SHA-256", r->sha256);
    cosim_html_fact(out, "circuit", r->dut);
    cosim_html_fact(out, "which is", r->dut_about);
    if (r->never_reset) {
        cosim_html_fact(out, "never reset", cosim_never_reset_text);
    }
    snprintf(text, sizeof text, "%u/%u/%u bits (state, its fraction, leak fraction), %s",
             f->state_width, f->state_fraction, f->leak_fraction,
             r->rounding != NULL           ? r->rounding
             : f->rounding == LIF_RESIDUAL ? "residual"
                                           : "half-up");
    cosim_html_fact(out, "format", text);
    snprintf(text, sizeof text, "lifcosim %s, commit %s", cosim_version(), cosim_commit());
    cosim_html_fact(out, "program", text);
    cosim_html_table_close(out);
    put_wave(out, job, r);
}

void cosim_html_put_run(FILE *out, const cosim_html_run *run, size_t number)
{
    put_head(out, run, number);
    cosim_html_picture(out, run->picture, number);
    cosim_html_levels(out, run->result);
    cosim_html_spikes(out, run->result);
    cosim_html_bound(out, run->job, run->result);
    cosim_html_words(out, run->job);
    cosim_html_parameters(out, run->job);
    cosim_html_reproduce(out, run->job, run->result);
    fputs("</section>\n", out);
}
