// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "cli/option.h"

#include "cli/tell.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { HELP_COLUMN = 23 }; /* where the texts of the options begin */

static bool has(const cosim_cli_option *table, const char *name)
{
    while (table->name != NULL && strcmp(table->name, name) != 0) {
        table++;
    }
    return table->name != NULL;
}

static void print_option(const cosim_cli_option *option)
{
    char left[80];
    const char *value = option->value != NULL ? option->value : "";
    const int width = snprintf(left, sizeof left, "  --%s%s%s", option->name,
                               value[0] == '\0' || value[0] == '[' ? "" : " ", value);
    cosim_cli_print("%-*s", HELP_COLUMN, left);
    if (width > HELP_COLUMN - 1) {
        cosim_cli_print("  ");
    }
    const char *line = option->about;
    for (const char *end; (end = strchr(line, '\n')) != NULL; line = end + 1) {
        cosim_cli_print("%.*s\n%*s", (int)(end - line), line, HELP_COLUMN, "");
    }
    cosim_cli_print("%s\n", line);
}

void cosim_cli_help(const cosim_cli_words *words, const cosim_cli_option *shared,
                    const cosim_cli_option *own)
{
    static const cosim_cli_option help = {"help", NULL, 0, "this text"};
    cosim_cli_print("usage: %s\n%s\n\n", words->usage, words->about);
    for (; shared != NULL && shared->name != NULL; shared++) {
        if (!has(own, shared->name)) {
            print_option(shared);
        }
    }
    for (; own->name != NULL; own++) {
        if (own->about != NULL) {
            print_option(own);
        }
    }
    print_option(&help);
    if (words->after != NULL) {
        cosim_cli_print("\n%s\n", words->after);
    }
    cosim_cli_print("\nexample: %s\n", words->example);
}

static struct option for_getopt(const cosim_cli_option *option)
{
    const int value = option->value == NULL     ? no_argument
                      : option->value[0] == '[' ? optional_argument
                                                : required_argument;
    return (struct option){option->name, value, NULL, option->code};
}

void cosim_cli_getopt(const cosim_cli_option *shared, const cosim_cli_option *own, int help,
                      struct option *options)
{
    for (; shared != NULL && shared->name != NULL; shared++) {
        if (!has(own, shared->name)) {
            *options++ = for_getopt(shared);
        }
    }
    for (; own->name != NULL; own++) {
        *options++ = for_getopt(own);
    }
    *options++ = (struct option){"help", no_argument, NULL, help};
    *options = (struct option){0};
}
