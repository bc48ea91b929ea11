// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "base/tool.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ENDING_SECONDS = 5 };

/* Never returns; exits with 127 where the tool is not there. */
static void be_tool(const char *const argv[], int out, int err)
{
    const int in = open("/dev/null", O_RDONLY);
    if (in < 0 || dup2(in, STDIN_FILENO) < 0 || dup2(out, STDOUT_FILENO) < 0 ||
        dup2(err, STDERR_FILENO) < 0) {
        _exit(126);
    }
    unsetenv("MAKEFLAGS");
    unsetenv("MAKELEVEL");
    unsetenv("MFLAGS");
    /* execvp keeps what it is given, but its type does not say so */
    execvp(argv[0], (char *const *)(uintptr_t)argv);
    _exit(127);
}

static volatile sig_atomic_t ending;

/* The program is gone, or somebody ends the group. Compilers remove their temporary files when they
 * are told to end; what does not end is killed. */
static void end_group(int number)
{
    if (number == SIGALRM) {
        (void)kill(0, SIGKILL); /* this process too */
    }
    (void)signal(SIGTERM, SIG_IGN);
    ending = 1;
    (void)kill(0, SIGTERM);
    (void)alarm(ENDING_SECONDS);
}

/* Never returns. It stands between the program and the tool, at the head of a group of its own:
 * when the program ends, for whatever reason, the system tells it, and the whole group ends. make
 * alone would be killed and leave compilers behind. */
static void be_guard(const char *const argv[], int out, int err, pid_t program)
{
    int status = 0;
    pid_t ended;
    (void)!setpgid(0, 0);
    (void)!prctl(PR_SET_CHILD_SUBREAPER, 1);
    const pid_t tool = fork();
    if (tool == 0) {
        (void)signal(SIGTERM, SIG_DFL);
        be_tool(argv, out, err);
    }
    (void)signal(SIGALRM, end_group);
    (void)signal(SIGTERM, end_group);
    (void)!prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != program) {
        end_group(SIGTERM);
    }
    while (tool > 0 && (ended = waitpid(tool, &status, 0)) < 0 && errno == EINTR) {
    }
    while (ending && (wait(NULL) > 0 || errno == EINTR)) {
    }
    _exit(tool > 0 && WIFEXITED(status) ? WEXITSTATUS(status) : 126);
}

static int open_file(const char *path, cosim_diag *diag)
{
    const int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    return file >= 0
               ? file
               : cosim_diag_set(diag, NULL, "%s: cannot be written: %s", path, strerror(errno));
}

static int run(const char *const argv[], int out, int err, cosim_diag *diag)
{
    int status = 0;
    fflush(NULL);
    const pid_t program = getpid(), child = fork();
    if (child == 0) {
        be_guard(argv, out, err, program);
    }
    pid_t ended = -1;
    while (child > 0 && (ended = waitpid(child, &status, 0)) < 0 && errno == EINTR) {
    }
    if (child < 0 || ended != child) {
        return cosim_diag_set(diag, NULL, "%s could not be run: %s", argv[0], strerror(errno));
    }
    if (!WIFEXITED(status) || WEXITSTATUS(status) >= 126) {
        return cosim_diag_set(diag, NULL,
                              "%s could not be run; is it installed? "
                              "scripts/setup.sh run installs what a build needs",
                              argv[0]);
    }
    return WEXITSTATUS(status);
}

int cosim_tool_run(const char *const argv[], const char *log, cosim_diag *diag)
{
    const int out = open_file(log, diag);
    const int status = out < 0 ? -1 : run(argv, out, out, diag);
    if (out >= 0) {
        close(out);
    }
    return status;
}

int cosim_tool_run_apart(const char *const argv[], const char *output, const char *log,
                         cosim_diag *diag)
{
    const int out = open_file(output, diag);
    const int err = out < 0 ? -1 : open_file(log, diag);
    const int status = err < 0 ? -1 : run(argv, out, err, diag);
    if (out >= 0) {
        close(out);
    }
    if (err >= 0) {
        close(err);
    }
    return status;
}

const char *cosim_tool_line(const char *log, const char *word, char *text, size_t bytes)
{
    char line[1024];
    FILE *file = fopen(log, "r");
    text[0] = '\0';
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        line[strcspn(line, "\r\n")] = '\0';
        if (line[strspn(line, " \t")] != '\0') {
            snprintf(text, bytes, "%s", line);
        }
        if (strstr(line, word) != NULL) {
            break;
        }
    }
    if (file != NULL) {
        fclose(file);
    }
    return text;
}
