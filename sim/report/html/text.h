// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Writes text into HTML. */
#ifndef COSIM_REPORT_HTML_TEXT_H
#define COSIM_REPORT_HTML_TEXT_H

#include "result/result.h"

#include <stdio.h>

/* Writes text of unknown origin for an element or a quoted attribute: what means something in HTML
 * is escaped, and what a reader would not see is shown (base/utf8.h); line breaks and tabs stay. */
void cosim_html_text(FILE *out, const char *text);

/* Quotes a word for a shell command (base/shell.h), and writes it like cosim_html_text. */
void cosim_html_shell(FILE *out, const char *word);

/* Writes "pass", "fail" or "vacuous" as a coloured badge. */
void cosim_html_badge(FILE *out, cosim_verdict verdict);

/* Opens a table that scrolls in its own box; label names it for a screen reader (static text). */
void cosim_html_table_open(FILE *out, const char *label, const char *class_name);

/* Closes the body of the table, which the caller has opened, and the table. */
void cosim_html_table_close(FILE *out);

/* Writes a row of a table of class "facts"; the value may come from anywhere. */
void cosim_html_fact(FILE *out, const char *name, const char *value);

/* The same with a value as printf writes it, of 1000 bytes at most. */
void cosim_html_fact_put(FILE *out, const char *name, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Writes a heading and opens a table of facts with its body; the title is static text. */
void cosim_html_facts_open(FILE *out, const char *title);

/* Writes the head of a column of numbers; the name may come from anywhere. */
void cosim_html_column(FILE *out, const char *name);

/* Writes the command that opens a waveform, with its layout, or NULL. */
void cosim_html_gtkwave(FILE *out, const char *wave, const char *layout);

/* Writes what a scenario or a network says of itself, and its source; nothing where both are "". */
void cosim_html_about(FILE *out, const char *about, const char *source);

/* The section of a run begins with these. */
typedef struct cosim_html_title {
    size_t number; /* of the run on the page, which links go to */
    cosim_verdict verdict;
    const char *name, *on; /* of scenario or network, and of the circuit; from anywhere */
    const char *headline;  /* HTML, as it stands */
    const char *reason;    /* "": none; from anywhere */
    bool mismatch;         /* the reason is the first mismatch */
} cosim_html_title;

/* Opens the section of a run, which the caller closes. */
void cosim_html_head(FILE *out, const cosim_html_title *title);

#endif
