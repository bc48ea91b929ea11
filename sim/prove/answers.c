// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "prove/answers.h"

#include "base/journal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FIELDS = 6 };

/* A machine is never as busy twice: a question that has a little more time is the same one. */
static const double more = 1.1, more_s = 1.0;

typedef struct entry {
    char *question;
    double limit_s;
    cosim_engine_result result;
    struct entry *before;
} entry;

struct cosim_answers {
    cosim_journal journal;
    entry *last;
    size_t found;
    double seconds;
};

static void answers_path(const char *folder, char path[COSIM_JOURNAL_PATH])
{
    snprintf(path, COSIM_JOURNAL_PATH, "%.4000s/answers.txt", folder);
}

bool cosim_answers_are_there(const char *folder)
{
    char path[COSIM_JOURNAL_PATH];
    answers_path(folder, path);
    return access(path, F_OK) == 0;
}

static void free_entry(entry *e)
{
    free(e->question);
    cosim_engine_free(&e->result);
    free(e);
}

/* ---- lines ---- */

/* Reads "QUESTION ANSWER FRAMES SECONDS LIMIT INPUTS", with tabs between. */
static int take(void *context, char *line)
{
    cosim_answers *a = context;
    char *field[FIELDS], *end;
    for (int i = 0; i < FIELDS; i++) {
        if ((field[i] = strsep(&line, "\t")) == NULL) {
            return -1;
        }
    }
    entry *e = calloc(1, sizeof *e);
    if (e == NULL) {
        return -1;
    }
    const long answer = strtol(field[1], &end, 10);
    e->question = strdup(field[0]);
    e->result.answer = (cosim_engine_answer)answer;
    e->result.frames = (unsigned)strtoul(field[2], NULL, 10);
    e->result.seconds = strtod(field[3], NULL);
    e->limit_s = strtod(field[4], NULL);
    e->result.inputs = field[5][0] != '\0' ? strdup(field[5]) : NULL;
    if (e->question == NULL || *end != '\0' || answer < 0 || answer > (long)COSIM_ENGINE_REFUTED ||
        (field[5][0] != '\0' && e->result.inputs == NULL)) {
        free_entry(e);
        return -1;
    }
    e->before = a->last;
    a->last = e;
    return 0;
}

cosim_answers *cosim_answers_open(const char *folder, const char *identity, bool resume,
                                  cosim_diag *diag)
{
    char path[COSIM_JOURNAL_PATH];
    const cosim_journal_owner owner = {
        "proof", identity,
        "of another circuit or specification, of other words or of another version"};
    cosim_answers *a = calloc(1, sizeof *a);
    if (a == NULL) {
        cosim_diag_memory(diag, NULL);
        return NULL;
    }
    answers_path(folder, path);
    if (cosim_journal_open(&a->journal, path, &owner, resume, take, a, diag) != 0) {
        cosim_answers_close(a);
        return NULL;
    }
    return a;
}

void cosim_answers_close(cosim_answers *a)
{
    while (a != NULL && a->last != NULL) {
        entry *e = a->last;
        a->last = e->before;
        free_entry(e);
    }
    if (a != NULL) {
        cosim_journal_close(&a->journal);
    }
    free(a);
}

/* ---- answers ---- */

int cosim_answers_find(cosim_answers *a, const char *question, double seconds,
                       cosim_engine_result *result, cosim_diag *diag)
{
    const entry *e = a != NULL ? a->last : NULL;
    while (e != NULL && strcmp(e->question, question) != 0) {
        e = e->before;
    }
    if (e == NULL ||
        (e->result.answer != COSIM_ENGINE_PROVEN && e->result.answer != COSIM_ENGINE_REFUTED &&
         seconds > more * e->limit_s + more_s)) {
        return 0;
    }
    *result = e->result;
    if (e->result.inputs != NULL && (result->inputs = strdup(e->result.inputs)) == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    a->found++;
    a->seconds += e->result.seconds;
    return 1;
}

int cosim_answers_keep(cosim_answers *a, const char *question, double seconds,
                       const cosim_engine_result *r, cosim_diag *diag)
{
    char *line = NULL;
    if (a == NULL) {
        return 0;
    }
    if (asprintf(&line, "%s\t%d\t%u\t%.3f\t%.3f\t%s", question, (int)r->answer, r->frames,
                 r->seconds, seconds, r->inputs != NULL ? r->inputs : "") < 0) {
        return cosim_diag_memory(diag, NULL);
    }
    const int status = cosim_journal_put(&a->journal, line, diag);
    free(line);
    return status;
}

size_t cosim_answers_found(const cosim_answers *a) { return a != NULL ? a->found : 0; }

double cosim_answers_seconds(const cosim_answers *a) { return a != NULL ? a->seconds : 0.0; }
