// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "case.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_STEPS = 4000 };

static double between(lif_random *r, double low, double high)
{
    return low + (high - low) * lif_random_uniform(r);
}

static bool one_in(lif_random *r, unsigned n) { return lif_random_below(r, n) == 0; }

/* ---- generating ---- */

#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
static case_field *
put(case_field *fields, size_t *count, const char *format, ...)
{
    case_field *field = &fields[(*count)++];
    va_list args;
    memset(field, 0, sizeof *field);
    field->present = true;
    va_start(args, format);
    vsnprintf(field->value, sizeof field->value, format, args);
    va_end(args);
    return field;
}

#define PUT(c, in_neuron, name, ...)                                                               \
    do {                                                                                           \
        case_field *f = put((c)->fields, &(c)->field_count, __VA_ARGS__);                          \
        f->neuron = (in_neuron);                                                                   \
        f->key = (name);                                                                           \
    } while (0)

/* Makes the same as an optional field, which is there one time in `n`. */
#define MAYBE(c, r, n, in_neuron, name, ...)                                                       \
    do {                                                                                           \
        PUT(c, in_neuron, name, __VA_ARGS__);                                                      \
        (c)->fields[(c)->field_count - 1].optional = true;                                         \
        (c)->fields[(c)->field_count - 1].present = one_in(r, n);                                  \
    } while (0)

/* Draws drives that a plain random one does not reach: at the threshold to the bit, and from one
 * end of the state's range to the other. */
typedef enum flavour { PLAIN, TIE, WIDE } flavour;

/* Returns the neuron's potentials [mV], and the current that is one unit of S [nA]. */
typedef struct sizes {
    flavour flavour;
    double dt_ms, scale_mv, threshold_mv, rest_mv, unit_na;
} sizes;

static sizes random_neuron(fuzz_case *c, lif_random *r)
{
    static const double steps_ms[] = {0.01, 0.1, 0.25, 0.5, 1.0};
    sizes s = {.dt_ms = steps_ms[lif_random_below(r, 5)]};
    s.flavour = one_in(r, 8) ? TIE : one_in(r, 8) ? WIDE : PLAIN;
    const bool subtracts = one_in(r, 3), euler = s.flavour == TIE || one_in(r, 2);
    const double megohm = pow(10.0, (double)lif_random_below(r, 4) - 1.0);
    double tau_ms = s.dt_ms * 1.5 * exp(between(r, 0.0, log(1500.0)));
    if (s.flavour == TIE || one_in(r, 4)) { /* a leak that is exact in euler */
        tau_ms = s.dt_ms * (double)(1u << lif_random_below(r, s.flavour == TIE ? 1 : 7));
    }
    s.rest_mv = round(between(r, -80.0, 20.0));
    s.scale_mv = one_in(r, 2) ? round(between(r, 5.0, 40.0)) : between(r, 5.0, 40.0);
    double away = s.flavour == TIE || one_in(r, 2) ? 0.0 : between(r, -1.0, 1.0);
    away = s.flavour == WIDE ? between(r, 20.0, 100.0) : away;
    s.scale_mv = s.flavour == TIE ? round(s.scale_mv) : s.scale_mv;
    const double reset_mv = s.rest_mv + s.scale_mv * away;
    const bool inverted = !subtracts && one_in(r, 12); /* a reset above the threshold */
    s.threshold_mv = inverted ? reset_mv - s.scale_mv : reset_mv + s.scale_mv;
    s.unit_na = s.scale_mv / megohm;

    PUT(c, false, "name", "fuzzed");
    if (one_in(r, 4)) {
        PUT(c, false, "rate", "%.12g kHz", 1.0 / s.dt_ms);
    } else {
        PUT(c, false, "step", "%.12g ms", s.dt_ms);
    }
    MAYBE(c, r, 3, false, "sample", "end");
    PUT(c, true, "method", "%s", euler ? "euler" : "exponential");
    PUT(c, true, "resistance", "%.12g MOhm", megohm);
    PUT(c, true, "time_constant", "%.9g ms", tau_ms);
    PUT(c, true, "rest", "%.9g mV", s.rest_mv);
    PUT(c, true, "threshold", "%.9g mV", s.threshold_mv);
    PUT(c, true, "reset", "%.9g mV", reset_mv);
    MAYBE(c, r, 2, true, "initial", "%.9g mV", s.rest_mv + s.scale_mv * between(r, -1.0, 1.0));
    MAYBE(c, r, 2, true, "compare", "above");
    MAYBE(c, r, 1, true, "reset_mode", "%s", subtracts ? "by-subtraction" : "to-value");
    const unsigned hold = (unsigned)lif_random_below(r, 25);
    if (one_in(r, 2)) {
        static const char *const rules[] = {"steps", "brian2", "float-time-s", "float-time-ms"};
        MAYBE(c, r, 1, true, "refractory", "%.12g ms", hold * s.dt_ms);
        MAYBE(c, r, 1, true, "refractory_rule", "%s", rules[lif_random_below(r, 4)]);
    } else {
        MAYBE(c, r, 2, true, "refractory_steps", "%u", hold);
    }
    MAYBE(c, r, 3, true, "initial_hold", "%u", (unsigned)lif_random_below(r, 5));
    return s;
}

/* Adds the fields of a stimulus, given as a text of "key=value" pairs between bars. */
#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
static void
stimulus(fuzz_case *c, const char *kind, const char *format, ...)
{
    static const char *const keys[] = {
        "amplitude", "start",  "stop",    "grid",          "frequency", "offset",
        "phase",     "peak",   "samples", "time_constant", "from",      "to",
        "width",     "period", "count",   "mean",          "deviation", "correlation_time",
        "seed",      "rate",   "decay",   "times",         "path",      "column",
        "unit",      "least",  "most",    "time",          "separator", "decimal"};
    char text[800], *rest = text;
    case_stimulus *s = &c->stimuli[c->stimulus_count++];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    *s = (case_stimulus){.kind = kind};
    for (char *pair; (pair = strsep(&rest, "|")) != NULL;) {
        char *value = strchr(pair, '=');
        *value++ = '\0';
        case_field *field = put(s->fields, &s->count, "%s", value);
        for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
            if (strcmp(keys[i], pair) == 0) {
                field->key = keys[i];
            }
        }
    }
}

/* Adds a window of the run, optional, to the stimulus that was made last. */
static void window(fuzz_case *c, lif_random *r, const sizes *z)
{
    case_stimulus *s = &c->stimuli[c->stimulus_count - 1];
    const double run_ms = (double)c->steps * z->dt_ms, start_ms = between(r, 0.0, run_ms / 2.0);
    case_field *field;
    if (one_in(r, 4)) {
        field = put(s->fields, &s->count, "%.6g ms", start_ms);
        field->key = "start";
        field->optional = true;
        field = put(s->fields, &s->count, "%.6g ms", start_ms + between(r, run_ms / 8.0, run_ms));
        field->key = "stop";
        field->optional = true;
    }
}

/* Writes what a step has of the stimulus that was made last. A scenario with `sample: end` has
 * samples only, and they have to be said where the mean is the default. */
static void current_of_step(fuzz_case *c, lif_random *r)
{
    case_stimulus *s = &c->stimuli[c->stimulus_count - 1];
    bool mean = one_in(r, 2) && strstr("chirp noise file", s->kind) == NULL, end = false;
    for (size_t i = 0; i < c->field_count; i++) {
        end = end || (strcmp(c->fields[i].key, "sample") == 0 && c->fields[i].present);
    }
    if (end || one_in(r, 2)) {
        case_field *field = put(s->fields, &s->count, "%s", mean && !end ? "mean" : "sample");
        field->key = "current";
        field->optional = !end;
    }
}

/* Adds one more stimulus of about `size` nA. */
static void random_shape(fuzz_case *c, lif_random *r, const sizes *z, double size)
{
    const double run_ms = (double)c->steps * z->dt_ms;
    const double time_ms = z->dt_ms * exp(between(r, 0.0, log(200.0)));
    const unsigned seed = (unsigned)lif_random_below(r, 1000);
    switch (lif_random_below(r, 12)) {
    case 0:
        stimulus(c, "constant", "amplitude=%.9g nA", size);
        window(c, r, z);
        break;
    case 1:
        stimulus(c, "step", "amplitude=%.9g nA|start=%.6g ms|stop=%.6g ms|grid=%.12g ms", size,
                 run_ms / 8.0, run_ms * 0.9, z->dt_ms * (double)(1 + lif_random_below(r, 10)));
        break;
    case 2:
        stimulus(c, "sine", "amplitude=%.9g nA|frequency=%.6g Hz|offset=%.9g nA|phase=%u degree",
                 size / 2.0, 1000.0 / (4.0 * time_ms), size / 2.0, seed % 360);
        window(c, r, z);
        break;
    case 3:
        stimulus(c, "triangle", "peak=%.9g nA|samples=%llu", size,
                 (unsigned long long)(1 + lif_random_below(r, c->steps)));
        break;
    case 4:
        stimulus(c, "decay", "peak=%.9g nA|time_constant=%.6g ms", size, time_ms * 10.0);
        window(c, r, z);
        break;
    case 5:
        stimulus(c, "ramp", "from=%.9g nA|to=%.9g nA", -size / 2.0, size);
        break;
    case 6:
        stimulus(c, "chirp", "amplitude=%.9g nA|from=%.6g Hz|to=%.6g Hz|offset=%.9g nA", size / 2.0,
                 100.0 / run_ms, 1000.0 / (4.0 * time_ms), size / 2.0);
        break;
    case 7:
        stimulus(c, "pulses", "amplitude=%.9g nA|width=%.9g ms|period=%.9g ms|count=%u", size,
                 time_ms, time_ms * between(r, 1.0, 4.0), 1 + seed % 50);
        break;
    case 8:
        stimulus(c, "noise", "mean=%.9g nA|deviation=%.9g nA|correlation_time=%.6g ms|seed=%u",
                 size, fabs(size) / 3.0, time_ms, seed);
        window(c, r, z);
        break;
    case 9:
        stimulus(c, "poisson", "rate=%.6g Hz|amplitude=%.9g nA|decay=%.6g ms|seed=%u",
                 500.0 / time_ms, size, time_ms, seed);
        break;
    case 10:
        stimulus(c, "events", "times=[%.6g ms, %.6g ms, %.6g ms]|amplitude=%.9g nA|decay=%.6g ms",
                 run_ms / 16.0, run_ms / 8.0, run_ms / 2.0, size, time_ms * 4.0);
        break;
    default:
        if (c->csv_peak_na == 0.0) {
            static const char *const forms[] = {
                [CASE_CSV_PLAIN] = "path=current.csv|column=i|unit=nA",
                [CASE_CSV_HELD] = "path=current.csv|column=i|unit=nA|time={column: t, unit: ms}",
                [CASE_CSV_SEMICOLON] =
                    "path=current.csv|column=i|unit=nA|separator=semicolon|decimal=comma"};
            c->csv_form = (case_csv_form)lif_random_below(r, 3);
            stimulus(c, "file", "%s", forms[c->csv_form]);
            c->csv_peak_na = fabs(size);
            c->csv_seed = lif_random_bits(r);
            c->csv_gap_ms = z->dt_ms * between(r, 0.6, 1.5);
        } else {
            stimulus(c, "constant", "amplitude=%.9g nA", size);
        }
    }
}

/* Adds limits to the stimulus that was made last: one that cuts where it is larger than its size,
 * and 0. */
static void limits(fuzz_case *c, lif_random *r, double size)
{
    case_stimulus *s = &c->stimuli[c->stimulus_count - 1];
    if (one_in(r, 4)) {
        case_field *field = put(s->fields, &s->count, "%.9g nA", size > 0.0 ? 0.0 : 0.7 * size);
        field->key = "least";
        field->optional = true;
    }
    if (one_in(r, 4)) {
        case_field *field = put(s->fields, &s->count, "%.9g nA", size > 0.0 ? 0.7 * size : 0.0);
        field->key = "most";
        field->optional = true;
    }
}

static void random_stimulus(fuzz_case *c, lif_random *r, const sizes *z, double size)
{
    random_shape(c, r, z, size);
    current_of_step(c, r);
    limits(c, r, size);
}

void case_random(fuzz_case *c, lif_random *r)
{
    *c = (fuzz_case){.steps = 20 + lif_random_below(r, MOST_STEPS - 20)};
    const sizes z = random_neuron(c, r);
    const double threshold_na = (z.threshold_mv - z.rest_mv) * z.unit_na / z.scale_mv;
    const size_t count = 1 + lif_random_below(r, 3);
    if (z.flavour == TIE) {
        stimulus(c, "constant", "amplitude=%.9g nA", threshold_na);
    } else if (z.flavour == WIDE) { /* a square between -110 and 110 S */
        const double time_ms = z.dt_ms * (double)(4 + lif_random_below(r, 200));
        stimulus(c, "pulses", "amplitude=%.9g nA|width=%.9g ms|period=%.9g ms", 220.0 * z.unit_na,
                 time_ms, 2.0 * time_ms);
        stimulus(c, "constant", "amplitude=%.9g nA", -110.0 * z.unit_na);
    } else {
        random_stimulus(c, r, &z, threshold_na + z.unit_na * between(r, -0.3, 1.2));
        for (size_t i = 1; i < count; i++) {
            random_stimulus(c, r, &z, z.unit_na * between(r, -0.7, 0.7));
        }
    }
    c->odd.state_width = 8 + (unsigned)lif_random_below(r, 25);
    c->odd.state_fraction = c->odd.state_width - 4 - (unsigned)lif_random_below(r, 4);
    c->odd.leak_fraction = 4 + (unsigned)lif_random_below(r, 60 - c->odd.state_width);
    c->odd.rounding = one_in(r, 2) ? LIF_RESIDUAL : LIF_HALF_UP;
}

/* ---- writing ---- */

const char *case_yaml(const fuzz_case *c, char text[CASE_YAML_BYTES])
{
    size_t n = 0;
#define ADD(...) n += (size_t)snprintf(text + n, CASE_YAML_BYTES - n, __VA_ARGS__)
    for (int neuron = 0; neuron < 2; neuron++) {
        if (neuron == 1) {
            ADD("steps: %llu\nneuron:\n", (unsigned long long)c->steps);
        }
        for (size_t i = 0; i < c->field_count; i++) {
            const case_field *f = &c->fields[i];
            if (f->present && f->neuron == (neuron == 1)) {
                ADD("%s%s: %s\n", neuron == 1 ? "  " : "", f->key, f->value);
            }
        }
    }
    ADD("stimulus:\n");
    for (size_t i = 0; i < c->stimulus_count; i++) {
        const char *joint = "";
        ADD("  - %s: {", c->stimuli[i].kind);
        for (size_t k = 0; k < c->stimuli[i].count; k++) {
            const case_field *f = &c->stimuli[i].fields[k];
            if (f->present) {
                ADD("%s%s: %s", joint, f->key, f->value);
                joint = ", ";
            }
        }
        ADD("}\n");
    }
#undef ADD
    return text;
}

char *case_csv(const fuzz_case *c, size_t *size)
{
    const size_t row = 64;
    char *text = malloc((c->steps + 1) * row);
    lif_random random;
    if (text == NULL) {
        perror("case_csv");
        exit(2);
    }
    lif_random_seed(&random, c->csv_seed);
    const bool semicolon = c->csv_form == CASE_CSV_SEMICOLON;
    *size = (size_t)sprintf(text, "%s\n", semicolon ? "n;i" : "t,i");
    for (uint64_t i = 0; i < c->steps; i++) {
        const double value_na = c->csv_peak_na * (2.0 * lif_random_uniform(&random) - 0.5);
        char *line = text + *size;
        *size += (size_t)snprintf(line, row, "%.9g%c%+.9e\n", c->csv_gap_ms * (double)i,
                                  semicolon ? ';' : ',', value_na);
        for (char *point; semicolon && (point = strchr(line, '.')) != NULL;) {
            *point = ',';
        }
    }
    return text;
}

/* ---- shrinking ---- */

/* Shortens "1.23456 mV" to two digits, or to one. */
static int round_value(case_field *f, int digits)
{
    char *unit = NULL, rounded[sizeof f->value];
    const double value = strtod(f->value, &unit);
    if (unit == f->value || !f->present) {
        return 0;
    }
    snprintf(rounded, sizeof rounded, "%.*g%.100s", digits, value, unit);
    if (strlen(rounded) >= strlen(f->value)) {
        return 0;
    }
    strcpy(f->value, rounded);
    return 1;
}

static int drop(case_field *f)
{
    const bool changed = f->optional && f->present;
    f->present = f->present && !f->optional;
    return changed;
}

/* Returns field number i of all that the case has; NULL where there is no such field. */
static case_field *field_at(fuzz_case *c, unsigned i)
{
    if (i < c->field_count) {
        return &c->fields[i];
    }
    i -= (unsigned)c->field_count;
    for (size_t k = 0; k < c->stimulus_count; k++) {
        if (i < c->stimuli[k].count) {
            return &c->stimuli[k].fields[i];
        }
        i -= (unsigned)c->stimuli[k].count;
    }
    return NULL;
}

static int shorter(fuzz_case *c, uint64_t steps)
{
    if (steps == 0 || steps >= c->steps) {
        return 0;
    }
    c->steps = steps;
    return 1;
}

int case_shrink(fuzz_case *c, unsigned move)
{
    switch (move) {
    case 0:
        return shorter(c, c->steps / 2);
    case 1:
        return shorter(c, c->steps - c->steps / 4);
    case 2:
        return shorter(c, c->steps - c->steps / 16);
    case 3:
        return shorter(c, c->steps - 1);
    default:
        move -= 4;
    }
    if (move < CASE_STIMULI) {
        if (move >= c->stimulus_count || c->stimulus_count == 1) {
            return 0;
        }
        memmove(&c->stimuli[move], &c->stimuli[move + 1],
                (c->stimulus_count - move - 1) * sizeof c->stimuli[0]);
        c->stimulus_count--;
        return 1;
    }
    move -= CASE_STIMULI;
    case_field *f = field_at(c, move / 3);
    if (f == NULL) {
        return -1;
    }
    return move % 3 == 0 ? drop(f) : round_value(f, 3 - (int)(move % 3));
}
