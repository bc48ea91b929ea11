// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "diagnose/cause.h"

#include "diagnose/apart.h"
#include "diagnose/excite.h"
#include "diagnose/pairing.h"
#include "diagnose/values.h"

#include <stdio.h>
#include <string.h>

enum {
    EXCITING_STEPS = 2000,
    SAID_MOST = 3,       /* of those that answer alike */
    ROOM_FOR_COUNT = 32, /* bytes */
    CAUSE_BYTES = 2 * COSIM_EDIT_WORDS + 8
};

/* Asks the circuit for what it answers to drives that excite it, within the range of its run. */
static int excite(cosim_inquiry *q, cosim_diag *diag)
{
    cosim_trace trace;
    lif_random random;
    int32_t low, high;
    if (cosim_trace_is_all(q->job)) { /* nobody can ask it */
        return 0;
    }
    cosim_excite_range(&q->evidence[0], &low, &high);
    if (cosim_inquiry_trace(q, EXCITING_STEPS, &trace) != 0) {
        return cosim_diag_memory(diag, NULL);
    }
    lif_random_seed(&random, COSIM_INQUIRY_SEED);
    cosim_excite(&random, &q->declared, low, high, &trace);
    return cosim_inquiry_ask(q, &trace, diag);
}

/* ---- one edit, or two ---- */

/* Tells whether a candidate answers as the circuit did; *agreed: for how many steps of the run. */
static bool explains(const cosim_inquiry *q, cosim_candidate *c, size_t *agreed)
{
    *agreed = cosim_player_agrees(&c->player, &q->evidence[0]);
    bool all = *agreed == q->evidence[0].n;
    for (size_t i = 1; all && i < q->evidence_count; i++) {
        all = cosim_player_agrees(&c->player, &q->evidence[i]) == q->evidence[i].n;
    }
    return all;
}

/* Tries a candidate, and notes it where it explains all evidence. */
static bool consider(void *context, const cosim_edit *a, const cosim_edit *b, size_t *agreed)
{
    cosim_inquiry *q = context;
    cosim_candidate c;
    bool noted = false;
    *agreed = 0;
    if (cosim_inquiry_open(q, a, b, &c) == 0) {
        if (explains(q, &c, agreed) && q->count < COSIM_ALIKE) {
            q->alike[q->count].a = a;
            q->alike[q->count++].b = b;
            noted = true;
        }
        cosim_inquiry_close(&c);
    }
    cosim_inquiry_cut(q);
    return noted;
}

/* ---- all ---- */

/* Leaves a drive to which the cause is not the whole answer, which ends there; or none. */
static void find_telling(cosim_cause *cause)
{
    cosim_inquiry *q = &cause->inquiry;
    cosim_trace *t = &cause->telling;
    if (!cause->known) {
        t->n = 0;
    } else if (cause->partial) {
        const size_t agrees = cosim_player_agrees(&cause->first.player, t);
        t->n = agrees < t->n ? agrees + 1 : 0;
    } else if (q->apart.n > 0 &&
               cosim_inquiry_open(q, q->alike[q->apart_from].a, q->alike[q->apart_from].b,
                                  &cause->second) == 0) {
        *t = q->apart;
        q->apart = (cosim_trace){.n = 0};
    }
}

static int find(cosim_cause *cause, cosim_diag *diag)
{
    cosim_inquiry *q = &cause->inquiry;
    cosim_pairing pairing = {.edits = &q->edits, .consider = consider, .context = q};
    pairing.rank = cosim_arena_alloc(q->arena, (q->edits.count + 1) * sizeof *pairing.rank);
    if (pairing.rank == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    q->count = 0;
    if (!cosim_pairing_single(&pairing)) {
        cosim_values_find(q);
    }
    if (q->count == 0) {
        cosim_pairing_pairs(&pairing);
    }
    if (q->count == 0 && q->evidence_count > 1) { /* the run alone */
        cause->partial = true;
        cause->telling = q->evidence[--q->evidence_count];
        cosim_pairing_single(&pairing);
    }
    if (cosim_tell_apart(q, diag) != 0) {
        return -1;
    }
    cause->known =
        q->count > 0 && cosim_inquiry_open(q, q->alike[0].a, q->alike[0].b, &cause->first) == 0;
    find_telling(cause);
    return q->no_memory ? cosim_diag_memory(diag, NULL) : 0;
}

int cosim_cause_find(cosim_cause *cause, const cosim_job *job, const cosim_trace *whole,
                     cosim_diag *diag)
{
    *cause = (cosim_cause){.known = false};
    return cosim_inquiry_start(&cause->inquiry, job, whole, diag) == 0 &&
                   excite(&cause->inquiry, diag) == 0
               ? find(cause, diag)
               : -1;
}

void cosim_cause_free(cosim_cause *cause)
{
    if (cause->known) {
        cosim_inquiry_close(&cause->first);
    }
    cosim_inquiry_close(&cause->second);
    cosim_trace_free(&cause->telling);
    cosim_inquiry_free(&cause->inquiry);
}

/* ---- words ---- */

static void one_cause(const cosim_cause *cause, size_t i, char text[CAUSE_BYTES])
{
    const cosim_edit *a = cause->inquiry.alike[i].a, *b = cause->inquiry.alike[i].b;
    snprintf(text, CAUSE_BYTES, "%s%s%s", a->words, b != NULL ? ", and " : "",
             b != NULL ? b->words : "");
}

/* Tells whether an earlier one of the alike says this already: it has the same words, or is another
 * width of the same place. */
static bool is_said(const cosim_cause *cause, size_t i, const char *words)
{
    char other[CAUSE_BYTES];
    for (size_t k = 0; k < i; k++) {
        const cosim_edit *earlier = cause->inquiry.alike[k].a, *own = cause->inquiry.alike[i].a;
        one_cause(cause, k, other);
        if (strcmp(other, words) == 0 ||
            (own->is_width && earlier->is_width && own->site == earlier->site &&
             cause->inquiry.alike[k].b == cause->inquiry.alike[i].b)) {
            return true;
        }
    }
    return false;
}

void cosim_cause_words(const cosim_cause *cause, char *text, size_t bytes)
{
    static const char partial[] = "; another drive shows that this is not all of it";
    char one[CAUSE_BYTES];
    const size_t room = bytes - sizeof partial - ROOM_FOR_COUNT;
    size_t length = 0, said = 0, left = 0;
    for (size_t i = 0; i < cause->inquiry.count; i++) {
        const char *between = said > 0 ? ", or, which answers the same here, " : "";
        one_cause(cause, i, one);
        if (is_said(cause, i, one)) {
            continue;
        }
        if (said == SAID_MOST || length + strlen(between) + strlen(one) + 1 > room) {
            left++;
            continue;
        }
        length += (size_t)snprintf(text + length, room - length, "%s%s", between, one);
        said++;
    }
    if (left > 0) {
        length += (size_t)snprintf(text + length, bytes - length, ", or %zu more", left);
    }
    if (cause->partial) {
        snprintf(text + length, bytes - length, "%s", partial);
    }
}

int cosim_cause_also(const cosim_cause *cause, cosim_finding *finding)
{
    char one[CAUSE_BYTES];
    for (size_t i = 1; i < cause->inquiry.count; i++) {
        one_cause(cause, i, one);
        if (!is_said(cause, i, one) && cosim_finding_add(finding, one) != 0) {
            return -1;
        }
    }
    return 0;
}
