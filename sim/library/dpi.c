// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* SystemVerilog imports these (lif_cosim_dpi.svh): the functions of lifcosim.h in the types of the
 * DPI. Each is a function of a handle, and nothing is kept elsewhere. */
#include "library/dpi.h"

#include <stdlib.h>
#include <string.h>

void *lifcosim_dpi_open(const char *scenario, const char *format, const char *declaration,
                        const char *name, const char *about, int hold_width, int clocks_per_step,
                        int shows)
{
    lifcosim *h = lifcosim_new();
    const bool declares = declaration[0] != '\0';
    if (h == NULL || lifcosim_read(h, scenario, NULL, 0) != LIFCOSIM_OK) {
        return h;
    }
    (void)lifcosim_circuit(h, &(lifcosim_circuit_info){.name = name[0] != '\0' ? name : NULL,
                                                       .about = about,
                                                       .clocks_per_step = (unsigned)clocks_per_step,
                                                       .format = declares ? NULL : format,
                                                       .declaration = declares ? declaration : NULL,
                                                       .hold_width = (unsigned)hold_width,
                                                       .shows = declares ? 0 : (unsigned)shows});
    return h;
}

const char *lifcosim_dpi_error(void *h) { return lifcosim_error(h); }

int64_t lifcosim_dpi_steps(void *h) { return (int64_t)lifcosim_steps(h); }

int64_t lifcosim_dpi_word(void *h, const char *name)
{
    lifcosim_port_words w;
    if (lifcosim_words(h, &w) != LIFCOSIM_OK) {
        return 0;
    }
    const struct {
        const char *name;
        int64_t word;
    } words[] = {{"leak", w.leak},
                 {"threshold", w.threshold},
                 {"reset", w.reset},
                 {"initial", w.initial},
                 {"initial_hold", w.initial_hold},
                 {"compare_above", w.compare_above},
                 {"reset_subtract", w.reset_by_subtract}};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (strcmp(name, words[i].name) == 0) {
            return words[i].word;
        }
    }
    return 0;
}

int64_t lifcosim_dpi_told(void *h, int number)
{
    const size_t count = lifcosim_told_count(h);
    int64_t *told = calloc(count + 1, sizeof *told), word = 0;
    if (told != NULL && number >= 0 && (size_t)number < count &&
        lifcosim_told(h, told, count) == LIFCOSIM_OK) {
        word = told[number];
    }
    free(told);
    return word;
}

int lifcosim_dpi_words_are(void *h, int64_t leak, int threshold, int reset, int initial,
                           int initial_hold, int compare_above, int reset_subtract)
{
    const lifcosim_port_words w = {.leak = leak,
                                   .threshold = threshold,
                                   .reset = reset,
                                   .initial = initial,
                                   .initial_hold = (uint32_t)initial_hold,
                                   .compare_above = compare_above != 0,
                                   .reset_by_subtract = reset_subtract != 0};
    return lifcosim_words_are(h, &w);
}

int lifcosim_dpi_told_as_due(void *h)
{
    const size_t count = lifcosim_told_count(h);
    int64_t *told = calloc(count + 1, sizeof *told);
    int status = told != NULL ? lifcosim_told(h, told, count) : LIFCOSIM_UNUSABLE;
    status = status == LIFCOSIM_OK ? lifcosim_told_are(h, told, count) : status;
    free(told);
    return status;
}

int lifcosim_dpi_own_drives(void *h) { return lifcosim_own_drives(h); }

int lifcosim_dpi_drive(void *h, int *drive, int *hold)
{
    int32_t word = 0;
    uint32_t steps = 0;
    const int status = lifcosim_drives(h, 1, &word, &steps);
    *drive = word;
    *hold = (int)steps;
    return status;
}

int lifcosim_dpi_step(void *h, int drive, int before, int after, int spike)
{
    const int32_t given = drive, shown_before = before, shown_after = after;
    const uint8_t spiked = spike != 0;
    return lifcosim_judge(h, 1, &given, &shown_before, &shown_after, &spiked);
}

int lifcosim_dpi_breach(void *h, int64_t count, const char *what, int64_t step, int64_t expected,
                        int64_t observed)
{
    return lifcosim_breach(h, (uint64_t)count, what, (uint64_t)step, expected, observed);
}

int lifcosim_dpi_trial(void *h, int words_change, int *steps, int *resets, int64_t *seed)
{
    lifcosim_part part = {.steps = 0};
    const int status = lifcosim_trial(h, words_change, &part);
    *steps = (int)part.steps;
    *resets = part.resets;
    *seed = (int64_t)part.seed;
    return status;
}

int64_t lifcosim_dpi_mismatches(void *h) { return (int64_t)lifcosim_mismatches(h); }

const char *lifcosim_dpi_first_mismatch(void *h) { return lifcosim_first_mismatch(h); }

int lifcosim_dpi_finish(void *h)
{
    int verdict = LIFCOSIM_OPEN;
    const int status = lifcosim_finish(h, &verdict);
    return status == LIFCOSIM_OK ? verdict : -status;
}

int lifcosim_dpi_find(void *h)
{
    size_t count = 0;
    const int status = lifcosim_find(h, &count);
    return status == LIFCOSIM_OK ? (int)count : -status;
}

const char *lifcosim_dpi_finding(void *h, int number)
{
    return lifcosim_finding(h, number >= 0 ? (size_t)number : SIZE_MAX);
}

const char *lifcosim_dpi_text(void *h)
{
    const char *text = lifcosim_text(h);
    return text != NULL ? text : "";
}

const char *lifcosim_dpi_json(void *h)
{
    const char *json = lifcosim_json(h);
    return json != NULL ? json : "";
}

void lifcosim_dpi_close(void *h) { lifcosim_free(h); }
