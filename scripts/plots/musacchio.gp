# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# Musacchio's picture: the membrane above, the spike times below.
# Given: kind, data (NAME without .csv).

width = 1000
height = 520
load data . '.gp'
load 'scripts/plots/common.gp'
csv = data . '.csv'
stats csv using (mv(0)) name 'membrane' nooutput
max(a, b) = a > b ? a : b
room = 0.08 * (max(membrane_max, 1e3 * threshold_v) - membrane_min)

set multiplot
set label 1 heading('membrane and spike times') at screen 0.075, screen 0.955 font title_font noenhanced
set label 2 origin('Musacchio 2023') at screen 0.075, screen 0.9 font small_font noenhanced textcolor rgb grey
set lmargin at screen 0.085; set rmargin at screen 0.78
set key at screen 0.795, screen 0.855 top left Left reverse font small_font samplen 2.2 spacing 1.2
set xrange [0:time_end]

set tmargin at screen 0.855; set bmargin at screen 0.38
set format x ''
set yrange [membrane_min - room:max(membrane_max, 1e3 * threshold_v) + room]
set ylabel 'membrane (mV)'
plot 1e3 * threshold_v with lines ls 3 title 'threshold ' . level(threshold_v), \
  csv using (ms(0)):(mv(0)) with lines ls 1 title 'membrane'
unset label

set tmargin at screen 0.33; set bmargin at screen 0.125
set format x; set xlabel 'time (ms)'
set yrange [0:1]; unset ytics; set grid noy
set ylabel 'spikes'
set key at screen 0.795, screen 0.33
if (spikes > 0) {
  plot csv using (spike_ms(0)):(0):(0):(0.85) with vectors nohead ls 4 \
    title plural(spikes, 'spike')
} else {
  set label 'no spike' at graph 0.5, graph 0.5 center font small_font noenhanced textcolor rgb grey
  plot 0 with lines lc rgb grey notitle
}
unset multiplot
