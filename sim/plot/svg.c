// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "plot/svg.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* Hashes a text with FNV-1a, to tell pictures apart. */
static uint32_t hash_of(const char *text)
{
    uint32_t hash = 2166136261u;
    for (; *text != '\0'; text++) {
        hash = (hash ^ (unsigned char)*text) * 16777619u;
    }
    return hash;
}

/* Copies gnuplot's elements. Every identifier gets a prefix, so that several pictures can stand in
 * one page, and the titles that only repeat an identifier go: browsers show them as tooltips. */
static void put_elements(FILE *out, const char *text, const char *prefix)
{
    static const char *const places[] = {" id=\"", " id='", "href='#", "href=\"#", "url(#"};
    static const char dull[] = "<title>gnuplot_plot_", end[] = "</title>";
    bool tag = false;
    while (*text != '\0') {
        const char *after = NULL;
        if (strncmp(text, dull, sizeof dull - 1) == 0 && strstr(text, end) != NULL) {
            text = strstr(text, end) + sizeof end - 1;
            continue;
        }
        for (size_t i = 0; tag && after == NULL && i < sizeof places / sizeof places[0]; i++) {
            const size_t length = strlen(places[i]);
            after = strncmp(text, places[i], length) == 0 ? text + length : NULL;
        }
        if (after != NULL) {
            fprintf(out, "%.*s%s", (int)(after - text), text, prefix);
            text = after;
            continue;
        }
        tag = *text == '<' || (tag && *text != '>');
        fputc(*text++, out);
    }
}

void cosim_picture_put_svg(FILE *out, const char *svg, const char *title, const char *description)
{
    const char *element = strstr(svg, "<svg"), *name = strstr(svg, "<title>"),
               *rest = strstr(svg, "</desc>");
    char prefix[16];
    if (name == NULL || rest == NULL || name > rest) { /* a gnuplot that writes neither */
        name = rest = strchr(element, '>') + 1;
    } else {
        rest += strlen("</desc>");
    }
    fprintf(out, "<svg role=\"img\"%.*s<title>", (int)(name - element - 4), element + 4);
    cosim_plot_xml(out, title);
    fputs("</title>\n<desc>", out);
    cosim_plot_xml(out, description);
    fputs("</desc>", out);
    snprintf(prefix, sizeof prefix, "p%08x_", (unsigned)hash_of(svg));
    put_elements(out, rest, prefix);
}

void cosim_picture_put(FILE *out, const cosim_picture *picture, cosim_plot_kind kind,
                       const char *title, const char *description)
{
    if (kind == COSIM_PLOT_PNG) {
        fwrite(picture->bytes, 1, picture->size, out);
        return;
    }
    fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", out);
    cosim_picture_put_svg(out, picture->bytes, title, description);
}
