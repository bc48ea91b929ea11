// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The lines of a template that compute: what a step adds and takes, whether it fires, and what
 * follows. Their names: i the input, e what it adds, v the membrane, z what v takes where the
 * neuron does not fire, q the membrane with its drive before it leaks, r what a residual rounding
 * carries on, p what it divides, left the steps that are still held. */
#ifndef COSIM_FOREIGN_TEMPLATE_STEP_H
#define COSIM_FOREIGN_TEMPLATE_STEP_H

#include "foreign/manifest.h"

#include <stdio.h>

/* Tells whether a state r carries the rest of each rounding on. */
bool cosim_template_is_residual(const cosim_keys *declared);

/* Tells whether a state counts the steps that are held. */
bool cosim_template_counts(const cosim_manifest *manifest);

/* Tells whether a state was remembers a spike of the step before. */
bool cosim_template_remembers(const cosim_manifest *manifest);

/* These write the update of the membrane, z, and after it decision and next values. */
void cosim_template_put_update(FILE *file, const cosim_manifest *manifest);
void cosim_template_put_decision(FILE *file, const cosim_manifest *manifest);

#endif
