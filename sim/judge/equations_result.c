// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "judge/equations_result.h"

#include "equations/case.h"
#include "equations/departs.h"
#include "equations/print.h"
#include "equations/reach.h"

#include <stdio.h>
#include <stdlib.h>

void cosim_judge_equations_constants(cosim_judge *j, const int64_t *told)
{
    const cosim_eq_case *c = j->q.equations;
    const cosim_eq_declaration *d = c->declaration;
    j->constants = COSIM_PASS;
    for (size_t i = 0; i < d->told_count; i++) {
        const cosim_eq_param *p = &d->equations->params[d->told[i]];
        const double real = c->words.real[d->told[i]];
        if (!cosim_eq_is_nearest(p, real, told[i])) {
            cosim_judge_note_words(j, COSIM_LEVEL_CONSTANTS, p->name, NULL, 0,
                                   c->words.word[d->told[i]], told[i]);
            j->constants = COSIM_FAIL;
        }
    }
}

/* ---- the result ---- */

static void put_departs(const cosim_eq_declaration *d, char *text, size_t bytes)
{
    size_t length = 0;
    text[0] = '\0';
    for (size_t i = 0; i < d->depart_count && length < bytes; i++) {
        length += (size_t)snprintf(text + length, bytes - length, "%s%s", i > 0 ? ", " : "",
                                   cosim_eq_departure_name(d->departs[i].kind));
    }
}

/* Names the drives that take no part in a run. */
static void put_undriven(const cosim_eq_declaration *d, char *text, size_t bytes)
{
    size_t length = 0;
    text[0] = '\0';
    for (size_t i = d->drive + 1; i < d->equations->input_count && length < bytes; i++) {
        if (d->roles[i] != COSIM_EQ_ROLE_NONE && !cosim_eq_takes_part(d, (unsigned)i)) {
            length += (size_t)snprintf(text + length, bytes - length, "%s%s",
                                       length > 0 ? ", " : "", d->equations->inputs[i].name);
        }
    }
}

static void put_conventions(const cosim_judge *j, const cosim_eq_case *c, char *text, size_t bytes)
{
    char reset[48];
    snprintf(reset, sizeof reset, c->lif.subtract ? "subtracts %.9g" : "resets to %.9g",
             c->lif.subtract ? c->lif.amount : c->lif.reset);
    snprintf(text, bytes, "fires %s %.9g, on the %s membrane, %s, holds %u",
             c->lif.above ? "above" : "at or above", c->lif.theta,
             c->lif.of[COSIM_EQ_OLD_MEMBRANE] != NULL ? "old" : "new", reset,
             lif_hold_at(&j->params, 0));
}

static void put_wraps(const cosim_equations *e, cosim_result *r)
{
    const size_t nodes = cosim_eq_tree_count(e->tree);
    bool *needed = cosim_eq_needed(e);
    for (size_t id = 0; needed != NULL && id < nodes; id++) {
        const cosim_eq_node *n = cosim_eq_tree_node(e->tree, id);
        if (needed[id] && n->op == COSIM_EQ_CUT && cosim_eq_can_wrap(n) &&
            r->lif.wrap_count++ == 0) {
            cosim_eq_text(e, e->symbol_count, n->of[0], r->lif.wraps, sizeof r->lif.wraps);
        }
    }
    free(needed);
}

void cosim_judge_equations_finish(const cosim_judge *j, cosim_result *r)
{
    const cosim_eq_case *c = j->q.equations;
    const cosim_equations *e = c->declaration->equations;
    r->lif.declared = true;
    r->lif.own = c->declaration->own;
    r->lif.compared = j->lif_compared;
    r->lif.differ = j->lif_differ;
    r->lif.first = j->lif_first;
    r->lif.term = j->lif_term;
    r->lif.apart = j->lif_apart;
    r->lif.verdict = r->lif.own || j->lif_compared == 0 ? COSIM_NOT_APPLICABLE
                     : j->lif_differ > 0                ? COSIM_FAIL
                                                        : COSIM_PASS;
    r->lif.cut_steps = j->cut_steps;
    r->lif.first_cut = j->first_cut;
    if (j->cut != NULL) {
        cosim_eq_text(e, e->symbol_count, j->cut, r->lif.cut, sizeof r->lif.cut);
    }
    r->lif.rho = c->bound.rho;
    const cosim_eq_node *largest = cosim_eq_bound_rho_node(&c->bound);
    if (largest != NULL) {
        cosim_eq_text(e, e->symbol_count, largest, r->lif.rho_node, sizeof r->lif.rho_node);
    }
    put_departs(c->declaration, r->lif.departs, sizeof r->lif.departs);
    put_undriven(c->declaration, r->lif.undriven, sizeof r->lif.undriven);
    put_conventions(j, c, r->lif.conventions, sizeof r->lif.conventions);
    put_wraps(e, r);
}
