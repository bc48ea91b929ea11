// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* peak_memory FILE COMMAND ...   runs a command and writes its peak resident memory [KiB] to FILE.
 * The status is the command's; it is 126 where the command could not be run or was killed. */
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    struct rusage used;
    int status;
    FILE *file;

    if (argc < 3) {
        fprintf(stderr, "usage: peak_memory FILE COMMAND ...\n");
        return 126;
    }
    const pid_t child = fork();
    if (child == 0) {
        execvp(argv[2], argv + 2);
        perror(argv[2]);
        _exit(126);
    }
    if (child < 0 || wait4(child, &status, 0, &used) != child ||
        (file = fopen(argv[1], "w")) == NULL) {
        perror(argv[1]);
        return 126;
    }
    fprintf(file, "%ld\n", used.ru_maxrss);
    return fclose(file) == 0 && WIFEXITED(status) ? WEXITSTATUS(status) : 126;
}
