// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "base/journal.h"

#include <sys/types.h> /* for sha2.h */

#include <errno.h>
#include <sha2.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SHOWN = 16 }; /* digits of a checksum that a line begins with */

/* Takes a line into the checksum of all lines. */
static void add(cosim_journal *j, const char *line)
{
    SHA2_CTX hash;
    SHA256Init(&hash);
    SHA256Update(&hash, (const uint8_t *)j->sum, strlen(j->sum));
    SHA256Update(&hash, (const uint8_t *)line, strlen(line));
    SHA256End(&hash, j->sum);
}

static int refuse(const cosim_journal *j, unsigned line, const char *what, const char *more,
                  cosim_diag *diag)
{
    cosim_place place = {.line = line};
    snprintf(place.file, sizeof place.file, "%.511s", j->path);
    return cosim_diag_set(diag, &place, "%s%s; leave --resume out to begin anew", what, more);
}

static int unwritten(const cosim_journal *j, cosim_diag *diag)
{
    return cosim_diag_set(diag, NULL, "%s: cannot be written: %s", j->path, strerror(errno));
}

static void put_head(char *text, size_t bytes, const cosim_journal_owner *owner)
{
    snprintf(text, bytes, "lifcosim %s 1 %s", owner->what, owner->identity);
}

/* Tells whose the first line says that it is. */
static int read_head(cosim_journal *j, const char *line, const cosim_journal_owner *owner,
                     cosim_diag *diag)
{
    char head[200];
    put_head(head, sizeof head, owner);
    if (strcmp(line, head) == 0) {
        return 0;
    }
    head[strlen(head) - strlen(owner->identity)] = '\0';
    return strncmp(line, head, strlen(head)) == 0
               ? refuse(j, 1, "is ", owner->of, diag)
               : refuse(j, 1, "is not what an earlier run left of ", owner->what, diag);
}

/* Reads what stands there, and leaves the file behind its last whole line. */
static int read_all(cosim_journal *j, const cosim_journal_owner *owner, cosim_journal_take take,
                    void *context, cosim_diag *diag)
{
    char *line = NULL;
    size_t room = 0;
    ssize_t length;
    off_t end = 0;
    int status = 0;
    unsigned number = 0;
    while (status == 0 && (length = getline(&line, &room, j->file)) > 0 &&
           line[length - 1] == '\n') {
        line[length - 1] = '\0';
        number++;
        end += length;
        if (number == 1) {
            status = read_head(j, line, owner, diag);
            continue;
        }
        char *text = length > SHOWN + 1 ? line + SHOWN + 1 : line;
        add(j, text);
        if (strlen(line) != (size_t)length - 1 || text == line || line[SHOWN] != ' ' ||
            strncmp(line, j->sum, SHOWN) != 0 || take(context, text) != 0) {
            status =
                refuse(j, number, "is damaged, as this line is not what was written", "", diag);
        }
    }
    free(line);
    if (status == 0 && number == 0) {
        status = refuse(j, 1, "is not what an earlier run left of ", owner->what, diag);
    }
    return status != 0 ? -1
           : fseeko(j->file, end, SEEK_SET) == 0 && ftruncate(fileno(j->file), end) == 0
               ? 0
               : unwritten(j, diag);
}

static int begin(cosim_journal *j, const cosim_journal_owner *owner, cosim_diag *diag)
{
    char head[200];
    put_head(head, sizeof head, owner);
    j->file = fopen(j->path, "we");
    return j->file != NULL && fprintf(j->file, "%s\n", head) > 0 && fflush(j->file) == 0
               ? 0
               : unwritten(j, diag);
}

int cosim_journal_open(cosim_journal *j, const char *path, const cosim_journal_owner *owner,
                       bool resume, cosim_journal_take take, void *context, cosim_diag *diag)
{
    *j = (cosim_journal){.file = NULL};
    snprintf(j->path, sizeof j->path, "%s", path);
    snprintf(j->sum, sizeof j->sum, "%s", owner->identity);
    if (!resume) {
        return begin(j, owner, diag);
    }
    j->file = fopen(path, "r+e");
    if (j->file == NULL) {
        return errno == ENOENT
                   ? cosim_diag_set(diag, NULL,
                                    "%s: there is nothing to resume; leave --resume out", path)
                   : cosim_diag_set(diag, NULL, "%s: cannot be read: %s", path, strerror(errno));
    }
    return read_all(j, owner, take, context, diag);
}

int cosim_journal_put(cosim_journal *j, const char *line, cosim_diag *diag)
{
    add(j, line);
    return fprintf(j->file, "%.*s %s\n", SHOWN, j->sum, line) > 0 && fflush(j->file) == 0
               ? 0
               : unwritten(j, diag);
}

void cosim_journal_close(cosim_journal *j)
{
    if (j->file != NULL) {
        fclose(j->file);
        j->file = NULL;
    }
}
