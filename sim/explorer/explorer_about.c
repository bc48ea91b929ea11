// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "report/network_text.h"
#include "report/network_words.h"
#include "explorer_network.h"

#include <math.h>
#include <stdlib.h>

static void put_populations(cosim_json *json, const cosim_network *n)
{
    cosim_json_list_open(json, "populations");
    for (size_t p = 0; p < n->population_count; p++) {
        cosim_json_map_open(json, NULL);
        cosim_json_key_text(json, "name", n->population[p].name);
        cosim_json_key_unsigned(json, "first", n->population[p].first);
        cosim_json_key_unsigned(json, "count", n->population[p].count);
        cosim_json_map_close(json);
    }
    cosim_json_list_close(json);
}

static void put_neurons(cosim_json *json, const cosim_network_job *job,
                        const cosim_network_result *result)
{
    char name[COSIM_NEURON_BYTES];
    cosim_json_list_open(json, "neurons");
    for (unsigned i = 0; i < job->network->neurons; i++) {
        const cosim_neuron_record *record = &result->neuron[i];
        cosim_json_map_open(json, NULL);
        cosim_json_key_text(json, "name", cosim_network_neuron(job->network, i, name));
        cosim_json_key_unsigned(json, "spikes", record->spikes);
        cosim_json_key_unsigned(json, "reference", record->reference);
        cosim_json_key_number(json, "usage", record->judged.usage);
        cosim_json_map_close(json);
    }
    cosim_json_list_close(json);
}

static void put_rows(cosim_json *json, const cosim_network_job *job)
{
    const cosim_network *n = job->network;
    char name[COSIM_NEURON_BYTES];
    cosim_json_list_open(json, "rows");
    for (unsigned row = 0; row < n->inputs + n->neurons; row++) {
        const bool input = row < n->inputs;
        const lif_core_row *own = input ? &n->input[row].row : &n->own[row - n->inputs];
        cosim_json_map_open(json, NULL);
        cosim_json_key_text(json, "name",
                            input ? cosim_network_element(n, n->input[row].element, name)
                                  : cosim_network_neuron(n, row - n->inputs, name));
        cosim_json_key_unsigned(json, "delay", own->delay);
        cosim_json_key_unsigned(json, "receptor", own->receptor);
        cosim_json_map_close(json);
    }
    cosim_json_list_close(json);
}

/* Gives the row of the core that is row `row` of the network, which may have fewer inputs. */
static size_t core_row(const cosim_network_job *job, unsigned row)
{
    return row < job->network->inputs ? row : (size_t)row - job->network->inputs + job->net.inputs;
}

static void put_weights(cosim_json *json, const cosim_network_job *job)
{
    const cosim_network *n = job->network;
    const double lsb = ldexp(1.0, -(int)job->format.state.state_fraction);
    cosim_json_list_open(json, "weights");
    for (unsigned row = 0; row < n->inputs + n->neurons; row++) {
        const size_t at = core_row(job, row) * job->net.neurons;
        const unsigned receptor = job->net.row[core_row(job, row)].receptor;
        for (unsigned i = 0; i < n->neurons; i++) {
            const double real = job->net.weight[at + i];
            const int32_t word = job->image.weight_fx[at + i];
            const double per_v = job->net.neuron[i].weight_per_v[receptor];
            if (!(fabs(real) > 0.0) && word == 0) {
                continue;
            }
            cosim_json_list_open(json, NULL);
            cosim_json_unsigned(json, row);
            cosim_json_unsigned(json, i);
            cosim_json_signed(json, word);
            cosim_json_number(json,
                              ldexp(word, job->image.word[i].weight_shift[receptor]) * lsb / per_v);
            cosim_json_number(json, real / per_v);
            cosim_json_list_close(json);
        }
    }
    cosim_json_list_close(json);
}

static void put_notes(cosim_json *json, const cosim_network *n)
{
    cosim_json_list_open(json, "notes");
    for (const cosim_note *note = n->head->notes; note != NULL; note = note->next) {
        cosim_json_text(json, note->what.message);
    }
    cosim_json_list_close(json);
}

/* Puts what `write` prints under a key; null without memory. */
static void put_printed(cosim_json *json, const char *key,
                        void (*write)(FILE *, const cosim_network_outcome *),
                        const cosim_network_outcome *outcome)
{
    char *text = NULL;
    size_t length = 0;
    FILE *file = open_memstream(&text, &length);
    if (file != NULL) {
        write(file, outcome);
        fclose(file);
    }
    cosim_json_key_text(json, key, text);
    free(text);
}

static void write_report(FILE *file, const cosim_network_outcome *outcome)
{
    cosim_network_report(outcome, file);
}

static void write_made(FILE *file, const cosim_network_outcome *outcome)
{
    cosim_network_put_made(file, outcome->job);
}

void explorer_put_about(FILE *out, const cosim_network_job *job, const cosim_network_result *result)
{
    const cosim_network_outcome outcome = {job, result};
    char text[600];
    cosim_json json;
    cosim_json_start(&json, out, 0);
    cosim_json_map_open(&json, NULL);
    cosim_json_key_text(&json, "reason", cosim_network_reason(&outcome, text, sizeof text));
    put_printed(&json, "report", write_report, &outcome);
    put_printed(&json, "made", write_made, &outcome);
    put_notes(&json, job->network);
    cosim_json_key_text(&json, "about", job->network->about);
    cosim_json_key_unsigned(&json, "receptors", job->network->receptors);
    put_populations(&json, job->network);
    put_neurons(&json, job, result);
    put_rows(&json, job);
    put_weights(&json, job);
    cosim_json_map_close(&json);
    cosim_json_finish(&json);
}
