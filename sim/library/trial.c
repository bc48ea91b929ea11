// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* After the last step the bench's circuit may be tried with words that change while it runs. */
#include "library/handle.h"

#include <string.h>

/* Gives the circuit the ways that it has to be tried: a bench that calls has all of them. */
static bool applies(const lifcosim *h)
{
    struct lif_dut_ops ops = *h->dut->ops;
    ops.capabilities |= LIF_DUT_IDLES;
    return cosim_trial_applies(&ops, &h->session->scoreboard.judge);
}

int lifcosim_trial(lifcosim *h, int words_change, lifcosim_part *part)
{
    const int status = cosim_library_is_open(h);
    if (status != LIFCOSIM_OK) {
        return status;
    }
    if (part == NULL) {
        return cosim_library_misuse(h, "the part is NULL; give room for one");
    }
    if (cosim_library_tries(h)) {
        return cosim_library_misuse(h, "%zu of %zu steps of the part were judged; judge them all",
                                    h->part_done, h->part.n);
    }
    if (!h->own && !cosim_session_is_over(h->session)) {
        return cosim_library_misuse(h, "a circuit is tried after the last step of its run");
    }
    *part = (lifcosim_part){.steps = 0};
    if (!h->tried) {
        cosim_trial_start(&h->trial, &h->dut->ops->format, words_change != 0);
        h->tried = true;
    }
    if (applies(h) && cosim_trial_next(&h->trial, &h->part)) {
        h->part_given = h->part_done = 0;
        h->part_breach = (lif_dut_breach){.count = 0};
        *part = (lifcosim_part){.steps = h->part.n, .resets = h->part.reset, .seed = h->part.seed};
    }
    return LIFCOSIM_OK;
}

int cosim_library_trial_drives(lifcosim *h, size_t n, int32_t *drive, uint32_t *hold)
{
    if (drive == NULL || n > h->part.n - h->part_given) {
        return cosim_library_misuse(h,
                                    "%zu drives are asked for, and %zu steps of the part are left",
                                    n, h->part.n - h->part_given);
    }
    memcpy(drive, h->part.drive_fx + h->part_given, n * sizeof *drive);
    if (hold != NULL) {
        memcpy(hold, h->part.hold + h->part_given, n * sizeof *hold);
    }
    h->part_given += n;
    return LIFCOSIM_OK;
}

int cosim_library_trial_judge(lifcosim *h, size_t n, const int32_t *drive, const int32_t *before,
                              const int32_t *after, const uint8_t *spike)
{
    if (n > h->part.n - h->part_done) {
        return cosim_library_misuse(h, "%zu steps are judged, and %zu of the part are left", n,
                                    h->part.n - h->part_done);
    }
    for (size_t i = 0; drive != NULL && i < n; i++) {
        const int32_t due = h->part.drive_fx[h->part_done + i];
        if (drive[i] != due) {
            return cosim_library_drive_differs(h, h->part_done + i, drive[i], due);
        }
    }
    for (size_t i = 0; i < n; i++) {
        h->before_fx[h->part_done + i] = before[i];
        h->after_fx[h->part_done + i] = after[i];
        h->spike[h->part_done + i] = spike[i] != 0;
    }
    h->part_done += n;
    if (h->part_done == h->part.n) {
        cosim_trial_take(&h->trial, h->before_fx, h->after_fx, h->spike, &h->part_breach);
        cosim_judge_elsewhere(&h->session->scoreboard.judge, &h->trial.breach);
    }
    return LIFCOSIM_OK;
}
