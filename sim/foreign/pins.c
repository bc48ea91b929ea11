// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "foreign/pins.h"

#include "foreign/elaborate.h"

#include <string.h>

/* Names the wire of a whole port. */
static const char *wire_of(const cosim_pin *pin, char text[COSIM_PIN_BYTES])
{
    snprintf(text, COSIM_PIN_BYTES, "pin_%s", pin->port);
    for (char *c = text; *c != '\0'; c++) {
        *c = *c == '.' || *c == '$' ? '_' : *c;
    }
    return text;
}

/* Adds the bits of a pin that is a part of its port. */
static const char *with_bits(const cosim_pin *pin, char text[COSIM_PIN_BYTES])
{
    const size_t length = strlen(text);
    if (pin->part) {
        snprintf(text + length, COSIM_PIN_BYTES - length, "[%u:%u]", pin->high, pin->low);
    }
    return text;
}

const char *cosim_pin_wire(const cosim_pin *pin, char text[COSIM_PIN_BYTES])
{
    wire_of(pin, text);
    return with_bits(pin, text);
}

const char *cosim_pin_inside(const cosim_pin *pin, char text[COSIM_PIN_BYTES])
{
    snprintf(text, COSIM_PIN_BYTES, "%s%s", strchr(pin->port, '.') == NULL ? "u_neuron." : "",
             pin->port);
    return with_bits(pin, text);
}

/* Gives the next port, by the first pin that names it. */
static const cosim_pin *next_port(cosim_manifest *m, size_t *i)
{
    for (const cosim_pin *pin; (pin = cosim_manifest_next_pin(m, i)) != NULL;) {
        size_t k = 0;
        const cosim_pin *first;
        do {
            first = cosim_manifest_next_pin(m, &k);
        } while (first != pin && strcmp(first->port, pin->port) != 0);
        if (first == pin) {
            return pin;
        }
    }
    return NULL;
}

static void tell(const cosim_manifest *m, const cosim_pin *pin, const char *clock, char *text,
                 size_t bytes)
{
    if (pin == &m->clock) {
        snprintf(text, bytes, "%s", clock);
    } else if (pin == &m->reset) {
        snprintf(text, bytes, "%sreset_i", m->reset_high ? "" : "~");
    } else if (pin == &m->enable || pin == &m->valid) {
        snprintf(text, bytes, "step_i");
    } else {
        snprintf(text, bytes, "%s", pin->word != NULL ? pin->word : "");
    }
}

void cosim_put_handshake(FILE *file, const cosim_manifest *m)
{
    char name[COSIM_PIN_BYTES];
    fprintf(file, "  assign ready_o = %s;\n",
            m->ready.node != NULL ? cosim_pin_wire(&m->ready, name) : "1'b1");
    fprintf(file, "  assign result_o = %s;\n",
            m->result.node != NULL ? cosim_pin_wire(&m->result, name) : "1'b1");
}

void cosim_put_pins(FILE *file, cosim_manifest *m, const char *clock)
{
    char name[COSIM_PIN_BYTES], expression[256];
    size_t i = 0;
    for (const cosim_pin *pin; (pin = next_port(m, &i)) != NULL;) {
        fprintf(file, "  wire [%u:0] %s;\n", pin->port_width - 1, wire_of(pin, name));
    }
    i = 0;
    for (const cosim_pin *pin; (pin = cosim_manifest_next_pin(m, &i)) != NULL;) {
        if (!pin->output) {
            tell(m, pin, clock, expression, sizeof expression);
            for (size_t k = 0; k < m->tie_count; k++) {
                if (pin == &m->tie_pins[k]) {
                    snprintf(expression, sizeof expression, "%s", m->ties[k].value);
                }
            }
            fprintf(file, "  assign %s = %s;\n", cosim_pin_wire(pin, name), expression);
        }
    }
}

static void put_interfaces(FILE *file, cosim_manifest *m)
{
    char name[COSIM_PIN_BYTES];
    for (size_t f = 0; f < m->interface_count; f++) {
        const cosim_interface *face = &m->interfaces[f];
        const size_t length = strlen(face->name);
        const char *separator = "";
        size_t i = 0;
        fprintf(file, "  %s ", face->module);
        cosim_put_parameters(file, face->parameters, face->parameter_count);
        fprintf(file, "%s (", face->name);
        for (const cosim_pin *pin; (pin = next_port(m, &i)) != NULL;) {
            if (pin->of_interface && strncmp(pin->port, face->name, length) == 0) {
                fprintf(file, "%s.%s(%s)", separator, strchr(pin->port, '.') + 1,
                        wire_of(pin, name));
                separator = ", ";
            }
        }
        fputs(");\n", file);
    }
}

void cosim_put_instances(FILE *file, cosim_manifest *m)
{
    char name[COSIM_PIN_BYTES];
    const char *separator = "";
    size_t i = 0;
    put_interfaces(file, m);
    fprintf(file, "  %s ", m->top);
    cosim_put_parameters(file, m->parameters, m->parameter_count);
    fputs("u_neuron (", file);
    for (size_t f = 0; f < m->interface_count; f++) {
        fprintf(file, "%s\n    .%s(%s)", separator, m->interfaces[f].port, m->interfaces[f].name);
        separator = ",";
    }
    for (const cosim_pin *pin; (pin = next_port(m, &i)) != NULL;) {
        if (strchr(pin->port, '.') == NULL) {
            fprintf(file, "%s\n    .%s(%s)", separator, pin->port, wire_of(pin, name));
            separator = ",";
        }
    }
    fputs("\n  );\n", file);
    i = 0;
    for (const cosim_pin *pin; (pin = next_port(m, &i)) != NULL;) {
        if (strchr(pin->port, '.') != NULL && !pin->of_interface) {
            wire_of(pin, name);
            fprintf(file, "  assign %s = %s;\n", pin->output ? name : pin->port,
                    pin->output ? pin->port : name);
        }
    }
}
