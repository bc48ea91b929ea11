// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "prove/engine.h"

#include "base/tool.h"

#include <sys/types.h> /* for sha2.h */

#include <sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { PATH_BYTES = 4096, LINE_BYTES = 4096, QUESTION_BYTES = 200, FRAMES_MOST = 1000000 };

static double now_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* A graph keeps registers that only a trace is read from; scleanup takes away what the output does
 * not depend on. scorr gives up a pair of nodes after so many conflicts (1000 by default). */
static const struct {
    const char *name, *ending, *commands; /* the last of which may search so many clocks */
    bool bounded;
} methods[] = {
    [COSIM_ENGINE_SEQUENTIAL] = {"scorr, pdr", "sequential", "scorr; pdr", false},
    [COSIM_ENGINE_PATIENT] = {"scorr -C 50000, pdr", "patient", "scorr -C 50000; pdr", false},
    [COSIM_ENGINE_ORCHESTRA] = {"dprove", "orchestra", "dprove", false},
    [COSIM_ENGINE_BOUNDED] = {"bmc3", "bounded", "bmc3 -v", true},
    [COSIM_ENGINE_REDUCED] = {"scorr, bmc3", "reduced", "scorr; bmc3 -v", true},
    [COSIM_ENGINE_AGES] = {"scorr -C 50000 by age, pdr", "by_age",
                           "scorr -C 50000; cone -s -O 0; scleanup; pdr", false}};

const char *cosim_engine_name(cosim_engine_method method) { return methods[method].name; }

/* ABC is ended by `timeout`, as its own limits are not looked at in every loop; in the foreground,
 * so that it stays in the group that ends with the program. The shell tells an end by a signal,
 * which is a crash, from a tool that is not there. Returns 0, or -1 with *diag. */
static int run_abc(const char *commands, const char *log, double seconds, cosim_diag *diag)
{
    static const char shell[] =
        "\"$@\"; s=$?; case $s in 124|137) exit 0;; 1[2-9]?) exit 125;; esac; "
        "exit $s";
    char limit[40];
    snprintf(limit, sizeof limit, "%.1f", seconds < 0.1 ? 0.1 : seconds);
    const char *const argv[] = {
        "sh",      "-c",           shell, "sh", "prlimit", COSIM_ENGINE_MEMORY,
        "timeout", "--foreground", "-k",  "1",  limit,     "yosys-abc",
        "-q",      commands,       NULL};
    const int status = cosim_tool_run(argv, log, diag);
    return status == 125 ? cosim_diag_set(diag, NULL,
                                          "yosys-abc could not be run, or crashed (what it said is "
                                          "in %.300s)",
                                          log)
           : status < 0  ? -1
                         : 0;
}

/* ---- what ABC says ---- */

/* Reads the number of clean clocks from the lines of bmc3 -v: "  12 + : Var = ...", of clocks that
 * were searched through. */
static void read_line(const char *line, cosim_engine_result *r)
{
    unsigned frame;
    char sign;
    const char *asserted = strstr(line, "was asserted in frame");
    if (asserted != NULL && sscanf(asserted, "was asserted in frame %u", &frame) == 1) {
        r->answer = COSIM_ENGINE_REFUTED;
        r->frames = frame;
    } else if (strncmp(line, "Property proved", 15) == 0 ||
               strncmp(line, "Networks are equivalent", 23) == 0) {
        r->answer = COSIM_ENGINE_PROVEN;
    } else if (r->answer != COSIM_ENGINE_REFUTED && r->answer != COSIM_ENGINE_PROVEN &&
               sscanf(line, "%u %c : Var =", &frame, &sign) == 2 && sign == '+') {
        r->answer = COSIM_ENGINE_CLEAN;
        r->frames = frame + 1;
    }
}

static int read_log(const char *log, cosim_engine_result *r, bool *combinational, cosim_diag *diag)
{
    char line[LINE_BYTES];
    FILE *file = fopen(log, "r");
    if (file == NULL) {
        return cosim_diag_set(diag, NULL, "%s: cannot be read", log);
    }
    while (fgets(line, sizeof line, file) != NULL) {
        read_line(line, r);
        *combinational = *combinational || strstr(line, "Does not work for comb") != NULL;
    }
    fclose(file);
    return 0;
}

static int read_inputs(const char *path, cosim_engine_result *r, cosim_diag *diag)
{
    FILE *file = fopen(path, "r");
    size_t length = 0, room = 0;
    int c;
    while (file != NULL && (c = fgetc(file)) != EOF) {
        if (c != '0' && c != '1') {
            continue;
        }
        if (length + 1 >= room) {
            char *more = realloc(r->inputs, room = 2 * room + 4096);
            if (more == NULL) {
                fclose(file);
                return cosim_diag_memory(diag, NULL);
            }
            r->inputs = more;
        }
        r->inputs[length++] = (char)c;
        r->inputs[length] = '\0';
    }
    if (file != NULL) {
        fclose(file);
    }
    return r->inputs != NULL
               ? 0
               : cosim_diag_set(diag, NULL, "%s: ABC has left no counterexample", path);
}

/* Writes what is asked: the hash of the graph, and how. */
static int put_question(const char *folder, const char *name, const char *how, size_t output,
                        unsigned most, char *text, size_t bytes, cosim_diag *diag)
{
    char path[PATH_BYTES], hash[SHA256_DIGEST_STRING_LENGTH];
    snprintf(path, sizeof path, "%.3700s/%.200s.aig", folder, name);
    if (SHA256File(path, hash) == NULL) {
        return cosim_diag_set(diag, NULL, "%s: cannot be read", path);
    }
    snprintf(text, bytes, "%s output %zu, %s, %u clocks", hash, output, how, most);
    return 0;
}

static int ask(const char *folder, const char *name, cosim_engine_method method, double seconds,
               unsigned most, cosim_engine_result *r, cosim_diag *diag)
{
    char commands[2 * PATH_BYTES + 400], log[PATH_BYTES], trace[PATH_BYTES];
    char clocks[40] = "";
    const double begin = now_s();
    bool combinational = false;
    snprintf(log, sizeof log, "%.3700s/%.200s.%s.log", folder, name, methods[method].ending);
    snprintf(trace, sizeof trace, "%.3700s/%.200s.%s.trace", folder, name, methods[method].ending);
    unlink(trace);
    if (methods[method].bounded) {
        snprintf(clocks, sizeof clocks, " -F %u", most == 0 ? FRAMES_MOST : most);
    }
    snprintf(commands, sizeof commands,
             "read \"%.3700s/%.200s.aig\"; strash; scleanup; %s%s; write_cex \"%s\"", folder, name,
             methods[method].commands, clocks, trace);
    if (run_abc(commands, log, seconds, diag) != 0 || read_log(log, r, &combinational, diag) != 0) {
        return -1;
    }
    r->seconds = now_s() - begin;
    if (combinational) {
        /* nothing is left that depends on a register: pdr proves or refutes that at once */
        *r = (cosim_engine_result){.answer = COSIM_ENGINE_UNKNOWN};
        return ask(folder, name, COSIM_ENGINE_SEQUENTIAL, seconds - (now_s() - begin), most, r,
                   diag);
    }
    return r->answer == COSIM_ENGINE_REFUTED ? read_inputs(trace, r, diag) : 0;
}

int cosim_engine_ask(const cosim_engine *engine, const char *name, cosim_engine_method method,
                     double seconds, unsigned most, cosim_engine_result *r, cosim_diag *diag)
{
    char question[QUESTION_BYTES];
    *r = (cosim_engine_result){.answer = COSIM_ENGINE_UNKNOWN};
    if (put_question(engine->folder, name, methods[method].ending, 0, most, question,
                     sizeof question, diag) != 0) {
        return -1;
    }
    const int found = cosim_answers_find(engine->answers, question, seconds, r, diag);
    if (found != 0) {
        return found < 0 ? -1 : 0;
    }
    return ask(engine->folder, name, method, seconds, most, r, diag) == 0
               ? cosim_answers_keep(engine->answers, question, seconds, r, diag)
               : -1;
}

/* ---- covers ---- */

/* Asks about one of several outputs: bmc3's -a crashes on some graphs. */
static int ask_output(const cosim_engine *engine, const char *name, size_t output,
                      const char *method, double seconds, cosim_engine_result *r, cosim_diag *diag)
{
    char commands[PATH_BYTES + 200], log[PATH_BYTES], question[QUESTION_BYTES];
    bool combinational = false;
    const double begin = now_s();
    *r = (cosim_engine_result){.answer = COSIM_ENGINE_UNKNOWN};
    if (put_question(engine->folder, name, method, output, 0, question, sizeof question, diag) !=
        0) {
        return -1;
    }
    const int found = cosim_answers_find(engine->answers, question, seconds, r, diag);
    if (found != 0) {
        return found < 0 ? -1 : 0;
    }
    snprintf(log, sizeof log, "%.3700s/%.200s.%zu.log", engine->folder, name, output);
    snprintf(commands, sizeof commands,
             "read \"%.3700s/%.200s.aig\"; strash; cone -s -O %zu; scleanup; %s", engine->folder,
             name, output, method);
    if (run_abc(commands, log, seconds, diag) != 0 || read_log(log, r, &combinational, diag) != 0) {
        return -1;
    }
    r->seconds = now_s() - begin;
    return cosim_answers_keep(engine->answers, question, seconds, r, diag);
}

int cosim_engine_reach_output(const cosim_engine *engine, const char *name, size_t output,
                              double seconds, unsigned most, int *reached, cosim_diag *diag)
{
    char method[40];
    cosim_engine_result r;
    snprintf(method, sizeof method, "bmc3 -v -F %u", most == 0 ? FRAMES_MOST : most);
    const int status = ask_output(engine, name, output, method, seconds, &r, diag);
    *reached = status == 0 && r.answer == COSIM_ENGINE_REFUTED ? (int)r.frames : -1;
    cosim_engine_free(&r);
    return status;
}

int cosim_engine_reach(const cosim_engine *engine, const char *name, double seconds, unsigned most,
                       size_t count, int *reached, cosim_diag *diag)
{
    int status = 0;
    for (size_t i = 0; status == 0 && i < count; i++) {
        status = cosim_engine_reach_output(engine, name, i, seconds / (double)count, most,
                                           &reached[i], diag);
    }
    return status;
}

int cosim_engine_never(const cosim_engine *engine, const char *name, double seconds, size_t output,
                       bool *never, cosim_diag *diag)
{
    cosim_engine_result r;
    const int status = ask_output(engine, name, output, "scorr; pdr", seconds, &r, diag);
    *never = status == 0 && r.answer == COSIM_ENGINE_PROVEN;
    cosim_engine_free(&r);
    return status;
}
