// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Tests the comparison by age on a small neuron that multiplies a bit a clock: sound, it is proven
 * without bound; with a word changed it is refuted, and no lemma proves it. And tests that a
 * product as a sum of rows is that product. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "equations/declaration_text.h"
#include "equations/rows.h"
#include "foreign/elaborate.h"
#include "foreign/read.h"
#include "prove/ages.h"
#include "prove/ages_ask.h"
#include "prove/ages_miter.h"
#include "prove/prove.h"

enum { PATH_BYTES = 400, TEXT_BYTES = 1200 };

static const char manifest_text[] =
    "name: slow\nsources: [slow.v]\ntop: slow\nclock: clk\nreset: {port: clear, active: high}\n"
    "step: {valid: valid, ready: ready, result: done, clocks: 6}\n"
    "membrane: {state: v, one: 10}\ndrives: {i: current}\nequations: |\n"
    "  input i: s5 = drive\n  param k: u5 <= 16 = leak  real k * 16\n  param theta: s5 = 10 real "
    "theta\n"
    "  state v: s5\n  state rest_of: u4\n  p = (i - v) * k + rest_of\n  y: s5 = v + (p >> 4)\n"
    "  fire = y >= theta\n  v' = fire ? 0 : y\n  rest_of' = fire ? 0 : rest(p, 4)\n"
    "  output spike @1 = fire\n  output v @1 = v'\n";

/* A clock for the difference, one for each fraction bit of the leak, one for the sum; %s stands
 * for what a defect changes: what a row adds, and the comparison. */
static const char circuit_text[] =
    "module slow (input clk, input clear, input valid, output ready, output reg done,\n"
    "  input signed [4:0] drive, input [4:0] leak, output reg spike, output reg signed [4:0] v);\n"
    "  reg busy; reg [2:0] at; reg signed [5:0] difference; reg signed [5:0] high;\n"
    "  reg [3:0] low;\n  assign ready = !busy;\n"
    "  wire signed [6:0] row = high + (leak[at[1:0]] ? difference : 6'sd0) + %s;\n"
    "  wire signed [5:0] whole = leak[4] ? difference : high;\n"
    "  wire signed [5:0] y = v + whole;\n"
    "  always @(posedge clk)\n"
    "    if (clear) begin busy <= 0; done <= 0; spike <= 0; v <= 0; low <= 0; at <= 0; end\n"
    "    else begin\n      done <= 0;\n"
    "      if (valid & ready) begin busy <= 1; at <= 0; high <= 0;\n"
    "        difference <= drive - v; end\n"
    "      else if (busy & at != 4) begin high <= row >>> 1; low <= {row[0], low[3:1]};\n"
    "        at <= at + 1; end\n"
    "      else if (busy) begin busy <= 0; done <= 1; spike <= y %s 10;\n"
    "        v <= y %s 10 ? 0 : y; if (y %s 10) low <= 0; end\n"
    "    end\nendmodule\n";

static void write_text(const char *folder, const char *name, const char *text)
{
    char path[PATH_BYTES];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void write_circuit(const char *folder, const char *carry, const char *compare)
{
    char text[2 * sizeof circuit_text];
    snprintf(text, sizeof text, circuit_text, carry, compare, compare, compare);
    write_text(folder, "slow.v", text);
}

#define SOUND_CARRY "$signed({1'b0, low[0]})"

static void fail_of(const cosim_diag *diag)
{
    char text[TEXT_BYTES];
    fail_msg("%s", cosim_diag_text(diag, text, sizeof text));
}

static cosim_manifest *read_manifest(const char *folder)
{
    char path[PATH_BYTES];
    cosim_manifest *m = NULL;
    cosim_diag diag;
    snprintf(path, sizeof path, "%s/slow.yaml", folder);
    if (cosim_manifest_read(path, NULL, 0, false, &m, &diag) != 0 ||
        cosim_elaborate(m, folder, &diag) != COSIM_ELABORATE_OK) {
        fail_of(&diag);
    }
    return m;
}

static cosim_proof_verdict prove(const cosim_manifest *m, const char *folder, char engine[40])
{
    const cosim_prove_options options = {.seconds = 60.0};
    cosim_proof proof = {.verdict = COSIM_PROOF_UNDECIDED};
    cosim_diag diag;
    if (cosim_prove(m, &options, folder, &proof, &diag) != 0) {
        fail_of(&diag);
    }
    if (proof.why[0] != '\0') {
        printf("# undecided: %s\n", proof.why);
    }
    const cosim_proof_verdict verdict = proof.verdict;
    snprintf(engine, 40, "%s", proof.engine);
    assert_true(verdict != COSIM_PROOF_PROVEN || (proof.by_age && proof.fault_refuted));
    cosim_proof_free(&proof);
    return verdict;
}

static void remove_folder(const char *folder)
{
    char command[PATH_BYTES];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    assert_int_equal(system(command), 0);
}

static void proves_a_circuit_of_several_clocks(void **state)
{
    (void)state;
    char folder[] = "/tmp/lifcosim-ages-XXXXXX", engine[40];
    assert_non_null(mkdtemp(folder));
    write_text(folder, "slow.yaml", manifest_text);
    write_circuit(folder, SOUND_CARRY, ">=");
    cosim_manifest *m = read_manifest(folder);
    assert_int_equal(prove(m, folder, engine), COSIM_PROOF_PROVEN);
    assert_non_null(strstr(engine, "by age"));
    cosim_manifest_free(m);
    remove_folder(folder);
}

/* ---- lemmas that are wrong ---- */

static size_t bit_named(const cosim_aiger *g, const char *name)
{
    const size_t length = strlen(name);
    for (size_t i = 0; i < cosim_aiger_registers(g); i++) {
        const char *names = cosim_aiger_register_name(g, i);
        const char *at = names != NULL ? strstr(names, name) : NULL;
        if (at != NULL && (at[length] == ' ' || at[length] == '\0')) {
            return i;
        }
    }
    fail_msg("no register %s", name);
    return 0;
}

/* Asks with lemmas that say that the membrane of the circuit is that of the equations, at every
 * age: whoever took them for true had proven a circuit that is wrong. */
static cosim_engine_answer ask_with_claims(const cosim_manifest *m, const char *folder)
{
    char path[PATH_BYTES], name[60];
    const unsigned ages = cosim_ages_count(m);
    uint64_t every[8];
    cosim_ages_lemma claims[5];
    cosim_ages_copies copies;
    cosim_engine_result r;
    cosim_diag diag;
    memset(every, 0xff, sizeof every);
    snprintf(path, sizeof path, "%s/ages.ages.aig", folder);
    cosim_aiger *g = cosim_aiger_read(path, &diag);
    if (g == NULL || cosim_ages_copies_make(g, &copies, &diag) != 0) {
        fail_of(&diag);
        return COSIM_ENGINE_PROVEN;
    }
    for (unsigned bit = 0; bit < 5; bit++) {
        snprintf(name, sizeof name, "circuit.top.v[%u]", bit);
        const size_t a = bit_named(g, strchr(name, '.') + 1 + strlen("top."));
        snprintf(name, sizeof name, "spec.eq_q0[%u]", bit);
        claims[bit] = (cosim_ages_lemma){cosim_aiger_register_literal(g, a),
                                         cosim_ages_output(g, name), every};
        assert_int_not_equal(claims[bit].b, UINT32_MAX);
        assert_int_not_equal(claims[bit].a, claims[bit].b);
    }
    const cosim_ages_lemmas lemmas = {claims, 5};
    snprintf(path, sizeof path, "%s/ages.claimed.aig", folder);
    const cosim_engine e = {folder, NULL};
    if (cosim_ages_write(g, &copies, ages, "differs", &lemmas, false, path, &diag) != 0 ||
        cosim_engine_ask(&e, "ages.claimed", COSIM_ENGINE_AGES, 10.0, 0, &r, &diag) != 0) {
        fail_of(&diag);
    }
    const cosim_engine_answer answer = r.answer;
    cosim_engine_free(&r);
    cosim_ages_copies_free(&copies);
    cosim_aiger_free(g);
    return answer;
}

static void proves_nothing_wrong(void **state)
{
    (void)state;
    static const struct {
        const char *carry, *compare;
    } defects[] = {{SOUND_CARRY, ">"}, {"6'sd0", ">="}};
    for (size_t i = 0; i < sizeof defects / sizeof *defects; i++) {
        char folder[] = "/tmp/lifcosim-ages-XXXXXX", engine[40];
        const cosim_miter_options miter = {.told = NULL};
        cosim_engine_result r;
        cosim_diag diag;
        assert_non_null(mkdtemp(folder));
        write_text(folder, "slow.yaml", manifest_text);
        write_circuit(folder, defects[i].carry, defects[i].compare);
        cosim_manifest *m = read_manifest(folder);
        const cosim_engine e = {folder, NULL};
        assert_int_equal(prove(m, folder, engine), COSIM_PROOF_REFUTED);
        if (cosim_ages_ask(m, &miter, &e, "differs", 10.0, &r, &diag) != 0) {
            fail_of(&diag);
        }
        assert_int_equal(r.answer, COSIM_ENGINE_UNKNOWN);
        cosim_engine_free(&r);
        assert_int_not_equal(ask_with_claims(m, folder), COSIM_ENGINE_PROVEN);
        cosim_manifest_free(m);
        remove_folder(folder);
    }
}

/* ---- rows ---- */

/* Each of them has a product that becomes rows, and is an output of 20 bits. */
static const struct {
    const char *a, *b, *c, *step;
} products[] = {{"s5", "u4", "u1", "a * b"},           {"u3", "s5", "u1", "a * b"},
                {"s4", "s5", "u1", "a * b"},           {"u4", "u3", "u1", "a * b"},
                {"s5", "u4", "u3", "a * b + c"},       {"s5", "u3", "u6", "c + a * b"},
                {"s4", "s4", "u5", "a * b + c"},       {"s5", "u4", "u1", "round(a * b, 4)"},
                {"s5", "s4", "u1", "round(a * b, 1)"}, {"s5", "u4", "s4", "a * b + c"},
                {"s5", "u4", "u1", "round(a * b, 6)"}, {"s5", "u4", "u3", "a * b + c + a * b"}};

static void write_product(FILE *file, const cosim_equations *e, const char *module, bool rows)
{
    static const char *const in[] = {"state_v"}, *const out[] = {"next_v"};
    const cosim_eq_outside o = {.module = module, .state_in = in, .state_out = out, .rows = rows};
    assert_int_equal(cosim_eq_emit_verilog(file, e, &o), 0);
}

static void rows_are_the_product(void **state)
{
    (void)state;
    char folder[] = "/tmp/lifcosim-rows-XXXXXX", path[PATH_BYTES], text[TEXT_BYTES],
         line[3 * TEXT_BYTES];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/both.v", folder);
    for (size_t i = 0; i < sizeof products / sizeof *products; i++) {
        cosim_arena *arena = cosim_arena_new();
        cosim_diag diag;
        snprintf(
            text, sizeof text,
            "equations: |\n  input a: %s\n  input b: %s\n  input c: %s\n  state v: s20\n"
            "  v' = %s\n  fire = v >= 5\n  output spike @1 = fire\n  output w: u1 @1 = c != 0\n"
            "  output v @1 = v'\nmembrane: {state: v, one: 10}\ndrives: {a: current, b: current, "
            "c: current}\n",
            products[i].a, products[i].b, products[i].c, products[i].step);
        const cosim_eq_declaration *d = cosim_eq_declaration_read(arena, text, &diag);
        if (d == NULL) {
            fail_msg("%s: %s", products[i].step, diag.message);
        }
        FILE *file = fopen(path, "w");
        assert_non_null(file);
        write_product(file, d->equations, "gold", false);
        write_product(file, d->equations, "gate", true);
        assert_int_equal(fclose(file), 0);
        /* both are one, and the second has rows */
        snprintf(line, sizeof line,
                 "grep -q 'eq_r[0-9]*_2 = ' %s && yosys -q -p 'read_verilog %s; proc; opt; miter "
                 "-equiv -flatten gold gate both; sat -verify -prove trigger 0 both' >%s/log 2>&1",
                 path, path, folder);
        if (system(line) != 0) {
            fail_msg("%s of %s, %s, %s is no sum of rows, or another number; see %s",
                     products[i].step, products[i].a, products[i].b, products[i].c, folder);
        }
        cosim_arena_free(arena);
    }
    remove_folder(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(rows_are_the_product),
                                       cmocka_unit_test(proves_a_circuit_of_several_clocks),
                                       cmocka_unit_test(proves_nothing_wrong)};
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
