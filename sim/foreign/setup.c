// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "foreign/setup.h"

#include "input/fields.h"

#include <inttypes.h>
#include <string.h>

enum { ROWS_MOST = 256, PORTS_MOST = 32 };

/* Finds the pin of a port, or adds it; returns its place, or -1 with *diag. */
static int pin_of(cosim_manifest *m, const cosim_node *item, cosim_diag *diag)
{
    cosim_pin *pin = &m->setup_pins[m->setup_pin_count];
    char name[COSIM_PORT_BYTES], word[40];
    *pin = (cosim_pin){.node = NULL};
    if (cosim_port_read(m->arena, item, item->key, pin, diag) != 0) {
        return -1;
    }
    for (size_t i = 0; i < m->setup_pin_count; i++) {
        if (strcmp(cosim_port_name(&m->setup_pins[i], name), item->key) == 0) {
            return (int)i;
        }
    }
    if (m->setup_pin_count == PORTS_MOST) {
        return cosim_refuse(item, diag, "is one port too many; name at most %d", PORTS_MOST);
    }
    snprintf(word, sizeof word, "setup_%zu_i", m->setup_pin_count);
    if ((pin->word = cosim_arena_text(m->arena, word, strlen(word))) == NULL) {
        return cosim_refuse_memory(item, diag);
    }
    pin->node = item;
    return (int)m->setup_pin_count++;
}

/* Finds the told param of a name; -1 where there is none. */
static int told_named(const cosim_manifest *m, const char *name, size_t length)
{
    const cosim_eq_declaration *d = m->declaration;
    for (size_t i = 0; i < d->told_count; i++) {
        const char *known = d->equations->params[d->told[i]].name;
        if (strlen(known) == length && strncmp(known, name, length) == 0) {
            return (int)i;
        }
    }
    return -1;
}

/* Reads what stands behind the name of a param: nothing, or [HIGH], or [HIGH:LOW]. */
static int read_bits(const cosim_manifest *m, const char *text, cosim_setup_word *word,
                     cosim_diag *diag)
{
    const cosim_eq_declaration *d = m->declaration;
    const cosim_eq_param *p = &d->equations->params[d->told[word->told]];
    unsigned high, low;
    int end = 0;
    if (*text == '\0') {
        return 0;
    }
    if (sscanf(text, "[%2u]%n", &high, &end) == 1 && end > 0 && text[end] == '\0') {
        low = high;
    } else if (sscanf(text, "[%2u:%2u]%n", &high, &low, &end) != 2 || end == 0 ||
               text[end] != '\0') {
        end = 0;
    }
    if (end == 0 || low > high || high >= p->type.bits) {
        return cosim_refuse(word->node, diag,
                            "%s are no bits of %s; write %s, or some of its bits, as %s[%u:0]",
                            text, p->name, p->name, p->name, p->type.bits - 1);
    }
    word->low = low;
    word->bits = high - low + 1;
    return 0;
}

static int read_word(cosim_manifest *m, const cosim_node *item, cosim_setup_word *word,
                     cosim_diag *diag)
{
    const char *text;
    *word = (cosim_setup_word){.told = -1, .node = item};
    if (cosim_field_text(item, false, &text, diag) != 0) {
        return -1;
    }
    const size_t length = strcspn(text, "[");
    if ((word->told = told_named(m, text, length)) >= 0) {
        m->loaded[word->told] = true;
        return read_bits(m, text + length, word, diag);
    }
    if (cosim_manifest_is_name(text, false)) {
        return cosim_refuse(
            item, diag,
            "%s is no param that a port tells; write a number, or the line param %s: u8 "
            "into the equations",
            text, text);
    }
    return cosim_manifest_word(item, -(INT64_C(1) << 53), INT64_C(1) << 53, &word->number, diag);
}

static int read_row(cosim_manifest *m, const cosim_node *row, cosim_setup_word *words,
                    cosim_diag *diag)
{
    if (row->kind != COSIM_MAP) {
        return cosim_refuse(row, diag, "is %s; write {load: 1, data: 5} with ports",
                            cosim_node_kind_name(row));
    }
    for (size_t i = 0; i < row->count; i++) {
        const int at = pin_of(m, row->items[i], diag);
        if (at < 0 || read_word(m, row->items[i], &words[at], diag) != 0) {
            return -1;
        }
    }
    return 0;
}

int cosim_manifest_setup(cosim_manifest *m, cosim_diag *diag)
{
    const cosim_node *list = cosim_node_child(m->root, "setup");
    m->loaded = cosim_arena_alloc(m->arena, (m->declaration->told_count + 1) * sizeof *m->loaded);
    if (m->loaded == NULL) {
        return cosim_refuse_memory(m->root, diag);
    }
    if (list == NULL) {
        return 0;
    }
    if (m->step == COSIM_STEP_COMBINATIONAL) {
        return cosim_refuse(list, diag, "has no clock in a combinational circuit; leave it out");
    }
    if (list->kind != COSIM_LIST || list->count < 1 || list->count > ROWS_MOST) {
        return cosim_refuse(list, diag, "is %s; write a list of 1 to %d rows, as [{load: 1}]",
                            cosim_node_kind_name(list), ROWS_MOST);
    }
    m->setup_rows = list->count;
    m->setup = cosim_arena_alloc(m->arena, list->count * PORTS_MOST * sizeof *m->setup);
    m->setup_pins = cosim_arena_alloc(m->arena, (PORTS_MOST + 1) * sizeof *m->setup_pins);
    if (m->setup == NULL || m->setup_pins == NULL) {
        return cosim_refuse_memory(list, diag);
    }
    for (size_t row = 0; row < list->count; row++) {
        cosim_setup_word *words = &m->setup[row * PORTS_MOST];
        for (size_t i = 0; i < PORTS_MOST; i++) {
            words[i] = row > 0 ? words[(ptrdiff_t)i - PORTS_MOST] : (cosim_setup_word){.told = -1};
        }
        if (read_row(m, list->items[row], words, diag) != 0) {
            return -1;
        }
    }
    return 0;
}

void cosim_setup_share(cosim_manifest *m)
{
    char name[COSIM_PORT_BYTES], other[COSIM_PORT_BYTES];
    for (size_t i = 0; i < m->setup_pin_count; i++) {
        cosim_pin *pin = &m->setup_pins[i];
        cosim_port_name(pin, name);
        for (size_t k = 0; k < m->equation_pin_count && pin->shares == NULL; k++) {
            const cosim_pin *input = &m->equation_pins[k];
            if (!input->output && input->echo == NULL &&
                strcmp(cosim_port_name(input, other), name) == 0) {
                pin->shares = input;
                pin->word = input->word;
            }
        }
    }
}

static unsigned bits_of(const cosim_pin *pin)
{
    return pin->shares != NULL ? pin->shares->width : pin->width;
}

int cosim_setup_check(const cosim_manifest *m, cosim_diag *diag)
{
    for (size_t row = 0; row < m->setup_rows; row++) {
        for (size_t i = 0; i < m->setup_pin_count; i++) {
            const cosim_setup_word *w = &m->setup[row * PORTS_MOST + i];
            const unsigned bits = bits_of(&m->setup_pins[i]);
            const int64_t most = bits < 63 ? ((int64_t)1 << bits) - 1 : INT64_MAX;
            if (w->told >= 0) {
                const cosim_eq_declaration *d = m->declaration;
                const cosim_eq_param *p = &d->equations->params[d->told[w->told]];
                const unsigned own = w->bits > 0 ? w->bits : p->type.bits;
                if (own > bits) {
                    return cosim_refuse(w->node, diag,
                                        "%s has %u bits, and the port %u; load it in parts, as "
                                        "%s[%u:%u]",
                                        w->node->text, own, bits, p->name, w->low + bits - 1,
                                        w->low);
                }
            } else if (w->number > most || w->number < -(most / 2) - 1) {
                return cosim_refuse(w->node, diag, "%s does not fit the port, which has %u bits",
                                    w->node->text, bits);
            }
        }
    }
    return 0;
}

const cosim_setup_word *cosim_setup_row(const cosim_manifest *m, size_t row)
{
    return m->setup + row * PORTS_MOST;
}

void cosim_put_setup(FILE *file, const cosim_manifest *m)
{
    fputs("#define EQ_SETUP(X)", file);
    for (size_t i = 0; i < m->setup_pin_count; i++) {
        const cosim_pin *pin = &m->setup_pins[i];
        fprintf(file, " X(%zu, %s, %u)", i, pin->word, bits_of(pin));
    }
    fprintf(file, "\n#define EQ_SETUP_PORTS %zu\n#define EQ_SETUP_ROWS %zu\n#define EQ_ROWS {",
            m->setup_pin_count, m->setup_rows);
    for (size_t row = 0; row < m->setup_rows; row++) {
        fputs("{", file);
        for (size_t i = 0; i < m->setup_pin_count; i++) {
            const cosim_setup_word *w = &m->setup[row * PORTS_MOST + i];
            fprintf(file, "{%d, INT64_C(%" PRId64 "), %u, %u}, ", w->told, w->number, w->low,
                    w->bits);
        }
        fputs("{0, 0, 0, 0}}, ", file);
    }
    fputs("{{0, 0, 0, 0}}}\n", file);
}
