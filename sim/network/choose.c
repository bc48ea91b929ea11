// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "network/choose.h"

#include "base/decimal.h"

#include <stdio.h>
#include <string.h>

static int refuse(const cosim_network *n, const char *item, const char *why, cosim_diag *diag)
{
    const char *example = n->population_count > 0 ? n->population[0].name : "exc";
    return cosim_diag_set(diag, NULL, "--neurons %.80s: %s; write names as %s, %s[0] or %s[0..3]",
                          item, why, example, example, example);
}

/* Reads the digits of text[length] as a number below a limit. */
static bool read_number(const char *text, size_t length, unsigned below, unsigned *number)
{
    char digits[24];
    uint64_t value;
    if (length == 0 || length >= sizeof digits) {
        return false;
    }
    memcpy(digits, text, length);
    digits[length] = '\0';
    if (cosim_count_read(digits, &value) != COSIM_DECIMAL_OK || value >= below) {
        return false;
    }
    *number = (unsigned)value;
    return true;
}

/* Reads "[3]" or "[3..5]" of a population. */
static bool read_range(const char *text, unsigned count, unsigned *first, unsigned *last)
{
    const size_t length = strlen(text);
    const char *dots = strstr(text, "..");
    if (length < 3 || text[length - 1] != ']') {
        return false;
    }
    if (dots == NULL) {
        return read_number(text + 1, length - 2, count, first) && (*last = *first, true);
    }
    return read_number(text + 1, (size_t)(dots - text) - 1, count, first) &&
           read_number(dots + 2, length - (size_t)(dots - text) - 3, count, last) &&
           *first <= *last;
}

static int choose(const cosim_network *n, const char *item, bool *chosen, cosim_diag *diag)
{
    const size_t length = strcspn(item, "[");
    for (size_t p = 0; p < n->population_count; p++) {
        const cosim_network_group *g = &n->population[p];
        unsigned first = 0, last = g->count - 1;
        if (strlen(g->name) != length || strncmp(g->name, item, length) != 0) {
            continue;
        }
        if (item[length] == '[' && !read_range(item + length, g->count, &first, &last)) {
            return refuse(n, item, "there is no such neuron", diag);
        }
        for (unsigned i = first; i <= last; i++) {
            chosen[g->first + i] = true;
        }
        return 0;
    }
    return refuse(n, item, "there is no such population", diag);
}

int cosim_network_choose(const cosim_network *network, const char *text, bool *chosen,
                         cosim_diag *diag)
{
    char item[160];
    memset(chosen, 0, network->neurons * sizeof *chosen);
    for (const char *at = text;;) {
        const size_t length = strcspn(at, ",");
        if (length >= sizeof item) {
            return refuse(network, at, "there is no such population", diag);
        }
        memcpy(item, at, length);
        item[length] = '\0';
        if (choose(network, item, chosen, diag) != 0) {
            return -1;
        }
        if (at[length] == '\0') {
            return 0;
        }
        at += length + 1;
    }
}
