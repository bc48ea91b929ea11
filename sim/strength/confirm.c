// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "strength/confirm.h"

#include "base/cleanup.h"
#include "diagnose/write.h"
#include "result/finding.h"
#include "result/reason.h"
#include "run/run.h"
#include "scenario/current.h"
#include "scenario/read.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PATH_BYTES = 4096, NAME_BYTES = 128, NUMBERS = 10000 };

typedef struct place {
    char folder[PATH_BYTES];
    bool temporary;
    cosim_cleanup left;
    char name[NAME_BYTES], path[PATH_BYTES + NAME_BYTES + 8], csv[PATH_BYTES + NAME_BYTES + 8];
} place;

static int open_place(place *p, const char *folder, cosim_diag *diag)
{
    *p = (place){.temporary = folder == NULL};
    if (folder != NULL) {
        snprintf(p->folder, sizeof p->folder, "%s", folder);
        return 0;
    }
    const char *temporary = getenv("TMPDIR");
    sigset_t before;
    snprintf(p->folder, sizeof p->folder, "%.3800s/lifcosim-XXXXXX",
             temporary != NULL && temporary[0] == '/' ? temporary : "/tmp");
    cosim_cleanup_begin(&before);
    const bool made = mkdtemp(p->folder) != NULL;
    if (made) {
        p->left.path = p->folder;
        cosim_cleanup_add(&p->left);
    }
    cosim_cleanup_end(&before);
    return made ? 0
                : cosim_diag_set(diag, NULL, "%s: a folder cannot be made there: %s", p->folder,
                                 strerror(errno));
}

static void close_place(place *p)
{
    sigset_t before;
    if (p->temporary && p->left.path != NULL) {
        cosim_cleanup_begin(&before);
        cosim_cleanup_remove(p->folder);
        cosim_cleanup_drop(&p->left);
        cosim_cleanup_end(&before);
    }
}

/* Takes a name that no file has yet. */
static int name_file(place *p, const char *circuit, cosim_diag *diag)
{
    char plain[64];
    snprintf(plain, sizeof plain, "%s", strncmp(circuit, "model:", 6) == 0 ? circuit + 6 : circuit);
    for (char *c = plain; *c != '\0'; c++) {
        *c = strchr("/. :", *c) != NULL ? '-' : *c;
    }
    for (unsigned i = 1; i < NUMBERS; i++) {
        snprintf(p->name, sizeof p->name, "%s-corner-%u", plain, i);
        snprintf(p->path, sizeof p->path, "%s/%s.yaml", p->folder, p->name);
        snprintf(p->csv, sizeof p->csv, "%s/%s.csv", p->folder, p->name);
        if (access(p->path, F_OK) != 0 && access(p->csv, F_OK) != 0) {
            return 0;
        }
    }
    return cosim_diag_set(diag, NULL, "%s: has %d scenarios already; name another folder",
                          p->folder, NUMBERS - 1);
}

static int write_drive(place *p, const cosim_corner *c, const cosim_job *job, cosim_diag *diag)
{
    cosim_finding finding = {.drive_fx = c->drive, .count = c->drives};
    snprintf(finding.text, sizeof finding.text, "%s", c->text);
    return cosim_finding_write(&finding, job, p->folder, p->name, diag);
}

/* Tells whether a scenario reaches a corner on the equations. */
static int reaches(cosim_strength *s, size_t corner, const cosim_job *job, bool *found,
                   cosim_diag *diag)
{
    cosim_current current;
    uint64_t step = 0;
    *found = false;
    if (cosim_current_start(&current, job->scenario) != 0) {
        return cosim_diag_memory(diag, NULL);
    }
    for (; step < job->scenario->steps; step++) {
        double current_a;
        int32_t drive;
        uint32_t hold;
        cosim_current_next(&current, 1, &current_a);
        lif_hold_fill(&job->scenario->params, step, 1, &hold);
        if (step == 0) {
            cosim_walker_start(&s->walker, job, hold);
        }
        cosim_job_drives(job, &current_a, 1, &drive);
        cosim_walker_step(&s->walker, drive, hold);
        *found = *found || s->walker.hit[corner];
    }
    cosim_current_free(&current);
    return 0;
}

/* Reads what was written, runs it on the circuit, and looks whether it reaches the corner. */
static int run_written(cosim_strength *s, size_t corner, const place *p, cosim_diag *diag)
{
    cosim_corner *c = &s->corners.items[corner];
    cosim_scenario *scenario = NULL;
    cosim_job job;
    cosim_result result = {.scenario = NULL};
    const cosim_run_options options = {.skip_distances = true};
    bool found = false;
    int status = cosim_scenario_read(p->path, NULL, 0, NULL, &scenario, diag);
    if (status == 0) {
        status = cosim_job_prepare(&job, scenario, s->subject.dut, diag);
    }
    if (status == 0) {
        status = reaches(s, corner, &job, &found, diag);
    }
    if (status == 0 && !found) {
        status = cosim_diag_set(diag, NULL, "%s: does not reach that %s, as the search said",
                                p->path, c->text);
    }
    if (status == 0) {
        status = cosim_job_run(&job, &options, &result, diag);
    }
    if (status == 0 && !cosim_verdict_is_good(result.verdict)) {
        c->state = COSIM_CORNER_REFUSED;
        char text[400];
        cosim_result_reason(&result, text, sizeof text);
        c->reason = cosim_arena_text(s->arena, text, strlen(text));
    }
    if (status == 0) {
        cosim_result_free(&result);
    }
    cosim_scenario_free(scenario);
    return status;
}

int cosim_confirm(cosim_strength *s, size_t corner, const cosim_job *job, const char *folder,
                  cosim_diag *diag)
{
    cosim_corner *c = &s->corners.items[corner];
    place *p = malloc(sizeof *p);
    if (p == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    int status = open_place(p, folder, diag);
    if (status == 0) {
        status = name_file(p, s->subject.dut->name, diag);
    }
    if (status == 0) {
        status = write_drive(p, c, job, diag);
    }
    if (status == 0) {
        status = run_written(s, corner, p, diag);
        if (status != 0 || c->state != COSIM_CORNER_MISSING) {
            unlink(p->path);
            unlink(p->csv);
        } else if (!p->temporary) {
            c->file = cosim_arena_text(s->arena, p->path, strlen(p->path));
        }
    }
    close_place(p);
    free(p);
    return status;
}
