// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The program's own code finds by experiment what a circuit of the page computes, as if nothing but
 * its ports were known. The page writes the manifest that says these, and `lifcosim calibrate`
 * finds the same from it beside the RTL. This can take some seconds: the page has an instance of
 * the WebAssembly beside it for this. */
#include "base/json.h"
#include "calibrate/json.h"
#include "calibrate/text.h"
#include "circuit/dut.h"
#include "foreign/clocking.h"
#include "foreign/expand.h"
#include "foreign/read_keys.h"
#include "foreign/widths.h"
#include "explorer.h"

#include <stdlib.h>
#include <string.h>

/* ---- the manifest ---- */

static void put_count(cosim_json *j, const char *key, unsigned count)
{
    char text[16];
    snprintf(text, sizeof text, "%u", count);
    cosim_json_key_text(j, key, text);
}

static void put_port(cosim_json *j, const char *key, const char *port, unsigned width)
{
    cosim_json_map_open(j, key);
    cosim_json_key_text(j, "port", port);
    if (width > 0) {
        put_count(j, "width", width);
    }
}

static void put_ports(cosim_json *j, const struct lif_dut_ops *ops)
{
    const lif_format *f = &ops->format;
    char one[24];
    snprintf(one, sizeof one, "%llu", 1ULL << f->state_fraction);
    put_port(j, "drive", "drive_i", f->state_width);
    cosim_json_key_text(j, "shift", "0");
    cosim_json_map_close(j);
    put_port(j, "spike", "spike_o", 0);
    cosim_json_map_close(j);
    put_port(j, "membrane", "membrane_o", f->state_width);
    cosim_json_key_text(j, "one", one);
    cosim_json_key_text(j, "shows", "after-reset");
    cosim_json_map_close(j);
    cosim_json_map_open(j, "constants");
    put_port(j, "leak", "leak_i", f->leak_fraction + 1);
    put_count(j, "fraction", f->leak_fraction);
    cosim_json_map_close(j);
    put_port(j, "threshold", "threshold_i", f->state_width);
    cosim_json_map_close(j);
    put_port(j, "reset", "reset_i", f->state_width);
    cosim_json_map_close(j);
    put_port(j, "initial", "initial_i", f->state_width);
    cosim_json_map_close(j);
    put_port(j, "refractory", "hold_i", ops->hold_width);
    cosim_json_map_close(j);
    cosim_json_map_close(j);
}

EXPLORER_EXPORT("explorer_manifest") const char *explorer_manifest(const char *circuit);

/* Returns the manifest of a circuit that says its ports alone, as JSON, which is YAML, too, with
 * texts for all values; "" for an unknown circuit, and for a variant, which is another module. */
const char *explorer_manifest(const char *circuit)
{
    const struct lif_dut_ops *ops = explorer_circuit(circuit);
    const char *kind = explorer_circuit_kind(circuit);
    cosim_output *output = explorer_memory_open();
    char name[80];
    cosim_json j;
    if (output == NULL || kind == NULL || strcmp(kind, "variant") == 0) {
        return output == NULL ? NULL : explorer_memory_close(output);
    }
    snprintf(name, sizeof name, "page_%.60s", ops->name);
    cosim_json_start(&j, cosim_output_file(output), 2);
    cosim_json_map_open(&j, NULL);
    cosim_json_key_text(&j, "name", name);
    cosim_json_key_text(&j, "about", ops->about);
    cosim_json_list_open(&j, "sources");
    cosim_json_text(&j, "lif_neuron.v");
    cosim_json_list_close(&j);
    cosim_json_key_text(&j, "top", "lif_neuron");
    cosim_json_map_open(&j, "parameters");
    put_count(&j, "StateWidth", ops->format.state_width);
    put_count(&j, "LeakFraction", ops->format.leak_fraction);
    put_count(&j, "HoldWidth", ops->hold_width);
    cosim_json_map_close(&j);
    cosim_json_key_text(&j, "clock", "clk_i");
    cosim_json_map_open(&j, "reset");
    cosim_json_key_text(&j, "port", "rst_ni");
    cosim_json_key_text(&j, "active", "low");
    cosim_json_map_close(&j);
    cosim_json_map_open(&j, "step");
    cosim_json_key_text(&j, "valid", "valid_i");
    cosim_json_key_text(&j, "ready", "ready_o");
    cosim_json_key_text(&j, "result", "valid_o");
    put_count(&j, "clocks", ops->clocks_per_step);
    cosim_json_map_close(&j);
    cosim_json_map_open(&j, "tie");
    cosim_json_key_text(&j, "compare_above_i", "0");
    cosim_json_key_text(&j, "reset_subtract_i", "0");
    cosim_json_key_text(&j, "initial_hold_i", "0");
    cosim_json_map_close(&j);
    put_ports(&j, ops);
    cosim_json_map_close(&j);
    cosim_json_new_line(&j);
    cosim_json_finish(&j);
    return explorer_memory_close(output);
}

/* Reads it from the page's tree. There is no design to look the widths up in: the manifest states
 * them, and what it states none of has one bit. */
static int read_manifest(cosim_scenario *tree, cosim_manifest *keys,
                         const cosim_eq_declaration **declaration, cosim_diag *diag)
{
    cosim_manifest m = {
        .arena = tree->places->arena, .root = tree->places->root, .path = "", .folder = ""};
    size_t i = 0;
    const cosim_node *name = cosim_node_child(m.root, "name");
    m.name = name != NULL && name->kind == COSIM_SCALAR ? name->text : "";
    m.about = "";
    if (cosim_manifest_clocking(&m, diag) != 0 || cosim_manifest_keys(&m, true, diag) != 0) {
        return -1;
    }
    for (cosim_pin *pin; (pin = cosim_manifest_next_pin(&m, &i)) != NULL;) {
        const unsigned usual = pin == &m.membrane ? (unsigned)m.membrane_width : 1;
        pin->width = pin->port_width = pin->stated != 0 ? (unsigned)pin->stated : usual;
    }
    if (cosim_manifest_widths(&m, diag) != 0) {
        return -1;
    }
    *keys = m;
    if (cosim_manifest_expand(&m, diag) != 0) {
        return -1;
    }
    *declaration = m.declaration;
    return 0;
}

/* ---- the circuit, as one that is declared by equations is asked ---- */

struct lif_dut {
    const struct lif_dut_ops *ops; /* of the page's circuit */
    lif_dut *inner;
    const cosim_eq_declaration *declaration;
    lif_words words;
    uint32_t hold;
    const char *message; /* of its own, or NULL */
};

static int tell(lif_dut *d, const int64_t *told)
{
    d->words = (lif_words){.leak_fx = 0};
    for (size_t i = 0; i < d->declaration->told_count; i++) {
        const char *port = d->declaration->equations->params[d->declaration->told[i]].port;
        int64_t hold = 0;
        int64_t *word = strcmp(port, "leak_i") == 0        ? &d->words.leak_fx
                        : strcmp(port, "threshold_i") == 0 ? &d->words.threshold_fx
                        : strcmp(port, "reset_i") == 0     ? &d->words.reset_fx
                        : strcmp(port, "initial_i") == 0   ? &d->words.initial_fx
                                                           : &hold;
        *word = told[i];
        d->hold = word == &hold ? (uint32_t)hold : d->hold;
    }
    return 0;
}

static int configure(lif_dut *d, const lif_words *words, uint64_t seed)
{
    (void)words;
    d->message = NULL;
    return d->ops->configure(d->inner, &d->words, seed);
}

/* The circuit says itself when an answer is there: what it shows then is that of both columns. */
static void put_answers(const lif_dut *d, const lif_dut_block *block, const int32_t *after,
                        const uint8_t *spike)
{
    const size_t columns = 2 * d->declaration->equations->output_count;
    for (size_t i = 0; i < block->n; i++) {
        int64_t *row = &block->outputs[i * columns];
        for (size_t side = 0; side < 2; side++) {
            row[2 * (size_t)d->declaration->shown + side] = after[i];
            row[2 * (size_t)d->declaration->spike + side] = spike[i];
        }
    }
}

static int run(lif_dut *d, const lif_dut_block *block)
{
    int32_t *drive = calloc(3 * block->n, sizeof *drive);
    uint8_t *spike = calloc(block->n, sizeof *spike);
    int status = -1;
    d->message = drive == NULL || spike == NULL ? "out of memory" : NULL;
    if (d->message == NULL) {
        for (size_t i = 0; i < block->n; i++) {
            drive[i] = (int32_t)block->inputs[i];
        }
        const lif_dut_block inner = {.n = block->n,
                                     .drive_fx = drive,
                                     .hold_constant = d->hold,
                                     .before_fx = drive + block->n,
                                     .after_fx = drive + 2 * block->n,
                                     .spike = spike};
        status = d->ops->run(d->inner, &inner);
        put_answers(d, block, inner.after_fx, spike);
    }
    free(drive);
    free(spike);
    return status;
}

static const char *message(const lif_dut *d)
{
    return d->message != NULL ? d->message : d->ops->message(d->inner);
}

/* ---- the whole ---- */

/* The last calibration is kept for its text. */
static struct {
    cosim_scenario *tree;
    cosim_manifest keys;
    cosim_settings settings;
    lif_dut circuit;
    cosim_calibration calibration;
    bool is;
} the;

static void forget(void)
{
    if (the.is) {
        cosim_calibration_free(&the.calibration);
    }
    if (the.circuit.inner != NULL) {
        the.circuit.ops->close(the.circuit.inner);
    }
    cosim_scenario_free(the.tree);
    memset(&the, 0, sizeof the);
}

static int calibrate(const char *bytes, size_t length, const char *circuit, cosim_diag *diag)
{
    static struct lif_dut_ops ops;
    static cosim_dut dut;
    char error[128];
    forget();
    the.circuit.ops = explorer_circuit(circuit);
    if (the.circuit.ops == NULL) {
        return cosim_diag_set(diag, NULL, "circuit %s is not in this page", circuit);
    }
    if (explorer_tree(bytes, length, &the.tree, diag) != 0 ||
        read_manifest(the.tree, &the.keys, &the.circuit.declaration, diag) != 0 ||
        cosim_settings_choose(&the.keys, &the.settings, diag) != 0) {
        return -1;
    }
    the.circuit.inner = the.circuit.ops->open(the.circuit.ops, error, sizeof error);
    if (the.circuit.inner == NULL) {
        return cosim_diag_set(diag, NULL, "out of memory");
    }
    ops = (struct lif_dut_ops){.capabilities = the.circuit.ops->capabilities & LIF_DUT_IDLES,
                               .tell = tell,
                               .configure = configure,
                               .run = run,
                               .message = message};
    dut = (cosim_dut){.ops = &ops, .instance = &the.circuit, .equations = the.circuit.declaration};
    the.is = true;
    return cosim_calibrate(&the.calibration, &the.keys, &the.settings, &dut, diag);
}

EXPLORER_EXPORT("explorer_calibrate")
const char *explorer_calibrate(const char *bytes, size_t length, const char *circuit);

/* Calibrates a circuit by a manifest (the tree of what explorer_manifest wrote). Returns the JSON
 * document of `lifcosim calibrate --json`, in which nothing is told of the processor's time, or
 * that of a refusal. */
const char *explorer_calibrate(const char *bytes, size_t length, const char *circuit)
{
    static const cosim_calibration_cost cost;
    cosim_diag diag = {.message = ""};
    const int status = calibrate(bytes, length, circuit, &diag);
    cosim_output *output = explorer_memory_open();
    if (output == NULL) {
        return NULL;
    }
    if (status != 0) {
        explorer_put_error(cosim_output_file(output), &diag);
        return explorer_memory_close(output);
    }
    const int written =
        cosim_calibration_json(cosim_output_file(output), &the.calibration, &cost, "");
    const char *text = explorer_memory_close(output);
    return written == 0 ? text : NULL;
}

EXPLORER_EXPORT("explorer_calibrate_text") const char *explorer_calibrate_text(void);

/* Returns what `lifcosim calibrate` prints of that calibration; "" without one. */
const char *explorer_calibrate_text(void)
{
    cosim_output *output = explorer_memory_open();
    if (output == NULL) {
        return NULL;
    }
    const int written =
        the.is ? cosim_calibration_put(cosim_output_file(output), &the.calibration) : 0;
    const char *text = explorer_memory_close(output);
    return written == 0 ? text : NULL;
}
