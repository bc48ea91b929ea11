# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# awk -f make.awk   writes weights.csv, events.csv and labels.csv into the present folder: ten digits of 5 by 7 pixels,
# of which noise flips each pixel with a probability of 0.25; a linear classifier trained on 1,500 of them by stochastic
# gradient descent (softmax, cross entropy); and 1,000 others, which it has not seen, as events. A pixel that is on has
# an event in each of the first ten ticks of the fifty of a sample; element 35 is always on and carries the bias.
# Numbers are of one generator (Park and Miller's), so that every awk makes the same files.

function uniform() { state = (state * 16807) % 2147483647; return state / 2147483647 }

# Draws a sample: the digit, and pixel[0..35].
function sample(   p) {
    label = int(uniform() * 10)
    for (p = 0; p < 35; p++) {
        pixel[p] = substr(digit[label], p + 1, 1) == "#"
        if (uniform() < 0.25) pixel[p] = !pixel[p]
    }
    pixel[35] = 1
}

# Takes a step of the training with the present sample.
function learn(rate,   c, p, most, sum) {
    most = -1e9
    for (c = 0; c < 10; c++) {
        score[c] = 0
        for (p = 0; p < 36; p++) if (pixel[p]) score[c] += weight[p, c]
        if (score[c] > most) most = score[c]
    }
    sum = 0
    for (c = 0; c < 10; c++) sum += score[c] = exp(score[c] - most)
    for (c = 0; c < 10; c++)
        for (p = 0; p < 36; p++) if (pixel[p]) weight[p, c] += rate * ((c == label) - score[c] / sum)
}

BEGIN {
    state = 4711
    digit[0] = ".###.#...##..###.#.###..##...#.###."; digit[1] = "..#...##....#....#....#....#...###."
    digit[2] = ".###.#...#....#...#...#...#...#####"; digit[3] = "#####...#...#.....#.....##...#.###."
    digit[4] = "...#...##..#.#.#..#.#####...#....#."; digit[5] = "######....####.....#....##...#.###."
    digit[6] = "..##..#...#....####.#...##...#.###."; digit[7] = "#####....#...#...#...#....#....#..."
    digit[8] = ".###.#...##...#.###.#...##...#.###."; digit[9] = ".###.#...##...#.####....#...#..##.."
    for (n = 0; n < 1500; n++) { sample(); learn(0.1 / (1 + n / 500)) }

    print "pre,post,weight" >"weights.csv"
    for (p = 0; p < 36; p++)
        for (c = 0; c < 10; c++) printf "%d,%d,%.6f\n", p, c, 0.12 * weight[p, c] >"weights.csv"
    print "source,tick" >"events.csv"
    print "sample,digit" >"labels.csv"
    for (n = 0; n < 1000; n++) {
        sample()
        print n "," label >"labels.csv"
        for (t = 0; t < 10; t++)
            for (p = 0; p < 36; p++) if (pixel[p]) print p "," 50 * n + t >"events.csv"
    }
}
