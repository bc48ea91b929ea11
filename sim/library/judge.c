// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The second half of a handle's life: steps, and then the verdict. */
#include "library/handle.h"

#include "report/detail.h"
#include "report/json.h"
#include "result/mismatch.h"

#include <stdlib.h>
#include <string.h>

/* ---- what the circuit has ---- */

static int check_told(lifcosim *h, bool words)
{
    const int status = cosim_library_is_open(h);
    if (status != LIFCOSIM_OK) {
        return status;
    }
    if (words != (h->dut->equations == NULL)) {
        return cosim_library_misuse(h, "a circuit with a format has its words told by "
                                       "lifcosim_words_are, one with a declaration by "
                                       "lifcosim_told_are");
    }
    return h->told || h->session->done > 0
               ? cosim_library_misuse(h, "the words are told once, before the first step")
               : LIFCOSIM_OK;
}

int lifcosim_words_are(lifcosim *h, const lifcosim_port_words *w)
{
    const int status = check_told(h, true);
    if (status != LIFCOSIM_OK || w == NULL) {
        return status != LIFCOSIM_OK ? status : cosim_library_misuse(h, "the words are NULL");
    }
    const lif_words words = {.leak_fx = w->leak,
                             .threshold_fx = w->threshold,
                             .reset_fx = w->reset,
                             .initial_fx = w->initial,
                             .initial_hold = w->initial_hold,
                             .compare_above = w->compare_above != 0,
                             .reset_by_subtract = w->reset_by_subtract != 0};
    cosim_session_constants(h->session, &words, NULL);
    h->told = true;
    return LIFCOSIM_OK;
}

int lifcosim_told_are(lifcosim *h, const int64_t *told, size_t count)
{
    const int status = check_told(h, false);
    if (status != LIFCOSIM_OK) {
        return status;
    }
    if (count != h->dut->equations->told_count || (count > 0 && told == NULL)) {
        return cosim_library_misuse(h, "%zu words, and the declaration has %zu told params", count,
                                    h->dut->equations->told_count);
    }
    cosim_session_constants(h->session, NULL, told);
    h->told = true;
    return LIFCOSIM_OK;
}

/* ---- its steps ---- */

/* Refuses steps that there are not, and those of a declaration whose words were not told: what it
 * was built with is part of what is judged. */
static int may_judge(lifcosim *h, size_t n)
{
    const int status = cosim_library_is_open(h);
    if (status != LIFCOSIM_OK) {
        return status;
    }
    if (!h->own && !cosim_library_tries(h) && n > h->scenario->steps - h->session->done) {
        return cosim_library_misuse(h, "%zu steps are judged, and %llu are left", n,
                                    (unsigned long long)(h->scenario->steps - h->session->done));
    }
    if (h->dut->equations != NULL && !h->told) {
        return cosim_library_misuse(h, "call lifcosim_told_are before the first step");
    }
    return LIFCOSIM_OK;
}

/* Refuses drives that are not the scenario's; the step is named, and nothing of it is judged. */
static int check_drives(lifcosim *h, const int32_t *drive, const int32_t *due, size_t n)
{
    for (size_t i = 0; drive != NULL && i < n; i++) {
        if (drive[i] != due[i]) {
            return cosim_library_drive_differs(h, h->session->done + i, drive[i], due[i]);
        }
    }
    return LIFCOSIM_OK;
}

/* Judges n of the steps that were given; of a circuit by equations its rows hold the answers. */
static int take(lifcosim *h, size_t n, const int32_t *before, const int32_t *after,
                const uint8_t *spike)
{
    cosim_diag diag = {.message = ""};
    uint8_t any = 0;
    for (size_t i = 0; spike != NULL && i < n; i++) {
        any |= spike[i];
    }
    if (any > 1) { /* the judge reads 0 and 1 */
        for (size_t i = 0; i < n; i++) {
            h->spike[i] = spike[i] != 0;
        }
    }
    before = before != NULL ? before : h->hidden;
    after = after != NULL ? after : h->hidden;
    spike = any > 1 ? h->spike : spike;
    if (cosim_library_keep(h, n, before, after, spike) != 0) {
        (void)cosim_diag_memory(&diag, NULL);
        return cosim_library_refuse(h, LIFCOSIM_UNUSABLE, &diag);
    }
    return cosim_session_take(h->session, n, before, after, spike, &diag) == 0
               ? LIFCOSIM_OK
               : cosim_library_refuse(h, LIFCOSIM_UNUSABLE, &diag);
}

/* Puts membranes and spikes into the rows of a declaration. */
static void put_rows(const lifcosim *h, size_t n, const int32_t *after, const uint8_t *spike)
{
    const cosim_eq_declaration *d = h->dut->equations;
    const size_t outputs = d->equations->output_count;
    for (size_t i = 0; i < n; i++) {
        int64_t *row = cosim_session_outputs(h->session) + i * outputs;
        row[d->spike] = spike[i] != 0;
        if (d->shown >= 0) {
            row[d->shown] = after[i];
        }
    }
}

static int check_answers(lifcosim *h, const int32_t *before, const int32_t *after,
                         const uint8_t *spike)
{
    const cosim_eq_declaration *d = h->dut->equations;
    if (d != NULL && d->equations->output_count != (d->shown >= 0 ? 2u : 1u)) {
        return cosim_library_misuse(h, "the declaration has other outputs than one membrane and "
                                       "the spike; call lifcosim_judge_outputs");
    }
    const uint32_t can = h->dut->ops->capabilities;
    const bool needs_after = d != NULL ? d->shown >= 0 : (can & LIF_DUT_SHOWS_MEMBRANE) != 0;
    const bool needs_before = d == NULL && (can & LIF_DUT_SHOWS_BEFORE) != 0;
    if (spike == NULL || (needs_after && after == NULL) || (needs_before && before == NULL)) {
        return cosim_library_misuse(h, "an answer that the circuit shows is NULL");
    }
    return LIFCOSIM_OK;
}

/* Refuses drives of the bench's own that are none, or are no words of the circuit. */
static int check_own(lifcosim *h, const int32_t *drive, size_t n)
{
    const int64_t half = (int64_t)1 << (h->dut->ops->format.state_width - 1);
    if (h->own && drive == NULL && n > 0) {
        return cosim_library_misuse(h, "the bench makes the drives itself, and they are NULL");
    }
    for (size_t i = 0; h->own && h->dut->equations == NULL && i < n; i++) {
        if (drive[i] < -half || drive[i] >= half) {
            snprintf(h->error, sizeof h->error,
                     "step %llu: the drive %ld does not fit the %u bits of the circuit",
                     (unsigned long long)(h->session->done + i), (long)drive[i],
                     h->dut->ops->format.state_width);
            return LIFCOSIM_WRONG_INPUT;
        }
    }
    return LIFCOSIM_OK;
}

/* Gives how many steps wait to be judged, `most` at most; those that were given before, and those
 * whose drives were refused, come first. */
static size_t next_steps(lifcosim *h, size_t most, const int32_t *drive)
{
    lif_dut_block steps = {.n = 0};
    if (h->own) {
        const size_t n = most < COSIM_BLOCK_STEPS ? most : COSIM_BLOCK_STEPS;
        cosim_session_give(h->session, n, drive);
    } else if (cosim_session_waiting(h->session) == 0) {
        (void)cosim_session_next(h->session, most, &steps);
    }
    const size_t waiting = cosim_session_waiting(h->session);
    return waiting < most ? waiting : most;
}

int lifcosim_judge(lifcosim *h, size_t n, const int32_t *drive, const int32_t *before,
                   const int32_t *after, const uint8_t *spike)
{
    const bool tries = h != NULL && cosim_library_tries(h);
    int status = may_judge(h, n);
    status = status == LIFCOSIM_OK ? check_answers(h, before, after, spike) : status;
    if (status == LIFCOSIM_OK && tries) {
        return cosim_library_trial_judge(h, n, drive, before, after, spike);
    }
    status = status == LIFCOSIM_OK ? check_own(h, drive, n) : status;
    for (size_t at = 0; status == LIFCOSIM_OK && at < n;) {
        const size_t some = next_steps(h, n - at, drive + (drive != NULL ? at : 0));
        if (some == 0) {
            break; /* a drive that does not fit: the verdict says so */
        }
        status = check_drives(h, drive != NULL ? drive + at : NULL,
                              h->session->drive_fx + h->session->taken, some);
        if (status != LIFCOSIM_OK) {
            break;
        }
        if (h->dut->equations != NULL) {
            put_rows(h, some, after != NULL ? after + at : NULL, spike + at);
        }
        status = take(h, some, before != NULL ? before + at : NULL,
                      after != NULL ? after + at : NULL, spike + at);
        at += some;
    }
    return status;
}

size_t lifcosim_output_count(const lifcosim *h)
{
    return h != NULL && h->session != NULL && h->dut->equations != NULL
               ? h->dut->equations->equations->output_count
               : 0;
}

int lifcosim_judge_outputs(lifcosim *h, size_t n, const int64_t *outputs)
{
    int status = may_judge(h, n);
    if (status == LIFCOSIM_OK && (h->dut->equations == NULL || outputs == NULL || h->own)) {
        return cosim_library_misuse(h, "a circuit with a format, or drives of the bench's own, are "
                                       "judged by lifcosim_judge, and outputs must not be NULL");
    }
    const size_t width = lifcosim_output_count(h);
    for (size_t at = 0; status == LIFCOSIM_OK && at < n;) {
        const size_t some = next_steps(h, n - at, NULL);
        if (some == 0) {
            break;
        }
        int64_t *rows = cosim_session_outputs(h->session);
        if (rows != outputs + at * width) {
            memcpy(rows, outputs + at * width, some * width * sizeof *outputs);
        }
        status = take(h, some, NULL, NULL, NULL);
        at += some;
    }
    return status;
}

int lifcosim_breach(lifcosim *h, uint64_t count, const char *what, uint64_t step, int64_t expected,
                    int64_t observed)
{
    const int status = cosim_library_is_open(h);
    if (status != LIFCOSIM_OK) {
        return status;
    }
    const char *kept = what != NULL ? cosim_arena_text(h->arena, what, strlen(what)) : NULL;
    if (kept == NULL) {
        return cosim_library_misuse(h, "what broke the contract is NULL; say it in a few words");
    }
    const lif_dut_breach breach = {
        .count = count, .quantity = kept, .step = step, .expected = expected, .observed = observed};
    if (!cosim_library_tries(h)) {
        cosim_judge_breach(&h->session->scoreboard.judge, &breach);
    } else if (h->part_breach.count == 0) {
        h->part_breach = breach;
    } else {
        h->part_breach.count += count;
    }
    return LIFCOSIM_OK;
}

/* ---- what is known so far ---- */

uint64_t lifcosim_done(const lifcosim *h)
{
    return h != NULL && h->session != NULL ? h->session->done : 0;
}

uint64_t lifcosim_mismatches(const lifcosim *h)
{
    if (h == NULL || h->session == NULL) {
        return 0;
    }
    const cosim_judge *j = &h->session->scoreboard.judge;
    return (j->constants == COSIM_FAIL) + j->exact_mismatches + j->bounded_mismatches +
           j->lif_differ + (j->free_differs && j->ambiguous == 0);
}

const char *lifcosim_first_mismatch(lifcosim *h)
{
    if (h == NULL || h->session == NULL) {
        return "";
    }
    const cosim_judge *j = &h->session->scoreboard.judge;
    cosim_result so_far = h->result;
    so_far.first_mismatch.present = false;
    for (int level = 0; level < COSIM_LEVELS && !so_far.first_mismatch.present; level++) {
        /* a drive that clips may be known before its step */
        const bool ahead = level == COSIM_LEVEL_CLIP && j->first[level].step > h->session->done;
        so_far.first_mismatch = ahead ? so_far.first_mismatch : j->first[level];
    }
    h->line[0] = '\0';
    if (so_far.first_mismatch.present) {
        const locale_t before = uselocale(h->c);
        cosim_mismatch_text(&so_far, h->line, sizeof h->line);
        uselocale(before);
    }
    return h->line;
}

/* ---- the verdict ---- */

int lifcosim_finish(lifcosim *h, int *verdict)
{
    cosim_diag diag = {.message = ""};
    const int status = cosim_library_is_open(h);
    if (status != LIFCOSIM_OK) {
        return status;
    }
    if (!h->own && !cosim_session_is_over(h->session)) {
        return cosim_library_misuse(h,
                                    "%llu of %llu steps were judged; judge them all, or replace "
                                    "`steps` of the scenario",
                                    (unsigned long long)h->session->done,
                                    (unsigned long long)h->scenario->steps);
    }
    if (cosim_library_tries(h)) {
        return cosim_library_misuse(
            h, "%zu of %zu steps of a trial's part were judged; judge them all", h->part_done,
            h->part.n);
    }
    if (cosim_session_finish(h->session, &diag) != 0) {
        return cosim_library_refuse(h, LIFCOSIM_UNUSABLE, &diag);
    }
    h->finished = true;
    if (verdict != NULL) {
        *verdict = cosim_library_verdict(h->result.verdict);
    }
    return LIFCOSIM_OK;
}

static void write_json(FILE *file, const cosim_result *result)
{
    cosim_json json;
    cosim_report_json_begin(&json, file);
    cosim_report_json_result(&json, result);
    cosim_report_json_end(&json);
}

/* Makes a report once. */
static const char *report(lifcosim *h, char **made, void (*write)(FILE *, const cosim_result *))
{
    if (h == NULL || !h->finished) {
        return NULL;
    }
    if (*made == NULL) {
        size_t bytes = 0;
        FILE *file = open_memstream(made, &bytes);
        if (file == NULL) {
            return NULL;
        }
        const locale_t before = uselocale(h->c);
        write(file, &h->result);
        uselocale(before);
        if (fclose(file) != 0) {
            free(*made);
            *made = NULL;
        }
    }
    return *made;
}

const char *lifcosim_text(lifcosim *h)
{
    return h != NULL ? report(h, &h->text, cosim_report_text) : NULL;
}

const char *lifcosim_json(lifcosim *h)
{
    return h != NULL ? report(h, &h->json, write_json) : NULL;
}
