// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "foreign/build.h"

#include "base/cleanup.h"
#include "base/lock.h"
#include "base/places.h"
#include "base/tool.h"
#include "circuit/dut.h"
#include "circuit/workshop.h"
#include "foreign/elaborate.h"
#include "foreign/files.h"
#include "foreign/origin.h"
#include "foreign/silicon.h"
#include "foreign/steps.h"
#include "foreign/wrapper_equations.h"
#include "input/fields.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PATH_BYTES = 4096 };

/* Says where a build works. */
typedef struct place {
    char root[PATH_BYTES];   /* the workshop */
    char folder[PATH_BYTES]; /* NAME.foreign */
    char link[PATH_BYTES];   /* to it, by a name without a blank or a sign that make reads; or "" */
    char linked[PATH_BYTES]; /* the folder of the link */
    cosim_cleanup left;      /* of that folder, where a signal ends the program */
    char built[PATH_BYTES];  /* what make makes */
    char so[PATH_BYTES];     /* where it goes */
} place;

static int find_place(const cosim_manifest *m, bool calibrating, place *p, cosim_diag *diag)
{
    char text[PATH_BYTES], duts[PATH_MAX];
    cosim_dut_folder(text, sizeof text);
    if (cosim_workshop(p->root, sizeof p->root, diag) != 0 || cosim_make_folders(text, diag) != 0 ||
        cosim_dut_folder_check(diag) != 0) {
        return -1;
    }
    if (realpath(text, duts) == NULL) {
        return cosim_diag_set(diag, NULL, "%s: cannot be reached: %s", text, strerror(errno));
    }
    const int length = snprintf(p->folder, sizeof p->folder, "%s/%s.foreign", duts, m->name);
    snprintf(p->built, sizeof p->built, "%.3800s/%s.so", p->folder,
             calibrating ? "calibrating" : m->name);
    snprintf(p->so, sizeof p->so, "%.3800s/%s.so", calibrating ? p->folder : duts,
             calibrating ? "calibrate" : m->name);
    return length < (int)sizeof p->folder - 200
               ? cosim_make_folders(p->folder, diag)
               : cosim_diag_set(diag, NULL, "%s: the path is too long", p->folder);
}

/* Makes a link to the folder, which may be anywhere: make splits a path at its blanks. */
static int make_link(place *p, cosim_diag *diag)
{
    const char *temporary = getenv("TMPDIR");
    if (temporary == NULL || temporary[0] != '/' ||
        strpbrk(temporary, "\"'\\ $*?;:#%\t\n") != NULL) {
        temporary = "/tmp";
    }
    sigset_t before;
    snprintf(p->linked, sizeof p->linked, "%.3800s/lifcosim-XXXXXX", temporary);
    cosim_cleanup_begin(&before);
    if (mkdtemp(p->linked) == NULL) {
        p->linked[0] = '\0';
        cosim_diag_set(diag, NULL, "%s: a folder cannot be made in it: %s", temporary,
                       strerror(errno));
    } else {
        p->left.path = p->linked;
        cosim_cleanup_add(&p->left);
    }
    cosim_cleanup_end(&before);
    if (p->linked[0] == '\0') {
        return -1;
    }
    snprintf(p->link, sizeof p->link, "%.3900s/foreign", p->linked);
    return symlink(p->folder, p->link) == 0
               ? 0
               : cosim_diag_set(diag, NULL, "%s: a link cannot be made: %s", p->link,
                                strerror(errno));
}

static void remove_link(place *p)
{
    sigset_t before;
    cosim_cleanup_begin(&before);
    if (p->linked[0] != '\0') {
        cosim_cleanup_remove(p->linked);
        cosim_cleanup_drop(&p->left);
    }
    cosim_cleanup_end(&before);
}

/* Runs one make after the other: both would compile what all circuits share. */
static int make_runtime(const place *p, cosim_diag *diag)
{
    char lock[PATH_BYTES + 16], log[PATH_BYTES + 32], line[400];
    const char *const argv[] = {"make", "-s", "-C", p->root, "SETUP=no", "foreign-runtime", NULL};
    snprintf(lock, sizeof lock, "%s/build/.lock", p->root);
    snprintf(log, sizeof log, "%s/runtime.log", p->folder);
    const int fd = cosim_lock_take(lock, diag);
    if (fd < 0) {
        return -1;
    }
    const int status = cosim_tool_run(argv, log, diag);
    close(fd);
    if (status > 0) {
        cosim_diag_set(diag, NULL, "Verilator's runtime could not be compiled: %s (see %s)",
                       cosim_tool_line(log, "rror", line, sizeof line), log);
    }
    return status == 0 ? 0 : -1;
}

static int make_circuit(const cosim_manifest *m, const place *p, bool calibrating, cosim_diag *diag)
{
    char name[256], widths[80], folder[PATH_BYTES + 16], out[PATH_BYTES + 16];
    char log[PATH_BYTES + 32], line[400];
    const lif_format *f = &m->format;
    snprintf(name, sizeof name, "NAME=%s", m->name);
    snprintf(widths, sizeof widths, "WIDTHS=%u %u %u", f->state_width, f->state_fraction,
             f->leak_fraction);
    snprintf(folder, sizeof folder, "FOREIGN=%s", p->link);
    snprintf(out, sizeof out, "OUT=%.3900s/%s.so", p->link, calibrating ? "calibrating" : m->name);
    snprintf(log, sizeof log, "%s/build.log", p->folder);
    const char *const argv[] = {"make",  "-s",       "-C",
                                p->root, "SETUP=no", "foreign",
                                name,    widths,     "HOLD_WIDTH=16",
                                folder,  out,        calibrating ? "LIGHT=1" : "LIGHT=",
                                NULL};
    const int status = cosim_tool_run(argv, log, diag);
    if (status > 0) {
        cosim_diag_set(diag, NULL, "circuit %s could not be compiled: %s (see %s)", m->name,
                       cosim_tool_line(log, "rror", line, sizeof line), log);
    }
    return status == 0 ? 0 : -1;
}

static int write_files(const cosim_manifest *m, const place *p, bool calibrating, cosim_diag *diag)
{
    char path[PATH_BYTES + 32], header[PATH_BYTES + 32], steps[PATH_BYTES + 32];
    snprintf(path, sizeof path, "%s/lif_sim.sv", p->folder);
    snprintf(header, sizeof header, "%s/circuit.h", p->folder);
    snprintf(steps, sizeof steps, "%s/steps.c", p->folder);
    return cosim_wrapper_equations(m, path, diag) == 0 &&
                   (calibrating || cosim_steps_write(m, steps, diag) == 0)
               ? cosim_wrapper_equations_header(m, calibrating, header, diag)
               : -1;
}

/* Makes the circuit and puts it into its place. Returns a cosim_build status. */
static int build_in(place *p, cosim_manifest *m, cosim_build_kind kind, cosim_build_look *look,
                    void *context, FILE *notes, cosim_diag *diag)
{
    const bool calibrating = kind == COSIM_BUILD_CALIBRATING;
    char origin[PATH_BYTES + 16];
    snprintf(origin, sizeof origin, "%s/origin", p->folder);
    int status = cosim_elaborate(m, p->folder, diag);
    if (status == COSIM_ELABORATE_OK && kind == COSIM_BUILD_NEW &&
        cosim_origin_check(m, origin, p->so, diag) != 0) {
        return COSIM_BUILD_WRONG;
    }
    if (status == COSIM_ELABORATE_OK && look != NULL && look(context, m, diag) != 0) {
        return COSIM_BUILD_WRONG;
    }
    if (status == COSIM_ELABORATE_OK &&
        (write_files(m, p, calibrating, diag) != 0 || make_runtime(p, diag) != 0 ||
         make_link(p, diag) != 0 || make_circuit(m, p, calibrating, diag) != 0)) {
        status = COSIM_BUILD_UNUSABLE;
    }
    if (status == COSIM_BUILD_OK &&
        (cosim_files_check_built(m, p->folder, diag) != 0 ||
         (!calibrating && cosim_silicon_check(m, p->folder, notes, diag) != 0))) {
        status = COSIM_BUILD_WRONG;
    }
    if (status == COSIM_BUILD_OK && !calibrating &&
        cosim_origin_write(m, origin, p->built, p->so, diag) != 0) {
        status = COSIM_BUILD_UNUSABLE;
    }
    if (status == COSIM_BUILD_OK && rename(p->built, p->so) != 0) {
        cosim_diag_set(diag, NULL, "%s: cannot be put there: %s", p->so, strerror(errno));
        status = COSIM_BUILD_UNUSABLE;
    }
    remove_link(p);
    return status;
}

int cosim_build_expand(cosim_manifest *m, cosim_diag *diag)
{
    place *p = calloc(1, sizeof *p);
    int status = COSIM_BUILD_UNUSABLE;
    if (p == NULL) {
        cosim_diag_memory(diag, NULL);
    } else if (find_place(m, false, p, diag) == 0) {
        char lock[PATH_BYTES + 16];
        snprintf(lock, sizeof lock, "%s/.lock", p->folder);
        const int fd = cosim_lock_take(lock, diag);
        if (fd >= 0) {
            status = cosim_elaborate(m, p->folder, diag);
            close(fd);
        }
    }
    free(p);
    return status;
}

int cosim_build(cosim_manifest *m, cosim_build_kind kind, cosim_build_look *look, void *context,
                char *so, size_t bytes, FILE *notes, cosim_diag *diag)
{
    place *p = calloc(1, sizeof *p);
    int status = COSIM_BUILD_UNUSABLE;
    if (p == NULL) {
        cosim_diag_memory(diag, NULL);
    } else if (find_place(m, kind == COSIM_BUILD_CALIBRATING, p, diag) == 0) {
        char lock[PATH_BYTES + 16];
        snprintf(lock, sizeof lock, "%s/.lock", p->folder);
        const int fd = cosim_lock_take(lock, diag); /* another build of this circuit ends first */
        if (fd >= 0) {
            status = build_in(p, m, kind, look, context, notes, diag);
            close(fd);
        }
        snprintf(so, bytes, "%s", p->so);
    }
    free(p);
    return status;
}
