// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "report/nir_graph.h"

#include "report/nir_losses.h"
#include "report/nir_tree.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { NAME_BYTES = 256 };

static const lif_core_words *words_of(const cosim_nir_tree *x, unsigned neuron)
{
    return &x->job->image.word[neuron];
}

/* Gives a state word in units of S. */
static double real(const cosim_nir_tree *x, int64_t word)
{
    return ldexp((double)word, -(int)x->job->format.state.state_fraction);
}

/* Gives 2^KF / K. */
static double periods(const cosim_nir_tree *x, int64_t leak)
{
    return ldexp(1.0, (int)x->job->format.state.leak_fraction) / (double)leak;
}

/* A drive moves the rest of a neuron with a synapse, and is a bias of one without. */
static double rest_of(const cosim_nir_tree *x, unsigned neuron, bool cuba)
{
    const lif_core_real *p = &x->job->net.neuron[neuron];
    return p->zero_v + (cuba ? real(x, words_of(x, neuron)->drive_fx) * p->scale_v : 0.0);
}

/* ---- neurons ---- */

static void add_population(cosim_nir_tree *x, const cosim_network_group *p)
{
    const cosim_network *n = x->job->network;
    const bool cuba = cosim_nir_has_synapse(x->job, p), silent = n->silent[p->first];
    cosim_hdf *node = cosim_nir_add_node(
        x, p->name, silent ? (cuba ? "CubaLI" : "LI") : (cuba ? "CubaLIF" : "LIF"));
    double *tau = cosim_nir_add_array(x, node, cuba ? "tau_mem" : "tau", 1, p->count, 0);
    double *tau_syn = cuba ? cosim_nir_add_array(x, node, "tau_syn", 1, p->count, 0) : NULL;
    double *w_in = cuba ? cosim_nir_add_array(x, node, "w_in", 1, p->count, 0) : NULL;
    double *r = cosim_nir_add_array(x, node, "r", 1, p->count, 0);
    double *leak = cosim_nir_add_array(x, node, "v_leak", 1, p->count, 0);
    double *threshold = silent ? NULL : cosim_nir_add_array(x, node, "v_threshold", 1, p->count, 0);
    double *reset = silent ? NULL : cosim_nir_add_array(x, node, "v_reset", 1, p->count, 0);
    for (unsigned k = 0; !x->failed && k < p->count; k++) {
        const unsigned i = p->first + k;
        const lif_core_words *w = words_of(x, i);
        const lif_core_real *q = &x->job->net.neuron[i];
        tau[k] = n->step_s * periods(x, w->leak_fx);
        r[k] = 1.0;
        leak[k] = rest_of(x, i, cuba);
        if (cuba) {
            w_in[k] = periods(x, w->synapse_leak_fx[0]);
            tau_syn[k] = n->step_s * w_in[k];
        }
        if (!silent) {
            const int64_t after = w->subtract ? w->threshold_fx - w->reset_fx : w->reset_fx;
            threshold[k] = q->zero_v + real(x, w->threshold_fx) * q->scale_v;
            reset[k] = q->zero_v + real(x, after) * q->scale_v;
        }
    }
}

/* ---- what leads to them ---- */

/* Says whether a row of the core stands for an element of a group, with this delay, and which. */
typedef struct bundle {
    const cosim_network_group *group;
    bool neurons;
    unsigned delay; /* of the rows of a source; those of neurons have each their own */
} bundle;

/* Adds what the rows of element j of a bundle weigh for neuron i [V]. */
static double weight_of(const cosim_nir_tree *x, const bundle *b, unsigned j, unsigned i)
{
    const cosim_network *n = x->job->network;
    const lif_core_image *image = &x->job->image;
    const double unit =
        ldexp(real(x, 1), words_of(x, i)->weight_shift[0]) * x->job->net.neuron[i].scale_v;
    double sum = 0.0;
    if (b->neurons) {
        const size_t row = (size_t)x->job->inputs + b->group->first + j;
        return image->weight_fx[row * image->neurons + i] * unit;
    }
    for (unsigned row = 0; row < n->inputs; row++) {
        if (n->input[row].element == b->group->first + j && n->input[row].row.delay == b->delay) {
            sum += image->weight_fx[(size_t)row * image->neurons + i] * unit;
        }
    }
    return sum;
}

/* Gives the sum of the drive of an LIF and of what comes in every tick. */
static double bias_of(const cosim_nir_tree *x, unsigned i, bool cuba)
{
    const cosim_network *n = x->job->network;
    double bias = cuba ? 0.0 : real(x, words_of(x, i)->drive_fx) * x->job->net.neuron[i].scale_v;
    for (size_t k = 0; k < n->source_count; k++) {
        const bundle b = {&n->source[k].group, false, 0};
        for (unsigned j = 0; n->source[k].kind == COSIM_SOURCE_EVERY && j < b.group->count; j++) {
            bias += weight_of(x, &b, j, i);
        }
    }
    return bias;
}

static bool is_biased(const cosim_nir_tree *x, const cosim_network_group *p, bool cuba)
{
    for (unsigned i = p->first; i < p->first + p->count; i++) {
        if (fabs(bias_of(x, i, cuba)) > 0.0) {
            return true;
        }
    }
    return false;
}

static bool is_connected(const cosim_nir_tree *x, const bundle *b, const cosim_network_group *to)
{
    for (unsigned i = to->first; i < to->first + to->count; i++) {
        for (unsigned j = 0; j < b->group->count; j++) {
            if (fabs(weight_of(x, b, j, i)) > 0.0) {
                return true;
            }
        }
    }
    return false;
}

/* Adds the matrix from a bundle to a population; `biased`: with the biases of the population. */
static void add_matrix(cosim_nir_tree *x, const bundle *b, const char *from,
                       const cosim_network_group *to, bool biased)
{
    char text[NAME_BYTES];
    snprintf(text, sizeof text, "%.120s-%.120s", from, to->name);
    const char *name = cosim_nir_keep(x, text);
    const bool cuba = cosim_nir_has_synapse(x->job, to);
    cosim_hdf *node = cosim_nir_add_node(x, name, biased ? "Affine" : "Linear");
    double *weight = cosim_nir_add_array(x, node, "weight", 2, to->count, b->group->count);
    double *bias = biased ? cosim_nir_add_array(x, node, "bias", 1, to->count, 0) : NULL;
    for (unsigned i = 0; !x->failed && i < to->count; i++) {
        for (unsigned j = 0; j < b->group->count; j++) {
            weight[i * b->group->count + j] = weight_of(x, b, j, to->first + i);
        }
        if (biased) {
            bias[i] = bias_of(x, to->first + i, cuba);
        }
    }
    cosim_nir_add_edge(x, from, name);
    cosim_nir_add_edge(x, name, to->name);
}

/* Adds the matrices from a bundle to all populations; `name` is what it is called. */
static void add_matrices(cosim_nir_tree *x, const bundle *b, const char *name, bool *biased)
{
    const cosim_network *n = x->job->network;
    for (size_t k = 0; k < n->population_count && !x->failed; k++) {
        const cosim_network_group *to = &n->population[k];
        if (is_connected(x, b, to)) {
            add_matrix(x, b, name, to, biased[k]);
            biased[k] = false;
        }
    }
}

/* Adds a Delay after a node and returns its name. ticks[count] */
static const char *add_delay(cosim_nir_tree *x, const char *from, const char *suffix,
                             const unsigned *ticks, unsigned count)
{
    char text[NAME_BYTES];
    snprintf(text, sizeof text, "%.200s%s", from, suffix);
    const char *name = cosim_nir_keep(x, text);
    double *delay =
        cosim_nir_add_array(x, cosim_nir_add_node(x, name, "Delay"), "delay", 1, count, 0);
    for (unsigned i = 0; !x->failed && i < count; i++) {
        delay[i] = ticks[i] * x->job->network->step_s;
    }
    cosim_nir_add_edge(x, from, name);
    return name;
}

static void add_source(cosim_nir_tree *x, const cosim_network_source *source, bool *biased)
{
    const cosim_network *n = x->job->network;
    bool used[LIF_CORE_MOST_DELAY + 1] = {false};
    const cosim_network_group *g = &source->group;
    unsigned *ticks = cosim_arena_alloc(x->arena, g->count * sizeof *ticks);
    x->failed |= ticks == NULL;
    cosim_nir_add_shape(x, cosim_nir_add_node(x, g->name, "Input"), g->count);
    for (unsigned row = 0; row < n->inputs; row++) {
        const unsigned element = n->input[row].element;
        if (element >= g->first && element < g->first + g->count) {
            used[n->input[row].row.delay] = true;
        }
    }
    for (unsigned delay = 0; delay <= LIF_CORE_MOST_DELAY && !x->failed; delay++) {
        const bundle b = {g, false, delay};
        char suffix[32];
        if (!used[delay]) {
            continue;
        }
        for (unsigned i = 0; i < g->count; i++) {
            ticks[i] = delay;
        }
        snprintf(suffix, sizeof suffix, "-delay%u", delay);
        add_matrices(x, &b, delay > 0 ? add_delay(x, g->name, suffix, ticks, g->count) : g->name,
                     biased);
    }
}

static void add_own(cosim_nir_tree *x, const cosim_network_group *p, bool *biased)
{
    const bundle b = {p, true, 0};
    bool connected = false, late = false;
    unsigned *ticks = cosim_arena_alloc(x->arena, p->count * sizeof *ticks);
    x->failed |= ticks == NULL;
    for (size_t k = 0; k < x->job->network->population_count && !connected; k++) {
        connected = is_connected(x, &b, &x->job->network->population[k]);
    }
    for (unsigned i = 0; !x->failed && i < p->count; i++) {
        ticks[i] = x->job->network->own[p->first + i].delay;
        late |= ticks[i] > 1;
    }
    if (connected && !x->failed) {
        add_matrices(x, &b, late ? add_delay(x, p->name, "-delay", ticks, p->count) : p->name,
                     biased);
    }
}

/* A population that nothing but its biases leads to has them from a source without weights. */
static void add_biases_alone(cosim_nir_tree *x, const bool *biased)
{
    const cosim_network *n = x->job->network;
    const cosim_network_source *source = NULL;
    for (size_t k = 0; k < n->source_count && source == NULL; k++) {
        source = n->source[k].kind != COSIM_SOURCE_EVERY ? &n->source[k] : NULL;
    }
    for (size_t k = 0; k < n->population_count && !x->failed; k++) {
        const bundle b = {source != NULL ? &source->group : &n->population[k], source == NULL, 0};
        if (biased[k]) {
            add_matrix(x, &b, b.group->name, &n->population[k], true);
        }
    }
}

static void add_outputs(cosim_nir_tree *x)
{
    const cosim_network *n = x->job->network;
    for (size_t k = 0; k < n->population_count && !x->failed; k++) {
        char text[NAME_BYTES];
        snprintf(text, sizeof text, "%.200s-output", n->population[k].name);
        const char *name = cosim_nir_keep(x, text);
        cosim_nir_add_shape(x, cosim_nir_add_node(x, name, "Output"), n->population[k].count);
        cosim_nir_add_edge(x, n->population[k].name, name);
    }
}

/* ---- the whole ---- */

/* Whoever finds the file alone reads here how the graph is to be read. */
static void put_metadata(cosim_nir_tree *x, cosim_hdf *graph, double scale_v)
{
    const cosim_network *n = x->job->network;
    cosim_hdf *metadata = cosim_hdf_group(x->arena, graph, "metadata");
    const struct {
        const char *key, *text;
    } texts[] = {{"written_by", "lifcosim nir export"},
                 {"core", x->job->name},
                 {"time_unit", "s"},
                 {"voltage_unit", "V"},
                 {"method", "euler"},
                 {"coupling", "euler"},
                 {"impulse", "step"}};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        x->failed |= cosim_hdf_word(x->arena, metadata, texts[i].key, texts[i].text) == NULL;
    }
    x->failed |= cosim_hdf_number(x->arena, metadata, "step", COSIM_HDF_REAL, n->step_s) == NULL ||
                 cosim_hdf_number(x->arena, metadata, "delay", COSIM_HDF_WHOLE, 1.0) == NULL ||
                 (scale_v > 0.0 &&
                  cosim_hdf_number(x->arena, metadata, "scale", COSIM_HDF_REAL, scale_v) == NULL);
}

/* All readouts have one scale when they are read, so theirs has to be one. */
static double scale_of_readouts(cosim_nir_tree *x)
{
    const cosim_network *n = x->job->network;
    double scale_v = 0.0;
    for (size_t k = 0; k < n->population_count; k++) {
        const cosim_network_group *p = &n->population[k];
        for (unsigned i = p->first; n->silent[p->first] && i < p->first + p->count; i++) {
            const double own = x->job->net.neuron[i].scale_v;
            if (scale_v > 0.0 && fabs(own - scale_v) > 0.0) {
                x->failed |= cosim_nir_say(x->report, COSIM_NIR_DIFFERS,
                                           "the readouts differ in their scale, and are read with "
                                           "one: the words of `%s` will be others",
                                           p->name) != 0;
                return scale_v;
            }
            scale_v = own;
        }
    }
    return scale_v;
}

static void add_all(cosim_nir_tree *x, cosim_hdf *graph)
{
    const cosim_network *n = x->job->network;
    bool *biased = cosim_arena_alloc(x->arena, n->population_count + 1);
    x->failed |= biased == NULL;
    for (size_t k = 0; k < n->population_count && !x->failed; k++) {
        add_population(x, &n->population[k]);
        biased[k] =
            is_biased(x, &n->population[k], cosim_nir_has_synapse(x->job, &n->population[k]));
    }
    for (size_t k = 0; k < n->source_count && !x->failed; k++) {
        if (n->source[k].kind != COSIM_SOURCE_EVERY) {
            add_source(x, &n->source[k], biased);
        }
    }
    for (size_t k = 0; k < n->population_count && !x->failed; k++) {
        add_own(x, &n->population[k], biased);
    }
    if (!x->failed) {
        add_biases_alone(x, biased);
        add_outputs(x);
        cosim_nir_put_edges(x, graph);
        put_metadata(x, graph, scale_of_readouts(x));
        x->failed |= cosim_nir_tell_losses(x->job, x->report) != 0;
    }
}

cosim_hdf *cosim_nir_graph_tree(cosim_arena *arena, const cosim_network_job *job,
                                cosim_nir_report *report, cosim_diag *diag)
{
    cosim_nir_tree x = {.arena = arena, .job = job, .report = report};
    cosim_hdf *root = cosim_hdf_root(arena), *graph = NULL;
    if (cosim_nir_can_say(job->network, diag) != 0) {
        return NULL;
    }
    graph = root != NULL && cosim_hdf_word(arena, root, "version", "1.0.7") != NULL
                ? cosim_hdf_group(arena, root, "node")
                : NULL;
    x.nodes = cosim_hdf_word(arena, graph, "type", "NIRGraph") != NULL
                  ? cosim_hdf_group(arena, graph, "nodes")
                  : NULL;
    x.failed = x.nodes == NULL;
    if (!x.failed) {
        add_all(&x, graph);
    }
    if (x.failed) {
        cosim_diag_memory(diag, NULL);
        return NULL;
    }
    return root;
}
