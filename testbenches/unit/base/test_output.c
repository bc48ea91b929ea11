// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Written files are there whole or not at all, and every error has its path and reason. */
#include "base/decimal.h"
#include "output_fixture.h"
#include "splitmix.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <signal.h>
#include <sys/resource.h>

static uint64_t seed;

static void commit_replaces(void **state)
{
    (void)state;
    cosim_diag diag;
    const char *path = in_folder("a.json");
    spill(path, "old");
    cosim_output *output = opened(path);
    fputs("new", cosim_output_file(output));
    fflush(cosim_output_file(output));
    holds(path, "old"); /* until the commit */
    assert_int_equal(cosim_output_commit(output, &diag), 0);
    holds(path, "new");
    assert_int_equal(entries(), 1);
}

static void abandon_leaves_the_old(void **state)
{
    (void)state;
    const char *path = in_folder("a.json");
    spill(path, "old");
    cosim_output *output = opened(path);
    fputs("new", cosim_output_file(output));
    cosim_output_abandon(output);
    holds(path, "old");
    assert_int_equal(entries(), 1);
    cosim_output_abandon(opened(in_folder("b.json")));
    assert_int_equal(entries(), 1);
    cosim_output_abandon(NULL);
}

static void two_at_once(void **state)
{
    (void)state;
    cosim_diag diag;
    cosim_output *a = opened(in_folder("a"));
    cosim_output *b = opened(in_folder("b"));
    fputs("A", cosim_output_file(a));
    fputs("B", cosim_output_file(b));
    assert_int_equal(cosim_output_commit(b, &diag), 0);
    assert_int_equal(cosim_output_commit(a, &diag), 0);
    holds(in_folder("a"), "A");
    holds(in_folder("b"), "B");
    assert_int_equal(entries(), 2);
}

static void permissions(void **state)
{
    (void)state;
    cosim_diag diag;
    mode_t before = umask(027);
    assert_int_equal(cosim_output_commit(opened(in_folder("new")), &diag), 0);
    assert_int_equal(mode_of(in_folder("new")), 0640);
    spill(in_folder("old"), "old");
    assert_int_equal(chmod(in_folder("old"), 0604), 0);
    assert_int_equal(cosim_output_commit(opened(in_folder("old")), &diag), 0);
    assert_int_equal(mode_of(in_folder("old")), 0604);
    umask(before);
}

static void link_stays(void **state)
{
    (void)state;
    cosim_diag diag;
    struct stat s;
    spill(in_folder("target"), "old");
    assert_int_equal(symlink("target", in_folder("link")), 0);
    cosim_output *output = opened(in_folder("link"));
    fputs("new", cosim_output_file(output));
    assert_int_equal(cosim_output_commit(output, &diag), 0);
    holds(in_folder("target"), "new");
    assert_int_equal(lstat(in_folder("link"), &s), 0);
    assert_true(S_ISLNK(s.st_mode));

    assert_int_equal(symlink("nowhere", in_folder("dangling")), 0);
    assert_null(cosim_output_open(in_folder("dangling"), &diag));
    said(&diag, in_folder("dangling"), "link to a file that does not exist");
}

/* /dev/full refuses every byte: more than the buffer, and a few bytes that only commit writes. */
static void full_disk(void **state)
{
    (void)state;
    for (int bytes = 1; bytes < 1000000; bytes *= 1000) {
        cosim_diag diag;
        cosim_output *output = opened("/dev/full");
        for (int i = 0; i < bytes; i++) {
            fputc('x', cosim_output_file(output));
        }
        assert_int_equal(cosim_output_commit(output, &diag), -1);
        said(&diag, "/dev/full", strerror(ENOSPC));
    }
}

/* A regular file cannot grow: the reason is kept although later writes would succeed. */
static void file_too_large(void **state)
{
    (void)state;
    cosim_diag diag;
    struct rlimit before, limit;
    const char *path = in_folder("a.json");
    spill(path, "old");
    cosim_output *output = opened(path);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    limit = before;
    limit.rlim_cur = 100000;
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
    for (int i = 0; i < 300000; i++) {
        fputc('x', cosim_output_file(output));
    }
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    signal(SIGXFSZ, handler);
    assert_int_equal(cosim_output_commit(output, &diag), -1);
    said(&diag, path, strerror(EFBIG));
    holds(path, "old");
    assert_int_equal(entries(), 1);
}

static void bad_places(void **state)
{
    (void)state;
    cosim_diag diag;
    char path[256];
    snprintf(path, sizeof path, "%s/no/such/a.json", folder);
    assert_null(cosim_output_open(path, &diag));
    said(&diag, path, "does not exist; create it first: mkdir -p /");
    said(&diag, path, "/no/such/");
    assert_null(cosim_output_open(folder, &diag));
    said(&diag, folder, "is a folder");
    assert_null(cosim_output_open("", &diag));
    said(&diag, "", "names no file");
    snprintf(path, sizeof path, "%s/new/", folder);
    assert_null(cosim_output_open(path, &diag));
    said(&diag, path, "names no file");
    spill(in_folder("file"), "");
    snprintf(path, sizeof path, "%s/file/a.json", folder);
    assert_null(cosim_output_open(path, &diag));
    said(&diag, path, strerror(ENOTDIR));
    assert_int_equal(entries(), 1);
}

/* The folder vanishes, or its file becomes a folder, between open and commit. */
static void place_is_lost(void **state)
{
    (void)state;
    cosim_diag diag;
    cosim_output *output = opened(in_folder("a"));
    assert_int_equal(mkdir(in_folder("a"), 0777), 0);
    assert_int_equal(cosim_output_commit(output, &diag), -1);
    said(&diag, in_folder("a"), strerror(EISDIR));
    assert_int_equal(entries(), 1);
    assert_int_equal(rmdir(in_folder("a")), 0);
}

static void failed_report(void **state)
{
    (void)state;
    cosim_diag diag;
    cosim_output *output = opened(in_folder("a"));
    fputs("half", cosim_output_file(output));
    cosim_output_fail(output, ENOMEM);
    cosim_output_fail(output, EIO);
    assert_int_equal(cosim_output_commit(output, &diag), -1);
    said(&diag, in_folder("a"), strerror(ENOMEM));
    assert_int_equal(entries(), 0);
}

static void not_regular(void **state)
{
    (void)state;
    cosim_diag diag;
    struct stat s;
    cosim_output *output = opened("/dev/null");
    fputs("gone", cosim_output_file(output));
    assert_int_equal(cosim_output_commit(output, &diag), 0);
    assert_int_equal(stat("/dev/null", &s), 0);
    assert_true(S_ISCHR(s.st_mode));

    const char *pipe_path = in_folder("pipe");
    assert_int_equal(mkfifo(pipe_path, 0600), 0);
    int reader = open(pipe_path, O_RDONLY | O_NONBLOCK);
    output = opened(pipe_path);
    fputs("through", cosim_output_file(output));
    assert_int_equal(cosim_output_commit(output, &diag), 0);
    char got[16] = "";
    assert_int_equal(read(reader, got, sizeof got - 1), 7);
    assert_string_equal(got, "through");
    /* An output that is abandoned is not sent either. */
    output = opened(pipe_path);
    fputs("more", cosim_output_file(output));
    cosim_output_abandon(output);
    assert_int_equal(read(reader, got, sizeof got - 1), 0);
    /* Nobody reads any more. */
    void (*handler)(int) = signal(SIGPIPE, SIG_IGN);
    output = opened(pipe_path);
    fputs("more", cosim_output_file(output));
    close(reader);
    assert_int_equal(cosim_output_commit(output, &diag), -1);
    signal(SIGPIPE, handler);
    said(&diag, in_folder("pipe"), strerror(EPIPE));
}

/* Runs with descriptor 1 on a file, or on /dev/full. */
static int on_standard_output(const char *target, const char *path, cosim_diag *diag)
{
    fflush(stdout);
    int keep = dup(STDOUT_FILENO);
    int fd = open(target, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    assert_true(keep >= 0 && fd >= 0);
    dup2(fd, STDOUT_FILENO);
    close(fd);
    printf("before ");
    cosim_output *output = cosim_output_open(path, diag);
    int result = -1;
    if (output != NULL) {
        fputs("text", cosim_output_file(output));
        result = cosim_output_commit(output, diag);
    }
    printf(" after");
    fflush(stdout);
    clearerr(stdout);
    dup2(keep, STDOUT_FILENO);
    close(keep);
    return result;
}

static void standard_output(void **state)
{
    (void)state;
    cosim_diag diag;
    assert_int_equal(on_standard_output(in_folder("out"), "-", &diag), 0);
    holds(in_folder("out"), "before text after");
    assert_int_equal(on_standard_output("/dev/full", "-", &diag), -1);
    said(&diag, "standard output", strerror(ENOSPC));
    assert_int_equal(entries(), 1);
}

static void number_is(double value, const char *text)
{
    char got[32];
    assert_string_equal(cosim_number(value, got), text);
}

static void numbers(void **state)
{
    (void)state;
    number_is(0, "0");
    number_is(1e-4, "0.0001");
    number_is(-0.07, "-0.07");
    number_is(0.1 + 0.2, "0.30000000000000004");
    number_is(1.0 / 3, "0.3333333333333333");
    number_is(1e300, "1e+300");
    number_is(5e-324, "4.94065645841247e-324");
    number_is(-1.7976931348623157e308, "-1.7976931348623157e+308");
    number_is(123456789, "123456789");
    uint64_t random = seed;
    for (int i = 0; i < 300000; i++) {
        uint64_t bits = splitmix_bits(&random);
        double value;
        memcpy(&value, &bits, sizeof value);
        if (!isfinite(value)) {
            continue;
        }
        char text[32];
        assert_ptr_equal(cosim_number(value, text), text);
        assert_true(strlen(text) < sizeof text);
        double back = strtod(text, NULL);
        assert_memory_equal(&back, &value, sizeof value);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FOLDER(commit_replaces), WITH_FOLDER(abandon_leaves_the_old),
        WITH_FOLDER(two_at_once),     WITH_FOLDER(permissions),
        WITH_FOLDER(link_stays),      cmocka_unit_test(full_disk),
        WITH_FOLDER(file_too_large),  WITH_FOLDER(bad_places),
        WITH_FOLDER(place_is_lost),   WITH_FOLDER(failed_report),
        WITH_FOLDER(not_regular),     WITH_FOLDER(standard_output),
        cmocka_unit_test(numbers),
    };
    seed = splitmix_seed(20260102);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
