// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Characters of a name that a reader would not see are shown, and nothing else is changed: over
 * every code point and every single byte, in messages, and in words of a shell, which gives the
 * name back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/shell.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

static size_t encode(uint32_t code, char text[5])
{
    static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    const size_t bytes = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    text[bytes] = '\0';
    for (size_t i = bytes - 1; i > 0; i--) {
        text[i] = (char)(0x80 | (code & 0x3F));
        code >>= 6;
    }
    text[0] = (char)(bytes == 1 ? code : lead[bytes] | code);
    return bytes;
}

/* This is the list of the issue, written down a second time. */
static bool is_listed(uint32_t code)
{
    static const struct {
        uint32_t first, last;
    } listed[] = {{0x00, 0x1F},     {0x7F, 0x9F},     {0x200B, 0x200F},
                  {0x202A, 0x202E}, {0x2066, 0x2069}, {0xFFFE, 0xFFFF}};
    for (size_t i = 0; i < sizeof listed / sizeof *listed; i++) {
        if (code >= listed[i].first && code <= listed[i].last) {
            return true;
        }
    }
    return false;
}

static void every_character(void **state)
{
    (void)state;
    size_t shown_as_escape = 0;
    for (uint32_t code = 1; code <= 0x10FFFF; code++) {
        char text[5], shown[COSIM_SHOWN_BYTES], expected[16];
        if (code >= 0xD800 && code <= 0xDFFF) {
            continue;
        }
        const size_t bytes = encode(code, text);
        assert_int_equal(cosim_utf8_show(text, "", shown), bytes);
        snprintf(expected, sizeof expected, code < 0x80 ? "\\x%02x" : "\\u%04x", (unsigned)code);
        assert_string_equal(shown, is_listed(code) ? expected : text);
        assert_int_equal(cosim_utf8_is_plain(text), !is_listed(code));
        shown_as_escape += is_listed(code);
    }
    assert_int_equal(shown_as_escape, 31 + 33 + 5 + 5 + 4 + 2);
    for (int byte = 0x80; byte <= 0xFF; byte++) {
        const char text[2] = {(char)byte, '\0'};
        char shown[COSIM_SHOWN_BYTES], expected[16];
        assert_int_equal(cosim_utf8_show(text, "", shown), 1);
        snprintf(expected, sizeof expected, "\\x%02x", (unsigned)byte);
        assert_string_equal(shown, expected);
        assert_false(cosim_utf8_is_plain(text));
    }
}

static void whole_texts(void **state)
{
    (void)state;
    static const struct {
        const char *text, *keep, *visible;
    } cases[] = {{"", "", ""},
                 {"a\xC3\xA9 \xF0\x9F\xA7\xA0", "", "a\xC3\xA9 \xF0\x9F\xA7\xA0"},
                 {"a\n\tb", "\n\t", "a\n\tb"},
                 {"a\n\tb", "\n",
                  "a\n\\x09"
                  "b"},
                 {"\x1B[31m", "\n\t", "\\x1b[31m"},
                 {"\xE2\x80", "", "\\xe2\\x80"},
                 {"\xEF\xBF\xBD", "", "\xEF\xBF\xBD"}, /* U+FFFD itself is a character */
                 {"\xE2\x80\xAE"
                  "fdp.gpj",
                  "",
                  "\\u202e"
                  "fdp.gpj"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *visible = cosim_utf8_visible(cases[i].text, cases[i].keep), *text = NULL;
        size_t bytes = 0;
        FILE *out = open_memstream(&text, &bytes);
        assert_string_equal(visible, cases[i].visible);
        cosim_put_visible(out, cases[i].text, cases[i].keep);
        assert_int_equal(fclose(out), 0);
        assert_string_equal(text, cases[i].visible);
        free(visible);
        free(text);
    }
}

static void word_is(const char *name, const char *expected)
{
    char *word = NULL, back[256], command[512];
    size_t bytes = 0, got;
    FILE *out = open_memstream(&word, &bytes);
    cosim_put_shell_word(out, name);
    const int closed = fclose(out);
    assert_int_equal(closed, 0);
    assert_string_equal(word, expected);
    assert_true(cosim_utf8_is_plain(word));
    /* The text goes by way of the environment, as the sh of popen need not know $'...'. */
    snprintf(command, sizeof command, "printf %%s %s", word);
    assert_int_equal(setenv("COMMAND", command, 1), 0);
    FILE *shell = popen("exec bash -c \"$COMMAND\"", "r");
    assert_non_null(shell);
    got = fread(back, 1, sizeof back - 1, shell);
    back[got] = '\0';
    assert_int_equal(pclose(shell), 0);
    assert_string_equal(back, name);
    free(word);
}

static void words_of_a_shell(void **state)
{
    (void)state;
    word_is("a/b-c_1.so", "a/b-c_1.so");
    word_is("a b", "'a b'");
    word_is("it's", "'it'\\''s'");
    word_is("$(touch x);*", "'$(touch x);*'");
    word_is("\xC3\xA9 \xE2\x82\xAC", "'\xC3\xA9 \xE2\x82\xAC'");
    word_is("a\nb", "$'a\\012b'");
    word_is("\x1B[31m'\\", "$'\\033[31m\\'\\\\'");
    word_is("x\xE2\x80\xAE"
            "7",
            "$'x\\342\\200\\256"
            "7'"); /* a digit after an octal escape */
    word_is("\xFFz", "$'\\377z'");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_character),
                                       cmocka_unit_test(whole_texts),
                                       cmocka_unit_test(words_of_a_shell)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
