// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The manifest's clock, reset, step and outer state are read here. */
#include "foreign/clocking.h"

#include "input/fields.h"

/* Reads PORT or {port: PORT, edge: rising}. */
static int read_clock(cosim_manifest *m, cosim_diag *diag)
{
    static const char *const keys[] = {"port", "edge"};
    static const char *const edges[] = {"rising", "falling"};
    const cosim_node *node = cosim_node_child(m->root, "clock");
    unsigned edge = 0;
    if (node == NULL || node->kind != COSIM_MAP) {
        return cosim_manifest_pin(m->arena, m->root, "clock", true, false, &m->clock, diag);
    }
    const cosim_node *said = cosim_node_child(node, "edge");
    if (cosim_fields_known(node, keys, 2, diag) != 0 ||
        cosim_manifest_pin(m->arena, node, "port", true, false, &m->clock, diag) != 0 ||
        (said != NULL && cosim_field_choice(said, edges, 2, &edge, diag) != 0)) {
        return -1;
    }
    m->clock_falling = edge == 1;
    return 0;
}

static int read_reset(cosim_manifest *m, cosim_diag *diag)
{
    static const char *const keys[] = {"port", "active", "synchronous"};
    static const char *const levels[] = {"low", "high"};
    static const char *const none[] = {"none"};
    const cosim_node *map = cosim_field_need(m->root, "reset", "{port: rst_n, active: low}", diag);
    const cosim_node *active, *synchronous;
    unsigned level = 0;
    bool is_synchronous = true;
    if (map != NULL && map->kind != COSIM_MAP) {
        return cosim_field_choice(map, none, 1, &level, diag) == 0
                   ? 0
                   : cosim_refuse(map, diag,
                                  "is not a reset; write {port: PORT, active: low}, or none for a "
                                  "circuit whose registers begin with values of their own");
    }
    if (map == NULL || cosim_fields_known(map, keys, 3, diag) != 0 ||
        cosim_manifest_pin(m->arena, map, "port", true, false, &m->reset, diag) != 0 ||
        (active = cosim_field_need(map, "active", "low", diag)) == NULL ||
        cosim_field_choice(active, levels, 2, &level, diag) != 0) {
        return -1;
    }
    synchronous = cosim_node_child(map, "synchronous");
    if (synchronous != NULL && cosim_field_bool(synchronous, &is_synchronous, diag) != 0) {
        return -1;
    }
    m->reset_high = level == 1;
    m->reset_asynchronous = !is_synchronous;
    return 0;
}

static int read_step(cosim_manifest *m, cosim_diag *diag)
{
    static const char *const words[] = {"every-clock", "combinational"};
    static const char *const keys[] = {"enable", "valid", "ready", "result", "clocks"};
    const cosim_node *node = cosim_field_need(m->root, "step", "every-clock", diag);
    unsigned word = 0;
    if (node == NULL) {
        return -1;
    }
    if (node->kind != COSIM_MAP) {
        m->step = COSIM_STEP_EVERY_CLOCK;
        if (cosim_field_choice(node, words, 2, &word, diag) != 0) {
            return cosim_refuse(node, diag,
                                "is not a way to give a step; write every-clock, combinational, "
                                "{enable: PORT}, or {valid: PORT, ready: PORT, result: PORT}");
        }
        m->step = word == 1 ? COSIM_STEP_COMBINATIONAL : COSIM_STEP_EVERY_CLOCK;
        return 0;
    }
    if (cosim_fields_known(node, keys, 5, diag) != 0 ||
        cosim_manifest_pin(m->arena, node, "enable", false, false, &m->enable, diag) != 0 ||
        cosim_manifest_pin(m->arena, node, "valid", m->enable.node == NULL, false, &m->valid,
                           diag) != 0 ||
        cosim_manifest_pin(m->arena, node, "ready", false, true, &m->ready, diag) != 0 ||
        cosim_manifest_pin(m->arena, node, "result", false, true, &m->result, diag) != 0) {
        return -1;
    }
    if (m->enable.node != NULL && node->count > 1) {
        return cosim_refuse(node, diag, "has an enable beside a handshake; keep one of them");
    }
    const cosim_node *clocks = cosim_node_child(node, "clocks");
    m->result_clocks = 1;
    if (clocks != NULL && (m->result.node == NULL ||
                           cosim_field_count(clocks, 1, 1024, &m->result_clocks, diag) != 0)) {
        return m->result.node != NULL
                   ? -1
                   : cosim_refuse(clocks, diag, "goes with a result port; leave it out");
    }
    m->step = m->enable.node != NULL ? COSIM_STEP_ENABLE : COSIM_STEP_HANDSHAKE;
    return 0;
}

/* Reads what a clock without a step may do. */
static int read_idle(cosim_manifest *m, cosim_diag *diag)
{
    static const char *const words[] = {"stands", "runs"};
    const cosim_node *node = cosim_node_child(m->root, "idle");
    unsigned word = 0;
    if (node == NULL) {
        return 0;
    }
    if (m->enable.node == NULL && m->valid.node == NULL) {
        return cosim_refuse(node, diag,
                            "goes with step: {enable: PORT} or {valid: PORT}, which can be low; "
                            "leave it out");
    }
    if (cosim_field_choice(node, words, 2, &word, diag) != 0) {
        return -1;
    }
    m->runs = word == 1;
    return 0;
}

int cosim_manifest_clocking(cosim_manifest *m, cosim_diag *diag)
{
    static const char *const keys[] = {"in", "out", "count_in", "count_out"};
    const cosim_node *state = cosim_node_child(m->root, "state");
    if (read_step(m, diag) != 0 || read_idle(m, diag) != 0) {
        return -1;
    }
    if (m->step != COSIM_STEP_COMBINATIONAL) {
        return state != NULL ? cosim_refuse(state, diag, "is for step: combinational; leave it out")
               : read_clock(m, diag) == 0 ? read_reset(m, diag)
                                          : -1;
    }
    if (cosim_node_child(m->root, "equations") != NULL) {
        return 0; /* they have the states */
    }
    state = cosim_field_need(m->root, "state", "{in: v_i, out: v_o}", diag);
    if (state == NULL || cosim_fields_known(state, keys, 4, diag) != 0 ||
        cosim_manifest_pin(m->arena, state, "in", true, false, &m->state_in, diag) != 0 ||
        cosim_manifest_pin(m->arena, state, "out", true, true, &m->state_out, diag) != 0 ||
        cosim_manifest_pin(m->arena, state, "count_in", false, false, &m->count_in, diag) != 0) {
        return -1;
    }
    return cosim_manifest_pin(m->arena, state, "count_out", m->count_in.node != NULL, true,
                              &m->count_out, diag);
}
