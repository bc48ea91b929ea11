// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Some formats have names (one table, made from rtl/formats.txt); the names of all others are made
 * of their bits. */
#ifndef COSIM_CIRCUIT_FORMAT_H
#define COSIM_CIRCUIT_FORMAT_H

#include "circuit/lif_dut.h"
#include "lif_fixed.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct cosim_named_format {
    const char *name;
    lif_format format;
} cosim_named_format;

/* Gives the named formats, the default first; *count of them. */
const cosim_named_format *cosim_formats(size_t *count);

/* Reads a format: a name of the table, "w20f12k18" or "20/12/18" (state width, state fraction, leak
 * fraction). The last two forms may go on with "r" for residual rounding, and then with "m16" for a
 * leak of 16 significant bits or "s3" for one of 3 shift terms. Returns false for anything else; a
 * format that was read may still be invalid (lif_format_validate). */
bool cosim_format_parse(const char *text, lif_format *format);

/* Gives the name of a format: that of the table, else w20f12k18 (with "r" for residual). Returns
 * text. */
const char *cosim_format_name(const lif_format *format, char text[40]);

/* Writes what follows the bits in a name: "", "r", "m16", "rs3". Returns text. */
const char *cosim_format_suffix(const lif_format *format, char text[16]);

/* Tells whether two formats are the same in everything. */
bool cosim_format_equal(const lif_format *a, const lif_format *b);

/* Tells how `make dut FORMAT=` takes a format: a name of the table, else 20/12/18 (20/12/18r with
 * residual rounding, which no circuit has). Returns text, or the name. */
const char *cosim_format_make_name(const lif_format *format, char text[40]);

/* Gives "any", "mantissa" or "terms". */
const char *cosim_leak_coding_name(lif_leak_coding coding);

/* Gives "half-up" or "residual". */
const char *cosim_rounding_name(lif_rounding rounding);

/* Tells how the circuit rounds, as `lifcosim duts` names it: "half-up", "residual", or "equations"
 * where these say it. */
const char *cosim_dut_rounding(const struct lif_dut_ops *ops);

#endif
