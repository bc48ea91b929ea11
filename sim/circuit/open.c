// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "circuit/open.h"

#include "base/diag.h"
#include "base/places.h"
#include "circuit/format.h"
#include "circuit/lanes.h"
#include "circuit/model.h"
#include "circuit/model_equations.h"
#include "circuit/probe.h"
#include "circuit/serial_dut.h"
#include "circuit/workshop.h"
#include "equations/declaration_text.h"

#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PATH_BYTES = 4096 };

static bool ends_with(const char *text, const char *end)
{
    const size_t n = strlen(text), m = strlen(end);
    return n >= m && strcmp(text + n - m, end) == 0;
}

/* Says what to do about a circuit that has no shared object at `path`; format: NULL for no format.
 */
static int refuse_name(const char *name, const lif_format *format, const char *path,
                       cosim_diag *diag)
{
    if (format == NULL && cosim_is_installed()) {
        cosim_diag_set(diag, NULL,
                       "circuit %s: unknown; `lifcosim duts` lists the circuits, `lifcosim dut "
                       "20/12/18` builds another format, a path must end in .so",
                       name);
        return COSIM_DUT_UNKNOWN;
    }
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
    char command[100];
    cosim_diag_set(diag, NULL,
                   "circuit %s: %s is not built; type `%s`, or run the integer "
                   "model with --dut model:%s",
                   name, path, cosim_dut_command(format, false, command, sizeof command), name);
    return COSIM_DUT_UNUSABLE;
}

/* Tells whether a circuit that was found by its name may be opened: it lies where nobody else can
 * have put it, and is none that another installation built. */
static int may_be_opened(const char *name, const char *path, cosim_diag *diag)
{
    cosim_diag why;
    if (cosim_dut_folder_check(&why) != 0) {
        cosim_diag_set(diag, NULL, "circuit %s: %s", name, why.message);
        return COSIM_DUT_UNUSABLE;
    }
    if (!cosim_workshop_is_current(path)) {
        cosim_diag_set(diag, NULL,
                       "circuit %s: %s was built by another installation of lifcosim; type "
                       "`lifcosim dut %s`",
                       name, path, name);
        return COSIM_DUT_UNUSABLE;
    }
    return COSIM_DUT_OK;
}

/* Finds the file of a circuit that is not a model; another status with *diag if there is none. */
static int find_file(const char *name, char path[PATH_BYTES], cosim_diag *diag)
{
    char canonical[40];
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
    cosim_dut_path(base, path, PATH_BYTES);
    if (strchr(base, '/') == NULL && access(path, R_OK) == 0) {
        return may_be_opened(base, path, diag);
    }
    return refuse_name(name, is_format ? &format : NULL, path, diag);
}

/* Puts the integer model of what another circuit declares behind the table. Returns false where it
 * declares nothing. */
static bool model_of(cosim_dut *dut, const cosim_dut *declared)
{
    const struct lif_dut_ops *ops = declared->ops;
    if (ops->equations == NULL || (dut->model_text = strdup(ops->equations)) == NULL) {
        return false;
    }
    cosim_dut_model_equations(&dut->model_ops, dut->model_text, dut->name);
    dut->model_ops.format = ops->format;
    dut->model_ops.capabilities =
        ops->capabilities & (LIF_DUT_SHOWS_MEMBRANE | LIF_DUT_SHOWS_BEFORE | LIF_DUT_INTEGER_MODEL);
    dut->ops = &dut->model_ops;
    return true;
}

static int open_declared_model(cosim_dut *dut, const char *spec, cosim_diag *diag)
{
    cosim_dut *declared = NULL;
    const bool found = strncmp(spec, "model:", 6) != 0 &&
                       cosim_dut_open(spec, &declared, diag) == COSIM_DUT_OK &&
                       model_of(dut, declared);
    cosim_dut_close(declared);
    if (!found) {
        cosim_diag_set(diag, NULL,
                       "circuit %s: unknown format; give a named one (q8_24) or bits as "
                       "model:20/12/18, with a final r for residual rounding",
                       dut->name);
    }
    return found ? COSIM_DUT_OK : COSIM_DUT_UNKNOWN;
}

static int open_model(cosim_dut *dut, const char *spec, cosim_diag *diag)
{
    lif_format format;
    lif_error error;
    if (!cosim_format_parse(spec, &format)) {
        return open_declared_model(dut, spec, diag);
    }
    if (lif_format_validate(&format, &error) != LIF_OK) {
        cosim_diag_set(diag, NULL, "circuit %s: %s", dut->name, error.message);
        return COSIM_DUT_UNKNOWN;
    }
    cosim_dut_model(&dut->model_ops, &format, dut->name);
    dut->ops = &dut->model_ops;
    return COSIM_DUT_OK;
}

/* A board is asked over its line what it is. */
static int open_board(cosim_dut *dut, const char *spec, cosim_diag *diag)
{
    bool wrong;
    dut->board = cosim_serial_dut_new(dut->name, spec, &wrong, diag);
    if (dut->board == NULL) {
        return wrong ? COSIM_DUT_UNKNOWN : COSIM_DUT_UNUSABLE;
    }
    dut->ops = cosim_serial_dut_ops(dut->board);
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

/* Reads what a circuit declares by equations; the text was written with it. */
static int read_equations(cosim_dut *dut, cosim_diag *diag)
{
    cosim_diag why = {.message = "out of memory"};
    dut->arena = cosim_arena_new();
    dut->emitted = dut->library == NULL ? NULL : dlsym(dut->library, "lif_dut_emitted");
    dut->equations = dut->arena == NULL
                         ? NULL
                         : cosim_eq_declaration_read(dut->arena, dut->ops->equations, &why);
    if (dut->equations == NULL) {
        cosim_diag_set(diag, NULL,
                       "circuit %s: its declaration cannot be read (%s); build it again", dut->name,
                       why.message);
        return COSIM_DUT_UNUSABLE;
    }
    return COSIM_DUT_OK;
}

/* Makes the instance of a table that is there; `status` is what came of finding it. */
static int finish(cosim_dut *dut, int status, cosim_dut **result, cosim_diag *diag)
{
    char message[512] = "";
    if (dut == NULL) {
        return status;
    }
    if (status == COSIM_DUT_OK && dut->ops->equations != NULL && dut->equations == NULL) {
        status = read_equations(dut, diag);
    }
    if (status == COSIM_DUT_OK) {
        dut->instance = cosim_dut_instance(dut->ops, message, sizeof message);
        if (dut->instance == NULL) {
            cosim_diag_set(diag, NULL, "circuit %s: %s", dut->name, message);
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

int cosim_dut_open(const char *name, cosim_dut **result, cosim_diag *diag)
{
    cosim_dut *dut = calloc(1, sizeof *dut);
    int status = COSIM_DUT_UNUSABLE;

    if (dut == NULL || (dut->name = strdup(name)) == NULL) {
        cosim_diag_set(diag, NULL, "circuit %s: out of memory", name);
    } else if (strncmp(name, "model:", 6) == 0) {
        status = open_model(dut, name + 6, diag);
    } else if (strncmp(name, "serial:", 7) == 0) {
        status = open_board(dut, name + 7, diag);
    } else {
        status = open_library(dut, diag);
    }
    return finish(dut, status, result, diag);
}

/* Says what the model of a declaration shows: nothing of a membrane that no output has. */
static void show(cosim_dut *dut)
{
    const cosim_eq_declaration *d = dut->equations;
    const cosim_eq_shows shows = d->shown < 0 ? COSIM_EQ_SHOWS_OTHER : d->views[d->shown].shows;
    dut->model_ops.capabilities = (d->unknown_rounding ? 0 : LIF_DUT_INTEGER_MODEL) |
                                  (shows == COSIM_EQ_SHOWS_AFTER    ? LIF_DUT_SHOWS_MEMBRANE
                                   : shows == COSIM_EQ_SHOWS_BEFORE ? LIF_DUT_SHOWS_BEFORE
                                                                    : 0);
}

int cosim_dut_open_equations(const char *name, const char *text, cosim_dut **result,
                             cosim_diag *diag)
{
    cosim_dut *dut = calloc(1, sizeof *dut);
    int status = COSIM_DUT_UNUSABLE;
    if (dut == NULL || (dut->name = strdup(name)) == NULL ||
        (dut->model_text = strdup(text)) == NULL) {
        cosim_diag_set(diag, NULL, "circuit %s: out of memory", name);
    } else {
        cosim_dut_model_equations(&dut->model_ops, dut->model_text, dut->name);
        dut->ops = &dut->model_ops;
        status = read_equations(dut, diag);
    }
    if (status == COSIM_DUT_OK) {
        show(dut);
    }
    return finish(dut, status, result, diag);
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
    cosim_serial_dut_free(dut->board);
    if (dut->library != NULL) {
        dlclose(dut->library);
    }
    cosim_arena_free(dut->arena);
    free(dut->model_text);
    free(dut->name);
    free(dut);
}
