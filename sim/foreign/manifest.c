// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "foreign/manifest.h"

#include "input/fields.h"

#include <stdio.h>
#include <string.h>

bool cosim_manifest_is_name(const char *text, bool dots)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_";
    if (text[0] == '\0' || strchr(letters, text[0]) == NULL) {
        return false;
    }
    for (; *text != '\0'; text++) {
        if (strchr(letters, *text) == NULL && strchr("0123456789$", *text) == NULL &&
            !(dots && *text == '.')) {
            return false;
        }
    }
    return true;
}

int cosim_manifest_name(const cosim_node *node, bool dots, const char **name, cosim_diag *diag)
{
    char quoted[COSIM_QUOTE_BYTES];
    if (cosim_field_text(node, false, name, diag) != 0) {
        return -1;
    }
    return cosim_manifest_is_name(*name, dots)
               ? 0
               : cosim_refuse(node, diag, "%s is not a Verilog name; write letters, digits and _",
                              cosim_quote(*name, quoted));
}

/* Reads the number of a bit at *text, and goes behind it. */
static bool read_bit(const char **text, unsigned *bit)
{
    const size_t length = strspn(*text, "0123456789");
    *bit = 0;
    for (size_t i = 0; i < length && length <= 4; i++) {
        *bit = 10 * *bit + (unsigned)((*text)[i] - '0');
    }
    *text += length;
    return length > 0 && length <= 4;
}

int cosim_port_read(cosim_arena *arena, const cosim_node *node, const char *text, cosim_pin *pin,
                    cosim_diag *diag)
{
    const size_t length = strcspn(text, "[");
    const char *rest = text + length;
    char quoted[COSIM_QUOTE_BYTES];
    pin->port = cosim_arena_text(arena, text, length);
    if (pin->port == NULL) {
        return cosim_refuse_memory(node, diag);
    }
    if (!cosim_manifest_is_name(pin->port, true)) {
        return cosim_refuse(node, diag, "%s is not a Verilog name; write letters, digits and _",
                            cosim_quote(text, quoted));
    }
    pin->part = rest[0] != '\0';
    if (!pin->part) {
        return 0;
    }
    rest++;
    bool right = read_bit(&rest, &pin->high);
    pin->low = pin->high;
    if (right && rest[0] == ':') {
        rest++;
        right = read_bit(&rest, &pin->low);
    }
    if (!right || strcmp(rest, "]") != 0 || pin->low > pin->high) {
        return cosim_refuse(node, diag,
                            "%s names no bits of a port; write one as \"uio_out[7]\", or some as "
                            "\"uio_out[6:0]\"",
                            cosim_quote(text, quoted));
    }
    return 0;
}

const char *cosim_port_name(const cosim_pin *pin, char text[COSIM_PORT_BYTES])
{
    if (!pin->part) {
        snprintf(text, COSIM_PORT_BYTES, "%s", pin->port);
    } else if (pin->high == pin->low) {
        snprintf(text, COSIM_PORT_BYTES, "%.230s[%u]", pin->port, pin->high);
    } else {
        snprintf(text, COSIM_PORT_BYTES, "%.230s[%u:%u]", pin->port, pin->high, pin->low);
    }
    return text;
}

int cosim_manifest_pin(cosim_arena *arena, const cosim_node *map, const char *key, bool required,
                       bool output, cosim_pin *pin, cosim_diag *diag)
{
    const cosim_node *node = cosim_node_child(map, key);
    const cosim_node *width = cosim_node_child(map, "width");
    if (node == NULL) {
        return required && cosim_field_need(map, key, "name_of_the_port", diag) == NULL ? -1 : 0;
    }
    *pin = (cosim_pin){.node = node, .output = output};
    const char *text;
    if (width != NULL && strcmp(key, "port") == 0 &&
        cosim_field_count(width, 1, 64, &pin->stated, diag) != 0) {
        return -1;
    }
    return cosim_field_text(node, false, &text, diag) == 0
               ? cosim_port_read(arena, node, text, pin, diag)
               : -1;
}

int cosim_manifest_word(const cosim_node *node, int64_t low, int64_t high, int64_t *word,
                        cosim_diag *diag)
{
    double value;
    if (cosim_field_number(node, &value, diag) != 0) {
        return -1;
    }
    if (!(value >= (double)low && value <= (double)high) || value != (double)(int64_t)value) {
        return cosim_refuse(node, diag, "%s is not a whole number from %lld to %lld", node->text,
                            (long long)low, (long long)high);
    }
    *word = (int64_t)value;
    return 0;
}

void cosim_manifest_free(cosim_manifest *manifest)
{
    if (manifest != NULL) {
        cosim_arena_free(manifest->arena);
    }
}

cosim_pin *cosim_manifest_next_pin(cosim_manifest *m, size_t *i)
{
    cosim_pin *const pins[] = {
        &m->clock,    &m->reset,     &m->enable,    &m->valid,    &m->ready,     &m->result,
        &m->drive,    &m->weight,    &m->spike,     &m->membrane, &m->state_in,  &m->state_out,
        &m->count_in, &m->count_out, &m->leak,      &m->gain,     &m->threshold, &m->reset_value,
        &m->initial,  &m->rest,      &m->refractory};
    const size_t fixed = sizeof pins / sizeof *pins;
    const size_t tied = fixed + m->tie_count, equations = tied + m->equation_pin_count;
    while (*i < equations + m->setup_pin_count) {
        cosim_pin *pin = *i < fixed       ? pins[*i]
                         : *i < tied      ? &m->tie_pins[*i - fixed]
                         : *i < equations ? &m->equation_pins[*i - tied]
                                          : &m->setup_pins[*i - equations];
        (*i)++;
        if (pin->node != NULL && pin->shares == NULL) { /* the other is among the equations' */
            return pin;
        }
    }
    return NULL;
}
