// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The circuit gets drives, of the scenario or of the bench, and the integer model says what it has
 * to answer. */
#include "library/handle.h"
#include "run/coding.h"

#include <string.h>

/* Gives drives that are further ahead than the session is: a stream of their own, which is brought
 * to where the steps begin. */
static void stream(lifcosim *h, size_t n, int32_t *drive)
{
    double current_a[COSIM_BLOCK_STEPS];
    while (h->ahead_at < h->ahead_done) {
        const uint64_t left = h->ahead_done - h->ahead_at;
        const size_t some = left < COSIM_BLOCK_STEPS ? (size_t)left : COSIM_BLOCK_STEPS;
        cosim_current_next(&h->ahead, some, current_a);
        h->ahead_at += some;
    }
    for (size_t at = 0; at < n;) {
        const size_t some = n - at < COSIM_BLOCK_STEPS ? n - at : COSIM_BLOCK_STEPS;
        cosim_current_next(&h->ahead, some, current_a);
        (void)cosim_job_drives(h->job, current_a, some, drive + at); /* the judge sees a clip */
        at += some;
    }
    h->ahead_at += n;
}

int lifcosim_drives(lifcosim *h, size_t n, int32_t *drive, uint32_t *hold)
{
    const int status = cosim_library_is_open(h);
    if (status != LIFCOSIM_OK) {
        return status;
    }
    if (cosim_library_tries(h)) {
        return cosim_library_trial_drives(h, n, drive, hold);
    }
    if (drive == NULL || n > h->scenario->steps - h->ahead_done) {
        return cosim_library_misuse(h, "%zu drives are asked for, and %llu steps are left", n,
                                    (unsigned long long)(h->scenario->steps - h->ahead_done));
    }
    if (!h->own && n > 0 && n <= COSIM_BLOCK_STEPS && cosim_session_waiting(h->session) == 0 &&
        h->ahead_done == h->session->done) {
        lif_dut_block steps = {.n = 0}; /* the session keeps them until they are judged */
        (void)cosim_session_next(h->session, n, &steps);
        memcpy(drive, h->session->drive_fx, n * sizeof *drive);
    } else {
        stream(h, n, drive);
    }
    if (hold != NULL) {
        lif_hold_fill(&h->scenario->params, h->ahead_done, n, hold);
    }
    h->ahead_done += n;
    return LIFCOSIM_OK;
}

int lifcosim_model(lifcosim *h, size_t n, const int32_t *drive, const uint32_t *hold,
                   int32_t *before, int32_t *after, uint8_t *spike)
{
    const int status = cosim_library_is_open(h);
    if (status != LIFCOSIM_OK) {
        return status;
    }
    if (h->dut->equations != NULL || drive == NULL) {
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
    if (h->session->done > 0 || h->ahead_done > 0) {
        return cosim_library_misuse(h, "drives of the bench's own are told before the first step, "
                                       "and before lifcosim_drives");
    }
    if (h->dut->equations != NULL &&
        h->dut->equations->roles[h->dut->equations->drive] == COSIM_EQ_ROLE_EVENT) {
        return cosim_library_misuse(h, "the circuit is driven by events; state them in the "
                                       "scenario");
    }
    cosim_scenario_drop_expect(h->owned, "drives of the bench");
    h->result.expect.stated = false;
    h->result.expect.dropped_by = h->scenario->expect.dropped_by;
    h->own = true;
    return LIFCOSIM_OK;
}
