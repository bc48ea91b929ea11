// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "judge/equations_lif.h"

#include <math.h>

static void note_lif(cosim_judge *j, const char *term, cosim_lif_apart apart)
{
    if (!j->lif_in_step) {
        j->lif_in_step = true;
        if (j->lif_differ++ == 0) {
            j->lif_first = j->step;
            j->lif_term = term;
            j->lif_apart = apart;
        }
    }
}

void cosim_judge_eq_lif(cosim_judge *j, size_t phase, const cosim_eq_lif_step *lif, bool ideal)
{
    cosim_eq_case *c = j->q.equations;
    const cosim_eq_declaration *d = c->declaration;
    const double tolerance = 1e-9 * d->one;
    const bool whole = c->lif.by_phases || d->phase_count == 1;
    const bool last = phase + 1 == d->phase_count;
    if (!whole && !last) {
        return;
    }
    const double y = c->bound.forms.x[c->plan->update->id];
    if (whole && !(fabs(y - lif->y) <= tolerance)) {
        note_lif(j, lif->held ? "held membrane" : "membrane",
                 (cosim_lif_apart){.declared = y, .lif = lif->y});
    }
    if (ideal != lif->fires && !(fabs(lif->margin) <= tolerance)) {
        note_lif(j, lif->held ? "decision of a held step" : "decision to spike",
                 (cosim_lif_apart){.decides = true, .declared = ideal, .lif = lif->fires});
    }
}

void cosim_judge_eq_lif_after(cosim_judge *j, bool fired)
{
    cosim_eq_case *c = j->q.equations;
    const double x = c->bound.x[c->declaration->membrane];
    if (!(fabs(x - c->guided.x) <= 1e-9 * c->declaration->one)) {
        note_lif(j, fired ? "membrane after a spike" : "membrane",
                 (cosim_lif_apart){.declared = x, .lif = c->guided.x});
    }
}
