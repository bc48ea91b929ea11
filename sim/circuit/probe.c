// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A shared object is tried in a child process. The child answers through a pipe, with a message or
 * with the one byte that says that all went well: a circuit that ends its process, even with status
 * 0, has not given that answer. The parent keeps the time, because a circuit may stop an alarm. */
#include "circuit/probe.h"

#include "base/decimal.h"
#include "circuit/dut.h"
#include "circuit/lif_conduct.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PROBE_SECONDS = 20, PROBE_SECONDS_MOST = 3600, PROBE_STEPS = 8 };

static const char all_well = '\n'; /* no message begins with it */

/* Does everything that a run will do first. */
static void try_circuit(void *context, const char *path, char *message, size_t bytes)
{
    (void)context;
    const int32_t drive[PROBE_STEPS] = {0};
    int32_t before[PROBE_STEPS], after[PROBE_STEPS];
    uint8_t spike[PROBE_STEPS];
    const lif_words words = {.leak_fx = 1, .threshold_fx = 1};
    lif_words had;
    const lif_dut_block block = {.n = PROBE_STEPS,
                                 .drive_fx = drive,
                                 .before_fx = before,
                                 .after_fx = after,
                                 .spike = spike};
    const struct lif_dut_ops *ops;
    void *library;

    if (cosim_dut_load(path, &library, &ops, message, bytes) != 0) {
        return;
    }
    lif_dut *dut = cosim_dut_instance(ops, message, bytes);
    if (dut == NULL) {
        return;
    }
    if (ops->configure(dut, &words, LIF_CONDUCT_SEED) != 0 ||
        ((ops->capabilities & LIF_DUT_READS_WORDS) != 0 && ops->read_words(dut, &had) != 0) ||
        ops->run(dut, &block) != 0) {
        snprintf(message, bytes, "does not run: %s", ops->message(dut));
    }
    ops->close(dut);
}

/* Never returns. */
static void be_child(cosim_attempt attempt, void *context, const char *path, int report)
{
    const struct rlimit no_core = {0, 0};
    char message[512] = "";
    static const int crashes[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
    /* a crash is an answer: no core file, and no sanitiser's report */
    (void)!setrlimit(RLIMIT_CORE, &no_core);
    for (size_t i = 0; i < sizeof crashes / sizeof crashes[0]; i++) {
        (void)signal(crashes[i], SIG_DFL);
    }
    (void)!prctl(PR_SET_PDEATHSIG, SIGKILL);
    attempt(context, path, message, sizeof message);
    const ssize_t length = message[0] == '\0' ? 1 : (ssize_t)strlen(message);
    _exit(write(report, message[0] == '\0' ? &all_well : message, (size_t)length) == length ? 0
                                                                                            : 1);
}

/* Returns the seconds that a circuit has; 0 with a message where the environment gives no
 * number. */
static unsigned seconds_allowed(char *message, size_t bytes)
{
    const char *given = getenv("LIFCOSIM_PROBE_SECONDS");
    uint64_t seconds = PROBE_SECONDS;
    if (given != NULL && given[0] != '\0' &&
        (cosim_count_read(given, &seconds) != COSIM_DECIMAL_OK || seconds < 1 ||
         seconds > PROBE_SECONDS_MOST)) {
        snprintf(message, bytes,
                 "could not be probed: LIFCOSIM_PROBE_SECONDS is \"%.40s\"; give 1 to %d", given,
                 PROBE_SECONDS_MOST);
        return 0;
    }
    return (unsigned)seconds;
}

static int64_t milliseconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Reads the child's answer until it ends; returns -1 when the time is over, with what came till
 * then. */
static int read_answer(int from, unsigned seconds, char *answer, size_t bytes)
{
    const int64_t end = milliseconds_now() + (int64_t)seconds * 1000;
    size_t got = 0;
    int status = -1;
    for (int64_t left; (left = end - milliseconds_now()) > 0;) {
        struct pollfd ready = {.fd = from, .events = POLLIN};
        if (poll(&ready, 1, (int)left) <= 0) {
            continue; /* the time is over, or a signal came */
        }
        const ssize_t part = read(from, answer + got, bytes - 1 - got);
        if (part < 0 && errno == EINTR) {
            continue;
        }
        if (part <= 0) {
            status = 0;
            break;
        }
        got += (size_t)part;
    }
    answer[got] = '\0';
    return status;
}

/* Says what the end of a child without an answer means. */
static void describe_end(int status, char *message, size_t bytes)
{
    if (WIFSIGNALED(status)) {
        snprintf(message, bytes, "killed the process that tried it (%s); build it again",
                 strsignal(WTERMSIG(status)));
    } else {
        snprintf(message, bytes, "ended the process that tried it (status %d); build it again",
                 WEXITSTATUS(status));
    }
}

int cosim_dut_probe_with(cosim_attempt attempt, void *context, const char *path, char *message,
                         size_t bytes)
{
    const unsigned seconds = seconds_allowed(message, bytes);
    int ends[2], status = 0;

    if (seconds == 0) {
        return -1;
    }
    fflush(NULL);
    if (pipe(ends) != 0) {
        snprintf(message, bytes, "could not be probed (%s)", strerror(errno));
        return -1;
    }
    const pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        be_child(attempt, context, path, ends[1]);
    }
    close(ends[1]);
    const bool late = child > 0 && read_answer(ends[0], seconds, message, bytes) != 0;
    close(ends[0]);
    /* A child that is ending already keeps its own status. */
    if (child < 0 || kill(child, SIGKILL) != 0 || waitpid(child, &status, 0) != child) {
        snprintf(message, bytes, "could not be probed (%s)", strerror(errno));
        return -1;
    }
    if (message[0] == all_well && message[1] == '\0') {
        message[0] = '\0';
        return 0;
    }
    if (late) {
        snprintf(message, bytes, "gave no answer in %u s; build it again", seconds);
    } else if (message[0] == '\0') {
        describe_end(status, message, bytes);
    }
    return -1;
}

int cosim_dut_probe(const char *path, char *message, size_t bytes)
{
    return cosim_dut_probe_with(try_circuit, NULL, path, message, bytes);
}
