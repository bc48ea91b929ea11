// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "report/network_levels.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>

typedef unsigned long long wide;

__attribute__((format(printf, 2, 3))) static void say(cosim_network_figures *f, const char *format,
                                                      ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(f->line[f->count++], COSIM_NETWORK_FIGURE_BYTES, format, args);
    va_end(args);
}

static void tell_bounded(const cosim_core_result *core, cosim_network_figures *f)
{
    const cosim_core_finding *found = &core->level[COSIM_CORE_BOUNDED];
    say(f, "%llu membranes compared, %llu mismatches", (wide)found->compared,
        (wide)found->mismatches);
    say(f, "error at most %.3g, bound at most %.3g of |threshold - reset|", core->max_error,
        core->max_bound);
    say(f, "error/bound at most %.3g; decisions: %llu must spike, %llu must", core->usage_membrane,
        (wide)core->must, (wide)core->must_not);
    f->goes_on[f->count] = true;
    say(f, "not, %llu ambiguous", (wide)core->ambiguous);
}

static void tell_free(const cosim_network_outcome *o, cosim_network_figures *f)
{
    const cosim_core_result *core = &o->result->core;
    char name[COSIM_NEURON_BYTES];
    if (core->free_running[0].identical) {
        say(f, "identical, %llu spikes", (wide)core->spikes);
        return;
    }
    say(f, "first divergence in tick %llu at %s, %.3g from its threshold,",
        (wide)core->free_running[0].tick,
        cosim_network_neuron(o->job->network, core->free_running[0].neuron, name),
        fabs(core->free_running[0].distance));
    f->goes_on[f->count] = true;
    say(f, "%s; %llu spikes, reference %llu",
        core->free_running[0].explained ? "where or after a decision was ambiguous"
                                        : "though no decision was ambiguous",
        (wide)core->spikes, (wide)core->free_running[0].spikes);
}

static bool tell_expect(const cosim_network_outcome *o, cosim_network_figures *f)
{
    const cosim_network_expect *e = &o->result->expect;
    const cosim_scenario *head = o->job->network->head;
    f->verdict = e->verdict;
    if (e->verdict != COSIM_NOT_APPLICABLE) {
        say(f, "%llu spikes stated: %llu missing, %llu too many", (wide)e->expected,
            (wide)e->missing, (wide)e->extra);
    } else if (head != NULL && head->expect.dropped_by != NULL) {
        say(f, "belonged to another value of %s", head->expect.dropped_by);
    }
    return f->count > 0;
}

bool cosim_network_figures_of(const cosim_network_outcome *o, cosim_network_level level,
                              cosim_network_figures *f)
{
    static const cosim_core_level of_judge[COSIM_NETWORK_LEVELS] = {
        [COSIM_NETWORK_CONSTANTS] = COSIM_CORE_CONSTANTS,
        [COSIM_NETWORK_PORT] = COSIM_CORE_PORT,
        [COSIM_NETWORK_EXACT] = COSIM_CORE_EXACT,
        [COSIM_NETWORK_BOUNDED] = COSIM_CORE_BOUNDED,
        [COSIM_NETWORK_CLIP] = COSIM_CORE_CLIP,
        [COSIM_NETWORK_FREE_RUNNING] = COSIM_CORE_FREE_RUNNING};
    *f = (cosim_network_figures){.name = "expect"};
    if (level == COSIM_NETWORK_EXPECT) {
        return tell_expect(o, f);
    }
    const cosim_core_result *core = &o->result->core;
    const cosim_core_finding *found = &core->level[of_judge[level]];
    f->name = cosim_core_level_name(of_judge[level]);
    f->verdict = found->verdict;
    switch (level) {
    case COSIM_NETWORK_CONSTANTS:
        say(f, "%llu words read back, %llu not the nearest", (wide)found->compared,
            (wide)found->mismatches);
        break;
    case COSIM_NETWORK_PORT:
        say(f, "%llu ticks, %llu mismatches", (wide)found->compared, (wide)found->mismatches);
        break;
    case COSIM_NETWORK_EXACT:
        say(f, "%llu neuron-ticks compared, %llu mismatches", (wide)found->compared,
            (wide)found->mismatches);
        break;
    case COSIM_NETWORK_BOUNDED:
        tell_bounded(core, f);
        break;
    case COSIM_NETWORK_CLIP:
        say(f, "%llu values saturated (%s)", (wide)core->clips,
            o->job->proof.proven                   ? "proven: none can"
            : o->job->network->saturation_declared ? "declared"
                                                   : "not proven");
        break;
    case COSIM_NETWORK_FREE_RUNNING:
    case COSIM_NETWORK_EXPECT:
    case COSIM_NETWORK_LEVELS:
        tell_free(o, f);
    }
    return true;
}
