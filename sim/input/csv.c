// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "input/csv.h"

#include "base/decimal.h"
#include "input/fields.h"
#include "input/hint.h"
#include "input/number.h"
#include "input/physical.h"
#include "input/tree.h"

#include <csv.h>

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#define LINE_LIMIT 65536 /* bytes; a device without an end has one endless line */
#define HINT_BYTES 200

typedef struct reader {
    cosim_table *table;
    char *message;
    size_t message_bytes;
    char *text;         /* the present line, as it is in the file */
    unsigned long line; /* of the file, 1-based */
    unsigned long gap;  /* an empty line that only other empty lines may follow; 0: none */
    size_t field;       /* of the present row */
    size_t fields;      /* of the first row; 0: not read yet */
    size_t wanted[COSIM_TABLE_COLUMNS]; /* the columns' fields; SIZE_MAX: not found */
    size_t time;                        /* the field of a time that nobody asked for */
    double values[COSIM_TABLE_COLUMNS], time_value;
    bool header; /* the present row names the columns */
    bool seen;   /* the present line held a field or ended a row */
    bool ended;  /* the present line ended a row */
    bool failed;
    char names[200]; /* the header, for the message about a missing column */
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
    const char *path = r->table->path;
    int n = r->line == 0 ? snprintf(r->message, r->message_bytes, "%.200s: ", path)
                         : snprintf(r->message, r->message_bytes, "%.200s:%lu: ", path, r->line);
    va_list args;
    va_start(args, format);
    vsnprintf(r->message + n, r->message_bytes - (size_t)n, format, args);
    va_end(args);
    r->failed = true;
}

/* Tells whether a name is time or t, with or without a unit behind it. */
static bool is_time(const char *name)
{
    const size_t length = tolower((unsigned char)name[0]) != 't' ? 0
                          : strncasecmp(name, "time", 4) == 0    ? 4
                                                                 : 1;
    return length > 0 && (name[length] == '\0' || strchr("_ ([/", name[length]) != NULL);
}

static void read_name(reader *r, const char *text)
{
    cosim_table *table = r->table;
    bool wanted = false;
    for (size_t i = 0; i < table->column_count; i++) {
        if (strcmp(text, table->columns[i].name) == 0) {
            if (r->wanted[i] != SIZE_MAX) {
                refuse(r, "two columns are named \"%.60s\"; give each its own name", text);
            }
            r->wanted[i] = r->field;
            wanted = true;
        }
    }
    if (!wanted && r->time == SIZE_MAX && is_time(text) && strlen(text) < COSIM_TABLE_NAME) {
        strcpy(table->time_name, text);
        r->time = r->field;
    }
    size_t n = strlen(r->names);
    snprintf(r->names + n, sizeof r->names - n, "%s%.40s", n > 0 ? ", " : "", text);
}

static const char *hint(const reader *r, char text[HINT_BYTES])
{
    return cosim_hint(r->text, &r->table->form, r->header, text, HINT_BYTES);
}

static int convert(const reader *r, const char *text, const cosim_table_column *column,
                   double *value, char *reason, size_t bytes)
{
    char strict[COSIM_DECIMAL_LIMIT + 8], quoted[COSIM_QUOTE_BYTES];
    const char decimal = r->table->form.decimal;
    if (cosim_number_strict(text, decimal, strict, sizeof strict)) {
        const int status = cosim_unit_apply(strict, column->unit, value, reason, bytes);
        if (status == 0 && column->digits != NULL) {
            cosim_digits_note(column->digits, strict, *value);
        }
        return status;
    }
    if (column->truth && (strcasecmp(text, "true") == 0 || strcasecmp(text, "false") == 0)) {
        *value = strcasecmp(text, "true") == 0;
        return 0;
    }
    snprintf(reason, bytes, "%s is not a decimal number; write it like -70 or 0%c5 or 2e-3",
             cosim_quote(text, quoted), decimal);
    return -1;
}

/* Reads a word of a column of words. */
static void read_word(reader *r, const char *text, size_t column)
{
    const cosim_table_column *c = &r->table->columns[column];
    char quoted[COSIM_QUOTE_BYTES], list[200];
    for (size_t i = 0; i < c->name_count; i++) {
        if (strcmp(text, c->names[i]) == 0) {
            r->values[column] = (double)i;
            return;
        }
    }
    refuse(r, "%s is no %s; use %s", cosim_quote(text, quoted), c->name,
           cosim_join(c->names, c->name_count, "or", list, sizeof list));
}

static void read_value(reader *r, const char *text, size_t column)
{
    if (r->table->columns[column].names != NULL) {
        read_word(r, text, column);
        return;
    }
    char reason[320], why[HINT_BYTES], strict[COSIM_DECIMAL_LIMIT + 8];
    const bool point = r->table->form.decimal == '.';
    if (convert(r, text, &r->table->columns[column], &r->values[column], reason, sizeof reason) ==
        0) {
        return;
    }
    if (cosim_number_strict(text, point ? ',' : '.', strict, sizeof strict)) {
        snprintf(why, sizeof why, ", or add \"decimal: %s\"", point ? "comma" : "point");
    } else {
        hint(r, why);
    }
    refuse(r, "%s%s", reason, why);
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
        refuse(r, "there is an empty line between rows; delete it");
        return;
    }
    if (r->ended) {
        refuse(r, "the line has a carriage return inside; end each line with LF or CRLF");
    } else if (text == NULL || strlen(text) != length) {
        refuse(r, "the file has a NUL byte; a CSV file is text");
    } else if (r->header) {
        read_name(r, text);
    } else if (r->field == r->time) {
        const cosim_unit unit = {1.0, 1, 0};
        const cosim_table_column plain = {.unit = &unit};
        char reason[320];
        if (convert(r, text, &plain, &r->time_value, reason, sizeof reason) != 0) {
            r->time_value = (double)NAN;
        }
    } else {
        for (size_t i = 0; i < r->table->column_count; i++) {
            if (r->field == r->wanted[i]) {
                read_value(r, text, i);
            }
        }
    }
    r->field++;
}

static void end_header(reader *r)
{
    char why[HINT_BYTES];
    for (size_t i = 0; i < r->table->column_count; i++) {
        r->values[i] = (double)NAN;
        if (r->wanted[i] == SIZE_MAX && !r->table->columns[i].optional) {
            refuse(r, "no column is named \"%.60s\"; the header has %s%s",
                   r->table->columns[i].name, r->names, hint(r, why));
        }
    }
    r->header = false;
}

static void end_values(reader *r)
{
    char reason[320], why[HINT_BYTES];
    for (size_t i = 0; i < r->table->column_count; i++) {
        if (r->wanted[i] >= r->fields && !r->table->columns[i].optional) {
            refuse(r, "there is no column %s; the row has %zu%s", r->table->columns[i].name,
                   r->field, hint(r, why));
        }
    }
    r->table->line = r->line;
    if (!r->failed &&
        r->table->take(r->table->context, r->values, r->time_value, reason, sizeof reason) != 0) {
        refuse(r, "%s", reason);
    }
}

static void on_row(int terminator, void *user)
{
    reader *r = user;
    char why[HINT_BYTES];
    (void)terminator;
    r->seen = true;
    r->ended = true;
    if (r->fields == 0) {
        r->fields = r->field;
    }
    if (!r->failed && r->field != r->fields) {
        refuse(r, "the row has %zu field%s, and the %s has %zu; give each row all fields%s",
               r->field, r->field == 1 ? "" : "s",
               r->table->form.no_header ? "first row" : "header", r->fields, hint(r, why));
    } else if (!r->failed && r->header) {
        end_header(r);
    } else if (!r->failed) {
        end_values(r);
    }
    r->field = 0;
}

static bool is_blank(const char *line, size_t length) { return strspn(line, " \t\r\n") >= length; }

/* Reads the next line, its end included, of at most LINE_LIMIT bytes and a NUL behind them; returns
 * 0 bytes at the end of the file. */
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

/* Splits a line into columns between blanks: there are no quotes, and blanks around a row say
 * nothing. */
static void split_at_blanks(reader *r, const char *text, size_t size)
{
    char field[LINE_LIMIT + 1];
    size_t at = 0;
    if (memchr(text, '\0', size) != NULL) {
        refuse(r, "the file has a NUL byte; a table is text");
    }
    while ((at += strspn(text + at, " \t\r\n")) < size && !r->failed) {
        const size_t length = strcspn(text + at, " \t\r\n");
        memcpy(field, text + at, length);
        field[length] = '\0';
        on_field(field, length, r);
        at += length;
    }
    if (r->field > 0) {
        on_row('\n', r);
    }
}

static bool is_comment(const reader *r, const char *text)
{
    const char *mark = r->table->form.comment;
    return mark != NULL && strncmp(text + strspn(text, " \t"), mark, strlen(mark)) == 0;
}

static void read_line(reader *r, const char *text, size_t size, struct csv_parser *parser)
{
    char why[HINT_BYTES];
    r->line++;
    r->seen = false;
    r->ended = false;
    if (size == LINE_LIMIT && text[size - 1] != '\n') {
        refuse(r, "the line has more than %d bytes; give each row its own line", LINE_LIMIT);
    } else if (!parser->quoted && is_comment(r, text)) {
        return;
    } else if (r->table->form.separator == ' ') {
        split_at_blanks(r, text, size);
    } else if (csv_parse(parser, text, size, on_field, on_row, r) != size) {
        refuse(r, "not valid CSV (%s); close each quote, and double a quote inside quotes%s",
               csv_strerror(csv_error(parser)), hint(r, why));
    }
    if (!r->seen && r->gap == 0 && !parser->quoted && is_blank(text, size)) {
        r->gap = r->line;
    }
}

/* Reads line by line, so that the callbacks know where they are. */
static void read_lines(reader *r, FILE *file, struct csv_parser *parser)
{
    errno = 0;
    for (size_t length; !r->failed && (length = next_line(file, r->text)) > 0;) {
        const size_t mark = r->line == 0 && memcmp(r->text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
        read_line(r, r->text + mark, length - mark, parser);
    }
    if (!r->failed && ferror(file)) {
        r->line = 0;
        refuse(r, "cannot be read: %s", strerror(errno));
    }
    if (!r->failed && csv_fini(parser, on_field, on_row, r) != 0) {
        refuse(r, "not valid CSV: a quote is still open at the end; close it");
    }
    if (!r->failed && r->fields == 0) {
        r->line = 0;
        refuse(r, "the file is empty; give %sone row for each value",
               r->table->form.no_header ? "" : "a header line and ");
    }
}

/* Tells whether a byte is a blank around a field; a tab is not, because it may separate. */
static int is_blank_byte(unsigned char byte) { return byte == ' '; }

/* Finds the fields of columns that have numbers instead of names. */
static void find_numbers(reader *r)
{
    for (size_t i = 0; i < r->table->column_count; i++) {
        uint64_t number = 0;
        if (cosim_count_read(r->table->columns[i].name, &number) != COSIM_DECIMAL_OK ||
            number == 0 || number > LINE_LIMIT) {
            refuse(r,
                   "\"%.60s\" is not the number of a column; without a header the columns have "
                   "numbers from 1",
                   r->table->columns[i].name);
        }
        r->wanted[i] = (size_t)number - 1;
    }
}

int cosim_csv_read(cosim_table *table, FILE *file, char *message, size_t bytes)
{
    reader r = {.table = table,
                .message = message,
                .message_bytes = bytes,
                .wanted = {SIZE_MAX, SIZE_MAX, SIZE_MAX, SIZE_MAX},
                .time = SIZE_MAX,
                .time_value = (double)NAN,
                .header = !table->form.no_header};
    struct csv_parser parser;
    if (table->form.no_header) {
        find_numbers(&r);
    }
    r.text = malloc(LINE_LIMIT + 1);
    if (r.text == NULL || csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL) != 0) {
        refuse(&r, "out of memory");
    } else {
        csv_set_delim(&parser, (unsigned char)table->form.separator);
        if (table->form.separator == '\t') {
            csv_set_space_func(&parser, is_blank_byte);
        }
        read_lines(&r, file, &parser);
        csv_free(&parser);
    }
    free(r.text);
    return r.failed ? -1 : 0;
}
