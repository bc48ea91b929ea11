// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "input/fields.h"

#include "base/decimal.h"
#include "input/physical.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define LIST_BYTES 320
#define REASON_BYTES 320

int cosim_refuse(const cosim_node *node, cosim_diag *diag, const char *format, ...)
{
    char reason[sizeof diag->message], path[COSIM_PATH_BYTES];
    cosim_place place;
    va_list args;
    va_start(args, format);
    vsnprintf(reason, sizeof reason, format, args);
    va_end(args);
    cosim_node_place(node, &place);
    cosim_node_path(node, path);
    return cosim_diag_set(diag, &place, "%s%s%s", path, path[0] != '\0' ? ": " : "", reason);
}

int cosim_refuse_memory(const cosim_node *node, cosim_diag *diag)
{
    cosim_refuse(node, diag, "out of memory");
    diag->memory = true;
    return -1;
}

/* Checks that a node is a scalar with something in it. */
static int need_scalar(const cosim_node *node, const char *wanted, cosim_diag *diag)
{
    if (node->kind == COSIM_SCALAR && node->text[0] != '\0') {
        return 0;
    }
    return cosim_refuse(node, diag, "is %s; write %s", cosim_node_kind_name(node), wanted);
}

int cosim_field_text(const cosim_node *node, bool lines, const char **text, cosim_diag *diag)
{
    if (node->kind != COSIM_SCALAR || (!lines && node->text[0] == '\0')) {
        return cosim_refuse(node, diag, "is %s; write a text", cosim_node_kind_name(node));
    }
    for (const char *at = node->text; *at != '\0'; at++) {
        unsigned char byte = (unsigned char)*at, next = (unsigned char)at[1];
        bool control = byte < 0x20 || byte == 0x7F || (byte == 0xC2 && next >= 0x80 && next < 0xA0);
        if (control && !(lines && (byte == '\n' || byte == '\t'))) {
            char quoted[COSIM_QUOTE_BYTES];
            return cosim_refuse(node, diag,
                                "%s has a control character; write it without, in one line",
                                cosim_quote(node->text, quoted));
        }
    }
    *text = node->text;
    return 0;
}

int cosim_field_physical(const cosim_node *node, cosim_quantity quantity, double *value,
                         cosim_diag *diag)
{
    char reason[REASON_BYTES];
    if (need_scalar(node, "a number, a blank and a unit", diag) != 0) {
        return -1;
    }
    if (cosim_physical_read(node->text, quantity, value, reason, sizeof reason) != 0) {
        return cosim_refuse(node, diag, "%s", reason);
    }
    return 0;
}

int cosim_field_unit(const cosim_node *node, cosim_quantity quantity, cosim_unit *unit,
                     cosim_diag *diag)
{
    char reason[REASON_BYTES];
    if (need_scalar(node, "a unit", diag) != 0) {
        return -1;
    }
    if (cosim_unit_read(node->text, quantity, unit, reason, sizeof reason) != 0) {
        return cosim_refuse(node, diag, "%s", reason);
    }
    return 0;
}

int cosim_field_number(const cosim_node *node, double *value, cosim_diag *diag)
{
    const cosim_unit plain = {1.0, 1, 0};
    char reason[REASON_BYTES];
    if (need_scalar(node, "a decimal number", diag) != 0) {
        return -1;
    }
    if (cosim_unit_apply(node->text, &plain, value, reason, sizeof reason) != 0) {
        return cosim_refuse(node, diag, "%s", reason);
    }
    return 0;
}

int cosim_field_count(const cosim_node *node, uint64_t low, uint64_t high, uint64_t *value,
                      cosim_diag *diag)
{
    char quoted[COSIM_QUOTE_BYTES];
    uint64_t read = 0;
    if (need_scalar(node, "a whole number", diag) != 0) {
        return -1;
    }
    cosim_decimal_status status = cosim_count_read(node->text, &read);
    if (status == COSIM_DECIMAL_MALFORMED) {
        return cosim_refuse(node, diag, "%s is not a whole number in digits; write one like 500",
                            cosim_quote(node->text, quoted));
    }
    if (status != COSIM_DECIMAL_OK || read < low || read > high) {
        return cosim_refuse(node, diag, "%s is out of range; use %llu to %llu",
                            cosim_quote(node->text, quoted), (unsigned long long)low,
                            (unsigned long long)high);
    }
    *value = read;
    return 0;
}

int cosim_field_choice(const cosim_node *node, const char *const *names, size_t count,
                       unsigned *choice, cosim_diag *diag)
{
    char quoted[COSIM_QUOTE_BYTES], list[LIST_BYTES];
    cosim_join(names, count, "or", list, sizeof list);
    if (node->kind != COSIM_SCALAR) {
        return cosim_refuse(node, diag, "is %s; use %s", cosim_node_kind_name(node), list);
    }
    for (unsigned i = 0; i < count; i++) {
        if (strcmp(node->text, names[i]) == 0) {
            *choice = i;
            return 0;
        }
    }
    return cosim_refuse(node, diag, "%s is unknown; use %s", cosim_quote(node->text, quoted), list);
}

int cosim_field_bool(const cosim_node *node, bool *value, cosim_diag *diag)
{
    static const char *const names[] = {"false", "true"};
    unsigned choice = 0;
    int status = cosim_field_choice(node, names, 2, &choice, diag);
    *value = choice == 1;
    return status;
}

const char *cosim_join(const char *const *names, size_t count, const char *last_joint, char *text,
                       size_t bytes)
{
    size_t n = 0;
    text[0] = '\0';
    for (size_t i = 0; i < count && n < bytes; i++) {
        const char *joint = i == 0 ? "" : i + 1 < count ? ", " : " ";
        bool last = i > 0 && i + 1 == count;
        n += (size_t)snprintf(text + n, bytes - n, "%s%s%s%s", joint, last ? last_joint : "",
                              last ? " " : "", names[i]);
    }
    return text;
}

/* Returns the Levenshtein distance of words of fewer than 32 characters; 99 for longer ones. */
static unsigned distance(const char *a, const char *b)
{
    unsigned row[32];
    size_t na = strlen(a), nb = strlen(b);
    if (na >= 32 || nb >= 32) {
        return 99;
    }
    for (unsigned j = 0; j <= nb; j++) {
        row[j] = j;
    }
    for (unsigned i = 1; i <= na; i++) {
        unsigned diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= nb; j++) {
            unsigned change = diagonal + (a[i - 1] != b[j - 1]);
            unsigned edit = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;
            diagonal = row[j];
            row[j] = change < edit ? change : edit;
        }
    }
    return row[nb];
}

const char *cosim_nearest(const char *word, const char *const *names, size_t count)
{
    const char *nearest = NULL;
    size_t best = strlen(word) / 3 + 2; /* farther ones are no misspellings */
    for (size_t i = 0; i < count; i++) {
        unsigned d = distance(word, names[i]);
        if (d < best && d < strlen(names[i])) {
            best = d;
            nearest = names[i];
        }
    }
    return nearest;
}

static int refuse_key(const cosim_node *node, const char *const *known, size_t count,
                      cosim_diag *diag)
{
    char quoted[COSIM_QUOTE_BYTES], path[COSIM_PATH_BYTES], list[LIST_BYTES], guess[64] = "";
    cosim_place place;
    const char *nearest = cosim_nearest(node->key, known, count);
    if (nearest != NULL) {
        snprintf(guess, sizeof guess, "did you mean \"%s\"? ", nearest);
    }
    cosim_node_key_place(node, &place);
    cosim_node_path(node->parent, path);
    return cosim_diag_set(diag, &place, "%s%sunknown key %s; %sallowed: %s", path,
                          path[0] != '\0' ? ": " : "", cosim_quote(node->key, quoted), guess,
                          cosim_join(known, count, "and", list, sizeof list));
}

int cosim_fields_known(const cosim_node *map, const char *const *known, size_t count,
                       cosim_diag *diag)
{
    if (map->kind != COSIM_MAP) {
        char list[LIST_BYTES];
        return cosim_refuse(map, diag, "is %s; write a mapping with the keys %s",
                            cosim_node_kind_name(map),
                            cosim_join(known, count, "and", list, sizeof list));
    }
    for (size_t i = 0; i < map->count; i++) {
        size_t k = 0;
        while (k < count && strcmp(map->items[i]->key, known[k]) != 0) {
            k++;
        }
        if (k == count) {
            return refuse_key(map->items[i], known, count, diag);
        }
    }
    return 0;
}

const cosim_node *cosim_field_need(const cosim_node *map, const char *key, const char *example,
                                   cosim_diag *diag)
{
    const cosim_node *node = cosim_node_child(map, key);
    if (node == NULL) {
        char path[COSIM_PATH_BYTES];
        cosim_place place;
        cosim_node_key_place(map, &place);
        cosim_node_path(map, path);
        cosim_diag_set(diag, &place, "%s%skey \"%s\" is missing; add for example \"%s: %s\"", path,
                       path[0] != '\0' ? ": " : "", key, key, example);
    }
    return node;
}

static int read_field(const cosim_node *map, const cosim_field *field, char *target,
                      cosim_diag *diag)
{
    const cosim_node *node = cosim_node_child(map, field->key);
    if (node == NULL) {
        return field->required && cosim_field_need(map, field->key, field->example, diag) == NULL
                   ? -1
                   : 0;
    }
    if (field->type == COSIM_FIELD_PHYSICAL) {
        double value = 0.0;
        int status = cosim_field_physical(node, field->quantity, &value, diag);
        memcpy(target + field->offset, &value, status == 0 ? sizeof value : 0);
        return status;
    }
    if (field->type == COSIM_FIELD_COUNT) {
        uint64_t count = 0;
        int status = cosim_field_count(node, 0, UINT64_MAX, &count, diag);
        memcpy(target + field->offset, &count, status == 0 ? sizeof count : 0);
        return status;
    }
    return 0;
}

int cosim_fields_read(const cosim_node *map, const cosim_field *fields, size_t count, void *target,
                      cosim_diag *diag)
{
    const char *known[32] = {NULL};
    if (count > sizeof known / sizeof *known) {
        return cosim_refuse(map, diag, "too many fields in the reader's own table");
    }
    for (size_t i = 0; i < count; i++) {
        known[i] = fields[i].key;
    }
    if (cosim_fields_known(map, known, count, diag) != 0) {
        return -1;
    }
    for (size_t i = 0; i < count; i++) {
        if (read_field(map, &fields[i], target, diag) != 0) {
            return -1;
        }
    }
    return 0;
}
