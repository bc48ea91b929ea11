// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "mutate/mutants.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORD_BYTES = 512 };

/* Finds the last " -KEY VALUE" of a command and copies VALUE. Returns whether there is one. */
static bool value_of(const char *command, const char *key, char value[WORD_BYTES])
{
    const size_t length = strlen(key);
    const char *found = NULL;
    for (const char *at = command; (at = strstr(at, key)) != NULL; at += length) {
        if (at > command && at[-1] == ' ' && at[length] == ' ') {
            found = at + length + 1;
        }
    }
    value[0] = '\0';
    if (found != NULL) {
        const char *next = strstr(found, " -"); /* a path may have blanks */
        const size_t end = strcspn(found, "\r\n");
        const size_t bytes = next != NULL && next < found + end ? (size_t)(next - found) : end;
        snprintf(value, WORD_BYTES, "%.*s", (int)bytes, found);
    }
    return found != NULL;
}

/* Names a cell by its kind: "$add$FILE:27$9" is an adder. */
static const char *kind_of(const char *cell)
{
    static const struct {
        const char *type, *name;
    } kinds[] = {{"$add", "an adder"},       {"$sub", "a subtractor"},
                 {"$mul", "a multiplier"},   {"$neg", "a negation"},
                 {"$procmux", "a choice"},   {"$ternary", "a choice"},
                 {"$mux", "a choice"},       {"$pmux", "a choice"},
                 {"$procdff", "a register"}, {"$procadff", "a register"},
                 {"$auto$ff", "a register"}, {"$auto$proc_dff", "a register"},
                 {"$dff", "a register"},     {"$eq", "a comparison"},
                 {"$ne", "a comparison"},    {"$lt", "a comparison"},
                 {"$le", "a comparison"},    {"$gt", "a comparison"},
                 {"$ge", "a comparison"},    {"$logic", "a condition"},
                 {"$reduce", "a condition"}, {"$and", "an and of bits"},
                 {"$or", "an or of bits"},   {"$xor", "an exclusive or of bits"},
                 {"$not", "an inverter"},    {"$sshr", "a shift"},
                 {"$shr", "a shift"},        {"$shl", "a shift"},
                 {"$sshl", "a shift"}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strncmp(cell, kinds[i].type, strlen(kinds[i].type)) == 0) {
            return kinds[i].name;
        }
    }
    return "a cell";
}

static const char *change_of(const char *mode, const char *other, char text[WORD_BYTES])
{
    if (strcmp(mode, "const0") == 0 || strcmp(mode, "const1") == 0) {
        snprintf(text, WORD_BYTES, "is always %c", mode[5]);
    } else if (strcmp(mode, "cnot0") == 0 || strcmp(mode, "cnot1") == 0) {
        snprintf(text, WORD_BYTES, "is inverted where bit %.20s is %c", other, mode[4]);
    } else {
        snprintf(text, WORD_BYTES, "is inverted");
    }
    return text;
}

/* Says what changed: "bit 3 of v, input A of an adder, is always 0". */
static const char *describe(cosim_arena *arena, const char *command)
{
    char mode[WORD_BYTES], cell[WORD_BYTES], port[WORD_BYTES], bit[WORD_BYTES], other[WORD_BYTES];
    char wire[WORD_BYTES], wire_bit[WORD_BYTES], change[WORD_BYTES], name[WORD_BYTES] = "";
    char text[WORD_BYTES];
    value_of(command, "-mode", mode);
    value_of(command, "-cell", cell);
    value_of(command, "-port", port);
    value_of(command, "-portbit", bit);
    value_of(command, "-ctrlbit", other);
    const bool named = value_of(command, "-wire", wire) && value_of(command, "-wirebit", wire_bit);
    if (named) {
        snprintf(name, sizeof name, " (%.200s[%.20s])", wire, wire_bit);
    }
    const bool out = strcmp(port, "Y") == 0 || strcmp(port, "Q") == 0;
    snprintf(text, sizeof text, "bit %.20s of %s%.20s of %s%.240s %.80s", bit,
             out ? "the result" : "input ", out ? "" : port, kind_of(cell), name,
             change_of(mode, other, change));
    return cosim_arena_text(arena, text, strlen(text));
}

/* Takes the place of the cell, "FILE:LINE.COLUMN-LINE.COLUMN". */
static int place(cosim_arena *arena, cosim_mutant *m)
{
    char source[WORD_BYTES];
    if (!value_of(m->command, "-src", source)) {
        return 0;
    }
    char *colon = strrchr(source, ':');
    if (colon == NULL) {
        return 0;
    }
    *colon = '\0';
    m->line = (unsigned)strtoul(colon + 1, NULL, 10);
    m->file = cosim_arena_text(arena, source, strlen(source));
    return m->file != NULL ? 0 : -1;
}

/* Takes a line "mutate -ctrl NAME BITS NUMBER -mode ...". */
static int take_line(cosim_arena *arena, const char *line, cosim_mutant *m)
{
    static const char head[] = "mutate -ctrl " COSIM_MUTANT_SELECT " 16 ";
    char *end, command[4096];
    if (strncmp(line, head, sizeof head - 1) != 0) {
        return -1;
    }
    m->number = (unsigned)strtoul(line + sizeof head - 1, &end, 10);
    snprintf(command, sizeof command, "mutate%.*s", (int)strcspn(end, "\r\n"), end);
    m->command = cosim_arena_text(arena, command, strlen(command));
    if (m->command == NULL) {
        return -1;
    }
    m->what = describe(arena, m->command);
    return m->what != NULL ? place(arena, m) : -1;
}

int cosim_mutants_read(cosim_arena *arena, const char *path, cosim_mutants *mutants,
                       cosim_diag *diag)
{
    FILE *file = fopen(path, "r");
    char *line = NULL;
    size_t room = 0;
    int status = 0;
    mutants->count = 0;
    mutants->items = cosim_arena_alloc(arena, COSIM_MUTANTS_MOST * sizeof *mutants->items);
    if (file == NULL || mutants->items == NULL) {
        status = cosim_diag_set(diag, NULL, "%s: cannot be read: %s", path, strerror(errno));
    }
    while (status == 0 && getline(&line, &room, file) > 0) {
        if (strncmp(line, "mutate ", 7) != 0) {
            continue;
        }
        cosim_mutant *m = &mutants->items[mutants->count];
        if (mutants->count == COSIM_MUTANTS_MOST || take_line(arena, line, m) != 0 ||
            m->number != mutants->count + 1) {
            status =
                cosim_diag_set(diag, NULL, "%s: Yosys listed something else than mutants", path);
        }
        mutants->count++;
    }
    free(line);
    if (file != NULL) {
        fclose(file);
    }
    return status;
}

size_t cosim_mutants_count(const cosim_mutants *mutants, cosim_mutant_state state)
{
    size_t n = 0;
    for (size_t i = 0; i < mutants->count; i++) {
        n += mutants->items[i].state == state;
    }
    return n;
}

const char *cosim_mutant_state_name(cosim_mutant_state state)
{
    static const char *const names[COSIM_MUTANT_STATES] = {
        "unjudged", "killed", "equivalent", "equivalent-as-declared", "survived", "undecided"};
    return names[state];
}
