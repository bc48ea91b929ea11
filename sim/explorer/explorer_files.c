// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The program works with files, and the page has none. Reports go to memory. */
#include "base/inputs.h"
#include "input/table.h"
#include "explorer.h"

#include <stdlib.h>

struct cosim_output {
    FILE *file;
    char *text;
    size_t length;
};

static cosim_output memory;

int cosim_table_read(cosim_table *table, char *message, size_t bytes)
{
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
