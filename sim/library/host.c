// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "library/host.h"

#include "library/handle.h"

const cosim_diag *cosim_library_diag(const lifcosim *h) { return &h->diag; }

cosim_scenario *cosim_library_scenario(const lifcosim *h) { return h->owned; }

int cosim_library_host(lifcosim *h, const cosim_job *job, const cosim_run_options *options)
{
    cosim_diag diag = {.message = ""};
    h->scenario = job->scenario;
    h->options = *options;
    h->arena = cosim_arena_new();
    if (h->arena == NULL) {
        (void)cosim_diag_memory(&diag, NULL);
    } else if (cosim_library_start(h, job, job->dut, &diag) == 0) {
        return LIFCOSIM_OK;
    }
    return cosim_library_refuse(h, LIFCOSIM_UNUSABLE, &diag);
}

const cosim_session *cosim_library_session(const lifcosim *h) { return h->session; }

void cosim_library_result(lifcosim *h, cosim_result *result)
{
    *result = h->result;
    h->result = (cosim_result){.scenario = NULL};
    cosim_library_stop(h);
}
