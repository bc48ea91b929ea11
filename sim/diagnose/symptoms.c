// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "diagnose/symptoms.h"

#include "circuit/lif_dut.h"

#include <stdio.h>
#include <stdlib.h>

enum { STICKS_STEPS = 4, PERIOD_MOST = 256 };

/* This is one step: what the circuit did, and what the declared neuron would have done. */
typedef struct sight {
    size_t i;
    bool held;                                          /* it would not integrate */
    bool spike, expected_spike;                         /* of the circuit, of the neuron */
    bool follows;                                       /* the step before should have spiked too */
    bool overflows;                                     /* the declared membrane leaves its range */
    int32_t drive, last, before, after, expected_after; /* before: expected */
} sight;

/* Walks through a trace. */
typedef struct walk {
    const cosim_hypothesis *h;
    const cosim_trace *t;
    lif_integer m;
    size_t i;
    bool shown, followed;
} walk;

static void walk_start(walk *w, const cosim_hypothesis *h, const cosim_trace *t)
{
    *w = (walk){.h = h, .t = t, .shown = (t->shows & LIF_DUT_SHOWS_MEMBRANE) != 0};
    lif_integer_start(&w->m, &h->format, &h->words);
}

static bool walk_next(walk *w, sight *s)
{
    const cosim_trace *t = w->t;
    const size_t i = w->i;
    uint8_t spike;
    uint64_t overflows = 0;
    if (i == t->n) {
        return false;
    }
    *s = (sight){.i = i,
                 .held = w->m.hold > 0,
                 .spike = t->spike[i] != 0,
                 .follows = w->followed,
                 .drive = t->drive_fx[i],
                 .last = (int32_t)w->m.state_fx};
    const uint32_t left = s->held ? w->m.hold - 1 : 0;
    lif_declared_run(&w->h->declared, &w->m, 1, &s->drive, NULL, t->hold[i], &s->before,
                     &s->expected_after, &spike, &overflows);
    s->overflows = overflows > 0;
    s->expected_spike = spike != 0;
    s->after = w->shown ? t->after_fx[i] : s->expected_after;
    /* The neuron goes on from the circuit: a spike that was only not shown has still reset it. */
    const bool silent_reset = s->expected_spike && w->shown && s->after == s->expected_after;
    if (w->shown) {
        w->m.state_fx = s->after;
    } else if (s->spike && !s->expected_spike) {
        w->m.state_fx =
            w->h->words.reset_by_subtract ? s->before - w->h->words.reset_fx : w->h->words.reset_fx;
    }
    w->m.hold = s->spike || silent_reset ? t->hold[i] : left;
    w->followed = s->expected_spike;
    w->i++;
    return true;
}

static double in_scale(const walk *w, int64_t word) { return (double)word / w->h->declared.one; }

/* ---- spikes that do not come ---- */

static bool is_above(const walk *w, const sight *s)
{
    return s->expected_spike && s->before > w->h->words.threshold_fx;
}

static bool never_fires(walk *w, size_t *step, char *text, size_t bytes)
{
    sight s;
    uint64_t lost = 0;
    int32_t highest = INT32_MIN;
    while (walk_next(w, &s)) {
        if (is_above(w, &s)) {
            if (s.spike) {
                return false;
            }
            *step = lost++ == 0 ? s.i : *step;
            highest = s.before > highest ? s.before : highest;
        }
    }
    snprintf(text, bytes,
             "never fires above threshold: %llu steps should have, with membranes up to %.6g "
             "against %.6g (of |threshold - reset| from rest)",
             (unsigned long long)lost, in_scale(w, highest), in_scale(w, w->h->words.threshold_fx));
    return lost > 0;
}

/* The lost spikes are compared with the others, to find what they alone have in common. */
typedef struct losses {
    uint64_t lost, kept;
    bool all_follow, none_follows;                        /* another spike */
    bool all_quiet, none_quiet;                           /* no input in the step */
    bool all_inhibited, none_inhibited;                   /* an inhibitory one */
    int32_t least_lost, most_lost, least_kept, most_kept; /* membranes */
    bool periodic[PERIOD_MOST + 1];                       /* every p-th is lost, and no other */
} losses;

static void count_loss(losses *l, const sight *s)
{
    const uint64_t ordinal = l->lost + l->kept + 1;
    const bool lost = !s->spike, quiet = s->drive == 0, inhibited = s->drive < 0;
    for (uint64_t p = 2; p <= PERIOD_MOST; p++) {
        l->periodic[p] = l->periodic[p] && (ordinal % p == 0) == lost;
    }
    if (lost) {
        l->all_follow = l->all_follow && s->follows;
        l->all_quiet = l->all_quiet && quiet;
        l->all_inhibited = l->all_inhibited && inhibited;
        l->least_lost = s->before < l->least_lost ? s->before : l->least_lost;
        l->most_lost = s->before > l->most_lost ? s->before : l->most_lost;
        l->lost++;
    } else {
        l->none_follows = l->none_follows && !s->follows;
        l->none_quiet = l->none_quiet && !quiet;
        l->none_inhibited = l->none_inhibited && !inhibited;
        l->least_kept = s->before < l->least_kept ? s->before : l->least_kept;
        l->most_kept = s->before > l->most_kept ? s->before : l->most_kept;
        l->kept++;
    }
}

static void name_losses(const walk *w, const losses *l, char *text, size_t bytes)
{
    const unsigned long long lost = l->lost, all = l->lost + l->kept;
    if (l->all_follow && l->none_follows) {
        snprintf(text, bytes, "loses a spike that directly follows another (%llu of %llu spikes)",
                 lost, all);
        return;
    }
    for (unsigned p = 2; p <= PERIOD_MOST && l->lost + l->kept >= 2 * p; p++) {
        if (l->periodic[p]) {
            snprintf(text, bytes, "loses every %u%s spike (%llu of %llu)", p,
                     p == 2   ? "nd"
                     : p == 3 ? "rd"
                              : "th",
                     lost, all);
            return;
        }
    }
    if (l->all_inhibited && l->none_inhibited) {
        snprintf(text, bytes, "loses a spike on inhibitory input (%llu of %llu spikes)", lost, all);
    } else if (l->all_quiet && l->none_quiet) {
        snprintf(text, bytes, "loses a spike in a step without input (%llu of %llu spikes)", lost,
                 all);
    } else if (l->least_lost > l->most_kept) {
        snprintf(text, bytes, "loses a spike on membranes of %.6g and more (%llu of %llu spikes)",
                 in_scale(w, l->least_lost), lost, all);
    } else if (l->most_lost < l->least_kept) {
        snprintf(text, bytes, "loses a spike on membranes of %.6g and less (%llu of %llu spikes)",
                 in_scale(w, l->most_lost), lost, all);
    } else {
        snprintf(text, bytes, "loses a spike (%llu of %llu spikes)", lost, all);
    }
}

static bool loses_spikes(walk *w, size_t *step, char *text, size_t bytes)
{
    losses l = {.all_follow = true,
                .none_follows = true,
                .all_quiet = true,
                .none_quiet = true,
                .all_inhibited = true,
                .none_inhibited = true,
                .least_lost = INT32_MAX,
                .most_lost = INT32_MIN,
                .least_kept = INT32_MAX,
                .most_kept = INT32_MIN};
    sight s;
    for (size_t p = 2; p <= PERIOD_MOST; p++) {
        l.periodic[p] = true;
    }
    while (walk_next(w, &s)) {
        if (s.expected_spike) {
            *step = l.lost == 0 && !s.spike ? s.i : *step;
            count_loss(&l, &s);
        }
    }
    if (l.lost == 0 || l.kept == 0) {
        return false;
    }
    name_losses(w, &l, text, bytes);
    return true;
}

/* ---- spikes that should not come ---- */

static bool fires_wrongly(walk *w, bool held, bool inhibited, const char *what, size_t *step,
                          char *text, size_t bytes)
{
    sight s;
    while (walk_next(w, &s)) {
        if (s.spike && !s.expected_spike && s.held == held && (!inhibited || s.drive < 0)) {
            *step = s.i;
            snprintf(text, bytes,
                     "%s: a spike with a drive of %d and a membrane of %.6g against a threshold of "
                     "%.6g (of |threshold - reset| from rest)",
                     what, s.drive, in_scale(w, s.before), in_scale(w, w->h->words.threshold_fx));
            return true;
        }
    }
    return false;
}

/* ---- membranes ---- */

/* Tells whether the membrane wraps as the circuit declares; the neuron of the scenario still does
 * not. */
static bool wraps_as_declared(const walk *w, const sight *s, char *text, size_t bytes)
{
    const lif_declared *d = &w->h->declared;
    if (!s->overflows || d->overflow == LIF_OVERFLOW_SATURATE) {
        return false;
    }
    snprintf(text, bytes,
             "wraps at %.6g (of |threshold - reset| from rest): a drive of %d takes a membrane of "
             "%.6g to %.6g",
             in_scale(w, d->high_fx + 1), s->drive, in_scale(w, s->last), in_scale(w, s->before));
    return true;
}

/* Tells whether the membrane is off by a multiple of a large power of two. */
static bool wraps(walk *w, size_t *step, char *text, size_t bytes)
{
    sight s;
    const double one = w->h->declared.one;
    while (walk_next(w, &s)) {
        if (wraps_as_declared(w, &s, text, bytes)) {
            *step = s.i;
            return true;
        }
        const int64_t off = (int64_t)s.after - s.expected_after;
        int64_t power = 8;
        if (s.held || s.spike || s.expected_spike || off == 0) {
            continue;
        }
        while ((double)power < one / 4) {
            power *= 2;
        }
        if (off % power == 0) {
            while (off % (2 * power) == 0) {
                power *= 2;
            }
            *step = s.i;
            snprintf(text, bytes,
                     "wraps at %.6g: a membrane of %.6g comes out as %.6g (of |threshold - reset| "
                     "from rest)",
                     in_scale(w, power), in_scale(w, s.expected_after), in_scale(w, s.after));
            return true;
        }
    }
    return false;
}

static bool sticks(walk *w, size_t *step, char *text, size_t bytes)
{
    sight s;
    size_t run = 0, longest = 0;
    int32_t word = 0, drive = 0, next = 0, last_drive = 0;
    while (w->shown && walk_next(w, &s)) {
        const bool stuck = !s.held && !s.spike && !s.expected_spike && s.after == s.last &&
                           s.after != 0 && s.expected_after != s.after &&
                           (run == 0 || s.drive == last_drive);
        run = stuck ? run + 1 : 0;
        last_drive = s.drive;
        if (run > longest) {
            longest = run;
            *step = s.i + 1 - run;
            word = s.after;
            drive = s.drive;
            next = s.expected_after;
        }
    }
    snprintf(text, bytes,
             "sticks at %.6g of |threshold - reset| from rest (dead zone of the leak): %zu steps "
             "with a drive of %d at the word %d, from where it should go to %d",
             in_scale(w, word), longest, drive, word, next);
    return longest >= STICKS_STEPS;
}

static bool moves(walk *w, bool held, size_t *step, char *text, size_t bytes)
{
    sight s;
    while (w->shown && walk_next(w, &s)) {
        if (s.held == held && !s.spike && !s.expected_spike && s.after != s.expected_after) {
            *step = s.i;
            snprintf(text, bytes,
                     held
                         ? "moves while it is refractory: from the word %d to %d with a drive of %d"
                           " (declared: %d)"
                         : "does not update its membrane as declared: from the word %d to %d "
                           "with a drive of %d, declared: to %d",
                     s.last, s.after, s.drive, s.expected_after);
            return true;
        }
    }
    return false;
}

static bool resets_elsewhere(walk *w, size_t *step, char *text, size_t bytes)
{
    sight s;
    while (w->shown && walk_next(w, &s)) {
        if (s.spike && s.expected_spike && s.after != s.expected_after) {
            *step = s.i;
            snprintf(text, bytes, "resets to the word %d after a membrane of %d, and not to %d",
                     s.after, s.before, s.expected_after);
            return true;
        }
    }
    return false;
}

/* ---- all ---- */

const char *cosim_symptom_kind(cosim_symptom symptom)
{
    static const char *const kinds[COSIM_SYMPTOMS] = {
        "wraps",       "never-fires",      "fires-on-inhibition", "loses-spikes",
        "sticks",      "moves-while-held", "fires-while-held",    "reset",
        "fires-below", "membrane"};
    return kinds[symptom];
}

bool cosim_symptom_find(cosim_symptom symptom, const cosim_hypothesis *declared,
                        const cosim_trace *trace, size_t *step, char *text, size_t bytes)
{
    char unused[400];
    size_t nowhere = 0;
    walk w;
    char *to = text != NULL ? text : unused;
    const size_t room = text != NULL ? bytes : sizeof unused;
    size_t *at = step != NULL ? step : &nowhere;
    *at = 0;
    walk_start(&w, declared, trace);
    switch (symptom) {
    case COSIM_NEVER_FIRES:
        return never_fires(&w, at, to, room);
    case COSIM_FIRES_ON_INHIBITION:
        return fires_wrongly(&w, false, true, "fires on inhibitory input", at, to, room);
    case COSIM_LOSES_SPIKES:
        return loses_spikes(&w, at, to, room);
    case COSIM_WRAPS:
        return wraps(&w, at, to, room);
    case COSIM_STICKS:
        return sticks(&w, at, to, room);
    case COSIM_MOVES_WHILE_HELD:
        return moves(&w, true, at, to, room);
    case COSIM_FIRES_WHILE_HELD:
        return fires_wrongly(&w, true, false, "fires while it is refractory", at, to, room);
    case COSIM_RESETS_ELSEWHERE:
        return resets_elsewhere(&w, at, to, room);
    case COSIM_FIRES_BELOW:
        return fires_wrongly(&w, false, false, "fires below its threshold", at, to, room);
    case COSIM_MOVES_OTHERWISE:
        return moves(&w, false, at, to, room);
    case COSIM_SYMPTOMS:
    default:
        return false;
    }
}
