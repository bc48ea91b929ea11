// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "sweep/networks.h"

#include "network/read.h"
#include "run/network_run.h"
#include "sweep/line.h"
#include "sweep/network_line.h"
#include "sweep/set.h"

#include <stdlib.h>

/* A set on its way. */
typedef struct one {
    cosim_set set;
    cosim_network *network;
    cosim_network_job job;
    bool refused; /* and set.diag says why */
} one;

/* Reads and prepares a set. Returns 0, or -1 with *diag where the machine or a core failed; release
 * in either case. */
static int prepare(const cosim_sweep_plan *plan, uint64_t index, bool open, one *o,
                   cosim_diag *diag)
{
    o->network = NULL;
    o->refused = false;
    o->job = (cosim_network_job){.network = NULL};
    if (cosim_set_write(plan, index, &o->set, diag) != 0) {
        return -1;
    }
    const cosim_network_choices choices = {.overrides = o->set.overrides + plan->override_count,
                                           .override_count =
                                               o->set.override_count - plan->override_count,
                                           .no_expect = plan->no_expect};
    if (cosim_network_vary(plan->network, &choices, &o->network, &o->set.diag) != 0) {
        o->refused = true;
        *diag = o->set.diag;
        return o->set.diag.tool || o->set.diag.memory ? -1 : 0;
    }
    const int status =
        cosim_network_job_prepare(&o->job, o->network, o->set.dut, open, &o->set.diag);
    o->refused = status != COSIM_DUT_OK;
    if (o->refused) {
        *diag = o->set.diag;
    }
    return status == COSIM_DUT_UNUSABLE || (o->refused && o->set.diag.memory) ? -1 : 0;
}

static void release(one *o)
{
    cosim_network_job_close(&o->job);
    cosim_network_free(o->network);
    cosim_set_free(&o->set);
}

int cosim_sweep_network_possible(const cosim_sweep_plan *plan, uint64_t index, cosim_diag *diag)
{
    one o;
    const int status = prepare(plan, index, false, &o, diag);
    const int possible = status != 0 ? -1 : !o.refused;
    release(&o);
    return possible;
}

/* Writes the line of a set and hands it over. */
static int put_set(const cosim_sweep_plan *plan, const one *o, const cosim_network_outcome *outcome,
                   cosim_sweep_put *put, void *context, cosim_diag *diag)
{
    char reason[1400] = "";
    char *command = NULL, *text = NULL;
    size_t bytes = 0;
    cosim_sweep_record record;
    if (outcome == NULL) {
        cosim_sweep_record_refused(&record, o->set.index);
        cosim_diag_text(&o->set.diag, reason, sizeof reason);
    } else {
        cosim_sweep_record_of_network(&record, o->set.index, outcome);
        cosim_network_reason(outcome, reason, sizeof reason);
    }
    if (!cosim_outcome_is_good(record.outcome)) {
        command = cosim_set_command(plan, &o->set);
    }
    const cosim_sweep_line line = {.sweep = plan->identity.sweep,
                                   .sets = plan->identity.sets,
                                   .dut = o->set.dut,
                                   .axes = plan->sweep->axes,
                                   .values = o->set.values,
                                   .axis_count = plan->sweep->axis_count,
                                   .reason = reason,
                                   .command = command != NULL ? command : "",
                                   .network = outcome};
    FILE *out = open_memstream(&text, &bytes);
    int status = out == NULL ? -1 : cosim_sweep_put_line(out, &record, &line);
    if (out != NULL && fclose(out) != 0) {
        status = -1;
    }
    if (status != 0) {
        cosim_diag_memory(diag, NULL);
    } else if (put(context, &record, text, bytes) != 0) {
        status = cosim_diag_set(diag, NULL, "the result of a set could not be handed over");
    }
    free(text);
    free(command);
    return status;
}

static int run_set(const cosim_sweep_plan *plan, one *o, cosim_sweep_put *put, void *context,
                   cosim_diag *diag)
{
    const cosim_network_options options = {.watchers = NULL};
    cosim_network_result result;
    if (o->refused) {
        return put_set(plan, o, NULL, put, context, diag);
    }
    if (cosim_network_run(&o->job, &options, &result, diag) != 0) {
        return -1;
    }
    const cosim_network_outcome outcome = {&o->job, &result};
    const int status = put_set(plan, o, &outcome, put, context, diag);
    cosim_network_result_free(&result);
    return status;
}

int cosim_sweep_run_networks(const cosim_sweep_plan *plan, const uint64_t *todo, size_t n,
                             cosim_sweep_put *put, void *context, cosim_diag *diag)
{
    int status = 0;
    for (size_t i = 0; i < n && status == 0; i++) {
        one o;
        status = prepare(plan, todo[i], true, &o, diag);
        if (status == 0) {
            status = run_set(plan, &o, put, context, diag);
        }
        release(&o);
    }
    return status;
}
