// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The tests of the scenario reader share a folder for files, made beside the test program, and a
 * scenario to change. It is included after cmocka.h. */
#ifndef SCENARIO_FIXTURE_H
#define SCENARIO_FIXTURE_H

#include "input/units.h"
#include "scenario/read.h"
#include "scenario/scenario.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char fixture_folder[512];

/* Makes the folder; called by main with argv[0]. */
static inline void fixture_start(const char *program)
{
    const char *slash = strrchr(program, '/');
    int length = slash == NULL ? 0 : (int)(slash - program) + 1;
    snprintf(fixture_folder, sizeof fixture_folder, "%.*sscenario-XXXXXX", length, program);
    if (mkdtemp(fixture_folder) == NULL) {
        perror(fixture_folder);
        exit(1);
    }
}

static inline void fixture_end(void)
{
    rmdir(fixture_folder);
    cosim_units_release();
}

/* Returns the path of a file in the folder, which is valid until the fourth next call. */
static inline const char *fixture_path(const char *name)
{
    static char paths[4][640];
    static unsigned next;
    char *path = paths[next++ % 4];
    snprintf(path, sizeof paths[0], "%s/%s", fixture_folder, name);
    return path;
}

static inline void fixture_write(const char *name, const char *bytes, size_t size)
{
    FILE *file = fopen(fixture_path(name), "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    const int closed = fclose(file);
    assert_int_equal(closed, 0);
}

static inline void fixture_remove(const char *name)
{
    assert_int_equal(remove(fixture_path(name)), 0);
}

/* Reads a text as "s.yaml" with overrides. */
static inline int fixture_read_bytes(const char *bytes, size_t size, const char *const *sets,
                                     size_t override_count, const uint64_t *seed,
                                     cosim_scenario **scenario, cosim_diag *diag)
{
    fixture_write("s.yaml", bytes, size);
    int status =
        cosim_scenario_read(fixture_path("s.yaml"), sets, override_count, seed, scenario, diag);
    fixture_remove("s.yaml");
    return status;
}

static inline cosim_scenario *fixture_read(const char *text, const char *const *sets,
                                           size_t override_count, const uint64_t *seed)
{
    cosim_scenario *scenario = NULL;
    cosim_diag diag;
    if (fixture_read_bytes(text, strlen(text), sets, override_count, seed, &scenario, &diag) != 0) {
        char line[1400];
        fail_msg("%s", cosim_diag_text(&diag, line, sizeof line));
    }
    return scenario;
}

/* Returns text with its first `from` turned into `to`, in memory of malloc. */
static inline char *fixture_change(const char *text, const char *from, const char *to)
{
    const char *at = strstr(text, from);
    if (at == NULL) {
        fail_msg("the scenario has no \"%s\"", from);
        return NULL;
    }
    size_t before = (size_t)(at - text), room = strlen(text) + strlen(to) + 1;
    char *changed = malloc(room);
    assert_non_null(changed);
    snprintf(changed, room, "%.*s%s%s", (int)before, text, to, at + strlen(from));
    return changed;
}

/* Gives "FILE:LINE:COLUMN" of a place, FILE without its folder. */
static inline void fixture_place(const cosim_place *place, char text[700])
{
    const char *slash = strrchr(place->file, '/');
    const char *file = slash != NULL ? slash + 1 : place->file;
    snprintf(text, 700, "%s:%u:%u", file, place->line, place->column);
}

/* Checks that reading fails at this place ("s.yaml:LINE:COLUMN" or "--set KEY:LINE:COLUMN"), that
 * nothing is left behind, and that the message has this part. */
static inline void fixture_bad(const char *bytes, size_t size, const char *const *sets,
                               size_t override_count, const char *place, const char *part)
{
    cosim_scenario *scenario = NULL;
    cosim_diag diag;
    char observed[700];
    memset(&diag, 0, sizeof diag);
    const int status =
        fixture_read_bytes(bytes, size, sets, override_count, NULL, &scenario, &diag);
    fixture_place(&diag.place, observed);
    if (status != -1 || scenario != NULL || strcmp(observed, place) != 0 ||
        strstr(diag.message, part) == NULL) {
        fail_msg("%s%s\nexpected %s \"%s\"\nobserved %d %s \"%s\"",
                 override_count > 0 ? sets[0] : "", override_count > 0 ? "" : bytes, place, part,
                 status, observed, diag.message);
    }
}

static inline void fixture_double(double observed, double expected, const char *what)
{
    if (observed != expected) {
        fail_msg("%s: expected %.17g, observed %.17g", what, expected, observed);
    }
}
#define EXACT(observed, expected) fixture_double(observed, expected, #observed)

/* This is the book's neuron; the tests of places count its lines. */
static const char book_text[] = "name: book-triangle\n"                        /* 1 */
                                "about: triangular current\n"                  /* 2 */
                                "step: 0.1 ms\n"                               /* 3 */
                                "steps: 500\n"                                 /* 4 */
                                "neuron:\n"                                    /* 5 */
                                "  method: exponential\n"                      /* 6 */
                                "  resistance: 1 kOhm\n"                       /* 7 */
                                "  capacitance: 5 uF\n"                        /* 8 */
                                "  rest: -70 mV\n"                             /* 9 */
                                "  threshold: -40 mV\n"                        /* 10 */
                                "  refractory: 1 ms\n"                         /* 11 */
                                "  refractory_rule: float-time-s\n"            /* 12 */
                                "  initial_hold: 1\n"                          /* 13 */
                                "stimulus:\n"                                  /* 14 */
                                "  - triangle: {peak: 0.2 mA, samples: 502}\n" /* 15 */
                                "expect:\n"                                    /* 16 */
                                "  spikes: [76, 110]\n";                       /* 17 */

#endif
