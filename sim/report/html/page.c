// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* This is the page around the sections. They and the summary grow in memory, because the summary,
 * which comes first, is complete last. */

#include "report/html/page.h"

#include "base/output.h"
#include "report/html/frame.h"
#include "report/html/network.h"
#include "report/html/run.h"
#include "report/html/text.h"
#include "result/result.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct part {
    FILE *out;
    char *text;
    size_t bytes;
} part;

struct cosim_html {
    cosim_output *output;
    char *made; /* the folder, where it is ours to remove again */
    part summary, sections;
    size_t runs, passed, failed, vacuous;
    bool networks;
};

/* The row of a run in the summary. */
typedef struct row {
    cosim_verdict verdict;
    const char *name, *dut;
    uint64_t steps, spikes, reference, ambiguous;
    bool bounded;
    double usage;
} row;

static int part_open(part *p)
{
    p->out = open_memstream(&p->text, &p->bytes);
    return p->out != NULL ? 0 : -1;
}

/* Ends a part: its text is there, or an error of memory is kept. */
static void part_close(part *p, cosim_output *output)
{
    if (p->out != NULL) {
        const bool failed = ferror(p->out) != 0;
        if ((fclose(p->out) != 0 || failed || p->text == NULL) && output != NULL) {
            cosim_output_fail(output, ENOMEM);
        }
        p->bytes = p->text != NULL ? p->bytes : 0;
        p->out = NULL;
    }
}

static void html_free(cosim_html *html)
{
    part_close(&html->summary, NULL);
    part_close(&html->sections, NULL);
    free(html->summary.text);
    free(html->sections.text);
    free(html->made);
    free(html);
}

static int folder_bad(const char *folder, cosim_diag *diag, const char *what, int error)
{
    cosim_place place = {.line = 0};
    snprintf(place.file, sizeof place.file, "%s", folder);
    return error == 0 ? cosim_diag_set(diag, &place, "%s", what)
                      : cosim_diag_set(diag, &place, "%s: %s", what, strerror(error));
}

static int make_folder(cosim_html *html, const char *folder, cosim_diag *diag)
{
    struct stat there;
    if (strcmp(folder, "-") == 0 || folder[0] == '\0') {
        return folder_bad(folder, diag, "is not a folder; give the name of one for the report", 0);
    }
    if (mkdir(folder, 0777) == 0) {
        html->made = strdup(folder);
        if (html->made == NULL) {
            rmdir(folder);
            return cosim_diag_set(diag, NULL, "out of memory for the report");
        }
        return 0;
    }
    if (errno == ENOENT) {
        return folder_bad(folder, diag,
                          "the folder around it does not exist; create it first (mkdir -p)", 0);
    }
    if (errno != EEXIST) {
        return folder_bad(folder, diag, "cannot be created", errno);
    }
    if (stat(folder, &there) != 0 || !S_ISDIR(there.st_mode)) {
        return folder_bad(folder, diag, "is not a folder; the report needs one of its own", 0);
    }
    return 0;
}

static int open_page(cosim_html *html, const char *folder, cosim_diag *diag)
{
    char *path;
    if (part_open(&html->summary) != 0 || part_open(&html->sections) != 0 ||
        asprintf(&path, "%s/index.html", folder) < 0) {
        return cosim_diag_set(diag, NULL, "out of memory for the report");
    }
    html->output = cosim_output_open(path, diag);
    free(path);
    return html->output != NULL ? 0 : -1;
}

cosim_html *cosim_html_begin(const char *folder, cosim_diag *diag)
{
    cosim_html *html = calloc(1, sizeof *html);
    if (html == NULL) {
        cosim_diag_set(diag, NULL, "out of memory for the report");
        return NULL;
    }
    if (make_folder(html, folder, diag) != 0 || open_page(html, folder, diag) != 0) {
        cosim_html_abandon(html);
        return NULL;
    }
    return html;
}

static void put_summary_row(cosim_html *html, const row *r)
{
    FILE *out = html->summary.out;
    char usage[32] = "-";
    if (r->bounded) {
        snprintf(usage, sizeof usage, "%.3g", r->usage);
    }
    fputs("<tr><td>", out);
    cosim_html_badge(out, r->verdict);
    fprintf(out, "</td><th scope=\"row\"><a href=\"#run-%zu\">", html->runs);
    cosim_html_text(out, r->name);
    fputs("</a></th><td>", out);
    cosim_html_text(out, r->dut);
    fprintf(out,
            "</td><td class=\"n\">%" PRIu64 "</td><td class=\"n\">%" PRIu64
            "</td><td class=\"n\">%" PRIu64 "</td><td class=\"n\">%s</td><td class=\"n\">%" PRIu64
            "</td></tr>\n",
            r->steps, r->spikes, r->reference, usage, r->ambiguous);
}

static void count(cosim_html *html, const row *r)
{
    html->runs++;
    html->passed += cosim_verdict_is_good(r->verdict);
    html->failed += r->verdict == COSIM_FAIL;
    html->vacuous += r->verdict == COSIM_VACUOUS;
    put_summary_row(html, r);
}

void cosim_html_add(cosim_html *html, const cosim_html_run *run)
{
    const cosim_result *r = run->result;
    const row told = {.verdict = r->verdict,
                      .name = r->scenario,
                      .dut = r->dut,
                      .steps = r->steps,
                      .spikes = r->free_running.dut_spikes,
                      .reference = r->free_running.reference_spikes,
                      .ambiguous = r->bounded.ambiguous_steps,
                      .bounded = r->bounded.verdict != COSIM_NOT_APPLICABLE,
                      .usage = r->bounded.max_usage};
    count(html, &told);
    cosim_html_put_run(html->sections.out, run, html->runs);
}

void cosim_html_add_network(cosim_html *html, const cosim_html_network *run)
{
    const cosim_network_job *job = run->outcome->job;
    const cosim_core_result *core = &run->outcome->result->core;
    const row told = {.verdict = run->outcome->result->verdict,
                      .name = job->network->name,
                      .dut = job->name,
                      .steps = core->ticks,
                      .spikes = core->spikes,
                      .reference = core->free_running[0].spikes,
                      .ambiguous = core->ambiguous,
                      .bounded = core->level[COSIM_CORE_BOUNDED].verdict != COSIM_NOT_APPLICABLE,
                      .usage = core->usage_membrane};
    html->networks = true;
    count(html, &told);
    if (cosim_html_put_network(html->sections.out, run, html->runs) != 0) {
        cosim_output_fail(html->output, ENOMEM);
    }
}

static void put_begin(const cosim_html *html, FILE *out)
{
    char title[60];
    snprintf(title, sizeof title, "lifcosim: %zu of %zu pass", html->passed, html->runs);
    cosim_html_open(out, title);
    fputs("<header>\n<h1>Co-simulation report</h1>\n", out);
    fprintf(out,
            "<p>%zu run%s: <strong class=\"pass\">%zu pass</strong>, "
            "<strong%s>%zu fail</strong>, <strong%s>%zu vacuous</strong></p>\n",
            html->runs, html->runs == 1 ? "" : "s", html->passed,
            html->failed > 0 ? " class=\"fail\"" : "", html->failed,
            html->vacuous > 0 ? " class=\"vacuous\"" : "", html->vacuous);
    fprintf(out,
            "<p class=\"about\">%s, held against its integer model and a floating-point "
            "reference.</p>\n</header>\n<main>\n",
            html->networks ? "A network of fixed-point leaky integrate-and-fire neurons on a core"
                           : "A fixed-point leaky integrate-and-fire neuron in a circuit");
}

/* One run needs no table to find it. */
static void put_summary(const cosim_html *html, FILE *out)
{
    if (html->runs < 2) {
        return;
    }
    fputs("<nav aria-label=\"Runs\">\n", out);
    cosim_html_table_open(out, "Summary of all runs", "numbers");
    fprintf(out,
            "<thead><tr><th scope=\"col\">verdict</th><th scope=\"col\">%s</th>"
            "<th scope=\"col\">%s</th><th scope=\"col\" class=\"n\">%s</th>",
            html->networks ? "network" : "scenario", html->networks ? "core" : "circuit",
            html->networks ? "ticks" : "steps");
    fputs("<th scope=\"col\" class=\"n\">spikes</th>"
          "<th scope=\"col\" class=\"n\">of the reference</th>"
          "<th scope=\"col\" class=\"n\">error / bound</th>"
          "<th scope=\"col\" class=\"n\">ambiguous</th></tr></thead>\n<tbody>\n",
          out);
    fwrite(html->summary.text, 1, html->summary.bytes, out);
    cosim_html_table_close(out);
    fputs("</nav>\n", out);
}

int cosim_html_commit(cosim_html *html, cosim_diag *diag)
{
    cosim_output *output = html->output;
    FILE *out = cosim_output_file(output);
    part_close(&html->summary, output);
    part_close(&html->sections, output);
    put_begin(html, out);
    put_summary(html, out);
    fwrite(html->sections.text, 1, html->sections.bytes, out);
    fputs("</main>\n", out);
    cosim_html_close(out);
    const int status = cosim_output_commit(output, diag);
    if (status != 0 && html->made != NULL) {
        rmdir(html->made);
    }
    html_free(html);
    return status;
}

void cosim_html_abandon(cosim_html *html)
{
    if (html == NULL) {
        return;
    }
    cosim_output_abandon(html->output);
    if (html->made != NULL) {
        rmdir(html->made); /* stays if somebody else put something there */
    }
    html_free(html);
}
