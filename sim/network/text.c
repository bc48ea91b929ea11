// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "network/text.h"

#include "base/decimal.h"
#include "base/inputs.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_WORDS = 6, MOST_NEURONS = 65536 };

typedef struct reader {
    cosim_network *network;
    cosim_diag *diag;
    cosim_place place;
    char *words[MOST_WORDS + 1];
    size_t count;
} reader;

static int bad(reader *r, const char *what, const char *word)
{
    return cosim_diag_set(r->diag, &r->place, "%s: `%s`; see sim/network/text.h for the form", what,
                          word);
}

/* Reads a count below a limit. */
static int count(reader *r, const char *word, uint64_t below, uint64_t *value)
{
    if (cosim_count_read(word, value) != COSIM_DECIMAL_OK || *value >= below) {
        return bad(r, "no whole number, or one that is too large", word);
    }
    return 0;
}

static int number(reader *r, const char *word, double *value)
{
    if (cosim_decimal_read(word, 0, value) != COSIM_DECIMAL_OK) {
        return bad(r, "no number", word);
    }
    return 0;
}

/* Reads A..B or A, of the neurons. */
static int range(reader *r, char *word, uint64_t *first, uint64_t *last)
{
    const uint64_t below = r->network->neurons;
    char *dots = strstr(word, "..");
    if (dots != NULL) {
        *dots = '\0';
    }
    if (count(r, word, below, first) != 0) {
        return -1;
    }
    *last = *first;
    return dots != NULL ? count(r, dots + 2, below, last) : 0;
}

/* Finds a word in a list that NULL ends. Returns -1 if it is not there. */
static int choice(const char *word, const char *const *names)
{
    for (int i = 0; names[i] != NULL; i++) {
        if (strcmp(word, names[i]) == 0) {
            return i;
        }
    }
    return -1;
}

static const char *const methods[] = {"exponential", "euler", NULL};
static const char *const couplings[] = {"step", "euler", "exact", "unit", NULL};

/* Sets what a neuron has one of several choices of. Returns -1 if there is no such key or choice.
 */
static int set_choice(lif_core_params *p, const char *key, const char *word)
{
    static const char *const rules[] = {"steps", "brian2", NULL};
    static const char *const compares[] = {"at-or-above", "above", NULL};
    static const char *const resets[] = {"to-value", "by-subtraction", NULL};
    static const char *const answers[] = {"no", "yes", NULL};
    static const struct {
        const char *key;
        const char *const *names;
    } keys[] = {{"method", methods},   {"adaptation_method", methods}, {"refractory_rule", rules},
                {"compare", compares}, {"reset_mode", resets},         {"freeze", answers}};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const int chosen = strcmp(key, keys[i].key) == 0 ? choice(word, keys[i].names) : -1;
        if (chosen < 0) {
            continue;
        }
        switch (i) {
        case 0:
            p->membrane.method = (lif_method)chosen;
            break;
        case 1:
            p->adaptation_method = (lif_method)chosen;
            break;
        case 2:
            p->membrane.refractory_rule = (lif_refractory_rule)chosen;
            break;
        case 3:
            p->membrane.compare = (lif_compare)chosen;
            break;
        case 4:
            p->membrane.reset_mode = (lif_reset_mode)chosen;
            break;
        default:
            p->freeze = chosen != 0;
            break;
        }
        return 0;
    }
    return -1;
}

/* Finds the member of a neuron that is a number; NULL if there is none of this name. */
static double *member(cosim_network *n, uint64_t i, const char *key)
{
    lif_core_params *p = &n->params[i];
    const struct {
        const char *key;
        double *value;
    } keys[] = {{"step", &p->membrane.dt_s},
                {"time_constant", &p->membrane.tau_s},
                {"resistance", &p->membrane.r_ohm},
                {"rest", &p->membrane.v_rest_v},
                {"threshold", &p->membrane.v_threshold_v},
                {"reset", &p->membrane.v_reset_v},
                {"initial", &p->membrane.v_initial_v},
                {"drive", &p->drive},
                {"jump", &p->jump_v},
                {"adaptation", &p->adaptation_tau_s},
                {"noise", &n->noise_deviation[i]}};
    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
        if (strcmp(key, keys[k].key) == 0) {
            return keys[k].value;
        }
    }
    return NULL;
}

static int set_key(reader *r, uint64_t i, const char *key, const char *word)
{
    lif_core_params *p = &r->network->params[i];
    double *value = member(r->network, i, key);
    uint64_t ticks;
    if (value != NULL) {
        p->adapts |= strcmp(key, "adaptation") == 0;
        return number(r, word, value);
    }
    if (strcmp(key, "refractory") == 0 || strcmp(key, "initial_hold") == 0) {
        if (count(r, word, UINT32_MAX, &ticks) != 0) {
            return -1;
        }
        *(key[0] == 'r' ? &p->membrane.refractory_steps : &p->membrane.initial_hold) =
            (uint32_t)ticks;
        return 0;
    }
    return set_choice(p, key, word) == 0 ? 0 : bad(r, "no key of a neuron, or no value of it", key);
}

static int read_neuron(reader *r)
{
    uint64_t first, last;
    if (range(r, r->words[1], &first, &last) != 0) {
        return -1;
    }
    for (uint64_t i = first; i <= last; i++) {
        if (set_key(r, i, r->words[2], r->words[3]) != 0) {
            return -1;
        }
    }
    return 0;
}

static int read_synapse(reader *r)
{
    uint64_t first, last, receptor;
    const char *key = r->words[3], *word = r->words[4];
    if (range(r, r->words[1], &first, &last) != 0 ||
        count(r, r->words[2], r->network->receptors, &receptor) != 0) {
        return -1;
    }
    for (uint64_t i = first; i <= last; i++) {
        lif_core_synapse *s = &r->network->params[i].synapse[receptor];
        const bool is_method = strcmp(key, "method") == 0;
        const int chosen = is_method                      ? choice(word, methods)
                           : strcmp(key, "coupling") == 0 ? choice(word, couplings)
                                                          : -1;
        if (strcmp(key, "time_constant") == 0) {
            if (number(r, word, &s->tau_s) != 0) {
                return -1;
            }
        } else if (chosen < 0) {
            return bad(r, "no key of a synapse, or no value of it", key);
        } else if (is_method) {
            s->method = (lif_method)chosen;
        } else {
            s->coupling = (lif_core_coupling)chosen;
        }
    }
    return 0;
}

static int read_row(reader *r)
{
    uint64_t row, delay, receptor, most;
    cosim_network *n = r->network;
    if (count(r, r->words[1], (uint64_t)n->inputs + n->neurons, &row) != 0 ||
        count(r, r->words[2], LIF_CORE_MOST_DELAY + 1, &delay) != 0 ||
        count(r, r->words[3], n->receptors, &receptor) != 0 ||
        count(r, r->words[4], UINT16_MAX + 1, &most) != 0) {
        return -1;
    }
    lif_core_row *at = row < n->inputs ? &n->input[row].row : &n->own[row - n->inputs];
    *at = (lif_core_row){(uint8_t)delay, (uint8_t)receptor, (uint16_t)most};
    return 0;
}

static int read_weight(reader *r)
{
    static const char *const units[] = {"volts", "amperes", NULL};
    const int unit = choice(r->words[4], units);
    uint64_t row, neuron;
    double value;
    if (count(r, r->words[1], (uint64_t)r->network->inputs + r->network->neurons, &row) != 0 ||
        count(r, r->words[2], r->network->neurons, &neuron) != 0 ||
        number(r, r->words[3], &value) != 0) {
        return -1;
    }
    if (unit < 0) {
        return bad(r, "neither volts nor amperes", r->words[4]);
    }
    const bool from_neuron = row >= r->network->inputs;
    const cosim_network_weight weight = {
        .from_neuron = from_neuron,
        .row = (unsigned)(from_neuron ? row - r->network->inputs : row),
        .neuron = (unsigned)neuron,
        .value = value,
        .unit = (cosim_weight_unit)unit};
    return cosim_network_add_weight(r->network, weight) == 0 ? 0 : cosim_diag_memory(r->diag, NULL);
}

static int read_happening(reader *r)
{
    const bool is_event = r->words[0][0] == 'e';
    cosim_network *n = r->network;
    const size_t before = is_event ? n->event_count : n->spike_count;
    const cosim_network_event *list = is_event ? n->event : n->spike;
    uint64_t tick, source;
    if (count(r, r->words[1], UINT64_MAX, &tick) != 0 ||
        count(r, r->words[2], is_event ? n->inputs : n->neurons, &source) != 0) {
        return -1;
    }
    if (before > 0 && list[before - 1].tick > tick) {
        return bad(r, "a tick that is before the last one", r->words[1]);
    }
    const cosim_network_event event = {tick, (unsigned)source};
    const int status =
        is_event ? cosim_network_add_event(n, event) : cosim_network_add_spike(n, event);
    return status == 0 ? 0 : cosim_diag_memory(r->diag, NULL);
}

static int read_size(reader *r)
{
    uint64_t neurons, inputs, receptors;
    if (r->network != NULL || count(r, r->words[1], MOST_NEURONS, &neurons) != 0 ||
        count(r, r->words[2], MOST_NEURONS, &inputs) != 0 ||
        count(r, r->words[3], LIF_CORE_RECEPTORS + 1, &receptors) != 0 || neurons == 0 ||
        receptors == 0) {
        return bad(r, "no sizes of a network, or a second time", r->words[1]);
    }
    r->network = cosim_network_new(r->diag);
    if (r->network == NULL ||
        cosim_network_size(r->network, (unsigned)neurons, (unsigned)receptors, r->diag) != 0) {
        return -1;
    }
    const cosim_network_source source = {.group = {.name = "input", .count = (unsigned)inputs},
                                         .most = 1};
    if (inputs > 0 && cosim_network_add_source(r->network, source, r->diag) != 0) {
        return -1;
    }
    for (unsigned i = 0, at; i < inputs; i++) {
        if (cosim_network_find_input(r->network, i, 0, 0, &at, r->diag) != 0) {
            return -1;
        }
    }
    return 0;
}

static int read_number(reader *r)
{
    const bool is_seed = r->words[0][0] == 's';
    uint64_t value;
    if (count(r, r->words[1], is_seed ? (uint64_t)UINT32_MAX + 1 : UINT64_MAX, &value) != 0) {
        return -1;
    }
    if (is_seed) {
        r->network->seed = (uint32_t)value;
    } else {
        r->network->ticks = value;
    }
    return 0;
}

static int statement(reader *r)
{
    static const struct {
        const char *name;
        size_t words;
        int (*read)(reader *r);
    } statements[] = {
        {"network", 4, read_size},  {"ticks", 2, read_number},    {"seed", 2, read_number},
        {"neuron", 4, read_neuron}, {"synapse", 5, read_synapse}, {"row", 5, read_row},
        {"weight", 5, read_weight}, {"event", 3, read_happening}, {"spike", 3, read_happening}};
    for (size_t i = 0; i < sizeof statements / sizeof *statements; i++) {
        if (strcmp(r->words[0], statements[i].name) == 0) {
            if (r->count != statements[i].words) {
                return bad(r, "too few or too many words", r->words[0]);
            }
            return i > 0 && r->network == NULL
                       ? bad(r, "the file does not begin with `network`", r->words[0])
                       : statements[i].read(r);
        }
    }
    return bad(r, "no statement of a network", r->words[0]);
}

/* Takes a line apart, and does what it says. */
static int read_line(reader *r, char *line)
{
    char *rest = NULL;
    line[strcspn(line, "#\n")] = '\0';
    r->count = 0;
    for (char *word = strtok_r(line, " \t", &rest); word != NULL;
         word = strtok_r(NULL, " \t", &rest)) {
        if (r->count == MOST_WORDS) {
            return bad(r, "too many words", word);
        }
        r->words[r->count++] = word;
    }
    return r->count == 0 ? 0 : statement(r);
}

/* A time is a multiple of the step, which may stand below it. */
static void finish_holds(cosim_network *n)
{
    for (unsigned i = 0; i < n->neurons; i++) {
        lif_params *m = &n->params[i].membrane;
        m->refractory_s = m->refractory_steps * m->dt_s;
    }
}

cosim_network *cosim_network_read_text(const char *path, cosim_diag *diag)
{
    reader r = {.diag = diag};
    char *line = NULL;
    size_t room = 0;
    int status = 0;
    FILE *file = fopen(path, "r");
    snprintf(r.place.file, sizeof r.place.file, "%s", path);
    if (file == NULL) {
        cosim_diag_set(diag, &r.place, "cannot be read: %s; name a file of a network",
                       strerror(errno));
        return NULL;
    }
    cosim_inputs_note_path(path);
    while (status == 0 && getline(&line, &room, file) >= 0) {
        r.place.line++;
        status = read_line(&r, line);
    }
    if (status == 0 && (ferror(file) || r.network == NULL)) {
        status = cosim_diag_set(diag, &r.place,
                                "cannot be read, or has no line `network`; name a "
                                "file of a network");
    }
    free(line);
    fclose(file);
    if (status != 0) {
        cosim_network_free(r.network);
        return NULL;
    }
    finish_holds(r.network);
    return r.network;
}
