// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "cli/sweep.h"

#include "base/decimal.h"
#include "base/output.h"
#include "cli/outputs.h"
#include "cli/sweep_open.h"
#include "plot/gnuplot.h"
#include "sweep/line.h"
#include "sweep/network_line.h"
#include "sweep/network_picture.h"
#include "sweep/parse.h"
#include "sweep/picture.h"
#include "sweep/pool.h"
#include "sweep/set.h"
#include "sweep/summary.h"

#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
    CLI_JSONL = CLI_OWN,
    CLI_RESUME,
    CLI_SHARD,
    CLI_CSV,
    CLI_PLOT,
    CLI_JOBS,
    CLI_CHECK,
    CLI_QUIET
};
enum { MOST_JOBS = 1024 };

typedef struct session {
    cosim_cli_sweep s;
    const char *jsonl_path, *csv_path, *plot_path;
    cosim_plot_kind plot_kind;
    bool resume, check, quiet;
    uint64_t shard, shards, jobs;
    cosim_sweep_store store;
    uint64_t *todo;
    size_t todo_count;
    double started, shown; /* [s] */
} session;

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static int take_shard(session *s, const char *value)
{
    char text[64];
    const char *slash = strchr(value, '/');
    if (slash != NULL && (size_t)(slash - value) < sizeof text) {
        snprintf(text, sizeof text, "%.*s", (int)(slash - value), value);
        if (cosim_count_read(text, &s->shard) == COSIM_DECIMAL_OK &&
            cosim_count_read(slash + 1, &s->shards) == COSIM_DECIMAL_OK && s->shard >= 1 &&
            s->shard <= s->shards) {
            s->shard--;
            return CLI_OK;
        }
    }
    return cosim_cli_usage_error(
        "--shard %s: this is not a part of several; give one from 1/4 to 4/4", value);
}

static int take(void *context, int option, const char *value)
{
    session *s = context;
    switch (option) {
    case CLI_JSONL:
        s->jsonl_path = value;
        break;
    case CLI_CSV:
        s->csv_path = value;
        break;
    case CLI_PLOT:
        s->plot_path = value;
        break;
    case CLI_RESUME:
        s->resume = true;
        break;
    case CLI_CHECK:
        s->check = true;
        break;
    case CLI_QUIET:
        s->quiet = true;
        break;
    case CLI_SHARD:
        return take_shard(s, value);
    case CLI_JOBS:
    default:
        if (cosim_count_read(value, &s->jobs) != COSIM_DECIMAL_OK || s->jobs < 1 ||
            s->jobs > MOST_JOBS) {
            return cosim_cli_usage_error(
                "--jobs %s: this is not a number of processes; give one from 1 to %d", value,
                MOST_JOBS);
        }
        break;
    }
    return CLI_OK;
}

/* Checks that every name may be used and can be written, which is better known before hours of
 * running. The store FILE.part is one of them. */
static int check_names(const session *s)
{
    char part[PATH_MAX];
    const char *lines = cosim_cli_is_stdout(s->jsonl_path) ? NULL : s->jsonl_path;
    const cosim_cli_output named[] = {
        {"--jsonl", s->jsonl_path},
        {"--csv", s->csv_path},
        {"--plot", s->plot_path},
        {"the part of --jsonl", cosim_cli_output_beside(lines, lines != NULL ? strlen(lines) : 0,
                                                        ".part", part, sizeof part)}};
    const int status = cosim_cli_outputs_check("sweep", named, 4);
    return status == CLI_OK ? cosim_cli_outputs_try(named, 3) : status;
}

static int check_outputs(session *s)
{
    cosim_diag diag;
    if (s->resume && (s->jsonl_path == NULL || cosim_cli_is_stdout(s->jsonl_path))) {
        return cosim_cli_usage_error(
            "sweep: --resume needs --jsonl FILE, whose FILE.part it goes on "
            "from");
    }
    if (s->plot_path != NULL) {
        if (cosim_plot_kind_of(s->plot_path, &s->plot_kind, &diag) != 0 ||
            (s->s.is_network ? cosim_sweep_network_plot_check(s->s.sweep, &diag)
                             : cosim_sweep_plot_check(s->s.sweep, &diag)) != 0) {
            return cosim_cli_report(&diag, CLI_WRONG_INPUT);
        }
        if (cosim_plot_ready(&diag) != 0) {
            return cosim_cli_report(&diag, CLI_UNUSABLE);
        }
    }
    return check_names(s);
}

/* Opens FILE.part where FILE is, or will be, a regular file. */
static int open_store(session *s)
{
    struct stat state;
    cosim_diag diag;
    char *part = NULL;
    const bool regular = s->jsonl_path != NULL && !cosim_cli_is_stdout(s->jsonl_path) &&
                         (stat(s->jsonl_path, &state) != 0 || S_ISREG(state.st_mode));
    if (regular && asprintf(&part, "%s.part", s->jsonl_path) < 0) {
        cosim_cli_usage_error("out of memory");
        return CLI_UNUSABLE;
    }
    const int status =
        cosim_sweep_store_open(&s->store, part, s->resume, &s->s.plan.identity, &diag);
    free(part);
    return status == 0 ? CLI_OK : cosim_cli_report(&diag, CLI_WRONG_INPUT);
}

/* Lists the sets of this shard that are not finished; the records are sorted. */
static int list_todo(session *s)
{
    const uint64_t sets = s->s.plan.identity.sets;
    size_t done = 0;
    s->todo = calloc((size_t)(sets / s->shards) + 1, sizeof *s->todo);
    if (s->todo == NULL) {
        cosim_cli_usage_error("out of memory");
        return CLI_UNUSABLE;
    }
    for (uint64_t i = s->shard; i < sets; i += s->shards) {
        if (done < s->store.count && s->store.records[done].index == i) {
            done++;
        } else {
            s->todo[s->todo_count++] = i;
        }
    }
    if (s->resume && !s->quiet) {
        fprintf(stderr, "lifcosim: %zu sets are there already, %zu are to be run\n", s->store.count,
                s->todo_count);
    }
    return CLI_OK;
}

static void show_progress(void *context, uint64_t sets, uint64_t steps, uint64_t bad)
{
    session *s = context;
    const double now = seconds_now(), elapsed = now - s->started;
    if (now - s->shown < 0.2 || sets == 0) {
        return;
    }
    s->shown = now;
    const double rate = (double)sets / elapsed, left = (double)(s->todo_count - sets) / rate;
    fprintf(stderr,
            "\r%" PRIu64 " of %zu sets, %.4g a second, %.3g steps a second, %.0f s left, %" PRIu64
            " do not pass\033[K",
            sets, s->todo_count, rate, (double)steps / elapsed, left, bad);
}

static int run_sets(session *s)
{
    cosim_diag diag;
    cosim_sweep_plan *plan = &s->s.plan;
    const bool terminal = isatty(STDERR_FILENO) != 0;
    const long online = sysconf(_SC_NPROCESSORS_ONLN);
    plan->workers = s->jobs > 0 ? (unsigned)s->jobs : online > 0 ? (unsigned)online : 1;
    plan->progress = terminal ? show_progress : NULL;
    plan->context = s;
    s->started = seconds_now();
    fflush(cosim_cli_out(false)); /* the processes have their own copy of what is not yet written */
    const int status = cosim_sweep_run(plan, s->todo, s->todo_count, &s->store, &diag);
    if (terminal) {
        fputs("\r\033[K", stderr);
    }
    if (status != 0) {
        cosim_cli_report(&diag, CLI_UNUSABLE);
        if (s->store.path != NULL) {
            cosim_cli_tell("lifcosim: %zu finished sets are in %s; go on with --resume",
                           s->store.count, s->store.path);
        }
        return CLI_UNUSABLE;
    }
    cosim_sweep_store_sort(&s->store);
    return CLI_OK;
}

/* ---- the files ---- */

static int write_jsonl(const session *s, cosim_output *output, cosim_diag *diag)
{
    return cosim_sweep_store_write(&s->store, cosim_output_file(output), diag);
}

static int write_csv(const session *s, cosim_output *output, cosim_diag *diag)
{
    const cosim_sweep *sweep = s->s.sweep;
    const cosim_network *network = s->s.network;
    FILE *out = cosim_output_file(output);
    if (network != NULL) {
        cosim_sweep_put_network_header(out, sweep->axes, sweep->axis_count, network);
    } else {
        cosim_sweep_put_csv_header(out, sweep->axes, sweep->axis_count);
    }
    for (size_t i = 0; i < s->store.count; i++) {
        const cosim_sweep_record *record = &s->store.records[i];
        cosim_sweep_parsed parsed = {.reason = NULL};
        cosim_set set;
        int status = cosim_set_write(&s->s.plan, record->index, &set, diag);
        if (status == 0 && (network != NULL || record->outcome != COSIM_OUTCOME_PASS)) {
            status = cosim_sweep_store_parse(&s->store, i, &parsed, diag);
        }
        if (status == 0 && network != NULL) {
            cosim_sweep_put_network_row(out, record, &parsed, set.values, sweep->axis_count,
                                        network);
        } else if (status == 0) {
            cosim_sweep_put_csv(out, record, set.dut, set.values, sweep->axis_count,
                                parsed.reason != NULL ? parsed.reason : "");
        }
        cosim_sweep_parsed_free(&parsed);
        cosim_set_free(&set);
        if (status != 0) {
            return -1;
        }
    }
    return 0;
}

static int write_plot(const session *s, cosim_output *output, cosim_diag *diag)
{
    return s->s.is_network
               ? cosim_sweep_network_plot_write(&s->s.plan, &s->store, s->plot_kind, output, diag)
               : cosim_sweep_plot_write(&s->s.plan, &s->store, s->plot_kind, output, diag);
}

static int write_file(const session *s, const char *path,
                      int (*write)(const session *, cosim_output *, cosim_diag *))
{
    cosim_diag diag;
    if (path == NULL) {
        return CLI_OK;
    }
    cosim_output *output = cosim_output_open(path, &diag);
    if (output == NULL) {
        return cosim_cli_report(&diag, CLI_UNUSABLE);
    }
    if (write(s, output, &diag) != 0) {
        cosim_output_abandon(output);
        return cosim_cli_report(&diag, CLI_UNUSABLE);
    }
    return cosim_output_commit(output, &diag) == 0 ? CLI_OK : cosim_cli_report(&diag, CLI_UNUSABLE);
}

/* Writes the files and the summary. The store is removed only when the file that replaces it is
 * there. */
static int finish(session *s, bool *kept)
{
    cosim_diag diag;
    FILE *out =
        cosim_cli_out(cosim_cli_is_stdout(s->jsonl_path) || cosim_cli_is_stdout(s->csv_path));
    const int judged = cosim_cli_sweep_status(&s->store, s->s.sweep->path);
    int status = write_file(s, s->jsonl_path, write_jsonl);
    *kept = status != CLI_OK;
    const int csv = write_file(s, s->csv_path, write_csv);
    const bool any = judged != CLI_WRONG_INPUT && s->store.count > 0; /* something to draw */
    const int plot = any ? write_file(s, s->plot_path, write_plot) : CLI_OK;
    if (!s->quiet && cosim_sweep_summary(&s->store, s->s.plan.identity.sets, out, &diag) != 0) {
        status = cosim_cli_report(&diag, CLI_UNUSABLE);
    }
    status = csv > status ? csv : status;
    status = plot > status ? plot : status;
    return judged > status ? judged : status;
}

static int run_session(session *s)
{
    bool kept = true;
    int status = cosim_cli_sweep_open(&s->s, s->shard, s->shards);
    if (status == CLI_OK) {
        status = check_outputs(s);
    }
    if (status == CLI_OK && s->check) {
        cosim_cli_print("%s: ok (%" PRIu64 " sets)\n", cosim_cli_shown(s->s.sweep->path),
                        s->s.plan.identity.sets);
        return CLI_OK;
    }
    if (status != CLI_OK) {
        return status;
    }
    cosim_diag diag;
    s->s.plan.lanes = cosim_sweep_lanes(&s->s.plan, &diag);
    if (s->s.plan.lanes == 0) {
        return cosim_cli_report(&diag, CLI_UNUSABLE);
    }
    status = open_store(s);
    if (status == CLI_OK) {
        status = list_todo(s);
    }
    if (status == CLI_OK) {
        status = run_sets(s);
    }
    if (status == CLI_OK) {
        status = finish(s, &kept);
    }
    cosim_sweep_store_close(&s->store, kept);
    free(s->todo);
    return status;
}

int cosim_cli_sweep_command(int argc, char **argv)
{
    session s = {.shards = 1, .store = {.fd = -1}};
    const cosim_cli_syntax syntax = {
        .words =
            {"lifcosim sweep [options] SWEEP.yaml",
             "Runs and judges a base scenario, or a network, with every set of values of some\n"
             "of its keys: grids, or random draws. Prints a summary, with the command that runs\n"
             "alone each of the first sets that do not pass.",
             "Exit status: 0 all sets that could be run pass, 1 one does not, 2 wrong input,\n"
             "or every set is refused, 3 a tool or circuit could not be used.",
             "lifcosim sweep --csv rates.csv sweeps/book-fi.yaml"},
        .own = {{"jsonl", "FILE", CLI_JSONL,
                 "one line of JSON a set. Finished sets go to FILE.part at\n"
                 "once; FILE is there when all are, in order (-: standard\n"
                 "output, and the summary goes to standard error)"},
                {"resume", NULL, CLI_RESUME, "go on from FILE.part of the same sweep"},
                {"shard", "I/N", CLI_SHARD,
                 "only part I of N, from 1; `lifcosim merge` joins them"},
                {"csv", "FILE", CLI_CSV, "one row a set"},
                {"plot", "FILE.svg|png", CLI_PLOT,
                 "the rates over the one axis (a current, or of a network\n"
                 "any number; needs gnuplot)"},
                {"jobs", "N", CLI_JOBS, "processes at once; default: the processors there are"},
                {"check", NULL, CLI_CHECK, "read and validate only, and tell the number of sets"},
                {"quiet", NULL, CLI_QUIET, "no summary"},
                {"dut", "NAME|FILE.so", CLI_DUT,
                 "the circuits, instead of the sweep's own (with commas)"},
                {"set", "KEY=VALUE", CLI_SET, "replace a key of the base; repeatable"},
                {"seed", "N", CLI_SEED, "seed of the draws, instead of the sweep's own"},
                {"no-expect", NULL, CLI_NO_EXPECT, "do not judge the spikes that the base states"}},
        .take = take,
        .context = &s,
        .most_files = 1};
    int status = cosim_cli_inputs_read(&s.s.inputs, argc, argv, &syntax);
    if (status == CLI_OK) {
        status = run_session(&s);
    }
    cosim_cli_sweep_close(&s.s);
    return status < 0 ? CLI_OK : status;
}
