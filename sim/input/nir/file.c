// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "input/nir/file.h"

#include "base/inputs.h"
#include "base/places.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

static const char name[] = "lifcosim-hdf5";

/* The other program while it runs. */
typedef struct helper {
    const char *path; /* of the file */
    pid_t process;
    FILE *to, *from;
} helper;

static int refuse(const char *path, cosim_diag *diag, const char *what)
{
    cosim_place place = {.line = 0};
    snprintf(place.file, sizeof place.file, "%s", path);
    return cosim_diag_set(diag, &place, "%s", what);
}

static int beside(char *program, size_t bytes)
{
    const ssize_t length = readlink("/proc/self/exe", program, bytes - 1);
    if (length <= 0) {
        return -1;
    }
    program[length] = '\0';
    char *slash = strrchr(program, '/');
    const size_t used = slash != NULL ? (size_t)(slash + 1 - program) : 0;
    return used > 0 && snprintf(program + used, bytes - used, "%s", name) < (int)(bytes - used)
               ? 0
               : -1;
}

static int find_program(const char *path, char *program, size_t bytes, cosim_diag *diag)
{
    const char *given = getenv("LIFCOSIM_HDF5");
    if (given != NULL && given[0] != '\0') {
        snprintf(program, bytes, "%s", given);
        if (access(program, X_OK) == 0) {
            return 0;
        }
        refuse(path, diag, "$LIFCOSIM_HDF5 names no program; unset it, or name lifcosim-hdf5");
        diag->tool = true;
        return -1;
    }
    if (cosim_is_installed()) {
        char folder[PATH_MAX];
        snprintf(program, bytes, "%s/%s", cosim_library_folder(folder, sizeof folder), name);
        if (access(program, X_OK) == 0) {
            return 0;
        }
        refuse(path, diag,
               "a NIR file is read and written by lifcosim-hdf5, which is not installed; in the "
               "source tree type `make nir`, and then `make install` again");
    } else if (beside(program, bytes) == 0 && access(program, X_OK) == 0) {
        return 0;
    } else {
        refuse(path, diag,
               "a NIR file is read and written by lifcosim-hdf5, which is not built yet; type "
               "`make nir`, which also installs libhdf5-dev");
    }
    diag->tool = true;
    return -1;
}

/* Never returns. */
static void be_helper(const char *program, const char *what, const char *path, int in, int out,
                      pid_t parent)
{
    (void)!prctl(PR_SET_PDEATHSIG, SIGKILL);
    (void)signal(SIGPIPE, SIG_DFL);
    if (getppid() != parent || dup2(in, STDIN_FILENO) < 0 || dup2(out, STDOUT_FILENO) < 0) {
        _exit(127);
    }
    const int nothing = open("/dev/null", O_WRONLY);
    if (nothing < 0 || dup2(nothing, STDERR_FILENO) < 0) {
        _exit(127);
    }
    execl(program, name, what, path, (char *)NULL);
    _exit(127);
}

static void close_end(int end)
{
    if (end >= 0) {
        close(end);
    }
}

static int start(helper *h, const char *what, cosim_diag *diag)
{
    char program[PATH_MAX];
    int to[2] = {-1, -1}, from[2] = {-1, -1};
    if (find_program(h->path, program, sizeof program, diag) != 0) {
        return -1;
    }
    if (pipe2(to, O_CLOEXEC) != 0 || pipe2(from, O_CLOEXEC) != 0) {
        refuse(h->path, diag, strerror(errno));
    } else {
        fflush(NULL);
        const pid_t parent = getpid();
        h->process = fork();
        if (h->process == 0) {
            be_helper(program, what, h->path, to[0], from[1], parent);
        }
        h->to = h->process > 0 ? fdopen(to[1], "wb") : NULL;
        h->from = h->process > 0 ? fdopen(from[0], "rb") : NULL;
        if (h->process < 0 || h->to == NULL || h->from == NULL) {
            refuse(h->path, diag, strerror(errno));
        }
    }
    close_end(to[0]);
    close_end(from[1]);
    close_end(h->to == NULL ? to[1] : -1);
    close_end(h->from == NULL ? from[0] : -1);
    return h->to != NULL && h->from != NULL ? 0 : -1;
}

/* Waits for the program and says how it ended, where that explains what went wrong. */
static int finish(helper *h, int status, cosim_diag *diag)
{
    int ended = 0;
    if (h->to != NULL) {
        fclose(h->to);
    }
    if (h->from != NULL) {
        fclose(h->from);
    }
    pid_t waited = -1;
    while (h->process > 0 && (waited = waitpid(h->process, &ended, 0)) < 0 && errno == EINTR) {
    }
    if (h->process <= 0) {
        return -1;
    }
    char why[160];
    if (waited == h->process && WIFEXITED(ended) && WEXITSTATUS(ended) == 127) {
        refuse(h->path, diag, "lifcosim-hdf5 could not be run; type `make nir` again");
        diag->tool = true;
        return -1;
    }
    if (status != 0 && waited == h->process && WIFSIGNALED(ended) && WTERMSIG(ended) != SIGPIPE) {
        const int number = WTERMSIG(ended);
        snprintf(why, sizeof why, "%s; write the file again",
                 number == SIGXCPU || number == SIGALRM || number == SIGKILL
                     ? "took more time or memory than any network of a core does"
                     : "is damaged: its reader crashed");
        return refuse(h->path, diag, why);
    }
    return status;
}

/* Puts a message that has no place yet at the file. */
static int at_file(const char *path, cosim_diag *diag)
{
    const cosim_diag said = *diag;
    refuse(path, diag, said.message);
    diag->memory = said.memory;
    diag->tool = said.tool;
    return -1;
}

cosim_hdf *cosim_hdf_read(cosim_arena *arena, const char *path, cosim_diag *diag)
{
    helper h = {.path = path};
    if (access(path, R_OK) != 0) {
        char why[200];
        snprintf(why, sizeof why, "cannot be opened: %s; name a readable NIR file",
                 strerror(errno));
        refuse(path, diag, why);
        return NULL;
    }
    cosim_inputs_note_path(path);
    int status = start(&h, "read", diag);
    cosim_hdf *root = NULL;
    if (status == 0) {
        root = cosim_hdf_receive(arena, h.from, diag);
        status = root != NULL ? 0 : at_file(path, diag);
    }
    return finish(&h, status, diag) == 0 ? root : NULL;
}

int cosim_hdf_write(const cosim_hdf *root, const char *path, cosim_diag *diag)
{
    helper h = {.path = path};
    cosim_arena *arena = cosim_arena_new();
    int status = arena != NULL ? start(&h, "write", diag) : cosim_diag_memory(diag, NULL);
    if (status == 0) {
        const int sent = cosim_hdf_send(h.to, root);
        const int closed = fclose(h.to);
        h.to = NULL;
        if (cosim_hdf_receive(arena, h.from, diag) == NULL) {
            status = at_file(path, diag);
        } else if (sent != 0 || closed != 0) {
            status = refuse(path, diag, "could not be written whole; is the disk full?");
        }
    }
    status = finish(&h, status, diag);
    cosim_arena_free(arena);
    return status;
}
