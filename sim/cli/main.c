// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* This is the program lifcosim. Each subcommand lives in a file of its name. */
#include "base/cleanup.h"
#include "base/output.h"
#include "base/version.h"
#include "cli/build.h"
#include "cli/calibrate.h"
#include "cli/check.h"
#include "cli/cli.h"
#include "cli/dut.h"
#include "cli/duts.h"
#include "cli/formats.h"
#include "cli/merge.h"
#include "cli/mutate.h"
#include "cli/nir.h"
#include "cli/prove.h"
#include "cli/quantize.h"
#include "cli/run.h"
#include "cli/strength.h"
#include "cli/sweep.h"
#include "cli/vectors.h"
#include "input/fields.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const struct {
    const char *name;
    const char *takes; /* as the usage of the subcommand says it */
    const char *about;
    int (*run)(int argc, char **argv);
} commands[] = {
    {"run", "[options] SCENARIO.yaml ...", "co-simulate and judge", cosim_cli_run},
    {"sweep", "[options] SWEEP.yaml", "many runs: grids and random draws of any key",
     cosim_cli_sweep_command},
    {"merge", "[options] OUT.jsonl PART.jsonl ...", "join the parts of a sweep", cosim_cli_merge},
    {"check", "[options] SCENARIO.yaml ...", "read and validate only", cosim_cli_check},
    {"quantize", "[options] SCENARIO.yaml", "the fixed-point words and their errors",
     cosim_cli_quantize},
    {"formats", "[options] SCENARIO.yaml ...", "the smallest fixed-point format that will do",
     cosim_cli_formats},
    {"strength", "[options] SCENARIO.yaml ...", "what scenarios excite, and what they miss",
     cosim_cli_strength},
    {"mutate", "[options] NAME|MANIFEST --with SCENARIO.yaml ...",
     "how many mutants of a circuit scenarios notice", cosim_cli_mutate},
    {"vectors", "[options] SCENARIO.yaml", "drives and expected words for another bench",
     cosim_cli_vectors},
    {"build", "[options] MANIFEST.yaml ...", "somebody else's neuron as a circuit to run",
     cosim_cli_build},
    {"calibrate", "[options] MANIFEST.yaml", "find what such a circuit computes, by experiment",
     cosim_cli_calibrate},
    {"prove", "[options] NAME|MANIFEST.yaml", "a proof that a circuit is what it declares",
     cosim_cli_prove},
    {"nir", "export [options] NETWORK.yaml", "what a core computes of a network, as NIR",
     cosim_cli_nir},
    {"duts", "", "the circuits that can be run", cosim_cli_duts},
    {"dut", "[options] FORMAT|VARIANT ...", "build a circuit of the shipped neuron",
     cosim_cli_dut_command}};
enum { COMMANDS = sizeof commands / sizeof commands[0] };

/* All that was printed must have arrived: a full disk behind standard output, or a reader that went
 * away, is not a pass. */
static int flushed(int status)
{
    FILE *out = cosim_output_standard();
    errno = 0;
    if (fflush(out) != 0 || ferror(out)) {
        fprintf(stderr,
                "lifcosim: standard output could not be written%s%s; not all verdicts "
                "arrived\n",
                errno != 0 ? ": " : "", errno != 0 ? strerror(errno) : "");
        return CLI_UNUSABLE;
    }
    return status;
}

/* Where a standard stream is closed, the next file that is opened would take its number, and a
 * report and the verdicts would end up in one file. What takes the number here can only fail. */
static int occupy_standard_streams(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
        if (fcntl(fd, F_GETFD) == -1 &&
            open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd) {
            return -1;
        }
    }
    return 0;
}

static void print_line(void (*print)(const char *format, ...), const char *name, const char *takes,
                       const char *about)
{
    char left[80];
    snprintf(left, sizeof left, "lifcosim %s%s%s", name, takes[0] != '\0' ? " " : "", takes);
    print("  %-49s  %s\n", left, about);
}

static void print_help(void (*print)(const char *format, ...))
{
    print("lifcosim: co-simulation of a silicon leaky integrate-and-fire neuron, judged\n\n");
    for (size_t i = 0; i < COMMANDS; i++) {
        print_line(print, commands[i].name, commands[i].takes, commands[i].about);
    }
    print_line(print, "help", "SUBCOMMAND", "its options, as SUBCOMMAND --help and -h");
    print_line(print, "version", "", "as --version");
    print("\nExit status: 0 all pass, 1 a run does not, 2 wrong input (nothing was run),\n"
          "3 a tool or circuit could not be used, 4 undecided (prove, strength).\n"
          "\nexample: lifcosim run scenarios/book-triangle.yaml\n");
}

__attribute__((format(printf, 1, 2))) static void complain(const char *format, ...)
{
    va_list rest;
    va_start(rest, format);
    vfprintf(stderr, format, rest);
    va_end(rest);
}

/* Finds a subcommand by name; returns COMMANDS where there is none. */
static size_t find(const char *name)
{
    size_t i = 0;
    while (i < COMMANDS && strcmp(name, commands[i].name) != 0) {
        i++;
    }
    return i;
}

static int refuse(const char *name)
{
    const char *names[COMMANDS], *nearest;
    for (size_t i = 0; i < COMMANDS; i++) {
        names[i] = commands[i].name;
    }
    nearest = cosim_nearest(name, names, COMMANDS);
    return nearest != NULL ? cosim_cli_usage_error("%s: unknown subcommand; did you mean `lifcosim "
                                                   "%s`? `lifcosim --help` lists them",
                                                   name, nearest)
                           : cosim_cli_usage_error(
                                 "%s: unknown subcommand; `lifcosim --help` lists them", name);
}

/* Answers `lifcosim help SUBCOMMAND`, or lists the subcommands. */
static int give_help(int argc, char **argv)
{
    char option[] = "--help";
    if (argc < 3) {
        print_help(cosim_cli_print);
        return CLI_OK;
    }
    char *words[] = {argv[2], option, NULL};
    const size_t i = find(argv[2]);
    return i < COMMANDS ? commands[i].run(2, words) : refuse(argv[2]);
}

int main(int argc, char **argv)
{
    /* Without the signal, write tells of a reader that goes away, and it can be reported. */
    if (signal(SIGPIPE, SIG_IGN) == SIG_ERR || occupy_standard_streams() != 0) {
        return CLI_UNUSABLE;
    }
    cosim_cleanup_start();
    cosim_diag diag;
    if (cosim_output_keep_standard(&diag) != 0) {
        return cosim_cli_report(&diag, CLI_UNUSABLE);
    }
    if (argc < 2) {
        print_help(complain);
        return CLI_WRONG_INPUT;
    }
    const bool helps = strcmp(argv[1], "help") == 0;
    if (helps || strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
        return flushed(give_help(helps ? argc : 1, argv));
    }
    if (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "version") == 0) {
        cosim_cli_print("lifcosim %s (%s)\n", cosim_version(), cosim_commit());
        return flushed(CLI_OK);
    }
    const size_t i = find(argv[1]);
    return i < COMMANDS ? flushed(commands[i].run(argc - 1, argv + 1)) : refuse(argv[1]);
}
