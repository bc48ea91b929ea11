// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* The published models as C structs: what the scenarios of the same models say, without the reader
 * of scenarios. */
#ifndef PUBLISHED_STIMULI_H
#define PUBLISHED_STIMULI_H

#include "lif_stimulus.h"

#include <math.h>

enum { PUBLISHED_MODELS = 28 };

typedef struct published {
    const char *name;                    /* of the golden files */
    double golden_s, golden_v, golden_a; /* the units in them, in SI units */
    double dt_s, rest_v, gain_ohm;
    uint64_t steps;
    lif_sample sample;
    size_t count;
    lif_stimulus stimuli[2];
} published;

static inline lif_stimulus constant_of(double na)
{
    return (lif_stimulus){
        .kind = LIF_STIMULUS_CONSTANT, .stop_s = (double)INFINITY, .u.constant = {na * 1e-9}};
}

static inline lif_stimulus sine_of(double na, double khz, double offset_na)
{
    return (lif_stimulus){.kind = LIF_STIMULUS_SINE,
                          .stop_s = (double)INFINITY,
                          .u.sine = {na * 1e-9, khz * 1e3, offset_na * 1e-9, 0.0}};
}

static inline lif_stimulus step_of(double na, double start_ms, double stop_ms)
{
    return (lif_stimulus){.kind = LIF_STIMULUS_STEP,
                          .start_s = start_ms * 1e-3,
                          .stop_s = stop_ms * 1e-3,
                          .u.step = {na * 1e-9, 1e-3}};
}

static inline lif_stimulus decay_of(double na, double ms)
{
    return (lif_stimulus){
        .kind = LIF_STIMULUS_DECAY, .stop_s = (double)INFINITY, .u.decay = {na * 1e-9, ms * 1e-3}};
}

static inline published book(const char *name, double peak_ma)
{
    return (published){.name = name,
                       .golden_s = 1.0,
                       .golden_v = 1.0,
                       .golden_a = 1.0,
                       .dt_s = 0.1e-3,
                       .rest_v = -70e-3,
                       .gain_ohm = 1e3,
                       .steps = 500,
                       .count = 1,
                       .stimuli = {{.kind = LIF_STIMULUS_TRIANGLE,
                                    .stop_s = (double)INFINITY,
                                    .u.triangle = {peak_ma * 1e-3, 502}}}};
}

static inline published notebook(const char *name)
{
    published p = book(name, 0.2);
    p.golden_s = p.golden_v = 1e-3;
    p.steps = 499;
    return p;
}

static inline published neurodynex(const char *name, lif_stimulus stimulus)
{
    return (published){.name = name,
                       .golden_s = 1e-3,
                       .golden_v = 1e-3,
                       .golden_a = 1e-9,
                       .dt_s = 0.1e-3,
                       .rest_v = 0.0,
                       .gain_ohm = 1e6,
                       .steps = 1000,
                       .count = 1,
                       .stimuli = {stimulus}};
}

static inline published neurodynex3(const char *name, uint64_t steps, lif_stimulus stimulus)
{
    published p = neurodynex(name, stimulus);
    p.rest_v = -70e-3;
    p.gain_ohm = 10e6;
    p.steps = steps;
    return p;
}

static inline published musacchio(const char *name, double mohm, lif_sample sample,
                                  lif_stimulus stimulus)
{
    published p = neurodynex(name, stimulus);
    p.dt_s = 0.01e-3;
    p.gain_ohm = mohm * 1e6;
    p.steps = 9999;
    p.sample = sample;
    return p;
}

static inline void published_models(published list[PUBLISHED_MODELS])
{
    lif_stimulus sinus3 = sine_of(2.5, 0.15, 2.0);
    sinus3.start_s = 50e-3;
    sinus3.stop_s = 150.1e-3;
    published time_variable = musacchio("mus2a_time_default", 15.873015873015873, LIF_SAMPLE_START,
                                        sine_of(1.0, 0.15915494309189535, 0.0));
    time_variable.dt_s = 0.1001001001001001e-3;
    time_variable.rest_v = 48.4e-3;
    time_variable.steps = 999;
    published two = musacchio("mus3_two_default", 3.3, LIF_SAMPLE_START, constant_of(1.0));
    two.stimuli[two.count++] = constant_of(1.3);
    const published all[PUBLISHED_MODELS] = {
        book("seed1_triangular", 0.2),
        book("seed1_I0p0305", 0.0305),
        book("seed1_I0p1", 0.1),
        book("seed1_I1p0", 1.0),
        book("seed1_triangular_h11", 0.2),
        notebook("seed2_triangular_periodic"),
        notebook("seed2_triangular_periodic_h11"),
        neurodynex("nd_step_default", step_of(1.005, 20.0, 70.0)),
        neurodynex("nd_step_0p9", step_of(0.9, 20.0, 70.0)),
        neurodynex("nd_step_1p0", step_of(1.0, 20.0, 70.0)),
        neurodynex("nd_step_1p2", step_of(1.2, 20.0, 70.0)),
        neurodynex("nd_step_2p0", step_of(2.0, 20.0, 70.0)),
        neurodynex("nd_sinus_default", sine_of(0.5, 0.1, 0.5)),
        neurodynex("nd_sinus_0p6", sine_of(0.6, 0.1, 0.5)),
        neurodynex("nd_sinus_amp1_off1", sine_of(1.0, 0.1, 1.0)),
        neurodynex3("nd3_step_1p2_default", 3000, step_of(1.2, 100.0, 201.0)),
        neurodynex3("nd3_step_2p1", 3000, step_of(2.1, 100.0, 201.0)),
        neurodynex3("nd3_step_3p0", 3000, step_of(3.0, 100.0, 201.0)),
        neurodynex3("nd3_sinus_default", 2000, sinus3),
        musacchio("mus1_const_default", 6.4, LIF_SAMPLE_START, constant_of(0.8)),
        time_variable,
        musacchio("mus2b_sin_default", 5.0, LIF_SAMPLE_END, sine_of(1.0, 0.1, 0.0)),
        musacchio("mus2b_c_I10_f0p1", 5.0, LIF_SAMPLE_END, sine_of(10.0, 0.1, 0.0)),
        two,
        musacchio("mus4_pulse1", 5.0, LIF_SAMPLE_END, decay_of(10.0, 10.0)),
        musacchio("mus4_pulse2", 5.0, LIF_SAMPLE_END, decay_of(1.0, 100.0)),
        musacchio("mus4_pulse3", 5.0, LIF_SAMPLE_END, decay_of(10.0, 100.0)),
        musacchio("mus4_pulse4", 5.0, LIF_SAMPLE_END, decay_of(1.0, 10.0)),
    };
    for (size_t i = 0; i < PUBLISHED_MODELS; i++)
        list[i] = all[i];
}

#endif
