// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "strength/report.h"

#include "base/json.h"
#include "base/version.h"

#include <inttypes.h>
#include <string.h>

const char *cosim_corner_state_name(cosim_corner_state state)
{
    switch (state) {
    case COSIM_CORNER_REACHED:
        return "reached";
    case COSIM_CORNER_IMPOSSIBLE:
        return "impossible";
    case COSIM_CORNER_WORDS:
        return "excluded-by-words";
    case COSIM_CORNER_MISSING:
        return "missing";
    case COSIM_CORNER_REFUSED:
        return "not-passable";
    case COSIM_CORNER_NOT_FOUND:
    default:
        return "not-found";
    }
}

/* ---- the table ---- */

static void put_drive(FILE *file, const cosim_corner *c)
{
    size_t i = 0, runs = 0;
    while (i < c->drives && runs < 4) {
        size_t same = 1;
        while (i + same < c->drives && c->drive[i + same] == c->drive[i]) {
            same++;
        }
        fprintf(file, "%s%zu of %" PRId32, runs > 0 ? ", " : "", same, c->drive[i]);
        i += same;
        runs++;
    }
    fputs(i < c->drives ? " ..." : "", file);
}

static void put_missing(FILE *file, const cosim_corner *c)
{
    fprintf(file, "never; %zu step%s reach%s it: ", c->drives, c->drives == 1 ? "" : "s",
            c->drives == 1 ? "es" : "");
    put_drive(file, c);
    if (c->setting != NULL) {
        fprintf(file, ", with %s", c->setting);
    }
    if (c->file != NULL) {
        fprintf(file, " (%s)", c->file);
    }
}

static void put_corner(FILE *file, const cosim_strength *s, const cosim_corner *c)
{
    fprintf(file, "  %-11s %-58s ", c->group, c->text);
    switch (c->state) {
    case COSIM_CORNER_REACHED:
        fprintf(file, "%" PRIu64 " step%s, first step %" PRIu64 " of %s", c->count,
                c->count == 1 ? "" : "s", c->step, c->scenario);
        break;
    case COSIM_CORNER_IMPOSSIBLE:
        fputs("cannot be reached, by any words or drive", file);
        break;
    case COSIM_CORNER_WORDS:
        fputs("cannot be reached with the words of these scenarios", file);
        break;
    case COSIM_CORNER_MISSING:
        put_missing(file, c);
        break;
    case COSIM_CORNER_REFUSED:
        fprintf(file, "never; no scenario that passes reaches it: %s", c->reason);
        break;
    case COSIM_CORNER_NOT_FOUND:
    default:
        fprintf(file, "never; not found in %" PRIu64 " steps", s->searched * s->settings);
        break;
    }
    fputs("\n", file);
}

void cosim_strength_table(FILE *file, const cosim_strength *s, bool all)
{
    const size_t reached = cosim_strength_count(s, COSIM_CORNER_REACHED);
    const size_t missing = cosim_strength_count(s, COSIM_CORNER_MISSING);
    const size_t unknown = cosim_strength_count(s, COSIM_CORNER_NOT_FOUND);
    const size_t rest = s->corners.count - reached - missing - unknown;
    fprintf(file,
            "%s: %zu scenario%s, %" PRIu64 " steps; of %zu corners of its equations %zu are "
            "reached, %zu missing, %zu not found, %zu out of reach\n",
            s->subject.dut->name, s->scenario_count, s->scenario_count == 1 ? "" : "s", s->steps,
            s->corners.count, reached, missing, unknown, rest);
    for (size_t i = 0; i < s->corners.count; i++) {
        const cosim_corner *c = &s->corners.items[i];
        if (all || c->state == COSIM_CORNER_MISSING || c->state == COSIM_CORNER_NOT_FOUND) {
            put_corner(file, s, c);
        }
    }
    if (s->corners.comparison_count == 0) {
        fputs("  The decision of these equations is no comparison by size, so that nothing is said "
              "of how close the threshold came.\n",
              file);
    }
}

/* ---- JSON ---- */

static void put_state(cosim_json *json, const cosim_corner *c)
{
    cosim_json_key_text(json, "group", c->group);
    cosim_json_key_text(json, "corner", c->text);
    cosim_json_key_text(json, "state", cosim_corner_state_name(c->state));
    cosim_json_key_unsigned(json, "steps", c->count);
    cosim_json_key_text(json, "scenario", c->scenario);
    if (c->count > 0) {
        cosim_json_key_unsigned(json, "first_step", c->step);
    } else {
        cosim_json_key_null(json, "first_step");
    }
    cosim_json_key_text(json, "reason", c->reason);
    cosim_json_key_text(json, "set", c->setting);
    cosim_json_key_text(json, "file", c->file);
    if (c->drive == NULL) {
        cosim_json_key_null(json, "drive");
        return;
    }
    cosim_json_list_open(json, "drive");
    for (size_t i = 0; i < c->drives; i++) {
        cosim_json_signed(json, c->drive[i]);
    }
    cosim_json_list_close(json);
}

void cosim_strength_json(FILE *file, const cosim_strength *s)
{
    cosim_json json;
    cosim_json_start(&json, file, 2);
    cosim_json_map_open(&json, NULL);
    cosim_json_key_text(&json, "lifcosim", cosim_version());
    cosim_json_key_text(&json, "dut", s->subject.dut->name);
    cosim_json_list_open(&json, "scenarios");
    for (size_t i = 0; i < s->scenario_count; i++) {
        cosim_json_map_open(&json, NULL);
        cosim_json_key_text(&json, "scenario", s->scenarios[i]->name);
        cosim_json_key_text(&json, "file", s->scenarios[i]->path);
        cosim_json_key_text(&json, "scenario_sha256", s->scenarios[i]->sha256);
        cosim_json_key_unsigned(&json, "steps", s->scenarios[i]->steps);
        cosim_json_map_close(&json);
    }
    cosim_json_list_close(&json);
    cosim_json_key_unsigned(&json, "searched_steps", s->searched * s->settings);
    cosim_json_map_open(&json, "counts");
    for (int state = 0; state <= COSIM_CORNER_NOT_FOUND; state++) {
        cosim_json_key_unsigned(&json, cosim_corner_state_name((cosim_corner_state)state),
                                cosim_strength_count(s, (cosim_corner_state)state));
    }
    cosim_json_map_close(&json);
    cosim_json_list_open(&json, "corners");
    for (size_t i = 0; i < s->corners.count; i++) {
        cosim_json_map_open(&json, NULL);
        put_state(&json, &s->corners.items[i]);
        cosim_json_map_close(&json);
    }
    cosim_json_list_close(&json);
    cosim_json_map_close(&json);
    cosim_json_finish(&json);
}
