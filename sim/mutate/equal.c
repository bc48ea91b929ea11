// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "mutate/equal.h"

#include "base/output.h"
#include "base/tool.h"
#include "mutate/netlist.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { GATES_SECONDS = 300, CLOCK_BYTES = 600 };

/* Multipliers come before adders: one that a mutation separates from its adder would get another
 * structure, and a prover would not find the rest of it again. */
static const char to_gates[] =
    "opt_clean\nasync2sync\ndffunmap\nopt -nodffe -nosdff\nalumacc t:$mul\nalumacc\nsimplemap\n"
    "techmap\nopt_clean -purge\nsetundef -undriven -zero\nsetundef -init -zero\naigmap\n"
    "opt_clean -purge\n";

/* ---- clocks ---- */

static bool is_other_memory(const char *type)
{
    return strncmp(type, "$dlatch", 7) == 0 || strncmp(type, "$adlatch", 8) == 0 ||
           strncmp(type, "$sr", 3) == 0 || strncmp(type, "$mem", 4) == 0 ||
           strncmp(type, "$aldff", 6) == 0 || strncmp(type, "$dffsr", 6) == 0 ||
           strncmp(type, "$ff ", 4) == 0;
}

/* Reads the cells of the text form of Yosys: "cell TYPE NAME", "parameter \P V", "connect \P S". */
int cosim_equal_single_clock(const char *folder, const char *clock, bool falling, bool *single,
                             cosim_diag *diag)
{
    char path[COSIM_MUTATE_PATH + 16], at[CLOCK_BYTES], wanted[CLOCK_BYTES] = "";
    const char edge = falling ? '0' : '1';
    char *line = NULL;
    size_t room = 0;
    snprintf(path, sizeof path, "%s/circuit.il", folder);
    if (clock != NULL) {
        snprintf(wanted, sizeof wanted, "\\%s", clock);
    }
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        return cosim_diag_set(diag, NULL, "%s: cannot be read: %s", path, strerror(errno));
    }
    *single = true;
    while (getline(&line, &room, file) > 0) {
        const char *text = line + strspn(line, " ");
        if (strncmp(text, "cell ", 5) == 0) {
            *single = *single && !is_other_memory(text + 5);
        } else if (sscanf(text, "connect \\CLK %599[^\n]", at) == 1) {
            *single = *single && strcmp(at, wanted) == 0;
        } else if (strncmp(text, "parameter \\CLK_POLARITY ", 24) == 0) {
            *single = *single && text[strcspn(text, "\r\n") - 1] == edge;
        }
    }
    free(line);
    fclose(file);
    return 0;
}

/* ---- proofs ---- */

static int write_gates(const char *folder, const char *name, const char *mutation, cosim_diag *diag)
{
    char script[COSIM_MUTATE_PATH + 64], log[COSIM_MUTATE_PATH + 64], line[400];
    snprintf(script, sizeof script, "%s/%s.ys", folder, name);
    snprintf(log, sizeof log, "%s/%s.log", folder, name);
    cosim_output *output = cosim_output_open(script, diag);
    if (output == NULL) {
        return -1;
    }
    fprintf(cosim_output_file(output), "read_rtlil circuit.il\n%s\n%swrite_blif %s.blif\n",
            mutation, to_gates, name);
    if (cosim_output_commit(output, diag) != 0) {
        return -1;
    }
    const int status = cosim_mutate_tool(folder, "yosys", "-s", script, log, GATES_SECONDS, diag);
    if (status > 0) {
        cosim_diag_set(diag, NULL,
                       "Yosys cannot make gates of the circuit: %s (the whole is in %s)",
                       cosim_tool_line(log, "ERROR", line, sizeof line), log);
    }
    return status == 0 ? 0 : -1;
}

/* Tells whether a line of a log has this text. */
static bool says(const char *log, const char *text)
{
    char *line = NULL;
    size_t room = 0;
    bool found = false;
    FILE *file = fopen(log, "r");
    while (file != NULL && !found && getline(&line, &room, file) > 0) {
        found = strstr(line, text) != NULL;
    }
    free(line);
    if (file != NULL) {
        fclose(file);
    }
    return found;
}

/* Writes what ABC is told: to compare two circuits, or to prove that none of their outputs can
 * differ. */
static void put_commands(char *commands, size_t bytes, bool second, unsigned seconds)
{
    if (second) {
        snprintf(commands, bytes,
                 "miter sound.blif mutant.blif; strash; scorr -F 9; scorr; pdr -T %u", seconds);
    } else {
        snprintf(commands, bytes, "dsec sound.blif mutant.blif");
    }
}

static cosim_equality read_answer(const char *log, bool second)
{
    if (second) {
        return says(log, "Property proved") ? COSIM_EQUAL
               : says(log, "was asserted")  ? COSIM_OTHER
                                            : COSIM_OPEN;
    }
    return says(log, "Networks are equivalent") ? COSIM_EQUAL
           : says(log, "Networks are NOT EQUIVALENT") || says(log, "Networks are not equivalent")
               ? COSIM_OTHER
               : COSIM_OPEN;
}

int cosim_equal_prove(const char *folder, const char *mutation, bool second, unsigned seconds,
                      cosim_equality *found, cosim_diag *diag)
{
    char sound[COSIM_MUTATE_PATH + 32], log[COSIM_MUTATE_PATH + 32];
    char commands[160];
    snprintf(sound, sizeof sound, "%s/sound.blif", folder);
    snprintf(log, sizeof log, "%s/%s.log", folder, second ? "second" : "first");
    int status = 0;
    *found = COSIM_OPEN;
    if (access(sound, R_OK) != 0) {
        status = write_gates(folder, "sound", "", diag);
    }
    if (status == 0) {
        status = write_gates(folder, "mutant", mutation, diag);
    }
    if (status == 0) {
        put_commands(commands, sizeof commands, second, seconds);
        /* yosys-abc that is ended at its bound has found nothing out */
        status =
            cosim_mutate_tool(folder, "yosys-abc", "-c", commands, log, seconds, diag) < 0 ? -1 : 0;
    }
    if (status == 0) {
        *found = read_answer(log, second);
    }
    return status;
}
