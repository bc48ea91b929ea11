// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A journal gives back what was put into it, leaves out a last line that was torn, and refuses one
 * that is of something else or was changed in any byte, with the line and without touching it. */
#include "neuron_fixture.h"

#include "base/journal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LINES = 4, TEXT = 600 };

static const char *const lines[LINES] = {"first\twith a tab", "", "third", "the last one"};
static const cosim_journal_owner owner = {"lines", "00ff", "of another test"};

typedef struct seen {
    char text[TEXT];
    unsigned count;
} seen;

static int take(void *context, char *line)
{
    seen *s = context;
    s->count++;
    strncat(s->text, line, sizeof s->text - strlen(s->text) - 1);
    strncat(s->text, "|", sizeof s->text - strlen(s->text) - 1);
    return strcmp(line, "refused") == 0 ? -1 : 0;
}

static int resume(const char *path, const cosim_journal_owner *of, seen *s, cosim_diag *diag)
{
    cosim_journal j;
    *s = (seen){.count = 0};
    const int status = cosim_journal_open(&j, path, of, true, take, s, diag);
    cosim_journal_close(&j);
    return status;
}

static void begin(const char *path, size_t count)
{
    cosim_journal j;
    cosim_diag diag;
    assert_int_equal(cosim_journal_open(&j, path, &owner, false, NULL, NULL, &diag), 0);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(cosim_journal_put(&j, lines[i], &diag), 0);
    }
    cosim_journal_close(&j);
}

static size_t read_file(const char *path, char text[TEXT])
{
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    const size_t length = fread(text, 1, TEXT - 1, file);
    text[length] = '\0';
    fclose(file);
    return length;
}

static void write_file(const char *path, const char *text, size_t length)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, length, file), length);
    fclose(file);
}

static void goes_on(void **state)
{
    char path[] = "/tmp/lifcosim-journal-XXXXXX", text[TEXT], whole[TEXT];
    cosim_journal j;
    cosim_diag diag;
    seen s;
    (void)state;
    close(mkstemp(path));
    begin(path, 2);
    s = (seen){.count = 0};
    assert_int_equal(cosim_journal_open(&j, path, &owner, true, take, &s, &diag), 0);
    assert_string_equal(s.text, "first\twith a tab||");
    assert_int_equal(cosim_journal_put(&j, lines[2], &diag), 0);
    assert_int_equal(cosim_journal_put(&j, lines[3], &diag), 0);
    cosim_journal_close(&j);
    const size_t length = read_file(path, whole);
    assert_int_equal(resume(path, &owner, &s, &diag), 0);
    assert_string_equal(s.text, "first\twith a tab||third|the last one|");
    /* in one go it is the same */
    begin(path, LINES);
    assert_int_equal(read_file(path, text), length);
    assert_memory_equal(text, whole, length);
    unlink(path);
    assert_int_equal(resume(path, &owner, &s, &diag), -1);
    assert_non_null(strstr(diag.message, "there is nothing to resume; leave --resume out"));
}

/* Cut anywhere behind its first line, a journal has the lines that are whole. */
static void leaves_out_a_torn_line(void **state)
{
    char path[] = "/tmp/lifcosim-journal-XXXXXX", whole[TEXT], text[TEXT];
    cosim_diag diag;
    seen s;
    (void)state;
    close(mkstemp(path));
    begin(path, LINES);
    const size_t length = read_file(path, whole), head = strcspn(whole, "\n") + 1;
    for (size_t cut = head; cut <= length; cut++) {
        size_t ends = 0, end = 0;
        for (size_t i = 0; i < cut; i++) {
            ends += whole[i] == '\n';
            end = whole[i] == '\n' ? i + 1 : end;
        }
        write_file(path, whole, cut);
        assert_int_equal(resume(path, &owner, &s, &diag), 0);
        assert_int_equal(s.count, ends - 1);
        assert_int_equal(read_file(path, text), end);
    }
    for (size_t cut = 0; cut < head; cut++) {
        write_file(path, whole, cut);
        assert_int_equal(resume(path, &owner, &s, &diag), -1);
    }
    unlink(path);
}

static void refuses_every_change(void **state)
{
    char path[] = "/tmp/lifcosim-journal-XXXXXX", whole[TEXT], text[TEXT];
    cosim_diag diag;
    seen s;
    unsigned line = 1;
    (void)state;
    close(mkstemp(path));
    begin(path, LINES);
    const size_t length = read_file(path, whole);
    for (size_t at = 0; at + 1 < length; at++) {
        memcpy(text, whole, length + 1);
        text[at] ^= 1;
        write_file(path, text, length);
        assert_int_equal(resume(path, &owner, &s, &diag), -1);
        assert_int_equal(diag.place.line, line);
        assert_string_equal(diag.place.file, path);
        assert_non_null(strstr(diag.message, "leave --resume out to begin anew"));
        assert_int_equal(read_file(path, whole), length);
        assert_memory_equal(text, whole, length);
        whole[at] ^= 1;
        line += whole[at] == '\n';
    }
    /* a line that is not there any more, one from elsewhere, one that says nothing */
    char *second = strchr(whole, '\n') + 1, *third = strchr(second, '\n') + 1;
    memmove(second, third, strlen(third) + 1);
    write_file(path, whole, strlen(whole));
    assert_int_equal(resume(path, &owner, &s, &diag), -1);
    assert_int_equal(diag.place.line, 2);
    const cosim_journal_owner other = {"lines", "00fe", "of another test"},
                              stranger = {"words", "00ff", "of another test"};
    begin(path, LINES);
    assert_int_equal(resume(path, &other, &s, &diag), -1);
    assert_non_null(strstr(diag.message, "is of another test"));
    assert_int_equal(resume(path, &stranger, &s, &diag), -1);
    assert_non_null(strstr(diag.message, "is not what an earlier run left of words"));
    cosim_journal j;
    assert_int_equal(cosim_journal_open(&j, path, &owner, false, NULL, NULL, &diag), 0);
    assert_int_equal(cosim_journal_put(&j, "refused", &diag), 0);
    cosim_journal_close(&j);
    assert_int_equal(resume(path, &owner, &s, &diag), -1);
    assert_int_equal(diag.place.line, 2);
    unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(goes_on),
                                       cmocka_unit_test(leaves_out_a_torn_line),
                                       cmocka_unit_test(refuses_every_change)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
