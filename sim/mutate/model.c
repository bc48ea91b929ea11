// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "mutate/model.h"

#include "base/json.h"
#include "base/output.h"
#include "circuit/open.h"
#include "equations/case.h"
#include "equations/shipped.h"
#include "foreign/build.h"
#include "foreign/read.h"
#include "mutate/mutants.h"
#include "mutate/netlist.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SELECT_PARAM "lif_mutant"

static void put_node(cosim_json *json, const cosim_node *node)
{
    if (node->kind == COSIM_SCALAR) {
        cosim_json_text(json, node->text);
        return;
    }
    if (node->kind == COSIM_MAP) {
        cosim_json_map_open(json, NULL);
    } else {
        cosim_json_list_open(json, NULL);
    }
    for (size_t i = 0; i < node->count; i++) {
        if (node->kind == COSIM_MAP) {
            cosim_json_key(json, node->items[i]->key);
        }
        put_node(json, node->items[i]);
    }
    if (node->kind == COSIM_MAP) {
        cosim_json_map_close(json);
    } else {
        cosim_json_list_close(json);
    }
}

/* Tells whether a key says where the circuit comes from, which is another place here. */
static bool is_of_source(const char *key)
{
    static const char *const keys[] = {"name",       "sources", "includes",
                                       "parameters", "defines", "equations"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (strcmp(key, keys[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* Writes the equations as a block of lines, with the param that selects. */
static void put_equations(FILE *file, const char *text)
{
    fputs("equations: |\n", file);
    while (*text != '\0') {
        const size_t n = strcspn(text, "\n");
        fprintf(file, "  %.*s\n", (int)n, text);
        text += n + (text[n] == '\n');
    }
    fputs("  param " SELECT_PARAM ": u16 = " COSIM_MUTANT_SELECT " real 0\n", file);
}

/* Writes the manifest; a value in JSON is one in YAML. */
static int write_manifest(const cosim_manifest *m, const char *name, const char *path,
                          cosim_diag *diag)
{
    cosim_output *output = cosim_output_open(path, diag);
    if (output == NULL) {
        return -1;
    }
    FILE *file = cosim_output_file(output);
    fprintf(file, "name: %s\nsources: [%s.v]\n", name, name);
    put_equations(file, cosim_node_child(m->root, "equations")->text);
    for (size_t i = 0; i < m->root->count; i++) {
        const cosim_node *item = m->root->items[i];
        if (!is_of_source(item->key)) {
            cosim_json json;
            fprintf(file, "%s: ", item->key);
            cosim_json_start(&json, file, 0);
            put_node(&json, item);
            cosim_json_finish(&json);
            fputs("\n", file);
        }
    }
    return cosim_output_commit(output, diag);
}

/* Builds with FOLDER as the folder of circuits, so that the user's own has none of these. */
static int build(const char *path, const char *folder, char *so, size_t bytes, cosim_diag *diag)
{
    cosim_manifest *m = NULL;
    const char *before = getenv("LIFCOSIM_DUT_DIR");
    char *kept = before != NULL ? strdup(before) : NULL, *text = NULL;
    size_t length = 0;
    int status = cosim_manifest_read(path, NULL, 0, false, &m, diag);
    FILE *notes =
        open_memstream(&text, &length); /* what Yosys left of the user's own is not told */
    if (status == 0 && (notes == NULL || setenv("LIFCOSIM_DUT_DIR", folder, 1) != 0)) {
        status = cosim_diag_memory(diag, NULL);
    }
    if (status == 0) {
        status = cosim_build(m, COSIM_BUILD_REPLACING, NULL, NULL, so, bytes, notes, diag) ==
                         COSIM_BUILD_OK
                     ? 0
                     : -1;
    }
    if (kept != NULL) {
        (void)!setenv("LIFCOSIM_DUT_DIR", kept, 1);
    } else {
        (void)!unsetenv("LIFCOSIM_DUT_DIR");
    }
    if (notes != NULL) {
        fclose(notes);
    }
    free(text);
    free(kept);
    cosim_manifest_free(m);
    return status;
}

int cosim_model_build(const cosim_manifest *m, const char *folder, const char *name,
                      cosim_mutant_model *model, cosim_diag *diag)
{
    char path[COSIM_MUTATE_PATH + 64], so[COSIM_MUTATE_PATH];
    *model = (cosim_mutant_model){.shipped = model->shipped};
    snprintf(path, sizeof path, "%s/%s.yaml", folder, name);
    if (write_manifest(m, name, path, diag) != 0 || build(path, folder, so, sizeof so, diag) != 0 ||
        cosim_dut_open(so, &model->dut, diag) != COSIM_DUT_OK) {
        return -1;
    }
    const cosim_equations *e = model->dut->equations->equations;
    for (size_t i = 0; i < e->param_count; i++) {
        if (strcmp(e->params[i].name, SELECT_PARAM) == 0) {
            model->select = (unsigned)i;
            return 0;
        }
    }
    return cosim_diag_set(diag, NULL, "circuit %s: has no selector of its mutants", name);
}

void cosim_model_close(cosim_mutant_model *model)
{
    cosim_dut_close(model->dut);
    model->dut = NULL;
}

void cosim_model_renew(const cosim_mutant_model *model)
{
    char message[512] = "";
    cosim_dut *dut = model->dut;
    dut->ops->close(dut->instance);
    dut->instance = cosim_dut_instance(dut->ops, message, sizeof message);
}

static void put_word(const cosim_eq_case *c, unsigned param, double real)
{
    c->words.word[param] = llrint(real);
    c->words.real[param] = real;
}

void cosim_model_select(const cosim_mutant_model *model, const cosim_job *job, unsigned number)
{
    cosim_eq_case *c = job->q.equations;
    put_word(c, model->select, number);
    if (model->shipped) {
        put_word(c, COSIM_EQ_SHIPPED_ABOVE, c->lif.above);
        put_word(c, COSIM_EQ_SHIPPED_SUBTRACT, c->lif.subtract);
        put_word(c, COSIM_EQ_SHIPPED_RESET, c->lif.subtract ? c->lif.amount : c->lif.reset);
    }
}
