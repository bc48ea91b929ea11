// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "base/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct cosim_output {
    FILE *file;
    int fd;
    int error;       /* errno of the first failure, else 0 */
    char *path;      /* as given, for messages */
    char *final;     /* where the file goes; NULL: written directly */
    char *temporary; /* where it is until then */
};

/* The stream's own error flag does not say why: the reason is kept here. */
static ssize_t output_write(void *cookie, const char *data, size_t size)
{
    cosim_output *output = cookie;
    size_t done = 0;
    while (output->error == 0 && done < size) {
        ssize_t n = write(output->fd, data + done, size - done);
        if (n >= 0) {
            done += (size_t)n;
        } else if (errno != EINTR) {
            output->error = errno;
        }
    }
    return output->error == 0 ? (ssize_t)size : 0;
}

static int output_diag(const cosim_output *output, cosim_diag *diag, const char *what, int error)
{
    cosim_place place = {.line = 0};
    bool standard = strcmp(output->path, "-") == 0;
    snprintf(place.file, sizeof place.file, "%s", standard ? "standard output" : output->path);
    return cosim_diag_set(diag, &place, "%s: %s", what, strerror(error));
}

static int output_bad(const cosim_output *output, cosim_diag *diag, const char *message)
{
    cosim_place place = {.line = 0};
    snprintf(place.file, sizeof place.file, "%s", output->path);
    return cosim_diag_set(diag, &place, "%s", message);
}

static void output_free(cosim_output *output)
{
    free(output->path);
    free(output->final);
    free(output->temporary);
    free(output);
}

/* A regular file behind such a name is somebody's open file: replacing it would lose what they
 * write. */
static bool names_open_file(const char *path)
{
    return strcmp(path, "/dev/stdout") == 0 || strcmp(path, "/dev/stderr") == 0 ||
           strncmp(path, "/dev/fd/", 8) == 0 || strncmp(path, "/proc/", 6) == 0;
}

/* The length of the folder part of a path, its last slash included; 0: the current folder. */
static int folder_length(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? 0 : (int)(slash - path + 1);
}

/* Creates the temporary file in the folder of the final one; mode 0666 lets the umask decide. */
static int open_temporary(cosim_output *output, cosim_diag *diag)
{
    int length = folder_length(output->final);
    for (unsigned attempt = 0; attempt < 10000; attempt++) {
        if (asprintf(&output->temporary, "%.*s.lifcosim-%ld-%u", length, output->final,
                     (long)getpid(), attempt) < 0) {
            output->temporary = NULL;
            return output_diag(output, diag, "cannot be written", ENOMEM);
        }
        output->fd = open(output->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (output->fd >= 0) {
            return 0;
        }
        int error = errno;
        free(output->temporary);
        output->temporary = NULL;
        if (error == ENOENT) {
            char message[640];
            snprintf(message, sizeof message,
                     "its folder does not exist; create it first: mkdir -p '%.*s'", length,
                     output->final);
            return output_bad(output, diag, message);
        }
        if (error != EEXIST) {
            return output_diag(output, diag, "cannot create a file in its folder", error);
        }
    }
    return output_diag(output, diag, "cannot create a file in its folder", EEXIST);
}

/* Opens a path that is, or will be, a regular file. existing: its state, NULL if there is none. */
static int open_beside(cosim_output *output, const struct stat *existing, cosim_diag *diag)
{
    struct stat link;
    size_t length = strlen(output->path);
    if (length == 0 || output->path[length - 1] == '/') {
        return output_bad(output, diag, "names no file; give the name of a file to write");
    }
    if (existing == NULL && lstat(output->path, &link) == 0) {
        return output_bad(output, diag, "is a link to a file that does not exist; remove it first");
    }
    if (existing != NULL && access(output->path, W_OK) != 0) {
        return output_diag(output, diag, "cannot be written", errno);
    }
    output->final = existing != NULL ? realpath(output->path, NULL) : strdup(output->path);
    if (output->final == NULL) {
        return output_diag(output, diag, "cannot be written", errno);
    }
    if (open_temporary(output, diag) != 0) {
        return -1;
    }
    if (existing != NULL) {
        /* A file system without permissions refuses this; the file is as good without. */
        (void)!fchmod(output->fd, existing->st_mode & 0777);
    }
    return 0;
}

static int open_descriptor(cosim_output *output, cosim_diag *diag)
{
    struct stat existing;
    if (strcmp(output->path, "-") == 0) {
        fflush(stdout);
        output->fd = STDOUT_FILENO;
        return 0;
    }
    if (stat(output->path, &existing) != 0) {
        return errno == ENOENT || errno == ENOTDIR
                   ? open_beside(output, NULL, diag)
                   : output_diag(output, diag, "cannot be written", errno);
    }
    if (S_ISDIR(existing.st_mode)) {
        return output_bad(output, diag, "is a folder; give the name of a file to write");
    }
    if (S_ISREG(existing.st_mode) && !names_open_file(output->path)) {
        return open_beside(output, &existing, diag);
    }
    /* O_APPEND matters where the name stands for an open file: what is there already stays. */
    output->fd = open(output->path, O_WRONLY | O_APPEND | O_NOCTTY | O_CLOEXEC);
    return output->fd >= 0 ? 0 : output_diag(output, diag, "cannot be written", errno);
}

/* Ends the stream and the file; output->error says how it went. */
static void output_close(cosim_output *output)
{
    if (output->file != NULL) {
        bool failed = ferror(output->file) != 0;
        failed |= fclose(output->file) != 0;
        if (failed && output->error == 0) {
            output->error = EIO;
        }
    }
    if (output->fd >= 0 && output->fd != STDOUT_FILENO && close(output->fd) != 0) {
        cosim_output_fail(output, errno);
    }
}

cosim_output *cosim_output_open(const char *path, cosim_diag *diag)
{
    const cookie_io_functions_t functions = {.write = output_write};
    cosim_output *output = calloc(1, sizeof *output);
    if (output == NULL || (output->path = strdup(path)) == NULL) {
        free(output);
        cosim_diag_set(diag, NULL, "out of memory");
        return NULL;
    }
    output->fd = -1;
    if (open_descriptor(output, diag) != 0) {
        output_free(output);
        return NULL;
    }
    output->file = fopencookie(output, "w", functions);
    if (output->file == NULL) {
        output_diag(output, diag, "cannot be written", errno);
        cosim_output_abandon(output);
        return NULL;
    }
    setvbuf(output->file, NULL, _IOFBF, 1 << 16);
    return output;
}

FILE *cosim_output_file(cosim_output *output) { return output->file; }

void cosim_output_fail(cosim_output *output, int error)
{
    if (output->error == 0) {
        output->error = error;
    }
}

int cosim_output_commit(cosim_output *output, cosim_diag *diag)
{
    output_close(output);
    if (output->error == 0 && output->final != NULL &&
        rename(output->temporary, output->final) != 0) {
        output->error = errno;
    }
    int result = 0;
    if (output->error != 0) {
        result = output_diag(output, diag, "cannot be written", output->error);
        if (output->temporary != NULL) {
            unlink(output->temporary);
        }
    }
    output_free(output);
    return result;
}

void cosim_output_abandon(cosim_output *output)
{
    if (output == NULL) {
        return;
    }
    cosim_output_fail(output, ECANCELED); /* what is still buffered is not written */
    output_close(output);
    if (output->temporary != NULL) {
        unlink(output->temporary);
    }
    output_free(output);
}
