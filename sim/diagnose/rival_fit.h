// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The rows of a trace that shows its membrane tell its values: a step without a spike goes k of the
 * way from the membrane to E + R*I, which is a straight line in membrane and current. */
#ifndef COSIM_DIAGNOSE_RIVAL_FIT_H
#define COSIM_DIAGNOSE_RIVAL_FIT_H

#include "diagnose/rival.h"

typedef struct cosim_rival_values {
    double tau_s, r_ohm, rest_v;
} cosim_rival_values;

/* Fits time constant, resistance and rest to the steps that are neither held nor spike, by least
 * squares; each is given with the fewest digits that are near. Returns false where the rows do not
 * tell them. */
bool cosim_rival_fit(const cosim_rival_rows *rows, cosim_rival_values *values);

/* Finds a threshold between the membranes that spike and those that do not, if the scenario's
 * neuron updates them. Returns false where there is none. */
bool cosim_rival_threshold(const cosim_rival_rows *rows, double *threshold_v);

/* Gives the value of the fewest digits within `most`, as somebody would have written it; where
 * there is none of up to 6, the value itself. */
double cosim_rival_written(double value, double most);

#endif
