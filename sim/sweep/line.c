// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "sweep/line.h"

#include "base/json.h"
#include "base/version.h"
#include "sweep/check.h"
#include "sweep/field.h"
#include "sweep/network_line.h"
#include "sweep/record.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static void put_values(cosim_json *json, const cosim_sweep_line *line)
{
    cosim_json_map_open(json, "set");
    for (size_t i = 0; i < line->axis_count; i++) {
        cosim_json_key_text(json, line->axes[i].key, line->values[i]);
    }
    cosim_json_map_close(json);
}

static void put_levels(cosim_json *json, const cosim_result *result)
{
    cosim_json_map_open(json, "levels");
    cosim_json_key_text(json, "constants", cosim_verdict_name(result->constants.verdict));
    cosim_json_key_text(json, "exact", cosim_verdict_name(result->exact.verdict));
    if (result->lif.declared) {
        cosim_json_key_text(json, "lif", cosim_verdict_name(result->lif.verdict));
    }
    cosim_json_key_text(json, "bounded", cosim_verdict_name(result->bounded.verdict));
    cosim_json_key_text(json, "free_running", cosim_verdict_name(result->free_running.verdict));
    if (result->expect.verdict != COSIM_NOT_APPLICABLE) {
        cosim_json_key_text(json, "expect", cosim_verdict_name(result->expect.verdict));
    }
    cosim_json_map_close(json);
}

static void put_result(cosim_json *json, const cosim_sweep_record *r, const cosim_result *result)
{
    put_levels(json, result);
    cosim_json_key_text(json, "outcome", cosim_free_outcome_name(result->free_running.outcome));
    cosim_json_key_unsigned(json, "steps", r->steps);
    cosim_json_key_unsigned(json, "clipped_steps", result->clipped_steps + result->lif.cut_steps);
    cosim_json_key_unsigned(json, "exact_compared", result->exact.compared);
    cosim_json_key_unsigned(json, "bounded_compared", result->bounded.compared);
    cosim_json_key_unsigned(json, "ambiguous_steps", r->ambiguous_steps);
    cosim_json_key_unsigned(json, "unexplained_steps", result->bounded.unexplained_steps);
    cosim_json_key_number(json, "max_error_v", r->max_error_v);
    cosim_json_key_number(json, "max_bound_v", r->max_bound_v);
    cosim_json_key_number(json, "max_usage", r->max_usage);
    cosim_json_key_unsigned(json, "spikes", r->dut_spikes);
    cosim_json_key_unsigned(json, "reference_spikes", r->reference_spikes);
    cosim_json_key_bool(json, "identical", result->free_running.identical);
    cosim_json_list_open(json, "shifts");
    for (size_t i = 0; i < COSIM_SHIFTS; i++) {
        cosim_json_unsigned(json, r->shifts[i]);
    }
    cosim_json_list_close(json);
    cosim_json_key_unsigned(json, "unpaired", r->unpaired);
    cosim_json_key_number(json, "rate_hz", r->rate_hz);
    cosim_json_key_number(json, "reference_rate_hz", r->reference_rate_hz);
    cosim_json_key_number(json, "interval_rate_hz", r->interval_hz);
    cosim_json_key_number(json, "reference_interval_rate_hz", r->reference_interval_hz);
    cosim_json_key_number(json, "closed_form_hz", r->closed_form_hz);
}

/* The closing brace comes with the checksum. */
static void put_object(FILE *out, const cosim_sweep_record *r, const cosim_sweep_line *line)
{
    cosim_json json;
    cosim_json_start(&json, out, 0);
    cosim_json_map_open(&json, NULL);
    cosim_json_key_text(&json, "sweep", line->sweep);
    cosim_json_key_unsigned(&json, "sets", line->sets);
    cosim_json_key_unsigned(&json, "index", r->index);
    cosim_json_key_text(&json, "dut", line->dut);
    put_values(&json, line);
    cosim_json_key_text(&json, "verdict", cosim_outcome_name(r->outcome));
    if (line->result != NULL) {
        put_result(&json, r, line->result);
    } else if (line->network != NULL) {
        cosim_sweep_put_network(&json, r, line->network);
    }
    if (!cosim_outcome_is_good(r->outcome)) {
        cosim_json_key_text(&json, "reason", line->reason);
        cosim_json_key_text(&json, "command", line->command);
    }
    cosim_json_key_text(&json, "lifcosim", cosim_version());
    cosim_json_key_text(&json, "commit", cosim_commit());
    cosim_json_finish(&json);
}

int cosim_sweep_put_line(FILE *out, const cosim_sweep_record *r, const cosim_sweep_line *line)
{
    char *text = NULL;
    size_t length = 0;
    FILE *memory = open_memstream(&text, &length);
    if (memory == NULL) {
        return -1;
    }
    put_object(memory, r, line);
    const int status = fclose(memory) == 0 ? 0 : -1;
    if (status == 0) {
        cosim_sweep_check_put(out, text, length);
    }
    free(text);
    return status;
}

/* ---- CSV ---- */

void cosim_sweep_put_csv_header(FILE *out, const cosim_axis *axes, size_t count)
{
    fputs("index,dut", out);
    for (size_t i = 0; i < count; i++) {
        fputc(',', out);
        cosim_sweep_put_field(out, axes[i].key);
    }
    fputs(",verdict,steps,ambiguous_steps,max_error_v,max_bound_v,max_usage,spikes,"
          "reference_spikes,shift_0,shift_1,shift_2,shift_more,unpaired,rate_hz,"
          "reference_rate_hz,interval_rate_hz,reference_interval_rate_hz,closed_form_hz,reason\n",
          out);
}

void cosim_sweep_put_csv(FILE *out, const cosim_sweep_record *r, const char *dut,
                         const char *const *values, size_t count, const char *reason)
{
    fprintf(out, "%" PRIu64 ",", r->index);
    cosim_sweep_put_field(out, dut);
    for (size_t i = 0; i < count; i++) {
        fputc(',', out);
        cosim_sweep_put_field(out, values[i]);
    }
    fprintf(out, ",%s", cosim_outcome_name(r->outcome));
    if (r->outcome == COSIM_OUTCOME_REFUSED) {
        fputs(",,,,,,,,,,,,,,,,,", out);
    } else {
        fprintf(out, ",%" PRIu64 ",%" PRIu64, r->steps, r->ambiguous_steps);
        cosim_sweep_put_number(out, r->max_error_v);
        cosim_sweep_put_number(out, r->max_bound_v);
        cosim_sweep_put_number(out, r->max_usage);
        fprintf(out, ",%" PRIu64 ",%" PRIu64, r->dut_spikes, r->reference_spikes);
        for (size_t i = 0; i < COSIM_SHIFTS; i++) {
            fprintf(out, ",%" PRIu64, r->shifts[i]);
        }
        fprintf(out, ",%" PRIu64, r->unpaired);
        cosim_sweep_put_number(out, r->rate_hz);
        cosim_sweep_put_number(out, r->reference_rate_hz);
        cosim_sweep_put_number(out, r->interval_hz);
        cosim_sweep_put_number(out, r->reference_interval_hz);
        cosim_sweep_put_number(out, r->closed_form_hz);
    }
    fputc(',', out);
    cosim_sweep_put_field(out, reason);
    fputc('\n', out);
}
