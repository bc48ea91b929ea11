// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Writes one self-contained page about the runs of a command: FOLDER/index.html, without a script
 * and without anything to be fetched. The markup is HTML and well-formed XML at once. */
#ifndef COSIM_REPORT_HTML_PAGE_H
#define COSIM_REPORT_HTML_PAGE_H

#include "base/diag.h"
#include "result/result.h"
#include "run/job.h"
#include "run/network_reason.h"

typedef struct cosim_html cosim_html;

/* The page tells this about one run. Nothing of it is kept after cosim_html_add. */
typedef struct cosim_html_run {
    const cosim_job *job;
    const cosim_result *result; /* with its trains */
    const char *picture;        /* an <svg> element, trusted; NULL: none */
} cosim_html_run;

/* The page tells this about one run of a network. Nothing of it is kept after
 * cosim_html_add_network. */
typedef struct cosim_html_network {
    const cosim_network_outcome *outcome;
    const char *picture;      /* an <svg> element, trusted; NULL: none */
    const char *wave;         /* the VCD file that the run left; NULL or "": none */
    bool has_seed, no_expect; /* the command line says so */
} cosim_html_network;

/* Starts the page in a folder, which is created if only its last part is missing. Returns NULL with
 * *diag on an error. The page appears with cosim_html_commit and not before. */
cosim_html *cosim_html_begin(const char *folder, cosim_diag *diag);

/* Each adds the section of a run; a page is about scenarios or about networks. An error is kept and
 * reported by cosim_html_commit. */
void cosim_html_add(cosim_html *html, const cosim_html_run *run);

void cosim_html_add_network(cosim_html *html, const cosim_html_network *run);

/* Writes the page and frees html either way. Returns 0, or -1 with *diag, and then a page that was
 * there before is untouched. */
int cosim_html_commit(cosim_html *html, cosim_diag *diag);

/* Frees html and leaves no trace (NULL is allowed). */
void cosim_html_abandon(cosim_html *html);

#endif
