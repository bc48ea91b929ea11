# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# The picture of a stimulus: the current of each step, and the membrane under it with its spikes.
# Given: kind, data (the rows of a run without .csv) and stimulus (its kind).

width = 640
height = 250
load data . '.gp'
name = stimulus
load 'scripts/plots/common.gp'
csv = data . '.csv'
set xrange [0:time_end]
set lmargin at screen 0.125; set rmargin at screen 0.98
unset key
set multiplot
set tmargin at screen 0.96; set bmargin at screen 0.61
set format x ''
stats csv using (1e9 * column('current_a')) name 'current' nooutput
low = current_min < 0 ? 1.1 * current_min : 0
high = current_max > 0 ? 1.1 * current_max : 0.1
set yrange [low:high]; set ytics tick(high - low, 3)
set ylabel 'I (nA)'
plot csv using (ms(0)):(1e9 * column('current_a')) with steps ls 2 title 'current'
set tmargin at screen 0.57; set bmargin at screen 0.225
set format x '%g'; set xlabel 'time (ms)' offset 0,0.4
set yrange [*:1e3 * threshold_v + 5]; set ytics 10
set ylabel 'V (mV)'
plot 1e3 * threshold_v with lines ls 3 title 'threshold', \
  csv using (ms(0)):(mv(0)) with lines ls 6 title 'membrane', \
  csv using (spike_ms(0)):(1e3 * threshold_v):(0):(4) with vectors nohead ls 4 title 'spikes'
unset multiplot
