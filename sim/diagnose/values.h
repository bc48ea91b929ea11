// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A circuit may have any other word in the place of a constant of its declaration, or count its
 * drive any number of times. No list of edits has them all: the one word that explains what the
 * circuit answered is searched for. */
#ifndef COSIM_DIAGNOSE_VALUES_H
#define COSIM_DIAGNOSE_VALUES_H

#include "diagnose/inquiry.h"

/* Searches all constants of the declaration, and adds an edit for each of which some word explains
 * all evidence to those that answer alike. It ends after a limited number of steps, whatever was
 * found. Without memory inquiry->no_memory is set. */
void cosim_values_find(cosim_inquiry *inquiry);

#endif
