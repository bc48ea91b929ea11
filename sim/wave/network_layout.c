// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "wave/network_layout.h"

#include "base/utf8.h"
#include "wave/gtkwave.h"
#include "wave/surfer.h"

#include <string.h>

/* The rows of a neuron, in the order in which they are shown. */
typedef struct row {
    cosim_network_quantity quantity;
    int colour, height;
    const char *surfer; /* its name of the colour */
} row;

/* clang-format off */
static const row rows[] = {
    {COSIM_NW_SPIKE, COSIM_GTKWAVE_ORANGE, 0, "Orange"},
    {COSIM_NW_SPIKE_REFERENCE, COSIM_GTKWAVE_YELLOW, 0, "Yellow"},
    {COSIM_NW_AMBIGUOUS, COSIM_GTKWAVE_VIOLET, 0, "Violet"},
    {COSIM_NW_HELD, COSIM_GTKWAVE_NORMAL, 0, NULL},
    {COSIM_NW_MEMBRANE, COSIM_GTKWAVE_ORANGE, 2, "Orange"},
    {COSIM_NW_REFERENCE, COSIM_GTKWAVE_YELLOW, 2, "Yellow"},
    {COSIM_NW_ERROR, COSIM_GTKWAVE_ORANGE, 0, "Orange"},
    {COSIM_NW_BOUND, COSIM_GTKWAVE_VIOLET, 0, "Violet"},
    {COSIM_NW_CURRENT, COSIM_GTKWAVE_ORANGE, 1, "Orange"},
    {COSIM_NW_CURRENT_REFERENCE, COSIM_GTKWAVE_YELLOW, 1, "Yellow"},
    {COSIM_NW_CURRENT_1, COSIM_GTKWAVE_ORANGE, 1, "Orange"},
    {COSIM_NW_CURRENT_REFERENCE_1, COSIM_GTKWAVE_YELLOW, 1, "Yellow"},
    {COSIM_NW_THRESHOLD, COSIM_GTKWAVE_ORANGE, 0, "Orange"},
    {COSIM_NW_THRESHOLD_REFERENCE, COSIM_GTKWAVE_YELLOW, 0, "Yellow"},
    {COSIM_NW_ARRIVED, COSIM_GTKWAVE_GREEN, 0, "Green"},
    {COSIM_NW_ARRIVED_1, COSIM_GTKWAVE_GREEN, 0, "Green"}};
/* clang-format on */
enum { ROWS = sizeof rows / sizeof rows[0] };

static const char *const counts[] = {"inputs", "spikes"};

static const char *file_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

static void put_title(FILE *file, const cosim_network_wave *w, const char *tool)
{
    cosim_put_visible(file, w->job->network->name, "");
    fputs(" on ", file);
    cosim_put_visible(file, w->job->name, "");
    fprintf(file, ": written by lifcosim for %s\n", tool);
}

static double mismatch_time(const cosim_network_wave *w)
{
    return w->mismatch >= w->from && w->mismatch < w->to ? cosim_network_wave_time(w, w->mismatch)
                                                         : -1;
}

/* ---- GTKWave ---- */

static void gtkwave_neuron(FILE *file, const cosim_network_wave *w, const cosim_network_drawn *d)
{
    char name[40];
    cosim_gtkwave_section(file, d->scope, false);
    for (int i = 0; i < ROWS; i++) {
        const row *r = &rows[i];
        if (!cosim_network_wave_has(w, d, r->quantity, name)) {
            continue;
        }
        const bool curve = r->quantity < COSIM_NW_CURVES;
        cosim_gtkwave_trace(file, curve ? COSIM_GTKWAVE_ANALOG : COSIM_GTKWAVE_BINARY, r->colour);
        if (curve) {
            cosim_gtkwave_range(file, name, d->low[r->quantity], d->high[r->quantity]);
        }
        fprintf(file, "network.%s.%s\n", d->scope, name);
        cosim_gtkwave_rows(file, curve ? r->height : 0);
    }
}

static void gtkwave_network(FILE *file, const cosim_network_wave *w)
{
    const cosim_network *n = w->job->network;
    char title[100], part[COSIM_NETWORK_SCOPE_BYTES];
    cosim_gtkwave_section(file, "Events of inputs, and spikes, of a tick", false);
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        cosim_gtkwave_trace(file, COSIM_GTKWAVE_ANALOG, COSIM_GTKWAVE_GREEN);
        fprintf(file, "network.events.%s\n", counts[i]);
        cosim_gtkwave_rows(file, 1);
    }
    for (size_t p = 0; p < n->population_count; p++) {
        snprintf(title, sizeof title, "Spikes of %.64s", n->population[p].name);
        cosim_gtkwave_section(file, title, true);
        for (unsigned i = 0; i < n->population[p].count; i++) {
            cosim_gtkwave_trace(file, COSIM_GTKWAVE_BINARY, COSIM_GTKWAVE_ORANGE);
            fprintf(file, "network.spikes_%s.n%u\n",
                    cosim_network_wave_part(n->population[p].name, part), i);
        }
        cosim_gtkwave_section_end(file, title, true);
    }
}

int cosim_network_gtkwave(const cosim_network_wave *wave, const char *vcd, const char *path,
                          cosim_diag *diag)
{
    double markers[COSIM_GTKWAVE_MARKERS] = {mismatch_time(wave)};
    cosim_output *output = cosim_output_open(path, diag);
    if (output == NULL) {
        return -1;
    }
    FILE *file = cosim_output_file(output);
    for (size_t i = 1; i < COSIM_GTKWAVE_MARKERS; i++) {
        markers[i] = -1;
    }
    fputs("[*] ", file);
    put_title(file, wave, "GTKWave");
    cosim_gtkwave_head(file, vcd, cosim_network_wave_time(wave, wave->from),
                       cosim_network_wave_time(wave, wave->to), markers);
    for (size_t k = 0; k < wave->count; k++) {
        gtkwave_neuron(file, wave, &wave->drawn[k]);
    }
    gtkwave_network(file, wave);
    cosim_gtkwave_end(file);
    return cosim_output_commit(output, diag);
}

/* ---- Surfer: all rows, then the forms, by their numbers ---- */

typedef struct surfer {
    FILE *file;
    unsigned rows, row; /* how many there are, and the next one */
} surfer;

/* Adds a row, or, in the second pass, gives it its form. */
static void surfer_row(surfer *s, bool form, const char *scope, const char *name,
                       const char *colour, bool curve, int height)
{
    if (!form) {
        fprintf(s->file, "variable_add network.%s.%s\n", scope, name);
        s->rows++;
        return;
    }
    cosim_surfer_focus(s->file, s->row, s->rows);
    fprintf(s->file, "_network.%s.%s\n", scope, name);
    if (colour != NULL) {
        fprintf(s->file, "item_set_color %s\n", colour);
    }
    if (curve) {
        fprintf(s->file, "item_set_analog step\nitem_set_height %d\n", height < 2 ? 1 + height : 4);
    }
    s->row++;
}

static void surfer_divider(surfer *s, bool form, const char *title)
{
    if (form) {
        s->row++;
    } else {
        fprintf(s->file, "divider_add %s\n", title);
        s->rows++;
    }
}

static void surfer_pass(surfer *s, const cosim_network_wave *w, bool form)
{
    const cosim_network *n = w->job->network;
    char name[40], text[COSIM_NETWORK_SCOPE_BYTES + 10], part[COSIM_NETWORK_SCOPE_BYTES];
    for (size_t k = 0; k < w->count; k++) {
        const cosim_network_drawn *d = &w->drawn[k];
        surfer_divider(s, form, d->scope);
        for (int i = 0; i < ROWS; i++) {
            if (cosim_network_wave_has(w, d, rows[i].quantity, name)) {
                surfer_row(s, form, d->scope, name, rows[i].surfer,
                           rows[i].quantity < COSIM_NW_CURVES, rows[i].height);
            }
        }
    }
    surfer_divider(s, form, "Events of inputs, and spikes, of a tick");
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        surfer_row(s, form, "events", counts[i], "Green", true, 1);
    }
    for (size_t p = 0; p < n->population_count; p++) {
        snprintf(text, sizeof text, "Spikes of %.64s", n->population[p].name);
        surfer_divider(s, form, text);
        snprintf(text, sizeof text, "spikes_%s",
                 cosim_network_wave_part(n->population[p].name, part));
        for (unsigned i = 0; i < n->population[p].count; i++) {
            snprintf(name, sizeof name, "n%u", i);
            surfer_row(s, form, text, name, "Orange", false, 0);
        }
    }
}

int cosim_network_surfer(const cosim_network_wave *wave, const char *vcd, const char *path,
                         cosim_diag *diag)
{
    const double mismatch = mismatch_time(wave);
    cosim_output *output = cosim_output_open(path, diag);
    if (output == NULL) {
        return -1;
    }
    surfer s = {cosim_output_file(output), 0, 0};
    fputs("# ", s.file);
    put_title(s.file, wave, "Surfer");
    fputs("load_file ", s.file);
    cosim_put_visible(s.file, file_of(vcd), "");
    fputc('\n', s.file);
    surfer_pass(&s, wave, false);
    surfer_pass(&s, wave, true);
    fputs("item_unfocus\n", s.file);
    if (mismatch >= 0) {
        fprintf(s.file, "marker_set \"first mismatch\" %.0f\ncursor_set %.0f\n", mismatch,
                mismatch);
    }
    fputs("zoom_fit\n", s.file);
    return cosim_output_commit(output, diag);
}
