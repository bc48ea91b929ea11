// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "mutate/store.h"

#include "base/version.h"

#include <sys/types.h> /* for sha2.h */

#include <inttypes.h>
#include <sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIELDS = 9 };

/* Hashes all that the states follow from: the program, the circuit and its mutants, the scenarios
 * with what was set in them. */
static int identify(const cosim_mutate *m, char text[SHA256_DIGEST_STRING_LENGTH])
{
    static const char *const files[] = {"circuit.il", "list"};
    SHA2_CTX hash;
    char path[4096 + 16], one[SHA256_DIGEST_STRING_LENGTH];
    SHA256Init(&hash);
    SHA256Update(&hash, (const uint8_t *)cosim_version(), strlen(cosim_version()));
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        snprintf(path, sizeof path, "%.4000s/%s", m->options.work, files[i]);
        if (SHA256File(path, one) == NULL) {
            return -1;
        }
        SHA256Update(&hash, (const uint8_t *)one, strlen(one));
    }
    for (size_t i = 0; i < m->scenario_count; i++) {
        const cosim_scenario *s = m->scenarios[i];
        SHA256Update(&hash, (const uint8_t *)s->sha256, strlen(s->sha256));
        for (size_t k = 0; k < s->override_count; k++) {
            SHA256Update(&hash, (const uint8_t *)s->overrides[k], strlen(s->overrides[k]) + 1);
        }
    }
    SHA256End(&hash, text);
    return 0;
}

/* ---- lines ---- */

static const char *text_or_none(const char *text) { return text != NULL ? text : "-"; }

/* Returns the line of a mutant, to be freed, or NULL. */
static char *line_of(const cosim_mutant *m)
{
    char *line = NULL;
    size_t length = 0;
    FILE *text = open_memstream(&line, &length);
    if (text == NULL) {
        return NULL;
    }
    fprintf(text, "%u\t%s\t%s\t%s\t%s\t%s\t%d\t%d\t", m->number, cosim_mutant_state_name(m->state),
            text_or_none(m->level), text_or_none(m->scenario), text_or_none(m->key),
            text_or_none(m->kept), m->closed, m->confirmed);
    for (size_t i = 0; i < m->drives; i++) {
        fprintf(text, "%s%" PRId32, i > 0 ? "," : "", m->drive[i]);
    }
    if (fclose(text) != 0) {
        free(line);
        return NULL;
    }
    return line;
}

static const char *kept_text(cosim_arena *arena, const char *text)
{
    return strcmp(text, "-") == 0 ? NULL : cosim_arena_text(arena, text, strlen(text));
}

static int take_drive(cosim_arena *arena, const char *text, cosim_mutant *m)
{
    size_t count = text[0] != '\0';
    for (const char *c = text; *c != '\0'; c++) {
        count += *c == ',';
    }
    m->drives = 0;
    m->drive = count > 0 ? cosim_arena_alloc(arena, count * sizeof *m->drive) : NULL;
    if (count > 0 && m->drive == NULL) {
        return -1;
    }
    for (char *end; m->drives < count; text = end + 1) {
        m->drive[m->drives++] = (int32_t)strtol(text, &end, 10);
    }
    return 0;
}

/* Takes a line over into its mutant. */
static int take_line(void *context, char *line)
{
    cosim_mutate *mutate = context;
    char *field[FIELDS];
    for (int i = 0; i < FIELDS; i++) {
        if ((field[i] = strsep(&line, "\t")) == NULL) {
            return -1;
        }
    }
    const unsigned long number = strtoul(field[0], NULL, 10);
    if (number == 0 || number > mutate->mutants.count) {
        return -1;
    }
    cosim_mutant *m = &mutate->mutants.items[number - 1];
    for (int state = 0; state < COSIM_MUTANT_STATES; state++) {
        if (strcmp(field[1], cosim_mutant_state_name((cosim_mutant_state)state)) == 0) {
            m->state = (cosim_mutant_state)state;
        }
    }
    m->level = kept_text(mutate->arena, field[2]);
    m->scenario = kept_text(mutate->arena, field[3]);
    m->key = kept_text(mutate->arena, field[4]);
    m->kept = kept_text(mutate->arena, field[5]);
    m->closed = field[6][0] == '1';
    m->confirmed = field[7][0] == '1';
    mutate->resumed++;
    return take_drive(mutate->arena, field[8], m);
}

/* ---- the file ---- */

int cosim_store_open(cosim_mutate_store *s, cosim_mutate *m, cosim_diag *diag)
{
    char identity[SHA256_DIGEST_STRING_LENGTH], path[COSIM_JOURNAL_PATH];
    const cosim_journal_owner owner = {"mutants", identity,
                                       "of another circuit, of other mutants or of other "
                                       "scenarios"};
    *s = (cosim_mutate_store){.journal = {.file = NULL}};
    snprintf(path, sizeof path, "%.4000s/mutants.tsv", m->options.work);
    return identify(m, identity) == 0
               ? cosim_journal_open(&s->journal, path, &owner, m->options.resume, take_line, m,
                                    diag)
               : cosim_diag_set(diag, NULL, "%s: the circuit that Yosys made is not there",
                                m->options.work);
}

int cosim_store_put(cosim_mutate_store *s, const cosim_mutant *mutant, cosim_diag *diag)
{
    char *line = line_of(mutant);
    const int status =
        line != NULL ? cosim_journal_put(&s->journal, line, diag) : cosim_diag_memory(diag, NULL);
    free(line);
    return status;
}

void cosim_store_close(cosim_mutate_store *s) { cosim_journal_close(&s->journal); }
