// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "input/vcd.h"

#include "base/decimal.h"
#include "input/number.h"
#include "input/physical.h"
#include "input/vcd_text.h"

#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { ID_BYTES = 64, PATH_BYTES = 1024, REAL_BYTES = 256 };
/* The wanted signals: clock, enable and reset, and from FIRST on the columns. */
enum { CLOCK, ENABLE, RESET, FIRST, SIGNALS = FIRST + COSIM_TABLE_COLUMNS };
enum { RING = COSIM_TABLE_LATE + 1 };

typedef struct value {
    bool known;
    double number;
} value;

/* A signal that is wanted: by its name, and then by its code in the file. */
typedef struct wanted {
    const char *name;      /* NULL: not wanted */
    char path[PATH_BYTES]; /* of the one that was found; "": none yet */
    char id[ID_BYTES];
    unsigned width;
    bool is_signed;
    value now, next; /* before the present time, and after it */
    cosim_digits *digits;
} wanted;

typedef struct edge {
    bool row;
    unsigned long line;
    value values[COSIM_TABLE_COLUMNS];
} edge;

typedef struct reader {
    cosim_table *table;
    char *message;
    size_t message_bytes;
    bool failed;
    char scope[PATH_BYTES];
    wanted signals[SIGNALS];
    edge ring[RING];
    uint64_t edges, rows;
    unsigned late;         /* the most of a column */
    unsigned long at_line; /* of the present time */
    cosim_vcd_text text;
} reader;

#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
static bool
refuse(reader *r, unsigned long line, const char *format, ...)
{
    if (!r->failed) {
        int n = line == 0
                    ? snprintf(r->message, r->message_bytes, "%.200s: ", r->table->path)
                    : snprintf(r->message, r->message_bytes, "%.200s:%lu: ", r->table->path, line);
        va_list args;
        va_start(args, format);
        vsnprintf(r->message + n, r->message_bytes - (size_t)n, format, args);
        va_end(args);
        r->failed = true;
    }
    return false;
}

static bool damaged(reader *r)
{
    return refuse(r, r->text.line, "this is no VCD: %s; write the waveform again, as VCD or FST",
                  r->text.too_long ? "a word has more than 65,536 bytes"
                  : r->text.nul    ? "it has a NUL byte"
                                   : "it ends in the middle");
}

/* ---- definitions ---- */

/* Tells whether a path is named, or ends so. */
static bool is_named(const char *path, const char *name)
{
    const size_t n = strlen(path), m = strlen(name);
    return n >= m && strcmp(path + n - m, name) == 0 && (n == m || path[n - m - 1] == '.');
}

static bool define(reader *r, wanted *w, const char *path, const char *id, unsigned width)
{
    const bool whole = strcmp(path, w->name) == 0;
    if (w->path[0] != '\0' && strcmp(w->path, w->name) == 0) {
        return true; /* the path itself was named */
    }
    if (w->path[0] != '\0' && !whole && strcmp(w->id, id) != 0) {
        return refuse(
            r, r->text.line,
            "two signals are named %.100s: %.150s and %.150s; write the whole path of one", w->name,
            w->path, path);
    }
    snprintf(w->path, sizeof w->path, "%s", path);
    snprintf(w->id, sizeof w->id, "%s", id);
    w->width = width;
    return true;
}

/* Reads $var TYPE WIDTH ID NAME [RANGE] $end. */
static bool read_var(reader *r)
{
    char id[ID_BYTES], path[PATH_BYTES];
    cosim_vcd_text *t = &r->text;
    uint64_t width = 0;
    if (!cosim_vcd_next(t)) {
        return damaged(r);
    }
    const bool real = strncmp(t->word, "real", 4) == 0;
    if (!cosim_vcd_next(t) || cosim_count_read(t->word, &width) != COSIM_DECIMAL_OK ||
        width > UINT32_MAX || !cosim_vcd_next(t) || strlen(t->word) >= sizeof id) {
        return damaged(r);
    }
    strcpy(id, t->word);
    if (!cosim_vcd_next(t)) {
        return damaged(r);
    }
    t->word[strcspn(t->word, "[")] = '\0'; /* the bits of a vector stand behind its name */
    const int n =
        snprintf(path, sizeof path, "%s%s%s", r->scope, r->scope[0] != '\0' ? "." : "", t->word);
    for (size_t i = 0; i < SIGNALS && n < (int)sizeof path; i++) {
        wanted *w = &r->signals[i];
        if (w->name != NULL && is_named(path, w->name) &&
            !define(r, w, path, id, real ? 0 : (unsigned)width)) {
            return false;
        }
    }
    return cosim_vcd_skip(t) || damaged(r);
}

/* Reads $scope TYPE NAME $end, or leaves a scope. */
static bool read_scope(reader *r, bool enters)
{
    cosim_vcd_text *t = &r->text;
    const size_t length = strlen(r->scope);
    if (!enters) {
        char *dot = strrchr(r->scope, '.');
        *(dot != NULL ? dot : r->scope) = '\0';
    } else if (!cosim_vcd_next(t) || !cosim_vcd_next(t)) {
        return damaged(r);
    } else if (length + strlen(t->word) + 2 > sizeof r->scope) {
        return refuse(r, t->line,
                      "the path of a scope has more than %d bytes; write the waveform of "
                      "fewer levels",
                      PATH_BYTES - 2);
    } else {
        char *end = r->scope + length;
        if (length > 0) {
            *end++ = '.';
        }
        memcpy(end, t->word, strlen(t->word) + 1);
    }
    return cosim_vcd_skip(t) || damaged(r);
}

static bool read_definitions(reader *r)
{
    cosim_vcd_text *t = &r->text;
    while (cosim_vcd_next(t)) {
        const bool enters = strcmp(t->word, "$scope") == 0;
        if (strcmp(t->word, "$enddefinitions") == 0) {
            return cosim_vcd_skip(t) || damaged(r);
        }
        if (t->word[0] != '$') {
            return refuse(r, t->line,
                          "this is no VCD, which begins with $date, $version, $timescale "
                          "or $scope; write the waveform as VCD or FST");
        }
        if (!(strcmp(t->word, "$var") == 0                 ? read_var(r)
              : enters || strcmp(t->word, "$upscope") == 0 ? read_scope(r, enters)
                                                           : cosim_vcd_skip(t) || damaged(r))) {
            return false;
        }
    }
    return damaged(r);
}

static bool check_found(reader *r)
{
    for (size_t i = 0; i < SIGNALS; i++) {
        const wanted *w = &r->signals[i];
        if (w->name != NULL && w->path[0] == '\0') {
            return refuse(r, 0,
                          "there is no signal %.200s in the waveform; write its path, as tb.dut.v",
                          w->name);
        }
        if (w->name != NULL && w->width > 64) {
            return refuse(r, 0, "signal %.200s has %u bits; name one of at most 64", w->path,
                          w->width);
        }
    }
    return true;
}

/* ---- values ---- */

/* Takes a change of a signal: bits, or the number of a real one. */
static bool change(reader *r, const char *id, const char *text, bool real)
{
    for (size_t i = 0; i < SIGNALS; i++) {
        wanted *w = &r->signals[i];
        if (w->name == NULL || strcmp(w->id, id) != 0) {
            continue;
        }
        char strict[COSIM_DECIMAL_LIMIT + 8];
        if (!real) {
            w->next.known = cosim_vcd_vector(text, w->width, w->is_signed, &w->next.number);
        } else if (cosim_number_strict(text, '.', strict, sizeof strict) &&
                   cosim_decimal_read(strict, 0, &w->next.number) == COSIM_DECIMAL_OK) {
            w->next.known = true;
            if (w->digits != NULL) {
                cosim_digits_note(w->digits, strict, w->next.number);
            }
        } else {
            w->next.known = false;
        }
    }
    return true;
}

/* Reads a change; the present word begins it. */
static bool read_change(reader *r)
{
    cosim_vcd_text *t = &r->text;
    const char first = t->word[0];
    if (first != '\0' && strchr("01xXzZuUwWlLhH-", first) != NULL) {
        const char bit[2] = {first, '\0'};
        return change(r, t->word + 1, bit, false);
    }
    if (first != '\0' && strchr("bBrRsS", first) != NULL) {
        char text[REAL_BYTES];
        const bool real = first == 'r' || first == 'R';
        snprintf(text, sizeof text, "%s", strlen(t->word) < sizeof text ? t->word + 1 : "x");
        if (!cosim_vcd_next(t)) {
            return damaged(r);
        }
        return first == 's' || first == 'S' || change(r, t->word, text, real);
    }
    return refuse(r, t->line, "\"%.40s\" is no change of a signal; write the waveform again",
                  t->word);
}

/* ---- edges ---- */

static bool emit(reader *r, uint64_t number)
{
    const edge *at = &r->ring[number % RING];
    double values[COSIM_TABLE_COLUMNS] = {0.0};
    char reason[320];
    if (!at->row) {
        return true;
    }
    for (size_t i = 0; i < r->table->column_count; i++) {
        const unsigned late = r->table->columns[i].late;
        const value *v = &r->ring[(number + late) % RING].values[i];
        if (!v->known) {
            return refuse(
                r, at->line,
                "signal %.200s has no value (x or z) in the step of this clock edge; begin "
                "after the reset, with \"reset\" or \"enable\"",
                r->signals[FIRST + i].path);
        }
        if (cosim_unit_scale(v->number, r->table->columns[i].unit, &values[i], reason,
                             sizeof reason) != 0) {
            return refuse(r, at->line, "%s", reason);
        }
    }
    r->table->line = at->line;
    r->rows++;
    return r->table->take(r->table->context, values, (double)NAN, reason, sizeof reason) == 0 ||
           refuse(r, at->line, "%s", reason);
}

static bool is_one(const value *v) { return v->known && v->number == 1.0; }

/* Takes an edge of the clock, at which the signals are as they were before it. */
static bool take_edge(reader *r, bool last)
{
    const cosim_clocking *c = &r->table->form.clocking;
    const wanted *reset = &r->signals[RESET], *enable = &r->signals[ENABLE];
    edge *e = &r->ring[r->edges % RING];
    const bool released =
        reset->name == NULL || (reset->now.known && (reset->now.number != 0.0) != c->reset_high);
    *e = (edge){.row = !last && released && (enable->name == NULL || is_one(&enable->now)),
                .line = r->at_line};
    if (!last && !released && r->rows > 0) {
        return refuse(r, r->at_line,
                      "the reset comes again after %llu steps; give a waveform of one run",
                      (unsigned long long)r->rows);
    }
    for (size_t i = 0; i < r->table->column_count; i++) {
        e->values[i] = r->signals[FIRST + i].now;
    }
    r->edges++;
    return r->edges <= r->late || emit(r, r->edges - 1 - r->late);
}

/* Ends the present time: its changes happen now. */
static bool end_time(reader *r)
{
    const wanted *clock = &r->signals[CLOCK];
    const bool up = r->table->form.clocking.falling == false;
    if (clock->now.known && clock->next.known && clock->now.number != clock->next.number &&
        (clock->next.number != 0.0) == up && !take_edge(r, false)) {
        return false;
    }
    for (size_t i = 0; i < SIGNALS; i++) {
        r->signals[i].now = r->signals[i].next;
    }
    return true;
}

static bool read_changes(reader *r)
{
    cosim_vcd_text *t = &r->text;
    r->at_line = t->line;
    while (cosim_vcd_next(t)) {
        if (t->word[0] == '#') {
            if (!end_time(r)) {
                return false;
            }
            r->at_line = t->line;
        } else if (strcmp(t->word, "$comment") == 0) {
            if (!cosim_vcd_skip(t)) {
                return damaged(r);
            }
        } else if (t->word[0] != '$' && !read_change(r)) { /* $dumpvars, $end */
            return false;
        }
    }
    /* what registers show after the last edge is known too */
    return t->too_long || t->nul ? damaged(r) : end_time(r) && take_edge(r, true);
}

int cosim_vcd_read(cosim_table *table, FILE *file, char *message, size_t bytes)
{
    const cosim_clocking *c = &table->form.clocking;
    reader *r = calloc(1, sizeof *r);
    if (r == NULL) {
        snprintf(message, bytes, "%.200s: out of memory", table->path);
        return -1;
    }
    r->table = table;
    r->message = message;
    r->message_bytes = bytes;
    r->text.file = file;
    r->text.line = 1;
    r->text.last = ' ';
    r->signals[CLOCK].name = c->clock;
    r->signals[ENABLE].name = c->enable;
    r->signals[RESET].name = c->reset;
    for (size_t i = 0; i < table->column_count; i++) {
        r->signals[FIRST + i].name = table->columns[i].name;
        r->signals[FIRST + i].is_signed = table->columns[i].is_signed;
        r->signals[FIRST + i].digits = table->columns[i].digits;
        r->late = table->columns[i].late > r->late ? table->columns[i].late : r->late;
    }
    if (read_definitions(r) && check_found(r) && read_changes(r) && r->rows == 0) {
        refuse(r, 0,
               "no step is in the waveform: no edge of %.200s at which it is enabled and not in "
               "reset; name another clock, edge, enable or reset",
               c->clock);
    }
    const int status = r->failed ? -1 : 0;
    free(r);
    return status;
}
