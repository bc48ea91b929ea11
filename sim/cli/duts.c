// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "cli/duts.h"

#include "base/places.h"
#include "circuit/dut.h"
#include "circuit/format.h"
#include "circuit/open.h"
#include "cli/cli.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void print_format(const char *name, const lif_format *f, const char *rounding,
                         const char *about)
{
    cosim_cli_print("%-16s  %5u  %8u  %4u  %-8s  %s\n", cosim_cli_shown(name), f->state_width,
                    f->state_fraction, f->leak_fraction, rounding, cosim_cli_shown(about));
}

static int is_shared_object(const struct dirent *entry)
{
    const size_t n = strlen(entry->d_name);
    return n > 3 && strcmp(entry->d_name + n - 3, ".so") == 0;
}

/* Prints one line for the shared object NAME.so, which says so if it is damaged. */
static int print_circuit(const char *file)
{
    char name[256];
    cosim_dut *dut;
    snprintf(name, sizeof name, "%.*s", (int)strlen(file) - 3, file);
    const int status = cosim_cli_dut(name, NULL, &dut);
    if (status == CLI_OK) {
        print_format(name, &dut->ops->format, cosim_dut_rounding(dut->ops), dut->ops->about);
        cosim_dut_close(dut);
    }
    return status;
}

/* Prints the circuits of a folder, one in each line, without those that `before` (NULL: none) has
 * too. */
static int print_folder(const char *folder, const char *before, int *count)
{
    struct dirent **entries;
    int status = CLI_OK;
    const int found = scandir(folder, &entries, is_shared_object, alphasort);
    for (int i = 0; i < found; i++) {
        char path[4096 + 300];
        snprintf(path, sizeof path, "%s/%s", before != NULL ? before : "", entries[i]->d_name);
        if (before == NULL || access(path, F_OK) != 0) {
            const int one = print_circuit(entries[i]->d_name);
            status = one > status ? one : status;
            *count += 1;
        }
        free(entries[i]);
    }
    if (found >= 0) {
        free(entries);
    }
    return status;
}

static int list(void)
{
    char folder[4096], shipped[4096], library[4096 - 8];
    size_t count;
    int built = 0;

    cosim_cli_print("%-16s  %5s  %8s  %4s  %-8s\n", "circuit", "state", "fraction", "leak",
                    "rounding");
    cosim_dut_folder(folder, sizeof folder);
    int status = print_folder(folder, NULL, &built);
    if (cosim_is_installed()) {
        snprintf(shipped, sizeof shipped, "%s/dut", cosim_library_folder(library, sizeof library));
        const int one = print_folder(shipped, folder, &built);
        status = one > status ? one : status;
    }
    if (built == 0) {
        cosim_cli_print("(no shared object in %s: type `%s`)\n", cosim_cli_shown(folder),
                        cosim_is_installed() ? "lifcosim dut q8_24" : "make dut");
    }
    const cosim_named_format *formats = cosim_formats(&count);
    for (size_t i = 0; i < count; i++) {
        char name[64];
        snprintf(name, sizeof name, "model:%s", formats[i].name);
        print_format(name, &formats[i].format, cosim_rounding_name(formats[i].format.rounding),
                     "integer model; any other as model:20/12/18[r]");
    }
    return status;
}

int cosim_cli_duts(int argc, char **argv)
{
    const cosim_cli_syntax syntax = {
        .words =
            {"lifcosim duts",
             "Lists the circuits in the folder of shared objects and the named formats of the\n"
             "integer model.",
             NULL, "lifcosim duts"},
        .sharing = CLI_KNOWS_NONE,
        .no_files = true};
    cosim_cli_inputs inputs;
    int status = cosim_cli_inputs_read(&inputs, argc, argv, &syntax);
    if (status == CLI_OK) {
        status = list();
    }
    cosim_cli_inputs_free(&inputs);
    return status < 0 ? CLI_OK : status;
}
