// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "report/network_csv.h"

#include "base/decimal.h"

#include <math.h>

void cosim_network_csv_header(const cosim_network_csv *csv)
{
    const bool two = csv->job->format.receptors == 2;
    fprintf(cosim_output_file(csv->output),
            "step,time_s,population,neuron,held,s0_fx%s,a_fx,before_reset_fx,membrane_fx,"
            "membrane_v,reference_v,bound_v,spike,reference_spike,ambiguous\n",
            two ? ",s1_fx" : "");
}

static void put_words(FILE *out, const cosim_network_csv *c, const lif_core_tick *shown, unsigned i)
{
    const bool two = c->job->format.receptors == 2;
    const lif_core_seen *s = shown->seen;
    char volts[32];
    const lif_core_real *real = &c->job->net.neuron[i];
    if ((c->job->dut.ops.capabilities & LIF_CORE_SHOWS_STATE) == 0) {
        fputs(two ? ",,,,,," : ",,,,,", out);
        return;
    }
    const double x = ldexp(s->after_fx[i], -(int)c->job->format.state.state_fraction);
    fprintf(out, ",%d", s->synapse_fx[0][i]);
    if (two) {
        fprintf(out, ",%d", s->synapse_fx[1][i]);
    }
    fprintf(out, ",%d,%d,%d,%s", s->adaptation_fx[i], s->before_fx[i], s->after_fx[i],
            cosim_number(real->zero_v + x * real->scale_v, volts));
}

int cosim_network_csv_take(void *csv, uint64_t tick, const lif_core_tick *shown,
                           const cosim_core_view *view, cosim_diag *diag)
{
    const cosim_network_csv *c = csv;
    const cosim_network *n = c->job->network;
    FILE *out = cosim_output_file(c->output);
    char time[32], reference[32], bound[32];
    (void)diag;
    cosim_number((double)tick * n->step_s, time);
    for (size_t p = 0; p < n->population_count; p++) {
        const cosim_network_group *g = &n->population[p];
        for (unsigned i = g->first; i < g->first + g->count; i++) {
            const lif_core_real *real = &c->job->net.neuron[i];
            if (c->chosen != NULL && !c->chosen[i]) {
                continue;
            }
            const lif_core_expected expected = cosim_core_view_expected(view, i), *e = &expected;
            fprintf(out, "%llu,%s,%s,%u,%d", (unsigned long long)tick, time, g->name, i - g->first,
                    e->held);
            put_words(out, c, shown, i);
            fprintf(out, ",%s,%s,%d,%d,%d\n",
                    cosim_number(real->zero_v + e->membrane * real->scale_v, reference),
                    cosim_number(e->membrane_bound * real->scale_v, bound), view->spike[i] != 0,
                    e->spikes && !e->held, !e->held && !e->must && !e->must_not);
        }
    }
    return 0;
}
