// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Data files of every form are read: numbers as tools write them against strtod, text with its
 * separators, and arrays whose bytes are written here after NumPy's description of them. What does
 * not fit its form is refused with the key that would make it fit. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "input/number.h"
#include "input/physical.h"
#include "input/table.h"
#include "scenario_fixture.h"

#include "../reference/statistics.h"
#include "lif_random.h"

static uint64_t seed;
static const cosim_unit nano = {1e-9, 1, -9}, plain = {1.0, 1, 0};

/* ---- numbers ---- */

static void numbers_are_those_of_strtod(void **state)
{
    (void)state;
    static const char *const good[] = {"+1.5e+00", ".5",  "-.25", "1.",    "00.5",
                                       "-00",      "+0",  "1.e5", "007",   "1E-3",
                                       "1.5D+02",  "2d1", "-.0",  "1e0007"};
    static const char *const bad[] = {
        "",    "+",   "-",     ".",   "e5",  "1e",  "1e+",   "--1",   "+-1", "1.5.",  "1 ",   " 1",
        "nan", "inf", "0x1p3", "1f5", "1,5", "1_0", "1e5.0", "1'000", ".e5", "1e5e5", "1-100"};
    char strict[64], copy[64];
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        double value = NAN;
        char message[200];
        snprintf(copy, sizeof copy, "%s", good[i]);
        for (char *d; (d = strpbrk(copy, "dD")) != NULL;) {
            *d = 'e';
        }
        assert_true(cosim_number_strict(good[i], '.', strict, sizeof strict));
        assert_int_equal(cosim_unit_apply(strict, &plain, &value, message, sizeof message), 0);
        assert_true(value == strtod(copy, NULL));
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_false(cosim_number_strict(bad[i], '.', strict, sizeof strict));
    }
    assert_true(cosim_number_strict("-1,25e2", ',', strict, sizeof strict));
    assert_string_equal(strict, "-1.25e2");
    assert_false(cosim_number_strict("1.25", ',', strict, sizeof strict));
    assert_false(cosim_number_strict("123456", '.', strict, 5));
}

/* printf writes any double in several ways, and all are read. */
static void numbers_of_printf_are_read_back(void **state)
{
    (void)state;
    lif_random random;
    lif_random_seed(&random, seed);
    for (int run = 0; run < 20000; run++) {
        char text[64], strict[80], message[200];
        const double value = (lif_random_uniform(&random) - 0.5) *
                             pow(10.0, (double)lif_random_below(&random, 200) - 100.0);
        double read = NAN;
        if (run % 3 == 0) {
            snprintf(text, sizeof text, "%+.17e", value);
        } else if (run % 3 == 1) {
            snprintf(text, sizeof text, "%030.17E", value);
        } else {
            snprintf(text, sizeof text, "%#.17g", value);
        }
        assert_true(cosim_number_strict(text, '.', strict, sizeof strict));
        assert_int_equal(cosim_unit_apply(strict, &plain, &read, message, sizeof message), 0);
        assert_true(read == value);
    }
}

/* ---- files ---- */

typedef struct seen {
    size_t rows, columns;
    double values[8][2], time;
} seen;

static int take(void *context, const double *values, double time, char *reason, size_t bytes)
{
    seen *s = context;
    if (s->rows == 8) {
        snprintf(reason, bytes, "nine rows");
        return -1;
    }
    for (size_t i = 0; i < s->columns; i++) {
        s->values[s->rows][i] = values[i];
    }
    s->rows++;
    s->time = time;
    return 0;
}

static cosim_text_form form(char separator, char decimal, const char *comment, bool no_header)
{
    return (cosim_text_form){
        .separator = separator, .decimal = decimal, .comment = comment, .no_header = no_header};
}

/* Reads bytes as a file d with the columns a (in nano) and b (NULL: one column). */
static int read_bytes(const char *bytes, size_t size, cosim_text_form text_form, const char *a,
                      const char *b, seen *s, char message[640])
{
    cosim_table table = {.path = fixture_path("d"),
                         .form = text_form,
                         .columns = {{.name = a, .unit = &nano}, {.name = b, .unit = &plain}},
                         .column_count = b != NULL ? 2 : 1,
                         .take = take,
                         .context = s};
    *s = (seen){.columns = table.column_count};
    fixture_write("d", bytes, size);
    message[0] = '\0';
    const int status = cosim_table_read(&table, message, 640);
    fixture_remove("d");
    return status;
}

static void every_form_has_the_same_rows(void **state)
{
    (void)state;
    const struct {
        const char *text;
        cosim_text_form form;
        const char *a, *b;
    } cases[] = {
        {"t,i\n0,1.5\n.5,-2\n", form(',', '.', NULL, false), "i", "t"},
        {"\xEF\xBB\xBFt;i\r\n0;1,5\r\n,5;-2,\r\n\r\n", form(';', ',', NULL, false), "i", "t"},
        {"# recorder\n  # units\nt\ti\n0\t1.5\n#\n0.5\t-2", form('\t', '.', "#", false), "i", "t"},
        {"0 1.5\n0.5 -2\n", form(' ', '.', NULL, true), "2", "1"},
        {"\t0 \t 1.5D+00  \n   0.5\t-2e0\n\n", form(' ', '.', "%", true), "2", "1"},
        {"% a\n0 1,5\n0,5 -2\n", form(' ', ',', "%", true), "2", "1"},
        {"x|i|t\n9|1.5|0\n|-2|0.5\n", form('|', '.', NULL, false), "i", "t"},
        {"\"t, s\",i\n\"0\",\"1.5\"\n0.5,-2\n", form(',', '.', NULL, false), "i", "t, s"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char message[640];
        seen s;
        if (read_bytes(cases[i].text, strlen(cases[i].text), cases[i].form, cases[i].a, cases[i].b,
                       &s, message) != 0) {
            fail_msg("case %zu: %s", i, message);
        }
        assert_int_equal(s.rows, 2);
        assert_true(s.values[0][0] == 1.5e-9 && s.values[0][1] == 0.0);
        assert_true(s.values[1][0] == -2e-9 && s.values[1][1] == 0.5);
    }
}

static void the_message_names_the_cause(void **state)
{
    (void)state;
    const struct {
        const char *text;
        cosim_text_form form;
        const char *column, *part;
    } cases[] = {
        {"t;i\n0;1\n", form(',', '.', NULL, false), "i",
         ":1: no column is named \"i\"; the header "
         "has t;i; this looks separated by ';': add \"separator: semicolon\""},
        {"t\ti\n0\t1\n", form(',', '.', NULL, false), "i",
         "separated by tabs: add \"separator: tab\""},
        {"t|i\n0|1\n", form(',', '.', NULL, false), "i",
         "separated by '|': add \"separator: bar\""},
        {" t i\n0 1\n", form(',', '.', NULL, false), "i", "by blanks: add \"separator: blanks\""},
        {"t,i\n0,1\n", form(';', '.', NULL, false), "i", "by ',': add \"separator: comma\""},
        {"t,i\n0,1\n", form(' ', '.', NULL, false), "i", "by ',': add \"separator: comma\""},
        {"# t i\n0 1\n", form(',', '.', NULL, false), "i", "a comment: add \"comment: '#'\""},
        {"% t i\n0 1\n", form(' ', '.', "#", true), "1", "a comment: add \"comment: '%'\""},
        {"0,1\n0,2\n", form(',', '.', NULL, false), "i", "without a header: add \"header: none\""},
        {"i\n1,5\n", form(',', '.', NULL, false), "i",
         "the row has 2 fields, and the header has 1"},
        {"i\n1,5\n", form(';', '.', NULL, false), "i",
         "\"1,5\" is not a decimal number; write it "
         "like -70 or 0.5 or 2e-3, or add \"decimal: comma\""},
        {"i\n1.5\n", form(';', ',', NULL, false), "i",
         "write it like -70 or 0,5 or 2e-3, or add "
         "\"decimal: point\""},
        {"0;1,5\n", form(',', '.', NULL, true), "1",
         "separated by ';': add \"separator: semicolon\" "
         "and \"decimal: comma\""},
        {"1,2\n", form(',', '.', NULL, true), "3", "no column 3; the row has 2"},
        {"1,2\n3\n", form(',', '.', NULL, true), "1",
         "the row has 1 field, and the first row has 2"},
        {"1\n", form(',', '.', NULL, true), "i", "\"i\" is not the number of a column"},
        {"1\n", form(',', '.', NULL, true), "0", "\"0\" is not the number of a column"},
        {"#\n", form(' ', '.', "#", true), "1", "empty; give one row for each value"},
        {"1\n2\n3\n4\n5\n6\n7\n8\n9\n", form(',', '.', NULL, true), "1", ":9: nine rows"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char message[640];
        seen s;
        assert_int_equal(read_bytes(cases[i].text, strlen(cases[i].text), cases[i].form,
                                    cases[i].column, NULL, &s, message),
                         -1);
        if (strstr(message, cases[i].part) == NULL) {
            fail_msg("case %zu: expected \"%s\" in \"%s\"", i, cases[i].part, message);
        }
    }
}

static void a_time_that_nobody_asked_for_is_seen(void **state)
{
    (void)state;
    static const char *const names[] = {"time",    "t",     "T",         "Time",
                                        "time_ms", "t (s)", "time [us]", "t/ms"};
    static const char *const others[] = {"times", "tau", "i_t", "temperature", "timer", ""};
    for (size_t i = 0; i < 14; i++) {
        char text[100], message[640];
        seen s = {.columns = 1};
        snprintf(text, sizeof text, "i,%s\n1,0.5\n", i < 8 ? names[i] : others[i - 8]);
        cosim_table table = {.path = fixture_path("d"),
                             .form = form(',', '.', NULL, false),
                             .columns = {{.name = "i", .unit = &nano}},
                             .column_count = 1,
                             .take = take,
                             .context = &s};
        fixture_write("d", text, strlen(text));
        assert_int_equal(cosim_table_read(&table, message, sizeof message), 0);
        assert_string_equal(table.time_name, i < 8 ? names[i] : "");
        assert_true(i < 8 ? s.time == 0.5 : isnan(s.time));
        fixture_remove("d");
    }
}

/* ---- arrays ---- */

/* Writes the file of an array: version, the header's dictionary, then data[size]. Returns its size.
 * */
static size_t array_of(char *file, unsigned version, const char *header, const void *data,
                       size_t size)
{
    const size_t start = version == 1 ? 10 : 12;
    const size_t length = (strlen(header) + start + 64) / 64 * 64 - start;
    memcpy(file, "\x93NUMPY", 6);
    file[6] = (char)version;
    file[7] = 0;
    memset(file + 8, 0, 4);
    file[8] = (char)(length & 255);
    file[9] = (char)(length >> 8);
    memset(file + start, ' ', length - 1);
    memcpy(file + start, header, strlen(header));
    file[start + length - 1] = '\n';
    memcpy(file + start + length, data, size);
    return start + length + size;
}

#define HEADER(type, order, shape)                                                                 \
    "{'descr': '" type "', 'fortran_order': " order ", 'shape': " shape ", }"

static void arrays_are_read(void **state)
{
    (void)state;
    static const double doubles[] = {1.5, -2.0};
    static const float floats[] = {1.5F, 8.0F, -2.0F, 9.0F},
                       by_column[] = {8.0F, 9.0F, 1.5F, -2.0F};
    static const int16_t shorts[] = {1, -2};
    static const uint64_t large[] = {UINT64_C(1) << 63, 5};
    static const int64_t longs[] = {INT64_MIN, -1};
    const struct {
        unsigned version;
        const char *header;
        const void *data;
        size_t size;
        const char *column;
        double first, second;
    } cases[] = {
        {1, HEADER("<f8", "False", "(2,)"), doubles, 16, NULL, 1.5, -2.0},
        {2, HEADER("<f8", "False", "(2,)"), doubles, 16, "1", 1.5, -2.0},
        {3, "{\"shape\":(2,1),\"fortran_order\":False,\"descr\":\"<f8\"}", doubles, 16, "1", 1.5,
         -2.0},
        {1, HEADER("<f4", "False", "(2, 2)"), floats, 16, "1", 1.5, -2.0},
        {1, HEADER("<f4", "True", "(2, 2)"), by_column, 16, "2", 1.5, -2.0},
        {1, HEADER("<i2", "False", "(2,)"), shorts, 4, NULL, 1.0, -2.0},
        {1, HEADER("|i1", "False", "(2,)"), "\x7F\x80", 2, NULL, 127.0, -128.0},
        {1, HEADER("|u1", "False", "(2,)"), "\x7F\x80", 2, NULL, 127.0, 128.0},
        {1, HEADER("<u8", "False", "(2,)"), large, 16, NULL, 0x1p63, 5.0},
        {1, HEADER("<i8", "False", "(2,)"), longs, 16, NULL, -0x1p63, -1.0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char file[512], message[640];
        seen s;
        const size_t size =
            array_of(file, cases[i].version, cases[i].header, cases[i].data, cases[i].size);
        if (read_bytes(file, size, form(',', '.', NULL, false), cases[i].column, NULL, &s,
                       message) != 0) {
            fail_msg("case %zu: %s", i, message);
        }
        assert_int_equal(s.rows, 2);
        assert_true(s.values[0][0] == cases[i].first / 1e9);
        assert_true(s.values[1][0] == cases[i].second / 1e9);
    }
}

static void arrays_that_are_not_are_refused(void **state)
{
    (void)state;
    static const double doubles[] = {1.5, (double)NAN};
    const struct {
        const char *header, *column, *part;
    } cases[] = {
        {HEADER(">f8", "False", "(2,)"), NULL, "type '>f8' (big-endian); save it as little-endian"},
        {HEADER("|O", "False", "(2,)"), NULL, "type '|O' (objects)"},
        {HEADER("<c16", "False", "(1,)"), NULL, "the array has the type '<c16'; save it as"},
        {HEADER("<f2", "False", "(8,)"), NULL, "the array has the type '<f2'"},
        {"{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (2,), }", NULL,
         "the array has structures"},
        {HEADER("<f8", "False", "()"), NULL, "the array has 0 dimensions; save one of 1 or 2"},
        {HEADER("<f8", "False", "(1, 1, 2)"), NULL, "the array has 3 dimensions"},
        {HEADER("<f8", "False", "(3,)"), NULL,
         "16 bytes of data are not the 3 times 1 numbers of 8"},
        {HEADER("<f8", "False", "(4611686018427387905, 4)"), "1", "bytes of data are not the"},
        {HEADER("<f8", "False", "(0, 9223372036854775808)"), "1", "bytes of data are not the"},
        {HEADER("<f8", "False", "(18446744073709551616,)"), NULL, "header of the array is damaged"},
        {HEADER("<f8", "False", "(-2,)"), NULL, "header of the array is damaged"},
        {HEADER("<f8", "false", "(2,)"), NULL, "header of the array is damaged"},
        {"{'descr': '<f8', 'descr': '<f8', 'shape': (2,)}", NULL, "header of the array is damaged"},
        {"{'descr': '<f8', 'shape': (2,)}", NULL, "header of the array is damaged"},
        {"__import__('os')", NULL, "header of the array is damaged"},
        {HEADER("<f8", "False", "(2,)"), NULL, "row 2: nan is not a number; leave the row out"},
        {HEADER("<f8", "False", "(1, 2)"), NULL, "the array has 2 columns; add the number of one"},
        {HEADER("<f8", "False", "(1, 2)"), "3",
         "no column \"3\"; the columns of an array have "
         "numbers, here 1 to 2"},
        {HEADER("<f8", "False", "(1, 2)"), "i", "no column \"i\""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char file[512], message[640];
        seen s;
        const size_t size = array_of(file, 1, cases[i].header, doubles, 16);
        assert_int_equal(
            read_bytes(file, size, form(',', '.', NULL, false), cases[i].column, NULL, &s, message),
            -1);
        if (strstr(message, cases[i].part) == NULL) {
            fail_msg("case %zu: expected \"%s\" in \"%s\"", i, cases[i].part, message);
        }
    }
}

/* Tries every cut, every byte of the header changed, and bytes behind the data: it comes to two
 * rows of what was written, or a reason. */
static void damaged_arrays_are_refused(void **state)
{
    (void)state;
    static const double doubles[] = {1.5, -2.0};
    char file[512], message[640];
    seen s;
    size_t refused = 0;
    const cosim_text_form comma = form(',', '.', NULL, false);
    const size_t size = array_of(file, 1, HEADER("<f8", "False", "(2,)"), doubles, 16);
    for (size_t cut = 1; cut < size; cut++) {
        assert_int_equal(read_bytes(file, cut, comma, NULL, NULL, &s, message), -1);
    }
    file[size] = 0;
    assert_int_equal(read_bytes(file, size + 1, comma, NULL, NULL, &s, message), -1);
    for (size_t at = 1; at < size - 16; at++) {
        for (int bit = 0; bit < 8; bit++) {
            file[at] = (char)(file[at] ^ 1 << bit);
            refused += read_bytes(file, size, comma, NULL, NULL, &s, message) != 0;
            assert_true(message[0] != '\0' || s.rows > 0);
            file[at] = (char)(file[at] ^ 1 << bit);
        }
    }
    assert_true(refused > 8 * (size - 16) / 2);
    cosim_table table = {.path = fixture_path("d"),
                         .form = comma,
                         .form_stated = true,
                         .columns = {{.unit = &nano}},
                         .column_count = 1,
                         .take = take,
                         .context = &s};
    fixture_write("d", file, size);
    assert_int_equal(cosim_table_read(&table, message, sizeof message), -1);
    assert_non_null(strstr(message, "are for text; take them out"));
    fixture_remove("d");
}

int main(int argc, char **argv)
{
    (void)argc;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_those_of_strtod),
        cmocka_unit_test(numbers_of_printf_are_read_back),
        cmocka_unit_test(every_form_has_the_same_rows),
        cmocka_unit_test(the_message_names_the_cause),
        cmocka_unit_test(a_time_that_nobody_asked_for_is_seen),
        cmocka_unit_test(arrays_are_read),
        cmocka_unit_test(arrays_that_are_not_are_refused),
        cmocka_unit_test(damaged_arrays_are_refused),
    };
    seed = test_seed();
    fixture_start(argv[0]);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    fixture_end();
    return failed;
}
