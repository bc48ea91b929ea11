// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "sweep/summary.h"

#include "base/utf8.h"
#include "sweep/parse.h"
#include "sweep/store.h"

#include <inttypes.h>
#include <math.h>

enum { MOST_SHOWN = 10 };

typedef struct totals {
    bool network; /* the sets are those of a network */
    uint64_t outcomes[COSIM_OUTCOMES];
    uint64_t steps, ambiguous, ambiguous_sets, identical_sets;
    uint64_t dut_spikes, reference_spikes, shifts[COSIM_SHIFTS], unpaired;
    double worst_usage, worst_bound_v;
    uint64_t worst_usage_set, worst_bound_set;
    uint64_t silent, rates;
    double rate_sum, least_rate, most_rate;
} totals;

static void add_rate(totals *t, const cosim_sweep_record *r)
{
    if (isnan(r->rate_hz)) {
        return; /* a run that clipped at once */
    }
    t->silent += r->dut_spikes == 0;
    t->rate_sum += r->rate_hz;
    t->least_rate = t->rates == 0 ? r->rate_hz : fmin(t->least_rate, r->rate_hz);
    t->most_rate = t->rates == 0 ? r->rate_hz : fmax(t->most_rate, r->rate_hz);
    t->rates++;
}

static void add(totals *t, const cosim_sweep_record *r)
{
    t->outcomes[r->outcome]++;
    if (r->outcome == COSIM_OUTCOME_REFUSED) {
        return;
    }
    t->steps += r->steps;
    t->ambiguous += r->ambiguous_steps;
    t->ambiguous_sets += r->ambiguous_steps > 0;
    t->dut_spikes += r->dut_spikes;
    t->reference_spikes += r->reference_spikes;
    t->unpaired += r->unpaired;
    t->network |= r->network;
    t->identical_sets += cosim_sweep_is_identical(r);
    for (size_t i = 0; i < COSIM_SHIFTS; i++) {
        t->shifts[i] += r->shifts[i];
    }
    if (r->max_usage > t->worst_usage) {
        t->worst_usage = r->max_usage;
        t->worst_usage_set = r->index;
    }
    if (r->max_bound_v > t->worst_bound_v) {
        t->worst_bound_v = r->max_bound_v;
        t->worst_bound_set = r->index;
    }
    add_rate(t, r);
}

static void put_shifts(FILE *out, const totals *t)
{
    fprintf(out,
            "shifts      0 steps: %" PRIu64 ", 1: %" PRIu64 ", 2: %" PRIu64 ", more: %" PRIu64
            "; without a partner: %" PRIu64 "\n",
            t->shifts[0], t->shifts[1], t->shifts[2], t->shifts[3], t->unpaired);
}

static void put_figures(FILE *out, const totals *t, uint64_t run)
{
    if (t->worst_bound_v > 0.0) {
        fprintf(out,
                "bound       largest error / bound %.3g (set %" PRIu64
                "), largest bound %.3g %s (set %" PRIu64 ")\n",
                t->worst_usage, t->worst_usage_set, t->worst_bound_v,
                t->network ? "of |threshold - reset|" : "V", t->worst_bound_set);
    } else {
        fputs("bound       not judged\n", out);
    }
    fprintf(out, "ambiguous   %" PRIu64 " of %" PRIu64 " %s, in %" PRIu64 " sets\n", t->ambiguous,
            t->steps, t->network ? "neuron-ticks" : "steps", t->ambiguous_sets);
    fprintf(out,
            "spikes      %" PRIu64 " of the circuits, %" PRIu64
            " of the reference; identical lists in %" PRIu64 " of %" PRIu64 " sets\n",
            t->dut_spikes, t->reference_spikes, t->identical_sets, run);
    if (!t->network) {
        put_shifts(out, t);
    }
    if (t->rates > 0) {
        fprintf(out, "rate        mean %.6g Hz%s, %.6g to %.6g Hz; silent: %" PRIu64 " sets\n",
                t->rate_sum / (double)t->rates, t->network ? " a neuron" : "", t->least_rate,
                t->most_rate, t->silent);
    }
}

/* Writes the first sets of these outcomes, each with its reason and its command. */
static int put_sets(FILE *out, const cosim_sweep_store *store, const char *title, uint64_t count,
                    bool refused, cosim_diag *diag)
{
    size_t shown = 0;
    if (count == 0) {
        return 0;
    }
    fprintf(out, "%s%s\n", title, count > MOST_SHOWN ? " (the first ten)" : "");
    for (size_t i = 0; i < store->count && shown < MOST_SHOWN; i++) {
        const cosim_outcome outcome = store->records[i].outcome;
        cosim_sweep_parsed parsed;
        if (cosim_outcome_is_good(outcome) || (outcome == COSIM_OUTCOME_REFUSED) != refused) {
            continue;
        }
        if (cosim_sweep_store_parse(store, i, &parsed, diag) != 0) {
            return -1;
        }
        fprintf(out, "  set %" PRIu64 " %s: ", parsed.record.index, cosim_outcome_name(outcome));
        cosim_put_visible(out, parsed.reason, "");
        fputs("\n    ", out);
        cosim_put_visible(out, parsed.command, "");
        fputc('\n', out);
        cosim_sweep_parsed_free(&parsed);
        shown++;
    }
    return 0;
}

int cosim_sweep_summary(const cosim_sweep_store *store, uint64_t sets, FILE *out, cosim_diag *diag)
{
    totals t = {.steps = 0};
    for (size_t i = 0; i < store->count; i++) {
        add(&t, &store->records[i]);
    }
    const uint64_t refused = t.outcomes[COSIM_OUTCOME_REFUSED];
    const uint64_t run = store->count - refused;
    fprintf(out, "sets        %zu", store->count);
    if (store->count < sets) {
        fprintf(out, " of %" PRIu64, sets);
    }
    fprintf(out, ": %" PRIu64 " pass, %" PRIu64 " fail, %" PRIu64 " vacuous, %" PRIu64 " refused",
            t.outcomes[COSIM_OUTCOME_PASS], t.outcomes[COSIM_OUTCOME_FAIL],
            t.outcomes[COSIM_OUTCOME_VACUOUS], refused);
    if (t.outcomes[COSIM_OUTCOME_CONFORMS] > 0) {
        fprintf(out, ", %" PRIu64 " conform", t.outcomes[COSIM_OUTCOME_CONFORMS]);
    }
    fputc('\n', out);
    if (run > 0) {
        put_figures(out, &t, run);
    }
    return put_sets(out, store, "sets that do not pass",
                    t.outcomes[COSIM_OUTCOME_FAIL] + t.outcomes[COSIM_OUTCOME_VACUOUS], false,
                    diag) == 0
               ? put_sets(out, store, "sets that are refused", refused, true, diag)
               : -1;
}
