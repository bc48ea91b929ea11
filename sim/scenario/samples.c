// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "scenario/samples.h"

#include "base/si.h"
#include "input/fields.h"
#include "scenario/fill.h"
#include "scenario/form.h"
#include "scenario/note.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { UNITS = 4 }; /* s, ms, us, ns */
/* This is how far a row may be from its step, in steps: times are written with few digits. */
static const double drift = 0.25;

typedef struct samples {
    const cosim_scenario *scenario;
    double *values_a;
    uint64_t *from; /* of held ones */
    bool held;
    size_t count, room;
    uint64_t rows;
    /* These are for one value a step, with a column that looks like its time. */
    double first_time;
    bool in_step[UNITS];  /* each row is where its step is, if the column is in this unit */
    uint64_t out_of_step; /* the first row that no unit explains; 0: none */
    /* These are for held samples: the latest one, which the next may replace before any step has
     * seen it. */
    double value_a, time_s, first_s;
    bool last; /* there is no next one */
    uint64_t at;
    uint64_t before, after, between; /* samples that no step sees */
} samples;

static int add(samples *s, double value_a, uint64_t from, char *reason, size_t bytes)
{
    if (s->count == s->room) {
        const size_t room = s->room == 0 ? 1024 : 2 * s->room;
        double *values = realloc(s->values_a, room * sizeof *values);
        if (values != NULL) {
            s->values_a = values;
        }
        uint64_t *starts = s->held ? realloc(s->from, room * sizeof *starts) : NULL;
        if (starts != NULL) {
            s->from = starts;
        }
        if (values == NULL || (s->held && starts == NULL)) {
            snprintf(reason, bytes, "out of memory");
            return -1;
        }
        s->room = room;
    }
    s->values_a[s->count] = value_a;
    if (s->held) {
        s->from[s->count] = from;
    }
    s->count++;
    return 0;
}

static void watch(samples *s, double time)
{
    const double dt_s = s->scenario->params.dt_s;
    bool some = false;
    if (s->rows == 0) {
        s->first_time = time;
    }
    for (int u = 0; u < UNITS; u++) {
        const double steps =
            (time - s->first_time) * (cosim_prefixes[COSIM_PREFIX_NONE - u].unit / dt_s);
        s->in_step[u] = s->in_step[u] && fabs(steps - (double)s->rows) < drift;
        some = some || s->in_step[u];
    }
    if (!some && s->out_of_step == 0) {
        s->out_of_step = s->rows + 1;
    }
}

static int take_step(void *context, const double *values, double time, char *reason, size_t bytes)
{
    samples *s = context;
    if (s->rows == s->scenario->steps) {
        snprintf(reason, bytes,
                 "the file has more than %llu rows; give one row for each step, or name a column "
                 "of times: "
                 "\"time: {column: time, unit: ms}\"",
                 (unsigned long long)s->scenario->steps);
        return -1;
    }
    watch(s, time);
    s->rows++;
    return add(s, values[0], s->rows - 1, reason, bytes);
}

/* Keeps the latest sample if a step sees it, which it does unless it comes after the run. Where all
 * do, the last one is kept for its place. */
static int keep(samples *s, char *reason, size_t bytes)
{
    const bool seen = s->at < s->scenario->steps;
    s->after += !seen;
    if (!seen && (s->count > 0 || !s->last)) {
        return 0;
    }
    return add(s, s->value_a, s->at, reason, bytes);
}

static int take_sample(void *context, const double *values, double time, char *reason, size_t bytes)
{
    samples *s = context;
    const double time_s = values[1];
    const uint64_t at = lif_stimulus_step_at(time_s, s->scenario->params.dt_s, s->scenario->sample);
    (void)time;
    if (s->rows > 0 && !(time_s > s->time_s)) {
        snprintf(reason, bytes,
                 "the time %g s is not after the one before it, %g s; write them in "
                 "ascending order",
                 time_s, s->time_s);
        return -1;
    }
    if (s->rows == 0) {
        s->first_s = time_s;
    } else if (at == s->at && at < s->scenario->steps) {
        s->before += at == 0;
        s->between += at > 0;
    } else if (keep(s, reason, bytes) != 0) {
        return -1;
    }
    s->value_a = values[0];
    s->time_s = time_s;
    s->at = at;
    s->rows++;
    return 0;
}

/* ---- what is said ---- */

static void note_steps(cosim_scenario *scenario, const cosim_node *path, const cosim_table *table,
                       const samples *s)
{
    char step[COSIM_SI_BYTES];
    if (table->time_name[0] == '\0' || s->out_of_step == 0) {
        return;
    }
    cosim_scenario_note(scenario, path,
                        "column \"%s\" of %s does not advance by one step of %s a row: row %llu is "
                        "elsewhere, and is taken for step %llu all the same; add \"time: {column: "
                        "%s, unit: ms}\", in its unit, to hold the samples to the steps",
                        table->time_name, path->text, cosim_si(scenario->params.dt_s, "s", 6, step),
                        (unsigned long long)s->out_of_step,
                        (unsigned long long)(s->out_of_step - 1), table->time_name);
}

static void note_held(cosim_scenario *scenario, const cosim_node *path, const samples *s)
{
    char end[COSIM_SI_BYTES], time[COSIM_SI_BYTES];
    const double dt_s = scenario->params.dt_s;
    const unsigned long long rows = s->rows;
    cosim_si((double)scenario->steps * dt_s, "s", 6, end);
    if (s->before + s->after > 0) {
        cosim_scenario_note(scenario, path,
                            "%llu of %llu samples are outside of the run of %s: %llu before it, "
                            "%llu after it",
                            (unsigned long long)(s->before + s->after), rows, end,
                            (unsigned long long)s->before, (unsigned long long)s->after);
    }
    if (s->between > 0) {
        cosim_scenario_note(scenario, path,
                            "%llu of %llu samples are not seen, since a step takes the latest one "
                            "and another follows before it; give a shorter step to see them",
                            (unsigned long long)s->between, rows);
    }
    if (s->from[0] > 0 && s->from[0] < scenario->steps) {
        cosim_scenario_note(scenario, path,
                            "the first sample is at %s; the %llu steps before it have 0 A",
                            cosim_si(s->first_s, "s", 6, time), (unsigned long long)s->from[0]);
    }
    /* A last sample that holds longer than twice the distance of the last two is noted: the
     * recording probably ends before the run. */
    const size_t last = s->count - 1;
    if (s->count > 1 && s->after == 0 &&
        scenario->steps - s->from[last] > 2 * (s->from[last] - s->from[last - 1])) {
        cosim_scenario_note(scenario, path,
                            "the last sample is at %s and holds for %llu steps, to the end of the "
                            "run at %s",
                            cosim_si(s->time_s, "s", 6, time),
                            (unsigned long long)(scenario->steps - s->from[last]), end);
    }
}

/* ---- reading ---- */

static int check_rows(const cosim_node *path, const samples *s, cosim_diag *diag)
{
    if (s->held && s->rows == 0) {
        return cosim_refuse(path, diag, "%s has no samples; give at least one row", path->text);
    }
    if (!s->held && s->rows != s->scenario->steps) {
        return cosim_refuse(path, diag,
                            "%s has %llu rows and the run %llu steps; give exactly one row for "
                            "each step, or name a column of times: \"time: {column: time, unit: "
                            "ms}\"",
                            path->text, (unsigned long long)s->rows,
                            (unsigned long long)s->scenario->steps);
    }
    return 0;
}

static int read_time(const cosim_node *time, cosim_unit *unit, cosim_table *table, cosim_diag *diag)
{
    static const char *const keys[] = {"column", "unit"};
    if (cosim_fields_known(time, keys, 2, diag) != 0) {
        return -1;
    }
    const cosim_node *unit_node = cosim_field_need(time, "unit", "ms", diag);
    if (unit_node == NULL || cosim_field_need(time, "column", "time", diag) == NULL ||
        cosim_field_unit(unit_node, COSIM_TIME, unit, diag) != 0) {
        return -1;
    }
    return cosim_scenario_column(time, NULL, unit, table, diag);
}

static int read_samples(samples *s, const cosim_node *path, cosim_table *table, cosim_diag *diag)
{
    char reason[100];
    if (cosim_scenario_table(path, table, diag) != 0 || check_rows(path, s, diag) != 0) {
        return -1;
    }
    s->last = true;
    if (s->held && keep(s, reason, sizeof reason) != 0) {
        return cosim_refuse(path, diag, "%s", reason);
    }
    return 0;
}

int cosim_scenario_file(cosim_scenario *scenario, const cosim_node *map, lif_stimulus *stimulus,
                        cosim_diag *diag)
{
    const cosim_node *path = cosim_node_child(map, "path");
    const cosim_node *time = cosim_node_child(map, "time");
    cosim_unit current_unit = {0}, time_unit;
    samples s = {.scenario = scenario, .held = time != NULL, .in_step = {true, true, true, true}};
    cosim_table table = {.take = time != NULL ? take_sample : take_step, .context = &s};
    if (cosim_scenario_form(scenario, path, &table, diag) != 0 ||
        cosim_scenario_column(map, NULL, &current_unit, &table, diag) != 0 ||
        cosim_field_unit(cosim_node_child(map, "unit"), COSIM_CURRENT, &current_unit, diag) != 0 ||
        (time != NULL && read_time(time, &time_unit, &table, diag) != 0)) {
        return -1;
    }
    const cosim_node *is_signed = cosim_node_child(map, "signed");
    table.columns[0].is_signed = true;
    if (is_signed != NULL && cosim_field_bool(is_signed, &table.columns[0].is_signed, diag) != 0) {
        return -1;
    }
    if (is_signed != NULL && table.form.clocking.clock == NULL) {
        return cosim_refuse(is_signed, diag, "is for the bits of a waveform; leave it out");
    }
    if (time != NULL && table.form.clocking.clock != NULL) {
        return cosim_refuse(
            time, diag,
            "has no place beside \"clock\": an edge of the clock is a step; leave it "
            "out");
    }
    const int status = read_samples(&s, path, &table, diag);
    const double *values_a = cosim_arena_adopt(scenario->places->arena, s.values_a);
    const uint64_t *from = cosim_arena_adopt(scenario->places->arena, s.from);
    if (status != 0) {
        return -1;
    }
    if (time == NULL) {
        note_steps(scenario, path, &table, &s);
    } else {
        note_held(scenario, path, &s);
    }
    stimulus->u.file.from = from;
    stimulus->u.file.values_a = values_a;
    stimulus->u.file.count = s.count;
    return 0;
}
