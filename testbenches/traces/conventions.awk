# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# Tables with the conventions of well-known tools: -v tool=brian (membrane before the step, a list of spikes
# at the beginning of theirs, refractory by clock), nest (both at the end of the step, with senders),
# snntorch (single precision, the membrane before a reset that comes a step later) or norse (single
# precision, after the reset). The spikes of brian and nest go to the file that -v list=FILE names.
function f(x,  e, s) { # the nearest number of 32 bits
    if (x == 0) return 0
    s = x < 0 ? -1 : 1; x *= s
    e = int(log(x) / log(2)) - (x < 1) - 23
    return s * int(x / 2 ^ e + 0.5) * 2 ^ e
}
BEGIN {
    srand(5); steps = 2000
    if (tool == "brian") {
        a = exp(-0.1 / 20); v = -65; last = -1000
        print "t_ms,v_mV,I_nA"; print "i,t_ms" >list
        for (n = 0; n <= steps; n++) {
            I = n >= 200 && n < 1800 ? 0.2 : 0
            printf "%.6g,%.10g,%g\n", n * 0.1, v, I
            active = n - last >= 50
            if (active) v = -65 + 100 * I + (v + 65 - 100 * I) * a
            if (active && v > -50) { printf "0,%.6g\n", n * 0.1 >list; last = n; v = -60 }
        }
    } else if (tool == "nest") {
        a = exp(-0.1 / 10); gain = 10 / 250 * (1 - a)
        print "sender time V_m"; print "sender\ttime_ms" >list
        for (n = 0; n < steps; n++) {
            if (held > 0) held--
            else y = gain * 400 + a * y
            if (y >= 15) { held = 20; y = 0; printf "7\t%.3f\n", (n + 1) * 0.1 >list }
            printf "7 %.1f %.17g\n", (n + 1) * 0.1, y - 70
        }
    } else if (tool == "snntorch") {
        beta = f(0.9); print "input,spk,mem"
        for (n = 0; n < steps; n++) {
            x = f(rand() * 0.3)
            m = f(f(f(beta * m) + x) - (m > 1)); printf "%.17g,%.1f,%.17g\n", x, (m > 1), m
        }
    } else {
        dt = f(0.001); print "t,i,z,v"
        for (n = 0; n < steps; n++) {
            i = f(rand() * 3)
            u = f(v + f(f(dt * 100) * f(f(0 - v) + i))); z = u > 1; v = z ? 0 : u
            printf "%g,%.9g,%s,%.9g\n", n * 0.001, i, z ? "True" : "False", v
        }
    }
}
