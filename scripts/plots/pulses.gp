# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# Musacchio's picture of the pulses: the currents on the left, each beside its response.
# Given: kind, names (the data of the rows, without .csv, blanks between).

width = 1000
height = 900
load word(names, 1) . '.gp'
name = 'musacchio-pulses'
load 'scripts/plots/common.gp'
rows = words(names)
top = 0.885
bottom = 0.075
gap = 0.035
row_height = (top - bottom - gap * (rows - 1)) / rows

set multiplot
set label 1 'musacchio-pulse: decaying currents and their responses' at screen 0.075, screen 0.97 \
  font title_font noenhanced
set label 2 'as Musacchio 2023 shows them; drawn from circuit ' . dut at screen 0.075, screen 0.94 \
  font small_font noenhanced textcolor rgb grey
set xrange [0:time_end]
unset key
do for [row = 1:rows] {
  load word(names, row) . '.gp'
  csv = word(names, row) . '.csv'
  set tmargin at screen top - (row - 1) * (row_height + gap)
  set bmargin at screen top - (row - 1) * (row_height + gap) - row_height
  if (row == rows) { set format x; set xlabel 'time (ms)' } else { set format x '' }
  set lmargin at screen 0.085; set rmargin at screen 0.43
  set yrange [*:*]
  stats csv using (1e9 * column('current_a')) name 'current' nooutput
  set yrange [0:1.05 * current_max]; set ytics tick(current_max, 4)
  set ylabel 'current (nA)'
  # an exponential needs no more than every 20th of its steps
  plot csv every 20 using (ms(0)):(1e9 * column('current_a')) with lines ls 2 title 'current'
  unset label
  set lmargin at screen 0.535; set rmargin at screen 0.84
  set yrange [0:1.12e3 * threshold_v]; set ytics tick(1e3 * threshold_v, 4)
  set ylabel 'membrane (mV)'
  set label 3 sprintf("%s\n%s", name, plural(spikes, 'spike')) at graph 1.03, graph 0.95 \
    font small_font noenhanced
  if (row == 1) {
    set key at screen 0.85, screen top - 0.05 top left Left reverse font small_font samplen 2
  }
  plot 1e3 * threshold_v with lines ls 3 title 'threshold ' . level(threshold_v), \
    csv using (ms(0)):(mv(0)) with lines ls 6 title 'membrane'
  unset label 3
  unset key
}
unset multiplot
