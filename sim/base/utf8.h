// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Text of unknown origin (a path is any bytes) for files that must be valid UTF-8. */
#ifndef COSIM_BASE_UTF8_H
#define COSIM_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Decodes the character at text, which is NUL-terminated and not empty. Returns its bytes, 1..4;
 * *code is its code point, or U+FFFD for a byte that is no valid UTF-8 (overlong forms, surrogates
 * and values above U+10FFFF included), and then 1 is returned. Source: RFC 3629. */
size_t cosim_utf8_decode(const char *text, uint32_t *code);

/* Whether XML 1.0 can hold a character. */
bool cosim_utf8_in_xml(uint32_t code);

/* Bytes of the character at text, or 0 where it is no valid UTF-8; of an empty text 1 (the NUL). */
size_t cosim_utf8_length(const char *text);

/* Whether a NUL-terminated text is valid UTF-8. */
bool cosim_utf8_is_valid(const char *text);

/* A copy to be freed, with U+FFFD in the place of every invalid byte; xml: also of the characters
 * that XML 1.0 cannot hold, not even escaped. NULL without memory. */
char *cosim_utf8_clean(const char *text, bool xml);

#endif
