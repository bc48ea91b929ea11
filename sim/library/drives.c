// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The circuit gets drives, of the scenario or of the bench, and the integer model says what it has
 * to answer. */
#include "library/handle.h"
#include "run/coding.h"

int lifcosim_drives(lifcosim *h, size_t n, int32_t *drive, uint32_t *hold)
{
    const int status = cosim_library_is_open(h);
    double current_a[COSIM_BLOCK_STEPS];
    if (status != LIFCOSIM_OK) {
        return status;
    }
    if (drive == NULL || n > h->scenario->steps - h->ahead_done) {
        return cosim_library_misuse(h, "%zu drives are asked for, and %llu steps are left", n,
                                    (unsigned long long)(h->scenario->steps - h->ahead_done));
    }
    for (size_t at = 0; at < n;) {
        const size_t some = n - at < COSIM_BLOCK_STEPS ? n - at : COSIM_BLOCK_STEPS;
        cosim_current_next(&h->ahead, some, current_a);
        (void)cosim_job_drives(&h->job, current_a, some, drive + at); /* the judge sees a clip */
        if (hold != NULL) {
            lif_hold_fill(&h->scenario->params, h->ahead_done, some, hold + at);
        }
        h->ahead_done += some;
        at += some;
    }
    return LIFCOSIM_OK;
}

int lifcosim_model(lifcosim *h, size_t n, const int32_t *drive, const uint32_t *hold,
                   int32_t *before, int32_t *after, uint8_t *spike)
{
    const int status = cosim_library_is_open(h);
    if (status != LIFCOSIM_OK) {
        return status;
    }
    if (h->dut.equations != NULL || drive == NULL) {
        return cosim_library_misuse(h, "only a format has this model, and its drives must not be "
                                       "NULL");
    }
    for (size_t i = 0; i < n; i++) {
        uint32_t steps = hold != NULL ? hold[i] : 0;
        if (hold == NULL) {
            lif_hold_fill(&h->scenario->params, h->model_done, 1, &steps);
        }
        lif_integer_run(&h->model, 1, &drive[i], &steps, 0, before != NULL ? before + i : NULL,
                        after != NULL ? after + i : NULL, spike != NULL ? spike + i : NULL);
        h->model_done++;
    }
    return LIFCOSIM_OK;
}

int lifcosim_own_drives(lifcosim *h)
{
    const int status = cosim_library_is_open(h);
    if (status != LIFCOSIM_OK) {
        return status;
    }
    if (h->session->done > 0) {
        return cosim_library_misuse(h, "drives of the bench's own are told before the first step");
    }
    if (h->dut.equations != NULL &&
        h->dut.equations->roles[h->dut.equations->drive] == COSIM_EQ_ROLE_EVENT) {
        return cosim_library_misuse(h, "the circuit is driven by events; state them in the "
                                       "scenario");
    }
    cosim_scenario_drop_expect(h->scenario, "drives of the bench");
    h->result.expect.stated = false;
    h->result.expect.dropped_by = h->scenario->expect.dropped_by;
    h->own = true;
    return LIFCOSIM_OK;
}
