// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "report/network_fidelity.h"

#include <string.h>

enum { INDENT = 18, WIDTH = 100 };

static const cosim_nir_fidelity kinds[] = {COSIM_NIR_TAKEN, COSIM_NIR_ASSUMED, COSIM_NIR_DIFFERS};

/* Prints a sentence in lines, all but the first indented. */
static void put_lines(FILE *out, const char *text)
{
    size_t column = INDENT;
    while (*text != '\0') {
        const size_t word = strcspn(text, " ");
        if (column > INDENT && column + 1 + word > WIDTH) {
            fprintf(out, "\n%*s", INDENT, "");
            column = INDENT;
        } else if (column > INDENT) {
            fputc(' ', out);
            column++;
        }
        fprintf(out, "%.*s", (int)word, text);
        column += word;
        text += word + (text[word] == ' ');
    }
    fputc('\n', out);
}

void cosim_network_fidelity_lines(FILE *out, const cosim_nir_report *report)
{
    for (size_t k = 0; report != NULL && k < sizeof kinds / sizeof kinds[0]; k++) {
        const char *word = cosim_nir_fidelity_word(kinds[k]);
        for (const cosim_nir_line *line = report->first; line != NULL; line = line->next) {
            if (line->fidelity == kinds[k]) {
                fprintf(out, "    %-13s ", word);
                put_lines(out, line->text);
                word = "";
            }
        }
    }
}

void cosim_network_fidelity(FILE *out, const cosim_network *network)
{
    cosim_network_fidelity_lines(out, network->fidelity);
}

void cosim_network_fidelity_json(cosim_json *json, const cosim_network *network)
{
    if (network->fidelity == NULL) {
        cosim_json_key_null(json, "nir");
        return;
    }
    cosim_json_map_open(json, "nir");
    for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
        cosim_json_list_open(json, cosim_nir_fidelity_word(kinds[k]));
        for (const cosim_nir_line *line = network->fidelity->first; line != NULL;
             line = line->next) {
            if (line->fidelity == kinds[k]) {
                cosim_json_text(json, line->text);
            }
        }
        cosim_json_list_close(json);
    }
    cosim_json_map_close(json);
}
