// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "foreign/vhdl_source.h"

#include "base/text_file.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

bool cosim_vhdl_source_is(const char *path)
{
    const char *dot = strrchr(path, '.');
    return dot != NULL && (strcasecmp(dot, ".vhd") == 0 || strcasecmp(dot, ".vhdl") == 0);
}

/* Returns the bytes of the comment or string that begins here; 0 where none does. */
static size_t skipped(const char *p)
{
    const char *end = NULL;
    if (p[0] == '-' && p[1] == '-') {
        return strcspn(p, "\n");
    }
    if (p[0] == '/' && p[1] == '*') {
        end = strstr(p + 2, "*/");
        return end == NULL ? strlen(p) : (size_t)(end - p) + 2;
    }
    if (p[0] == '\'' && p[1] != '\0' && p[2] == '\'') {
        return 3; /* a character, which may be a quote */
    }
    if (p[0] == '"') {
        const size_t length = strcspn(p + 1, "\"\n") + 1;
        return length + (p[length] == '"');
    }
    return 0;
}

char *cosim_vhdl_source_read(const char *path)
{
    char *text = cosim_text_file_read(path);
    for (char *p = text; p != NULL && *p != '\0'; p++) {
        for (size_t left = skipped(p); left > 0; left--, p++) {
            *p = *p == '\n' || *p == '\t' ? *p : ' ';
        }
        if (*p == '\0') {
            break;
        }
    }
    return text;
}

const char *cosim_vhdl_source_at(const char *text, unsigned line, unsigned column)
{
    for (; line > 1 && text != NULL; line--) {
        text = strchr(text, '\n');
        text = text == NULL ? NULL : text + 1;
    }
    for (unsigned at = 1; text != NULL && at < column; text++) {
        if (*text == '\0' || *text == '\n') {
            return NULL;
        }
        at = *text == '\t' ? ((at - 1) / 8 + 1) * 8 + 1 : at + 1;
    }
    return text;
}

static bool of_word(char c) { return isalnum((unsigned char)c) || c == '_'; }

static void copy(const char *from, size_t length, char word[COSIM_VHDL_WORD])
{
    size_t i = 0;
    for (; i < length && i < COSIM_VHDL_WORD - 1; i++) {
        word[i] = (char)tolower((unsigned char)from[i]);
    }
    word[i] = '\0';
}

static const char *behind_blanks(const char *p) { return p + strspn(p, " \t\r\n"); }

static const char *behind_word(const char *p)
{
    while (of_word(*p)) {
        p++;
    }
    return p;
}

void cosim_vhdl_source_word(const char *at, char word[COSIM_VHDL_WORD])
{
    at = behind_blanks(at);
    copy(at, (size_t)(behind_word(at) - at), word);
}

void cosim_vhdl_source_word_before(const char *text, const char *at, char word[COSIM_VHDL_WORD])
{
    while (at > text && isspace((unsigned char)at[-1])) {
        at--;
    }
    const char *end = at;
    while (at > text && of_word(at[-1])) {
        at--;
    }
    copy(at, (size_t)(end - at), word);
}

const char *cosim_vhdl_source_find(const char *text, const char *at, const char *word)
{
    const size_t length = strlen(word);
    for (const char *p = at; *p != '\0'; p++) {
        if ((p == text || !of_word(p[-1])) && strncasecmp(p, word, length) == 0 &&
            !of_word(p[length])) {
            return p;
        }
    }
    return NULL;
}

/* Tells whether ", other : in TYPE" stands here, with a type of the list. */
static bool declared_as(const char *p, const char *const types[])
{
    static const char *const modes[] = {"in", "out", "inout", "buffer", "signal", "constant"};
    char word[COSIM_VHDL_WORD];
    while (*(p = behind_blanks(p)) == ',') {
        p = behind_word(behind_blanks(p + 1));
    }
    if (p[0] != ':' || p[1] == '=') {
        return false;
    }
    cosim_vhdl_source_word(++p, word);
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        if (strcmp(word, modes[i]) == 0) {
            p = behind_word(behind_blanks(p));
            cosim_vhdl_source_word(p, word);
            break;
        }
    }
    for (; *types != NULL; types++) {
        if (strcmp(word, *types) == 0) {
            return true;
        }
    }
    return false;
}

bool cosim_vhdl_source_declares(const char *text, const char *name, const char *const types[])
{
    const char *p = text;
    while (name[0] != '\0' && (p = cosim_vhdl_source_find(text, p, name)) != NULL) {
        p += strlen(name);
        if (declared_as(p, types)) {
            return true;
        }
    }
    return false;
}
