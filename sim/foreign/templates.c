// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "foreign/templates.h"

#include "foreign/ports.h"
#include "foreign/template_step.h"

#include <inttypes.h>
#include <stdarg.h>

enum { TEXT_BYTES = 60 };

static bool has(const cosim_pin *pin) { return pin->node != NULL; }

/* ---- params ---- */

/* Writes a param: its port with the type that it has there and, where the type holds more than
 * `most`, that limit; or the word that is built in. */
static void put_param(FILE *file, const char *name, const cosim_pin *pin, int64_t word,
                      int64_t most, const char *real)
{
    char port[COSIM_PORT_BYTES];
    if (!has(pin)) {
        fprintf(file, "  param %s = %" PRId64 " real %s\n", name, word, real);
        return;
    }
    const unsigned bits = pin->width - (pin->is_signed ? 1 : 0);
    cosim_port_name(pin, port);
    fprintf(file, "  param %s: %c%u", name, pin->is_signed ? 's' : 'u', pin->width);
    if (bits >= 63 || ((int64_t)1 << bits) - 1 > most) {
        fprintf(file, " <= %" PRId64, most);
    }
    fprintf(file, " = %s real %s\n", port, real);
}

/* A fixed sum of shifts leaks num / 2^bits, and the neuron k: `share` is what one stands for. The
 * first param says how near k has to be, to 1 in 1000, as a shift that is built in. */
static void put_terms_of_leak(FILE *file, const cosim_manifest *m, unsigned bits)
{
    const cosim_keys *d = &m->declared;
    long long sum = m->more.nested > 0 ? 1 : 0;
    for (unsigned i = 0; m->more.nested == 0 && i < d->term_count; i++) {
        const int t = d->terms[i];
        sum += t > 0 ? 1LL << (bits - (unsigned)t) : -(1LL << (bits - (unsigned)-t));
    }
    fprintf(file, "  param leak = 500 real k * %lld / %lld\n", 500LL << bits, sum);
    fprintf(file, "  param share = 1 real k * %lld / %lld\n", 1LL << bits, sum);
}

static void put_leak(FILE *file, const cosim_manifest *m)
{
    const cosim_keys *d = &m->declared;
    const unsigned bits = m->format.leak_fraction;
    const int64_t one = (int64_t)1 << bits;
    char real[TEXT_BYTES];
    switch (d->leak) {
    case COSIM_LEAK_SHIFT:
        put_param(file, "leak", &m->leak, bits, bits, "-log2(k)");
        break;
    case COSIM_LEAK_SHIFTS:
        put_terms_of_leak(file, m, bits);
        break;
    case COSIM_LEAK_LINEAR:
        put_param(file, "leak", &m->leak, d->leak_word.word, INT32_MAX,
                  d->rests ? "k * (theta - rest)" : "k * theta");
        break;
    case COSIM_LEAK_MULTIPLY:
    default:
        snprintf(real, sizeof real, d->decay ? "(1 - k) * %lld" : "k * %lld", (long long)one);
        put_param(file, d->decay ? "keep" : "leak", &m->leak,
                  d->decay ? one - d->leak_word.word : d->leak_word.word, one, real);
        break;
    }
}

/* Gives the formula of what a drive adds: `gain` is that after the leak. */
static void gain_of(const cosim_manifest *m, unsigned fraction, char real[TEXT_BYTES])
{
    const cosim_keys *d = &m->declared;
    const bool before = d->input == COSIM_INPUT_BEFORE_LEAK && d->leak != COSIM_LEAK_LINEAR;
    const char *share = m->more.nested > 0                  ? "" /* its shift is the gain */
                        : d->input == COSIM_INPUT_POTENTIAL ? " / k"
                        : before                            ? " / (1 - k)"
                                                            : "";
    if (fraction == 0) {
        snprintf(real, TEXT_BYTES, "gain%s", share);
    } else {
        snprintf(real, TEXT_BYTES, "gain%s * %lld", share, 1LL << fraction);
    }
}

static void put_drive_params(FILE *file, const cosim_manifest *m)
{
    const cosim_keys *d = &m->declared;
    char real[TEXT_BYTES];
    gain_of(m, d->gain_fraction, real);
    if (d->gains) {
        put_param(file, "gain", &m->gain, d->gain.word, d->gain_most, real);
    } else if (d->events) {
        put_param(file, "weight", &m->weight, d->event.word, d->drive_high_fx, real);
    }
}

static void put_input(FILE *file, const cosim_manifest *m)
{
    char port[COSIM_PORT_BYTES];
    const bool events = m->declared.events;
    cosim_port_name(&m->drive, port);
    fprintf(file, "  input i: %c%u = %s\n", m->drive_signed && !events ? 's' : 'u', m->drive.width,
            port);
}

static void put_params(FILE *file, const cosim_manifest *m)
{
    const cosim_keys *d = &m->declared;
    const char *extra[] = {"hold - 1", "hold", "hold + 1"};
    put_leak(file, m);
    put_drive_params(file, m);
    put_param(file, "theta", &m->threshold, d->threshold.word, d->high_fx, "theta");
    if (d->rests) {
        put_param(file, "v_rest", &m->rest, d->rest.word, d->high_fx, "rest");
    }
    if (m->more.resets_to_rest) {
        /* v_rest stands for it */
    } else if (!d->subtract) {
        put_param(file, "v0", &m->reset_value, d->reset.word, d->high_fx, "reset");
    } else if (!d->subtract_threshold) {
        put_param(file, "amount", &m->reset_value, d->reset.word, d->high_fx, "one");
    }
    if (!m->more.starts_at_rest) {
        put_param(file, "start", &m->initial, d->initial.word, d->high_fx, "initial");
    }
    put_param(file, "hold", &m->refractory, d->hold.word + m->refractory_extra, INT32_MAX,
              extra[m->refractory_extra + 1]);
}

/* ---- states ---- */

static unsigned bits_of(int64_t word)
{
    unsigned bits = 1;
    while (bits < 62 && word >> bits != 0) {
        bits++;
    }
    return bits;
}

static void put_states(FILE *file, const cosim_manifest *m)
{
    const cosim_pin *pin = &m->refractory;
    fprintf(file, "  state v: %c%u = %s\n", m->membrane_signed ? 's' : 'u',
            (unsigned)m->membrane_width, m->more.starts_at_rest ? "v_rest" : "start");
    if (cosim_template_counts(m)) {
        const unsigned bits = has(&m->count_in) ? m->count_in.width
                              : has(pin)        ? pin->width + (m->refractory_extra < 0 ? 1 : 0)
                                                : bits_of(m->declared.hold.word);
        fprintf(file, "  state left: u%u\n", bits);
    }
    if (cosim_template_is_residual(&m->declared)) {
        fprintf(file, "  state r: u%u\n", m->format.leak_fraction);
    }
    if (cosim_template_remembers(m)) {
        fputs("  state was: u1\n", file);
    }
}

/* ---- outputs, and what goes with the equations ---- */

static unsigned latency_of(const cosim_manifest *m, uint64_t latency)
{
    return m->step == COSIM_STEP_COMBINATIONAL ? 0 : has(&m->result) ? 1 : (unsigned)latency;
}

static void put_outputs(FILE *file, const cosim_manifest *m)
{
    char port[COSIM_PORT_BYTES];
    const cosim_pin *membrane = has(&m->membrane) ? &m->membrane : &m->state_out;
    cosim_port_name(&m->spike, port);
    fprintf(file, "  output %s @%u = fire\n", port, latency_of(m, m->spike_latency));
    if (m->shows != COSIM_SHOWS_HIDDEN && has(membrane)) {
        cosim_port_name(membrane, port);
        fprintf(file, "  output %s @%u = %s\n", port, latency_of(m, m->membrane_latency),
                m->shows == COSIM_SHOWS_BEFORE ? "before" : "v'");
    }
}

/* A list of departures, with commas between them. */
typedef struct list {
    FILE *file;
    const char *joint;
} list;

__attribute__((format(printf, 2, 3))) static void add(list *l, const char *format, ...)
{
    va_list args;
    fputs(l->joint, l->file);
    va_start(args, format);
    vfprintf(l->file, format, args);
    va_end(args);
    l->joint = ", ";
}

/* Tells whether no entry of the list says what such a neuron does. */
static bool is_own(const cosim_manifest *m)
{
    return m->more.reset == COSIM_RESET_NEXT_SETS || m->more.reset == COSIM_RESET_NEXT_DECIDES ||
           (m->more.reset != COSIM_RESET_AS_SAID && m->declared.compare_old);
}

/* Writes what makes this neuron another one than the scenario's LIF. */
static void put_departs(FILE *file, const cosim_manifest *m)
{
    static const char *const held[] = {"", "held-integrate", "held-rest", "held-leak"};
    const cosim_keys *d = &m->declared;
    const bool saturates = d->overflow == COSIM_OVERFLOW_SATURATE;
    list l = {file, ""};
    if (is_own(m)) {
        fputs("departs: own\n", file);
        return;
    }
    fputs("departs: [", file);
    if (d->leak == COSIM_LEAK_LINEAR) {
        add(&l, "{linear-leak: leak}");
    }
    if (d->input == COSIM_INPUT_BEFORE_LEAK &&
        (d->leak == COSIM_LEAK_LINEAR || saturates || m->more.floored)) {
        add(&l, "leak-after-drive"); /* and limited between them */
    }
    if (m->more.floored && d->rests) {
        add(&l, "{limits: [v_rest, %" PRId64 "]}", d->high_fx);
    } else if (saturates || m->more.floored) {
        add(&l, "{limits: [%" PRId64 ", %" PRId64 "]}", m->more.floored ? 0 : d->low_fx,
            d->high_fx);
    }
    if (d->compare_old) {
        add(&l, "old-membrane%s", d->subtract ? ", spike-only-resets" : "");
    }
    if (m->more.reset == COSIM_RESET_NONE) {
        add(&l, "no-reset");
    } else if (m->more.reset == COSIM_RESET_NEXT_SUBTRACTS) {
        add(&l, "delayed-reset");
    }
    if (m->more.held != COSIM_HELD_KEEPS) {
        add(&l, "%s", held[m->more.held]);
    }
    fputs("]\n", file);
}

static void put_states_outside(FILE *file, const cosim_manifest *m)
{
    char in[COSIM_PORT_BYTES], out[COSIM_PORT_BYTES];
    if (!has(&m->state_in)) {
        return;
    }
    cosim_port_name(&m->state_in, in);
    cosim_port_name(&m->state_out, out);
    fprintf(file, "state: {v: [\"%s\", \"%s\"]", in, out);
    if (has(&m->count_in)) {
        cosim_port_name(&m->count_in, in);
        cosim_port_name(&m->count_out, out);
        fprintf(file, ", left: [\"%s\", \"%s\"]", in, out);
    }
    fputs("}\n", file);
}

void cosim_templates_put(FILE *file, const cosim_manifest *m)
{
    const cosim_keys *d = &m->declared;
    fputs("equations: |\n", file);
    put_input(file, m);
    put_params(file, m);
    put_states(file, m);
    cosim_template_put_update(file, m);
    cosim_template_put_decision(file, m);
    put_outputs(file, m);
    fprintf(file, "membrane: {state: v, one: %.17g}\ndrives: {i: ", d->one);
    const double unit_a = d->gains ? d->drive_unit_a : d->events ? d->event_a : 0.0;
    if (unit_a > 0.0) {
        fprintf(file, "%.17g A}\n", unit_a);
    } else {
        fputs(d->events ? "event}\n" : "current}\n", file);
    }
    put_departs(file, m);
    fputs(d->rounding == COSIM_ROUND_UNKNOWN ? "rounding: unknown\n" : "", file);
    put_states_outside(file, m);
}
