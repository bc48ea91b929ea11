// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "foreign/silicon.h"

#include "base/output.h"
#include "base/tool.h"
#include "foreign/yosys_read.h"
#include "input/fields.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#define WRAPPER "lif_sim.sv" /* what the wrapper calls itself, and the wires of ports */
#define PIN "pin_"

enum { LINE_BYTES = 1024, NAME_BYTES = 200, TOLD_MOST = 64 };

typedef enum kind { UNDRIVEN, LATCH, DRIVERS, KINDS } kind;

/* The end of each line, behind the place and the signal. */
static const char *const words[KINDS] = {
    [UNDRIVEN] = "has no driver: a simulation gives it some value, and silicon another; drive it",
    [LATCH] = "becomes a latch, as it has no value on some path; give it one on each, or clock it",
    [DRIVERS] = "has two drivers, of which a simulation takes one and silicon none; drive it once"};

/* A signal is told once, by whichever tool comes first. */
typedef struct findings {
    const cosim_manifest *manifest;
    FILE *notes;
    cosim_diag *diag;
    struct {
        kind kind;
        char signal[NAME_BYTES];
    } told[TOLD_MOST];
    size_t count;
    int status;
} findings;

/* Gives the name of a signal behind its instances. */
static const char *own_name(const char *signal)
{
    const char *dot = strrchr(signal, '.');
    return dot != NULL ? dot + 1 : signal;
}

static void tell(findings *f, kind what, const char *place, const char *signal)
{
    for (size_t i = 0; i < f->count; i++) {
        if (f->told[i].kind == what && strcmp(own_name(f->told[i].signal), own_name(signal)) == 0) {
            return;
        }
    }
    if (f->count == TOLD_MOST) {
        return;
    }
    f->told[f->count].kind = what;
    snprintf(f->told[f->count++].signal, NAME_BYTES, "%s", signal);
    if (what == DRIVERS) {
        f->status =
            f->status != 0
                ? f->status
                : cosim_refuse(cosim_node_child(f->manifest->root, "sources"), f->diag, "%s%s%s %s",
                               place, place[0] != '\0' ? ": " : "", signal, words[DRIVERS]);
        return;
    }
    fprintf(f->notes, "%s%s%s %s\n", place, place[0] != '\0' ? ": " : "", signal, words[what]);
}

/* Copies what stands between `from` and the next `end`; "" where there is none. */
static void copy_until(const char *from, const char *end, char text[NAME_BYTES])
{
    const size_t length = strcspn(from, end);
    snprintf(text, NAME_BYTES, "%.*s", (int)(length < NAME_BYTES ? length : NAME_BYTES - 1), from);
}

/* ---- Verilator ---- */

/* Reads "%Warning-KIND: FILE:LINE:COLUMN: ... 'SIGNAL' ...". */
static void read_verilator_line(findings *f, const char *line)
{
    static const struct {
        const char *head, *part;
        kind kind;
    } heads[] = {{"%Warning-UNDRIVEN: ", "", UNDRIVEN},
                 {"%Warning-LATCH: ", "", LATCH},
                 {"%Warning-MULTIDRIVEN: ", "multiple combinational drivers", DRIVERS}};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        const size_t length = strlen(heads[i].head);
        const char *quote = strchr(line, '\'');
        if (strncmp(line, heads[i].head, length) != 0 || quote == NULL ||
            strstr(line, heads[i].part) == NULL) {
            continue;
        }
        char place[NAME_BYTES], signal[NAME_BYTES];
        const char *end = strstr(line + length, ": ");
        const int bytes = end != NULL ? (int)(end - line - (ptrdiff_t)length) : 0;
        snprintf(place, sizeof place, "%.*s", bytes < NAME_BYTES ? bytes : NAME_BYTES - 1,
                 line + length);
        copy_until(quote + 1, "'", signal);
        const char *own = own_name(signal);
        if (strstr(place, "/" WRAPPER ":") != NULL) { /* a port of the design, at its wrapper */
            place[0] = '\0';
            own += strncmp(own, PIN, strlen(PIN)) == 0 ? strlen(PIN) : 0;
        }
        tell(f, heads[i].kind, place, own);
    }
}

/* ---- Yosys ---- */

static bool put_script(FILE *file, const cosim_manifest *m)
{
    bool right = cosim_put_yosys_read(file, m);
    right = cosim_put_yosys_top(file, m) && right;
    fputs("proc\nflatten\ncheck\n",
          file); /* flat: an input that an instance leaves open is a wire */
    return right;
}

/* Takes a name as Yosys has it, "top.\q" or "$paramod\top\DEFECT=0.\q": the signal alone. */
static void signal_of(const char *name, const char *end, char signal[NAME_BYTES])
{
    char whole[NAME_BYTES];
    copy_until(name, end, whole);
    const char *slash = strrchr(whole, '\\'), *dot = strrchr(whole, '.');
    snprintf(signal, NAME_BYTES, "%s", slash != NULL ? slash + 1 : dot != NULL ? dot + 1 : whole);
}

/* Reads a line of Yosys. A conflict is named first, and its drivers in lines below it: registers
 * conflict; others may be a bus of three states. */
static void read_yosys_line(findings *f, const char *line, char conflict[NAME_BYTES],
                            unsigned *registers)
{
    static const char latch[] = "Latch inferred for signal `", wire[] = "Warning: Wire ",
                      drivers[] = "Warning: multiple conflicting drivers for ";
    char signal[NAME_BYTES];
    if (strncmp(line, latch, strlen(latch)) == 0) {
        signal_of(line + strlen(latch), "'", signal);
        tell(f, LATCH, "", signal);
    } else if (strncmp(line, wire, strlen(wire)) == 0 && strstr(line, "has no driver") != NULL) {
        signal_of(line + strlen(wire), " ", signal);
        tell(f, UNDRIVEN, "", signal);
    } else if (strncmp(line, drivers, strlen(drivers)) == 0) {
        signal_of(line + strlen(drivers), " :", conflict);
        *registers = 0;
    } else if (strncmp(line, "    port Q", 10) == 0 && conflict[0] != '\0' && ++*registers == 2) {
        tell(f, DRIVERS, "", conflict);
    }
}

/* ---- both ---- */

static int read_log(findings *f, const char *path, bool yosys)
{
    char line[LINE_BYTES], conflict[NAME_BYTES] = "";
    unsigned registers = 0;
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        return cosim_diag_set(f->diag, NULL, "%s: cannot be read", path);
    }
    while (fgets(line, sizeof line, file) != NULL) {
        line[strcspn(line, "\r\n")] = '\0';
        if (yosys) {
            read_yosys_line(f, line, conflict, &registers);
        } else {
            read_verilator_line(f, line);
        }
    }
    fclose(file);
    return 0;
}

/* Yosys reads less of SystemVerilog than Verilator: what it cannot read it cannot check. */
static int run_yosys(findings *f, const char *folder)
{
    char script[PATH_MAX], log[PATH_MAX], line[200];
    const char *tool = getenv("YOSYS");
    cosim_diag missing;
    snprintf(script, sizeof script, "%s/check.ys", folder);
    snprintf(log, sizeof log, "%s/check.log", folder);
    cosim_output *output = cosim_output_open(script, f->diag);
    if (output == NULL) {
        return -1;
    }
    const bool right = put_script(cosim_output_file(output), f->manifest);
    if (cosim_output_commit(output, f->diag) != 0) {
        return -1;
    }
    const char *const argv[] = {
        tool != NULL && tool[0] != '\0' ? tool : "yosys", "-Q", "-T", "-s", script, NULL};
    const int status = right ? cosim_tool_run(argv, log, &missing) : 1;
    if (status < 0) {
        return 0; /* it is not installed */
    }
    if (status > 0) {
        fprintf(f->notes, "Yosys does not read the sources, and did not look for two drivers: %s\n",
                right ? cosim_tool_line(log, "ERROR", line, sizeof line)
                      : "a path or a parameter has a blank or a quote");
        return 0;
    }
    return read_log(f, log, true);
}

int cosim_silicon_check(const cosim_manifest *m, const char *folder, FILE *notes, cosim_diag *diag)
{
    char log[PATH_MAX];
    findings *f = calloc(1, sizeof *f);
    if (f == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    *f = (findings){.manifest = m, .notes = notes, .diag = diag};
    snprintf(log, sizeof log, "%s/build.log", folder);
    int status = read_log(f, log, false) != 0 || run_yosys(f, folder) != 0 ? -1 : f->status;
    free(f);
    return status;
}
