// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The JSON writer is held against yajl's generator: random documents, the one token after the other
 * into both, come out as the same bytes, in one line and with an indent. Then comes what yajl
 * leaves to its caller: bytes that are no UTF-8, and numbers that JSON does not have. */
#include "neuron_fixture.h"

#include "base/decimal.h"
#include "base/json.h"
#include "lif_random.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yajl/yajl_gen.h>

enum { DOCUMENTS = 400, TOKENS = 400, DEEPEST = 40, LONGEST = 12000 };

typedef struct pair {
    cosim_json json;
    yajl_gen yajl;
    lif_random random;
    unsigned tokens, depth;
} pair;

static void same(yajl_gen_status status) { assert_int_equal(status, yajl_gen_status_ok); }

/* Draws every byte that stands for itself or has an escape; now and then longer than a buffer. */
static const char *random_text(lif_random *random, char text[LONGEST + 8])
{
    static const char *const others[] = {"\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\xA7\xA0",
                                         "\xEF\xBF\xBD"};
    const size_t length =
        lif_random_below(random, 100) == 0 ? LONGEST : lif_random_below(random, 9);
    size_t used = 0;
    while (used < length) {
        if (lif_random_below(random, 8) == 0) {
            used += (size_t)sprintf(text + used, "%s", others[lif_random_below(random, 4)]);
        } else {
            text[used++] = (char)(1 + lif_random_below(random, 127));
        }
    }
    text[used] = '\0';
    return text;
}

static void put_key(pair *p, const char *text)
{
    cosim_json_key(&p->json, text);
    same(yajl_gen_string(p->yajl, (const unsigned char *)text, strlen(text)));
}

static void put_scalar(pair *p, char text[LONGEST + 8])
{
    const uint64_t bits = lif_random_bits(&p->random) >> lif_random_below(&p->random, 64);
    char digits[32];
    switch (lif_random_below(&p->random, 6)) {
    case 0:
        cosim_json_null(&p->json);
        same(yajl_gen_null(p->yajl));
        break;
    case 1:
        cosim_json_bool(&p->json, bits % 2 == 0);
        same(yajl_gen_bool(p->yajl, bits % 2 == 0));
        break;
    case 2:
        cosim_json_unsigned(&p->json, bits);
        snprintf(digits, sizeof digits, "%" PRIu64, bits);
        same(yajl_gen_number(p->yajl, digits, strlen(digits)));
        break;
    case 3:
        cosim_json_signed(&p->json, (int64_t)bits);
        snprintf(digits, sizeof digits, "%" PRId64, (int64_t)bits);
        same(yajl_gen_number(p->yajl, digits, strlen(digits)));
        break;
    case 4:
        cosim_json_number(&p->json, 1e-3 * (double)bits);
        cosim_number(1e-3 * (double)bits, digits);
        same(yajl_gen_number(p->yajl, digits, strlen(digits)));
        break;
    default:
        random_text(&p->random, text);
        cosim_json_text(&p->json, text);
        same(yajl_gen_string(p->yajl, (const unsigned char *)text, strlen(text)));
    }
}

/* Writes a map or a list with what is in it, or a scalar. */
static void put_value(pair *p, char text[LONGEST + 8], bool document)
{
    const bool map = lif_random_below(&p->random, 2) == 0;
    p->tokens++;
    if (!document && (p->depth == DEEPEST || lif_random_below(&p->random, 3) == 0)) {
        put_scalar(p, text);
        return;
    }
    p->depth++;
    if (map) {
        cosim_json_map_open(&p->json, NULL);
        same(yajl_gen_map_open(p->yajl));
    } else {
        cosim_json_list_open(&p->json, NULL);
        same(yajl_gen_array_open(p->yajl));
    }
    for (uint64_t left = lif_random_below(&p->random, 5); left > 0 && p->tokens < TOKENS; left--) {
        if (map) {
            put_key(p, random_text(&p->random, text));
        }
        put_value(p, text, false);
    }
    if (map) {
        cosim_json_map_close(&p->json);
        same(yajl_gen_map_close(p->yajl));
    } else {
        cosim_json_list_close(&p->json);
        same(yajl_gen_array_close(p->yajl));
    }
    p->depth--;
}

static void compare(pair *p, unsigned indent, char text[LONGEST + 8])
{
    static const char *const blanks[] = {"", " ", "  ", "   "};
    const unsigned char *expected;
    size_t expected_length, length = 0;
    char *written = NULL;
    FILE *file = open_memstream(&written, &length);
    assert_non_null(file);
    p->tokens = 0;
    p->yajl = yajl_gen_alloc(NULL);
    assert_non_null(p->yajl);
    yajl_gen_config(p->yajl, yajl_gen_beautify, indent > 0);
    yajl_gen_config(p->yajl, yajl_gen_indent_string, blanks[indent]);
    cosim_json_start(&p->json, file, indent);
    put_value(p, text, true);
    cosim_json_finish(&p->json);
    const int closed = fclose(file);
    assert_int_equal(closed, 0);
    same(yajl_gen_get_buf(p->yajl, &expected, &expected_length));
    assert_int_equal(length, expected_length);
    assert_memory_equal(written, expected, length);
    yajl_gen_free(p->yajl);
    free(written);
}

static void as_yajl(void **state)
{
    (void)state;
    static pair p;
    static char text[LONGEST + 8];
    lif_random_seed(&p.random, fixture_seed("json"));
    for (int i = 0; i < DOCUMENTS; i++) {
        compare(&p, (unsigned)lif_random_below(&p.random, 4), text);
    }
}

/* Writes one value and compares it. */
static void written_as(const char *text, double number, const char *expected)
{
    char *written = NULL;
    size_t length = 0;
    cosim_json json;
    FILE *file = open_memstream(&written, &length);
    assert_non_null(file);
    cosim_json_start(&json, file, 0);
    cosim_json_list_open(&json, NULL);
    cosim_json_text(&json, text);
    cosim_json_number(&json, number);
    cosim_json_list_close(&json);
    cosim_json_finish(&json);
    const int closed = fclose(file);
    assert_int_equal(closed, 0);
    assert_string_equal(written, expected);
    free(written);
}

#define BAD "\xEF\xBF\xBD"

static void what_json_has_not(void **state)
{
    (void)state;
    written_as(NULL, 0.1, "[null,0.1]");
    written_as("", (double)NAN, "[\"\",null]");
    written_as("a", (double)INFINITY, "[\"a\",null]");
    written_as("a", -(double)INFINITY, "[\"a\",null]");
    written_as("\x01 a \xC3\xA9 \xE2\x82\xAC \xF0\x9F\xA7\xA0", 1,
               "[\"\\u0001 a \xC3\xA9 \xE2\x82\xAC \xF0\x9F\xA7\xA0\",1]");
    written_as("\xC0\xAF", 1, "[\"" BAD BAD "\",1]");         /* overlong */
    written_as("\xED\xA0\x80", 1, "[\"" BAD BAD BAD "\",1]"); /* a surrogate */
    written_as("\xF4\x90\x80\x80", 1, "[\"" BAD BAD BAD BAD "\",1]");
    written_as("a\xE2\x82", 1, "[\"a" BAD BAD "\",1]"); /* cut off at the end */
    written_as("\xFF\"", 1, "[\"" BAD "\\\"\",1]");
}

static void an_error_stays(void **state)
{
    (void)state;
    cosim_json json;
    FILE *file = fopen("/dev/full", "w");
    assert_non_null(file);
    cosim_json_start(&json, file, 0);
    cosim_json_list_open(&json, NULL);
    for (int i = 0; i < 100000; i++) {
        cosim_json_unsigned(&json, 1);
    }
    cosim_json_list_close(&json);
    cosim_json_finish(&json);
    assert_int_not_equal(ferror(file), 0);
    fclose(file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_yajl),
        cmocka_unit_test(what_json_has_not),
        cmocka_unit_test(an_error_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
