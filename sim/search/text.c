// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A search for a format is printed here for people. */
#include "search/text.h"

#include "base/si.h"
#include "report/text.h"

#include <inttypes.h>
#include <string.h>

const char *cosim_search_name(const lif_format *format, char text[COSIM_SEARCH_NAME_BYTES])
{
    snprintf(text, COSIM_SEARCH_NAME_BYTES, "%u/%u/%u%s", format->state_width,
             format->state_fraction, format->leak_fraction,
             format->rounding == LIF_RESIDUAL ? "r" : "");
    return text;
}

const char *cosim_goal_text(const cosim_goal *goal, char text[COSIM_GOAL_BYTES])
{
    char time[COSIM_SI_BYTES];
    switch (goal->kind) {
    case COSIM_GOAL_NONE:
        snprintf(text, COSIM_GOAL_BYTES, "none");
        break;
    case COSIM_GOAL_IDENTICAL:
        snprintf(text, COSIM_GOAL_BYTES, "the spike list of the reference");
        break;
    case COSIM_GOAL_CERTAIN:
        snprintf(text, COSIM_GOAL_BYTES, "the spike list of the reference and no ambiguous step");
        break;
    case COSIM_GOAL_STEPS:
        snprintf(text, COSIM_GOAL_BYTES,
                 "as many spikes as the reference, each at most %" PRIu64 " step%s from its own",
                 goal->steps, goal->steps == 1 ? "" : "s");
        break;
    case COSIM_GOAL_TIME:
        snprintf(text, COSIM_GOAL_BYTES,
                 "as many spikes as the reference, each at most %s from its own",
                 cosim_si(goal->time_s, "s", 6, time));
        break;
    }
    return text;
}

/* Returns the integer bits that occur among the formats. */
static cosim_numbers integer_bits(const cosim_search *e)
{
    cosim_numbers bits = 0;
    for (size_t i = 0; i < e->count; i++) {
        bits |= (cosim_numbers)1 << e->point[i].integer_bits;
    }
    return bits;
}

/* Writes "book-triangle", or "3 scenarios". */
static void put_scenarios(FILE *out, const cosim_search *e)
{
    if (e->scenario_count == 1) {
        cosim_text_name(out, e->scenarios[0]->name, 0);
    } else {
        fprintf(out, "%zu scenarios", e->scenario_count);
    }
}

static void put_grid(FILE *out, const cosim_search *e)
{
    const cosim_search_grid *g = &e->grid;
    char text[COSIM_NUMBERS_BYTES], goal[COSIM_GOAL_BYTES];
    fprintf(out, "%zu format%s on ", e->count, e->count == 1 ? "" : "s");
    put_scenarios(out, e);
    fprintf(out, ": state %s bits", cosim_numbers_text(g->widths, text));
    fprintf(out, ", leak %s fraction bits, %s\n", cosim_numbers_text(g->leaks, text),
            g->half_up && g->residual ? "half-up and residual"
            : g->half_up              ? "half-up"
                                      : "residual");
    fprintf(out, "  integer bits  %s%s; words and drives reach from %.4g to %.4g\n",
            cosim_numbers_text(integer_bits(e), text),
            e->fewest ? ", the fewest that hold every word and drive" : ", as given", e->low,
            e->high);
    if (e->impossible > 0) {
        fprintf(out,
                "  left out      %zu combinations that are not a format: over 63 bits of state and "
                "leak, or\n                more integer bits than state bits\n",
                e->impossible);
    }
    for (size_t s = 0; s < e->scenario_count; s++) {
        if (e->scenarios[s]->expect.knife_edge) {
            fputs("  knife edge    ", out);
            cosim_text_name(out, e->scenarios[s]->name, 0);
            fputs(": its spikes are shown and do not count for the goal\n", out);
        }
    }
    fprintf(out, "  goal          %s\n\n", cosim_goal_text(&e->goal, goal));
}

/* Writes the first scenario that a format does not fit, and what of the scenario does not fit. */
static void put_misfit(FILE *out, const cosim_search *e, const cosim_search_point *p)
{
    for (size_t s = 0; s < e->scenario_count; s++) {
        const cosim_search_result *r = cosim_search_result_of(e, p, s);
        if (r->fit == COSIM_FITS) {
            continue;
        }
        if (r->fit == COSIM_WORD_DOES_NOT_FIT) {
            fprintf(out, "  cannot hold %.*s of ", (int)strcspn(r->reason, ":"), r->reason);
        } else {
            fputs("  clips a drive of ", out);
        }
        cosim_text_name(out, e->scenarios[s]->name, 0);
        fputc('\n', out);
        return;
    }
}

static const char *spikes_of(const cosim_search_point *p)
{
    return !p->sound        ? "UNSOUND"
           : p->identical   ? "identical"
           : p->same_counts ? "shifted"
                            : "miscounted";
}

static void put_row(FILE *out, const cosim_search *e, const cosim_search_point *p)
{
    char name[COSIM_SEARCH_NAME_BYTES];
    const lif_format *f = &p->format;
    fprintf(out, "%c%c %-9s  %3u  %2u x %2u = %4u  %5u", p == e->recommended ? '>' : ' ',
            p->front ? '*' : ' ', cosim_search_name(f, name), p->integer_bits, f->state_width + 1,
            f->leak_fraction + 1, p->multiplier_bits, p->register_bits);
    if (!p->fits) {
        put_misfit(out, e, p);
        return;
    }
    fprintf(out, "  %8.2e  %8.2e  %5" PRIu64 "  %-10s  %5" PRIu64 "%s\n", p->max_bound,
            p->max_error, p->max_shift_steps, spikes_of(p), p->ambiguous_steps,
            p->meets ? "  meets" : "");
}

static const cosim_search_point *most_accurate(const cosim_search *e)
{
    const cosim_search_point *best = NULL;
    for (size_t i = 0; i < e->count; i++) {
        if (e->point[i].front) {
            best = &e->point[i]; /* they come with falling bounds */
        }
    }
    return best;
}

void cosim_search_table(FILE *out, const cosim_search *search, bool front)
{
    put_grid(out, search);
    fprintf(out, "   %-9s  %3s  %14s  %5s  %8s  %8s  %5s  %-10s  %5s%s\n", "format", "int",
            "multiplier", "regs", "bound", "error", "shift", "spikes", "ambig",
            search->goal.kind != COSIM_GOAL_NONE ? "  goal" : "");
    /* where no format fits there is no front, and the rows say what does not */
    const bool whole = !front || most_accurate(search) == NULL;
    for (size_t i = 0; i < search->count; i++) {
        const cosim_search_point *p = &search->point[i];
        if (whole || p->front || p == search->recommended) {
            put_row(out, search, p);
        }
    }
    fputs(
        "\nformat: state/fraction/leak bits (r: residual rounding); multiplier: (W+1) x (KF+1)\n"
        "bits; bound, error: the largest of all steps, in |threshold - reset|; shift: of a spike,\n"
        "in steps; * the front of multiplier and bound: nothing as cheap is more accurate\n",
        out);
}

void cosim_search_advice(FILE *out, const cosim_search *search)
{
    const cosim_search_point *p = search->recommended, *best = most_accurate(search);
    char name[COSIM_SEARCH_NAME_BYTES], goal[COSIM_GOAL_BYTES];
    cosim_goal_text(&search->goal, goal);
    if (best == NULL) {
        fputs("no format of the grid holds every word and drive; give more --integer-bits\n", out);
    } else if (search->goal.kind == COSIM_GOAL_NONE) {
        fputs("no goal was stated, and the front alone is shown (--csv - has every format):\n"
              "--identical, --unambiguous or --max-shift asks for a recommendation\n",
              out);
    } else if (p == NULL) {
        fprintf(out,
                "no format of the grid meets the goal, %s; the most accurate, %s: %s, largest "
                "shift %" PRIu64 " step%s\n",
                goal, cosim_search_name(&best->format, name), spikes_of(best),
                best->max_shift_steps, best->max_shift_steps == 1 ? "" : "s");
    } else {
        fprintf(out, "recommended: %s, multiplier %u x %u = %u bits: the cheapest of %zu with %s",
                cosim_search_name(&p->format, name), p->format.state_width + 1,
                p->format.leak_fraction + 1, p->multiplier_bits, search->count, goal);
        if (search->scenario_count > 1) {
            fprintf(out, ", on all %zu scenarios", search->scenario_count);
        }
        if (search->cheaper > 0) {
            fprintf(out, "; none of the %zu that cost less has it", search->cheaper);
        }
        fputc('\n', out);
        if (p->ambiguous_steps > 0) {
            fprintf(out,
                    "  %" PRIu64 " of its steps are ambiguous: the bound alone would have allowed "
                    "another decision there,\n  and another stimulus may find one; --unambiguous "
                    "asks for a format without\n",
                    p->ambiguous_steps);
        }
    }
}
