// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "foreign/trace_column.h"

#include "input/fields.h"
#include "input/form.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LATENCY_MOST = 1000000, COLUMN_MOST = 1000000 };
#define REASON_BYTES 640

static const cosim_unit plain = {1.0, 1, 0};

static const char *beside(const cosim_trace_reader *r, const char *path)
{
    const size_t folder = path[0] == '/' ? 0 : strlen(r->folder) + 1;
    char *joined = cosim_arena_alloc(r->arena, folder + strlen(path) + 1);
    if (joined != NULL && folder > 0) {
        sprintf(joined, "%s/%s", r->folder, path);
    } else if (joined != NULL) {
        strcpy(joined, path);
    }
    return joined != NULL && strncmp(joined, "./", 2) == 0 ? joined + 2 : joined;
}

int cosim_trace_file_read(const cosim_trace_reader *r, const cosim_node *node,
                          cosim_trace_file *file, cosim_diag *diag)
{
    const bool map = node->kind == COSIM_MAP;
    const cosim_node *path = map ? cosim_field_need(node, "file", "run.csv", diag) : node;
    const char *text;
    *file = (cosim_trace_file){.form = {.separator = ',', .decimal = '.'}};
    if (path == NULL || cosim_field_text(path, false, &text, diag) != 0 ||
        (map && cosim_form_read(node, &file->form, &file->form_stated, diag) != 0)) {
        return -1;
    }
    file->path = beside(r, text);
    return file->path != NULL ? 0 : cosim_refuse_memory(node, diag);
}

/* ---- rows ---- */

typedef struct rows {
    const cosim_table *table;
    double *values;
    uint32_t *line;
    uint64_t count, room;
    bool sent;     /* the second column is a sender */
    double sender; /* that counts */
} rows;

static int take(void *context, const double *values, double time, char *reason, size_t bytes)
{
    rows *r = context;
    (void)time;
    if (r->sent && values[1] != r->sender) {
        return 0;
    }
    if (r->count == r->room) {
        const size_t room = r->room == 0 ? 1024 : 2 * (size_t)r->room;
        double *longer = realloc(r->values, room * sizeof *longer);
        if (longer != NULL) {
            r->values = longer;
        }
        uint32_t *lines = realloc(r->line, room * sizeof *lines);
        if (lines != NULL) {
            r->line = lines;
        }
        if (longer == NULL || lines == NULL) {
            snprintf(reason, bytes, "out of memory");
            return -1;
        }
        r->room = room;
    }
    r->values[r->count] = values[0];
    r->line[r->count++] = r->table->line < UINT32_MAX ? (uint32_t)r->table->line : UINT32_MAX;
    return 0;
}

/* Adds a column by its name, or by its number where the file has no names. */
static int add_column(cosim_table *table, const cosim_node *map, const char *absent,
                      cosim_diag *diag)
{
    const cosim_node *node = map->kind == COSIM_MAP ? cosim_node_child(map, "column") : map;
    const size_t length = strlen(table->path);
    const bool array = length > 4 && strcmp(table->path + length - 4, ".npy") == 0;
    const bool named = !array && !table->form.no_header;
    cosim_table_column *column = &table->columns[table->column_count++];
    uint64_t number;
    *column = (cosim_table_column){.name = named ? absent : NULL, .unit = &plain};
    if (node == NULL) {
        return array || column->name != NULL ||
                       cosim_field_need(map, "column", named ? "v" : "1", diag) != NULL
                   ? 0
                   : -1;
    }
    if (!named && cosim_field_count(node, 1, COLUMN_MOST, &number, diag) != 0) {
        return -1;
    }
    return cosim_field_text(node, false, &column->name, diag);
}

/* Reads which sender counts: {column: sender, is: 3}. */
static int add_sender(cosim_table *table, const cosim_node *sender, rows *r, cosim_diag *diag)
{
    static const char *const keys[] = {"column", "is"};
    const cosim_node *is;
    r->sent = sender != NULL;
    if (sender == NULL) {
        return 0;
    }
    if (cosim_fields_known(sender, keys, 2, diag) != 0 ||
        (is = cosim_field_need(sender, "is", "1", diag)) == NULL ||
        cosim_field_number(is, &r->sender, diag) != 0) {
        return -1;
    }
    return add_column(table, sender, "sender", diag);
}

/* Reads latency and sign. In a waveform the reader of its rows goes by the latency, else whoever
 * goes through the rows. */
static int read_view(const cosim_node *node, const cosim_trace_usual *usual, cosim_table *table,
                     uint64_t *latency, cosim_diag *diag)
{
    const cosim_node *late = cosim_node_child(node, "latency");
    const cosim_node *is_signed = cosim_node_child(node, "signed");
    const bool wave = table->form.clocking.clock != NULL;
    cosim_table_column *column = &table->columns[0];
    *latency = wave ? usual->late : 0;
    column->is_signed = usual->is_signed;
    column->truth = usual->truth;
    if ((late != NULL &&
         cosim_field_count(late, 0, wave ? COSIM_TABLE_LATE : LATENCY_MOST, latency, diag) != 0) ||
        (is_signed != NULL && cosim_field_bool(is_signed, &column->is_signed, diag) != 0)) {
        return -1;
    }
    if (is_signed != NULL && !wave) {
        return cosim_refuse(is_signed, diag, "is for the bits of a waveform; leave it out");
    }
    if (wave) {
        column->late = (unsigned)*latency;
        *latency = 0;
    }
    return 0;
}

int cosim_trace_column(const cosim_trace_reader *reader, const cosim_node *node,
                       const cosim_trace_usual *usual, cosim_recorded_column *column,
                       cosim_diag *diag)
{
    const cosim_node *own = cosim_node_child(node, "file");
    cosim_trace_file file = reader->file;
    rows r = {.count = 0};
    cosim_table table = {.take = take, .context = &r};
    char reason[REASON_BYTES];
    *column = (cosim_recorded_column){.path = NULL};
    if (own != NULL && cosim_trace_file_read(reader, node, &file, diag) != 0) {
        return -1;
    }
    if (own == NULL && !reader->has_file) {
        return cosim_refuse(node, diag,
                            "has no file; add \"trace: FILE\" at the top, or a file here");
    }
    table.path = file.path;
    table.form = file.form;
    table.form_stated = file.form_stated;
    r.table = &table;
    if (add_column(&table, node, usual->name, diag) != 0 ||
        add_sender(&table, usual->sender, &r, diag) != 0 ||
        read_view(node, usual, &table, &column->latency, diag) != 0) {
        return -1;
    }
    cosim_digits_start(&column->digits);
    table.columns[0].digits = &column->digits;
    const int status = cosim_table_read(&table, reason, sizeof reason);
    column->values = cosim_arena_adopt(reader->arena, r.values);
    column->line = cosim_arena_adopt(reader->arena, r.line);
    column->count = r.count;
    column->path = file.path;
    column->clocked = file.form.clocking.clock != NULL;
    if (status != 0) {
        cosim_refuse(node, diag, "%s", reason);
        diag->memory = strstr(reason, ": out of memory") != NULL;
        diag->tool = table.no_tool;
        return -1;
    }
    return 0;
}
