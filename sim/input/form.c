// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "input/form.h"

#include "input/fields.h"

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
    return 0;
}
