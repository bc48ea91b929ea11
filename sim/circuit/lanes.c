// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The batch object of a circuit lies beside it. It is believed only if it was built from the same
 * sources, and every lane has answered like the circuit itself in a child process. */
#include "circuit/lanes.h"

#include "base/diag.h"
#include "circuit/format.h"
#include "circuit/lanes_check.h"
#include "circuit/probe.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PATH_BYTES = 4096, LANES_MOST = 4096 };

/* Every lane shows these, and so a circuit that has lanes must show them too. */
static const uint32_t needed =
    LIF_DUT_SHOWS_MEMBRANE | LIF_DUT_SHOWS_BEFORE | LIF_DUT_READS_WORDS | LIF_DUT_INTEGER_MODEL;

/* The identities are compared, because lanes of another circuit may well answer a few hundred steps
 * alike. */
static int compare_identity(const cosim_dut *dut, const cosim_lanes *batch, char *message,
                            size_t bytes)
{
    const char *const of_dut = dut->ops->identity, *const of_batch = batch->ops->identity;
    if (of_dut != NULL && of_batch != NULL && strcmp(of_dut, of_batch) == 0) {
        return 0;
    }
    char command[100];
    snprintf(message, bytes,
             "were built from other sources, options or tools than the circuit; type `%s`",
             cosim_dut_command(&dut->ops->format, true, command, sizeof command));
    return -1;
}

/* Opens the file and one instance, and compares three formats: that of the table, of the elaborated
 * lanes and of the circuit. Returns 0, or -1 with a message; what was opened is in *batch in either
 * case. */
static int load(const cosim_dut *dut, const char *path, cosim_lanes *batch, char *message,
                size_t bytes)
{
    lif_format format = {0};
    unsigned hold_width = 0, lanes = 0;

    batch->library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (batch->library == NULL) {
        snprintf(message, bytes, "cannot be opened (%s); build it again", cosim_dut_unopened(path));
        return -1;
    }
    batch->ops = dlsym(batch->library, "lif_batch_ops");
    if (batch->ops == NULL || batch->ops->abi != LIF_BATCH_ABI ||
        batch->ops->ops_bytes != sizeof *batch->ops) {
        char command[100];
        snprintf(message, bytes,
                 "exports no lif_batch_ops of version %u of sim/circuit/lif_batch.h; type `%s`",
                 LIF_BATCH_ABI,
                 cosim_dut_command(&dut->ops->format, true, command, sizeof command));
        return -1;
    }
    const struct lif_batch_ops *ops = batch->ops;
    if (compare_identity(dut, batch, message, bytes) != 0) {
        return -1;
    }
    batch->instance = ops->open(message, bytes);
    if (batch->instance == NULL) {
        return -1;
    }
    if (ops->elaborated(batch->instance, &format, &hold_width, &lanes) != 0) {
        snprintf(message, bytes, "does not tell its format: %s", ops->message(batch->instance));
        return -1;
    }
    if (!cosim_format_equal(&format, &ops->format) ||
        !cosim_format_equal(&format, &dut->ops->format) || hold_width != ops->hold_width ||
        hold_width != dut->ops->hold_width || lanes != ops->lanes || lanes < 1 ||
        lanes > LANES_MOST) {
        snprintf(message, bytes,
                 "has %u lanes of %u/%u/%u with %u hold bits, not what its table or the circuit "
                 "says; build it again",
                 lanes, format.state_width, format.state_fraction, format.leak_fraction,
                 hold_width);
        return -1;
    }
    return 0;
}

/* ---- finding it ---- */

static void attempt(void *context, const char *path, char *message, size_t bytes)
{
    const cosim_dut *dut = context;
    cosim_lanes batch = {0};
    if (load(dut, path, &batch, message, bytes) == 0) {
        (void)cosim_lanes_check(dut, &batch, message, bytes);
    }
}

/* Writes the batch object's path, if the circuit can have one: its name is a format, not a file. */
static bool find_path(const cosim_dut *dut, char path[PATH_BYTES])
{
    char circuit[PATH_BYTES - 256], canonical[40];
    lif_format format;
    if (dut->library == NULL || (dut->ops->capabilities & needed) != needed ||
        !cosim_format_parse(dut->name, &format) ||
        !cosim_format_equal(&format, &dut->ops->format)) {
        return false;
    }
    cosim_dut_path(cosim_format_name(&format, canonical), circuit, sizeof circuit);
    *strrchr(circuit, '/') = '\0'; /* the lanes lie beside their circuit */
    snprintf(path, PATH_BYTES, "%s/batch/%s.so", circuit, cosim_format_name(&format, canonical));
    return access(path, F_OK) == 0;
}

int cosim_lanes_find(cosim_dut *dut, cosim_diag *diag)
{
    char path[PATH_BYTES], message[512] = "";
    cosim_lanes *batch;

    if (dut->lanes_known || !find_path(dut, path) || !cosim_lanes_possible(dut)) {
        dut->lanes_known = 1;
        return 0;
    }
    batch = calloc(1, sizeof *batch);
    if (batch == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    if (cosim_dut_probe_with(attempt, dut, path, message, sizeof message) != 0 ||
        load(dut, path, batch, message, sizeof message) != 0) {
        cosim_lanes_close(batch);
        return cosim_diag_set(diag, NULL, "lanes of circuit %s: %s %s", dut->name, path, message);
    }
    dut->lanes = batch;
    dut->lanes_known = 1;
    return 0;
}

void cosim_lanes_close(cosim_lanes *batch)
{
    if (batch == NULL) {
        return;
    }
    if (batch->instance != NULL) {
        batch->ops->close(batch->instance);
    }
    if (batch->library != NULL) {
        dlclose(batch->library);
    }
    free(batch);
}

void cosim_lanes_leave(cosim_dut *dut)
{
    if (dut->lanes != NULL && dut->lanes->instance != NULL) {
        dut->lanes->ops->close(dut->lanes->instance);
        dut->lanes->instance = NULL;
    }
}

int cosim_lanes_enter(cosim_dut *dut, cosim_diag *diag)
{
    char message[512] = "";
    if (dut->lanes->instance == NULL) {
        dut->lanes->instance = dut->lanes->ops->open(message, sizeof message);
    }
    return dut->lanes->instance != NULL
               ? 0
               : cosim_diag_set(diag, NULL, "lanes of circuit %s cannot be opened again: %s",
                                dut->name, message);
}

unsigned cosim_lanes_count(cosim_dut *dut, cosim_diag *diag)
{
    if (cosim_lanes_find(dut, diag) != 0) {
        return 0;
    }
    return dut->lanes != NULL ? dut->lanes->ops->lanes : 1;
}
