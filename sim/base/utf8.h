// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Text of unknown origin (a path can be any bytes) is made fit for files that must be valid UTF-8,
 * and for readers, who must see what is there. Otherwise a name could colour a terminal, end a
 * line, or show its characters in another order. */
#ifndef COSIM_BASE_UTF8_H
#define COSIM_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* Decodes the character at text, which is NUL-terminated and not empty. Returns its bytes, 1..4;
 * *code is its code point, or U+FFFD for a byte that is no valid UTF-8 (overlong forms, surrogates
 * and values above U+10FFFF included), and then 1 is returned. Source: RFC 3629. */
size_t cosim_utf8_decode(const char *text, uint32_t *code);

/* Returns the bytes of the character at text, or 0 where it is no valid UTF-8; an empty text gives
 * 1 (the NUL). */
size_t cosim_utf8_length(const char *text);

/* Tells whether a NUL-terminated text is valid UTF-8. */
bool cosim_utf8_is_valid(const char *text);

/* Writes the character at text, which is not empty, as a reader may see it. Most characters stand
 * for themselves. It is \x1b or \u202e for a control character (C0, DEL, C1), a mark without width
 * or of direction (U+200B..200F), an override or isolate of direction (U+202A..202E, U+2066..2069)
 * or what XML cannot hold, and \xff for a byte that is no UTF-8. keep: the characters of C0 that
 * stay, such as "\n\t". Returns its bytes in text. */
enum { COSIM_SHOWN_BYTES = 12 };
size_t cosim_utf8_show(const char *text, const char *keep, char shown[COSIM_SHOWN_BYTES]);

/* Tells whether every character of text is shown as itself, with nothing kept. */
bool cosim_utf8_is_plain(const char *text);

/* These give the whole text as it may be shown: as a copy that the caller frees (NULL without
 * memory), or written to a file. */
char *cosim_utf8_visible(const char *text, const char *keep);
void cosim_put_visible(FILE *out, const char *text, const char *keep);

#endif
