// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Private to the HTML report: its parts, and how text gets into it. */
#ifndef COSIM_REPORT_HTML_INTERNAL_H
#define COSIM_REPORT_HTML_INTERNAL_H

#include "report/html/page.h"

#include <stdio.h>

/* Text of unknown origin, for an element or a quoted attribute: what means something in HTML is
 * escaped, and what XML cannot hold becomes U+FFFD. */
void cosim_html_text(FILE *out, const char *text);

/* A word of a shell command, quoted where the shell would take it apart, and then as
 * cosim_html_text. */
void cosim_html_shell(FILE *out, const char *word);

/* "pass", "fail" or "vacuous" as a coloured badge. */
void cosim_html_badge(FILE *out, cosim_verdict verdict);

/* A table that scrolls in its own box; label names it for a screen reader (static text). */
void cosim_html_table_open(FILE *out, const char *label, const char *class_name);
void cosim_html_table_close(FILE *out);

/* The parts of a section. */
void cosim_html_levels(FILE *out, const cosim_result *result);
void cosim_html_parameters(FILE *out, const cosim_job *job);
void cosim_html_words(FILE *out, const cosim_job *job);
void cosim_html_bound(FILE *out, const cosim_job *job, const cosim_result *result);
void cosim_html_spikes(FILE *out, const cosim_result *result);
void cosim_html_reproduce(FILE *out, const cosim_job *job, const cosim_result *result);

/* A whole section; its id is run-NUMBER. */
void cosim_html_put_run(FILE *out, const cosim_html_run *run, size_t number);

#endif
