// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "base/shell.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

/* $'...' has escapes, which are octal so that every shell that knows $'...' reads them. */
static void put_escaped(FILE *out, const char *text)
{
    char shown[COSIM_SHOWN_BYTES];
    fputs("$'", out);
    while (*text != '\0') {
        const size_t bytes = cosim_utf8_show(text, "", shown);
        const bool plain = strncmp(text, shown, bytes) == 0;
        for (size_t i = 0; i < bytes; i++) {
            if (!plain) {
                fprintf(out, "\\%03o", (unsigned char)text[i]);
            } else {
                fputs(text[i] == '\'' || text[i] == '\\' ? "\\" : "", out);
                fputc(text[i], out);
            }
        }
        text += bytes;
    }
    fputc('\'', out);
}

void cosim_put_shell_word(FILE *out, const char *text)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                "_./:=+-,@%";
    if (text[0] != '\0' && strspn(text, plain) == strlen(text)) {
        fputs(text, out);
        return;
    }
    if (!cosim_utf8_is_plain(text)) {
        put_escaped(out, text);
        return;
    }
    fputc('\'', out);
    for (; *text != '\0'; text++) {
        if (*text == '\'') {
            fputs("'\\''", out);
        } else {
            fputc(*text, out);
        }
    }
    fputc('\'', out);
}

char *cosim_shell_word(const char *text)
{
    char *word = NULL;
    size_t bytes = 0;
    FILE *out = open_memstream(&word, &bytes);
    if (out != NULL) {
        cosim_put_shell_word(out, text);
        if (fclose(out) != 0) {
            free(word);
            word = NULL;
        }
    }
    return word;
}
