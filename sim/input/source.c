// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "input/source.h"

#include "base/inputs.h"
#include "base/utf8.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void file_place(const char *file, cosim_place *place)
{
    memset(place, 0, sizeof *place);
    snprintf(place->file, sizeof place->file, "%s", file);
}

/* Reads until the end or one byte over the limit; returns NULL with errno on an error. */
static char *read_all(FILE *file, size_t *size)
{
    size_t room = 65536, count = 0;
    char *bytes = malloc(room);
    while (bytes != NULL) {
        size_t got = fread(bytes + count, 1, room - 1 - count, file);
        count += got;
        if (ferror(file)) {
            int reason = errno;
            free(bytes);
            errno = reason;
            return NULL;
        }
        if (got == 0 || count > COSIM_SOURCE_LIMIT) {
            bytes[count] = '\0';
            break;
        }
        if (count + 1 == room) {
            char *more = realloc(bytes, 2 * room);
            if (more == NULL) {
                free(bytes);
            }
            bytes = more;
            room *= 2;
        }
    }
    *size = count;
    return bytes;
}

int cosim_source_read(cosim_arena *arena, const char *path, char **bytes, size_t *size,
                      cosim_diag *diag)
{
    cosim_place place;
    file_place(path, &place);
    FILE *file = cosim_inputs_may_open(path) ? fopen(path, "rb") : NULL;
    if (file != NULL) {
        cosim_inputs_note(file);
    }
    char *read = file == NULL ? NULL : read_all(file, size);
    int reason = errno;
    if (file != NULL) {
        fclose(file);
    }
    if (read == NULL && reason == ENOMEM) {
        return cosim_diag_memory(diag, &place);
    }
    if (read == NULL) {
        return cosim_diag_set(diag, &place, "cannot be read: %s; name a readable YAML file",
                              strerror(reason));
    }
    *bytes = cosim_arena_adopt(arena, read);
    if (*bytes == NULL) {
        return cosim_diag_memory(diag, &place);
    }
    if (*size > COSIM_SOURCE_LIMIT) {
        return cosim_diag_set(
            diag, &place,
            "the file is longer than 16 MiB, the limit; move long data into a CSV file");
    }
    return 0;
}

static int refuse_byte(cosim_place *place, unsigned char byte, cosim_diag *diag)
{
    if (byte == 0) {
        return cosim_diag_set(diag, place, "the file has a NUL byte; a scenario is text in UTF-8");
    }
    if (byte >= 0x80) {
        return cosim_diag_set(diag, place, "byte 0x%02x is not UTF-8; save the file in UTF-8",
                              byte);
    }
    return cosim_diag_set(
        diag, place,
        "0x%02x is a control character; of these a YAML text may have only tabs and line breaks",
        byte);
}

int cosim_source_check(const char *file, const char *bytes, size_t size, cosim_diag *diag)
{
    cosim_place place;
    file_place(file, &place);
    place.line = 1;
    size_t line_start = 0;
    for (size_t i = 0; i < size;) {
        unsigned char byte = (unsigned char)bytes[i];
        size_t length = cosim_utf8_length(bytes + i);
        int fine = length > 0 &&
                   (byte >= 0x20 ? byte != 0x7F : byte == '\t' || byte == '\n' || byte == '\r');
        if (!fine) {
            place.column = (unsigned)(i - line_start + 1);
            return refuse_byte(&place, byte, diag);
        }
        i += length;
        if (byte == '\n' || (byte == '\r' && (i == size || bytes[i] != '\n'))) {
            place.line++;
            line_start = i;
        }
    }
    return 0;
}
