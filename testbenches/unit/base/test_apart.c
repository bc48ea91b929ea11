// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Work is done in a process of its own: what it finds comes back, and what kills it does not. */
#include "base/apart.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cmocka.h>

typedef struct task {
    enum { ADD, EXIT, CRASH, ABORT, BUS } what;
    int numbers[1000];
    pid_t process;
    volatile char *beyond; /* a mapping of a file that ends before it */
} task;

static int elsewhere;

static void work(void *data)
{
    task *t = data;
    t->process = getpid();
    elsewhere = 1;
    for (int i = 0; i < 1000; i++) {
        t->numbers[i] += i;
    }
    switch (t->what) {
    case EXIT:
        _exit(5);
    case CRASH:
        raise(SIGSEGV);
        break;
    case ABORT:
        raise(SIGABRT);
        break;
    case BUS:
        *t->beyond = 1;
        break;
    case ADD:
        break;
    }
}

static void finds_come_back(void **state)
{
    (void)state;
    static task t = {.what = ADD, .numbers = {[7] = 100}};
    cosim_diag diag;
    assert_int_equal(cosim_apart(work, &t, sizeof t, &diag), 0);
    assert_int_equal(t.numbers[7], 107);
    assert_int_equal(t.numbers[999], 999);
    assert_true(t.process > 0 && t.process != getpid());
    assert_int_equal(elsewhere, 0);
}

static void what_kills_does_not(void **state)
{
    (void)state;
    static const struct {
        int what;
        const char *says;
    } ends[] = {{EXIT, "ended early (status 5)"},
                {CRASH, "was killed (Segmentation fault)"},
                {ABORT, "was killed (Aborted)"},
                {BUS, "was killed (Bus error)"}};
    FILE *file = tmpfile();
    assert_non_null(file);
    void *map = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fileno(file), 0);
    assert_ptr_not_equal(map, MAP_FAILED);
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        static task t;
        cosim_diag diag;
        t.what = ends[i].what;
        t.beyond = map;
        assert_int_equal(cosim_apart(work, &t, sizeof t, &diag), -1);
        assert_string_equal(diag.message, ends[i].says);
        assert_int_equal(t.process, 0); /* as it was */
        assert_int_equal(t.numbers[999], 0);
    }
    munmap(map, 4096);
    fclose(file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(finds_come_back),
                                       cmocka_unit_test(what_kills_does_not)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
