// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "circuit/workshop.h"

#include "base/lock.h"
#include "base/output.h"
#include "base/places.h"
#include "base/tool.h"
#include "circuit/dut.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_BYTES = 4096 };

/* ---- who built it ---- */

static const char *read_installation(const char *path, char text[COSIM_INSTALLATION_BYTES])
{
    FILE *file = fopen(path, "r");
    text[0] = '\0';
    if (file != NULL) {
        if (fgets(text, COSIM_INSTALLATION_BYTES, file) == NULL) {
            text[0] = '\0';
        }
        fclose(file);
    }
    text[strcspn(text, " \n")] = '\0';
    return text;
}

const char *cosim_installation(char text[COSIM_INSTALLATION_BYTES])
{
    char folder[PATH_BYTES], path[PATH_BYTES + 32];
    cosim_diag ignored;
    text[0] = '\0';
    if (cosim_is_installed() && cosim_sources_folder(folder, sizeof folder, &ignored) == 0) {
        snprintf(path, sizeof path, "%s/installation", folder);
        read_installation(path, text);
    }
    return text;
}

/* Names the file beside a circuit that says which installation built it. */
static const char *mark_of(const char *so, char path[PATH_BYTES + 32])
{
    const size_t length = strlen(so);
    snprintf(path, PATH_BYTES + 32, "%.*s.installation", (int)(length > 3 ? length - 3 : 0), so);
    return path;
}

bool cosim_workshop_is_current(const char *so)
{
    char path[PATH_BYTES + 32], builder[COSIM_INSTALLATION_BYTES], own[COSIM_INSTALLATION_BYTES];
    read_installation(mark_of(so, path), builder);
    return builder[0] == '\0' || strcmp(builder, cosim_installation(own)) == 0;
}

/* ---- the folder ---- */

static int write_mark(const char *path, const char *text, cosim_diag *diag)
{
    cosim_output *output = cosim_output_open(path, diag);
    if (output == NULL) {
        return -1;
    }
    fprintf(cosim_output_file(output), "%s\n", text);
    return cosim_output_commit(output, diag);
}

static int failed(const char *path, cosim_diag *diag)
{
    return cosim_diag_set(diag, NULL, "%s: cannot be made: %s", path, strerror(errno));
}

/* Fills an empty workshop with links to what is installed, and with a mark that it is whole. */
static int fill(const char *folder, const char *sources, const char *own, cosim_diag *diag)
{
    static const char *const names[] = {"Makefile", "rtl", "reference", "sim", "scripts"};
    char link[PATH_BYTES + 32], target[PATH_BYTES + 32];
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        snprintf(link, sizeof link, "%s/%s", folder, names[i]);
        snprintf(target, sizeof target, "%s/%s", sources, names[i]);
        if (symlink(target, link) != 0) {
            return failed(link, diag);
        }
    }
    snprintf(link, sizeof link, "%s/build", folder);
    if (mkdir(link, 0700) != 0) {
        return failed(link, diag);
    }
    snprintf(link, sizeof link, "%s/installation", folder);
    return write_mark(link, own, diag);
}

/* Makes the workshop of this installation at `folder`, while the caller holds the lock. */
static int renew(const char *folder, const char *sources, cosim_diag *diag)
{
    char mark[PATH_BYTES + 32], log[PATH_BYTES + 32], linked[PATH_BYTES];
    char builder[COSIM_INSTALLATION_BYTES], own[COSIM_INSTALLATION_BYTES];
    const char *const remove[] = {"rm", "-rf", folder, NULL};
    snprintf(mark, sizeof mark, "%s/installation", folder);
    snprintf(linked, sizeof linked, "%s/sim/circuits.mk", folder);
    if (cosim_installation(own)[0] == '\0') {
        return cosim_diag_set(diag, NULL,
                              "%s/installation cannot be read: the installation is not whole; "
                              "install lifcosim again",
                              sources);
    }
    if (strcmp(read_installation(mark, builder), own) == 0 && access(linked, R_OK) == 0) {
        return 0;
    }
    snprintf(log, sizeof log, "%s.log", folder);
    if (cosim_tool_run(remove, log, diag) != 0 || mkdir(folder, 0700) != 0) {
        return failed(folder, diag);
    }
    return fill(folder, sources, own, diag);
}

int cosim_workshop(char *text, size_t bytes, cosim_diag *diag)
{
    char cache[PATH_BYTES], sources[PATH_BYTES], lock[PATH_BYTES + 32];
    if (cosim_sources_folder(sources, sizeof sources, diag) != 0) {
        return -1;
    }
    if (!cosim_is_installed()) {
        snprintf(text, bytes, "%s", sources);
        return 0;
    }
    cosim_cache_folder(cache, sizeof cache);
    if (cosim_make_folders(cache, diag) != 0 || cosim_folder_is_own(cache, diag) != 0) {
        return -1;
    }
    snprintf(lock, sizeof lock, "%s/.lock", cache);
    const int fd = cosim_lock_take(lock, diag);
    if (fd < 0) {
        return -1;
    }
    snprintf(text, bytes, "%s/work", cache);
    const int status = renew(text, sources, diag);
    close(fd);
    return status;
}

/* ---- a circuit ---- */

/* Puts a file where it is to be, whole or not at all. */
static int deliver(const char *from, const char *to, cosim_diag *diag)
{
    char buffer[1 << 16];
    size_t got;
    FILE *in = fopen(from, "rb");
    cosim_output *output = in != NULL ? cosim_output_open(to, diag) : NULL;
    if (in == NULL) {
        return cosim_diag_set(diag, NULL, "%s: cannot be read: %s", from, strerror(errno));
    }
    while (output != NULL && (got = fread(buffer, 1, sizeof buffer, in)) > 0) {
        fwrite(buffer, 1, got, cosim_output_file(output));
    }
    const bool whole = ferror(in) == 0;
    fclose(in);
    if (output != NULL && !whole) {
        cosim_output_abandon(output);
        return cosim_diag_set(diag, NULL, "%s: cannot be read: %s", from, strerror(errno));
    }
    return output != NULL ? cosim_output_commit(output, diag) : -1;
}

static int run_make(const char *shop, const char *name, bool lanes, cosim_diag *diag)
{
    char circuit[256], batch[256], log[PATH_BYTES + 300], line[400];
    snprintf(circuit, sizeof circuit, "build/dut/%.200s.so", name);
    snprintf(batch, sizeof batch, "build/dut/batch/%.200s.so", name);
    snprintf(log, sizeof log, "%s/build/%.200s.log", shop, name);
    const char *const argv[] = {"make", "-s", "-C", shop, "SETUP=no", circuit, lanes ? batch : NULL,
                                NULL};
    const int status = cosim_tool_run(argv, log, diag);
    if (status > 0) {
        cosim_diag_set(diag, NULL, "circuit %s could not be built: %s (see %s)", name,
                       cosim_tool_line(log, "rror", line, sizeof line), log);
    }
    return status == 0 ? 0 : -1;
}

/* Puts the circuit, or its lanes, from the workshop into the folder of circuits, unless that is
 * where make has built it. */
static int put(const char *shop, const char *folder, const char *file, cosim_diag *diag)
{
    char from[PATH_BYTES + 300], to[PATH_BYTES + 300], mark[PATH_BYTES + 32];
    char own[COSIM_INSTALLATION_BYTES];
    struct stat built, there;
    snprintf(from, sizeof from, "%s/build/dut/%s", shop, file);
    snprintf(to, sizeof to, "%s/%s", folder, file);
    const bool same = stat(from, &built) == 0 && stat(to, &there) == 0 &&
                      built.st_dev == there.st_dev && built.st_ino == there.st_ino;
    if (!same && deliver(from, to, diag) != 0) {
        return -1;
    }
    return cosim_installation(own)[0] == '\0' ? 0 : write_mark(mark_of(to, mark), own, diag);
}

int cosim_workshop_build(const char *name, bool lanes, char *so, size_t bytes, cosim_diag *diag)
{
    char shop[PATH_BYTES], folder[PATH_BYTES], sub[PATH_BYTES + 16], lock[PATH_BYTES + 32];
    char file[256];
    if (cosim_workshop(shop, sizeof shop, diag) != 0) {
        return -1;
    }
    cosim_dut_folder(folder, sizeof folder);
    snprintf(sub, sizeof sub, "%s%s", folder, lanes ? "/batch" : "");
    if (cosim_make_folders(sub, diag) != 0 || cosim_folder_is_own(folder, diag) != 0) {
        return -1;
    }
    snprintf(lock, sizeof lock, "%s/build/.lock", shop);
    const int fd = cosim_lock_take(lock, diag); /* two builds would write the same files */
    if (fd < 0) {
        return -1;
    }
    snprintf(file, sizeof file, "batch/%.200s.so", name);
    int status = run_make(shop, name, lanes, diag);
    status = status == 0 ? put(shop, folder, file + strlen("batch/"), diag) : -1;
    status = status == 0 && lanes ? put(shop, folder, file, diag) : status;
    close(fd);
    snprintf(so, bytes, "%s/%.200s.so", folder, name);
    return status;
}
