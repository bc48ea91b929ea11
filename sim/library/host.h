// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* `lifcosim run` reads, judges and reaches its verdicts by lifcosim.h, as every bench does. What it
 * has beside that, and what a public interface cannot carry, is here: a circuit that it opened
 * itself, a scenario that several runs share, listeners to the rows, and results that go into one
 * report. */
#ifndef COSIM_LIBRARY_HOST_H
#define COSIM_LIBRARY_HOST_H

#include "library/lifcosim.h"
#include "run/session.h"

/* Gives what was wrong with the last call that failed, with its place. */
const cosim_diag *cosim_library_diag(const lifcosim *handle);

/* Gives the scenario that was read, which belongs to the handle; NULL before. */
cosim_scenario *cosim_library_scenario(const lifcosim *handle);

/* Stands in place of lifcosim_read and lifcosim_circuit: the run of a prepared job, which outlives
 * the handle as the options do. Returns LIFCOSIM_OK or another status. */
int cosim_library_host(lifcosim *handle, const cosim_job *job, const cosim_run_options *options);

/* Gives the session of the run: the rows that wait for a circuit by equations, the place of judge
 * and current for a listener. */
const cosim_session *cosim_library_session(const lifcosim *handle);

/* Hands the result over after lifcosim_finish, to be freed by cosim_result_free before the handle
 * is, and frees all else but texts in it. */
void cosim_library_result(lifcosim *handle, cosim_result *result);

#endif
