// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "base/tool.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* Never returns: 127 where the tool is not there. */
static void be_child(const char *const argv[], int out)
{
    const int in = open("/dev/null", O_RDONLY);
    if (in < 0 || dup2(in, STDIN_FILENO) < 0 || dup2(out, STDOUT_FILENO) < 0 ||
        dup2(out, STDERR_FILENO) < 0) {
        _exit(126);
    }
    unsetenv("MAKEFLAGS");
    unsetenv("MAKELEVEL");
    unsetenv("MFLAGS");
    /* execvp keeps what it is given, but its type does not say so */
    execvp(argv[0], (char *const *)(uintptr_t)argv);
    _exit(127);
}

int cosim_tool_run(const char *const argv[], const char *log, cosim_diag *diag)
{
    int status = 0;
    const int out = open(log, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (out < 0) {
        return cosim_diag_set(diag, NULL, "%s: cannot be written: %s", log, strerror(errno));
    }
    fflush(NULL);
    const pid_t child = fork();
    if (child == 0) {
        be_child(argv, out);
    }
    close(out);
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
