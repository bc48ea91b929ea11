// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "cli/merge.h"

#include "base/inputs.h"
#include "base/output.h"
#include "cli/outputs.h"
#include "cli/sweep_open.h"
#include "sweep/parse.h"
#include "sweep/summary.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct joining {
    char **parts;
    size_t part_count;
    cosim_sweep_identity identity; /* of the first line */
    cosim_sweep_store store;
} joining;

static int wrong(const char *file, unsigned line, cosim_diag *diag, const char *what)
{
    cosim_place place = {.line = line, .column = line > 0};
    snprintf(place.file, sizeof place.file, "%s", file);
    return cosim_diag_set(diag, &place, "%s", what);
}

/* Takes a line of a part, which must be of the sweep of the first line. */
static int take_line(joining *j, const char *file, unsigned line, const char *text, size_t length,
                     cosim_diag *diag)
{
    cosim_sweep_parsed parsed;
    char message[COSIM_SWEEP_MESSAGE + 80];
    if (text[length - 1] != '\n') {
        return wrong(file, line, diag,
                     "the last line is torn; finish this part with --resume first");
    }
    if (cosim_sweep_parse_line(text, length - 1, &parsed, message, COSIM_SWEEP_MESSAGE) != 0) {
        strncat(message, "; name files of lifcosim sweep --jsonl, as this program wrote them",
                sizeof message - strlen(message) - 1);
        return wrong(file, line, diag, message);
    }
    if (j->identity.sets == 0) {
        j->identity.sets = parsed.sets;
        snprintf(j->identity.sweep, sizeof j->identity.sweep, "%s", parsed.sweep);
    }
    const bool same =
        parsed.sets == j->identity.sets && strcmp(parsed.sweep, j->identity.sweep) == 0;
    const cosim_sweep_record record = parsed.record;
    cosim_sweep_parsed_free(&parsed);
    if (!same) {
        snprintf(
            message, sizeof message,
            "belongs to another sweep than %.60s; name the parts of one sweep, made by one program "
            "from the same files",
            j->parts[0]);
        return wrong(file, line, diag, message);
    }
    return cosim_sweep_store_add(&j->store, &record, text, length, diag);
}

static int take_part(joining *j, const char *path, cosim_diag *diag)
{
    FILE *file = fopen(path, "r");
    char *text = NULL;
    size_t room = 0;
    unsigned line = 0;
    int status = 0;
    ssize_t length;
    if (file == NULL) {
        char message[160];
        snprintf(message, sizeof message, "cannot be read: %s; name a file of lifcosim sweep",
                 strerror(errno));
        return wrong(path, 0, diag, message);
    }
    cosim_inputs_note(file);
    errno = 0;
    while (status == 0 && (length = getline(&text, &room, file)) > 0) {
        status = take_line(j, path, ++line, text, (size_t)length, diag);
    }
    if (status == 0 && ferror(file)) {
        char message[160];
        snprintf(message, sizeof message, "cannot be read: %s; name a file of lifcosim sweep",
                 strerror(errno));
        status = wrong(path, 0, diag, message);
    }
    free(text);
    fclose(file);
    return status == 0 ? cosim_sweep_store_save(&j->store, diag) : status;
}

/* Finds the part that the line at this place of the store came from. */
static const char *part_of(const joining *j, uint64_t offset, const uint64_t *starts)
{
    size_t part = 0;
    while (part + 1 < j->part_count && starts[part + 1] <= offset) {
        part++;
    }
    return j->parts[part];
}

/* Checks that every set is there exactly once; part i begins at starts[i] in the store. */
static int check_sets(joining *j, const uint64_t *starts, cosim_diag *diag)
{
    const cosim_sweep_record *r = j->store.records;
    const uint64_t sets = j->identity.sets;
    uint64_t expected = 0;
    cosim_sweep_store_sort(&j->store);
    for (size_t i = 0; i < j->store.count; i++) {
        if (i > 0 && r[i].index == r[i - 1].index) {
            const char *a = part_of(j, r[i - 1].offset, starts);
            const char *b = part_of(j, r[i].offset, starts);
            return cosim_diag_set(diag, NULL,
                                  "merge: set %" PRIu64 " is in %.200s and in %.200s; name each "
                                  "part once",
                                  r[i].index, a, b);
        }
        expected += r[i].index == expected;
    }
    if (j->store.count < sets || sets == 0) {
        return cosim_diag_set(diag, NULL,
                              "merge: %" PRIu64 " of %" PRIu64
                              " sets are missing, the first is set "
                              "%" PRIu64 "; name all parts, and finish them with --resume",
                              sets - j->store.count, sets, expected);
    }
    return 0;
}

static int join(joining *j, cosim_diag *diag)
{
    uint64_t *starts = calloc(j->part_count, sizeof *starts);
    int status = 0;
    if (starts == NULL) {
        return cosim_diag_memory(diag, NULL);
    }
    for (size_t i = 0; status == 0 && i < j->part_count; i++) {
        starts[i] = j->store.size;
        status = take_part(j, j->parts[i], diag);
    }
    if (status == 0) {
        status = check_sets(j, starts, diag);
    }
    free(starts);
    return status;
}

static int write_out(const joining *j, const char *path)
{
    const cosim_cli_output named = {"OUT.jsonl", path};
    cosim_diag diag;
    if (cosim_cli_outputs_check("merge", &named, 1) != CLI_OK) {
        return CLI_WRONG_INPUT;
    }
    cosim_output *output = cosim_output_open(path, &diag);
    if (output == NULL) {
        return cosim_cli_report(&diag, CLI_WRONG_INPUT);
    }
    if (cosim_sweep_store_write(&j->store, cosim_output_file(output), &diag) != 0) {
        cosim_output_abandon(output);
        return cosim_cli_report(&diag, CLI_UNUSABLE);
    }
    return cosim_output_commit(output, &diag) == 0 ? CLI_OK : cosim_cli_report(&diag, CLI_UNUSABLE);
}

static int merge(const char *path, char **parts, size_t count, bool quiet)
{
    joining j = {.parts = parts, .part_count = count};
    cosim_diag diag;
    int status = CLI_OK;
    if (cosim_sweep_store_open(&j.store, NULL, false, &j.identity, &diag) != 0) {
        status = cosim_cli_report(&diag, CLI_UNUSABLE);
    } else if (join(&j, &diag) != 0) {
        status = cosim_cli_report(&diag, CLI_WRONG_INPUT);
    } else {
        status = write_out(&j, path);
    }
    if (status == CLI_OK && !quiet &&
        cosim_sweep_summary(&j.store, j.identity.sets, cosim_cli_out(strcmp(path, "-") == 0),
                            &diag) != 0) {
        status = cosim_cli_report(&diag, CLI_UNUSABLE);
    }
    if (status == CLI_OK) {
        status = cosim_cli_sweep_status(&j.store, path);
    }
    cosim_sweep_store_close(&j.store, false);
    return status;
}

static int take_quiet(void *context, int option, const char *value)
{
    (void)value;
    *(bool *)context = option == CLI_OWN;
    return CLI_OK;
}

int cosim_cli_merge(int argc, char **argv)
{
    bool quiet = false;
    const cosim_cli_syntax syntax = {
        .words =
            {"lifcosim merge [options] OUT.jsonl PART.jsonl ...",
             "Joins the files that `lifcosim sweep --shard I/N --jsonl PART.jsonl` wrote into\n"
             "the file that the whole sweep would have written, and prints its summary. All\n"
             "parts must be of one sweep, with every set there once (-: standard output, and\n"
             "the summary goes to standard error).",
             "Exit status: 0 all sets that could be run pass, 1 one does not, 2 wrong parts, "
             "or\nevery set is refused, 3 a file could not be written.",
             "lifcosim merge all.jsonl part1.jsonl part2.jsonl"},
        .sharing = CLI_KNOWS_NONE,
        .own = {{"quiet", NULL, CLI_OWN, "no summary"}},
        .take = take_quiet,
        .context = &quiet,
        .least_files = 2,
        .wants = "parts; give the file to write and the parts to join: lifcosim merge OUT.jsonl "
                 "PART.jsonl ..."};
    cosim_cli_inputs inputs;
    int status = cosim_cli_inputs_read(&inputs, argc, argv, &syntax);
    if (status == CLI_OK) {
        status = merge(inputs.files[0], inputs.files + 1, inputs.file_count - 1, quiet);
    }
    cosim_cli_inputs_free(&inputs);
    return status < 0 ? CLI_OK : status;
}
