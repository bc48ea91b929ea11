// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* write_steps FOLDER TEXT ...   writes what a judge takes of each text (texts.h), compiled, as
 * FOLDER/NAME.steps.c, and a table of them all, emitted[], as FOLDER/table.c. */
#include "declared.h"

#include "equations/emit_bound.h"

#include <stdio.h>
#include <stdlib.h>

static FILE *open_file(const char *folder, const char *name)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    if (file == NULL) {
        perror(path);
        exit(2);
    }
    return file;
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        fprintf(stderr, "usage: write_steps FOLDER TEXT ...\n");
        return 2;
    }
    size_t count = 0;
    FILE *table = open_file(argv[1], "table.c");
    fputs("/* written by testbenches/equations/write_steps.c */\n"
          "struct cosim_eq_emitted;\n",
          table);
    for (int i = 2; i < argc; i++) { /* a random text of one argument has the name of another's */
        const texts all = texts_read(&argv[i], 1);
        for (size_t k = 0; k < all.count; k++, count++) {
            char name[80];
            snprintf(name, sizeof name, "%zu.steps.c", count);
            FILE *file = open_file(argv[1], name);
            const cosim_eq_plan *plan = cosim_eq_plan_new(
                all.arena, declared_read(all.arena, &all.all[k], all.all[k].source), NULL);
            snprintf(name, sizeof name, "emitted_%zu", count);
            fprintf(file, "// %s\n", all.all[k].name);
            if (plan == NULL || cosim_eq_emit_bound(file, plan, name) != 0) {
                return 2;
            }
            fprintf(table, "extern const struct cosim_eq_emitted %s;\n", name);
            if (fclose(file) != 0) {
                return 2;
            }
        }
        texts_free(&all);
    }
    fputs("extern const struct cosim_eq_emitted *const emitted[];\n"
          "const struct cosim_eq_emitted *const emitted[] = {\n",
          table);
    for (size_t i = 0; i < count; i++) {
        fprintf(table, "    &emitted_%zu,\n", i);
    }
    fputs("};\n", table);
    return fclose(table) == 0 ? 0 : 2;
}
