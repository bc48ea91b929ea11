// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A VPI module, for simulators without the DPI (Icarus Verilog): system functions on the library.
 * lif_cosim_checker.v uses them, and a bench may. A handle is a number from 1. What the library
 * refuses is printed, and ends the simulation with status 1.
 *
 *   $lifcosim_open(scenario, format, declaration, name, hold_width, shows)   handle
 *   $lifcosim_steps(handle)                    how many steps the scenario has
 *   $lifcosim_word(handle, "leak")             a word for a port, as lifcosim_dpi_word
 *   $lifcosim_told(handle, number)             a told word of a declaration
 *   $lifcosim_words_as_due(handle)             the circuit has those words: 1
 *   $lifcosim_drive(handle, drive, hold)       fills both for the next step: 1
 *   $lifcosim_own_drives(handle)               the bench makes the drives: 1
 *   $lifcosim_step(handle, drive, before, after, spike)     judges one: mismatches so far
 *   $lifcosim_trial(handle, words_change, steps, resets)    begins a part of a trial, fills both: 1
 *   $lifcosim_finish(handle, json)             prints the report, and writes it as JSON unless json
 *                                              is "": the verdict of lifcosim.h
 */
#include "library/dpi.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <vpi_user.h>

enum { HANDLES_MOST = 256, ARGUMENTS_MOST = 6, TEXT_BYTES = 4096 };

static lifcosim *handles[HANDLES_MOST];
static int handle_count;

static void stop(const char *what)
{
    vpi_printf("lifcosim: %s\n", what);
    vpip_set_return_value(1);
    vpi_control(vpiFinish, 1);
}

/* The arguments of a call, as it has them. */
typedef struct call {
    vpiHandle of, argument[ARGUMENTS_MOST];
    int count;
    char text[ARGUMENTS_MOST][TEXT_BYTES];
} call;

static void read_call(call *c)
{
    c->of = vpi_handle(vpiSysTfCall, NULL);
    c->count = 0;
    vpiHandle all = vpi_iterate(vpiArgument, c->of);
    for (vpiHandle one; all != NULL && (one = vpi_scan(all)) != NULL;) {
        if (c->count < ARGUMENTS_MOST) {
            c->argument[c->count++] = one;
        }
    }
}

static const char *text(call *c, int i)
{
    s_vpi_value value = {.format = vpiStringVal};
    c->text[i][0] = '\0';
    if (i < c->count) {
        vpi_get_value(c->argument[i], &value);
        snprintf(c->text[i], TEXT_BYTES, "%s", value.value.str != NULL ? value.value.str : "");
    }
    return c->text[i];
}

static int number(const call *c, int i)
{
    s_vpi_value value = {.format = vpiIntVal, .value.integer = 0};
    if (i < c->count) {
        vpi_get_value(c->argument[i], &value);
    }
    return value.value.integer;
}

/* Tells whether an argument has a bit that is neither 0 nor 1. */
static bool is_unknown(const call *c, int i)
{
    s_vpi_value value = {.format = vpiBinStrVal};
    if (i >= c->count) {
        return true;
    }
    vpi_get_value(c->argument[i], &value);
    return strspn(value.value.str, "01") != strlen(value.value.str);
}

static void put_number(vpiHandle where, int word)
{
    s_vpi_value value = {.format = vpiIntVal, .value.integer = word};
    vpi_put_value(where, &value, NULL, vpiNoDelay);
}

static void put_long(vpiHandle where, int64_t word)
{
    s_vpi_vecval halves[2] = {{.aval = (PLI_INT32)(uint32_t)word, .bval = 0},
                              {.aval = (PLI_INT32)(uint32_t)((uint64_t)word >> 32), .bval = 0}};
    s_vpi_value value = {.format = vpiVectorVal, .value.vector = halves};
    vpi_put_value(where, &value, NULL, vpiNoDelay);
}

/* Gives the run of a call, or stops. */
static lifcosim *run_of(const call *c)
{
    const int handle = number(c, 0);
    if (handle < 1 || handle > handle_count) {
        stop("the first argument is no handle; give what $lifcosim_open returned");
        return NULL;
    }
    return handles[handle - 1];
}

static bool is_good(lifcosim *run, int status)
{
    if (status != LIFCOSIM_OK) {
        stop(lifcosim_error(run));
    }
    return status == LIFCOSIM_OK;
}

/* ---- the functions; each leaves its result in the call ---- */

static void open_run(call *c)
{
    if (handle_count == HANDLES_MOST) {
        stop("more than 256 runs are open");
        return;
    }
    lifcosim *run = lifcosim_dpi_open(text(c, 0), text(c, 1), text(c, 2), text(c, 3), "",
                                      number(c, 4), 1, number(c, 5));
    if (run == NULL || lifcosim_error(run)[0] != '\0') {
        stop(run != NULL ? lifcosim_error(run) : "out of memory");
        lifcosim_free(run);
        return;
    }
    handles[handle_count++] = run;
    put_long(c->of, handle_count);
}

static void steps(call *c)
{
    lifcosim *run = run_of(c);
    put_long(c->of, run != NULL ? lifcosim_dpi_steps(run) : 0);
}

static void word(call *c)
{
    lifcosim *run = run_of(c);
    put_long(c->of, run != NULL ? lifcosim_dpi_word(run, text(c, 1)) : 0);
}

static void told(call *c)
{
    lifcosim *run = run_of(c);
    put_long(c->of, run != NULL ? lifcosim_dpi_told(run, number(c, 1)) : 0);
}

static void words_as_due(call *c)
{
    lifcosim *run = run_of(c);
    lifcosim_port_words w;
    if (run != NULL) {
        const bool declares = lifcosim_output_count(run) > 0;
        put_long(c->of,
                 is_good(run, declares ? lifcosim_dpi_told_as_due(run) : lifcosim_words(run, &w)) &&
                     (declares || is_good(run, lifcosim_words_are(run, &w))));
    }
}

static void drive(call *c)
{
    lifcosim *run = run_of(c);
    int given = 0, hold = 0;
    if (run != NULL && is_good(run, lifcosim_dpi_drive(run, &given, &hold))) {
        put_number(c->argument[1], given);
        put_number(c->argument[2], hold);
        put_long(c->of, 1);
    }
}

static void own_drives(call *c)
{
    lifcosim *run = run_of(c);
    if (run != NULL) {
        put_long(c->of, is_good(run, lifcosim_own_drives(run)));
    }
}

static void trial(call *c)
{
    lifcosim *run = run_of(c);
    int part_steps = 0, resets = 0;
    int64_t seed = 0;
    if (run != NULL &&
        is_good(run, lifcosim_dpi_trial(run, number(c, 1), &part_steps, &resets, &seed))) {
        put_number(c->argument[2], part_steps);
        put_number(c->argument[3], resets);
        put_long(c->of, 1);
    }
}

static void step(call *c)
{
    lifcosim *run = run_of(c);
    if (run == NULL) {
        return;
    }
    for (int i = 1; i < 5; i++) {
        if (is_unknown(c, i)) {
            char why[120];
            snprintf(why, sizeof why, "step %lld: %s is unknown (x or z)",
                     (long long)lifcosim_done(run),
                     (const char *[]){"the drive", "the membrane before the reset", "the membrane",
                                      "the spike"}[i - 1]);
            stop(why);
            return;
        }
    }
    if (is_good(run,
                lifcosim_dpi_step(run, number(c, 1), number(c, 2), number(c, 3), number(c, 4)))) {
        put_long(c->of, lifcosim_dpi_mismatches(run));
    }
}

static void first_mismatch(call *c)
{
    lifcosim *run = run_of(c);
    if (run != NULL) {
        vpi_printf("lif_cosim_checker: %s\n", lifcosim_first_mismatch(run));
    }
}

static void finish(call *c)
{
    lifcosim *run = run_of(c);
    int verdict = LIFCOSIM_OPEN;
    if (run == NULL || !is_good(run, lifcosim_finish(run, &verdict)) ||
        !is_good(run, lifcosim_find(run, NULL))) {
        return;
    }
    /* vpi_printf has a buffer; a line at a time fits */
    char *report = strdup(lifcosim_text(run)), *rest = report;
    for (char *line; (line = strsep(&rest, "\n")) != NULL;) {
        if (rest != NULL) { /* behind the last line feed there is none */
            vpi_printf("%s\n", line);
        }
    }
    free(report);
    if (text(c, 1)[0] != '\0') {
        FILE *file = fopen(c->text[1], "w");
        const bool written = file != NULL && fputs(lifcosim_json(run), file) >= 0;
        if ((file != NULL && fclose(file) != 0) || !written) {
            stop("the JSON cannot be written; name a file in a folder that is there");
        }
    }
    put_long(c->of, verdict);
}

/* ---- their registration ---- */

typedef struct function {
    const char *name;
    void (*call)(call *);
    bool task; /* it gives no result */
} function;

static const function functions[] = {
    {"$lifcosim_open", open_run, false},
    {"$lifcosim_steps", steps, false},
    {"$lifcosim_word", word, false},
    {"$lifcosim_told", told, false},
    {"$lifcosim_words_as_due", words_as_due, false},
    {"$lifcosim_drive", drive, false},
    {"$lifcosim_own_drives", own_drives, false},
    {"$lifcosim_step", step, false},
    {"$lifcosim_trial", trial, false},
    {"$lifcosim_first_mismatch", first_mismatch, true},
    {"$lifcosim_finish", finish, false},
};

enum { FUNCTIONS = sizeof functions / sizeof functions[0] };
static PLI_BYTE8 places[FUNCTIONS]; /* the simulator keeps one of each function */

static PLI_INT32 dispatch(PLI_BYTE8 *at)
{
    static call c; /* a simulation has one thread */
    read_call(&c);
    functions[at - places].call(&c);
    return 0;
}

static PLI_INT32 size(PLI_BYTE8 *at)
{
    (void)at;
    return 64;
}

static void register_all(void)
{
    for (size_t i = 0; i < FUNCTIONS; i++) {
        s_vpi_systf_data data = {.type = functions[i].task ? vpiSysTask : vpiSysFunc,
                                 .sysfunctype = functions[i].task ? 0 : vpiSizedFunc,
                                 .tfname = functions[i].name,
                                 .calltf = dispatch,
                                 .sizetf = size,
                                 .user_data = &places[i]};
        vpi_register_systf(&data);
    }
}

LIFCOSIM_PUBLIC extern void (*vlog_startup_routines[])(void);
void (*vlog_startup_routines[])(void) = {register_all, NULL};
