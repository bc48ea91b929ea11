// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Any bytes are a line of a sweep, which is read or refused with a reason. The first byte chooses
 * whether the rest is the line as it is, or an object without its closing brace, which gets the
 * version and the checksum of a line that this program wrote, so that what is behind them is
 * reached too. A line that is read says the same twice, and is refused with any of its bytes
 * changed. */
#include "fuzz.h"
#include "base/version.h"
#include "sweep/check.h"
#include "sweep/parse.h"

#include <string.h>

static char *with_ending(const uint8_t *data, size_t size, size_t *length)
{
    char *object = NULL, *line = NULL;
    size_t object_length;
    FILE *out = open_memstream(&object, &object_length);
    FUZZ_CHECK(out != NULL && (size == 0 || fwrite(data, 1, size, out) == size));
    fprintf(out, ",\"lifcosim\":\"%s\",\"commit\":\"%s\"", cosim_version(), cosim_commit());
    FUZZ_CHECK(fclose(out) == 0);
    out = open_memstream(&line, length);
    FUZZ_CHECK(out != NULL);
    cosim_sweep_check_put(out, object, object_length);
    FUZZ_CHECK(fclose(out) == 0);
    free(object);
    (*length)--; /* the line feed */
    return line;
}

static int parse(const char *text, size_t length, cosim_sweep_parsed *parsed)
{
    char message[COSIM_SWEEP_MESSAGE];
    memset(message, 0xA5, sizeof message);
    const int status = cosim_sweep_parse_line(text, length, parsed, message, sizeof message);
    if (status != 0) {
        FUZZ_CHECK(memchr(message, '\0', sizeof message) != NULL);
        FUZZ_CHECK(strncmp(message, "no line of ", 11) == 0);
        FUZZ_CHECK(parsed->reason == NULL && parsed->command == NULL);
    }
    return status;
}

static void check_line(char *text, size_t length, const cosim_sweep_parsed *first)
{
    cosim_sweep_parsed again;
    FUZZ_CHECK(strlen(first->sweep) == 32 && first->record.index < first->sets);
    FUZZ_CHECK(first->reason != NULL && first->command != NULL);
    FUZZ_CHECK((unsigned)first->record.outcome < COSIM_OUTCOMES);
    FUZZ_CHECK(parse(text, length, &again) == 0);
    FUZZ_CHECK(strcmp(again.sweep, first->sweep) == 0 && again.sets == first->sets);
    FUZZ_CHECK(memcmp(&again.record, &first->record, sizeof again.record) == 0);
    FUZZ_CHECK(strcmp(again.reason, first->reason) == 0);
    FUZZ_CHECK(strcmp(again.command, first->command) == 0);
    cosim_sweep_parsed_free(&again);
    for (size_t i = 0; i < length; i += 1 + length / 16) {
        text[i] ^= 1;
        FUZZ_CHECK(parse(text, length, &again) != 0);
        text[i] ^= 1;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cosim_sweep_parsed parsed;
    size_t length = size - 1;
    if (size == 0) {
        return 0;
    }
    char *text =
        data[0] % 2 == 0 ? fuzz_text(data + 1, length) : with_ending(data + 1, size - 1, &length);
    if (parse(text, length, &parsed) == 0) {
        check_line(text, length, &parsed);
        cosim_sweep_parsed_free(&parsed);
    }
    free(text);
    return 0;
}
