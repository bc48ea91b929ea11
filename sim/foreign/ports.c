// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "foreign/ports.h"

#include "foreign/setup.h"
#include "foreign/widths.h"
#include "input/fields.h"

#include <stdio.h>
#include <string.h>

/* ---- each pin against the design ---- */

static void full_name(const cosim_design_port *port, char *text, size_t bytes)
{
    snprintf(text, bytes, "%s%s%s", port->scope != NULL ? port->scope : "",
             port->scope != NULL ? "." : "", port->name);
}

static const cosim_design_port *find(const cosim_design *d, const char *name)
{
    char text[256];
    for (size_t i = 0; i < d->count; i++) {
        full_name(&d->ports[i], text, sizeof text);
        if (strcmp(text, name) == 0) {
            return &d->ports[i];
        }
    }
    return NULL;
}

static int refuse_missing(const cosim_pin *pin, const cosim_design *d, const char *top,
                          cosim_diag *diag)
{
    char list[400] = "", name[256];
    size_t length = 0;
    for (size_t i = 0; i < d->count && length < sizeof list; i++) {
        full_name(&d->ports[i], name, sizeof name);
        length +=
            (size_t)snprintf(list + length, sizeof list - length, "%s%s", i > 0 ? ", " : "", name);
    }
    return cosim_refuse(pin->node, diag, "%s has no port %s; it has %s", top, pin->port, list);
}

static int check_pin(const cosim_manifest *m, cosim_pin *pin, unsigned width, const cosim_design *d,
                     cosim_diag *diag)
{
    const cosim_design_port *port = find(d, pin->port);
    char name[COSIM_PORT_BYTES];
    if (port == NULL) {
        return refuse_missing(pin, d, m->top, diag);
    }
    if (port->direction != COSIM_DESIGN_SIGNAL &&
        (port->direction == COSIM_DESIGN_OUTPUT) != pin->output) {
        return cosim_refuse(pin->node, diag, "%s is an %s of %s; name one of its %s", pin->port,
                            pin->output ? "input" : "output", m->top,
                            pin->output ? "outputs" : "inputs");
    }
    if (port->width == 0 || (port->width > 64 && !pin->part)) {
        return cosim_refuse(pin->node, diag,
                            "%s is not a vector of 1 to 64 bits; give the design a "
                            "port that is",
                            pin->port);
    }
    if (pin->part && (pin->high >= port->width || port->low != 0 || pin->high - pin->low > 63)) {
        return cosim_refuse(pin->node, diag,
                            port->low != 0 ? "%s is not counted down to 0 in the design, and no "
                                             "part of it can be named; declare it as [%u:0]"
                                           : "%s has the bits %u to 0; name at most 64 of these",
                            pin->port, port->width - 1);
    }
    pin->width = pin->part ? pin->high - pin->low + 1 : port->width;
    pin->port_width = port->width;
    pin->is_signed = pin->sign != NULL ? pin->is_signed : port->is_signed && !pin->part;
    pin->of_interface = port->of_interface;
    cosim_port_name(pin, name);
    if (pin->stated != 0 && pin->stated != pin->width) {
        return cosim_refuse(pin->node, diag,
                            "%s has %u bits in the elaborated design, and the manifest says %llu; "
                            "correct the width, or the parameters",
                            name, pin->width, (unsigned long long)pin->stated);
    }
    if (width != 0 && pin->width != width) {
        return cosim_refuse(pin->node, diag,
                            "%s has %u bits in the elaborated design; %u are "
                            "needed here",
                            name, pin->width, width);
    }
    return 0;
}

/* Returns the width that a pin must have; 0 stands for any. */
static unsigned width_of(const cosim_manifest *m, const cosim_pin *pin)
{
    if (pin == &m->membrane || pin == &m->state_in || pin == &m->state_out) {
        return (unsigned)m->membrane_width;
    }
    const bool bit = pin == &m->clock || pin == &m->reset || pin == &m->enable ||
                     pin == &m->valid || pin == &m->ready || pin == &m->result ||
                     pin == &m->spike || (pin == &m->drive && m->declared.events);
    return bit ? 1 : 0;
}

/* ---- every bit of an input has one source ---- */

static int refuse_unnamed(const cosim_manifest *m, const char *port, unsigned high, unsigned low,
                          bool whole, cosim_diag *diag)
{
    const cosim_pin pin = {.port = port, .part = !whole, .high = high, .low = low};
    const char quote[2] = {whole ? '\0' : '"', '\0'}; /* as YAML wants brackets */
    char name[COSIM_PORT_BYTES];
    cosim_port_name(&pin, name);
    return cosim_refuse(cosim_node_child(m->root, "top"), diag,
                        "its input %s is not named; name it, or give it a value with "
                        "\"tie: {%s%s%s: 0}\"",
                        name, quote, name, quote);
}

/* Looks for bits of an input that two pins give words, or none. */
static int check_input(cosim_manifest *m, const cosim_design_port *port, cosim_diag *diag)
{
    char name[COSIM_PORT_BYTES];
    full_name(port, name, sizeof name);
    unsigned unnamed = 0, highest = 0;
    for (unsigned bit = 0; bit < port->width; bit++) {
        const cosim_pin *named = NULL;
        size_t i = 0;
        for (cosim_pin *pin; (pin = cosim_manifest_next_pin(m, &i)) != NULL;) {
            if (strcmp(pin->port, name) != 0 ||
                (pin->part && (bit > pin->high || bit < pin->low))) {
                continue;
            }
            if (named != NULL) {
                return cosim_refuse(pin->node, diag,
                                    "bit %u of the input %s has a source already; name each bit "
                                    "of an input once",
                                    bit, name);
            }
            named = pin;
        }
        if (named == NULL) {
            unnamed++;
            highest = bit;
        } else if (unnamed > 0) {
            break;
        }
    }
    return unnamed == 0 ? 0
                        : refuse_unnamed(m, port->name, highest, highest + 1 - unnamed,
                                         unnamed == port->width, diag);
}

int cosim_ports_check(cosim_manifest *m, const cosim_design *d, cosim_diag *diag)
{
    size_t i = 0;
    for (cosim_pin *pin; (pin = cosim_manifest_next_pin(m, &i)) != NULL;) {
        if (check_pin(m, pin, width_of(m, pin), d, diag) != 0) {
            return -1;
        }
    }
    for (size_t k = 0; k < d->count; k++) {
        if (d->ports[k].direction == COSIM_DESIGN_INPUT &&
            check_input(m, &d->ports[k], diag) != 0) {
            return -1;
        }
    }
    return m->equations != NULL ? cosim_setup_check(m, diag) : cosim_manifest_widths(m, diag);
}
