// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "search/json.h"

#include "base/decimal.h"
#include "base/output.h"
#include "base/utf8.h"
#include "base/version.h"
#include "circuit/format.h"
#include "search/text.h"

#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <yajl/yajl_gen.h>

typedef struct writer {
    cosim_output *output;
    yajl_gen gen;
} writer;

static void print(void *context, const char *text, size_t length)
{
    fwrite(text, 1, length, context);
}

static void check(writer *w, yajl_gen_status status)
{
    if (status != yajl_gen_status_ok) {
        cosim_output_fail(w->output, EINVAL);
    }
}

static void put_text(writer *w, const char *text)
{
    char *clean = cosim_utf8_clean(text);
    if (clean == NULL) {
        cosim_output_fail(w->output, ENOMEM);
        return;
    }
    check(w, yajl_gen_string(w->gen, (const unsigned char *)clean, strlen(clean)));
    free(clean);
}

static void key_text(writer *w, const char *key, const char *text)
{
    put_text(w, key);
    put_text(w, text);
}

static void put_null(writer *w) { check(w, yajl_gen_null(w->gen)); }

static void key_count(writer *w, const char *key, uint64_t count)
{
    char text[24];
    snprintf(text, sizeof text, "%" PRIu64, count);
    put_text(w, key);
    check(w, yajl_gen_number(w->gen, text, strlen(text)));
}

/* What is not finite is null. */
static void key_number(writer *w, const char *key, double value)
{
    char text[32];
    put_text(w, key);
    if (isfinite(value)) {
        cosim_number(value, text);
        check(w, yajl_gen_number(w->gen, text, strlen(text)));
    } else {
        put_null(w);
    }
}

static void key_bool(writer *w, const char *key, bool value)
{
    put_text(w, key);
    check(w, yajl_gen_bool(w->gen, value));
}

/* Opens the object or list of a key; NULL: an element. */
static void open_map(writer *w, const char *key)
{
    if (key != NULL) {
        put_text(w, key);
    }
    check(w, yajl_gen_map_open(w->gen));
}
static void close_map(writer *w) { check(w, yajl_gen_map_close(w->gen)); }
static void open_list(writer *w, const char *key)
{
    put_text(w, key);
    check(w, yajl_gen_array_open(w->gen));
}
static void close_list(writer *w) { check(w, yajl_gen_array_close(w->gen)); }

static const char *fit_name(cosim_search_fit fit)
{
    return fit == COSIM_FITS                ? "fits"
           : fit == COSIM_WORD_DOES_NOT_FIT ? "word-does-not-fit"
                                            : "drive-clips";
}

static void put_goal(writer *w, const cosim_goal *goal)
{
    char text[COSIM_GOAL_BYTES];
    if (goal->kind == COSIM_GOAL_NONE) {
        put_text(w, "goal");
        put_null(w);
        return;
    }
    open_map(w, "goal");
    key_text(w, "about", cosim_goal_text(goal, text));
    key_bool(w, "identical",
             goal->kind == COSIM_GOAL_IDENTICAL || goal->kind == COSIM_GOAL_CERTAIN);
    key_bool(w, "unambiguous", goal->kind == COSIM_GOAL_CERTAIN);
    if (goal->kind == COSIM_GOAL_STEPS) {
        key_count(w, "max_shift_steps", goal->steps);
    } else if (goal->kind == COSIM_GOAL_TIME) {
        key_number(w, "max_shift_s", goal->time_s);
    }
    close_map(w);
}

static void put_scenarios(writer *w, const cosim_search *e)
{
    open_list(w, "scenarios");
    for (size_t s = 0; s < e->scenario_count; s++) {
        const cosim_scenario *scenario = e->scenarios[s];
        open_map(w, NULL);
        key_text(w, "scenario", scenario->name);
        key_text(w, "file", scenario->path);
        key_text(w, "sha256", scenario->sha256);
        key_count(w, "steps", scenario->steps);
        key_number(w, "step_s", scenario->params.dt_s);
        key_bool(w, "knife_edge", scenario->expect.knife_edge);
        close_map(w);
    }
    close_list(w);
}

static void put_result(writer *w, const cosim_scenario *scenario, const cosim_search_result *r)
{
    open_map(w, NULL);
    key_text(w, "scenario", scenario->name);
    key_text(w, "fit", fit_name(r->fit));
    if (r->fit != COSIM_FITS) {
        key_text(w, "reason", r->reason);
    } else {
        key_text(w, "verdict", cosim_verdict_name(r->verdict));
        key_number(w, "max_bound_v", r->max_bound_v);
        key_number(w, "max_error_v", r->max_error_v);
        key_bool(w, "identical", r->identical);
        key_count(w, "max_shift_steps", r->max_shift_steps);
        key_count(w, "ambiguous_steps", r->ambiguous_steps);
        key_count(w, "dut_spikes", r->dut_spikes);
        key_count(w, "reference_spikes", r->reference_spikes);
    }
    close_map(w);
}

static void put_point(writer *w, const cosim_search *e, const cosim_search_point *p)
{
    char name[40];
    open_map(w, NULL);
    key_text(w, "name", cosim_format_name(&p->format, name));
    key_count(w, "state_width", p->format.state_width);
    key_count(w, "state_fraction", p->format.state_fraction);
    key_count(w, "leak_fraction", p->format.leak_fraction);
    key_text(w, "rounding", cosim_rounding_name(p->format.rounding));
    key_count(w, "integer_bits", p->integer_bits);
    key_count(w, "multiplier_bits", p->multiplier_bits);
    key_count(w, "register_bits", p->register_bits);
    key_bool(w, "fits", p->fits);
    key_bool(w, "front", p->front);
    put_text(w, "meets_goal");
    if (e->goal.kind == COSIM_GOAL_NONE) {
        put_null(w);
    } else {
        check(w, yajl_gen_bool(w->gen, p->meets));
    }
    if (p->fits) {
        key_number(w, "max_bound", p->max_bound);
        key_number(w, "max_error", p->max_error);
        key_bool(w, "identical", p->identical);
        key_bool(w, "same_counts", p->same_counts);
        key_count(w, "max_shift_steps", p->max_shift_steps);
        key_number(w, "max_shift_s", p->max_shift_s);
        key_count(w, "ambiguous_steps", p->ambiguous_steps);
    }
    open_list(w, "results");
    for (size_t s = 0; s < e->scenario_count; s++) {
        put_result(w, e->scenarios[s], cosim_search_result_of(e, p, s));
    }
    close_list(w);
    close_map(w);
}

void cosim_search_json(cosim_output *output, const cosim_search *search)
{
    writer w = {output, yajl_gen_alloc(NULL)};
    FILE *file = cosim_output_file(output);
    char name[40];
    if (w.gen == NULL) {
        cosim_output_fail(output, ENOMEM);
        return;
    }
    yajl_gen_config(w.gen, yajl_gen_print_callback, print, file);
    open_map(&w, NULL);
    key_text(&w, "lifcosim", cosim_version());
    key_text(&w, "commit", cosim_commit());
    put_scenarios(&w, search);
    put_goal(&w, &search->goal);
    key_count(&w, "left_out", search->impossible);
    key_number(&w, "lowest", search->low);
    key_number(&w, "highest", search->high);
    open_list(&w, "formats");
    for (size_t i = 0; i < search->count; i++) {
        fputc('\n', file); /* a line for each, for grep and diff */
        put_point(&w, search, &search->point[i]);
    }
    fputc('\n', file);
    close_list(&w);
    put_text(&w, "recommended");
    if (search->recommended == NULL) {
        put_null(&w);
    } else {
        put_text(&w, cosim_format_name(&search->recommended->format, name));
    }
    close_map(&w);
    fputc('\n', file);
    yajl_gen_free(w.gen);
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
