// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The golden data of a published model are read as its files hold them: in the source's own units,
 * with the project's step numbers. See testbenches/golden/README.md. */
#ifndef TEST_GOLDEN_H
#define TEST_GOLDEN_H

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yajl/yajl_tree.h>

enum { GOLDEN_MOST_STEPS = 10000 };

typedef struct golden {
    size_t rows;  /* of the CSV */
    size_t steps; /* to run and to compare */
    double dt, rest, gain;
    double current[GOLDEN_MOST_STEPS], drive[GOLDEN_MOST_STEPS], membrane[GOLDEN_MOST_STEPS];
    unsigned hold[GOLDEN_MOST_STEPS], spike[GOLDEN_MOST_STEPS];
    size_t spike_count;
    uint64_t spikes[GOLDEN_MOST_STEPS]; /* canonical_spike_steps */
} golden;

/* Gives the folder with the unpacked data, beside that of the test programs: build/test/ROOM/X ->
 * build/golden. */
static inline const char *golden_folder(const char *program, char *text, size_t bytes)
{
    const char *room = strrchr(program, '/'), *test = room;
    while (test != NULL && test > program && strncmp(test, "/test/", 6) != 0) {
        test--;
    }
    if (test == NULL || strncmp(test, "/test/", 6) != 0) {
        fail_msg("%s lies in no folder test/: its data cannot be found", program);
    }
    snprintf(text, bytes, "%.*s/golden", (int)(test - program), program);
    return text;
}

static inline FILE *golden_open(const char *folder, const char *name, const char *suffix)
{
    char path[1024];
    const int length = snprintf(path, sizeof path, "%s/%s%s", folder, name, suffix);
    FILE *file = length > 0 && length < (int)sizeof path ? fopen(path, "r") : NULL;
    if (file == NULL)
        fail_msg("cannot open %s: unpack it with the rules of golden.mk", path);
    return file;
}

static inline yajl_val golden_node(yajl_val root, const char *first, const char *second)
{
    const char *path[] = {first, second, NULL};
    yajl_val node = yajl_tree_get(root, path, yajl_t_any);
    if (node == NULL)
        fail_msg("golden key %s %s is missing", first, second == NULL ? "" : second);
    return node;
}

static inline double golden_value(yajl_val root, const char *first, const char *second)
{
    yajl_val node = golden_node(root, first, second);
    if (!YAJL_IS_NUMBER(node))
        fail_msg("golden key %s %s is not a number", first, second == NULL ? "" : second);
    return strtod(YAJL_GET_NUMBER(node), NULL);
}

static inline void golden_read_json(golden *g, const char *folder, const char *name)
{
    char problem[256] = "";
    static char text[1 << 17];
    FILE *file = golden_open(folder, name, ".json");
    const size_t bytes = fread(text, 1, sizeof text - 1, file);
    const int whole = feof(file);
    fclose(file);
    text[bytes] = '\0';
    yajl_val root = yajl_tree_parse(text, problem, sizeof problem);
    if (!whole || root == NULL)
        fail_msg("%s.json is too long, or no JSON: %s", name, problem);
    g->dt = golden_value(root, "canonical", "dt");
    g->rest = golden_value(root, "canonical", "E");
    g->gain = golden_value(root, "canonical", "G");
    g->steps = (size_t)golden_value(root, "n_canonical_steps", NULL);
    const char *detect[] = {"canonical", "n_detect", NULL};
    if (yajl_tree_get(root, detect, yajl_t_number) != NULL)
        g->steps = (size_t)golden_value(root, "canonical", "n_detect");
    yajl_val spikes = golden_node(root, "canonical_spike_steps", NULL);
    assert_true(YAJL_IS_ARRAY(spikes) && YAJL_GET_ARRAY(spikes)->len <= GOLDEN_MOST_STEPS);
    g->spike_count = YAJL_GET_ARRAY(spikes)->len;
    for (size_t i = 0; i < g->spike_count; i++)
        g->spikes[i] = strtoull(YAJL_GET_NUMBER(YAJL_GET_ARRAY(spikes)->values[i]), NULL, 10);
    yajl_tree_free(root);
}

static inline void golden_read_csv(golden *g, const char *folder, const char *name)
{
    char line[256];
    FILE *file = golden_open(folder, name, ".csv");
    if (fgets(line, sizeof line, file) == NULL)
        fail_msg("%s.csv is empty", name);
    assert_string_equal(line, "n,I_in,u,hold,v_next,spike\n");
    g->rows = 0;
    while (fgets(line, sizeof line, file) != NULL) {
        const size_t n = g->rows++;
        size_t number;
        char more;
        assert_true(n < GOLDEN_MOST_STEPS);
        if (sscanf(line, "%zu,%lf,%lf,%u,%lf,%u%c", &number, &g->current[n], &g->drive[n],
                   &g->hold[n], &g->membrane[n], &g->spike[n], &more) != 7 ||
            more != '\n' || number != n)
            fail_msg("%s.csv: row %zu cannot be read", name, n);
    }
    fclose(file);
}

/* Reads both files of NAME; fails the test where they cannot be read or contradict each other. */
static inline void golden_read(golden *g, const char *folder, const char *name)
{
    golden_read_json(g, folder, name);
    golden_read_csv(g, folder, name);
    assert_true(g->steps > 0 && g->steps <= g->rows);
    size_t spikes = 0;
    for (size_t n = 0; n < g->steps; n++)
        if (g->spike[n])
            assert_true(spikes < g->spike_count && g->spikes[spikes++] == n);
    assert_true(spikes == g->spike_count);
}

#endif
