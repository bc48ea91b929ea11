// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The program works with files. The page has a few that came with its networks, and no others.
 * Reports go to memory. */
#include "base/inputs.h"
#include "input/csv.h"
#include "input/table.h"
#include "explorer.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_FILES = 64 };

static struct {
    char *name, *text;
} files[MOST_FILES];
static size_t file_count;

EXPLORER_EXPORT("explorer_file") int explorer_file(const char *name, const char *text);

/* Keeps a copy of a file, which cosim_table_read then finds by its name. Returns 0, or -1 without
 * memory or room. */
int explorer_file(const char *name, const char *text)
{
    if (file_count == MOST_FILES) {
        return -1;
    }
    files[file_count].name = strdup(name);
    files[file_count].text = strdup(text);
    return files[file_count].name != NULL && files[file_count++].text != NULL ? 0 : -1;
}

struct cosim_output {
    FILE *file;
    char *text;
    size_t length;
};

static cosim_output memory;

int cosim_table_read(cosim_table *table, char *message, size_t bytes)
{
    for (size_t i = 0; i < file_count; i++) {
        FILE *file = strcmp(files[i].name, table->path) == 0
                         ? fmemopen(files[i].text, strlen(files[i].text), "r")
                         : NULL;
        if (file != NULL) {
            const int status = cosim_csv_read(table, file, message, bytes);
            fclose(file);
            return status;
        }
    }
    snprintf(message, bytes, "%s: a page has no files beside it; use `lifcosim run` for this one",
             table->path);
    return -1;
}

void cosim_inputs_note(FILE *file) { (void)file; }

bool cosim_inputs_may_open(const char *path)
{
    (void)path;
    return true;
}

FILE *cosim_output_file(cosim_output *output) { return output->file; }

cosim_output *explorer_memory_open(void)
{
    free(memory.text);
    memory = (cosim_output){.file = NULL};
    memory.file = open_memstream(&memory.text, &memory.length);
    return memory.file != NULL ? &memory : NULL;
}

const char *explorer_memory_close(cosim_output *output)
{
    const int failed = fclose(output->file);
    output->file = NULL;
    return failed == 0 ? output->text : NULL;
}
