// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "fuzz.h"

#include <string.h>
#include <unistd.h>

static char folder[512];
static char written[8][600]; /* paths to remove */
static size_t written_count;

static void clean(void)
{
    for (size_t i = 0; i < written_count; i++) {
        unlink(written[i]);
    }
    rmdir(folder);
}

const char *fuzz_folder(void)
{
    if (folder[0] == '\0') {
        const char *base = getenv("TMPDIR");
        snprintf(folder, sizeof folder, "%s/lifcosim-fuzz-XXXXXX",
                 base != NULL && base[0] != '\0' ? base : "/tmp");
        if (mkdtemp(folder) == NULL) {
            perror(folder);
            exit(2); /* no finding: the machine */
        }
        atexit(clean);
    }
    return folder;
}

const char *fuzz_write(const char *name, const void *bytes, size_t size)
{
    static char paths[4][600];
    static unsigned next;
    char *path = paths[next++ % 4];
    snprintf(path, sizeof paths[0], "%s/%s", fuzz_folder(), name);
    FILE *file = fopen(path, "wb");
    if (file == NULL || fwrite(bytes, 1, size, file) != size || fclose(file) != 0) {
        perror(path);
        exit(2);
    }
    for (size_t i = 0; i < written_count; i++) {
        if (strcmp(written[i], path) == 0) {
            return path;
        }
    }
    FUZZ_CHECK(written_count < sizeof written / sizeof written[0]);
    strcpy(written[written_count++], path);
    return path;
}

void fuzz_check_refusal(const cosim_diag *diag, const char *path)
{
    FUZZ_CHECK(diag->message[0] != '\0');
    FUZZ_CHECK(memchr(diag->message, '\0', sizeof diag->message) != NULL);
    FUZZ_CHECK(strcmp(diag->place.file, path) == 0);
    FUZZ_CHECK((diag->place.line == 0) == (diag->place.column == 0));
}

char *fuzz_text(const uint8_t *data, size_t size)
{
    char *text = malloc(size + 1);
    FUZZ_CHECK(text != NULL);
    if (size > 0) {
        memcpy(text, data, size);
    }
    text[size] = '\0';
    return text;
}
