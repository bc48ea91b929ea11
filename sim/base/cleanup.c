// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "base/cleanup.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
enum { SIGNALS = sizeof signals / sizeof signals[0] };

static cosim_cleanup *volatile things;
static volatile pid_t owner; /* a child has the list too, and none of what is on it */

/* The system call gives entries of this form; readdir() would allocate. */
struct entry {
    uint64_t inode;
    int64_t offset;
    unsigned short length;
    unsigned char type;
    char name[];
};

static void empty(int folder)
{
    _Alignas(struct entry) char names[4096];
    for (long got; (got = syscall(SYS_getdents64, folder, names, sizeof names)) > 0;) {
        for (long at = 0; at < got;) {
            const struct entry *e = (const struct entry *)(const void *)(names + at);
            (void)!unlinkat(folder, e->name, 0); /* "." and ".." refuse it */
            at += e->length;
        }
    }
}

void cosim_cleanup_remove(const char *path)
{
    if (unlink(path) == 0 || (errno != EISDIR && errno != EPERM)) {
        return;
    }
    const int folder = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (folder >= 0) {
        empty(folder);
        close(folder);
        (void)!rmdir(path);
    }
}

static void end_process(int number)
{
    if (getpid() == owner) {
        for (const cosim_cleanup *t = things; t != NULL; t = t->next) {
            if (t->process > 0 && kill(t->process, SIGKILL) == 0) {
                (void)!waitpid(t->process, NULL, 0);
            }
        }
        for (const cosim_cleanup *t = things; t != NULL; t = t->next) {
            if (t->path != NULL) {
                cosim_cleanup_remove(t->path);
            }
        }
    }
    for (const cosim_cleanup *t = things; t != NULL; t = t->next) {
        if (t->undo != NULL && t->adder == getpid()) {
            t->undo(t);
        }
    }
    (void)signal(number, SIG_DFL);
    (void)raise(number); /* held back until this returns, and then the end */
}

static void fill(sigset_t *set)
{
    sigemptyset(set);
    for (int i = 0; i < SIGNALS; i++) {
        sigaddset(set, signals[i]);
    }
}

void cosim_cleanup_start(void)
{
    struct sigaction action = {.sa_handler = end_process}, before;
    fill(&action.sa_mask);
    owner = getpid();
    for (int i = 0; i < SIGNALS; i++) {
        if (sigaction(signals[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN) {
            (void)sigaction(signals[i], &action, NULL);
        }
    }
}

void cosim_cleanup_begin(sigset_t *before)
{
    sigset_t set;
    fill(&set);
    (void)sigprocmask(SIG_BLOCK, &set, before);
}

void cosim_cleanup_end(const sigset_t *before) { (void)sigprocmask(SIG_SETMASK, before, NULL); }

void cosim_cleanup_add(cosim_cleanup *thing)
{
    thing->next = things;
    thing->adder = getpid();
    things = thing;
}

void cosim_cleanup_drop(cosim_cleanup *thing)
{
    if (things == thing) {
        things = thing->next;
        return;
    }
    for (cosim_cleanup *t = things; t != NULL; t = t->next) {
        if (t->next == thing) {
            t->next = thing->next;
            return;
        }
    }
}
