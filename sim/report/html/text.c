// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "report/html/text.h"

#include "base/utf8.h"
#include "result/result.h"

#include <string.h>

static void put_character(FILE *out, const char *text, size_t bytes, uint32_t code)
{
    switch (code) {
    case '&':
        fputs("&amp;", out);
        break;
    case '<':
        fputs("&lt;", out);
        break;
    case '>':
        fputs("&gt;", out);
        break;
    case '"':
        fputs("&quot;", out);
        break;
    case '\'':
        fputs("&#39;", out);
        break;
    case '\r': /* a bare one would become a line feed */
        fputs("&#13;", out);
        break;
    default:
        if (code == 0xFFFD || (code >= 0x7F && code < 0xA0) || !cosim_utf8_in_xml(code)) {
            fputs("\xEF\xBF\xBD", out);
        } else {
            fwrite(text, 1, bytes, out);
        }
    }
}

void cosim_html_text(FILE *out, const char *text)
{
    while (*text != '\0') {
        uint32_t code;
        const size_t bytes = cosim_utf8_decode(text, &code);
        put_character(out, text, bytes, code);
        text += bytes;
    }
}

/* Every single quote inside is '\'' : the quotes end, an escaped one, and they start again. */
void cosim_html_shell(FILE *out, const char *word)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                "_-./:,+@%=";
    if (word[0] != '\0' && strspn(word, plain) == strlen(word)) {
        cosim_html_text(out, word);
        return;
    }
    fputs("&#39;", out);
    while (*word != '\0') {
        uint32_t code;
        const size_t bytes = cosim_utf8_decode(word, &code);
        if (code == '\'') {
            fputs("&#39;\\&#39;&#39;", out);
        } else {
            put_character(out, word, bytes, code);
        }
        word += bytes;
    }
    fputs("&#39;", out);
}

void cosim_html_badge(FILE *out, cosim_verdict verdict)
{
    const char *name = cosim_verdict_name(verdict);
    fprintf(out, "<span class=\"badge %s\">%s</span>", name,
            verdict == COSIM_NOT_APPLICABLE ? "not judged" : name);
}

void cosim_html_table_open(FILE *out, const char *label, const char *class_name)
{
    fprintf(out,
            "<div class=\"scroll\" role=\"region\" aria-label=\"%s\" tabindex=\"0\">\n"
            "<table class=\"%s\">\n",
            label, class_name);
}

void cosim_html_table_close(FILE *out) { fputs("</table>\n</div>\n", out); }
