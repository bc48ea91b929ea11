// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "base/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

int cosim_lock_take(const char *path, cosim_diag *diag)
{
    const int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    int locked = -1;
    while (fd >= 0 && (locked = flock(fd, LOCK_EX)) != 0 && errno == EINTR) {
    }
    if (locked == 0) {
        return fd;
    }
    cosim_diag_set(diag, NULL, "%s: cannot be locked: %s", path, strerror(errno));
    if (fd >= 0) {
        close(fd);
    }
    return -1;
}
