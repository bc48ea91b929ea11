// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "equations/lexer.h"

#include "base/decimal.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_";
static const char digits[] = "0123456789";

static bool is_letter(char c) { return c != '\0' && strchr(letters, c) != NULL; }
static bool is_digit(char c) { return c != '\0' && strchr(digits, c) != NULL; }
static bool is_word(char c) { return is_letter(c) || is_digit(c); }

/* ---- places ---- */

void cosim_eq_lexer_place(const cosim_eq_lexer *lexer, size_t at, cosim_place *place)
{
    size_t start = 0;
    *place = lexer->place;
    for (size_t i = 0; i < at && lexer->text[i] != '\0'; i++) {
        if (lexer->text[i] == '\n' || lexer->text[i] == '\v') { /* \v: the statement goes on */
            place->line++;
            start = i + 1;
        }
    }
    place->column = lexer->place.column + (unsigned)(at - start);
}

int cosim_eq_lexer_refuse(cosim_eq_lexer *lexer, size_t at, const char *format, ...)
{
    cosim_place place;
    char message[sizeof lexer->diag->message];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    cosim_eq_lexer_place(lexer, at, &place);
    return cosim_diag_set(lexer->diag, &place, "%s", message);
}

/* ---- statements ---- */

/* Blanks out comments and carriage returns, and joins the lines of a statement: their line feed
 * becomes \v, which is a blank here. Offsets stay. */
static void join_lines(char *text)
{
    size_t first = 0, ended = 0; /* leading blanks of the first line, end of the last statement */
    bool any = false;
    for (size_t at = 0; text[at] != '\0';) {
        const size_t length = strcspn(&text[at], "\n");
        char *line = &text[at], *comment = memchr(line, '#', length);
        for (size_t i = 0; i < length; i++) {
            if (line[i] == '\r' || (comment != NULL && &line[i] >= comment)) {
                line[i] = ' ';
            }
        }
        const size_t blanks = strspn(line, " \t");
        if (blanks < length) {
            if (any && blanks > first) {
                for (size_t i = ended; i < at; i++) {
                    text[i] = text[i] == '\n' ? '\v' : text[i];
                }
            }
            first = any ? first : blanks;
            any = true;
            ended = at + length;
        }
        at += length + (line[length] == '\n');
    }
}

int cosim_eq_lexer_start(cosim_eq_lexer *lexer, cosim_arena *arena, const char *text, size_t length,
                         const cosim_place *place, cosim_diag *diag)
{
    *lexer = (cosim_eq_lexer){.arena = arena, .place = *place, .diag = diag};
    if (length > COSIM_EQ_TEXT_MOST) {
        return cosim_diag_set(
            diag, place,
            "equations of %zu bytes, and %d are the most; leave out what the step "
            "does not need",
            length, COSIM_EQ_TEXT_MOST);
    }
    char *copy = cosim_arena_text(arena, text, length);
    if (copy == NULL) {
        return cosim_diag_memory(diag, place);
    }
    for (size_t i = 0; i < length; i++) {
        copy[i] = copy[i] == '\v' || copy[i] == '\0' ? '\f' : copy[i]; /* ours; refused below */
    }
    join_lines(copy);
    lexer->text = copy;
    lexer->token = (cosim_eq_token){.kind = COSIM_EQ_END};
    return cosim_eq_lexer_next(lexer);
}

/* ---- tokens ---- */

static size_t sign_length(const char *text)
{
    static const char *const signs[] = {">>>", ">>", "<<", "<=", ">=", "==", "!="};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (strncmp(text, signs[i], strlen(signs[i])) == 0) {
            return strlen(signs[i]);
        }
    }
    return text[0] != '\0' && strchr("+-*/<>?:()[],&|^=@'.", text[0]) != NULL ? 1 : 0;
}

int cosim_eq_lexer_next(cosim_eq_lexer *lexer)
{
    const char *text = lexer->text;
    cosim_eq_token *t = &lexer->token;
    const bool ended = t->kind == COSIM_EQ_END;
    size_t at = t->at + t->length;
    at += strspn(&text[at], ended ? " \t\v\n" : " \t\v");
    *t = (cosim_eq_token){.at = at, .kind = COSIM_EQ_END};
    if (text[at] == '\n' || text[at] == '\0') {
        t->kind = ended ? COSIM_EQ_FINISH : COSIM_EQ_END;
        return 0;
    }
    if (is_letter(text[at])) {
        t->kind = COSIM_EQ_NAME;
        while (is_word(text[at + t->length])) {
            t->length++;
        }
        return 0;
    }
    if (is_digit(text[at])) {
        t->kind = COSIM_EQ_DIGITS;
        while (is_word(text[at + t->length])) {
            t->length++;
        }
        return 0;
    }
    t->kind = COSIM_EQ_SIGN;
    t->length = sign_length(&text[at]);
    if (t->length == 0) {
        char shown[COSIM_SHOWN_BYTES];
        cosim_utf8_show(&text[at], "", shown);
        return cosim_eq_lexer_refuse(lexer, at,
                                     "the character %s is no part of equations; write + - * / < > "
                                     "= ? : & | ^ and words",
                                     shown);
    }
    return 0;
}

bool cosim_eq_lexer_is(const cosim_eq_lexer *lexer, const char *text)
{
    const cosim_eq_token *t = &lexer->token;
    return t->length > 0 && strlen(text) == t->length &&
           strncmp(&lexer->text[t->at], text, t->length) == 0;
}

const char *cosim_eq_lexer_shown(const cosim_eq_lexer *lexer, char text[COSIM_EQ_SHOWN])
{
    const cosim_eq_token *t = &lexer->token;
    if (t->length == 0) {
        return strcpy(text, "the end of the statement");
    }
    const bool cut = t->length > COSIM_EQ_SHOWN - 8;
    snprintf(text, COSIM_EQ_SHOWN, "\"%.*s%s\"", cut ? COSIM_EQ_SHOWN - 8 : (int)t->length,
             &lexer->text[t->at], cut ? "..." : "");
    return text;
}

int cosim_eq_lexer_expect(cosim_eq_lexer *lexer, const char *text, const char *what,
                          const char *remedy)
{
    char shown[COSIM_EQ_SHOWN];
    if (!cosim_eq_lexer_is(lexer, text)) {
        return cosim_eq_lexer_refuse(lexer, lexer->token.at, "%s is expected, not %s; %s", what,
                                     cosim_eq_lexer_shown(lexer, shown), remedy);
    }
    return cosim_eq_lexer_next(lexer);
}

const char *cosim_eq_lexer_text(cosim_eq_lexer *lexer)
{
    const char *text =
        cosim_arena_text(lexer->arena, &lexer->text[lexer->token.at], lexer->token.length);
    if (text == NULL) {
        cosim_diag_memory(lexer->diag, &lexer->place);
    }
    return text;
}

void cosim_eq_lexer_port(cosim_eq_lexer *lexer)
{
    cosim_eq_token *t = &lexer->token;
    const char *text = &lexer->text[t->at];
    while (text[t->length] == '.' && is_letter(text[t->length + 1])) {
        for (t->length++; is_word(text[t->length]); t->length++) {
        }
    }
    const char *bits = &text[t->length];
    if (bits[0] == '[') {
        size_t length = 1 + strspn(bits + 1, "0123456789");
        if (bits[length] == ':') {
            length += 1 + strspn(bits + length + 1, "0123456789");
        }
        t->length += bits[length] == ']' ? length + 1 : 0;
    }
}

void cosim_eq_lexer_number(cosim_eq_lexer *lexer)
{
    const size_t length = cosim_decimal_length(&lexer->text[lexer->token.at]);
    if (length > 0 && !is_word(lexer->text[lexer->token.at + length])) {
        lexer->token.length = length;
    }
}

int cosim_eq_lexer_integer(cosim_eq_lexer *lexer, int64_t *value)
{
    const cosim_eq_token *t = &lexer->token;
    const char *text = &lexer->text[t->at];
    const bool prefix = text[0] == '0' && (text[1] == 'x' || text[1] == 'b') && t->length > 2;
    const uint64_t base = !prefix ? 10 : text[1] == 'x' ? 16 : 2;
    uint64_t sum = 0;
    for (size_t i = prefix ? 2 : 0; i < t->length; i++) {
        static const char figures[] = "0123456789abcdef";
        const char lower = text[i] >= 'A' && text[i] <= 'F' ? (char)(text[i] + 32) : text[i];
        const char *figure = strchr(figures, lower);
        if (text[i] == '_' && i > (prefix ? 2u : 0u) && i + 1 < t->length && text[i - 1] != '_') {
            continue;
        }
        if (figure == NULL || (uint64_t)(figure - figures) >= base) {
            return cosim_eq_lexer_refuse(
                lexer, t->at, "\"%.*s\" is no integer; write it like 1000, 1_000, 0x3e8 or 0b101",
                (int)(t->length < 60 ? t->length : 60), text);
        }
        if (__builtin_mul_overflow(sum, base, &sum) ||
            __builtin_add_overflow(sum, (uint64_t)(figure - figures), &sum) ||
            sum > (uint64_t)INT64_MAX) {
            return cosim_eq_lexer_refuse(lexer, t->at,
                                         "an integer beyond 63 bits; use at most "
                                         "9223372036854775807");
        }
    }
    *value = (int64_t)sum;
    return 0;
}
