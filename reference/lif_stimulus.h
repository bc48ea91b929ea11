// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* A stimulus is an input current, whose kind says what it means, as a stream of one current a step.
 *
 * Time: step n has the instant t = n*dt, or (n+1)*dt with LIF_SAMPLE_END. A stimulus is active for
 * start <= t < stop and 0 A outside. These comparisons are made on step numbers: a start or stop
 * within 1e-6 step of an instant counts as that instant, so that no rounding of n*dt moves an edge.
 * Phase, ramp, chirp and decay count their time from start: t - start, with t computed as a
 * product. Several stimuli are summed by the caller, in the order of the list.
 *
 * The step holds one current, and `current` says which: a sample, the value at the instant above;
 * or the mean over the step, from n*dt to (n+1)*dt, whatever the sample's instant is. The mean is
 * the integral in closed form, so that each step has exactly the charge that flows in it. Where
 * start or stop cut a step, the part inside the window counts; edges within 1e-6 step of an instant
 * count as that instant here too. A current that is constant between whole steps has the same mean
 * and sample. Noise, chirp and file have no mean in closed form.
 *
 * Limits act last, on the current that a step has: on the sample or on the mean over the step, and
 * on active steps only, since outside of its window a stimulus is 0 A. What decays or is drawn goes
 * on below a limit as it would without. */
#ifndef LIF_STIMULUS_H
#define LIF_STIMULUS_H

#include "lif_random.h"
#include "lif_status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum lif_sample { LIF_SAMPLE_START, LIF_SAMPLE_END } lif_sample;
typedef enum lif_current { LIF_CURRENT_SAMPLE, LIF_CURRENT_MEAN } lif_current;

/* A current may have a lower and an upper limit; without either where everything is zero. least <=
 * most. */
typedef struct lif_limits {
    bool has_least, has_most;
    double least_a, most_a;
} lif_limits;

typedef enum lif_stimulus_kind {
    LIF_STIMULUS_CONSTANT,
    LIF_STIMULUS_STEP,
    LIF_STIMULUS_SINE,
    LIF_STIMULUS_TRIANGLE,
    LIF_STIMULUS_DECAY,
    LIF_STIMULUS_RAMP,
    LIF_STIMULUS_CHIRP,
    LIF_STIMULUS_PULSES,
    LIF_STIMULUS_NOISE,
    LIF_STIMULUS_POISSON,
    LIF_STIMULUS_EVENTS,
    LIF_STIMULUS_FILE
} lif_stimulus_kind;

/* Currents are in ampere, times in seconds, frequencies and rates in hertz, phases in radian. */
typedef struct lif_stimulus {
    lif_stimulus_kind kind;
    double start_s;      /* default 0 */
    double stop_s;       /* default INFINITY */
    lif_current current; /* default LIF_CURRENT_SAMPLE */
    lif_limits limits;   /* default none */
    union {
        struct {
            double amplitude_a;
        } constant;
        struct {
            double amplitude_a;
            double grid_s; /* > 0: the window is sampled at floor(t/grid)*grid, as a table on a
                              coarser grid does; 0: at every step */
        } step;
        struct { /* offset + amplitude*sin(2 pi frequency (t-start) + phase) */
            double amplitude_a, frequency_hz, offset_a, phase_rad;
        } sine;
        struct { /* symmetric window of `samples` >= 1 values, one a step from the first active one,
                    0 after the last; rising value of sample m: peak*(2m+1)/N for even N,
                    peak*2(m+1)/(N+1) for odd N. Its mean is that of the straight lines from step
                    to step on which each sample stands in the middle of its step: the sample
                    itself, but at the tip of an odd N */
            double peak_a;
            uint64_t samples;
        } triangle;
        struct { /* peak*exp(-(t-start)/tau), tau > 0 */
            double peak_a, tau_s;
        } decay;
        struct { /* linear from start to stop, where the end of the run stands for no stop */
            double from_a, to_a;
        } ramp;
        struct { /* offset + amplitude*sin(2 pi (f0 s + (f1-f0) s^2 / (2 T))), s = t-start, T =
                    window (to the end of the run without a stop) */
            double amplitude_a, from_hz, to_hz, offset_a;
        } chirp;
        struct { /* count pulses (0: without end) of the given width, one each period, from start;
                    0 < width <= period, period >= dt; edges fall like start and stop */
            double amplitude_a, width_s, period_s;
            uint64_t count;
        } pulses;
        struct { /* Ornstein-Uhlenbeck, exact update, started in its stationary distribution at
                    the first active step */
            double mean_a, deviation_a, correlation_s;
            uint64_t seed;
        } noise;
        struct { /* Poisson(rate*dt) events an active step, each adding a current that decays from
                    amplitude with time constant decay_s. An event of a step counts in full in that
                    step; for the mean it comes at the beginning of the step, and a step that the
                    window cuts has events for its part only. A current decayed below 1e-290 A is 0
                  */
            double rate_hz, amplitude_a, decay_s;
            uint64_t seed;
        } poisson;
        struct { /* as poisson with given times, counted from 0 and not from start; an event falls
                    into the step floor(t/dt) (1e-6 step of slack) and is ignored if that is not
                    active; for the mean it counts from its own instant. times_s[count] >= 0,
                    ascending, owned by the caller */
            const double *times_s;
            size_t count;
            double amplitude_a, decay_s;
        } events;
        struct { /* values_a[count]. from NULL: one value a step, count = steps of the run. Else
                    value i holds from step from[i] until the next one's, the last one to the end of
                    the run, with 0 A before the first; count >= 1, from[count] ascending, each its
                    own. Both are owned by the caller */
            const double *values_a;
            size_t count;
            const uint64_t *from;
        } file;
    } u;
} lif_stimulus;

/* A running stimulus is plain data that may be copied to save and restore the stream. */
typedef struct lif_stimulus_state {
    const lif_stimulus *stimulus;
    double dt_s;
    lif_sample sample;
    uint64_t next;  /* step that the next call begins with */
    uint64_t first; /* first active step */
    uint64_t last;  /* first step that is no longer active; UINT64_MAX: none */
    bool mean;
    double first_part; /* mean: how much of step `first` is before the window, 0 <= part < 1 */
    double last_part;  /* mean: how far the window reaches into step last-1, 0 < part <= 1 */
    double window_s;
    double level_a;      /* noise, poisson, events: the filtered current */
    double keep, spread; /* exp(-dt/tau) and its companion */
    double decay;        /* poisson, events: dt/tau */
    size_t event;        /* events: the next one; file: the value that holds */
    lif_random random;
} lif_stimulus_state;

/* Returns the current within the limits. */
static inline double lif_limited(const lif_limits *limits, double current_a)
{
    if (limits->has_least && current_a < limits->least_a)
        current_a = limits->least_a;
    return limits->has_most && current_a > limits->most_a ? limits->most_a : current_a;
}

/* Checks that limits are finite, at most 1e100 A, and least <= most. error->key is "least" or
 * "most". */
lif_status lif_limits_validate(const lif_limits *limits, lif_error *error);

/* Tells whether a kind has its mean in closed form. */
bool lif_stimulus_has_mean(lif_stimulus_kind kind);

/* Checks a stimulus against a run of `steps` steps of dt_s [s]. Values must be finite, currents at
 * most 1e100 A, times, frequencies and rates not negative, ranges as above, and start < stop. A
 * ramp or chirp without a stop must start before the end of the run, and a kind without a mean in
 * closed form must not ask for it.
 * error->key names the member as in a scenario ("amplitude", "time_constant", "current", "least";
 * "times" of events, "path" of a file), without a prefix. */
lif_status lif_stimulus_validate(const lif_stimulus *stimulus, double dt_s, uint64_t steps,
                                 lif_error *error);

/* Starts the stream at step 0; the stimulus must be valid and outlive the state.
 * A random stimulus is seeded with u.*.seed alone: equal seeds give equal streams on every machine.
 */
void lif_stimulus_start(lif_stimulus_state *state, const lif_stimulus *stimulus, double dt_s,
                        lif_sample sample, uint64_t steps);

/* Adds the currents [A] of the next `count` steps to current_a[count] and moves on.
 * The values do not depend on how the run is cut into calls. */
void lif_stimulus_add(lif_stimulus_state *state, size_t count, double *current_a);

/* Gives the smallest and the largest current [A] that any step of a run of `steps` steps can have
 * (an enclosing interval, 0 included where the stimulus is inactive at some step). Returns false,
 * and leaves *low_a and *high_a alone, where no bound is known (noise and poisson without both
 * limits). */
bool lif_stimulus_range(const lif_stimulus *stimulus, double dt_s, lif_sample sample,
                        uint64_t steps, double *low_a, double *high_a);

/* Returns the first step whose instant is not before time_s, 0 before the run; UINT64_MAX: never.
 */
uint64_t lif_stimulus_step_at(double time_s, double dt_s, lif_sample sample);

/* Tells how much of a stimulus is in a run of `steps` steps. */
typedef struct lif_reach {
    uint64_t first, last; /* the active steps are first..last-1; none where last <= first */
    bool acts;     /* some window, event or value is in the run, however small its current is */
    size_t beyond; /* events after the end of the run */
    size_t missed; /* events in the run and outside of start to stop */
} lif_reach;
lif_reach lif_stimulus_reach(const lif_stimulus *stimulus, double dt_s, lif_sample sample,
                             uint64_t steps);

#endif
