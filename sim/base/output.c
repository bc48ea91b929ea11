// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "base/output.h"

#include "base/cleanup.h"
#include "base/inputs.h"
#include "base/shell.h"

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
    char *folder;    /* a private one that holds it, where a library writes it by name; else NULL */
    int mode;        /* permissions of the file that is replaced; -1: there is none */
    cosim_cleanup left; /* of temporary or folder, where a signal ends the program */
};

/* cosim_output_keep_standard took this descriptor and this stream for the program alone. */
static int standard_fd = STDOUT_FILENO;
static FILE *standard_stream;

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
    sigset_t before;
    cosim_cleanup_begin(&before);
    cosim_cleanup_drop(&output->left);
    cosim_cleanup_end(&before);
    free(output->path);
    free(output->final);
    free(output->temporary);
    free(output->folder);
    free(output);
}

/* A regular file behind such a name is somebody's open file: replacing it would lose what they
 * write. */
static bool names_open_file(const char *path)
{
    return strcmp(path, "/dev/stdout") == 0 || strcmp(path, "/dev/stderr") == 0 ||
           strncmp(path, "/dev/fd/", 8) == 0 || strncmp(path, "/proc/", 6) == 0;
}

/* Returns the length of the folder part of a path with its last slash; 0 stands for the current
 * folder. */
static int folder_length(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? 0 : (int)(slash - path + 1);
}

/* Takes a name that nobody has, for an empty file (mode 0666 lets the umask decide) or for a folder
 * that only this user may look into. Both calls fail where the name is there already. */
static bool take_name(cosim_output *output, const char *name, bool by_name)
{
    if (by_name) {
        return mkdir(name, 0700) == 0;
    }
    output->fd = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    return output->fd >= 0;
}

/* Creates the temporary file in the folder of the final one. A library that writes by name, and may
 * remove, create and leave what it likes, gets a private folder there that holds the file. */
static int open_temporary(cosim_output *output, bool by_name, cosim_diag *diag)
{
    const int length = folder_length(output->final);
    int error = EEXIST;
    for (unsigned attempt = 0; error == EEXIST && attempt < 10000; attempt++) {
        char *name;
        if (asprintf(&name, "%.*s.lifcosim-%ld-%u", length, output->final, (long)getpid(),
                     attempt) < 0) {
            return output_diag(output, diag, "cannot be written", ENOMEM);
        }
        sigset_t before;
        cosim_cleanup_begin(&before);
        const bool taken = take_name(output, name, by_name);
        error = errno;
        if (taken) {
            output->left.path = name;
            cosim_cleanup_add(&output->left);
        }
        cosim_cleanup_end(&before);
        if (taken) {
            *(by_name ? &output->folder : &output->temporary) = name;
            return by_name && asprintf(&output->temporary, "%s/.lifcosim-file", name) < 0
                       ? output_diag(output, diag, "cannot be written", ENOMEM)
                       : 0;
        }
        free(name);
    }
    char *folder = length > 0 ? strndup(output->final, (size_t)length) : NULL;
    const bool absent = error == ENOENT && folder != NULL && access(folder, F_OK) != 0;
    char *word = absent ? cosim_shell_word(folder) : NULL;
    free(folder);
    if (absent) {
        char message[640];
        snprintf(message, sizeof message,
                 "its folder does not exist; create it first: mkdir -p %s%s",
                 output->final[0] == '-' ? "-- " : "", word != NULL ? word : "");
        free(word);
        return output_bad(output, diag, message);
    }
    return output_diag(output, diag, "cannot create a file in its folder", error);
}

/* Opens a path that is, or will be, a regular file. existing: its state, NULL if there is none. */
static int open_beside(cosim_output *output, const struct stat *existing, bool by_name,
                       cosim_diag *diag)
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
    if (open_temporary(output, by_name, diag) != 0) {
        return -1;
    }
    output->mode = existing != NULL ? (int)(existing->st_mode & 0777) : -1;
    if (output->mode >= 0 && !by_name) {
        /* A file system without permissions refuses this; the file is as good without. */
        (void)!fchmod(output->fd, (mode_t)output->mode);
    }
    return 0;
}

/* Tells what to open for a path: descriptor 1 is no longer ours once the program keeps its own. */
static const char *to_open(const char *path, char own[32])
{
    static const char *const names[] = {"/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"};
    snprintf(own, 32, "/proc/self/fd/%d", standard_fd);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(path, names[i]) == 0) {
            return own;
        }
    }
    return path;
}

int cosim_output_state(const char *path, struct stat *state)
{
    char own[32];
    return strcmp(path, "-") == 0 ? fstat(standard_fd, state) : stat(to_open(path, own), state);
}

static int open_descriptor(cosim_output *output, bool by_name, cosim_diag *diag)
{
    struct stat existing;
    char own[32];
    const char *path = to_open(output->path, own);
    if (strcmp(path, "-") == 0 && !by_name) {
        fflush(cosim_output_standard());
        output->fd = standard_fd;
        return 0;
    }
    if (stat(path, &existing) != 0) {
        return errno == ENOENT || errno == ENOTDIR
                   ? open_beside(output, NULL, by_name, diag)
                   : output_diag(output, diag, "cannot be written", errno);
    }
    if (S_ISDIR(existing.st_mode)) {
        return output_bad(output, diag, "is a folder; give the name of a file to write");
    }
    if (cosim_inputs_have(&existing)) {
        return output_bad(output, diag,
                          "this command reads that file, and would replace it; name another one");
    }
    if (S_ISREG(existing.st_mode) && !names_open_file(output->path)) {
        return open_beside(output, &existing, by_name, diag);
    }
    if (by_name) {
        return output_bad(output, diag,
                          "is not a plain file; give the name of one, or of a new one");
    }
    /* O_APPEND matters where the name stands for an open file: what is there already stays. */
    output->fd = open(path, O_WRONLY | O_APPEND | O_NOCTTY | O_CLOEXEC);
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
    if (output->fd >= 0 && output->fd != standard_fd && close(output->fd) != 0) {
        cosim_output_fail(output, errno);
    }
}

/* Removes what is left of the temporary file, or of the folder around it. */
static void remove_temporary(const cosim_output *output)
{
    const char *left = output->folder != NULL ? output->folder : output->temporary;
    if (left != NULL) {
        cosim_cleanup_remove(left);
    }
}

/* Makes an output without its stream. */
static cosim_output *output_new(const char *path, bool by_name, cosim_diag *diag)
{
    cosim_output *output = calloc(1, sizeof *output);
    if (output == NULL || (output->path = strdup(path)) == NULL) {
        free(output);
        cosim_diag_memory(diag, NULL);
        return NULL;
    }
    output->fd = output->mode = -1;
    if (open_descriptor(output, by_name, diag) != 0) {
        remove_temporary(output);
        output_free(output);
        return NULL;
    }
    return output;
}

cosim_output *cosim_output_open(const char *path, cosim_diag *diag)
{
    const cookie_io_functions_t functions = {.write = output_write};
    cosim_output *output = output_new(path, false, diag);
    if (output == NULL) {
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

cosim_output *cosim_output_reserve(const char *path, cosim_diag *diag)
{
    return output_new(path, true, diag);
}

const char *cosim_output_name(const cosim_output *output) { return output->temporary; }

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
    if (output->error == 0 && output->folder != NULL && output->mode >= 0) {
        (void)!chmod(output->temporary, (mode_t)output->mode); /* as above */
    }
    if (output->error == 0 && output->final != NULL) {
        sigset_t before; /* the name may be somebody else's once it is free */
        cosim_cleanup_begin(&before);
        if (rename(output->temporary, output->final) != 0) {
            output->error = errno;
        } else {
            if (output->folder == NULL) {
                cosim_cleanup_drop(&output->left);
            }
            free(output->temporary);
            output->temporary = NULL;
        }
        cosim_cleanup_end(&before);
    }
    const int result =
        output->error == 0 ? 0 : output_diag(output, diag, "cannot be written", output->error);
    remove_temporary(output);
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
    remove_temporary(output);
    output_free(output);
}

FILE *cosim_output_standard(void) { return standard_stream != NULL ? standard_stream : stdout; }

int cosim_output_keep_standard(cosim_diag *diag)
{
    const int flags = fcntl(STDOUT_FILENO, F_GETFL);
    if (standard_stream != NULL || flags < 0 || (flags & O_ACCMODE) == O_RDONLY) {
        return 0; /* nothing that is printed there can arrive anyway */
    }
    fflush(stdout);
    const int own = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    FILE *stream = own >= 0 ? fdopen(own, "w") : NULL;
    if (stream == NULL || dup2(STDERR_FILENO, STDOUT_FILENO) < 0) {
        cosim_diag_set(diag, NULL, "standard output cannot be kept: %s", strerror(errno));
        if (stream != NULL) {
            fclose(stream);
        } else if (own >= 0) {
            close(own);
        }
        return -1;
    }
    /* whole lines, so that those of several processes, and our own, stay apart */
    setvbuf(stdout, NULL, _IOLBF, 0);
    standard_fd = own;
    standard_stream = stream;
    return 0;
}
