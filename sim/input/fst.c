// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "input/fst.h"

#include "input/vcd.h"
#include "input/whole_fst.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { NOT_THERE = 127 };

/* Never returns. */
static void be_tool(const char *path, int out)
{
    const int nothing = open("/dev/null", O_RDWR);
    (void)!prctl(PR_SET_PDEATHSIG, SIGKILL);
    (void)signal(SIGPIPE, SIG_DFL);
    if (nothing < 0 || dup2(nothing, STDIN_FILENO) < 0 || dup2(out, STDOUT_FILENO) < 0 ||
        dup2(nothing, STDERR_FILENO) < 0) {
        _exit(NOT_THERE - 1);
    }
    execlp("fst2vcd", "fst2vcd", "-f", path, (char *)NULL);
    _exit(NOT_THERE);
}

static int refuse(const char *path, const char *what, char *message, size_t bytes)
{
    snprintf(message, bytes, "%.200s: %s", path, what);
    return -1;
}

int cosim_fst_read(cosim_table *table, char *message, size_t bytes)
{
    int ends[2], status = 0;
    if (!cosim_fst_is_whole(table->path)) {
        return refuse(table->path, "is no whole FST file; write the waveform again", message,
                      bytes);
    }
    if (pipe2(ends, O_CLOEXEC) != 0) {
        return refuse(table->path, strerror(errno), message, bytes);
    }
    fflush(NULL);
    const pid_t child = fork();
    if (child == 0) {
        be_tool(table->path, ends[1]);
    }
    close(ends[1]);
    FILE *file = child < 0 ? NULL : fdopen(ends[0], "rb");
    if (file == NULL) {
        close(ends[0]);
        refuse(table->path, strerror(errno), message, bytes);
    }
    const int read = file == NULL ? -1 : cosim_vcd_read(table, file, message, bytes);
    const bool ended = file != NULL && feof(file) != 0;
    if (file != NULL) {
        fclose(file); /* what is left of the tool's output is not wanted */
    }
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (child > 0 && WIFEXITED(status) && WEXITSTATUS(status) == NOT_THERE) {
        table->no_tool = true;
        return refuse(table->path,
                      "fst2vcd, which reads FST files, is not there; install gtkwave, or write the "
                      "waveform as VCD",
                      message, bytes);
    }
    if (child > 0 && ended && !(WIFEXITED(status) && WEXITSTATUS(status) == 0)) {
        return refuse(table->path, "fst2vcd cannot read it; write the waveform again", message,
                      bytes);
    }
    return read;
}
