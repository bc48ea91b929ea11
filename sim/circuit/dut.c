// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "circuit/dut.h"
#include "circuit/lanes.h"
#include "circuit/probe.h"
#include "circuit/format.h"

#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Verilator's runtime keeps a buffer of its own for names until the end. The sanitiser finds it
 * only while the circuit is still mapped, and would call it lost. */
#ifdef __SANITIZE_ADDRESS__
#define STAYS RTLD_NODELETE
#else
#define STAYS 0
#endif

enum { PATH_BYTES = 4096 };

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

/* What to do about a circuit that has no shared object at `path`; format: NULL for no format. */
static int refuse_name(const char *name, const lif_format *format, const char *path,
                       cosim_diag *diag)
{
    if (format == NULL) {
        cosim_diag_set(diag, NULL,
                       "circuit %s: unknown; `lifcosim duts` lists the circuits, `make dut "
                       "FORMAT=20/12/18` builds another format, `make variants` those of "
                       "rtl/variants.txt, a path must end in .so",
                       name);
        return COSIM_DUT_UNKNOWN;
    }
    if (format->rounding != LIF_HALF_UP || format->leak_coding != LIF_CODING_ANY) {
        cosim_diag_set(
            diag, NULL,
            "circuit %s: unknown, and lif_neuron rounds half-up and takes any leak word; "
            "run the integer model with --dut model:%s, or a circuit of "
            "rtl/variants.txt",
            name, name);
        return COSIM_DUT_UNKNOWN;
    }
    char for_make[40];
    cosim_diag_set(diag, NULL,
                   "circuit %s: %s is not built; type `make dut FORMAT=%s`, or run the integer "
                   "model with --dut model:%s",
                   name, path, cosim_format_make_name(format, for_make), name);
    return COSIM_DUT_UNUSABLE;
}

/* The file of a circuit that is not a model; another status with *diag if there is none. */
static int find_file(const char *name, char path[PATH_BYTES], cosim_diag *diag)
{
    char folder[PATH_BYTES - 256], canonical[40];
    const char *base = name;
    lif_format format;
    lif_error error;

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
    if (is_format && lif_format_validate(&format, &error) != LIF_OK) {
        cosim_diag_set(diag, NULL, "circuit %s: %s", name, error.message);
        return COSIM_DUT_UNKNOWN;
    }
    if (is_format) {
        base = cosim_format_name(&format, canonical);
    }
    snprintf(path, PATH_BYTES, "%s/%.200s.so", cosim_dut_folder(folder, sizeof folder), base);
    if (strchr(base, '/') == NULL && access(path, R_OK) == 0) {
        return COSIM_DUT_OK;
    }
    return refuse_name(name, is_format ? &format : NULL, path, diag);
}

/* What the table lacks, or NULL. */
static const char *table_fault(const struct lif_dut_ops *ops)
{
    const uint32_t can = ops->capabilities;
    if (ops->name == NULL || ops->about == NULL) {
        return "a name";
    }
    if (ops->open == NULL || ops->close == NULL || ops->message == NULL ||
        ops->elaborated == NULL || ops->configure == NULL || ops->run == NULL) {
        return "a function that every circuit has";
    }
    if (((can & LIF_DUT_READS_WORDS) != 0 && ops->read_words == NULL) ||
        ((can & LIF_DUT_SAVES) != 0 &&
         (ops->state_bytes == NULL || ops->save == NULL || ops->restore == NULL)) ||
        ((can & LIF_DUT_WAVES) != 0 &&
         (ops->wave_open == NULL || ops->wave_window == NULL || ops->wave_close == NULL))) {
        return "a function of its capabilities";
    }
    return ops->hold_width < 1 || ops->hold_width > 32 ? "a hold of 1 to 32 bits"
           : ops->clocks_per_step < 1                  ? "a clock for each step"
                                                       : NULL;
}

int cosim_dut_load(const char *path, void **library, const struct lif_dut_ops **ops, char *message,
                   size_t bytes)
{
    const char *fault;
    *library = dlopen(path, RTLD_NOW | RTLD_LOCAL | STAYS);
    if (*library == NULL) {
        snprintf(message, bytes, "cannot be opened (%s); build it again", dlerror());
        return -1;
    }
    *ops = dlsym(*library, "lif_dut_ops");
    if (*ops == NULL) {
        snprintf(message, bytes, "exports no lif_dut_ops; build it from sim/lif_dut.h");
        return -1;
    }
    if ((*ops)->abi != LIF_DUT_ABI || (*ops)->ops_bytes != sizeof **ops) {
        snprintf(message, bytes,
                 "was built for version %u of sim/lif_dut.h with a table of %u bytes, this program "
                 "has version %u and %zu bytes; build it again",
                 (*ops)->abi, (*ops)->ops_bytes, LIF_DUT_ABI, sizeof **ops);
        return -1;
    }
    fault = table_fault(*ops);
    if (fault != NULL) {
        snprintf(message, bytes, "lacks %s in its table; see sim/lif_dut.h and build it again",
                 fault);
        return -1;
    }
    return 0;
}

lif_dut *cosim_dut_instance(const struct lif_dut_ops *ops, char *message, size_t bytes)
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
        if (message[0] == '\0') {
            snprintf(message, bytes, "does not open and does not say why; build it again");
        }
        return NULL;
    }
    if (ops->elaborated(dut, &format, &hold_width) != 0) {
        snprintf(message, bytes, "does not tell its format: %s", ops->message(dut));
    } else if (!cosim_format_equal(&format, &ops->format) || hold_width != ops->hold_width) {
        char told[16], has[16];
        snprintf(message, bytes,
                 "says that its format is %u/%u/%u%s with %u hold bits, but the elaborated circuit "
                 "has %u/%u/%u%s with %u; build it again",
                 ops->format.state_width, ops->format.state_fraction, ops->format.leak_fraction,
                 cosim_format_suffix(&ops->format, told), ops->hold_width, format.state_width,
                 format.state_fraction, format.leak_fraction, cosim_format_suffix(&format, has),
                 hold_width);
    } else {
        return dut;
    }
    ops->close(dut);
    return NULL;
}

static int open_model(cosim_dut *dut, const char *spec, cosim_diag *diag)
{
    lif_format format;
    lif_error error;
    if (!cosim_format_parse(spec, &format)) {
        cosim_dut *declared = NULL;
        if (strncmp(spec, "model:", 6) != 0 &&
            cosim_dut_open(spec, &declared, diag) == COSIM_DUT_OK &&
            declared->ops->declared != NULL) {
            dut->model_declared = *declared->ops->declared;
            format = declared->ops->format;
            cosim_dut_close(declared);
            cosim_dut_model(&dut->model_ops, &format, dut->name);
            dut->model_ops.about = "integer model of what a circuit declares";
            dut->model_ops.declared = &dut->model_declared;
            dut->ops = &dut->model_ops;
            return COSIM_DUT_OK;
        }
        cosim_dut_close(declared);
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
    if (cosim_dut_probe(path, message, sizeof message) != 0 ||
        cosim_dut_load(path, &dut->library, &dut->ops, message, sizeof message) != 0) {
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
        dut->instance = cosim_dut_instance(dut->ops, message, sizeof message);
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
    cosim_lanes_close(dut->lanes);
    if (dut->instance != NULL) {
        dut->ops->close(dut->instance);
    }
    if (dut->library != NULL) {
        dlclose(dut->library);
    }
    free(dut->name);
    free(dut);
}
