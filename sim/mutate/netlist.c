// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "mutate/netlist.h"

#include "base/output.h"
#include "base/tool.h"
#include "foreign/yosys_read.h"
#include "mutate/mutants.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MEMORY_KIB = 4 << 20, READ_SECONDS = 600 };

/* ---- tools ---- */

static bool is_there(const char *tool)
{
    const char *path = getenv("PATH");
    char file[COSIM_MUTATE_PATH];
    while (path != NULL && *path != '\0') {
        const size_t length = strcspn(path, ":");
        snprintf(file, sizeof file, "%.*s/%s", (int)length, path, tool);
        if (access(file, X_OK) == 0) {
            return true;
        }
        path += length + (path[length] == ':');
    }
    return false;
}

int cosim_mutate_ready(cosim_diag *diag)
{
    static const struct {
        const char *tool, *package;
    } needed[] = {{"yosys", "yosys"}, {"yosys-abc", "yosys"}, {"z3", "z3"}};
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
        if (!is_there(needed[i].tool)) {
            return cosim_diag_set(diag, NULL,
                                  "%s is missing, by which mutants are made and proven; type "
                                  "`apt-get install %s` as root",
                                  needed[i].tool, needed[i].package);
        }
    }
    return 0;
}

int cosim_mutate_tool(const char *folder, const char *tool, const char *option, const char *script,
                      const char *log, unsigned seconds, cosim_diag *diag)
{
    char limits[160];
    /* the shell stays, to tell a tool that was ended at its bound from one that is not there */
    snprintf(limits, sizeof limits,
             "ulimit -v %d && ulimit -t %u && cd \"$0\" || exit 125; \"$@\"; s=$?; "
             "test $s -lt 126 || s=125; exit $s",
             MEMORY_KIB, seconds);
    const char *const argv[] = {"sh", "-c", limits, folder, tool, option, script, NULL};
    return cosim_tool_run(argv, log, diag);
}

static int run_yosys(const char *folder, const char *script, const char *log, const char *what,
                     cosim_diag *diag)
{
    char line[400];
    const int status = cosim_mutate_tool(folder, "yosys", "-s", script, log, READ_SECONDS, diag);
    if (status > 0) {
        cosim_diag_set(diag, NULL, "Yosys cannot %s: %s (the whole is in %s)", what,
                       cosim_tool_line(log, "ERROR", line, sizeof line), log);
    }
    return status == 0 ? 0 : -1;
}

/* ---- the circuit ---- */

int cosim_netlist_draw(const cosim_manifest *m, const char *folder, unsigned count, uint64_t seed,
                       cosim_diag *diag)
{
    char script[COSIM_MUTATE_PATH + 32], log[COSIM_MUTATE_PATH + 32];
    snprintf(script, sizeof script, "%s/draw.ys", folder);
    snprintf(log, sizeof log, "%s/draw.log", folder);
    if (m->interface_count > 0) {
        return cosim_diag_set(diag, NULL,
                              "%s: has a port that is an interface, which Yosys cannot mutate; "
                              "name a module with plain ports",
                              m->path);
    }
    cosim_output *output = cosim_output_open(script, diag);
    if (output == NULL) {
        return -1;
    }
    FILE *file = cosim_output_file(output);
    const bool reads = cosim_put_yosys_read(file, m);
    if (!cosim_put_yosys_top(file, m) || !reads) {
        cosim_output_abandon(output);
        return cosim_diag_set(diag, NULL,
                              "%s: Yosys reads a quote, a backslash, or a blank in a parameter for "
                              "itself; move the file, or write the value otherwise",
                              m->path);
    }
    /* A memory becomes registers, and a module that has another one in it becomes one. */
    fprintf(file,
            "prep -top %s -flatten\nmemory_map\nopt_clean\nwrite_rtlil circuit.il\n"
            "mutate -list %u -ctrl " COSIM_MUTANT_SELECT " 16 1 -seed %" PRIu64 " -o list\n",
            m->top, count, seed % 2147483647u);
    return cosim_output_commit(output, diag) == 0
               ? run_yosys(folder, script, log, "read the sources", diag)
               : -1;
}

int cosim_netlist_join(const char *folder, const char *name, unsigned first, unsigned last,
                       cosim_diag *diag)
{
    char script[COSIM_MUTATE_PATH + 64], log[COSIM_MUTATE_PATH + 64], list[COSIM_MUTATE_PATH + 32];
    snprintf(script, sizeof script, "%s/%s.ys", folder, name);
    snprintf(log, sizeof log, "%s/%s.log", folder, name);
    snprintf(list, sizeof list, "%s/list", folder);
    cosim_output *output = cosim_output_open(script, diag);
    FILE *lines = fopen(list, "r");
    if (output == NULL || lines == NULL) {
        cosim_output_abandon(output);
        if (lines != NULL) {
            fclose(lines);
        }
        return output == NULL ? -1 : cosim_diag_set(diag, NULL, "%s: cannot be read", list);
    }
    FILE *file = cosim_output_file(output);
    char *line = NULL;
    size_t room = 0;
    unsigned number = 0;
    fputs("read_rtlil circuit.il\n", file);
    while (getline(&line, &room, lines) > 0) {
        number += strncmp(line, "mutate ", 7) == 0;
        if (number >= first && number <= last) {
            fputs(line, file);
        }
    }
    free(line);
    fclose(lines);
    /* one bit a net: in vectors Verilator sees loops */
    fprintf(file, "splitnets\nopt_clean\nwrite_verilog -noattr %s.v\n", name);
    return cosim_output_commit(output, diag) == 0
               ? run_yosys(folder, script, log, "make the mutants", diag)
               : -1;
}
