// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Temporary names are such that nobody else can have them, files that a library writes by name come
 * whole, and standard output is kept for the program. */
#include "output_fixture.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/wait.h>

/* This library writes by name: it removes the name, and leaves a file beside it. */
static void written_by_name(void **state)
{
    (void)state;
    cosim_diag diag;
    char beside[512];
    const char *path = in_folder("a.fst");
    spill(path, "old");
    assert_int_equal(chmod(path, 0604), 0);
    for (int placed = 0; placed < 2; placed++) {
        cosim_output *output = cosim_output_reserve(in_folder("a.fst"), &diag);
        assert_non_null(output);
        const char *name = cosim_output_name(output);
        assert_int_equal(unlink(name), -1); /* nothing is there yet */
        spill(name, "new");
        snprintf(beside, sizeof beside, "%s.hier", name);
        spill(beside, "more");
        holds(in_folder("a.fst"), "old");
        assert_int_equal(entries(), 2); /* the folder of its own */
        if (placed) {
            assert_int_equal(cosim_output_commit(output, &diag), 0);
        } else {
            cosim_output_abandon(output);
        }
        assert_int_equal(entries(), 1);
        holds(in_folder("a.fst"), placed ? "new" : "old");
        assert_int_equal(mode_of(in_folder("a.fst")), 0604);
    }
    cosim_output *output = cosim_output_reserve(in_folder("none"), &diag);
    assert_non_null(output);
    assert_int_equal(cosim_output_commit(output, &diag), -1); /* nobody wrote it */
    said(&diag, in_folder("none"), strerror(ENOENT));
    assert_null(cosim_output_reserve("/dev/full", &diag));
    said(&diag, "/dev/full", "is not a plain file");
    assert_null(cosim_output_reserve(folder, &diag));
    said(&diag, folder, "is a folder");
    assert_int_equal(entries(), 1);
}

/* Two outputs of one process never have the same temporary name, and none takes one that is there:
 * that of another process with the same number (of another machine, on a shared disk). */
static void names_are_private(void **state)
{
    (void)state;
    cosim_diag diag;
    char taken[512];
    snprintf(taken, sizeof taken, "%s/.lifcosim-%ld-0", folder, (long)getpid());
    spill(taken, "somebody else's");
    snprintf(taken, sizeof taken, "%s/.lifcosim-%ld-1", folder, (long)getpid());
    assert_int_equal(mkdir(taken, 0777), 0);
    cosim_output *a = opened(in_folder("a"));
    cosim_output *b = cosim_output_reserve(in_folder("b"), &diag);
    assert_non_null(b);
    spill(cosim_output_name(b), "B");
    fputs("A", cosim_output_file(a));
    assert_int_equal(cosim_output_commit(a, &diag), 0);
    assert_int_equal(cosim_output_commit(b, &diag), 0);
    holds(in_folder("a"), "A");
    holds(in_folder("b"), "B");
    assert_int_equal(entries(), 4);
    assert_int_equal(rmdir(taken), 0);
}

/* Never returns. What everybody prints goes to standard error, and the program's own words, and
 * what goes to a name of standard output, to what that was. */
static void be_program(void)
{
    cosim_diag diag;
    const int out = open(in_folder("out"), O_WRONLY | O_CREAT | O_APPEND, 0600);
    const int err = open(in_folder("err"), O_WRONLY | O_CREAT | O_APPEND, 0600);
    dup2(out, STDOUT_FILENO);
    dup2(err, STDERR_FILENO);
    const int kept = cosim_output_keep_standard(&diag);
    printf("printed\n");
    fflush(stdout); /* it was used before, and keeps its long buffer */
    (void)!write(STDOUT_FILENO, "written\n", 8);
    fputs("own ", cosim_output_standard());
    const char *const names[] = {"-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"};
    for (int i = 0; i < 4; i++) {
        cosim_output *output = cosim_output_open(names[i], &diag);
        fprintf(cosim_output_file(output), "%d ", i);
        fflush(cosim_output_standard());
        if (cosim_output_commit(output, &diag) != 0) {
            _exit(1);
        }
    }
    fputs("end", cosim_output_standard());
    const int again = cosim_output_keep_standard(&diag); /* once is enough */
    _exit(fflush(cosim_output_standard()) == 0 ? kept | again : 1);
}

static void standard_is_kept(void **state)
{
    (void)state;
    int status = 0;
    fflush(NULL);
    assert_ptr_equal(cosim_output_standard(), stdout);
    const pid_t child = fork();
    if (child == 0) {
        be_program();
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    holds(in_folder("err"), "printed\nwritten\n");
    char got[64] = "";
    FILE *file = fopen(in_folder("out"), "r");
    assert_non_null(file);
    assert_true(fread(got, 1, sizeof got - 1, file) > 0);
    fclose(file);
    for (const char *part = "own |0 |1 |2 |3 |end|"; *part != '\0'; part = strchr(part, '|') + 1) {
        char word[8] = "";
        memcpy(word, part, strcspn(part, "|"));
        assert_non_null(strstr(got, word));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FOLDER(written_by_name),
        WITH_FOLDER(names_are_private),
        WITH_FOLDER(standard_is_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
