// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "input/npy.h"

#include "base/decimal.h"
#include "input/physical.h"

#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define HEADER_LIMIT 65536 /* bytes; NumPy pads a header to some hundred */
#define BUFFER_BYTES 16384 /* a multiple of every size of a number */
#define FLOATS "'<f8', '<f4', integers of 1 to 8 bytes"

/* An array is what its header says, and the place of its data. */
typedef struct array {
    char kind; /* f, i, u or b (true or false) */
    unsigned size;
    bool fortran;
    unsigned dimensions;
    uint64_t rows, columns, offset;
} array;

/* This holds the bytes of the file around the last element that was read of a column. */
typedef struct window {
    uint64_t column, from;
    size_t length;
    unsigned char bytes[BUFFER_BYTES];
} window;

typedef struct reader {
    cosim_table *table;
    int file;
    char *message;
    size_t message_bytes;
    array array;
    const char *at; /* in the header */
    char header[HEADER_LIMIT + 1];
    window windows[COSIM_TABLE_COLUMNS];
} reader;

#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
static int
refuse(reader *r, const char *format, ...)
{
    int n = snprintf(r->message, r->message_bytes, "%.200s: ", r->table->path);
    va_list args;
    va_start(args, format);
    vsnprintf(r->message + n, r->message_bytes - (size_t)n, format, args);
    va_end(args);
    return -1;
}

static int refuse_header(reader *r)
{
    return refuse(r, "the header of the array is damaged; save it again with numpy.save");
}

/* Fills bytes[count] from a place of the file. */
static int read_at(reader *r, uint64_t from, void *bytes, size_t count)
{
    for (size_t done = 0; done < count;) {
        const ssize_t got =
            pread(r->file, (char *)bytes + done, count - done, (off_t)(from + done));
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return refuse(r, "cannot be read: %s", strerror(errno));
        }
        if (got == 0) {
            return refuse(r, "ends before its data; save the array again");
        }
        done += (size_t)got;
    }
    return 0;
}

/* ---- the header: a dictionary of three keys as Python writes it ---- */

static bool take(reader *r, const char *token)
{
    r->at += strspn(r->at, " ");
    const size_t length = strlen(token);
    const bool here = strncmp(r->at, token, length) == 0;
    r->at += here ? length : 0;
    return here;
}

/* Tells whether an item ends here, at a comma or at the end of all. */
static bool is_separated(reader *r, char close) { return take(r, ",") || r->at[0] == close; }

static bool take_string(reader *r, char *text, size_t bytes)
{
    const char quote = r->at[0]; /* what was tried before skipped the blanks */
    if (quote != '\'' && quote != '"') {
        return false;
    }
    const char *end = strchr(r->at + 1, quote);
    const size_t length = end == NULL ? bytes : (size_t)(end - r->at) - 1;
    if (length >= bytes || memchr(r->at + 1, '\\', length) != NULL) {
        return false;
    }
    memcpy(text, r->at + 1, length);
    text[length] = '\0';
    r->at = end + 1;
    return true;
}

static int take_type(reader *r)
{
    char text[24];
    array *a = &r->array;
    if (take(r, "[")) {
        return refuse(r, "the array has structures; save its numbers alone: " FLOATS);
    }
    if (!take_string(r, text, sizeof text)) {
        return refuse_header(r);
    }
    const char size = strlen(text) == 3 ? text[2] : '\0';
    const bool known = strchr("<|", text[0]) != NULL &&
                       ((text[1] == 'f' && (size == '4' || size == '8')) ||
                        (strchr("iu", text[1]) != NULL && size != '\0' && strchr("1248", size)) ||
                        (text[1] == 'b' && size == '1'));
    if (!known || (text[0] == '|' && size != '1')) {
        const char *kind = text[0] == '>' ? " (big-endian)" : strchr(text, 'O') ? " (objects)" : "";
        return refuse(r,
                      "the array has the type '%s'%s; save it as little-endian numbers without "
                      "objects: %s",
                      text, kind, FLOATS);
    }
    a->kind = text[1];
    a->size = (unsigned)(size - '0');
    return 0;
}

static bool take_shape(reader *r)
{
    uint64_t sizes[2] = {0, 1};
    r->array.dimensions = 0;
    if (!take(r, "(")) {
        return false;
    }
    while (!take(r, ")")) {
        char text[24];
        const size_t length = strspn(r->at, "0123456789");
        snprintf(text, sizeof text, "%.*s", length < sizeof text ? (int)length : 0, r->at);
        uint64_t size = 0;
        if (cosim_count_read(text, &size) != COSIM_DECIMAL_OK) {
            return false;
        }
        r->at += length;
        if (r->array.dimensions < 2) {
            sizes[r->array.dimensions] = size;
        }
        r->array.dimensions++;
        if (!is_separated(r, ')')) {
            return false;
        }
    }
    r->array.rows = sizes[0];
    r->array.columns = sizes[1];
    return true;
}

static int take_member(reader *r, unsigned *seen)
{
    static const char *const keys[] = {"descr", "fortran_order", "shape"};
    char key[16];
    unsigned k = 0;
    if (!take_string(r, key, sizeof key) || !take(r, ":")) {
        return refuse_header(r);
    }
    while (k < 3 && strcmp(keys[k], key) != 0) {
        k++;
    }
    if (k == 3 || (*seen & 1U << k) != 0) {
        return refuse_header(r);
    }
    *seen |= 1U << k;
    if (k == 0) {
        return take_type(r);
    }
    if (k == 2) {
        return take_shape(r) ? 0 : refuse_header(r);
    }
    r->array.fortran = take(r, "True");
    return r->array.fortran || take(r, "False") ? 0 : refuse_header(r);
}

static int parse_header(reader *r, size_t length)
{
    unsigned seen = 0;
    r->at = r->header;
    if (strlen(r->header) != length || !take(r, "{")) {
        return refuse_header(r);
    }
    while (!take(r, "}")) {
        if (take_member(r, &seen) != 0) {
            return -1;
        }
        if (!is_separated(r, '}')) {
            return refuse_header(r);
        }
    }
    r->at += strspn(r->at, " ");
    return seen == 7 && strcmp(r->at, "\n") == 0 ? 0 : refuse_header(r);
}

/* Checks that the size of the data is that of the shape, to the byte. */
static int check_size(reader *r, uint64_t bytes)
{
    const array *a = &r->array;
    const uint64_t numbers = bytes / a->size;
    if (a->dimensions == 0 || a->dimensions > 2) {
        return refuse(r, "the array has %u dimensions; save one of 1 or 2", a->dimensions);
    }
    const bool fits =
        a->rows == 0 || a->columns == 0
            ? bytes == 0
            : bytes % a->size == 0 && numbers % a->columns == 0 && numbers / a->columns == a->rows;
    return fits ? 0
                : refuse(r,
                         "%" PRIu64 " bytes of data are not the %" PRIu64 " times %" PRIu64
                         " numbers of %u bytes that the header says; save the array again",
                         bytes, a->rows, a->columns, a->size);
}

static int read_header(reader *r)
{
    unsigned char start[12];
    struct stat about;
    if (fstat(r->file, &about) != 0 || !S_ISREG(about.st_mode)) {
        return refuse(r, "the array does not come from a plain file; save it as one");
    }
    if (read_at(r, 0, start, 10) != 0) {
        return -1;
    }
    if (memcmp(start, "\x93NUMPY", 6) != 0) {
        return refuse(r, "this is neither UTF-8 text nor a NumPy array (.npy); give one of them");
    }
    if (start[6] < 1 || start[6] > 3 || start[7] != 0) {
        return refuse(r, "version %u.%u of NumPy's format is not known; save it as 1.0, 2.0 or 3.0",
                      start[6], start[7]);
    }
    r->array.offset = start[6] == 1 ? 10 : 12;
    uint64_t length = start[8] | (unsigned)start[9] << 8;
    if (start[6] > 1) {
        if (read_at(r, 10, start + 10, 2) != 0) {
            return -1;
        }
        length |= (uint64_t)start[10] << 16 | (uint64_t)start[11] << 24;
    }
    if (length > HEADER_LIMIT || length > (uint64_t)about.st_size - r->array.offset) {
        return refuse_header(r);
    }
    if (read_at(r, r->array.offset, r->header, (size_t)length) != 0) {
        return -1;
    }
    r->header[length] = '\0';
    r->array.offset += length;
    return parse_header(r, (size_t)length) != 0
               ? -1
               : check_size(r, (uint64_t)about.st_size - r->array.offset);
}

/* ---- the data ---- */

/* Returns an element as a double; bytes are those of the file, the lowest first. */
static double element(const array *a, const unsigned char *bytes)
{
    uint64_t bits = 0;
    for (unsigned i = a->size; i > 0; i--) {
        bits = bits << 8 | bytes[i - 1];
    }
    if (a->kind == 'f' && a->size == 8) {
        double value;
        memcpy(&value, &bits, sizeof value);
        return value;
    }
    if (a->kind == 'f') {
        const uint32_t word = (uint32_t)bits;
        float value;
        memcpy(&value, &word, sizeof value);
        return (double)value;
    }
    const unsigned shift = 64 - 8 * a->size;
    const uint64_t top = bits << shift;
    if (a->kind == 'i' && top >> 63 != 0) {
        return -(double)((~top >> shift) + 1);
    }
    return (double)bits;
}

static int read_element(reader *r, window *w, uint64_t row, double *value)
{
    const array *a = &r->array;
    const uint64_t index = a->fortran ? w->column * a->rows + row : row * a->columns + w->column;
    const uint64_t at = index * a->size, all = a->rows * a->columns * a->size;
    if (w->length == 0 || at < w->from || at + a->size > w->from + w->length) {
        w->from = at;
        w->length = all - at < BUFFER_BYTES ? (size_t)(all - at) : BUFFER_BYTES;
        if (read_at(r, a->offset + at, w->bytes, w->length) != 0) {
            return -1;
        }
    }
    *value = element(a, w->bytes + (at - w->from));
    return 0;
}

static int find_column(reader *r, const char *name, uint64_t *column)
{
    const array *a = &r->array;
    uint64_t number = 1;
    if (name == NULL && a->dimensions == 2) {
        return refuse(r,
                      "the array has %" PRIu64 " columns; add the number of one, from 1, such as "
                      "\"column: 1\"",
                      a->columns);
    }
    if (name != NULL && (cosim_count_read(name, &number) != COSIM_DECIMAL_OK || number == 0 ||
                         number > a->columns)) {
        return refuse(r,
                      "there is no column \"%.60s\"; the columns of an array have numbers, here "
                      "1 to %" PRIu64,
                      name, a->columns);
    }
    *column = number - 1;
    return 0;
}

static int read_row(reader *r, uint64_t row)
{
    char reason[320];
    double values[COSIM_TABLE_COLUMNS] = {0.0};
    for (size_t i = 0; i < r->table->column_count; i++) {
        double number;
        if (read_element(r, &r->windows[i], row, &number) != 0) {
            return -1;
        }
        if (cosim_unit_scale(number, r->table->columns[i].unit, &values[i], reason,
                             sizeof reason) != 0) {
            return refuse(r, "row %" PRIu64 ": %s", row + 1, reason);
        }
        cosim_digits_note_binary(r->table->columns[i].digits, values[i]);
    }
    r->table->line = row + 1;
    if (r->table->take(r->table->context, values, (double)NAN, reason, sizeof reason) != 0) {
        return refuse(r, "row %" PRIu64 ": %s", row + 1, reason);
    }
    return 0;
}

static int read_array(reader *r)
{
    if (r->table->form_stated) {
        return refuse(
            r,
            "the file is an array; \"separator\", \"decimal\", \"comment\" and \"header\" are for "
            "text; take them out");
    }
    if (read_header(r) != 0) {
        return -1;
    }
    for (size_t i = 0; i < r->table->column_count; i++) {
        if (find_column(r, r->table->columns[i].name, &r->windows[i].column) != 0) {
            return -1;
        }
    }
    for (uint64_t row = 0; row < r->array.rows; row++) {
        if (read_row(r, row) != 0) {
            return -1;
        }
    }
    return 0;
}

int cosim_npy_read(cosim_table *table, FILE *file, char *message, size_t bytes)
{
    reader *r = calloc(1, sizeof *r);
    if (r == NULL) {
        snprintf(message, bytes, "%.200s: out of memory", table->path);
        return -1;
    }
    r->table = table;
    r->file = fileno(file);
    r->message = message;
    r->message_bytes = bytes;
    const int status = read_array(r);
    free(r);
    return status;
}
