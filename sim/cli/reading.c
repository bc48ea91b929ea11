// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "cli/reading.h"

#include "base/apart.h"
#include "base/inputs.h"
#include "cli/cli.h"

#include <errno.h>
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

typedef struct attempt {
    bool (*read)(void *context);
    void *context;
    bool answer;
} attempt;

/* Allows at most three quarters of the memory that there is: where a file would take more, the
 * system could kill any process. Under a sanitiser, whose own map is larger, there is no bound. */
static void bound_memory(void)
{
#if !defined(__SANITIZE_ADDRESS__)
    struct rlimit limit;
    const rlim_t most = (rlim_t)sysconf(_SC_PHYS_PAGES) / 4 * 3 * (rlim_t)sysconf(_SC_PAGESIZE);
    if (getrlimit(RLIMIT_AS, &limit) == 0 && most < limit.rlim_cur) {
        limit.rlim_cur = most;
        (void)!setrlimit(RLIMIT_AS, &limit);
    }
#endif
}

static void try_it(void *data)
{
    attempt *a = data;
    bound_memory();
    cosim_inputs_rehearse();
    errno = 0;
    a->answer = a->read(a->context);
}

bool cosim_cli_ask(bool (*ask)(void *context), void *context)
{
    attempt a = {.read = ask, .context = context};
    cosim_diag end;
    return cosim_apart(try_it, &a, sizeof a, &end) == 0 && a.answer;
}

int cosim_cli_try_reading(bool (*read)(void *context), void *context, const char *path)
{
    attempt a = {.read = read, .context = context};
    cosim_diag end = {.message = "got no more"}, diag;
    cosim_place place = {.line = 0};
    if (cosim_apart(try_it, &a, sizeof a, &end) == 0 && !a.answer) {
        return CLI_OK;
    }
    snprintf(place.file, sizeof place.file, "%s", path);
    cosim_diag_set(
        &diag, &place,
        "out of memory: the process that read it %s; make the file smaller, or the limit "
        "larger (ulimit -v)",
        end.message);
    return cosim_cli_report(&diag, CLI_UNUSABLE);
}
