// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "report/html/network.h"

#include "base/si.h"
#include "base/version.h"
#include "network/nir_report.h"
#include "report/html/network_spikes.h"
#include "report/html/network_tables.h"
#include "report/html/network_weights.h"
#include "report/html/picture.h"
#include "report/html/text.h"
#include "report/network_levels.h"
#include "report/network_words.h"

#include <inttypes.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* These texts explain a level to a reader who meets it for the first time. */
static const struct {
    const char *title, *meaning;
} levels[COSIM_NETWORK_LEVELS] = {
    [COSIM_NETWORK_CONSTANTS] = {"Constants", "Every word that is read back from the core is the "
                                              "nearest to its real value."},
    [COSIM_NETWORK_PORT] = {"Port", "Each tick shows every neuron once, its spikes leave once and "
                                    "in order, and it ends in time."},
    [COSIM_NETWORK_EXACT] = {"Exact", "Synaptic currents, adaptation, membrane and spike of every "
                                      "neuron and tick equal the integer model, bit for bit."},
    [COSIM_NETWORK_BOUNDED] =
        {"Bounded", "They stay within the error bound of that neuron in that tick around a "
                    "floating-point reference that adopts the circuit&#39;s spikes. A decision "
                    "that the bound leaves open is ambiguous, and no failure."},
    [COSIM_NETWORK_FREE_RUNNING] =
        {"Free-running", "The network by itself in floating point. Two correct networks part after "
                         "the first ambiguous decision; a difference before one is a failure."},
    [COSIM_NETWORK_EXPECT] = {"Expect", "The complete list of spikes that the network states, for "
                                        "example a published one."},
    [COSIM_NETWORK_CLIP] = {"Clip", "No value saturates, unless the network declares that some "
                                    "may."},
};

static void put_levels(FILE *out, const cosim_network_outcome *o)
{
    fputs("<h3>Verdict by level</h3>\n", out);
    cosim_html_table_open(out, "Verdict by level", "levels sentences");
    fputs("<thead><tr><th scope=\"col\">level</th><th scope=\"col\">verdict</th>"
          "<th scope=\"col\">figures</th><th scope=\"col\">what it means</th></tr></thead>\n"
          "<tbody>\n",
          out);
    for (unsigned level = 0; level < COSIM_NETWORK_LEVELS; level++) {
        cosim_network_figures f;
        if (!cosim_network_figures_of(o, (cosim_network_level)level, &f)) {
            continue;
        }
        fprintf(out, "<tr><th scope=\"row\">%s</th><td>", levels[level].title);
        cosim_html_badge(out, f.verdict);
        fputs("</td><td>", out);
        for (size_t i = 0; i < f.count; i++) {
            fputs(i == 0 ? "" : f.goes_on[i] ? " " : "<br/>", out);
            cosim_html_text(out, f.line[i]);
        }
        fprintf(out, "</td><td class=\"meaning\">%s</td></tr>\n", levels[level].meaning);
    }
    cosim_html_table_close(out);
}

/* Describes a failure by the level that failed first. */
static const char *failure_text(const cosim_network_result *r)
{
    static const char *const of_judge[COSIM_CORE_LEVELS] = {
        [COSIM_CORE_CONSTANTS] = "The core holds a word that is not the nearest one to its "
                                 "parameter.",
        [COSIM_CORE_PORT] = "The core does not tell each neuron and spike once, in order and in "
                            "time.",
        [COSIM_CORE_EXACT] = "A neuron of the core does not compute what its integer model does.",
        [COSIM_CORE_BOUNDED] = "A neuron of the core leaves the error bound of the floating-point "
                               "reference.",
        [COSIM_CORE_CLIP] = "A value of the core saturates, which the network does not declare.",
        [COSIM_CORE_FREE_RUNNING] = "The spikes of the core differ from those of the network by "
                                    "itself, and no ambiguous decision explains it."};
    const int level = cosim_core_first_failure(&r->core);
    return level >= 0 ? of_judge[level] : "The spikes are not those that the network states.";
}

static const char *headline(const cosim_network_result *r)
{
    if (r->verdict == COSIM_FAIL) {
        return failure_text(r);
    }
    if (r->verdict == COSIM_VACUOUS) {
        return "Nothing failed, but nothing was shown either.";
    }
    if (r->core.level[COSIM_CORE_EXACT].verdict == COSIM_PASS &&
        r->core.level[COSIM_CORE_BOUNDED].verdict == COSIM_PASS) {
        return "Every neuron of the core computes bit for bit what its integer model does, and "
               "stays within the error bound of the floating-point reference.";
    }
    if (r->core.level[COSIM_CORE_EXACT].verdict == COSIM_PASS) {
        return "Every neuron of the core computes bit for bit what its integer model does. The "
               "error bound of this format is too wide to say more about the floating-point "
               "reference.";
    }
    return "Every neuron of the core stays within the error bound of the floating-point reference.";
}

static void put_head(FILE *out, const cosim_network_outcome *o, size_t number)
{
    const cosim_network *n = o->job->network;
    const cosim_network_result *r = o->result;
    char step[COSIM_SI_BYTES], duration[COSIM_SI_BYTES], reason[512];
    cosim_network_reason(o, reason, sizeof reason);
    cosim_html_head(out, &(cosim_html_title){.number = number,
                                             .verdict = r->verdict,
                                             .name = n->name,
                                             .on = o->job->name,
                                             .headline = headline(r),
                                             .reason = reason,
                                             .mismatch = r->verdict == COSIM_FAIL});
    cosim_html_about(out, n->about, n->origin);
    cosim_si(n->step_s, "s", 9, step);
    cosim_si((double)r->core.ticks * n->step_s, "s", 9, duration);
    fprintf(out,
            "<p>%" PRIu64 " ticks of %s (%s), %u neuron%s, %" PRIu64
            " spikes, by itself in floating point %" PRIu64 "</p>\n",
            r->core.ticks, step, duration, n->neurons, n->neurons == 1 ? "" : "s", r->core.spikes,
            r->core.free_running[0].spikes);
}

/* Writes what became of the file of a NIR graph. */
static void put_fidelity(FILE *out, const cosim_nir_report *report)
{
    static const struct {
        cosim_nir_fidelity kind;
        const char *title;
    } kinds[] = {
        {COSIM_NIR_TAKEN, "Taken as the file says it"},
        {COSIM_NIR_ASSUMED, "Assumed, since the file does not say it"},
        {COSIM_NIR_DIFFERS, "What a tool that runs the file may do otherwise, or is lost"}};
    if (report == NULL) {
        return;
    }
    fputs("<h3>Fidelity to the NIR file</h3>\n", out);
    for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
        bool any = false;
        for (const cosim_nir_line *line = report->first; line != NULL; line = line->next) {
            if (line->fidelity == kinds[k].kind) {
                fprintf(out, any ? "<li>" : "<p>%s:</p>\n<ul>\n<li>", kinds[k].title);
                cosim_html_text(out, line->text);
                fputs("</li>\n", out);
                any = true;
            }
        }
        fputs(any ? "</ul>\n" : "", out);
    }
}

/* Writes what `lifcosim check` tells of the network on this core. */
static int put_made(FILE *out, const cosim_network_job *job)
{
    char *text = NULL;
    size_t bytes;
    FILE *made = open_memstream(&text, &bytes);
    if (made == NULL) {
        return -1;
    }
    cosim_network_put_made(made, job);
    const bool failed = ferror(made) != 0;
    if (fclose(made) != 0 || failed || text == NULL) {
        free(text);
        return -1;
    }
    fputs("<h3>The network on the core</h3>\n<pre class=\"made\"><code>", out);
    cosim_html_text(out, text);
    fputs("</code></pre>\n", out);
    free(text);
    return 0;
}

/* Writes the end of a command line: what changes the network, and its file. */
static void put_arguments(FILE *out, const cosim_html_network *run)
{
    const cosim_network *n = run->outcome->job->network;
    fputs(" --dut ", out);
    cosim_html_shell(out, run->outcome->job->name);
    for (size_t i = 0; n->head != NULL && i < n->head->override_count; i++) {
        fputs(" --set ", out);
        cosim_html_shell(out, n->head->overrides[i]);
    }
    if (run->has_seed) {
        fprintf(out, " --seed %" PRIu32, n->seed);
    }
    fputs(run->no_expect ? " --no-expect" : "", out);
    fputs(n->path[0] == '-' ? " -- " : " ", out);
    cosim_html_shell(out, n->path);
}

/* Gives the neuron and the ticks that are worth a look: those of the first mismatch, or else the
 * neuron that came nearest to its bound, in the whole run. */
static void put_wave(FILE *out, const cosim_html_network *run)
{
    enum { BEFORE = 50, AFTER = 50 };
    const cosim_network *n = run->outcome->job->network;
    const cosim_network_result *r = run->outcome->result;
    const int level = cosim_core_first_failure(&r->core);
    unsigned neuron = 0;
    char name[COSIM_NEURON_BYTES];
    fputs("<h3>Open the waveform</h3>\n<p>", out);
    if (run->wave != NULL && run->wave[0] != '\0') {
        char layout[4200];
        snprintf(layout, sizeof layout, "%.*s.gtkw", (int)strlen(run->wave) - 4, run->wave);
        fputs("This run wrote one, with a prepared layout:</p>\n<pre><code>", out);
        cosim_html_gtkwave(out, run->wave, layout);
        fputs("</code></pre>\n", out);
        return;
    }
    cosim_network_nearest(r, n->neurons, &neuron, 1);
    if (level >= 0 && r->core.level[level].first.neuron < n->neurons) {
        neuron = r->core.level[level].first.neuron;
    } else if (level < 0 && r->expect.present) {
        neuron = r->expect.neuron;
    }
    cosim_network_neuron(n, neuron, name);
    fputs("This run wrote none. This runs it again and draws ", out);
    cosim_html_text(out, name);
    fputs(level >= 0 ? ", around the first mismatch" : "", out);
    fputs(":</p>\n<pre><code>build/lifcosim run --wave run.vcd --neurons ", out);
    cosim_html_shell(out, name);
    if (level >= 0) {
        const uint64_t tick = r->core.level[level].first.tick;
        fprintf(out, " --window %" PRIu64 ":%" PRIu64, tick > BEFORE ? tick - BEFORE : 0,
                n->ticks - tick > AFTER ? tick + AFTER : n->ticks);
    }
    put_arguments(out, run);
    fputs("\ngtkwave run.vcd run.gtkw</code></pre>\n", out);
}

static void put_reproduce(FILE *out, const cosim_html_network *run)
{
    const cosim_network_job *job = run->outcome->job;
    const cosim_network *n = job->network;
    char text[160];
    fputs("<h3>Reproduce this run</h3>\n<pre><code>build/lifcosim run", out);
    put_arguments(out, run);
    fputs("</code></pre>\n", out);
    cosim_html_table_open(out, "Provenance", "facts");
    fputs("<tbody>\n", out);
    cosim_html_fact(out, "network file", n->path);
    cosim_html_fact(out, "its SHA-256", n->sha256);
    snprintf(text, sizeof text, "%" PRIu32, n->seed);
    cosim_html_fact(out, "seed", text);
    cosim_html_fact(out, "core", job->name);
    if (job->dut.ops.about != NULL) {
        cosim_html_fact(out, "which is", job->dut.ops.about);
    }
    snprintf(text, sizeof text, "lifcosim %s, commit %s", cosim_version(), cosim_commit());
    cosim_html_fact(out, "program", text);
    cosim_html_table_close(out);
    put_wave(out, run);
}

int cosim_html_put_network(FILE *out, const cosim_html_network *run, size_t number)
{
    const cosim_network_outcome *o = run->outcome;
    put_head(out, o, number);
    cosim_html_picture(out, run->picture, number);
    put_levels(out, o);
    cosim_html_network_mismatches(out, o);
    cosim_html_network_populations(out, o);
    cosim_html_network_distances(out, o);
    cosim_html_network_spikes(out, o);
    cosim_html_network_nearest(out, o);
    int status = cosim_html_network_weights(out, o);
    put_fidelity(out, o->job->network->fidelity);
    status = status == 0 ? put_made(out, o->job) : status;
    put_reproduce(out, run);
    fputs("</section>\n", out);
    return status;
}
