// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* lut_faults RTL MODEL.so LUTS SETS   tells which LUTs of a netlist would be seen when inverted.
 *
 * MODEL.so is the netlist whose LUTs 1 to LUTS can be inverted, one at a time (lif_lut.v). Each is,
 * and the netlist is compared with the RTL on the random blocks of `compare` (SEED), at most SETS
 * of them, until one step differs or the circuit gives no answer. Without an inverted LUT all
 * blocks must be the same. Prints the numbers of LUTs and of those that were seen, and which were
 * not, as JSON. Status: 0 all were tried, 2 usage, 3 a circuit could not be used, or differs as it
 * is. */
#include "sweep.h"
#include "base/diag.h"
#include "base/json.h"
#include "circuit/format.h"
#include "circuit/open.h"
#include "lif_dut_mutants.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct bench {
    cosim_dut *rtl, *netlist;
    void *library;
    void (*select)(lif_dut *, uint32_t);
    void *power_on; /* saved state of the netlist */
    sweep_block *blocks;
    sweep_outputs *right; /* what the RTL answers to them */
    size_t sets;
} bench;

static int give_up(const char *what, const char *why)
{
    fprintf(stderr, "lut_faults: %s: %s\n", what, why);
    return 3;
}

static int open_bench(bench *b, const char *rtl, const char *netlist)
{
    cosim_diag diag;
    if (cosim_dut_open(rtl, &b->rtl, &diag) != COSIM_DUT_OK) {
        return give_up(rtl, diag.message);
    }
    if (cosim_dut_open(netlist, &b->netlist, &diag) != COSIM_DUT_OK) {
        return give_up(netlist, diag.message);
    }
    if (!cosim_format_equal(&b->rtl->ops->format, &b->netlist->ops->format)) {
        return give_up(netlist, "its format is not that of the RTL");
    }
    b->library = dlopen(netlist, RTLD_NOW | RTLD_NOLOAD);
    void *const symbol = b->library != NULL ? dlsym(b->library, "lif_mutant_select") : NULL;
    memcpy(&b->select, &symbol, sizeof symbol); /* C has no conversion to a function's pointer */
    if (symbol == NULL) {
        return give_up(netlist, "it has no LUTs that can be inverted");
    }
    b->power_on = calloc(1, b->netlist->ops->state_bytes(b->netlist->instance));
    if (b->power_on == NULL || b->netlist->ops->save(b->netlist->instance, b->power_on) != 0) {
        return give_up(netlist, "its state cannot be saved");
    }
    return 0;
}

static int draw(bench *b, uint64_t seed)
{
    lif_random random;
    lif_random_seed(&random, seed);
    b->blocks = calloc(b->sets, sizeof *b->blocks);
    b->right = calloc(b->sets, sizeof *b->right);
    if (b->blocks == NULL || b->right == NULL) {
        return give_up("the blocks", "no memory");
    }
    for (size_t i = 0; i < b->sets; i++) {
        sweep_draw(&b->blocks[i], &random, &b->rtl->ops->format, i);
        if (sweep_run(b->rtl, &b->blocks[i], &b->right[i]) != 0) {
            return give_up(b->rtl->name, b->rtl->ops->message(b->rtl->instance));
        }
    }
    return 0;
}

/* Tells whether, from power-on and with LUT `number` inverted, there is a step that is not the
 * RTL's. */
static bool seen(const bench *b, uint32_t number)
{
    static sweep_outputs out;
    lif_dut *circuit = b->netlist->instance;
    bool different = false;
    b->netlist->ops->restore(circuit, b->power_on);
    b->select(circuit, number);
    for (size_t i = 0; i < b->sets && !different; i++) {
        different = sweep_run(b->netlist, &b->blocks[i], &out) != 0 ||
                    sweep_different(&out, &b->right[i]) != 0;
    }
    return different;
}

static void close_bench(bench *b)
{
    free(b->blocks);
    free(b->right);
    free(b->power_on);
    if (b->library != NULL) {
        dlclose(b->library);
    }
    cosim_dut_close(b->rtl);
    cosim_dut_close(b->netlist);
}

static void report(const bench *b, uint32_t luts, uint64_t seed)
{
    uint32_t count = 0;
    cosim_json json;
    cosim_json_start(&json, stdout, 0);
    cosim_json_map_open(&json, NULL);
    cosim_json_list_open(&json, "unseen");
    for (uint32_t lut = 1; lut <= luts; lut++) {
        if (!seen(b, lut)) {
            cosim_json_unsigned(&json, lut);
            count++;
        }
    }
    cosim_json_list_close(&json);
    cosim_json_key_unsigned(&json, "luts", luts);
    cosim_json_key_unsigned(&json, "seen", luts - count);
    cosim_json_key_unsigned(&json, "random_steps", b->sets * SWEEP_STEPS);
    cosim_json_key_unsigned(&json, "seed", seed);
    cosim_json_map_close(&json);
    cosim_json_new_line(&json);
    cosim_json_finish(&json);
}

int main(int argc, char **argv)
{
    const unsigned long luts = argc == 5 ? strtoul(argv[3], NULL, 10) : 0;
    const uint64_t seed = sweep_seed();
    bench b = {.sets = argc == 5 ? strtoul(argv[4], NULL, 10) : 0};
    if (luts == 0 || luts > UINT16_MAX || b.sets == 0) {
        fputs("usage: lut_faults RTL MODEL.so LUTS SETS\n", stderr);
        return 2;
    }
    int status = open_bench(&b, argv[1], argv[2]);
    if (status == 0) {
        status = draw(&b, seed);
    }
    if (status == 0 && seen(&b, 0)) {
        status = give_up(argv[2], "it differs from its RTL without an inverted LUT");
    }
    if (status == 0) {
        report(&b, (uint32_t)luts, seed);
    }
    close_bench(&b);
    return status != 0 ? status : fflush(stdout) == 0 ? 0 : give_up("standard output", "full");
}
