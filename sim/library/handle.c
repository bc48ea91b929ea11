// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "library/handle.h"

#include "base/version.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

unsigned lifcosim_abi(void) { return LIFCOSIM_ABI; }

const char *lifcosim_version(void) { return cosim_version(); }

lifcosim *lifcosim_new(void)
{
    lifcosim *h = calloc(1, sizeof *h);
    if (h != NULL && (h->c = newlocale(LC_ALL_MASK, "C", (locale_t)0)) == (locale_t)0) {
        free(h);
        return NULL;
    }
    return h;
}

void lifcosim_free(lifcosim *h)
{
    if (h == NULL) {
        return;
    }
    cosim_library_stop(h);
    cosim_trace_free(&h->answered);
    cosim_arena_free(h->arena);
    cosim_scenario_free(h->owned);
    freelocale(h->c);
    free(h->text);
    free(h->json);
    free(h);
}

const char *lifcosim_error(const lifcosim *h)
{
    return h != NULL ? h->error : "the handle is NULL; lifcosim_new gives one";
}

int cosim_library_refuse(lifcosim *h, int status, const cosim_diag *diag)
{
    h->diag = *diag;
    cosim_diag_text(diag, h->error, sizeof h->error);
    return diag->memory ? LIFCOSIM_UNUSABLE : status;
}

int cosim_library_misuse(lifcosim *h, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(h->error, sizeof h->error, format, arguments);
    va_end(arguments);
    return LIFCOSIM_MISUSE;
}

int cosim_library_is_open(lifcosim *h)
{
    if (h == NULL) {
        return LIFCOSIM_MISUSE;
    }
    if (h->session == NULL) {
        return cosim_library_misuse(h, "no circuit is known yet; call lifcosim_read, and then "
                                       "lifcosim_circuit");
    }
    if (h->finished) {
        return cosim_library_misuse(h, "the run has its verdict; take a new handle for another");
    }
    return LIFCOSIM_OK;
}

int cosim_library_verdict(cosim_verdict verdict)
{
    static const int verdicts[] = {[COSIM_NOT_APPLICABLE] = LIFCOSIM_VACUOUS,
                                   [COSIM_PASS] = LIFCOSIM_PASS,
                                   [COSIM_VACUOUS] = LIFCOSIM_VACUOUS,
                                   [COSIM_FAIL] = LIFCOSIM_FAIL,
                                   [COSIM_CONFORMS] = LIFCOSIM_CONFORMS};
    return verdicts[verdict];
}

int cosim_library_drive_differs(lifcosim *h, uint64_t step, int32_t drive, int32_t due)
{
    snprintf(h->error, sizeof h->error,
             "step %llu: the circuit was given the drive %ld, and the scenario's is %ld; "
             "give it those of lifcosim_drives",
             (unsigned long long)step, (long)drive, (long)due);
    return LIFCOSIM_WRONG_INPUT;
}

int cosim_library_start(lifcosim *h, const cosim_job *job, cosim_dut *dut, cosim_diag *diag)
{
    h->job = job;
    h->dut = dut;
    h->session = calloc(1, sizeof *h->session);
    if (h->session == NULL || cosim_current_start(&h->ahead, h->scenario) != 0) {
        return cosim_diag_memory(diag, NULL);
    }
    if (dut->equations == NULL) {
        lif_integer_start(&h->model, &dut->ops->format, &job->q.words);
    }
    return cosim_session_start(h->session, job, &h->options, &h->result, diag);
}

void cosim_library_stop(lifcosim *h)
{
    if (h->session != NULL) {
        cosim_session_free(h->session);
        cosim_result_free(&h->result);
        free(h->session);
        h->session = NULL;
    }
    cosim_current_free(&h->ahead);
    h->ahead = (cosim_current){0};
}
