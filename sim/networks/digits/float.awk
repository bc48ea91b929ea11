# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# awk -f float.awk weights.csv events.csv   the network of digits.yaml in double, with its real weights, by its own
# equations: a line "SPIKE class tick" for each spike. For each line "class tick" of a third file, below its first, a line
# "DISTANCE class tick value": how far the membrane is from the threshold there, in thresholds.

BEGIN { FS = ","; keep = exp(-1 / 20) }
FNR == 1 { file++; next }
file == 1 { weight[$1, $2] = $3; next }
file == 2 { at[$2] = at[$2] $1 " "; next }
{ ask[$1] = 1 }
END {
    for (tick = 0; tick < 50000; tick++) {
        count = split(at[tick], rows, " ")
        for (c = 0; c < 10; c++) {
            v[c] *= keep
            for (i = 1; i <= count; i++) v[c] += weight[rows[i], c]
            if ((c " " tick) in ask) printf "DISTANCE %d %d %.6f\n", c, tick, v[c] - 1
            if (v[c] >= 1) { print "SPIKE", c, tick; v[c] -= 1 }
        }
    }
}
