// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "report/problems.h"

#include "base/arena.h"
#include "result/finding.h"
#include "result/reason.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void cosim_problem_say(cosim_problem *p, const char *scenario, const char *dut, const char *what)
{
    const bool named = p->name[0] != '\0';
    snprintf(p->text, sizeof p->text, "%s on %s: %s%s%s%s", scenario, dut, what,
             named ? " (register " : "", p->name, named ? ")" : "");
}

const char *cosim_problems_text(cosim_problems *problems, const char *text, cosim_diag *diag)
{
    if (problems->texts == NULL) {
        problems->texts = cosim_arena_new();
    }
    const char *kept =
        problems->texts != NULL ? cosim_arena_text(problems->texts, text, strlen(text)) : NULL;
    if (kept == NULL) {
        cosim_diag_memory(diag, NULL);
    }
    return kept;
}

int cosim_problems_add(cosim_problems *problems, const cosim_problem *problem, cosim_diag *diag)
{
    if (problems->count == problems->room) {
        const size_t room = 2 * problems->room + 8;
        cosim_problem *more = realloc(problems->items, room * sizeof *more);
        if (more == NULL) {
            return cosim_diag_memory(diag, NULL);
        }
        problems->items = more;
        problems->room = room;
    }
    problems->items[problems->count++] = *problem;
    return 0;
}

static int add(const cosim_result *r, const cosim_finding *f, cosim_problems *problems,
               cosim_diag *diag)
{
    char what[600];
    const cosim_source_line *at = f != NULL && f->at.file != NULL ? &f->at : &r->at;
    cosim_problem p = {.scenario = r->file,
                       .dut = r->dut,
                       .file = at->file != NULL ? at->file : r->file,
                       .name = at->name != NULL ? at->name : "",
                       .line = at->line > 0 ? at->line : 1,
                       .vacuous = r->verdict == COSIM_VACUOUS};
    if (f != NULL) {
        p.kind = f->kind;
        snprintf(what, sizeof what, "%s, from step %" PRIu64, f->text, f->step);
    } else {
        p.kind = r->verdict == COSIM_VACUOUS ? "vacuous"
                 : r->first_mismatch.present ? cosim_level_name(r->first_mismatch.level)
                                             : "fail";
        cosim_result_reason(r, what, sizeof what);
    }
    cosim_problem_say(&p, r->scenario, r->dut, what);
    return cosim_problems_add(problems, &p, diag);
}

int cosim_problems_of(const cosim_result *r, cosim_problems *problems, cosim_diag *diag)
{
    const size_t findings = r->findings != NULL ? r->findings->count : 0;
    int status = 0;
    if (cosim_verdict_is_good(r->verdict)) {
        return 0;
    }
    for (size_t i = 0; status == 0 && i < (findings > 0 ? findings : 1); i++) {
        status = add(r, findings > 0 ? &r->findings->items[i] : NULL, problems, diag);
    }
    return status;
}

void cosim_problems_free(cosim_problems *problems)
{
    cosim_arena_free(problems->texts);
    free(problems->items);
    *problems = (cosim_problems){.count = 0};
}
