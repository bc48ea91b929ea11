// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "mutate/store.h"

#include "base/version.h"

#include <sys/types.h> /* for sha2.h */

#include <errno.h>
#include <inttypes.h>
#include <sha2.h>
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

static void put_line(FILE *file, const cosim_mutant *m)
{
    fprintf(file, "%u\t%s\t%s\t%s\t%s\t%s\t%d\t%d\t", m->number, cosim_mutant_state_name(m->state),
            text_or_none(m->level), text_or_none(m->scenario), text_or_none(m->key),
            text_or_none(m->kept), m->closed, m->confirmed);
    for (size_t i = 0; i < m->drives; i++) {
        fprintf(file, "%s%" PRId32, i > 0 ? "," : "", m->drive[i]);
    }
    fputs(".\n", file); /* a line without its end was torn */
}

static const char *kept_text(cosim_arena *arena, const char *text)
{
    return strcmp(text, "-") == 0 ? NULL : cosim_arena_text(arena, text, strlen(text));
}

static int take_drive(cosim_arena *arena, char *text, cosim_mutant *m)
{
    size_t count = text[0] != '.';
    for (const char *c = text; *c != '\0'; c++) {
        count += *c == ',';
    }
    m->drive = count > 0 ? cosim_arena_alloc(arena, count * sizeof *m->drive) : NULL;
    if (count > 0 && m->drive == NULL) {
        return -1;
    }
    for (char *end; m->drives < count; text = end + 1) {
        m->drive[m->drives++] = (int32_t)strtol(text, &end, 10);
    }
    return 0;
}

/* Takes a line over into its mutant; one that is torn is left out. */
static int take_line(cosim_mutate *mutate, char *line)
{
    char *field[FIELDS];
    const size_t length = strlen(line);
    if (length < 2 || strcmp(line + length - 2, ".\n") != 0) {
        return 0;
    }
    for (int i = 0; i < FIELDS; i++) {
        if ((field[i] = strsep(&line, "\t")) == NULL) {
            return 0;
        }
    }
    const unsigned long number = strtoul(field[0], NULL, 10);
    if (number == 0 || number > mutate->mutants.count) {
        return 0;
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

static int take_over(cosim_mutate_store *s, cosim_mutate *m, const char *identity, cosim_diag *diag)
{
    FILE *file = fopen(s->path, "r");
    char *line = NULL;
    size_t room = 0;
    int status = 0;
    if (file == NULL) {
        return cosim_diag_set(diag, NULL, "%s: there is nothing to resume; leave --resume out",
                              s->path);
    }
    if (getline(&line, &room, file) < 0 || strncmp(line, identity, strlen(identity)) != 0) {
        status = cosim_diag_set(diag, NULL,
                                "%s: is of another circuit, of other mutants or of other "
                                "scenarios; leave --resume out to begin anew",
                                s->path);
    }
    while (status == 0 && getline(&line, &room, file) > 0) {
        status = take_line(m, line) == 0 ? 0 : cosim_diag_memory(diag, NULL);
    }
    free(line);
    fclose(file);
    return status;
}

int cosim_store_open(cosim_mutate_store *s, cosim_mutate *m, cosim_diag *diag)
{
    char identity[SHA256_DIGEST_STRING_LENGTH];
    *s = (cosim_mutate_store){.file = NULL};
    snprintf(s->path, sizeof s->path, "%.4000s/mutants.tsv", m->options.work);
    if (identify(m, identity) != 0) {
        return cosim_diag_set(diag, NULL, "%s: the circuit that Yosys made is not there",
                              m->options.work);
    }
    if (m->options.resume && take_over(s, m, identity, diag) != 0) {
        return -1;
    }
    s->file = fopen(s->path, "w");
    if (s->file == NULL) {
        return cosim_diag_set(diag, NULL, "%s: cannot be written: %s", s->path, strerror(errno));
    }
    fprintf(s->file, "%s\n", identity);
    for (size_t i = 0; i < m->mutants.count; i++) {
        if (m->mutants.items[i].state != COSIM_MUTANT_UNJUDGED) {
            put_line(s->file, &m->mutants.items[i]);
        }
    }
    return fflush(s->file) == 0
               ? 0
               : cosim_diag_set(diag, NULL, "%s: cannot be written: %s", s->path, strerror(errno));
}

int cosim_store_put(cosim_mutate_store *s, const cosim_mutant *mutant, cosim_diag *diag)
{
    put_line(s->file, mutant);
    return fflush(s->file) == 0
               ? 0
               : cosim_diag_set(diag, NULL, "%s: cannot be written: %s", s->path, strerror(errno));
}

void cosim_store_close(cosim_mutate_store *s)
{
    if (s->file != NULL) {
        fclose(s->file);
        s->file = NULL;
    }
}
