// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Gives files to a fuzz target, one test each, as TAP. A target that finds something ends the
 * process, which the caller sees by its status and by the plan that is not met. */
#include "fuzz.h"

#include <string.h>

static uint8_t *read_file(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    size_t room = 4096;
    uint8_t *bytes = malloc(room);
    *size = 0;
    if (file == NULL || bytes == NULL) {
        perror(path);
        exit(2);
    }
    for (size_t got; (got = fread(bytes + *size, 1, room - *size, file)) > 0;) {
        *size += got;
        if (*size == room) {
            bytes = realloc(bytes, room *= 2);
            if (bytes == NULL) {
                perror(path);
                exit(2);
            }
        }
    }
    fclose(file);
    return realloc(bytes, *size > 0 ? *size : 1); /* exact, so that a byte too far is seen */
}

int main(int argc, char **argv)
{
    printf("1..%d\n", argc - 1);
    for (int i = 1; i < argc; i++) {
        size_t size;
        uint8_t *bytes = read_file(argv[i], &size);
        const char *slash = strrchr(argv[i], '/');
        fflush(stdout);
        LLVMFuzzerTestOneInput(bytes, size);
        free(bytes);
        printf("ok %d - %s\n", i, slash != NULL ? slash + 1 : argv[i]);
    }
    return 0;
}
