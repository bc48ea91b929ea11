// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "equations/words.h"

#include <string.h>

bool cosim_eq_is_type(const cosim_eq_lexer *lexer)
{
    const cosim_eq_token *t = &lexer->token;
    const char *text = &lexer->text[t->at];
    return t->kind == COSIM_EQ_NAME && t->length > 1 && (text[0] == 's' || text[0] == 'u') &&
           strspn(text + 1, "0123456789") >= t->length - 1;
}

int cosim_eq_read_type(cosim_eq_lexer *lexer, cosim_eq_type *type)
{
    char shown[COSIM_EQ_SHOWN];
    const cosim_eq_token t = lexer->token;
    const char *text = &lexer->text[t.at];
    unsigned bits = 0;
    if (!cosim_eq_is_type(lexer)) {
        return cosim_eq_lexer_refuse(lexer, t.at, "a type is expected, not %s; write s16 or u8",
                                     cosim_eq_lexer_shown(lexer, shown));
    }
    for (size_t i = 1; i < t.length && bits < 1000; i++) {
        bits = bits * 10 + (unsigned)(text[i] - '0');
    }
    if (bits < 1 || bits > 63 || text[1] == '0') {
        return cosim_eq_lexer_refuse(lexer, t.at, "%s is no type; give it 1 to 63 bits, as s16",
                                     cosim_eq_lexer_shown(lexer, shown));
    }
    *type = (cosim_eq_type){text[0] == 's', bits};
    return cosim_eq_lexer_next(lexer);
}

const char *cosim_eq_read_name(cosim_eq_lexer *lexer, const char *what)
{
    static const char *const words[] = {"input", "param", "state", "output", "real", "and",
                                        "or",    "not",   "min",   "max",    "abs",  "clamp",
                                        "floor", "round", "trunc", "ceil",   "ones", "sat"};
    char shown[COSIM_EQ_SHOWN];
    const size_t at = lexer->token.at;
    if (lexer->token.kind != COSIM_EQ_NAME) {
        cosim_eq_lexer_refuse(lexer, at, "the name of %s is expected, not %s; write a name as v_th",
                              what, cosim_eq_lexer_shown(lexer, shown));
        return NULL;
    }
    bool reserved = cosim_eq_is_type(lexer);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        reserved = reserved || cosim_eq_lexer_is(lexer, words[i]);
    }
    if (reserved) {
        cosim_eq_lexer_refuse(lexer, at,
                              "%s is a word of the language and no name of %s; write another name",
                              cosim_eq_lexer_shown(lexer, shown), what);
        return NULL;
    }
    const char *name = cosim_eq_lexer_text(lexer);
    return name != NULL && cosim_eq_lexer_next(lexer) == 0 ? name : NULL;
}

const char *cosim_eq_read_port(cosim_eq_lexer *lexer)
{
    char shown[COSIM_EQ_SHOWN];
    if (lexer->token.kind != COSIM_EQ_NAME) {
        cosim_eq_lexer_refuse(lexer, lexer->token.at,
                              "a port is expected, not %s; write its name as it is in the circuit",
                              cosim_eq_lexer_shown(lexer, shown));
        return NULL;
    }
    cosim_eq_lexer_port(lexer);
    const char *name = cosim_eq_lexer_text(lexer);
    return name != NULL && cosim_eq_lexer_next(lexer) == 0 ? name : NULL;
}

int cosim_eq_read_integer(cosim_eq_lexer *lexer, bool negative, int64_t *value)
{
    char shown[COSIM_EQ_SHOWN];
    const bool minus = negative && cosim_eq_lexer_is(lexer, "-");
    if (minus && cosim_eq_lexer_next(lexer) != 0) {
        return -1;
    }
    if (lexer->token.kind != COSIM_EQ_DIGITS) {
        return cosim_eq_lexer_refuse(lexer, lexer->token.at,
                                     "an integer is expected, not %s; write a number as 1000",
                                     cosim_eq_lexer_shown(lexer, shown));
    }
    if (cosim_eq_lexer_integer(lexer, value) != 0) {
        return -1;
    }
    *value = minus ? -*value : *value;
    return cosim_eq_lexer_next(lexer);
}

int cosim_eq_read_end(cosim_eq_lexer *lexer, const char *what)
{
    char shown[COSIM_EQ_SHOWN];
    if (lexer->token.kind != COSIM_EQ_END && lexer->token.kind != COSIM_EQ_FINISH) {
        return cosim_eq_lexer_refuse(lexer, lexer->token.at,
                                     "%s stands behind %s; write one statement a line, and more "
                                     "blanks before a line that goes on",
                                     cosim_eq_lexer_shown(lexer, shown), what);
    }
    return cosim_eq_lexer_next(lexer);
}
