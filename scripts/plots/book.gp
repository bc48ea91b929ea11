# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# The Neuromorphic Engineering Book's picture: the membrane with every spike painted up to its peak,
# the stimulus scaled into the same panel, the dashed threshold, and a line at each spike.
# Given: kind, data (NAME without .csv).

width = 1000
height = 520
load data . '.gp'
load 'scripts/plots/common.gp'
csv = data . '.csv'
stats csv using (1e6 * column('current_a')) name 'current' nooutput

low = 1e3 * rest_v - 8
high = 1e3 * spike_peak_v + 8
# The scale of the stimulus: nothing at rest, its largest value at the peak of a spike.
ua_per_mv = current_max / (1e3 * (spike_peak_v - rest_v))

set label 1 heading('membrane and stimulus') at screen 0.075, screen 0.95 font title_font noenhanced
set label 2 origin('the Neuromorphic Engineering Book') at screen 0.075, screen 0.895 \
  font small_font noenhanced textcolor rgb grey
set lmargin at screen 0.075; set rmargin at screen 0.91
set tmargin at screen 0.85; set bmargin at screen 0.2
set border 11
set xrange [0:time_end]; set xlabel 'time (ms)'
set yrange [low:high]; set ylabel 'membrane (mV)'
set y2range [(low - 1e3 * rest_v) * ua_per_mv:(high - 1e3 * rest_v) * ua_per_mv]
set y2tics 0, tick(current_max, 4), 1.02 * current_max
set y2label 'stimulus (µA)' textcolor rgb green
set key at screen 0.5, screen 0.02 bottom center horizontal Left reverse font small_font samplen 2.5

if (spikes > 0) {
  plot csv using (ms(0)):(1e6 * column('current_a')) axes x1y2 with lines ls 2 \
      title 'stimulus, scaled', \
    csv using (spike_ms(0)):(low):(0):(high - low) with vectors nohead ls 5 title 'spike', \
    1e3 * threshold_v with lines ls 3 title 'threshold ' . level(threshold_v), \
    csv using (ms(0)):(painted(0)) with lines ls 1 title 'membrane'
} else {
  plot csv using (ms(0)):(1e6 * column('current_a')) axes x1y2 with lines ls 2 \
      title 'stimulus, scaled', \
    1e3 * threshold_v with lines ls 3 title 'threshold ' . level(threshold_v), \
    csv using (ms(0)):(painted(0)) with lines ls 1 title 'membrane'
}
