// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "foreign/mend.h"

#include "base/output.h"
#include "foreign/branches.h"
#include "foreign/files.h"
#include "foreign/vhdl_source.h"
#include "input/fields.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ASSIGN "  assign "

enum { NAME_BYTES = 256 };

/* Says where a gate has come from. */
typedef struct place {
    char path[COSIM_FILES_BYTES];
    unsigned line, column;
} place;

typedef struct mending {
    const cosim_manifest *manifest;
    const char *entity;
    cosim_diag *diag;
    FILE *out;
    place place;             /* of the gates that follow */
    const char *gates;       /* the list of them, or "" */
    char module[NAME_BYTES]; /* that the gates are of */
    bool in_case, has_other; /* between case and endcase; it has a default */
    char chosen[NAME_BYTES]; /* the wire that the case gives a value */
    char *head;              /* of a module, from malloc, until a statement follows */
    size_t head_length;
    bool heading;
} mending;

static int refuse(mending *w, const char *words)
{
    return cosim_refuse(cosim_node_child(w->manifest->root, "sources"), w->diag,
                        "entity %s: %s:%u:%u: %s", w->entity, w->place.path, w->place.line,
                        w->place.column, words);
}

/* Reads a line with the place of the gates below it: a path, line and column in a comment. */
static bool read_place(const char *line, place *p)
{
    const char *begin = strstr(line, "/* "), *end = strstr(line, "  */");
    if (begin == NULL || end == NULL || strspn(line, " ") != (size_t)(begin - line)) {
        return false;
    }
    const char *colon = end;
    for (int i = 0; i < 2; i++) {
        do {
            colon--;
        } while (colon > begin && *colon != ':');
    }
    place found;
    if (sscanf(colon, ":%9u:%9u", &found.line, &found.column) != 2) {
        return false;
    }
    snprintf(found.path, sizeof found.path, "%.*s", (int)(colon - begin - 3), begin + 3);
    *p = found;
    return true;
}

/* ---- what the source says at the place of a gate ---- */

/* Reads the source where the place is in one that the manifest names (a package of the language is
 * none); NULL otherwise. */
static char *read_source(const mending *w)
{
    char path[COSIM_FILES_BYTES];
    for (size_t i = 0; i < w->manifest->sources->count; i++) {
        if (cosim_files_path(w->manifest, w->manifest->sources->items[i], path) != NULL &&
            strcmp(path, w->place.path) == 0) {
            return cosim_vhdl_source_read(path);
        }
    }
    return NULL;
}

static bool declared(const mending *w, const char *name, const char *const types[])
{
    char path[COSIM_FILES_BYTES];
    bool found = false;
    for (size_t i = 0; i < w->manifest->sources->count && !found; i++) {
        const cosim_node *item = w->manifest->sources->items[i];
        char *text = cosim_vhdl_source_is(item->text) && cosim_files_path(w->manifest, item, path)
                         ? cosim_vhdl_source_read(path)
                         : NULL;
        found = text != NULL && cosim_vhdl_source_declares(text, name, types);
        free(text);
    }
    return found;
}

/* GHDL gives the difference of an integer and a signed word its operands the other way round. */
static bool is_swapped(const mending *w, const char *text, const char *at, bool constant)
{
    static const char *const integers[] = {"integer", "natural", "positive", NULL};
    static const char *const words[] = {"signed", NULL};
    char left[COSIM_VHDL_WORD], right[COSIM_VHDL_WORD];
    cosim_vhdl_source_word_before(text, at, left);
    cosim_vhdl_source_word(at + 1, right);
    if (isdigit((unsigned char)left[0])) {
        return constant;
    }
    return declared(w, left, integers) &&
           ((constant && !isdigit((unsigned char)right[0]) && !declared(w, right, integers)) ||
            declared(w, right, words));
}

/* Tells whether a call of resize has a signed word, or one of which that is not sure. */
static bool is_signed(const mending *w, const char *call)
{
    static const char *const words[] = {"signed", NULL}, *const others[] = {"unsigned", NULL};
    char first[COSIM_VHDL_WORD];
    const char *p = call + strlen("resize");
    p += strspn(p, " \t\r\n");
    if (*p != '(') {
        return true;
    }
    p += 1 + strspn(p + 1, " \t\r\n");
    cosim_vhdl_source_word(p, first);
    p += strlen(first);
    p += strspn(p, " \t\r\n");
    return strcmp(first, "unsigned") != 0 && strcmp(first, "to_unsigned") != 0 &&
           (*p != ',' || !declared(w, first, others) || declared(w, first, words));
}

/* Refuses a gate that is wrong for what its source says. */
static int check_source(mending *w, const char *line)
{
    const char *minus = strstr(line, " - ");
    const bool cut = strstr(line, "// trunc") != NULL;
    char *text = cut || minus != NULL ? read_source(w) : NULL;
    const char *at =
        text == NULL ? NULL : cosim_vhdl_source_at(text, w->place.line, w->place.column);
    int status = 0;
    if (at != NULL && cut && cosim_vhdl_source_find(text, at, "resize") == at && is_signed(w, at)) {
        status = refuse(w, "resize to fewer bits keeps the sign of a signed word in VHDL, and GHDL "
                           "drops it; take the low bits of a signal by name, as x(15 downto 0)");
    } else if (at != NULL && !cut && *at == '-' &&
               is_swapped(w, text, at, isdigit((unsigned char)minus[3]) != 0)) {
        status = refuse(w, "GHDL subtracts this the other way round; write the integer at the left "
                           "as a word, to_signed(K, x'length) - x");
    }
    free(text);
    return status;
}

/* ---- gates that are mended ---- */

/* Takes a part of a gate up to `end` from *p on, and goes behind it. */
static bool take(const char **p, const char *end, char part[NAME_BYTES])
{
    const char *found = strstr(*p, end);
    if (found == NULL || found - *p >= NAME_BYTES) {
        return false;
    }
    snprintf(part, NAME_BYTES, "%.*s", (int)(found - *p), *p);
    *p = found + strlen(end);
    return true;
}

/* Writes a quotient or remainder with signs; VHDL's mod has the sign of the divisor. */
static bool mend_division(const mending *w, const char *line)
{
    const bool quotient = strstr(line, "// sdiv") != NULL, mod = strstr(line, "// smod") != NULL;
    char target[NAME_BYTES], left[NAME_BYTES], right[NAME_BYTES], l[NAME_BYTES + 16],
        r[NAME_BYTES + 16];
    const char *p = line + strlen(ASSIGN);
    if ((!quotient && !mod && strstr(line, "// srem") == NULL) || strstr(line, "$signed") != NULL ||
        strncmp(line, ASSIGN, strlen(ASSIGN)) != 0 || !take(&p, " = ", target) ||
        !take(&p, quotient ? " / " : " % ", left) || !take(&p, ";", right)) {
        return false;
    }
    snprintf(l, sizeof l, "$signed(%s)", left);
    snprintf(r, sizeof r, "$signed(%s)", right);
    if (mod) {
        fprintf(w->out,
                ASSIGN "%s = %s %% %s != 0 && (%s < 0) != (%s < 0) ? %s %% %s + %s : %s %% %s;\n",
                target, l, r, l, r, l, r, r, l, r);
    } else {
        fprintf(w->out, ASSIGN "%s = %s %c %s;\n", target, l, quotient ? '/' : '%', r);
    }
    return true;
}

/* Writes the absolute value, minimum and maximum, which come in the words of VHDL. */
static bool mend_choice(const mending *w, const char *line)
{
    char target[NAME_BYTES], left[NAME_BYTES], when[NAME_BYTES], right[NAME_BYTES];
    const char *p = line + strspn(line, " ");
    if (!take(&p, " <= ", target)) {
        return false;
    }
    const char *sum = p;
    static const char magnitude[] = "std_logic_vector(abs $signed(";
    if (strncmp(p, magnitude, strlen(magnitude)) == 0) {
        p += strlen(magnitude);
        if (take(&p, "));", left)) {
            fprintf(w->out, ASSIGN "%s = $signed(%s) < 0 ? -%s : %s;\n", target, left, left, left);
            return true;
        }
    }
    p = sum;
    if (take(&p, " when ", left) && take(&p, " else ", when) && take(&p, ";", right)) {
        fprintf(w->out, ASSIGN "%s = %s ? %s : %s;\n", target, when, left, right);
        return true;
    }
    return false;
}

/* Writes "0101", an initial value that Verilog takes for text, as 4'b0101. */
static bool mend_string(const mending *w, const char *line)
{
    const char *quote = strchr(line, '"');
    const size_t bits = quote == NULL ? 0 : strspn(quote + 1, "01XZ");
    if (bits == 0 || quote[bits + 1] != '"' || strstr(line, "= \"") == NULL) {
        return false;
    }
    fprintf(w->out, "%.*s%zu'b%.*s%s", (int)(quote - line), line, bits, (int)bits, quote + 1,
            quote + bits + 2);
    return true;
}

/* Writes an arithmetic shift, which is told from a logical one by its signed operand. */
static bool mend_shift(const mending *w, const char *line)
{
    const char *shift = strstr(line, ") >> ");
    if (shift == NULL || strstr(line, " = $signed(") == NULL) {
        return false;
    }
    fprintf(w->out, "%.*s) >>> %s", (int)(shift - line), line, shift + 5);
    return true;
}

static void put_line(const mending *w, const char *line)
{
    if (strstr(line, "$fatal(1, \"ass") != NULL) {
        fputs("      ;\n", w->out); /* an assertion computes nothing, and a note is not fatal */
    } else if (!mend_division(w, line) && !mend_choice(w, line) && !mend_string(w, line) &&
               !mend_shift(w, line)) {
        fputs(line, w->out);
    }
}

/* ---- the whole ---- */

/* Looks at a selection; GHDL 2.0 has left the branch `others` of it out, and here it comes back. */
static int check_case(mending *w, const char *line)
{
    char value[COSIM_BRANCHES_VALUE];
    const char *p = strstr(line, "'b");
    if (strstr(line, "    case (") == line) {
        w->in_case = true;
        w->has_other = false;
        w->chosen[0] = '\0';
    } else if (!w->in_case) {
        return 0;
    } else if (strstr(line, "      default: ") == line) {
        w->has_other = true;
    } else if (strstr(line, "    endcase") == line) {
        w->in_case = false;
        if (w->has_other) {
            return 0;
        }
        if (!cosim_branches_other(w->gates, w->module, w->chosen, value)) {
            return refuse(w, "GHDL 2.0 loses the branch `others` of this case or selection; write "
                             "it with if and elsif, or build with GHDL 5, as Debian 13 has it");
        }
        fprintf(w->out, "      default: %s <= %s;\n", w->chosen, value);
    } else if (p != NULL && (p = strstr(p, ": ")) != NULL) {
        snprintf(w->chosen, sizeof w->chosen, "%.*s", (int)strcspn(p + 2, " "), p + 2);
    }
    return 0;
}

/* Refuses what has lost what it would need. */
static int check_gate(mending *w, const char *line)
{
    const char *unknown = strstr(line, "'bX");
    if (unknown != NULL && (strstr(line, "// (signal)") != NULL || strstr(line, "// (isignal)"))) {
        return refuse(w, "this signal has no driver, or becomes a latch that GHDL loses; give it a "
                         "value in every clock");
    }
    return check_case(w, line) != 0 ? -1 : check_source(w, line);
}

/* Tells whether a line belongs to the head of a module, its ports and signals. */
static bool is_head(const char *line)
{
    static const char *const begins[] = {"module ", "  (", "  #(", "   ", "  wire ", "  reg "};
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++) {
        if (strncmp(line, begins[i], strlen(begins[i])) == 0) {
            return true;
        }
    }
    return false;
}

/* Keeps the head of a module back. A module without a statement stands for one of another language,
 * which the manifest's Verilog has: it is left out. *done: nothing more is to be done. */
static int keep_head(mending *w, const char *line, bool *done)
{
    *done = false;
    if (strncmp(line, "module ", 7) == 0) {
        w->heading = true;
        w->head_length = 0;
        snprintf(w->module, sizeof w->module, "%.*s", (int)strcspn(line + 7, " \n"), line + 7);
    }
    if (!w->heading) {
        return 0;
    }
    const bool ends = strncmp(line, "endmodule", 9) == 0;
    if (!is_head(line)) {
        w->heading = false;
        fwrite(w->head, 1, ends ? 0 : w->head_length, w->out);
        *done = ends;
        return 0;
    }
    const size_t length = strlen(line);
    char *head = realloc(w->head, w->head_length + length + 1);
    if (head == NULL) {
        return cosim_diag_memory(w->diag, NULL);
    }
    memcpy(head + w->head_length, line, length + 1);
    w->head = head;
    w->head_length += length;
    *done = true;
    return 0;
}

static int mend_lines(mending *w, FILE *in)
{
    char *line = NULL;
    size_t room = 0;
    int status = 0;
    bool done = false;
    while (status == 0 && getline(&line, &room, in) >= 0) {
        status = keep_head(w, line, &done);
        if (status != 0 || done) {
            continue;
        }
        if (read_place(line, &w->place)) {
            fputs(line, w->out);
        } else if ((status = check_gate(w, line)) == 0) {
            put_line(w, line);
        }
    }
    free(line);
    return status;
}

int cosim_mend(const cosim_manifest *m, const char *entity, const char *from, const char *gates,
               const char *to, cosim_diag *diag)
{
    FILE *in = fopen(from, "r");
    if (in == NULL) {
        return cosim_diag_set(diag, NULL, "%s: cannot be read", from);
    }
    cosim_output *output = cosim_output_open(to, diag);
    int status = -1;
    mending *w = calloc(1, sizeof *w);
    if (output != NULL && w != NULL) {
        *w = (mending){.manifest = m,
                       .entity = entity,
                       .gates = gates,
                       .diag = diag,
                       .out = cosim_output_file(output)};
        status = mend_lines(w, in);
        free(w->head);
    } else if (output != NULL) {
        cosim_diag_memory(diag, NULL);
    }
    free(w);
    fclose(in);
    if (output != NULL && status != 0) {
        cosim_output_abandon(output);
    }
    return output != NULL && status == 0 ? cosim_output_commit(output, diag) : -1;
}
