// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "search/run.h"

#include "circuit/format.h"
#include "circuit/open.h"
#include "result/mismatch.h"
#include "run/run.h"
#include "search/choose.h"
#include "search/search.h"

#include <errno.h>
#include <math.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* With fewer judged steps than this a second process is not worth its start; the other number is
 * the most processes. */
#define WORTH_A_PROCESS 4e6
enum { MOST_PROCESSES = 64 };

/* The processes share this besides the results. */
typedef struct notice_board {
    atomic_size_t done; /* formats */
    cosim_diag diag[MOST_PROCESSES];
} notice_board;

/* Writes why a format was refused before its run. */
static void note_refusal(const cosim_scenario *scenario, const lif_format *format,
                         const cosim_diag *diag, cosim_search_result *to)
{
    lif_quantised q;
    lif_error error = {.key = ""};
    const bool word = lif_quantise(&scenario->params, format, &q, &error) != LIF_OK;
    to->fit = word ? COSIM_WORD_DOES_NOT_FIT : COSIM_DRIVE_DOES_NOT_FIT;
    if (word) {
        snprintf(to->reason, sizeof to->reason, "%s: %s", error.key, error.message);
    } else {
        snprintf(to->reason, sizeof to->reason, "%.*s", (int)sizeof to->reason - 1, diag->message);
    }
}

static void note_result(const cosim_result *r, cosim_search_result *to)
{
    if (r->clipped_steps > 0) {
        to->fit = COSIM_DRIVE_DOES_NOT_FIT;
        cosim_mismatch_text(r, to->reason, sizeof to->reason);
        return;
    }
    to->verdict = r->verdict;
    to->sound = r->constants.verdict != COSIM_FAIL && r->exact.verdict != COSIM_FAIL &&
                r->bounded.verdict != COSIM_FAIL && r->free_running.verdict != COSIM_FAIL;
    to->max_bound_v = r->bounded.max_bound_v;
    to->max_error_v = r->bounded.max_error_v;
    to->max_bound = r->bounded.max_bound_v / r->scale_v;
    to->max_error = r->bounded.max_error_v / r->scale_v;
    to->identical = r->free_running.identical;
    to->max_shift_steps = r->free_running.max_shift_steps;
    to->ambiguous_steps = r->bounded.ambiguous_steps;
    to->dut_spikes = r->free_running.dut_spikes;
    to->reference_spikes = r->free_running.reference_spikes;
}

static int run_point(const cosim_search *e, const cosim_search_point *point, cosim_diag *diag)
{
    char text[40], name[64];
    cosim_dut *model;
    int status = 0;
    snprintf(name, sizeof name, "model:%s", cosim_format_name(&point->format, text));
    if (cosim_dut_open(name, &model, diag) != COSIM_DUT_OK) {
        return -1;
    }
    for (size_t s = 0; s < e->scenario_count && status == 0; s++) {
        cosim_search_result *to = &e->results[point->index * e->scenario_count + s];
        const cosim_run_options options = {.skip_distances = true};
        cosim_result result;
        cosim_job job;
        *to = (cosim_search_result){.fit = COSIM_FITS};
        if (cosim_job_prepare(&job, e->scenarios[s], model, diag) != 0) {
            note_refusal(e->scenarios[s], &point->format, diag, to);
        } else {
            status = cosim_job_run(&job, &options, &result, diag);
            if (status == 0) {
                note_result(&result, to);
                cosim_result_free(&result);
            }
        }
    }
    cosim_dut_close(model);
    return status;
}

/* Runs the points first, first + stride ... */
static int run_share(const cosim_search *e, size_t first, size_t stride, notice_board *board,
                     const cosim_search_options *report, cosim_diag *diag)
{
    for (size_t i = first; i < e->count; i += stride) {
        if (run_point(e, &e->point[i], diag) != 0) {
            return -1;
        }
        const size_t done = atomic_fetch_add(&board->done, 1) + 1;
        if (report != NULL && report->progress != NULL) {
            report->progress(report->context, done, e->count);
        }
    }
    return 0;
}

static pid_t start_share(const cosim_search *e, size_t rank, size_t processes, notice_board *board)
{
    const pid_t parent = getpid(), child = fork();
    if (child != 0) {
        return child;
    }
    /* nobody would read the rest of the work of an orphan */
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != parent) {
        _exit(1);
    }
    _exit(run_share(e, rank, processes, board, NULL, &board->diag[rank]) == 0 ? 0 : 1);
}

/* Waits for a child while the others work, too. Returns 0 if it did its share. */
static int wait_for(pid_t child, const cosim_search *e, notice_board *board,
                    const cosim_search_options *options)
{
    const struct timespec pause = {.tv_nsec = 20000000};
    int status;
    pid_t ended;
    while ((ended = waitpid(child, &status, WNOHANG)) == 0 || (ended < 0 && errno == EINTR)) {
        if (options->progress != NULL) {
            options->progress(options->context, atomic_load(&board->done), e->count);
        }
        nanosleep(&pause, NULL);
    }
    return ended == child && WIFEXITED(status) && WEXITSTATUS(status) == 0 ? 0 : -1;
}

/* Runs the processes. This process does a share of the work as well, and reports on all of it. */
static int run_processes(const cosim_search *e, size_t processes, notice_board *board,
                         const cosim_search_options *options, cosim_diag *diag)
{
    pid_t child[MOST_PROCESSES];
    int status = 0;
    for (size_t rank = 1; rank < processes; rank++) {
        child[rank] = start_share(e, rank, processes, board);
    }
    status = run_share(e, 0, processes, board, options, diag);
    for (size_t rank = 1; rank < processes; rank++) {
        /* a share that could not be started is done here */
        const int one = child[rank] < 0 ? run_share(e, rank, processes, board, options, diag)
                                        : wait_for(child[rank], e, board, options);
        if (one != 0 && status == 0) {
            status = -1;
            if (child[rank] > 0) {
                *diag = board->diag[rank];
            }
        }
    }
    if (status != 0 && diag->message[0] == '\0') {
        cosim_diag_set(diag, NULL, "a process that ran a part of the formats was killed");
    }
    return status;
}

static size_t processes_for(const cosim_search *e, unsigned asked)
{
    const long processors = sysconf(_SC_NPROCESSORS_ONLN);
    double steps = 0;
    for (size_t s = 0; s < e->scenario_count; s++) {
        steps += (double)e->scenarios[s]->steps * (double)e->count;
    }
    size_t n = asked != 0                                  ? asked
               : steps < WORTH_A_PROCESS || processors < 1 ? 1
                                                           : (size_t)processors;
    n = n < e->count ? n : e->count;
    return n < MOST_PROCESSES ? n : MOST_PROCESSES;
}

/* Puts the worst over the scenarios into *p. */
static void sum_up(const cosim_search *e, cosim_search_point *p)
{
    p->fits = p->sound = p->identical = p->same_counts = true;
    for (size_t s = 0; s < e->scenario_count; s++) {
        const cosim_search_result *r = cosim_search_result_of(e, p, s);
        const double shift_s = (double)r->max_shift_steps * e->scenarios[s]->params.dt_s;
        p->fits = p->fits && r->fit == COSIM_FITS;
        p->sound = p->sound && r->sound;
        p->max_bound = fmax(p->max_bound, r->max_bound);
        p->max_error = fmax(p->max_error, r->max_error);
        p->identical = p->identical && r->identical;
        p->same_counts = p->same_counts && r->dut_spikes == r->reference_spikes;
        p->max_shift_steps =
            r->max_shift_steps > p->max_shift_steps ? r->max_shift_steps : p->max_shift_steps;
        p->max_shift_s = fmax(p->max_shift_s, shift_s);
        p->ambiguous_steps += r->ambiguous_steps;
    }
}

static void judge_goal(const cosim_search *e, cosim_search_point *p)
{
    p->meets = p->fits && p->sound && e->goal.kind != COSIM_GOAL_NONE;
    for (size_t s = 0; s < e->scenario_count; s++) {
        const cosim_scenario *scenario = e->scenarios[s];
        p->meets = p->meets && (scenario->expect.knife_edge ||
                                cosim_goal_met(&e->goal, cosim_search_result_of(e, p, s),
                                               scenario->params.dt_s));
    }
}

static void choose(cosim_search *e)
{
    for (size_t i = 0; i < e->count; i++) {
        sum_up(e, &e->point[i]);
        judge_goal(e, &e->point[i]);
    }
    qsort(e->point, e->count, sizeof *e->point, cosim_search_compare);
    cosim_search_front(e->point, e->count);
    for (size_t i = 0; i < e->count && e->recommended == NULL; i++) {
        if (e->point[i].meets) {
            e->recommended = &e->point[i];
        }
    }
    for (size_t i = 0; e->recommended != NULL && i < e->count; i++) {
        e->cheaper += e->point[i].multiplier_bits < e->recommended->multiplier_bits;
    }
}

int cosim_search_run(cosim_search *search, const cosim_goal *goal,
                     const cosim_search_options *options, cosim_diag *diag)
{
    const size_t processes = processes_for(search, options->processes);
    notice_board *shared =
        mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED) {
        return cosim_diag_memory(diag, NULL);
    }
    search->goal = *goal;
    *diag = (cosim_diag){.message = ""};
    const int status = run_processes(search, processes, shared, options, diag);
    munmap(shared, sizeof *shared);
    if (status == 0) {
        choose(search);
    }
    return status;
}
