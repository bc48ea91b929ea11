// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "circuit/core_find.h"

#include "base/places.h"
#include "circuit/core_model.h"
#include "circuit/core_serial.h"
#include "circuit/dut.h"
#include "circuit/probe.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const cosim_core_kind kinds[] = {
#include "lif_core_kinds.inc"
};
_Static_assert(sizeof kinds / sizeof *kinds <= COSIM_CORE_KINDS,
               "a name may stand for all of them");

static bool ends_with(const char *text, const char *end)
{
    const size_t n = strlen(text), m = strlen(end);
    return n >= m && strcmp(text + n - m, end) == 0;
}

static bool is_smaller(const cosim_core_kind *a, const cosim_core_kind *b)
{
    return a->neurons != b->neurons ? a->neurons < b->neurons
                                    : a->format.receptors < b->format.receptors;
}

int cosim_core_choose(const char *name, cosim_core_choice *choice, cosim_diag *diag)
{
    const bool model = strncmp(name, "model:", 6) == 0;
    const char *base = model ? name + 6 : name;
    const size_t length = strlen(base);
    *choice = (cosim_core_choice){.form = model ? COSIM_CORE_MODEL : COSIM_CORE_SHIPPED};
    if (strncmp(name, "serial:", 7) == 0) {
        choice->form = COSIM_CORE_BOARD;
        return COSIM_DUT_OK;
    }
    if (!model && ends_with(name, ".so")) {
        choice->form = COSIM_CORE_FILE;
        return COSIM_DUT_OK;
    }
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const cosim_core_kind *kind = &kinds[i];
        if (strncmp(kind->name, base, length) != 0 ||
            (kind->name[length] != '\0' && kind->name[length] != '_')) {
            continue;
        }
        size_t at = choice->count++;
        for (; at > 0 && is_smaller(kind, choice->kind[at - 1]); at--) {
            choice->kind[at] = choice->kind[at - 1];
        }
        choice->kind[at] = kind;
    }
    if (choice->count > 0) {
        return COSIM_DUT_OK;
    }
    char names[300] = "";
    for (size_t i = 0, used = 0; i < sizeof kinds / sizeof *kinds && used < sizeof names; i++) {
        used += (size_t)snprintf(names + used, sizeof names - used, "%s%s", i > 0 ? ", " : "",
                                 kinds[i].name);
    }
    cosim_diag_set(diag, NULL,
                   "core %.80s: unknown; the cores are %s (and model:NAME for their integer "
                   "models), a path must end in .so, and a board is serial:/dev/ttyUSB0",
                   name, names);
    return COSIM_DUT_UNKNOWN;
}

/* Does in a child process what a run will do first. */
static void try_core(void *context, const char *path, char *message, size_t bytes)
{
    cosim_core_dut dut;
    cosim_diag diag;
    lif_core_format format;
    unsigned neurons;
    (void)context;
    if (cosim_core_dut_open(&dut, path, &diag) != 0) {
        const size_t skip = strlen(path);
        snprintf(message, bytes, "%s",
                 strncmp(diag.message, path, skip) == 0 ? diag.message + skip + 2 : diag.message);
        return;
    }
    if (cosim_core_dut_start(&dut, &diag) != 0) {
        snprintf(message, bytes, "%s", diag.message);
    } else if (dut.ops.elaborated(dut.instance, &format, &neurons) != 0) {
        snprintf(message, bytes, "cannot say what it is: %s", dut.ops.message(dut.instance));
    }
    cosim_core_dut_close(&dut);
}

static int open_file(const char *name, const char *path, cosim_core_dut *dut, cosim_diag *diag)
{
    char message[512] = "";
    lif_error error;
    if (cosim_dut_probe_with(try_core, NULL, path, message, sizeof message) != 0) {
        /* a file is its own name */
        const bool is_name = strcmp(name, path + (strncmp(path, "./", 2) == 0 ? 2 : 0)) == 0 ||
                             strcmp(name, path) == 0;
        cosim_diag_set(diag, NULL, "core %s: %s%s%s", name, is_name ? "" : path, is_name ? "" : " ",
                       message);
        return COSIM_DUT_UNUSABLE;
    }
    if (cosim_core_dut_open(dut, path, diag) != 0) {
        return COSIM_DUT_UNUSABLE;
    }
    if (lif_core_format_validate(&dut->ops.format, &error) != LIF_OK) {
        cosim_diag_set(diag, NULL, "core %s: %s", name, error.message);
        cosim_core_dut_close(dut);
        return COSIM_DUT_UNUSABLE;
    }
    if (cosim_core_dut_start(dut, diag) != 0) {
        cosim_core_dut_close(dut);
        return COSIM_DUT_UNUSABLE;
    }
    return COSIM_DUT_OK;
}

/* The cores lie beside the folder of the circuits, in `core`. */
static int shipped_path(const char *name, char *path, size_t bytes, cosim_diag *diag)
{
    char folder[PATH_MAX];
    cosim_dut_folder(folder, sizeof folder);
    char *slash = strrchr(folder, '/');
    if (slash != NULL) {
        *slash = '\0';
    }
    snprintf(path, bytes, "%s/core/%s.so", slash != NULL ? folder : ".", name);
    if (access(path, R_OK) != 0) {
        cosim_diag_set(diag, NULL,
                       "core %s: %s is not built; type `make cores`, or run the integer model with "
                       "--dut model:%s",
                       name, path, name);
        return COSIM_DUT_UNUSABLE;
    }
    return cosim_dut_folder_check(diag) == 0 ? COSIM_DUT_OK : COSIM_DUT_UNUSABLE;
}

static int open_model(const cosim_core_kind *kind, cosim_core_dut *dut, cosim_diag *diag)
{
    *dut = (cosim_core_dut){.ops = cosim_core_model_ops};
    dut->ops.name = kind->name;
    dut->ops.format = kind->format;
    dut->ops.neurons = dut->ops.inputs = kind->neurons;
    if (cosim_core_dut_start(dut, diag) != 0) {
        return COSIM_DUT_UNUSABLE;
    }
    return COSIM_DUT_OK;
}

int cosim_core_find(const cosim_core_choice *choice, const cosim_core_kind *kind, const char *name,
                    cosim_core_dut *dut, cosim_diag *diag)
{
    char path[PATH_MAX + 100];
    if (choice->form == COSIM_CORE_MODEL && kind != NULL) {
        return open_model(kind, dut, diag);
    }
    if (choice->form == COSIM_CORE_SHIPPED && kind != NULL) {
        const int status = shipped_path(kind->name, path, sizeof path, diag);
        return status == COSIM_DUT_OK ? open_file(kind->name, path, dut, diag) : status;
    }
    if (choice->form == COSIM_CORE_BOARD) {
        bool wrong = false;
        return cosim_core_serial_open(dut, name, name + 7, &wrong, diag) == 0 ? COSIM_DUT_OK
               : wrong                                                        ? COSIM_DUT_UNKNOWN
                                                                              : COSIM_DUT_UNUSABLE;
    }
    snprintf(path, sizeof path, "%s%s", strchr(name, '/') == NULL ? "./" : "", name);
    if (access(path, R_OK) != 0) {
        cosim_diag_set(diag, NULL,
                       "core %s: cannot be read (%s); give the path of a shared object, or one of "
                       "rtl/cores.txt",
                       name, strerror(errno));
        return COSIM_DUT_UNKNOWN;
    }
    return open_file(name, path, dut, diag);
}
