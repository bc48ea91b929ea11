// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "cli/calibrate.h"

#include "calibrate/calibrate.h"
#include "circuit/open.h"
#include "cli/build.h"
#include "cli/cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Prints what the circuit did where a guess departs. */
static void put_departure(const cosim_calibration *c, size_t experiment, size_t step)
{
    const cosim_experiment *e = &c->experiments[experiment];
    cosim_cli_print("step %zu of \"%s\" (there: %s", step, e->name,
                    e->trace.spike[step] ? "a spike" : "no spike");
    if ((e->trace.shows & LIF_DUT_SHOWS_MEMBRANE) != 0) {
        cosim_cli_print(", membrane %d", e->trace.after_fx[step]);
    } else if ((e->trace.shows & LIF_DUT_SHOWS_BEFORE) != 0) {
        cosim_cli_print(", membrane %d", e->trace.before_fx[step]);
    }
    cosim_cli_print(")");
}

/* Prints the value as the manifest takes it: a latency is the phase and the steps together. */
static void put_value(const cosim_calibration *c, cosim_trait trait, unsigned value)
{
    if (trait == COSIM_TRAIT_SPIKE_LATE || trait == COSIM_TRAIT_MEMBRANE_LATE) {
        cosim_cli_print(
            "%u", value + (trait == COSIM_TRAIT_SPIKE_LATE ? c->spike_phase : c->membrane_phase));
    } else {
        cosim_cli_print("%s", cosim_trait_name(trait, value));
    }
}

/* Prints one line of the manifest, and why no other value fits. What does not stand under
 * arithmetic: is a comment, so that the whole can be put at the end of a manifest. */
static void put_trait(const cosim_calibration *c, cosim_trait trait)
{
    unsigned values[8];
    const unsigned count = cosim_trait_values(c, trait, values);
    const unsigned found = c->best.value[trait];
    const bool idle = trait == COSIM_TRAIT_ROUNDING && c->best.value[COSIM_TRAIT_LEAK] == 3;
    if (idle || (trait == COSIM_TRAIT_MEMBRANE_LATE && c->manifest->membrane.node == NULL) ||
        (trait == COSIM_TRAIT_COUNTS && count == 1)) {
        return;
    }
    cosim_cli_print("%s%s: ", trait < COSIM_TRAIT_COUNTS ? "  " : "# ", cosim_trait_key(trait));
    put_value(c, trait, found);
    cosim_cli_print("\n");
    if (count == 1) {
        cosim_cli_print("%s\n", trait == COSIM_TRAIT_LEAK
                                    ? "    # as the manifest says"
                                    : "    # the first clock after a step that shows it");
    }
    for (unsigned i = 0; i < count; i++) {
        cosim_guess other = c->best;
        size_t experiment, step;
        other.value[trait] = values[i];
        if (values[i] == found || (trait == COSIM_TRAIT_INPUT && values[i] == 0 &&
                                   c->best.value[COSIM_TRAIT_LEAK] >= 3)) {
            continue;
        }
        cosim_cli_print("    # ");
        put_value(c, trait, values[i]);
        if (cosim_guess_departs(c, &other, &experiment, &step)) {
            cosim_cli_print(" departs at ");
            put_departure(c, experiment, step);
            cosim_cli_print("\n");
        } else {
            cosim_cli_print(" answers all experiments alike, and no drive was found that tells "
                            "them apart: either will do\n");
        }
    }
}

static void put_odd(const cosim_calibration *c)
{
    const cosim_trace *t = &c->odd;
    cosim_cli_print("%s is not a neuron that lifcosim knows: none of %llu gives its answers.\n",
                    cosim_cli_shown(c->manifest->name), (unsigned long long)c->guesses);
    if (!c->spikes) {
        cosim_cli_print("  It never spiked.\n");
    }
    cosim_cli_print("  The nearest one differs first at ");
    put_departure(c, c->best_experiment, c->best_step);
    cosim_cli_print(".\n");
    if (t->n == 0) {
        cosim_cli_print(
            "  Each experiment alone has an explanation, but all together have none.\n");
        return;
    }
    cosim_cli_print(
        "  The shortest input without an explanation, %zu steps (threshold %lld, reset %lld, "
        "hold %u):\n  step  drive  membrane  spike\n",
        t->n, (long long)c->words.threshold_fx, (long long)c->words.reset_fx, c->hold);
    for (size_t i = 0; i < t->n; i++) {
        cosim_cli_print("  %4zu  %5d  ", i, t->drive_fx[i]);
        if (t->shows != 0) {
            cosim_cli_print("%8d", (t->shows & LIF_DUT_SHOWS_MEMBRANE) != 0 ? t->after_fx[i]
                                                                            : t->before_fx[i]);
        } else {
            cosim_cli_print("  hidden");
        }
        cosim_cli_print("  %5d\n", t->spike[i]);
    }
}

/* Prints what clocks without a step do, where a circuit can have any. */
static void put_idle(const cosim_calibration *c)
{
    if (c->runs) {
        cosim_cli_print("# idle: runs\n    # with clocks between its steps its answers differ at ");
        put_departure(c, c->run_experiment, c->run_step);
        cosim_cli_print("\n");
    } else if (c->idles) {
        cosim_cli_print("# idle: stands\n    # clocks between the steps, with other drives at the "
                        "port, change no answer\n");
    }
}

static void put_all(const cosim_calibration *c)
{
    size_t steps = 0;
    for (size_t e = 0; e < c->count; e++) {
        steps += c->experiments[e].trace.n;
    }
    const cosim_node *said = cosim_node_child(c->manifest->root, "arithmetic");
    cosim_cli_print("# %s: %zu experiments, %zu steps; this neuron gives the same answers to all "
                    "of them.%s\narithmetic:\n",
                    c->manifest->name, c->count, steps,
                    said != NULL ? " (It replaces what the manifest says.)" : "");
    if (c->best.value[COSIM_TRAIT_LEAK] == LIF_LEAK_SHIFTS) {
        cosim_cli_print("  terms: [");
        for (unsigned i = 0; i < c->manifest->declared.term_count; i++) {
            cosim_cli_print("%s%d", i > 0 ? ", " : "", c->manifest->declared.terms[i]);
        }
        cosim_cli_print("]\n");
    }
    for (int trait = 0; trait < COSIM_TRAITS; trait++) {
        put_trait(c, (cosim_trait)trait);
    }
    put_idle(c);
    if (c->manifest->shows == COSIM_SHOWS_HIDDEN) {
        cosim_cli_print(
            "# The membrane is hidden: these experiments do not tell apart what moves no spike.\n");
    }
}

static int calibrate(const cosim_cli_inputs *inputs, bool outside)
{
    cosim_manifest *manifest = NULL;
    cosim_calibration *c = calloc(1, sizeof *c);
    cosim_dut *dut = NULL;
    cosim_diag diag;
    char so[4096];
    int status;
    if (c == NULL) {
        cosim_cli_usage_error("out of memory");
        return CLI_UNUSABLE;
    }
    status = cosim_cli_manifest(inputs, inputs->files[0], true, &manifest);
    if (manifest != NULL) {
        manifest->anywhere = outside;
    }
    if (status != CLI_OK) {
        ; /* it has been said */
    } else if ((status = cosim_cli_build_circuit(manifest, COSIM_BUILD_CALIBRATING, so,
                                                 sizeof so)) != CLI_OK) {
        ; /* so has this */
    } else if ((status = cosim_cli_dut(so, NULL, &dut)) == CLI_OK) {
        status = cosim_calibrate(c, manifest, dut, &diag) == 0
                     ? CLI_OK
                     : cosim_cli_report(&diag, CLI_UNUSABLE);
        if (status == CLI_OK && c->fits) {
            put_all(c);
        } else if (status == CLI_OK) {
            put_odd(c);
            status = CLI_NOT_PASSED;
        }
    }
    cosim_calibration_free(c);
    free(c);
    cosim_dut_close(dut);
    cosim_manifest_free(manifest);
    return status;
}

static int take(void *context, int option, const char *value)
{
    (void)option; /* the only one */
    (void)value;
    *(bool *)context = true;
    return CLI_OK;
}

int cosim_cli_calibrate(int argc, char **argv)
{
    bool outside = false;
    const cosim_cli_syntax syntax = {
        .words = {"lifcosim calibrate [options] MANIFEST.yaml",
                  "Finds by experiments what a manifest must say of a circuit: latencies, leak,\n"
                  "rounding, compare rule, reset, hold counting. The manifest needs its ports and\n"
                  "formats; its arithmetic may be missing, and is checked where it is there.\n"
                  "Prints each as a line of the manifest with its evidence. Status 1 where the\n"
                  "circuit is not a neuron that lifcosim knows, with the shortest input that "
                  "shows it.",
                  NULL, "lifcosim calibrate foreign/shift_leak.yaml"},
        .sharing = CLI_REFUSES,
        .own = {CLI_SET_MANIFEST,
                {"allow-outside", NULL, CLI_OWN,
                 "files of the manifest may lie outside of its folder"}},
        .take = take,
        .context = &outside,
        .most_files = 1,
        .wants = CLI_MANIFEST};
    cosim_cli_inputs inputs;
    int status = cosim_cli_inputs_read(&inputs, argc, argv, &syntax);
    if (status == CLI_OK && (inputs.dut_count > 0 || inputs.has_seed)) {
        status = cosim_cli_usage_error("calibrate: this subcommand builds a circuit of its own, "
                                       "and takes none and no seed; leave --dut and --seed out");
    }
    if (status == CLI_OK) {
        status = calibrate(&inputs, outside);
    }
    cosim_cli_inputs_free(&inputs);
    return status < 0 ? CLI_OK : status;
}
