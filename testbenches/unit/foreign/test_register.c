// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The register behind an output is found in Verilator's description of a design, in the time of its
 * signals: where signals meet again there are many more ways than signals. */
#include "neuron_fixture.h"
#include "foreign/register.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { SIGNALS = 60 };

/* Writes a module in which each signal is made of the one before it, twice; the first one is a
 * register, or an input. */
static void write_design(int handle, bool has_register)
{
    FILE *file = fdopen(handle, "w");
    assert_non_null(file);
    fputs("<?xml version=\"1.0\"?>\n<verilator_xml><files>"
          "<file id=\"d\" filename=\"deep.v\"/></files><netlist>"
          "<module name=\"deep\" origName=\"deep\">",
          file);
    for (int i = 0; i < SIGNALS; i++) {
        fprintf(file, "<var loc=\"d,%d,1,%d,9\" name=\"a%d\" origName=\"a%d\"/>", i + 1, i + 1, i,
                i);
    }
    if (has_register) {
        fputs("<assigndly><const name=\"8'h0\"/><varref name=\"a0\"/></assigndly>", file);
    }
    for (int i = 1; i < SIGNALS; i++) {
        fprintf(file,
                "<contassign><and><varref name=\"a%d\"/><varref name=\"a%d\"/></and>"
                "<varref name=\"a%d\"/></contassign>",
                i - 1, i - 1, i);
    }
    fputs("</module></netlist></verilator_xml>\n", file);
    assert_int_equal(fclose(file), 0);
}

static unsigned line_of_last(bool has_register)
{
    char path[] = "/tmp/lifcosim-register-XXXXXX";
    cosim_register found;
    cosim_diag diag;
    write_design(mkstemp(path), has_register);
    const int status = cosim_register_find(path, "deep", "a59", false, &found, &diag);
    unlink(path);
    assert_int_equal(status, 0);
    assert_string_equal(found.file, "deep.v");
    return found.line;
}

static void it_is_found_behind_many_signals(void **state)
{
    (void)state;
    assert_int_equal(line_of_last(true), 1);
}

static void the_port_stands_for_it_where_there_is_none(void **state)
{
    (void)state;
    assert_int_equal(line_of_last(false), SIGNALS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_found_behind_many_signals),
        cmocka_unit_test(the_port_stands_for_it_where_there_is_none)};
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
