// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "sweep/line.h"

#include "base/decimal.h"
#include "base/utf8.h"
#include "base/version.h"
#include "sweep/check.h"
#include "sweep/record.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Whether text stands for itself in a JSON string. */
static bool is_plain(const char *text, size_t *length)
{
    const char *at = text;
    while (*at >= ' ' && *at < 0x7F && *at != '"' && *at != '\\') {
        at++;
    }
    *length = (size_t)(at - text);
    return *at == '\0';
}

static void put_string(FILE *out, const char *text)
{
    size_t length;
    if (is_plain(text, &length)) { /* as most are */
        fputc('"', out);
        fwrite(text, 1, length, out);
        fputc('"', out);
        return;
    }
    char *clean = cosim_utf8_clean(text);
    fputc('"', out);
    for (const char *at = clean != NULL ? clean : ""; *at != '\0'; at++) {
        const unsigned char byte = (unsigned char)*at;
        if (byte == '"' || byte == '\\') {
            fprintf(out, "\\%c", byte);
        } else if (byte < 0x20) {
            fprintf(out, "\\u%04x", byte);
        } else {
            fputc(byte, out);
        }
    }
    fputc('"', out);
    free(clean);
}

static void put_number(FILE *out, const char *key, double value)
{
    char text[32];
    fprintf(out, ",\"%s\":%s", key, isfinite(value) ? cosim_number(value, text) : "null");
}

static void put_values(FILE *out, const cosim_sweep_line *line)
{
    fputs(",\"set\":{", out);
    for (size_t i = 0; i < line->axis_count; i++) {
        fputs(i == 0 ? "" : ",", out);
        put_string(out, line->axes[i].key);
        fputc(':', out);
        put_string(out, line->values[i]);
    }
    fputc('}', out);
}

static void put_result(FILE *out, const cosim_sweep_record *r, const cosim_result *result)
{
    fprintf(out,
            ",\"levels\":{\"constants\":\"%s\",\"exact\":\"%s\",\"bounded\":\"%s\","
            "\"free_running\":\"%s\"",
            cosim_verdict_name(result->constants.verdict),
            cosim_verdict_name(result->exact.verdict), cosim_verdict_name(result->bounded.verdict),
            cosim_verdict_name(result->free_running.verdict));
    if (result->expect.verdict != COSIM_NOT_APPLICABLE) {
        fprintf(out, ",\"expect\":\"%s\"", cosim_verdict_name(result->expect.verdict));
    }
    fprintf(out, "},\"outcome\":\"%s\"", cosim_free_outcome_name(result->free_running.outcome));
    fprintf(out,
            ",\"steps\":%" PRIu64 ",\"clipped_steps\":%" PRIu64 ",\"exact_compared\":%" PRIu64
            ",\"bounded_compared\":%" PRIu64 ",\"ambiguous_steps\":%" PRIu64
            ",\"unexplained_steps\":%" PRIu64,
            r->steps, result->clipped_steps, result->exact.compared, result->bounded.compared,
            r->ambiguous_steps, result->bounded.unexplained_steps);
    put_number(out, "max_error_v", r->max_error_v);
    put_number(out, "max_bound_v", r->max_bound_v);
    put_number(out, "max_usage", r->max_usage);
    fprintf(out,
            ",\"spikes\":%" PRIu64 ",\"reference_spikes\":%" PRIu64 ",\"identical\":%s"
            ",\"shifts\":[%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",%" PRIu64 "],\"unpaired\":%" PRIu64,
            r->dut_spikes, r->reference_spikes, result->free_running.identical ? "true" : "false",
            r->shifts[0], r->shifts[1], r->shifts[2], r->shifts[3], r->unpaired);
    put_number(out, "rate_hz", r->rate_hz);
    put_number(out, "reference_rate_hz", r->reference_rate_hz);
    put_number(out, "interval_rate_hz", r->interval_hz);
    put_number(out, "reference_interval_rate_hz", r->reference_interval_hz);
    put_number(out, "closed_form_hz", r->closed_form_hz);
}

static void put_object(FILE *out, const cosim_sweep_record *r, const cosim_sweep_line *line)
{
    fprintf(out,
            "{\"sweep\":\"%s\",\"sets\":%" PRIu64 ",\"index\":%" PRIu64 ",\"dut\":", line->sweep,
            line->sets, r->index);
    put_string(out, line->dut);
    put_values(out, line);
    fprintf(out, ",\"verdict\":\"%s\"", cosim_outcome_name(r->outcome));
    if (line->result != NULL) {
        put_result(out, r, line->result);
    }
    if (r->outcome != COSIM_OUTCOME_PASS) {
        fputs(",\"reason\":", out);
        put_string(out, line->reason);
        fputs(",\"command\":", out);
        put_string(out, line->command);
    }
    fputs(",\"lifcosim\":", out);
    put_string(out, cosim_version());
    fputs(",\"commit\":", out);
    put_string(out, cosim_commit());
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

/* ---- CSV (RFC 4180) ---- */

static void put_field(FILE *out, const char *text)
{
    if (strpbrk(text, ",\"\r\n") == NULL) {
        fputs(text, out);
        return;
    }
    fputc('"', out);
    for (; *text != '\0'; text++) {
        fputs(*text == '"' ? "\"" : "", out);
        fputc(*text, out);
    }
    fputc('"', out);
}

static void put_value(FILE *out, double value)
{
    char text[32];
    fprintf(out, ",%s", isfinite(value) ? cosim_number(value, text) : "");
}

void cosim_sweep_put_csv_header(FILE *out, const cosim_axis *axes, size_t count)
{
    fputs("index,dut", out);
    for (size_t i = 0; i < count; i++) {
        fputc(',', out);
        put_field(out, axes[i].key);
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
    put_field(out, dut);
    for (size_t i = 0; i < count; i++) {
        fputc(',', out);
        put_field(out, values[i]);
    }
    fprintf(out, ",%s", cosim_outcome_name(r->outcome));
    if (r->outcome == COSIM_OUTCOME_REFUSED) {
        fputs(",,,,,,,,,,,,,,,,,", out);
    } else {
        fprintf(out, ",%" PRIu64 ",%" PRIu64, r->steps, r->ambiguous_steps);
        put_value(out, r->max_error_v);
        put_value(out, r->max_bound_v);
        put_value(out, r->max_usage);
        fprintf(out, ",%" PRIu64 ",%" PRIu64, r->dut_spikes, r->reference_spikes);
        for (size_t i = 0; i < COSIM_SHIFTS; i++) {
            fprintf(out, ",%" PRIu64, r->shifts[i]);
        }
        fprintf(out, ",%" PRIu64, r->unpaired);
        put_value(out, r->rate_hz);
        put_value(out, r->reference_rate_hz);
        put_value(out, r->interval_hz);
        put_value(out, r->reference_interval_hz);
        put_value(out, r->closed_form_hz);
    }
    fputc(',', out);
    put_field(out, reason);
    fputc('\n', out);
}
