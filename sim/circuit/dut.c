// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "circuit/dut.h"

#include "base/inputs.h"
#include "base/places.h"
#include "circuit/format.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Verilator's runtime keeps a buffer of its own for names until the end. The sanitiser finds it
 * only while the circuit is still mapped, and would call it lost. */
#ifdef __SANITIZE_ADDRESS__
#define STAYS RTLD_NODELETE
#else
#define STAYS 0
#endif

enum { FOLDER_BYTES = 2048 };

const char *cosim_dut_folder(char *text, size_t bytes)
{
    const char *given = getenv("LIFCOSIM_DUT_DIR");
    char program[FOLDER_BYTES];
    const ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    if (given != NULL && given[0] != '\0') {
        snprintf(text, bytes, "%s", given);
        return text;
    }
    if (cosim_is_installed()) {
        char cache[FOLDER_BYTES];
        snprintf(text, bytes, "%s/dut", cosim_cache_folder(cache, sizeof cache));
        return text;
    }
    program[length > 0 ? length : 0] = '\0';
    char *slash = strrchr(program, '/');
    if (slash != NULL) {
        *slash = '\0';
    }
    snprintf(text, bytes, "%s/dut", program);
    return text;
}

const char *cosim_dut_path(const char *name, char *text, size_t bytes)
{
    char folder[FOLDER_BYTES];
    snprintf(text, bytes, "%s/%.200s.so", cosim_dut_folder(folder, sizeof folder), name);
    if (access(text, F_OK) != 0 && cosim_is_installed()) {
        char shipped[FOLDER_BYTES + 300];
        snprintf(shipped, sizeof shipped, "%s/dut/%.200s.so",
                 cosim_library_folder(folder, sizeof folder), name);
        if (access(shipped, F_OK) == 0) {
            snprintf(text, bytes, "%s", shipped);
        }
    }
    return text;
}

int cosim_dut_folder_check(cosim_diag *diag)
{
    const char *given = getenv("LIFCOSIM_DUT_DIR");
    char folder[FOLDER_BYTES];
    cosim_dut_folder(folder, sizeof folder);
    const bool asked = given != NULL && given[0] != '\0';
    return (asked || cosim_is_installed()) && access(folder, F_OK) == 0
               ? cosim_folder_is_own(folder, diag)
               : 0;
}

const char *cosim_dut_command(const lif_format *format, bool lanes, char *text, size_t bytes)
{
    char name[40];
    if (cosim_is_installed()) {
        snprintf(text, bytes, "lifcosim dut %s%s", cosim_format_name(format, name),
                 lanes ? " --lanes" : "");
    } else {
        snprintf(text, bytes, "make %s FORMAT=%s", lanes ? "batch" : "dut",
                 cosim_format_make_name(format, name));
    }
    return text;
}

/* Names what the table lacks, or gives NULL. */
static const char *table_fault(const struct lif_dut_ops *ops)
{
    const uint32_t can = ops->capabilities;
    if (ops->name == NULL || ops->about == NULL) {
        return "a name";
    }
    if (ops->open == NULL || ops->close == NULL || ops->message == NULL ||
        ops->elaborated == NULL || ops->configure == NULL || ops->run == NULL) {
        return "a function that every circuit has";
    }
    if (((can & LIF_DUT_READS_WORDS) != 0 && ops->read_words == NULL) ||
        ((can & LIF_DUT_CHANGES_WORDS) != 0 && ops->set_words == NULL) ||
        ((can & LIF_DUT_SAVES) != 0 &&
         (ops->state_bytes == NULL || ops->save == NULL || ops->restore == NULL)) ||
        ((can & LIF_DUT_WAVES) != 0 &&
         (ops->wave_open == NULL || ops->wave_window == NULL || ops->wave_close == NULL))) {
        return "a function of its capabilities";
    }
    return ops->hold_width < 1 || ops->hold_width > 32 ? "a hold of 1 to 32 bits"
           : ops->clocks_per_step < 1                  ? "a clock for each step"
                                                       : NULL;
}

/* Writes what is typed to build a shared object again, by its name. */
static const char *rebuilding(const char *path, char *text, size_t bytes)
{
    const char *slash = strrchr(path, '/'), *base = slash != NULL ? slash + 1 : path;
    char name[64], command[100];
    lif_format format;
    snprintf(name, sizeof name, "%.*s", (int)strcspn(base, "."), base);
    if (cosim_format_parse(name, &format)) {
        snprintf(text, bytes, "`%s`", cosim_dut_command(&format, false, command, sizeof command));
    } else {
        snprintf(
            text, bytes,
            "`lifcosim build` with its manifest, or `make build/dut/%s.so` if it is a variant or "
            "a board",
            name);
    }
    return text;
}

int cosim_dut_load(const char *path, void **library, const struct lif_dut_ops **ops, char *message,
                   size_t bytes)
{
    const char *fault;
    cosim_inputs_note_path(path);
    *library = dlopen(path, RTLD_NOW | RTLD_LOCAL | STAYS);
    if (*library == NULL) {
        snprintf(message, bytes, "cannot be opened (%s); build it again", cosim_dut_unopened(path));
        return -1;
    }
    *ops = dlsym(*library, "lif_dut_ops");
    if (*ops == NULL) {
        snprintf(message, bytes, "exports no lif_dut_ops; build it from sim/circuit/lif_dut.h");
        return -1;
    }
    if ((*ops)->abi != LIF_DUT_ABI || (*ops)->ops_bytes != sizeof **ops) {
        char command[200];
        snprintf(message, bytes,
                 "was built for version %u of sim/circuit/lif_dut.h with a table of %u bytes, this "
                 "program has version %u and %zu bytes; build it again: %s",
                 (*ops)->abi, (*ops)->ops_bytes, LIF_DUT_ABI, sizeof **ops,
                 rebuilding(path, command, sizeof command));
        return -1;
    }
    fault = table_fault(*ops);
    if (fault != NULL) {
        snprintf(message, bytes,
                 "lacks %s in its table; see sim/circuit/lif_dut.h and build it again", fault);
        return -1;
    }
    return 0;
}

lif_dut *cosim_dut_instance(const struct lif_dut_ops *ops, char *message, size_t bytes)
{
    lif_error error = {.message = ""};
    lif_format format = ops->format;
    unsigned hold_width = 0;
    lif_dut *dut;

    if (lif_format_validate(&ops->format, &error) != LIF_OK) {
        snprintf(message, bytes, "has an impossible format: %s", error.message);
        return NULL;
    }
    dut = ops->open(ops, message, bytes);
    if (dut == NULL) {
        if (message[0] == '\0') {
            snprintf(message, bytes, "does not open and does not say why; build it again");
        }
        return NULL;
    }
    if (ops->elaborated(dut, &format, &hold_width) != 0) {
        snprintf(message, bytes, "does not tell its format: %s", ops->message(dut));
    } else if (!cosim_format_equal(&format, &ops->format) || hold_width != ops->hold_width) {
        char told[16], has[16];
        snprintf(message, bytes,
                 "says that its format is %u/%u/%u%s with %u hold bits, but the elaborated circuit "
                 "has %u/%u/%u%s with %u; build it again",
                 ops->format.state_width, ops->format.state_fraction, ops->format.leak_fraction,
                 cosim_format_suffix(&ops->format, told), ops->hold_width, format.state_width,
                 format.state_fraction, format.leak_fraction, cosim_format_suffix(&format, has),
                 hold_width);
    } else {
        return dut;
    }
    ops->close(dut);
    return NULL;
}

const char *cosim_dut_unopened(const char *path)
{
    const char *why = dlerror();
    const size_t length = strlen(path);
    if (why == NULL) {
        return "no reason is known";
    }
    return strncmp(why, path, length) == 0 && strncmp(why + length, ": ", 2) == 0 ? why + length + 2
                                                                                  : why;
}
