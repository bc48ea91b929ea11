// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* make_nir OUT.nir [FLAG ...] <DESCRIPTION   writes a NIR file by the HDF5 library alone, with none
 * of lifcosim's code. A line of the description is one statement of words between blanks, in which
 * \xHH stands for a byte:
 *
 *   version TEXT                 /version (else there is none)
 *   node NAME TYPE               begins a node of the graph that is open; what follows is in it
 *   set KEY DIMS VALUE ...       a parameter; DIMS is - (one value), 3 or 2x3; values repeat
 *   text KEY TEXT                a text of it
 *   huge KEY DIMS                a parameter whose values are nowhere: an array with a fill value
 *   graph NAME                   begins a graph in the one that is open
 *   edge FROM TO                 of the graph that is open
 *   end                          ends it (the outermost needs none)
 *
 *   float32, float64  numbers     whole    64-bit integers     big     big-endian
 *   chunked, gzip, shuffle        fixed    texts of fixed length       noedges, notype, link
 *
 * Status: 0, 2 wrong use, 3 the library refused. */
#include <hdf5.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORDS = 4096, DEPTH = 40, EDGES = 512, LINE = 65536, NAME = 300 };

static struct {
    bool single, whole, big, chunked, gzip, shuffle, fixed, no_edges, no_type, link;
} flag;

typedef struct graph {
    hid_t group, nodes;
    char edge[EDGES][2][NAME];
    size_t edges;
} graph;

static void check(long long status, const char *what)
{
    if (status < 0) {
        fprintf(stderr, "make_nir: HDF5 refused: %s\n", what);
        exit(3);
    }
}

static _Noreturn void wrong(const char *what)
{
    fprintf(stderr, "make_nir: %s\n", what);
    exit(2);
}

static hid_t made(hid_t id, const char *what)
{
    check(id, what);
    return id;
}

static hid_t text_type(size_t length)
{
    const hid_t type = made(H5Tcopy(H5T_C_S1), "type");
    check(H5Tset_size(type, flag.fixed ? length + 1 : H5T_VARIABLE), "size");
    if (!flag.fixed) {
        check(H5Tset_cset(type, H5T_CSET_UTF8), "cset");
    }
    return type;
}

static void put(hid_t group, const char *key, hid_t type, hid_t memory, hid_t space, hid_t how,
                const void *values)
{
    const hid_t set = made(H5Dcreate2(group, key, type, space, H5P_DEFAULT, how, H5P_DEFAULT), key);
    check(H5Dwrite(set, memory, H5S_ALL, H5S_ALL, H5P_DEFAULT, values), key);
    check(H5Dclose(set), key);
    check(H5Sclose(space), key);
}

static void put_text(hid_t group, const char *key, const char *text)
{
    const hid_t type = text_type(strlen(text));
    put(group, key, type, type, made(H5Screate(H5S_SCALAR), key), H5P_DEFAULT,
        flag.fixed ? (const void *)text : &text);
    H5Tclose(type);
}

static void put_numbers(hid_t group, const char *key, const char *shape, char **value,
                        size_t values)
{
    hsize_t dims[8], count = 1;
    int rank = 0;
    for (const char *at = shape; *at != '-' && rank < 8;) {
        char *end;
        dims[rank] = strtoull(at, &end, 10);
        count *= dims[rank++];
        if (*end != 'x') {
            break;
        }
        at = end + 1;
    }
    double *numbers = calloc(count + 1, sizeof *numbers);
    for (hsize_t i = 0; numbers != NULL && i < count && values > 0; i++) {
        numbers[i] = strtod(value[i % values], NULL);
    }
    if (numbers == NULL) {
        wrong("out of memory");
    }
    const hid_t how = made(H5Pcreate(H5P_DATASET_CREATE), "storage");
    if (rank > 0 && count > 0 && (flag.chunked || flag.gzip)) {
        hsize_t chunk[8];
        for (int i = 0; i < rank; i++) {
            chunk[i] = dims[i] > 2 ? (dims[i] + 1) / 2 : dims[i];
        }
        check(H5Pset_chunk(how, rank, chunk), "chunk");
        check(flag.shuffle ? H5Pset_shuffle(how) : 0, "shuffle");
        check(flag.gzip ? H5Pset_deflate(how, 9) : 0, "gzip");
    }
    const hid_t type = flag.whole    ? (flag.big ? H5T_STD_I64BE : H5T_STD_I64LE)
                       : flag.single ? (flag.big ? H5T_IEEE_F32BE : H5T_IEEE_F32LE)
                                     : (flag.big ? H5T_IEEE_F64BE : H5T_IEEE_F64LE);
    put(group, key, type, H5T_NATIVE_DOUBLE,
        made(rank > 0 ? H5Screate_simple(rank, dims, NULL) : H5Screate(H5S_SCALAR), key), how,
        numbers);
    H5Pclose(how);
    free(numbers);
}

/* Declares a large array that takes no room in the file. */
static void put_huge(hid_t group, const char *key, const char *shape)
{
    char *end;
    const hsize_t dims[] = {strtoull(shape, &end, 10),
                            *end == 'x' ? strtoull(end + 1, NULL, 10) : 1};
    const hsize_t chunk[] = {dims[0] < 64 ? dims[0] : 64, dims[1] < 64 ? dims[1] : 64};
    const hid_t how = made(H5Pcreate(H5P_DATASET_CREATE), "storage");
    check(H5Pset_chunk(how, 2, chunk), "chunk");
    check(H5Pset_deflate(how, 9), "gzip");
    const hid_t space = made(H5Screate_simple(2, dims, NULL), key);
    const hid_t set =
        made(H5Dcreate2(group, key, H5T_IEEE_F64LE, space, H5P_DEFAULT, how, H5P_DEFAULT), key);
    check(H5Dclose(set), key);
    check(H5Sclose(space), key);
    check(H5Pclose(how), key);
}

static void put_edges(const graph *g)
{
    hsize_t dims[] = {g->edges, 2};
    if (flag.no_edges) {
        return;
    }
    if (g->edges == 0) { /* as h5py writes an empty list */
        dims[0] = 0;
        put(g->group, "edges", H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE,
            made(H5Screate_simple(1, dims, NULL), "edges"), H5P_DEFAULT, dims);
        return;
    }
    const hid_t type = text_type(NAME - 1);
    const char *pointers[EDGES][2];
    for (size_t i = 0; i < g->edges; i++) {
        pointers[i][0] = g->edge[i][0];
        pointers[i][1] = g->edge[i][1];
    }
    put(g->group, "edges", type, type, made(H5Screate_simple(2, dims, NULL), "edges"), H5P_DEFAULT,
        flag.fixed ? (const void *)g->edge : pointers);
    H5Tclose(type);
}

static hid_t new_group(hid_t in, const char *name)
{
    return made(H5Gcreate2(in, name, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT), name);
}

static void begin_graph(graph *g, hid_t in, const char *name)
{
    g->group = new_group(in, name);
    g->nodes = new_group(g->group, "nodes");
    g->edges = 0;
    put_text(g->group, "type", "NIRGraph");
}

/* Replaces \xHH in place. */
static void unescape(char *word)
{
    char *to = word;
    for (const char *from = word; *from != '\0';) {
        if (from[0] == '\\' && from[1] == 'x' && strlen(from) >= 4) {
            const char hex[] = {from[2], from[3], '\0'};
            *to++ = (char)strtoul(hex, NULL, 16);
            from += 4;
        } else {
            *to++ = *from++;
        }
    }
    *to = '\0';
}

static void set_flag(const char *name)
{
    const struct {
        const char *name;
        bool *is;
    } flags[] = {
        {"float32", &flag.single},  {"float64", &(bool){false}}, {"whole", &flag.whole},
        {"big", &flag.big},         {"chunked", &flag.chunked},  {"gzip", &flag.gzip},
        {"shuffle", &flag.shuffle}, {"fixed", &flag.fixed},      {"noedges", &flag.no_edges},
        {"notype", &flag.no_type},  {"link", &flag.link}};
    for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++) {
        if (strcmp(flags[i].name, name) == 0) {
            *flags[i].is = true;
            return;
        }
    }
    wrong("unknown flag");
}

static graph open_graph[DEPTH];
static size_t depth;
static hid_t node = -1;

static void take(hid_t file, char **word, size_t words)
{
    graph *g = &open_graph[depth];
    if (strcmp(word[0], "version") == 0 && words == 2) {
        put_text(file, "version", word[1]);
    } else if (strcmp(word[0], "node") == 0 && words == 3) {
        node = new_group(g->nodes, word[1]);
        if (!flag.no_type) {
            put_text(node, "type", word[2]);
        }
    } else if (strcmp(word[0], "set") == 0 && words >= 3 && node >= 0) {
        put_numbers(node, word[1], word[2], word + 3, words - 3);
    } else if (strcmp(word[0], "text") == 0 && words == 3 && node >= 0) {
        put_text(node, word[1], word[2]);
    } else if (strcmp(word[0], "huge") == 0 && words == 3 && node >= 0) {
        put_huge(node, word[1], word[2]);
    } else if (strcmp(word[0], "graph") == 0 && words == 2 && depth + 1 < DEPTH) {
        begin_graph(&open_graph[++depth], g->nodes, word[1]);
    } else if (strcmp(word[0], "edge") == 0 && words == 3 && g->edges < EDGES) {
        snprintf(g->edge[g->edges][0], NAME, "%s", word[1]);
        snprintf(g->edge[g->edges++][1], NAME, "%s", word[2]);
    } else if (strcmp(word[0], "end") == 0 && words == 1 && depth > 0) {
        put_edges(g);
        depth--;
    } else {
        wrong(word[0]);
    }
}

int main(int argc, char **argv)
{
    static char line[LINE], *word[WORDS];
    if (argc < 2) {
        wrong("usage: make_nir OUT.nir [FLAG ...] <DESCRIPTION");
    }
    for (int i = 2; i < argc; i++) {
        set_flag(argv[i]);
    }
    const hid_t file = made(H5Fcreate(argv[1], H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT), argv[1]);
    begin_graph(&open_graph[0], file, "node");
    while (fgets(line, sizeof line, stdin) != NULL) {
        size_t words = 0;
        for (char *at = strtok(line, " \t\n"); at != NULL && words < WORDS;
             at = strtok(NULL, " \t\n")) {
            unescape(at);
            word[words++] = at;
        }
        if (words > 0 && word[0][0] != '#') {
            take(file, word, words);
        }
    }
    if (flag.link) {
        check(H5Lcreate_external("elsewhere.h5", "/node", open_graph[0].nodes, "outside",
                                 H5P_DEFAULT, H5P_DEFAULT),
              "link");
    }
    put_edges(&open_graph[0]);
    check(H5Fclose(file), argv[1]); /* what is open still is closed with it at the exit */
    return 0;
}
