// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

#include "circuit/serial_line.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum { SHOWN_MOST = 12, BITS_A_BYTE = 10, STRAY_MOST = 64, DEFAULT_BAUD = 115200 };

/* ---- opening ---- */

static void restore(const cosim_cleanup *thing)
{
    const cosim_serial_line *line = (const void *)thing; /* its first member */
    (void)tcsetattr(line->fd, TCSANOW, &line->before);
}

/* Sets the line to raw bytes at its rate. Returns NULL, or what is wrong. */
static const char *set_up(cosim_serial_line *line)
{
    struct termios raw = line->before, has;
    cfmakeraw(&raw);
    raw.c_cflag &= ~(tcflag_t)(CSTOPB | CRTSCTS | HUPCL);
    raw.c_cflag |= CLOCAL | CREAD;
    raw.c_cc[VMIN] = 0;
    raw.c_cc[VTIME] = 0;
    if (cfsetspeed(&raw, line->baud) != 0) {
        return "does not know that rate; give one such as 9600, 115200 or 1000000";
    }
    if (tcsetattr(line->fd, TCSANOW, &raw) != 0 || tcgetattr(line->fd, &has) != 0 ||
        cfgetospeed(&has) != cfgetospeed(&raw)) {
        return "does not take that rate; give one that the device has";
    }
    return NULL;
}

int cosim_serial_open(cosim_serial_line *line, const char *device, unsigned baud, char *message,
                      size_t bytes)
{
    sigset_t before;
    const char *fault = NULL;
    *line = (cosim_serial_line){.fd = -1, .baud = baud, .cleanup = {.undo = restore}};
    const int fd = open(device, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0) {
        snprintf(message, bytes, "cannot be opened (%s)%s", strerror(errno),
                 errno == EACCES   ? "; your user must be in the group of the device"
                 : errno == ENOENT ? "; is it plugged in?"
                 : errno == EBUSY  ? "; another program has it"
                                   : "");
        return -1;
    }
    if (!isatty(fd)) {
        fault = "is no serial line; give one such as /dev/ttyUSB0";
    } else if (flock(fd, LOCK_EX | LOCK_NB) != 0 || ioctl(fd, TIOCEXCL) != 0 ||
               tcgetattr(fd, &line->before) != 0) {
        fault = "is in use by another process; wait for it, or give --jobs 1 to a sweep";
    }
    if (fault == NULL) {
        cosim_cleanup_begin(&before);
        line->fd = fd;
        cosim_cleanup_add(&line->cleanup);
        cosim_cleanup_end(&before);
        fault = set_up(line);
    }
    if (fault != NULL) {
        snprintf(message, bytes, "%s", fault);
        if (line->fd >= 0) {
            cosim_serial_close(line);
        } else {
            close(fd);
        }
        return -1;
    }
    return 0;
}

void cosim_serial_close(cosim_serial_line *line)
{
    sigset_t before;
    if (line->fd < 0) {
        return;
    }
    cosim_cleanup_begin(&before);
    restore(&line->cleanup);
    cosim_cleanup_drop(&line->cleanup);
    (void)ioctl(line->fd, TIOCNXCL);
    close(line->fd);
    line->fd = -1;
    cosim_cleanup_end(&before);
}

void cosim_serial_break(cosim_serial_line *line)
{
    (void)tcsendbreak(line->fd, 0); /* not every device has one */
    (void)tcflush(line->fd, TCIOFLUSH);
}

/* ---- bytes ---- */

const char *cosim_serial_shown(const uint8_t *data, size_t count, char *text, size_t bytes)
{
    snprintf(text, bytes, "%s", count == 0 ? "nothing" : "");
    for (size_t i = 0; i < count && i < SHOWN_MOST; i++) {
        const size_t used = strlen(text);
        snprintf(text + used, bytes - used, "%s%02x", i > 0 ? " " : "", data[i]);
    }
    if (count > SHOWN_MOST) {
        const size_t used = strlen(text);
        snprintf(text + used, bytes - used, " ...");
    }
    return text;
}

static double now_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

enum { GONE = -1, LATE = 0, READY = 1 };

/* Waits until the line can be read or written. */
static int wait_for(const cosim_serial_line *line, short events, double until_s)
{
    for (;;) {
        struct pollfd p = {.fd = line->fd, .events = events};
        const double left_s = until_s - now_s();
        const int n = poll(&p, 1, left_s > 0 ? (int)(1e3 * left_s) + 1 : 0);
        if (n > 0) {
            return (p.revents & events) != 0 ? READY : GONE;
        }
        if ((n < 0 && errno != EINTR) || (n == 0 && left_s <= 0)) {
            return n < 0 ? GONE : LATE;
        }
    }
}

static int send_all(cosim_serial_line *line, const uint8_t *data, size_t count, double until_s)
{
    for (size_t at = 0; at < count;) {
        const int state = wait_for(line, POLLOUT, until_s);
        if (state != READY) {
            return state;
        }
        const ssize_t n = write(line->fd, data + at, count - at);
        if (n < 0 && errno != EINTR && errno != EAGAIN) {
            return GONE;
        }
        at += n > 0 ? (size_t)n : 0;
    }
    return READY;
}

/* Receives up to `wanted` bytes; *count of them came. */
static int receive(cosim_serial_line *line, uint8_t *data, size_t wanted, size_t *count,
                   double until_s)
{
    for (*count = 0; *count < wanted;) {
        const int state = wait_for(line, POLLIN, until_s);
        if (state != READY) {
            return state;
        }
        const ssize_t n = read(line->fd, data + *count, wanted - *count);
        if (n == 0 || (n < 0 && errno != EINTR && errno != EAGAIN)) {
            return GONE;
        }
        *count += n > 0 ? (size_t)n : 0;
    }
    return READY;
}

/* Ends an answer of which `came` bytes are there. */
static int judge_answer(int state, const uint8_t *answer, size_t came, size_t wanted, double time_s,
                        char *message, size_t bytes)
{
    char shown[64];
    if (state == READY) {
        return 0;
    }
    if (state == GONE) {
        snprintf(message, bytes,
                 "is gone: the line was closed at its other end, after %zu of %zu "
                 "bytes of an answer (%s)",
                 came, wanted, cosim_serial_shown(answer, came, shown, sizeof shown));
    } else {
        snprintf(message, bytes, "sent %zu of %zu bytes of an answer within %.3g s (%s)", came,
                 wanted, time_s, cosim_serial_shown(answer, came, shown, sizeof shown));
    }
    return -1;
}

int cosim_serial_ask(cosim_serial_line *line, const uint8_t *sent, size_t count, uint8_t *answer,
                     size_t wanted, double seconds, char *message, size_t bytes)
{
    const double time_s = (double)(count + wanted) * BITS_A_BYTE / line->baud + seconds;
    uint8_t stray[STRAY_MOST];
    char shown[64];
    size_t came = 0;
    int state = receive(line, stray, sizeof stray, &came, 0);
    if (came > 0) {
        snprintf(message, bytes, "sent %zu bytes that nobody asked for (%s)", came,
                 cosim_serial_shown(stray, came, shown, sizeof shown));
        return -1;
    }
    if (state != GONE) {
        const double until_s = now_s() + time_s;
        state = send_all(line, sent, count, until_s);
        state = state == READY ? receive(line, answer, wanted, &came, until_s) : state;
    }
    return judge_answer(state, answer, came, wanted, time_s, message, bytes);
}

int cosim_serial_more(cosim_serial_line *line, uint8_t *answer, size_t wanted, double seconds,
                      char *message, size_t bytes)
{
    const double time_s = (double)wanted * BITS_A_BYTE / line->baud + seconds;
    size_t came = 0;
    const int state = receive(line, answer, wanted, &came, now_s() + time_s);
    return judge_answer(state, answer, came, wanted, time_s, message, bytes);
}

char *cosim_serial_device(const char *spec, unsigned *baud, bool *wrong)
{
    const char *at = strrchr(spec, '@');
    const size_t length = at != NULL ? (size_t)(at - spec) : strlen(spec);
    char *end = NULL;
    const unsigned long rate = at != NULL ? strtoul(at + 1, &end, 10) : DEFAULT_BAUD;
    *wrong = length == 0 || (at != NULL && (at[1] < '1' || at[1] > '9' || *end != '\0')) ||
             rate > 100000000;
    *baud = (unsigned)rate;
    return *wrong ? NULL : strndup(spec, length);
}

void cosim_serial_settle(cosim_serial_line *line, double seconds)
{
    uint8_t stray[STRAY_MOST];
    size_t came = 1;
    for (int i = 0; i < 100 && came > 0; i++) {
        (void)receive(line, stray, 1, &came, now_s() + seconds);
        (void)tcflush(line->fd, TCIFLUSH);
    }
}
