// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "run/network_job.h"

#include "circuit/core_words.h"
#include "circuit/dut.h"
#include "network/finish.h"

#include <stdio.h>
#include <string.h>

/* Makes the words of the network for a core of this size. */
static int make_words(cosim_network_job *job, const lif_core_format *format, unsigned neurons,
                      unsigned inputs, lif_status *status, cosim_diag *diag)
{
    lif_error error;
    *status = LIF_OK;
    job->format = *format;
    job->neurons = neurons;
    job->inputs = inputs;
    if (cosim_network_finish(job->network, format, neurons, inputs, diag) != 0) {
        return -1;
    }
    job->net = job->network->net;
    *status = cosim_core_quantise(&job->net, format, &job->image, &job->losses, &error);
    if (*status == LIF_NO_MEMORY) {
        return cosim_diag_memory(diag, NULL);
    }
    if (*status != LIF_OK) {
        return cosim_network_refuse(job->network, &error, diag);
    }
    job->proof = lif_core_prove(format, &job->image);
    return 0;
}

static bool holds(const cosim_core_kind *kind, const cosim_network *n)
{
    return kind->neurons >= n->neurons && kind->neurons >= n->inputs &&
           kind->format.receptors >= n->receptors;
}

/* Says that none of the cores that a name stands for is large enough. */
static int refuse_size(const cosim_network *n, const char *name, const cosim_core_choice *choice,
                       cosim_diag *diag)
{
    char list[300] = "";
    size_t used = 0;
    for (size_t i = 0; i < choice->count && used < sizeof list; i++) {
        const cosim_core_kind *k = choice->kind[i];
        used += (size_t)snprintf(list + used, sizeof list - used, "%s%s has %u, %u and %u",
                                 i > 0 ? "; " : "", k->name, k->neurons, k->neurons,
                                 k->format.receptors);
    }
    cosim_diag_set(diag, NULL,
                   "core %s: the network has %u neurons, %u rows of inputs and %u receptor%s, and "
                   "no such core holds it (%s); make the network smaller, or name another core",
                   name, n->neurons, n->inputs, n->receptors, n->receptors == 1 ? "" : "s", list);
    return COSIM_DUT_UNKNOWN;
}

/* Tries the cores from the smallest on. A column that exceeds the accumulators of one may fit those
 * of a larger one. */
static int choose_kind(cosim_network_job *job, const cosim_core_choice *choice, const char *name,
                       cosim_diag *diag)
{
    const cosim_network *n = job->network;
    cosim_diag first;
    bool tried = false;
    for (size_t i = 0; i < choice->count; i++) {
        const cosim_core_kind *kind = choice->kind[i];
        lif_status status;
        if (!holds(kind, n)) {
            continue;
        }
        if (make_words(job, &kind->format, kind->neurons, kind->neurons, &status,
                       tried ? diag : &first) == 0) {
            job->kind = kind;
            return COSIM_DUT_OK;
        }
        tried = true;
        if (status != LIF_OUT_OF_RANGE) {
            break;
        }
    }
    if (!tried) {
        return refuse_size(n, name, choice, diag);
    }
    *diag = first;
    return COSIM_DUT_UNKNOWN;
}

/* A file or a board says itself what it is. One of any size becomes as large as the network. */
static int prepare_file(cosim_network_job *job, const cosim_core_choice *choice, const char *name,
                        cosim_diag *diag)
{
    lif_status status;
    const int opened = cosim_core_find(choice, NULL, name, &job->dut, diag);
    if (opened != COSIM_DUT_OK) {
        return opened;
    }
    job->opened = true;
    const struct lif_core_dut_ops *ops = &job->dut.ops;
    const bool any = ops->neurons == 0;
    return make_words(job, &ops->format, any ? job->network->neurons : ops->neurons,
                      any ? job->network->inputs : ops->inputs, &status, diag) == 0
               ? COSIM_DUT_OK
               : COSIM_DUT_UNKNOWN;
}

int cosim_network_job_prepare(cosim_network_job *job, cosim_network *network, const char *name,
                              bool open, cosim_diag *diag)
{
    cosim_core_choice choice;
    *job = (cosim_network_job){.network = network};
    snprintf(job->name, sizeof job->name, "%s", name);
    int status = cosim_core_choose(name, &choice, diag);
    if (status == COSIM_DUT_OK && choice.count == 0) {
        return prepare_file(job, &choice, name, diag);
    }
    if (status == COSIM_DUT_OK) {
        status = choose_kind(job, &choice, name, diag);
    }
    if (status != COSIM_DUT_OK) {
        return status;
    }
    snprintf(job->name, sizeof job->name, "%s%s", choice.form == COSIM_CORE_MODEL ? "model:" : "",
             job->kind->name);
    if (open) {
        status = cosim_core_find(&choice, job->kind, name, &job->dut, diag);
        job->opened = status == COSIM_DUT_OK;
    }
    return status;
}

void cosim_network_job_close(cosim_network_job *job)
{
    if (job->opened) {
        cosim_core_dut_close(&job->dut);
    }
    cosim_core_image_free(&job->image);
    *job = (cosim_network_job){.network = NULL};
}
