// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "run/network_result.h"

#include "result/distances.h"
#include "lif_metrics.h"

#include <math.h>
#include <stdlib.h>

double cosim_network_distance(const cosim_network_result *result, unsigned neuron)
{
    return sqrt(result->neuron[neuron].distance2);
}

cosim_neurons_sum cosim_network_sum(const cosim_network_result *result, unsigned first,
                                    unsigned count)
{
    cosim_neurons_sum sum = {.spikes = 0};
    for (unsigned i = first; i < first + count; i++) {
        const cosim_neuron_record *r = &result->neuron[i];
        sum.spikes += r->spikes;
        sum.reference += r->reference;
        sum.must += r->judged.must;
        sum.same += !(r->distance2 > 0.0);
    }
    return sum;
}

unsigned cosim_network_nearest(const cosim_network_result *result, unsigned neurons, unsigned *near,
                               unsigned most)
{
    unsigned count = 0;
    for (unsigned i = 0; i < neurons; i++) {
        unsigned at = count;
        while (at > 0 &&
               result->neuron[i].judged.usage > result->neuron[near[at - 1]].judged.usage) {
            at--;
        }
        for (unsigned k = count < most ? count : most - 1; k > at; k--) {
            near[k] = near[k - 1];
        }
        if (at < most) {
            near[at] = i;
            count += count < most;
        }
    }
    return count;
}

void cosim_network_result_free(cosim_network_result *result)
{
    free(result->neuron);
    free(result->circuit.spike);
    free(result->reference.spike);
    free(result->cell[0]);
    free(result->cell[1]);
    *result = (cosim_network_result){.dut = NULL};
}

static int ascending(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(const double *sorted, size_t count)
{
    return count == 0       ? (double)NAN
           : count % 2 == 1 ? sorted[count / 2]
                            : 0.5 * (sorted[count / 2 - 1] + sorted[count / 2]);
}

/* Takes the times of a neuron out of a list. */
static size_t times_of(const cosim_spike_list *list, unsigned neuron, double step_s, double *times)
{
    size_t count = 0;
    for (size_t i = 0; i < list->kept; i++) {
        if (list->spike[i].neuron == neuron) {
            times[count++] = (double)list->spike[i].tick * step_s;
        }
    }
    return count;
}

int cosim_network_distances_of(const cosim_network_result *result, const cosim_network *network,
                               cosim_network_distances *distances)
{
    const cosim_network *n = network;
    const bool whole = result->circuit.kept == result->circuit.count &&
                       result->reference.kept == result->reference.count;
    double *all = calloc((size_t)n->neurons * 2 + 1, sizeof *all);
    double *a = calloc(result->circuit.kept + 1, sizeof *a);
    double *b = calloc(result->reference.kept + 1, sizeof *b);
    size_t count = 0;
    if (all == NULL || a == NULL || b == NULL) {
        free(all);
        free(a);
        free(b);
        return -1;
    }
    double *coincidence = all + n->neurons;
    for (unsigned i = 0; i < n->neurons; i++) {
        all[i] = cosim_network_distance(result, i);
        const cosim_neuron_record *r = &result->neuron[i];
        if (!whole || (r->spikes == 0 && r->reference == 0)) {
            continue;
        }
        const size_t na = times_of(&result->circuit, i, n->step_s, a);
        const size_t nb = times_of(&result->reference, i, n->step_s, b);
        const double factor = lif_coincidence_factor(a, na, b, nb, COSIM_COINCIDENCE_WINDOW_S,
                                                     (double)n->ticks * n->step_s);
        if (!isnan(factor)) {
            coincidence[count++] = factor;
        }
    }
    qsort(all, n->neurons, sizeof *all, ascending);
    qsort(coincidence, count, sizeof *coincidence, ascending);
    *distances =
        (cosim_network_distances){.van_rossum_median = median(all, n->neurons),
                                  .van_rossum_worst = all[n->neurons - 1],
                                  .coincidence_median = median(coincidence, count),
                                  .coincidence_worst = count > 0 ? coincidence[0] : (double)NAN};
    free(all);
    free(a);
    free(b);
    return 0;
}
