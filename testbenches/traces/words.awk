# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# A digital neuron of 16 bits, as a chip would leave its words: step, drive, spike, membrane.
#
#     awk -v kind=KIND -v theta=N -v amplitude=N -v hold=N -f words.awk
#
# KIND is what it computes without a spike (below). above=1: it fires above theta only; takes=1: it
# subtracts theta, else it resets to the word of -v reset=N; before=1: it shows the membrane before the
# reset; late=1: it shows its spikes a row later.
function down(x) { return x < 0 && x != int(x) ? int(x) - 1 : int(x) }
BEGIN {
    srand(7); v = 0; held = 0; last = 0
    print "n,i,s,v"
    for (n = 0; n < 1500; n++) {
        if (n % 20 == 0) base = int((rand() * 1.6 - 0.3) * amplitude)
        i = base + int((rand() - 0.5) * amplitude / 8); s = 0; z = v
        if (held > 0) held--
        else {
            if (kind == "floor") z = v - down(v / 16) + i
            else if (kind == "toward-zero") z = v - int(v / 16) + i
            else if (kind == "half-up") z = v - down(v * 26 / 256 + 0.5) + i
            else if (kind == "decay") z = down(v * 230 / 256) + i
            else if (kind == "potential") z = v + down((i - v) / 8)
            else if (kind == "before") z = v + i - down((v + i) / 16)
            else if (kind == "linear") z = (v > 5 ? v - 5 : v < -5 ? v + 5 : 0) + i
            if (z > theta || (z == theta && !above)) { s = 1; held = hold; v = takes ? z - theta : reset + 0 }
            else v = z
        }
        printf "%d,%d,%d,%d\n", n, i, late ? last : s, before ? z : v
        last = s
    }
}
