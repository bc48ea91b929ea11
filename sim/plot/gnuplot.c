// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

#include "plot/gnuplot.h"

#include "base/utf8.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define REMEDY "`scripts/setup.sh pictures` installs it"

const cosim_plot_layout cosim_plot_places = {.width = 1000,
                                             .height = 760,
                                             .png_scale = 1.5,
                                             .text = 13,
                                             .small_text = 12,
                                             .title_text = 17,
                                             .left = 0.095,
                                             .right = 0.77,
                                             .legend = 0.782,
                                             .title = 0.968,
                                             .first_note = 0.934,
                                             .note_step = 0.024,
                                             .current = {0.862, 0.742},
                                             .membrane = {0.715, 0.392},
                                             .spikes = {0.365, 0.277},
                                             .error = {0.25, 0.082},
                                             .time_margin = 0.006,
                                             .value_margin = 0.06,
                                             .title_characters = 70,
                                             .note_characters = 140,
                                             .most_peaks = 300,
                                             .fewest_for_line = 60,
                                             .smear = 0.08,
                                             .outline = 8};

int cosim_plot_kind_of(const char *path, cosim_plot_kind *kind, cosim_diag *diag)
{
    const char *dot = strrchr(path, '.');
    if (dot != NULL && strcasecmp(dot, ".svg") == 0) {
        *kind = COSIM_PLOT_SVG;
        return 0;
    }
    if (dot != NULL && strcasecmp(dot, ".png") == 0) {
        *kind = COSIM_PLOT_PNG;
        return 0;
    }
    cosim_place place = {.line = 0};
    strncpy(place.file, path, sizeof place.file - 1);
    return cosim_diag_set(diag, &place,
                          "no picture has this ending; give a name that ends in .svg or .png");
}

void cosim_plot_quote(FILE *out, const char *text, size_t characters)
{
    char shown[COSIM_SHOWN_BYTES];
    size_t length = 0;
    fputc('\'', out);
    while (*text != '\0' && length < characters) {
        const size_t bytes = cosim_utf8_show(text, "", shown);
        length += strncmp(text, shown, bytes) == 0 ? 1 : strlen(shown);
        fputs(shown[0] == '\'' ? "''" : shown, out);
        text += bytes;
    }
    fputs(*text != '\0' ? "…'" : "'", out);
}

void cosim_plot_xml(FILE *out, const char *text)
{
    char shown[COSIM_SHOWN_BYTES];
    while (*text != '\0') {
        text += cosim_utf8_show(text, "", shown);
        fputs(shown[0] == '&'   ? "&amp;"
              : shown[0] == '<' ? "&lt;"
              : shown[0] == '>' ? "&gt;"
                                : shown,
              out);
    }
}

static int system_failed(cosim_diag *diag, int error)
{
    return cosim_diag_set(diag, NULL, "gnuplot cannot be run: %s", strerror(error));
}

/* Makes our environment in a locale that has UTF-8: in plain C, gnuplot complains of its own
 * characters. The caller frees the array alone; it is NULL without memory. */
static char **utf8_environment(void)
{
    static char locale[] = "LC_ALL=C.UTF-8";
    size_t count = 0, kept = 0;
    while (environ[count] != NULL) {
        count++;
    }
    char **copy = calloc(count + 2, sizeof *copy);
    for (size_t i = 0; copy != NULL && i < count; i++) {
        if (strncmp(environ[i], "LC_ALL=", 7) != 0) {
            copy[kept++] = environ[i];
        }
    }
    if (copy != NULL) {
        copy[kept] = locale;
    }
    return copy;
}

/* Starts gnuplot on the file `in` with its output to `out`; its standard error is ours. */
static int start(const char *argument, int in, int out, pid_t *child, cosim_diag *diag)
{
    /* -d: no start-up file of the user or the machine changes the picture */
    static char name[] = "gnuplot", defaults[] = "-d";
    char *copy = argument != NULL ? strdup(argument) : NULL;
    char *const argv[] = {name, defaults, copy, NULL};
    char **environment = utf8_environment();
    posix_spawn_file_actions_t actions;
    int error = environment == NULL || (argument != NULL && copy == NULL)
                    ? ENOMEM
                    : posix_spawn_file_actions_init(&actions);
    if (error == 0) {
        error = posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
        error = error != 0 ? error : posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
        error = error != 0 ? error : posix_spawnp(child, name, &actions, NULL, argv, environment);
        posix_spawn_file_actions_destroy(&actions);
    }
    free(environment);
    free(copy);
    if (error == ENOENT || error == EACCES || error == ENOTDIR) {
        return cosim_diag_set(diag, NULL, "a picture needs gnuplot, which is not there; " REMEDY);
    }
    return error == 0 ? 0 : system_failed(diag, error);
}

/* Waits for the end of gnuplot. Returns 0, or -1 with *diag. */
static int finish(pid_t child, cosim_diag *diag)
{
    int status;
    while (waitpid(child, &status, 0) < 0) {
        if (errno != EINTR) {
            return system_failed(diag, errno);
        }
    }
    if (WIFSIGNALED(status)) {
        return cosim_diag_set(diag, NULL, "gnuplot was killed by signal %d: no picture",
                              WTERMSIG(status));
    }
    if (WEXITSTATUS(status) != 0) {
        return cosim_diag_set(diag, NULL,
                              "gnuplot ended with status %d: no picture; gnuplot 5.4 or newer is "
                              "needed, see what it said above",
                              WEXITSTATUS(status));
    }
    return 0;
}

static int read_all(int fd, cosim_picture *p)
{
    size_t room = 0;
    for (;;) {
        if (p->size + 1 >= room) {
            room = room == 0 ? 1 << 16 : 2 * room;
            char *more = realloc(p->bytes, room);
            if (more == NULL) {
                return ENOMEM;
            }
            p->bytes = more;
        }
        const ssize_t n = read(fd, p->bytes + p->size, room - p->size - 1);
        if (n == 0) {
            p->bytes[p->size] = '\0';
            return 0;
        }
        if (n > 0) {
            p->size += (size_t)n;
        } else if (errno != EINTR) {
            return errno;
        }
    }
}

/* Puts the script into a file in memory, so that gnuplot can read it while we read from gnuplot. */
static int script_file(const char *script, int *fd)
{
    const size_t size = strlen(script);
    *fd = memfd_create("lifcosim-plot", MFD_CLOEXEC);
    if (*fd < 0) {
        return errno;
    }
    for (size_t done = 0; done < size;) {
        const ssize_t n = write(*fd, script + done, size - done);
        if (n >= 0) {
            done += (size_t)n;
        } else if (errno != EINTR) {
            return errno;
        }
    }
    return lseek(*fd, 0, SEEK_SET) == 0 ? 0 : errno;
}

/* Runs gnuplot on a file with one argument (or NULL); all that it writes goes into *p. */
static int run_gnuplot(const char *argument, int in, cosim_picture *p, cosim_diag *diag)
{
    int ends[2];
    pid_t child;
    if (pipe2(ends, O_CLOEXEC) != 0) {
        return system_failed(diag, errno);
    }
    int status = start(argument, in, ends[1], &child, diag);
    close(ends[1]);
    if (status == 0) {
        const int error = read_all(ends[0], p);
        /* closed before the wait, so that a gnuplot that is still writing ends */
        close(ends[0]);
        status = finish(child, diag);
        if (status == 0 && error != 0) {
            status = system_failed(diag, error);
        }
        return status;
    }
    close(ends[0]);
    return status;
}

int cosim_plot_ready(cosim_diag *diag)
{
    cosim_picture version = {NULL, 0};
    const int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (nothing < 0) {
        return system_failed(diag, errno);
    }
    const int status = run_gnuplot("--version", nothing, &version, diag);
    close(nothing);
    free(version.bytes);
    return status;
}

static bool ends_with(const cosim_picture *p, const char *end, size_t size)
{
    return p->size >= size && memcmp(p->bytes + p->size - size, end, size) == 0;
}

/* A gnuplot that is stopped halfway may still say that all is well. */
static bool is_whole(const cosim_picture *p, cosim_plot_kind kind)
{
    static const char png_begin[] = "\x89PNG\r\n\x1a\n", png_end[] = "IEND\xae\x42\x60\x82";
    if (kind == COSIM_PLOT_PNG) {
        return ends_with(p, png_end, sizeof png_end - 1) &&
               memcmp(p->bytes, png_begin, sizeof png_begin - 1) == 0;
    }
    return p->bytes != NULL && strstr(p->bytes, "<svg") != NULL &&
           (ends_with(p, "</svg>\n\n", 8) || ends_with(p, "</svg>\n", 7) ||
            ends_with(p, "</svg>", 6));
}

int cosim_picture_draw(const char *script, cosim_plot_kind kind, cosim_picture *picture,
                       cosim_diag *diag)
{
    int fd = -1, status = -1;
    *picture = (cosim_picture){NULL, 0};
    const int error = script_file(script, &fd);
    if (error != 0) {
        system_failed(diag, error);
    } else {
        status = run_gnuplot(NULL, fd, picture, diag);
    }
    if (fd >= 0) {
        close(fd);
    }
    if (status == 0 && !is_whole(picture, kind)) {
        status = cosim_diag_set(
            diag, NULL, "gnuplot wrote no whole picture (%zu bytes); see what it said above",
            picture->size);
    }
    return status;
}

void cosim_picture_put_terminal(FILE *out, cosim_plot_kind kind, int width, int height)
{
    const double scale = cosim_plot_places.png_scale;
    const int png_width = (int)(width * scale), png_height = (int)(height * scale);
    /* cairo takes points of 1/72 inch at 96 pixels an inch */
    const double unit = kind == COSIM_PLOT_SVG ? 1 : 0.75;
    if (kind == COSIM_PLOT_SVG) {
        fprintf(out,
                "set terminal svg size %d,%d dynamic font 'sans-serif,%g' "
                "background 'white'\n",
                width, height, cosim_plot_places.text);
    } else {
        /* a gnuplot without cairo still has the older terminal */
        fprintf(out,
                "if (strstrt(GPVAL_TERMINALS, 'pngcairo') > 0) {\n"
                "  set terminal pngcairo size %d,%d font 'sans-serif,%g' fontscale %g "
                "linewidth %g background 'white'\n"
                "} else {\n"
                "  set terminal png truecolor size %d,%d linewidth %g "
                "background '#ffffff'\n"
                "}\n",
                png_width, png_height, unit * cosim_plot_places.text, scale, scale, png_width,
                png_height, scale);
    }
    fprintf(out, "title = ',%g'; small = ',%g'\n", unit * cosim_plot_places.title_text,
            unit * cosim_plot_places.small_text);
}
