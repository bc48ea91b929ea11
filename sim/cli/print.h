// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* `lifcosim build --print` prints the equations of a manifest on standard output. */
#ifndef COSIM_CLI_PRINT_H
#define COSIM_CLI_PRINT_H

#include "foreign/manifest.h"

typedef enum cosim_cli_form {
    CLI_FORM_NONE,
    CLI_FORM_TEXT,       /* normal form with ranges, and what can wrap */
    CLI_FORM_C,          /* a function a step */
    CLI_FORM_VERILOG,    /* a specification with the circuit's ports */
    CLI_FORM_DECLARATION /* the whole, as lifcosim.h takes it */
} cosim_cli_form;

/* Reads the form that --print=NAME names; NULL stands for the text. Returns 0, or -1. */
int cosim_cli_form_read(const char *name, cosim_cli_form *form);

/* Prints the equations, or those that the keys of a manifest expand to; returns the status of the
 * program, after it reported what is wrong. */
int cosim_cli_print_equations(cosim_manifest *manifest, cosim_cli_form form);

#endif
