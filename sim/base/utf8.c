// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "base/utf8.h"

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

bool cosim_utf8_in_xml(uint32_t code)
{
    return (code >= 0x20 || code == '\t' || code == '\n' || code == '\r') && code != 0xFFFE &&
           code != 0xFFFF;
}

char *cosim_utf8_clean(const char *text, bool xml)
{
    char *clean = malloc(3 * strlen(text) + 1); /* U+FFFD takes three bytes */
    if (clean == NULL) {
        return NULL;
    }
    char *to = clean;
    while (*text != '\0') {
        uint32_t code;
        size_t bytes = cosim_utf8_decode(text, &code);
        if (code == REPLACEMENT || (xml && !cosim_utf8_in_xml(code))) {
            memcpy(to, "\xEF\xBF\xBD", 3);
            to += 3;
        } else {
            memcpy(to, text, bytes);
            to += bytes;
        }
        text += bytes;
    }
    *to = '\0';
    return clean;
}
