// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* cosim_source and cosim_yaml give the tree of a text with its places, and every refusal. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "scenario_fixture.h"
#include "base/utf8.h"
#include "input/source.h"
#include "input/yaml.h"

static int parse(cosim_arena *arena, const char *bytes, size_t size, cosim_node **root,
                 cosim_diag *diag)
{
    memset(diag, 0, sizeof *diag);
    return cosim_source_check("f", bytes, size, diag) == 0
               ? cosim_yaml_parse(arena, "f", bytes, size, root, diag)
               : -1;
}

static void expect_node(const cosim_node *node, cosim_node_kind kind, const char *text,
                        const char *path, unsigned line, unsigned column, unsigned key_column)
{
    char observed[COSIM_PATH_BYTES];
    assert_non_null(node);
    assert_int_equal(node->kind, kind);
    assert_string_equal(cosim_node_path(node, observed), path);
    if (text != NULL) {
        assert_string_equal(node->text, text);
    }
    if (node->line != line || node->column != column || node->key_column != key_column) {
        fail_msg("%s: expected %u:%u key %u, observed %u:%u key %u", path, line, column, key_column,
                 node->line, node->column, node->key_column);
    }
}

static void test_tree(void **state)
{
    (void)state;
    static const char text[] = "# a comment\n"
                               "name: x # another\n"
                               "neuron:\n"
                               "  rest: -70 mV\n"
                               "  'quoted key':   \"a \\\"b\\\"\"\n"
                               "stimulus:\n"
                               "  - sine: {a: 1, \xC3\xA4: [2, '3']}\n"
                               "  - {}\n"
                               "empty:\n"
                               "text: |\n"
                               "  two\n"
                               "  lines\n";
    cosim_arena *arena = cosim_arena_new();
    cosim_node *root = NULL;
    cosim_diag diag;
    assert_int_equal(parse(arena, text, sizeof text - 1, &root, &diag), 0);
    expect_node(root, COSIM_MAP, NULL, "", 2, 1, 1);
    assert_int_equal(root->count, 5);
    expect_node(cosim_node_child(root, "name"), COSIM_SCALAR, "x", "name", 2, 7, 1);
    const cosim_node *neuron = cosim_node_child(root, "neuron");
    expect_node(neuron, COSIM_MAP, NULL, "neuron", 4, 3, 1);
    assert_int_equal(neuron->key_line, 3);
    expect_node(cosim_node_child(neuron, "rest"), COSIM_SCALAR, "-70 mV", "neuron.rest", 4, 9, 3);
    expect_node(cosim_node_child(neuron, "quoted key"), COSIM_SCALAR, "a \"b\"",
                "neuron.quoted key", 5, 19, 3);
    const cosim_node *list = cosim_node_child(root, "stimulus");
    assert_int_equal(list->kind, COSIM_LIST);
    assert_int_equal(list->count, 2);
    const cosim_node *sine = cosim_node_child(list->items[0], "sine");
    expect_node(sine, COSIM_MAP, NULL, "stimulus.0.sine", 7, 11, 5);
    const cosim_node *umlaut = cosim_node_child(sine, "\xC3\xA4");
    expect_node(umlaut->items[1], COSIM_SCALAR, "3", "stimulus.0.sine.\xC3\xA4.1", 7, 26, 26);
    expect_node(list->items[1], COSIM_MAP, NULL, "stimulus.1", 8, 5, 5);
    assert_string_equal(cosim_node_child(root, "empty")->text, "");
    assert_string_equal(cosim_node_child(root, "text")->text, "two\nlines\n");
    assert_null(cosim_node_child(root, "absent"));
    assert_null(cosim_node_child(list, "0"));
    cosim_arena_free(arena);
}

/* Accepted are other line ends, a byte order mark, one document with markers, and quotes over
 * lines. */
static void test_accepted(void **state)
{
    (void)state;
    const char *const texts[] = {"a: 1\r\nb: 2\r\n",
                                 "\xEF\xBB\xBF"
                                 "a: 1\nb: 2\n",
                                 "---\na: 1\nb: 2\n...\n",
                                 "%YAML 1.2\n---\na: 1\nb: 2\n",
                                 "{a: 1, b: 2}",
                                 "a: 1 \t\nb: \"2\"\n",
                                 "a:\t1\nb: '2'",
                                 "a: 1\rb: 2"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        cosim_arena *arena = cosim_arena_new();
        cosim_node *root = NULL;
        cosim_diag diag;
        if (parse(arena, texts[i], strlen(texts[i]), &root, &diag) != 0) {
            fail_msg("\"%s\": %s", texts[i], diag.message);
        }
        assert_string_equal(cosim_node_child(root, "a")->text, "1");
        assert_string_equal(cosim_node_child(root, "b")->text, "2");
        cosim_arena_free(arena);
    }
}

#define BYTES(text) text, sizeof text - 1

static const struct {
    const char *bytes;
    size_t size;
    const char *place, *part;
} refused[] = {
    {BYTES(""), "1:1", "empty"},
    {BYTES("# nothing\n"), "1:1", "empty"},
    {BYTES("\xEF\xBB\xBF"), "1:1", "empty"},
    {BYTES("a: 1\nb: \0\n"), "2:4", "a NUL byte; a scenario is text in UTF-8"},
    {BYTES("a: \"\\0\"\n"), "1:4", "a NUL character"},
    {BYTES("a: 1\nb: \xFF\n"), "2:4", "byte 0xff is not UTF-8; save the file in UTF-8"},
    {BYTES("a: \xC3"), "1:4", "byte 0xc3 is not UTF-8"},
    {BYTES("a: \xC0\x80"), "1:4", "not UTF-8"},
    {BYTES("a: \xED\xA0\x80"), "1:4", "not UTF-8"},
    {BYTES("a: \xF4\x90\x80\x80"), "1:4", "not UTF-8"},
    {BYTES("a: \xE4 caf\n"), "1:4", "not UTF-8"},
    {BYTES("\xFF\xFE"
           "a\0"),
     "1:1", "not UTF-8"},
    {BYTES("a: x\x01y\n"), "1:5", "0x01 is a control character"},
    {BYTES("a: \x7F\n"), "1:4", "0x7f is a control character"},
    {BYTES("a: 1\n---\nb: 2\n"), "2:1",
     "a second YAML document begins here; put each scenario into its own"},
    {BYTES("a: 1\n...\nb: 2\n"), "3:1", "a second YAML document"},
    {BYTES("a: &x 1\nb: 2\n"), "1:5", "anchors (&) are not allowed; write each value out"},
    {BYTES("a: &x [1]\n"), "1:5", "anchors"},
    {BYTES("a: &x {b: 1}\n"), "1:5", "anchors"},
    {BYTES("&k a: 1\n"), "1:2", "anchors"},
    {BYTES("a: 1\nb: *x\n"), "2:5", "aliases (*) are not allowed; write the value out"},
    {BYTES("a: !t 1\n"), "1:4", "tags (!) are not allowed; write the plain value"},
    {BYTES("a: !!str 1\n"), "1:4", "tags"},
    {BYTES("a: !t [1]\n"), "1:4", "tags"},
    {BYTES("a: !t {}\n"), "1:4", "tags"},
    {BYTES("<<: {a: 1}\n"), "1:1", "merge keys (<<) are not allowed; write each key out"},
    {BYTES("? [a]\n: 1\n"), "1:3", "a key must be a plain name"},
    {BYTES("? {a: 1}\n: 1\n"), "1:3", "a key must be a plain name"},
    {BYTES("a: 1\nb: 2\na: 3\n"), "3:1", "duplicate key \"a\", already in line 1; keep one"},
    {BYTES("n:\n  b: 2\n  b: 3\n  c: 1\n  c: 1\n"), "3:3",
     "duplicate key \"b\", already in line 2"},
    {BYTES("a: {x: 1, y: 2, \"x\": 3}\n"), "1:17", "duplicate key \"x\""},
    {BYTES("\ta: 1\n"), "1:1", "indent with blanks"},
    {BYTES("a:\n\tb: 1\n"), "2:1", "indent with blanks"},
    {BYTES("a: b: c\n"), "1:5", "quote a text that contains \": \""},
    {BYTES("a: [1, 2\n"), "2:1", "not valid YAML"},
    {BYTES("a: {b: 1\n"), "2:1", "close the bracket"},
    {BYTES("a: ]\n"), "1:4", "one closing bracket for each opening one"},
    {BYTES("a: [1,,2]\n"), "1:7", "single commas"},
    {BYTES("a: \"x\nb: 1\n"), "1:4", "not valid YAML"},
    {BYTES("a: @x\n"), "1:4", "quote the text"},
    {BYTES("a: \"\\q\"\n"), "1:5", "single quotes"},
    {BYTES("a:\n  b: 1\n c: 2\n"), "3:2", "indent the keys of a mapping alike"},
    {BYTES("a: 1\n b: 2\n"), "1:4", "indent the keys of a mapping alike"},
    {BYTES("- a\nb: c\n"), "2:1", "not valid YAML"},
    {BYTES("%YAML 3.0\n---\na: 1\n"), "1:1", "leave the %YAML directive out"},
    {BYTES("\xC3\xA4: [\xC3\xA4, @]\n"), "1:10", "quote the text"}};

/* Nothing that libfyaml has to say may reach the terminal. */
static int silent_parse(cosim_arena *arena, const char *bytes, size_t size, cosim_node **root,
                        cosim_diag *diag)
{
    fflush(NULL);
    int out = dup(1), err = dup(2);
    FILE *caught = fopen(fixture_path("caught"), "w+b");
    assert_non_null(caught);
    dup2(fileno(caught), 1);
    dup2(fileno(caught), 2);
    int status = parse(arena, bytes, size, root, diag);
    fflush(NULL);
    dup2(out, 1);
    dup2(err, 2);
    close(out);
    close(err);
    fseek(caught, 0, SEEK_END);
    long printed = ftell(caught);
    fclose(caught);
    fixture_remove("caught");
    assert_int_equal(printed, 0);
    return status;
}

static void test_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        cosim_arena *arena = cosim_arena_new();
        cosim_node *root = NULL;
        cosim_diag diag;
        char place[64];
        int status = silent_parse(arena, refused[i].bytes, refused[i].size, &root, &diag);
        snprintf(place, sizeof place, "%u:%u", diag.place.line, diag.place.column);
        if (status != -1 || strcmp(place, refused[i].place) != 0 ||
            strstr(diag.message, refused[i].part) == NULL) {
            fail_msg("\"%s\": expected %s \"%s\", observed %d %s \"%s\"", refused[i].bytes,
                     refused[i].place, refused[i].part, status, place, diag.message);
        }
        assert_string_equal(diag.place.file, "f");
        cosim_arena_free(arena);
    }
}

/* Returns `count` times `piece`, in memory of malloc. */
static char *repeat(const char *piece, size_t count, size_t *size)
{
    size_t length = strlen(piece);
    char *text = malloc(count * length + 1);
    assert_non_null(text);
    for (size_t i = 0; i < count; i++) {
        memcpy(text + i * length, piece, length);
    }
    *size = count * length;
    text[*size] = '\0';
    return text;
}

static void test_depth(void **state)
{
    (void)state;
    const char *const pieces[] = {"[", "{a: ", "- ", "[a: ", "{? ", "[1, "};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        cosim_arena *arena = cosim_arena_new();
        cosim_node *root = NULL;
        cosim_diag diag;
        size_t size = 0;
        char *text = repeat(pieces[i], 10000, &size);
        assert_int_equal(silent_parse(arena, text, size, &root, &diag), -1);
        if (strstr(diag.message, "nested deeper than 64 levels") == NULL &&
            strstr(diag.message, "a key must be a plain name") == NULL) {
            fail_msg("%s: %s", pieces[i], diag.message);
        }
        assert_int_equal(diag.place.line, 1);
        free(text);
        cosim_arena_free(arena);
    }
    /* 64 levels are allowed, 65 are not. */
    for (size_t depth = COSIM_YAML_DEPTH; depth <= COSIM_YAML_DEPTH + 1; depth++) {
        cosim_arena *arena = cosim_arena_new();
        cosim_node *root = NULL;
        cosim_diag diag;
        char text[2 * COSIM_YAML_DEPTH + 3] = "";
        memset(text, '[', depth);
        memset(text + depth, ']', depth);
        assert_int_equal(parse(arena, text, 2 * depth, &root, &diag),
                         depth == COSIM_YAML_DEPTH ? 0 : -1);
        cosim_arena_free(arena);
    }
}

/* Long texts take time in proportion, and have a limit. */
static void test_long(void **state)
{
    (void)state;
    cosim_arena *arena = cosim_arena_new();
    cosim_node *root = NULL;
    cosim_diag diag;
    size_t size = 0;
    char *text = repeat("[1, 2, 3], ", 20000, &size);
    char *list = malloc(size + 3);
    assert_non_null(list);
    snprintf(list, size + 3, "[%s]", text);
    assert_int_equal(parse(arena, list, size + 2, &root, &diag), 0);
    assert_int_equal(root->count, 20000);
    assert_int_equal(root->items[19999]->column, 2 + 19999 * 11);
    free(list);
    free(text);
    cosim_arena_free(arena);

    arena = cosim_arena_new();
    char *bytes = NULL;
    text = repeat("# 0123456789abcd\n", COSIM_SOURCE_LIMIT / 17 + 1, &size);
    fixture_write("long.yaml", text, size);
    assert_int_equal(cosim_source_read(arena, fixture_path("long.yaml"), &bytes, &size, &diag), -1);
    assert_non_null(strstr(diag.message, "longer than 16 MiB"));
    assert_int_equal(diag.place.line, 0);
    fixture_write("long.yaml", text, COSIM_SOURCE_LIMIT);
    assert_int_equal(cosim_source_read(arena, fixture_path("long.yaml"), &bytes, &size, &diag), 0);
    assert_int_equal(size, COSIM_SOURCE_LIMIT);
    fixture_remove("long.yaml");
    free(text);

    text = repeat("- 1\n", COSIM_YAML_NODES, &size); /* with the list itself: one too many */
    assert_int_equal(parse(arena, text, size, &root, &diag), -1);
    assert_non_null(strstr(diag.message, "more than a million values, the limit"));
    assert_int_equal(diag.place.line, COSIM_YAML_NODES);
    assert_int_equal(parse(arena, text, size - 4, &root, &diag), 0);
    assert_int_equal(root->count, COSIM_YAML_NODES - 1);
    free(text);
    cosim_arena_free(arena);
}

static void test_unreadable(void **state)
{
    (void)state;
    cosim_arena *arena = cosim_arena_new();
    cosim_diag diag;
    char *bytes = NULL;
    size_t size = 0;
    assert_int_equal(cosim_source_read(arena, fixture_path("absent.yaml"), &bytes, &size, &diag),
                     -1);
    assert_non_null(strstr(diag.message, "cannot be read: No such file"));
    assert_string_equal(diag.place.file, fixture_path("absent.yaml"));
    assert_int_equal(cosim_source_read(arena, fixture_folder, &bytes, &size, &diag), -1);
    assert_non_null(strstr(diag.message, "cannot be read: Is a directory"));
    cosim_arena_free(arena);
}

/* Any mutilation of a good text is either read or refused with a message and a place. */
static void test_mutilated(void **state)
{
    (void)state;
    const char *given = getenv("SEED");
    uint64_t seed = given != NULL && given[0] != '\0' ? strtoull(given, NULL, 10) : 1;
    static const char alphabet[] = "[]{}:,-#&*!|>'\"%@`?<\n\t \\a0\xC3\xA4\xFF";
    size_t read = 0;
    print_message("SEED=%llu\n", (unsigned long long)seed);
    for (unsigned round = 0; round < 3000; round++) {
        char text[sizeof book_text];
        cosim_arena *arena = cosim_arena_new();
        cosim_node *root = NULL;
        cosim_diag diag;
        memcpy(text, book_text, sizeof text);
        for (unsigned change = 0; change < 1 + round % 4; change++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            text[(seed >> 33) % (sizeof text - 1)] = alphabet[(seed >> 20) % (sizeof alphabet - 1)];
        }
        if (parse(arena, text, sizeof text - 1, &root, &diag) == 0) {
            read++;
            assert_non_null(root);
        } else {
            assert_true(diag.message[0] != '\0');
            assert_true(diag.place.line >= 1 && diag.place.line <= 19 && diag.place.column >= 1);
        }
        cosim_arena_free(arena);
    }
    assert_true(read > 0 && read < 3000);
}

static void test_messages(void **state)
{
    (void)state;
    char quoted[COSIM_QUOTE_BYTES], longer[400];
    assert_string_equal(cosim_quote("a\tb\x7F", quoted), "\"a\\x09b\\x7f\"");
    memset(longer, 'x', sizeof longer);
    memcpy(longer + 82, "\xC3\xA4\xC3\xA4", 4);
    longer[399] = '\0';
    cosim_quote(longer, quoted);
    assert_true(strlen(quoted) < sizeof quoted);
    assert_true(cosim_utf8_is_valid(quoted)); /* not cut inside a character */
    assert_false(cosim_utf8_is_valid("a\xC3"));
    assert_string_equal(quoted + strlen(quoted) - 4, "...\"");
    memset(longer, 0xC5, sizeof longer - 1); /* no end of a character, ever */
    memset(longer + 60, 0x80, 200);
    cosim_quote(longer, quoted);
    assert_true(strlen(quoted) < sizeof quoted);
    assert_true(cosim_utf8_is_valid(quoted));
    assert_string_equal(cosim_quote("a\x85z", quoted), "\"a\\x85z\"");
}

int main(int argc, char **argv)
{
    (void)argc;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tree),      cmocka_unit_test(test_accepted),
        cmocka_unit_test(test_refused),   cmocka_unit_test(test_depth),
        cmocka_unit_test(test_long),      cmocka_unit_test(test_unreadable),
        cmocka_unit_test(test_mutilated), cmocka_unit_test(test_messages)};
    fixture_start(argv[0]);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    fixture_end();
    return failed;
}
