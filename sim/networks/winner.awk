# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# awk -v what=events|spikes -f winner.awk: what winner.yaml is given, and what must come of it. The eight inputs are
# regular; in the first half the third is the fastest, in the second half the sixth. The spikes are those of the
# equations of Oster, Douglas and Liu (with a leak), in double and with real weights: an independent computation.

function period(j, tick) { return (j == (tick < 500 ? 2 : 5)) ? 5 : 7 + j }

BEGIN {
    ticks = 1000; n = 8; keep = exp(-1 / 20)
    print what == "events" ? "source,tick" : "population,neuron,tick"
    for (j = 0; j < n; j++) next_event[j] = period(j, 0)
    for (tick = 0; tick < ticks; tick++) {
        for (j = 0; j < n; j++) {
            event = tick == next_event[j]
            if (event) next_event[j] = tick + period(j, tick)
            if (event && what == "events") print j "," tick
            v[j] = keep * v[j] + 0.3 * event
            for (i = 0; i < n; i++) v[j] += spiked[i] * (i == j ? 0.3 : -1)
        }
        for (j = 0; j < n; j++) {
            spiked[j] = v[j] >= 1
            if (spiked[j]) v[j] = 0
            if (spiked[j] && what == "spikes") print "cell," j "," tick
        }
    }
}
