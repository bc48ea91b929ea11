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
const char *cosim_core_path(const cosim_core_choice *choice, const cosim_core_kind *kind,
                            const char *name, char *path, size_t bytes)
{
    path[0] = '\0';
    if (choice->form == COSIM_CORE_SHIPPED && kind != NULL) {
        char folder[PATH_MAX];
        cosim_dut_folder(folder, sizeof folder);
        char *slash = strrchr(folder, '/');
        if (slash != NULL) {
            *slash = '\0';
        }
        snprintf(path, bytes, "%s/core/%s.so", slash != NULL ? folder : ".", kind->name);
    } else if (choice->form == COSIM_CORE_FILE) {
        snprintf(path, bytes, "%s%s", strchr(name, '/') == NULL ? "./" : "", name);
    }
    return path;
}

static int check_shipped(const char *name, const char *path, cosim_diag *diag)
{
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
    cosim_core_path(choice, kind, name, path, sizeof path);
    if (choice->form == COSIM_CORE_SHIPPED && kind != NULL) {
        const int status = check_shipped(kind->name, path, diag);
        return status == COSIM_DUT_OK ? open_file(kind->name, path, dut, diag) : status;
    }
    if (choice->form == COSIM_CORE_BOARD) {
        bool wrong = false;
        return cosim_core_serial_open(dut, name, name + 7, &wrong, diag) == 0 ? COSIM_DUT_OK
               : wrong                                                        ? COSIM_DUT_UNKNOWN
                                                                              : COSIM_DUT_UNUSABLE;
    }
    if (access(path, R_OK) != 0) {
        cosim_diag_set(diag, NULL,
                       "core %s: cannot be read (%s); give the path of a shared object, or one of "
                       "rtl/cores.txt",
                       name, strerror(errno));
        return COSIM_DUT_UNKNOWN;
    }
    return open_file(name, path, dut, diag);
}
