// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "input/csv.h"

#include "base/inputs.h"
#include "input/physical.h"

#include <csv.h>

#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINE_LIMIT 65536 /* bytes; a device without an end has one endless line */

typedef struct reader {
    const char *path, *column;
    const cosim_unit *unit;
    uint64_t most;
    double *values;
    size_t count, room;
    char *message;
    size_t message_bytes;
    unsigned long line; /* of the file, 1-based */
    unsigned long gap;  /* an empty line that only other empty lines may follow; 0: none */
    size_t field;       /* of the present row */
    size_t header;      /* fields of the header; 0: not read yet */
    size_t wanted;      /* the column's field; SIZE_MAX: not found */
    bool seen;          /* the present line held a field or ended a row */
    bool ended;         /* the present line ended a row */
    bool failed;
    char names[240]; /* the header, for the message about a missing column */
} reader;

#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
static void
refuse(reader *r, const char *format, ...)
{
    if (r->failed) {
        return; /* the first error is the one that is reported */
    }
    int n = r->line == 0 ? snprintf(r->message, r->message_bytes, "%.200s: ", r->path)
                         : snprintf(r->message, r->message_bytes, "%.200s:%lu: ", r->path, r->line);
    va_list args;
    va_start(args, format);
    vsnprintf(r->message + n, r->message_bytes - (size_t)n, format, args);
    va_end(args);
    r->failed = true;
}

static void read_name(reader *r, const char *text)
{
    if (strcmp(text, r->column) == 0) {
        if (r->wanted != SIZE_MAX) {
            refuse(r, "two columns are named \"%.60s\"; give each its own name", text);
        }
        r->wanted = r->field;
    }
    size_t n = strlen(r->names);
    snprintf(r->names + n, sizeof r->names - n, "%s%.40s", n > 0 ? ", " : "", text);
}

static void read_value(reader *r, const char *text)
{
    char reason[320];
    if (r->count == r->most) {
        refuse(r, "more than %llu rows; give one row for each step", (unsigned long long)r->most);
        return;
    }
    if (r->count == r->room) {
        size_t room = r->room == 0 ? 1024 : 2 * r->room;
        double *more =
            room > SIZE_MAX / sizeof *more ? NULL : realloc(r->values, room * sizeof *more);
        if (more == NULL) {
            refuse(r, "out of memory");
            return;
        }
        r->values = more;
        r->room = room;
    }
    if (cosim_unit_apply(text, r->unit, &r->values[r->count], reason, sizeof reason) != 0) {
        refuse(r, "%s", reason);
        return;
    }
    r->count++;
}

static void on_field(void *text, size_t length, void *user)
{
    reader *r = user;
    r->seen = true;
    if (r->failed) {
        return;
    }
    if (r->gap != 0) {
        r->line = r->gap;
        refuse(r, "an empty line between rows; delete it");
        return;
    }
    if (r->ended) {
        refuse(r, "a carriage return inside a line; end each line with LF or CRLF");
    } else if (text == NULL || strlen(text) != length) {
        refuse(r, "a NUL byte; a CSV file is text");
    } else if (r->header == 0) {
        read_name(r, text);
    } else if (r->field == r->wanted) {
        read_value(r, text);
    }
    r->field++;
}

static void on_row(int terminator, void *user)
{
    reader *r = user;
    (void)terminator;
    r->seen = true;
    r->ended = true;
    if (!r->failed && r->header == 0) {
        r->header = r->field;
        if (r->wanted == SIZE_MAX) {
            refuse(r, "no column is named \"%.60s\"; the header has %s", r->column, r->names);
        }
    } else if (!r->failed && r->field != r->header) {
        refuse(r, "fields: %zu here, %zu in the header; give each row all fields", r->field,
               r->header);
    }
    r->field = 0;
}

static bool is_blank(const char *line, size_t length) { return strspn(line, " \t\r\n") >= length; }

/* The next line, its end included, of at most LINE_LIMIT bytes and a NUL behind them;
 * 0 bytes: the end of the file. */
static size_t next_line(FILE *file, char *line)
{
    size_t length = 0;
    for (int byte; length < LINE_LIMIT && (byte = getc_unlocked(file)) != EOF;) {
        line[length++] = (char)byte;
        if (byte == '\n') {
            break;
        }
    }
    line[length] = '\0';
    return length;
}

static void read_line(reader *r, const char *text, size_t size, struct csv_parser *parser)
{
    if (r->line == 0 && size >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        text += 3;
        size -= 3;
    }
    r->line++;
    r->seen = false;
    r->ended = false;
    if (size == LINE_LIMIT && text[size - 1] != '\n') {
        refuse(r, "a line of more than %d bytes; give each row its own line", LINE_LIMIT);
    } else if (csv_parse(parser, text, size, on_field, on_row, r) != size) {
        refuse(r, "not valid CSV (%s); close each quote, and double a quote inside quotes",
               csv_strerror(csv_error(parser)));
    }
    if (!r->seen && r->gap == 0 && !parser->quoted && is_blank(text, size)) {
        r->gap = r->line;
    }
}

/* Line by line, so that the callbacks know where they are. */
static void read_lines(reader *r, FILE *file, struct csv_parser *parser)
{
    char *line = malloc(LINE_LIMIT + 1);
    if (line == NULL) {
        refuse(r, "out of memory");
        return;
    }
    errno = 0;
    for (size_t length; !r->failed && (length = next_line(file, line)) > 0;) {
        read_line(r, line, length, parser);
    }
    if (!r->failed && ferror(file)) {
        r->line = 0;
        refuse(r, "cannot be read: %s", strerror(errno));
    }
    free(line);
    if (!r->failed && csv_fini(parser, on_field, on_row, r) != 0) {
        refuse(r, "not valid CSV: a quote is still open at the end; close it");
    }
    if (!r->failed && r->header == 0) {
        r->line = 0;
        refuse(r, "empty; give a header line and one row for each value");
    }
}

int cosim_csv_read(const char *path, const char *column, const cosim_unit *unit, uint64_t most,
                   double **values, size_t *count, char *message, size_t bytes)
{
    reader r = {.path = path,
                .column = column,
                .unit = unit,
                .most = most,
                .message = message,
                .message_bytes = bytes,
                .wanted = SIZE_MAX};
    struct csv_parser parser;
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        refuse(&r, "cannot be opened: %s; name a readable CSV file", strerror(errno));
        return -1;
    }
    cosim_inputs_note(file);
    r.values = malloc(sizeof *r.values);
    r.room = 1;
    if (r.values == NULL ||
        csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL) != 0) {
        refuse(&r, "out of memory");
    } else {
        read_lines(&r, file, &parser);
        csv_free(&parser);
    }
    fclose(file);
    if (r.failed) {
        free(r.values);
        return -1;
    }
    *values = r.values;
    *count = r.count;
    return 0;
}
