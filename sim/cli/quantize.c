// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "cli/quantize.h"

#include "base/si.h"
#include "circuit/core_choose.h"
#include "circuit/dut.h"
#include "circuit/format.h"
#include "cli/cli.h"
#include "cli/networks.h"
#include "equations/case.h"
#include "report/network_words.h"
#include "report/words.h"
#include "run/network_run.h"
#include "run/run.h"
#include "run/step_effect.h"
#include "lif_leak.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { STEP_EFFECT = CLI_OWN };

/* Prints the code that a circuit of a restricted leak has on its port instead of the word. */
static void print_leak_port(const lif_quantised *q)
{
    const lif_format *f = &q->format;
    uint64_t port = 0;
    if (f->leak_coding != LIF_CODING_ANY && lif_leak_encode(f, q->words.leak_fx, &port)) {
        cosim_cli_print("  leak as %u %s: the port carries 0x%llx\n", f->leak_digits,
                        f->leak_coding == LIF_CODING_TERMS ? "shift terms" : "bits and a shift",
                        (unsigned long long)port);
    }
}

/* Prints the params of a circuit that is declared by equations. */
static void print_params(const cosim_job *job)
{
    const cosim_eq_case *c = job->q.equations;
    const cosim_equations *e = c->declaration->equations;
    double low, high;
    cosim_eq_drive_range(c->declaration, &c->drives, &low, &high);
    cosim_cli_print("%s in %s: the words of its equations\n", cosim_cli_shown(job->scenario->name),
                    cosim_cli_shown(job->dut->name));
    cosim_cli_print("  |threshold - reset| = %.9g V, one LSB = %.6g V, current %.6g to %.6g A\n\n",
                    c->words.scale_v, c->words.lsb_v, low, high);
    cosim_cli_print("  %-10s %12s  %15s  %8s\n", "word", "decimal", "real", "err/LSB");
    for (size_t i = 0; i < e->param_count; i++) {
        cosim_cli_print("  %-10s %12lld  %15.12g  %+8.4f\n", e->params[i].name,
                        (long long)c->words.word[i], c->words.real[i],
                        (double)c->words.word[i] - c->words.real[i]);
    }
    cosim_cli_print("\n");
}

static void print_words(const cosim_job *job)
{
    const lif_quantised *q = &job->q;
    const lif_format *f = &q->format;
    const lif_params *p = &job->scenario->params;
    cosim_word words[COSIM_WORDS];
    char hex[COSIM_WORD_BYTES];
    double low, high;
    uint32_t hold;

    lif_quantise_current_range(q, &low, &high);
    cosim_cli_print("%s in %s: state %u bits, %u of them fraction; leak %u fraction bits; %s\n",
                    cosim_cli_shown(job->scenario->name), cosim_cli_shown(job->dut->name),
                    f->state_width, f->state_fraction, f->leak_fraction,
                    cosim_dut_rounding(job->dut->ops));
    print_leak_port(q);
    cosim_cli_print("  |threshold - reset| = %.9g V, one LSB = %.6g V, current %.6g to %.6g A\n\n",
                    q->scale_v, q->lsb * q->scale_v, low, high);
    cosim_cli_print("  %-10s %-*s  %12s  %15s  %15s  %8s\n", "word",
                    (int)(f->state_width + 3) / 4 + 2, "hex", "decimal", "value", "real",
                    "err/LSB");
    cosim_words_of(q, words);
    for (size_t i = 0; i < COSIM_WORDS; i++) {
        const cosim_word *w = &words[i];
        cosim_cli_print("  %-10s %s  %12lld  %15.12g  %15.12g  %+8.4f\n", w->name,
                        cosim_word_hex(w, hex), (long long)w->word, w->value, w->real,
                        w->error_lsb);
    }
    cosim_cli_print("\n  compare %s, reset %s, initial hold %u, hold after a spike ",
                    q->words.compare_above ? "above" : "at or above",
                    q->words.reset_by_subtract ? "by subtraction" : "to a value", p->initial_hold);
    if (lif_hold_is_constant(p, &hold)) {
        cosim_cli_print("%u steps\n", hold);
    } else {
        cosim_cli_print("about %u steps, by float time\n", p->refractory_steps);
    }
}

static int print_bound(const cosim_job *job)
{
    const cosim_run_options options = {.sinks = NULL};
    cosim_result result;
    cosim_diag diag;
    if (cosim_job_run(job, &options, &result, &diag) != 0) {
        return cosim_cli_report(&diag, CLI_UNUSABLE);
    }
    cosim_cli_print(
        "  over %llu steps: bound at most %.6g V = %.3g of |threshold - reset| (tolerance "
        "%.3g), %llu ambiguous steps\n",
        (unsigned long long)result.steps, result.bounded.max_bound_v,
        result.bounded.max_bound_v / result.scale_v, result.tolerance,
        (unsigned long long)result.bounded.ambiguous_steps);
    cosim_result_free(&result);
    return CLI_OK;
}

static void print_step_effect(const cosim_scenario *s, const cosim_step_effect *e)
{
    char step[COSIM_SI_BYTES], fine[COSIM_SI_BYTES];
    cosim_cli_print("  step effect (float reference): %" PRIu64 " spikes at a step of %s, %" PRIu64
                    " at %s",
                    e->spikes, cosim_si(s->params.dt_s, "s", 9, step), e->fine_spikes,
                    cosim_si(s->params.dt_s / (double)COSIM_STEP_PARTS, "s", 9, fine));
    if (e->differ > 0) {
        cosim_cli_print("; %" PRIu64 " in a step without one of the other list", e->differ);
    } else if (e->spikes > 0) {
        cosim_cli_print("; all in the same steps");
    }
    if (e->spikes > 0 && e->fine_spikes > 0) {
        cosim_cli_print(", shifts of %+.1f to %+.1f steps", e->least_shift, e->most_shift);
    }
    cosim_cli_print("\n");
}

/* Gives the name of the integer model of a core; what is no shipped core keeps its own. NULL
 * without memory. */
static const char *model_of(cosim_arena *arena, const char *core)
{
    const size_t bytes = strlen(core) + sizeof "model:";
    cosim_core_choice choice;
    cosim_diag unknown; /* told where it is prepared */
    if (cosim_core_choose(core, &choice, &unknown) != COSIM_DUT_OK ||
        choice.form != COSIM_CORE_SHIPPED) {
        return core;
    }
    char *model = cosim_arena_alloc(arena, bytes);
    if (model != NULL) {
        snprintf(model, bytes, "model:%s", core);
    }
    return model;
}

/* Prepares the network on the integer model of the core of --dut, or of its own. */
static int model_job(cosim_network_job *job, cosim_network *network, const char *core)
{
    cosim_diag diag;
    const char *model = model_of(network->arena, core != NULL ? core : network->core);
    if (model == NULL) {
        cosim_diag_memory(&diag, NULL);
        return cosim_cli_report(&diag, CLI_UNUSABLE);
    }
    network->core = core == NULL ? model : network->core;
    return cosim_cli_network_job(job, network, core != NULL ? model : NULL, true);
}

/* Prints the words of a network, and what their rounding does in a run of the integer model. */
static int quantize_network(const cosim_cli_inputs *inputs)
{
    cosim_network *network = NULL;
    cosim_network_job job = {.network = NULL};
    const cosim_network_options options = {.watchers = NULL};
    cosim_network_result result;
    cosim_diag diag;
    const char *core = NULL;
    int status = cosim_cli_one_core(inputs, &core);
    if (status == CLI_OK) {
        status = cosim_cli_network(inputs, inputs->files[0], &network);
    }
    if (status == CLI_OK) {
        status = model_job(&job, network, core);
    }
    if (status == CLI_OK) {
        FILE *out = cosim_cli_out(false);
        fprintf(out, "%s in %s\n", cosim_cli_shown(network->name), cosim_cli_shown(job.name));
        cosim_network_put_made(out, &job);
        cosim_network_put_words(out, &job);
        status = cosim_network_run(&job, &options, &result, &diag) == 0
                     ? CLI_OK
                     : cosim_cli_report(&diag, CLI_UNUSABLE);
    }
    if (status == CLI_OK) {
        cosim_cli_print("\n  over %llu ticks: bound at most %.3g of |threshold - reset| (tolerance "
                        "%.3g), %llu ambiguous decisions\n",
                        (unsigned long long)result.core.ticks, result.core.max_bound,
                        result.core.tolerance, (unsigned long long)result.core.ambiguous);
        if (result.core.has_weights_effect) {
            cosim_cli_print("  the weights' words move a membrane by at most %.3g, and change %llu "
                            "decisions\n",
                            result.core.weights_effect,
                            (unsigned long long)result.core.weights_decide);
        }
        cosim_network_result_free(&result);
    }
    cosim_network_job_close(&job);
    cosim_network_free(network);
    return status;
}

static int take_option(void *context, int option, const char *value)
{
    (void)value;
    *(bool *)context = option == STEP_EFFECT;
    return CLI_OK;
}

int cosim_cli_quantize(int argc, char **argv)
{
    bool wants_effect = false;
    const cosim_cli_syntax syntax = {
        .words = {"lifcosim quantize [options] SCENARIO.yaml",
                  "Prints the fixed-point words of a scenario, each one's error, and the\n"
                  "largest error bound of its run (from the integer model).",
                  NULL, "lifcosim quantize --dut q6_18 scenarios/book-triangle.yaml"},
        .own = {{"step-effect", NULL, STEP_EFFECT,
                 "the spikes of the float reference at a tenth of\n"
                 "the step too: what the step itself costs"}},
        .take = take_option,
        .context = &wants_effect,
        .most_files = 1};
    cosim_step_effect effect;
    cosim_diag diag;
    cosim_cli_model_job job;
    cosim_cli_inputs inputs;
    int status = cosim_cli_inputs_read(&inputs, argc, argv, &syntax);
    if (status == CLI_OK && cosim_cli_is_network(inputs.files[0])) {
        status = wants_effect ? cosim_cli_usage_error("quantize: --step-effect is for scenarios of "
                                                      "one neuron; leave it out")
                              : quantize_network(&inputs);
        cosim_cli_inputs_free(&inputs);
        return status;
    }
    if (status == CLI_OK) {
        status = cosim_cli_model_job_open(&job, &inputs, inputs.files[0]);
        if (status == CLI_OK && wants_effect &&
            cosim_step_effect_of(job.scenario, &effect, &diag) != 0) {
            status = cosim_cli_report(&diag,
                                      diag.place.file[0] != '\0' ? CLI_WRONG_INPUT : CLI_UNUSABLE);
        }
        if (status == CLI_OK) {
            if (job.job.q.equations != NULL) {
                print_params(&job.job);
            } else {
                print_words(&job.job);
            }
            status = print_bound(&job.job);
            if (status == CLI_OK && wants_effect) {
                print_step_effect(job.scenario, &effect);
            }
        }
        cosim_cli_model_job_close(&job);
    }
    cosim_cli_inputs_free(&inputs);
    return status < 0 ? CLI_OK : status;
}
