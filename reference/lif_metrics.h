// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Metrics of spike trains have the field's definitions and normalisations (checked against
 * elephant). A train is an ascending array of spike times [s]; NULL with length 0 is the empty
 * train. No function allocates: where one needs room, the caller gives it. Two spikes whose
 * distance is a window but for the rounding of their times (a few ulp) count as inside it. */
#ifndef LIF_METRICS_H
#define LIF_METRICS_H

#include "lif_status.h"

#include <stddef.h>

/* Returns the coincidence factor Gamma of a against b (Kistler, Gerstner and van Hemmen 1997;
 * Jolivet et al. 2008): (coincidences - expected) / ((na+nb)/2) / (1 - 2 nu delta), expected = 2 nu
 * delta nb, nu = na/duration. Each spike of b counts at most once, within +-window_s (> 0) of a
 * spike of a. It is 1 for equal trains and 0 on average for unrelated ones; two empty trains give
 * 1, one empty train 0. It is NaN where 2 nu delta >= 1 (the window covers the train). */
double lif_coincidence_factor(const double *a_s, size_t na, const double *b_s, size_t nb,
                              double window_s, double duration_s);

/* Returns the Victor-Purpura distance (Victor and Purpura 1996). Shifting a spike costs q_per_s >=
 * 0 for each second; inserting or deleting one costs 1. room must have nb+1 doubles. The time grows
 * as na*nb, not counting the equal spikes at both ends. */
double lif_victor_purpura(const double *a_s, size_t na, const double *b_s, size_t nb,
                          double q_per_s, double *room);

/* Computes the van Rossum distance (van Rossum 2001), time constant tau_s > 0, normalised so that
 * one spike against none is 1. Integrated along the merged train: time na+nb, every term >= 0, so
 * that no train is too long and equal trains give 0 exactly. */
double lif_van_rossum(const double *a_s, size_t na, const double *b_s, size_t nb, double tau_s);

/* Returns the spike time tiling coefficient (Cutts and Eglen 2014) for a window of +-delta_s > 0
 * and a recording from 0 to duration_s. It is NaN where it is not defined (an empty train). */
double lif_sttc(const double *a_s, size_t na, const double *b_s, size_t nb, double delta_s,
                double duration_s);

/* Holds the statistics of inter-spike intervals. A figure that is not defined (too few intervals)
 * is NaN. */
typedef struct lif_isi_stats {
    size_t count;       /* intervals */
    double mean_s;      /* mean interval [s] */
    double deviation_s; /* standard deviation, divided by count [s] */
    double cv;          /* deviation / mean */
    double cv2;         /* Holt et al. 1996 */
    double lv;          /* local variation, Shinomoto et al. 2003 */
    double lvr;         /* revised local variation, Shinomoto et al. 2009 */
} lif_isi_stats;

/* Returns the statistics of intervals_s[count], each > 0; refractory_s >= 0 is the R of LvR [s].
 * One interval has a mean, a deviation and a cv (0); the other figures compare neighbours and need
 * two. */
lif_isi_stats lif_isi_statistics(const double *intervals_s, size_t count, double refractory_s);

#endif
