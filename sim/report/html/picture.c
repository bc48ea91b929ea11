// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "report/html/picture.h"

#include <string.h>

/* Several pictures share a page: the names inside each get the number of its run in front, where
 * they are given and where they are used. */
static void put_svg(FILE *out, const char *svg, size_t number)
{
    static const char *const before[] = {" id=\"", " id='", "href=\"#", "href='#", "url(#"};
    while (*svg != '\0') {
        size_t length = 0;
        for (size_t i = 0; i < sizeof before / sizeof before[0] && length == 0; i++) {
            const size_t n = strlen(before[i]);
            length = strncmp(svg, before[i], n) == 0 ? n : 0;
        }
        if (length > 0) {
            fprintf(out, "%.*srun-%zu-", (int)length, svg, number);
            svg += length;
        } else {
            fputc(*svg++, out);
        }
    }
}

void cosim_html_picture(FILE *out, const char *picture, size_t number)
{
    if (picture != NULL) {
        fputs("<figure class=\"scroll\" role=\"region\" aria-label=\"Picture of the run\" "
              "tabindex=\"0\">\n",
              out);
        put_svg(out, picture, number);
        fputs("\n</figure>\n", out);
    }
}
