// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "prove/netlist.h"

#include "base/output.h"
#include "base/tool.h"
#include "foreign/yosys_read.h"
#include "prove/engine.h"
#include "prove/miter.h"
#include "prove/miter_circuit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PATH_BYTES = 4096 };

/* ---- tools ---- */

const char *cosim_netlist_yosys(void)
{
    const char *tool = getenv("YOSYS");
    return tool != NULL && tool[0] != '\0' ? tool : "yosys";
}

static bool is_there(const char *tool)
{
    char path[PATH_BYTES];
    const char *folders = getenv("PATH");
    if (strchr(tool, '/') != NULL) {
        return access(tool, X_OK) == 0;
    }
    while (folders != NULL && *folders != '\0') {
        const int length = (int)strcspn(folders, ":");
        snprintf(path, sizeof path, "%.*s/%s", length, folders, tool);
        if (access(path, X_OK) == 0) {
            return true;
        }
        folders += length + (folders[length] == ':');
    }
    return false;
}

int cosim_netlist_tools(cosim_diag *diag)
{
    const char *const tools[] = {cosim_netlist_yosys(), "yosys-abc"};
    for (size_t i = 0; i < sizeof tools / sizeof *tools; i++) {
        if (!is_there(tools[i])) {
            return cosim_diag_set(diag, NULL,
                                  "%s is not there, and proofs need it; install the package yosys: "
                                  "`apt-get install yosys`, or scripts/setup.sh formal",
                                  tools[i]);
        }
    }
    return 0;
}

/* ---- Yosys ---- */

/* Finds "FILE:LINE: ERROR: TEXT", as Yosys writes what it cannot read. */
static int refuse_line(const char *line, const char *log, cosim_diag *diag)
{
    cosim_place place = {.file = ""};
    const char *error = strstr(line, "ERROR: "), *colon = error;
    unsigned number = 0;
    if (error == NULL) {
        return cosim_diag_set(diag, NULL, "Yosys failed: %.400s (the whole is in %.200s)", line,
                              log);
    }
    while (colon > line && *colon != ':') {
        colon--;
    }
    const char *digits = colon;
    while (digits > line && digits[-1] >= '0' && digits[-1] <= '9') {
        digits--;
    }
    if (digits > line && digits[-1] == ':' && sscanf(digits, "%u", &number) == 1) {
        snprintf(place.file, sizeof place.file, "%.*s", (int)(digits - 1 - line), line);
        place.line = number;
        place.column = 1;
        return cosim_diag_set(diag, &place,
                              "Yosys does not read this: %.300s; without it nothing can be proven. "
                              "Write it in the Verilog that Yosys knows",
                              error + 7);
    }
    return cosim_diag_set(diag, NULL,
                          "Yosys does not take the design: %.300s (the whole is in %.200s)",
                          error + 7, log);
}

/* Runs a script that a function writes. */
static int run_script(const char *folder, const char *name,
                      bool (*write)(FILE *file, const void *context), const void *context,
                      cosim_diag *diag)
{
    char script[PATH_BYTES], log[PATH_BYTES], line[700];
    snprintf(script, sizeof script, "%.3800s/%s.ys", folder, name);
    snprintf(log, sizeof log, "%.3800s/%s.log", folder, name);
    cosim_output *output = cosim_output_open(script, diag);
    if (output == NULL) {
        return -1;
    }
    if (!write(cosim_output_file(output), context)) {
        cosim_output_abandon(output);
        return cosim_diag_set(diag, NULL,
                              "a path of the design has a quote, a backslash or a line feed, which "
                              "Yosys does not read; move the file");
    }
    if (cosim_output_commit(output, diag) != 0) {
        return -1;
    }
    /* the shell tells a Yosys that was ended, as where its memory was over, from none */
    static const char shell[] = "\"$@\"; s=$?; test $s -lt 128 || s=125; exit $s";
    const char *const argv[] = {
        "sh", "-c", shell, "sh",   "prlimit", COSIM_ENGINE_MEMORY, cosim_netlist_yosys(),
        "-Q", "-T", "-s",  script, NULL};
    const int status = cosim_tool_run(argv, log, diag);
    if (status == 125) {
        return cosim_diag_set(diag, NULL,
                              "Yosys crashed, or needed more than 4 GiB of memory (what it said is "
                              "in %.300s); prove a smaller circuit",
                              log);
    }
    if (status > 0) {
        refuse_line(cosim_tool_line(log, "ERROR: ", line, sizeof line), log, diag);
    }
    return status == 0 ? 0 : -1;
}

/* ---- the circuit ---- */

/* These lines of the log stand before what is listed. */
#define MARK "lifcosim: "
#define LATCHES MARK "latches"
#define UNCLOCKED MARK "unclocked"
#define END MARK "end"

typedef struct circuit {
    const cosim_manifest *manifest;
    const char *folder;
} circuit;

static bool write_circuit(FILE *file, const void *context)
{
    const circuit *c = context;
    const bool right = cosim_put_yosys_read(file, c->manifest);
    fprintf(file, "read_verilog -sv \"%s/circuit.v\"\n", c->folder);
    fputs("hierarchy -check -top prove_circuit\nproc\nflatten\nopt_expr\nopt_clean\n"
          "memory -nomap\nmemory_map\nopt_clean\n",
          file);
    fprintf(file,
            "log " LATCHES "\nselect -list t:$dlatch* t:$adlatch* t:$sr\n"
            "select -set clocked w:clk_i %%co1:+[CLK] t:* %%i\n"
            "select -set falling t:$*dff* r:CLK_POLARITY=1'b0 %%i\n"
            "log " UNCLOCKED "\n"
            "select -list t:$*dff* @clocked %%d t:$*dff* %s %%d %%u\n"
            "log " END "\nwrite_rtlil \"%s/circuit.il\"\n",
            c->manifest->clock_falling ? "@falling" : "t:$*dff* @falling %d", c->folder);
    return right;
}

/* Reads the first name that Yosys has listed behind a line of its log, "MODULE/CELL". */
static bool first_behind(const char *folder, const char *head, char *text, int bytes)
{
    char path[PATH_BYTES];
    snprintf(path, sizeof path, "%.3800s/circuit.log", folder);
    FILE *file = fopen(path, "r");
    bool behind = false, any = false;
    while (!any && file != NULL && fgets(text, bytes, file) != NULL) {
        text[strcspn(text, "\r\n")] = '\0';
        if (behind && strncmp(text, MARK, strlen(MARK)) == 0) {
            break;
        }
        any = behind && text[0] != '\0';
        behind = behind || strcmp(text, head) == 0;
    }
    if (file != NULL) {
        fclose(file);
    }
    return any;
}

/* The name of a register's cell has its source in it: $procdff$12 has not, and $proc$FILE:LINE$3
 * has; what is left is for a reader. */
static int check_registers(const char *folder, cosim_diag *diag)
{
    char cell[400];
    if (first_behind(folder, LATCHES, cell, sizeof cell)) {
        return cosim_diag_set(diag, NULL,
                              "the circuit has a latch (%s), and a proof of clocks says nothing of "
                              "it; give each signal a value on every path, or clock it",
                              cell);
    }
    if (first_behind(folder, UNCLOCKED, cell, sizeof cell)) {
        return cosim_diag_set(
            diag, NULL,
            "the circuit has a register (%s) with another clock, or another edge, "
            "than the manifest's; a proof counts the edges of one clock. Use an "
            "enable in the place of a gated clock",
            cell);
    }
    return 0;
}

int cosim_netlist_circuit(const cosim_manifest *m, const char *folder, cosim_diag *diag)
{
    char path[PATH_BYTES];
    const circuit c = {m, folder};
    snprintf(path, sizeof path, "%.3800s/circuit.v", folder);
    return cosim_miter_circuit(m, path, diag) == 0 &&
                   run_script(folder, "circuit", write_circuit, &c, diag) == 0
               ? check_registers(folder, diag)
               : -1;
}

/* ---- graphs ---- */

typedef struct graphs {
    const char *folder, *name, *change;
    char base[400]; /* of the files that are written */
    bool any_start, free;
    unsigned outputs;
} graphs;

bool cosim_netlist_any_start(const cosim_manifest *m)
{
    return m->step != COSIM_STEP_COMBINATIONAL && m->reset.node == NULL;
}

static bool write_graphs(FILE *file, const void *context)
{
    static const struct {
        unsigned of;
        const char *name, *others;
    } kinds[] = {{COSIM_NETLIST_DIFFERS, "differs", "w:hangs w:cover_* w:ages_*"},
                 {COSIM_NETLIST_HANGS, "hangs", "w:differs w:cover_* w:ages_*"},
                 {COSIM_NETLIST_COVERS, "covers", "w:hangs w:differs w:ages_*"},
                 {COSIM_NETLIST_AGES, "ages", "w:cover_*"}};
    /* before anything is taken away that no other output needs */
    static const char *const expose =
        "hierarchy -top prove_miter\nproc\nflatten\nexpose w:last.eq_* w:spec.eq_*\n";
    const graphs *g = context;
    const bool ages = (g->outputs & COSIM_NETLIST_AGES) != 0;
    if (g->free) {
        fprintf(file,
                "read_rtlil \"%s/free.circuit.il\"\nread_rtlil \"%s/free.spec.il\"\n"
                "read_verilog -sv \"%s/%s.v\"\n",
                g->folder, g->folder, g->folder, g->name);
    } else {
        fprintf(file, "read_rtlil \"%s/circuit.il\"\n%s\nread_verilog -sv \"%s/%s.v\"\n", g->folder,
                g->change != NULL ? g->change : "", g->folder, g->name);
    }
    fprintf(file,
            "%sprep -flatten -top prove_miter\ncheck -assert\nasync2sync\ndffunmap\n"
            "opt -nodffe -nosdff\nalumacc\ntechmap%s%s%s\nsetundef -anyseq -undriven\n%s"
            "opt_clean\nsimplemap\naigmap\nopt_clean\n",
            ages ? expose : "", ages ? " -map \"" : "", ages ? g->folder : "",
            ages ? "/ripple.v\" -map +/techmap.v" : "",
            g->any_start ? "" : "setundef -init -zero\n");
    fputs("design -save whole\n", file);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if ((g->outputs & kinds[i].of) != 0) {
            fprintf(file,
                    "design -load whole\ndelete -output %s\nopt_clean\n"
                    "write_aiger -I -zinit -symbols \"%s/%s.%s.aig\"\n",
                    kinds[i].others, g->folder, g->base, kinds[i].name);
        }
    }
    return true;
}

/* Writes a carry that goes from bit to bit for Yosys, so that sums of different widths have the
 * same gates; its own is a tree. */
static int write_ripple(const char *folder, cosim_diag *diag)
{
    char path[PATH_BYTES];
    snprintf(path, sizeof path, "%.3800s/ripple.v", folder);
    cosim_output *output = cosim_output_open(path, diag);
    if (output == NULL) {
        return -1;
    }
    fputs("(* techmap_celltype = \"$lcu\" *)\nmodule _00_ripple (P, G, CI, CO);\n"
          "  parameter WIDTH = 2;\n  input [WIDTH-1:0] P, G;\n  input CI;\n"
          "  output [WIDTH-1:0] CO;\n  assign CO = G | (P & {CO, CI});\nendmodule\n",
          cosim_output_file(output));
    return cosim_output_commit(output, diag);
}

int cosim_netlist_graphs(const char *folder, const char *name, const char *variant,
                         const char *change, bool any_start, unsigned outputs, cosim_diag *diag)
{
    graphs g = {folder, name, change, "", any_start, false, outputs};
    snprintf(g.base, sizeof g.base, "%.180s%s%.180s", name, variant != NULL ? "." : "",
             variant != NULL ? variant : "");
    return (outputs & COSIM_NETLIST_AGES) == 0 || write_ripple(folder, diag) == 0
               ? run_script(folder, g.base, write_graphs, &g, diag)
               : -1;
}

/* ---- free products ---- */

/* Operands lose the bits that only repeat a sign, so that both sides have them in about the same
 * width. */
static bool write_parts(FILE *file, const void *context)
{
    const graphs *g = context;
    static const char *const reduce = "proc\nflatten\nopt_expr\nopt_clean\nwreduce\nopt_clean\n";
    fprintf(file,
            "read_rtlil \"%s/circuit.il\"\n%s\nhierarchy -top prove_circuit\n%s"
            "write_rtlil \"%s/free.circuit.whole.il\"\ndesign -reset\n"
            "read_verilog -sv \"%s/%s.v\"\nhierarchy -top prove_spec\n%s"
            "write_rtlil \"%s/free.spec.whole.il\"\n",
            g->folder, g->change != NULL ? g->change : "", reduce, g->folder, g->folder, g->name,
            reduce, g->folder);
    return true;
}

int cosim_netlist_products(const char *folder, const char *name, const char *change,
                           cosim_products *of_circuit, cosim_products *of_spec, cosim_diag *diag)
{
    static const char *const sides[] = {"circuit", "spec"};
    cosim_products *const products[] = {of_circuit, of_spec};
    const graphs g = {.folder = folder, .name = name, .change = change};
    int status = run_script(folder, "free.parts", write_parts, &g, diag);
    for (size_t i = 0; status == 0 && i < 2; i++) {
        char from[PATH_BYTES], to[PATH_BYTES];
        snprintf(from, sizeof from, "%.3800s/free.%s.whole.il", folder, sides[i]);
        snprintf(to, sizeof to, "%.3800s/free.%s.il", folder, sides[i]);
        status = cosim_products_free(from, to, products[i], diag);
    }
    return status;
}

int cosim_netlist_free_graphs(const char *folder, const char *name, bool any_start,
                              unsigned outputs, cosim_diag *diag)
{
    graphs g = {folder, name, NULL, "", any_start, true, outputs};
    snprintf(g.base, sizeof g.base, "%.180s", name);
    return run_script(folder, g.base, write_graphs, &g, diag);
}

/* ---- changes ---- */

typedef struct changes {
    const char *folder;
    size_t want;
    unsigned seed;
} changes;

static bool write_changes(FILE *file, const void *context)
{
    const changes *c = context;
    fprintf(file, "read_rtlil \"%s/circuit.il\"\nmutate -list %zu -seed %u\n", c->folder, c->want,
            c->seed);
    return true;
}

int cosim_netlist_mutations(const char *folder, size_t want, unsigned seed, char *commands,
                            size_t bytes, size_t *count, cosim_diag *diag)
{
    const changes c = {folder, want, seed};
    char path[PATH_BYTES];
    *count = 0;
    if (run_script(folder, "mutations", write_changes, &c, diag) != 0) {
        return -1;
    }
    snprintf(path, sizeof path, "%.3800s/mutations.log", folder);
    FILE *file = fopen(path, "r");
    char *line = malloc(bytes);
    while (file != NULL && line != NULL && *count < want && fgets(line, (int)bytes, file) != NULL) {
        if (strncmp(line, "mutate -mode ", 13) == 0) {
            line[strcspn(line, "\r\n")] = '\0';
            strcpy(commands + bytes * (*count)++, line);
        }
    }
    free(line);
    if (file == NULL) {
        return cosim_diag_set(diag, NULL, "%s: cannot be read", path);
    }
    fclose(file);
    return 0;
}
