// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "explorer_network.h"

#include "circuit/dut.h"
#include "network/read.h"
#include "report/json.h"
#include "report/network_csv.h"
#include "report/network_json.h"
#include "run/network_run.h"

#include <math.h>
#include <stdlib.h>

/* A neuron-tick has these flags. */
enum { SPIKE = 1, REFERENCE_SPIKE = 2, AMBIGUOUS = 4, HELD = 8, MUST = 16 };

/* These are the rows of the last run, [ticks][neurons] each; membrane_v begins the block of all. */
typedef struct columns {
    unsigned neurons;
    double *membrane_v, *reference_v, *bound_v, *level_v;
    uint8_t *flags;
} columns;

/* A network that ran is kept for its rows until another one has run: what is refused takes nothing
 * away. A job must stay where it is. */
typedef struct session {
    cosim_network *network;
    cosim_network_job job;
    cosim_network_result result;
    columns rows;
} session;

static session slots[2];
static session *the = &slots[0];

static void forget(session *s)
{
    cosim_network_result_free(&s->result);
    cosim_network_job_close(&s->job);
    cosim_network_free(s->network);
    free(s->rows.membrane_v);
    *s = (session){.network = NULL};
}

static int take(void *context, uint64_t tick, const lif_core_tick *shown,
                const cosim_core_view *view, cosim_diag *diag)
{
    session *s = context;
    columns *c = &s->rows;
    const double lsb = ldexp(1.0, -(int)s->job.format.state.state_fraction);
    (void)diag;
    for (unsigned i = 0; i < c->neurons; i++) {
        const lif_core_real *real = &s->job.net.neuron[i];
        const lif_core_expected expected = cosim_core_view_expected(view, i), *e = &expected;
        const size_t at = (size_t)tick * c->neurons + i;
        const bool ambiguous = !e->held && !e->must && !e->must_not;
        c->membrane_v[at] = real->zero_v + shown->seen->before_fx[i] * lsb * real->scale_v;
        c->reference_v[at] = real->zero_v + e->membrane * real->scale_v;
        c->bound_v[at] = e->membrane_bound * real->scale_v;
        c->level_v[at] = real->zero_v + ((double)s->job.image.word[i].threshold_fx +
                                         shown->seen->adaptation_fx[i]) *
                                            lsb * real->scale_v;
        c->flags[at] = (uint8_t)((view->spike[i] != 0 ? SPIKE : 0) |
                                 (view->free_spike[i] != 0 ? REFERENCE_SPIKE : 0) |
                                 (ambiguous ? AMBIGUOUS : 0) | (e->held ? HELD : 0) |
                                 (e->must && !e->held ? MUST : 0));
    }
    return 0;
}

/* Makes one block for all arrays. */
static bool make_room(columns *c, const cosim_network *n)
{
    const size_t count = (size_t)n->ticks * n->neurons;
    double *doubles = malloc(count * (4 * sizeof(double) + 1));
    *c = (columns){.neurons = n->neurons, .membrane_v = doubles};
    if (doubles == NULL) {
        return false;
    }
    c->reference_v = doubles + count;
    c->bound_v = doubles + 2 * count;
    c->level_v = doubles + 3 * count;
    c->flags = (uint8_t *)(doubles + 4 * count);
    return true;
}

/* A page has no files but those that came with it. */
static int check_page(const cosim_node *root, cosim_diag *diag)
{
    cosim_place place;
    const cosim_node *nir = cosim_node_child(root, "network");
    if (nir == NULL) {
        return 0;
    }
    cosim_node_key_place(nir, &place);
    return cosim_diag_set(diag, &place,
                          "network: a page has no NIR file beside it; write populations and "
                          "synapses, or use `lifcosim run`");
}

static int check_size(const cosim_network *n, cosim_diag *diag)
{
    cosim_place place = {.line = 0};
    const cosim_node *root = n->head->places->root, *node = cosim_node_child(root, "steps");
    node = node != NULL ? node : cosim_node_child(root, "duration");
    if (n->ticks <= EXPLORER_MOST_NEURON_TICKS / n->neurons) {
        return 0;
    }
    if (node != NULL) {
        cosim_node_place(node, &place);
    }
    return cosim_diag_set(diag, &place,
                          "the network has %llu ticks of %u neurons, and the page runs at most %d "
                          "neuron-ticks; make the run shorter, or use `lifcosim run`",
                          (unsigned long long)n->ticks, n->neurons, EXPLORER_MOST_NEURON_TICKS);
}

/* Reads the network; core: "" for the one that it names. */
static int open_network(session *s, const char *bytes, size_t length, const char *core,
                        cosim_diag *diag)
{
    const cosim_network_choices choices = {.no_expect = false};
    cosim_scenario *head;
    if (explorer_tree(bytes, length, &head, diag) != 0) {
        return -1;
    }
    if (check_page(head->places->root, diag) != 0) {
        cosim_scenario_free(head);
        return -1;
    }
    if (cosim_network_from_tree(head, &choices, &s->network, diag) != 0 ||
        check_size(s->network, diag) != 0) {
        return -1;
    }
    diag->place = (cosim_place){.line = 0};
    if (cosim_network_job_prepare(&s->job, s->network, core[0] != '\0' ? core : s->network->core,
                                  true, diag) == COSIM_DUT_OK) {
        return make_room(&s->rows, s->network) ? 0 : cosim_diag_memory(diag, NULL);
    }
    if (diag->place.line == 0 && core[0] == '\0') {
        diag->place = s->network->core_place;
    }
    return -1;
}

/* Runs the network that is open with one watcher. */
static int run_with(session *s, const cosim_core_watcher *watcher, cosim_diag *diag)
{
    const cosim_network_options options = {.watchers = watcher, .watcher_count = 1};
    cosim_network_result_free(&s->result);
    return cosim_network_run(&s->job, &options, &s->result, diag);
}

EXPLORER_EXPORT("explorer_network_run")
const char *explorer_network_run(const char *bytes, size_t length, const char *core);

/* Runs a network (see explorer_tree) on a core by name, "" for its own; its rows are then in the
 * columns. Returns the JSON document of `lifcosim run --json`, or of a refusal, after which the
 * columns are still those of the run before. */
const char *explorer_network_run(const char *bytes, size_t length, const char *core)
{
    session *next = the == &slots[0] ? &slots[1] : &slots[0];
    const cosim_core_watcher rows = {take, next};
    cosim_diag diag = {.message = ""};
    int status = open_network(next, bytes, length, core, &diag);
    if (status == 0) {
        status = run_with(next, &rows, &diag);
    }
    cosim_output *output = explorer_memory_open();
    if (output == NULL) {
        return NULL;
    }
    if (status == 0) {
        const cosim_network_outcome outcome = {&next->job, &next->result};
        cosim_json json;
        cosim_report_json_begin(&json, cosim_output_file(output));
        cosim_network_json(&json, &outcome);
        cosim_report_json_end(&json);
        forget(the);
        the = next;
    } else {
        explorer_put_error(cosim_output_file(output), &diag);
        forget(next);
    }
    return explorer_memory_close(output);
}

/* Returns what the page wants to know beside that (see explorer_put_about); NULL without a run. */
EXPLORER_EXPORT("explorer_network_about") const char *explorer_network_about(void);
const char *explorer_network_about(void)
{
    cosim_output *output = the->network != NULL ? explorer_memory_open() : NULL;
    if (output == NULL) {
        return NULL;
    }
    explorer_put_about(cosim_output_file(output), &the->job, &the->result);
    return explorer_memory_close(output);
}

/* Returns a column of the last run, [ticks][neurons]: membrane before a reset, that of the guided
 * reference, its bound, and the circuit's threshold with its adaptation [V]; flags. */
EXPLORER_EXPORT("explorer_network_column") const void *explorer_network_column(unsigned index);
const void *explorer_network_column(unsigned index)
{
    const columns *c = &the->rows;
    const void *const all[] = {c->membrane_v, c->reference_v, c->bound_v, c->level_v, c->flags};
    return index < sizeof all / sizeof *all ? all[index] : NULL;
}

/* Runs the last network once more, and returns its rows as `lifcosim run --csv` writes them; NULL
 * without one. */
EXPLORER_EXPORT("explorer_network_csv") const char *explorer_network_csv(void);
const char *explorer_network_csv(void)
{
    cosim_output *output = the->network != NULL ? explorer_memory_open() : NULL;
    cosim_diag diag;
    if (output == NULL) {
        return NULL;
    }
    cosim_network_csv csv = {output, &the->job, NULL};
    const cosim_core_watcher rows = {cosim_network_csv_take, &csv};
    cosim_network_csv_header(&csv);
    const int status = run_with(the, &rows, &diag);
    const char *text = explorer_memory_close(output);
    return status == 0 ? text : NULL;
}
