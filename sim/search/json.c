// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "search/json.h"

#include "base/decimal.h"
#include "base/json.h"
#include "base/version.h"
#include "circuit/format.h"
#include "search/text.h"

#include <inttypes.h>

static const char *fit_name(cosim_search_fit fit)
{
    return fit == COSIM_FITS                ? "fits"
           : fit == COSIM_WORD_DOES_NOT_FIT ? "word-does-not-fit"
                                            : "drive-clips";
}

static void put_goal(cosim_json *json, const cosim_goal *goal)
{
    char text[COSIM_GOAL_BYTES];
    if (goal->kind == COSIM_GOAL_NONE) {
        cosim_json_key_null(json, "goal");
        return;
    }
    cosim_json_map_open(json, "goal");
    cosim_json_key_text(json, "about", cosim_goal_text(goal, text));
    cosim_json_key_bool(json, "identical",
                        goal->kind == COSIM_GOAL_IDENTICAL || goal->kind == COSIM_GOAL_CERTAIN);
    cosim_json_key_bool(json, "unambiguous", goal->kind == COSIM_GOAL_CERTAIN);
    if (goal->kind == COSIM_GOAL_STEPS) {
        cosim_json_key_unsigned(json, "max_shift_steps", goal->steps);
    } else if (goal->kind == COSIM_GOAL_TIME) {
        cosim_json_key_number(json, "max_shift_s", goal->time_s);
    }
    cosim_json_map_close(json);
}

static void put_scenarios(cosim_json *json, const cosim_search *e)
{
    cosim_json_list_open(json, "scenarios");
    for (size_t s = 0; s < e->scenario_count; s++) {
        const cosim_scenario *scenario = e->scenarios[s];
        cosim_json_map_open(json, NULL);
        cosim_json_key_text(json, "scenario", scenario->name);
        cosim_json_key_text(json, "file", scenario->path);
        cosim_json_key_text(json, "sha256", scenario->sha256);
        cosim_json_key_unsigned(json, "steps", scenario->steps);
        cosim_json_key_number(json, "step_s", scenario->params.dt_s);
        cosim_json_key_bool(json, "knife_edge", scenario->expect.knife_edge);
        cosim_json_map_close(json);
    }
    cosim_json_list_close(json);
}

static void put_result(cosim_json *json, const cosim_scenario *scenario,
                       const cosim_search_result *r)
{
    cosim_json_map_open(json, NULL);
    cosim_json_key_text(json, "scenario", scenario->name);
    cosim_json_key_text(json, "fit", fit_name(r->fit));
    if (r->fit != COSIM_FITS) {
        cosim_json_key_text(json, "reason", r->reason);
    } else {
        cosim_json_key_text(json, "verdict", cosim_verdict_name(r->verdict));
        cosim_json_key_number(json, "max_bound_v", r->max_bound_v);
        cosim_json_key_number(json, "max_error_v", r->max_error_v);
        cosim_json_key_bool(json, "identical", r->identical);
        cosim_json_key_unsigned(json, "max_shift_steps", r->max_shift_steps);
        cosim_json_key_unsigned(json, "ambiguous_steps", r->ambiguous_steps);
        cosim_json_key_unsigned(json, "dut_spikes", r->dut_spikes);
        cosim_json_key_unsigned(json, "reference_spikes", r->reference_spikes);
    }
    cosim_json_map_close(json);
}

static void put_point(cosim_json *json, const cosim_search *e, const cosim_search_point *p)
{
    char name[40];
    cosim_json_map_open(json, NULL);
    cosim_json_key_text(json, "name", cosim_format_name(&p->format, name));
    cosim_json_key_unsigned(json, "state_width", p->format.state_width);
    cosim_json_key_unsigned(json, "state_fraction", p->format.state_fraction);
    cosim_json_key_unsigned(json, "leak_fraction", p->format.leak_fraction);
    cosim_json_key_text(json, "rounding", cosim_rounding_name(p->format.rounding));
    cosim_json_key_unsigned(json, "integer_bits", p->integer_bits);
    cosim_json_key_unsigned(json, "multiplier_bits", p->multiplier_bits);
    cosim_json_key_unsigned(json, "register_bits", p->register_bits);
    cosim_json_key_bool(json, "fits", p->fits);
    cosim_json_key_bool(json, "front", p->front);
    if (e->goal.kind == COSIM_GOAL_NONE) {
        cosim_json_key_null(json, "meets_goal");
    } else {
        cosim_json_key_bool(json, "meets_goal", p->meets);
    }
    if (p->fits) {
        cosim_json_key_number(json, "max_bound", p->max_bound);
        cosim_json_key_number(json, "max_error", p->max_error);
        cosim_json_key_bool(json, "identical", p->identical);
        cosim_json_key_bool(json, "same_counts", p->same_counts);
        cosim_json_key_unsigned(json, "max_shift_steps", p->max_shift_steps);
        cosim_json_key_number(json, "max_shift_s", p->max_shift_s);
        cosim_json_key_unsigned(json, "ambiguous_steps", p->ambiguous_steps);
    }
    cosim_json_list_open(json, "results");
    for (size_t s = 0; s < e->scenario_count; s++) {
        put_result(json, e->scenarios[s], cosim_search_result_of(e, p, s));
    }
    cosim_json_list_close(json);
    cosim_json_map_close(json);
}

void cosim_search_json(cosim_output *output, const cosim_search *search)
{
    cosim_json json;
    char name[40];
    cosim_json_start(&json, cosim_output_file(output), 0);
    cosim_json_map_open(&json, NULL);
    cosim_json_key_text(&json, "lifcosim", cosim_version());
    cosim_json_key_text(&json, "commit", cosim_commit());
    put_scenarios(&json, search);
    put_goal(&json, &search->goal);
    cosim_json_key_unsigned(&json, "left_out", search->impossible);
    cosim_json_key_number(&json, "lowest", search->low);
    cosim_json_key_number(&json, "highest", search->high);
    cosim_json_list_open(&json, "formats");
    for (size_t i = 0; i < search->count; i++) {
        cosim_json_new_line(&json); /* a line for each, for grep and diff */
        put_point(&json, search, &search->point[i]);
    }
    cosim_json_new_line(&json);
    cosim_json_list_close(&json);
    cosim_json_key_text(
        &json, "recommended",
        search->recommended == NULL ? NULL : cosim_format_name(&search->recommended->format, name));
    cosim_json_map_close(&json);
    cosim_json_new_line(&json);
    cosim_json_finish(&json);
}

void cosim_search_csv(cosim_output *output, const cosim_search *search)
{
    FILE *file = cosim_output_file(output);
    char name[40], bound[32], error[32], shift[32];
    fputs("name,state_width,state_fraction,leak_fraction,rounding,integer_bits,multiplier_bits,"
          "register_bits,fits,front,meets_goal,max_bound,max_error,identical,same_counts,"
          "max_shift_steps,max_shift_s,ambiguous_steps\n",
          file);
    for (size_t i = 0; i < search->count; i++) {
        const cosim_search_point *p = &search->point[i];
        const lif_format *f = &p->format;
        fprintf(file, "%s,%u,%u,%u,%s,%u,%u,%u,%d,%d,", cosim_format_name(f, name), f->state_width,
                f->state_fraction, f->leak_fraction, cosim_rounding_name(f->rounding),
                p->integer_bits, p->multiplier_bits, p->register_bits, p->fits, p->front);
        if (search->goal.kind != COSIM_GOAL_NONE) {
            fprintf(file, "%d", p->meets);
        }
        if (!p->fits) {
            fputs(",,,,,,,\n", file);
            continue;
        }
        fprintf(file, ",%s,%s,%d,%d,%" PRIu64 ",%s,%" PRIu64 "\n",
                cosim_number(p->max_bound, bound), cosim_number(p->max_error, error), p->identical,
                p->same_counts, p->max_shift_steps, cosim_number(p->max_shift_s, shift),
                p->ambiguous_steps);
    }
}
