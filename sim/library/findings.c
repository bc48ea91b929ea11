// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Findings about a circuit that the bench ran are looked for in what it answered, which is kept for
 * that as it is judged. */
#include "diagnose/findings.h"

#include "library/handle.h"

int cosim_library_keep(lifcosim *h, size_t n, const int32_t *before, const int32_t *after,
                       const uint8_t *spike)
{
    cosim_session *s = h->session;
    const size_t at = s->taken, room = COSIM_FINDING_STEPS;
    if (h->job != &h->prepared || h->answered.n != s->done || h->answered.n == room) {
        return 0; /* the program runs its circuit again; or it began to be too much */
    }
    /* where the hold is constant, nobody else fills it */
    lif_hold_fill(&h->scenario->params, s->done, n, s->hold + at);
    cosim_answers a = {.n = n,
                       .drive_fx = s->drive_fx + at,
                       .hold = s->hold + at,
                       .before_fx = before,
                       .after_fx = after,
                       .spike = spike};
    if (h->dut->equations != NULL) {
        const cosim_words rows = {.outputs = cosim_session_outputs(s)};
        cosim_words_take(h->job, &rows, n, s->before_fx, s->after_fx, s->spike);
        a.n = cosim_trace_narrow(h->job, s->current_a + at, n);
        a.before_fx = s->before_fx;
        a.after_fx = s->after_fx;
        a.spike = s->spike;
        a.outputs = rows.outputs;
        a.output_count = h->dut->equations->equations->output_count;
    }
    return cosim_answered_add(&h->answered, &a, room);
}

int lifcosim_find(lifcosim *h, size_t *count)
{
    cosim_diag diag = {.message = ""};
    if (h == NULL) {
        return LIFCOSIM_MISUSE;
    }
    if (!h->finished) {
        return cosim_library_misuse(h, "there is no verdict yet; call lifcosim_finish first");
    }
    if (h->text != NULL || h->json != NULL) {
        return cosim_library_misuse(h, "the report was made already, without findings; call "
                                       "lifcosim_find before it");
    }
    if (h->result.findings == NULL && cosim_findings_wanted(h->job, &h->result, true)) {
        const locale_t before = uselocale(h->c);
        h->prepared.answered = &h->answered;
        const int failed = cosim_findings_find(h->job, &h->result.findings, &diag);
        uselocale(before);
        if (failed != 0) {
            return cosim_library_refuse(h, LIFCOSIM_UNUSABLE, &diag);
        }
    }
    if (count != NULL) {
        *count = h->result.findings != NULL ? h->result.findings->count : 0;
    }
    return LIFCOSIM_OK;
}

const char *lifcosim_finding(const lifcosim *h, size_t number)
{
    const struct cosim_findings *f = h != NULL ? h->result.findings : NULL;
    return f != NULL && number < f->count ? f->items[number].text : "";
}
