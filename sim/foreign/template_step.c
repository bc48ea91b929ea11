// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "foreign/template_step.h"

#include <stdlib.h>
#include <string.h>

enum { NAME_BYTES = 24 };

bool cosim_template_is_residual(const cosim_keys *d)
{
    return d->rounding == COSIM_ROUND_RESIDUAL && d->leak != COSIM_LEAK_LINEAR;
}

bool cosim_template_counts(const cosim_manifest *m)
{
    return m->refractory.node != NULL || m->count_in.node != NULL || m->declared.hold.word > 0;
}

bool cosim_template_remembers(const cosim_manifest *m)
{
    return m->more.reset >= COSIM_RESET_NEXT_SUBTRACTS;
}

/* ---- the update ---- */

/* Begins x / 2^n, as the manifest rounds it; x is to follow. */
static void begin_rounding(FILE *file, const cosim_manifest *m)
{
    static const char *const functions[] = {"round", "floor", "trunc", "floor", "floor"};
    fprintf(file, "%s(", m->more.ceil ? "ceil" : functions[m->declared.rounding]);
}

static void put_drive(FILE *file, const cosim_manifest *m)
{
    const cosim_keys *d = &m->declared;
    const int gain = m->more.gain;
    const bool later = m->more.nested > 0 && d->input == COSIM_INPUT_POTENTIAL; /* its shift */
    fputs(gain != 0 ? "  word = " : "  e = ", file);
    if (later && d->gains) {
        fputs("i\n", file);
    } else if (d->events) {
        fputs("i ? weight : 0\n", file);
    } else if (d->gains && d->gain_fraction > 0) {
        begin_rounding(file, m);
        fprintf(file, "i * gain, %u)\n", d->gain_fraction);
    } else if (d->gains) {
        fputs("i * gain\n", file);
    } else if (d->drive_shift > 0) {
        fprintf(file, "i << %u\n", d->drive_shift);
    } else {
        fputs("i\n", file);
    }
    if (gain > 0) {
        fprintf(file, "  e = word << %d\n", gain);
    } else if (gain < 0) {
        fprintf(file, "  e = word >> %d\n", -gain);
    }
}

static void put_terms(FILE *file, const cosim_manifest *m, const char *x)
{
    const cosim_keys *d = &m->declared;
    fputs("(", file);
    for (unsigned i = 0; i < d->term_count; i++) {
        fputs(d->terms[i] < 0 ? (i == 0 ? "0 - " : " - ") : i == 0 ? "" : " + ", file);
        begin_rounding(file, m);
        fprintf(file, "%s, %d)", x, abs(d->terms[i]));
    }
    fputs(") * share", file);
}

/* Writes x times the word that is told, where there is one. */
static void put_product(FILE *file, const cosim_keys *d, const char *x)
{
    const bool sum = strchr(x, ' ') != NULL;
    if (d->leak == COSIM_LEAK_SHIFT) {
        fputs(x, file);
    } else {
        fprintf(file, sum ? "(%s) * %s" : "%s * %s", x, d->decay ? "keep" : "leak");
    }
}

/* Writes the line that a residual needs before: what is divided, with the rest of the last time. */
static void put_residual_line(FILE *file, const cosim_keys *d, const char *x)
{
    if (cosim_template_is_residual(d)) {
        fputs("  p = ", file);
        put_product(file, d, x);
        fputs(" + r\n", file);
    }
}

/* Writes the share of x that is rounded: the part that leaks, or, with decay, that stays. */
static void put_share(FILE *file, const cosim_manifest *m, const char *x)
{
    const cosim_keys *d = &m->declared;
    if (d->leak == COSIM_LEAK_SHIFTS) {
        put_terms(file, m, x);
        return;
    }
    begin_rounding(file, m);
    if (cosim_template_is_residual(d)) {
        fputs("p", file);
    } else {
        put_product(file, d, x);
    }
    if (d->leak == COSIM_LEAK_SHIFT) {
        fputs(", leak)", file);
    } else {
        fprintf(file, ", %u)", m->format.leak_fraction);
    }
}

/* Names x without the word of rest, which leaks. */
static const char *above_rest(const cosim_manifest *m, const char *x, char text[NAME_BYTES])
{
    snprintf(text, NAME_BYTES, m->declared.rests ? "%s - v_rest" : "%s", x);
    return text;
}

/* Gives what a membrane leaks to. */
static const char *rest_of(const cosim_manifest *m) { return m->declared.rests ? "v_rest" : "0"; }

/* Writes x without what leaks from it in a step. */
static void put_leaked(FILE *file, const cosim_manifest *m, const char *x)
{
    const cosim_keys *d = &m->declared;
    char above[NAME_BYTES];
    if (d->leak == COSIM_LEAK_LINEAR) { /* also where words are never negative: the ideal may be */
        fprintf(file, "clamp(%s, %s - leak, %s + leak)", rest_of(m), x, x);
    } else {
        if (!d->decay) {
            fprintf(file, "%s - ", x);
        } else if (d->rests) {
            fputs("v_rest + ", file);
        }
        put_share(file, m, above_rest(m, x, above));
    }
}

/* Begins the line of a value that the membrane has to hold. A wide one is cut later, in a line of
 * its own. Returns what ends it. */
static const char *begin_fitted(FILE *file, const cosim_manifest *m, const char *name)
{
    const bool saturates = m->declared.overflow == COSIM_OVERFLOW_SATURATE;
    const bool before = m->declared.input == COSIM_INPUT_BEFORE_LEAK;
    const char *first = m->more.floored ? "sum" : name;
    if (m->more.wide) {
        fprintf(file, "  %s = ", before ? name : "sum");
        return "\n";
    }
    fprintf(file, saturates ? "  %s = sat(%c%u, " : "  %s: %c%u = ", first,
            m->membrane_signed ? 's' : 'u', (unsigned)m->membrane_width);
    return saturates ? ")\n" : "\n";
}

/* Ends it with what a spike in the step before takes off. */
static void end_fitted(FILE *file, const cosim_manifest *m, const char *name, const char *end)
{
    const bool owes = m->more.reset == COSIM_RESET_NEXT_SUBTRACTS;
    fprintf(file, "%s%s", owes ? " - owed" : "", end);
    if (m->more.wide && m->declared.input == COSIM_INPUT_BEFORE_LEAK) {
        return; /* what leaked of it is cut */
    }
    if (m->more.wide) {
        fprintf(file, "  %s: %c%u = ", name, m->membrane_signed ? 's' : 'u',
                (unsigned)m->membrane_width);
        fprintf(file, m->more.floored ? "max(%s, sum)\n" : "sum\n", rest_of(m));
    } else if (m->more.floored) {
        fprintf(file, "  %s = max(%s, sum)\n", name, rest_of(m));
    }
}

/* Writes v + ((e - (v >> a)) >> b), which leaks 2^-(a+b) of v and takes 2^-b of the drive; or,
 * with the drive after it, v - ((v >> a) >> b) + e. */
static void put_nested(FILE *file, const cosim_manifest *m)
{
    const int a = m->more.nested, b = m->declared.terms[0];
    char above[NAME_BYTES];
    above_rest(m, "v", above);
    if (m->more.narrow) {
        fprintf(file, "v + floor(d, %d)", b);
    } else if (m->declared.input == COSIM_INPUT_POTENTIAL) {
        fprintf(file, "v + floor(e - floor(%s, %d) * share, %d)", above, a, b);
    } else {
        fprintf(file, "v - floor(floor(%s, %d), %d) * share + e", above, a, b);
    }
}

/* Writes what stays of q. */
static void put_leaked_sum(FILE *file, const cosim_manifest *m)
{
    const bool fits = m->more.wide && m->declared.overflow == COSIM_OVERFLOW_SATURATE;
    if (m->more.wide) {
        fprintf(file, fits ? "  z = sat(%c%u, " : "  z: %c%u = ", m->membrane_signed ? 's' : 'u',
                (unsigned)m->membrane_width);
    } else {
        fputs("  z = ", file);
    }
    if (m->more.wide && m->more.floored) {
        fprintf(file, "max(%s, ", rest_of(m));
    }
    put_leaked(file, m, "q");
    fputs(m->more.wide && m->more.floored ? ")" : "", file);
    fputs(fits ? ")\n" : "\n", file);
}

void cosim_template_put_update(FILE *file, const cosim_manifest *m)
{
    const cosim_keys *d = &m->declared;
    const char *end, *below = d->rests ? "e + v_rest - v" : "e - v";
    char above[NAME_BYTES];
    put_drive(file, m);
    if (m->more.reset == COSIM_RESET_NEXT_SUBTRACTS) {
        fputs("  owed = was ? theta : 0\n", file);
    }
    if (m->more.nested > 0) {
        if (m->more.narrow) {
            fprintf(file, "  d: s%u = e - floor(%s, %d) * share\n", (unsigned)m->membrane_width,
                    above_rest(m, "v", above), m->more.nested);
        }
        end = begin_fitted(file, m, "z");
        put_nested(file, m);
        end_fitted(file, m, "z", end);
        return;
    }
    if (d->input == COSIM_INPUT_BEFORE_LEAK) {
        end = begin_fitted(file, m, "q");
        fputs("v + e", file);
        end_fitted(file, m, "q", end);
        put_residual_line(file, d, above_rest(m, "q", above));
        put_leaked_sum(file, m);
        return;
    }
    const bool potential = d->input == COSIM_INPUT_POTENTIAL;
    if (m->more.narrow) {
        fprintf(file, "  d: s%u = %s\n", (unsigned)m->membrane_width,
                potential  ? below
                : d->rests ? "v_rest - v"
                           : "-v");
    }
    put_residual_line(file, d,
                      m->more.narrow ? "d"
                      : potential    ? below
                                     : above_rest(m, "v", above));
    end = begin_fitted(file, m, "z");
    if (potential || m->more.narrow) {
        fputs("v + ", file);
        put_share(file, m, m->more.narrow ? "d" : below);
        fputs(potential ? "" : " + e", file);
    } else {
        put_leaked(file, m, "v");
        fputs(" + e", file);
    }
    end_fitted(file, m, "z", end);
}

/* ---- the decision, and what follows ---- */

/* Writes the next value of a state, and what it takes in a held step, at a spike and otherwise. */
static void put_next(FILE *file, const cosim_manifest *m, const char *name, const char *held,
                     const char *spike, const char *otherwise)
{
    fprintf(file, "  %s' = ", name);
    if (cosim_template_counts(m)) {
        fprintf(file, "held ? %s : ", held);
    }
    if (strcmp(spike, otherwise) != 0) {
        fprintf(file, "fire ? %s : ", spike);
    }
    fprintf(file, "%s\n", otherwise);
}

static void put_residual(FILE *file, const cosim_manifest *m)
{
    const cosim_keys *d = &m->declared;
    char rest[40] = "rest(p, leak)";
    if (d->leak != COSIM_LEAK_SHIFT) {
        snprintf(rest, sizeof rest, "rest(p, %u)", m->format.leak_fraction);
    }
    put_next(file, m, "r", "r", !d->subtract ? "0" : d->compare_old ? "r" : rest, rest);
}

/* Writes what a membrane shows that is seen before its reset. */
static void put_before(FILE *file, const cosim_manifest *m)
{
    const bool counts = cosim_template_counts(m), old = m->declared.compare_old;
    const char *value = counts && old ? "held or fire ? v : z"
                        : counts      ? "held ? v : z"
                        : old         ? "fire ? v : z"
                                      : "z";
    fprintf(file, "  before: %c%u = %s\n", m->membrane_signed ? 's' : 'u',
            (unsigned)m->membrane_width, value);
}

static void reset_of(const cosim_manifest *m, char text[60])
{
    const cosim_keys *d = &m->declared;
    const char *from = d->compare_old ? "v" : "z";
    const char *amount = d->subtract_threshold ? "theta" : "amount";
    if (m->more.reset != COSIM_RESET_AS_SAID) {
        snprintf(text, 60, "z");
    } else if (!d->subtract) {
        snprintf(text, 60, m->more.resets_to_rest ? "v_rest" : "v0");
    } else if (d->overflow == COSIM_OVERFLOW_SATURATE) {
        snprintf(text, 60, "sat(%c%u, %s - %s)", m->membrane_signed ? 's' : 'u',
                 (unsigned)m->membrane_width, from, amount);
    } else {
        snprintf(text, 60, "%s - %s", from, amount);
    }
}

static const char *held_of(const cosim_manifest *m)
{
    const char *const values[] = {"v", "z", rest_of(m), "leaking"};
    return values[m->more.held];
}

/* Writes what a held membrane takes, where that is not a name. */
static void put_held_line(FILE *file, const cosim_manifest *m)
{
    if (m->more.held == COSIM_HELD_LEAKS) {
        fputs("  leaking = ", file);
        put_leaked(file, m, "v");
        fputs("\n", file);
    }
}

/* A spike is remembered where the step after it resets. */
static void put_was(FILE *file, const cosim_manifest *m)
{
    if (cosim_template_remembers(m)) {
        put_next(file, m, "was", "was", "1", "0");
    }
}

void cosim_template_put_decision(FILE *file, const cosim_manifest *m)
{
    static const char *const loads[2][3] = {
        {"hold + 1", "hold", "max(hold - 1, 0)"},
        {"max(hold + 1, 0)", "max(hold, 0)", "max(hold - 1, 0)"}};
    const cosim_keys *d = &m->declared;
    const cosim_pin *pin = &m->refractory;
    const bool counts = cosim_template_counts(m);
    const bool wide = m->more.wide && d->input != COSIM_INPUT_BEFORE_LEAK;
    char reset[60];
    if (counts) {
        fputs("  held = left != 0\n", file);
    }
    fprintf(file, "  fire = %s%s%s %s theta\n", counts ? "not held and " : "",
            m->more.reset == COSIM_RESET_NEXT_SETS ? "not was and " : "",
            d->compare_old ? "v"
            : wide         ? "sum"
                           : "z",
            d->compare_above ? ">" : ">=");
    reset_of(m, reset);
    put_was(file, m);
    if (m->more.reset == COSIM_RESET_NEXT_SETS || m->more.reset == COSIM_RESET_NEXT_DECIDES) {
        const char *late = m->more.resets_to_rest ? "was ? v_rest : z" : "was ? v0 : z";
        put_next(file, m, "v", held_of(m), late, late);
    } else if (m->more.held != COSIM_HELD_KEEPS) {
        put_held_line(file, m);
        put_next(file, m, "v", held_of(m), reset, "z");
    } else if (m->shows == COSIM_SHOWS_BEFORE) {
        put_before(file, m);
        fprintf(file, "  v' = fire ? %s : before\n", reset);
    } else {
        put_next(file, m, "v", "v", reset, "z");
    }
    if (counts) {
        const char *const *load = loads[pin->node != NULL && pin->is_signed];
        put_next(file, m, "left", "left - 1", load[m->refractory_extra + 1], "0");
    }
    if (cosim_template_is_residual(d)) {
        put_residual(file, m);
    }
}
