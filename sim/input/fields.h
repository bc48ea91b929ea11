// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The nodes of a tree become typed values: each is either read strictly, or refused with its place.
 * Every function returns 0, or -1 with *diag; messages begin with the dotted key. */
#ifndef COSIM_INPUT_FIELDS_H
#define COSIM_INPUT_FIELDS_H

#include "input/tree.h"
#include "input/units.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A field is one key of a mapping with a number for a value. */
typedef struct cosim_field {
    const char *key;
    enum { COSIM_FIELD_PHYSICAL, COSIM_FIELD_COUNT, COSIM_FIELD_OTHER } type;
    cosim_quantity quantity; /* of a physical value */
    bool required;
    size_t offset;       /* of a double or uint64_t in the target; unused for other types */
    const char *example; /* a value that would be right */
} cosim_field;

/* Reports a wrong value at the place of the node: "KEY: " and a printf text. Returns -1. */
#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
int
cosim_refuse(const cosim_node *node, cosim_diag *diag, const char *format, ...);

/* Does the same where memory was short. */
int cosim_refuse_memory(const cosim_node *node, cosim_diag *diag);

/* Checks that map is a mapping whose keys are all in known[count]; an unknown key is reported at
 * its place, with the nearest known one. */
int cosim_fields_known(const cosim_node *map, const char *const *known, size_t count,
                       cosim_diag *diag);

/* Returns the value of a required key, or NULL with *diag at the key of the mapping; `example` is a
 * value that would be right. */
const cosim_node *cosim_field_need(const cosim_node *map, const char *key, const char *example,
                                   cosim_diag *diag);

/* Reads all fields of a mapping into *target; one that is absent and not required is left alone.
 * Keys that are not in fields[count] are refused; COSIM_FIELD_OTHER ones are only known. */
int cosim_fields_read(const cosim_node *map, const cosim_field *fields, size_t count, void *target,
                      cosim_diag *diag);

/* Reads a scalar's text without control characters; `lines` allows tabs and line breaks. Empty text
 * is refused unless `lines`. */
int cosim_field_text(const cosim_node *node, bool lines, const char **text, cosim_diag *diag);
/* Reads "NUMBER UNIT" into the SI unit. */
int cosim_field_physical(const cosim_node *node, cosim_quantity quantity, double *value,
                         cosim_diag *diag);
/* Reads a unit alone. */
int cosim_field_unit(const cosim_node *node, cosim_quantity quantity, cosim_unit *unit,
                     cosim_diag *diag);
/* Reads a decimal number without a unit. */
int cosim_field_number(const cosim_node *node, double *value, cosim_diag *diag);
/* Reads a whole number from low to high. */
int cosim_field_count(const cosim_node *node, uint64_t low, uint64_t high, uint64_t *value,
                      cosim_diag *diag);
/* Reads one of names[count]; *choice is its index. */
int cosim_field_choice(const cosim_node *node, const char *const *names, size_t count,
                       unsigned *choice, cosim_diag *diag);
/* Reads true or false. */
int cosim_field_bool(const cosim_node *node, bool *value, cosim_diag *diag);

/* Returns the nearest of names[count] to a misspelt word, or NULL when none is near. */
const char *cosim_nearest(const char *word, const char *const *names, size_t count);

/* Writes "a, b or c" from names[count] into text[bytes]; returns text. */
const char *cosim_join(const char *const *names, size_t count, const char *last_joint, char *text,
                       size_t bytes);

#endif
