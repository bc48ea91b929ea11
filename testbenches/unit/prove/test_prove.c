// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Tests proofs on random neurons. Each is drawn once and written twice: as equations, and by this
 * file in Verilog, in other forms than those of the specification that the program makes. All of
 * them are proven without bound, and each is refuted with one word of its Verilog changed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "foreign/elaborate.h"
#include "foreign/read.h"
#include "prove/prove.h"
#include "splitmix.h"

enum { NEURONS = 20, PATH_BYTES = 400 };

typedef enum leak_kind { BY_SHIFT, BY_SHIFT_ROUNDED, BY_MULTIPLIER, LINEAR } leak_kind;
typedef enum reset_kind { TO_VALUE, BY_SUBTRACTION, NO_RESET } reset_kind;

typedef struct neuron {
    unsigned bits, input_bits, hold_bits, shift; /* of membrane, input, hold (0: none), leak */
    leak_kind leak;
    reset_kind reset;
    int value; /* of the reset */
    bool saturates, above, told, enabled, low, asynchronous, old;
    unsigned latency; /* of the spike */
    int theta;
} neuron;

static unsigned below(uint64_t *seed, unsigned bound)
{
    return (unsigned)splitmix_below(seed, bound);
}

static neuron draw(uint64_t *seed)
{
    neuron n = {.bits = 7 + below(seed, 8),
                .hold_bits = below(seed, 4),
                .shift = 1 + below(seed, 3),
                .leak = (leak_kind)below(seed, 4),
                .reset = (reset_kind)below(seed, 3),
                .saturates = below(seed, 2) != 0,
                .above = below(seed, 2) != 0,
                .told = below(seed, 2) != 0,
                .enabled = below(seed, 2) != 0,
                .low = below(seed, 2) != 0,
                .asynchronous = below(seed, 2) != 0,
                .old = below(seed, 4) == 0,
                .latency = below(seed, 2)};
    n.input_bits = n.bits - below(seed, 3);
    n.value = (int)below(seed, 5) - 2;
    n.theta = (1 << (n.bits - 4)) + (int)below(seed, 9);
    return n;
}

/* ---- the equations ---- */

static void write_manifest(const neuron *n, const char *folder)
{
    char path[PATH_BYTES];
    snprintf(path, sizeof path, "%s/drawn.yaml", folder);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file, "name: drawn\nsources: [drawn.v]\ntop: drawn\nclock: clk\n");
    fprintf(file, "reset: {port: clear, active: %s, synchronous: %s}\n", n->low ? "low" : "high",
            n->asynchronous ? "false" : "true");
    fputs(n->enabled ? "step: {enable: go}\n" : "step: every-clock\n", file);
    fprintf(file, "membrane: {state: v, one: %d}\ndrives: {i: current}\nequations: |\n", n->theta);
    fprintf(file, "  input i: s%u = drive\n", n->input_bits);
    fprintf(file,
            n->told ? "  param theta: s%u = level real theta\n"
                    : "  param theta: s%u = %d real theta\n",
            n->bits, n->theta);
    fprintf(file, "  param hold: u%u = dead real hold\n", n->hold_bits > 0 ? n->hold_bits : 1);
    fprintf(file, "  state v: s%u\n  state left: u%u\n", n->bits,
            n->hold_bits > 0 ? n->hold_bits : 1);
    switch (n->leak) {
    case BY_SHIFT:
        fprintf(file, "  sum = v - (v >> %u) + i\n", n->shift);
        break;
    case BY_SHIFT_ROUNDED:
        fprintf(file, "  sum = v - round(v, %u) + i\n", n->shift);
        break;
    case BY_MULTIPLIER:
        fprintf(file, "  sum = (v * %u >> 4) + i\n", 16 - n->shift);
        break;
    case LINEAR:
        fprintf(file, "  sum = clamp(0, v - %u, v + %u) + i\n", n->shift, n->shift);
        break;
    }
    fprintf(file, n->saturates ? "  z = sat(s%u, sum)\n" : "  z: s%u = sum\n", n->bits);
    fprintf(file, "  held = left != 0\n  fire = not held and %s %s theta\n", n->old ? "v" : "z",
            n->above ? ">" : ">=");
    fputs("  v' = held ? v : fire ? ", file);
    if (n->reset == TO_VALUE) {
        fprintf(file, "%d", n->value);
    } else {
        fputs(n->reset == BY_SUBTRACTION ? "z - theta" : "z", file);
    }
    fprintf(file,
            " : z\n  left' = held ? left - 1 : fire ? hold : 0\n"
            "  output spike @%u = fire\n  output v @1 = v'\n",
            n->latency);
    assert_int_equal(fclose(file), 0);
}

/* ---- the Verilog ---- */

/* All is computed in 32 bits with a sign; every number is the neuron's, or one more. */
static void put_update(FILE *file, const neuron *n)
{
    fputs("    wide = v;\n    in = drive;\n", file);
    switch (n->leak) {
    case BY_SHIFT: /* rounded up, with the sign turned */
        fprintf(file, "    total = wide + ((-wide + %d) >>> %u) + in;\n", (1 << n->shift) - 1,
                n->shift);
        break;
    case BY_SHIFT_ROUNDED:
        fprintf(file, "    total = in + wide - ((wide + %d) >>> %u);\n", 1 << (n->shift - 1),
                n->shift);
        break;
    case BY_MULTIPLIER: /* a sum of shifted words */
        fprintf(file, "    total = (((wide <<< 4) - %u * wide) >>> 4) + in;\n", n->shift);
        break;
    case LINEAR:
        fprintf(file,
                "    if (wide > %u) total = wide - %u; else if (wide < -%u) total = wide + %u; "
                "else total = 0;\n    total = total + in;\n",
                n->shift, n->shift, n->shift, n->shift);
        break;
    }
    if (n->saturates) {
        fprintf(file, "    if (total > %d) total = %d;\n    if (total < -%d) total = -%d;\n",
                (1 << (n->bits - 1)) - 1, (1 << (n->bits - 1)) - 1, 1 << (n->bits - 1),
                1 << (n->bits - 1));
    }
    fputs("    next = total;\n", file);
}

static void write_verilog(const neuron *n, const char *folder)
{
    char path[PATH_BYTES], level[40] = "level";
    const unsigned hold = n->hold_bits > 0 ? n->hold_bits : 1;
    snprintf(path, sizeof path, "%s/drawn.v", folder);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file, "module drawn (input clk, input clear,%s input signed [%u:0] drive,\n",
            n->enabled ? " input go," : "", n->input_bits - 1);
    if (n->told) {
        fprintf(file, "  input signed [%u:0] level,\n", n->bits - 1);
    } else {
        snprintf(level, sizeof level, "%d", n->theta);
    }
    fprintf(file,
            "  input [%u:0] dead, output spike, output reg signed [%u:0] v);\n"
            "  reg signed [31:0] wide, in, total;\n  reg signed [%u:0] next;\n"
            "  reg [%u:0] left;\n  reg spiked, fires;\n  always @* begin\n",
            hold - 1, n->bits - 1, n->bits - 1, hold - 1);
    put_update(file, n);
    fprintf(file, "    fires = !(|left) && !(%s %s %s);\n  end\n", n->old ? "v" : "next",
            n->above ? "<=" : "<", level);
    fprintf(file, "  assign spike = %s;\n  always @(posedge clk%s)\n",
            n->latency == 0 ? "fires" : "spiked",
            !n->asynchronous ? ""
            : n->low         ? " or negedge clear"
                             : " or posedge clear");
    fprintf(file,
            "    if (%sclear) begin v <= 0; left <= 0; spiked <= 0; end\n    else %sbegin\n"
            "      spiked <= fires;\n      if (|left) left <= left + {%u{1'b1}};\n"
            "      else begin\n        v <= next;\n"
            "        if (fires) begin left <= dead;",
            n->low ? "!" : "", n->enabled ? "if (go) " : "", hold);
    if (n->reset == TO_VALUE) {
        fprintf(file, " v <= %d;", n->value);
    } else if (n->reset == BY_SUBTRACTION) {
        fprintf(file, " v <= next - %s;", level);
    }
    fputs(" end\n      end\n    end\nendmodule\n", file);
    assert_int_equal(fclose(file), 0);
}

/* Changes one word of a neuron. */
static neuron change(const neuron *n, unsigned number)
{
    neuron other = *n;
    if (number % 3 == 0) {
        other.above = !other.above;
    } else if (number % 3 == 1 && other.reset == TO_VALUE) {
        other.value++;
    } else {
        other.shift++;
    }
    return other;
}

/* ---- proofs ---- */

static cosim_proof_verdict prove(const char *folder, const int64_t *told)
{
    char path[PATH_BYTES], text[1200];
    cosim_manifest *m = NULL;
    cosim_proof proof = {.verdict = COSIM_PROOF_UNDECIDED};
    cosim_diag diag;
    const cosim_prove_options options = {.seconds = 300.0, .told = told};
    snprintf(path, sizeof path, "%s/drawn.yaml", folder);
    if (cosim_manifest_read(path, NULL, 0, false, &m, &diag) != 0 ||
        cosim_elaborate(m, folder, &diag) != COSIM_ELABORATE_OK ||
        cosim_prove(m, &options, folder, &proof, &diag) != 0) {
        fail_msg("%s", cosim_diag_text(&diag, text, sizeof text));
    }
    if (proof.verdict == COSIM_PROOF_UNDECIDED) {
        printf("# undecided: %s\n", proof.why);
    }
    const cosim_proof_verdict verdict = proof.verdict;
    assert_true(verdict != COSIM_PROOF_PROVEN || proof.fault_refuted);
    assert_true(verdict != COSIM_PROOF_REFUTED || proof.witness.count > 0);
    cosim_proof_free(&proof);
    cosim_manifest_free(m);
    return verdict;
}

static void proves_and_refutes_random_neurons(void **state)
{
    (void)state;
    char folder[] = "/tmp/lifcosim-prove-XXXXXX", command[PATH_BYTES];
    const char *many = getenv("NEURONS");
    const unsigned count = many != NULL ? (unsigned)strtoul(many, NULL, 10) : NEURONS;
    uint64_t seed = splitmix_seed(20261130);
    assert_non_null(mkdtemp(folder));
    for (unsigned i = 0; i < count; i++) {
        const neuron n = draw(&seed), other = change(&n, i);
        write_manifest(&n, folder);
        write_verilog(&n, folder);
        const cosim_proof_verdict sound = prove(folder, NULL);
        write_verilog(&other, folder);
        const cosim_proof_verdict wrong = prove(folder, NULL);
        if (sound != COSIM_PROOF_PROVEN || wrong != COSIM_PROOF_REFUTED) {
            fail_msg("neuron %u: %s, and %s with a word changed; its files are in %s", i,
                     cosim_proof_name(sound), cosim_proof_name(wrong), folder);
        }
    }
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    assert_int_equal(system(command), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(proves_and_refutes_random_neurons)};
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
