// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "cli/pictures.h"

#include "cli/cli.h"
#include "plot/draw.h"
#include "plot/gnuplot.h"
#include "plot/network_draw.h"
#include "run/job.h"

#include <stdlib.h>

static int open_plot(cosim_cli_pictures *p, const char *what, size_t runs)
{
    cosim_diag diag;
    if (runs != 1) {
        return cosim_cli_usage_error(
            "run: --plot is for %s, and here are %zu runs; give one of each, or --report", what,
            runs);
    }
    if (cosim_plot_kind_of(p->plot_path, &p->plot_kind, &diag) != 0) {
        return cosim_cli_report(&diag, CLI_WRONG_INPUT);
    }
    p->plot_output = cosim_output_open(p->plot_path, &diag);
    return p->plot_output != NULL ? CLI_OK : cosim_cli_report(&diag, CLI_WRONG_INPUT);
}

int cosim_cli_pictures_open(cosim_cli_pictures *p, const char *what, size_t runs)
{
    cosim_diag diag;
    int status = CLI_OK;
    if (p->plot_path == NULL && p->report_path == NULL) {
        return CLI_OK;
    }
    if (p->plot_path != NULL) {
        status = open_plot(p, what, runs);
    }
    if (status == CLI_OK && cosim_plot_ready(&diag) != 0) {
        return cosim_cli_report(&diag, CLI_UNUSABLE);
    }
    if (status == CLI_OK && p->report_path != NULL &&
        (p->report = cosim_html_begin(p->report_path, &diag)) == NULL) {
        return cosim_cli_report(&diag, CLI_WRONG_INPUT);
    }
    return status;
}

bool cosim_cli_pictures_wanted(const cosim_cli_pictures *p)
{
    return p->status == CLI_OK && (p->plot_output != NULL || p->report != NULL);
}

/* Adds the section of a run, with its picture inside. */
static int add_section(cosim_html *report, const cosim_job *job, const cosim_plot *plot,
                       const cosim_result *result)
{
    cosim_diag diag;
    char *picture = cosim_plot_svg(plot, result, &diag);
    if (picture == NULL) {
        return cosim_cli_report(&diag, CLI_UNUSABLE);
    }
    const cosim_html_run run = {.job = job, .result = result, .picture = picture};
    cosim_html_add(report, &run);
    free(picture);
    return CLI_OK;
}

void cosim_cli_pictures_draw(cosim_cli_pictures *p, const cosim_job *job, const cosim_plot *plot,
                             const cosim_result *result)
{
    cosim_diag diag;
    if (p->plot_output != NULL &&
        cosim_plot_write(plot, result, p->plot_kind, p->plot_output, &diag) != 0) {
        p->status = cosim_cli_report(&diag, CLI_UNUSABLE);
    }
    if (p->report != NULL && p->status == CLI_OK) {
        p->status = add_section(p->report, job, plot, result);
    }
}

/* Adds the section of a network, with its picture inside. */
static int add_network(cosim_html *report, const cosim_html_network *run,
                       const cosim_network_plot *plot)
{
    cosim_diag diag;
    char *picture = cosim_network_plot_svg(plot, run->outcome->result, &diag);
    if (picture == NULL) {
        return cosim_cli_report(&diag, CLI_UNUSABLE);
    }
    cosim_html_network told = *run;
    told.picture = picture;
    cosim_html_add_network(report, &told);
    free(picture);
    return CLI_OK;
}

void cosim_cli_pictures_draw_network(cosim_cli_pictures *p, const cosim_html_network *run,
                                     const cosim_network_plot *plot)
{
    cosim_diag diag;
    if (p->plot_output != NULL && cosim_network_plot_write(plot, run->outcome->result, p->plot_kind,
                                                           p->plot_output, &diag) != 0) {
        p->status = cosim_cli_report(&diag, CLI_UNUSABLE);
    }
    if (p->report != NULL && p->status == CLI_OK) {
        p->status = add_network(p->report, run, plot);
    }
}

int cosim_cli_pictures_close(cosim_cli_pictures *p, bool whole)
{
    cosim_diag diag;
    if (!whole || p->status != CLI_OK) {
        cosim_output_abandon(p->plot_output);
        cosim_html_abandon(p->report);
    } else {
        if (p->plot_output != NULL && cosim_output_commit(p->plot_output, &diag) != 0) {
            p->status = cosim_cli_report(&diag, CLI_UNUSABLE);
        }
        if (p->report != NULL && cosim_html_commit(p->report, &diag) != 0) {
            p->status = cosim_cli_report(&diag, CLI_UNUSABLE);
        }
    }
    p->plot_output = NULL;
    p->report = NULL;
    return p->status;
}
