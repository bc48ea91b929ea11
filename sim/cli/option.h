// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Each subcommand has one table of options. The command line is read by it, and --help is printed
 * from it; the manual pages and the completion of the shells are made from --help
 * (scripts/manual/), so that none of them can say what the program does not take. */
#ifndef COSIM_CLI_OPTION_H
#define COSIM_CLI_OPTION_H

#include <getopt.h>

typedef struct cosim_cli_option {
    const char *name; /* without its dashes; NULL ends a table */
    const char
        *value; /* what its value is called, as FILE; "[=FORM]": it may be left out; NULL: none */
    int code;   /* by which the subcommand is told of it */
    const char *about; /* one or more lines, divided by \n; NULL: refused, and not in the help */
} cosim_cli_option;

/* This is what --help says beside the options. The texts are one or more lines, divided by \n. */
typedef struct cosim_cli_words {
    const char *usage;   /* the whole command line: "lifcosim run [options] SCENARIO.yaml ..." */
    const char *about;   /* what it does */
    const char *after;   /* what stands under the options, or NULL */
    const char *example; /* a command line that works where the program is installed */
} cosim_cli_words;

/* Prints the help to the program's standard output: the words with the options of two tables, of
 * which the first may be NULL. An option of both is that of the second. */
void cosim_cli_help(const cosim_cli_words *words, const cosim_cli_option *shared,
                    const cosim_cli_option *own);

/* Writes the options of both tables, and --help with the code of `help`, as getopt_long takes them;
 * there must be room for two more than the tables have. An option of both is that of the second. */
void cosim_cli_getopt(const cosim_cli_option *shared, const cosim_cli_option *own, int help,
                      struct option *options);

#endif
