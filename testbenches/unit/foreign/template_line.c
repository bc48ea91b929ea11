// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

#include "template_line.h"

#include "neuron_fixture.h"

#include <stdlib.h>

static int64_t whole(char **at)
{
    char *end;
    const int64_t value = strtoll(*at, &end, 10);
    assert_true(end > *at);
    *at = end;
    return value;
}

static uint64_t positive(char **at)
{
    char *end;
    const uint64_t value = strtoull(*at, &end, 10);
    assert_true(end > *at);
    *at = end;
    return value;
}

static double real(char **at)
{
    char *end;
    const double value = strtod(*at, &end);
    assert_true(end > *at);
    *at = end;
    return value;
}

static cosim_pin pin_of(const cosim_manifest *m, const char *port, unsigned width, bool is_signed)
{
    return (cosim_pin){
        .node = m->root, .port = port, .width = width, .port_width = width, .is_signed = is_signed};
}

static void read_arithmetic(char **at, cosim_manifest *m)
{
    cosim_keys *d = &m->declared;
    d->leak = (cosim_keys_leak)whole(at);
    d->rounding = (cosim_keys_rounding)whole(at);
    d->input = (cosim_keys_input)whole(at);
    d->overflow = (cosim_keys_overflow)whole(at);
    d->decay = whole(at) != 0;
    d->compare_old = whole(at) != 0;
    d->compare_above = whole(at) != 0;
    d->subtract = whole(at) != 0;
    d->subtract_threshold = whole(at) != 0;
    d->term_count = (unsigned)whole(at);
    for (int i = 0; i < 3; i++) {
        d->terms[i] = (int8_t)whole(at);
    }
    d->drive_shift = (unsigned)whole(at);
    d->drive_low_fx = whole(at);
    d->drive_high_fx = whole(at);
    d->events = whole(at) != 0;
    d->gains = whole(at) != 0;
    d->gain_fraction = (unsigned)whole(at);
    d->gain_most = 65535;
    d->low_fx = m->membrane_signed ? -((int64_t)1 << (m->membrane_width - 1)) : 0;
    d->high_fx = d->low_fx + ((int64_t)1 << m->membrane_width) - 1;
}

/* Reads where the constants are: a port and its width, or, where that is 0, a word. */
static void read_constants(char **at, cosim_manifest *m)
{
    cosim_keys *d = &m->declared;
    static const char *const ports[] = {"leak", "theta", "v_reset", "v_start", "t_ref"};
    cosim_pin *const pins[] = {&m->leak, &m->threshold, &m->reset_value, &m->initial,
                               &m->refractory};
    cosim_keys_word *const words[] = {&d->leak_word, &d->threshold, &d->reset, &d->initial,
                                      &d->hold};
    for (int i = 0; i < 5; i++) {
        const unsigned width = (unsigned)whole(at);
        const bool is_signed = whole(at) != 0;
        words[i]->word = whole(at);
        if (width > 0) {
            *pins[i] = pin_of(m, ports[i], width, is_signed);
        }
    }
    m->refractory_extra = (int)whole(at);
}

static void read_pins(char **at, cosim_manifest *m)
{
    const cosim_keys *d = &m->declared;
    const unsigned width = (unsigned)m->membrane_width;
    m->drive = pin_of(m, "i", (unsigned)whole(at), m->drive_signed);
    m->spike = pin_of(m, "spike", 1, false);
    m->spike_latency = m->membrane_latency = 1;
    if (m->shows != COSIM_SHOWS_HIDDEN) {
        m->membrane = pin_of(m, "v", width, m->membrane_signed);
    }
    if (d->gains) {
        m->gain = pin_of(m, "gain", 16, false);
    }
    if (d->events) {
        m->weight = pin_of(m, "w", width - m->membrane_signed, false);
    }
}

static void read_params(char **at, cosim_keys *d, lif_params *p)
{
    p->method = (lif_method)whole(at);
    p->refractory_steps = (uint32_t)whole(at);
    d->one = real(at);
    d->event_a = real(at);
    d->drive_unit_a = real(at);
    p->dt_s = real(at);
    p->tau_s = real(at);
    p->r_ohm = real(at);
    p->v_threshold_v = real(at);
    p->v_reset_v = real(at);
    p->v_initial_v = real(at);
    p->refractory_s = p->refractory_steps * p->dt_s;
    p->compare = d->compare_above ? LIF_ABOVE : LIF_AT_OR_ABOVE;
    p->reset_mode = d->subtract ? LIF_RESET_BY_SUBTRACTION : LIF_RESET_TO_VALUE;
}

static void read_found(char **at, record *r)
{
    r->drive_seed = positive(at);
    r->mean = real(at);
    r->spread = real(at);
    r->low_a = real(at);
    r->high_a = real(at);
    r->leak = whole(at);
    r->threshold = whole(at);
    r->reset = whole(at);
    r->initial = whole(at);
    r->gain = whole(at);
    r->event = whole(at);
    r->drives = positive(at);
    r->answers = positive(at);
    r->spikes = positive(at);
    r->verdict = (cosim_verdict)whole(at);
    r->differs = whole(at) != 0;
    r->first = positive(at);
    r->point_count = (int)whole(at);
    assert_in_range(r->point_count, 0, POINTS);
    for (int i = 0; i < r->point_count; i++) {
        r->points[i].step = (int)whole(at);
        r->points[i].reference_v = real(at);
        r->points[i].bound_v = real(at);
    }
    assert_int_equal(**at, '\n');
}

void template_line_read(char *line, cosim_manifest *m, lif_params *params, record *found)
{
    char **at = &line;
    m->name = "random";
    m->path = "random.yaml";
    m->root = cosim_node_new(m->arena, COSIM_MAP);
    assert_non_null(m->root);
    m->step = COSIM_STEP_ENABLE;
    m->membrane_width = positive(at);
    m->membrane_signed = whole(at) != 0;
    m->shows = (cosim_shows)whole(at);
    m->drive_signed = whole(at) != 0;
    m->format.state_width = (unsigned)whole(at);
    m->format.state_fraction = (unsigned)whole(at);
    m->format.leak_fraction = (unsigned)whole(at);
    read_arithmetic(at, m);
    read_constants(at, m);
    read_pins(at, m);
    found->defect = (defect)whole(at);
    read_params(at, &m->declared, params);
    read_found(at, found);
}
