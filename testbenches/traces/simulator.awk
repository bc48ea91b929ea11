# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# Another simulator, as somebody writes one: a leaky integrate-and-fire neuron in milliseconds,
# millivolts and nanoamperes, stepped exactly. It prints a table with a row a step: its time, the
# current of the step, and the membrane and spike after it.
#
#     awk -f simulator.awk                   # right
#     awk -v bug=refractory -f simulator.awk # refractory for a step too long
#     awk -v bug=order -f simulator.awk      # resets before it leaks
BEGIN {
    steps = steps ? steps : 2000; places = places ? places : 6
    dt = 0.1; tau = 8; rest = -70; reset = -65; threshold = -50; R = 10; hold = 19
    a = exp(-dt / tau); if (bug == "refractory") hold++
    v = rest
    print "time,current,v,spike"
    for (n = 0; n < steps; n++) {
        I = n < 100 ? 0 : 2.2 + 0.4 * sin(n / 50)
        spike = 0
        if (held > 0) held--
        else if (bug == "order") {
            if (v >= threshold) { spike = 1; v = reset; held = hold }
            v = rest + R * I + (v - rest - R * I) * a
        } else {
            v = rest + R * I + (v - rest - R * I) * a
            if (v >= threshold) { spike = 1; v = reset; held = hold }
        }
        printf "%.1f,%.9f,%.*f,%d\n", n * dt, I, places, v, spike
    }
}
