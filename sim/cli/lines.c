// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "cli/lines.h"

#include "base/tool.h"
#include "cli/beside.h"
#include "cli/cli.h"
#include "foreign/register.h"
#include "prove/shipped.h"
#include "report/annotate.h"
#include "report/sarif.h"
#include "result/finding.h"
#include "scenario/place.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A design as Verilator describes it, and the outputs of its neuron. */
typedef struct design {
    char xml[CLI_PATH_BYTES + 16];
    char module[64]; /* "": that of a manifest */
    const char *spike, *after, *before;
} design;

/* Finds the design of somebody else's circuit, which `lifcosim build` leaves beside it; its
 * declaration names the outputs. */
static bool find_foreign(const cosim_job *job, design *d)
{
    char path[CLI_PATH_BYTES];
    const char *name = job->dut->name;
    const char *so = strchr(name, '/') != NULL ? name : cosim_dut_path(name, path, sizeof path);
    const size_t length = strlen(so);
    const cosim_eq_declaration *e = job->dut->equations;
    if (e == NULL || length < 3 || strcmp(so + length - 3, ".so") != 0) {
        return false;
    }
    snprintf(d->xml, sizeof d->xml, "%.*s.foreign/design.xml", (int)length - 3, so);
    d->module[0] = '\0';
    d->spike = e->equations->outputs[e->spike].port;
    d->after = d->before = e->shown >= 0 ? e->equations->outputs[e->shown].port : d->spike;
    return access(d->xml, R_OK) == 0;
}

int cosim_cli_describe(const char *module, const char *const *sources, size_t count, char *xml,
                       cosim_diag *diag)
{
    enum { OPTIONS = 9 };
    char base[CLI_PATH_BYTES], log[CLI_PATH_BYTES + 16], work[CLI_PATH_BYTES + 16], line[400];
    const char *argv[OPTIONS + COSIM_CLI_DESIGN_SOURCES + 2];
    const char *tool = getenv("VERILATOR");
    if (cosim_cli_beside_path("lines", module, base, diag) != 0) {
        return -1;
    }
    snprintf(xml, CLI_PATH_BYTES + 16, "%s.xml", base);
    snprintf(log, sizeof log, "%s.log", base);
    snprintf(work, sizeof work, "%s.dir", base);
    const char *const options[OPTIONS] = {tool != NULL && tool[0] != '\0' ? tool : "verilator",
                                          "--xml-only",
                                          "-Wno-lint",
                                          "-Wno-fatal",
                                          "-Mdir",
                                          work,
                                          "--xml-output",
                                          xml,
                                          "--top-module"};
    memcpy(argv, options, sizeof options);
    argv[OPTIONS] = module;
    for (size_t i = 0; i < count; i++) {
        argv[OPTIONS + 1 + i] = sources[i];
    }
    argv[OPTIONS + 1 + count] = NULL;
    const int status = cosim_tool_run(argv, log, diag);
    if (status > 0) {
        cosim_tool_line(log, "%Error", line, sizeof line);
        return cosim_diag_set(diag, NULL, "Verilator does not read %s: %s (the whole is in %s)",
                              sources[0], line, log);
    }
    return status;
}

/* Describes the design of a shipped circuit. Returns 1, 0 for another circuit, or -1 with *diag. */
static int find_shipped(const cosim_job *job, design *d, cosim_diag *diag)
{
    char sources[2][COSIM_SHIPPED_BYTES];
    const int shipped = cosim_shipped_module(job->dut->name, d->module, sources, diag);
    if (shipped <= 0) {
        return shipped;
    }
    const char *const list[] = {sources[0], sources[1]};
    d->spike = "spike_o";
    d->after = "membrane_o";
    d->before = "membrane_before_o";
    return cosim_cli_describe(d->module, list, sources[1][0] != '\0' ? 2 : 1, d->xml, diag) == 0
               ? 1
               : -1;
}

/* ---- what concerns which register ---- */

static bool is_one_of(const char *kind, const char *const *list)
{
    for (; *list != NULL; list++) {
        if (strcmp(kind, *list) == 0) {
            return true;
        }
    }
    return false;
}

/* Gives the output behind which the register is; `kind`: of a finding, or NULL. */
static const char *output_of(const design *d, const cosim_result *r, const char *kind)
{
    static const char *const decisions[] = {"compare", "threshold",    "late",
                                            "latency", "loses-spikes", NULL};
    const char *quantity = r->first_mismatch.present && r->first_mismatch.quantity != NULL
                               ? r->first_mismatch.quantity
                               : "";
    const bool named = kind != NULL && strcmp(kind, "pair") != 0;
    if (named ? is_one_of(kind, decisions) : strncmp(quantity, "spike", 5) == 0) {
        return d->spike;
    }
    return !named && strstr(quantity, "before") != NULL ? d->before : d->after;
}

static int point(const design *d, const cosim_result *r, const char *kind, cosim_source_line *at,
                 cosim_diag *diag)
{
    static const char *const held[] = {"refractory", "load", NULL};
    cosim_register found;
    char path[CLI_PATH_BYTES];
    if (cosim_register_find(d->xml, d->module[0] != '\0' ? d->module : NULL, output_of(d, r, kind),
                            kind != NULL && is_one_of(kind, held), &found, diag) != 0) {
        return -1;
    }
    if (found.line > 0) {
        const char *real = realpath(found.file, path);
        *at = (cosim_source_line){.file = strdup(real != NULL ? real : found.file),
                                  .name = strdup(found.name),
                                  .line = found.line};
    }
    return 0;
}

/* Points to a key of the scenario. */
static void point_to_scenario(const cosim_job *job, cosim_result *r)
{
    const cosim_level level = r->first_mismatch.present ? r->first_mismatch.level : COSIM_LEVELS;
    cosim_place place;
    cosim_scenario_place(job->scenario,
                         level == COSIM_LEVEL_EXPECT ? "expect"
                         : level == COSIM_LEVEL_CLIP ? "stimulus"
                         : r->verdict == COSIM_FAIL  ? "dut"
                                                     : "tolerance",
                         &place);
    r->at = (cosim_source_line){
        .file = strdup(place.file), .name = strdup(""), .line = (unsigned)place.line};
}

int cosim_cli_lines(const cosim_job *job, cosim_result *r)
{
    const bool of_scenario =
        r->first_mismatch.present && (r->first_mismatch.level == COSIM_LEVEL_EXPECT ||
                                      r->first_mismatch.level == COSIM_LEVEL_CLIP);
    cosim_diag diag;
    design d;
    int found = 0;
    if (cosim_verdict_is_good(r->verdict)) {
        return CLI_OK;
    }
    if (r->verdict == COSIM_FAIL && !of_scenario) {
        found = find_foreign(job, &d) ? 1 : find_shipped(job, &d, &diag);
        if (found > 0 && point(&d, r, NULL, &r->at, &diag) != 0) {
            found = -1;
        }
        for (size_t i = 0; found > 0 && r->findings != NULL && i < r->findings->count; i++) {
            cosim_finding *f = &r->findings->items[i];
            if (point(&d, r, f->kind, &f->at, &diag) != 0) {
                found = -1;
            }
        }
    }
    if (r->at.file == NULL) {
        point_to_scenario(job, r);
    }
    return found >= 0 ? CLI_OK : cosim_cli_report(&diag, CLI_UNUSABLE);
}

void cosim_cli_put_problems(const cosim_problems *problems, cosim_output *sarif, FILE *github)
{
    char root[CLI_PATH_BYTES];
    if (getcwd(root, sizeof root) == NULL) {
        root[0] = '\0';
    }
    if (sarif != NULL) {
        cosim_sarif_write(sarif, problems, root);
    }
    if (github != NULL) {
        cosim_annotate_github(github, problems, root);
    }
}
