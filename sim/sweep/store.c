// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "sweep/store.h"

#include "sweep/parse.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static int fail_at(const cosim_sweep_store *store, unsigned line, cosim_diag *diag,
                   const char *what, const char *remedy)
{
    cosim_place place = {.line = line, .column = line > 0};
    snprintf(place.file, sizeof place.file, "%s",
             store->path != NULL ? store->path : "temporary file");
    return cosim_diag_set(diag, &place, "%s%s", what, remedy);
}

static int keep_record(cosim_sweep_store *store, const cosim_sweep_record *record, size_t length,
                       cosim_diag *diag)
{
    if (store->count == store->room) {
        const size_t room = store->room == 0 ? 1024 : 2 * store->room;
        cosim_sweep_record *more = realloc(store->records, room * sizeof *more);
        if (more == NULL) {
            return cosim_diag_memory(diag, NULL);
        }
        store->records = more;
        store->room = room;
    }
    cosim_sweep_record *kept = &store->records[store->count++];
    *kept = *record;
    kept->offset = store->size;
    kept->length = length;
    store->size += length;
    return 0;
}

/* Checks that a line belongs to the sweep of the store. */
static int check_line(const cosim_sweep_store *store, unsigned line, const char *text,
                      size_t length, const cosim_sweep_identity *identity,
                      cosim_sweep_record *record, cosim_diag *diag)
{
    cosim_sweep_parsed parsed;
    char message[COSIM_SWEEP_MESSAGE];
    if (cosim_sweep_parse_line(text, length, &parsed, message, sizeof message) != 0) {
        return fail_at(store, line, diag, message, "; delete the file to begin anew");
    }
    *record = parsed.record;
    const bool same = strcmp(parsed.sweep, identity->sweep) == 0 && parsed.sets == identity->sets;
    cosim_sweep_parsed_free(&parsed);
    if (!same) {
        return fail_at(store, line, diag,
                       "belongs to another sweep: its file, base, seed, circuit or the "
                       "program's version differ",
                       "; undo the change, or delete the file to begin anew");
    }
    if (record->index % identity->shards != identity->shard) {
        return fail_at(store, line, diag, "belongs to another shard of this sweep",
                       "; give the same --shard as before, or delete the file");
    }
    return 0;
}

static int read_lines(cosim_sweep_store *store, FILE *file, const cosim_sweep_identity *identity,
                      cosim_diag *diag)
{
    char *text = NULL;
    size_t room = 0;
    unsigned line = 0;
    int status = 0;
    ssize_t length;
    while (status == 0 && (length = getline(&text, &room, file)) > 0) {
        cosim_sweep_record record;
        line++;
        if (text[length - 1] != '\n') {
            break; /* torn: the program was stopped while it was written */
        }
        status = check_line(store, line, text, (size_t)length - 1, identity, &record, diag);
        if (status == 0) {
            status = keep_record(store, &record, (size_t)length, diag);
        }
    }
    if (status == 0 && ferror(file)) {
        status = fail_at(store, 0, diag, "cannot be read: ", strerror(errno));
    }
    free(text);
    return status;
}

static int check_unique(cosim_sweep_store *store, cosim_diag *diag)
{
    cosim_sweep_store_sort(store);
    for (size_t i = 1; i < store->count; i++) {
        if (store->records[i].index == store->records[i - 1].index) {
            char what[64];
            snprintf(what, sizeof what, "set %" PRIu64 " is there twice", store->records[i].index);
            return fail_at(store, 0, diag, what, "; delete the file to begin anew");
        }
    }
    return 0;
}

/* Reads what an interrupted sweep left, and cuts a torn line off. */
static int resume_from(cosim_sweep_store *store, const cosim_sweep_identity *identity,
                       cosim_diag *diag)
{
    const int copy = dup(store->fd);
    FILE *file = copy >= 0 ? fdopen(copy, "r") : NULL;
    if (file == NULL) {
        return fail_at(store, 0, diag, "cannot be read: ", strerror(errno));
    }
    int status = read_lines(store, file, identity, diag);
    fclose(file);
    if (status == 0 && ftruncate(store->fd, (off_t)store->size) != 0) {
        status = fail_at(store, 0, diag, "cannot be written: ", strerror(errno));
    }
    return status == 0 ? check_unique(store, diag) : status;
}

static int open_file(cosim_sweep_store *store, cosim_diag *diag)
{
    if (store->path == NULL) {
        FILE *file = tmpfile();
        store->fd = file != NULL ? dup(fileno(file)) : -1;
        if (file != NULL) {
            fclose(file);
        }
    } else {
        store->fd = open(store->path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    }
    if (store->fd < 0) {
        return fail_at(store, 0, diag, "cannot be written: ", strerror(errno));
    }
    if (store->path != NULL && flock(store->fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
        return fail_at(store, 0, diag, "another sweep is writing it",
                       "; wait for it, or name another file");
    }
    return 0;
}

int cosim_sweep_store_open(cosim_sweep_store *store, const char *path, bool resume,
                           const cosim_sweep_identity *identity, cosim_diag *diag)
{
    struct stat state;
    *store = (cosim_sweep_store){.fd = -1};
    if (path != NULL && (store->path = strdup(path)) == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    if (open_file(store, diag) != 0) {
        return -1;
    }
    if (resume && path != NULL) {
        return resume_from(store, identity, diag);
    }
    if (fstat(store->fd, &state) == 0 && state.st_size > 0) {
        return fail_at(store, 0, diag, "holds the finished sets of an interrupted sweep",
                       "; go on with --resume, or delete it");
    }
    return 0;
}

int cosim_sweep_store_add(cosim_sweep_store *store, const cosim_sweep_record *record,
                          const char *line, size_t length, cosim_diag *diag)
{
    if (store->pending_room - store->pending_size < length) {
        const size_t room = 2 * store->pending_room + length;
        char *more = realloc(store->pending, room);
        if (more == NULL) {
            return cosim_diag_memory(diag, NULL);
        }
        store->pending = more;
        store->pending_room = room;
    }
    memcpy(store->pending + store->pending_size, line, length);
    store->pending_size += length;
    return keep_record(store, record, length, diag);
}

int cosim_sweep_store_save(cosim_sweep_store *store, cosim_diag *diag)
{
    for (size_t done = 0; done < store->pending_size;) {
        const ssize_t n = write(store->fd, store->pending + done, store->pending_size - done);
        if (n >= 0) {
            done += (size_t)n;
        } else if (errno != EINTR) {
            return fail_at(store, 0, diag, "cannot be written: ", strerror(errno));
        }
    }
    store->pending_size = 0;
    return 0;
}

void cosim_sweep_store_flush(cosim_sweep_store *store)
{
    if (store->path != NULL) {
        (void)!fdatasync(store->fd); /* where it fails, the next write will too */
    }
}

static int by_index(const void *a, const void *b)
{
    const cosim_sweep_record *x = a, *y = b;
    return (x->index > y->index) - (x->index < y->index);
}

void cosim_sweep_store_sort(cosim_sweep_store *store)
{
    if (store->count > 0) {
        qsort(store->records, store->count, sizeof *store->records, by_index);
    }
}

/* Reads the line of a record. The caller frees it; NULL with *diag. */
static char *read_line(const cosim_sweep_store *store, const cosim_sweep_record *record,
                       cosim_diag *diag)
{
    char *text = malloc(record->length + 1);
    size_t done = 0;
    while (text != NULL && done < record->length) {
        const ssize_t n =
            pread(store->fd, text + done, record->length - done, (off_t)(record->offset + done));
        if (n <= 0 && !(n < 0 && errno == EINTR)) {
            break;
        }
        done += n > 0 ? (size_t)n : 0;
    }
    if (text == NULL || done < record->length) {
        fail_at(store, 0, diag, "cannot be read again",
                text == NULL ? ": out of memory" : "; it was changed or the disk fails");
        free(text);
        return NULL;
    }
    text[record->length] = '\0';
    return text;
}

int cosim_sweep_store_parse(const cosim_sweep_store *store, size_t i, cosim_sweep_parsed *parsed,
                            cosim_diag *diag)
{
    char message[COSIM_SWEEP_MESSAGE];
    char *text = read_line(store, &store->records[i], diag);
    if (text == NULL) {
        return -1;
    }
    int status =
        cosim_sweep_parse_line(text, store->records[i].length - 1, parsed, message, sizeof message);
    if (status != 0) {
        status = fail_at(store, 0, diag, message, "");
    }
    free(text);
    return status;
}

int cosim_sweep_store_write(const cosim_sweep_store *store, FILE *out, cosim_diag *diag)
{
    for (size_t i = 0; i < store->count; i++) {
        char *text = read_line(store, &store->records[i], diag);
        if (text == NULL) {
            return -1;
        }
        fwrite(text, 1, store->records[i].length, out);
        free(text);
    }
    return 0;
}

void cosim_sweep_store_close(cosim_sweep_store *store, bool keep)
{
    if (store->path != NULL && !keep) {
        unlink(store->path);
    }
    if (store->fd >= 0) {
        close(store->fd);
    }
    free(store->path);
    free(store->pending);
    free(store->records);
    *store = (cosim_sweep_store){.fd = -1};
}
