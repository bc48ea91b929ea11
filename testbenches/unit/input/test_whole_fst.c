// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A waveform that is cut off, or was never finished, is not taken for a whole one. */
#include "neuron_fixture.h"
#include "input/whole_fst.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char path[] = "/tmp/lifcosim-fst-XXXXXX";

static void spill(const unsigned char *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    const int closed = fclose(file);
    assert_int_equal(closed, 0);
}

/* Makes a block of `length` bytes behind its type, the length's own 8 included. */
static size_t block(unsigned char *at, unsigned type, unsigned length)
{
    memset(at, 0, 1 + length);
    at[0] = (unsigned char)type;
    at[7] = (unsigned char)(length >> 8);
    at[8] = (unsigned char)length;
    return 1 + length;
}

static void blocks_must_fit(void **state)
{
    unsigned char bytes[2000];
    const size_t header = block(bytes, 0, 329), changes = header + block(bytes + header, 8, 700);
    const size_t all = changes + block(bytes + changes, 6, 300);
    (void)state;
    for (size_t size = 0; size <= all; size += size + 20 < all ? 17 : 1) {
        spill(bytes, size);
        assert_int_equal(cosim_fst_is_whole(path), size == all);
    }
    for (unsigned type = 1; type < 256; type++) { /* a hierarchy of some kind must be there */
        bytes[changes] = (unsigned char)type;
        spill(bytes, all);
        assert_int_equal(cosim_fst_is_whole(path), type == 4 || type == 6 || type == 7);
    }
    bytes[changes] = 6;
    bytes[0] = 1; /* no header */
    spill(bytes, all);
    assert_false(cosim_fst_is_whole(path));
    bytes[0] = 0;
    memset(bytes + header + 1, 0, 8); /* the length that is written last */
    spill(bytes, all);
    assert_false(cosim_fst_is_whole(path));
    memset(bytes + header + 1, 0xFF, 8);
    spill(bytes, all);
    assert_false(cosim_fst_is_whole(path));
    unlink(path);
    assert_false(cosim_fst_is_whole(path));
    assert_false(cosim_fst_is_whole("/"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(blocks_must_fit)};
    const int fd = mkstemp(path);
    if (fd < 0) {
        perror(path);
        return 1;
    }
    close(fd);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
