// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "mutate/report.h"

#include "base/json.h"
#include "base/utf8.h"
#include "base/version.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LEVELS = 16 };

/* A level has killed so many mutants. */
typedef struct tally {
    const char *level[LEVELS];
    size_t killed[LEVELS], count;
} tally;

static tally count_levels(const cosim_mutate *m)
{
    tally t = {.count = 0};
    for (size_t i = 0; i < m->mutants.count; i++) {
        const cosim_mutant *mutant = &m->mutants.items[i];
        size_t k = 0;
        if (mutant->state != COSIM_MUTANT_KILLED) {
            continue;
        }
        while (k < t.count && strcmp(t.level[k], mutant->level) != 0) {
            k++;
        }
        if (k < LEVELS) {
            t.level[k] = mutant->level;
            t.killed[k]++;
            t.count = k == t.count ? k + 1 : t.count;
        }
    }
    return t;
}

static bool survives(const cosim_mutant *m)
{
    return m->state == COSIM_MUTANT_SURVIVED || m->state == COSIM_MUTANT_UNDECIDED;
}

/* ---- text ---- */

/* Cuts the present folder off a path below it. */
static const char *nearer(const char *path)
{
    char here[4096];
    const size_t length = getcwd(here, sizeof here) != NULL ? strlen(here) : 0;
    return length > 0 && strncmp(path, here, length) == 0 && path[length] == '/' ? path + length + 1
                                                                                 : path;
}

/* Writes the line of the source, without the blanks before it. */
static void put_source(FILE *file, const cosim_mutant *m)
{
    FILE *source = m->file != NULL ? fopen(m->file, "r") : NULL;
    char *line = NULL;
    size_t room = 0;
    unsigned number = 0;
    while (source != NULL && number < m->line && getline(&line, &room, source) > 0) {
        number++;
    }
    if (source != NULL && number == m->line && line != NULL) {
        line[strcspn(line, "\r\n")] = '\0';
        char *shown = cosim_utf8_visible(line + strspn(line, " \t"), "");
        fprintf(file, "      %s:%u: %s\n", nearer(m->file), m->line, shown != NULL ? shown : "");
        free(shown);
    } else if (m->file != NULL) {
        fprintf(file, "      %s:%u\n", nearer(m->file), m->line);
    }
    free(line);
    if (source != NULL) {
        fclose(source);
    }
}

static void put_drive(FILE *file, const cosim_mutant *m)
{
    size_t i = 0, runs = 0;
    fprintf(file, "%zu step%s: ", m->drives, m->drives == 1 ? "" : "s");
    while (i < m->drives && runs < 5) {
        size_t same = 1;
        while (i + same < m->drives && m->drive[i + same] == m->drive[i]) {
            same++;
        }
        fprintf(file, "%s%zu of %" PRId32, runs > 0 ? ", " : "", same, m->drive[i]);
        i += same;
        runs++;
    }
    fputs(i < m->drives ? " ..." : "", file);
    if (m->key != NULL) {
        fprintf(file, ", with %s", m->key);
    }
    fputs("\n", file);
}

static void put_survivor(FILE *file, const cosim_mutant *m)
{
    fprintf(file, "  %s %u: %s\n", m->state == COSIM_MUTANT_UNDECIDED ? "UNDECIDED" : "SURVIVES",
            m->number, m->what);
    put_source(file, m);
    if (m->drive != NULL) {
        fputs("      killed by ", file);
        put_drive(file, m);
    }
    if (m->kept != NULL) {
        fprintf(file, "      closed by %s\n", m->kept);
    }
    if (m->state == COSIM_MUTANT_UNDECIDED) {
        fputs("      no drive was found that kills it, and no proof that none does\n", file);
    }
}

void cosim_mutate_text(FILE *file, const cosim_mutate *m)
{
    const cosim_mutants *all = &m->mutants;
    const tally t = count_levels(m);
    const size_t killed = cosim_mutants_count(all, COSIM_MUTANT_KILLED);
    const size_t same = cosim_mutants_count(all, COSIM_MUTANT_SAME);
    const size_t allowed = cosim_mutants_count(all, COSIM_MUTANT_ALLOWED);
    fprintf(file, "%s: %zu mutants, %zu killed", m->manifest->name, all->count, killed);
    for (size_t k = 0; k < t.count; k++) {
        fprintf(file, "%s%zu %s", k == 0 ? " (" : ", ", t.killed[k], t.level[k]);
    }
    fprintf(file,
            "%s, %zu equivalent (%zu in any run, %zu as declared), %zu survived, %zu undecided\n",
            t.count > 0 ? ")" : "", same + allowed, same, allowed,
            cosim_mutants_count(all, COSIM_MUTANT_SURVIVED),
            cosim_mutants_count(all, COSIM_MUTANT_UNDECIDED));
    for (size_t i = 0; i < all->count; i++) {
        if (survives(&all->items[i])) {
            put_survivor(file, &all->items[i]);
        }
    }
    if (m->checked > 0) {
        fprintf(file, "  a second engine confirms %zu of %zu proofs\n", m->checked - m->disagreed,
                m->checked);
    }
    if (m->options.close != NULL) {
        fprintf(file, "  %zu scenario%s added in %s; %zu still survive%s\n", m->added_count,
                m->added_count == 1 ? "" : "s", m->options.close, cosim_mutate_survivors(m),
                cosim_mutate_survivors(m) == 1 ? "s" : "");
    }
}

/* ---- JSON ---- */

static void put_mutant(cosim_json *json, const cosim_mutant *m)
{
    cosim_json_map_open(json, NULL);
    cosim_json_key_unsigned(json, "mutant", m->number);
    cosim_json_key_text(json, "state", cosim_mutant_state_name(m->state));
    cosim_json_key_text(json, "what", m->what);
    cosim_json_key_text(json, "file", m->file);
    cosim_json_key_unsigned(json, "line", m->line);
    cosim_json_key_text(json, "level", m->level);
    cosim_json_key_text(json, "scenario", m->scenario);
    cosim_json_key_bool(json, "closed", m->closed);
    cosim_json_key_bool(json, "confirmed", m->confirmed);
    cosim_json_key_text(json, "set", m->key);
    cosim_json_key_text(json, "kept", m->kept);
    if (m->drive != NULL) {
        cosim_json_list_open(json, "drive");
        for (size_t i = 0; i < m->drives; i++) {
            cosim_json_signed(json, m->drive[i]);
        }
        cosim_json_list_close(json);
    } else {
        cosim_json_key_null(json, "drive");
    }
    cosim_json_map_close(json);
}

void cosim_mutate_json(FILE *file, const cosim_mutate *m)
{
    const tally t = count_levels(m);
    cosim_json json;
    cosim_json_start(&json, file, 0);
    cosim_json_map_open(&json, NULL);
    cosim_json_key_text(&json, "lifcosim", cosim_version());
    cosim_json_key_text(&json, "commit", cosim_commit());
    cosim_json_key_text(&json, "dut", m->manifest->name);
    cosim_json_key_unsigned(&json, "seed", m->options.seed);
    cosim_json_list_open(&json, "scenarios");
    for (size_t i = 0; i < m->scenario_count; i++) {
        cosim_json_text(&json, m->scenarios[i]->path);
    }
    cosim_json_list_close(&json);
    cosim_json_map_open(&json, "counts");
    for (int state = COSIM_MUTANT_KILLED; state < COSIM_MUTANT_STATES; state++) {
        cosim_json_key_unsigned(&json, cosim_mutant_state_name((cosim_mutant_state)state),
                                cosim_mutants_count(&m->mutants, (cosim_mutant_state)state));
    }
    cosim_json_map_close(&json);
    cosim_json_map_open(&json, "by_level");
    for (size_t k = 0; k < t.count; k++) {
        cosim_json_key_unsigned(&json, t.level[k], t.killed[k]);
    }
    cosim_json_map_close(&json);
    cosim_json_key_unsigned(&json, "added", m->added_count);
    cosim_json_key_unsigned(&json, "survivors", cosim_mutate_survivors(m));
    cosim_json_key_unsigned(&json, "proofs_repeated", m->checked);
    cosim_json_key_unsigned(&json, "proofs_unconfirmed", m->disagreed);
    cosim_json_list_open(&json, "mutants");
    for (size_t i = 0; i < m->mutants.count; i++) {
        cosim_json_new_line(&json); /* a line for each, for grep and diff */
        put_mutant(&json, &m->mutants.items[i]);
    }
    cosim_json_new_line(&json);
    cosim_json_list_close(&json);
    cosim_json_map_close(&json);
    cosim_json_new_line(&json);
    cosim_json_finish(&json);
}
