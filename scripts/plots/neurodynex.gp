# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# neurodynex's picture: the membrane with the firing threshold above, the current below.
# Given: kind, data (NAME without .csv).

width = 1000
height = 560
load data . '.gp'
load 'scripts/plots/common.gp'
csv = data . '.csv'
stats csv using (1e9 * column('current_a')) name 'current' nooutput
stats csv using (mv(0)) name 'membrane' nooutput
max(a, b) = a > b ? a : b
room = 0.08 * (max(membrane_max, 1e3 * threshold_v) - membrane_min)

set multiplot
set label 1 heading('membrane and current') at screen 0.075, screen 0.955 font title_font noenhanced
set label 2 origin(name[1:11] eq 'neurodynex3' ? 'neurodynex3' : 'neurodynex') \
  at screen 0.075, screen 0.905 font small_font noenhanced textcolor rgb grey
set lmargin at screen 0.085; set rmargin at screen 0.78
set key at screen 0.795, screen 0.865 top left Left reverse font small_font samplen 2.2 spacing 1.2
set xrange [0:time_end]

set tmargin at screen 0.865; set bmargin at screen 0.5
set format x ''
set yrange [membrane_min - room:max(membrane_max, 1e3 * threshold_v) + room]
set ylabel 'v (mV)'
plot 1e3 * threshold_v with lines ls 3 title 'threshold ' . level(threshold_v), \
  csv using (ms(0)):(mv(0)) with lines ls 1 title 'membrane v'
unset label

room = current_max > current_min ? 0.08 * (current_max - current_min) : 1
set tmargin at screen 0.45; set bmargin at screen 0.115
set format x; set xlabel 'time (ms)'
set yrange [current_min - room:current_max + room]
set ylabel 'I (nA)'
set key at screen 0.795, screen 0.45
plot csv using (ms(0)):(1e9 * column('current_a')) with steps ls 2 title 'current I'
unset multiplot
