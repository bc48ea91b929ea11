// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "cli/network_lines.h"

#include "base/places.h"
#include "cli/beside.h"
#include "cli/cli.h"
#include "cli/lines.h"
#include "foreign/register.h"
#include "scenario/place.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#define TOP "lif_core"

/* An output of the core has each quantity of the judge (judge/core_*.h); the register is looked for
 * behind it. What is not listed is the network's. */
static const struct {
    const char *quantity, *port;
} ports[] = {{"synaptic current", "seen_s0_o"},
             {"second synaptic current", "seen_s1_o"},
             {"adaptation", "seen_a_o"},
             {"membrane before reset", "seen_before_o"},
             {"held membrane", "seen_before_o"},
             {"membrane after reset", "seen_after_o"},
             {"spike", "seen_spike_o"},
             {"spike of a held neuron", "seen_spike_o"},
             {"spike of the network by itself", "seen_spike_o"},
             {"next spike at the port", "out_valid_o"},
             {"spike at the port that no neuron shows", "out_valid_o"},
             {"end of the tick within its clocks", "busy_o"},
             {"times shown", "seen_valid_o"},
             {"accumulators that overflowed", "flags_o"},
             {"events that were refused", "flags_o"},
             {"events or spikes that were lost", "flags_o"},
             {"saturation told", "saturated_o"}};

typedef struct search {
    cosim_problems *problems;
    char xml[CLI_PATH_BYTES + 16];
    bool described, unusable;
    cosim_diag diag;
} search;

/* ---- the RTL ---- */

static const char *port_of(cosim_core_level level, const char *quantity)
{
    for (size_t i = 0; i < sizeof ports / sizeof *ports; i++) {
        if (strcmp(ports[i].quantity, quantity) == 0) {
            return ports[i].port;
        }
    }
    return level == COSIM_CORE_CONSTANTS ? "cfg_data_o" : NULL; /* each word is read there */
}

/* Lists the sources of the core, as rtl/core.f has them. */
static int list_sources(char sources[][CLI_PATH_BYTES], const char **list, size_t *count,
                        cosim_diag *diag)
{
    char root[CLI_PATH_BYTES], path[CLI_PATH_BYTES + 16], line[200];
    if (cosim_sources_folder(root, sizeof root, diag) != 0) {
        return -1;
    }
    snprintf(path, sizeof path, "%s/rtl/core.f", root);
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        return cosim_diag_set(diag, NULL, "%s: cannot be read", path);
    }
    int status = 0;
    while (status == 0 && fgets(line, sizeof line, file) != NULL) {
        char *comment = strstr(line, "//");
        if (comment != NULL) {
            *comment = '\0';
        }
        line[strcspn(line, " \t\r\n")] = '\0';
        if (line[0] != '\0' && *count == COSIM_CLI_DESIGN_SOURCES) {
            status = cosim_diag_set(diag, NULL, "%s: lists more than %d files; shorten it", path,
                                    COSIM_CLI_DESIGN_SOURCES);
        } else if (line[0] != '\0') {
            snprintf(sources[*count], CLI_PATH_BYTES, "%.3800s/rtl/%s", root, line);
            list[*count] = sources[*count];
            (*count)++;
        }
    }
    fclose(file);
    return status;
}

static int describe(search *s)
{
    char(*sources)[CLI_PATH_BYTES] = calloc(COSIM_CLI_DESIGN_SOURCES, sizeof *sources);
    const char *list[COSIM_CLI_DESIGN_SOURCES];
    size_t count = 0;
    if (sources == NULL) {
        return cosim_diag_memory(&s->diag, NULL);
    }
    const int status = list_sources(sources, list, &count, &s->diag) == 0
                           ? cosim_cli_describe(TOP, list, count, s->xml, &s->diag)
                           : -1;
    free(sources);
    return status;
}

/* Points to the register behind a port, once the RTL is described. Leaves the problem alone where
 * it cannot be found. */
static int point_to_register(search *s, const char *port, cosim_problem *p)
{
    cosim_register found;
    if (!s->described) {
        s->described = true;
        s->unusable = describe(s) != 0;
    }
    if (s->unusable || cosim_register_find(s->xml, TOP, port, false, &found, &s->diag) != 0) {
        s->unusable = true;
        return 0;
    }
    if (found.line > 0) {
        char real[PATH_MAX];
        const char *path = realpath(found.file, real) != NULL ? real : found.file;
        p->file = cosim_problems_text(s->problems, path, &s->diag);
        p->name = cosim_problems_text(s->problems, found.name, &s->diag);
        p->line = found.line;
    }
    return p->file != NULL && p->name != NULL ? 0 : -1;
}

/* ---- the network ---- */

static int point_to_key(search *s, const cosim_network *n, const char *key, cosim_problem *p)
{
    cosim_place place = {.line = 0};
    if (n->head != NULL) {
        cosim_scenario_place(n->head, key, &place);
    }
    p->file = cosim_problems_text(s->problems, place.line > 0 ? place.file : n->path, &s->diag);
    p->line = place.line > 0 ? place.line : 1;
    p->name = "";
    return p->file != NULL ? 0 : -1;
}

/* Adds a problem that is at the register behind `port`, or, where that is NULL or not known, at a
 * key of the network. */
static int add(search *s, const cosim_network_outcome *o, const char *kind, const char *port,
               const char *key, const char *what)
{
    const cosim_network_job *job = o->job;
    const bool shipped = job->kind != NULL && strcmp(job->name, job->kind->name) == 0;
    cosim_problem p = {.scenario = job->network->path,
                       .dut = job->name,
                       .kind = kind,
                       .vacuous = o->result->verdict == COSIM_VACUOUS};
    if (point_to_key(s, job->network, key, &p) != 0 ||
        (shipped && port != NULL && point_to_register(s, port, &p) != 0)) {
        return -1;
    }
    cosim_problem_say(&p, job->network->name, job->name, what);
    return cosim_problems_add(s->problems, &p, &s->diag);
}

static int add_level(search *s, const cosim_network_outcome *o, cosim_core_level level)
{
    const cosim_core_finding *f = &o->result->core.level[level];
    char what[400];
    if (f->verdict != COSIM_FAIL) {
        return 0;
    }
    cosim_network_mismatch(o->job->network, o->job->inputs, f, what, sizeof what);
    return add(s, o, cosim_core_level_name(level), port_of(level, f->first.quantity),
               level == COSIM_CORE_CLIP ? "saturation" : "core", what);
}

static int add_outcome(search *s, const cosim_network_outcome *o)
{
    char what[500];
    int status = 0;
    if (o->result->verdict == COSIM_PASS) {
        return 0;
    }
    if (o->result->verdict == COSIM_VACUOUS) {
        cosim_network_reason(o, what, sizeof what);
        return add(s, o, "vacuous", NULL, o->result->nothing ? "sources" : "tolerance", what);
    }
    for (int level = 0; status == 0 && level < COSIM_CORE_LEVELS; level++) {
        status = add_level(s, o, (cosim_core_level)level);
    }
    if (status == 0 && o->result->expect.verdict == COSIM_FAIL) {
        cosim_network_expect_text(o, what, sizeof what);
        status = add(s, o, "expect", NULL, "expect", what);
    }
    return status;
}

int cosim_cli_network_problems(const cosim_network_outcome *outcomes, size_t count,
                               cosim_problems *problems, bool *whole)
{
    search *s = calloc(1, sizeof *s);
    cosim_diag diag;
    int status = 0;
    *whole = false;
    if (s == NULL) {
        cosim_diag_memory(&diag, NULL);
        return cosim_cli_report(&diag, CLI_UNUSABLE);
    }
    s->problems = problems;
    for (size_t i = 0; status == 0 && i < count; i++) {
        status = add_outcome(s, &outcomes[i]);
    }
    *whole = status == 0;
    if (status != 0 || s->unusable) {
        status = cosim_cli_report(&s->diag, CLI_UNUSABLE);
    }
    free(s);
    return status;
}
