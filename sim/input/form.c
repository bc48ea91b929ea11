// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "input/form.h"

#include "input/fields.h"

#include <string.h>

static int read_separator(const cosim_node *map, cosim_text_form *form, cosim_diag *diag)
{
    static const char *const names[] = {"comma", "semicolon", "tab", "blanks",
                                        "bar",   ",",         ";",   "|"};
    static const char bytes[] = ",;\t |,;|";
    static const char *const signs[] = {"point", "comma"};
    const cosim_node *separator = cosim_node_child(map, "separator");
    const cosim_node *decimal = cosim_node_child(map, "decimal");
    unsigned choice = 0, sign = 0;
    if ((separator != NULL &&
         cosim_field_choice(separator, names, sizeof names / sizeof *names, &choice, diag) != 0) ||
        (decimal != NULL && cosim_field_choice(decimal, signs, 2, &sign, diag) != 0)) {
        return -1;
    }
    form->separator = bytes[choice];
    form->decimal = sign == 0 ? '.' : ',';
    if (form->separator != form->decimal) {
        return 0;
    }
    return cosim_refuse(decimal, diag,
                        "a comma cannot be in the numbers and between them; add \"separator: "
                        "semicolon\", or tab, blanks or bar");
}

/* Reads how a waveform becomes rows. */
static int read_clocking(const cosim_node *map, cosim_clocking *c, cosim_diag *diag)
{
    static const char *const edges[] = {"rising", "falling"};
    static const char *const levels[] = {"low", "high"};
    static const char *const reset_keys[] = {"signal", "active"};
    const cosim_node *clock = cosim_node_child(map, "clock"), *edge = cosim_node_child(map, "edge");
    const cosim_node *enable = cosim_node_child(map, "enable");
    const cosim_node *reset = cosim_node_child(map, "reset");
    const cosim_node *needs = edge != NULL ? edge : enable != NULL ? enable : reset;
    unsigned falling = 0, high = 0;
    if (clock == NULL) {
        return needs == NULL ? 0
                             : cosim_refuse(needs, diag,
                                            "is for a waveform; add \"clock: tb.clk\", or leave it "
                                            "out");
    }
    if (cosim_field_text(clock, false, &c->clock, diag) != 0 ||
        (edge != NULL && cosim_field_choice(edge, edges, 2, &falling, diag) != 0) ||
        (enable != NULL && cosim_field_text(enable, false, &c->enable, diag) != 0)) {
        return -1;
    }
    c->falling = falling == 1;
    if (reset == NULL) {
        return 0;
    }
    const cosim_node *signal, *active;
    if (cosim_fields_known(reset, reset_keys, 2, diag) != 0 ||
        (signal = cosim_field_need(reset, "signal", "tb.rst_n", diag)) == NULL ||
        (active = cosim_field_need(reset, "active", "low", diag)) == NULL ||
        cosim_field_text(signal, false, &c->reset, diag) != 0 ||
        cosim_field_choice(active, levels, 2, &high, diag) != 0) {
        return -1;
    }
    c->reset_high = high == 1;
    return 0;
}

int cosim_form_read(const cosim_node *map, cosim_text_form *form, bool *stated, cosim_diag *diag)
{
    static const char *const headers[] = {"names", "none"};
    const cosim_node *comment = cosim_node_child(map, "comment");
    const cosim_node *header = cosim_node_child(map, "header");
    unsigned none = 0;
    if (read_separator(map, form, diag) != 0 ||
        (comment != NULL && cosim_field_text(comment, false, &form->comment, diag) != 0) ||
        (header != NULL && cosim_field_choice(header, headers, 2, &none, diag) != 0)) {
        return -1;
    }
    form->no_header = none == 1;
    *stated = comment != NULL || header != NULL || cosim_node_child(map, "separator") != NULL ||
              cosim_node_child(map, "decimal") != NULL;
    return read_clocking(map, &form->clocking, diag);
}

bool cosim_form_is_wave(const char *path)
{
    const char *dot = strrchr(path, '.');
    return dot != NULL && (strcmp(dot, ".vcd") == 0 || strcmp(dot, ".fst") == 0);
}
