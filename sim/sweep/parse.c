// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "sweep/parse.h"

#include "base/arena.h"
#include "base/version.h"
#include "judge/verdict.h"
#include "sweep/check.h"
#include "sweep/parse_network.h"
#include "sweep/parse_value.h"
#include "sweep/record.h"

#include <yajl/yajl_tree.h>

#include <stdlib.h>
#include <string.h>

enum { MOST_DEPTH = 8 }; /* a line that this program wrote has two levels */

static void read_shifts(cosim_sweep_parser *p, cosim_sweep_record *r)
{
    yajl_val list = cosim_sweep_parse_value(p, "shifts");
    if (list == NULL || !YAJL_IS_ARRAY(list) || YAJL_GET_ARRAY(list)->len != COSIM_SHIFTS) {
        cosim_sweep_parse_wrong(p, "shifts");
        return;
    }
    for (size_t i = 0; i < COSIM_SHIFTS; i++) {
        r->shifts[i] = cosim_sweep_parse_count_in(p, "shifts", YAJL_GET_ARRAY(list)->values[i]);
    }
}

/* Some levels are in a line only where they apply: `expect` where an axis states the spikes of a
 * set, `lif` where the circuit is declared by equations. */
static bool has_level(cosim_sweep_parser *p, const char *name)
{
    const char *path[] = {"levels", name, NULL};
    return yajl_tree_get(p->root, path, yajl_t_any) != NULL;
}

static cosim_free_outcome free_outcome_of(cosim_sweep_parser *p)
{
    const char *text = cosim_sweep_parse_text(p, "outcome");
    for (int i = COSIM_FREE_SAYS_NOTHING; i <= COSIM_FREE_FAIL; i++) {
        if (strcmp(text, cosim_free_outcome_name((cosim_free_outcome)i)) == 0) {
            return (cosim_free_outcome)i;
        }
    }
    cosim_sweep_parse_wrong(p, "outcome");
    return COSIM_FREE_FAIL;
}

/* Tells whether the line's verdict can be what the judge made of its levels. */
static bool verdict_follows(cosim_sweep_parser *p, cosim_outcome outcome)
{
    const bool declared = has_level(p, "lif");
    const cosim_verdict lif = declared ? cosim_sweep_parse_level(p, "lif") : COSIM_NOT_APPLICABLE;
    const cosim_result result = {
        .verdict = outcome == COSIM_OUTCOME_PASS       ? COSIM_PASS
                   : outcome == COSIM_OUTCOME_CONFORMS ? COSIM_CONFORMS
                   : outcome == COSIM_OUTCOME_VACUOUS  ? COSIM_VACUOUS
                                                       : COSIM_FAIL,
        .clipped_steps = cosim_sweep_parse_count(p, "clipped_steps"),
        .constants = {.verdict = cosim_sweep_parse_level(p, "constants")},
        .exact = {.verdict = cosim_sweep_parse_level(p, "exact")},
        .bounded = {.verdict = cosim_sweep_parse_level(p, "bounded")},
        .free_running = {.verdict = cosim_sweep_parse_level(p, "free_running"),
                         .outcome = free_outcome_of(p)},
        .lif = {.declared = declared,
                .own = declared && lif == COSIM_NOT_APPLICABLE,
                .verdict = lif},
        .expect = {.verdict = has_level(p, "expect") ? cosim_sweep_parse_level(p, "expect")
                                                     : COSIM_NOT_APPLICABLE}};
    return cosim_verdict_follows(&result);
}

static void read_result(cosim_sweep_parser *p, cosim_sweep_record *r)
{
    cosim_sweep_parse_counts(p, r);
    r->steps = cosim_sweep_parse_count(p, "steps");
    r->max_error_v = cosim_sweep_parse_number(p, "max_error_v");
    r->max_bound_v = cosim_sweep_parse_number(p, "max_bound_v");
    read_shifts(p, r);
    r->unpaired = cosim_sweep_parse_count(p, "unpaired");
    r->interval_hz = cosim_sweep_parse_number(p, "interval_rate_hz");
    r->reference_interval_hz = cosim_sweep_parse_number(p, "reference_interval_rate_hz");
    r->closed_form_hz = cosim_sweep_parse_number(p, "closed_form_hz");
}

/* ---- a line ---- */

/* A line of a network that ran has its core. */
static bool is_network(cosim_sweep_parser *p)
{
    const char *path[] = {"core", NULL};
    return yajl_tree_get(p->root, path, yajl_t_any) != NULL;
}

static void read_outcome(cosim_sweep_parser *p, cosim_sweep_record *r)
{
    const char *verdict = cosim_sweep_parse_text(p, "verdict");
    for (int i = 0; i < COSIM_OUTCOMES; i++) {
        if (strcmp(verdict, cosim_outcome_name((cosim_outcome)i)) == 0) {
            r->outcome = (cosim_outcome)i;
            return;
        }
    }
    cosim_sweep_parse_wrong(p, "verdict");
}

static void read_line(cosim_sweep_parser *p, cosim_sweep_parsed *parsed)
{
    cosim_sweep_record *r = &parsed->record;
    const char *sweep = cosim_sweep_parse_text(p, "sweep");
    if (strlen(sweep) != sizeof parsed->sweep - 1) {
        cosim_sweep_parse_wrong(p, "sweep");
    } else {
        strcpy(parsed->sweep, sweep);
    }
    parsed->sets = cosim_sweep_parse_count(p, "sets");
    cosim_sweep_record_refused(r, cosim_sweep_parse_count(p, "index"));
    if (r->index >= parsed->sets) {
        cosim_sweep_parse_wrong(p, "index");
    }
    read_outcome(p, r);
    if (r->outcome != COSIM_OUTCOME_REFUSED && is_network(p)) {
        cosim_sweep_parse_network(p, parsed);
    } else if (r->outcome != COSIM_OUTCOME_REFUSED) {
        read_result(p, r);
    }
    const bool passes = cosim_outcome_is_good(r->outcome);
    parsed->reason = strdup(passes ? "" : cosim_sweep_parse_text(p, "reason"));
    parsed->command = strdup(passes ? "" : cosim_sweep_parse_text(p, "command"));
}

/* Tells whether this program wrote the line, and nobody changed it since. The version comes first:
 * what another one wrote may be right, and is not understood. */
static bool is_own(cosim_sweep_parser *p, const char *text, size_t length, char *message,
                   size_t bytes)
{
    const char *version_path[] = {"lifcosim", NULL}, *commit_path[] = {"commit", NULL};
    const yajl_val version = yajl_tree_get(p->root, version_path, yajl_t_string);
    const yajl_val commit = yajl_tree_get(p->root, commit_path, yajl_t_string);
    const char *wrote = version != NULL ? YAJL_GET_STRING(version) : NULL;
    const char *built = commit != NULL ? YAJL_GET_STRING(commit) : "";
    if (wrote == NULL && cosim_sweep_parse_value(p, "sweep") != NULL) {
        snprintf(
            message, bytes,
            "no line of this lifcosim: one older than %s wrote it, whose lines tell no version "
            "and have no checksum",
            cosim_version());
        return false;
    }
    if (wrote != NULL &&
        (strcmp(wrote, cosim_version()) != 0 || strcmp(built, cosim_commit()) != 0)) {
        snprintf(message, bytes, "no line of this lifcosim, %s (%s): %.40s (%.60s) wrote it",
                 cosim_version(), cosim_commit(), wrote, built);
        return false;
    }
    if (wrote != NULL && !cosim_sweep_check_holds(text, length)) {
        snprintf(message, bytes,
                 "no line of a sweep: it was changed after it was written, its "
                 "checksum does not fit");
        return false;
    }
    return true;
}

/* Frees *parsed where the line is refused. */
static int judge_line(cosim_sweep_parser *p, cosim_sweep_parsed *parsed, char *message,
                      size_t bytes)
{
    read_line(p, parsed);
    const bool run = parsed->record.outcome != COSIM_OUTCOME_REFUSED;
    const bool follows =
        !run || (parsed->record.network ? cosim_sweep_network_follows(p, &parsed->record)
                                        : verdict_follows(p, parsed->record.outcome));
    if (p->bad != NULL || parsed->reason == NULL || parsed->command == NULL) {
        snprintf(message, bytes, "no line of a sweep: %s%s",
                 p->bad != NULL ? "missing or wrong: " : "out of memory",
                 p->bad != NULL ? p->bad : "");
    } else if (!follows) {
        snprintf(message, bytes,
                 "no line of a sweep: its verdict, %s, does not follow from its levels",
                 cosim_outcome_name(parsed->record.outcome));
    } else {
        return 0;
    }
    cosim_sweep_parsed_free(parsed);
    return -1;
}

/* Tells whether a line is nested no deeper than MOST_DEPTH. YAJL frees its tree by recursion: a
 * line that is nested without end would take the stack, and the program with it. YAJL also skips
 * comments, in which quotes and brackets mean nothing; no line that this program wrote has one. */
static bool is_shallow(const char *text, size_t length)
{
    size_t depth = 0;
    bool quoted = false, shallow = true;
    for (size_t i = 0; i < length && shallow; i++) {
        if (quoted && text[i] == '\\') {
            i++; /* what follows ends no string */
        } else if (quoted || text[i] == '"') {
            quoted = quoted ? text[i] != '"' : true;
        } else if (text[i] == '{' || text[i] == '[') {
            shallow = ++depth <= MOST_DEPTH;
        } else if (text[i] == '}' || text[i] == ']') {
            depth -= depth > 0;
        } else {
            shallow = text[i] != '/';
        }
    }
    return shallow;
}

int cosim_sweep_parse_line(const char *text, size_t length, cosim_sweep_parsed *parsed,
                           char *message, size_t bytes)
{
    char *copy = strndup(text, length), error[160] = "";
    cosim_sweep_parser p = {NULL, NULL};
    int status = -1;
    memset(parsed, 0, sizeof *parsed);
    if (!is_shallow(text, length)) {
        free(copy);
        snprintf(message, bytes, "no line of a sweep: nested deeper than %d levels, or a comment",
                 MOST_DEPTH);
        return -1;
    }
    /* YAJL takes 40 bytes and its text for a number, which has two at least with what is between */
    if (copy == NULL || !cosim_arena_room(64 * length + (1 << 16))) {
        free(copy);
        snprintf(message, bytes, "no line of a sweep: out of memory");
        return -1;
    }
    /* a NUL would hide what is behind it */
    if (strlen(copy) == length) {
        p.root = yajl_tree_parse(copy, error, sizeof error);
    }
    free(copy);
    if (p.root == NULL || !YAJL_IS_OBJECT(p.root)) {
        snprintf(message, bytes, "no line of a sweep: not a JSON object");
    } else if (is_own(&p, text, length, message, bytes)) {
        status = judge_line(&p, parsed, message, bytes);
    }
    yajl_tree_free(p.root);
    return status;
}

void cosim_sweep_parsed_free(cosim_sweep_parsed *parsed)
{
    for (size_t i = 0; i < parsed->population_count; i++) {
        free(parsed->population[i].name);
    }
    free(parsed->population);
    free(parsed->core);
    free(parsed->reason);
    free(parsed->command);
    *parsed = (cosim_sweep_parsed){.record = parsed->record};
}
