// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "report/problems.h"

#include "result/finding.h"
#include "result/reason.h"

#include <inttypes.h>
#include <stdio.h>

/* Says on what run it is, since a report in one list has no other heading. */
static void put_text(cosim_problem *p, const char *what, const char *from)
{
    const bool named = p->name[0] != '\0';
    snprintf(p->text, sizeof p->text, "%s on %s: %s%s%s%s%s", p->result->scenario, p->result->dut,
             what, from, named ? " (register " : "", p->name, named ? ")" : "");
}

static void fill(const cosim_result *r, const cosim_finding *f, cosim_problem *p)
{
    char reason[400], from[40] = "";
    const cosim_source_line *at = f != NULL && f->at.file != NULL ? &f->at : &r->at;
    *p = (cosim_problem){.result = r,
                         .file = at->file != NULL ? at->file : r->file,
                         .name = at->name != NULL ? at->name : "",
                         .line = at->line > 0 ? at->line : 1,
                         .vacuous = r->verdict == COSIM_VACUOUS};
    if (f != NULL) {
        p->kind = f->kind;
        snprintf(from, sizeof from, ", from step %" PRIu64, f->step);
    } else {
        p->kind = r->verdict == COSIM_VACUOUS ? "vacuous"
                  : r->first_mismatch.present ? cosim_level_name(r->first_mismatch.level)
                                              : "fail";
    }
    put_text(p, f != NULL ? f->text : cosim_result_reason(r, reason, sizeof reason), from);
}

bool cosim_problem_next(const cosim_result *const *results, size_t count, size_t *run,
                        size_t *number, cosim_problem *problem)
{
    for (; *run < count; (*run)++, *number = 0) {
        const cosim_result *r = results[*run];
        const size_t findings = r->findings != NULL ? r->findings->count : 0;
        if (!cosim_verdict_is_good(r->verdict) && *number < (findings > 0 ? findings : 1)) {
            fill(r, findings > 0 ? &r->findings->items[*number] : NULL, problem);
            (*number)++;
            return true;
        }
    }
    return false;
}
