# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# Neurons without units, as libraries of tensors have them: x, spk, mem. -v kind=KIND is what a spike does
# (below); beta, threshold and init are values.
BEGIN {
    srand(3); beta = beta ? beta : 0.95; threshold = threshold ? threshold : 1; mem = init + 0; spk = 0
    print "x,spk,mem"
    for (n = 0; n < 1000; n++) {
        x = rand() * 0.3; was = spk
        mem = beta * mem + x
        if (kind == "delayed" && was) mem -= threshold
        if (kind == "next-zero" && was) mem = 0
        spk = mem > threshold; shown = mem
        if (spk && (kind == "subtract" || kind == "subtract-after")) mem -= threshold
        if (spk && (kind == "zero" || kind == "after" || kind == "peak")) mem = 0
        if (kind == "after" || kind == "subtract-after") shown = mem
        if (spk && kind == "peak") shown = 40
        printf "%.9g,%d,%.9g\n", x, spk, shown
    }
}
