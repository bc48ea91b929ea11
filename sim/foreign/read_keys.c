// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "foreign/read_keys.h"

#include "foreign/arithmetic.h"
#include "foreign/clocking.h"
#include "input/fields.h"

/* Reads a latency in clocks; it is 1 where none is given (0 where nothing is clocked). */
static int read_latency(const cosim_manifest *m, const cosim_node *map, uint64_t *latency,
                        cosim_diag *diag)
{
    const cosim_node *node = cosim_node_child(map, "latency");
    *latency = m->step == COSIM_STEP_COMBINATIONAL || m->result.node != NULL ? 0 : 1;
    if (node == NULL) {
        return 0;
    }
    if (m->step == COSIM_STEP_COMBINATIONAL || m->result.node != NULL) {
        return cosim_refuse(node, diag, "follows from step: %s; leave it out",
                            m->result.node != NULL ? "its result port says when" : "combinational");
    }
    return cosim_field_count(node, 0, COSIM_LATENCY_MOST, latency, diag);
}

static int read_signed(const cosim_node *map, bool *is_signed, cosim_diag *diag)
{
    const cosim_node *node = cosim_node_child(map, "signed");
    *is_signed = true;
    return node == NULL ? 0 : cosim_field_bool(node, is_signed, diag);
}

static int read_spike(cosim_manifest *m, cosim_diag *diag)
{
    static const char *const keys[] = {"port", "latency"};
    const cosim_node *map = cosim_field_need(m->root, "spike", "{port: spike, latency: 1}", diag);
    return map != NULL && cosim_fields_known(map, keys, 2, diag) == 0 &&
                   cosim_manifest_pin(m->arena, map, "port", true, true, &m->spike, diag) == 0
               ? read_latency(m, map, &m->spike_latency, diag)
               : -1;
}

static int read_membrane(cosim_manifest *m, cosim_diag *diag)
{
    static const char *const keys[] = {"port",   "width", "fraction", "one",
                                       "signed", "shows", "latency"};
    static const char *const shows[] = {"after-reset", "before-reset", "hidden"};
    const cosim_node *map = cosim_field_need(
        m->root, "membrane", "{port: v, width: 16, fraction: 8, shows: after-reset}", diag);
    const cosim_node *node;
    unsigned choice = 0;
    if (map == NULL || cosim_fields_known(map, keys, 7, diag) != 0 ||
        (node = cosim_field_need(map, "shows", "after-reset", diag)) == NULL ||
        cosim_field_choice(node, shows, 3, &choice, diag) != 0) {
        return -1;
    }
    m->shows = (cosim_shows)choice;
    if (m->shows == COSIM_SHOWS_HIDDEN && cosim_node_child(map, "port") != NULL) {
        return cosim_refuse(cosim_node_child(map, "port"), diag,
                            "is not hidden; say what it shows");
    }
    if (m->shows != COSIM_SHOWS_HIDDEN &&
        cosim_manifest_pin(m->arena, map, "port", m->step != COSIM_STEP_COMBINATIONAL, true,
                           &m->membrane, diag) != 0) {
        return -1;
    }
    if ((node = cosim_field_need(map, "width", "16", diag)) == NULL ||
        cosim_field_count(node, 2, 32, &m->membrane_width, diag) != 0) {
        return -1;
    }
    return read_signed(map, &m->membrane_signed, diag) == 0
               ? read_latency(m, map, &m->membrane_latency, diag)
               : -1;
}

static int read_drive(cosim_manifest *m, cosim_diag *diag)
{
    static const char *const keys[] = {"port",   "width",  "fraction", "shift",
                                       "signed", "weight", "current",  "unit"};
    const cosim_node *map = cosim_field_need(m->root, "drive", "{port: i, fraction: 8}", diag);
    return map != NULL && cosim_fields_known(map, keys, 8, diag) == 0 &&
                   cosim_manifest_pin(m->arena, map, "port", true, false, &m->drive, diag) == 0
               ? read_signed(map, &m->drive_signed, diag)
               : -1;
}

int cosim_manifest_keys(cosim_manifest *m, bool calibrating, cosim_diag *diag)
{
    return read_drive(m, diag) == 0 && read_spike(m, diag) == 0 && read_membrane(m, diag) == 0
               ? cosim_manifest_arithmetic(m, calibrating, diag)
               : -1;
}
