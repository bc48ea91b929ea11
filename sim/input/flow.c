// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "input/flow.h"

void cosim_flow_put_text(FILE *out, const char *text)
{
    fputc('"', out);
    for (; *text != '\0'; text++) {
        const char *escape = *text == '\n'   ? "\\n"
                             : *text == '\t' ? "\\t"
                             : *text == '\r' ? "\\r"
                             : *text == '"'  ? "\\\""
                             : *text == '\\' ? "\\\\"
                                             : NULL;
        if (escape != NULL) {
            fputs(escape, out);
        } else {
            fputc(*text, out);
        }
    }
    fputc('"', out);
}

void cosim_flow_put(FILE *out, const cosim_node *node)
{
    const bool map = node->kind == COSIM_MAP;
    if (node->kind == COSIM_SCALAR) {
        cosim_flow_put_text(out, node->text);
        return;
    }
    fputc(map ? '{' : '[', out);
    for (size_t i = 0; i < node->count; i++) {
        fputs(i == 0 ? "" : ", ", out);
        if (map) {
            cosim_flow_put_text(out, node->items[i]->key);
            fputs(": ", out);
        }
        cosim_flow_put(out, node->items[i]);
    }
    fputc(map ? '}' : ']', out);
}
