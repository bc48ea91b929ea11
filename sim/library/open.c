// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The first half of a handle's life: a scenario, and then a circuit for it. */
#include "library/handle.h"

#include "circuit/format.h"
#include "circuit/model.h"
#include "circuit/model_equations.h"
#include "equations/case.h"
#include "equations/declaration_text.h"
#include "scenario/read.h"

#include <stdlib.h>
#include <string.h>

/* ---- the scenario ---- */

static int begin(lifcosim *h, const char *what)
{
    if (h == NULL) {
        return LIFCOSIM_MISUSE;
    }
    if (h->scenario != NULL) {
        return cosim_library_misuse(h, "a scenario was read already; take a new handle");
    }
    return what != NULL ? LIFCOSIM_OK
                        : cosim_library_misuse(h, "the scenario is NULL; give its path or text");
}

int lifcosim_seed(lifcosim *h, uint64_t seed)
{
    const int status = begin(h, "");
    if (status == LIFCOSIM_OK) {
        h->has_seed = true;
        h->seed = seed;
        h->options.has_seed = true;
        h->options.seed = seed;
    }
    return status;
}

int lifcosim_read(lifcosim *h, const char *path, const char *const *set, size_t count)
{
    cosim_diag diag = {.message = ""};
    const int status = begin(h, path);
    if (status != LIFCOSIM_OK) {
        return status;
    }
    const locale_t before = uselocale(h->c);
    const int failed =
        cosim_scenario_read(path, set, count, h->has_seed ? &h->seed : NULL, &h->owned, &diag);
    h->scenario = h->owned;
    uselocale(before);
    return failed == 0 ? LIFCOSIM_OK : cosim_library_refuse(h, LIFCOSIM_WRONG_INPUT, &diag);
}

int lifcosim_read_text(lifcosim *h, const char *text, size_t length, const char *path,
                       const char *const *set, size_t count)
{
    cosim_diag diag = {.message = ""};
    const int status = begin(h, text);
    if (status != LIFCOSIM_OK) {
        return status;
    }
    const locale_t before = uselocale(h->c);
    const int failed =
        cosim_scenario_read_text(path != NULL ? path : "scenario", text, length, set, count,
                                 h->has_seed ? &h->seed : NULL, &h->owned, &diag);
    h->scenario = h->owned;
    uselocale(before);
    return failed == 0 ? LIFCOSIM_OK : cosim_library_refuse(h, LIFCOSIM_WRONG_INPUT, &diag);
}

uint64_t lifcosim_steps(const lifcosim *h)
{
    return h != NULL && h->scenario != NULL ? h->scenario->steps : 0;
}

double lifcosim_step_seconds(const lifcosim *h)
{
    return h != NULL && h->scenario != NULL ? h->scenario->params.dt_s : 0;
}

/* ---- the circuit ---- */

/* Gives a text that lives as long as the handle's circuit. */
static const char *keep(lifcosim *h, const char *text)
{
    return cosim_arena_text(h->arena, text, strlen(text));
}

static int declared(lifcosim *h, const lifcosim_circuit_info *c, cosim_diag *diag)
{
    const char *text = keep(h, c->declaration);
    const char *name = keep(h, c->name != NULL ? c->name : "circuit");
    if (text == NULL || name == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    h->described.equations = cosim_eq_declaration_read(h->arena, text, diag);
    if (h->described.equations == NULL) {
        return -1;
    }
    cosim_dut_model_equations(&h->ops, text, name);
    return 0;
}

static int of_format(lifcosim *h, const lifcosim_circuit_info *c, cosim_diag *diag)
{
    lif_format format;
    lif_error error;
    if (!cosim_format_parse(c->format, &format)) {
        return cosim_diag_set(diag, NULL,
                              "format \"%.60s\": unknown; give a named one (q8_24) or bits as "
                              "20/12/18, with a final r for residual rounding",
                              c->format);
    }
    if (lif_format_validate(&format, &error) != LIF_OK) {
        return cosim_diag_set(diag, NULL, "format \"%.60s\": %s", c->format, error.message);
    }
    if (c->hold_width > 32) {
        return cosim_diag_set(diag, NULL, "a hold of %u bits; give 1 to 32", c->hold_width);
    }
    if ((c->shows & ~(unsigned)(LIFCOSIM_SHOWS_MEMBRANE | LIFCOSIM_SHOWS_BEFORE)) != 0) {
        return cosim_diag_set(diag, NULL,
                              "shows is 0x%x; give LIFCOSIM_SHOWS_MEMBRANE, LIFCOSIM_SHOWS_BEFORE, "
                              "both or 0",
                              c->shows);
    }
    const char *name = keep(h, c->name != NULL ? c->name : c->format);
    if (name == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    cosim_dut_model(&h->ops, &format, name);
    h->ops.hold_width = c->hold_width != 0 ? c->hold_width : 16;
    h->ops.capabilities = LIF_DUT_INTEGER_MODEL | LIF_DUT_READS_WORDS |
                          ((c->shows & LIFCOSIM_SHOWS_MEMBRANE) != 0 ? LIF_DUT_SHOWS_MEMBRANE : 0) |
                          ((c->shows & LIFCOSIM_SHOWS_BEFORE) != 0 ? LIF_DUT_SHOWS_BEFORE : 0);
    return 0;
}

/* Makes the circuit, its job and its session. */
static int prepare(lifcosim *h, const lifcosim_circuit_info *c, cosim_diag *diag)
{
    if ((h->arena = cosim_arena_new()) == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    if ((c->declaration != NULL ? declared(h, c, diag) : of_format(h, c, diag)) != 0) {
        return -1;
    }
    h->ops.about = keep(h, c->about != NULL ? c->about : "");
    h->ops.clocks_per_step = c->clocks_per_step != 0 ? c->clocks_per_step : 1;
    if (h->ops.about == NULL || (h->described.name = cosim_arena_text(
                                     h->arena, h->ops.name, strlen(h->ops.name))) == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    h->described.ops = &h->ops;
    if (cosim_job_prepare(&h->prepared, h->scenario, &h->described, diag) != 0) {
        return -1;
    }
    return cosim_library_start(h, &h->prepared, &h->described, diag);
}

int lifcosim_circuit(lifcosim *h, const lifcosim_circuit_info *circuit)
{
    cosim_diag diag = {.message = ""};
    if (h == NULL) {
        return LIFCOSIM_MISUSE;
    }
    if (h->scenario == NULL) {
        return cosim_library_misuse(h, "no scenario is read yet; call lifcosim_read first");
    }
    if (h->session != NULL) {
        return cosim_library_misuse(h, "the circuit is known already; take a new handle");
    }
    if (circuit == NULL || (circuit->format == NULL) == (circuit->declaration == NULL)) {
        return cosim_library_misuse(h, "a circuit has either a format or a declaration; give one");
    }
    const locale_t before = uselocale(h->c);
    const int failed = prepare(h, circuit, &diag);
    uselocale(before);
    if (failed == 0) {
        return LIFCOSIM_OK;
    }
    cosim_library_stop(h);
    cosim_arena_free(h->arena);
    h->arena = NULL;
    h->described = (cosim_dut){.ops = NULL};
    return cosim_library_refuse(h, LIFCOSIM_WRONG_INPUT, &diag);
}

/* ---- its words ---- */

int lifcosim_words(lifcosim *h, lifcosim_port_words *words)
{
    const int status = cosim_library_is_open(h);
    if (status != LIFCOSIM_OK) {
        return status;
    }
    if (h->dut->equations != NULL || words == NULL) {
        return cosim_library_misuse(h, "a circuit with a declaration has its words from "
                                       "lifcosim_told, and words must not be NULL");
    }
    const lif_words *w = cosim_library_tries(h) ? &h->part.words : &h->job->q.words;
    *words = (lifcosim_port_words){.leak = w->leak_fx,
                                   .threshold = (int32_t)w->threshold_fx,
                                   .reset = (int32_t)w->reset_fx,
                                   .initial = (int32_t)w->initial_fx,
                                   .initial_hold = w->initial_hold,
                                   .compare_above = w->compare_above,
                                   .reset_by_subtract = w->reset_by_subtract};
    return LIFCOSIM_OK;
}

size_t lifcosim_told_count(const lifcosim *h)
{
    return h != NULL && h->session != NULL && h->dut->equations != NULL
               ? h->dut->equations->told_count
               : 0;
}

int lifcosim_told(lifcosim *h, int64_t *told, size_t count)
{
    const int status = cosim_library_is_open(h);
    if (status != LIFCOSIM_OK) {
        return status;
    }
    if (count != lifcosim_told_count(h) || (count > 0 && told == NULL)) {
        return cosim_library_misuse(h, "%zu words, and the declaration has %zu told params", count,
                                    lifcosim_told_count(h));
    }
    for (size_t i = 0; i < count; i++) {
        told[i] = h->job->q.equations->words.word[h->dut->equations->told[i]];
    }
    return LIFCOSIM_OK;
}
