// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The elaborated ports limit the words that they can hold. */
#include "foreign/widths.h"

#include "input/fields.h"

static unsigned larger(unsigned a, unsigned b) { return a > b ? a : b; }

/* Returns the largest word of a port. */
static int64_t most_of(const cosim_pin *pin)
{
    const unsigned bits = pin->is_signed ? pin->width - 1 : pin->width;
    return ((int64_t)1 << (bits < 62 ? bits : 62)) - 1;
}

/* Limits the words to those that a port can hold. A port as wide as the membrane is taken to be of
 * its kind, signed or not, where the manifest does not say otherwise: Verilog makes it so where the
 * two meet in an expression. */
static void limit(const cosim_manifest *m, cosim_pin *pin, cosim_keys_word *fixed)
{
    if (pin->node == NULL) {
        return;
    }
    if (pin->sign == NULL && pin->width >= m->membrane_width) {
        pin->is_signed = m->membrane_signed;
        return;
    }
    fixed->high = most_of(pin);
    fixed->low = pin->is_signed ? -fixed->high - 1 : 0;
}

/* Limits the leak words to those that the port can hold: of the share that stays, or a shift, where
 * the port is told that. */
static void limit_leak(cosim_manifest *m)
{
    cosim_keys *d = &m->declared;
    const int64_t one = (int64_t)1 << m->format.leak_fraction;
    if (m->leak.node == NULL) {
        return;
    }
    const int64_t most = most_of(&m->leak);
    if (d->leak == COSIM_LEAK_SHIFT) {
        d->leak_word.low = most < (int64_t)m->format.leak_fraction ? one >> most : 1;
        d->leak_word.high = one;
    } else if (d->decay) {
        d->leak_word.low = one > most ? one - most : 0;
        d->leak_word.high = one;
    } else {
        d->leak_word.low = 0;
        d->leak_word.high = most;
    }
}

int cosim_manifest_widths(cosim_manifest *m, cosim_diag *diag)
{
    cosim_keys *d = &m->declared;
    const unsigned w = (unsigned)m->membrane_width;
    const unsigned drive = d->events ? w : m->drive.width;
    lif_error error = {LIF_OK, "", ""};
    d->low_fx = m->membrane_signed ? -((int64_t)1 << (w - 1)) : 0;
    d->high_fx = d->low_fx + ((int64_t)1 << w) - 1;
    d->drive_low_fx = m->drive_signed && !d->events ? -((int64_t)1 << (drive - 1)) : 0;
    d->drive_high_fx = d->events ? d->high_fx : d->drive_low_fx + ((int64_t)1 << drive) - 1;
    if (d->events && m->weight.node != NULL && most_of(&m->weight) < d->high_fx) {
        d->drive_high_fx = most_of(&m->weight);
    }
    d->gain_most =
        m->gain.node != NULL && most_of(&m->gain) < INT32_MAX ? most_of(&m->gain) : INT32_MAX;
    m->format.state_width = larger(w + !m->membrane_signed, drive + !m->drive_signed);
    if (m->format.state_width > 32) {
        return cosim_refuse(m->drive.node, diag,
                            "membrane and drive need %u bits with a sign; circuits of at most 32 "
                            "can be judged",
                            m->format.state_width);
    }
    if (m->format.leak_fraction == 0) {
        const unsigned most = m->leak.width < 5 ? (1u << m->leak.width) - 1 : COSIM_SHIFT_MOST;
        m->format.leak_fraction = most < COSIM_SHIFT_MOST ? most : COSIM_SHIFT_MOST;
    }
    limit_leak(m);
    limit(m, &m->threshold, &d->threshold);
    limit(m, &m->reset_value, &d->reset);
    limit(m, &m->initial, &d->initial);
    limit(m, &m->rest, &d->rest);
    if (cosim_keys_validate(d, &m->format, &error) != LIF_OK) {
        return cosim_refuse(m->root, diag, "%s %s", error.key, error.message);
    }
    return 0;
}
