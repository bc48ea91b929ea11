// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Equations that no neuron of the scenario is, or whose distance from it has no bound, must not
 * pass because their circuit follows them to the bit; against their own equations they are what
 * they say. */
#include "equation_neuron.h"

/* Each circuit is what its text says, to the bit. */
static const neuron dishonest[] = {
    {.name = "magnitude of the drive",
     .own = COSIM_CONFORMS,
     .text = HEAD "z: s16 = v - (v >> 4) + abs(i)\nfire = z >= theta\nv' = fire ? 0 : z\n" END},
    {.name = "a drive that is limited",
     .own = COSIM_CONFORMS,
     .text =
         HEAD "z: s16 = v - (v >> 4) + min(i, 140)\nfire = z >= theta\nv' = fire ? 0 : z\n" END},
    {.name = "every 64th spike suppressed",
     .own = COSIM_CONFORMS,
     .text =
         HEAD "state n: u6\n" Z "over = z >= theta\nfire = over and n != 63\nv' = fire ? 0 : z\n"
              "n' = over ? n + 1 : n\n" END},
    {.name = "no second spike in a row",
     .own = COSIM_CONFORMS,
     .text = HEAD "state was: u1\n" Z
                  "fire = z >= theta and not was\nv' = fire ? 0 : z\nwas' = fire\n" END,
     .strong = true},
    {.name = "a threshold that drifts",
     .own = COSIM_CONFORMS,
     .text = HEAD "state t: u10\n" Z
                  "fire = z >= theta + t\nv' = fire ? 0 : z\nt' = fire ? t + 1 : t\n" END},
    {.name = "a coefficient that changes after the first spike",
     .own = COSIM_CONFORMS,
     .text = HEAD "state c: u1\nz: s16 = v - (v >> 4) + (c ? 2 * i : i)\nfire = z >= theta\n"
                  "v' = fire ? 0 : z\nc' = c or fire\n" END},
    {.name = "a steeper leak above 700",
     .own = COSIM_CONFORMS,
     .text = HEAD
     "z: s16 = v - (v > 700 ? v >> 3 : v >> 4) + i\nfire = z >= theta\nv' = fire ? 0 : z\n" END},
    {.name = "a comparison of the cut sum",
     .own = COSIM_FAIL,
     .text =
         HEAD "z: s16 = v - (v >> 4) + i\nfire = s11(z) >= theta - 300\nv' = fire ? 0 : z\n" END},
    {.name = "a membrane that wraps",
     .own = COSIM_FAIL,
     .text = "input i: s16\nparam theta: s16 real theta\nstate v: s11\nz: s11 = v - (v >> 4) + i\n"
             "fire = z >= theta - 100\nv' = fire ? 0 : z\n" END},
    {.name = "low bits dropped",
     .own = COSIM_VACUOUS,
     .text = HEAD "z: s16 = v - ((v >> 8) << 4) + i\nfire = z >= theta\nv' = fire ? 0 : z\n" END},
    {.name = "another hold",
     .own = COSIM_CONFORMS,
     .text = HEAD "state c: u8\n" Z "fire = c == 0 and z >= theta\nv' = c != 0 ? v : fire ? 0 : z\n"
                  "c' = c != 0 ? c - 1 : fire ? 3 : 0\n" END,
     .hold = 2},
    {.name = "a late drive",
     .own = COSIM_CONFORMS,
     .text = HEAD "state d: s16\nz: s16 = v - (v >> 4) + d\nfire = z >= theta\n"
                  "v' = fire ? 0 : z\nd' = i\n" END},
    {.name = "a drive through a pipeline",
     .own = COSIM_CONFORMS,
     .text = HEAD "state a: s16\nstate b: s16\nstate c: s16\nstate d: s16\nstate e: s16\n"
                  "z: s16 = v - (v >> 4) + e\nfire = z >= theta\nv' = fire ? 0 : z\n"
                  "a' = i\nb' = a\nc' = b\nd' = c\ne' = d\n" END},
    {.name = "the square of a drive, of which a word is stated",
     .own = COSIM_CONFORMS,
     .text =
         HEAD "z: s16 = v - (v >> 4) + (i * i >> 8)\nfire = z >= theta\nv' = fire ? 0 : z\n" END,
     .drives = "{i: 20 pA}"},
    {.name = "a late spike",
     .own = COSIM_CONFORMS,
     .text = HEAD "state was: u1\n" Z "over = z >= theta\nfire = was\nv' = over ? 0 : z\n"
                  "was' = over\n" END},
};

static void no_text_passes_for_itself(void **state)
{
    size_t refused = 0, wordless = 0;
    (void)state;
    for (size_t i = 0; i < sizeof dishonest / sizeof *dishonest; i++) {
        const neuron *n = &dishonest[i];
        char text[TEXT], message[800];
        cosim_result r;
        declare(n, NULL, NULL, text);
        if (!run(n, text, text, &r, message)) {
            print_message("# %s: refused: %s\n", n->name, message);
            refused++;
        } else {
            tell(n, "", &r);
            assert_int_equal(r.exact.verdict, COSIM_PASS);
            assert_true(r.verdict == COSIM_FAIL || r.verdict == COSIM_VACUOUS);
            cosim_result_free(&r);
        }
        /* against its own equations it is what it says, but for cuts, which are none */
        declare(n, "own", NULL, text);
        if (!run(n, text, text, &r, message)) { /* a drive that is none has no word even then */
            wordless++;
            continue;
        }
        tell(n, ", own", &r);
        assert_int_equal(r.verdict, n->own);
        assert_true((r.lif.cut_steps > 0) == (n->own == COSIM_FAIL));
        assert_int_equal(r.lif.verdict, COSIM_NOT_APPLICABLE);
        cosim_result_free(&r);
    }
    assert_int_equal(refused, 2);
    assert_int_equal(wordless, 1); /* unless it is stated what a word is */
}

/* Where no bound is known, none is passed: a shift by a state is judged exactly, by lif and by its
 * spikes, and nothing explains one that differs. */
static void without_a_bound(void **state)
{
    static const neuron shifts = {.name = "a shift by a state",
                                  .text = HEAD
                                  "z: s16 = v - (v >> max(v >> 15, 4)) + i\nfire = z >= theta\n"
                                  "v' = fire ? 0 : z\n" END,
                                  .defect = "z >= theta~z > theta + 3"};
    char text[TEXT], circuit[TEXT], message[800];
    cosim_result r;
    (void)state;
    declare(&shifts, NULL, NULL, text);
    assert_true(run(&shifts, text, text, &r, message));
    tell(&shifts, "", &r);
    assert_int_equal(r.bounded.verdict, COSIM_NOT_APPLICABLE);
    assert_int_equal(r.lif.verdict, COSIM_PASS);
    assert_int_equal(r.exact.verdict, COSIM_PASS);
    assert_int_equal(r.free_running.outcome, COSIM_FREE_FAIL); /* its roundings move spikes */
    assert_int_equal(r.verdict, COSIM_FAIL);
    assert_int_equal(r.first_mismatch.level, COSIM_LEVEL_FREE_RUNNING);
    cosim_result_free(&r);
    declare(&shifts, NULL, shifts.defect, circuit);
    assert_true(run(&shifts, text, circuit, &r, message));
    assert_int_equal(r.exact.verdict, COSIM_FAIL);
    cosim_result_free(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_text_passes_for_itself),
        cmocka_unit_test(without_a_bound),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
