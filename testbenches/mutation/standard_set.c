// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "standard_make.h"
#include "standard_set.h"
#include "base/diag.h"
#include "circuit/dut.h"
#include "lif_fixed.h"
#include "lif_params.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* This is a scenario, or `repeats` of one with other random words. `make` fills parameters, steps
 * and currents of physical scenarios, words and currents of those with chosen words. */
typedef struct standard_entry {
    const char *name;
    unsigned repeats;
    bool gaps, chosen_words;
    uint64_t steps; /* `make` may take fewer */
    standard_make *make;
} standard_entry;

/* The order matters for speed only: most mutants end in the first few. */
static const standard_entry entries[] = {
    {"noise", 1, false, false, 400, make_noise},
    {"subtract", 1, false, false, 400, make_subtract},
    {"gaps", 1, true, false, 400, make_noise},
    {"ties", 1, false, false, 64, make_ties},
    {"ties-above", 1, false, false, 64, make_ties_above},
    {"square", 1, false, false, 64, make_square},
    {"silent", 1, false, false, 2000, make_silent},
    {"initial-hold", 1, false, false, 64, make_initial_hold},
    {"words", 48, false, true, 128, make_words},
    {"words-gaps", 2, true, true, 128, make_words},
    {"half", 8, false, true, 256, make_half},
    {"whole-leak", 16, false, true, 128, make_whole_leak},
    {"holds-random", 32, false, true, 70000, make_holds_random},
    {"holds-even", 1, false, true, 66000, make_holds_even},
    {"holds-odd", 1, false, true, 66000, make_holds_odd},
};
enum { ENTRIES = sizeof entries / sizeof entries[0] };

/* ---- preparation ---- */

/* Completes a job whose words were chosen: real values that are exactly the words. */
static void complete_chosen(standard_run *run, const lif_format *format)
{
    lif_quantised *q = &run->job.q;
    const double lsb = ldexp(1.0, -(int)format->state_fraction);
    const lif_words *w = &q->words;
    lif_params *p = &run->scenario.params;
    q->format = *format;
    q->scale_v = 1.0;
    q->lsb = lsb;
    q->drive_fx_per_a = 1.0 / lsb;
    p->method = LIF_EULER;
    p->tau_s = 1.0;
    p->dt_s = ldexp((double)w->leak_fx, -(int)format->leak_fraction);
    p->r_ohm = 1.0;
    p->v_threshold_v = (double)w->threshold_fx * lsb;
    p->v_reset_v =
        (double)(w->reset_by_subtract ? w->threshold_fx - w->reset_fx : w->reset_fx) * lsb;
    p->v_initial_v = (double)w->initial_fx * lsb;
    p->initial_hold = w->initial_hold;
    p->compare = w->compare_above ? LIF_ABOVE : LIF_AT_OR_ABOVE;
    p->reset_mode = w->reset_by_subtract ? LIF_RESET_BY_SUBTRACTION : LIF_RESET_TO_VALUE;
    p->refractory_s = p->refractory_steps * p->dt_s;
}

static int prepare_one(standard_run *run, const standard_entry *entry, cosim_dut *dut,
                       unsigned repeat, lif_random *random, cosim_diag *diag)
{
    static char path[] = "standard set", unnamed[] = "", name[] = "standard";
    *run = (standard_run){.name = entry->name,
                          .gaps = entry->gaps,
                          .repeat = repeat,
                          .chosen_words = entry->chosen_words};
    run->current_a = calloc((size_t)entry->steps, sizeof *run->current_a);
    if (run->current_a == NULL) {
        return cosim_diag_set(diag, NULL, "out of memory");
    }
    run->scenario = (cosim_scenario){.path = path,
                                     .name = name,
                                     .about = unnamed,
                                     .source = unnamed,
                                     .dut = unnamed,
                                     .steps = entry->steps,
                                     .stimuli = &run->stimulus,
                                     .stimulus_count = 1,
                                     .tolerance = 1e-3};
    run->job = (cosim_job){.scenario = &run->scenario, .dut = dut};
    entry->make(run, &dut->ops->format, random);
    run->stimulus = (lif_stimulus){
        .kind = LIF_STIMULUS_FILE,
        .stop_s = (double)INFINITY,
        .u.file = {.values_a = run->current_a, .count = (size_t)run->scenario.steps}};
    if (entry->chosen_words) {
        complete_chosen(run, &dut->ops->format);
        return 0;
    }
    return cosim_job_prepare(&run->job, &run->scenario, dut, diag);
}

static bool chosen(const char *name, char *const *names, size_t name_count)
{
    bool found = name_count == 0;
    for (size_t i = 0; i < name_count; i++) {
        found |= strcmp(name, names[i]) == 0;
    }
    return found;
}

static bool known(const char *name)
{
    bool found = false;
    for (size_t i = 0; i < ENTRIES; i++) {
        found |= strcmp(name, entries[i].name) == 0;
    }
    return found;
}

standard_run *standard_prepare(cosim_dut *dut, char *const *names, size_t name_count, size_t *count,
                               cosim_diag *diag)
{
    standard_run *runs;
    lif_random random;
    size_t most = 0;
    *count = 0;
    for (size_t i = 0; i < name_count; i++) {
        if (!known(names[i])) {
            cosim_diag_set(diag, NULL, "the standard set has no scenario '%s'", names[i]);
            return NULL;
        }
    }
    for (size_t i = 0; i < ENTRIES; i++) {
        most += entries[i].repeats;
    }
    runs = calloc(most, sizeof *runs);
    if (runs == NULL) {
        cosim_diag_set(diag, NULL, "out of memory");
        return NULL;
    }
    for (size_t i = 0; i < ENTRIES; i++) {
        lif_random_seed(&random, 20261122 + i);
        for (unsigned k = 0; k < entries[i].repeats && chosen(entries[i].name, names, name_count);
             k++) {
            if (prepare_one(&runs[(*count)++], &entries[i], dut, k, &random, diag) != 0) {
                standard_free(runs, *count);
                return NULL;
            }
        }
    }
    return runs;
}

void standard_free(standard_run *runs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        free(runs[i].current_a);
    }
    free(runs);
}
