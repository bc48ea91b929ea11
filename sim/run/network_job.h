// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A network prepared on a core: the core is chosen and opened, and the words are made. */
#ifndef COSIM_RUN_NETWORK_JOB_H
#define COSIM_RUN_NETWORK_JOB_H

#include "circuit/core_find.h"
#include "lif_core_proof.h"
#include "lif_core_quantise.h"
#include "network/network.h"

typedef struct cosim_network_job {
    cosim_network *network;
    char name[256];              /* of the core, as "c24_64" or "model:c24_64" */
    const cosim_core_kind *kind; /* of a shipped one; NULL: a file */
    cosim_core_dut dut;          /* where the core was opened */
    bool opened;
    lif_core_format format;
    unsigned neurons, inputs;
    lif_core_net net;
    lif_core_image image;
    lif_core_losses losses;
    lif_core_proof proof;
} cosim_network_job;

/* Prepares a network, which must outlive the job, on the core of that name: of those that the name
 * stands for the smallest that holds it. The core is opened last, and only if `open`. The job must
 * stay where it is, and is to be closed in either case. Returns COSIM_DUT_OK; COSIM_DUT_UNKNOWN
 * with *diag where the core does not exist or does not hold the network; COSIM_DUT_UNUSABLE with
 * *diag where it cannot be used. */
int cosim_network_job_prepare(cosim_network_job *job, cosim_network *network, const char *name,
                              bool open, cosim_diag *diag);
void cosim_network_job_close(cosim_network_job *job);

#endif
