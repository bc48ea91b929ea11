// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "cosim_dut.h"
#include "cosim_format.h"

#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PATH_BYTES = 4096, PROBE_SECONDS = 20, PROBE_STEPS = 8 };

const char *cosim_dut_folder(char *text, size_t bytes)
{
    const char *given = getenv("LIFCOSIM_DUT_DIR");
    char program[PATH_BYTES / 2];
    const ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    if (given != NULL && given[0] != '\0') {
        snprintf(text, bytes, "%s", given);
        return text;
    }
    program[length > 0 ? length : 0] = '\0';
    char *slash = strrchr(program, '/');
    if (slash != NULL) {
        *slash = '\0';
    }
    snprintf(text, bytes, "%s/dut", program);
    return text;
}

static bool ends_with(const char *text, const char *end)
{
    const size_t n = strlen(text), m = strlen(end);
    return n >= m && strcmp(text + n - m, end) == 0;
}

/* The file of a circuit that is not a model; false with *diag if there is none. */
static int find_file(const char *name, char path[PATH_BYTES], cosim_diag *diag)
{
    char folder[PATH_BYTES - 256], canonical[40];
    const char *base = name;
    lif_format format;

    if (ends_with(name, ".so")) {
        snprintf(path, PATH_BYTES, "%s%s", strchr(name, '/') == NULL ? "./" : "", name);
        if (access(path, R_OK) != 0) {
            cosim_diag_set(diag, NULL,
                           "circuit %s: cannot be read (%s); give the path of a shared "
                           "object, or one of the names that `lifcosim duts` lists",
                           name, strerror(errno));
            return COSIM_DUT_UNKNOWN;
        }
        return COSIM_DUT_OK;
    }
    const bool is_format = cosim_format_parse(name, &format);
    if (is_format) {
        base = cosim_format_name(&format, canonical);
    }
    snprintf(path, PATH_BYTES, "%s/%.200s.so", cosim_dut_folder(folder, sizeof folder), base);
    if (strchr(base, '/') == NULL && access(path, R_OK) == 0) {
        return COSIM_DUT_OK;
    }
    if (is_format && format.rounding == LIF_HALF_UP) {
        cosim_diag_set(diag, NULL,
                       "circuit %s: %s is not built; type `make dut FORMAT=%s`, or run the integer "
                       "model with --dut model:%s",
                       name, path, name, name);
        return COSIM_DUT_UNUSABLE;
    }
    cosim_diag_set(diag, NULL,
                   "circuit %s: unknown; `lifcosim duts` lists the circuits, `make dut "
                   "FORMAT=20/12/18` builds another format, a path must end in .so",
                   name);
    return COSIM_DUT_UNKNOWN;
}

/* Opens a shared object and checks its table. Returns 0, or -1 with a message. */
static int load(const char *path, void **library, const struct lif_dut_ops **ops, char *message,
                size_t bytes)
{
    *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (*library == NULL) {
        snprintf(message, bytes, "cannot be opened (%s)", dlerror());
        return -1;
    }
    *ops = dlsym(*library, "lif_dut_ops");
    if (*ops == NULL) {
        snprintf(message, bytes, "exports no lif_dut_ops; it was not built from sim/lif_dut.h");
        return -1;
    }
    if ((*ops)->abi != LIF_DUT_ABI || (*ops)->ops_bytes != sizeof **ops) {
        snprintf(message, bytes,
                 "was built for version %u of sim/lif_dut.h, this program has %u; build it again",
                 (*ops)->abi, LIF_DUT_ABI);
        return -1;
    }
    return 0;
}

/* Opens an instance and holds its table against what the elaborated circuit reports. */
static lif_dut *instantiate(const struct lif_dut_ops *ops, char *message, size_t bytes)
{
    lif_error error = {.message = ""};
    lif_format format = ops->format;
    unsigned hold_width = 0;
    lif_dut *dut;

    if (lif_format_validate(&ops->format, &error) != LIF_OK) {
        snprintf(message, bytes, "has an impossible format: %s", error.message);
        return NULL;
    }
    dut = ops->open(ops, message, bytes);
    if (dut == NULL) {
        return NULL;
    }
    if (ops->elaborated(dut, &format, &hold_width) != 0) {
        snprintf(message, bytes, "does not tell its format: %s", ops->message(dut));
    } else if (format.state_width != ops->format.state_width ||
               format.state_fraction != ops->format.state_fraction ||
               format.leak_fraction != ops->format.leak_fraction ||
               format.rounding != ops->format.rounding || hold_width != ops->hold_width) {
        snprintf(message, bytes,
                 "says that its format is %u/%u/%u with %u hold bits, but the elaborated circuit "
                 "has %u/%u/%u with %u; build it again",
                 ops->format.state_width, ops->format.state_fraction, ops->format.leak_fraction,
                 ops->hold_width, format.state_width, format.state_fraction, format.leak_fraction,
                 hold_width);
    } else {
        return dut;
    }
    ops->close(dut);
    return NULL;
}

/* What the child does: everything that a run will do first. Never returns. */
static void probe_child(const char *path, int report)
{
    const int32_t drive[PROBE_STEPS] = {0};
    int32_t before[PROBE_STEPS], after[PROBE_STEPS];
    uint8_t spike[PROBE_STEPS];
    const lif_words words = {.leak_fx = 1, .threshold_fx = 1};
    const lif_dut_block block = {.n = PROBE_STEPS,
                                 .drive_fx = drive,
                                 .before_fx = before,
                                 .after_fx = after,
                                 .spike = spike};
    const struct lif_dut_ops *ops;
    char message[512] = "";
    void *library;

    alarm(PROBE_SECONDS);
    if (load(path, &library, &ops, message, sizeof message) == 0) {
        lif_dut *dut = instantiate(ops, message, sizeof message);
        if (dut != NULL) {
            if (ops->configure(dut, &words) != 0 || ops->run(dut, &block) != 0) {
                snprintf(message, sizeof message, "does not run: %s", ops->message(dut));
            }
            ops->close(dut);
        }
    }
    const size_t length = strlen(message);
    _exit(write(report, message, length) == (ssize_t)length && length == 0 ? 0 : 1);
}

/* Runs the probe. Returns 0, or -1 with what went wrong in message. */
static int probe(const char *path, char *message, size_t bytes)
{
    int ends[2], status = 0;
    size_t got = 0;
    ssize_t part;

    fflush(NULL);
    if (pipe(ends) != 0) {
        snprintf(message, bytes, "could not be probed (%s)", strerror(errno));
        return -1;
    }
    const pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        probe_child(path, ends[1]);
    }
    close(ends[1]);
    while (child > 0 && got < bytes - 1 &&
           (part = read(ends[0], message + got, bytes - 1 - got)) > 0) {
        got += (size_t)part;
    }
    message[got] = '\0';
    close(ends[0]);
    if (child < 0 || waitpid(child, &status, 0) != child) {
        snprintf(message, bytes, "could not be probed (%s)", strerror(errno));
        return -1;
    }
    if (WIFSIGNALED(status)) {
        snprintf(message, bytes, "killed the process that tried it (%s); build it again",
                 WTERMSIG(status) == SIGALRM ? "no answer in 20 s" : strsignal(WTERMSIG(status)));
        return -1;
    }
    if (WEXITSTATUS(status) != 0 && got == 0) {
        snprintf(message, bytes, "ended the process that tried it; build it again");
    }
    return WEXITSTATUS(status) == 0 ? 0 : -1;
}

static int open_model(cosim_dut *dut, const char *spec, cosim_diag *diag)
{
    lif_format format;
    lif_error error;
    if (!cosim_format_parse(spec, &format)) {
        cosim_diag_set(diag, NULL,
                       "circuit %s: unknown format; give a named one (q8_24) or bits as "
                       "model:20/12/18, with a final r for residual rounding",
                       dut->name);
        return COSIM_DUT_UNKNOWN;
    }
    if (lif_format_validate(&format, &error) != LIF_OK) {
        cosim_diag_set(diag, NULL, "circuit %s: %s", dut->name, error.message);
        return COSIM_DUT_UNKNOWN;
    }
    cosim_dut_model(&dut->model_ops, &format, dut->name);
    dut->ops = &dut->model_ops;
    return COSIM_DUT_OK;
}

static int open_library(cosim_dut *dut, cosim_diag *diag)
{
    char path[PATH_BYTES], message[512] = "";
    const int found = find_file(dut->name, path, diag);
    if (found != COSIM_DUT_OK) {
        return found;
    }
    if (probe(path, message, sizeof message) != 0 ||
        load(path, &dut->library, &dut->ops, message, sizeof message) != 0) {
        cosim_diag_set(diag, NULL, "circuit %s: %s %s", dut->name, path, message);
        return COSIM_DUT_UNUSABLE;
    }
    return COSIM_DUT_OK;
}

int cosim_dut_open(const char *name, cosim_dut **result, cosim_diag *diag)
{
    char message[512] = "";
    cosim_dut *dut = calloc(1, sizeof *dut);
    int status = COSIM_DUT_UNUSABLE;

    if (dut == NULL || (dut->name = strdup(name)) == NULL) {
        cosim_diag_set(diag, NULL, "circuit %s: out of memory", name);
    } else if (strncmp(name, "model:", 6) == 0) {
        status = open_model(dut, name + 6, diag);
    } else {
        status = open_library(dut, diag);
    }
    if (status == COSIM_DUT_OK) {
        dut->instance = instantiate(dut->ops, message, sizeof message);
        if (dut->instance == NULL) {
            cosim_diag_set(diag, NULL, "circuit %s: %s", name, message);
            status = COSIM_DUT_UNUSABLE;
        }
    }
    if (status != COSIM_DUT_OK) {
        cosim_dut_close(dut);
        return status;
    }
    *result = dut;
    return COSIM_DUT_OK;
}

void cosim_dut_close(cosim_dut *dut)
{
    if (dut == NULL) {
        return;
    }
    if (dut->instance != NULL) {
        dut->ops->close(dut->instance);
    }
    if (dut->library != NULL) {
        dlclose(dut->library);
    }
    free(dut->name);
    free(dut);
}
