// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "report/html/text.h"

#include "base/shell.h"
#include "base/utf8.h"
#include "result/result.h"

#include <stdarg.h>
#include <stdlib.h>

void cosim_html_text(FILE *out, const char *text)
{
    char shown[COSIM_SHOWN_BYTES];
    while (*text != '\0') {
        text += cosim_utf8_show(text, "\n\t", shown);
        fputs(shown[0] == '&'    ? "&amp;"
              : shown[0] == '<'  ? "&lt;"
              : shown[0] == '>'  ? "&gt;"
              : shown[0] == '"'  ? "&quot;"
              : shown[0] == '\'' ? "&#39;"
                                 : shown,
              out);
    }
}

void cosim_html_shell(FILE *out, const char *word)
{
    char *text = cosim_shell_word(word);
    if (text != NULL) {
        cosim_html_text(out, text);
    }
    free(text);
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

void cosim_html_table_close(FILE *out) { fputs("</tbody>\n</table>\n</div>\n", out); }

void cosim_html_fact(FILE *out, const char *name, const char *value)
{
    fprintf(out, "<tr><th scope=\"row\">%s</th><td class=\"long\">", name);
    cosim_html_text(out, value);
    fputs("</td></tr>\n", out);
}

void cosim_html_fact_put(FILE *out, const char *name, const char *format, ...)
{
    char text[1000];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    cosim_html_fact(out, name, text);
}

void cosim_html_facts_open(FILE *out, const char *title)
{
    fprintf(out, "<h3>%s</h3>\n", title);
    cosim_html_table_open(out, title, "facts");
    fputs("<tbody>\n", out);
}

void cosim_html_column(FILE *out, const char *name)
{
    fputs("<th scope=\"col\" class=\"n\">", out);
    cosim_html_text(out, name);
    fputs("</th>", out);
}

void cosim_html_gtkwave(FILE *out, const char *wave, const char *layout)
{
    fputs("gtkwave ", out);
    cosim_html_shell(out, wave);
    if (layout != NULL) {
        fputs(" ", out);
        cosim_html_shell(out, layout);
    }
}

void cosim_html_about(FILE *out, const char *about, const char *source)
{
    if (about[0] != '\0' || source[0] != '\0') {
        fputs("<p class=\"about\">", out);
        cosim_html_text(out, about);
        fputs(about[0] != '\0' && source[0] != '\0' ? "<br/>" : "", out);
        fputs(source[0] != '\0' ? "Source: " : "", out);
        cosim_html_text(out, source);
        fputs("</p>\n", out);
    }
}

void cosim_html_head(FILE *out, const cosim_html_title *t)
{
    fprintf(out, "<section id=\"run-%zu\">\n<h2>", t->number);
    cosim_html_badge(out, t->verdict);
    fputs(" ", out);
    cosim_html_text(out, t->name);
    fputs(" <span class=\"on\">on ", out);
    cosim_html_text(out, t->on);
    fprintf(out, "</span></h2>\n<p class=\"headline\">%s</p>\n", t->headline);
    if (t->reason[0] != '\0') {
        fprintf(out, "<p class=\"first %s\">%s<code>", cosim_verdict_name(t->verdict),
                t->mismatch ? "First mismatch: " : "");
        cosim_html_text(out, t->reason);
        fputs("</code></p>\n", out);
    }
}
