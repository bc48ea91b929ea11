// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* gnuplot as a child process: a script in, a whole picture out, or a diagnostic. */
#include "plot/gnuplot.h"

#include "plot/internal.h"
#include "plot/text.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define REMEDY "`scripts/setup.sh pictures` installs it"

static int system_failed(cosim_diag *diag, int error)
{
    return cosim_diag_set(diag, NULL, "gnuplot cannot be run: %s", strerror(error));
}

/* Our environment in a locale that has UTF-8: in plain C, gnuplot complains of its own characters.
 * To be freed (the array alone); NULL without memory. */
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

/* Waits for the end of gnuplot. 0, or -1 with *diag. */
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

/* The script in memory as a file: gnuplot can read it while we read from gnuplot. */
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

/* Runs gnuplot on a file with one argument (or NULL); all that it writes into *p. */
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

static int draw(const cosim_plot *plot, const cosim_result *result, cosim_plot_kind kind,
                cosim_picture *p, cosim_diag *diag)
{
    char *script = cosim_plot_script(plot, result, kind, diag);
    const int status = script != NULL ? cosim_picture_draw(script, kind, p, diag) : -1;
    free(script);
    return status;
}

/* FNV-1a, to tell pictures apart. */
static uint32_t hash_of(const char *text)
{
    uint32_t hash = 2166136261u;
    for (; *text != '\0'; text++) {
        hash = (hash ^ (unsigned char)*text) * 16777619u;
    }
    return hash;
}

/* Copies gnuplot's elements. Every identifier gets a prefix, so that several pictures can stand in
 * one page, and the titles that only repeat an identifier go: browsers show them as tooltips. */
static void put_elements(FILE *out, const char *text, const char *prefix)
{
    static const char *const places[] = {" id=\"", " id='", "href='#", "href=\"#", "url(#"};
    static const char dull[] = "<title>gnuplot_plot_", end[] = "</title>";
    bool tag = false;
    while (*text != '\0') {
        const char *after = NULL;
        if (strncmp(text, dull, sizeof dull - 1) == 0 && strstr(text, end) != NULL) {
            text = strstr(text, end) + sizeof end - 1;
            continue;
        }
        for (size_t i = 0; tag && after == NULL && i < sizeof places / sizeof places[0]; i++) {
            const size_t length = strlen(places[i]);
            after = strncmp(text, places[i], length) == 0 ? text + length : NULL;
        }
        if (after != NULL) {
            fprintf(out, "%.*s%s", (int)(after - text), text, prefix);
            text = after;
            continue;
        }
        tag = *text == '<' || (tag && *text != '>');
        fputc(*text++, out);
    }
}

void cosim_picture_put_svg(FILE *out, const char *svg, const char *title, const char *description)
{
    const char *element = strstr(svg, "<svg"), *name = strstr(svg, "<title>"),
               *rest = strstr(svg, "</desc>");
    char prefix[16];
    if (name == NULL || rest == NULL || name > rest) { /* a gnuplot that writes neither */
        name = rest = strchr(element, '>') + 1;
    } else {
        rest += strlen("</desc>");
    }
    fprintf(out, "<svg role=\"img\"%.*s<title>", (int)(name - element - 4), element + 4);
    cosim_plot_xml(out, title);
    fputs("</title>\n<desc>", out);
    cosim_plot_xml(out, description);
    fputs("</desc>", out);
    snprintf(prefix, sizeof prefix, "p%08x_", (unsigned)hash_of(svg));
    put_elements(out, rest, prefix);
}

void cosim_picture_put(FILE *out, const cosim_picture *picture, cosim_plot_kind kind,
                       const char *title, const char *description)
{
    if (kind == COSIM_PLOT_PNG) {
        fwrite(picture->bytes, 1, picture->size, out);
        return;
    }
    fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", out);
    cosim_picture_put_svg(out, picture->bytes, title, description);
}

/* The SVG of a run with what it shows in words. NULL without memory. */
static char *describe(const char *svg, const cosim_plot *plot, const cosim_result *result)
{
    char *text = NULL;
    size_t bytes;
    char heading[1024], title[1100], line[1024], description[1300];
    FILE *out = open_memstream(&text, &bytes);
    if (out == NULL) {
        return NULL;
    }
    snprintf(title, sizeof title, "%s: %s", cosim_plot_heading(result, heading, sizeof heading),
             cosim_verdict_name(result->verdict));
    snprintf(description, sizeof description,
             "Input current, membrane with the threshold, spikes%s of circuit and reference over "
             "time. %s.",
             plot->hidden ? "" : " and error within its bound",
             cosim_plot_summary(result, line, sizeof line));
    cosim_picture_put_svg(out, svg, title, description);
    const bool failed = ferror(out) != 0;
    if (fclose(out) != 0 || failed) {
        free(text);
        return NULL;
    }
    return text;
}

char *cosim_plot_svg(const cosim_plot *plot, const cosim_result *result, cosim_diag *diag)
{
    cosim_picture p = {NULL, 0};
    char *text = NULL;
    if (draw(plot, result, COSIM_PLOT_SVG, &p, diag) == 0) {
        text = describe(p.bytes, plot, result);
        if (text == NULL) {
            cosim_diag_set(diag, NULL, "out of memory for the picture");
        }
    }
    free(p.bytes);
    return text;
}

int cosim_plot_write(const cosim_plot *plot, const cosim_result *result, cosim_plot_kind kind,
                     cosim_output *output, cosim_diag *diag)
{
    FILE *file = cosim_output_file(output);
    if (kind == COSIM_PLOT_SVG) {
        char *svg = cosim_plot_svg(plot, result, diag);
        if (svg != NULL) {
            fprintf(file, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n%s", svg);
        }
        free(svg);
        return svg != NULL ? 0 : -1;
    }
    cosim_picture p = {NULL, 0};
    const int status = draw(plot, result, kind, &p, diag);
    if (status == 0) {
        fwrite(p.bytes, 1, p.size, file);
    }
    free(p.bytes);
    return status;
}
