// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "cli/tell.h"

#include "base/arena.h"
#include "base/output.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* Writes a text so that signs which a reader would not see are shown; names in it come from
 * outside. */
__attribute__((format(printf, 3, 0))) static void put(FILE *out, const char *keep,
                                                      const char *format, va_list args)
{
    char *text = NULL;
    if (vasprintf(&text, format, args) >= 0) {
        cosim_put_visible(out, text, keep);
        free(text);
    }
}

void cosim_cli_print(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    put(cosim_output_standard(), "\n\t", format, args);
    va_end(args);
}

FILE *cosim_cli_out(bool taken) { return taken ? stderr : cosim_output_standard(); }

bool cosim_cli_is_stdout(const char *path) { return path != NULL && strcmp(path, "-") == 0; }

const char *cosim_cli_shown(const char *text)
{
    static char shown[4][4096];
    static unsigned next;
    char *to = shown[next++ % 4], *end = to;
    while (*text != '\0' && end < to + sizeof shown[0] - COSIM_SHOWN_BYTES) {
        text += cosim_utf8_show(text, "", end);
        end += strlen(end);
    }
    *end = '\0';
    return to;
}

void cosim_cli_tell(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    put(stderr, "", format, args);
    va_end(args);
    fputc('\n', stderr);
}

int cosim_cli_usage_error(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fputs("lifcosim: ", stderr);
    put(stderr, "", format, args);
    fputc('\n', stderr);
    va_end(args);
    return CLI_WRONG_INPUT;
}

int cosim_cli_report(const cosim_diag *diag, int status)
{
    char text[2048];
    /* A library whose allocation fails may say that something else is wrong. */
    const bool suspect = status != CLI_OK && !diag->memory && !cosim_arena_room(1 << 20);
    cosim_cli_tell("%s%s%s", diag->place.file[0] == '\0' ? "lifcosim: " : "",
                   cosim_diag_text(diag, text, sizeof text),
                   suspect ? " (but memory is short, and that may be why)" : "");
    return diag->memory || diag->tool || suspect ? CLI_UNUSABLE : status;
}
