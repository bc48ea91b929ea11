// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "sweep/parse.h"

#include "base/arena.h"
#include "base/version.h"
#include "judge/verdict.h"
#include "result/core_result.h"
#include "sweep/check.h"
#include "sweep/record.h"

#include <yajl/yajl_tree.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_DEPTH = 8 }; /* a line that this program wrote has two levels */

typedef struct parser {
    yajl_val root;
    const char *bad; /* the first key that is missing or wrong */
} parser;

static yajl_val value_of(parser *p, const char *key)
{
    const char *path[] = {key, NULL};
    yajl_val value = yajl_tree_get(p->root, path, yajl_t_any);
    if (value == NULL && p->bad == NULL) {
        p->bad = key;
    }
    return value;
}

static void wrong(parser *p, const char *key)
{
    if (p->bad == NULL) {
        p->bad = key;
    }
}

static uint64_t count_in(parser *p, const char *key, yajl_val value)
{
    if (value != NULL && YAJL_IS_INTEGER(value) && YAJL_GET_INTEGER(value) >= 0) {
        return (uint64_t)YAJL_GET_INTEGER(value);
    }
    wrong(p, key);
    return 0;
}

static uint64_t count_of(parser *p, const char *key) { return count_in(p, key, value_of(p, key)); }

static double number_of(parser *p, const char *key)
{
    yajl_val value = value_of(p, key);
    if (value != NULL && YAJL_IS_NUMBER(value)) {
        return strtod(YAJL_GET_NUMBER(value), NULL);
    }
    if (value == NULL || !YAJL_IS_NULL(value)) {
        wrong(p, key);
    }
    return (double)NAN;
}

static const char *text_at(parser *p, const char *key, yajl_val value)
{
    if (value != NULL && YAJL_IS_STRING(value)) {
        return YAJL_GET_STRING(value);
    }
    wrong(p, key);
    return "";
}

static const char *text_of(parser *p, const char *key) { return text_at(p, key, value_of(p, key)); }

static void read_shifts(parser *p, cosim_sweep_record *r)
{
    yajl_val list = value_of(p, "shifts");
    if (list == NULL || !YAJL_IS_ARRAY(list) || YAJL_GET_ARRAY(list)->len != COSIM_SHIFTS) {
        wrong(p, "shifts");
        return;
    }
    for (size_t i = 0; i < COSIM_SHIFTS; i++) {
        r->shifts[i] = count_in(p, "shifts", YAJL_GET_ARRAY(list)->values[i]);
    }
}

static cosim_verdict level_of(parser *p, const char *name)
{
    const char *path[] = {"levels", name, NULL};
    const char *text = text_at(p, "levels", yajl_tree_get(p->root, path, yajl_t_any));
    for (int i = COSIM_NOT_APPLICABLE; i <= COSIM_FAIL; i++) {
        if (strcmp(text, cosim_verdict_name((cosim_verdict)i)) == 0) {
            return (cosim_verdict)i;
        }
    }
    wrong(p, "levels");
    return COSIM_FAIL;
}

/* Some levels are in a line only where they apply: `expect` where an axis states the spikes of a
 * set, `lif` where the circuit is declared by equations. */
static bool has_level(parser *p, const char *name)
{
    const char *path[] = {"levels", name, NULL};
    return yajl_tree_get(p->root, path, yajl_t_any) != NULL;
}

static cosim_free_outcome free_outcome_of(parser *p)
{
    const char *text = text_of(p, "outcome");
    for (int i = COSIM_FREE_SAYS_NOTHING; i <= COSIM_FREE_FAIL; i++) {
        if (strcmp(text, cosim_free_outcome_name((cosim_free_outcome)i)) == 0) {
            return (cosim_free_outcome)i;
        }
    }
    wrong(p, "outcome");
    return COSIM_FREE_FAIL;
}

/* Tells whether the line's verdict can be what the judge made of its levels. */
static bool verdict_follows(parser *p, cosim_outcome outcome)
{
    const bool declared = has_level(p, "lif");
    const cosim_verdict lif = declared ? level_of(p, "lif") : COSIM_NOT_APPLICABLE;
    const cosim_result result = {
        .verdict = outcome == COSIM_OUTCOME_PASS       ? COSIM_PASS
                   : outcome == COSIM_OUTCOME_CONFORMS ? COSIM_CONFORMS
                   : outcome == COSIM_OUTCOME_VACUOUS  ? COSIM_VACUOUS
                                                       : COSIM_FAIL,
        .clipped_steps = count_of(p, "clipped_steps"),
        .constants = {.verdict = level_of(p, "constants")},
        .exact = {.verdict = level_of(p, "exact")},
        .bounded = {.verdict = level_of(p, "bounded")},
        .free_running = {.verdict = level_of(p, "free_running"), .outcome = free_outcome_of(p)},
        .lif = {.declared = declared,
                .own = declared && lif == COSIM_NOT_APPLICABLE,
                .verdict = lif},
        .expect = {.verdict =
                       has_level(p, "expect") ? level_of(p, "expect") : COSIM_NOT_APPLICABLE}};
    return cosim_verdict_follows(&result);
}

/* Reads what lines of either kind have. */
static void read_counts(parser *p, cosim_sweep_record *r)
{
    r->ambiguous_steps = count_of(p, "ambiguous_steps");
    r->max_usage = number_of(p, "max_usage");
    r->dut_spikes = count_of(p, "spikes");
    r->reference_spikes = count_of(p, "reference_spikes");
    r->rate_hz = number_of(p, "rate_hz");
    r->reference_rate_hz = number_of(p, "reference_rate_hz");
}

static void read_result(parser *p, cosim_sweep_record *r)
{
    read_counts(p, r);
    r->steps = count_of(p, "steps");
    r->max_error_v = number_of(p, "max_error_v");
    r->max_bound_v = number_of(p, "max_bound_v");
    read_shifts(p, r);
    r->unpaired = count_of(p, "unpaired");
    r->interval_hz = number_of(p, "interval_rate_hz");
    r->reference_interval_hz = number_of(p, "reference_interval_rate_hz");
    r->closed_form_hz = number_of(p, "closed_form_hz");
}

/* ---- a network ---- */

/* Tells whether the line's verdict can be what came of its levels (judge/core_judge.c,
 * run/network_run.c): a bound that shows too little passes only with the spikes of the network by
 * itself, and one that shows enough is vacuous only where nothing happened. */
static bool network_follows(parser *p, const cosim_sweep_record *r)
{
    const cosim_verdict bounded = level_of(p, cosim_core_level_name(COSIM_CORE_BOUNDED));
    const cosim_verdict exact = level_of(p, cosim_core_level_name(COSIM_CORE_EXACT));
    const bool nothing =
        count_of(p, "events") == 0 && r->dut_spikes == 0 && r->reference_spikes == 0;
    bool fails = level_of(p, "expect") == COSIM_FAIL;
    for (int i = 0; i < COSIM_CORE_LEVELS; i++) {
        fails |= level_of(p, cosim_core_level_name((cosim_core_level)i)) == COSIM_FAIL;
    }
    switch (r->outcome) {
    case COSIM_OUTCOME_PASS:
        return !fails && !nothing &&
               (bounded == COSIM_PASS ||
                (exact == COSIM_PASS && (bounded == COSIM_NOT_APPLICABLE || r->identical)));
    case COSIM_OUTCOME_VACUOUS:
        return !fails && (nothing || bounded != COSIM_PASS);
    case COSIM_OUTCOME_FAIL:
        return fails;
    case COSIM_OUTCOME_CONFORMS: /* only equations are conformed to */
    case COSIM_OUTCOME_REFUSED:
    default:
        return false;
    }
}

static double rate_of(parser *p, yajl_val population, const char *key)
{
    const char *path[] = {key, NULL};
    yajl_val value = yajl_tree_get(population, path, yajl_t_number);
    if (value == NULL) {
        wrong(p, "populations");
    }
    return value != NULL ? strtod(YAJL_GET_NUMBER(value), NULL) : (double)NAN;
}

static void read_populations(parser *p, cosim_sweep_parsed *parsed)
{
    yajl_val map = value_of(p, "populations");
    if (map == NULL || !YAJL_IS_OBJECT(map)) {
        wrong(p, "populations");
        return;
    }
    const size_t count = YAJL_GET_OBJECT(map)->len;
    parsed->population = calloc(count + 1, sizeof *parsed->population);
    for (size_t i = 0; parsed->population != NULL && i < count; i++) {
        parsed->population[i] = (cosim_sweep_population){
            .name = strdup(YAJL_GET_OBJECT(map)->keys[i]),
            .rate_hz = rate_of(p, YAJL_GET_OBJECT(map)->values[i], "rate_hz"),
            .reference_rate_hz = rate_of(p, YAJL_GET_OBJECT(map)->values[i], "reference_rate_hz")};
        parsed->population_count = i + 1;
        if (parsed->population[i].name == NULL) {
            wrong(p, "populations");
        }
    }
    if (parsed->population == NULL) {
        wrong(p, "populations");
    }
}

static void read_network(parser *p, cosim_sweep_parsed *parsed)
{
    cosim_sweep_record *r = &parsed->record;
    yajl_val identical = value_of(p, "identical");
    r->network = true;
    r->identical = identical != NULL && YAJL_IS_TRUE(identical);
    if (identical != NULL && !YAJL_IS_TRUE(identical) && !YAJL_IS_FALSE(identical)) {
        wrong(p, "identical");
    }
    read_counts(p, r);
    r->steps = count_of(p, "neuron_ticks");
    r->max_error_v = number_of(p, "max_error");
    r->max_bound_v = number_of(p, "max_bound");
    parsed->core = strdup(text_of(p, "core"));
    if (parsed->core == NULL) {
        wrong(p, "core");
    }
    read_populations(p, parsed);
}

/* ---- a line ---- */

/* A line of a network that ran has its core. */
static bool is_network(parser *p)
{
    const char *path[] = {"core", NULL};
    return yajl_tree_get(p->root, path, yajl_t_any) != NULL;
}

static void read_outcome(parser *p, cosim_sweep_record *r)
{
    const char *verdict = text_of(p, "verdict");
    for (int i = 0; i < COSIM_OUTCOMES; i++) {
        if (strcmp(verdict, cosim_outcome_name((cosim_outcome)i)) == 0) {
            r->outcome = (cosim_outcome)i;
            return;
        }
    }
    wrong(p, "verdict");
}

static void read_line(parser *p, cosim_sweep_parsed *parsed)
{
    cosim_sweep_record *r = &parsed->record;
    const char *sweep = text_of(p, "sweep");
    if (strlen(sweep) != sizeof parsed->sweep - 1) {
        wrong(p, "sweep");
    } else {
        strcpy(parsed->sweep, sweep);
    }
    parsed->sets = count_of(p, "sets");
    cosim_sweep_record_refused(r, count_of(p, "index"));
    if (r->index >= parsed->sets) {
        wrong(p, "index");
    }
    read_outcome(p, r);
    if (r->outcome != COSIM_OUTCOME_REFUSED && is_network(p)) {
        read_network(p, parsed);
    } else if (r->outcome != COSIM_OUTCOME_REFUSED) {
        read_result(p, r);
    }
    const bool passes = cosim_outcome_is_good(r->outcome);
    parsed->reason = strdup(passes ? "" : text_of(p, "reason"));
    parsed->command = strdup(passes ? "" : text_of(p, "command"));
}

/* Tells whether this program wrote the line, and nobody changed it since. The version comes first:
 * what another one wrote may be right, and is not understood. */
static bool is_own(parser *p, const char *text, size_t length, char *message, size_t bytes)
{
    const char *version_path[] = {"lifcosim", NULL}, *commit_path[] = {"commit", NULL};
    const yajl_val version = yajl_tree_get(p->root, version_path, yajl_t_string);
    const yajl_val commit = yajl_tree_get(p->root, commit_path, yajl_t_string);
    const char *wrote = version != NULL ? YAJL_GET_STRING(version) : NULL;
    const char *built = commit != NULL ? YAJL_GET_STRING(commit) : "";
    if (wrote == NULL && value_of(p, "sweep") != NULL) {
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
static int judge_line(parser *p, cosim_sweep_parsed *parsed, char *message, size_t bytes)
{
    read_line(p, parsed);
    const bool run = parsed->record.outcome != COSIM_OUTCOME_REFUSED;
    const bool follows =
        !run || (parsed->record.network ? network_follows(p, &parsed->record)
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
    parser p = {NULL, NULL};
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
