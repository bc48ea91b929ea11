// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REPLACEMENT 0xFFFDu

size_t cosim_utf8_decode(const char *text, uint32_t *code)
{
    static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    unsigned char lead = (unsigned char)text[0];
    size_t bytes = lead < 0x80       ? 1
                   : lead >> 5 == 6  ? 2
                   : lead >> 4 == 14 ? 3
                   : lead >> 3 == 30 ? 4
                                     : 0;
    uint32_t value = bytes == 1 ? lead : lead & (0xFFu >> (bytes + 1));
    for (size_t i = 1; i < bytes; i++) {
        unsigned char next = (unsigned char)text[i]; /* the NUL is no continuation: never beyond */
        if (next >> 6 != 2) {
            bytes = 0;
            break;
        }
        value = value << 6 | (next & 0x3Fu);
    }
    if (bytes == 0 || value < smallest[bytes] || value > 0x10FFFF ||
        (value >= 0xD800 && value <= 0xDFFF)) {
        *code = REPLACEMENT;
        return 1;
    }
    *code = value;
    return bytes;
}

size_t cosim_utf8_length(const char *text)
{
    uint32_t code;
    const size_t bytes = cosim_utf8_decode(text, &code);
    return code == REPLACEMENT && bytes == 1 ? 0 : bytes;
}

bool cosim_utf8_is_valid(const char *text)
{
    while (*text != '\0') {
        const size_t bytes = cosim_utf8_length(text);
        if (bytes == 0) {
            return false;
        }
        text += bytes;
    }
    return true;
}

/* A reader would not see these, or would see them as something else: C0, DEL and C1; marks without
 * width and of direction; overrides and isolates of direction; and what no XML can hold. */
static bool hides(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || (code >= 0x200B && code <= 0x200F) ||
           (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) ||
           code == 0xFFFE || code == 0xFFFF;
}

size_t cosim_utf8_show(const char *text, const char *keep, char shown[COSIM_SHOWN_BYTES])
{
    uint32_t code;
    const size_t bytes = cosim_utf8_decode(text, &code);
    if (code == REPLACEMENT && bytes == 1) {
        snprintf(shown, COSIM_SHOWN_BYTES, "\\x%02x", (unsigned char)text[0]);
    } else if (hides(code) && (code == 0 || code >= 0x80 || strchr(keep, (int)code) == NULL)) {
        snprintf(shown, COSIM_SHOWN_BYTES, code < 0x80 ? "\\x%02x" : "\\u%04x", (unsigned)code);
    } else {
        memcpy(shown, text, bytes);
        shown[bytes] = '\0';
    }
    return bytes;
}

bool cosim_utf8_is_plain(const char *text)
{
    char shown[COSIM_SHOWN_BYTES];
    while (*text != '\0') {
        const size_t bytes = cosim_utf8_show(text, "", shown);
        if (strncmp(text, shown, bytes) != 0) {
            return false;
        }
        text += bytes;
    }
    return true;
}

char *cosim_utf8_visible(const char *text, const char *keep)
{
    char *visible = malloc(6 * strlen(text) + COSIM_SHOWN_BYTES), *to = visible;
    while (visible != NULL && *text != '\0') {
        text += cosim_utf8_show(text, keep, to);
        to += strlen(to);
    }
    if (visible != NULL) {
        *to = '\0';
    }
    return visible;
}

void cosim_put_visible(FILE *out, const char *text, const char *keep)
{
    char shown[COSIM_SHOWN_BYTES];
    while (*text != '\0') {
        text += cosim_utf8_show(text, keep, shown);
        fputs(shown, out);
    }
}
