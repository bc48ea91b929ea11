// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Each published model has a golden file, its scenario, and the units that it is written in. */
#ifndef PUBLISHED_MODELS_H
#define PUBLISHED_MODELS_H

/* These are the units of a golden file, in SI. */
typedef struct golden_units {
    double s, v, a;
} golden_units;

typedef struct published_model {
    const char *golden, *scenario; /* names without folder and ending */
    golden_units units;
} published_model;

static const published_model published_models[] = {
    {"seed1_triangular", "book-triangle", {1.0, 1.0, 1.0}},
    {"seed1_I0p0305", "book-triangle-subthreshold", {1.0, 1.0, 1.0}},
    {"seed1_I0p1", "book-triangle-weak", {1.0, 1.0, 1.0}},
    {"seed1_I1p0", "book-triangle-strong", {1.0, 1.0, 1.0}},
    {"seed1_triangular_h11", "book-triangle-exact-refractory", {1.0, 1.0, 1.0}},
    {"seed2_triangular_periodic", "notebook-triangle", {1e-3, 1e-3, 1.0}},
    {"seed2_triangular_periodic_h11", "notebook-triangle-exact-refractory", {1e-3, 1e-3, 1.0}},
    {"nd_step_default", "neurodynex-step", {1e-3, 1e-3, 1e-9}},
    {"nd_step_0p9", "neurodynex-step-0.9nA", {1e-3, 1e-3, 1e-9}},
    {"nd_step_1p0", "neurodynex-step-1.0nA", {1e-3, 1e-3, 1e-9}},
    {"nd_step_1p2", "neurodynex-step-1.2nA", {1e-3, 1e-3, 1e-9}},
    {"nd_step_2p0", "neurodynex-step-2.0nA", {1e-3, 1e-3, 1e-9}},
    {"nd_sinus_default", "neurodynex-sinus", {1e-3, 1e-3, 1e-9}},
    {"nd_sinus_0p6", "neurodynex-sinus-0.6nA", {1e-3, 1e-3, 1e-9}},
    {"nd_sinus_amp1_off1", "neurodynex-sinus-offset", {1e-3, 1e-3, 1e-9}},
    {"nd3_step_1p2_default", "neurodynex3-step-1.2nA", {1e-3, 1e-3, 1e-9}},
    {"nd3_step_2p1", "neurodynex3-step-2.1nA", {1e-3, 1e-3, 1e-9}},
    {"nd3_step_3p0", "neurodynex3-step-3.0nA", {1e-3, 1e-3, 1e-9}},
    {"nd3_sinus_default", "neurodynex3-sinus", {1e-3, 1e-3, 1e-9}},
    {"mus1_const_default", "musacchio-constant", {1e-3, 1e-3, 1e-9}},
    {"mus2a_time_default", "musacchio-time-variable", {1e-3, 1e-3, 1e-9}},
    {"mus2b_sin_default", "musacchio-sine", {1e-3, 1e-3, 1e-9}},
    {"mus2b_c_I10_f0p1", "musacchio-sine-strong", {1e-3, 1e-3, 1e-9}},
    {"mus3_two_default", "musacchio-two-currents", {1e-3, 1e-3, 1e-9}},
    {"mus4_pulse1", "musacchio-pulse-1", {1e-3, 1e-3, 1e-9}},
    {"mus4_pulse2", "musacchio-pulse-2", {1e-3, 1e-3, 1e-9}},
    {"mus4_pulse3", "musacchio-pulse-3", {1e-3, 1e-3, 1e-9}},
    {"mus4_pulse4", "musacchio-pulse-4", {1e-3, 1e-3, 1e-9}},
};
enum { PUBLISHED_MODELS = sizeof published_models / sizeof published_models[0] };

#endif
