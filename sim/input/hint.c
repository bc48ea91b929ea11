// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "input/hint.h"

#include "input/number.h"

#include <stdio.h>
#include <string.h>

/* Finds a mark at the beginning of a line that is neither a name nor a number. */
static const char *comment_of(const char *line)
{
    static const char *const marks[] = {"#", "%", "//", "!"};
    line += strspn(line, " \t");
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (strncmp(line, marks[i], strlen(marks[i])) == 0) {
            return marks[i];
        }
    }
    return NULL;
}

static bool has_inner_blank(const char *line)
{
    line += strspn(line, " \t");
    line += strcspn(line, " \t\r\n");
    line += strspn(line, " \t");
    return line[0] != '\0' && strchr("\r\n", line[0]) == NULL;
}

/* Finds the separator that the line has and its form does not, by the name of its key; returns NULL
 * where there is none. */
static const char *separator_of(const char *line, char separator, const char **shown)
{
    static const struct {
        char byte;
        const char *name, *shown;
    } known[] = {{';', "semicolon", "';'"},
                 {'\t', "tab", "tabs"},
                 {'|', "bar", "'|'"},
                 {',', "comma", "','"}};
    /* Where a line has semicolons and commas, the commas are decimal. */
    const bool decimal_commas = separator == ',' && strchr(line, ';') != NULL;
    if (separator != ' ' && strchr(line, separator) != NULL && !decimal_commas) {
        return NULL;
    }
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        /* Columns between blanks may have tabs among them, and a comma in a number. */
        if (known[i].byte != separator && strchr(line, known[i].byte) != NULL &&
            !(separator == ' ' && known[i].byte == '\t')) {
            *shown = known[i].shown;
            return known[i].name;
        }
    }
    *shown = "blanks";
    return separator != ' ' && has_inner_blank(line) ? "blanks" : NULL;
}

/* Tells whether each of the fields is a number: a header names columns. */
static bool is_all_numbers(const char *line, const cosim_text_form *form)
{
    const char between[] = {form->separator, '\r', '\n', '\t', ' ', '\0'};
    char field[64], strict[80];
    bool some = false;
    for (line += strspn(line, between); line[0] != '\0'; line += strspn(line, between)) {
        const size_t length = strcspn(line, between);
        if (length >= sizeof field) {
            return false;
        }
        memcpy(field, line, length);
        field[length] = '\0';
        if (!cosim_number_strict(field, form->decimal, strict, sizeof strict)) {
            return false;
        }
        some = true;
        line += length;
    }
    return some;
}

const char *cosim_hint(const char *line, const cosim_text_form *form, bool header, char *text,
                       size_t bytes)
{
    const char *comment = comment_of(line), *shown = "";
    const char *separator = separator_of(line, form->separator, &shown);
    text[0] = '\0';
    if (comment != NULL && (form->comment == NULL || strcmp(form->comment, comment) != 0)) {
        snprintf(text, bytes, "; this looks like a comment: add \"comment: '%s'\"", comment);
    } else if (separator != NULL) {
        snprintf(
            text, bytes, "; this looks separated by %s: add \"separator: %s\"%s", shown, separator,
            form->decimal == '.' && strcmp(separator, "semicolon") == 0 && strchr(line, ',') != NULL
                ? " and \"decimal: comma\""
                : "");
    } else if (header && is_all_numbers(line, form)) {
        snprintf(text, bytes,
                 "; this looks like a file without a header: add \"header: none\" and give the "
                 "column by its number, such as \"column: 1\"");
    }
    return text;
}
