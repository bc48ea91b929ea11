// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* NIR files in every form that tools write come to one graph; what is damaged, links elsewhere, or
 * pretends to be large is refused with a message, and a crash of the HDF5 library is one, too. The
 * files are made by testbenches/nir/make_nir.c, which has none of the reader's code. */
#include "input/nir/file.h"
#include "input/nir/graph.h"
#include "splitmix.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

static char folder[] = "/tmp/nir-file-XXXXXX";
static char path[64];

static const char *build_folder(void)
{
    const char *name = getenv("BUILD");
    return name != NULL && name[0] != '\0' ? name : "build";
}

static int use_program(void)
{
    char program[256];
    snprintf(program, sizeof program, "%s/lifcosim-hdf5", build_folder());
    return setenv("LIFCOSIM_HDF5", program, 1);
}

static int set_up(void **state)
{
    (void)state;
    if (mkdtemp(folder) == NULL) {
        return -1;
    }
    snprintf(path, sizeof path, "%s/file.nir", folder);
    return use_program();
}

static int tear_down(void **state)
{
    (void)state;
    unlink(path);
    return rmdir(folder);
}

/* Writes a file with make_nir. */
static void make(const char *flags, const char *description)
{
    char command[512];
    snprintf(command, sizeof command, "%s/test/make_nir %s %s", build_folder(), path, flags);
    FILE *pipe = popen(command, "w");
    assert_non_null(pipe);
    fputs(description, pipe);
    if (pclose(pipe) != 0) {
        fail_msg("make_nir failed; build it by `make nir-tested`");
    }
}

static cosim_nir_graph *read_file(cosim_arena *arena, cosim_diag *diag)
{
    memset(diag, 0, sizeof *diag);
    return cosim_nir_read(arena, path, diag);
}

static const char braille[] =
    "version 0.2.0\n"
    "node input Input\nset shape 1 2\n"
    "node fc1 Affine\nset weight 3x2 0.5 -0.25 1.5 2 -1 0.125\nset bias 3 0.5\n"
    "graph lif1\n"
    "node input Input\nset shape 1 3\nnode output Output\nset shape 1 3\n"
    "node lif CubaLIF\nset tau_mem 3 0.5\nset tau_syn 3 0.25\nset r 3 1\nset v_leak 3 0\n"
    "set v_threshold 3 1\nset w_in 3 1 2 3\n"
    "node w_rec Linear\nset weight 3x3 1 2 3 4 5 6 7 8 9\n"
    "edge input lif\nedge lif w_rec\nedge w_rec lif\nedge lif output\nend\n"
    "node a.dot Linear\nset weight 1x3 1 2 4\n"
    "node lif2 LIF\nset tau - 0.5\nset r - 1\nset v_leak - 0\nset v_threshold - 1\nset v_reset - "
    "0\n"
    "node output Output\nset shape 1 1\n"
    "edge input fc1\nedge fc1 lif1\nedge lif1 a.dot\nedge a.dot lif2\nedge lif2 output\n";

static const cosim_nir_node *find(const cosim_nir_graph *g, const char *name)
{
    for (unsigned i = 0; i < g->nodes; i++) {
        if (strcmp(g->node[i].name, name) == 0) {
            return &g->node[i];
        }
    }
    fail_msg("no node %s", name);
    return NULL;
}

static bool has_edge(const cosim_nir_graph *g, const char *from, const char *to)
{
    for (unsigned i = 0; i < g->edges; i++) {
        if (strcmp(g->node[g->edge[i].from].name, from) == 0 &&
            strcmp(g->node[g->edge[i].to].name, to) == 0) {
            return true;
        }
    }
    return false;
}

static void forms(void **state)
{
    (void)state;
    static const char *const flags[] = {
        "float32", "float64", "float32 chunked",       "gzip shuffle",
        "fixed",   "big",     "float32 big gzip fixed"};
    for (size_t k = 0; k < sizeof flags / sizeof flags[0]; k++) {
        cosim_diag diag;
        cosim_arena *arena = cosim_arena_new();
        make(flags[k], braille);
        const cosim_nir_graph *g = read_file(arena, &diag);
        if (g == NULL) {
            fail_msg("%s: %s", flags[k], diag.message);
        }
        assert_string_equal(g->version, "0.2.0");
        assert_int_equal(g->nodes, 9);
        assert_int_equal(g->edges, 9);
        const cosim_nir_node *fc1 = find(g, "fc1"), *lif = find(g, "lif1.lif");
        assert_true(fc1->takes == 2 && fc1->gives == 3 && lif->gives == 3);
        assert_true(cosim_nir_value(fc1, COSIM_NIR_WEIGHT, 2, 0.0) == 1.5);
        assert_true(cosim_nir_value(lif, COSIM_NIR_W_IN, 2, 0.0) == 3.0);
        assert_null(lif->parameter[COSIM_NIR_V_RESET]);
        assert_int_equal(find(g, "a.dot")->type, COSIM_NIR_LINEAR);
        assert_int_equal(find(g, "lif1.input")->type, COSIM_NIR_PASS);
        assert_int_equal(find(g, "input")->type, COSIM_NIR_INPUT);
        assert_true(has_edge(g, "fc1", "lif1.input") && has_edge(g, "lif1.output", "a.dot") &&
                    has_edge(g, "lif1.w_rec", "lif1.lif"));
        cosim_arena_free(arena);
    }
}

static void refuses(const char *flags, const char *description, const char *words)
{
    cosim_diag diag;
    cosim_arena *arena = cosim_arena_new();
    make(flags, description);
    assert_null(read_file(arena, &diag));
    if (strstr(diag.message, words) == NULL || strcmp(diag.place.file, path) != 0) {
        fail_msg("expected `%s` at the file, got %s: %s", words, diag.place.file, diag.message);
    }
    if (strchr(diag.message, ';') == NULL) {
        fail_msg("no remedy: %s", diag.message);
    }
    assert_false(diag.tool);
    cosim_arena_free(arena);
}

static void refusals(void **state)
{
    (void)state;
    cosim_diag diag;
    cosim_arena *arena = cosim_arena_new();
    refuses("link", braille, "link to elsewhere");
    refuses("notype", braille, "has no `type`");
    refuses("noedges", braille, "has no `edges`");
    refuses("", "node x Linear\nhuge weight 1000000x1000000\n", "more than 16777216 values");
    refuses("", "node x Linear\nhuge weight 5000x5000\n", "more than 16777216 values");
    refuses("", "node x\\x1b Linear\n", "cannot be seen");
    refuses("", "node x Linear\ntext weight abc\n", "holds no numbers");
    refuses("", "node a.b Input\ngraph a\nnode b Output\nend\n", "two nodes have this name");
    refuses("", "graph a\nend\nnode i Input\nedge i a\n", "0 Input nodes");
    refuses("", "node i Input\nedge i o/p\n", "slash");
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs("no HDF5\n", file);
    fclose(file);
    assert_null(read_file(arena, &diag));
    assert_non_null(strstr(diag.message, "is no HDF5 file"));
    assert_null(cosim_nir_read(arena, "/tmp/there-is-none.nir", &diag));
    assert_non_null(strstr(diag.message, "cannot be opened"));
    setenv("LIFCOSIM_HDF5", "/tmp/there-is-none", 1);
    assert_null(read_file(arena, &diag));
    assert_true(diag.tool);
    make("", braille);
    setenv("LIFCOSIM_HDF5", "/bin/true", 1);
    assert_null(read_file(arena, &diag));
    assert_true(diag.tool);
    assert_string_equal(diag.place.file, path);
    assert_non_null(strstr(diag.message, "type `make nir` again"));
    assert_int_equal(use_program(), 0);
    cosim_arena_free(arena);
}

/* Whatever is done to a file, the answer is a graph or a message. */
static void damage(void **state)
{
    (void)state;
    uint64_t random = splitmix_seed(4711);
    static char whole[1 << 16], bytes[1 << 16];
    make("gzip", braille);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    const size_t size = fread(whole, 1, sizeof whole, file);
    fclose(file);
    assert_true(size > 1000 && size < sizeof whole);
    unsigned read = 0, refused = 0;
    /* Some files keep the library busy for ever; its own limit of 10 s is long for a test. */
    const struct rlimit second = {1, 1};
    assert_int_equal(setrlimit(RLIMIT_CPU, &second), 0);
    for (unsigned k = 0; k < 80; k++) {
        size_t left = size;
        memcpy(bytes, whole, size);
        if (k % 4 == 0) {
            left = splitmix_below(&random, size);
        } else {
            for (size_t i = 0; i <= splitmix_below(&random, 40); i++) {
                bytes[splitmix_below(&random, size)] = (char)splitmix_bits(&random);
            }
        }
        file = fopen(path, "wb");
        assert_non_null(file);
        assert_int_equal(fwrite(bytes, 1, left, file), left);
        fclose(file);
        cosim_diag diag;
        cosim_arena *arena = cosim_arena_new();
        if (read_file(arena, &diag) != NULL) {
            read++;
        } else {
            refused++;
            if (diag.message[0] == '\0' || diag.tool) {
                fail_msg("damage %u: %s", k, diag.message);
            }
            assert_string_equal(diag.place.file, path);
        }
        cosim_arena_free(arena);
    }
    assert_true(refused > 30); /* every file that is cut short, at least */
    printf("# %u read, %u refused\n", read, refused);
}

/* Every kind of value is read as it was written. */
static void round_trip(void **state)
{
    (void)state;
    cosim_diag diag;
    cosim_arena *arena = cosim_arena_new();
    cosim_hdf *root = cosim_hdf_root(arena), *group = cosim_hdf_group(arena, root, "g");
    const uint64_t dims[] = {3, 700};
    cosim_hdf *large = cosim_hdf_array(arena, group, "large", COSIM_HDF_REAL, 2, dims);
    for (size_t i = 0; i < large->count; i++) {
        large->number[i] = 1.0 / (double)(i + 1);
    }
    cosim_hdf *whole = cosim_hdf_array(arena, group, "whole", COSIM_HDF_WHOLE, 1, dims);
    whole->number[1] = -12345678901.0;
    cosim_hdf *truth = cosim_hdf_array(arena, group, "truth", COSIM_HDF_TRUTH, 1, dims);
    truth->number[2] = 1.0;
    cosim_hdf *word = cosim_hdf_word(arena, root, "word", "\xc3\xa4 text");
    cosim_hdf *attribute = cosim_hdf_word(arena, group, "kind", "NIRData");
    attribute->attribute = true;
    assert_non_null(word);
    if (cosim_hdf_write(root, path, &diag) != 0) {
        fail_msg("%s", diag.message);
    }
    const cosim_hdf *back = cosim_hdf_read(arena, path, &diag);
    assert_non_null(back);
    assert_string_equal(cosim_hdf_is_word(cosim_hdf_find(back, "word")), "\xc3\xa4 text");
    const cosim_hdf *g = cosim_hdf_find(back, "g");
    assert_string_equal(g->first->name, "kind");
    assert_true(g->first->attribute && strcmp(g->first->text[0], "NIRData") == 0);
    const cosim_hdf *values = cosim_hdf_find(g, "large");
    assert_true(values->count == 2100 && values->dims[1] == 700 && values->bits == 64);
    assert_memory_equal(values->number, large->number, 2100 * sizeof(double));
    assert_true(cosim_hdf_find(g, "whole")->number[1] == -12345678901.0);
    assert_true(cosim_hdf_find(g, "truth")->kind == COSIM_HDF_TRUTH);
    assert_true(cosim_hdf_find(g, "truth")->number[2] == 1.0);
    assert_int_equal(cosim_hdf_write(root, "/tmp/there-is-none/x.nir", &diag), -1);
    cosim_arena_free(arena);
}

/* A stream that ends anywhere is refused. */
static void streams(void **state)
{
    (void)state;
    cosim_arena *arena = cosim_arena_new();
    cosim_hdf *root = cosim_hdf_root(arena), *group = cosim_hdf_group(arena, root, "g");
    assert_non_null(cosim_hdf_number(arena, group, "n", COSIM_HDF_REAL, 1.5));
    assert_non_null(cosim_hdf_word(arena, group, "w", "text"));
    char *bytes = NULL;
    size_t size = 0;
    FILE *file = open_memstream(&bytes, &size);
    assert_int_equal(cosim_hdf_send(file, root), 0);
    fclose(file);
    for (size_t left = 0; left <= size; left++) {
        cosim_diag diag;
        file = fmemopen(bytes, left > 0 ? left : 1, "rb");
        if (left == 0) {
            (void)getc(file);
        }
        const cosim_hdf *got = cosim_hdf_receive(arena, file, &diag);
        assert_true((got != NULL) == (left == size));
        fclose(file);
    }
    free(bytes);
    cosim_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(forms), cmocka_unit_test(refusals),
                                       cmocka_unit_test(streams), cmocka_unit_test(round_trip),
                                       cmocka_unit_test(damage)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
