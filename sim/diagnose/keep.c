// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "diagnose/keep.h"

#include "diagnose/write.h"
#include "equations/case.h"
#include "run/coding.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { NUMBERS = 10000 };

static int make_temporary(cosim_keep *k, cosim_diag *diag)
{
    const char *temporary = getenv("TMPDIR");
    sigset_t before;
    snprintf(k->folder, sizeof k->folder, "%.3800s/lifcosim-XXXXXX",
             temporary != NULL && temporary[0] == '/' ? temporary : "/tmp");
    cosim_cleanup_begin(&before);
    const bool made = mkdtemp(k->folder) != NULL;
    if (made) {
        k->left.path = k->folder;
        cosim_cleanup_add(&k->left);
    }
    cosim_cleanup_end(&before);
    return made ? 0
                : cosim_diag_set(diag, NULL, "%s: a folder cannot be made there: %s", k->folder,
                                 strerror(errno));
}

/* Takes a name that no file has yet; NULL where all are taken. */
static const char *find_name(cosim_keep *k, const char *stem, char name[COSIM_KEEP_NAME])
{
    char plain[80];
    snprintf(plain, sizeof plain, "%s", stem);
    for (char *c = plain; *c != '\0'; c++) {
        *c = strchr("/. :", *c) != NULL ? '-' : *c;
    }
    for (unsigned i = 1; i < NUMBERS; i++) {
        snprintf(name, COSIM_KEEP_NAME, "%s-%u", plain, i);
        snprintf(k->path, sizeof k->path, "%s/%s.yaml", k->folder, name);
        snprintf(k->csv, sizeof k->csv, "%s/%s.csv", k->folder, name);
        if (access(k->path, F_OK) != 0 && access(k->csv, F_OK) != 0) {
            return name;
        }
    }
    return NULL;
}

int cosim_keep_write(cosim_keep *k, const char *folder, const char *stem, const char *about,
                     const int32_t *drive, size_t count, const cosim_job *job, cosim_diag *diag)
{
    char name[COSIM_KEEP_NAME];
    double *current_a = malloc(count * sizeof *current_a);
    int status = 0;
    *k = (cosim_keep){.temporary = folder == NULL};
    if (current_a == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    if (folder != NULL) {
        snprintf(k->folder, sizeof k->folder, "%s", folder);
    } else {
        status = make_temporary(k, diag);
    }
    if (status == 0 && find_name(k, stem, name) == NULL) {
        status = cosim_diag_set(diag, NULL, "%s: has %d scenarios already; name another folder",
                                k->folder, NUMBERS - 1);
    }
    for (size_t i = 0; i < count; i++) {
        current_a[i] = cosim_job_current(job, drive[i]);
    }
    if (status == 0) {
        const cosim_drive written = {current_a, count, &job->scenario->params,
                                     job->scenario->tolerance, about};
        status = cosim_drive_write(&written, k->folder, name, diag);
    }
    free(current_a);
    return status;
}

size_t cosim_keep_lengthen(const cosim_job *job, const int32_t *drive, size_t count,
                           unsigned attempt, int32_t *longer)
{
    const cosim_eq_declaration *d = job->dut->equations;
    int32_t low, high = (int32_t)(((int64_t)1 << (job->dut->ops->format.state_width - 1)) - 1);
    if (d != NULL) {
        cosim_eq_drive_limits(d, &job->q.equations->drives, &low, &high);
    }
    const size_t tail = attempt == 0 ? 0 : COSIM_KEEP_TAIL;
    memcpy(longer, drive, count * sizeof *longer);
    for (size_t i = 0; i < tail; i++) {
        longer[count + i] = high >> (2 * (attempt - 1)) > 0 ? high >> (2 * (attempt - 1)) : high;
    }
    return count + tail;
}

void cosim_keep_remove(const cosim_keep *k)
{
    unlink(k->path);
    unlink(k->csv);
}

void cosim_keep_close(cosim_keep *k)
{
    sigset_t before;
    if (k->temporary && k->left.path != NULL) {
        cosim_cleanup_begin(&before);
        cosim_cleanup_remove(k->folder);
        cosim_cleanup_drop(&k->left);
        cosim_cleanup_end(&before);
        k->left.path = NULL;
    }
}
