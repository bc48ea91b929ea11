// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A printed number is off by at most what the column says, in every form that tools print it in,
 * and the column says not more than a few times what printf rounded. */
#include "neuron_fixture.h"

#include "input/digits.h"
#include "input/number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { VALUES = 400, COLUMNS = 300 };

/* Notes a text as the reader of a table does. */
static double note(cosim_digits *d, const char *text)
{
    char strict[400];
    const double value = strtod(text, NULL);
    assert_true(cosim_number_strict(text, '.', strict, sizeof strict));
    cosim_digits_note(d, strict, value);
    return value;
}

/* Takes the zeros at the end away, as tools do that print what they rounded. */
static void strip(char *text)
{
    size_t n = strlen(text);
    if (strchr(text, '.') == NULL || strchr(text, 'e') != NULL) {
        return;
    }
    while (n > 0 && text[n - 1] == '0') {
        text[--n] = '\0';
    }
    if (n > 0 && text[n - 1] == '.') {
        text[n] = '0';
        text[n + 1] = '\0';
    }
}

static void columns_of_printf(void **state)
{
    (void)state;
    lif_random random;
    double narrow = 0.0;
    lif_random_seed(&random, fixture_seed("columns of printf"));
    for (int column = 0; column < COLUMNS; column++) {
        const int form = column % 4, places = 2 + (int)lif_random_below(&random, 8);
        const double scale = pow(10.0, (double)lif_random_below(&random, 6) - 3.0);
        static double value[VALUES], read[VALUES];
        cosim_digits d;
        cosim_digits_start(&d);
        for (int i = 0; i < VALUES; i++) {
            char text[400];
            value[i] = scale * (2.0 * lif_random_uniform(&random) - 1.0);
            snprintf(text, sizeof text,
                     form == 0   ? "%.*f"
                     : form == 1 ? "%.*g"
                     : form == 2 ? "%.*e"
                                 : "%.*f",
                     places, value[i]);
            if (form == 3) {
                strip(text);
            }
            read[i] = note(&d, text);
        }
        for (int i = 0; i < VALUES; i++) {
            const double half = cosim_digits_half(&d, read[i]);
            const double most = half * (1.0 + 1e-9) + 1e-15 * fabs(read[i]);
            if (!(fabs(value[i] - read[i]) <= most)) {
                fail_msg("form %d, %d places: %.17g was printed as %.17g, half a place is %g", form,
                         places, value[i], read[i], half);
            }
            if (form == 0 && fabs(value[i]) > 0.1 * scale) {
                narrow = fmax(narrow, half / (0.5 * pow(10.0, -places)));
            }
        }
    }
    assert_true(narrow < 10.01);
}

static void single_values(void **state)
{
    (void)state;
    cosim_digits d;
    cosim_digits_start(&d);
    assert_true(cosim_digits_half(&d, 1.0) == 0.0); /* nothing was printed */
    note(&d, "-70.0000");
    assert_float_equal(cosim_digits_half(&d, -70.0), 5e-5, 1e-12);
    note(&d, "-65.5");
    assert_float_equal(cosim_digits_half(&d, -65.5), 5e-5, 1e-12);
    cosim_digits_start(&d);
    note(&d, "1234");
    note(&d, "1.5e3");
    assert_float_equal(cosim_digits_half(&d, 1234.0), 0.5, 1e-12);
    assert_false(d.single == false);
    note(&d, "0.1");
    assert_false(d.single);
    cosim_digits_start(&d);
    cosim_digits_note_binary(&d, 0.1);
    assert_true(cosim_digits_half(&d, 0.1) == 0.0);
    cosim_digits_note_binary(NULL, 0.1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(columns_of_printf),
                                       cmocka_unit_test(single_values)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
