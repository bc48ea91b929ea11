// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "base/apart.h"

#include "base/cleanup.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* Never returns. A crash is an answer, and so leaves no sanitiser's report and no core file. */
static void be_child(void (*work)(void *data), void *data, pid_t parent)
{
    static const int crashes[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
    const struct rlimit no_core = {0, 0};
    for (size_t i = 0; i < sizeof crashes / sizeof crashes[0]; i++) {
        (void)signal(crashes[i], SIG_DFL);
    }
    (void)!setrlimit(RLIMIT_CORE, &no_core);
    (void)!prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) {
        _exit(1);
    }
    work(data);
    _exit(0);
}

int cosim_apart(void (*work)(void *data), void *data, size_t bytes, cosim_diag *diag)
{
    int status = 0;
    const pid_t parent = getpid();
    void *shared = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED) {
        return cosim_diag_set(diag, NULL, "could not be started: %s", strerror(errno));
    }
    memcpy(shared, data, bytes);
    fflush(NULL); /* what is still buffered must not be written twice */
    cosim_cleanup writer = {.path = NULL};
    sigset_t before;
    cosim_cleanup_begin(&before);
    const pid_t child = fork();
    const int error = errno;
    if (child > 0) {
        writer.process = child;
        cosim_cleanup_add(&writer);
    }
    cosim_cleanup_end(&before);
    if (child == 0) {
        be_child(work, shared, parent);
    }
    pid_t ended = -1;
    while (child > 0 && (ended = waitpid(child, &status, 0)) < 0 && errno == EINTR) {
    }
    cosim_cleanup_begin(&before);
    cosim_cleanup_drop(&writer);
    cosim_cleanup_end(&before);
    int result = -1;
    if (child < 0 || ended != child) {
        cosim_diag_set(diag, NULL, "could not be started: %s", strerror(child < 0 ? error : errno));
    } else if (WIFSIGNALED(status)) {
        cosim_diag_set(diag, NULL, "was killed (%s)", strsignal(WTERMSIG(status)));
    } else if (WEXITSTATUS(status) != 0) {
        cosim_diag_set(diag, NULL, "ended early (status %d)", WEXITSTATUS(status));
    } else {
        memcpy(data, shared, bytes);
        result = 0;
    }
    munmap(shared, bytes);
    return result;
}
