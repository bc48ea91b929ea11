// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The list of mutants that Yosys writes is read strictly; a mutation that is known to change
 * nothing is proven equivalent by both engines, and one that changes something by none; and no
 * proof is tried where a register has another clock. */
#include "neuron_fixture.h"
#include "scenario_fixture.h"
#include "mutate/equal.h"
#include "mutate/mutants.h"
#include "mutate/netlist.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* ---- the list ---- */

static int read_list(const char *text, cosim_arena *arena, cosim_mutants *mutants, cosim_diag *diag)
{
    fixture_write("list", text, strlen(text));
    const int status = cosim_mutants_read(arena, fixture_path("list"), mutants, diag);
    fixture_remove("list");
    return status;
}

static void a_mutant_says_what_changed_and_where(void **state)
{
    static const char text[] =
        "mutate -ctrl lif_mutant_select 16 1 -mode cnot1 -module n -cell $add$a.v:27$9 -port B "
        "-portbit 13 -ctrlbit 2 -wire i_syn -wirebit 13 -src a.v:17.29-17.34 -src "
        "/a b.v:27.29-27.50\n"
        "# Yosys writes notes, too\n"
        "mutate -ctrl lif_mutant_select 16 2 -mode const0 -module n -cell $procdff$5 -port Q "
        "-portbit 1\n";
    (void)state;
    cosim_arena *arena = cosim_arena_new();
    cosim_mutants m;
    cosim_diag diag = {.message = ""};
    if (read_list(text, arena, &m, &diag) != 0) {
        fail_msg("%s", diag.message);
    }
    assert_int_equal(m.count, 2);
    assert_string_equal(m.items[0].what, "bit 13 of input B of an adder (i_syn[13]) is inverted "
                                         "where bit 2 is 1");
    assert_int_equal(m.items[0].line, 27);
    assert_string_equal(m.items[1].what, "bit 1 of the result of a register is always 0");
    assert_null(m.items[1].file);
    assert_true(strncmp(m.items[1].command, "mutate -mode const0 ", 20) ==
                0); /* without the selector, for one mutant alone */
    cosim_arena_free(arena);
}

static void another_list_is_refused(void **state)
{
    static const char *const bad[] = {
        "mutate -mode inv -module n -cell $add$1 -port A -portbit 0\n",
        "mutate -ctrl lif_mutant_select 16 2 -mode inv -module n -cell c -port A -portbit 0\n",
        "mutate -ctrl other 16 1 -mode inv -module n -cell c -port A -portbit 0\n"};
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        cosim_arena *arena = cosim_arena_new();
        cosim_mutants m;
        cosim_diag diag = {.message = ""};
        assert_int_equal(read_list(bad[i], arena, &m, &diag), -1);
        assert_non_null(strstr(diag.message, "something else than mutants"));
        cosim_arena_free(arena);
    }
}

/* ---- proofs ---- */

/* y is a: what b does is absorbed. */
static const char absorbing[] = "module absorbing (input clk, input a, input b, output reg y);\n"
                                "  always @(posedge clk) y <= a & (a | b);\nendmodule\n";
static const char falling[] = "module absorbing (input clk, input a, output reg y);\n"
                              "  always @(negedge clk) y <= a;\nendmodule\n";
static const char gated[] = "module absorbing (input clk, input a, output reg y);\n"
                            "  wire slow = clk & a;\n"
                            "  always @(posedge slow) y <= a;\nendmodule\n";
static const char latched[] = "module absorbing (input clk, input a, output reg y);\n"
                              "  always @* if (clk) y = a;\nendmodule\n";

static void elaborate(const char *source)
{
    static const char script[] = "read_verilog a.v\nprep -top absorbing -flatten\n"
                                 "rename -enumerate -pattern cell_% t:*\nwrite_rtlil circuit.il\n";
    cosim_diag diag = {.message = ""};
    fixture_write("a.v", source, strlen(source));
    fixture_write("a.ys", script, sizeof script - 1);
    char log[PATH_MAX + 16], folder[PATH_MAX];
    assert_non_null(realpath(fixture_folder, folder));
    snprintf(log, sizeof log, "%s/a.log", folder);
    assert_int_equal(cosim_mutate_tool(folder, "yosys", "-s", "a.ys", log, 60, &diag), 0);
    fixture_remove("a.v");
    fixture_remove("a.ys");
    fixture_remove("a.log");
}

/* Finds the cell of a type, and writes a command that changes a port of it. */
static const char *change(const char *type, const char *mode, const char *port, char text[300])
{
    char line[300], cell[100] = "", wanted[80];
    FILE *file = fopen(fixture_path("circuit.il"), "r");
    assert_non_null(file);
    snprintf(wanted, sizeof wanted, "cell %s ", type);
    while (fgets(line, sizeof line, file) != NULL) {
        const char *at = strstr(line, wanted);
        if (at != NULL) {
            sscanf(at + strlen(wanted), "%99s", cell);
        }
    }
    fclose(file);
    assert_true(cell[0] != '\0');
    snprintf(text, 300, "mutate -mode %s -module absorbing -cell %s -port %s -portbit 0", mode,
             cell[0] == '\\' ? cell + 1 : cell, port);
    return text;
}

static cosim_equality prove(const char *mutation, bool second)
{
    char folder[PATH_MAX];
    cosim_diag diag = {.message = ""};
    cosim_equality found = COSIM_OPEN;
    assert_non_null(realpath(fixture_folder, folder));
    if (cosim_equal_prove(folder, mutation, second, 60, &found, &diag) != 0) {
        fail_msg("%s", diag.message);
    }
    return found;
}

static void what_changes_nothing_is_proven(void **state)
{
    static const char *const left[] = {"circuit.il", "sound.blif",  "sound.ys",
                                       "sound.log",  "mutant.blif", "mutant.ys",
                                       "mutant.log", "first.log",   "second.log"};
    char text[300];
    (void)state;
    elaborate(absorbing);
    for (int second = 0; second < 2; second++) {
        /* a & (a | 1), a & (a | !b) and a & (0 | b): the last one is not a */
        assert_int_equal(prove(change("$or", "const1", "B", text), second), COSIM_EQUAL);
        assert_int_equal(prove(change("$or", "inv", "B", text), second), COSIM_EQUAL);
        assert_int_equal(prove(change("$or", "const0", "A", text), second), COSIM_OTHER);
        assert_int_equal(prove(change("$and", "inv", "Y", text), second), COSIM_OTHER);
    }
    for (size_t i = 0; i < sizeof left / sizeof *left; i++) {
        fixture_remove(left[i]);
    }
}

static void one_clock_is_seen(void **state)
{
    static const struct {
        const char *source, *clock;
        bool falling, single;
    } cases[] = {{absorbing, "clk", false, true}, {absorbing, "clk", true, false},
                 {absorbing, "a", false, false},  {absorbing, NULL, false, false},
                 {falling, "clk", true, true},    {falling, "clk", false, false},
                 {gated, "clk", false, false},    {latched, "clk", false, false}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bool single = !cases[i].single;
        cosim_diag diag;
        elaborate(cases[i].source);
        assert_int_equal(cosim_equal_single_clock(fixture_folder, cases[i].clock, cases[i].falling,
                                                  &single, &diag),
                         0);
        assert_int_equal(single, cases[i].single);
        fixture_remove("circuit.il");
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_mutant_says_what_changed_and_where),
        cmocka_unit_test(another_list_is_refused),
        cmocka_unit_test(what_changes_nothing_is_proven),
        cmocka_unit_test(one_clock_is_seen),
    };
    (void)argc;
    fixture_start(argv[0]);
    const int failed = cmocka_run_group_tests(tests, NULL, NULL);
    fixture_end();
    return failed;
}
