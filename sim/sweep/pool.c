// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "sweep/pool.h"

#include "circuit/lanes.h"
#include "sweep/chunk.h"
#include "sweep/plan.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MOST_CHUNK = 256, CHUNKS_EACH = 8, FLUSH_SECONDS = 5, READ_BYTES = 1 << 16 };
#define CHUNK_STEPS ((uint64_t)1 << 22)

/* A message in a pipe is this, then `length` bytes. */
typedef struct frame {
    enum { FRAME_LINE, FRAME_DIAG } kind;
    size_t length;
    cosim_sweep_record record;
} frame;

typedef struct shared {
    atomic_size_t next; /* of todo */
} shared;

typedef struct worker {
    pid_t pid;
    int fd; /* -1: ended */
    char *bytes;
    size_t size, room;
} worker;

typedef struct pool {
    const cosim_sweep_plan *plan;
    const uint64_t *todo;
    size_t count, chunk;
    shared *shared;
    worker *workers;
    struct pollfd *polls;
    cosim_sweep_store *store;
    uint64_t sets, steps, bad;
    time_t flushed;
} pool;

/* ---- in a worker ---- */

static int write_all(int fd, const void *data, size_t size)
{
    const char *at = data;
    while (size > 0) {
        const ssize_t n = write(fd, at, size);
        if (n < 0 && errno != EINTR) {
            return -1;
        }
        at += n > 0 ? n : 0;
        size -= n > 0 ? (size_t)n : 0;
    }
    return 0;
}

/* A worker collects what it has to hand over; one write for many sets wakes the parent once. */
typedef struct parcel {
    char *bytes;
    size_t size, room;
} parcel;

static int add_bytes(parcel *p, const void *data, size_t size)
{
    if (p->room - p->size < size) {
        const size_t room = 2 * p->room + size;
        char *more = realloc(p->bytes, room);
        if (more == NULL) {
            return -1;
        }
        p->bytes = more;
        p->room = room;
    }
    memcpy(p->bytes + p->size, data, size);
    p->size += size;
    return 0;
}

static int hand_over(void *context, const cosim_sweep_record *record, const char *line,
                     size_t length)
{
    frame head;
    memset(&head, 0, sizeof head);
    head.kind = FRAME_LINE;
    head.length = length;
    head.record = *record;
    return add_bytes(context, &head, sizeof head) == 0 ? add_bytes(context, line, length) : -1;
}

/* Opens the circuits of this process. */
static int open_circuits(const cosim_sweep_plan *plan, cosim_diag *diag)
{
    char reason[240] = "";
    for (size_t i = 0; i < plan->dut_count; i++) {
        cosim_dut *dut = plan->duts[i];
        dut->instance = dut->ops->open(dut->ops, reason, sizeof reason);
        if (dut->instance == NULL) {
            return cosim_diag_set(diag, NULL, "circuit %s: cannot be opened again: %s", dut->name,
                                  reason);
        }
    }
    return 0;
}

unsigned cosim_sweep_lanes(const cosim_sweep_plan *plan, cosim_diag *diag)
{
    unsigned most = 1;
    for (size_t i = 0; i < plan->dut_count; i++) {
        const unsigned lanes = cosim_lanes_count(plan->duts[i], diag);
        if (lanes == 0) {
            return 0;
        }
        most = lanes > most ? lanes : most;
    }
    return most;
}

/* Closes all circuits before a process is copied. A Verilated model has threads of its own, and a
 * process that is copied while another of its threads holds a lock (that of malloc, say) waits for
 * it without end. */
static void close_circuits(const cosim_sweep_plan *plan)
{
    for (size_t i = 0; i < plan->dut_count; i++) {
        cosim_lanes_leave(plan->duts[i]);
        if (plan->duts[i]->instance != NULL) {
            plan->duts[i]->ops->close(plan->duts[i]->instance);
        }
        plan->duts[i]->instance = NULL;
    }
}

/* Ends a worker; a circuit that is a device is left as it was found. */
_Noreturn static void leave(const pool *p, int status)
{
    close_circuits(p->plan);
    _exit(status);
}

_Noreturn static void work(const pool *p, int fd)
{
    cosim_diag diag;
    parcel out = {NULL, 0, 0};
    memset(&diag, 0, sizeof diag);
    for (bool open = open_circuits(p->plan, &diag) == 0; open;) {
        const size_t first = atomic_fetch_add(&p->shared->next, p->chunk);
        if (first >= p->count) {
            leave(p, 0);
        }
        const size_t left = p->count - first;
        if (cosim_sweep_run_chunk(p->plan, p->todo + first, left < p->chunk ? left : p->chunk,
                                  hand_over, &out, &diag) != 0) {
            break;
        }
        if (write_all(fd, out.bytes, out.size) != 0) {
            leave(p, 1); /* nobody listens */
        }
        out.size = 0;
    }
    frame head;
    memset(&head, 0, sizeof head);
    head.kind = FRAME_DIAG;
    head.length = sizeof diag;
    if (write_all(fd, &head, sizeof head) == 0) {
        (void)!write_all(fd, &diag, sizeof diag);
    }
    leave(p, 1);
}

/* ---- in the parent ---- */

static int system_failed(cosim_diag *diag, const char *what)
{
    return cosim_diag_set(diag, NULL, "%s: %s", what, strerror(errno));
}

static int start_worker(pool *p, size_t i, cosim_diag *diag)
{
    int ends[2];
    const pid_t parent = getpid();
    if (pipe(ends) != 0) {
        return system_failed(diag, "a process cannot be started");
    }
    const pid_t pid = fork();
    if (pid == 0) {
        /* a worker must not outlive a sweep that is killed: the sweep may be going on already */
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != parent) {
            _exit(1);
        }
        close(ends[0]);
        for (size_t k = 0; k < i; k++) {
            close(p->workers[k].fd);
        }
        work(p, ends[1]);
    }
    close(ends[1]);
    if (pid < 0) {
        close(ends[0]);
        return system_failed(diag, "a process cannot be started");
    }
    p->workers[i].pid = pid;
    p->workers[i].fd = ends[0];
    return 0;
}

static int take_frame(pool *p, const frame *head, const char *bytes, cosim_diag *diag)
{
    if (head->kind == FRAME_DIAG) {
        memcpy(diag, bytes, sizeof *diag);
        return -1;
    }
    p->sets++;
    p->steps += head->record.steps;
    p->bad += !cosim_outcome_is_good(head->record.outcome);
    return cosim_sweep_store_add(p->store, &head->record, bytes, head->length, diag);
}

/* Takes every whole frame out of what a worker sent. */
static int take_frames(pool *p, worker *w, cosim_diag *diag)
{
    size_t at = 0;
    int status = 0;
    frame head;
    while (status == 0 && w->size - at >= sizeof head) {
        memcpy(&head, w->bytes + at, sizeof head);
        if (w->size - at - sizeof head < head.length) {
            break;
        }
        status = take_frame(p, &head, w->bytes + at + sizeof head, diag);
        at += sizeof head + head.length;
    }
    memmove(w->bytes, w->bytes + at, w->size - at);
    w->size -= at;
    return status == 0 ? cosim_sweep_store_save(p->store, diag) : status;
}

/* Checks, when a worker's pipe has ended, that it gave all that it owed. */
static int end_worker(worker *w, cosim_diag *diag)
{
    int status = 0;
    close(w->fd);
    w->fd = -1;
    while (waitpid(w->pid, &status, 0) < 0 && errno == EINTR) {
    }
    w->pid = 0;
    if (WIFSIGNALED(status)) {
        return cosim_diag_set(diag, NULL,
                              "a process of the sweep was killed by signal %d: the circuit is "
                              "damaged, or memory ran out; run fewer at once with --jobs",
                              WTERMSIG(status));
    }
    return WIFEXITED(status) && WEXITSTATUS(status) == 0 && w->size == 0
               ? 0
               : cosim_diag_set(diag, NULL, "a process of the sweep ended early");
}

static int read_worker(pool *p, worker *w, cosim_diag *diag)
{
    if (w->room - w->size < READ_BYTES) {
        char *more = realloc(w->bytes, 2 * w->room + READ_BYTES);
        if (more == NULL) {
            return cosim_diag_memory(diag, NULL);
        }
        w->bytes = more;
        w->room = 2 * w->room + READ_BYTES;
    }
    const ssize_t n = read(w->fd, w->bytes + w->size, w->room - w->size);
    if (n < 0) {
        return errno == EINTR ? 0 : system_failed(diag, "a process of the sweep cannot be read");
    }
    if (n == 0) {
        return end_worker(w, diag);
    }
    w->size += (size_t)n;
    return take_frames(p, w, diag);
}

static void now_and_then(pool *p)
{
    const time_t now = time(NULL);
    if (now - p->flushed >= FLUSH_SECONDS) {
        cosim_sweep_store_flush(p->store);
        p->flushed = now;
    }
    if (p->plan->progress != NULL) {
        p->plan->progress(p->plan->context, p->sets, p->steps, p->bad);
    }
}

static int collect(pool *p, cosim_diag *diag)
{
    for (;;) {
        size_t open = 0;
        for (size_t i = 0; i < p->plan->workers; i++) {
            p->polls[i] = (struct pollfd){.fd = p->workers[i].fd, .events = POLLIN};
            open += p->workers[i].fd >= 0;
        }
        if (open == 0) {
            return 0;
        }
        if (poll(p->polls, p->plan->workers, 1000) < 0 && errno != EINTR) {
            return system_failed(diag, "the processes of the sweep cannot be waited for");
        }
        for (size_t i = 0; i < p->plan->workers; i++) {
            if ((p->polls[i].revents & (POLLIN | POLLHUP | POLLERR)) != 0 &&
                read_worker(p, &p->workers[i], diag) != 0) {
                return -1;
            }
        }
        now_and_then(p);
    }
}

static void stop(pool *p)
{
    for (size_t i = 0; p->workers != NULL && i < p->plan->workers; i++) {
        worker *w = &p->workers[i];
        if (w->fd >= 0) {
            close(w->fd);
        }
        if (w->pid > 0) {
            kill(w->pid, SIGKILL);
            while (waitpid(w->pid, NULL, 0) < 0 && errno == EINTR) {
            }
        }
        free(w->bytes);
    }
}

/* Chooses how many sets go at once: so few that every process has something to do until the end and
 * a stop loses little, but enough to fill the lanes. */
static size_t chunk_size(const cosim_sweep_plan *plan, size_t count)
{
    const size_t lanes = plan->lanes;
    const size_t even = count / ((size_t)plan->workers * CHUNKS_EACH);
    const uint64_t quick = CHUNK_STEPS / (plan->set_steps > 0 ? plan->set_steps : 1);
    size_t size = even < MOST_CHUNK ? even : MOST_CHUNK;
    size = quick < size ? (size_t)quick : size;
    return size > lanes ? size / lanes * lanes : lanes;
}

int cosim_sweep_run(const cosim_sweep_plan *plan, const uint64_t *todo, size_t count,
                    cosim_sweep_store *store, cosim_diag *diag)
{
    pool p = {.plan = plan,
              .todo = todo,
              .count = count,
              .chunk = chunk_size(plan, count),
              .shared = mmap(NULL, sizeof(shared), PROT_READ | PROT_WRITE,
                             MAP_SHARED | MAP_ANONYMOUS, -1, 0),
              .workers = calloc(plan->workers, sizeof *p.workers),
              .polls = calloc(plan->workers, sizeof *p.polls),
              .store = store,
              .flushed = time(NULL)};
    int status = p.shared == MAP_FAILED || p.workers == NULL || p.polls == NULL
                     ? cosim_diag_memory(diag, NULL)
                     : 0;
    for (size_t i = 0; p.workers != NULL && i < plan->workers; i++) {
        p.workers[i].fd = -1;
    }
    close_circuits(plan);
    for (size_t i = 0; status == 0 && i < plan->workers && i < count; i++) {
        status = start_worker(&p, i, diag);
    }
    if (status == 0) {
        status = collect(&p, diag);
    }
    stop(&p);
    if (status != 0) { /* the reason is told already; what came before it is kept */
        cosim_diag second;
        (void)!cosim_sweep_store_save(store, &second);
    }
    cosim_sweep_store_flush(store);
    if (p.shared != MAP_FAILED) {
        munmap(p.shared, sizeof(shared));
    }
    free(p.workers);
    free(p.polls);
    return status;
}
